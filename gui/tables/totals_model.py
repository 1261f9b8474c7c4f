"""The totals of each series as a Qt model: a row of texts for each series that has rows in the table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.app.guard import guarded
from gui.panels.surface import plain_tip
from gui.session import Session
from model.columns import Context, Kind, Table

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TotalsModel(QAbstractTableModel):
    """A row of texts for each series that has rows in the table."""

    def __init__(self, table: Table, session: Session) -> None:
        super().__init__(session)
        self._table = table
        self._session = session
        self.series: list[str] = []
        self.rows: list[Mapping[str, str]] = []
        self.update_rows()

    def update_rows(self) -> bool:
        """Ask for the totals anew; whether the number of rows is another."""
        context = self._session.context
        rows = self._of_series(context)
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
        return False

    def _of_series(self, context: Context) -> list[Mapping[str, str]]:
        used = [
            series.id
            for series in context.project.series
            if context.results.series[series.id].span is not None
        ]
        found = [(series, self._table.totals(context, series)) for series in used]
        self.series = [series for series, texts in found if texts is not None]
        return [texts for _, texts in found if texts is not None]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self.rows[row].get(self._table.columns[column].key, "")

    def right_aligned(self, column: int) -> bool:
        """Whether the column holds numbers."""
        return self._table.columns[column].kind in (Kind.FIGURE, Kind.COMPUTED)

    def is_figure(self, column: int) -> bool:
        """Whether the cells above have room for a tag beside their number."""
        return self._table.columns[column].kind is Kind.FIGURE

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._table.columns[index.column()].label(self._session.context)}: {text}"
        return None

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._table.columns[section].label(self._session.context)
        return "Σ"
