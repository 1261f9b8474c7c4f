"""Reduces marks to what the pixels can show: one column per bin, with the lowest and the highest in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.charts.data import Floats, Marks, Rows

MOST_BINS = 900


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns to draw, arrays of (m,): spans of x, least and greatest best, least low and greatest high.

    `first` is the position of the first mark in each column and `count` how many marks share it.
    """

    x0: Floats
    x1: Floats
    least: Floats
    most: Floats
    low: Floats
    high: Floats
    first: Rows
    count: Rows

    @property
    def binned(self) -> bool:
        """Whether some column stands for several marks."""
        return bool((self.count > 1).any())


def visible(marks: Marks, low: float, high: float) -> slice:
    """Return the slice of marks (sorted, not overlapping) that reach into [low, high] on the x axis."""
    return slice(
        int(np.searchsorted(marks.x1, low, side="right")), int(np.searchsorted(marks.x0, high, side="left"))
    )


def columns(marks: Marks, low: float, high: float, bins: int) -> Columns:
    """Return the visible marks as they are, or gathered into at most `bins` columns where they are more."""
    part = visible(marks, low, high)
    x0, x1 = marks.x0[part], marks.x1[part]
    best, lows, highs = marks.best[part], marks.low[part], marks.high[part]
    count = len(x0)
    bins = max(1, min(bins, MOST_BINS))
    if count <= bins:
        first = np.arange(part.start, part.start + count)
        return Columns(x0, x1, best, best, lows, highs, first, np.ones(count, dtype=np.int64))
    bin_of = ((np.clip((x0 + x1) / 2, low, high) - low) * (bins / (high - low))).astype(np.int64)
    starts = np.flatnonzero(np.diff(bin_of, prepend=-1))
    ends = np.append(starts[1:], count)
    return Columns(
        x0[starts],
        x1[ends - 1],
        np.minimum.reduceat(best, starts),
        np.maximum.reduceat(best, starts),
        np.minimum.reduceat(lows, starts),
        np.maximum.reduceat(highs, starts),
        starts + part.start,
        ends - starts,
    )
