"""Paints what stands around the panels: the legend's samples and the milestones above them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gui.charts.frame import STRIP_ROW, Frame
from gui.charts.labels import Box, Placer
from gui.charts.pens import Canvas
from gui.charts.scales import Plot, Scale
from gui.charts.style import ChartText, text_width
from model.charts.data import Chart, LegendEntry, Marks, MarkShape, MarkTone

_MOST_NAMED = 60
_MARKER = 5.0  # half the width that a marker takes
_MARGIN = 4.0
_BESIDE = _MARKER + _MARGIN + 0.5  # of a label that stands clear of its own marker


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the milestones were painted: the scale along x and the height of their markers."""

    x: Scale
    y: float


def paint_milestones(canvas: Canvas, chart: Chart, laid: Frame, plots: tuple[Plot, ...]) -> Strip | None:
    """Draw the milestones above the first panel, with as many of their labels as can stand."""
    marks = chart.milestones
    if marks is None or not len(marks):
        return None
    rows, strip = round(laid.strip.h / STRIP_ROW), laid.strip
    placer = Placer(Box(laid.body.x, strip.y, laid.body.w, strip.h + 1.0), margin=_MARGIN)
    # Without a row of their own the markers stand at the upper edge, and the labels are left to the tips.
    centre = strip.bottom - 8.0 if rows else plots[0].box.y + 5.0
    x, paint = plots[0].x, canvas.palette.tones[MarkTone.MILESTONE]
    inside = [i for i in range(len(marks)) if x.low <= marks.x0[i] + 0.5 <= x.high]
    spots = {i: x.at(float(marks.x0[i]) + 0.5) for i in inside}
    for pin in plots[0].pins:
        canvas.diamond(pin, centre, 4.5, paint.fill)
        placer.block(Box(pin - _MARKER, centre - _MARKER, 2 * _MARKER, 2 * _MARKER))
    for spot, text in _milestone_labels(marks, spots, placer, centre, rows):
        canvas.text(spot, text, ChartText.LABEL, paint.line)
    return Strip(x, centre)


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
        canvas.lines([(box.x, middle, box.x + 14, middle)], paint.line, 1.0, dotted=True)
    elif entry.tone is MarkTone.MILESTONE:
        canvas.diamond(box.x + 7, middle, 4.5, paint.fill)
    elif entry.shape is MarkShape.POINT:
        canvas.dot(box.x + 7, middle, 4.0, paint.fill, paint.line)
    elif entry.shape is MarkShape.STEP:
        canvas.fill([swatch], paint.light)
        canvas.fill([Box(box.x, middle - 1.25, 14.0, 2.5)], paint.line)
    elif entry.shape is MarkShape.BAND:
        canvas.fill([swatch], paint.fill)
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
