"""Find and filter at work: from what is typed in the bar to the current cell and the rows shown."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.tables.cell_actions import CellActions
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from model.columns import CellKind
from model.text.formats import counted
from model.text.words import marked, words

_SLICE = 0.012  # seconds of a frame that a slice may take
_ROWS_AT_ONCE = 16
_LETTERS = 10  # of the chooser of a column
Place = tuple[int, int]


class Search(QObject):
    """Goes through rows and columns; `finished` is emitted once all places are known.

    The first slice is taken at once: in a table of ordinary size the answer is there when `start` returns.
    """

    finished = Signal()
    progressed = Signal()

    def __init__(self, model: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)
        self.places: list[Place] = []
        self.text = ""
        self.share = 0.0  # of the rows gone through

    @property
    def running(self) -> bool:
        """Whether there are rows not gone through yet."""
        return self._steps is not None

    def start(self, text: str, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Look for `text`, whatever its case, in rows (numbers of the project) and columns."""
        self.stop()
        self.text = text
        if not text:
            self.finished.emit()
            return
        self._steps = self._go_through(text.casefold(), rows, columns)
        self._timer.start()
        self._on_timeout()

    def stop(self) -> None:
        """Stop, and forget what was found."""
        self._timer.stop()
        self._steps = None
        self.places = []

    def _go_through(self, wanted: str, rows: Sequence[int], columns: Sequence[int]) -> Iterator[None]:
        context = self._model.context
        spelt = any(letter.isalpha() for letter in wanted)  # what is computed is written in digits and signs
        declared = [
            (column, self._model.columns[column])
            for column in columns
            if not (spelt and self._model.columns[column].kind is CellKind.COMPUTED)
        ]
        last = self._model.total_rows
        for count, row in enumerate(rows):
            if row < last:
                for place, column in declared:
                    said = column.text(context, row), column.typed(context, row), column.tag(context, row)
                    if any(wanted in text.casefold() for text in said):
                        self.places.append((row, place))
            if count % _ROWS_AT_ONCE == 0:
                self.share = count / len(rows)
                yield

    def _on_timeout(self) -> None:
        steps = self._steps
        if steps is None:
            return
        until = time.perf_counter() + _SLICE
        for _ in steps:
            if time.perf_counter() > until:
                self.progressed.emit()
                return
        self._timer.stop()
        self._steps = None
        self.finished.emit()


