"""A table of texts to read: reached with the keyboard, and copied as a whole or as far as it is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from gui.panels.read_model import ReadModel
from gui.panels.read_table import ReadTable
from gui.session import Session

_WIDEST = 260
_MEASURED = 60  # rows that say how wide a column is


class TextModel(ReadModel):
    """Rows of texts under heads; a cell without a text is empty. `right` are the columns of numbers.

    With `names` the rows have heads of their own.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()
        self.rows: list[Sequence[str]] = []
        self.names: tuple[str, ...] = ()
        self.right: frozenset[int] = frozenset()

    def show_rows(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
    ) -> None:
        """Show other rows; where as many columns and rows stand there, the selection stays."""
        same = (len(rows), len(heads)) == self.size()
        if not same:
            self.beginResetModel()
        self.heads, self.rows, self.right = tuple(heads), list(rows), frozenset(right)
        if same:
            self.tell_changed()
        else:
            self.endResetModel()

    def size(self) -> tuple[int, int]:
        return len(self.rows), len(self.heads)

    def text(self, row: int, column: int) -> str:
        return self.rows[row][column]

    def head(self, column: int) -> str:
        return self.heads[column]

    def row_head(self, row: int) -> str:
        return self.names[row] if row < len(self.names) else ""

    def is_number(self, column: int) -> bool:
        return column in self.right


class TextTable(ReadTable):
    """A table to read of rows that are handed to it."""

    def __init__(self, name: str, session: Session | None = None, parent: QWidget | None = None) -> None:
        self.texts = TextModel()
        super().__init__(name, self.texts, session, parent)
        self.texts.setParent(self)
        self.setAlternatingRowColors(True)
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)

    def show_rows(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
    ) -> None:
        """Show rows under heads, columns as wide as they need, up to a limit, when others stand there."""
        fresh = len(heads) != len(self.texts.heads)
        self.texts.show_rows(heads, rows, right)
        if fresh:
            self.fit_columns()

    def show_named_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows whose first text is their head, which stays in view; the first row has the heads."""
        heads, *named = rows
        self.texts.names = tuple(row[0] for row in named)
        self.verticalHeader().show()
        self.show_rows(heads[1:], [row[1:] for row in named])
        self.texts.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, len(named) - 1))

    def fit_columns(self) -> None:
        """Make columns as wide as what stands in them, as far as that is not very wide."""
        header = self.horizontalHeader()
        widest = max(_WIDEST, self.viewport().width() // max(1, self.texts.columnCount()))
        for column in range(self.texts.columnCount()):
            # not what it is wide now: the last one may be stretched, and would be beyond the edge for good
            wanted = max(header.sectionSizeHint(column), self.sizeHintForColumn(column))
            self.setColumnWidth(column, min(wanted + 8, widest))
