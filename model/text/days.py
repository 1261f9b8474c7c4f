"""Days and spans of days, first and last counted, and how they are written; `read_days` reads them.

Days are days: no time of day, no time zone, nothing taken from the locale.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from model.text.errors import Unreadable
from model.text.words import Words, marked, words

SHARES = 377_580
"""The least common multiple of 28 to 31: a day of any month is a whole number of such parts of the month."""

FIRST_YEAR = 1000

_MONTHS = marked("January February March April May June July August September October November December")
_SHORT_MONTHS = marked("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")


class _Month(Words, frozen=True, kw_only=True):
    """The name of a month, 1 to 12: a word of a text that holds all twelve, since May is cut short to May."""

    month: int

    def form(self, translate: Callable[[str], str]) -> str:
        return translate(self.template).split()[self.month - 1]


class Span(Struct, frozen=True):
    """Days from `start` to `end`, both counted."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days; 0 or fewer where the end is before the start."""
        return self.end.toordinal() - self.start.toordinal() + 1


def shared_days(a: Span, b: Span) -> int:
    """Return how many days two spans have in common."""
    return max(0, Span(max(a.start, b.start), min(a.end, b.end)).days)


def months_of(span: Span) -> Iterator[tuple[int, int, int, int]]:
    """Yield (year, month, days of the span in that month, days of that month) for each month it touches."""
    year, month = span.start.year, span.start.month
    while (year, month) <= (span.end.year, span.end.month):
        length = monthrange(year, month)[1]
        whole = Span(date(year, month, 1), date(year, month, length))
        if shared := shared_days(span, whole):
            yield year, month, shared, length
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def next_month(day: date) -> Span | None:
    """Return the days after `day` to the end of their month: a whole month after the last day of one.

    None after the last date there is.
    """
    if day == date.max:
        return None
    start = date.fromordinal(day.toordinal() + 1)
    return Span(start, date(start.year, start.month, monthrange(start.year, start.month)[1]))


class Step(StrEnum):
    """The steps in which a trend is told; calendar ones, but for a week: any seven days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_DAYS = {Step.DAY: 1, Step.WEEK: 7}
_MONTHS_OF = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}


def steps_to(end: date, step: Step, count: int) -> tuple[Span, ...]:
    """Return the `count` steps up to the one that holds `end`, the earliest first.

    Weeks are the seven days up to `end` and those before them. Those before the first date there is are left
    out.
    """
    if step in _DAYS:
        days, last = _DAYS[step], end.toordinal()
        ends = (last - number * days for number in reversed(range(count)))
        spans = ((day - days + 1, day) for day in ends if day >= days)
        return tuple(Span(date.fromordinal(first), date.fromordinal(day)) for first, day in spans)
    length = _MONTHS_OF[step]
    last = (end.year * 12 + end.month - 1) // length
    earliest = max(last - count + 1, 12 // length)  # of the year 1
    return tuple(months(0, number * length + 1, length) for number in range(earliest, last + 1))


def first_of_steps(end: date, step: Step, count: int) -> date:
    """Return the first day of the `count` steps up to the one that holds `end`."""
    steps = steps_to(end, step, count)
    return steps[0].start if steps else end


def moved_within(span: Span, step: Step, around: Span) -> tuple[Span, ...] | None:
    """Return the spans as long as this that lie whole steps from it, inside other days; by first day.

    Calendar steps move whole months alone: None for other days.
    """
    if step in _DAYS:
        days, first = _DAYS[step], span.start.toordinal()
        least = first - (first - around.start.toordinal()) // days * days
        starts = range(least, around.end.toordinal() - span.days + 2, days)
        return tuple(Span(date.fromordinal(day), date.fromordinal(day + span.days - 1)) for day in starts)
    after = next_month(span.end)
    if span.start.day != 1 or after is None or after.start.day != 1:
        return None
    length, first = _MONTHS_OF[step], span.start.year * 12 + span.start.month - 1
    count = (after.start.year - span.start.year) * 12 + after.start.month - span.start.month
    begin = around.start.year * 12 + around.start.month - (around.start.day == 1)
    last = around.end.year * 12 + around.end.month
    numbers = range(first - (first - begin) // length * length, last - count + 1, length)
    spans = (months(0, number + 1, count) for number in numbers)
    return tuple(each for each in spans if each.start >= around.start and each.end <= around.end)


def months(year: int, first: int, count: int) -> Span:
    """Return `count` whole months from a month on; 13 is January of the next year."""
    begin, end = year * 12 + first - 1, year * 12 + first - 2 + count
    start = date(begin // 12, begin % 12 + 1, 1)
    return Span(start, date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1]))


def iso_week(year: int, week: int) -> Span:
    """Return the seven days of an ISO week. Raises Unreadable where the year has no such week."""
    try:
        start = date.fromisocalendar(year, week, 1)
        if year < FIRST_YEAR:
            raise ValueError
        return Span(start, start + timedelta(6))
    except (ValueError, OverflowError):
        message = marked("there is no week {week} of {year}")
        raise Unreadable(words(message, week=week, year=year)) from None


def month_name(month: int, *, short: bool = False) -> Words:
    """Return the name of a month, 1 to 12."""
    return _Month(_SHORT_MONTHS if short else _MONTHS, month=month)


def day_words(day: date) -> Words:
    """Return a day as it stands in a sentence: `1 Sep 2024`."""
    return words("{day} {month} {year}", day=day.day, month=month_name(day.month, short=True), year=day.year)


def span_words(start: date, end: date) -> Words:
    """Return a span as it stands in a sentence, a shared year said once: `1 Sep – 30 Nov 2024`."""
    if start == end:
        return day_words(start)
    if start.year != end.year:
        return words("{start} – {end}", start=day_words(start), end=day_words(end))
    if start.month != end.month:
        first = words("{day} {month}", day=start.day, month=month_name(start.month, short=True))
        return words("{start} – {end}", start=first, end=day_words(end))
    return words("{day}–{end}", day=start.day, end=day_words(end))


def called(span: Span) -> Words:
    """Return what a span of days is called: `November 2024`, `Q3 2024`, `2024`, `2024-W35`, else its days."""
    start, end = span.start, span.end
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole_months and start.year == end.year:
        count = end.month - start.month + 1
        if count in _NAMED and not (start.month - 1) % count:
            number = (start.month - 1) // count + 1
            return words(_NAMED[count], month=month_name(start.month), number=number, year=start.year)
    if span.days == 7 and start.weekday() == 0:
        year, week, _ = start.isocalendar()
        return words("{year}-W{week}", year=year, week=f"{week:02}")
    if whole_months and start.year == end.year:
        return words(
            "{first}–{last} {year}",
            first=month_name(start.month, short=True),
            last=month_name(end.month, short=True),
            year=start.year,
        )
    if whole_months:
        first, last = (
            words("{month} {year}", month=month_name(day.month, short=True), year=day.year)
            for day in (start, end)
        )
        return words("{start} – {end}", start=first, end=last)
    return span_words(start, end)


_NAMED = {
    1: marked("{month} {year}"),
    3: marked("Q{number} {year}"),
    6: marked("H{number} {year}"),
    12: marked("{year}"),
}
"""What whole months of a year are called, by how many they are."""
