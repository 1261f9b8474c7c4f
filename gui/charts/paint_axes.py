"""Paints the axes of a chart: gridlines, ticks, titles, and the line at zero."""

from __future__ import annotations

from gui.charts.drawing import TICK_GAP, Drawing
from gui.charts.labels import Box, longest_that_fits
from gui.charts.pens import Canvas
from gui.charts.scales import Plot
from gui.charts.style import ChartText, text_width
from gui.charts.ticks import tick_lefts, tick_width
from model.charts.data import MarkTone


def paint_grid(canvas: Canvas, drawing: Drawing, plot: Plot) -> None:
    """Draw the gridlines of a panel: those of its own axis and, in a chart without time, those of x."""
    box = plot.box
    levels = [plot.y.at(value) for value, _ in plot.ticks]
    lines = [(box.x, level, box.right, level) for level in levels if _within(level, box.y, box.bottom)]
    if not drawing.chart.slotted:
        lines += [(at, box.y, at, box.bottom) for at in (plot.x.at(value) for value, _ in drawing.ticks)]
    canvas.lines(lines, canvas.palette.grid, 1.0)


def paint_y_axis(canvas: Canvas, drawing: Drawing, plot: Plot) -> None:
    """Write the numbers and the title of a panel's own axis, which stands upright, shorter, or not at all."""
    palette, box = canvas.palette, plot.box
    half = ChartText.SMALL.line / 2
    for value, text in plot.ticks:
        if value == 0 and plot.panel.downward and not plot.y.low < 0:
            continue
        w = text_width(text, ChartText.SMALL)
        y = min(max(plot.y.at(value) - half, box.y - half), box.bottom - half)
        spot = Box(box.x - TICK_GAP - w, y, w, ChartText.SMALL.line)
        # The numbers of the panel above count as well: two zeros may stand close.
        if not any(spot.meets(other) for other in canvas.texts):
            canvas.text(spot, text, ChartText.SMALL, palette.muted)
    title = longest_that_fits(plot.panel.titles, box.h - 6.0, tick_width)
    if title:
        canvas.upright(
            drawing.frame.body.x + ChartText.SMALL.line / 2,
            box.y + box.h / 2,
            title,
            ChartText.SMALL,
            palette.tones[plot.panel.tone].line,
        )


def paint_zero(canvas: Canvas, plot: Plot) -> None:
    """Draw the line from which bars grow."""
    box, level = plot.box, plot.y.at(plot.y.low if plot.y.log else 0.0)
    if _within(level, box.y, box.bottom):
        canvas.lines([(box.x, level, box.right, level)], canvas.palette.axis, 1.25)


def _within(pixel: float, low: float, high: float) -> bool:
    return low - 0.5 <= pixel <= high + 0.5


def paint_x_axis(canvas: Canvas, drawing: Drawing, plot: Plot) -> None:
    """Draw the axis that the panels share below the last of them: dates or numbers."""
    if plot is not drawing.plots[-1]:
        return
    x, box, chart, laid, ticks = plot.x, plot.box, drawing.chart, drawing.frame, drawing.ticks
    lefts = tick_lefts(ticks, x, laid.body.x, laid.body.right)
    for (_, text), left in zip(ticks, lefts, strict=True):
        spot = Box(left, laid.ticks.y + 8.0, tick_width(text), ChartText.SMALL.line)
        canvas.text(spot, text, ChartText.SMALL, canvas.palette.muted)
    if chart.calendar is not None:
        marks = [(at, box.bottom, at, box.bottom + 4.0) for at in (x.at(value) for value, _ in ticks)]
        canvas.lines(marks, canvas.palette.axis, 1.0)
    title = longest_that_fits(chart.x_titles, box.w, tick_width)
    if title:
        spot = Box(
            box.x + (box.w - tick_width(title)) / 2, laid.x_title.y, tick_width(title), ChartText.SMALL.line
        )
        canvas.text(spot, title, ChartText.SMALL, canvas.palette.tones[MarkTone.GAINS].line)
