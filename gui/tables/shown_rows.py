"""Which rows of a table are shown, and in which order: an array of their numbers in the project.

Rows are sorted and filtered here: a proxy model would double every cost. They are inserted, removed and moved
by Qt's own signals, never by a reset, so that the selection, the scroll position and a half-typed cell stay.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.app.guard import guarded
from gui.tables.row_order import moved_order, runs
from model.derive.row_changes import GONE, Positions
from model.project import Row

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_RUNS = 50  # above that, rows are first gathered at the end: Qt walks through all rows for each run


@guarded
class ShownRows(QAbstractTableModel):
    """The shown rows of a table, and the empty last row after them, which begins a new one."""

    def __init__(self, rows: tuple[Row, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start_over(rows)

    def _start_over(self, rows: tuple[Row, ...]) -> None:
        """Show all of other rows, in the order of their file; between Qt's signals of a reset."""
        self._rows = rows
        self._order: Positions = np.arange(len(rows), dtype=np.int64)
        self.matching: Positions | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def draft_row(self) -> int:
        """The number of the empty last row."""
        return len(self._order)

    @property
    def total_rows(self) -> int:
        """How many rows the project has here, shown or not."""
        return len(self._rows)

    @property
    def in_file_order(self) -> bool:
        """Whether all rows are shown, in the order of the file, so that they can be moved."""
        return self._sorted_by is None and self.matching is None

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder] | None:
        """The column sorted by and the order; None for the order of the file."""
        return self._sorted_by

    def row_number(self, row: int) -> int:
        """Return the project's number of a shown row; for the empty last row the number of rows."""
        return len(self._rows) if row >= len(self._order) else int(self._order[row])

    def row_numbers(self, rows: Sequence[int]) -> list[int]:
        """Return the project's numbers of shown rows, without the empty last row."""
        # of a range NumPy would take one number after the other
        asked = np.arange(rows.start, rows.stop) if isinstance(rows, range) else np.asarray(rows, np.int64)
        numbers: list[int] = self._order[asked[asked < len(self._order)]].tolist()
        return numbers

    def shown_row(self, number: int) -> int | None:
        """Return where a row of the project is shown, or None where a filter hides it."""
        if number < len(self._order) and self._order[number] == number:
            return number
        found = np.flatnonzero(self._order == number)
        return int(found[0]) if len(found) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._order) + 1

    def _follow(self, origins: Positions, count_before: int, *, draft_becomes_row: bool) -> None:
        """Insert, remove and move the shown rows as an edit did."""
        order, places = moved_order(self._order, origins, count_before)
        if self.matching is not None:
            self.matching = np.sort(order)
        self._become(order, places, after_draft=draft_becomes_row)

    def _become(self, order: Positions, places: Positions, *, after_draft: bool = False) -> None:
        """Show `order`, where `places` says which row stood where (GONE for a new one), by Qt's own signals.

        With `after_draft` the new rows at the end come after the empty last row, which thereby becomes the
        first of them: whoever was typing in it stays on that row.
        """
        kept = places != GONE
        numbers = np.full(len(self._order), GONE, np.int64)
        numbers[places[kept]] = order[kept]
        self._order = numbers
        gone = runs(np.flatnonzero(numbers == GONE))
        if len(gone) > _MOST_RUNS:
            self._permute(np.argsort(numbers == GONE, kind="stable"))
            gone = runs(np.flatnonzero(self._order == GONE))
        for first, last in reversed(gone):
            self.beginRemoveRows(_ROOT, first, last)
            self._order = np.delete(self._order, slice(first, last + 1))
            self.endRemoveRows()
        rank = np.argsort(np.argsort(places[kept], kind="stable"), kind="stable")
        if bool((np.diff(rank) < 0).any()):
            self._permute(rank)
        new = runs(np.flatnonzero(~kept))
        if len(new) > _MOST_RUNS:
            self._insert(len(self._order), order[~kept], after_draft=False)
            where = np.empty(len(order), np.int64)
            where[kept] = np.arange(int(kept.sum()))
            where[~kept] = np.arange(int(kept.sum()), len(order))
            self._permute(where)
            return
        for first, last in new:
            self._insert(first, order[first : last + 1], after_draft=after_draft and last == len(order) - 1)

    def _insert(self, at: int, numbers: Positions, *, after_draft: bool) -> None:
        first = at + 1 if after_draft else at
        self.beginInsertRows(_ROOT, first, first + len(numbers) - 1)
        self._order = np.insert(self._order, at, numbers)
        self.endInsertRows()

    def _permute(self, source: Positions) -> None:
        """Show first the row that is number `source[0]` now, and so on; selections go with their rows."""
        self.layoutAboutToBeChanged.emit()
        new_row = np.empty(len(source), np.int64)
        new_row[source] = np.arange(len(source))
        self._order = self._order[source]
        old = self.persistentIndexList()
        self.changePersistentIndexList(
            old,
            [
                self.index(int(new_row[index.row()]), index.column()) if index.row() < len(source) else index
                for index in old
            ],
        )
        self.layoutChanged.emit()
