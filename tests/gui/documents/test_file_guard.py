"""A file that another program changes, removes or has open, as a person sees it in the window."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app.questions import Unsaved
from gui.dialogs.comparison import ComparisonDialog
from gui.dialogs.earlier_versions import EarlierVersions
from model.columns import TABLE
from model.edits import set_cells
from model.files import open_project, sample, save_project
from model.files.safety import Disk
from model.text.records import replace
from tests.gui.hands import act, when_asked
from tests.gui.window_kit import Kit, opened

SAMPLE = sample("autumn-2024")
PROBE = "<b>theirs</b> <img src=x>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "project" / "a.json"
    path.parent.mkdir()
    save_project(SAMPLE, path)
    return path


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path, file: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as made:
        assert made.window.files.open_path(file)
        yield made


def change(kit: Kit, text: str = "7") -> None:
    kit.session.edit(set_cells(kit.session.context, TABLE["periods"], {(1, "losses"): text}))


def changed_by_another(qtbot: QtBot, kit: Kit, file: Path) -> None:
    save_project(replace(SAMPLE, title=PROBE, periods=SAMPLE.periods[1:]), file)
    qtbot.waitUntil(kit.window.file_guard.bar.isVisible)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_changed_file_is_told_and_not_saved_over(qtbot: QtBot, kit: Kit, file: Path) -> None:
    change(kit)
    changed_by_another(qtbot, kit, file)
    bar = kit.window.file_guard.bar
    assert "Another program changed a.json" in bar.text
    assert "1 row removed" in bar.text
    assert not kit.window.files.save()
    assert open_project(file).title == PROBE
    assert "not saved" in kit.window.message_bar.text
    assert "changed by another program" in kit.window.message_bar.details


def test_a_refused_save_shows_what_can_be_done_although_the_watcher_missed_it(kit: Kit, file: Path) -> None:
    kit.window.file_guard.watch._watcher.blockSignals(True)
    change(kit)
    save_project(replace(SAMPLE, title=PROBE), file)
    assert not kit.window.files.save()
    assert kit.window.file_guard.bar.isVisible()


def test_opening_the_changed_file_again_and_saving_first_does_not_write_over_it(kit: Kit, file: Path) -> None:
    """It is read before anybody is asked; what was read is not what is open then."""
    kit.window.file_guard.watch._watcher.blockSignals(True)
    change(kit)
    save_project(replace(SAMPLE, title=PROBE), file)
    kit.answers.unsaved_answer = Unsaved.SAVE
    assert not kit.window.files.open_path(file)
    assert open_project(file).title == PROBE
    kit.answers.unsaved_answer = Unsaved.DISCARD
    assert kit.window.files.open_path(file)
    assert kit.session.project.title == PROBE
    change(kit)
    assert kit.window.files.save()


def test_saving_under_the_name_of_a_file_seen_earlier_is_agreed_to_in_the_dialog(
    kit: Kit, file: Path
) -> None:
    kit.window.files.new()
    save_project(replace(SAMPLE, title=PROBE), file)
    kit.answers.save_answer = file
    assert kit.window.files.save_as()
    assert open_project(file) == kit.session.project
    assert len(kit.window.disk.versions(file).list()) == 2  # what it replaced is kept


def test_keep_mine_saves_over_it_and_the_other_state_is_an_earlier_version(
    qtbot: QtBot, kit: Kit, file: Path
) -> None:
    changed_by_another(qtbot, kit, file)
    click(kit.window.file_guard.bar.keep)
    assert not kit.window.file_guard.bar.isVisible()
    assert not kit.session.clean  # what is here is not what the file holds
    assert kit.window.files.save()
    assert open_project(file) == kit.session.project
    assert len(kit.window.disk.versions(file).list()) == 2


def test_reload_shows_the_file_and_undo_brings_mine_back(qtbot: QtBot, kit: Kit, file: Path) -> None:
    change(kit)
    mine = kit.session.project
    changed_by_another(qtbot, kit, file)
    click(kit.window.file_guard.bar.reload)
    assert kit.session.project == open_project(file)
    assert kit.session.clean
    assert not kit.window.file_guard.bar.isVisible()
    act(kit.window, "undo")
    assert kit.session.project is mine


def test_compare_shows_the_rows_as_plain_text_and_reloads(qtbot: QtBot, kit: Kit, file: Path) -> None:
    changed_by_another(qtbot, kit, file)
    shown: list[list[str]] = []

    def look(dialog: ComparisonDialog) -> None:
        model = dialog.view.table.texts
        shown.extend(
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        )
        tip = model.index(0, 5).data(Qt.ItemDataRole.ToolTipRole)
        assert "<b>" not in tip
        QTest.mouseClick(dialog.choices[0], Qt.MouseButton.LeftButton)

    when_asked(kit.window, ComparisonDialog, look)
    click(kit.window.file_guard.bar.compare)
    assert ["Project", "", "changed", "Title", SAMPLE.title, PROBE, ""] in shown
    assert ["Periods", SAMPLE.periods[0].label, "removed"] == [*shown[1][:3]]
    assert kit.session.project.title == PROBE


def test_the_same_project_written_otherwise_is_no_change(qtbot: QtBot, kit: Kit, file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n\n")
    kit.window.file_guard.check()
    assert not kit.window.file_guard.bar.isVisible()
    change(kit)
    assert kit.window.files.save()


def test_a_file_that_became_unreadable_is_told_and_kept_by_keep_mine(
    qtbot: QtBot, kit: Kit, file: Path
) -> None:
    file.write_bytes(b"{")
    kit.window.file_guard.check()
    bar = kit.window.file_guard.bar
    assert "can no longer be read" in bar.text
    assert not bar.reload.isVisible()
    click(bar.keep)
    assert kit.window.files.save()
    assert open_project(file) == SAMPLE


def test_a_removed_file_is_told_and_written_again_by_saving(qtbot: QtBot, kit: Kit, file: Path) -> None:
    file.unlink()
    kit.window.file_guard.check()
    assert "removed or renamed" in kit.window.file_guard.bar.text
    assert not kit.session.clean
    assert kit.window.files.save()
    assert open_project(file) == SAMPLE
    assert not kit.window.file_guard.bar.isVisible()


def test_a_file_that_another_program_has_is_read_only_until_it_lets_go(
    qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    other = Disk(tmp_path / "data")
    assert other.hold(file) is None
    with opened(qtbot, tmp_path) as kit:
        assert kit.window.files.open_path(file)
        keeper = kit.window.file_guard
        assert is_read_only(kit)
        assert "open in another Salient" in keeper.bar.text
        assert "(read-only)" in kit.window.windowTitle()
        change(kit)
        assert not kit.window.files.save()
        assert open_project(file) == SAMPLE
        kit.answers.save_answer = file.with_name("b.json")
        assert kit.window.files.save_as()
        assert not is_read_only(kit)
        assert not keeper.bar.isVisible()
        assert "(read-only)" not in kit.window.windowTitle()
        other.close()


def test_the_lock_goes_with_the_file_of_the_window(
    qtbot: QtBot, tmp_path: Path, kit: Kit, file: Path
) -> None:
    other = Disk(tmp_path / "data")
    assert other.hold(file) is not None
    kit.window.files.new()
    assert other.hold(file) is None
    other.close()
    assert kit.window.files.open_path(file)
    kit.window.close()
    assert other.hold(file) is None
    other.close()


def is_read_only(kit: Kit) -> bool:
    return kit.window.file_guard.read_only


def run_versions(kit: Kit, do: Callable[[EarlierVersions], object]) -> None:
    """Open File ▸ Earlier Versions and do something in it."""

    def look(dialog: EarlierVersions) -> None:
        do(dialog)
        dialog.reject()

    kit.window.update_actions()
    when_asked(kit.window, EarlierVersions, look)
    act(kit.window, "earlier_versions")


def test_an_earlier_version_is_compared_and_restored_as_a_step_of_undo(
    qtbot: QtBot, kit: Kit, file: Path
) -> None:
    offered: list[tuple[int, bool]] = []
    run_versions(kit, lambda dialog: offered.append((dialog.list.count(), dialog.restore.isEnabled())))
    assert offered == [(0, False)]
    for text in ("7", "8"):
        change(kit, text)
        assert kit.window.files.save()
    before = kit.session.project

    def restore(dialog: EarlierVersions) -> None:
        assert dialog.list.count() == 3
        assert not dialog.restore.isEnabled()  # the latest is what is open
        assert dialog.view.said.text() == "No difference"
        dialog.list.setCurrentRow(2)
        assert dialog.view.said.text() == "1 row changed"
        assert dialog.view.table.texts.index(0, 4).data() == "8"
        click(dialog.restore)

    run_versions(kit, restore)
    assert kit.session.project == SAMPLE
    assert not kit.session.clean
    assert open_project(file) == before  # the file is not touched
    assert "restore the version of" in kit.session.undo_stack.undoText()
    act(kit.window, "undo")
    assert kit.session.project is before


def test_no_version_and_a_damaged_version_are_said(qtbot: QtBot, kit: Kit, file: Path) -> None:
    said: list[str] = []
    run_versions(kit, lambda dialog: said.append(dialog.view.said.text()))
    change(kit)
    assert kit.window.files.save()
    kit.window.disk.versions(file).list()[0].file.write_bytes(b"x")
    run_versions(kit, lambda dialog: said.append(dialog.view.said.text()))
    assert said[0].startswith("No version is kept yet")
    assert "damaged" in said[1]


@pytest.mark.faults
def test_a_fault_in_the_program_has_unsaved_edits_in_the_journal_at_once(
    qtbot: QtBot, kit: Kit, caplog: pytest.LogCaptureFixture
) -> None:
    import logging  # noqa: PLC0415 - only here

    change(kit)
    logging.getLogger("salient.guard").error("in gui.somewhere")
    assert len(list(kit.window.disk.journals.glob("*.journal"))) == 1


@pytest.mark.faults
def test_a_fault_that_repeats_has_the_journal_written_once(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bool] = []
    monkeypatch.setattr(kit.window.file_guard.journal, "write_now", lambda: written.append(True))
    for _ in range(1000):
        try:
            raise KeyError("in a slot")
        except KeyError:
            logging.getLogger("salient").exception("unexpected")
    assert len(written) == 1
