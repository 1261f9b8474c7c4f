"""What happens when the program itself fails."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.faults import Faults, FewPerFault
from gui.messages import Message, Messages

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
    stop = faults.telling.tell(messages)
    for _ in range(5):
        _raise_in_hook()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(1)
    assert len(told) == 1
    assert "ValueError: a <b>bold</b> slip" in told[0].details
    assert (tmp_path / "folder" / "salient.log").read_text().count("Traceback") == 1
    stop()


def test_a_fault_that_goes_on_is_logged_again_at_its_tenth_repeat(faults: Faults, tmp_path: Path) -> None:
    for _ in range(12):
        _raise_in_hook()
    assert (tmp_path / "folder" / "salient.log").read_text().count("Traceback") == 2


def test_an_exception_in_a_thread_is_told_too(qtbot: QtBot, faults: Faults) -> None:
    messages = Messages()
    told: list[Message] = []
    messages.told.connect(told.append)
    stop = faults.telling.tell(messages)

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
