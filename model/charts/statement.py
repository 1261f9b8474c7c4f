"""A title that states what a chart shows, made of its numbers, and none that their ranges do not bear."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date

from model.charts.chart_context import Subject
from model.charts.paragraph import in_prose, total_of_parts
from model.derive.measures import MEASURE
from model.project import Counts
from model.text.days import Span, day_words, month_name, months
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import Words, marked, words

_PEOPLE: Mapping[Counts, str] = {
    Counts.CASUALTIES: marked("casualties"),
    Counts.KILLED: marked("people killed"),
    Counts.CONFIRMED_KILLED: marked("people confirmed killed"),
    Counts.OTHER: marked("losses"),
    Counts.ITEMS: marked("items lost"),
    Counts.MONEY: marked("money"),
}
_SEASONS = {
    3: marked("in spring {year}"),
    6: marked("in summer {year}"),
    9: marked("in autumn {year}"),
    12: marked("in winter {year}/{next}"),
}
_EACH: Mapping[AreaUnit, str] = {
    AreaUnit.KM2: marked("Each km² cost {value} {people} {when}"),
    AreaUnit.MI2: marked("Each sq mi cost {value} {people} {when}"),
}
_WHOLE_FROM = 20.0  # a number of this size is told without decimals
_WIDEST = 2.0  # times the low: a range that is wider states nothing


def statement(subject: Subject, key: str) -> str:
    """Return a title that states the main number of the chart `key` over all its days, or nothing.

    There is none where days are missing, and none where the range leaves open what is stated.
    """
    total, make = total_of_parts(subject), _STATEMENTS.get(key)
    if make is None or subject.series is None or total is None or isinstance(total, Absent):
        return ""
    if subject.results.series[subject.series.id].gaps:
        return ""
    made = make(subject, total)
    text = "" if made is None else subject.formats.words(made)
    return text[:1].upper() + text[1:]


def stated_value(subject: Subject, outcome: Outcome, key: str) -> str:
    """Return a value in the few digits in which a title states it; nothing where it would state nothing.

    A bound is rounded outward, so that what is stated follows from what was computed.
    """
    if isinstance(outcome, Absent) or not _says_something(outcome):
        return ""
    unit = MEASURE[key].unit
    shown = outcome.best * (100.0 if unit == "share" else subject.factor(unit))
    few = replace(subject.formats, decimals=0) if shown >= _WHOLE_FROM else subject.formats
    return few.outcome(outcome, unit)


def _says_something(value: Value) -> bool:
    return value.low > 0 and (math.isinf(value.high) or value.high <= _WIDEST * value.low)


def _cost(subject: Subject, total: Mapping[str, Outcome]) -> Words | None:
    value = stated_value(subject, total["losses_per_gain"], "losses_per_gain")
    if not value or subject.series is None:
        return None
    return words(
        _EACH[subject.formats.area_unit],
        value=in_prose(subject, value),
        people=words(_PEOPLE[subject.series.counts]),
        when=_when(subject),
    )


def _replaced(subject: Subject, total: Mapping[str, Outcome]) -> Words | None:
    value = stated_value(subject, total["replaced"], "replaced")
    said = marked("Recruits made good {value} of the losses {when}")
    return words(said, value=in_prose(subject, value), when=_when(subject)) if value else None


def _short(subject: Subject, total: Mapping[str, Outcome]) -> Words | None:
    value = stated_value(subject, total["shortfall"], "shortfall")
    said = marked("{value} more people were lost than recruited {when}")
    return words(said, value=in_prose(subject, value), when=_when(subject)) if value else None


_STATEMENTS: Mapping[str, Callable[[Subject, Mapping[str, Outcome]], Words | None]] = {
    "losses-gains": _cost,
    "cost": _cost,
    "scatter": _cost,
    "recruitment": _replaced,
    "balance": _short,
}


def _when(subject: Subject) -> Words:
    first, last = (date.fromordinal(int(day)) for day in (subject.extent[0], subject.extent[1] - 1))
    return days_named(Span(first, last))


def days_named(span: Span) -> Words:
    """Return days as a sentence has them: `in November 2024`, `in autumn 2024`, `in 2024`, else from … to."""
    year, month = span.start.year, span.start.month
    if span == months(year, month, 1):
        return words("in {month} {year}", month=month_name(month), year=year)
    if span == months(year, 1, 12):
        return words("in {year}", year=year)
    if month in _SEASONS and span == months(year, month, 3):
        return words(_SEASONS[month], year=year, next=f"{(year + 1) % 100:02}")
    return words("from {start} to {end}", start=day_words(span.start), end=day_words(span.end))
