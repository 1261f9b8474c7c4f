"""The language of the window: our catalogue with Qt's own texts, and the words of the model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.app.guard import guarded
from model.text.catalogue import ENGLISH, catalogue, spoken
from model.text.words import CONTEXT, filled_in


@guarded
class _Texts(QTranslator):
    """Texts from a catalogue, whatever class says them; others are left to the translators beside it."""

    def __init__(self, translate: Callable[[str], str], app: QCoreApplication) -> None:
        super().__init__(app)
        self._translate = translate

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]  # None is Qt's null text, unknown to its types
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        text = self._translate(sourceText)
        return None if text == sourceText else text


def speak(
    app: QCoreApplication, language: str, translate: Callable[[str], str] | None = None
) -> tuple[QTranslator, ...]:
    """Let the window speak a language of `LANGUAGES` (or one made up by `translate`); return the translators.

    Qt's own texts come only with ours: alone they would turn the window round for Hebrew, Arabic and Persian,
    and with it every range of numbers.
    """
    if language == ENGLISH and translate is None:
        return ()
    ours, qts = _Texts(translate or catalogue(language), app), QTranslator(app)
    qts.load(QLocale(language), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for each in (ours, qts):  # the last is asked first: what Qt says, it says in its own words
        app.installTranslator(each)
    return ours, qts


def language_in_use(kept: str) -> str:
    """Return the language of the window: that of the preferences, else the first of the system's we speak."""
    return kept or next(filter(None, map(spoken, QLocale.system().uiLanguages())), ENGLISH)


def locale_in_use(kept: str) -> QLocale:
    """Return the locale of Qt's own fields, days and numbers: of the language kept, else the system's."""
    system = QLocale.system()
    return with_plain_digits(QLocale(kept) if kept not in ("", spoken(system.name())) else system)


def with_plain_digits(locale: QLocale) -> QLocale:
    """Return the locale for numbers in Qt's own fields: one that writes 0 to 9, as all of the window does."""
    return locale if locale.zeroDigit() == "0" else QLocale(QLocale.Language.English)


def filled(text: str, **values: object) -> str:
    """Return a text of the window with its `{names}` filled in; one from right to left is kept to itself."""
    return text.format(**{name: filled_in(value) for name, value in values.items()})


def model_words(template: str) -> str:
    """Return a text of the model in the language of the window."""
    return QCoreApplication.translate(CONTEXT, template)
