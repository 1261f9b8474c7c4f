"""Paints the break of what goes on beyond the end of an axis: two slanted strokes across it."""

from __future__ import annotations

import numpy as np

from gui.charts.pens import Canvas, Segment
from gui.charts.scales import Plot
from model.charts.data import Floats, Marks
from model.charts.reduce import Columns

_BELOW = 11.0  # from the end of the axis to the middle of the break
_SLANT = 3.0
_APART = 4.0


def paint_breaks(
    canvas: Canvas, marks: Marks, drawn: Columns, plot: Plot, sides: tuple[Floats, Floats]
) -> None:
    """Break each column in which a mark goes on beyond the axis."""
    if marks.broken is None:
        return
    within = marks.broken[drawn.first[0] : drawn.first[-1] + drawn.count[-1]]
    gone = np.logical_or.reduceat(within, drawn.first - drawn.first[0])
    palette, box = canvas.palette, plot.box
    paint = palette.tones[marks.tone]
    up = -1.0 if plot.y.end < plot.y.start else 1.0
    end = plot.y.of(drawn.most)
    gaps: list[Segment] = []
    edges: list[Segment] = []
    for k in np.flatnonzero(gone).tolist():
        left, right = float(sides[0][k]), float(sides[1][k])
        middle = float(end[k]) - up * _BELOW
        if not box.y + _APART < middle < box.bottom - _APART:
            continue
        gaps.append((left - 1.0, middle + _SLANT, right + 1.0, middle - _SLANT))
        edges += [
            (left - 2.0, middle + _SLANT + off, right + 2.0, middle - _SLANT + off)
            for off in (-_APART / 2, _APART / 2)
        ]
    canvas.lines(gaps, palette.paper, _APART)
    canvas.lines(edges, paint.line, 1.25)
