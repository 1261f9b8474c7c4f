"""One Qt model for every declared table: what its cells show, and how typed text becomes an edit.

An edit emits only the cells whose text changed among those in view, so that a half-typed cell stays and the
view repaints no more than it must. Which rows are shown is in `gui.tables.rows_model`.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.guard import guarded
from gui.session import Change, Session
from gui.tables.drafts import Draft
from gui.tables.row_order import GONE, Positions, rows_came_from
from gui.tables.rows_model import RowsModel
from gui.tables.tones import SIGN_ORDER
from model.columns import Column, Context, Kind, Mark, Sign, Table
from model.columns.cell import rows_of
from model.columns.figure import source_tag
from model.edits import Edit, Missing, set_cells
from model.errors import SalientError
from model.project import Row
from model.words import words

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
_MOST_KEPT = 4000  # rows of which the shown texts are kept


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it is: Qt takes what looks like HTML for HTML."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>" if text else ""


class TableModel(RowsModel):
    """The rows of one table of the session's project."""

    def __init__(self, table: Table, session: Session, parent: QObject | None = None) -> None:
        super().__init__(table, rows_of(session.project, table.key), session.context, parent)
        self.draft = Draft(table, session)
        self.visible: Callable[[], range] = lambda: range(0)
        self._session = session
        self._texts: dict[int, dict[int, str]] = {}
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._needed: frozenset[str] = self.draft.needed()
        self._draft_becomes_row = False
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_formats_changed)

    # what is where

    @property
    def columns(self) -> tuple[Column, ...]:
        """The declared columns, in their order."""
        return self.table.columns

    # what the cells show

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows; what is still needed in a begun row is not its text."""
        number = self.row_number(row)
        if number >= len(self._rows):
            return self.draft.typed.get(self.columns[column].key, "")
        if number == GONE:
            return ""
        texts = self._texts.get(number)
        if texts is None:
            if len(self._texts) > _MOST_KEPT:
                self._texts.clear()
            texts = self._texts[number] = {}
        text = texts.get(column)
        if text is None:
            text = texts[column] = self.columns[column].text(self._context, number)
        return text

    def typed(self, row: int, column: int) -> str:
        """Return the text that an editor of the cell starts with."""
        number = self.row_number(row)
        if number >= len(self._rows):
            return self.text(row, column)
        return self.columns[column].typed(self._context, number)

    def hint(self, row: int, column: int) -> str:
        """Return what stands, muted, in an empty cell of the last row: that a begun row still needs it."""
        if row == self.draft_row and self.columns[column].key in self._needed:
            return self.tr("needed")
        return ""

    def tag(self, row: int, column: int) -> str:
        """Return the source tag of a cell's figure."""
        number = self.row_number(row)
        if number >= len(self._rows) or number == GONE:
            return ""
        return self.columns[column].tag(self._context, number)

    def source_tags(self) -> tuple[str, ...]:
        """Return the tags that may stand in a cell."""
        return tuple(source_tag(source.id) for source in self._context.project.sources)

    def tip(self, row: int, column: int) -> str:
        """Return the plain text shown on hover; the first column also says why the row has its signs."""
        number = self.row_number(row)
        if number >= len(self._rows) or number == GONE:
            return self.help(column) if row == self.draft_row else ""
        said = [self.columns[column].tip(self._context, number)]
        if column == 0:
            said.extend(mark.tip for mark in self.marks(row))
        return "\n".join(part for part in said if part)

    def marks(self, row: int) -> tuple[Mark, ...]:
        """Return the signs on a row, the gravest first."""
        number = self.row_number(row)
        if number >= len(self._rows) or number == GONE:
            return ()
        marks = self._marks.get(number)
        if marks is None:
            found = self.table.marks(self._context, number)
            marks = self._marks[number] = tuple(sorted(found, key=lambda mark: SIGN_ORDER.index(mark.sign)))
        return marks

    def is_total(self, row: int) -> bool:
        """Whether the row is a published total, which is not counted."""
        return any(mark.sign is Sign.TOTAL for mark in self.marks(row))

    def help(self, column: int) -> str:
        """Return what a column means."""
        return self._context.formats.words(words(self.columns[column].help))

    def group(self, column: int) -> str:
        """Return the name of the group that a column stands in."""
        return self._context.formats.words(words(self.columns[column].group))

    def as_read(self, row: int, column: int, text: str) -> str:
        """Return how typed text would be read in a cell. Raises `Unreadable` or `Refused`."""
        number = self.row_number(row)
        if number >= len(self._rows):
            return self.draft.as_read(self.columns[column], text)
        return self.columns[column].as_read(self._context, number, text)

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        reader = _ROLES.get(Qt.ItemDataRole(role)) if role in _ROLE_NUMBERS else None
        return reader(self, index.row(), index.column()) if reader is not None else None

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].editable else flags

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            return self._column_head(section, role)
        return self._row_head(section, role)

    def _column_head(self, section: int, role: int) -> str | None:
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label(self._context)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.help(section))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            if self._sorted_by is None or self._sorted_by[0] != section:
                return self.help(section)
            ascending = self._sorted_by[1] == Qt.SortOrder.AscendingOrder
            return self.tr("sorted, smallest first") if ascending else self.tr("sorted, largest first")
        return None

    def _row_head(self, section: int, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return "+" if section == self.draft_row else str(self.row_number(section) + 1)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(mark.tip for mark in self.marks(section)))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "\n".join(mark.tip for mark in self.marks(section))
        return None

    # editing

    @guarded(False)
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type text into a cell, as an assistive tool does; False where it cannot be read."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        try:
            self.set_text(index.row(), index.column(), str(value))
        except SalientError:
            return False
        return True

    def set_text(self, row: int, column: int, text: str) -> None:
        """Type text into a cell. Raises `Unreadable` or `Refused`, and nothing has changed then."""
        key = self.columns[column].key
        if row == self.draft_row:
            self.set_draft(self.draft.with_text(key, text))
        else:
            self.set_texts({(self.row_number(row), key): text})

    def set_texts(self, cells: Mapping[tuple[int, str], str]) -> None:
        """Type text into cells, by row number of the project, as one step of undo. Raises as `set_text`."""
        self._session.edit(set_cells(self._session.context, self.table, cells))

    def set_draft(self, typed: Mapping[str, str]) -> None:
        """Keep what is typed in the last row, or make it a row if none is missing. Raises as `set_text`."""
        outcome = self.draft.outcome(typed) if typed else Missing(())
        if isinstance(outcome, Edit):
            self._draft_becomes_row = True
            try:
                self._session.edit(outcome)
            finally:
                self._draft_becomes_row = False
            typed, outcome = {}, Missing(())
        self.draft.keep(typed)
        self._needed = frozenset(column.key for column in outcome.columns)
        self._emit_changed(self.draft_row, self.draft_row, 0, len(self.columns) - 1)

    # following the session

    @guarded(None)
    def _on_changed(self, change: Change) -> None:
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
        shown_before = self._shown_texts(rows, context)
        marks_before = {self.row_number(row): self.marks(row) for row in self.visible()}
        self._forget_texts()
        count_before = len(self._rows)
        heads_before = [column.label(self._context) for column in self.columns]
        self._context, self._rows = context, rows
        if origins is not None:
            self._follow(origins, count_before, draft_becomes_row=self._draft_becomes_row)
            shown_before = _renumbered(shown_before, origins)
            marks_before = _renumbered(marks_before, origins)
        self._emit_what_changed(shown_before)
        self._emit_changed_marks(marks_before)
        if heads_before != [column.label(context) for column in self.columns]:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @guarded(None)
    def _on_formats_changed(self) -> None:
        self._context = self._session.context
        self._forget_texts()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        visible = self.visible()
        if len(visible):
            self._emit_changed(visible[0], visible[-1], 0, len(self.columns) - 1)

    def _forget_texts(self) -> None:
        self._texts, self._marks = {}, {}

    def _shown_texts(self, rows: tuple[Row, ...], context: Context) -> dict[int, dict[int, str]]:
        """Return the texts that visible cells show now and that may change, by row number of the project.

        A figure, a day or a text of a row that an edit left alone is what it was; what is computed, and what
        is chosen among other rows, may have changed with those.
        """
        numbers = [self.row_number(row) for row in self.visible()]
        texts = {number: self._texts[number] for number in numbers if number in self._texts}
        if context.formats is not self._context.formats or len(rows) != len(self._rows):
            return texts
        moving = {n for n, column in enumerate(self.columns) if self._may_move(column, context)}
        return {
            number: {column: text for column, text in shown.items() if column in moving}
            if rows[number] is self._rows[number]
            else shown
            for number, shown in texts.items()
        }

    def _may_move(self, column: Column, context: Context) -> bool:
        """Whether a column may show something else in rows that an edit left alone."""
        if column.kind is not Kind.COMPUTED:
            return column.kind is Kind.CHOICE
        before = self._context.results.columns.get(column.key)
        return self.table.key != "periods" or before is not context.results.columns.get(column.key)

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


def _renumbered(of_rows: Mapping[int, T], origins: Positions) -> dict[int, T]:
    """Return what is kept of rows by their new numbers; rows that are gone are left out."""
    places = {number: np.flatnonzero(origins == number) for number in of_rows}
    return {int(place[0]): of_rows[number] for number, place in places.items() if len(place)}


def _alignment(model: TableModel, _row: int, column: int) -> int:
    right = model.columns[column].kind in (Kind.FIGURE, Kind.COMPUTED)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _spoken(model: TableModel, row: int, column: int) -> str:
    parts = (model.text(row, column) or model.hint(row, column), model.tag(row, column))
    return " ".join(part for part in parts if part)


_ROLES: Mapping[Qt.ItemDataRole, Callable[[TableModel, int, int], object]] = {
    Qt.ItemDataRole.DisplayRole: TableModel.text,
    Qt.ItemDataRole.EditRole: TableModel.typed,
    Qt.ItemDataRole.ToolTipRole: lambda model, row, column: plain_tip(model.tip(row, column)),
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.AccessibleDescriptionRole: TableModel.tip,
}
_ROLE_NUMBERS = frozenset(int(role) for role in _ROLES)
