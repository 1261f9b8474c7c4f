"""The tables of the project in tabs, each with the count of its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from gui.app.actions import Situation
from gui.app.guard import guarded
from gui.app.translate import filled
from gui.app.waiting import Waiting
from gui.panels.great_edits import AT_ONCE, changed_rows, waiting_words
from gui.panels.surface import bold
from gui.session import Session, SessionChange
from gui.tables.selection import Selection
from gui.tables.tab_bar import CountedTabBar
from gui.tables.view import TableView
from model.checks.claims import Verdict
from model.columns import TABLE
from model.columns.cell import rows_of
from model.project import Project
from model.text.records import replace
from model.text.words import words

TABS: tuple[tuple[str, ...], ...] = (
    ("periods",),
    ("intake", "requirements"),
    ("campaigns",),
    ("claims",),
    ("milestones",),
    ("references",),
    ("sources",),
    ("series",),
)
"""The keys of the tables on each tab."""

_FRAME = 4  # pixels above and below what a tab shows
_STACKED = 6  # rows that each of two tables one below the other has room for


def first_difference(before: Project, after: Project) -> tuple[str, int] | None:
    """Return the first table, and the first row of it, in which two projects differ; None for no table."""
    for table in chain.from_iterable(TABS):
        old, new = rows_of(before, table), rows_of(after, table)
        if old is not new and old != new:
            pairs = enumerate(zip(old, new, strict=False))
            return table, next(
                (row for row, (a, b) in pairs if a is not b and a != b), min(len(old), len(new))
            )
    return None


class MadeWhenAsked(Mapping[str, TableView]):
    """The tables of all tabs by key. Asking for one that is not in `made` lets `make` put it there."""

    def __init__(self, make: Callable[[str], None]) -> None:
        self.made: dict[str, TableView] = {}
        self._make = make

    def __getitem__(self, key: str) -> TableView:
        if key not in self.made and key in self:
            self._make(key)
        return self.made[key]

    def __contains__(self, key: object) -> bool:
        return any(key in keys for keys in TABS)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(TABS)

    def __len__(self) -> int:
        return sum(map(len, TABS))

    def make_another(self) -> bool:
        """Make a table that nobody asked for yet, so that nobody waits for it; False where none is left."""
        key = next((key for key in self if key not in self.made), None)
        if key is not None:
            self._make(key)
        return key is not None


def follow_in_focus(page: QWidget) -> None:
    """Let Tab reach what is on a page where the page stands, however late it was made."""
    before = page.previousInFocusChain() or page
    while before is not page and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
        before = before.previousInFocusChain() or page
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is page.window():
            QWidget.setTabOrder(before, widget)
            before = widget


@guarded
class TablesPane(QTabWidget):
    """All tables.

    Signals: `selection_changed(Selection)` of the table in use; `total_looked_at(TotalCell)`; `refused(str)`:
    why not; `filtered(bool)`: whether a filter hides periods.
    """

    selection_changed = Signal(object)
    total_looked_at = Signal(object)
    filtered = Signal(bool)
    refused = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = CountedTabBar(self)
        self._bar.setAccessibleName(self.tr("Tables"))
        self.setTabBar(self._bar)
        self.setDocumentMode(True)
        self.tables = MadeWhenAsked(self._make)
        self._ties: list[Callable[[TableView], None]] = []
        self._arranged: dict[str, Mapping[str, Any]] = {}  # of tables that are still to be made
        self._pages: list[QWidget] = []
        self._splitters: list[QSplitter] = []  # of tables that share a tab
        self._in_use: dict[int, str] = {}
        self._last_table = 0  # the tab of a table that was shown last
        for keys in TABS:
            self._add_tab(keys)
        self._make(TABS[0][0])
        for sequence, step in (
            ("Ctrl+PgDown", 1),
            ("Ctrl+PgUp", -1),
            ("Ctrl+Tab", 1),
            ("Ctrl+Shift+Tab", -1),
        ):
            self._add_shortcut(sequence, step)
        self.currentChanged.connect(self._on_tab_changed)
        session.changed.connect(self._on_changed)
        session.checked.connect(self._on_changed)
        self._on_changed()

    @property
    def current(self) -> TableView:
        """The table in use: the one shown, or that of several which had the focus last."""
        return self.tables[self._in_use[self._last_table]]

    @property
    def in_table(self) -> bool:
        """Whether a table is shown, not a page that stands beside them."""
        return self.currentIndex() in self._in_use

    def tie(self, tie: Callable[[TableView], None]) -> None:
        """Call `tie` with each table: those that are made now, the others as soon as they are."""
        self._ties.append(tie)
        for view in self.tables.made.values():
            tie(view)

    def add_page(self, page: QWidget, label: str) -> None:
        """Add a tab behind those of the tables, of something that is no table."""
        self.addTab(page, label)

    def show_page(self, page: QWidget) -> None:
        """Show a page that is no table and put the focus into it."""
        self.setCurrentWidget(page)
        page.setFocus()

    def set_page_count(self, page: QWidget, count: int, grave: int) -> None:
        """Show on the tab of a page how many things it has, and how many of them are grave."""
        index = self.indexOf(page)
        self._bar.set_counts({index: (self._counted(count, grave), grave > 0)})
        said = self.tr("{page}, {count} open, {grave} of them warnings or errors")
        self._bar.setAccessibleTabName(index, said.format(page=self.tabText(index), count=count, grave=grave))

    def _counted(self, count: int, doubtful: int) -> str:
        shown = self._session.formats.number(count, "people")
        if not doubtful:
            return shown
        return f"{shown} · {self._session.formats.number(doubtful, 'people')} !"

    @property
    def selection(self) -> Selection:
        """What is selected in the table in use."""
        return self.current.selection

    def situation(self) -> Situation:
        """Return what actions depend on of the table in use; of a page that is none, that it is none."""
        now = self.current.situation()
        return now if self.in_table else replace(now, in_table=False)

    def show_table(self, key: str) -> TableView:
        """Show a table and put the focus into it."""
        self._use(key)
        self.tables[key].grid.setFocus()
        return self.tables[key]

    def begin_row(self, key: str) -> None:
        """Show a table at its empty last row, where a row is begun by typing."""
        self.show_table(key).rows.begin()

    def select_rows(self, key: str, rows: tuple[int, ...] | list[int] | range) -> None:
        """Show a table and select rows of it, by their numbers in the project."""
        if any(key in keys for keys in TABS):
            self._use(key)
            self.tables[key].select_rows(rows)

    def _use(self, key: str) -> None:
        """Show a table, as the one in use of those on its tab."""
        index = next(index for index, keys in enumerate(TABS) if key in keys)
        another = self._in_use[index] != key
        self._in_use[index] = key
        if another and index == self.currentIndex():  # no tab changes, by which it would be told
            self.selection_changed.emit(self.selection)
        self.setCurrentIndex(index)

    def undo(self) -> None:
        """Take back the last step."""
        self.step_to(self._session.undo_stack.index() - 1)

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        self.step_to(self._session.undo_stack.index() + 1)

    def step_to(self, steps: int) -> None:
        """Go to a state of the undo stack, and bring what changed into view; what is selected stays selected.

        What thousands of rows come to is computed beside the window.
        """
        session, stack = self._session, self._session.undo_stack
        if not 0 <= steps <= stack.count():
            return
        before, project = session.snapshot, session.state(steps)
        derived = None
        if changed_rows(before.project, project) > AT_ONCE:
            waiting = Waiting(self.window(), waiting_words())
            derived = waiting.wait_for(lambda _tell: before.following(project).checked())
            if derived is None or session.snapshot is not before:
                return
        session.step_to(steps, derived)
        place = first_difference(before.project, project)
        if place is None:
            return
        table, row = place
        index = next(index for index, keys in enumerate(TABS) if table in keys)
        self.setCurrentIndex(index)
        view = self.tables[table]
        shown = view.model.shown_row(min(row, view.model.total_rows))
        if shown is not None:
            view.grid.scrollTo(view.model.index(shown, max(view.grid.currentIndex().column(), 0)))

    def height_of_rows(self, rows: int, *, whole: bool) -> int:
        """Return how high the tables are that show so many rows, or with `whole` false all that any has."""
        if not whole:
            project = self._session.project
            rows = min(rows, max(len(rows_of(project, key)) for key in self.tables) + 1)
        return self._bar.sizeHint().height() + _FRAME + self.tables[TABS[0][0]].height_of_rows(rows)

    def finish_editing(self) -> bool:
        """Commit any open editor; False where its text cannot be read: it is shown, open, with the reason."""
        for key, view in self.tables.made.items():
            if not view.finish_editing():
                self.show_table(key)
                editor = view.grid.editor
                if editor is not None:
                    editor.setFocus()
                return False
        return True

    def save_state(self) -> bytes:
        """Return what a person arranged: the tab, and the columns of each table."""
        made = {key: view.save_state() for key, view in self.tables.made.items()}
        tables = {key: dict(state) for key, state in {**self._arranged, **made}.items()}
        return json.dumps({"tab": self.currentIndex(), "tables": tables}).encode()

    def restore_state(self, state: bytes) -> None:
        """Arrange the tables as they were; what cannot be read is passed over."""
        try:
            read = json.loads(state)
        except (ValueError, RecursionError):
            return
        if not isinstance(read, dict):
            return
        tables = read.get("tables")
        for key, of_table in tables.items() if isinstance(tables, dict) else ():
            if key in self.tables.made and isinstance(of_table, Mapping):
                self.tables[key].restore_state(of_table)
            elif key in self.tables and isinstance(of_table, Mapping):
                self._arranged[key] = of_table
        tab = read.get("tab")
        if isinstance(tab, int) and 0 <= tab < self.count():
            self.setCurrentIndex(tab)

    # making it

    def _add_tab(self, keys: tuple[str, ...]) -> None:
        """Add a tab with an empty page, for `_make` to fill."""
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        label = self.tr("Recruitment") if keys == ("intake", "requirements") else self._label(keys[0])
        self._pages.append(page)
        self._in_use[self.addTab(page, label)] = keys[0]

    def _make(self, asked: str) -> None:
        """Make a table, and with it the others on its tab."""
        index = next(index for index, keys in enumerate(TABS) if asked in keys)
        page = self._pages[index]
        for key in TABS[index]:
            view = TableView(TABLE[key], self._session, page)
            view.selection_changed.connect(partial(self._on_selection_changed, view))
            view.refused.connect(self.refused)
            if key == "periods":
                view.model.filter_changed.connect(self._on_filter_changed)
            if view.totals is not None:
                view.totals.looked_at.connect(self.total_looked_at)
            view.grid.installEventFilter(self)
            if key in self._arranged:
                view.restore_state(self._arranged.pop(key))
            self.tables.made[key] = view
        whole = self.tables[asked] if len(TABS[index]) == 1 else self._stacked(TABS[index])
        layout = page.layout()
        if layout is not None:
            layout.addWidget(whole)
        whole.show()
        follow_in_focus(page)
        page.setFocusProxy(self.tables[self._in_use[index]])  # which takes the focus over, had the page it
        for key in TABS[index]:
            for tie in self._ties:
                tie(self.tables[key])

    def _stacked(self, keys: tuple[str, ...]) -> QWidget:
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        self._splitters.append(splitter)
        for key in keys:
            part = QWidget(splitter)
            caption = QLabel(self._label(key), part)
            caption.setTextFormat(Qt.TextFormat.PlainText)
            caption.setFont(bold(caption.font()))
            caption.setMargin(6)
            caption.setBuddy(self.tables[key])
            layout = QVBoxLayout(part)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            layout.addWidget(caption)
            layout.addWidget(self.tables[key], 1)
            splitter.addWidget(part)
        self._turn_splitters()
        return splitter

    def _turn_splitters(self) -> None:
        """Let tables that share a tab stand one below the other only where each can show some rows so."""
        high = self.height() >= 2 * self.height_of_rows(_STACKED, whole=True)
        for splitter in self._splitters:
            splitter.setOrientation(Qt.Orientation.Vertical if high else Qt.Orientation.Horizontal)

    def _label(self, key: str) -> str:
        return self._session.formats.words(words(TABLE[key].label))

    def _add_shortcut(self, sequence: str, step: int) -> None:
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._go_to_tab(step))

    def _go_to_tab(self, step: int) -> None:
        if self.current.finish_editing():
            self.setCurrentIndex((self.currentIndex() + step) % self.count())
            (self.current.grid if self.in_table else self.currentWidget()).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tabs, and tables beside each other, fit where they have less room."""
        self._bar.fit(event.size().width())
        self._turn_splitters()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note which of several tables on one tab is in use, and that no total is looked at any more."""
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            index, key = next(
                (index, key)
                for index, keys in enumerate(TABS)
                for key in keys
                if key in self.tables.made and self.tables[key].grid is watched
            )
            totals = self.tables[key].totals
            changed = self._in_use.get(index) != key or (totals is not None and totals.looking)
            if index == self._last_table:  # else Qt puts the focus anywhere on a tab that is just shown
                self._in_use[index] = key
            if changed:
                self._on_selection_changed(self.tables[key], self.selection)
        return super().eventFilter(watched, event)

    def _on_filter_changed(self) -> None:
        self.filtered.emit(self.tables["periods"].model.filtered)

    def _on_selection_changed(self, view: TableView, selection: Selection) -> None:
        """Pass on what is selected in the table in use; those behind it have selections of their own."""
        if view is self.current:
            if view.totals is not None:
                view.totals.looking = False
            self.selection_changed.emit(selection)

    def _on_tab_changed(self, index: int) -> None:
        if index in self._in_use:
            self._last_table = index
            focused, page = QApplication.focusWidget(), self.currentWidget()
            if focused is not None and (focused is page or page.isAncestorOf(focused)):
                self.current.grid.setFocus()
        self.selection_changed.emit(self.selection)

    def _on_changed(self, change: SessionChange | None = None) -> None:
        if change is not None and change.loaded:
            if change.after.project == Project():
                self.show_table(TABS[0][0])
            elif self.in_table:
                self.current.grid.setFocus()
        counts: dict[int, tuple[str, bool]] = {}
        for index, keys in enumerate(TABS):
            count = sum(len(rows_of(self._session.project, key)) for key in keys)
            wrong = self._claims_wrong() if keys == ("claims",) and self._session.is_checked else 0
            counts[index] = self._counted(count, wrong), wrong > 0
            rows = words("{table}, {count} row|{table}, {count} rows", table=self.tabText(index), count=count)
            name = self._session.formats.words(rows)
            if wrong:
                name = filled(self.tr("{table}, {wrong} inconsistent"), table=name, wrong=wrong)
            self._bar.setAccessibleTabName(index, name)
        self._bar.set_counts(counts)

    def _claims_wrong(self) -> int:
        verdicts = (claim.judgement.verdict for claim in self._session.checks.claims)
        return sum(verdict is Verdict.INCONSISTENT for verdict in verdicts)
