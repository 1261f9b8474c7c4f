"""When the journal of a session is written and when it is cleared."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.documents.file_guard import JournalKeeper, JournalOnFault
from gui.session import Session
from model.columns import TABLE
from model.edits import set_cells
from model.files import sample
from model.files.safety import Disk
from model.project import Project

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "data")


@pytest.fixture
def session() -> Session:
    return Session(sample("autumn-2024"))


@pytest.fixture
def keeper(session: Session, disk: Disk) -> Iterator[JournalKeeper]:
    made = JournalKeeper(session, disk)
    yield made
    made.close()


def change(session: Session, text: str = "7") -> None:
    session.edit(set_cells(session.context, TABLE["periods"], {(1, "losses"): text}))


def journals(disk: Disk) -> list[Path]:
    return sorted(disk.journals.glob("*.journal"))


def test_an_edit_is_soon_in_the_journal(
    qtbot: QtBot, session: Session, disk: Disk, keeper: JournalKeeper
) -> None:
    change(session)
    assert journals(disk) == []  # not at each key
    qtbot.waitUntil(lambda: bool(journals(disk)))
    first = journals(disk)[0].read_bytes()
    change(session, "8")  # when the project is no longer the file's already
    qtbot.waitUntil(lambda: journals(disk)[0].read_bytes() != first)


def test_nothing_is_written_while_nothing_is_unsaved(
    qtbot: QtBot, session: Session, disk: Disk, keeper: JournalKeeper
) -> None:
    assert keeper.write_now()
    assert journals(disk) == []


def test_undo_to_the_saved_state_and_saving_and_loading_clear_it(
    qtbot: QtBot, session: Session, disk: Disk, keeper: JournalKeeper, tmp_path: Path
) -> None:
    for leave in (
        session.undo_stack.undo,
        lambda: session.saved(tmp_path / "a.json"),
        lambda: session.load(Project(), None),
    ):
        if session.project == Project():
            break
        change(session, str(id(leave)))
        assert keeper.write_now()
        assert len(journals(disk)) == 1
        leave()
        qtbot.waitUntil(lambda: journals(disk) == [])


def test_a_begun_row_is_unsaved_too(
    qtbot: QtBot, session: Session, disk: Disk, keeper: JournalKeeper
) -> None:
    session.set_draft("intake", {"label": "Officials"})
    qtbot.waitUntil(lambda: bool(journals(disk)))
    session.set_draft("intake", {})
    qtbot.waitUntil(lambda: journals(disk) == [])


def test_closing_clears_it_and_a_second_close_does_nothing(
    session: Session, disk: Disk, keeper: JournalKeeper
) -> None:
    change(session)
    assert keeper.write_now()
    keeper.close()
    keeper.close()
    assert list(disk.journals.iterdir()) == []
    change(session, "8")
    assert keeper.write_now()
    assert journals(disk) == []


@pytest.mark.faults
def test_a_logged_error_has_the_journal_written_at_once(
    session: Session, disk: Disk, keeper: JournalKeeper
) -> None:
    log = logging.getLogger("salient")
    handler = JournalOnFault(keeper)
    log.addHandler(handler)
    change(session)
    log.error("a fault")
    log.removeHandler(handler)
    assert len(journals(disk)) == 1


@pytest.mark.faults
def test_an_error_while_the_journal_is_written_does_not_have_it_written_again(
    keeper: JournalKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, written = logging.getLogger("salient"), list[bool]()

    def write() -> None:
        written.append(True)
        if len(written) < 5:
            log.error("the disk is full")

    monkeypatch.setattr(keeper, "write_now", write)
    handler = JournalOnFault(keeper)
    log.addHandler(handler)
    for count in (1, 2):
        written.clear()
        log.error("fault %d", count)
        assert len(written) == 1
    log.removeHandler(handler)


def test_a_full_disk_is_told_once_and_the_journal_goes_on_when_there_is_room(
    qtbot: QtBot, session: Session, disk: Disk, keeper: JournalKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    keeper.failed.connect(told.append)

    def full(_descriptor: int, _data: Any) -> int:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        for number in range(3):
            change(session, str(number))
            assert not keeper.write_now()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert keeper.write_now()
    assert len(journals(disk)) == 1
    assert len(told) == 1
