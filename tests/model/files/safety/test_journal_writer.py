"""The clock of the journal: from the first edit that is not written, whatever the window does meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from model.files import sample
from model.files.safety.journal import Drafts, Journal
from model.files.safety.journal_writer import WAIT, JournalWriter
from model.project import Project
from model.text.errors import FileError
from model.text.records import replace

SAMPLE = sample("autumn-2024")
ONE, TWO = replace(SAMPLE, title="one"), replace(SAMPLE, title="two")


class Written(Journal):
    """A journal that remembers what it was told; `fails` is raised instead of writing."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.told: list[str] = []
        self.fails: Exception | None = None
        self.may_write = threading.Event()
        self.may_write.set()
        self.wrote = threading.Event()

    def begin(self, file: Any, saved: Any) -> None:
        super().begin(file, saved)
        self.told.append("begin")

    def write(self, project: Project, drafts: Drafts) -> None:
        self.may_write.wait()
        if self.fails is not None:
            raise self.fails
        super().write(project, drafts)
        self.told.append(f"write {project.title}")
        self.wrote.set()


@pytest.fixture
def journal(tmp_path: Path) -> Written:
    return Written(tmp_path / "journals")


@pytest.fixture
def failures() -> list[Exception | None]:
    return []


@pytest.fixture
def writer(journal: Written, failures: list[Exception | None]) -> Iterator[JournalWriter]:
    made = JournalWriter(journal, failures.append, wait=0.02)
    yield made
    journal.may_write.set()
    made.close()


def flushed(writer: JournalWriter) -> None:
    """Wait until all that was ordered is done."""
    done = threading.Event()
    with writer._news:
        writer._order(done.set)
    assert done.wait(30)


def test_the_wait_leaves_most_of_the_two_seconds_for_the_writing() -> None:
    assert WAIT <= 1.0


def test_a_noted_state_is_written_while_the_noting_thread_does_nothing(
    writer: JournalWriter, journal: Written
) -> None:
    writer.note(ONE, {})
    assert journal.wrote.wait(30)  # this thread is as stuck as a window that loads its charts
    assert journal.told == ["write one"]


def test_later_edits_do_not_put_the_journal_off(journal: Written) -> None:
    writer = JournalWriter(journal, lambda _: None, wait=1e6)
    writer.note(ONE, {})
    due = writer._due
    writer.note(TWO, {})
    assert writer._due == due
    writer.close()
    assert journal.told == []


def test_only_the_latest_state_is_written(writer: JournalWriter, journal: Written) -> None:
    journal.may_write.clear()
    for number in range(50):
        writer.note(replace(SAMPLE, title=str(number)), {})
    journal.may_write.set()
    assert writer.write_now(TWO, {}, 30)
    flushed(writer)
    assert len(journal.told) <= 2
    assert journal.told[-1] == "write two"


def test_what_is_saved_meanwhile_is_not_written_after(writer: JournalWriter, journal: Written) -> None:
    journal.may_write.clear()
    writer.note(ONE, {})
    writer.begin(None, None)
    journal.may_write.set()
    flushed(writer)
    assert journal.told[-1] == "begin"
    assert list(journal._folder.glob("*.journal")) == []


def test_what_is_written_now_comes_after_what_was_ordered(writer: JournalWriter, journal: Written) -> None:
    writer.begin(None, None)
    assert writer.write_now(ONE, {}, 30)
    assert journal.told == ["begin", "write one"]


def test_a_failure_is_told_once_and_its_end_once(
    writer: JournalWriter, journal: Written, failures: list[Exception | None]
) -> None:
    journal.fails = FileError("x", [])
    for _ in range(3):
        assert not writer.write_now(ONE, {}, 30)
    flushed_failures = list(failures)
    assert flushed_failures[0] is journal.fails
    journal.fails = None
    assert writer.write_now(ONE, {}, 30)
    flushed(writer)
    assert [failure for failure in failures if failure is None] == [None]


def test_a_journal_that_takes_too_long_is_not_waited_for(writer: JournalWriter, journal: Written) -> None:
    journal.may_write.clear()
    assert not writer.write_now(ONE, {}, 0.01)


def test_a_fault_within_the_writing_does_not_wait_for_itself(writer: JournalWriter, journal: Written) -> None:
    answers: list[bool] = []
    with writer._news:
        writer._order(lambda: answers.append(writer.write_now(ONE, {}, 30)))
    flushed(writer)
    assert answers == [False]


def test_after_the_end_nothing_is_written(journal: Written) -> None:
    writer = JournalWriter(journal, lambda _: None, wait=0.0)
    writer.note(ONE, {})
    writer.close()
    writer.close()
    writer.note(TWO, {})
    assert not writer.write_now(TWO, {}, 30)
    assert list(journal._folder.glob("*")) == []
