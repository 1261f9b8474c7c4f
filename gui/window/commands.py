"""What each action does, by key: the other half of `gui.window.actions`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.app.theme import app_icon
from gui.tables.view import TableView
from gui.window.actions.of_samples import SAMPLES

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

Do = Callable[[], object]


class Commands(QObject):
    """The commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def by_key(self) -> Mapping[str, Do]:
        """Return what does each action."""
        window, files = self._window, self._window.files
        return {
            "new": files.new,
            "open": files.open,
            **{action.key: partial(files.open_sample, name) for name, action in SAMPLES.items()},
            "save": files.save,
            "save_as": files.save_as,
            "revert": files.revert,
            "earlier_versions": self.show_earlier_versions,
            "import": window.imports.choose,
            "refresh": window.imports.refresh,
            **window.checking.by_key(),
            "export_table": window.exporting.ask_for_table,
            "export_report": window.exporting.ask_for_report,
            "details": self.show_details,
            "new_window": window.windows.open_another,
            "close": window.close,
            "quit": window.windows.quit,
            "undo": self.undo,
            "redo": self.redo,
            "cut": self._on_table(TableView.cut),
            "copy": self._on_table(TableView.copy),
            "paste": self._on_table(TableView.paste),
            "copy_summary": self.copy_summary,
            "clear": self._on_table(TableView.clear),
            "select_all": self._on_table(TableView.select_all),
            "fill_down": self._on_table(TableView.fill_down),
            "duplicate": self._on_table(TableView.duplicate),
            "delete_rows": self._on_table(TableView.delete_rows),
            "move_up": self._on_table(TableView.move_up),
            "move_down": self._on_table(TableView.move_down),
            "find": self._on_table(TableView.show_find_bar),
            "insert_row": self._on_table(TableView.insert_row),
            "add_period": self._beginning("periods"),
            "add_intake": self._beginning("intake"),
            "add_requirement": self._beginning("requirements"),
            "add_campaign": self._beginning("campaigns"),
            "add_milestone": self._beginning("milestones"),
            "add_source": self._beginning("sources"),
            "add_series": self._beginning("series"),
            "arrange": self.toggle_arranging,
            "reset_layout": window.panes.reset,
            "figure": self.show_figure,
            "next_pane": self.go_to_next_pane,
            "full_screen": self.toggle_full_screen,
            "export_plot": window.charts.export,
            **window.analyses.by_key(),
            "preferences": self.show_preferences,
            "help_figures": self.show_help_on_figures,
            "help_keyboard": self.show_help_on_keyboard,
            "show_log": window.reporting.show_log,
            "report_problem": window.reporting.report,
            "about": self.show_about,
        }

    def _on_table(self, do: Callable[[TableView], object]) -> Do:
        """Return a command on the table that is worked in; a cell that is being typed is committed first."""

        def command() -> None:
            do(self._window.tables.current)

        return command

    def _beginning(self, table: str) -> Do:
        def command() -> None:
            self._window.tables.begin_row(table)

        return command

    def undo(self) -> None:
        """Undo the last change; what is being typed is given up by its editor, not here."""
        self._window.session.undo_stack.undo()

    def redo(self) -> None:
        """Redo what was undone last."""
        self._window.session.undo_stack.redo()

    def toggle_arranging(self) -> None:
        """Show or hide the handles of the panes."""
        self._window.panes.set_arranging(not self._window.panes.arranging)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_figure(self) -> None:
        """Show the inspector and go there, or from there back to the table."""
        self._window.inspecting.show()

    def copy_summary(self) -> None:
        """Copy a paragraph made from the numbers of the series that the headline shows."""
        from model.charts import subject_of  # noqa: PLC0415 - a start needs no charts
        from model.charts.paragraph import summary  # noqa: PLC0415 - as above

        session, window = self._window.session, self._window
        subject = subject_of(session.results, session.checks, session.formats, session.series)
        QGuiApplication.clipboard().setText(summary(subject))
        window.messages.tell(self.tr("The summary is on the clipboard."))

    def go_to_next_pane(self) -> None:
        """Give the focus to the first control of the next pane; after the last, of the first."""
        stops = [
            stop for stop in self._window.pane_stops() if stop.isVisible() and first_focus(stop) is not None
        ]
        if not stops:
            return
        focused = QApplication.focusWidget()
        here = next((n for n, s in enumerate(stops) if focused is not None and s.isAncestorOf(focused)), -1)
        target = first_focus(stops[(here + 1) % len(stops)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def show_details(self) -> None:
        """Let the title and the notes be changed."""
        from gui.dialogs.project_details import ProjectDetails  # noqa: PLC0415 - a start needs no dialogs

        self._run(ProjectDetails(self._window.session, self._window))

    def show_earlier_versions(self) -> None:
        """Let an earlier save be compared and restored."""
        from gui.dialogs.earlier_versions import EarlierVersions  # noqa: PLC0415 - as above

        path = self._window.session.path
        if path is not None:
            versions = self._window.disk.versions(path)
            self._run(EarlierVersions(self._window.session, versions, self._window))

    def show_preferences(self) -> None:
        """Let the preferences be changed, for every window."""
        from gui.dialogs.preferences import Preferences  # noqa: PLC0415 - as above

        settings = self._window.settings
        dialog = Preferences(settings.notation, settings.scheme, self._window)
        if self._run(dialog):
            settings.set_notation(dialog.notation)
            settings.set_scheme(dialog.scheme)
            self._window.windows.apply_preferences()

    def show_about(self) -> None:
        """Show the versions."""
        from gui.dialogs.about import About  # noqa: PLC0415 - as above

        self._run(About(app_icon(), self._window))

    def show_help_on_figures(self) -> None:
        """Show what can be typed and what the columns mean, beside the window."""
        from gui.dialogs.help import HelpPages, HelpWindow  # noqa: PLC0415 - as above

        HelpWindow(
            self.tr("How figures are typed"), HelpPages().figures(self._window.session), self._window
        ).show()

    def show_help_on_keyboard(self) -> None:
        """Show what the keys do, beside the window."""
        from gui.dialogs.help import HelpPages, HelpWindow  # noqa: PLC0415 - as above

        HelpWindow(
            self.tr("Keyboard"), HelpPages().keyboard(self._window.actions_by_key), self._window
        ).show()

    def _run(self, dialog: QDialog) -> bool:
        """Show a dialog until it is answered; return whether it was accepted."""
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted


def first_focus(pane: QWidget) -> QWidget | None:
    """Return what the keyboard reaches first in a pane: its table, else its first control."""
    reachable = [
        widget
        for widget in [pane, *pane.findChildren(QWidget)]
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(pane) and widget.isEnabled()
    ]
    return next(
        (widget for widget in reachable if isinstance(widget, TableView)), next(iter(reachable), None)
    )
