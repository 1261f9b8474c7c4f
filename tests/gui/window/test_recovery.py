"""What a crash left is offered at the next start, brought back as an edit, and never written unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app.faults import Faults
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.dialogs.recovery import RecoveryDialog
from gui.window.app import AppWindows
from gui.window.recovery import Recovery
from model.columns import TABLE
from model.files import open_project, sample, save_project
from model.files.safety import Disk, find_recoverable
from model.project import Project
from model.text.records import replace
from tests.gui.hands import act
from tests.model.files.safety.test_journal import EDITED, SAMPLE, body_of, leave, with_head


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "data")


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path, disk: Disk) -> Iterator[AppWindows]:
    settings = Settings(QSettings(str(tmp_path / "salient.ini"), QSettings.Format.IniFormat))
    settings.note_started()
    faults, theme = Faults(tmp_path / "salient.log"), Theme(qapp)
    made = AppWindows(qapp, settings, theme, faults, disk)
    yield made
    for window in made.open_windows:
        window.session.undo_stack.setClean()
        for table in list(window.session.drafts):
            window.session.set_draft(table, {})
        window.close()
    faults.remove()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def offered(windows: AppWindows, disk: Disk, files: list[Path]) -> tuple[Recovery, RecoveryDialog]:
    windows.start(files)
    recovery = Recovery(windows, disk)
    recovery.offer()
    assert recovery.dialog is not None
    return recovery, recovery.dialog


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_project_never_saved_comes_back_in_the_empty_window(
    qtbot: QtBot, windows: AppWindows, disk: Disk
) -> None:
    leave(disk.journals)
    _recovery, dialog = offered(windows, disk, [])
    assert "edited (never saved)" in dialog.list.item(0).text()
    assert "never saved" in dialog.about.text()
    assert "Officials" in dialog.about.text()
    click(dialog.restore)
    (window,) = windows.open_windows
    assert window.session.project == EDITED
    assert window.session.path is None
    assert not window.session.clean
    assert window.session.drafts == {"intake": {"label": "Officials"}}
    assert len(list(disk.journals.glob("*.journal"))) == 1  # its own now
    act(window, "undo")
    assert window.session.project == Project()


def test_a_saved_project_comes_back_over_its_file_which_stays(
    qtbot: QtBot, windows: AppWindows, disk: Disk, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    save_project(SAMPLE, file)
    leave(disk.journals, file)
    _recovery, dialog = offered(windows, disk, [])
    assert "is as it was when it was edited" in dialog.about.text()
    assert "1 row removed" in dialog.view.said.text()
    click(dialog.restore)
    window = next(each for each in windows.open_windows if each.session.path == file)
    assert window.session.project == EDITED
    assert open_project(file) == SAMPLE
    act(window, "undo")
    assert window.session.project == SAMPLE


def test_a_row_that_was_begun_and_nothing_else_is_said_and_comes_back(
    qtbot: QtBot, windows: AppWindows, disk: Disk, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    save_project(SAMPLE, file)
    leave(disk.journals, file)
    save_project(EDITED, file)
    _recovery, dialog = offered(windows, disk, [])
    assert "Officials" in dialog.about.text()
    assert not dialog.view.isVisible()
    click(dialog.restore)
    window = next(each for each in windows.open_windows if each.session.path == file)
    assert window.session.drafts == {"intake": {"label": "Officials"}}
    assert window.session.undo_stack.count() == 0
    assert "Undo" not in window.message_bar.text


def test_a_file_changed_since_is_said_and_compared_with_as_it_is(
    qtbot: QtBot, windows: AppWindows, disk: Disk, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    save_project(SAMPLE, file)
    leave(disk.journals, file)
    save_project(replace(EDITED, notes="theirs"), file)
    _recovery, dialog = offered(windows, disk, [])
    assert "was changed after it was edited here" in dialog.about.text()
    assert dialog.view.table.texts.rowCount() == 1
    click(dialog.later)


def test_a_file_that_is_gone_leaves_a_project_without_a_file(
    qtbot: QtBot, windows: AppWindows, disk: Disk, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    save_project(SAMPLE, file)
    leave(disk.journals, file)
    file.unlink()
    _recovery, dialog = offered(windows, disk, [])
    click(dialog.restore)
    (window,) = windows.open_windows
    assert window.session.project == EDITED
    assert window.session.path is None
    assert not file.exists()


def test_later_offers_it_again_and_discard_never(qtbot: QtBot, windows: AppWindows, disk: Disk) -> None:
    leave(disk.journals)
    recovery, dialog = offered(windows, disk, [])
    click(dialog.later)
    recovery.offer()
    assert recovery.dialog is not None
    click(recovery.dialog.discard)
    assert find_recoverable(disk.journals).recoverable == ()
    assert list(disk.journals.iterdir()) == []


def test_several_are_listed_and_taken_one_by_one(qtbot: QtBot, windows: AppWindows, disk: Disk) -> None:
    for _ in range(3):
        leave(disk.journals)
    recovery, dialog = offered(windows, disk, [])
    assert dialog.list.count() == 3
    click(dialog.discard)
    click(dialog.restore)
    assert dialog.list.count() == 1
    dialog.list.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert recovery.dialog is None
    assert len(find_recoverable(disk.journals).recoverable) == 1


def test_a_damaged_journal_is_told_in_the_window_and_the_start_goes_on(
    qtbot: QtBot, windows: AppWindows, disk: Disk
) -> None:
    disk.journals.mkdir(parents=True)
    (disk.journals / "0123456789abcdef.journal").write_bytes(b"\0" * 100)
    windows.start([])
    recovery = Recovery(windows, disk)
    recovery.offer()
    assert recovery.dialog is None
    bar = windows.open_windows[0].message_bar
    assert "put aside" in bar.text
    assert "0123456789abcdef.journal.damaged" in bar.details


def test_nothing_left_shows_nothing(windows: AppWindows, disk: Disk) -> None:
    windows.start([])
    recovery = Recovery(windows, disk)
    recovery.offer()
    assert recovery.dialog is None
    assert sample("autumn-2024") == SAMPLE


@pytest.mark.parametrize(
    ("file", "drafts"),
    [
        (None, {"nowhere": {"x": "y"}, "intake": {"zzz": "1", "label": "Officials"}}),
        ("/nowhere/\0.json", {"periods": {"losses": "\x00\u202e\ud800"}}),
        ("", {"claims": {"quote": "x" * 100_000, "measure": "none"}}),
        (".", {"sources": {}, "series": {"color": "red"}}),
    ],
)
def test_whatever_a_foreign_journal_begins_the_window_goes_on(
    windows: AppWindows, disk: Disk, file: str | None, drafts: dict[str, dict[str, str]]
) -> None:
    disk.journals.mkdir(parents=True)
    for number, moment in enumerate(("2024-11-30T09:00:00", "2024-11-30T09:00:00+14:00")):
        data = with_head(body_of(file=file, drafts=drafts, written=moment))
        (disk.journals / f"{number:016x}.journal").write_bytes(data)
    _recovery, dialog = offered(windows, disk, [])
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(1)
    click(dialog.restore)
    assert any(window.session.project == SAMPLE for window in windows.open_windows)
    for window in windows.open_windows:
        for table in TABLE:
            window.tables.show_table(table)
        assert window.files.draft_sentences(readable=True) is not None
        window.grab()
