"""From values to pixels, and how far an axis has to reach. Knows arrays and rectangles, no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from gui.charts.labels import Box
from model.charts.axis import LARGEST_SPAN, LEAST_SPAN, Tick
from model.charts.data import AxisRule, Marks, MarkShape, Panel
from model.charts.reduce import visible
from model.derive.bands import Floats
from model.derive.identity_cache import kept

# A range may stretch an axis to this many times its greatest best value; beyond, an arrow says it goes on.
_STRETCH = 2.0
_HEAD = 24.0
_PAD = 14.0
_FAR = 1e4
_FINEST = 1e-9  # of the greatest value: an axis of powers of ten goes no further down


class Scale(Struct, frozen=True):
    """Maps values in [low, high] to pixels between `start` (of low) and `end` (of high).

    With `log` it counts powers of ten, `low` is above 0, and what is not lies far outside.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Return the pixel of a finite value; infinite ones go far outside, never to NaN."""
        if self.log:
            share = math.log(value / self.low) / math.log(self.high / self.low) if value > 0 else -_FAR
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, -_FAR), _FAR) * (self.end - self.start)

    def of(self, values: Floats) -> Floats:
        """Return the pixels of an array of values, (n,) to (n,)."""
        # What is far beyond all floats is far outside, and so is what has no power of ten.
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            if self.log:
                share = np.log(np.maximum(values, 0.0) / self.low) / math.log(self.high / self.low)
            else:
                share = (values - self.low) / (self.high - self.low)
        return self.start + share.clip(-_FAR, _FAR) * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """Return the value at a pixel."""
        share = (pixel - self.start) / (self.end - self.start)
        if self.log:
            return self.low * float((self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)


class Plot(Struct, frozen=True):
    """A panel in its place, with its scales and the ticks of its y axis.

    `pins` are the pixels of x at which milestones stand.
    """

    panel: Panel
    box: Box
    x: Scale
    y: Scale
    ticks: tuple[Tick, ...] = ()
    pins: tuple[float, ...] = ()


class MapSheet(Struct, frozen=True):
    """A map in its place, with its scales in metres east and north: as long along both."""

    box: Box
    x: Scale
    y: Scale


def y_range(
    marks: Sequence[Marks], low: float, high: float, axis: AxisRule, levels: Sequence[float]
) -> tuple[float, float]:
    """Return the (low, high) that a panel's y axis shows for what is visible in [low, high] on x.

    It has 0, unless it counts powers of ten, and the values at which lines go across, `levels`.
    """
    bests: list[tuple[float, float]] = [(level, level) for level in levels]
    bounds: list[tuple[float, float]] = []
    least_above = math.inf
    for some in marks:
        if some.shape is MarkShape.POINT:
            seen = (some.x0 <= high) & (some.x1 >= low)
            columns = [column[seen] for column in (some.low, some.best, some.high)]
            least, best, most = map(_finite_ends, columns)
        else:
            part = visible(some, low, high)
            columns = [column[part] for column in (some.low, some.best, some.high)]
            least, best, most = (
                _ends(column, part.start, part.stop) for column in (some.low, some.best, some.high)
            )
        bests.append(best)
        if some.shape is MarkShape.BAND:
            bests += [least, most]
        bounds += [least, most]
        if axis.log:
            least_above = min(least_above, *map(_least_above_zero, columns[:2]))
    return _ruled(_reach(bests, bounds), axis, least_above)


def x_reach(marks: Sequence[Marks], axis: AxisRule) -> tuple[float, float]:
    """Return the (low, high) that the x axis of a chart without time shows; has 0, as `y_range` says."""
    sides = [side for some in marks for side in (some.x_low, some.x_high) if side is not None]
    reach = _reach([_finite_ends(some.x0) for some in marks], [_finite_ends(side) for side in sides])
    return _ruled(reach, axis, min((_least_above_zero(some.x0) for some in marks), default=math.inf))


def _ruled(reach: tuple[float, float], axis: AxisRule, least_above: float) -> tuple[float, float]:
    """Return how far an axis goes that would reach so far, by its rule."""
    low, high = reach
    if axis.fixed and axis.low is not None and axis.high is not None:
        low, high = axis.low, axis.high
    if not axis.log:
        return low, high
    if not (high > 0 and least_above < math.inf):
        return 1.0, 10.0
    if not axis.fixed or low <= 0:
        low = 10.0 ** math.floor(math.log10(max(least_above, high * _FINEST)))
    return (low, high) if high > low else (low, low * 10.0)


def _least_above_zero(values: Floats) -> float:
    above = values[(values > 0) & np.isfinite(values)]
    return float(above.min()) if len(above) else math.inf


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


def y_scale(
    panel: Panel, box: Box, low: float, high: float, sight: tuple[float, float] | None = None
) -> Scale:
    """Return the scale of a panel's y axis in `box`, with room for labels and arrows beyond the marks.

    A range that was chosen, `sight` or that of a fixed axis, reaches to the edges of the panel.
    """
    head = foot = 0.0
    if sight is not None:
        low, high = sight
    elif not panel.axis.fixed:
        head = min(_HEAD, box.h / 5)
        foot = head if low < 0 else 0.0
    if panel.downward:
        return Scale(low, high, box.y + foot, box.bottom - head, panel.axis.log)
    return Scale(low, high, box.bottom - foot, box.y + head, panel.axis.log)


def x_scale(box: Box, low: float, high: float, axis: AxisRule, *, padded: bool) -> Scale:
    """Return the scale of the x axis of a panel in `box`; all of a chart without time has room beside."""
    pad = _PAD if padded else 0.0
    return Scale(low, high, box.x + (pad if low < 0 else 0.0), box.right - pad, axis.log)


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
