"""Paints the ranges of bars and steps: whiskers, and arrows where a bound is open or beyond the axis."""

from __future__ import annotations

import numpy as np

from gui.charts.pens import Canvas, Segment
from gui.charts.scales import Plot
from model.charts.data import Floats, Marks, Shape
from model.charts.reduce import Columns

OPEN = 15.0  # how far the arrow of an open bound reaches
_OPEN_DENSE = 6.0
_WIDE = 7.0  # narrower columns get a line without caps and heads


def paint_ranges(
    canvas: Canvas, marks: Marks, drawn: Columns, plot: Plot, sides: tuple[Floats, Floats]
) -> None:
    """Paint the range of each column; a step's band shows what is bounded, so only open bounds are added."""
    left, right = sides
    ranged = (drawn.low < drawn.least) | (drawn.high > drawn.most)
    if not ranged.any():
        return
    wide = float(np.median(right - left)) >= _WIDE
    palette, paint = canvas.palette, canvas.palette.tones[marks.tone]
    upward = -1.0 if plot.y.end < plot.y.start else 1.0
    tops = _ends(drawn.high, drawn.most, upward, plot, wide=wide)
    feet = _ends(drawn.low, drawn.least, -upward, plot, wide=wide)
    most, least = (np.clip(plot.y.of(own), plot.box.y, plot.box.bottom) for own in (drawn.most, drawn.least))
    lines: list[Segment] = []
    heads: list[tuple[float, float, float]] = []
    for i in np.flatnonzero(ranged).tolist():
        at, cap = float(left[i] + right[i]) / 2, min(5.0, float(right[i] - left[i]) / 3)
        for ends, own, way in ((tops, most, upward), (feet, least, -upward)):
            pixel, beyond = float(ends[0][i]), bool(ends[1][i])
            start = float(own[i])
            if pixel == start or (marks.shape is Shape.STEP and not beyond):
                continue
            lines.append((at, start, at, pixel))
            if wide and beyond:
                heads.append((at, pixel, way))
            elif wide:
                lines.append((at - cap, pixel, at + cap, pixel))
    if wide:
        canvas.lines(lines, palette.paper, 3.5)
        canvas.lines(lines, palette.ink, 1.25)
    else:
        canvas.lines(lines, paint.line, 1.0, alpha=0.6)
    for at, pixel, way in heads:
        canvas.arrow(at, pixel, 0.0, way, palette.ink)


def _ends(bounds: Floats, own: Floats, way: float, plot: Plot, *, wide: bool) -> tuple[Floats, np.ndarray]:
    """Return the pixel at which each range ends on one side, and whether it goes on beyond that."""
    opened = ~np.isfinite(bounds)
    reach = way * (OPEN if wide else _OPEN_DENSE)
    pixel = np.where(opened, plot.y.of(own) + reach, plot.y.of(np.where(opened, own, bounds)))
    cut = np.clip(pixel, plot.box.y, plot.box.bottom)
    return cut, opened | (np.abs(cut - pixel) > 0.5)
