"""Writes labels onto bands, points and rays; `span_labels` writes those of bars and steps. None touch."""

from __future__ import annotations

import numpy as np

from gui.charts.labels import Box, Placer, longest_that_fits
from gui.charts.paint_points import places, ray_ends
from gui.charts.paint_ranges import OPEN
from gui.charts.pens import Canvas
from gui.charts.scales import Plot
from gui.charts.span_labels import MOST_LABELLED, label_spans
from gui.charts.style import Text, text_width
from model.charts.data import Marks, Ray, Shape, Tone
from model.charts.reduce import visible

_PAD = 5.0


def label_marks(canvas: Canvas, plot: Plot) -> None:
    """Label everything in a panel, what matters most first: bands, points, then bars and steps, then rays."""
    placer = Placer(plot.box.shrunk(1.0))
    writers = {
        Shape.BAND: _label_bands,
        Shape.POINT: _label_points,
        Shape.STEP: label_spans,
        Shape.BAR: label_spans,
    }
    for marks in plot.panel.marks:
        _keep_clear(marks, plot, placer)
        _keep_off_levels(marks, plot, placer)
    for marks in plot.panel.beside:
        _keep_off_outlines(marks, plot, placer)
    for shape, write in writers.items():
        for marks in plot.panel.marks:
            if marks.shape is shape:
                write(canvas, marks, plot, placer)
    for ray in plot.panel.rays:
        _label_ray(canvas, ray, plot, placer)


def _strong(words: str) -> float:
    return text_width(words, Text.STRONG)


def _first_visible(marks: Marks, plot: Plot) -> range:
    part = visible(marks, plot.x.low, plot.x.high)
    return range(part.start, min(part.stop, part.start + MOST_LABELLED))


def _band_box(marks: Marks, i: int, plot: Plot) -> Box:
    box, x, y = plot.box, plot.x, plot.y
    left, right = (min(max(x.at(float(end)), box.x), box.right) for end in (marks.x0[i], marks.x1[i]))
    values = [float(value) for value in (marks.low[i], marks.best[i], marks.high[i]) if np.isfinite(value)]
    ends = [min(max(y.at(value), box.y), box.bottom) for value in values]
    top, bottom = min(ends) - 1.0, max(ends) + 1.0
    if not np.isfinite(marks.high[i]):
        top = max(box.y, top - OPEN)
    return Box(left, top, right - left, bottom - top)


def _label_bands(canvas: Canvas, marks: Marks, plot: Plot, placer: Placer) -> None:
    """Label each band inside or beside it, in its own colours; equal neighbours are labelled once."""
    paint = canvas.palette.tones[marks.tone]
    written: tuple[tuple[str, ...], ...] = ()
    for i in _first_visible(marks, plot):
        band, lines = _band_box(marks, i, plot), marks.lines(i)
        text = longest_that_fits(lines[0], band.w - 2 * _PAD - 4.0, _strong) if lines else ""
        if not text or lines == written:
            continue
        w, h = _strong(text), Text.STRONG.line
        inside = Box(band.x + _PAD, band.y + (band.h - h) / 2, w, h)
        if band.h >= h and not any(inside.meets(other, 1.0) for other in placer.taken if other != band):
            canvas.text(inside, text, Text.STRONG, paint.on_fill)
            written = lines
            continue
        lefts = (band.x + _PAD, band.right - _PAD - w, band.x + (band.w - w) / 2)
        tops = [band.y - h - 4.0, band.bottom + 4.0]
        if marks.tone is Tone.INTAKE:
            tops.reverse()  # above it stands what is not replaced, with a label of its own
        spot = placer.place([Box(left, top, w, h) for top in tops for left in lefts])
        if spot is not None:
            canvas.tag(spot, text, Text.STRONG, paint.on_fill, paint.fill)
            written = lines


