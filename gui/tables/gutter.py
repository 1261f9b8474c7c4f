"""The narrow head of each row: its number in the file and its gravest sign; rows are dragged by it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from gui.app.guard import guarded
from gui.app.theme import SIGN_GLYPHS, TableTones, table_tones
from gui.panels.surface import bold
from gui.tables.model import TableModel
from model.columns import Mark, Sign

_SIGN_ROOM = 18


@guarded
class RowGutter(QHeaderView):
    """Vertical head of fixed row heights.

    A press selects a row, as in spreadsheets; a press on a selected row begins to drag all selected rows.
    `rows_dropped(object)` carries the shown row before which they were let go.
    """

    rows_dropped = Signal(object)

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self._pressed_at: QPoint | None = None
        self._target: int | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(self.tr("Rows"))

    def sizeHint(self) -> QSize:
        digits = len(str(self._model.total_rows + 1))
        return QSize(self.fontMetrics().horizontalAdvance("0" * max(2, digits)) + _SIGN_ROOM + 8, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = table_tones(self.palette())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tones.base)
        first = max(0, self.visualIndexAt(event.rect().top()))
        last = self.visualIndexAt(event.rect().bottom())
        last = self.count() - 1 if last < 0 else last
        for row in range(first, last + 1):
            self._paint_row(painter, tones, row)
        self._paint_target(painter, tones)
        painter.end()

    def _paint_row(self, painter: QPainter, tones: TableTones, row: int) -> None:
        box = QRect(0, self.sectionViewportPosition(row), self.width(), self.sectionSize(row))
        selected = self.selectionModel().isRowSelected(row)
        painter.fillRect(box, tones.selected_on(tones.head) if selected else tones.head)
        painter.setPen(QPen(tones.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(box.topRight(), box.bottomRight())
        marks = self._model.marks(row)
        if marks:
            self._paint_sign(painter, tones, box, marks[0])
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        painter.setPen(tones.muted)
        label = "+" if row == self._model.draft_row else str(self._model.row_number(row) + 1)
        painter.drawText(
            box.adjusted(0, 0, -7, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label
        )

    def _paint_sign(self, painter: QPainter, tones: TableTones, box: QRect, mark: Mark) -> None:
        size = 15
        place = QRect(box.left() + 5, box.top() + (box.height() - size) // 2, size, size)
        colour = tones.of_sign(mark.sign)
        font = bold(self.font())
        font.setPixelSize(11)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        if mark.sign in (Sign.CONFLICT, Sign.ERROR, Sign.WARNING):
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(place)
            painter.setPen(tones.base)
        else:
            painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, SIGN_GLYPHS[mark.sign])
        painter.restore()

    def _paint_target(self, painter: QPainter, tones: TableTones) -> None:
        """Show where dragged rows would stand."""
        if self._target is None:
            return
        end = self._target >= self.count()
        y = self.sectionViewportPosition(self.count() - 1 if end else self._target)
        painter.fillRect(QRect(0, y - 1, self.width(), 3), tones.outline)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        chosen = 0 <= row < self._model.draft_row and self.selectionModel().isRowSelected(row)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if chosen and plain and self._model.in_file_order:
            self._pressed_at = event.position().toPoint()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._target is not None or far:
            self._set_target(self._row_before(at.y()))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            super().mouseReleaseEvent(event)
            return
        pressed, target = self._pressed_at, self._target
        self._pressed_at = None
        self._set_target(None)
        self.unsetCursor()
        if target is not None:
            self.rows_dropped.emit(target)
        else:
            self.sectionPressed.emit(self.logicalIndexAt(pressed))

    def _row_before(self, y: int) -> int:
        """Return the row before which something let go at `y` would stand."""
        row = self.logicalIndexAt(QPoint(1, y))
        if row < 0:
            return self._model.draft_row if y > 0 else 0
        lower_half = y > self.sectionViewportPosition(row) + self.sectionSize(row) / 2
        return min(row + 1 if lower_half else row, self._model.draft_row)

    def _set_target(self, target: int | None) -> None:
        self._target = target
        self.viewport().update()


def paint_corner(corner: QWidget, tones: TableTones) -> None:
    """Paint the corner between both heads as they are painted."""
    painter, box = QPainter(corner), corner.rect()
    painter.fillRect(box, tones.head)
    painter.setPen(QPen(tones.group_line))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomRight())
    painter.end()
