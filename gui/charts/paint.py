"""Paints a whole chart with a QPainter: the same for the window, for PNG, SVG and PDF.

Everything is drawn in logical pixels; whoever wants a larger picture scales the painter, so that text,
lines, marks and patterns grow by one factor. Nothing relies on clipping, which SVG would lose: what leaves a
panel is cut by arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from PySide6.QtGui import QPainter

from gui.charts.frame import Frame, Show, frame
from gui.charts.labels import Box, wrapped
from gui.charts.paint_axes import TICK_GAP, TITLE_WIDTH, paint_x_axis, paint_y_axis, paint_zero, y_ticks
from gui.charts.paint_labels import label_marks
from gui.charts.paint_marks import paint_all_beside, paint_levels, paint_marks
from gui.charts.paint_points import paint_rays
from gui.charts.paint_surroundings import Strip, paint_entry, paint_milestones
from gui.charts.pens import Canvas
from gui.charts.scales import Plot, Scale, x_reach, y_range, y_scale
from gui.charts.style import LIGHT, ChartText, text_width, using
from model.charts.data import Chart, MarkShape, MarkTone, Panel
from model.charts.outliers import broken
from model.charts.reduce import MOST_BINS, visible
from model.charts.styles import ChartStyle, Palette, usual_style


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How a chart is painted. `scale` is device pixels per logical one; `margin` in logical pixels.

    `palette` is that of the style's themes that is wanted, on the paper that is wanted.
    """

    palette: Palette = LIGHT
    show: Show = field(default_factory=Show)
    scale: float = 1.0
    margin: float = 16.0
    transparent: bool = False
    style: ChartStyle = field(default_factory=usual_style)


@dataclass(frozen=True, slots=True)
class Sight:
    """The part of the axes that is looked at; None is all of it."""

    x: tuple[float, float] | None = None
    y: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Painted:
    """What was painted where: for the mouse, and to test that nothing overlaps."""

    plots: tuple[Plot, ...]
    frame: Frame
    texts: tuple[Box, ...]
    strip: Strip | None


def paint_chart(
    painter: QPainter,
    chart: Chart,
    width: float,
    height: float,
    look: ChartLook,
    sight: Sight | None = None,
) -> Painted:
    """Paint `chart` into width × height logical pixels at the painter's origin."""
    with using(look.style):
        return _painted(painter, chart, width, height, look, sight or Sight())


