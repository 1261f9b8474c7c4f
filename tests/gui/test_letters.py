"""Alt and a letter means one thing wherever it is pressed, in every language; English: `test_access`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGroupBox,
    QLabel,
    QMenu,
    QMenuBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.app.translate import speak
from model.text.catalogue import ENGLISH, LANGUAGES
from tests.gui.imports.assistant_kit import each_assistant
from tests.gui.probed import in_each_dialog
from tests.gui.test_plain_text import DIALOGS
from tests.gui.window_kit import opened


def captions(window: QWidget) -> Iterator[str]:
    """Yield what can be reached by its letter in a window as it is shown."""
    for child in window.findChildren(QWidget):
        if not child.isVisible() or child.window() is not window:
            continue
        if isinstance(child, QAbstractButton) or (isinstance(child, QLabel) and child.buddy() is not None):
            yield child.text()
        elif isinstance(child, QGroupBox):
            yield child.title()
        elif isinstance(child, QTabBar):
            yield from (child.tabText(tab) for tab in range(child.count()))
        elif isinstance(child, QMenuBar):
            yield from (action.text() for action in child.actions())


def shared(texts: Iterator[str]) -> list[str]:
    """Return those of the captions that one letter leads to."""
    keys = [(QKeySequence.mnemonic(text).toString(), text) for text in texts]
    times = Counter(key for key, _ in keys if key)
    return sorted(f"{key}: {text}" for key, text in keys if times[key] > 1)


def same_letters(window: QWidget) -> list[str]:
    """Return the captions of a window, as it is shown, that share a letter, and those of no field."""
    labels = (each for each in window.findChildren(QLabel) if each.isVisible() and each.buddy() is None)
    lost = [
        each.text()
        for each in labels
        if each.text().endswith(":") and QKeySequence.mnemonic(each.text()).toString()
    ]
    return shared(captions(window)) + lost


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != ENGLISH])
def test_no_letter_leads_to_two_places(language: str, qtbot: QtBot, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    installed = speak(app, language)
    wrong: dict[str, list[str]] = {}
    try:
        with opened(qtbot, tmp_path) as kit:
            kit.answers.save_answer = tmp_path / "1.json"  # earlier versions are kept of a file
            kit.window.files.save_as()
            wrong["the window"] = same_letters(kit.window)
            for menu in kit.window.menuBar().findChildren(QMenu):
                wrong[menu.title()] = shared(action.text() for action in menu.actions())
            in_each_dialog(
                kit,
                (*DIALOGS, "read_report"),
                tmp_path,
                lambda dialog: wrong.update({dialog.windowTitle(): same_letters(dialog)}),
            )
            for dialog in each_assistant(qtbot, kit, tmp_path):
                wrong[dialog.windowTitle()] = same_letters(dialog)
    finally:
        for each in installed:
            app.removeTranslator(each)
    assert {where: texts for where, texts in wrong.items() if texts} == {}
