"""The inspector under a person's hands: going to a figure, its fields, and typing into them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.inspector_editors import ChoiceEditor, LineEditor
from gui.panels.inspector_form import InspectorField
from model.explain.inspect_cell import Place
from model.text.figures import Figure
from tests.gui.window_kit import Kit, opened

CTRL = Qt.KeyboardModifier.ControlModifier
NOVEMBER = Place("periods", 1, "losses")


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.window.panes.figure.show()
        go(qtbot, opened_kit, NOVEMBER)
        yield opened_kit


def go(qtbot: QtBot, kit: Kit, place: Place) -> None:
    """Make a cell the current one and wait until the inspector shows it."""
    kit.window.inspector_controller.go_to(place)
    shows(qtbot, kit, place)


def shows(qtbot: QtBot, kit: Kit, place: Place) -> None:
    def shown() -> bool:
        now = kit.window.inspector_controller.inspector.shown
        return now is not None and now.place == place

    qtbot.waitUntil(shown)


def field(kit: Kit, label: str) -> InspectorField:
    return next(f for f in kit.window.inspector_controller.inspector.fields if f.entry.label == label)


def line(kit: Kit, label: str) -> LineEditor:
    editor = field(kit, label).editor
    assert isinstance(editor, LineEditor)
    return editor


def retype(editor: QWidget, text: str) -> None:
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(editor, text)


def losses(kit: Kit, row: int = 1) -> Figure:
    figure = kit.session.project.periods[row].losses
    assert figure is not None
    return figure


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def choose(kit: Kit, label: str, text: str) -> None:
    editor = field(kit, label).editor
    assert isinstance(editor, ChoiceEditor)
    editor.setFocus()
    place = editor.findText(text)
    assert place >= 0, [editor.itemText(i) for i in range(editor.count())]
    editor.setCurrentIndex(place)
    editor.activated.emit(place)


def fact(kit: Kit, label: str) -> str:
    """Return what the inspector says and cannot be changed there."""
    shown = kit.window.inspector_controller.inspector.form.facts
    return next(text.text() for name, text in shown if name.text() == label)


def click_on_cell(kit: Kit, row: int, key: str) -> None:
    grid, model = kit.window.tables.current.grid, kit.window.tables.current.model
    column = next(n for n, column in enumerate(model.columns) if column.key == key)
    box = grid.visualRect(model.index(row, column))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
