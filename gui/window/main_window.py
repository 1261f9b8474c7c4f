"""The window of one project: arranges toolbar, headline, tables, charts and status bar; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QDragEnterEvent, QDropEvent, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from gui.app.guard import guarded, safely, soon
from gui.app.messages import Messages
from gui.app.questions import Questions
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.app.translate import model_words
from gui.app.windows import Windows, size_first, take_a_copy
from gui.documents.exporting import Exporting
from gui.documents.file_guard import FileGuard
from gui.documents.files import Files
from gui.imports.entry import Imports, reads_as_report
from gui.panels.headline import Headline
from gui.panels.message_bar import MessageBar
from gui.panels.notices import Notices
from gui.panels.status import StatusBar
from gui.panels.surface import Surface
from gui.session import Session, SessionChange
from gui.tables.pane import TablesPane
from gui.tables.selection import Selection
from gui.tables.view import TableView
from gui.window.analyses import Analyses
from gui.window.chart_panes import ChartPair
from gui.window.claims_controller import ClaimsController
from gui.window.commands import Commands
from gui.window.inspector_controller import InspectorController
from gui.window.menus import Actions, Menus
from gui.window.panes import Panes
from gui.window.parts import WindowParts
from gui.window.pointers import Pointers, Target
from gui.window.problem_reports import ProblemReports
from gui.window.rail import Rail
from gui.window.table_menus import TableMenus
from gui.window.toolbar import ToolBar
from gui.window.view_menus import ViewMenus
from model.files.safety import Disk
from model.text.records import replace
from model.text.safe_text import cleaned, isolated

_FIRST_SIZE = 1480, 940
_LEAST_HEIGHT = 140
_AFTER_CHARTS = 150  # milliseconds in which the charts are drawn


@guarded
class MainWindow(QMainWindow):
    """One project in a window.

    Signals: `first_painted` once, after the first frame is on the screen; `closed(MainWindow)` in the end.
    """

    first_painted = Signal()
    closed = Signal(object)
    _followers: Sequence[Callable[[QEvent.Type], object]] = ()  # none while it is put together

    def __init__(
        self,
        session: Session,
        settings: Settings,
        theme: Theme,
        windows: Windows,
        questions: Callable[[QWidget], Questions],
        disk: Disk,
    ) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.windows = windows
        self.disk = disk
        self.messages = Messages(self)
        self._theme = theme
        self._painted = False
        session.setParent(self)
        session.put_checks_off()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        session.set_formats(settings.notation, model_words)
        self._asking = questions(self)
        self.files = Files(
            session, self.messages, self._asking, settings, self._is_open_elsewhere, disk, self
        )
        self.file_guard = FileGuard(session, disk, self.messages, theme, self.files.revert, self)
        self.imports = Imports(session, self.messages, settings, self.files.open_path, windows, self)
        self.files.open_other = self.imports.open_other
        self._arrange()
        self._connect()
        self._restore()
        self._show_file()
        self.update_actions()

    # how it is put together

    def _arrange(self) -> None:
        self.tables = TablesPane(self.session)
        self.tables.setAccessibleName(self.tr("Tables"))
        self.tables.setMinimumHeight(_LEAST_HEIGHT)  # two tables on one tab ask for more than there may be
        self.headline = Headline(self.session, self._theme)
        self.message_bar = MessageBar(self.messages, self._theme)
        self.status = StatusBar(self.session, self._theme)
        self.setStatusBar(self.status)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 3, 8, 3)
        column.setSpacing(6)
        column.addWidget(Surface(self.tables), 1)
        self.setCentralWidget(middle)
        self.panes = Panes(self, self.headline, self._height_of_rows)
        self.notices = Notices(self.panes.headline, (self.message_bar, self.file_guard.bar), self)
        self.charts = ChartPair(self.session, self.settings, self.panes.left, self.panes.right)
        self.inspector_controller = InspectorController(
            self.session, self.tables, self.panes.figure, self.messages, self._theme, self._asking, self
        )
        self.claims_controller = ClaimsController(
            self.session, self.tables, self.panes.claims, self._theme, self
        )
        self.choices = ViewMenus(self.session, self._current_period, self)
        self.analyses = Analyses(self.session, self.files, self.show_row, self.charts.show_scenario, self)
        self.exporting = Exporting(self.session, self.tables, self.messages, self.settings, self)
        self.problem_reports = ProblemReports(self.session, self.messages, self.windows.lately, self)
        self.actions_by_key = Actions(self, self._theme, self._parts())
        self.toolbar = ToolBar(self.session, self.actions_by_key, self.choices, self._theme, self)
        self.addToolBar(self.toolbar)
        self.rail = Rail(self.panes.openers, self._theme, self)
        self.addToolBar(Qt.ToolBarArea.RightToolBarArea, self.rail)
        self.pointers = Pointers(
            self._pointed_at(), self._free_room, self.settings, self._theme, self, self.message_bar
        )
        left_chart, right_chart = self.charts.menus(self)
        table_menus = TableMenus(self.session, self.tables, self)
        submenus = {
            "series": self.choices.series,
            "area": self.choices.area,
            "rate": self.choices.rate,
            "baseline": self.choices.baseline,
            "panes": self._panes_menu(),
            "sort": table_menus.sort,
            "columns": table_menus.columns,
            "steps": table_menus.steps,
            "left_chart": left_chart,
            "right_chart": right_chart,
        }
        self._menus = Menus(self, self.actions_by_key, submenus, self.settings, self.files.open_path)
        following = (self.file_guard.follow, self.panes.follow, self.notices.follow, self.pointers.follow)
        self._followers = tuple(map(safely, following))

    def _pointed_at(self) -> Mapping[str, Target]:
        """Return what a first start points at."""
        charts, figure = self.charts, self.panes.figure
        return {
            "figure": lambda: None if figure.isVisible() else self.rail.tab_of(figure.toggleViewAction()),
            "typing": lambda: self.tables.current.grid,
            "days": lambda: charts.panels[0].tools if charts.panels else None,
            "claims": lambda: self.headline.cards["checks"],
        }

    def _free_room(self) -> QRect:
        """Return where there is nothing in the window, below the rows of the table."""
        view = self.tables.current
        room = view.free_room()
        return QRect(view.mapTo(self, room.topLeft()), room.size())

    def _height_of_rows(self, rows: int, whole: bool) -> int:
        """Return how high the middle of the window is in which the tables show so many rows."""
        around = self.centralWidget().height() - self.tables.height()
        return around + self.tables.height_of_rows(rows, whole=whole)

    def _parts(self) -> WindowParts:
        commands = Commands(
            self.session, self.messages, self.settings, self.disk, self.windows, self.pane_stops, self
        )
        return WindowParts(
            session=self.session,
            files=self.files,
            imports=self.imports,
            exporting=self.exporting,
            tables=self.tables,
            panes=self.panes,
            charts=self.charts,
            inspector=self.inspector_controller,
            claims=self.claims_controller,
            analyses=self.analyses,
            reports=self.problem_reports,
            commands=commands,
            windows=self.windows,
            window=self,
        )

    def _panes_menu(self) -> QMenu:
        menu = QMenu(self.tr("&Panes"), self)
        for pane in self.panes.all:
            menu.addAction(pane.toggleViewAction())
        return menu

    def _connect(self) -> None:
        session, stack = self.session, self.session.undo_stack
        session.changed.connect(self._on_changed)
        session.file_changed.connect(self._show_file)
        for signal in (
            stack.canUndoChanged,
            stack.canRedoChanged,
            stack.undoTextChanged,
            stack.redoTextChanged,
        ):
            signal.connect(self._later_update_actions)
        self._updating = QTimer(self, interval=0, singleShot=True)
        self._updating.timeout.connect(self.update_actions)
        for leaving in (self.files, self.exporting):  # with what is typed in the tables or the inspector
            leaving.commit_typing = self.inspector_controller.finish_editing
        self.files.not_saved.connect(self.file_guard.check)
        self.charts.loaded.connect(self._make_tables_later)
        self.tables.selection_changed.connect(self._on_selection_changed)
        self.tables.filtered.connect(self.headline.set_filtered)
        self.tables.filtered.connect(self._on_filtered)
        self.headline.asked.connect(lambda key: self.actions_by_key[key].trigger())
        self.tables.refused.connect(self.messages.warn)
        self.tables.tables["periods"].cells.import_block = self.imports.open_block
        self.tables.tie(self._tie_pasted)
        self.charts.loaded.connect(self._later_update_actions)
        self.charts.row_clicked.connect(self.show_row)
        self.charts.claim_asked.connect(self.claims_controller.check_claim_about)
        self.charts.export_done.connect(self._on_export_done)
        self._theme.changed.connect(self._paint_menu_bar)
        self._paint_menu_bar()

    def _tie_pasted(self, view: TableView) -> None:
        view.cells.offer_report = self.imports.offer_report
        view.cells.told = self.messages.tell

    def _make_tables_later(self) -> None:
        """Let the charts be seen first: each table takes the time of some frames."""
        soon(self, self._make_tables, _AFTER_CHARTS)

    def _make_tables(self) -> None:
        """Make the tables that are not seen yet, one in each turn of the event loop."""
        if self.tables.tables.make_another():
            soon(self, self._make_tables)

    def _paint_menu_bar(self) -> None:
        """Let the menu bar be one sheet with the toolbar."""
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.Window, QColor(self._theme.tones.surface))
        self.menuBar().setPalette(colours)

    def _restore(self) -> None:
        """Arrange the window as it was when it was last closed, else as at first."""
        size_first(self, *_FIRST_SIZE)
        self.panes.remember_first()
        self.tables.restore_state(self.settings.tables)
        geometry, state = self.settings.window()
        self._arranged = (
            not geometry.isEmpty() and self.restoreGeometry(geometry) and self.restoreState(state)
        )

    def pane_stops(self) -> Sequence[QWidget]:
        """Return where F6 stops, in order."""
        return (
            self.message_bar,
            self.file_guard.bar,
            self.pointers,
            self.tables,
            self.panes.left,
            self.panes.right,
            self.panes.figure,
            self.panes.claims,
            self.toolbar,
            self.rail,
        )

    def _current_period(self) -> int | None:
        """Return the row of the period that is selected; None where none is, or several."""
        selection = self.tables.selection
        return selection.rows[0] if selection.table == "periods" and len(selection.rows) == 1 else None

    # what it follows

    def _on_changed(self, change: SessionChange) -> None:
        if change.loaded:
            self.message_bar.forget()
        self._show_file()

    def _on_selection_changed(self, selection: Selection) -> None:
        areas = [(area.rows, area.columns) for area in selection.areas]
        self.status.set_selection(selection.table, areas)
        rows = selection.rows if selection.table == "periods" else ()
        self.headline.set_rows(rows)
        self.charts.select_rows(selection.table, selection.rows)
        self._later_update_actions()

    def show_row(self, table: str, row: int) -> None:
        """Go to a row of a table."""
        self.tables.select_rows(table, (row,))

    def _on_filtered(self, _filtered: bool) -> None:
        matching = self.tables.tables["periods"].model.matching
        self.charts.set_filter(None if matching is None else tuple(matching.tolist()))

    def _on_export_done(self, path: Path) -> None:
        self.messages.tell(self.tr("The plot is saved in {file}.").format(file=path))

    def _show_file(self) -> None:
        """Show title, file and state of the project."""
        path = self.session.path
        title = self.session.project.title or self.tr("Untitled project")
        file = isolated(cleaned(path.name)) if path is not None else self.tr("not saved yet")
        if self.file_guard.read_only:
            file = self.tr("{file} (read-only)").format(file=file)
        shown = f"{isolated(title)} — {file}".replace("[*]", "[*][*]").replace("\n", " ")
        self.setWindowTitle(f"{shown}[*] — Salient")
        self.setWindowModified(not self.session.clean)
        self.setWindowFilePath(str(path) if path is not None else "")
        self.status.set_saved_at(self.files.saved_at)
        self._later_update_actions()

    def _later_update_actions(self, *_: object) -> None:
        """Switch the actions on and off once in this turn of the event loop."""
        self._updating.start()

    def update_actions(self) -> None:
        """Switch every action on or off."""
        stack = self.session.undo_stack
        self.actions_by_key.update(
            replace(
                self.tables.situation(),
                undo=stack.undoText() if stack.canUndo() else "",
                redo=stack.redoText() if stack.canRedo() else "",
                modified=not self.session.clean,
                has_file=self.session.path is not None,
                charts=bool(self.charts.panels),
                imports=bool(self.session.project.imports),
            )
        )

    def _is_open_elsewhere(self, path: Path) -> bool:
        return self.windows.show_file(path, self)

    # what Qt tells it

    def event(self, event: QEvent) -> bool:
        """Tell first who follows the window: filters would be asked while its end takes it apart."""
        kind = event.type()
        for follow in self._followers:
            follow(kind)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room before the first frame: its size is known now, and nothing has been painted yet."""
        super().showEvent(event)
        if self._arranged:
            self.panes.keep_room()
        else:
            self._arranged = True
            self.panes.share_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin, after the first frame, what a start need not wait for."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            soon(self, self._on_first_painted)

    def _on_first_painted(self) -> None:
        self.tables.current.grid.setFocus()
        self.first_painted.emit()
        soon(self, self._check)

    def _check(self) -> None:
        """Notice what there is to notice, which the first frame shows as not known yet."""
        self.session.check()
        soon(self, self._complete)

    def _complete(self) -> None:
        """Make what the first frame left out, the charts last: they take the longest."""
        _ = self.inspector_controller.inspector, self.claims_controller.claims
        self.actions_by_key.set_icons()
        soon(self, self.charts.load)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only with what is not saved saved, or let go."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.settings.keep_window(self.saveGeometry(), self.saveState())
        self.settings.keep_tables(self.tables.save_state())
        self.settings.set_last_file(self.session.path)
        self.file_guard.close()
        self.exporting.close()
        event.accept()
        self.closed.emit(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer, and texts to read."""
        if _dropped(event):
            take_a_copy(event)
            self.imports.prepare()
        elif reads_as_report(event.mimeData().text()):
            take_a_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files, after the drag is over: a question must not hold up the program it came from."""
        if paths := _dropped(event):
            take_a_copy(event)
            soon(self, lambda: self.imports.open_dropped(*paths))
        elif reads_as_report(event.mimeData().text()):
            take_a_copy(event)
            self.imports.read_dropped(event.mimeData())


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