def _painted(
    painter: QPainter, chart: Chart, width: float, height: float, look: ChartLook, sight: Sight
) -> Painted:
    palette = look.palette.with_losses(chart.color)
    canvas = Canvas(painter, palette, look.scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if not look.transparent:
        canvas.fill([Box(0, 0, width, height)], palette.paper)
    noted = (
        replace(chart, note=f"{chart.note} {chart.binned}".strip()) if _dense(chart, sight, width) else chart
    )
    laid = frame(noted, width, height, look.show, text_width, look.margin)
    for line in laid.lines:
        canvas.text(line.box, line.text, line.kind, palette.muted if line.muted else palette.ink)
    if chart.empty or not chart.panels:
        _empty(canvas, chart, laid)
        return Painted((), laid, tuple(canvas.texts), None)
    for entry, box in laid.legend:
        paint_entry(canvas, entry, box)

    plots = _plots(chart, laid, sight)
    paint_x_axis(canvas, chart, plots, laid)
    for plot in plots:
        paint_y_axis(canvas, plot, laid.body.x)
    canvas.lines(
        [(pin, laid.strip.bottom, pin, plots[0].box.bottom) for pin in plots[0].pins],
        palette.tones[MarkTone.MILESTONE].line,
        1.0,
        dotted=True,
    )
    for plot in plots:
        paint_rays(canvas, plot)
        paint_levels(canvas, plot)
        for marks in plot.panel.marks:
            paint_marks(canvas, marks, plot)
        paint_all_beside(canvas, plot)
        paint_zero(canvas, plot)
    strip = paint_milestones(canvas, chart, laid, plots)
    for plot in plots:
        label_marks(canvas, plot)
    return Painted(plots, laid, tuple(canvas.texts), strip)


def _dense(chart: Chart, sight: Sight, width: float) -> bool:
    """Whether some rows have to share a column of pixels in a chart of this width."""
    low, high = sight.x or (chart.x0, chart.x1)
    parts = [
        visible(marks, low, high)
        for panel in chart.panels
        for marks in panel.marks
        if marks.shape in (MarkShape.BAR, MarkShape.STEP)
    ]
    return any(part.stop - part.start > min(MOST_BINS, (width - 60.0) / 2) for part in parts)


def _empty(canvas: Canvas, chart: Chart, laid: Frame) -> None:
    body = Box(laid.body.x, laid.body.y, laid.body.w, laid.body.h + laid.ticks.h)
    lines = wrapped(chart.empty, min(body.w, 420.0), 5, lambda words: text_width(words, ChartText.SUBTITLE))
    y = body.y + max(0.0, (body.h - len(lines) * ChartText.SUBTITLE.line) / 2)
    for line in lines:
        w = text_width(line, ChartText.SUBTITLE)
        box = Box(body.x + (body.w - w) / 2, y, w, ChartText.SUBTITLE.line)
        canvas.text(box, line, ChartText.SUBTITLE, canvas.palette.muted)
        y += ChartText.SUBTITLE.line


def _plots(chart: Chart, laid: Frame, sight: Sight) -> tuple[Plot, ...]:
    body = laid.body
    x_low, x_high = sight.x or (chart.x0, chart.x1)
    panels = [broken(panel, x_low, x_high, chart.x_axis) for panel in chart.panels]
    if not chart.slotted and sight.x is None:
        x_low, x_high = x_reach([marks for panel in panels for marks in (*panel.marks, *panel.beside)])
    total = sum(panel.weight for panel in chart.panels)
    y, heights = body.y, [body.h * panel.weight / total for panel in chart.panels]
    scales: list[tuple[Panel, Box, Scale]] = []
    left = 0.0
    for panel, height in zip(panels, heights, strict=True):
        box = Box(body.x, y, body.w, height)
        if sight.y is not None and not chart.slotted:
            scale = Scale(*sight.y, box.bottom, box.y)
        else:
            scale = y_scale(panel, box, *_y_range(panel, x_low, x_high))
        widest = max((text_width(text, ChartText.SMALL) for _, text in y_ticks(panel, scale)), default=0.0)
        left = max(left, widest + TITLE_WIDTH + TICK_GAP)
        scales.append((panel, box, scale))
        y += height
    right = 2.0 if chart.slotted else 10.0
    plots = []
    for panel, box, scale in scales:
        inner = Box(box.x + left, box.y, max(1.0, box.w - left - right), box.h)
        # A sight that was chosen reaches to the panel's edges; all of a chart without time has room beside.
        pad = 14.0 if not chart.slotted and sight.x is None else 0.0
        start = inner.x + (pad if x_low < 0 else 0.0)
        x = Scale(x_low, x_high, start, inner.right - pad)
        plots.append(Plot(panel, inner, x, scale, _pins(chart, x)))
    return tuple(plots)


def _y_range(panel: Panel, low: float, high: float) -> tuple[float, float]:
    """Return what the y axis of a panel shows, its levels included."""
    least, most = y_range((*panel.marks, *panel.beside), low, high)
    return min([least, *panel.levels]), max([most, *panel.levels])


def _pins(chart: Chart, x: Scale) -> tuple[float, ...]:
    """Return the pixels at which milestones stand, one for those that fall together."""
    if chart.milestones is None:
        return ()
    days = chart.milestones.x0 + 0.5
    pixels = x.of(days[(days >= x.low) & (days <= x.high)])
    return tuple(dict.fromkeys(np.round(pixels).tolist()))
