"""The first column, kept in view at the left while the others are scrolled under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from gui.app.guard import guarded
from gui.tables.delegate import CellDelegate
from gui.tables.header import GroupedHeader

_MOST = 0.45  # of the width of the table: more would leave too little to scroll


@guarded
class FrozenColumn(QWidget):
    """Shows the first column of a table again, over the cells, once that has been scrolled to the left.

    A click goes to the cell itself, which brings it back into view.
    """

    def __init__(self, view: QTableView, head: GroupedHeader, delegate: CellDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._head = head
        self._delegate = delegate
        self.hide()
        view.horizontalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().valueChanged.connect(self._on_changed)
        head.sectionResized.connect(self.place)
        model, selection = view.model(), view.selectionModel()
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._on_changed)
        model.modelReset.connect(self.place)
        selection.selectionChanged.connect(self._on_changed)
        selection.currentChanged.connect(self._on_changed)

    @property
    def column(self) -> int:
        """The column that is kept in view: the first shown one; −1 where there is none."""
        return self._head.logicalIndexAt(-self._head.offset()) if self._head.count() else -1

    @property
    def covered(self) -> int:
        """How many pixels at the left of the cells are covered."""
        return self.width() if self.isVisible() else 0

    def place(self, *_what: object) -> None:
        """Stand at the left of the cells, or hide where the column itself is in view."""
        column, port = self.column, self._view.viewport()
        wide = self._view.columnWidth(column) if column >= 0 else 0
        shown = self._view.horizontalScrollBar().value() > 0 and 0 < wide <= _MOST * port.width()
        if shown:
            top = self._head.y()
            self.setGeometry(port.x(), top, wide, port.y() + port.height() - top)
            self.raise_()
            self.update()
        self.setVisible(shown)

    def _on_changed(self, *_what: object) -> None:
        if self.isVisible():
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tones = self._delegate.tones
        height = self._view.viewport().y() - self.y()
        self._head.paint_alone(painter, self.column, QRect(0, 0, self.width(), height))
        painter.setClipRect(0, height, self.width(), self.height() - height)
        painter.fillRect(self.rect(), tones.base)
        painter.translate(0, height)
        self._delegate.paint_cells(painter, self._view.viewport().rect(), only=self.column)
        painter.resetTransform()
        painter.setClipping(False)
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell that was clicked."""
        row = self._view.rowAt(round(event.position().y()) - self._view.viewport().y() + self.y())
        index = self._view.model().index(row, self.column)
        if row >= 0 and index.isValid():
            self._view.setCurrentIndex(index)
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the cells beneath."""
        QApplication.sendEvent(self._view.verticalScrollBar(), event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.update()
