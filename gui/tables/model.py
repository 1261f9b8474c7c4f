"""One Qt model for every declared table: how typed text becomes an edit, and how the cells follow one.

An edit emits only the cells whose text changed among those in view, so that a half-typed cell stays and the
view repaints no more than it must. What cells show is in `gui.tables.shown_model`; which rows, in
`rows_model`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Qt

from gui.app.guard import guarded
from gui.panels.inspector_editors import said_of_source
from gui.session import Session, SessionChange
from gui.tables.row_order import Positions, rows_came_from
from gui.tables.shown_model import Index, ShownModel
from model.columns import Column, Context, Kind, Mark, Table
from model.columns.cell import rows_of
from model.edits import Edit, Missing, set_cells, typed_over_quoted
from model.project import Project, Row
from model.text.errors import SalientError

T = TypeVar("T")
_Texts = dict[int, dict[int, str]]  # row number of the project -> column -> text


@guarded
class TableModel(ShownModel):
    """The rows of one table of the session's project."""

    def __init__(self, table: Table, session: Session, parent: QObject | None = None) -> None:
        super().__init__(table, session, parent)
        self.visible: Callable[[], range] = lambda: range(0)
        # whether what is typed into the last row, last in that column, is to be seen before it becomes a row
        self.confirm: Callable[[str, Mapping[str, str]], bool] = lambda _key, _typed: False
        self._session = session
        self._draft_becomes_row = False
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_formats_changed)

    # editing

    def as_read(self, row: int, column: int, text: str) -> str:
        """Return how typed text would be read in a cell. Raises `Unreadable` or `Refused`."""
        number, declared = self.row_number(row), self.columns[column]
        if number >= len(self._rows):
            return self.draft.as_read(declared, text)
        said = declared.as_read(self._context, number, text)
        if typed_over_quoted(self._context, declared, number, text):
            return said_of_source(said)
        return said

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type text into a cell, as an assistive tool does; False where it cannot be read."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        try:
            self.set_text(index.row(), index.column(), str(value))
        except SalientError:
            return False
        return True

    def set_text(self, row: int, column: int, text: str, *, keep_source: bool = False) -> None:
        """Type text into a cell. Raises `Unreadable` or `Refused`, and nothing has changed then.

        With `keep_source` another number than the quoted one keeps its source.
        """
        key = self.columns[column].key
        if row == self.draft_row:
            self.type_draft(key, self.draft.with_text(key, text))
        else:
            self.set_texts({(self.row_number(row), key): text}, keep_sources=keep_source)

    def set_texts(self, cells: Mapping[tuple[int, str], str], *, keep_sources: bool = False) -> None:
        """Type text into cells, by row number of the project, as one step of undo. Raises as `set_text`."""
        self._session.edit(set_cells(self._session.context, self.table, cells, keep_sources=keep_sources))

    def type_draft(self, key: str, typed: Mapping[str, str]) -> None:
        """Keep what is typed in the last row, last in the column `key`, until it is confirmed if need be.

        Raises as `set_text`.
        """
        taken_away = bool(key) and key not in typed  # by which no row begins
        if taken_away or self.confirm(key, typed):
            self.keep_draft(typed)
        else:
            self.set_draft(typed)

    def set_draft(self, typed: Mapping[str, str]) -> None:
        """Keep what is typed in the last row, or make it a row if none is missing. Raises as `set_text`."""
        outcome = self.draft.outcome(typed) if typed else Missing(())
        if isinstance(outcome, Edit):
            self.begin_with(outcome)
        else:
            self.keep_draft(typed)

    def begin_with(self, edit: Edit) -> None:
        """Make an edit that lets the last row become a row of the project."""
        self._draft_becomes_row = True
        try:
            self._session.edit(edit)
        finally:
            self._draft_becomes_row = False
        self.keep_draft({})

    def keep_draft(self, typed: Mapping[str, str]) -> None:
        """Keep what is typed in the last row and begin no row of it."""
        self.draft.keep(typed)
        self._needed = self.draft.needed()
        self._emit_changed(self.draft_row, self.draft_row, 0, len(self.columns) - 1)

    # following the session

    def _on_changed(self, change: SessionChange) -> None:
        context = self._session.context
        rows = rows_of(change.after.project, self.table.key)
        if change.loaded:
            self.beginResetModel()
            self._forget_texts()
            self._start_over(rows, context)
            self._needed = frozenset()
            self.endResetModel()
            return
        origins = rows_came_from(self._rows, rows)
        shown_before, kept = self._shown_texts(rows, context)
        marks_before = {self.row_number(row): self.marks(row) for row in self.visible()}
        self._forget_texts()
        count_before = len(self._rows)
        formats_before = self._context.formats
        self._context, self._rows = context, rows
        if origins is not None:
            self._follow(origins, count_before, draft_becomes_row=self._draft_becomes_row)
            shown_before = _renumbered(shown_before, origins)
            kept = _renumbered(kept, origins)
            marks_before = _renumbered(marks_before, origins)
        self._texts = kept
        self._emit_what_changed(shown_before)
        self._emit_changed_marks(marks_before)
        if context.formats is not formats_before:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _on_formats_changed(self) -> None:
        self._context = self._session.context
        self._forget_texts()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        visible = self.visible()
        if len(visible):
            self._emit_changed(visible[0], visible[-1], 0, len(self.columns) - 1)

    def _shown_texts(self, rows: tuple[Row, ...], context: Context) -> tuple[_Texts, _Texts]:
        """Return the texts that visible cells show now, by row number: those that may change, and the rest.

        A figure, a day or a text of a row that an edit left alone is what it was; what is computed, and what
        is chosen among other rows, may have changed with those.
        """
        numbers = [self.row_number(row) for row in self.visible()]
        texts = {number: self._texts[number] for number in numbers if number in self._texts}
        alike = context.formats is self._context.formats and len(rows) == len(self._rows)
        if not alike or not _differ_in_rows_only(self._context.project, context.project, self.table.key):
            return texts, {}
        moving: _Texts = {}
        kept: _Texts = {}
        for number, shown in texts.items():
            alone = rows[number] is self._rows[number]
            moved = {n for n in shown if not alone or self._may_move(self.columns[n], number, context)}
            moving[number] = {column: text for column, text in shown.items() if column in moved}
            kept[number] = {column: text for column, text in shown.items() if column not in moved}
        return moving, kept

    def _may_move(self, column: Column, number: int, context: Context) -> bool:
        """Whether a cell of a row that an edit left alone may show something else than before it."""
        if column.kind is not Kind.COMPUTED:
            return column.kind is Kind.CHOICE
        before = self._context.results.columns.get(column.key) if self.table.key == "periods" else None
        after = context.results.columns.get(column.key)
        if before is None or after is None:
            return True
        return before is not after and before.cell(number) != after.cell(number)

    def _emit_what_changed(self, shown_before: Mapping[int, Mapping[int, str]]) -> None:
        """Emit the visible cells whose text is another than before, neighbouring rows together."""
        pending: tuple[int, int, int, int] | None = None
        for row in self.visible():
            before = shown_before.get(self.row_number(row))
            if before is None:
                continue
            changed = [column for column, text in before.items() if self.text(row, column) != text]
            if not changed:
                continue
            left, right = min(changed), max(changed)
            if pending is not None and pending[1:] == (row - 1, left, right):
                pending = (pending[0], row, left, right)
                continue
            if pending is not None:
                self._emit_changed(*pending)
            pending = (row, row, left, right)
        if pending is not None:
            self._emit_changed(*pending)

    def _emit_changed_marks(self, marks_before: Mapping[int, tuple[Mark, ...]]) -> None:
        """Emit the visible rows whose signs are others than before: their heads, and how they are written."""
        for row in self.visible():
            before = marks_before.get(self.row_number(row))
            if before is not None and before != self.marks(row):
                self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
                self._emit_changed(row, row, 0, len(self.columns) - 1)

    def _emit_changed(self, top: int, bottom: int, left: int, right: int) -> None:
        self.dataChanged.emit(self.index(top, left), self.index(bottom, right))


def _differ_in_rows_only(before: Project, after: Project, table: str) -> bool:
    """Whether two projects are the same in everything but the rows of one table."""
    names = (field.name for field in fields(Project) if field.name != table)
    return all(getattr(before, name) is getattr(after, name) for name in names)


def _renumbered(of_rows: Mapping[int, T], origins: Positions) -> dict[int, T]:
    """Return what is kept of rows by their new numbers; rows that are gone are left out."""
    places = {number: np.flatnonzero(origins == number) for number in of_rows}
    return {int(place[0]): of_rows[number] for number, place in places.items() if len(place)}
