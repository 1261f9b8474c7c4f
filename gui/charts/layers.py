"""What a chart is painted of, in order: the one list that the window and every file go by.

Everything is drawn in logical pixels; whoever wants a larger picture scales the painter, so that text,
lines, marks and patterns grow by one factor. Nothing relies on clipping, which SVG would lose: what leaves a
panel is cut by arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtGui import QPainter

from gui.charts.drawing import ChartLook, Drawing, Sight, lay_out
from gui.charts.labels import Box, wrapped
from gui.charts.paint_axes import paint_grid, paint_x_axis, paint_y_axis, paint_zero
from gui.charts.paint_ground import paint_ground
from gui.charts.paint_labels import label_marks
from gui.charts.paint_lanes import paint_lanes
from gui.charts.paint_marks import paint_all_beside, paint_levels, paint_marks
from gui.charts.paint_points import paint_rays
from gui.charts.paint_surroundings import (
    label_annotations,
    paint_entry,
    paint_milestones,
    paint_pins,
    paint_shades,
)
from gui.charts.pens import Canvas
from gui.charts.scales import Plot
from gui.charts.style import ChartText, text_width, using
from model.charts.data import Chart

SheetLayer = Callable[[Canvas, Drawing], None]
PanelLayer = Callable[[Canvas, Drawing, Plot], None]


def _paint_paper(canvas: Canvas, drawing: Drawing) -> None:
    if not drawing.look.transparent:
        # Of a size that is no whole number of pixels the last ones are covered too.
        width, height = canvas.covered(np.array([drawing.width, drawing.height])).tolist()
        canvas.fill([Box(0, 0, width, height)], canvas.palette.paper)


def _paint_words(canvas: Canvas, drawing: Drawing) -> None:
    """Write what stands around the panels, and in their place why there are none."""
    for line in drawing.frame.lines:
        canvas.text(
            line.box, line.text, line.kind, canvas.palette.muted if line.muted else canvas.palette.ink
        )
    if drawing.is_drawn:
        return
    laid, kind = drawing.frame, ChartText.SUBTITLE
    body = Box(laid.body.x, laid.body.y, laid.body.w, laid.body.h + laid.ticks.h)
    reason = wrapped(drawing.chart.empty, min(body.w, 420.0), 5, lambda line: text_width(line, kind))
    y = body.y + max(0.0, (body.h - len(reason) * kind.line) / 2)
    for words in reason:
        w = text_width(words, kind)
        canvas.text(Box(body.x + (body.w - w) / 2, y, w, kind.line), words, kind, canvas.palette.muted)
        y += kind.line


def _paint_legend(canvas: Canvas, drawing: Drawing) -> None:
    for entry, box in drawing.frame.legend if drawing.is_drawn else ():
        paint_entry(canvas, entry, box)


def _paint_panel(canvas: Canvas, _drawing: Drawing, plot: Plot) -> None:
    """Paint all that stands for numbers in a panel."""
    paint_rays(canvas, plot)
    paint_levels(canvas, plot)
    for marks in plot.panel.marks:
        paint_marks(canvas, marks, plot)
    paint_all_beside(canvas, plot)
    paint_zero(canvas, plot)


def _label(canvas: Canvas, drawing: Drawing) -> None:
    for plot in drawing.plots:
        label_marks(canvas, drawing, plot)


UNDER: tuple[SheetLayer, ...] = (_paint_paper, _paint_words, _paint_legend, paint_shades, paint_pins)
"""The layers of the whole sheet beneath the panels."""

GRID, X_AXIS, Y_AXIS, MARKS = PANEL = (paint_grid, paint_x_axis, paint_y_axis, _paint_panel)
"""The layers of each panel, one panel after the other."""

OVER: tuple[SheetLayer, ...] = (paint_milestones, _label, label_annotations, paint_lanes, paint_ground)
"""The layers of the whole sheet above the panels."""


def of_panel(layer: PanelLayer, plot: Plot) -> SheetLayer:
    """Return a layer of a panel as one of the sheet."""
    return lambda canvas, drawing: layer(canvas, drawing, plot)


def paint_layers(painter: QPainter, drawing: Drawing, layers: Iterable[SheetLayer]) -> None:
    """Paint layers of a drawing, in order; the painter's unit is a logical pixel of it."""
    with using(drawing.look.style):
        canvas = Canvas(painter, drawing.look.palette, drawing.look.scale, drawing.texts)
        for layer in layers:
            layer(canvas, drawing)


def paint_chart(
    painter: QPainter,
    chart: Chart,
    width: float,
    height: float,
    look: ChartLook,
    sight: Sight | None = None,
) -> Drawing:
    """Paint `chart` into width × height logical pixels at the painter's origin; return what is where."""
    drawing = lay_out(chart, width, height, look, sight)
    panels = [of_panel(layer, plot) for plot in drawing.plots for layer in PANEL]
    paint_layers(painter, drawing, (*UNDER, *panels, *OVER))
    return drawing
