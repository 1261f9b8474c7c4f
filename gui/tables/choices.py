"""The arrow in the current cell of a column that is chosen from a list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter

from gui.app.theme import TableTones
from gui.tables.model import TableModel
from model.columns import CellKind

_WIDTH = 14  # pixels


def is_choice(model: TableModel, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether a cell is typed into by choosing from a list."""
    if not index.isValid():
        return False
    column = model.columns[index.column()]
    return column.editable and column.kind is CellKind.CHOICE


def arrow_in(cell: QRect) -> QRect:
    """Return where the arrow stands in a cell."""
    return QRect(cell.right() - _WIDTH - 3, cell.top() + 3, _WIDTH, cell.height() - 6)


def paint_arrow(painter: QPainter, place: QRect, tones: TableTones) -> None:
    """Paint the arrow; nothing where its place is null."""
    if not place.isNull():
        painter.fillRect(place, tones.selected_on(tones.base))
        painter.setPen(tones.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "▾")
