"""Every control of the window and its dialogs has a name for a screen reader, and a letter of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.probed import in_each_dialog, settle
from tests.gui.test_plain_text import DIALOGS
from tests.gui.window_kit import Kit, opened

_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&(amp|lt|gt|nbsp);")


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.window.resize(1600, 1000)
        opened_kit.window.panes.reset()
        yield opened_kit


def nameless(top: QWidget) -> list[str]:
    """Return the controls that can be reached and have no name, and the names that hold markup."""
    found = []
    for widget in top.findChildren(QWidget):
        own = widget.window() is top.window() and widget.isVisible()
        if not own or isinstance(widget, QScrollBar) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QAbstractScrollArea):
            continue  # it is a part of its parent, which has the name
        access = QAccessible.queryAccessibleInterface(widget)
        name = access.text(QAccessible.Text.Name)
        description = access.text(QAccessible.Text.Description)
        where = f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        if not name.strip():
            found.append(f"no name: {where}")
        if _MARKUP.search(name) or _MARKUP.search(description):
            found.append(f"markup: {where}: {name!r} {description!r}")
    return found


def same_letters(top: QWidget) -> list[str]:
    """Return the letters that several controls seen at once answer to, with what they are written on."""
    texts = [
        widget.text()
        for widget in top.findChildren(QWidget)
        if widget.isVisible()
        and widget.window() is top.window()
        and (
            isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
        )
    ]
    for bar in top.findChildren(QTabBar):
        texts += [bar.tabText(tab) for tab in range(bar.count()) if bar.isVisible()]
    letters = {text: match[1].casefold() for text in texts if (match := re.search("&([^&])", text))}
    many = Counter(letters.values())
    return sorted(text for text, letter in letters.items() if many[letter] > 1)


def test_every_control_of_the_window_has_a_name(kit: Kit) -> None:
    window = kit.window
    window.messages.warn("Something was refused.", ("why",))
    window.file_guard.bar.tell("The file was changed.", compare=True, reload=True, keep=True)
    for key in window.tables.tables:
        view = window.tables.show_table(key)
        view.find_bar.begin()
        view.grid.go_to(0, view.grid.shown_columns()[-1])
        settle()
        assert nameless(window) == [], key
    window.claims_controller.show_findings()
    settle()
    assert nameless(window) == []
    assert same_letters(window) == []


def test_cells_of_every_table_say_their_text_and_their_column(kit: Kit) -> None:
    for key in kit.window.tables.tables:
        view = kit.window.tables.show_table(key)
        settle()
        access = QAccessible.queryAccessibleInterface(view.grid)
        across, columns = view.model.columnCount() + 1, view.grid.shown_columns()  # with the heads of rows
        assert access.childCount() == across * (view.model.rowCount() + 1)
        for column in columns:
            head = access.child(column + 1).text(QAccessible.Text.Name)
            assert head == view.model.columns[column].label(view.model.context)
        first = access.child(across + 1 + columns[0]).text(QAccessible.Text.Name)
        assert view.model.text(0, columns[0]) in first
        assert not _MARKUP.search(first)


def test_the_charts_say_what_they_show(kit: Kit) -> None:
    for panel in kit.window.charts.panels:
        access = QAccessible.queryAccessibleInterface(panel.view)
        said = access.text(QAccessible.Text.Name) + access.text(QAccessible.Text.Description)
        assert len(said) > 20
        assert not _MARKUP.search(said)


def test_every_control_of_every_dialog_has_a_name_and_a_letter_of_its_own(kit: Kit, tmp_path: Path) -> None:
    kit.answers.save_answer = tmp_path / "mine.json"
    kit.window.files.save_as()
    wrong: list[str] = []
    in_each_dialog(
        kit,
        (*DIALOGS, "read_report"),
        tmp_path,
        lambda dialog: wrong.extend([*nameless(dialog), *same_letters(dialog)]),
    )
    assert wrong == []
