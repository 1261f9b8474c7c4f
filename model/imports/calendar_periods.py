"""Periods of the calendar within some days, and what each is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from model.imports.choices import PeriodLength
from model.text.days import Span, called, months, span_words
from model.text.errors import Unreadable
from model.text.formats import counted
from model.text.words import marked, words

_MONTHS = MappingProxyType(
    {PeriodLength.MONTH: 1, PeriodLength.QUARTER: 3, PeriodLength.HALF_YEAR: 6, PeriodLength.YEAR: 12}
)
_MOST = 100_000  # periods: 270 years of days


def calendar_periods(days: Span, by: PeriodLength, year_begins: int = 1) -> Iterator[Span]:
    """Yield every period of the calendar that shares a day with `days`, whole, the earliest first.

    Raises Unreadable, before the first of them, where they are more than a project has room for.
    """
    count = number_of_periods(days, by, year_begins)
    if count > _MOST:
        message = marked(
            "{days} are {count} period, more than {most}: look at the first and the last of these days,"
            " or choose longer periods|"
            "{days} are {count} periods, more than {most}: look at the first and the last of these days,"
            " or choose longer periods"
        )
        said = span_words(days.start, days.end)
        raise Unreadable(words(message, days=said, count=counted(count), most=counted(_MOST)))
    period = period_around(days.start, by, year_begins)
    while period.start <= days.end:
        yield period
        if period.end == date.max:
            return
        period = period_around(period.end + timedelta(1), by, year_begins)


def number_of_periods(days: Span, by: PeriodLength, year_begins: int = 1) -> int:
    """Return how many periods of the calendar share a day with `days`, without making them."""
    first, last = (period_around(day, by, year_begins).start for day in (days.start, days.end))
    if by in _MONTHS:
        return ((last.year - first.year) * 12 + last.month - first.month) // _MONTHS[by] + 1
    return (last - first).days // (7 if by is PeriodLength.WEEK else 1) + 1


def period_around(day: date, by: PeriodLength, year_begins: int = 1) -> Span:
    """Return the period of the calendar that a day is in; years begin with the month `year_begins`."""
    if by is PeriodLength.DAY:
        return Span(day, day)
    if by is PeriodLength.WEEK:
        start = day - timedelta(day.weekday())
        return Span(start, start + timedelta(6) if start < date(9999, 12, 26) else date.max)
    length = _MONTHS[by]
    before = (day.year * 12 + day.month - year_begins) % length
    year, month = divmod(day.year * 12 + day.month - 1 - before, 12)
    if (year, month + length) > (9999, 12):
        return Span(date(year, month + 1, 1), date.max)
    return months(year, month + 1, length)


def within(spans: Sequence[Span], by: PeriodLength, year_begins: int = 1) -> tuple[Span, ...]:
    """Return the periods of the calendar of which some spans consist.

    Raises Unreadable where a span begins or ends inside of a period.
    """
    periods: dict[Span, None] = {}
    for span in spans:
        inside = tuple(calendar_periods(span, by, year_begins))
        for edge in (inside[0], inside[-1]):
            if edge.start < span.start or edge.end > span.end:
                message = marked("{span} begins or ends in the midst of {period}")
                raise Unreadable(words(message, span=span_words(span.start, span.end), period=called(edge)))
        periods |= dict.fromkeys(inside)
    return tuple(periods)
