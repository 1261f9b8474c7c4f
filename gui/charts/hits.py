"""Finds the mark under the mouse and the one before or after it. Knows arrays and rectangles, no Qt."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from gui.charts.drawing import Drawing
from gui.charts.labels import Box
from gui.charts.lanes import LaneBox, LanePlot
from gui.charts.paint_marks import mark_box
from gui.charts.scales import Plot
from model.charts.data import Marks, MarkShape

_NEAR = 9.0


class Hit(Struct, frozen=True, eq=False):
    """A mark, its position in `marks`, and the place at which it is drawn."""

    marks: Marks
    index: int
    box: Box

    def same(self, other: Hit) -> bool:
        """Whether it is the same mark of the same chart."""
        return self.marks is other.marks and self.index == other.index

    @property
    def row(self) -> int:
        """The row of the project that the mark stands for."""
        return int(self.marks.rows[self.index])

    @property
    def days(self) -> tuple[float, float]:
        """The days that the mark spans, as ordinals, from the first to the day after the last."""
        return float(self.marks.x0[self.index]), float(self.marks.x1[self.index])


def hit_at(drawing: Drawing, px: float, py: float) -> Hit | None:
    """Return what is at a pixel: a milestone or point near it, else the bar or step of that day."""
    if drawing.lanes is not None:
        return lane_hit(drawing.lanes, drawing.lanes.lane_at(py))
    stone = _milestone(drawing, px, py)
    return stone if stone is not None else _on_panel(drawing, px, py)


def _on_panel(drawing: Drawing, px: float, py: float) -> Hit | None:
    for plot in drawing.plots:
        box = plot.box
        if not (box.x <= px <= box.right and box.y <= py <= box.bottom):
            continue
        for marks in plot.panel.marks:
            if marks.shape is MarkShape.POINT:
                found = _nearest(marks, plot, px, py)
                if found is not None:
                    return found
        for marks in plot.panel.marks:
            if marks.shape in (MarkShape.BAR, MarkShape.STEP):
                found = _spanning(marks, plot, plot.x.value(px))
                if found is not None:
                    return found
    return None


def beside(drawing: Drawing, hit: Hit | None, step: int) -> Hit | None:
    """Return the mark `step` places from `hit`, or the first one where there is none."""
    if drawing.lanes is not None and drawing.lanes.lanes:
        lanes = drawing.lanes.lanes
        index = 0 if hit is None else min(max(hit.index + step, 0), len(lanes) - 1)
        return lane_hit(drawing.lanes, lanes[index])
    for plot in drawing.plots:
        for marks in plot.panel.marks:
            if (
                not len(marks)
                or marks.shape is MarkShape.BAND
                or (hit is not None and marks is not hit.marks)
            ):
                continue
            index = 0 if hit is None else min(max(hit.index + step, 0), len(marks) - 1)
            return Hit(marks, index, _box_of(marks, index, plot))
    return None


def lane_hit(plot: LanePlot, lane: LaneBox | None) -> Hit | None:
    """Return the mark of a lane, all of whose height can be pointed at."""
    return None if lane is None else Hit(plot.marks, lane.number, lane.box)


def _box_of(marks: Marks, index: int, plot: Plot) -> Box:
    if marks.shape is MarkShape.POINT:
        x = plot.x.at(float(marks.x0[index] + marks.x1[index]) / 2)
        return _around(min(max(x, plot.box.x), plot.box.right), plot.y.at(float(marks.best[index])))
    found = mark_box(marks, index, plot)
    return found or Box(plot.box.x, plot.box.y, 0.0, plot.box.h)


def _around(x: float, y: float) -> Box:
    return Box(x - 7.0, y - 7.0, 14.0, 14.0)


def _milestone(drawing: Drawing, px: float, py: float) -> Hit | None:
    marks, strip = drawing.chart.milestones, drawing.strip
    if marks is None or strip is None or abs(py - strip.y) > _NEAR:
        return None
    away = np.abs(strip.x.of(marks.x0 + 0.5) - px)
    index = int(away.argmin())
    return Hit(marks, index, _around(px, strip.y)) if away[index] <= _NEAR else None


def _nearest(marks: Marks, plot: Plot, px: float, py: float) -> Hit | None:
    if not len(marks):
        return None
    x, y = plot.x.of((marks.x0 + marks.x1) / 2), plot.y.of(marks.best)
    away = np.hypot(x - px, y - py)
    index = int(away.argmin())
    return Hit(marks, index, _around(float(x[index]), float(y[index]))) if away[index] <= _NEAR else None


def _spanning(marks: Marks, plot: Plot, value: float) -> Hit | None:
    index = int(np.searchsorted(marks.x0, value, side="right")) - 1
    if index < 0 or value >= marks.x1[index]:
        return None
    return Hit(marks, index, _box_of(marks, index, plot))
