"""The languages of the window: translation files loaded where there are any, and the words of the model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from model.text.words import CONTEXT

TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"


def install_translations(
    app: QCoreApplication, locale: QLocale, folder: Path = TRANSLATIONS
) -> tuple[str, ...]:
    """Load Qt's own texts and ours for `locale`; return which were found. Nothing found leaves English."""
    found = []
    for name, place in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("salient", str(folder)),
    ):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", place):
            app.installTranslator(translator)
            found.append(name)
    return tuple(found)


def model_words(template: str) -> str:
    """Return a text of the model in the language of the window."""
    return QCoreApplication.translate(CONTEXT, template)
