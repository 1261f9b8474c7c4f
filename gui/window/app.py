"""The application: its windows, its colours and languages, and what it does when something fails."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QObject,
    QPoint,
    QSocketNotifier,
    QStandardPaths,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from gui.app.display import opened
from gui.app.faults import Faults
from gui.app.guard import guarded, soon
from gui.app.log_file import CrashFile, Lately, note_start
from gui.app.questions import Dialogs
from gui.app.settings import Settings, private_store
from gui.app.theme import Theme, app_icon
from gui.app.translate import language_in_use, locale_in_use, model_words, speak
from gui.documents.files import absolute
from gui.imports.entry import is_report, takes
from gui.session import Session, Snapshot
from gui.window.main_window import MainWindow
from gui.window.recovery import Recovery
from model.files import FIRST_SAMPLE, sample
from model.files.carried import is_picture, open_carried
from model.files.safety import Disk
from model.project import Project
from model.text.errors import SalientError

READS = Qt.LayoutDirection.LeftToRight  # whatever the system does, as all languages of `LANGUAGES` read
_LOG_NAME = "salient.log"
_CRASH_NAME = "crash.txt"


def run(files: Sequence[str]) -> int:
    """Open the window and return the exit code once the last one is closed.

    Shows `files`, the first in the first window and each other in one of its own; without any the project
    that was open last, and on a first start the sample.
    """
    app = opened(lambda: Application(sys.argv[:1]))
    garbage = Garbage(app)
    faults = Faults(log_file())
    crashes = CrashFile(log_file().with_name(_CRASH_NAME))
    left = crashes.take()
    crashes.arm()
    note_start()
    interrupts = Interrupts(app)
    try:
        settings = Settings(private_store())
        QLocale.setDefault(locale_in_use(settings.language))
        speak(app, language_in_use(settings.language))
        app.setLayoutDirection(READS)
        disk = Disk(log_file().parent)
        windows = AppWindows(app, settings, Theme(app, settings.scheme), faults, disk)
        app.file_asked.connect(windows.open_file)
        windows.start([Path(name) for name in files])
        garbage.spare()
        Recovery(windows, disk, app).offer()
        for window in windows.open_windows[:1]:
            window.problem_reports.offer_after_crash(left)
        return app.exec()
    finally:
        interrupts.remove()
        crashes.disarm()
        faults.remove()
        garbage.remove()


def log_file() -> Path:
    """Return where faults are logged: the folder that the platform gives to programs for their own data."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(folder) / _LOG_NAME


@guarded
class Application(QApplication):
    """Qt's application with our names. `file_asked(Path)`: macOS asks it to open a file."""

    file_asked = Signal(object)

    def __init__(self, arguments: Sequence[str]) -> None:
        if os.environ.get("LC_ALL") in ("C", "POSIX"):
            os.environ["LC_ALL"] = "C.UTF-8"  # as Qt does itself, and tells of it at length
        super().__init__(list(arguments))
        self.setOrganizationName("Salient")
        self.setApplicationName("Salient")
        self.setStyle("Fusion")
        self.setDesktopFileName("salient")
        self.setWindowIcon(app_icon())  # of all windows, and in the Dock
        if sys.platform == "win32":  # else the taskbar shows the window as one of Python's
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("Salient.Salient")

    def event(self, event: QEvent) -> bool:
        """Open what the Finder asks for."""
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)


class Interrupts:
    """Closes the windows on Ctrl+C in the terminal as from the menu, asking where something is not saved.

    Python sees a signal only when Python runs, and Qt waits without it; so the signal's number arrives on a
    socket that Qt waits for too.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._fd_before = signal.set_wakeup_fd(self._write.fileno())
        self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, app)
        self._notifier.activated.connect(self._on_activated)

    def _on_activated(self) -> None:
        self._read.recv(64)

    def _on_interrupt(self, _number: int, _frame: FrameType | None) -> None:
        soon(self._app, self._app.closeAllWindows)

    def remove(self) -> None:
        """Put back what was there before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        signal.signal(signal.SIGINT, self._before)
        self._read.close()
        self._write.close()


