"""A main window for tests: with settings of its own, and answers given beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.app.log_file import Lately
from gui.app.questions import Unsaved
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.session import Session
from gui.window import main_window
from gui.window.main_window import MainWindow
from model.edits import InUse
from model.files.safety import Disk
from model.project import Project
from tests.samples import computed, of_sample


@dataclass
class Answers:
    """Answers each question as it was told to, and keeps what was asked."""

    unsaved_answer: Unsaved = Unsaved.CANCEL
    leave_answer: bool = False
    open_answer: Path | None = None
    save_answer: Path | None = None
    sources_answer: str | None = None
    link_answer: bool = False
    asked: list[str] = field(default_factory=list)

    def unsaved(self, name: str, drafts: Sequence[str]) -> Unsaved:
        self.asked.append(" ".join([f"unsaved {name}", *drafts]))
        return self.unsaved_answer

    def leave_drafts(self, drafts: Sequence[str]) -> bool:
        self.asked.append(" ".join(["drafts", *drafts]))
        return self.leave_answer

    def used_sources(self, used: InUse) -> str | None:
        self.asked.append(f"used {', '.join(used.names)}: {used.rows}")
        return self.sources_answer

    def open_link(self, url: str, host: str) -> bool:
        self.asked.append(f"link {url} to {host}")
        return self.link_answer

    def file_to_open(self, folder: Path) -> Path | None:
        self.asked.append("open")
        return self.open_answer

    def file_to_save(self, suggested: Path) -> Path | None:
        self.asked.append(f"save {suggested.name}")
        return self.save_answer


@dataclass
class NoOthers:
    """Stands for the other windows: there are none, unless `holds` names a file."""

    holds: Path | None = None
    lately: Lately = field(default_factory=lambda: Lately(Path("salient.log")))
    raised: list[Path] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    def show_file(self, path: Path, asking: MainWindow) -> bool:
        if path == self.holds:
            self.raised.append(path)
            return True
        return False

    def open_file(self, path: Path) -> None:
        self.opened.append(path)

    def open_another(self) -> None:
        """Open nothing."""

    def apply_preferences(self) -> None:
        """Change nothing."""

    def quit(self) -> None:
        """Stay."""


@dataclass
class Kit:
    """A window and what it was made with."""

    window: MainWindow
    answers: Answers
    others: NoOthers
    settings: Settings

    @property
    def session(self) -> Session:
        return self.window.session


AUTUMN = of_sample("autumn-2024").project
NEVER = 2**31 - 1  # milliseconds
_ICONS: dict[tuple[str, str], QIcon] = {}


@contextmanager
def opened(qtbot: QtBot, folder: Path, project: Project = AUTUMN) -> Iterator[Kit]:
    """Show a window with `project`, by default the sample, its charts loaded; let it go in the end.

    What a window makes when nobody waits for it, the tables that are not seen, it makes when asked:
    it was a third of the time of tests that look at one.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    answers, others = Answers(), NoOthers()
    settings = Settings(QSettings(str(folder / "salient.ini"), QSettings.Format.IniFormat))
    session = Session(project, derived=computed(project))
    theme = Theme(app)
    theme._icons = _ICONS  # as in the program, whose windows share one theme
    disk = Disk(folder / "data")
    window = MainWindow(session, settings, theme, others, lambda _window: answers, disk)
    later = mock.patch.object(main_window, "_AFTER_CHARTS", NEVER)
    with later, qtbot.waitExposed(window), qtbot.waitSignal(window.charts.loaded):
        window.show()
    yield Kit(window, answers, others, settings)
    if isValid(window):  # Qt deletes a window that was closed
        answers.unsaved_answer, answers.leave_answer = Unsaved.DISCARD, True
        window.close()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
