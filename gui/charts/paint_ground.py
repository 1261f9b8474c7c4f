"""Paints two maps over each other: ground gained, lost and held, with a scale, and north up."""

from __future__ import annotations

import math

import numpy as np

from gui.charts.drawing import Drawing
from gui.charts.labels import Box
from gui.charts.pens import Canvas, Segment
from gui.charts.style import ChartText, text_width
from model.analyses.ground import Rings
from model.charts.data import MarkTone
from model.derive.bands import Floats

_SPACING = 5.0  # pixels from one line of a hatching to the next
_BAR = 0.25  # of the width: what the scale bar takes at most
_INSET = 10.0


def paint_ground(canvas: Canvas, drawing: Drawing) -> None:
    """Paint the map of a chart that is one."""
    shown, sheet = drawing.chart.ground, drawing.sheet
    if shown is None or sheet is None:
        return

    def placed(rings: Rings) -> list[Floats]:
        points = np.stack([sheet.x.of(rings.points[:, 0]), sheet.y.of(rings.points[:, 1])], axis=1)
        cut = (within(ring, sheet.box) for ring in np.split(points, rings.starts[1:]))
        return [ring for ring in cut if len(ring)]

    tones = canvas.palette.tones
    held, gained, lost = (
        placed(rings) if len(rings) else [] for rings in (shown.held, shown.gained, shown.lost)
    )
    canvas.rings(held, tones[MarkTone.HELD].fill, tones[MarkTone.HELD].line, 0.75)
    canvas.rings(gained, tones[MarkTone.GAINS].fill, tones[MarkTone.GAINS].line, 1.0)
    canvas.rings(lost, tones[MarkTone.CEDED].fill, tones[MarkTone.CEDED].line, 1.25)
    canvas.lines(hatching(lost), tones[MarkTone.CEDED].line, 1.25)
    canvas.outline([sheet.box], canvas.palette.axis, 1.0)
    _scale_bar(canvas, sheet.box, sheet.box.w / (sheet.x.high - sheet.x.low), shown.km)
    _north(canvas, sheet.box, shown.north)


def within(ring: Floats, box: Box) -> Floats:
    """Return what of a closed ring (n, 2) lies in a box, closed along the edges of it; (0, 2) if nothing.

    As filling goes by odd and even, what runs along an edge twice adds nothing (Sutherland and Hodgman).
    """
    points = ring[:-1]
    for axis, edge, side in ((0, box.x, 1.0), (0, box.right, -1.0), (1, box.y, 1.0), (1, box.bottom, -1.0)):
        inside = (points[:, axis] - edge) * side
        then, inside_then = np.roll(points, -1, axis=0), np.roll(inside, -1)
        crosses = (inside >= 0.0) != (inside_then >= 0.0)
        share = np.divide(inside, inside - inside_then, out=np.zeros(len(points)), where=crosses)
        crossing = points + share[:, np.newaxis] * (then - points)
        crossing[:, axis] = edge
        points = np.stack([crossing, then], axis=1)[np.stack([crosses, inside_then >= 0.0], axis=1)]
    return np.concatenate([points, points[:1]])


def hatching(rings: list[Floats]) -> Floats:
    """Return diagonal lines over what lies inside of an odd number of rings, rows of x0, y0, x1 and y1."""
    edges = [np.concatenate([ring[:-1], ring[1:]], axis=1) for ring in rings if len(ring) > 1]
    if not edges:
        return np.zeros((0, 4))
    x0, y0, x1, y1 = np.concatenate(edges).T
    a, b = (x0 + y0) / _SPACING, (x1 + y1) / _SPACING  # a line of the hatching is where this is whole
    first, stop = np.ceil(np.minimum(a, b)).astype(np.int64), np.ceil(np.maximum(a, b)).astype(np.int64)
    count = stop - first
    edge = np.repeat(np.arange(len(a)), count)
    line = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    share = (line - a[edge]) / (b - a)[edge]
    x, y = x0[edge] + share * (x1 - x0)[edge], y0[edge] + share * (y1 - y0)[edge]
    order = np.lexsort((x, line))  # each line crosses the rings an even number of times
    ends = np.stack([x[order], y[order]], axis=1)
    return np.concatenate([ends[0::2], ends[1::2]], axis=1)


def _scale_bar(canvas: Canvas, sheet: Box, scale: float, km: str) -> None:
    """Draw how long a round number of kilometres is, at the lower left."""
    most = sheet.w * _BAR / scale / 1000
    power = 10.0 ** math.floor(math.log10(most))
    length = next(step * power for step in (5, 2, 1) if step * power <= most)
    text = f"{length:g}\u202f{km}"
    w = text_width(text, ChartText.SMALL)
    x, y = sheet.x + _INSET, sheet.bottom - _INSET
    along = length * 1000 * scale
    ground = Box(x - 5, y - ChartText.SMALL.line - 8, max(along, w) + 10, ChartText.SMALL.line + 13)
    canvas.fill([ground], canvas.palette.paper, 0.85)
    bar: list[Segment] = [(x, y, x + along, y), (x, y - 5, x, y), (x + along, y - 5, x + along, y)]
    canvas.lines(bar, canvas.palette.ink, 1.5)
    label = Box(x + max(0.0, (along - w) / 2), y - ChartText.SMALL.line - 5, w, ChartText.SMALL.line)
    canvas.text(label, text, ChartText.SMALL, canvas.palette.ink)


def _north(canvas: Canvas, sheet: Box, north: str) -> None:
    """Draw an arrow that points north, at the upper right."""
    x, y = sheet.right - _INSET - 8, sheet.y + _INSET
    canvas.fill([Box(x - 10, y - 4, 20, 40)], canvas.palette.paper, 0.85)
    canvas.arrow(x, y, 0.0, -1.0, canvas.palette.ink)
    canvas.lines([(x, y + 4, x, y + 18)], canvas.palette.ink, 1.5)
    w = text_width(north, ChartText.SMALL)
    canvas.text(Box(x - w / 2, y + 19, w, ChartText.SMALL.line), north, ChartText.SMALL, canvas.palette.ink)
