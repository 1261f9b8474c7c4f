"""The names of months and of days of the week in the languages of published figures, by Unicode's CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

LANGUAGES = ("en", "uk", "ru", "de", "fr")
_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = (
    (
        "січня/січ/січень лютого/лют/лютий березня/бер/березень квітня/квіт/квітень травня/трав/травень "
        "червня/черв/червень липня/лип/липень серпня/серп/серпень вересня/вер/вересень жовтня/жовт/жовтень "
        "листопада/лист/листопад грудня/груд/грудень"
    ),
    (
        "января/янв/январь февраля/февр/февраль марта/мар/март апреля/апр/апрель мая/май июня/июн/июнь "
        "июля/июл/июль августа/авг/август сентября/сент/сентябрь октября/окт/октябрь ноября/нояб/ноябрь "
        "декабря/дек/декабрь"
    ),
    (
        "januar/jan/janner februar/feb/feber marz/mar april/apr mai juni/jun juli/jul august/aug "
        "september/sept/sep oktober/okt november/nov dezember/dez"
    ),
    (
        "janvier/janv fevrier/fevr mars avril/avr mai juin juillet/juil aout septembre/sept octobre/oct "
        "novembre/nov decembre/dec"
    ),
)
_WEEKDAYS = (
    "monday/mon tuesday/tue wednesday/wed thursday/thu friday/fri saturday/sat sunday/sun",
    "понеділок/пн вівторок/вт середа/ср четвер/чт п’ятниця/пт субота/сб неділя/нд",
    "понедельник/пн вторник/вт среда/ср четверг/чт пятница/пт суббота/сб воскресенье/вс",
    "montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sa sonntag/so",
    "lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim",
)
"""In the languages after English, and in all of them: each with what else it is called, in their order.

They are CLDR's, as `plain` writes them, and a test holds them to it: to load its data takes 60 ms of a start.
"""
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
    return _beginnings([(month + 1, name) for month, name in _numbered(_MONTHS)])


def _numbered(languages: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each name of each language with its place among the names of its kind, from 0."""
    for names in languages:
        for place, called in enumerate(names.split()):
            yield from ((place, name) for name in called.split("/"))


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
    return {name: day for day, name in _numbered(_WEEKDAYS)}


@lru_cache(4096)
def plain(name: str) -> str:
    """Return a name in small letters, without a full stop; Latin ones without accents: `Févr.` is `fevr`."""
    letters = unicodedata.normalize("NFD", name.strip().rstrip(".").casefold().replace("ʼ", "’"))
    without = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", letters)
    return unicodedata.normalize("NFC", without)
