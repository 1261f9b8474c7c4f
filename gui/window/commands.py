"""What actions do that no other part of the window does: small dialogs, help, the summary, the next pane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QDialog, QWidget

from gui.app.messages import Messages
from gui.app.settings import Settings
from gui.app.theme import app_icon
from gui.app.translate import language_in_use
from gui.app.windows import Windows
from gui.session import Session
from gui.window.actions import told_keys
from model.files.safety import Disk

_F1 = "F1"


class Commands(QObject):
    """The commands of one window, over which dialogs stand; `stops()` is where F6 goes, in order."""

    def __init__(
        self,
        session: Session,
        messages: Messages,
        settings: Settings,
        disk: Disk,
        windows: Windows,
        stops: Callable[[], Sequence[QWidget]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._settings = settings
        self._disk = disk
        self._windows = windows
        self._stops = stops
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def copy_summary(self) -> None:
        """Copy a paragraph made from the numbers of the series that the headline shows."""
        from model.charts import subject_of  # noqa: PLC0415 - a start needs no charts
        from model.charts.paragraph import summary  # noqa: PLC0415 - as above

        session = self._session
        subject = subject_of(session.results, session.checks, session.formats, session.series)
        QGuiApplication.clipboard().setText(summary(subject))
        self._messages.tell(self.tr("The summary is on the clipboard."))

    def go_to_pane(self, step: int) -> None:
        """Go with the keyboard to the next pane, or with −1 to the one before it."""
        stops = [stop for stop in self._stops() if stop.isVisible() and first_focus(stop) is not None]
        if not stops:
            return
        focused = QApplication.focusWidget()
        here = next((n for n, s in enumerate(stops) if focused is not None and s.isAncestorOf(focused)), None)
        following = 0 if here is None and step > 0 else (here or 0) + step
        target = first_focus(stops[following % len(stops)])
        if target is not None:
            target.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # a button is framed then
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def show_details(self) -> None:
        """Let the title and the notes be changed."""
        from gui.dialogs.project_details import ProjectDetails  # noqa: PLC0415 - a start needs no dialogs

        self._run(ProjectDetails(self._session, self._window))

    def show_earlier_versions(self) -> None:
        """Let an earlier save be compared and restored."""
        from gui.dialogs.earlier_versions import EarlierVersions  # noqa: PLC0415 - as above

        path = self._session.path
        if path is not None:
            self._run(EarlierVersions(self._session, self._disk.versions(path), self._window))

    def show_preferences(self) -> None:
        """Let the preferences be changed, for every window."""
        from gui.dialogs.preferences import Preferences  # noqa: PLC0415 - as above

        settings = self._settings
        dialog = Preferences(settings, self._window)
        if self._run(dialog):
            dialog.keep()
            self._windows.apply_preferences()

    def show_about(self) -> None:
        """Show the versions."""
        from gui.dialogs.about import AboutDialog  # noqa: PLC0415 - as above

        self._run(AboutDialog(app_icon(), self._window))

    def show_guide(self) -> None:
        """Show the pages of the guide, at what the focus is in, beside its window."""
        from gui.dialogs.guide import GuideWindow, about  # noqa: PLC0415 - as above

        focused = QApplication.focusWidget()
        beside = self._window if focused is None else focused.window()
        if isinstance(beside, GuideWindow):
            beside.page.home()
            return
        GuideWindow(language_in_use(self._settings.language), beside, about(focused)).show()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Let F1 be pressed in a dialog, too, which no keys of the window reach."""
        above = dialog = None if now is None else now.window()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        if above is not None and isinstance(dialog, QDialog) and dialog.findChild(QShortcut, _F1) is None:
            keys = QShortcut(QKeySequence(_F1), dialog)
            keys.setObjectName(_F1)
            keys.activated.connect(self.show_guide)

    def show_help_on_figures(self) -> None:
        """Show what can be typed and what the columns mean, beside the window."""
        from gui.dialogs.help import HelpPages, HelpWindow  # noqa: PLC0415 - as above

        page = HelpPages().figures(self._session)
        HelpWindow(self.tr("How figures are typed"), page, self._window).show()

    def show_help_on_keyboard(self) -> None:
        """Show what the keys do, beside the window."""
        from gui.dialogs.help import HelpPages, HelpWindow  # noqa: PLC0415 - as above

        HelpWindow(self.tr("Keyboard"), HelpPages().keyboard(told_keys()), self._window).show()

    def _run(self, dialog: QDialog) -> bool:
        """Show a dialog until it is answered; return whether it was accepted."""
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted


def first_focus(pane: QWidget) -> QWidget | None:
    """Return where work begins in a pane: its table, else its first field or list, else its first button."""
    reachable = [
        widget
        for widget in [pane, *pane.findChildren(QWidget)]
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(pane) and widget.isEnabled()
    ]
    return min(reachable, key=_rank, default=None)


def _rank(widget: QWidget) -> int:
    return 0 if isinstance(widget, QAbstractItemView) else 2 if isinstance(widget, QAbstractButton) else 1
