"""The names of months and of days of the week in the languages of published figures, by Unicode's CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
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
    found = _among(bare, enumerate(_ENGLISH, 1)) or _among(bare, _months())
    if not found and len(bare) > _SHORTEST and not bare.isascii():
        found = _among(bare[:-1], _months())
    return found.pop() if len(found) == 1 else 0


def _among(bare: str, names: Iterable[tuple[int, str]]) -> set[int]:
    """Return the months of which a name is the beginning; the one that is called so, where one is."""
    known = list(names)
    exact = {month for month, name in known if name == bare}
    if exact or len(bare) < _SHORTEST:
        return exact
    return {month for month, name in known if name.startswith(bare)}


def weekday_of(name: str) -> int | None:
    """Return the day of the week that a name means, Monday 0; None if none."""
    return _weekdays().get(plain(name))


@cache
def _months() -> tuple[tuple[int, str], ...]:
    return tuple((month, plain(name)) for names in _cldr("months") for month, name in names.items())


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
