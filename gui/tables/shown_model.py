"""What the cells and heads of a table show: texts, tags, tips and signs, kept for the rows in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.app.guard import guarded
from gui.app.theme import SIGN_ORDER
from gui.panels.surface import plain_tip
from gui.session import Session
from gui.tables.drafts import Draft
from gui.tables.row_order import GONE
from gui.tables.rows_model import RowsModel
from model.columns import Column, Kind, Mark, Sign, Table
from model.columns.cell import rows_of
from model.text.words import words

Index = QModelIndex | QPersistentModelIndex
_MOST_KEPT = 4000  # rows of which the shown texts are kept

# Combined once: Qt asks for them at every cell it paints.
_LOOKED_AT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED_INTO = _LOOKED_AT | Qt.ItemFlag.ItemIsEditable


@guarded
class ShownModel(RowsModel):
    """The rows of one table of the session's project, as they are read; `TableModel` lets them be edited."""

    def __init__(self, table: Table, session: Session, parent: QObject | None = None) -> None:
        super().__init__(table, rows_of(session.project, table.key), session.context, parent)
        self.draft = Draft(table, session)
        self._texts: dict[int, dict[int, str]] = {}
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._needed: frozenset[str] = self.draft.needed()

    # what is where

    @property
    def columns(self) -> tuple[Column, ...]:
        """The declared columns, in their order."""
        return self.table.columns

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


def _alignment(model: ShownModel, _row: int, column: int) -> int:
    right = model.columns[column].kind in (Kind.FIGURE, Kind.COMPUTED)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _spoken(model: ShownModel, row: int, column: int) -> str:
    parts = (model.text(row, column) or model.hint(row, column), model.tag(row, column))
    return " ".join(part for part in parts if part)


_ROLES: Mapping[Qt.ItemDataRole, Callable[[ShownModel, int, int], object]] = {
    Qt.ItemDataRole.DisplayRole: ShownModel.text,
    Qt.ItemDataRole.EditRole: ShownModel.typed,
    Qt.ItemDataRole.ToolTipRole: lambda model, row, column: plain_tip(
        model.tip(row, column) or model.text(row, column)  # of which there may be no room for all
    ),
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.AccessibleDescriptionRole: ShownModel.tip,
}
_ROLE_NUMBERS = frozenset(int(role) for role in _ROLES)
