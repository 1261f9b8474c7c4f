"""What is asked is answered by the buttons and keys that a person presses, in the dialogs that they see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.app.questions import Dialogs, Unsaved
from model.edits import InUse

Answer = TypeVar("Answer")
Press = Callable[[QDialog], None]


@pytest.fixture
def dialogs(qtbot: QtBot) -> Dialogs:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return Dialogs(window)


def answered(ask: Callable[[], Answer], press: Press) -> Answer:
    """Ask, press something in the dialog that comes up, and return what was answered."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            press(dialog)
        finally:
            dialog.close()  # what was pressed has closed it, or the test would never end

    QTimer.singleShot(0, answer)
    return ask()


def button(text: str) -> Press:
    def press(dialog: QDialog) -> None:
        (found,) = (each for each in dialog.findChildren(QAbstractButton) if each.text() == text)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    return press


def key(which: Qt.Key) -> Press:
    return lambda dialog: QTest.keyClick(dialog, which)


def name(text: str) -> Press:
    def press(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    return press


ENTER, ESCAPE = key(Qt.Key.Key_Return), key(Qt.Key.Key_Escape)


def test_changes_are_saved_or_discarded_by_the_button_that_says_so(dialogs: Dialogs) -> None:
    for press, answer in (
        (button("&Save"), Unsaved.SAVE),
        (button("&Discard"), Unsaved.DISCARD),
        (button("&Cancel"), Unsaved.CANCEL),
        (ENTER, Unsaved.SAVE),
        (ESCAPE, Unsaved.CANCEL),
    ):
        assert answered(lambda: dialogs.unsaved("autumn", ()), press) is answer


def test_a_row_that_is_not_complete_is_left_out_by_discard_alone(dialogs: Dialogs) -> None:
    for press, answer in (
        (button("&Discard"), True),
        (button("&Cancel"), False),
        (ENTER, False),
        (ESCAPE, False),
    ):
        assert answered(lambda: dialogs.leave_drafts(["A period has no days."]), press) is answer


def test_a_link_is_opened_by_open_alone(dialogs: Dialogs) -> None:
    for press, answer in (
        (button("&Open"), True),
        (button("&Cancel"), False),
        (ENTER, False),
        (ESCAPE, False),
    ):
        assert answered(lambda: dialogs.open_link("https://example.org/a", "example.org"), press) is answer


def test_rows_of_a_deleted_source_move_where_it_is_said(dialogs: Dialogs) -> None:
    used = InUse(names=("GS",), rows=2, others=(("isw", "ISW"), ("bbc", "BBC")))

    def second(dialog: QDialog) -> None:
        choice = dialog.findChild(QComboBox)
        assert isinstance(choice, QComboBox)
        QTest.keyClick(choice, Qt.Key.Key_Down)
        button("Move and &Delete")(dialog)

    for press, answer in (
        (button("Move and &Delete"), "isw"),
        (second, "bbc"),
        (button("&Leave Them Without a Source"), ""),
        (button("Cancel"), None),
        (ESCAPE, None),
    ):
        assert answered(lambda: dialogs.used_sources(used), press) == answer


def test_a_file_is_saved_under_the_name_typed_with_its_ending(dialogs: Dialogs, tmp_path: Path) -> None:
    suggested = tmp_path / "autumn.json"
    for press, answer in (
        (name("winter"), tmp_path / "winter.json"),
        (name("winter.txt"), tmp_path / "winter.txt"),
        (name("autumn.json"), suggested),
        (ESCAPE, None),
    ):
        assert answered(lambda: dialogs.file_to_save(suggested), press) == answer


def test_the_file_chosen_is_opened_and_none_after_escape(dialogs: Dialogs, tmp_path: Path) -> None:
    (tmp_path / "winter.json").write_text("{}")
    for press, answer in ((name("winter.json"), tmp_path / "winter.json"), (ESCAPE, None)):
        assert answered(lambda: dialogs.file_to_open(tmp_path), press) == answer
