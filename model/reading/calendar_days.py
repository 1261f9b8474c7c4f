"""Days of the calendar: those of a month, a year, and so many months further."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months the units are that are made of months."""


def valid(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of(day: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of a day's year."""
    return (None, None) if day is None else (date(day.year, 1, 1), date(day.year, 12, 31))


def whole_months(first: date | None, last: date | None) -> int:
    """Return how many whole calendar months days are; 0 where they are none."""
    if first is None or last is None or first.day != 1 or (last + timedelta(days=1)).day != 1:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def month_end(first: date, further: int) -> date:
    """Return the last day of the month that is so many months further."""
    month = first.month - 1 + further
    year = first.year + month // 12
    return date(year, month % 12 + 1, monthrange(year, month % 12 + 1)[1])


def is_as_long(unit: str, first: date | None, last: date | None) -> bool:
    """Whether days are as many as a unit of time: `The week that followed, 5–11 May`."""
    if first is None or last is None or not unit:
        return False
    days = {"day": 1, "week": 7}.get(unit)
    return whole_months(first, last) == MONTHS[unit] if days is None else (last - first).days + 1 == days


def is_year(first: date | None, last: date | None) -> bool:
    """Whether days are those of a whole year."""
    return (
        first is not None
        and last is not None
        and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    )
