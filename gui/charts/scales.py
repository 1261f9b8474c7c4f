"""From values to pixels, and how far an axis has to reach. Knows arrays and rectangles, no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gui.charts.labels import Box
from model.charts.axis import LARGEST_SPAN, LEAST_SPAN
from model.charts.data import Marks, MarkShape, Panel
from model.charts.reduce import visible
from model.derive.bands import Floats
from model.derive.identity_cache import kept

# A range may stretch an axis to this many times its greatest best value; beyond, an arrow says it goes on.
_STRETCH = 2.0
_HEAD = 24.0
_FAR = 1e4


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values in [low, high] to pixels between `start` (of low) and `end` (of high)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the pixel of a finite value; infinite ones go far outside, never to NaN."""
        share = min(max((value - self.low) / (self.high - self.low), -_FAR), _FAR)
        return self.start + share * (self.end - self.start)

    def of(self, values: Floats) -> Floats:
        """Return the pixels of an array of values, (n,) to (n,)."""
        with np.errstate(over="ignore"):  # what is far beyond all floats is far outside
            share = np.clip((values - self.low) / (self.high - self.low), -_FAR, _FAR)
        return self.start + share * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """Return the value at a pixel."""
        return self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel in its place, with its scales; `pins` are the pixels of x at which milestones stand."""

    panel: Panel
    box: Box
    x: Scale
    y: Scale
    pins: tuple[float, ...] = ()


def y_range(marks: Sequence[Marks], low: float, high: float) -> tuple[float, float]:
    """Return the (low, high) that a panel's y axis shows for what is visible in [low, high] on x; has 0."""
    bests: list[tuple[float, float]] = []
    bounds: list[tuple[float, float]] = []
    for some in marks:
        if some.shape is MarkShape.POINT:
            seen = (some.x0 <= high) & (some.x1 >= low)
            least, best, most = (_finite_ends(column[seen]) for column in (some.low, some.best, some.high))
        else:
            part = visible(some, low, high)
            least, best, most = (
                _ends(column, part.start, part.stop) for column in (some.low, some.best, some.high)
            )
        bests.append(best)
        if some.shape is MarkShape.BAND:
            bests += [least, most]
        bounds += [least, most]
    return _reach(bests, bounds)


def x_reach(marks: Sequence[Marks]) -> tuple[float, float]:
    """Return the (low, high) that the x axis of a chart without time shows; has 0."""
    sides = [side for some in marks for side in (some.x_low, some.x_high) if side is not None]
    return _reach([_finite_ends(some.x0) for some in marks], [_finite_ends(side) for side in sides])


def _reach(
    bests: Sequence[tuple[float, float]], bounds: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Return a range that holds 0, all of `bests`, and of `bounds` what does not dwarf them."""
    low, high = _around(bests)
    least, most = _around(bounds)
    size = max(high, -low)
    far_high = min(most, _STRETCH * high if high > 0 else 0.6 * size)
    far_low = max(least, _STRETCH * low if low < 0 else -0.6 * size)
    low = max(min(low, far_low), -LARGEST_SPAN / 2)
    high = min(max(high, far_high), LARGEST_SPAN / 2)
    return (low, high) if high - low >= LEAST_SPAN else (0.0, 1.0)


def y_scale(panel: Panel, box: Box, low: float, high: float) -> Scale:
    """Return the scale of a panel's y axis in `box`, with room for labels and arrows beyond the marks."""
    head = min(_HEAD, box.h / 5)
    foot = head if low < 0 else 0.0
    if panel.downward:
        return Scale(low, high, box.y + foot, box.bottom - head)
    return Scale(low, high, box.bottom - foot, box.y + head)


@kept(12)  # of what an edit left alone it is not sought again
def _ends(column: Floats, start: int, stop: int) -> tuple[float, float]:
    return _finite_ends(column[start:stop])


def _finite_ends(values: Floats) -> tuple[float, float]:
    """Return the least and the greatest finite number, 0 where there is none."""
    if not len(values):
        return 0.0, 0.0
    low, high = float(values.min()), float(values.max())
    if math.isinf(low) or math.isinf(high):
        values = values[np.isfinite(values)]
        low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    return low, high


def _around(ends: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min([0.0, *(low for low, _ in ends)]), max([0.0, *(high for _, high in ends)])
