"""An expression of days in a text, and the small numbers and lengths that such expressions are told with."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from msgspec import Struct

from model.reading.patterns import any_case
from model.reading.vocabulary import Vocabulary, months_of

WAR_BEGAN = date(2022, 2, 24)
"""The first day of the full-scale war: `since the start of the invasion` of a text that says no other."""


class DaysFound(Struct, frozen=True):
    """An expression of days: its place, its first and last day, and how it was meant.

    `role` is `span`, `day`, `since` (to the day published), `until` (the last day only), `same` (days said
    before), `event` (of what began and ended), `weekday`, `never`, or `open`: days whose year or whose end is
    not known. `year` is True where a year was said; `parts` are the spans that it was joined of; `plain` are
    the days without the word before them; `partly`: only a part of them is meant, such as a week of a month.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    role: str = "span"
    year: bool = False
    dateline: bool = False
    parts: tuple[tuple[date, date], ...] = ()
    joined: bool = False
    plain: tuple[date, date] | None = None
    partly: bool = False


def length_told(said: str, words: Vocabulary) -> tuple[str, int]:
    """Return the unit of the length that words tell, `week` or `month`, and how many; 0 for no number."""
    units = [(rf"{edge}(?:{p})", unit) for edge in (r"\b", "") for unit, p in words.counted_spans.items()]
    unit = next((unit for pattern, unit in units if any_case(pattern).search(said)), "")  # `Vorwoche` last
    return unit, max((counted_by(word, words) for word in re.findall(r"[\w’'-]+", said)), default=0)


def counted_by(said: str, words: Vocabulary) -> int:
    """Return a small number written in digits or as a word, or as two: `thirty-one`; 0 for none."""
    if said.isdigit():
        return int(said)
    tens, dash, ones = said.partition("-")
    if dash:
        tenfold, rest = counted_by(tens, words), counted_by(ones, words)
        return tenfold + rest if tenfold >= 20 and 0 < rest < 10 else 0
    if any_case("|".join(words.words)).fullmatch(said) is None:
        return 0
    return next(int(v) for key, v in words.words.items() if any_case(key).fullmatch(said) is not None)


@cache
def month_pattern(code: str, adjectives: tuple[str, ...] = ()) -> str:
    """Return a pattern of the names of the months, each a group `m1` to `m12`."""
    months = months_of(code, adjectives).items()
    return "|".join(f"(?P<m{number}>{pattern})" for pattern, number in months)
