"""The editors of the inspector, by themselves."""

from __future__ import annotations

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.panels.inspector_editors import ChoiceEditor


def test_a_choice_that_does_not_fit_is_cut_with_dots_and_not_within_a_letter(qtbot: QtBot) -> None:
    editor = ChoiceEditor()
    qtbot.addWidget(editor)
    editor.addItem("casualties (killed, wounded, missing, captured)")
    editor.resize(140, editor.sizeHint().height())
    editor.show()
    shown = editor.shown_text()
    assert shown.startswith("casualties")
    assert shown.endswith("…")
    cut: QImage = editor.grab().toImage()
    editor.setItemText(0, shown)
    assert editor.grab().toImage() == cut
    editor.setItemText(0, "killed")
    assert editor.shown_text() == "killed"
