"""The figures that come of a file, a row each: what each becomes, and where it is from or why it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, overload

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from gui.app.theme import tones_of
from gui.app.translate import model_words
from gui.imports.file_table import MEASURED
from gui.panels.read_model import ReadModel
from model.imports.applying import ChangeKind, ImportedChange
from model.imports.choices import FIGURE_NAMES, SeriesQuantity
from model.imports.preview import Trial
from model.imports.table_days import ALL_DAYS, ALWAYS
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.words import Words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDEST = 300
PERIOD, FIGURE, BECOMES, FROM = range(4)


class _Row(NamedTuple):
    label: str
    days: str
    what: SeriesQuantity
    figure: Figure | None
    reason: Words | None
    change: ImportedChange | None


class MadeModel(ReadModel):
    """Each text is made when it is shown, so that a hundred thousand rows cost no time before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[_Row] = ()
        self._formats = Formats()
        self._tones = tones_of(QPalette())

    def show_rows(self, rows: Sequence[_Row], formats: Formats, palette: QPalette) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._rows, self._formats = rows, formats
        self._tones = tones_of(palette)
        self.endResetModel()

    def size(self) -> tuple[int, int]:
        return len(self._rows), 4

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        one = self._rows[row]
        if column == PERIOD:
            return one.label
        if column == FIGURE:
            return self._written(one.figure, one.what) if one.figure is not None else "—"
        if column == BECOMES:
            return self._becomes(one)
        if one.reason is not None:
            return self._formats.words(one.reason)
        return "" if one.figure is None else one.figure.note

    def _written(self, figure: Figure, what: SeriesQuantity) -> str:
        quantity = what.quantity
        text = self._formats.figure(figure, quantity)
        unit = self._formats.unit(quantity.shown(str(self._formats.area_unit)))
        return text if not what.of_ground or figure.unit else f"{text} {unit}"

    def _becomes(self, one: _Row) -> str:
        what = model_words(FIGURE_NAMES[one.what])
        if one.figure is None:
            return self.tr("✕ no {what}").format(what=what)
        change = one.change
        if change is None or change.kind is ChangeKind.NEW:
            return self.tr("+ {what}").format(what=what)
        if change.kind is ChangeKind.SAME:
            return self.tr("= {what}, there already").format(what=what)
        before = "" if change.before is None else self._written(change.before, one.what)
        return self.tr("▲ {what}, there: {before}").format(what=what, before=before)

    def tip(self, row: int, column: int) -> str:
        return self._rows[row].days if column == PERIOD else self.text(row, column)

    def head(self, column: int) -> str:
        heads = (self.tr("Period"), self.tr("Figure"), self.tr("Becomes"), self.tr("From, or why not"))
        return heads[column]

    def is_number(self, column: int) -> bool:
        return column == FIGURE

    def colours(self, row: int, column: int) -> tuple[QColor | None, QColor | None]:
        one, tones = self._rows[row], self._tones
        if column == FROM and one.figure is not None:
            return QColor(tones.muted), None
        if column != BECOMES:
            return None, None
        revised = one.change is not None and one.change.kind is ChangeKind.REVISED
        return QColor(tones.bad if one.figure is None else tones.doubtful if revised else tones.good), None


class MadeTable(QTableView):
    """Shows what comes of a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.made = MadeModel(self)
        self.setModel(self.made)
        self.setAccessibleName(self.tr("The periods that come of it"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)

    def show_trial(self, trial: Trial | None, formats: Formats) -> None:
        """Show the figures of a trial; none for None."""
        rows: Sequence[_Row] = () if trial is None else _PlannedRows(trial, formats)
        self.made.show_rows(rows, formats, self.palette())
        self.resizeColumnsToContents()
        for column in range(self.made.columnCount() - 1):
            self.setColumnWidth(column, min(self.columnWidth(column) + 8, _WIDEST))


class _PlannedRows(Sequence[_Row]):
    """The rows of a trial, each made when it is shown."""

    def __init__(self, trial: Trial, formats: Formats) -> None:
        self._made, self._formats = trial.outcome.made, formats
        self._changes = () if trial.imported is None else trial.imported.changes
        figures = np.array([len(made.figures) for made in self._made], dtype=np.int64)
        reasons = np.array([len(made.reasons) for made in self._made], dtype=np.int64)
        self._firsts = np.r_[0, np.cumsum(figures + reasons)]
        self._changed = np.r_[0, np.cumsum(figures)]  # the changes begin with those of the figures, in order

    def __len__(self) -> int:
        return int(self._firsts[-1])

    @overload
    def __getitem__(self, row: int) -> _Row: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[_Row]: ...
    def __getitem__(self, row: int | slice) -> _Row | Sequence[_Row]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)
        place = int(np.searchsorted(self._firsts, row, side="right")) - 1
        within, made = row - int(self._firsts[place]), self._made[place]
        days = f"{self._formats.date(made.span.start)} – {self._formats.date(made.span.end)}"
        if made.span == ALWAYS:
            days = self._formats.words(ALL_DAYS)
        label = f"{made.series}: {made.label}" if made.series not in ("", made.label) else made.label
        if within >= len(made.figures):
            what, reason = list(made.reasons.items())[within - len(made.figures)]
            return _Row(label, days, what, None, reason, None)
        what, figure = list(made.figures.items())[within]
        at = int(self._changed[place]) + within
        return _Row(label, days, what, figure, None, self._changes[at] if self._changes else None)
