"""The languages of the window: translation files loaded where there are any, and the words of the model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from model.text.words import CONTEXT, filled_in

TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"


def install_translations(
    app: QCoreApplication, locale: QLocale, folder: Path = TRANSLATIONS
) -> tuple[str, ...]:
    """Load our own texts for `locale`, and with them Qt's; return which were found. Else all stays English.

    Qt's alone would turn the window round for Hebrew, Arabic and Persian, and with it every range of numbers.
    """
    found: list[str] = []
    for name, place in (
        ("salient", str(folder)),
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(app)
        if not translator.load(locale, name, "_", place):
            break
        app.installTranslator(translator)
        found.append(name)
    return tuple(found)


def filled(text: str, **values: object) -> str:
    """Return a text of the window with its `{names}` filled in; one from right to left is kept to itself."""
    return text.format(**{name: filled_in(value) for name, value in values.items()})


def with_plain_digits(locale: QLocale) -> QLocale:
    """Return the locale for numbers in Qt's own fields: one that writes 0 to 9, as all of the window does."""
    return locale if locale.zeroDigit() == "0" else QLocale(QLocale.Language.English)


def model_words(template: str) -> str:
    """Return a text of the model in the language of the window."""
    return QCoreApplication.translate(CONTEXT, template)
