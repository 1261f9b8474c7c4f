"""Writes labels onto bands, points and rays; `span_labels` writes those of bars and steps. None touch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from gui.charts.drawing import Drawing
from gui.charts.labels import Box, Placer, longest_that_fits
from gui.charts.paint_marks import BREAK_DEPTH, OPEN
from gui.charts.paint_points import places, ray_ends, ways_out
from gui.charts.pens import Canvas
from gui.charts.scales import Plot
from gui.charts.style import ChartText, text_width
from model.chart_settings import LabelsShown
from model.charts.data import Marks, MarkShape, MarkTone, Ray
from model.charts.reduce import visible
from model.derive.bands import Floats

MOST_LABELLED = 150
_MOST_OF_ALL = 400  # where all are asked for; more have no room in any picture
_MOST_OF_THEM = 0.6
_SIDE = 3.0
_SHORTEST = 99  # the last form of a label, however many there are


class _Spans(Struct, frozen=True, eq=False):
    """The visible marks: `first` is the position of the first, the arrays are pixels.

    `outer` is where a mark ends with its range and `inner` the nearer end of its range.
    """

    canvas: Canvas
    marks: Marks
    plot: Plot
    placer: Placer
    first: int
    left: Floats
    right: Floats
    outer: Floats
    inner: Floats

    def outward(self, k: int) -> float:
        """Return the direction in which mark k grows: -1 towards the top."""
        up = -1.0 if self.plot.y.end < self.plot.y.start else 1.0
        return up if self.marks.best[self.first + k] >= 0 else -up

    def cut(self, k: int) -> bool:
        """Whether mark k is broken at the end of the axis."""
        return self.marks.broken is not None and bool(self.marks.broken[self.first + k])

    def within(self, pixel: float) -> float:
        """Return the pixel moved into the panel."""
        return min(max(pixel, self.plot.box.y), self.plot.box.bottom)


def label_spans(canvas: Canvas, marks: Marks, plot: Plot, placer: Placer, most: int) -> None:
    """Label bars inside or beyond their end, steps beside them; of more than `most` the highest alone."""
    part = visible(marks, plot.x.low, plot.x.high)
    count = part.stop - part.start
    if count <= 0:
        return
    best = np.abs(marks.best if marks.size is None else marks.size)[part]
    if count > most:
        highest = part.start + int(best.argmax())
        around = _neighbourhood(marks, highest, plot)
        _beside(_measured(canvas, marks, plot, placer, around), highest - around.start, 0)
        return
    spans = _measured(canvas, marks, plot, placer, part)
    level = _common_form(spans, count)
    if level is None and most > MOST_LABELLED:
        level = _SHORTEST
    if level is None:
        beyond = [] if marks.broken is None else np.flatnonzero(marks.broken[part]).tolist()
        for k in sorted(beyond, key=lambda k: (-float(best[k]), k)):
            _beside(spans, k, _SHORTEST)
        for k in dict.fromkeys((int(best.argmax()), count - 1)):
            if k not in beyond:
                _beside(spans, k, 0)
        return
    outside = [k for k in range(count) if marks.shape is MarkShape.STEP or not _inside(spans, k, level)]
    for k in sorted(outside, key=lambda k: (-float(best[k]), k)):
        _beside(spans, k, level)


def _neighbourhood(marks: Marks, i: int, plot: Plot) -> slice:
    """Return the marks near enough to mark i to be touched by its label, wherever that is placed."""
    widest = max((_strong(text) for line in marks.lines(i)[:1] for text in line), default=0.0)
    at = plot.x.at(float(marks.x0[i] + marks.x1[i]) / 2)
    return visible(
        marks,
        min(plot.x.value(at - widest - 4.0), float(marks.x0[i])),
        max(plot.x.value(at + widest + 4.0), float(marks.x1[i])),
    )


def _measured(canvas: Canvas, marks: Marks, plot: Plot, placer: Placer, part: slice) -> _Spans:
    box, x, y = plot.box, plot.x, plot.y
    best, low, high = marks.best[part], marks.low[part], marks.high[part]
    way = (-1.0 if y.end < y.start else 1.0) * np.where(best >= 0, 1.0, -1.0)
    far, near = np.where(best >= 0, high, low), np.where(best >= 0, low, high)
    outer = np.where(np.isfinite(far), y.of(far), y.of(best) + way * (OPEN + 1.0))
    inner = np.where(np.isfinite(near), y.of(near), y.of(best) - way * (OPEN + 1.0))
    left, right = (np.clip(x.of(side[part]), box.x, box.right) for side in (marks.x0, marks.x1))
    return _Spans(canvas, marks, plot, placer, part.start, left, right, outer, inner)


def _plain(words: str) -> float:
    return text_width(words, ChartText.LABEL)


def _form(candidates: Sequence[str], level: int) -> str:
    return candidates[min(level, len(candidates) - 1)] if candidates else ""


def _common_form(spans: _Spans, count: int) -> int | None:
    """Return which form of the labels (0 the longest) fits all spans, or the last if it fits most of them."""
    lines = [spans.marks.lines(spans.first + k) for k in range(count)]
    forms = [line[0] if line else () for line in lines]
    room = ((spans.right - spans.left) - 2 * _SIDE).tolist()
    levels = max(len(form) for form in forms)
    share = 0.0
    for level in range(levels):
        texts = [_form(form, level) for form in forms]
        share = sum(_strong(text) <= space for text, space in zip(texts, room, strict=True)) / count
        if share == 1.0:
            return level
    return levels - 1 if share >= _MOST_OF_THEM else None


def _inside(spans: _Spans, k: int, level: int) -> bool:
    """Write the label into bar k, short of its range; return whether its first line found room."""
    marks, i, palette = spans.marks, spans.first + k, spans.canvas.palette
    best, met = float(marks.best[i]), marks.met[i] if marks.met is not None else np.nan
    floor, color, ground = spans.plot.y.at(0.0), palette.tones[marks.tone].on_fill, ""
    if best < 0 or met >= best:  # hatched
        color = palette.ink
        ground = palette.paper if best < 0 else palette.tones[MarkTone.REPLACED].fill
    elif np.isfinite(met):
        floor = spans.plot.y.at(max(0.0, float(met)))
    way, edge = spans.outward(k), spans.within(float(spans.inner[k]))
    if spans.cut(k):
        edge -= way * BREAK_DEPTH
    depth = (edge - floor) * way
    left, width = float(spans.left[k]), float(spans.right[k] - spans.left[k])
    written: list[tuple[str, ChartText]] = []
    height = 0.0
    for number, candidates in enumerate(marks.lines(i)):
        kind = ChartText.LABEL if number else ChartText.STRONG
        forms = candidates if number else candidates[level:] or candidates[-1:]
        text = longest_that_fits(forms, width - 2 * _SIDE, _plain if number else _strong)
        if not text or height + kind.line + 8.0 > depth:
            break
        written.append((text, kind))
        height += kind.line
    # The lines stand together, and the last gives way where there is no room for all of them.
    while written:
        height = sum(kind.line for _, kind in written)
        widest = max(text_width(text, kind) for text, kind in written)
        top = edge - way * (6.0 + height / 2) - height / 2
        middle = left + width / 2 - 1.0
        if spans.placer.place([Box(middle - widest / 2, top, widest, height)]) is not None:
            for text, kind in written:
                w = text_width(text, kind)
                spot = Box(middle - w / 2, top, w, kind.line)
                if ground:
                    spans.canvas.tag(spot, text, kind, color, ground, 0.9)
                else:
                    spans.canvas.text(spot, text, kind, color)
                top += kind.line
            return True
        written.pop()
    return False


def _beside(spans: _Spans, k: int, level: int) -> None:
    """Write the first line beyond the end of bar or step k, if that covers no neighbour."""
    marks, box = spans.marks, spans.plot.box
    lines = marks.lines(spans.first + k)
    candidates = lines[0] if lines else ()
    h, outward = ChartText.STRONG.line, spans.outward(k)
    for text in candidates[level:] or candidates[-1:]:
        w = _strong(text)
        centre = float(spans.left[k] + spans.right[k]) / 2
        start = min(max(centre - w / 2, box.x + 2.0), box.right - 2.0 - w)
        # Below the end of one that is cut its break is drawn.
        ways = (outward, -outward) if marks.shape is MarkShape.STEP and not spans.cut(k) else (outward,)
        for way in ways:
            end = spans.outer[k] if way == outward else spans.inner[k]
            middle = spans.within(float(end)) + way * (h / 2 + 4.0)
            spot = Box(start, middle - h / 2, w, h)
            if not _covers(spans, spot, way) and spans.placer.place([spot]) is not None:
                spans.canvas.text(spot, text, ChartText.STRONG, spans.canvas.palette.tones[marks.tone].line)
                return


def _covers(spans: _Spans, spot: Box, way: float) -> bool:
    """Whether a text would lie on a neighbouring bar or step and its range, or on the line to a milestone."""
    if any(spot.x - 3.0 < pin < spot.right + 3.0 for pin in spans.plot.pins):
        return True
    near = (spans.right > spot.x - 2.0) & (spans.left < spot.right + 2.0)
    outer, inner = spans.outer[near], spans.inner[near]
    if spans.marks.shape is MarkShape.STEP:
        top, bottom = np.minimum(outer, inner), np.maximum(outer, inner)
        return bool(((top < spot.bottom + 3.0) & (bottom > spot.y - 3.0)).any())
    return bool((outer < spot.bottom - 1.0).any() if way < 0 else (outer > spot.y + 1.0).any())


_PAD = 5.0
_TOUCHING = 10.0  # from the middle of a point to a text that needs no line to it


def label_marks(canvas: Canvas, drawing: Drawing, plot: Plot) -> None:
    """Label everything in a panel, what matters most first: bands, points, then bars and steps, then rays."""
    if drawing.chart.labelled is LabelsShown.NONE:
        return
    placer = Placer(plot.box.shrunk(1.0))
    most = _MOST_OF_ALL if drawing.chart.labelled is LabelsShown.ALL else MOST_LABELLED
    writers = {
        MarkShape.BAND: _label_bands,
        MarkShape.POINT: _label_points,
        MarkShape.STEP: label_spans,
        MarkShape.BAR: label_spans,
    }
    for marks in plot.panel.marks:
        _keep_clear(marks, plot, placer, most)
        _keep_off_levels(marks, plot, placer, most)
    for marks in plot.panel.beside:
        _keep_off_outlines(marks, plot, placer, most)
    for shape, write in writers.items():
        for marks in plot.panel.marks:
            if marks.shape is shape:
                write(canvas, marks, plot, placer, most)
    for ray in plot.panel.rays:
        _label_ray(canvas, ray, plot, placer)


def _strong(words: str) -> float:
    return text_width(words, ChartText.STRONG)


def _first_visible(marks: Marks, plot: Plot, most: int) -> range:
    part = visible(marks, plot.x.low, plot.x.high)
    return range(part.start, min(part.stop, part.start + most))


def _band_box(marks: Marks, i: int, plot: Plot) -> Box:
    box, x, y = plot.box, plot.x, plot.y
    left, right = (min(max(x.at(float(end)), box.x), box.right) for end in (marks.x0[i], marks.x1[i]))
    values = [float(value) for value in (marks.low[i], marks.best[i], marks.high[i]) if np.isfinite(value)]
    ends = [min(max(y.at(value), box.y), box.bottom) for value in values]
    top, bottom = min(ends) - 1.0, max(ends) + 1.0
    if not np.isfinite(marks.high[i]):
        top = max(box.y, top - OPEN)
    return Box(left, top, right - left, bottom - top)


def _label_bands(canvas: Canvas, marks: Marks, plot: Plot, placer: Placer, most: int) -> None:
    """Label each band inside or beside it, in its own colours; equal neighbours are labelled once."""
    paint = canvas.palette.tones[marks.tone]
    written: tuple[tuple[str, ...], ...] = ()
    for i in _first_visible(marks, plot, most):
        band, lines = _band_box(marks, i, plot), marks.lines(i)
        text = longest_that_fits(lines[0], band.w - 2 * _PAD - 4.0, _strong) if lines else ""
        if not text or lines == written:
            continue
        w, h = _strong(text), ChartText.STRONG.line
        inside = Box(band.x + _PAD, band.y + (band.h - h) / 2, w, h)
        if band.h >= h and not any(inside.meets(other, 1.0) for other in placer.taken if other != band):
            canvas.tag(inside, text, ChartText.STRONG, paint.on_fill, paint.fill)
            written = lines
            continue
        lefts = (band.x + _PAD, band.right - _PAD - w, band.x + (band.w - w) / 2)
        tops = [band.y - h - 4.0, band.bottom + 4.0]
        if marks.tone is MarkTone.INTAKE:
            tops.reverse()  # above it stands what is not replaced, with a label of its own
        # The ground of a tag is wider than its words.
        spot = placer.place([Box(left - _SIDE, top, w + 2 * _SIDE, h) for top in tops for left in lefts])
        if spot is not None:
            words = Box(spot.x + _SIDE, spot.y, w, h)
            canvas.tag(words, text, ChartText.STRONG, paint.on_fill, paint.fill)
            written = lines


def _label_points(canvas: Canvas, marks: Marks, plot: Plot, placer: Placer, most: int) -> None:
    """Label points beside them, the highest first; of more than `most` only the outermost."""
    x, y, shown = places(marks, plot)
    if len(shown) > most:
        order = sorted(
            {int(shown[k]) for side in (x, y) for k in (side[shown].argmin(), side[shown].argmax())}
        )
    else:
        order = sorted(shown.tolist(), key=lambda i: (-float(marks.best[i]), i))
    for i in order:
        placer.block(Box(float(x[i]) - 4.5, float(y[i]) - 4.5, 9.0, 9.0))
        for dx, dy in ways_out(marks, i, plot):
            placer.block(Box(float(x[i]) + 8.0 * dx - 4.0, float(y[i]) + 8.0 * dy - 4.0, 8.0, 8.0))
    for i in order:
        lines, at, level = marks.lines(i), float(x[i]), float(y[i])
        for text in lines[0] if lines else ():
            around = _around(at, level, text_width(text, ChartText.LABEL), ChartText.LABEL.line)
            spot = placer.place([box for box in around if _reached(at, level, box, placer)])
            if spot is not None:
                line = thread(at, level, spot)
                if line is not None:
                    canvas.fill([line], canvas.palette.muted)
                    placer.block(line)
                canvas.tag(spot, text, ChartText.LABEL, canvas.palette.ink, canvas.palette.paper, 0.8)
                break


def thread(x: float, y: float, text: Box) -> Box | None:
    """Return the thin line from a point to a text above or below it, None for one that touches the point."""
    above, below = y - text.bottom, text.y - y
    if max(above, below) <= _TOUCHING:
        return None
    return Box(x - 0.5, text.bottom if above > 0 else y + 4.75, 1.0, max(above, below) - 4.75)


def _reached(x: float, y: float, text: Box, placer: Placer) -> bool:
    """Whether a text touches its point, or a line from there crosses nothing."""
    line = thread(x, y, text)
    return line is None or not any(line.meets(other) for other in placer.taken)


def _keep_clear(marks: Marks, plot: Plot, placer: Placer, most: int) -> None:
    """Keep texts off bands, off the lines of steps, and off those that say of which days a claim speaks."""
    if marks.shape is MarkShape.BAR or marks.x_low is not None:
        return
    shown = _first_visible(marks, plot, most)
    if marks.shape is MarkShape.BAND:
        for i in shown:
            placer.block(_band_box(marks, i, plot))
        return
    part = slice(shown.start, shown.stop)
    places = plot.x.of(marks.x0[part]), plot.x.of(marks.x1[part]), plot.y.of(marks.best[part])
    for left, right, level in np.stack(places, axis=1).tolist():
        placer.block(Box(left, level - 1.0, right - left, 2.0))


def _keep_off_levels(marks: Marks, plot: Plot, placer: Placer, most: int) -> None:
    """Keep texts off the lines across the panel where those are seen: above bars that do not reach them."""
    for value in plot.panel.levels:
        level = plot.y.at(value)
        for i in _first_visible(marks, plot, most):
            if marks.best[i] < value:
                left, right = plot.x.at(float(marks.x0[i])), plot.x.at(float(marks.x1[i]))
                placer.block(Box(left - 12.0, level - 2.0, right - left + 24.0, 4.0))


def _keep_off_outlines(marks: Marks, plot: Plot, placer: Placer, most: int) -> None:
    """Keep texts off the dashed lines of a scenario."""
    for i in _first_visible(marks, plot, most):
        left, right = plot.x.at(float(marks.x0[i])), plot.x.at(float(marks.x1[i]))
        values = (marks.low[i], marks.high[i]) if marks.shape is MarkShape.BAND else (marks.best[i],)
        pad = 7.0 if marks.shape is MarkShape.POINT else 2.0
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
    w, h, box = text_width(ray.label, ChartText.SMALL), ChartText.SMALL.line, plot.box
    tries = []
    for share in (0.98, 0.93, 0.87, 0.8, 0.72, 0.64, 0.56, 0.48, 0.4):
        x, y = start_x + (end_x - start_x) * share, start_y + (end_y - start_y) * share
        left = min(max(x - w / 2, box.x + 2.0), box.right - w - 5.0)
        tries.append(Box(left, min(max(y - h / 2, box.y + 2.0), box.bottom - h - 2.0), w, h))
    spot = placer.place(tries)
    if spot is not None:
        canvas.tag(spot, ray.label, ChartText.SMALL, canvas.palette.muted, canvas.palette.paper, 0.9)
