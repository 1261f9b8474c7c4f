"""The region of days over a chart: dragged or moved by keys, in whole days, drawn to the edges of periods."""

from __future__ import annotations

from gui.charts import pyqtgraph_qt  # noqa: F401 - before pyqtgraph is imported

# isort: split
import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseDragEvent
from PySide6.QtCore import QObject, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneWheelEvent

from gui.app.guard import guarded
from gui.charts.drawing import Drawing
from model.charts.data import Marks, MarkShape
from model.derive.bands import Floats
from model.derive.identity_cache import kept

_NEAR = 6.0  # pixels from the edge of a period at which it is taken
_NONE = np.empty(0)
Days = tuple[float, float]


@guarded
class RegionBox(pg.ViewBox):
    """Lies over all panels; what is not a drag with Shift is left to the plots below."""

    drawn = Signal(object)  # Days, from where to where

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.setParentItem(parent)  # not before: it must hear that it comes into a scene
        self.setZValue(100.0)  # above every ViewBox of a plot, whichever parent each has
        self.setMouseEnabled(x=False, y=False)
        self.setFlag(self.GraphicsItemFlag.ItemClipsChildrenToShape, False)

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        event.ignore()

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        event.accept()
        begin, end = (self.mapToView(at).x() for at in (event.buttonDownPos(), event.pos()))
        self.drawn.emit((min(begin, end), max(begin, end)))


class DaysRegion(QObject):
    """Days chosen on a chart of time. `changed` follows every change of them, by whatever way."""

    changed = Signal()

    def __init__(self, over: QGraphicsItem, parent: QObject) -> None:
        super().__init__(parent)
        self._days: Days | None = None
        self._spans: tuple[Marks, ...] = ()
        self._bounds: Days = (0.0, 1.0)
        self._day_width = 1.0
        self._box = RegionBox(over)
        self._box.drawn.connect(self.set_days)
        self._item = pg.LinearRegionItem(swapMode="sort")
        self._item.setZValue(10.0)
        self._item.hide()
        self._item.sigRegionChanged.connect(self._on_region_changed)
        self._item.sigRegionChangeFinished.connect(self._on_region_changed)
        self._box.addItem(self._item, ignoreBounds=True)
        self._box.hide()

    @property
    def days(self) -> Days | None:
        """The first day and the day after the last, as ordinals; None where none are chosen."""
        return self._days

    def show_drawing(self, drawing: Drawing) -> None:
        """Lie over the panels of a drawing; days that it does not have are let go."""
        timed = bool(drawing.plots) and drawing.chart.calendar is not None
        self._box.setVisible(timed)
        if not timed:
            self.set_days(None)
            return
        first, last, chart = drawing.plots[0], drawing.plots[-1], drawing.chart
        box, x = first.box, first.x
        self._box.setGeometry(QRectF(box.x, box.y, box.w, last.box.bottom - box.y))
        self._box.setRange(
            xRange=(x.value(box.x), x.value(box.right)), yRange=(0.0, 1.0), padding=0.0, disableAutoRange=True
        )
        self._day_width = abs(x.at(1.0) - x.at(0.0))
        self._spans = tuple(
            marks
            for plot in drawing.plots
            for marks in plot.panel.marks
            if marks.shape is not MarkShape.POINT
        )
        self._bounds = chart.x0, chart.x1
        accent = QColor(drawing.look.palette.ink)
        for line in self._item.lines:
            line.setPen(accent, width=1.5)
            line.setHoverPen(accent, width=3.0)
        ground = QColor(accent)
        ground.setAlpha(28)
        self._item.setBrush(ground)
        ground.setAlpha(44)
        self._item.setHoverBrush(ground)
        if self._days is not None:
            self.set_days(self._days if self._days[0] < chart.x1 and self._days[1] > chart.x0 else None)

    @property
    def _edges(self) -> Floats:
        """The days on which periods begin, and those after their last ones, in order."""
        return _edges(*(side for marks in self._spans for side in (marks.x0, marks.x1)))

    def set_days(self, days: Days | None) -> None:
        """Choose days, moved to whole ones within the chart, or none."""
        if days is not None:
            low, high = self._bounds
            first = min(max(self._taken(days[0]), low), high - 1.0)
            days = first, min(max(self._taken(days[1]), first + 1.0), high)
            with QSignalBlocker(self._item):
                self._item.setRegion(days)
                self._item.update()
        self._item.setVisible(days is not None)
        if days != self._days:
            self._days = days
            self.changed.emit()

    def begin(self, days: Days | None) -> None:
        """Choose these days or, where there are none, those of the periods in the middle of what is seen."""
        if days is None:
            low, high = self._box.viewRange()[0]
            middle = (low + high) / 2
            edges = self._edges
            at = int(np.searchsorted(edges, middle, side="right"))
            days = float(edges[at - 1]) if at else low, float(edges[at]) if at < len(edges) else high
        self.set_days(days)

    def move(self, *, last: bool, by: int) -> None:
        """Move the last day, or the first, to the next edge of a period, after it or before."""
        if self._days is None:
            self.begin(None)
            return
        edges, end = self._edges, self._days[last]
        at = (
            int(np.searchsorted(edges, end, side="right")) if by > 0 else int(np.searchsorted(edges, end)) - 1
        )
        if 0 <= at < len(edges):
            to = float(edges[at])
            first, stop = (self._days[0], to) if last else (to, self._days[1])
            if first < stop:
                self.set_days((first, stop))

    def _taken(self, x: float) -> float:
        """Return the edge of a period that is near, else the nearest midnight."""
        edges = self._edges
        if len(edges):
            at = int(np.searchsorted(edges, x))
            near = float(min(edges[max(at - 1, 0) : at + 1], key=lambda edge: abs(edge - x)))
            if abs(near - x) * self._day_width <= _NEAR:
                return near
        return float(round(x))

    def _on_region_changed(self) -> None:
        low, high = self._item.getRegion()
        self.set_days((float(low), float(high)))


@kept(2)  # an edit of a figure leaves the days alone
def _edges(*sides: Floats) -> Floats:
    return np.unique(np.concatenate([_NONE, *sides]))
