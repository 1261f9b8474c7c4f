"""The items of the scene that show a chart: a layer each, kept as one picture until the chart changes."""

from __future__ import annotations

from collections.abc import Callable

from gui.charts import pyqtgraph_qt  # noqa: F401 - before pyqtgraph is imported

# isort: split
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsEffect, QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.app.guard import guarded

Stroke = Callable[[QPainter], None]


def _on_sheet(painter: QPainter, stroke: Stroke) -> None:
    """Paint from the origin of the sheet, to the last bit, wherever the item in it stands."""
    there = painter.worldTransform()
    painter.save()
    painter.setWorldTransform(QTransform(there.m11(), there.m12(), there.m21(), there.m22(), 0.0, 0.0))
    stroke(painter)
    painter.restore()


@guarded
class LayerItem(pg.GraphicsObject):
    """Calls a painter of charts, in the coordinates of the sheet; without one it only holds other items."""

    def __init__(self, parent: QGraphicsItem | None = None, z: float = 0.0) -> None:
        super().__init__(parent)
        self.setZValue(z)
        self._area = QRectF()
        self._stroke: Stroke | None = None

    def show_layer(self, area: QRectF, stroke: Stroke | None) -> None:
        """Paint `stroke`, which stays within `area`."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self._stroke = stroke
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        if self._stroke is not None:
            _on_sheet(painter, self._stroke)


@guarded
class LayerAxis(pg.AxisItem):
    """An axis of a plot: its ticks, numbers and title are a layer of the chart; wheel and drag turn it."""

    def __init__(self, orientation: str, parent: QGraphicsItem) -> None:
        self._stroke: Stroke | None = None
        super().__init__(orientation, parent=parent)

    def _updateLabel(self) -> None:
        pass

    def show_layer(self, area: QRectF, stroke: Stroke | None) -> None:
        """Take the wheel and the mouse in `area`; paint `stroke` in the coordinates of the sheet."""
        self.setGeometry(area)
        self._stroke = stroke
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(), self.size())

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        if self._stroke is not None:
            _on_sheet(painter, self._stroke)


@guarded
class KeptPicture(QGraphicsEffect):
    """Keeps what an item and all within it look like, so that what moves above them costs no new painting."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self._at = QPoint()

    def forget(self) -> None:
        """Paint anew when next shown."""
        self._picture = None
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self._picture is None:
            where = Qt.CoordinateSystem.DeviceCoordinates
            self._picture = self.sourcePixmap(where, self._at, QGraphicsEffect.PixmapPadMode.NoPad)
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.drawPixmap(self._at, self._picture)
        painter.restore()
