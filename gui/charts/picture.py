"""The painted chart in the scene of its view, and the marks of selection and hovering over it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gui.app.guard import guarded
from gui.charts.paint_marks import Selected, paint_selection
from gui.charts.pens import Canvas
from gui.charts.scales import Plot
from gui.charts.style import LIGHT, Palette


class Picture(pg.GraphicsObject):
    """Shows the painted chart and, over it, marks what is selected and what is hovered.

    A selection follows every step through a table, so it costs no new painting of the chart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pixmap = QPixmap()
        self.size = QSize()
        self.scale_of_text = 1.0
        self.palette: Palette = LIGHT
        self.plots: tuple[Plot, ...] = ()
        self.selected: Selected = {}
        self.mark: QRectF | None = None

    @guarded(QRectF())
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.size.width(), self.size.height())

    @guarded(None)
    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        painter.drawPixmap(QPointF(0, 0), self.pixmap)
        if self.selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self.scale_of_text, self.scale_of_text)
            for plot in self.plots:
                paint_selection(Canvas(painter, self.palette, self.scale_of_text), plot, self.selected)
            painter.restore()
        if self.mark is not None:
            painter.setPen(QPen(QColor(self.palette.ink), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.mark, 2.0, 2.0)