class AppWindows:
    """The windows of the program."""

    def __init__(
        self, app: QApplication, settings: Settings, theme: Theme, faults: Faults, disk: Disk
    ) -> None:
        self._app = app
        self._disk = disk
        self._settings = settings
        self._theme = theme
        self._faults = faults
        self._open: list[MainWindow] = []

    @property
    def open_windows(self) -> tuple[MainWindow, ...]:
        """The windows that are open, the oldest first."""
        return tuple(self._open)

    @property
    def lately(self) -> Lately:
        """What was done and logged in this run."""
        return self._faults.lately

    def start(self, files: Sequence[Path]) -> None:
        """Show the files, else the project open last, else, on a first start, the sample."""
        if files:
            for file in files:
                self.open_file(file)
            if not self._open:
                self._show(self._make(Project()))
        elif (last := self._settings.last_file) is not None:
            self.open_file(last)
        elif self._settings.started_before:
            self._show(self._make(Project()))
        else:
            self._show(self._make(sample(FIRST_SAMPLE)))
        self._settings.note_started()

    def open_file(self, path: Path) -> None:
        """Show a file: in the window that has it, else in one where nothing would be lost, else in a new one.

        Where it cannot be read, a window that is there says so. What is no project is imported or read.
        """
        path = absolute(path)
        if path.exists() and (is_report(path) or takes(path)):
            free = (each for each in self._open if each.session.untouched and not each.imports.busy)
            (next(free, None) or self.open_another()).imports.open_other(path)
            return
        if not is_picture(path) and self.show_file(path, None):
            return
        idle = next((window for window in self._open if window.session.untouched), None)
        teller = idle or (self._open[-1] if self._open else None)
        if teller is None:
            self._open_first(path)
            return
        read = teller.files.read(path)
        if read is None:
            return
        if is_picture(path):
            self._show_copy(read, path, idle)
        elif idle is not None:
            idle.files.show_project(read, path)
        else:
            self._show(self._make(read.project, path, read))

    def _show_copy(self, read: Snapshot, picture: Path, idle: MainWindow | None) -> None:
        """Show the project that a picture carries, as a copy without a file."""
        window = idle or self._make(Project())
        if idle is None:
            self._show(window)
        window.files.show_copy(read, picture)

    def _open_first(self, path: Path) -> None:
        """Show a file in the first window, or an empty project and the reason why not."""
        try:
            if is_picture(path):
                self._show_copy(Snapshot.of(open_carried(path)), path, None)
                return
            project = self._disk.read(path)
        except (SalientError, OSError):
            window = self._make(Project())
            window.files.read(path)  # once more, where there is somebody to tell
            self._show(window)
        else:
            self._show(self._make(project, path))

    def open_another(self) -> MainWindow:
        """Open another window with an empty project."""
        window = self._make(Project())
        self._show(window)
        return window

    def show_file(self, path: Path, asking: MainWindow | None) -> bool:
        """Raise the window, other than `asking`, that holds `path`; return whether there is one."""
        for window in self._open:
            if (
                window is not asking
                and window.session.path is not None
                and same_file(window.session.path, path)
            ):
                if window.isMinimized():
                    window.showNormal()
                window.raise_()
                window.activateWindow()
                return True
        return False

    def apply_preferences(self) -> None:
        """Let every window write numbers, and be coloured, as the settings now say."""
        self._theme.set_scheme(self._settings.scheme)
        for window in self._open:
            window.session.set_formats(self._settings.notation, model_words)

    def quit(self) -> None:
        """Close every window, asking where something is not saved."""
        self._app.closeAllWindows()

    def _make(
        self, project: Project, path: Path | None = None, derived: Snapshot | None = None
    ) -> MainWindow:
        if path is not None:
            self._settings.add_recent(path)
            self._disk.shown(path)
        session = Session(project, path, derived=derived)
        return MainWindow(session, self._settings, self._theme, self, Dialogs, self._disk)

    def _show(self, window: MainWindow) -> None:
        stop_telling = self._faults.telling.tell(window.messages, window.problem_reports.show)
        self._open.append(window)

        def on_closed(_window: object) -> None:
            stop_telling()
            self._open.remove(window)

        window.closed.connect(on_closed)
        if len(self._open) > 1:  # not exactly over the window before it
            window.move(self._open[-2].pos() + QPoint(32, 32))
        else:
            window.charts.loaded.connect(lambda: soon(window.pointers, window.pointers.begin, _SETTLED))
        window.show()


def same_file(one: Path, other: Path) -> bool:
    """Return whether two names lead to one file; of absent files, whether they are the same name."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other


# garbage is collected in the thread of the window alone


_EVERY = 1000  # milliseconds
_SETTLED = 600  # milliseconds after the charts are there, when a first start may point at something


class Garbage(QObject):
    """Takes collecting from Python's allocator while it lives; does it now and then, by Python's own rule."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def spare(self) -> None:
        """Look for no garbage among what there is by now, as when the program has started."""
        gc.freeze()

    def collect(self) -> None:
        """Collect the oldest generation whose turn it is, and the younger ones with it."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(age for age, is_due in enumerate(due) if is_due))

    def remove(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
