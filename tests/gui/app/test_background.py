"""Computing beside the window: answers come in order, the newest last, and none after it was given up."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from gui.app.background import Newest


@pytest.fixture
def newest(qtbot: QtBot) -> Newest:
    return Newest()


def test_an_answer_is_computed_in_a_thread_and_told_in_the_window(qtbot: QtBot, newest: Newest) -> None:
    here = QThread.currentThread()
    told: list[tuple[object, bool]] = []
    newest.answered.connect(lambda answer: told.append((answer, QThread.currentThread() is here)))
    newest.ask(lambda: QThread.currentThread() is here)
    qtbot.waitUntil(lambda: not newest.busy)
    assert told == [(False, True)]


def test_of_what_waits_only_the_newest_is_computed(qtbot: QtBot, newest: Newest) -> None:
    gate = threading.Event()
    told: list[object] = []
    newest.answered.connect(told.append)
    newest.ask(lambda: gate.wait() and 0)
    for number in range(1, 50):
        newest.ask(lambda number=number: number)  # type: ignore[misc] # mypy cannot infer a default of a lambda
    gate.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert told == [0, 49]


def test_nothing_comes_of_what_was_given_up(qtbot: QtBot, newest: Newest) -> None:
    gate = threading.Event()
    told: list[object] = []
    newest.answered.connect(told.append)
    newest.ask(gate.wait)
    newest.ask(lambda: "waiting")
    newest.forget()
    assert not newest.busy
    newest.ask(lambda: "after")
    gate.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert told == ["after"]


def test_whether_it_is_busy_is_told_once_each_way(qtbot: QtBot, newest: Newest) -> None:
    told: list[bool] = []
    newest.busy_changed.connect(told.append)
    newest.ask(lambda: 1)
    newest.ask(lambda: 2)
    qtbot.waitUntil(lambda: not newest.busy)
    assert told == [True, False]


@pytest.mark.faults
def test_what_fails_is_logged_and_the_next_is_answered(
    qtbot: QtBot, newest: Newest, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []
    newest.answered.connect(told.append)
    newest.ask(lambda: 1 // 0)
    newest.ask(lambda: "well")
    qtbot.waitUntil(lambda: not newest.busy)
    assert told == ["well"]
    assert "ZeroDivisionError" in caplog.text