def _label_points(canvas: Canvas, marks: Marks, plot: Plot, placer: Placer) -> None:
    """Label points beside them, the highest first; of very many only the outermost."""
    x, y, shown = places(marks, plot)
    if len(shown) > MOST_LABELLED:
        order = sorted(
            {int(shown[k]) for side in (x, y) for k in (side[shown].argmin(), side[shown].argmax())}
        )
    else:
        order = sorted(shown.tolist(), key=lambda i: (-float(marks.best[i]), i))
    for i in order:
        placer.block(Box(float(x[i]) - 4.5, float(y[i]) - 4.5, 9.0, 9.0))
    for i in order:
        lines = marks.lines(i)
        for text in lines[0] if lines else ():
            spot = placer.place(
                _around(float(x[i]), float(y[i]), text_width(text, Text.LABEL), Text.LABEL.line)
            )
            if spot is not None:
                canvas.tag(spot, text, Text.LABEL, canvas.palette.ink, canvas.palette.paper, 0.8)
                break


def _keep_clear(marks: Marks, plot: Plot, placer: Placer) -> None:
    """Keep texts off bands, off the lines of steps, and off those that say of which days a claim speaks."""
    if marks.shape is Shape.BAR or marks.x_low is not None:
        return
    for i in _first_visible(marks, plot):
        if marks.shape is Shape.BAND:
            placer.block(_band_box(marks, i, plot))
            continue
        level = plot.y.at(float(marks.best[i]))
        left, right = plot.x.at(float(marks.x0[i])), plot.x.at(float(marks.x1[i]))
        placer.block(Box(left, level - 1.0, right - left, 2.0))


def _keep_off_levels(marks: Marks, plot: Plot, placer: Placer) -> None:
    """Keep texts off the lines across the panel where those are seen: above bars that do not reach them."""
    for value in plot.panel.levels:
        level = plot.y.at(value)
        for i in _first_visible(marks, plot):
            if marks.best[i] < value:
                left, right = plot.x.at(float(marks.x0[i])), plot.x.at(float(marks.x1[i]))
                placer.block(Box(left - 12.0, level - 2.0, right - left + 24.0, 4.0))


def _keep_off_outlines(marks: Marks, plot: Plot, placer: Placer) -> None:
    """Keep texts off the dashed lines of a scenario."""
    for i in _first_visible(marks, plot):
        left, right = plot.x.at(float(marks.x0[i])), plot.x.at(float(marks.x1[i]))
        values = (marks.low[i], marks.high[i]) if marks.shape is Shape.BAND else (marks.best[i],)
        pad = 7.0 if marks.shape is Shape.POINT else 2.0
        for value in values:
            level = plot.y.at(float(value)) if np.isfinite(value) else plot.box.y
            placer.block(Box(left - pad, level - pad, right - left + 2 * pad, 2 * pad))


def _around(x: float, y: float, w: float, h: float) -> list[Box]:
    """Return the places for a text beside a point, the best first."""
    return [
        Box(x + 9.0, y - h / 2, w, h),
        Box(x - 9.0 - w, y - h / 2, w, h),
        Box(x - w / 2, y - h - 8.0, w, h),
        Box(x - w / 2, y + 8.0, w, h),
        Box(x - w / 2, y + 24.0, w, h),
        Box(x + 8.0, y - h - 4.0, w, h),
        Box(x + 8.0, y + 4.0, w, h),
        Box(x - 8.0 - w, y - h - 4.0, w, h),
        Box(x - 8.0 - w, y + 4.0, w, h),
        Box(x - w / 2, y - h - 24.0, w, h),
        Box(x - w / 2, y - h - 40.0, w, h),
    ]


def _label_ray(canvas: Canvas, ray: Ray, plot: Plot, placer: Placer) -> None:
    """Write a ray's cost onto it, near where it leaves the panel."""
    ends = ray_ends(ray.slope, plot)
    if ends is None:
        return
    start_x, start_y, end_x, end_y = ends
    w, h, box = text_width(ray.label, Text.SMALL), Text.SMALL.line, plot.box
    tries = []
    for share in (0.98, 0.93, 0.87, 0.8, 0.72, 0.64):
        x, y = start_x + (end_x - start_x) * share, start_y + (end_y - start_y) * share
        left = min(max(x - w / 2, box.x + 2.0), box.right - w - 5.0)
        tries.append(Box(left, min(max(y - h / 2, box.y + 2.0), box.bottom - h - 2.0), w, h))
    spot = placer.place(tries)
    if spot is not None:
        canvas.tag(spot, ray.label, Text.SMALL, canvas.palette.muted, canvas.palette.paper, 0.9)
