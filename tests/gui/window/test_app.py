"""The program's windows: which files they show, and that one file is shown once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.faults import Faults
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.imports.assistant import ImportAssistant
from gui.window.app import AppWindows, Interrupts
from model.files import sample, save_project
from model.files.safety import Disk
from model.project import Project


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path) -> Iterator[AppWindows]:
    settings = Settings(QSettings(str(tmp_path / "salient.ini"), QSettings.Format.IniFormat))
    faults, theme = Faults(tmp_path / "salient.log"), Theme(qapp)
    made = AppWindows(qapp, settings, theme, faults, Disk(tmp_path / "data"))
    yield made
    for window in made.open_windows:
        window.close()
    faults.remove()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    save_project(sample("autumn-2024"), first)
    save_project(sample("months-2022-2024"), second)
    return first, second


def paths(windows: AppWindows) -> list[Path | None]:
    return [window.session.path for window in windows.open_windows]


def test_a_first_start_shows_the_sample_as_a_copy_without_a_file(windows: AppWindows) -> None:
    windows.start([])
    (window,) = windows.open_windows
    assert window.session.path is None
    assert window.session.project == sample("autumn-2024")


def test_the_next_start_shows_the_file_that_was_open(windows: AppWindows, files: tuple[Path, Path]) -> None:
    windows.start([files[1]])
    assert windows._settings.recent_files == (files[1],)
    assert "second.json" in windows.open_windows[0].windowTitle()
    windows.open_windows[0].close()
    assert paths(windows) == []
    windows.start([])
    assert paths(windows) == [files[1]]


def test_a_file_that_is_gone_is_not_looked_for_again(windows: AppWindows, files: tuple[Path, Path]) -> None:
    windows.start([files[0]])
    windows.open_windows[0].close()
    files[0].unlink()
    windows.start([])
    assert windows.open_windows[0].session.project == Project()


def test_several_files_have_a_window_each_and_one_file_has_one(
    windows: AppWindows, files: tuple[Path, Path], tmp_path: Path
) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(files[0])
    windows.start([files[0], files[1], files[0], link])
    assert paths(windows) == [files[0], files[1]]
    assert windows.show_file(files[1], None)
    assert not windows.show_file(files[1], windows.open_windows[1])


def test_a_file_that_cannot_be_read_is_told_in_a_window_that_is_there(
    windows: AppWindows, files: tuple[Path, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": ')
    windows.start([files[0], broken])
    (window,) = windows.open_windows
    assert "broken.json was not opened" in window.message_bar.text


def test_a_first_file_that_cannot_be_read_leaves_an_empty_project_and_the_reason(
    windows: AppWindows, tmp_path: Path
) -> None:
    windows.start([tmp_path / "gone.json"])
    (window,) = windows.open_windows
    assert window.session.project == Project()
    assert "gone.json was not opened" in window.message_bar.text


def test_an_empty_window_takes_the_file_that_is_asked_for(
    windows: AppWindows, files: tuple[Path, Path]
) -> None:
    windows.open_another()
    windows.open_file(files[0])
    assert paths(windows) == [files[0]]


def test_figures_and_articles_given_at_the_start_are_brought_in_each_in_a_window_of_its_own(
    windows: AppWindows, files: tuple[Path, Path], tmp_path: Path
) -> None:
    figures, article = tmp_path / "figures.csv", tmp_path / "article.docx"
    figures.write_text("month;losses\n2024-10;41980\n")
    article.write_text("no document: it is told in the window that reads it")
    windows.start([files[0], figures, article, tmp_path / "gone.csv"])
    project, importing, reading = windows.open_windows
    assert project.session.path == files[0]
    assert importing.session.project == reading.session.project == Project()
    assert isinstance(importing.imports.dialog, ImportAssistant)
    assert importing.imports.dialog.given == figures
    assert reading.imports.read_report().isVisible()
    assert "gone.csv was not opened" in importing.message_bar.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
def test_an_interrupt_closes_the_windows(
    qtbot: QtBot, qapp: QApplication, windows: AppWindows, files: tuple[Path, Path]
) -> None:
    windows.start([files[0]])
    interrupts = Interrupts(qapp)
    os.kill(os.getpid(), signal.SIGINT)
    qtbot.waitUntil(lambda: not windows.open_windows)
    interrupts.remove()
