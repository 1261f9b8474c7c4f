"""Paints what spans days (bars, bands, steps), and gives points to `paint_points`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gui.charts.labels import Box
from gui.charts.paint_points import paint_points, ring_points
from gui.charts.pens import Canvas, Segment
from gui.charts.scales import Plot
from model.charts.data import Marks, MarkShape, MarkTone
from model.charts.reduce import DrawnColumns, columns, median
from model.charts.styles import Paint
from model.derive.bands import Floats

OPEN = 15.0  # how far the arrow of an open bound reaches
_OPEN_DENSE = 6.0
_WIDE = 7.0  # narrower columns get a line without caps and heads


def paint_ranges(
    canvas: Canvas, marks: Marks, drawn: DrawnColumns, plot: Plot, sides: tuple[Floats, Floats]
) -> None:
    """Paint the range of each column; a step's band shows what is bounded, so only open bounds are added."""
    left, right = sides
    ranged = (drawn.low < drawn.least) | (drawn.high > drawn.most)
    if not ranged.any():
        return
    wide = median(right - left) >= _WIDE
    palette, paint = canvas.palette, canvas.palette.tones[marks.tone]
    upward = -1.0 if plot.y.end < plot.y.start else 1.0
    tops = _ends(drawn.high, drawn.most, upward, plot, wide=wide)
    feet = _ends(drawn.low, drawn.least, -upward, plot, wide=wide)
    most, least = (np.clip(plot.y.of(own), plot.box.y, plot.box.bottom) for own in (drawn.most, drawn.least))
    centre, cap = (left + right) / 2, np.minimum(5.0, (right - left) / 3)
    lines: list[Floats] = []
    caps: list[Floats] = []
    heads: list[tuple[Floats, float]] = []
    for (pixel, beyond), own, way in ((tops, most, upward), (feet, least, -upward)):
        shown = ranged & (pixel != own)
        if marks.shape is MarkShape.STEP:
            shown &= beyond
        lines.append(np.stack((centre, own, centre, pixel), axis=1)[shown])
        ended = np.stack((centre - cap, pixel, centre + cap, pixel), axis=1)
        caps.append(ended[shown & ~beyond])
        heads.append((np.stack((centre, pixel), axis=1)[shown & beyond], way))
    if wide:
        strokes = np.concatenate([*lines, *caps])
        canvas.lines(strokes, palette.paper, 3.5)
        canvas.lines(strokes, palette.ink, 1.25)
        for spots, way in heads:
            for at, pixel in spots.tolist():
                canvas.arrow(at, pixel, 0.0, way, palette.ink)
    else:
        canvas.lines(np.concatenate(lines), paint.line, 1.0, alpha=0.6)


def _ends(bounds: Floats, own: Floats, way: float, plot: Plot, *, wide: bool) -> tuple[Floats, np.ndarray]:
    """Return the pixel at which each range ends on one side, and whether it goes on beyond that."""
    opened = ~np.isfinite(bounds)
    reach = way * (OPEN if wide else _OPEN_DENSE)
    pixel = np.where(opened, plot.y.of(own) + reach, plot.y.of(np.where(opened, own, bounds)))
    cut = np.clip(pixel, plot.box.y, plot.box.bottom)
    return cut, opened | (np.abs(cut - pixel) > 0.5)


_BELOW = 11.0  # from the end of a mark to the middle of its break
_SLANT = 3.0
_APART = 4.0
BREAK_DEPTH = _BELOW + _SLANT + _APART  # what a break takes of the end of its mark


