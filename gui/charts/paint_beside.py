"""Paints what a scenario makes of the marks of a panel: dashed outlines, over what was published."""

from __future__ import annotations

import numpy as np

from gui.charts.pens import Canvas, Segment
from gui.charts.scales import Plot
from model.charts.data import Floats, Marks, Shape
from model.charts.reduce import columns

_WIDTH = 1.75
_MOST_POINTS = 400
_RADIUS = 5.5


def paint_all_beside(canvas: Canvas, plot: Plot) -> None:
    """Draw all that stands beside the marks of a panel."""
    for marks in plot.panel.beside:
        paint_beside(canvas, marks, plot)


def paint_beside(canvas: Canvas, marks: Marks, plot: Plot) -> None:
    """Draw the outlines of a scenario's marks, on a ground of paper so that they show on every fill."""
    if not len(marks):
        return
    if marks.shape is Shape.POINT:
        _points(canvas, marks, plot)
        return
    drawn = columns(marks, plot.x.low, plot.x.high, max(1, int(plot.box.w / 2)))
    if not len(drawn.x0):
        return
    box, x, y = plot.box, plot.x, plot.y

    def across(values: Floats) -> Floats:
        return np.clip(y.of(values), box.y, box.bottom)

    left, right = (np.clip(x.of(side), box.x, box.right) for side in (drawn.x0, drawn.x1))
    if marks.shape is Shape.BAR:
        zero, end = across(np.zeros(len(left))), across(drawn.most)
        left, right = left + 1.0, np.maximum(right - 3.0, left + 1.5)
        sides = [(left, zero, left, end), (left, end, right, end), (right, end, right, zero)]
    elif marks.shape is Shape.STEP:
        level = across(drawn.most)
        sides = [(left, level, right, level)]
    else:
        low, high = (
            across(np.where(np.isfinite(bound), bound, drawn.most)) for bound in (drawn.low, drawn.high)
        )
        sides = [(left, low, right, low), (left, high, right, high)]
    _dash(canvas, [tuple(ends) for side in sides for ends in np.stack(side, axis=1).tolist()])


def _points(canvas: Canvas, marks: Marks, plot: Plot) -> None:
    """Draw open circles of dashes, of so many at most as can be told apart."""
    box = plot.box
    x, y = plot.x.of((marks.x0 + marks.x1) / 2), plot.y.of(marks.best)
    inside = np.flatnonzero((x >= box.x) & (x <= box.right) & (y >= box.y) & (y <= box.bottom))
    corners = [(np.cos(turn), np.sin(turn)) for turn in np.linspace(0.0, 2 * np.pi, 13)]
    arcs: list[Segment] = []
    for i in inside[:_MOST_POINTS].tolist():
        ring = [(float(x[i] + c * _RADIUS), float(y[i] + s * _RADIUS)) for c, s in corners]
        arcs += [(*ring[k], *ring[k + 1]) for k in range(0, 12, 2)]
    canvas.lines(arcs, canvas.palette.paper, _WIDTH + 2.0)
    canvas.lines(arcs, canvas.palette.ink, _WIDTH)


def _dash(canvas: Canvas, segments: list[Segment]) -> None:
    canvas.lines(segments, canvas.palette.paper, _WIDTH + 2.0, alpha=0.85)
    canvas.lines(segments, canvas.palette.ink, _WIDTH, dotted=True)


def paint_levels(canvas: Canvas, plot: Plot) -> None:
    """Draw the lines that go across the panel at one value."""
    box = plot.box
    levels = [plot.y.at(value) for value in plot.panel.levels]
    lines = [(box.x, y, box.right, y) for y in levels if box.y <= y <= box.bottom]
    canvas.lines(lines, canvas.palette.ink, 1.25, dotted=True)
