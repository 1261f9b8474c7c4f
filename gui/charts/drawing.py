"""A chart laid out in its place: everything that its layers need to know before the first stroke."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, field

from gui.charts.frame import STRIP_ROW, Frame, Show, frame
from gui.charts.labels import Box
from gui.charts.lanes import LanePlot, lay_out_lanes
from gui.charts.scales import MapSheet, Plot, Scale, x_reach, x_scale, y_range, y_scale
from gui.charts.style import LIGHT, ChartText, text_width, using
from gui.charts.ticks import x_ticks, y_ticks
from model.analyses.ground import Ground
from model.charts.axis import Tick
from model.charts.data import Chart, Marks, MarkShape, Panel
from model.charts.outliers import broken
from model.charts.reduce import MOST_BINS, visible
from model.charts.styles import ChartStyle, Palette, usual_style
from model.text.records import replace

TICK_GAP = 7.0  # between the numbers of an axis and the panel
_TITLE_WIDTH = 20.0
_LANES_SHARES = (0.45, 0.55, 0.65)


class ChartLook(Struct, frozen=True):
    """How a chart is painted. `scale` is device pixels per logical one; `margin` in logical pixels.

    `palette` is that of the style's themes that is wanted, on the paper that is wanted.
    """

    palette: Palette = LIGHT
    show: Show = field(default_factory=Show)
    scale: float = 1.0
    margin: float = 16.0
    transparent: bool = False
    style: ChartStyle = field(default_factory=usual_style)


class Sight(Struct, frozen=True):
    """The part of the axes that is looked at; None is all of it."""

    x: tuple[float, float] | None = None
    y: tuple[float, float] | None = None


class Strip(Struct, frozen=True):
    """Where the milestones are painted: the scale along x and the height of their markers."""

    x: Scale
    y: float


class Drawing(Struct, frozen=True, eq=False):
    """A chart in width × height logical pixels. `texts` is where texts were written, by whoever has painted.

    A chart that lies on its side has `lanes` in place of plots, one of maps a `sheet`.
    `ticks` are those of the x axis that the panels share; `strip` is where milestones stand, if any do.
    """

    chart: Chart
    width: float
    height: float
    look: ChartLook
    frame: Frame
    plots: tuple[Plot, ...] = ()
    lanes: LanePlot | None = None
    sheet: MapSheet | None = None
    ticks: tuple[Tick, ...] = ()
    strip: Strip | None = None
    texts: list[Box] = field(default_factory=list)

    @property
    def is_drawn(self) -> bool:
        """Whether there is more than words."""
        return bool(self.plots or self.lanes or self.sheet)


def lay_out(
    chart: Chart, width: float, height: float, look: ChartLook, sight: Sight | None = None
) -> Drawing:
    """Lay out `chart` in width × height logical pixels."""
    with using(look.style):
        return _laid_out(chart, width, height, look, sight or Sight())


def _laid_out(chart: Chart, width: float, height: float, look: ChartLook, sight: Sight) -> Drawing:
    look = replace(look, palette=look.palette.with_losses(chart.color))
    dense = _dense(chart, sight, width)
    noted = replace(chart, note=f"{chart.note} {chart.binned}".strip()) if dense else chart
    laid = frame(noted, width, height, look.show, text_width, look.margin)
    if chart.ground is not None:
        return Drawing(chart, width, height, look, laid, sheet=_map_sheet(chart.ground, laid, sight))
    if chart.empty or not chart.panels:
        return Drawing(chart, width, height, look, laid)
    if chart.lanes:
        lanes = lay_out_lanes(chart, laid.body)
        told = replace(chart, note=f"{chart.binned} {chart.note}".strip())
        for share in _LANES_SHARES if lanes.left_out else ():
            # What is said around them gives way to the lanes, and what then has no room is said to have none.
            laid = frame(chart, width, height, look.show, text_width, look.margin, share)
            lanes = lay_out_lanes(chart, laid.body)
            if not lanes.left_out:
                break
            laid = frame(told, width, height, look.show, text_width, look.margin, share)
            lanes = lay_out_lanes(chart, laid.body)
        return Drawing(chart, width, height, look, laid, lanes=lanes)
    plots = _plots(chart, laid, sight)
    ticks = x_ticks(chart, plots[0].x, laid.body)
    strip = _strip(chart, laid, plots[0])
    return Drawing(chart, width, height, look, laid, plots, ticks=ticks, strip=strip)


def _map_sheet(shown: Ground, laid: Frame, sight: Sight) -> MapSheet:
    """Return the map as large as it can be in the room of panels, filled with what is looked at."""
    room = Box(laid.body.x, laid.body.y, laid.body.w, max(1.0, laid.body.h + laid.ticks.h))
    (west, south), (east, north) = shown.low, shown.high
    scale = min(room.w / (east - west), room.h / (north - south))
    w, h = (east - west) * scale, (north - south) * scale
    box = Box(room.x + (room.w - w) / 2, room.y + (room.h - h) / 2, w, h)
    x = Scale(*(sight.x or (west, east)), box.x, box.right)
    return MapSheet(box, x, Scale(*(sight.y or (south, north)), box.bottom, box.y))


def _dense(chart: Chart, sight: Sight, width: float) -> bool:
    """Whether some rows have to share a column of pixels in a chart of this width."""
    low, high = sight.x or (chart.x0, chart.x1)
    parts = [
        visible(marks, low, high)
        for panel in chart.panels
        for marks in panel.marks
        if marks.shape in (MarkShape.BAR, MarkShape.STEP)
    ]
    return any(part.stop - part.start > min(MOST_BINS, (width - 60.0) / 2) for part in parts)


def _plots(chart: Chart, laid: Frame, sight: Sight) -> tuple[Plot, ...]:
    body = laid.body
    x_low, x_high = sight.x or (chart.x0, chart.x1)
    # A panel without marks has no scale of its own, and leaves its room to the others.
    drawn = [panel for panel in chart.panels if any(map(len, (*panel.marks, *panel.beside)))]
    panels = [broken(panel, x_low, x_high, chart.x_axis) for panel in drawn or chart.panels[:1]]
    if not chart.slotted and sight.x is None:
        x_low, x_high = x_reach(_all_marks(panels), chart.x_axis)
    boxes, left = _boxes(panels, body), 0.0
    scales = []
    for panel, box in zip(panels, boxes, strict=True):
        reach = y_range((*panel.marks, *panel.beside), x_low, x_high, panel.axis, panel.levels)
        y = y_scale(panel, box, *reach, sight.y if not chart.slotted else None)
        ticks = tuple(y_ticks(panel, y)) if _scaled(panel, chart, x_low, x_high) else ()
        widest = max((text_width(text, ChartText.SMALL) for _, text in ticks), default=0.0)
        left = max(left, widest + _TITLE_WIDTH + TICK_GAP)
        scales.append((y, ticks))
    right = 2.0 if chart.slotted else 10.0
    plots = []
    for panel, box, (y, ticks) in zip(panels, boxes, scales, strict=True):
        inner = Box(box.x + left, box.y, max(1.0, box.w - left - right), box.h)
        whole = not chart.slotted and sight.x is None and not chart.x_axis.fixed
        x = x_scale(inner, x_low, x_high, chart.x_axis, padded=whole)
        plots.append(Plot(panel, inner, x, y, ticks, _pins(chart, x)))
    return tuple(plots)


def _scaled(panel: Panel, chart: Chart, low: float, high: float) -> bool:
    """Whether something in sight gives a panel its scale: days without marks have none."""
    if not chart.slotted or panel.axis.fixed or panel.levels:
        return True
    parts = (visible(marks, low, high) for marks in (*panel.marks, *panel.beside))
    return any(part.stop > part.start for part in parts)


def _all_marks(panels: Sequence[Panel]) -> list[Marks]:
    return [marks for panel in panels for marks in (*panel.marks, *panel.beside)]


def _boxes(panels: Sequence[Panel], body: Box) -> list[Box]:
    """Return the places of the panels under each other, by their weights."""
    total = sum(panel.weight for panel in panels)
    boxes, y = [], body.y
    for panel in panels:
        height = body.h * panel.weight / total
        boxes.append(Box(body.x, y, body.w, height))
        y += height
    return boxes


def _pins(chart: Chart, x: Scale) -> tuple[float, ...]:
    """Return the pixels at which milestones stand, one for those that fall together."""
    if chart.milestones is None:
        return ()
    days = chart.milestones.x0 + 0.5
    pixels = x.of(days[(days >= x.low) & (days <= x.high)])
    return tuple(dict.fromkeys(np.round(pixels).tolist()))


def _strip(chart: Chart, laid: Frame, plot: Plot) -> Strip | None:
    if chart.milestones is None or not len(chart.milestones):
        return None
    # Without a row of their own the markers stand at the upper edge, and the labels are left to the tips.
    rows = round(laid.strip.h / STRIP_ROW)
    return Strip(plot.x, laid.strip.bottom - 8.0 if rows else plot.box.y + 5.0)
