"""Paints a chart that lies on its side: a lane for each of what is compared, values along x."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from gui.charts.drawing import Drawing
from gui.charts.labels import Box, elided
from gui.charts.lanes import OPEN, LaneBox, LanePlot
from gui.charts.pens import Canvas, Segment
from gui.charts.style import ChartText, text_width
from model.chart_settings import LabelsShown
from model.charts.data import Marks, MarkShape, MarkTone
from model.text.records import replace

_BAR = 0.62  # of the height of a lane
_THICKEST = 26.0  # or this share of a tall lane
_THICKEST_SHARE = 0.3
_DOT = 4.5
_BEYOND = 9.0  # how far the arrow of a value beyond the axis reaches


def paint_lanes(canvas: Canvas, drawing: Drawing) -> None:
    """Paint gridlines, names, marks with their ranges, and values."""
    plot = drawing.lanes
    if plot is None:
        return
    _grid(canvas, drawing, plot)
    for box, text in plot.headings:
        shown = elided(text, box.w, lambda words: text_width(words, ChartText.STRONG))
        canvas.text(
            replace(box, w=text_width(shown, ChartText.STRONG)), shown, ChartText.STRONG, canvas.palette.ink
        )
    for marks in plot.panel.beside:
        for lane in plot.lanes:
            _outline(canvas, plot, marks, lane)
    for lane in plot.lanes:
        _name(canvas, lane)
        end = _mark(canvas, drawing, plot, lane)
        _value(canvas, drawing, lane, end)


def _grid(canvas: Canvas, drawing: Drawing, plot: LanePlot) -> None:
    if not plot.lanes:
        return
    top, bottom = plot.lanes[0].box.y, plot.lanes[-1].box.bottom
    places = [plot.x.at(value) for value, _ in plot.ticks]
    canvas.lines([(x, top, x, bottom) for x in places], canvas.palette.grid, 1.0)
    for x, (_, text) in zip(places, plot.ticks, strict=True):
        w = text_width(text, ChartText.SMALL)
        left = min(max(x - w / 2, drawing.frame.body.x), drawing.frame.body.right - w)
        spot = Box(left, bottom + 4.0, w, ChartText.SMALL.line)
        canvas.text(spot, text, ChartText.SMALL, canvas.palette.muted)
    zero = plot.x.at(0.0) if plot.x.low <= 0 else -1.0
    if plot.box.x <= zero <= plot.box.right and not plot.x.log:
        canvas.lines([(zero, top, zero, bottom)], canvas.palette.axis, 1.25)
    levels = [(x, top, x, bottom) for x in map(plot.x.at, plot.panel.levels)]
    canvas.lines(levels, canvas.palette.ink, 1.25, dotted=True)


def _name(canvas: Canvas, lane: LaneBox) -> None:
    height = len(lane.name) * ChartText.LABEL.line + len(lane.beneath) * ChartText.SMALL.line
    y = lane.box.y + (lane.box.h - height) / 2
    for text in lane.name:
        spot = Box(lane.box.x, y, text_width(text, ChartText.LABEL), ChartText.LABEL.line)
        canvas.text(spot, text, ChartText.LABEL, canvas.palette.ink)
        y += ChartText.LABEL.line
    for text in lane.beneath:
        spot = Box(lane.box.x, y, text_width(text, ChartText.SMALL), ChartText.SMALL.line)
        canvas.text(spot, text, ChartText.SMALL, canvas.palette.muted)
        y += ChartText.SMALL.line


def _mark(canvas: Canvas, drawing: Drawing, plot: LanePlot, lane: LaneBox) -> float:
    """Paint the mark of a lane with its range, and return the pixel at which it ends on the right."""
    marks, i = plot.marks, lane.number
    palette, middle = canvas.palette, lane.box.y + lane.box.h / 2
    doubtful = marks.doubt is not None and bool(marks.doubt[i])
    paint = palette.tones[MarkTone.DOUBT if doubtful else marks.tone]
    fill = drawing.chart.lanes[i].color or paint.fill
    best = _within(plot, float(marks.best[i]))
    line = palette.ink if marks.shape is MarkShape.BAR else drawing.chart.lanes[i].color or paint.line
    if marks.shape is MarkShape.BAR:
        zero = _within(plot, plot.x.low if plot.x.log else 0.0)
        half = _thickness(lane) / 2
        left, right = sorted((zero, best))
        canvas.fill([Box(left, middle - half, max(right - left, 0.5), 2 * half)], fill)
    ends = [best]
    strokes: list[Segment] = []
    heads: list[tuple[float, float]] = []
    for bound, way in ((float(marks.low[i]), -1.0), (float(marks.high[i]), 1.0)):
        aimed = plot.x.at(bound) if math.isfinite(bound) else best + way * OPEN
        end = min(max(aimed, plot.x.start), plot.box.right - 2.0)
        if abs(end - best) <= 0.5 or plot.way_out(float(marks.best[i])):
            continue
        strokes.append((best, middle, end, middle))
        ends.append(end)
        if math.isfinite(bound) and end == aimed:
            strokes.append((end, middle - 5.0, end, middle + 5.0))
        else:
            heads.append((end, way))
    if marks.shape is MarkShape.BAR:
        canvas.lines(strokes, palette.paper, 3.5)
    canvas.lines(strokes, line, 1.5)
    for end, way in heads:
        canvas.arrow(end, middle, way, 0.0, line)
    out = plot.way_out(float(marks.best[i]))
    if marks.shape is not MarkShape.BAR:
        if out:  # hollow, as every point that lies beyond an axis
            canvas.dot(best - out * _DOT, middle, _DOT, palette.paper, paint.line)
        else:
            canvas.dot(best, middle, _DOT, fill, paint.line if doubtful else palette.paper)
    if out:
        tip = best + out * _BEYOND
        canvas.arrow(tip, middle, out, 0.0, paint.line)
        ends.append(tip)
    return max(ends) + (_DOT if marks.shape is not MarkShape.BAR else 0.0)


def _thickness(lane: LaneBox) -> float:
    return min(lane.box.h * _BAR, max(_THICKEST, lane.box.h * _THICKEST_SHARE))


def _within(plot: LanePlot, value: float) -> float:
    return min(max(plot.x.at(value), plot.x.start), plot.x.end)


def _value(canvas: Canvas, drawing: Drawing, lane: LaneBox, end: float) -> None:
    if not lane.value or drawing.chart.labelled is LabelsShown.NONE:
        return
    w, h = text_width(lane.value, ChartText.STRONG), ChartText.STRONG.line
    left = min(end + 7.0, drawing.frame.body.right - w)
    spot = Box(left, lane.box.y + (lane.box.h - h) / 2, w, h)
    canvas.tag(spot, lane.value, ChartText.STRONG, canvas.palette.ink, canvas.palette.paper, 0.85)


def _outline(canvas: Canvas, plot: LanePlot, marks: Marks, lane: LaneBox) -> None:
    """Draw where a scenario would have the mark of a lane, as a dashed line across it."""
    for i in range(len(marks)):
        if int(marks.x0[i]) == lane.number and math.isfinite(float(marks.best[i])):
            x = _within(plot, float(marks.best[i]))
            half = _thickness(lane) / 2 + 3.0
            y = lane.box.y + lane.box.h / 2
            canvas.lines([(x, y - half, x, y + half)], canvas.palette.ink, 2.0, dotted=True)


def paint_selected_lanes(canvas: Canvas, plot: LanePlot, selected: Mapping[str, Sequence[int]]) -> None:
    """Mark the lanes of what stands for the selected rows, by table."""
    chosen = set(plot.marks.of_rows(selected.get(plot.marks.table, ())).tolist())
    boxes = [lane.box.shrunk(1.0) for lane in plot.lanes if lane.number in chosen]
    canvas.outline(boxes, canvas.palette.ink, 2.0)
