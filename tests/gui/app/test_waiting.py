"""Waiting for work beside the window: its answer, its fault, and giving it up."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app.waiting import Waiting
from model.text.errors import Refused
from model.text.words import words


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def box_seen() -> QProgressDialog | None:
    boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QProgressDialog)]
    return next((box for box in boxes if box.isVisible()), None)


def test_the_answer_comes_from_another_thread_and_the_window_goes_on(window: QWidget) -> None:
    turns: list[int] = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: turns.append(1))
    timer.start()
    seen = threading.Event()

    def do(_tell: object) -> str:
        while not seen.wait(0.001):
            if len(turns) > 3:  # the loop of the window turns while this is not done
                seen.set()
        return threading.current_thread().name

    assert Waiting(window, "…").wait_for(do) != threading.main_thread().name
    timer.stop()
    assert len(turns) > 3


def test_what_a_person_is_to_be_told_is_raised_where_it_was_asked(window: QWidget) -> None:
    def do(_tell: object) -> None:
        raise Refused(words("too much"))

    with pytest.raises(Refused, match="too much"):
        Waiting(window, "…").wait_for(do)


def test_after_a_while_it_can_be_given_up(window: QWidget) -> None:
    go_on = threading.Event()

    def give_up() -> None:
        box = box_seen()
        if box is not None:
            cancel = box.findChild(QPushButton)
            assert cancel is not None
            QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
            go_on.set()

    timer = QTimer(interval=20)
    timer.timeout.connect(give_up)
    timer.start()
    assert Waiting(window, "Reading…").wait_for(lambda _tell: go_on.wait(30)) is None
    timer.stop()


def test_what_is_typed_meanwhile_is_typed_once_it_is_done(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.app.waiting._PATIENCE", 0)
    field, button = QLineEdit(window), QPushButton(window)
    field.show()
    button.show()
    button.move(0, 60)
    field.setFocus()
    done: list[str] = []
    button.clicked.connect(lambda: done.append("clicked"))
    action = QAction(window)
    action.setShortcut("Ctrl+D")
    action.triggered.connect(lambda: done.append(field.text()))
    window.addAction(action)
    go_on = threading.Event()

    def type_on() -> None:
        handle = window.windowHandle()
        assert handle is not None
        if box_seen():
            timer.stop()
            QTest.keyClick(handle, Qt.Key.Key_1)
            QTest.keyClick(handle, Qt.Key.Key_Space)
            QTest.keyClick(handle, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(handle, Qt.Key.Key_2)
            QTest.keyClick(handle, Qt.Key.Key_Return)
            QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=button.geometry().center())
            assert (field.text(), done) == ("", [])
            go_on.set()

    timer = QTimer(interval=5)
    timer.timeout.connect(type_on)
    timer.start()
    assert Waiting(window, "Reading…").wait_for(lambda _tell: go_on.wait(30)) is True
    assert field.text() == ""  # who waited does its part first
    qtbot.waitUntil(lambda: field.text() == "1 2")
    assert done == ["1 "]


def test_escape_gives_it_up(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.app.waiting._PATIENCE", 0)
    go_on = threading.Event()

    def give_up() -> None:
        handle = window.windowHandle()
        assert handle is not None
        if box_seen():
            QTest.keyClick(handle, Qt.Key.Key_Escape)
            go_on.set()

    timer = QTimer(interval=5)
    timer.timeout.connect(give_up)
    timer.start()
    assert Waiting(window, "Reading…").wait_for(lambda _tell: go_on.wait(30)) is None
    timer.stop()
