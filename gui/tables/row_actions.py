"""What is done to whole rows of a table: insert, duplicate, delete, move."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject

from gui.app.translate import filled
from gui.panels.great_edits import take_edit
from gui.session import Session
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from model.edits import (
    Edit,
    InUse,
    Missing,
    delete_rows,
    delete_sources,
    duplicate_rows,
    insert_row,
    move_rows,
    sources_in_use,
)
from model.text.errors import SalientError
from model.text.words import words

Flag = QItemSelectionModel.SelectionFlag


class RowActions(QObject):
    """Acts on the rows in which a cell of one grid is selected. What cannot be done is said to `say`."""

    def __init__(self, grid: Grid, model: TableModel, session: Session, say: Callable[[str], None]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._session = session
        self._say = say
        self.ask_about_sources: Callable[[InUse], str | None] | None = None
        grid.rows_head.rows_dropped.connect(self._on_rows_dropped)

    def insert(self, *, below: bool = False) -> None:
        """Begin a row above (or below) the current one; where a row needs more, in the empty last row."""
        index = self._grid.currentIndex()
        number = self._model.row_number(index.row()) if index.isValid() else self._model.total_rows
        at = min(number + 1, self._model.total_rows) if below else number
        if at >= self._model.total_rows:
            self.begin()
            return
        try:
            outcome = insert_row(self._session.context, self._model.table, at, {})
        except SalientError as fault:
            self._say(self._session.formats.words(fault.words))
            return
        if isinstance(outcome, Missing):
            labels = ", ".join(column.label(self._session.context) for column in outcome.columns)
            self._say(filled(self.tr("A row here needs {columns}: type it in the last row."), columns=labels))
            self.begin()
            return
        self._session.edit(outcome)
        shown = self._model.shown_row(at)
        if shown is not None:
            self._grid.go_to(shown, self._first_column())

    def begin(self) -> None:
        """Go to the empty last row, where a new one is begun by typing."""
        self._grid.setFocus()
        self._grid.go_to(self._model.draft_row, self._first_column())

    def duplicate(self) -> None:
        """Put a copy of the selected rows below the last of them, and select the copies."""
        rows = list(self._grid.selection().rows)
        if rows and self._edit(lambda: duplicate_rows(self._session.context, self._model.table, rows)):
            self.select(range(rows[-1] + 1, rows[-1] + 1 + len(rows)))

    def delete(self) -> None:
        """Delete the selected rows."""
        rows = list(self._grid.selection().rows)
        index = self._grid.currentIndex()
        if rows and self._edit(lambda: self._deleting(rows)):
            left = min(rows) if self._model.in_file_order else index.row()
            self._grid.go_to(min(left, self._model.draft_row), max(index.column(), 0))

    def move(self, by: int) -> None:
        """Move the selected rows up (-1) or down (1) by one."""
        rows = list(self._grid.selection().rows)
        if not rows:
            return
        target = rows[0] - 1 if by < 0 else rows[-1] + 2
        if 0 <= target <= self._model.total_rows:
            self.move_before(target)

    def move_before(self, target: int) -> None:
        """Move the selected rows before the row now number `target`, in the order of the file alone."""
        rows = list(self._grid.selection().rows)
        if not self._model.in_file_order:
            self._say(
                self.tr("Rows are moved in the order of the file: end the sorting and the filter first.")
            )
        elif rows:
            self._edit(lambda: move_rows(self._session.context, self._model.table, rows, target))
            self._grid.scrollTo(self._grid.currentIndex())

    def _deleting(self, rows: list[int]) -> Edit:
        """Return the edit that deletes rows; of sources that are used, as the person answers."""
        context, table = self._session.context, self._model.table
        used = sources_in_use(context, rows) if table.key == "sources" else None
        if used is None or self.ask_about_sources is None:
            return delete_rows(context, table, rows)
        instead = self.ask_about_sources(used)
        if instead is None:
            return Edit(words("delete nothing"), context.project)
        return delete_sources(context, rows, instead)

    def select(self, numbers: range | list[int] | tuple[int, ...]) -> None:
        """Select whole rows by their numbers in the project, and bring the first of them into view."""
        selection = QItemSelection()
        shown = sorted(row for row in map(self._model.shown_row, numbers) if row is not None)
        last = self._model.columnCount() - 1
        for row in shown:
            selection.select(self._model.index(row, 0), self._model.index(row, last))
        chosen = self._grid.selectionModel()
        if shown:
            column = self._grid.currentIndex().column()
            current = self._model.index(shown[0], column if column >= 0 else self._first_column())
            chosen.setCurrentIndex(current, Flag.NoUpdate)
            self._grid.scrollTo(current)
        chosen.select(selection, Flag.ClearAndSelect)

    def _first_column(self) -> int:
        shown = [column for column in self._grid.shown_columns() if self._model.columns[column].editable]
        return shown[0] if shown else 0

    def _edit(self, edit: Callable[[], Edit]) -> bool:
        try:
            return take_edit(self._session, self._grid.window(), edit())
        except SalientError as fault:
            self._say(self._session.formats.words(fault.words))
            return False

    def _on_rows_dropped(self, target: object) -> None:
        if isinstance(target, int):
            self.move_before(target)
