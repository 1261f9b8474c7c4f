"""Languages of the window: ours with Qt's, never Qt's alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from gui.app.translate import filled, language_in_use, model_words, speak, with_plain_digits
from model.text.words import words


@pytest.fixture
def ukrainian(qtbot: QtBot) -> Iterator[QApplication]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translators = speak(app, "uk")
    yield app
    for each in translators:
        app.removeTranslator(each)


def test_qt_has_texts_of_its_own_that_would_turn_the_window_round() -> None:
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load(QLocale("he_IL"), "qtbase", "_", folder)
    assert translator.translate("QGuiApplication", "QT_LAYOUT_DIRECTION") == "RTL"


@pytest.mark.parametrize(
    ("system", "kept", "spoken"),
    [
        (["he-IL", "fa"], "", "en"),  # without a translation of ours Qt's is not loaded
        (["uk-UA", "en"], "", "uk"),
        (["de-DE", "uk"], "", "uk"),
        (["uk-UA"], "en", "en"),
        (["C"], "uk", "uk"),
    ],
)
def test_the_language_is_the_one_chosen_else_the_first_of_the_system_that_is_spoken(
    monkeypatch: pytest.MonkeyPatch, system: list[str], kept: str, spoken: str
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _self: system)
    assert language_in_use(kept) == spoken


def test_english_needs_no_translator(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert app is not None
    assert speak(app, "en") == ()


def test_window_model_and_qt_speak_one_language_and_what_is_not_translated_stays(
    ukrainian: QApplication,
) -> None:
    assert QObject().tr("Preferences") == "Параметри"
    assert words("{count} row|{count} rows", count=3).text(model_words) == "3 рядки"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Скасувати"
    assert QObject().tr("no text of ours") == "no text of ours"
    assert QObject().tr("") == ""
    assert ukrainian.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(
    ("name", "shown"), [("fa_IR", "300.5"), ("ar_EG", "300.5"), ("de_DE", "300,5"), ("uk_UA", "300,5")]
)
def test_a_field_of_qt_shows_digits_that_the_window_reads(qtbot: QtBot, name: str, shown: str) -> None:
    before = QLocale()
    QLocale.setDefault(with_plain_digits(QLocale(name)))
    try:
        box = QDoubleSpinBox()
        qtbot.addWidget(box)
        box.setDecimals(1)
        box.setMaximum(999)
        box.setValue(300.5)
        assert box.text() == shown
    finally:
        QLocale.setDefault(before)


def test_a_name_from_right_to_left_is_kept_to_itself_in_a_text_of_the_window() -> None:
    assert filled("{count} about {row}", count=3, row="חצר 2024") == "3 about \u2068חצר 2024\u2069"
    assert filled("Saved {time}", time="12:30") == "Saved 12:30"
