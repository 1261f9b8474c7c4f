"""The languages of the program: a catalogue of texts for each but English, keyed by the English text.

`resources/translations` holds them as gettext has them: `uk.po`, which people edit, and `uk.mo`, which
`python -m tests.translations` makes of it, and which is read only where its language is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from types import MappingProxyType

from model.text.errors import Unreadable
from model.text.formats import Formats
from model.text.notation import notation_for
from model.text.records import replace
from model.text.words import untranslated

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
ENGLISH = "en"
LANGUAGES: Mapping[str, str] = MappingProxyType({ENGLISH: "English", "uk": "Українська"})
"""The languages that the program speaks, by their codes, as each calls itself."""


def spoken(locale: str) -> str:
    """Return the language among `LANGUAGES` that a locale such as `uk_UA.UTF-8` asks for, "" if none is."""
    code = re.split(r"[_.@-]", locale.strip().lower(), maxsplit=1)[0]
    return code if code in LANGUAGES else ""


@cache
def catalogue(language: str) -> Callable[[str], str]:
    """Return what translates a template into a language of `LANGUAGES`; a text it does not have stays."""
    if language == ENGLISH:
        return untranslated
    with (TRANSLATIONS / f"{language}.mo").open("rb") as file:
        translate = GNUTranslations(file).gettext
    return lambda text: (
        translate(text) if text else ""
    )  # of nothing gettext returns the head of the catalogue


def in_each_language(template: str) -> frozenset[str]:
    """Return a marked text as each language of the program has it."""
    return frozenset(catalogue(language)(template) for language in LANGUAGES)


def in_language(formats: Formats, locale: str) -> Formats:
    """Return how a language writes: its numbers and, if the program speaks it, its words.

    A locale that nothing is known of changes nothing, and so does "".
    """
    if not locale:
        return formats
    try:
        notation = notation_for(locale)
    except Unreadable:
        return formats
    language = spoken(locale)
    return replace(
        formats, notation=notation, translate=catalogue(language) if language else formats.translate
    )
