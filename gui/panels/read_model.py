"""The one Qt model for tables that are only read: who has one says what stands where, and this tells Qt."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from gui.app.guard import guarded
from gui.panels.surface import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Role = Qt.ItemDataRole


@guarded
class ReadModel(QAbstractTableModel):
    """Cells of plain text, each made when it is looked at. Those that are of it say `size` and `text`."""

    def size(self) -> tuple[int, int]:
        """Return how many rows and columns there are."""
        raise AssertionError("said by each model")

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows; line breaks in it are shown as spaces."""
        raise AssertionError("said by each model")

    def tip(self, row: int, column: int) -> str:
        """Return what is shown on hover: the text, of which there may be no room for all."""
        return self.text(row, column)

    def spoken(self, row: int, column: int) -> str | None:
        """Return what is read aloud for a cell; None for its text."""
        return None

    def head(self, column: int) -> str:
        """Return the head of a column."""
        return ""

    def row_head(self, row: int) -> str:
        """Return the head of a row."""
        return ""

    def row_tip(self, row: int) -> str:
        """Return what is shown on hover of the head of a row."""
        return self.row_head(row)

    def head_font(self, column: int) -> QFont | None:
        """Return the font of the head of a column; None for that of every head."""
        return None

    def is_number(self, column: int) -> bool:
        """Whether the cells of a column stand to the right."""
        return False

    def colours(self, row: int, column: int) -> tuple[QColor | None, QColor | None]:
        """Return the colour of a cell's text and of its ground; None for those of every cell."""
        return None, None

    def font(self, row: int, column: int) -> QFont | None:
        """Return the font of a cell; None for that of every cell."""
        return None

    def tell_changed(self) -> None:
        """Let all cells and heads be asked anew, their number being the same."""
        rows, columns = self.size()
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self.size()[0]

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self.size()[1]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _Role.DisplayRole:
            return " ".join(self.text(row, column).split("\n"))
        if role == _Role.ToolTipRole:
            return plain_tip(self.tip(row, column))
        if role == _Role.AccessibleTextRole:
            return self.spoken(row, column)
        if role == _Role.AccessibleDescriptionRole:
            return self.tip(row, column)
        if role == _Role.TextAlignmentRole:
            return _RIGHT if self.is_number(column) else None
        if role in (_Role.ForegroundRole, _Role.BackgroundRole):
            colour = self.colours(row, column)[role == _Role.BackgroundRole]
            return None if colour is None else QBrush(colour)
        return self.font(row, column) if role == _Role.FontRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if section >= self.size()[across]:
            return None
        if role == _Role.DisplayRole:
            return self.head(section) if across else self.row_head(section)
        if role == _Role.ToolTipRole:
            return plain_tip(self.head(section) if across else self.row_tip(section))
        if role == _Role.TextAlignmentRole and across:
            return _RIGHT if self.is_number(section) else _LEFT
        return self.head_font(section) if role == _Role.FontRole and across else None