def paint_breaks(
    canvas: Canvas, marks: Marks, drawn: DrawnColumns, plot: Plot, sides: tuple[Floats, Floats]
) -> None:
    """Break each column in which a mark goes on beyond the axis."""
    if marks.broken is None:
        return
    within = marks.broken[drawn.first[0] : drawn.first[-1] + drawn.count[-1]]
    gone = np.logical_or.reduceat(within, drawn.first - drawn.first[0])
    palette, box = canvas.palette, plot.box
    paint = palette.tones[marks.tone]
    up = -1.0 if plot.y.end < plot.y.start else 1.0
    below = drawn.most <= 0  # those grow the other way from zero
    ends = plot.y.of(np.where(below, drawn.least, drawn.most)) - np.where(below, -up, up) * _BELOW
    gaps: list[Segment] = []
    edges: list[Segment] = []
    for k in np.flatnonzero(gone).tolist():
        left, right = float(sides[0][k]), float(sides[1][k])
        middle = float(ends[k])
        if not box.y + _APART < middle < box.bottom - _APART:
            continue
        gaps.append((left, middle + _SLANT, right, middle - _SLANT))
        # Steps that follow each other touch: their breaks must not run into one another.
        inset = min(2.0, (right - left) / 6) if marks.shape is MarkShape.STEP else 0.0
        edges += [
            (left + inset, middle + _SLANT + off, right - inset, middle - _SLANT + off)
            for off in (-_APART / 2, _APART / 2)
        ]
    canvas.lines(gaps, palette.paper, _APART)
    canvas.lines(edges, paint.line, 1.25)


_MOST_OUTLINED = 300  # points; bars as narrow as that many have one outline around them all
_NARROW = 8.0  # pixels of a bar, of which an outline would leave next to nothing
_FEWEST_IN_A_RUN = 2
_HATCHED_FROM = 4.0  # narrower bars are too narrow for a pattern

Selected = Mapping[str, Sequence[int]]


class Spans(Struct, frozen=True, eq=False, dict=True):
    """Columns to paint and the pixels of their sides."""

    canvas: Canvas
    marks: Marks
    drawn: DrawnColumns
    plot: Plot

    @property
    def paint(self) -> Paint:
        """How the marks are painted in this theme."""
        return self.canvas.palette.tones[self.marks.tone]

    @cached_property
    def sides(self) -> tuple[Floats, Floats]:
        """The left and right pixels, cut to the panel, with a gap where there is room for it."""
        box, x = self.plot.box, self.plot.x
        left = np.clip(x.of(self.drawn.x0), box.x, box.right)
        right = np.clip(x.of(self.drawn.x1), box.x, box.right)
        usual = median(right - left)
        gap = 2.0 if usual > 14.0 else 1.0 if usual > 5.0 else 0.0
        gap = gap if self.marks.shape is MarkShape.BAR else 0.0
        left, right = self.canvas.snapped(left), self.canvas.snapped(np.maximum(right - gap, left))
        return left, np.maximum(right, left + 0.5)

    @property
    def width(self) -> float:
        """The usual width of a column."""
        left, right = self.sides
        return median(right - left)

    def rects(self, a: Floats, b: Floats, of: np.ndarray | slice = slice(None)) -> Floats:
        """Return the rectangles (n, 4) between the values `a` and `b`, cut to the panel."""
        return self.rects_at(self.plot.y.of(a), self.plot.y.of(b), of)

    def rects_at(self, a: Floats, b: Floats, of: np.ndarray | slice = slice(None)) -> Floats:
        """Return the rectangles (n, 4) between the pixels `a` and `b`, cut to the panel."""
        box, (left, right) = self.plot.box, self.sides
        top = np.clip(np.minimum(a, b), box.y, box.bottom)
        bottom = np.clip(np.maximum(a, b), box.y, box.bottom)
        return np.stack((left[of], top[of], right[of] - left[of], bottom[of] - top[of]), axis=1)


def paint_marks(canvas: Canvas, marks: Marks, plot: Plot) -> None:
    """Paint `marks` into their panel."""
    if not len(marks):
        return
    if marks.shape is MarkShape.POINT:
        paint_points(canvas, marks, plot)
        return
    drawn = columns(marks, plot.x.low, plot.x.high, max(1, int(plot.box.w / 2)))
    if len(drawn.x0):
        spans = Spans(canvas, marks, drawn, plot)
        {MarkShape.BAR: _bars, MarkShape.BAND: _bands, MarkShape.STEP: _steps}[marks.shape](spans)
        if marks.shape is not MarkShape.BAND:
            paint_ranges(canvas, marks, drawn, plot, spans.sides)
            paint_breaks(canvas, marks, drawn, plot, spans.sides)


