"""How much of the days of some periods each of some monthly rates makes up, where several share a day."""

from __future__ import annotations

import numpy as np

from model.derive.bands import Floats, Ints
from model.derive.recruitment import month_shares
from model.text.days import SHARES


def months_shared(first: Ints, last: Ints, start: Ints, end: Ints) -> Floats:
    """Return how many months of each rate (its first and last day) lie in periods that share no days.

    Of a day that several of the rates have, each takes an equal part, as the mean of their bests does.
    """
    marks = np.unique(np.concatenate([first, last + 1]))
    begins, stops = np.searchsorted(marks, first), np.searchsorted(marks, last + 1)
    steps = np.zeros(len(marks) + 1, np.int64)
    np.add.at(steps, begins, 1)
    np.add.at(steps, stops, -1)
    sharing = np.cumsum(steps)[: len(marks) - 1]
    covered = np.diff(_shares_until(marks, start, end))
    weights = np.zeros(len(first))
    for count in np.unique(sharing[sharing > 0]).tolist():  # whole shares until divided: nothing is rounded
        sums = np.concatenate([[0], np.cumsum(np.where(sharing == count, covered, 0))])
        weights += (sums[stops] - sums[begins]) / (count * SHARES)
    return weights


def _shares_until(days: Ints, start: Ints, end: Ints) -> Ints:
    """Return how many 1/`SHARES` of months the periods, by first day, have before each of some days."""
    opening, closing = month_shares(start), month_shares(end + 1)
    before = np.concatenate([[0], np.cumsum(closing - opening)])
    at = np.searchsorted(start, days, side="right") - 1
    inside = np.maximum(at, 0)
    part = np.clip(month_shares(days) - opening[inside], 0, (closing - opening)[inside])
    shares: Ints = np.where(at >= 0, before[inside] + part, 0)
    return shares
