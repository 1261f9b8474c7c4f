"""The names of months and of days of the week in the languages of published figures, by Unicode's CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

LANGUAGES = ("en", "uk", "ru", "de", "fr")
_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORTEST = 3  # letters of a month cut short: `Sept`, `вер`


@lru_cache(4096)
def month_of(name: str) -> int:
    """Return the month, 1 to 12, that a name means, whole or cut short (`Sept`, `вер.`); 0 if none.

    A Cyrillic name may have another ending (`вересні`): one letter of it is not looked at.
    """
    bare = plain(name)
    found = _english().get(bare) or _any_language().get(bare, 0)
    if not found and len(bare) > _SHORTEST and not bare.isascii():
        found = _any_language().get(bare[:-1], 0)
    return found


@cache
def _english() -> Mapping[str, int]:
    return _beginnings(list(enumerate(_ENGLISH, 1)))


@cache
def _any_language() -> Mapping[str, int]:
    return _beginnings([(month, plain(name)) for names in _cldr("months") for month, name in names.items()])


def _beginnings(names: Sequence[tuple[int, str]]) -> Mapping[str, int]:
    """Return the month of each name and of its beginnings; 0 where two months begin so."""
    found: dict[str, int] = {}
    for month, name in names:
        for length in range(_SHORTEST, len(name)):
            short = name[:length]
            found[short] = month if found.get(short, month) == month else 0
    return found | {name: month for month, name in names}


def weekday_of(name: str) -> int | None:
    """Return the day of the week that a name means, Monday 0; None if none."""
    return _weekdays().get(plain(name))


@cache
def _weekdays() -> Mapping[str, int]:
    return {plain(name): day for names in _cldr("days") for day, name in names.items()}


def _cldr(kind: str) -> list[Mapping[int, str]]:
    from babel import Locale  # noqa: PLC0415 - 60 ms with its data, and only for names that are not English

    return [
        getattr(Locale(language), kind)[context][width]
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]


@lru_cache(4096)
def plain(name: str) -> str:
    """Return a name in small letters, without a full stop; Latin ones without accents: `Févr.` is `fevr`."""
    letters = unicodedata.normalize("NFD", name.strip().rstrip(".").casefold().replace("ʼ", "’"))
    without = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", letters)
    return unicodedata.normalize("NFC", without)
