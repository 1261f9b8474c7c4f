"""What happens when the program itself fails."""

from __future__ import annotations

import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from gui.app.faults import Faults, FewPerFault
from gui.app.log_file import note_start
from gui.app.messages import Message, Messages
from gui.app.problem import Problem

pytestmark = pytest.mark.faults


@pytest.fixture
def faults(tmp_path: Path) -> Iterator[Faults]:
    installed = Faults(tmp_path / "folder" / "salient.log")
    yield installed
    installed.remove()


def _raise_in_hook() -> None:
    try:
        raise ValueError("a <b>bold</b> slip")
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        sys.excepthook(kind, error, trace)


def test_an_exception_is_told_once_and_logged_in_full_once(
    qtbot: QtBot, faults: Faults, tmp_path: Path
) -> None:
    messages = Messages()
    told: list[Message] = []
    messages.told.connect(told.append)
    reports: list[Problem] = []
    stop = faults.telling.tell(messages, reports.append)
    for _ in range(5):
        _raise_in_hook()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(1)
    assert len(told) == 1
    assert "ValueError: a <b>bold</b> slip" in told[0].details
    log = (tmp_path / "folder" / "salient.log").read_text()
    assert log.count("Traceback") == 1
    stop()
    assert reports == []
    assert told[0].offer is not None
    told[0].offer.do()
    (problem,) = reports
    assert problem.said == "ValueError: a <b>bold</b> slip"
    assert problem.fault.count("Traceback") == 1
    assert any("unexpected" in line for line in problem.lately)


def test_a_thousand_repeats_are_told_once_and_take_little_of_the_log(
    qtbot: QtBot, faults: Faults, tmp_path: Path
) -> None:
    messages = Messages()
    told: list[Message] = []
    messages.told.connect(told.append)
    stop = faults.telling.tell(messages, lambda _problem: None)
    for _ in range(1000):
        _raise_in_hook()
    qtbot.waitUntil(lambda: bool(told))
    QCoreApplication.processEvents()
    assert len(told) == 1
    assert (tmp_path / "folder" / "salient.log").read_text().count("Traceback") == 4
    stop()


def test_what_fails_where_nothing_can_be_raised_is_logged_too(faults: Faults, tmp_path: Path) -> None:
    class Failing:
        def __del__(self) -> None:
            raise OverflowError("in an end")

    Failing()
    assert "OverflowError: in an end" in (tmp_path / "folder" / "salient.log").read_text()


def test_a_fault_that_goes_on_is_logged_again_at_its_tenth_repeat(faults: Faults, tmp_path: Path) -> None:
    for _ in range(12):
        _raise_in_hook()
    assert (tmp_path / "folder" / "salient.log").read_text().count("Traceback") == 2


def test_an_exception_in_a_thread_is_told_too(qtbot: QtBot, faults: Faults) -> None:
    messages = Messages()
    told: list[Message] = []
    messages.told.connect(told.append)
    stop = faults.telling.tell(messages, lambda _problem: None)

    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert "RuntimeError: in a thread" in told[0].details
    stop()


def test_two_different_faults_are_both_let_through() -> None:
    once = FewPerFault()
    first = logging.LogRecord("salient", logging.ERROR, "", 1, "first", None, None)
    second = logging.LogRecord("salient", logging.ERROR, "", 1, "second", None, None)
    assert [bool(once.filter(record)) for record in (first, second, first)] == [True, True, False]


def test_hooks_are_put_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger("salient").handlers))
    Faults(tmp_path / "salient.log").remove()
    assert (sys.excepthook, threading.excepthook, list(logging.getLogger("salient").handlers)) == before


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    Faults(tmp_path / "file" / "salient.log").remove()


def test_the_terminal_hears_of_faults_and_not_that_all_is_well(tmp_path: Path) -> None:
    heard = io.StringIO()
    with redirect_stderr(heard):
        installed = Faults(tmp_path / "salient.log")
        try:
            note_start()
            assert heard.getvalue() == ""
            logging.getLogger("salient").warning("something failed")
        finally:
            installed.remove()
    assert heard.getvalue() == "something failed\n"
    assert "started" in (tmp_path / "salient.log").read_text()