@guarded
class FindBar(QWidget):
    """What to find, steps to the next and previous place, what was found, and which rows to show.

    A second line, when asked for, takes what to put instead: `replaced(bool)`, everywhere or here. Escape
    closes it.
    """

    replaced = Signal(bool)
    find_changed = Signal(str)
    filter_changed = Signal(str)
    stepped = Signal(object)  # 1 forward, -1 back
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Find and filter"))
        self.find_field = self._field(self.tr("Find"), self.tr("Find in the table"))
        self.only_field = self._field(
            self.tr("Show only rows with…"), self.tr("Show only rows in which this was typed")
        )
        self.only_in = QComboBox(self)
        self.only_in.setAccessibleName(self.tr("Column that decides which rows are shown"))
        self.only_in.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.only_in.setMinimumContentsLength(_LETTERS)
        self.only_in.addItem(self.tr("in any column"), "")
        self.found = QLabel(self)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.previous = self._button("▲", self.tr("Previous place (Shift+Enter)"))
        self.next = self._button("▼", self.tr("Next place (Enter)"))
        self.close_button = self._button("✕", self.tr("Close and show all rows (Escape)"))
        self.instead = QWidget(self)
        self.instead_field = self._field(self.tr("Replace with"), self.tr("What to put in its place"))
        self.replace_here = QPushButton(self.tr("Replace"), self)
        self.replace_all = QPushButton(self.tr("Replace All"), self)
        second = QHBoxLayout(self.instead)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.instead_field, 1)
        second.addWidget(self.replace_here)
        second.addWidget(self.replace_all)
        second.addStretch(1)
        layout = QHBoxLayout()
        both = QVBoxLayout(self)
        both.setContentsMargins(6, 4, 6, 4)
        both.setSpacing(4)
        both.addLayout(layout)
        both.addWidget(self.instead)
        layout.setSpacing(4)
        layout.addWidget(self.find_field, 3)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        layout.addWidget(self.found, 2)
        layout.addWidget(self.only_field, 3)
        layout.addWidget(self.only_in)
        layout.addWidget(self.close_button)
        self.find_field.textChanged.connect(self.find_changed)
        self.only_field.textChanged.connect(self.filter_changed)
        self.previous.clicked.connect(self._on_previous_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.close_button.clicked.connect(self.leave)
        self.replace_here.clicked.connect(self._on_replace_clicked)
        self.replace_all.clicked.connect(self._on_replace_all_clicked)
        self.instead.hide()
        self.hide()

    def begin(self, *, filtering: bool = False, replacing: bool = False, column: str = "") -> None:
        """Show the bar, to type what to find, or what the rows shown must have in a column, or in any."""
        self.show()
        self.instead.setVisible(replacing)
        if filtering:
            self.only_in.setCurrentIndex(max(0, self.only_in.findData(column)))
        field = self.only_field if filtering else self.find_field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def leave(self, _checked: bool = False) -> None:
        """Hide the bar; what it hid is shown again."""
        self.find_field.clear()
        self.only_field.clear()
        self.only_in.setCurrentIndex(0)
        self.hide()
        self.closed.emit()

    def say(self, text: str) -> None:
        """Show what was found."""
        self.found.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.find_field.hasFocus():
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.instead_field.hasFocus():
            self.replaced.emit(False)
        else:
            super().keyPressEvent(event)

    def _field(self, placeholder: str, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setClearButtonEnabled(True)
        return field

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _on_previous_clicked(self, _checked: bool = False) -> None:
        self.stepped.emit(-1)

    def _on_next_clicked(self, _checked: bool = False) -> None:
        self.stepped.emit(1)

    def _on_replace_clicked(self, _checked: bool = False) -> None:
        self.replaced.emit(False)

    def _on_replace_all_clicked(self, _checked: bool = False) -> None:
        self.replaced.emit(True)


class TableSearch(QObject):
    """Joins a find bar with a grid: places are found in the order in which the rows are shown."""

    def __init__(self, bar: FindBar, grid: Grid, model: TableModel, cells: CellActions) -> None:
        super().__init__(grid)
        self._cells = cells
        self._bar = bar
        self._grid = grid
        self._model = model
        self._stale = True
        self._places: list[Place] = []  # (shown row, column), ascending
        self._search = Search(model, self)
        self._filter = Search(model, self)
        self._pending = 0
        self._gone = False  # to the first place found, while the others are looked for
        self._replacing: bool | None = None  # everywhere or here, as soon as all places are known
        self._told = ""  # what came of it, until something else is asked for
        bar.find_changed.connect(self._on_find_changed)
        bar.filter_changed.connect(self._on_filter_changed)
        for column in model.columns:
            if column.editable:
                bar.only_in.addItem(column.label(model.context), column.key)
        bar.only_in.currentIndexChanged.connect(self._on_only_in_changed)
        bar.stepped.connect(self._on_stepped)
        bar.replaced.connect(self._on_replaced)
        bar.closed.connect(self._on_closed)
        self._search.finished.connect(self._on_search_finished)
        self._filter.finished.connect(self._on_filter_finished)
        self._search.progressed.connect(self._on_progressed)
        self._filter.progressed.connect(self._on_progressed)
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._on_model_changed)
        model.modelReset.connect(self._on_model_reset)

    @property
    def places(self) -> list[Place]:
        """Where the text was found: shown rows and columns, ascending."""
        return self._places

    def _look(self) -> None:
        self._places = []
        rows = self._model.row_numbers(range(self._model.draft_row))
        self._search.start(self._bar.find_field.text(), rows, self._grid.shown_columns())

    def _on_find_changed(self, _text: str) -> None:
        self._pending = 0
        self._gone = False
        self._replacing = None
        self._told = ""
        self._look()

    def _on_search_finished(self) -> None:
        self._stale = False
        rows = self._model.row_numbers(range(self._model.draft_row))
        place_of = {number: row for row, number in enumerate(rows)}
        self._places = sorted(
            (place_of[row], column) for row, column in self._search.places if row in place_of
        )
        if self._places and self._pending:
            self._step(self._pending)
        elif self._places and not self._gone:
            self._go(self._at_or_after(self._here()))
        self._pending = 0
        self._say_count()
        if self._replacing is not None:
            everywhere, self._replacing = self._replacing, None
            self._replace(everywhere)

    def _here(self) -> Place:
        index = self._grid.currentIndex()
        return (index.row(), index.column())

    def _at_or_after(self, place: Place) -> int:
        return bisect_left(self._places, place) % len(self._places)

    def _on_stepped(self, by: int) -> None:
        self._told = ""
        if self._stale and self._bar.find_field.text():
            self._pending = by
            self._look()
        elif self._places:
            self._step(by)
            self._say_count()

    def _step(self, by: int) -> None:
        """Go to the next or the previous place, around the ends."""
        here = self._here()
        which = bisect_right(self._places, here) if by > 0 else bisect_left(self._places, here) - 1
        self._go(which % len(self._places))

    def _go(self, which: int) -> None:
        self._grid.go_to(*self._places[which])

    def _on_replaced(self, everywhere: bool) -> None:
        if not self._bar.find_field.text():
            return
        if self._search.running or self._stale:
            self._replacing = everywhere
            if not self._search.running:
                self._look()
        else:
            self._replace(everywhere)

    def _replace(self, everywhere: bool) -> None:
        """Put another text in place of what was found, here or everywhere, as one step of undo.

        What is computed, and what is found in a shown text alone and not in the typed one, is passed over.
        """
        found, instead = self._bar.find_field.text(), self._bar.instead_field.text()
        here = self._here()
        places = [
            (self._model.row_number(row), self._model.columns[column].key)
            for row, column in self._places
            if everywhere or (row, column) == here
        ]
        self._told = self._cells.replace_text(places, found, instead) if places else ""
        self._pending = 0 if everywhere else 1
        self._look()

    def _say_count(self) -> None:
        if self._told:
            self._bar.say(self._told)
        elif not self._bar.find_field.text():
            self._bar.say(self._shown_words())
        elif not self._places:
            self._bar.say(self.tr("not found"))
        else:
            here = self._here()
            which = bisect_left(self._places, here)
            exact = which < len(self._places) and self._places[which] == here
            count = self.tr("{which} of {count}") if exact else self.tr("{count} found")
            self._bar.say(count.format(which=which + 1, count=len(self._places)))

    def _shown_words(self) -> str:
        if not self._bar.only_field.text():
            return ""
        said = marked("{shown} of {count} row shown|{shown} of {count} rows shown")
        shown = words(said, shown=counted(self._model.draft_row), count=counted(self._model.total_rows))
        return self._model.context.formats.words(shown)

    def _on_progressed(self) -> None:
        """Say how far a long search is, and go to the first place as soon as it is known."""
        if self._search.running and self._search.places and not self._gone:
            row = self._model.shown_row(self._search.places[0][0])
            if row is not None:
                self._gone = True
                self._grid.go_to(row, self._search.places[0][1])
        share = min(search.share for search in (self._search, self._filter) if search.running)
        self._bar.say(self.tr("looking… {percent} %").format(percent=int(share * 100)))

    # the filter

    def _on_filter_changed(self, text: str) -> None:
        if not text:
            self._filter.stop()
            self._grid.lighten_selection()
            self._model.show_only(None)
            self._after_filter()
            return
        typed = self._filtered_columns()
        if self._filter.text and text.startswith(self._filter.text) and not self._filter.running:
            rows: Sequence[int] = sorted({row for row, _ in self._filter.places})  # no other can have more
        else:
            rows = range(self._model.total_rows)
        self._filter.start(text, rows, typed)

    def _filtered_columns(self) -> list[int]:
        """Return the column that was chosen, else all that are shown and can be typed into."""
        declared, chosen = self._model.columns, self._bar.only_in.currentData()
        if chosen:
            return [column for column, each in enumerate(declared) if each.key == chosen]
        return [column for column in self._grid.shown_columns() if declared[column].editable]

    def _on_only_in_changed(self, _index: int) -> None:
        self._filter.stop()
        self._filter.text = ""  # what it found was found elsewhere
        self._on_filter_changed(self._bar.only_field.text())

    def _on_filter_finished(self) -> None:
        if self._filter.text:
            self._grid.lighten_selection()
            self._model.show_only(np.array(sorted({row for row, _ in self._filter.places}), np.int64))
            self._after_filter()

    def _after_filter(self) -> None:
        self._grid.scrollTo(self._grid.currentIndex())
        if self._bar.find_field.text():
            self._look()
        else:
            self._bar.say(self._shown_words())

    def _on_closed(self) -> None:
        self._grid.setFocus()

    def _on_model_changed(self, *_what: object) -> None:
        self._stale = True

    def _on_model_reset(self) -> None:
        """Another project: what was found, and what was hidden, was another's."""
        self._search.stop()
        self._filter.stop()
        self._places, self._stale = [], True
        if self._bar.only_field.text():
            self._bar.only_field.clear()
