"""Paints points with their ranges, and the rays of equal cost that they stand among."""

from __future__ import annotations

import numpy as np

from gui.charts.labels import Box
from gui.charts.pens import Canvas, Segment
from gui.charts.scales import Plot, Scale
from model.charts.data import Marks, MarkTone
from model.derive.bands import Floats

_MOST_DOTS = 400  # of more only the places are shown at which some are
_MOST_CROSSES = 200
_MOST_LARGE = 80
_OPEN = 18.0
_PLACE = 3.0


def places(marks: Marks, plot: Plot) -> tuple[Floats, Floats, np.ndarray]:
    """Return the pixels (x, y) of all points, and the positions of those inside the panel."""
    box = plot.box
    x, y = plot.x.of((marks.x0 + marks.x1) / 2), plot.y.of(marks.best)
    inside = (x >= box.x) & (x <= box.right) & (y >= box.y) & (y <= box.bottom)
    return x, y, np.flatnonzero(inside)


def paint_points(canvas: Canvas, marks: Marks, plot: Plot) -> None:
    """Paint the points inside the panel; those in doubt are hollow."""
    paint = canvas.palette.tones[marks.tone]
    x, y, shown = places(marks, plot)
    if len(shown) > _MOST_DOTS:
        canvas.fill(_places_taken(x[shown], y[shown], plot.box), paint.fill)
    else:
        if len(shown) <= _MOST_CROSSES:
            for i in shown.tolist():
                _cross(canvas, marks, i, plot)
        doubtful = marks.doubt if marks.doubt is not None else np.zeros(len(marks), dtype=np.bool_)
        doubt = canvas.palette.tones[MarkTone.DOUBT]
        radius = 4.5 if len(shown) <= _MOST_LARGE else 3.0
        for some, fill, line in (
            (shown[~doubtful[shown]], paint.fill, canvas.palette.paper),
            (shown[doubtful[shown]], doubt.fill, doubt.line),
        ):
            canvas.dots(np.stack((x[some], y[some]), axis=1).tolist(), radius, fill, line)
        for i in shown.tolist() if marks.broken is not None else ():
            _cut_off(canvas, marks, i, plot)


def ways_out(marks: Marks, i: int, plot: Plot) -> list[tuple[float, float]]:
    """Return the directions (dx, dy) in which point i truly lies, where that is beyond the end of an axis."""
    if marks.broken is None or not marks.broken[i]:
        return []
    axis, up = plot.panel.axis, -1.0 if plot.y.end < plot.y.start else 1.0
    best, along = float(marks.best[i]), float(marks.x0[i])
    if best in (axis.high, axis.low):
        return [(0.0, up if best == axis.high else -up)]
    return [(1.0 if along > 0 else -1.0, 0.0)]


def _cut_off(canvas: Canvas, marks: Marks, i: int, plot: Plot) -> None:
    """Make a point that lies beyond the end of an axis hollow, with an arrow towards where it is."""
    paint = canvas.palette.tones[marks.tone]
    x, y = plot.x.at(float(marks.x0[i])), plot.y.at(float(marks.best[i]))
    for dx, dy in ways_out(marks, i, plot):
        canvas.dot(x, y, 4.0, canvas.palette.paper, paint.line)
        canvas.arrow(x + dx * 12.0, y + dy * 12.0, dx, dy, paint.line)


def ring_points(canvas: Canvas, marks: Marks, plot: Plot, chosen: np.ndarray) -> None:
    """Draw a ring around each of the chosen points inside the panel."""
    if not len(chosen):
        return
    x, y, shown = places(marks, plot)
    inside = np.zeros(len(marks), dtype=np.bool_)
    inside[shown] = True
    for i in chosen[inside[chosen]].tolist():
        canvas.ring(float(x[i]), float(y[i]), 8.0, canvas.palette.ink)


def _places_taken(x: Floats, y: Floats, box: Box) -> list[Box]:
    """Return the squares of some pixels in which points lie; squares side by side are one rectangle."""
    across = ((x - box.x) / _PLACE).astype(np.int64)
    down = ((y - box.y) / _PLACE).astype(np.int64)
    grid = np.zeros((int(down.max()) + 1, int(across.max()) + 3), dtype=np.int8)
    grid[down, across + 1] = 1
    steps = np.diff(grid, axis=1)
    rows, begins = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    runs = zip(rows.tolist(), begins.tolist(), ends.tolist(), strict=True)
    return [
        Box(box.x + begin * _PLACE, box.y + row * _PLACE, (end - begin) * _PLACE, _PLACE)
        for row, begin, end in runs
    ]


def _cross(canvas: Canvas, marks: Marks, i: int, plot: Plot) -> None:
    """Paint the days that a point speaks of, and its range along each axis."""
    doubtful = marks.doubt is not None and bool(marks.doubt[i])
    color = canvas.palette.tones[MarkTone.DOUBT if doubtful else marks.tone].line
    box = plot.box
    x, y = plot.x.at(float(marks.x0[i] + marks.x1[i]) / 2), plot.y.at(float(marks.best[i]))
    upward = -1.0 if plot.y.end < plot.y.start else 1.0
    lines: list[Segment] = []
    if marks.x1[i] > marks.x0[i]:
        first, stop = (
            min(max(plot.x.at(float(end)), box.x), box.right) for end in (marks.x0[i], marks.x1[i])
        )
        lines.append((first, y, stop, y))
    for bound, way in ((marks.high[i], upward), (marks.low[i], -upward)):
        end, beyond = _end(float(bound), plot.y, y, way, (box.y, box.bottom))
        if abs(end - y) > 0.5:
            lines.append((x, y, x, end))
            if beyond:
                canvas.arrow(x, end, 0.0, way, color)
    if marks.x_low is not None and marks.x_high is not None:
        for bound, way in ((marks.x_high[i], 1.0), (marks.x_low[i], -1.0)):
            end, beyond = _end(float(bound), plot.x, x, way, (box.x, box.right))
            if abs(end - x) > 0.5:
                lines.append((x, y, end, y))
                if beyond:
                    canvas.arrow(end, y, way, 0.0, color)
    canvas.lines(lines, color, 1.25)


def _end(
    bound: float, scale: Scale, own: float, way: float, sides: tuple[float, float]
) -> tuple[float, bool]:
    """Return the pixel at which a range ends, and whether it goes on beyond that."""
    pixel = scale.at(bound) if np.isfinite(bound) else own + way * _OPEN
    cut = min(max(pixel, sides[0]), sides[1])
    return cut, not np.isfinite(bound) or cut != pixel


def paint_rays(canvas: Canvas, plot: Plot) -> None:
    """Draw the rays of equal cost from the origin to the edge of the panel."""
    lines = []
    for ray in plot.panel.rays:
        ends = ray_ends(ray.slope, plot)
        if ends is not None:
            lines.append(ends)
    canvas.lines(lines, canvas.palette.muted, 1.0, dotted=True)


def ray_ends(slope: float, plot: Plot) -> Segment | None:
    """Return where the ray y = slope · x, x ≥ 0, enters and leaves the panel; None if it misses."""
    x, y, box = plot.x, plot.y, plot.box
    lows, highs = (x.value(box.x), y.value(box.bottom)), (x.value(box.right), y.value(box.y))
    start = max(0.0, lows[0], lows[1] / slope)
    stop = min(highs[0], highs[1] / slope)
    if stop <= start:
        return None
    return x.at(start), y.at(start * slope), x.at(stop), y.at(stop * slope)
