"""Paints the ranges of bars and steps: whiskers, and arrows where a bound is open or beyond the axis."""

from __future__ import annotations

import numpy as np

from gui.charts.pens import Canvas
from gui.charts.scales import Plot, median
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
    wide = median(right - left) >= _WIDE
    palette, paint = canvas.palette, canvas.palette.tones[marks.tone]
    upward = -1.0 if plot.y.end < plot.y.start else 1.0
    tops = _ends(drawn.high, drawn.most, upward, plot, wide=wide)
    feet = _ends(drawn.low, drawn.least, -upward, plot, wide=wide)
    most, least = (np.clip(plot.y.of(own), plot.box.y, plot.box.bottom) for own in (drawn.most, drawn.least))
    centre, cap = (left + right) / 2, np.minimum(5.0, (right - left) / 3)
    lines: list[Floats] = []
    caps: list[Floats] = []
    heads: list[tuple[Floats, float]] = []
    for (pixel, beyond), own, way in ((tops, most, upward), (feet, least, -upward)):
        shown = ranged & (pixel != own)
        if marks.shape is Shape.STEP:
            shown &= beyond
        lines.append(np.stack((centre, own, centre, pixel), axis=1)[shown])
        ended = np.stack((centre - cap, pixel, centre + cap, pixel), axis=1)
        caps.append(ended[shown & ~beyond])
        heads.append((np.stack((centre, pixel), axis=1)[shown & beyond], way))
    if wide:
        strokes = np.concatenate([*lines, *caps])
        canvas.lines(strokes, palette.paper, 3.5)
        canvas.lines(strokes, palette.ink, 1.25)
        for spots, way in heads:
            for at, pixel in spots.tolist():
                canvas.arrow(at, pixel, 0.0, way, palette.ink)
    else:
        canvas.lines(np.concatenate(lines), paint.line, 1.0, alpha=0.6)


def _ends(bounds: Floats, own: Floats, way: float, plot: Plot, *, wide: bool) -> tuple[Floats, np.ndarray]:
    """Return the pixel at which each range ends on one side, and whether it goes on beyond that."""
    opened = ~np.isfinite(bounds)
    reach = way * (OPEN if wide else _OPEN_DENSE)
    pixel = np.where(opened, plot.y.of(own) + reach, plot.y.of(np.where(opened, own, bounds)))
    cut = np.clip(pixel, plot.box.y, plot.box.bottom)
    return cut, opened | (np.abs(cut - pixel) > 0.5)
