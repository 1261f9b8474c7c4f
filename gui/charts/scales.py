"""From values to pixels, and how far an axis has to reach. Knows arrays and rectangles, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gui.charts.labels import Box
from model.charts.data import Floats, Marks, Panel, Shape
from model.charts.reduce import visible

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
    bests: list[Floats] = []
    bounds: list[Floats] = []
    for some in marks:
        part: slice | np.ndarray = (
            (some.x0 <= high) & (some.x1 >= low) if some.shape is Shape.POINT else visible(some, low, high)
        )
        bests.append(some.best[part])
        if some.shape is Shape.BAND:
            bests += [_finite(some.low[part]), _finite(some.high[part])]
        bounds += [_finite(some.low[part]), _finite(some.high[part])]
    return reach(bests, bounds)


def x_reach(marks: Sequence[Marks]) -> tuple[float, float]:
    """Return the (low, high) that the x axis of a chart without time shows; has 0."""
    bounds = [_finite(side) for some in marks for side in (some.x_low, some.x_high) if side is not None]
    return reach([some.x0 for some in marks], bounds)


def reach(bests: Sequence[Floats], bounds: Sequence[Floats]) -> tuple[float, float]:
    """Return a range that holds 0, all of `bests`, and of `bounds` what does not dwarf them."""
    low, high = _ends(bests)
    least, most = _ends(bounds)
    size = max(high, -low)
    far_high = min(most, _STRETCH * high if high > 0 else 0.6 * size)
    far_low = max(least, _STRETCH * low if low < 0 else -0.6 * size)
    low, high = min(low, far_low), max(high, far_high)
    return (low, high) if low < high else (0.0, 1.0)


def y_scale(panel: Panel, box: Box, low: float, high: float) -> Scale:
    """Return the scale of a panel's y axis in `box`, with room for labels and arrows beyond the marks."""
    head = min(_HEAD, box.h / 5)
    foot = head if low < 0 else 0.0
    if panel.downward:
        return Scale(low, high, box.y + foot, box.bottom - head)
    return Scale(low, high, box.bottom - foot, box.y + head)


def _finite(values: Floats) -> Floats:
    finite: Floats = values[np.isfinite(values)]
    return finite


def _ends(arrays: Sequence[Floats]) -> tuple[float, float]:
    low = min((float(array.min()) for array in arrays if len(array)), default=0.0)
    high = max((float(array.max()) for array in arrays if len(array)), default=0.0)
    return min(low, 0.0), max(high, 0.0)
