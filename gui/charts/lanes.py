"""Where the lanes of a chart that lies on its side stand: names left, values along x. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from gui.charts.labels import Box, longest_that_fits, wrapped
from gui.charts.scales import Scale, y_range
from gui.charts.style import ChartText, text_width
from model.charts.axis import Tick, round_ticks
from model.charts.data import AxisRule, Chart, Marks, MarkShape, Panel

_NAMES_SHARE = 0.4  # of the width, at most
_GAP = 10.0
_ROOM = 6.0  # above and below what stands in a lane
_TALLEST = 96.0  # a lane, or this share of the body where that is more
_TALLEST_SHARE = 0.25
OPEN = 18.0  # how far the arrow of an open bound reaches
_FAR = 0.5  # of the greatest value: where all are above, dots need no axis from 0
_LEAST_PLOT = 40.0


class LaneBox(Struct, frozen=True):
    """One lane in its place: `number` is that of its mark; `name` and `beneath` are its lines, top down."""

    number: int
    box: Box
    name: tuple[str, ...]
    beneath: tuple[str, ...]
    value: str


class LanePlot(Struct, frozen=True, eq=False):
    """The lanes that have room, the headings of their groups, and the scale of values along x."""

    panel: Panel
    marks: Marks
    box: Box
    x: Scale
    ticks: tuple[Tick, ...]
    lanes: tuple[LaneBox, ...]
    headings: tuple[tuple[Box, str], ...]
    left_out: int

    def way_out(self, value: float) -> float:
        """Return in which direction a value lies beyond the axis, 0 for one that has its place on it."""
        beyond = self.x.at(value)
        return 1.0 if beyond > self.x.end + 0.5 else -1.0 if beyond < self.x.start - 0.5 else 0.0

    def lane_at(self, py: float) -> LaneBox | None:
        """Return the lane at a height, or None."""
        return next((lane for lane in self.lanes if lane.box.y <= py < lane.box.bottom), None)


def lay_out_lanes(chart: Chart, body: Box) -> LanePlot:
    """Lay the lanes of a chart out in `body`; those for which there is no room are counted."""
    panel, marks = chart.panels[0], chart.panels[0].marks[0]
    widest = max((_widest(lane.name, lane.beneath) for lane in chart.lanes), default=0.0)
    names = min(widest, body.w * _NAMES_SHARE)
    low, high = _reach(chart, panel, marks)
    values = [_value_that_fits(marks, i, lane.value, body.w * 0.3) for i, lane in enumerate(chart.lanes)]
    beside = max((text_width(value, ChartText.STRONG) for value in values), default=0.0)
    left = body.x + names + _GAP
    room = max(body.right - left - beside - _GAP - OPEN, _LEAST_PLOT)
    box = Box(left, body.y, max(body.right - left, 1.0), body.h)
    inset = 6.0 if low < 0 else 0.0
    x = Scale(low, high, left + inset, min(left + room, body.right - 2.0), panel.axis.log)
    lanes, headings = _placed(chart, body, names, values)
    ticks = tuple((value, panel.tick(value)) for value in _ticks(panel, x))
    return LanePlot(panel, marks, box, x, ticks, lanes, headings, len(chart.lanes) - len(lanes))


def _reach(chart: Chart, panel: Panel, marks: Marks) -> tuple[float, float]:
    """Return what the axis of values shows: from 0 for bars, around the values for dots far from it."""
    low, high = y_range((*panel.marks, *panel.beside), 0.0, chart.x1, panel.axis, panel.levels)
    ends = np.concatenate([marks.low, marks.best, *(some.best for some in panel.beside)])
    least = float(ends[np.isfinite(ends)].min())
    if marks.shape is not MarkShape.POINT or panel.axis != AxisRule() or panel.levels or least < _FAR * high:
        return low, high
    return max(least - 0.25 * (high - least), 0.0) if high > least else low, high  # one value: from 0


def _widest(*texts: str) -> float:
    return max(
        text_width(text, kind) for text, kind in zip(texts, (ChartText.LABEL, ChartText.SMALL), strict=True)
    )


def _value_that_fits(marks: Marks, i: int, whole: str, room: float) -> str:
    """Return the value of a lane as one text, shorter where there is little room."""
    lines = marks.lines(i)
    candidates = [whole, *(text for line in lines for text in line)]
    return longest_that_fits(candidates, room, lambda text: text_width(text, ChartText.STRONG))


def _ticks(panel: Panel, x: Scale) -> list[float]:
    most = max(2, int((x.end - x.start) / 80.0) + 1)
    while most > 1:
        found = round_ticks(x.low, x.high, most)
        gaps = [x.at(b) - x.at(a) for a, b in pairwise(found)]
        widest = max((text_width(panel.tick(value), ChartText.SMALL) for value in found), default=0.0)
        if all(gap > widest + 12.0 for gap in gaps):
            return found
        most -= 1
    return []


_LINES = ((2, 1), (1, 1), (1, 0))  # of a name, and of what stands beneath it: as much as there is room for
_Texts = tuple[tuple[str, ...], tuple[str, ...]]


def _texts(chart: Chart, names: float, name_lines: int, beneath_lines: int) -> list[_Texts]:
    """Return the lines of each lane's name, and of what stands beneath it."""
    return [
        (
            tuple(
                wrapped(
                    lane.name,
                    names,
                    name_lines,
                    lambda text: text_width(text, ChartText.LABEL),
                    both_ends=True,
                )
            ),
            tuple(
                wrapped(lane.beneath, names, beneath_lines, lambda text: text_width(text, ChartText.SMALL))
            ),
        )
        for lane in chart.lanes
    ]


def _height(texts: _Texts) -> float:
    name, beneath = texts
    return len(name) * ChartText.LABEL.line + len(beneath) * ChartText.SMALL.line + 2.0


def _placed(
    chart: Chart, body: Box, names: float, values: Sequence[str]
) -> tuple[tuple[LaneBox, ...], tuple[tuple[Box, str], ...]]:
    """Return the lanes and headings from the top, as tall as they may be while all of them have room."""
    first = [
        bool(lane.group) and (not i or lane.group != chart.lanes[i - 1].group)
        for i, lane in enumerate(chart.lanes)
    ]
    of_heading = ChartText.STRONG.line + 4.0
    room = body.h - sum(first) * of_heading
    tried = [_texts(chart, names, *lines) for lines in _LINES]
    made = next((texts for texts in tried if sum(map(_height, texts)) <= room), tried[-1])
    heights = [_height(texts) for texts in made]
    spare = max(0.0, room - sum(heights)) / max(len(chart.lanes), 1)
    lanes: list[LaneBox] = []
    headings: list[tuple[Box, str]] = []
    y = body.y
    for i, (lane, (name, beneath), height, begins) in enumerate(
        zip(chart.lanes, made, heights, first, strict=True)
    ):
        tall = min(height + spare, max(_TALLEST, height, body.h * _TALLEST_SHARE))
        heading = of_heading if begins else 0.0
        if y + heading + tall > body.bottom + 0.5:
            break
        if begins:
            headings.append((Box(body.x, y + 2.0, body.w, ChartText.STRONG.line), lane.group))
            y += heading
        lanes.append(LaneBox(i, Box(body.x, y, body.w, tall), name, beneath, values[i]))
        y += tall
    return tuple(lanes), tuple(headings)
