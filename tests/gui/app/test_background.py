"""Computing beside the window: answers come in order, the newest last, and none after it was given up."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from gui.app.background import Background, Tell
from model.text.errors import Cancelled, Unreadable
from model.text.words import words


def kept(number: int, _tell: Tell) -> int:
    return number


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def test_an_answer_is_computed_in_a_thread_and_told_in_the_window(
    qtbot: QtBot, background: Background
) -> None:
    here = QThread.currentThread()
    told: list[tuple[object, bool]] = []
    background.done.connect(lambda answer: told.append((answer, QThread.currentThread() is here)))
    background.queue(lambda _tell: QThread.currentThread() is here)
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [(False, True)]


def test_of_what_waits_only_the_newest_is_computed(qtbot: QtBot, background: Background) -> None:
    gate = threading.Event()
    told: list[object] = []
    background.done.connect(told.append)
    background.queue(lambda _tell: gate.wait() and 0)
    for number in range(1, 50):
        background.queue(partial(kept, number))
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [0, 49]


def test_nothing_comes_of_what_was_given_up(qtbot: QtBot, background: Background) -> None:
    gate = threading.Event()
    told: list[object] = []
    background.done.connect(told.append)
    background.queue(lambda _tell: gate.wait())
    background.queue(lambda _tell: "waiting")
    background.cancel()
    assert not background.busy
    background.queue(lambda _tell: "after")
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == ["after"]


def test_whether_it_is_busy_is_told_once_each_way(qtbot: QtBot, background: Background) -> None:
    told: list[bool] = []
    background.busy_changed.connect(told.append)
    background.queue(lambda _tell: 1)
    background.queue(lambda _tell: 2)
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [True, False]


@pytest.mark.faults
def test_what_fails_is_logged_and_the_next_is_answered(
    qtbot: QtBot, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []
    background.done.connect(told.append)
    background.queue(lambda _tell: 1 // 0)
    background.queue(lambda _tell: "well")
    qtbot.waitUntil(lambda: not background.busy)
    assert told == ["well"]
    assert "ZeroDivisionError" in caplog.text


def test_what_is_started_takes_the_place_of_what_is_done_and_of_what_waits(
    qtbot: QtBot, background: Background
) -> None:
    gate = threading.Event()
    told: list[object] = []
    background.done.connect(told.append)
    background.start(lambda _tell: gate.wait())
    background.queue(lambda _tell: "waiting")
    background.start(lambda _tell: "instead")
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == ["instead"]


def test_how_far_it_is_and_what_a_person_is_to_know_are_told(qtbot: QtBot, background: Background) -> None:
    told: list[object] = []
    background.progressed.connect(told.append)
    background.failed.connect(told.append)
    error = Unreadable(words("no"))

    def do(tell: Tell) -> None:
        tell(7)
        raise error

    background.start(do)
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [7, error]


def test_what_was_given_up_is_told_so_when_it_next_tells_how_far_it_is(
    qtbot: QtBot, background: Background
) -> None:
    gate, ended = threading.Event(), threading.Event()
    raised: list[Exception] = []

    def do(tell: Tell) -> None:
        gate.wait()
        try:
            tell(1)
        except Cancelled as error:
            raised.append(error)
            raise
        finally:
            ended.set()

    background.start(do)
    background.cancel()
    gate.set()
    assert ended.wait(30)
    assert len(raised) == 1
