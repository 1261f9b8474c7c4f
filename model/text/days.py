"""Days and spans of days, first and last counted; how dates and spans are read and written.

Days are days: no time of day, no time zone, nothing taken from the locale. Only dates of the years 1000 to
9999 are read, and no date that could be another one (`01.02.24`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.text.errors import Unreadable
from model.text.notation import clipped, refuse_digits
from model.text.words import Words, marked, untranslated, words

SHARES = 377_580
"""The least common multiple of 28 to 31: a day of any month is a whole number of such parts of the month."""

FIRST_YEAR = 1000

_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)
_SHORT_MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)


@dataclass(frozen=True, slots=True)
class Span:
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
    """The calendar steps in which a trend is told."""

    MONTH = "month"
    QUARTER = "quarter"


def steps_to(end: date, step: Step, count: int) -> tuple[Span, ...]:
    """Return the `count` calendar months or quarters up to the one that holds `end`, the earliest first.

    Those before the first date there is are left out.
    """
    months = 3 if step is Step.QUARTER else 1
    last = (end.year * 12 + end.month - 1) // months
    earliest = max(last - count + 1, 12 // months)  # of the year 1
    return tuple(_calendar_span(number * months, months) for number in range(earliest, last + 1))


def first_of_steps(end: date, step: Step, count: int) -> date:
    """Return the first day of the `count` calendar steps up to the one that holds `end`."""
    steps = steps_to(end, step, count)
    return steps[0].start if steps else end


def _calendar_span(month: int, months: int) -> Span:
    """Return so many whole months from a month on, counted from January of the year 0."""
    last = month + months - 1
    length = monthrange(last // 12, last % 12 + 1)[1]
    return Span(date(month // 12, month % 12 + 1, 1), date(last // 12, last % 12 + 1, length))


def month_name(month: int, *, short: bool = False) -> Words:
    """Return the name of a month, 1 to 12."""
    return words((_SHORT_MONTHS if short else _MONTHS)[month - 1])


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


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.? +([^\W\d_]+)\.?,? +([0-9]{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})")
_DASH = r"\s*(?:-|–|—|\bto\b)\s*"


def read_date(text: str, translate: Callable[[str], str] = untranslated) -> date:
    """Return the date that `text` is: `2024-09-01`, `1 Sep 2024`, `Sep 1, 2024`.

    Months are understood in English and as `translate` has them.

    Raises Unreadable for anything else: also for a day that does not exist, or a date that could be two.
    """
    refuse_digits(text)
    bare = " ".join(text.split())
    if found := _ISO.fullmatch(bare):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(bare):
        year, month, day = int(found[3]), _month(found[2], translate), int(found[1])
    elif found := _MONTH_FIRST.fullmatch(bare):
        year, month, day = int(found[3]), _month(found[1], translate), int(found[2])
    else:
        raise _no_date(bare)
    if not month and not _ISO.fullmatch(bare):
        raise _no_date(bare)
    if year < FIRST_YEAR:
        raise Unreadable(words("“{text}” lies before the year 1000; later dates are kept", text=bare))
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(
            words("there is no such day as “{text}”; look at its day and month", text=bare)
        ) from None


def _no_date(text: str) -> Unreadable:
    if re.fullmatch(r"[0-9]{1,4}[./ -][0-9]{1,2}[./ -][0-9]{1,4}\.?", text):
        return Unreadable(
            words("“{text}” cannot be read as a date for certain; write it as 2024-09-01", text=text)
        )
    return Unreadable(
        words("“{text}” is not a date; write it as 2024-09-01 or 1 Sep 2024", text=clipped(text))
    )


def _month(name: str, translate: Callable[[str], str]) -> int:
    """Return the month, 1 to 12, that a name or its first three letters mean; 0 if none."""
    wanted = name.casefold().rstrip(".")
    for names in (_MONTHS, _SHORT_MONTHS):
        for month, known in enumerate(names, start=1):
            if wanted in (known.casefold(), translate(known).casefold().rstrip(".")):
                return month
    return 9 if wanted == "sept" else 0


def read_span(text: str, translate: Callable[[str], str] = untranslated) -> Span | None:
    """Return the days that a label names as a whole, or None where it names none.

    `November 2024`, `Sep–Oct 2024`, `Nov 2024 – Feb 2025`, `Q3 2024`, `H1 2024`, `2024`, a day, two days with
    a dash between, `1–15 Nov 2024`, `1 Sep – 30 Nov 2024`.
    """
    bare = " ".join(text.split())
    parts = [bare] if _ISO.fullmatch(bare) else re.split(_DASH, bare, maxsplit=1)
    if days := re.fullmatch(r"([0-9-]{10})\s*(?:–|—|\bto\b| - )\s*([0-9-]{10})", bare):
        parts = list(days.groups())
    last = _one_span(parts[-1], translate)
    if last is None or len(parts) == 1:
        return last
    first = _one_span(parts[0], translate)
    if first is None:  # what is left out at the start is said at the end
        ending = parts[-1].split()
        first = next(
            (
                found
                for said in range(1, len(ending))
                if (found := _one_span(" ".join([parts[0], *ending[-said:]]), translate))
            ),
            None,
        )
    if first is None or first.start > last.start or first.end > last.end:
        return None
    return Span(first.start, last.end)


def _one_span(text: str, translate: Callable[[str], str]) -> Span | None:
    """Return the days of `text` without a dash: a day, a month, a quarter, a half, a year."""
    if found := re.fullmatch(r"(?:(?P<part>[QqHh])(?P<number>[1-4]) )?(?P<year>[1-9][0-9]{3})", text):
        year, months = int(found["year"]), {"q": 3, "h": 6}.get((found["part"] or "").lower(), 12)
        first = (int(found["number"] or 1) - 1) * months + 1
        return _months(year, first, first + months - 1) if first < 12 else None
    if found := re.fullmatch(r"([^\W\d_]+)\.? ([1-9][0-9]{3})", text):
        month = _month(found[1], translate)
        return _months(int(found[2]), month, month) if month else None
    try:
        day = read_date(text, translate)
    except Unreadable:
        return None
    return Span(day, day)


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
