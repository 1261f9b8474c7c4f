"""Preferences: what is shown is what is chosen, and what it does to numbers is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from gui.app.settings import Settings
from gui.app.theme import Scheme
from gui.dialogs.preferences import Preferences
from model.text.notation import ENGLISH, GERMAN, SPACED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    kept = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    kept.set_notation(GERMAN)
    kept.set_scheme(Scheme.DARK)
    return kept


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings) -> Preferences:
    made = Preferences(settings)
    qtbot.addWidget(made)
    made.show()
    return made


def chooser(dialog: Preferences, name: str) -> QComboBox:
    return next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)


def test_it_opens_with_what_is_in_use(dialog: Preferences) -> None:
    assert dialog.notation == GERMAN
    assert dialog.scheme is Scheme.DARK
    assert "1.234.567" in chooser(dialog, "How numbers are written").currentText()


def test_another_way_to_write_numbers_is_chosen_with_the_arrows_and_explained(dialog: Preferences) -> None:
    box = chooser(dialog, "How numbers are written")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert dialog.notation == ENGLISH
    assert any("1.50" in label.text() and "1,000" in label.text() for label in dialog.findChildren(QLabel))


def test_the_colours_are_chosen_and_ok_accepts(qtbot: QtBot, dialog: Preferences) -> None:
    box = chooser(dialog, "Colours")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert dialog.scheme is Scheme.LIGHT
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def test_a_language_is_chosen_and_kept_for_the_next_start(dialog: Preferences, settings: Settings) -> None:
    for name in ("Language of the window", "Language of reports"):
        QTest.keyClick(chooser(dialog, name), Qt.Key.Key_End)
    assert (settings.language, settings.report_language) == ("", "")
    dialog.keep()
    assert (settings.language, settings.report_language) == ("uk", "uk")
    assert any("next start" in label.text() for label in dialog.findChildren(QLabel))


def test_of_the_languages_that_write_numbers_so_that_of_the_window_comes_first(
    qtbot: QtBot, settings: Settings
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("uk_UA"))
    try:
        dialog = Preferences(settings)
    finally:
        QLocale.setDefault(before)
    qtbot.addWidget(dialog)
    box = chooser(dialog, "How numbers are written")
    assert "Українська," in box.itemText(dialog._notations.index(SPACED))


def test_escape_leaves_everything(qtbot: QtBot, dialog: Preferences) -> None:
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_numbers_follow_the_language_unless_they_are_chosen_themselves(qtbot: QtBot, tmp_path: Path) -> None:
    """In a Ukrainian window 4,000 km² is read as 4: who chose only the language had English numbers."""
    settings = Settings(QSettings(str(tmp_path / "new.ini"), QSettings.Format.IniFormat))
    dialog = Preferences(settings)
    qtbot.addWidget(dialog)
    QTest.keyClick(chooser(dialog, "Language of the window"), Qt.Key.Key_End)
    dialog.keep()
    assert settings.notation == SPACED
