"""The editors of the inspector, by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.panels.inspector_editors import ChoiceEditor, LineEditor, TextEditor


def test_a_choice_takes_the_lines_it_needs_and_is_cut_with_dots_behind_the_fourth(qtbot: QtBot) -> None:
    editor = ChoiceEditor()
    qtbot.addWidget(editor)
    editor.addItem("casualties (killed, wounded)")
    editor.setFixedWidth(140)
    editor.show()
    low = editor.sizeHint().height()
    assert editor.shown_lines() == ("casualties (killed,", "wounded)")
    assert editor.height() == low + editor.fontMetrics().lineSpacing()
    editor.addItem("casualties: " + "killed, wounded, missing, captured, " * 4)
    editor.setCurrentIndex(1)
    assert len(editor.shown_lines()) == 4
    assert editor.shown_lines()[3].endswith("…")
    seen: QImage = editor.grab().toImage()
    editor.addItem("killed")
    editor.setCurrentIndex(2)
    assert editor.shown_lines() == ("killed",)
    assert editor.height() == low
    assert editor.grab().toImage() != seen


def test_an_editor_of_several_lines_is_as_high_as_its_text_up_to_twice_those_meant(qtbot: QtBot) -> None:
    editor = TextEditor(2)
    qtbot.addWidget(editor)
    editor.show()
    heights = []
    for lines in (1, 3, 4, 9):
        editor.setPlainText("\n".join("x" * lines))
        heights.append(editor.height())
    line = editor.fontMetrics().lineSpacing()
    assert [height - heights[0] for height in heights] == [0, 2 * line, 3 * line, 3 * line]
    assert 0 <= editor.viewport().height() - 4 * line - 2 * editor.document().documentMargin() <= 3


@pytest.mark.parametrize("editor_of", [lambda: TextEditor(2), LineEditor])
def test_an_editor_is_kept_by_enter_or_by_leaving_it_and_given_up_by_escape(
    qtbot: QtBot, editor_of: Callable[[], TextEditor | LineEditor]
) -> None:
    editor, heard = editor_of(), []
    qtbot.addWidget(editor)
    editor.entered.connect(lambda: heard.append("entered"))
    editor.cancelled.connect(lambda: heard.append("cancelled"))
    editor.left.connect(lambda: heard.append("left"))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.TabFocusReason):  # a menu opens
        heard.append(reason.name)
        QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert heard == ["entered", "cancelled", "PopupFocusReason", "TabFocusReason", "left"]


def test_what_is_undone_in_an_editor_can_be_done_again_and_else_the_keys_are_the_tables(qtbot: QtBot) -> None:
    editor = TextEditor(2)
    qtbot.addWidget(editor)

    def is_own(keys: QKeySequence.StandardKey) -> bool:
        pressed = QKeySequence.keyBindings(keys)[0][0]  # type: ignore[index] # the stubs do not know of it
        event = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers())
        event.ignore()
        QApplication.sendEvent(editor, event)
        return event.isAccepted()

    both = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    assert [*map(is_own, both)] == [False, False]
    QTest.keyClicks(editor, "a")
    assert [*map(is_own, both)] == [True, True]
    editor.undo()
    assert [*map(is_own, both)] == [True, True]
