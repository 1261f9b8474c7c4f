"""A value against another one: how many times as much it is, and how many percent more or less."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from model.arithmetic.bands import Band, Reason, exact, missing, ratio, subtract
from model.arithmetic.values import Absent, Outcome, Value
from model.words import QT_TRANSLATE_NOOP, Words, words

RATIOS: tuple[str, ...] = (
    "losses_per_day",
    "gains_per_day",
    "losses_per_month",
    "gains_per_month",
    "losses_per_gain",
    "gains_per_1000_losses",
    "shortfall_per_month",
    "replaced",
)
"""The measures that do not grow with the length of a period, so that two of them compare as they are."""


@dataclass(frozen=True, slots=True)
class Against:
    """A value against a baseline: `times` is value ÷ baseline and `change` value ÷ baseline − 1.

    Both are shares without a unit and absent together; low and high follow the rule of ratios (domain.md §2).
    """

    times: Outcome
    change: Outcome

    @property
    def told(self) -> bool:
        """Whether something is known of it: a multiple above 0 without an upper bound says nothing."""
        return isinstance(self.times, Value) and (self.times.low > 0 or math.isfinite(self.times.high))

    @staticmethod
    def absent(reason: Words) -> Against:
        """Return the comparison that cannot be made, and why."""
        return Against(Absent(reason), Absent(reason))


def against(now: Outcome, then: Outcome) -> Against:
    """Return `now` compared with `then`, both of one measure in one unit; absent where either is."""
    if isinstance(then, Absent):
        said = QT_TRANSLATE_NOOP("model", "the baseline has no value: {reason}")
        return Against.absent(words(said, reason=then.reason))
    if isinstance(now, Absent):
        return Against.absent(now.reason)
    if then.best <= 0:
        return Against.absent(words(QT_TRANSLATE_NOOP("model", "the baseline is not above 0")))
    times = ratio(band_of(now), band_of(then), Reason.BASELINE_ZERO)
    return Against(_outcome(times), _outcome(subtract(times, exact(np.ones(1)))))


def band_of(outcome: Outcome) -> Band:
    """Return an outcome as a band of one row, so that it can be computed with."""
    if isinstance(outcome, Absent):
        return missing(1, Reason.BASELINE_ABSENT)
    low, best, high = (np.array([bound]) for bound in (outcome.low, outcome.best, outcome.high))
    return Band(low, best, high, np.array([outcome.approximate]), np.zeros(1, np.uint8))


def _outcome(band: Band) -> Outcome:
    cell = band.cell(0)
    if cell.absent:
        return Absent(words(QT_TRANSLATE_NOOP("model", "too large a number")))
    return Value(cell.low, cell.best, cell.high, cell.approximate)
