"""Where the ticks of an axis stand: round numbers, and days, months and years with the year where needed."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from datetime import date

from model.charts.data import Calendar

_STEPS = (1.0, 2.0, 5.0)
_MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAYS = (1, 2, 5, 10)
_LEAST_POWER = sys.float_info.min_10_exp  # of ten; below it a step is no more told from 0
_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()

LEAST_SPAN, LARGEST_SPAN = 1e-12, 1e290
"""What an axis spans: less is nothing that anybody has counted, more has no powers of ten to count it by."""

Tick = tuple[float, str]


def round_ticks(low: float, high: float, at_most: int) -> list[float]:
    """Return the multiples of 1, 2 or 5 times a power of ten in [low, high], `at_most` of them."""
    span = high - low
    if not LEAST_SPAN <= span <= LARGEST_SPAN or at_most < 1:
        return []
    power = max(math.floor(math.log10(span)) - 2, _LEAST_POWER)
    while power <= sys.float_info.max_10_exp:
        for step in _STEPS:
            size = step * 10.0**power
            first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
            if last - first + 1 <= at_most and math.isfinite(size):
                # A quotient of whole numbers is the closest float to the decimal; a product of 0.1 is not.
                return [n * size if power >= 0 else n * step / 10.0**-power for n in range(first, last + 1)]
        power += 1
    return [0.0] if low <= 0 <= high else []


def log_ticks(low: float, high: float, at_most: int) -> list[float]:
    """Return powers of ten in [low, high], 0 < low, `at_most` of them; where few, with 2 and 5 times each."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    found: list[float] = []
    for steps in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        found = [step * 10.0**power for power in range(first, last + 1) for step in steps]
        found = [value for value in found if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]
        if len(found) <= at_most:
            return found
    return found[:: math.ceil(len(found) / at_most)]


def date_ticks(low: float, high: float, calendar: Calendar, fits: Callable[[list[Tick]], bool]) -> list[Tick]:
    """Return the finest ticks in [low, high] (ordinals) whose labels fit beside each other.

    `fits` says whether a list of (ordinal, label) can be written without collision. The year stands with the
    first label and wherever it changes, so that each label can be read by itself.
    """
    low, high = max(low, _FIRST_DAY), min(high, _LAST_DAY)
    if not low < high:
        return []
    for ticks in _choices(low, high, calendar):
        if ticks and fits(ticks):
            return ticks
    return []


def day_at(x: float, calendar: Calendar) -> str:
    """Return the day at a place of a time axis, written in full."""
    day = date.fromordinal(min(max(math.floor(x), _FIRST_DAY), _LAST_DAY))
    return _written(calendar.full, day, calendar)


def to_the_pixel(value: float, beside: float) -> float:
    """Return a value rounded to what can be told from the value at the next pixel, `beside`."""
    step = abs(beside - value)
    if not (math.isfinite(value) and step > 0):
        return value
    decimals = -math.floor(math.log10(step))
    return round(value, min(decimals, 12)) + 0.0


def _choices(low: float, high: float, calendar: Calendar) -> Iterator[list[Tick]]:
    days = high - low
    for step in _DAYS:
        if days / step <= 60:
            yield _labelled(list(_days(low, high, step)), calendar, days=True)
    for step in _MONTHS:
        if days / (step * 28) <= 60:
            whole_years = step >= 12
            found = list(_months(low, high, step))
            # Two ticks at least make a scale; a single one only where nothing finer fits.
            if whole_years:
                yield [(day.toordinal(), str(day.year)) for day in found]
            else:
                yield _labelled(found, calendar, days=days < 200)
    middle = date.fromordinal(int(low))
    yield [(low, _written(calendar.month, middle, calendar))]


def _labelled(found: list[date], calendar: Calendar, *, days: bool) -> list[Tick]:
    ticks: list[Tick] = []
    year = None
    for day in found:
        if days:
            form = calendar.day if day.year == year else calendar.full
        else:
            form = "{month}" if day.year == year else calendar.month
        ticks.append((float(day.toordinal()), _written(form, day, calendar)))
        year = day.year
    return ticks


def _written(form: str, day: date, calendar: Calendar) -> str:
    return form.format(day=day.day, month=calendar.months[day.month - 1], year=day.year)


def _days(low: float, high: float, step: int) -> Iterator[date]:
    """Days 1, 1 + step, … of each month; the last few of a month are dropped where they crowd the next."""
    for ordinal in range(math.ceil(low), math.floor(high) + 1):
        day = date.fromordinal(ordinal)
        number = day.day
        if (
            step == 1
            or (number == 1)
            or (step == 2 and number % 2 == 1 and number < 30)
            or (step > 2 and number % step == 1 and number < 30)
        ):
            yield day


def _months(low: float, high: float, step: int) -> Iterator[date]:
    first = date.fromordinal(math.ceil(low))
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    month = -(-month // step) * step
    while month // 12 <= date.max.year:
        day = date(month // 12, month % 12 + 1, 1)
        if day.toordinal() > high:
            return
        yield day
        month += step
