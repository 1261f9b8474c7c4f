"""The first rows of a file, with how each column was read and what it is taken for, in words and colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from gui.app.theme import mix, tones_of
from gui.app.translate import model_words
from gui.imports.form import ImportForm
from gui.panels.read_model import ReadModel
from gui.panels.surface import bold
from model.checks.findings import Level
from model.imports.cells import UnusableRow, text_of
from model.imports.choices import TableChoices
from model.imports.inspect_file import MEANINGS, ColumnMeaning, ColumnReport, FileReport
from model.imports.places import is_placed, place_name
from model.imports.preview import Trial
from model.imports.series_columns import qualifier_of
from model.text.errors import SalientError
from model.text.words import Words, marked

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROWS_SHOWN = 200
MEASURED = 40  # rows of a table that say how wide its columns are; all of them would take a second
_WIDEST = 190


class FileModel(ReadModel):
    """Cells as they stand in the file. `roles`: column name → what it is taken for, in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looked: FileReport | None = None
        self.roles: Mapping[str, str] = {}
        self._refused: dict[int, str] = {}
        self.set_colours(QPalette())

    def show_look(self, looked: FileReport | None) -> None:
        """Show another file."""
        self.beginResetModel()
        self._looked = looked
        self.roles, self._refused = {}, {}
        self.endResetModel()

    def show_roles(self, roles: Mapping[str, str], refused: Sequence[tuple[UnusableRow, str]]) -> None:
        """Show what columns are taken for, and which rows are not used, with the reason of each group."""
        self.roles = roles
        numbers = [number for number, _ in self._rows]
        self._refused = {
            number: reason for group, reason in refused for number in numbers if number in group.rows
        }
        self.tell_changed()

    def set_colours(self, palette: QPalette) -> None:
        """Colour cells so that they go with a palette."""
        tones, base = tones_of(palette), palette.color(QPalette.ColorRole.Base)
        self._muted = QColor(tones.muted)
        days = dict.fromkeys(
            (ColumnMeaning.DATE, ColumnMeaning.YEAR, ColumnMeaning.MONTH, ColumnMeaning.WEEK), tones.accent
        )
        by_meaning = dict.fromkeys(ColumnMeaning, tones.good) | days | {ColumnMeaning.TEXT: tones.muted}
        self._grounds = {meaning: mix(base, QColor(tone), 0.13) for meaning, tone in by_meaning.items()}

    @property
    def _rows(self) -> Sequence[tuple[int, Sequence[object]]]:
        return () if self._looked is None else self._looked.sample[:ROWS_SHOWN]

    @property
    def _columns(self) -> Sequence[ColumnReport]:
        return () if self._looked is None else self._looked.columns

    def size(self) -> tuple[int, int]:
        return len(self._rows), len(self._columns)

    def text(self, row: int, column: int) -> str:
        cells = self._rows[row][1]
        text = text_of(cells[column]) if column < len(cells) else ""  # type: ignore[arg-type] # cells
        return " ".join(text.split())[:200]

    def tip(self, row: int, column: int) -> str:
        return self.row_tip(row)

    def row_tip(self, row: int) -> str:
        """Return why a row is not used; empty where it is."""
        return self._refused.get(self._rows[row][0], "")

    def row_head(self, row: int) -> str:
        number = self._rows[row][0]
        name = place_name(number) if is_placed(number) else str(number)
        return f"✕ {name}" if number in self._refused else name

    def head(self, column: int) -> str:
        looked = self._columns[column]
        taken = self.roles.get(looked.name, self.tr("not used"))
        read = self.tr("{meaning} · {taken}").format(
            meaning=model_words(MEANINGS[looked.meaning]), taken=taken
        )
        return f"{looked.name}\n{read}"

    def head_font(self, column: int) -> QFont | None:
        return bold(QFont()) if self._columns[column].name in self.roles else None

    def is_number(self, column: int) -> bool:
        return self._columns[column].meaning is ColumnMeaning.NUMBER

    def colours(self, row: int, column: int) -> tuple[QColor | None, QColor | None]:
        looked, refused = self._columns[column], self._rows[row][0] in self._refused
        used = looked.name in self.roles and not refused
        return (None, self._grounds[looked.meaning]) if used else (self._muted, None)

    def font(self, row: int, column: int) -> QFont | None:
        font = QFont()
        font.setStrikeOut(True)
        return font if self._rows[row][0] in self._refused else None


class FileTable(QTableView):
    """Shows the first rows of a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FileModel(self)
        self.setModel(self.file)
        self.setAccessibleName(self.tr("The first rows"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.setMinimumHeight(120)

    def show_look(self, looked: FileReport | None) -> None:
        """Show another file; its columns as wide as they need, up to a limit."""
        self.file.set_colours(self.palette())
        self.file.show_look(looked)
        self._fit()

    def show_roles(self, roles: Mapping[str, str], refused: Sequence[tuple[UnusableRow, str]]) -> None:
        """Show what columns are taken for, and bring the first of those used into view."""
        others = set(roles) != set(self.file.roles)
        self.file.show_roles(roles, refused)
        if others:
            self._fit()

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        for column in range(self.file.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column) + 6, _WIDEST))


def roles_of(form: ImportForm, trial: Trial | None, say: Callable[[Words], str]) -> Mapping[str, str]:
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
    if trial is not None and form.looked is not None:
        names = form.looked.table.names
        roles = {names[at]: say(taken) for at, taken in trial.outcome.taken.items()} | roles
    return {name: model_words(marked("Filter")) for name, _ in choices.where} | roles


def _qualifier(form: ImportForm, trial: Trial | None) -> str:
    """Return the name of the column that says how firmly the values are meant, where it is applied."""
    if trial is None or form.looked is None or isinstance(trial.outcome.recipe.choices, TableChoices):
        return ""
    said = [one.level for one in trial.outcome.noticed if one.code == "qualifier"]
    index = qualifier_of(form.looked, trial.outcome.recipe.choices.columns)
    return form.looked.table.names[index] if index is not None and said == [Level.NOTE] else ""