def paint_selection(canvas: Canvas, plot: Plot, selected: Selected) -> None:
    """Mark what stands for the selected rows (by table) in a panel that is painted already."""
    for marks in plot.panel.marks:
        chosen = marks.of_rows(selected.get(marks.table, ()))
        if marks.shape is MarkShape.POINT:
            ring_points(canvas, marks, plot, chosen[:_MOST_OUTLINED])
        elif marks.shape is not MarkShape.BAND:
            boxes = selection_boxes(marks, chosen, plot)
            canvas.outline(boxes, canvas.palette.paper, 4.0)
            canvas.outline(boxes, canvas.palette.ink, 2.0)


def _bars(spans: Spans) -> None:
    canvas, drawn, paint, met = spans.canvas, spans.drawn, spans.paint, spans.marks.met
    zero = np.zeros(len(drawn.x0))
    most, least = np.maximum(drawn.most, 0.0), np.maximum(drawn.least, 0.0)
    # A column of several rows is full up to the lowest of them, and lighter on to the highest.
    if drawn.binned:
        canvas.fill_rects(spans.rects(least, most), paint.light)
    canvas.fill_rects(spans.rects(zero, least), paint.fill)
    if met is not None:
        # What surely is replaced in each row of the column.
        known = np.nan_to_num(met[drawn.first[0] : drawn.first[-1] + drawn.count[-1]], nan=0.0)
        made_good = np.clip(np.minimum.reduceat(known, drawn.first - drawn.first[0]), 0.0, least)
        replaced, rects = canvas.palette.tones[MarkTone.REPLACED], spans.rects(zero, made_good)
        canvas.fill_rects(rects, replaced.fill)
        if spans.width >= _HATCHED_FROM:
            canvas.hatch((Box(*rect) for rect in rects.tolist()), replaced.line, 12.0, 0.75)
    below = np.flatnonzero(drawn.least < 0)
    if len(below):
        lost = canvas.palette.tones[MarkTone.GROUND_LOST]
        rects = spans.rects(zero, drawn.least, below)
        boxes = [Box(*rect) for rect in rects.tolist()]
        if spans.width >= _HATCHED_FROM:
            canvas.fill_rects(rects, lost.fill)
            canvas.hatch(boxes, lost.line)
            canvas.outline(boxes, lost.line, 1.0)
        else:
            canvas.fill_rects(rects, lost.line)


def _bands(spans: Spans) -> None:
    canvas, drawn, paint, box = spans.canvas, spans.drawn, spans.paint, spans.plot.box
    opened = ~np.isfinite(drawn.high)
    rects = spans.rects(
        np.where(np.isfinite(drawn.low), drawn.low, drawn.least), np.where(opened, drawn.most, drawn.high)
    )
    uncertain = spans.marks.tone is MarkTone.INTAKE  # whether losses within its range are replaced
    canvas.fill_rects(rects, paint.fill, 0.6 if uncertain else 0.88)
    if uncertain and spans.width >= _HATCHED_FROM:
        canvas.hatch((Box(*rect) for rect in rects.tolist()), paint.line, 5.0, 0.75)
    left, top, width, height = rects.T
    edges = np.concatenate(
        [np.stack((left, edge, left + width, edge), axis=1) for edge in (top, top + height)]
    )
    canvas.lines(edges, paint.line, 1.5, dotted=spans.marks.tone is MarkTone.REQUIREMENT)
    for one in (Box(*rect) for rect in rects[opened].tolist()):
        if one.w > 12.0:
            x, tip = one.x + one.w / 2, max(one.y - OPEN, box.y)
            canvas.lines([(x, one.y, x, tip)], paint.line, 1.25)
            canvas.arrow(x, tip, 0.0, -1.0, paint.line)


