"""Paints what stands around the panels: the legend's samples, milestones and annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from gui.charts.drawing import Drawing
from gui.charts.frame import STRIP_ROW
from gui.charts.labels import Box, Placer, wrapped
from gui.charts.pens import Canvas
from gui.charts.style import ChartText, text_width
from model.charts.data import Annotation, LegendEntry, Marks, MarkShape, MarkTone

_SHADE = 0.13
_NOTE_ROOM = 160.0
_MOST_NAMED = 60
_MARKER = 5.0  # half the width that a marker takes
_MARGIN = 4.0
_BESIDE = _MARKER + _MARGIN + 0.5  # of a label that stands clear of its own marker


def paint_pins(canvas: Canvas, drawing: Drawing) -> None:
    """Draw the lines on which milestones stand, down through the first panel."""
    for plot in drawing.plots[:1]:
        lines = [(pin, drawing.frame.strip.bottom, pin, plot.box.bottom) for pin in plot.pins]
        canvas.lines(lines, canvas.palette.tones[MarkTone.MILESTONE].line, 1.0, dotted=True)


def paint_milestones(canvas: Canvas, drawing: Drawing) -> None:
    """Draw the milestones above the first panel, with as many of their labels as can stand."""
    marks, at = drawing.chart.milestones, drawing.strip
    if marks is None or at is None:
        return
    laid, pins, x, centre = drawing.frame, drawing.plots[0].pins, at.x, at.y
    rows, strip = round(laid.strip.h / STRIP_ROW), laid.strip
    placer = Placer(Box(laid.body.x, strip.y, laid.body.w, strip.h + 1.0), margin=_MARGIN)
    paint = canvas.palette.tones[MarkTone.MILESTONE]
    inside = [i for i in range(len(marks)) if x.low <= marks.x0[i] + 0.5 <= x.high]
    spots = {i: x.at(float(marks.x0[i]) + 0.5) for i in inside}
    for pin in pins:
        canvas.diamond(pin, centre, 4.5, paint.fill)
        placer.block(Box(pin - _MARKER, centre - _MARKER, 2 * _MARKER, 2 * _MARKER))
    for spot, text in _milestone_labels(marks, spots, placer, centre, rows):
        canvas.text(spot, text, ChartText.LABEL, paint.line)


def _spans(drawing: Drawing) -> Iterator[tuple[Annotation, float, float]]:
    """Yield the annotations in sight with the pixels at which their days begin and end."""
    if not drawing.plots or drawing.chart.calendar is None:
        return
    x, box = drawing.plots[0].x, drawing.plots[0].box
    for note in drawing.chart.annotations:
        if note.x1 > x.low and note.x0 < x.high:
            yield note, max(x.at(note.x0), box.x), min(x.at(note.x1), box.right)


def paint_shades(canvas: Canvas, drawing: Drawing) -> None:
    """Shade the days that annotations speak of, and draw a line at a single one."""
    for note, left, right in _spans(drawing):
        top, bottom = drawing.plots[0].box.y, drawing.plots[-1].box.bottom
        if note.x1 - note.x0 > 1.0:
            canvas.fill([Box(left, top, right - left, bottom - top)], canvas.palette.muted, _SHADE)
        else:
            middle = (left + right) / 2
            canvas.lines([(middle, top, middle, bottom)], canvas.palette.muted, 1.0)


def label_annotations(canvas: Canvas, drawing: Drawing) -> None:
    """Write what annotations say, at the top of the first panel, wrapped, where no other text stands."""
    kind = ChartText.SMALL
    for note, left, right in _spans(drawing):
        box = drawing.plots[0].box
        room = max(min(_NOTE_ROOM, box.w / 3), right - left - 8.0)
        lines = wrapped(note.text, room, 3, lambda words: text_width(words, kind))
        w, h = max((text_width(line, kind) for line in lines), default=0.0), len(lines) * kind.line
        lefts = (left + 4.0, right - 4.0 - w) if right - left > 2.0 + w else (right + 4.0, left - 4.0 - w)
        tops = [box.y + 2.0 + step * kind.line for step in range(max(1, int((box.h - h) / kind.line)))]
        placer = Placer(box, taken=list(canvas.texts))
        spot = placer.place([Box(x, top, w, h) for top in tops for x in lefts])
        if spot is None:
            continue
        for row, line in enumerate(lines):
            at = Box(spot.x, spot.y + row * kind.line, text_width(line, kind), kind.line)
            canvas.tag(at, line, kind, canvas.palette.muted, canvas.palette.paper, 0.8)


def _milestone_labels(
    marks: Marks, spots: Mapping[int, float], placer: Placer, centre: float, rows: int
) -> list[tuple[Box, str]]:
    """Return the labels of milestones with their places, in that form in which most of them can stand."""
    best: list[tuple[Box, str]] = []
    if len(spots) > _MOST_NAMED:
        return best
    forms = {i: marks.lines(i)[0] for i in spots if marks.lines(i)}
    for level in range(max((len(form) for form in forms.values()), default=0)):
        tried, placed = Placer(placer.bounds, placer.margin, list(placer.taken)), []
        for i, form in forms.items():
            text = form[min(level, len(form) - 1)]
            w, h = text_width(text, ChartText.LABEL), ChartText.LABEL.line
            tops = [centre - h / 2 - row * STRIP_ROW for row in range(rows)]
            lefts = lefts_beside(spots[i], w, tuple(spots.values()))
            spot = tried.place([Box(left, top, w, h) for top in tops for left in lefts])
            if spot is not None:
                placed.append((spot, text))
        if len(placed) > len(best):
            best = placed
    return best


def lefts_beside(spot: float, width: float, markers: Collection[float]) -> list[float]:
    """Return where a label of a marker at `spot` may begin: right of it, left of it.

    Not on a side where another marker stands as near to the label: it would be read as the label of that.
    """
    near = [marker - spot for marker in markers if 0.5 < abs(marker - spot) <= 2 * _BESIDE]
    right = [] if any(way > 0 for way in near) else [spot + _BESIDE]
    left = [] if any(way < 0 for way in near) else [spot - _BESIDE - width]
    # Of two that fall together the earlier is written first.
    return left + right if any(0.0 < marker - spot <= 0.5 for marker in markers) else right + left


def paint_entry(canvas: Canvas, entry: LegendEntry, box: Box) -> None:
    """Draw one entry of the legend: a sample of the mark and what it stands for."""
    paint = canvas.palette.tones[entry.tone]
    middle = box.y + box.h / 2
    swatch = Box(box.x, middle - 5.5, 14.0, 11.0)
    if entry.dashed:
        edges = [(swatch.x, swatch.y, swatch.right, swatch.y), (swatch.x, swatch.bottom, swatch.x, swatch.y)]
        edges.append((swatch.right, swatch.y, swatch.right, swatch.bottom))
        canvas.lines(edges, canvas.palette.ink, 1.5, dotted=True)
    elif entry.tone is MarkTone.RANGE:
        canvas.lines(
            [
                (box.x + 7, middle - 6, box.x + 7, middle + 6),
                (box.x + 3, middle - 6, box.x + 11, middle - 6),
                (box.x + 3, middle + 6, box.x + 11, middle + 6),
            ],
            paint.line,
            1.25,
        )
    elif entry.tone is MarkTone.RAY:
        stepped = entry.shape is MarkShape.STEP
        line = [(box.x, middle, box.x + 14, middle)]
        canvas.lines(line, paint.line, 2.5 if stepped else 1.0, dotted=not stepped)
    elif entry.tone is MarkTone.MILESTONE:
        canvas.diamond(box.x + 7, middle, 4.5, paint.fill)
    elif entry.shape is MarkShape.POINT:
        canvas.dot(box.x + 7, middle, 4.0, paint.fill, paint.line)
    elif entry.shape is MarkShape.STEP:
        canvas.fill([swatch], paint.light)
        canvas.fill([Box(box.x, middle - 1.25, 14.0, 2.5)], paint.line)
    elif entry.shape is MarkShape.BAND:
        canvas.fill([swatch], paint.fill)
        if entry.hatched:
            canvas.hatch([swatch], paint.line, 5.0, 0.75)
        canvas.lines(
            [(box.x, swatch.y, swatch.right, swatch.y), (box.x, swatch.bottom, swatch.right, swatch.bottom)],
            paint.line,
            1.5,
            dotted=entry.tone is MarkTone.REQUIREMENT,
        )
    else:
        canvas.fill([swatch], paint.fill)
        if entry.hatched:
            canvas.hatch([swatch], paint.line)
            canvas.outline([swatch], paint.line, 1.0)
    text = Box(box.x + 20.0, box.y, box.w - 20.0, box.h)
    canvas.text(text, entry.text, ChartText.LABEL, canvas.palette.ink)
