"""New, open, save, revert and close, without a window."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app.messages import Message, MessageLevel, Messages
from gui.app.questions import Unsaved
from gui.app.settings import Settings
from gui.documents.files import Files
from gui.session import Session, Snapshot
from model.columns import TABLE
from model.edits import set_cells
from model.files import open_project, sample, save_project
from model.files.safety import Disk
from model.project import Project
from model.text.records import replace
from tests.gui.window_kit import Answers

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Desk:
    files: Files
    session: Session
    answers: Answers
    told: list[Message]
    settings: Settings
    folder: Path

    def change(self, text: str = "1") -> None:
        edit = set_cells(self.session.context, TABLE["periods"], {(1, "losses"): text})
        self.session.edit(edit)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, lambda _path: False)


def make_desk(folder: Path, already_open: Callable[[Path], bool], window: QWidget | None = None) -> Desk:
    session, messages, answers = Session(sample("autumn-2024")), Messages(), Answers()
    settings = Settings(QSettings(str(folder / "salient.ini"), QSettings.Format.IniFormat))
    told: list[Message] = []
    messages.told.connect(told.append)
    files = Files(session, messages, answers, settings, already_open, Disk(folder / "data"), window)
    return Desk(files, session, answers, told, settings, folder)


def test_saving_without_a_file_asks_for_one_and_adds_the_ending(desk: Desk) -> None:
    desk.answers.save_answer = desk.folder / "mine"
    assert desk.files.save()
    assert desk.answers.asked == ["save autumn-2024.json"]
    assert desk.session.path == desk.folder / "mine.json"
    assert open_project(desk.folder / "mine.json") == desk.session.project
    assert desk.settings.recent_files == (desk.folder / "mine.json",)
    assert desk.files.saved_at is not None


def test_saving_is_given_up_where_no_file_is_named(desk: Desk) -> None:
    assert not desk.files.save()
    assert desk.session.path is None
    assert not desk.told


def test_a_save_that_fails_says_so_and_leaves_everything_unsaved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.answers.save_answer = desk.folder / "mine.json"
    assert desk.files.save()
    before = (desk.folder / "mine.json").read_bytes()
    desk.change()

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert not desk.files.save()
    assert not desk.session.clean
    assert (desk.folder / "mine.json").read_bytes() == before
    (message,) = desk.told
    assert message.level is MessageLevel.ERROR
    assert "mine.json was not saved" in message.text
    assert message.details


def test_a_file_that_is_not_there_is_told_and_nothing_changes(desk: Desk) -> None:
    before = desk.session.project
    assert not desk.files.open_path(desk.folder / "gone.json")
    assert desk.session.project is before
    (message,) = desk.told
    assert "gone.json was not opened; what was open stays." in message.text


def test_all_faults_of_a_file_are_told_with_their_places(desk: Desk) -> None:
    file = desk.folder / "broken.json"
    save_project(sample("autumn-2024"), file)
    file.write_text(file.read_text().replace('"start": "2024-09-01"', '"start": "<b>soon</b>"'))
    assert not desk.files.open_path(file)
    (message,) = desk.told
    assert len(message.details) > 2
    assert message.details[0].startswith("periods[0].start: ")
    assert "<b>soon</b>" in message.details[0]


def test_a_broken_file_is_read_before_anybody_is_asked(desk: Desk) -> None:
    desk.change()
    desk.files.open_path(desk.folder / "gone.json")
    assert desk.answers.asked == []


def test_opening_over_unsaved_changes_asks_and_cancel_keeps_them(desk: Desk) -> None:
    file = desk.folder / "other.json"
    save_project(sample("months-2022-2024"), file)
    desk.change()
    kept = desk.session.project
    assert not desk.files.open_path(file)
    assert desk.session.project is kept
    desk.answers.unsaved_answer = Unsaved.DISCARD
    assert desk.files.open_path(file)
    assert desk.session.project == sample("months-2022-2024")


def test_a_file_that_another_window_has_is_not_opened_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, lambda _path: True)
    before = desk.session.project
    assert desk.files.open_path(tmp_path / "there.json")
    assert desk.session.project is before


def test_nothing_is_saved_over_a_file_that_another_window_has(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, lambda _path: True)
    desk.answers.save_answer = tmp_path / "there.json"
    assert not desk.files.save_as()
    assert not (tmp_path / "there.json").exists()
    assert desk.told[0].level is MessageLevel.ERROR


def test_revert_is_a_step_that_can_be_undone(desk: Desk) -> None:
    desk.answers.save_answer = desk.folder / "mine.json"
    desk.files.save()
    desk.change("7")
    changed = desk.session.project
    desk.files.revert()
    assert desk.session.clean
    assert desk.session.project == sample("autumn-2024")
    desk.session.undo_stack.undo()
    assert desk.session.project is changed
    assert not desk.session.clean


def test_a_begun_row_is_named_when_saving_and_asked_about_when_leaving(desk: Desk) -> None:
    desk.session.set_draft("intake", {"label": "Officials", "start": "2024-12-01"})
    desk.answers.save_answer = desk.folder / "mine.json"
    assert desk.files.save()
    assert "Officials · 2024-12-01" in desk.told[-1].text
    assert desk.told[-1].level is MessageLevel.WARNING
    assert not desk.files.may_leave()
    desk.answers.leave_answer = True
    assert desk.files.may_leave()


def test_a_cell_that_cannot_be_read_keeps_the_window_after_saving(desk: Desk) -> None:
    desk.change()
    desk.files.commit_typing = lambda: False
    desk.answers.unsaved_answer = Unsaved.SAVE
    desk.answers.save_answer = desk.folder / "mine.json"
    assert not desk.files.may_leave()
    assert "cannot be read" in desk.answers.asked[0]
    assert (desk.folder / "mine.json").exists()


def test_a_suggested_name_is_made_of_letters_of_the_title(desk: Desk) -> None:
    desk.session.load(sample("autumn-2024").__class__(title="../Лето: 2024 <b>?"), None)
    desk.files.save()
    assert desk.answers.asked == ["save лето-2024-b.json"]


def test_the_sample_is_a_copy_that_belongs_to_no_file(desk: Desk) -> None:
    desk.session.new()
    desk.files.open_sample()
    assert desk.session.path is None
    assert desk.session.project == sample("autumn-2024")
    assert desk.session.clean


def test_a_save_leaves_out_folders_of_this_computer_here_as_in_the_file(desk: Desk) -> None:
    recipe = {"file": "/data/anna/secret.csv", "as": "losses", "columns": {"date": "d"}, "digest": "1"}
    before = replace(desk.session.project, imports=(recipe,))
    desk.session.load(before, None)
    desk.answers.save_answer = desk.folder / "mine.json"
    assert desk.files.save()
    assert desk.session.clean
    assert [kept["file"] for kept in desk.session.project.imports] == ["secret.csv"]
    assert open_project(desk.folder / "mine.json") == desk.session.project
    desk.session.undo_stack.undo()
    assert desk.session.project == before


def test_a_large_file_is_read_and_derived_beside_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    desk = make_desk(tmp_path, lambda _path: False, window)
    monkeypatch.setattr("gui.documents.files._GREAT", 0)
    beside: list[bool] = []
    made = Snapshot.of

    def of(_cls: type[Snapshot], project: Project) -> Snapshot:
        beside.append(QThread.currentThread() is not desk.files.thread())
        return made(project)

    monkeypatch.setattr(Snapshot, "of", classmethod(of))
    path = tmp_path / "mine.json"
    save_project(desk.session.project, path)
    held = desk.session.project
    assert desk.files.open_path(path)
    assert desk.session.project == held
    desk.change()
    desk.files.revert()
    assert desk.session.project == held
    assert desk.session.clean
    assert beside == [True, True]
    path.write_text("{")
    assert not desk.files.open_path(path)
    assert desk.session.project == held
    assert desk.told[-1].level is MessageLevel.ERROR