def _steps(spans: Spans) -> None:
    canvas, drawn, paint, plot = spans.canvas, spans.drawn, spans.paint, spans.plot
    low = np.where(np.isfinite(drawn.low), drawn.low, drawn.least)
    high = np.where(np.isfinite(drawn.high), drawn.high, drawn.most)
    if spans.marks.tone is not MarkTone.RAY:  # a line over other marks
        canvas.fill_rects(spans.rects(np.zeros(len(low)), drawn.least), paint.light, 0.35)
    canvas.fill_rects(spans.rects(low, high, np.flatnonzero(high > low)), paint.light, 0.85)
    level, box = plot.y.of(drawn.most), plot.box
    if not drawn.binned:
        # Steps that follow each other are joined; across a gap there is no line.
        left, cut = spans.sides[0], np.clip(level, box.y, box.bottom)
        joined = np.flatnonzero(drawn.x0[1:] == drawn.x1[:-1])
        risers = np.stack((left[joined + 1], cut[joined], left[joined + 1], cut[joined + 1]), axis=1)
        canvas.lines(risers, paint.line, 1.0)
    canvas.fill_rects(spans.rects_at(level - 1.25, plot.y.of(drawn.least) + 1.25), paint.line)


def selection_boxes(marks: Marks, chosen: NDArray[np.int64], plot: Plot) -> list[Box]:
    """Return the rectangles that mark the bars or steps numbered `chosen`, those in sight.

    Where bars are so narrow that outlines would cover them, one stands around each run of them, as high as
    the panel.
    """
    box = plot.box
    left, right = plot.x.of(marks.x0[chosen]), plot.x.of(marks.x1[chosen])
    seen = (np.minimum(right, box.right) > np.maximum(left, box.x)).nonzero()[0]
    if len(seen) < _FEWEST_IN_A_RUN or median(right[seen] - left[seen]) >= _NARROW:
        return [found for i in chosen[seen].tolist() if (found := mark_box(marks, i, plot)) is not None]
    order = seen[np.argsort(left[seen], kind="stable")]
    ends = np.maximum.accumulate(right[order])
    breaks = (left[order][1:] > ends[:-1] + 1.0).nonzero()[0] + 1
    firsts, lasts = np.append(0, breaks), np.append(breaks, len(order)) - 1
    starts = np.maximum(left[order][firsts], box.x) - 2.0
    widths = np.minimum(ends[lasts], box.right) + 2.0 - starts
    return [Box(x, box.y, max(w, 5.0), box.h) for x, w in zip(starts.tolist(), widths.tolist(), strict=True)]


def mark_box(marks: Marks, i: int, plot: Plot) -> Box | None:
    """Return the rectangle of bar or step `i` within its panel, or None where it is out of sight."""
    box, y = plot.box, plot.y
    left = max(plot.x.at(float(marks.x0[i])), box.x)
    right = min(plot.x.at(float(marks.x1[i])), box.right)
    if right <= left:
        return None
    values = (
        [marks.best[i], 0.0] if marks.shape is MarkShape.BAR else [marks.low[i], marks.best[i], marks.high[i]]
    )
    ends = [y.at(float(value)) for value in values if np.isfinite(value)]
    top, bottom = max(min(ends) - 3.0, box.y), min(max(ends) + 3.0, box.bottom)
    return Box(left - 2.0, top, max(right - left + 2.0, 5.0), max(bottom - top, 6.0))


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
    if marks.shape is MarkShape.POINT:
        _points(canvas, marks, plot)
        return
    drawn = columns(marks, plot.x.low, plot.x.high, max(1, int(plot.box.w / 2)))
    if not len(drawn.x0):
        return
    box, x, y = plot.box, plot.x, plot.y

    def across(values: Floats) -> Floats:
        return np.clip(y.of(values), box.y, box.bottom)

    left, right = (np.clip(x.of(side), box.x, box.right) for side in (drawn.x0, drawn.x1))
    if marks.shape is MarkShape.BAR:
        zero, end = across(np.zeros(len(left))), across(drawn.most)
        left, right = left + 1.0, np.maximum(right - 3.0, left + 1.5)
        sides = [(left, zero, left, end), (left, end, right, end), (right, end, right, zero)]
    elif marks.shape is MarkShape.STEP:
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
