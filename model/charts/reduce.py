"""Reduces marks to what the pixels can show: one column per bin, with the lowest and the highest in it."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from model.charts.data import DrawnRows, Marks
from model.derive.bands import Floats
from model.derive.identity_cache import kept

MOST_BINS = 900


class DrawnColumns(Struct, frozen=True, eq=False):
    """Columns to draw, arrays of (m,): spans of x, least and greatest best, least low and greatest high.

    `first` is the position of the first mark in each column and `count` how many marks share it.
    """

    x0: Floats
    x1: Floats
    least: Floats
    most: Floats
    low: Floats
    high: Floats
    first: DrawnRows
    count: DrawnRows

    @property
    def binned(self) -> bool:
        """Whether some column stands for several marks."""
        return bool((self.count > 1).any())


def visible(marks: Marks, low: float, high: float) -> slice:
    """Return the slice of marks (sorted, not overlapping) that reach into [low, high] on the x axis."""
    return _visible(marks.x0, marks.x1, low, high)


def _visible(x0: Floats, x1: Floats, low: float, high: float) -> slice:
    return slice(int(np.searchsorted(x1, low, side="right")), int(np.searchsorted(x0, high, side="left")))


def columns(marks: Marks, low: float, high: float, bins: int) -> DrawnColumns:
    """Return the visible marks as they are, or gathered into at most `bins` columns where they are more."""
    x0, x1, lows, best, highs = marks.x0, marks.x1, marks.low, marks.best, marks.high
    part = visible(marks, low, high)
    count = part.stop - part.start
    bins = max(1, min(bins, MOST_BINS))
    if count <= bins:
        first = np.arange(part.start, part.start + count)
        own = best[part]
        alone = np.ones(count, dtype=np.int64)
        return DrawnColumns(x0[part], x1[part], own, own, lows[part], highs[part], first, alone)
    starts = _bins(x0, x1, low, high, bins)
    ends = np.append(starts[1:], part.stop)
    inside = slice(None, part.stop)
    return DrawnColumns(
        x0[starts],
        x1[ends - 1],
        np.minimum.reduceat(best[inside], starts),
        np.maximum.reduceat(best[inside], starts),
        np.minimum.reduceat(lows[inside], starts),
        np.maximum.reduceat(highs[inside], starts),
        starts,
        ends - starts,
    )


@kept(4)
def _bins(x0: Floats, x1: Floats, low: float, high: float, bins: int) -> DrawnRows:
    """Return the position of the first visible mark in each of the bins that have any."""
    part = _visible(x0, x1, low, high)
    middle = (x0[part] + x1[part]) / 2
    bin_of = ((np.clip(middle, low, high) - low) * (bins / (high - low))).astype(np.int64)
    starts: DrawnRows = np.flatnonzero(np.diff(bin_of, prepend=-1)) + part.start
    return starts


def median(values: Floats) -> float:
    """Return the median. That of NumPy imports all of `numpy.ma` first, which takes a tenth of a picture."""
    middle = (len(values) - 1) // 2, len(values) // 2
    ordered = np.partition(values, middle)
    return float((ordered[middle[0]] + ordered[middle[1]]) / 2)
