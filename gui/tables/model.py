"""One Qt model for every declared table: what its cells show and how they are edited.

An edit emits only the cells in view whose text changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.app.guard import guarded
from gui.app.theme import SIGN_ORDER
from gui.panels.inspector_editors import said_of_source
from gui.panels.surface import plain_tip
from gui.session import Session, SessionChange
from gui.tables.changes_in_view import Texts, blocks, parted
from gui.tables.drafts import Draft
from gui.tables.row_order import renumbered, sorted_rows
from gui.tables.shown_rows import ShownRows
from model.columns import CellKind, Column, Context, Mark, Sign, Table
from model.columns.cell import rows_of
from model.derive.row_changes import GONE, Positions, rows_came_from
from model.edits import Edit, Missing, begin_source_in, set_cells, typed_over_quoted
from model.text.errors import SalientError
from model.text.words import words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_KEPT = 4000  # rows of which the shown texts are kept

# Combined once: Qt asks for them at every cell it paints.
_LOOKED_AT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED_INTO = _LOOKED_AT | Qt.ItemFlag.ItemIsEditable


@guarded
class TableModel(ShownRows):
    """The rows of one table of the session's project, and the empty last row, which begins a new one.

    Signals: `filter_changed` when other rows may be hidden than before; `columns_arranged` when the columns
    stand in another order.
    """

    filter_changed = Signal()
    columns_arranged = Signal()

    def __init__(self, table: Table, session: Session, parent: QObject | None = None) -> None:
        super().__init__(rows_of(session.project, table.key), parent)
        self.table = table
        self.columns: tuple[Column, ...] = table.columns  # in the order in which they stand
        self._session = session
        self._context = session.context
        self.draft = Draft(table, session)
        self._draft_becomes_row = False
        self._needed: frozenset[str] = self.draft.needed()
        self._texts: Texts = {}
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self.visible: Callable[[], range] = lambda: range(0)
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_formats_changed)
        session.checked.connect(self._on_checked)

    @property
    def context(self) -> Context:
        """What the columns are asked with."""
        return self._context

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.table.columns)

    # sorting and filtering

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows by a column; by the order of the file with a column below 0."""
        self._sorted_by = None if column < 0 else (column, order)
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.table.columns) - 1)

    @property
    def filtered(self) -> bool:
        """Whether a filter decides which rows are shown."""
        return self.matching is not None

    def show_only(self, numbers: Positions | None) -> None:
        """Show only the rows of these ascending numbers; None for all."""
        self.matching = numbers
        self._arrange()
        self.filter_changed.emit()

    def _arrange(self) -> None:
        wanted = np.arange(len(self._rows), dtype=np.int64) if self.matching is None else self.matching
        if self._sorted_by is not None:
            column, order = self._sorted_by
            wanted = sorted_rows(self._context, self.columns[column], wanted, order)
        place_of = np.full(len(self._rows), GONE, np.int64)
        place_of[self._order] = np.arange(len(self._order))
        self._become(wanted, place_of[wanted])

    def arrange_columns(self, keys: Sequence[str]) -> None:
        """Let the columns stand in the order of these keys; those that are not named, as declared, last."""
        place = {key: at for at, key in enumerate(keys)}
        declared = self.table.columns
        wanted = tuple(sorted(declared, key=lambda column: place.get(column.key, len(place))))
        if wanted == self.columns:
            return
        now = {column.key: at for at, column in enumerate(self.columns)}
        new_place = {now[column.key]: at for at, column in enumerate(wanted)}
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        self.columns = wanted
        self._forget_texts()
        self._sorted_by = self._sorted_by and (new_place[self._sorted_by[0]], self._sorted_by[1])
        moved = [self.index(index.row(), new_place[index.column()]) for index in old]
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(wanted) - 1)
        self.columns_arranged.emit()

    # what the cells show

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows; what is still needed in a begun row is not its text."""
        return self.texts(row, (column,))[0]

    def texts(self, row: int, columns: Sequence[int]) -> list[str]:
        """Return what cells of a row show."""
        number = self.row_number(row)
        if number >= len(self._rows):
            return [self.draft.typed.get(self.columns[column].key, "") for column in columns]
        if number == GONE:
            return [""] * len(columns)
        texts = self._texts.get(number)
        if texts is None:
            if len(self._texts) > _MOST_KEPT:
                self._texts.clear()
            texts = self._texts[number] = {}
        for column in columns:
            if column not in texts:
                texts[column] = self.columns[column].text(self._context, number)
        return [texts[column] for column in columns]

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
        if number >= len(self._rows) or number == GONE or not self._session.is_checked:
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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        reader = _ROLES.get(Qt.ItemDataRole(role)) if role in _ROLE_NUMBERS else None
        return reader(self, index.row(), index.column()) if reader is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _TYPED_INTO if self.columns[index.column()].editable else _LOOKED_AT

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

    def _forget_texts(self) -> None:
        self._texts, self._marks = {}, {}

    # editing

    def as_read(self, row: int, column: int, text: str) -> str:
        """Return how typed text would be read in a cell. Raises `Unreadable` or `Refused`."""
        number, declared = self.row_number(row), self.columns[column]
        if number >= len(self._rows):
            return self.draft.as_read(declared, text)
        said = declared.as_read(self._context, number, text)
        return said_of_source(said) if typed_over_quoted(self._context, declared, number, text) else said

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

    def begin_source(self, row: int, column: int, name: str) -> None:
        """Type into a cell of sources the name of one that there is not yet. Raises as `set_text`."""
        context, declared, number = self._session.context, self.columns[column], self.row_number(row)
        self._session.edit(begin_source_in(context, self.table, declared, number, name))
        if row == self.draft_row:
            self.set_text(row, column, name)

    def set_texts(self, cells: Mapping[tuple[int, str], str], *, keep_sources: bool = False) -> None:
        """Type text into cells, by row number of the project, as one step of undo. Raises as `set_text`."""
        self._session.edit(set_cells(self._session.context, self.table, cells, keep_sources=keep_sources))

    def type_draft(self, key: str, typed: Mapping[str, str]) -> None:
        """Keep what is typed in the last row, last in the column `key`, or begin it. Raises as `set_text`."""
        if key and key not in typed:  # it was taken away: by that no row begins
            self.keep_draft(typed)
        else:
            self.draft.ask_days(key, typed)
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
            self._context = context
            self._start_over(rows)
            self._needed = frozenset()
            self.endResetModel()
            return
        origins = rows_came_from(self._rows, rows)
        numbers = [self.row_number(row) for row in self.visible()]
        texts = {number: self._texts[number] for number in numbers if number in self._texts}
        shown_before, kept = parted(texts, self.table, self.columns, self._context, context)
        marks_before = {self.row_number(row): self.marks(row) for row in self.visible()}
        self._forget_texts()
        count_before, formats_before = len(self._rows), self._context.formats
        self._context, self._rows = context, rows
        if origins is not None:
            self._follow(origins, count_before, draft_becomes_row=self._draft_becomes_row)
            shown_before = renumbered(shown_before, origins)
            kept = renumbered(kept, origins)
            marks_before = renumbered(marks_before, origins)
        self._texts = kept
        self._emit_what_changed(shown_before)
        self._emit_changed_marks(marks_before)
        if context.formats is not formats_before:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _on_formats_changed(self) -> None:
        self._context = self._session.context
        self._forget_texts()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if visible := self.visible():
            self._emit_changed(visible[0], visible[-1], 0, len(self.columns) - 1)

    def _on_checked(self) -> None:
        self._emit_changed_marks({self.row_number(row): () for row in self.visible()})

    def _emit_what_changed(self, shown_before: Texts) -> None:
        """Emit the visible cells whose text is another than before, neighbouring rows together."""
        before = ((row, shown_before.get(self.row_number(row), {})) for row in self.visible())
        changed = (
            (row, [column for column, text in shown.items() if self.text(row, column) != text])
            for row, shown in before
        )
        for block in blocks(changed):
            self._emit_changed(*block)

    def _emit_changed_marks(self, marks_before: Mapping[int, tuple[Mark, ...]]) -> None:
        """Emit the visible rows whose signs are others than before: their heads, and how they are written."""
        for row in self.visible():
            before = marks_before.get(self.row_number(row))
            if before is not None and before != self.marks(row):
                self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
                self._emit_changed(row, row, 0, len(self.columns) - 1)

    def _emit_changed(self, top: int, bottom: int, left: int, right: int) -> None:
        self.dataChanged.emit(self.index(top, left), self.index(bottom, right))


def _alignment(model: TableModel, _row: int, column: int) -> int:
    right = model.columns[column].kind in (CellKind.FIGURE, CellKind.COMPUTED)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _spoken(model: TableModel, row: int, column: int) -> str:
    parts = (model.text(row, column) or model.hint(row, column), model.tag(row, column))
    return " ".join(part for part in parts if part)


_ROLES: Mapping[Qt.ItemDataRole, Callable[[TableModel, int, int], object]] = {
    Qt.ItemDataRole.DisplayRole: TableModel.text,
    Qt.ItemDataRole.EditRole: TableModel.typed,
    Qt.ItemDataRole.ToolTipRole: lambda model, row, column: plain_tip(
        model.tip(row, column) or model.text(row, column)  # of which there may be no room for all
    ),
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.AccessibleDescriptionRole: TableModel.tip,
}
_ROLE_NUMBERS = frozenset(int(role) for role in _ROLES)
