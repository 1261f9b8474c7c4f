"""Languages of the window: ours with Qt's, never Qt's alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from gui.app.translate import filled, install_translations, with_plain_digits

RIGHT_TO_LEFT = ("he_IL", "fa_IR", "ar_EG", "ur_PK")


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[QApplication]:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    yield found
    for translator in found.findChildren(QTranslator):
        found.removeTranslator(translator)
        translator.deleteLater()


def test_qt_has_texts_of_its_own_that_would_turn_the_window_round() -> None:
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load(QLocale("he_IL"), "qtbase", "_", folder)
    assert translator.translate("QGuiApplication", "QT_LAYOUT_DIRECTION") == "RTL"


@pytest.mark.parametrize("name", RIGHT_TO_LEFT)
def test_without_a_translation_of_ours_the_window_stays_as_its_texts_are(
    app: QApplication, name: str
) -> None:
    assert install_translations(app, QLocale(name)) == ()
    assert QCoreApplication.translate("QGuiApplication", "QT_LAYOUT_DIRECTION") != "RTL"
    assert app.layoutDirection() is Qt.LayoutDirection.LeftToRight


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


def test_qts_texts_come_with_ours(app: QApplication, tmp_path: Path) -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    (tmp_path / "salient_uk.qm").write_bytes((folder / "qtbase_uk.qm").read_bytes())
    assert install_translations(app, QLocale("uk_UA"), tmp_path) == ("salient", "qtbase")
