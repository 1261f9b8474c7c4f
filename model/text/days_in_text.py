"""The days that a sentence speaks of: "between September and November 2024", "on Nov. 28", "in Q3 2024".

Unlike `days`, which reads what is typed as days, this looks for them among other words, and is content
to find none. Months are understood in English, the language of the published words.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from model.text.days import FIRST_YEAR, Span
from model.text.patterns import Pattern

_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"[12][0-9]{3}(?![0-9])"
_ORDINAL = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9,.]*[0-9])"


def _point(n: int) -> str:
    """A day, or a month: `28 November 2024`, `Nov. 28, 2024`, `Nov. 28`, `November 2024`, `November`."""
    return (
        rf"(?:the\s+)?(?:(?P<before{n}>{_ORDINAL})\s+(?:of\s+)?)?(?P<month{n}>{_MONTH})"
        rf"(?:\s+(?P<after{n}>{_ORDINAL}))?(?:,?\s+(?:of\s+)?(?P<year{n}>{_YEAR}))?"
    )


_RANGE = Pattern(
    rf"(?:between\s+|from\s+)?{_point(1)}\s*(?:\band\b|\bto\b|\buntil\b|\btill\b|\bthrough\b|[-–—])\s*{_point(2)}",
    re.IGNORECASE,
)
_WITHIN_MONTH = Pattern(
    rf"(?:between\s+|from\s+)?(?<![0-9.,])(?P<first>{_ORDINAL})\s*(?:\band\b|\bto\b|\buntil\b|[-–—])\s*"
    rf"(?P<last>{_ORDINAL})\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_ONE = Pattern(rf"(?<![\w]){_point(1)}", re.IGNORECASE)
_DAYS = Pattern(
    r"(?P<first>[1-9][0-9]{3}-[0-9]{2}-[0-9]{2})"
    r"(?:\s*(?:to|and|until|through|\.\.|/|–|—|-)\s*(?P<last>[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}))?(?![0-9])",
    re.IGNORECASE,
)
_QUARTER = Pattern(
    rf"(?:\bq(?P<number>[1-4])|\b(?P<name>first|second|third|fourth)\s+quarter)(?:\s+of)?,?\s+(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_WHOLE_YEAR = Pattern(rf"\b(?:in|during|over|throughout|of)\s+(?P<year>{_YEAR})(?![-\w])", re.IGNORECASE)
_QUARTERS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True)
class DaysInText:
    """The days said in a text, and where they are said: from `begin` to before `end`."""

    span: Span
    begin: int
    end: int


def find_days(text: str, year: int | None = None) -> DaysInText | None:
    """Return the days that `text` speaks of first, None where it names none.

    `year` is the one meant where a month is named without. A day of a month that has no such day is none.
    """
    for pattern, read in (
        (_DAYS, _days),
        (_QUARTER, _quarter),
        (_RANGE, _range),
        (_WITHIN_MONTH, _within_month),
        (_ONE, _one),
        (_WHOLE_YEAR, _whole_year),
    ):
        for found in pattern.finditer(text):
            span = read(found, year)
            if span is not None and span.start <= span.end:
                return DaysInText(span, found.start(), found.end())
    return None


def _days(found: re.Match[str], _year: int | None) -> Span | None:
    try:
        first = date.fromisoformat(found["first"])
        last = date.fromisoformat(found["last"] or found["first"])
    except ValueError:
        return None
    return Span(first, last)


def _quarter(found: re.Match[str], _year: int | None) -> Span:
    number = int(found["number"]) if found["number"] else _QUARTERS.index(found["name"].lower()) + 1
    year = int(found["year"])
    return Span(date(year, number * 3 - 2, 1), _last_of(year, number * 3))


def _range(found: re.Match[str], year: int | None) -> Span | None:
    last_year = int(found["year2"]) if found["year2"] else None
    first_year = int(found["year1"]) if found["year1"] else None
    first_month, last_month = _month(found["month1"]), _month(found["month2"])
    turns = first_month > last_month  # from December to February
    last_year = last_year or (first_year + turns if first_year else None) or year
    if last_year is None:
        return None
    first = _point_span(found, 1, first_year or last_year - turns)
    last = _point_span(found, 2, last_year)
    return Span(first.start, last.end) if first is not None and last is not None else None


def _within_month(found: re.Match[str], year: int | None) -> Span | None:
    meant = int(found["year"]) if found["year"] else year
    if meant is None or meant < FIRST_YEAR:
        return None
    month = _month(found["month"])
    first, last = (int(re.sub(r"\D", "", found[name])) for name in ("first", "last"))
    if not 1 <= first <= last <= _last_of(meant, month).day:
        return None
    return Span(date(meant, month, first), date(meant, month, last))


def _one(found: re.Match[str], year: int | None) -> Span | None:
    said = int(found["year1"]) if found["year1"] else None
    name = found["month1"]
    if said is None and (name.islower() or (name.lower() == "may" and found["after1"] is None)):
        return None  # may and march are verbs as well
    meant = said or year
    return _point_span(found, 1, meant) if meant is not None else None


def _whole_year(found: re.Match[str], _year: int | None) -> Span:
    year = int(found["year"])
    return Span(date(year, 1, 1), date(year, 12, 31))


def _point_span(found: re.Match[str], n: int, year: int) -> Span | None:
    month = _month(found[f"month{n}"])
    day = found[f"before{n}"] or found[f"after{n}"]
    if year < FIRST_YEAR:
        return None
    if day is None:
        return Span(date(year, month, 1), _last_of(year, month))
    number = int(re.sub(r"\D", "", day))
    if not 1 <= number <= _last_of(year, month).day:
        return None
    return Span(date(year, month, number), date(year, month, number))


def _month(name: str) -> int:
    return _NAMES.index(name[:3].lower()) + 1


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
