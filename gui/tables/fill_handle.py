"""The small square at the corner of a selection: dragged down, it goes on with what its last row holds.

Months go on below the last row of the table, too, and begin rows there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRubberBand, QToolTip, QWidget

from gui.app.guard import guarded
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from gui.tables.selection import selected_parts
from model.text.formats import counted
from model.text.words import words

_SIDE = 8


@guarded
class FillHandle(QWidget):
    """Stands over the cells of a grid. `dragged(range)`: to these shown rows, below the selection."""

    dragged = Signal(object)

    def __init__(self, grid: Grid, model: TableModel, goes_on: Callable[[], bool]) -> None:
        super().__init__(grid.viewport())
        self._grid = grid
        self._model = model
        self._goes_on = goes_on  # whether what is selected may begin rows below the last
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, grid.viewport())
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+D does the same
        self.setToolTip(self.tr("Drag down to fill; months go on to those that follow (Ctrl+D)"))
        self.hide()
        grid.selection_settled.connect(self.place)
        grid.resized.connect(self.place)
        grid.columns_head.sectionResized.connect(self.place)
        for bar in (grid.horizontalScrollBar(), grid.verticalScrollBar()):
            bar.valueChanged.connect(self.place)
        model.layoutChanged.connect(self.place)

    def place(self, *_what: object) -> None:
        """Stand at the lower right corner of the selected rectangle, where something of it can be filled."""
        box = self._selected()
        columns = range(box.left(), box.right() + 1)
        fillable = any(self._model.columns[column].editable for column in columns)
        last = self._model.draft_row - 1
        self.setVisible(
            fillable and (0 <= box.bottom() < last or (box.bottom() == last >= 0 and self._goes_on()))
        )
        corner = self._grid.visualRect(self._model.index(box.bottom(), max(box.right(), 0))).bottomRight()
        self.move(corner - QPoint(_SIDE - 2, _SIDE - 2))
        self.raise_()

    def _selected(self) -> QRect:
        """Return the one rectangle of rows and columns that is selected; an empty one where it is none."""
        parts = selected_parts(self._grid.selectionModel())
        if len(parts) != 1:
            return QRect()
        one = parts[0]
        return QRect(one.left(), one.top(), one.width(), one.height())

    def _rows(self, at: QPoint) -> range:
        """Return the rows from below the selection to where the mouse is, and those that it would begin."""
        y, draft = self.mapTo(self._grid.viewport(), at).y(), self._model.draft_row
        below = self._row_box(draft)
        row = self._grid.rowAt(y) if y < below.bottom() else draft + (y - below.top()) // below.height()
        row = row if self._goes_on() else min(row, draft - 1)
        return range(self._selected().bottom() + 1, row + 1)

    def _row_box(self, row: int) -> QRect:
        """Return where a row is, or would be: below the empty last one as high as that."""
        draft, column = self._model.draft_row, self._selected().right()
        box = self._grid.visualRect(self._model.index(min(row, draft), column))
        return box.translated(0, max(0, row - draft) * box.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        rows, box = self._rows(event.position().toPoint()), self._selected()
        self._band.setVisible(len(rows) > 0)
        if rows:
            last = min(rows[-1], self._model.draft_row)
            self._grid.scrollTo(self._model.index(last, box.right()))
            first = self._grid.visualRect(self._model.index(rows[0], box.left()))
            self._band.setGeometry(first.united(self._row_box(rows[-1])))
            begun = rows[-1] + 1 - max(rows[0], self._model.draft_row)
            if begun > 0:
                said = words("{count} new row|{count} new rows", count=counted(begun))
                QToolTip.showText(event.globalPosition().toPoint(), self._model.context.formats.words(said))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._band.hide()
        rows = self._rows(event.position().toPoint())
        if rows:
            self.dragged.emit(rows)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tones = self._grid.cell_delegate.tones
        painter = QPainter(self)
        painter.fillRect(self.rect(), tones.base)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), tones.outline)
        painter.end()
