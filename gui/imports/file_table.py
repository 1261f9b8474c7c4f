"""The first rows of a file, with how each column was read and what it is taken for, in words and colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from gui.app.guard import guarded
from gui.app.theme import mix, tones_of
from gui.imports.form import ImportForm
from gui.panels.surface import plain_tip
from model.checks.findings import Level
from model.imports.cells import Refused, text_of
from model.imports.choices import TableChoices
from model.imports.inspect_file import ColumnLook, Look, Meaning
from model.imports.preview import Trial
from model.imports.series_columns import qualifier_of
from model.text.errors import SalientError

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROWS_SHOWN = 200
MEASURED = 40  # rows of a table that say how wide its columns are; all of them would take a second
_WIDEST = 190


@guarded
class FileModel(QAbstractTableModel):
    """Cells as they stand in the file. `roles`: column name → what it is taken for, in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looked: Look | None = None
        self.roles: Mapping[str, str] = {}
        self._refused: dict[int, str] = {}
        self.set_colours(QPalette())
        self._meanings = {
            Meaning.DATE: self.tr("dates"),
            Meaning.YEAR: self.tr("years"),
            Meaning.MONTH: self.tr("months"),
            Meaning.WEEK: self.tr("weeks"),
            Meaning.NUMBER: self.tr("numbers"),
            Meaning.TEXT: self.tr("text"),
            Meaning.NOTHING: self.tr("nothing"),
        }

    def show_look(self, looked: Look | None) -> None:
        """Show another file."""
        self.beginResetModel()
        self._looked = looked
        self.roles, self._refused = {}, {}
        self.endResetModel()

    def show_roles(self, roles: Mapping[str, str], refused: Sequence[tuple[Refused, str]]) -> None:
        """Show what columns are taken for, and which rows are not used, with the reason of each group."""
        self.roles = roles
        numbers = [number for number, _ in self._rows]
        self._refused = {
            number: reason for group, reason in refused for number in numbers if number in group.rows
        }
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def set_colours(self, palette: QPalette) -> None:
        """Colour cells so that they go with a palette."""
        tones, base = tones_of(palette), palette.color(QPalette.ColorRole.Base)
        self._muted = QBrush(QColor(tones.muted))
        days = dict.fromkeys((Meaning.DATE, Meaning.YEAR, Meaning.MONTH, Meaning.WEEK), tones.accent)
        by_meaning = dict.fromkeys(Meaning, tones.good) | days | {Meaning.TEXT: tones.muted}
        self._grounds = {
            meaning: QBrush(mix(base, QColor(tone), 0.13)) for meaning, tone in by_meaning.items()
        }

    @property
    def _rows(self) -> Sequence[tuple[int, Sequence[object]]]:
        return () if self._looked is None else self._looked.sample[:ROWS_SHOWN]

    @property
    def _columns(self) -> Sequence[ColumnLook]:
        return () if self._looked is None else self._looked.columns

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number, row = self._rows[index.row()]
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            text = text_of(row[index.column()]) if index.column() < len(row) else ""  # type: ignore[arg-type] # cells
            return " ".join(text.split())[:200]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._refused.get(number, ""))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.meaning is Meaning.NUMBER:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self._look(number, column, role)

    def _look(self, number: int, column: ColumnLook, role: int) -> QBrush | QFont | None:
        used, refused = column.name in self.roles, number in self._refused
        if role == Qt.ItemDataRole.ForegroundRole and (refused or not used):
            return self._muted
        if role == Qt.ItemDataRole.BackgroundRole and used and not refused:
            return self._grounds[column.meaning]
        if role == Qt.ItemDataRole.FontRole and refused:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if section >= len(self._columns):
            return None
        column = self._columns[section]
        taken = self.roles.get(column.name, self.tr("not used"))
        read = self.tr("{meaning} · {taken}").format(meaning=self._meanings[column.meaning], taken=taken)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.name}\n{read}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{column.name}\n{read}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and column.name in self.roles:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _row_head(self, section: int, role: int) -> object:
        number = self._rows[section][0]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"✕ {number}" if number in self._refused else str(number)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._refused.get(number, ""))
        return None


class FileTable(QTableView):
    """Shows the first rows of a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FileModel(self)
        self.setModel(self.file)
        self.setAccessibleName(self.tr("The first rows of the file"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.setMinimumHeight(120)

    def show_look(self, looked: Look | None) -> None:
        """Show another file; its columns as wide as they need, up to a limit."""
        self.file.set_colours(self.palette())
        self.file.show_look(looked)
        self._fit()

    def show_roles(self, roles: Mapping[str, str], refused: Sequence[tuple[Refused, str]]) -> None:
        """Show what columns are taken for, and bring the first of those used into view."""
        fresh = set(roles) - set(self.file.roles)
        self.file.show_roles(roles, refused)
        if fresh:
            self._fit()

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        for column in range(self.file.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column) + 6, _WIDEST))


def roles_of(form: ImportForm, trial: Trial | None) -> Mapping[str, str]:
    """Return what each column is taken for, by its name: as a trial found it, else as it is chosen."""
    try:
        choices = form.choices() if trial is None else trial.outcome.recipe.choices
    except SalientError:
        choices = None
    if choices is None:
        return {}
    if isinstance(choices, TableChoices):
        controls, named = form.places, dict(choices.columns)
    else:
        controls = form.columns
        named = {place: getattr(choices.columns, place) for place in controls}
        named["qualifier"] = _qualifier(form, trial)
    roles = {name: controls[place].accessibleName() for place, name in named.items() if name}
    filtered = QCoreApplication.translate("roles_of", "Filter")
    return {name: filtered for name, _ in choices.where} | roles


def _qualifier(form: ImportForm, trial: Trial | None) -> str:
    """Return the name of the column that says how firmly the values are meant, where it is applied."""
    if trial is None or form.looked is None or isinstance(trial.outcome.recipe.choices, TableChoices):
        return ""
    said = [one.level for one in trial.outcome.noticed if one.code == "qualifier"]
    index = qualifier_of(form.looked, trial.outcome.recipe.choices.columns)
    return form.looked.table.names[index] if index is not None and said == [Level.NOTE] else ""
