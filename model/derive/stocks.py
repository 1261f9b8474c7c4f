"""What is held at the end of a period, what remains, and when that is taken if the period's rate went on.

The period is the window of that rate and is always named; a total has none of it (measures.md §4).
"""

from __future__ import annotations

from datetime import date

import numpy as np

from model.derive.bands import Band, Floats, Reason, divide, make, multiply, subtract
from model.derive.measure import Basis, Measure, over
from model.text.days import day_words, span_words
from model.text.outcomes import Value
from model.text.words import Words, marked, words

DAYS_PER_YEAR = 365.2425  # of the calendar, over its 400 years
_EPOCH = date(1970, 1, 1).toordinal()
_NOISE = 2.0**-48
_FAR = 1e17  # days, of which years are counted; beyond them there is no last one


def left(area: Band, held: Band) -> Band:
    """Return area − held, never below 0; absent where more is held than there is."""
    low, best, high, marks, absent = subtract(area, held).arrays()
    with np.errstate(invalid="ignore"):
        absent = np.where((absent == 0) & (best < 0), np.uint8(Reason.MORE_HELD), absent)
        return make(np.maximum(low, 0.0), best, high, marks, absent)


def taken_on(end: date, days: Value) -> Words:
    """Return the days on which what remains is taken, so many days after `end`: `3 Apr 2117`."""
    first, last = (end.toordinal() + x for x in (days.low, days.high))
    if first > date.max.toordinal():
        return words("after the year {year}", year=date.max.year)
    begin = date.fromordinal(int(_day(first)))
    if last > date.max.toordinal():
        return words("{day} or later", day=day_words(begin))
    said = span_words(begin, date.fromordinal(int(_day(last))))
    return words("about {day}", day=said) if days.approximate else said


def _year_of(last_day: Band, days: Band) -> Band:
    """Return the year of the calendar that is so many days after a last day, a number of days from year 1."""
    low, best, high = (_years_from(last_day.best + after) for after in (days.low, days.best, days.high))
    return make(low, best, high, days.marks, days.absent)


def _day(days: Floats | float) -> Floats:
    """Return the day on which so many days are over; what float arithmetic adds to whole ones begins none."""
    day: Floats = np.ceil(np.multiply(days, 1.0 - _NOISE))
    return day


def _years_from(days: Floats) -> Floats:
    known = np.isfinite(days) & (days < _FAR)
    day = np.where(known, _day(days), 1.0).astype(np.int64) - _EPOCH
    years = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(known, years.astype(np.float64), np.inf)


def _years(days: Band) -> Band:
    return divide(days, DAYS_PER_YEAR)


def _lost_on_the_way(remaining: Band, cost: Band) -> Band:
    return multiply(cost, remaining)


_RATE = marked("if the rate of {span} went on")

STOCKS: tuple[Measure, ...] = (
    Measure(
        key="held",
        label=marked("Ground held"),
        short=marked("Held {area}"),
        unit="km2",
        formula=marked("as the table Milestones says for the last day"),
        help=marked("The ground held at the end of the last day, from Milestones in km²."),
        basis=Basis.GIVEN,
        positive=True,
        of_a_day=True,
    ),
    Measure(
        key="held_of_area",
        label=marked("Ground held as a share of the area"),
        short=marked("Held/area"),
        unit="share",
        worked="{held} ÷ {reference_area}",
        help=marked(
            "The ground held at the end of the last day, divided by the area of the table References."
        ),
        compute=over(Reason.NO_AREA_KNOWN),
        positive=True,
        of_a_day=True,
        sample="19.5–20.5 %",
    ),
    Measure(
        key="remaining",
        label=marked("Ground that remains"),
        short=marked("Remains, {area}"),
        unit="km2",
        worked="{reference_area} − {held}",
        help=marked("The area of the table References, less the ground held at the end of the last day."),
        compute=left,
        positive=True,
        of_a_day=True,
    ),
    Measure(
        key="days_to",
        label=marked("Days to take what remains, if the rate went on"),
        short=marked("Days to the rest, if it went on"),
        went_on=marked("Days to take what remains, if the rate of {span} went on"),
        condition=_RATE,
        unit="days",
        worked="{remaining} ÷ {gains_per_day}",
        help=marked(
            "Days to take what remains if the rate of these days went on: no forecast. Other days have "
            "another rate."
        ),
        compute=over(Reason.ZERO_GAINS),
        positive=True,
        of_a_day=True,
    ),
    Measure(
        key="years_to",
        label=marked("Years to take what remains, if the rate went on"),
        short=marked("Years to the rest, if it went on"),
        went_on=marked("Years to take what remains, if the rate of {span} went on"),
        condition=_RATE,
        unit="years",
        worked=marked("{days_to} ÷ 365.2425"),
        help=marked("The same in years of the calendar: 365.2425 days each."),
        compute=_years,
        positive=True,
        of_a_day=True,
        sample="91.7–130.6",
    ),
    Measure(
        key="date_to",
        label=marked("Year in which what remains is taken, if the rate went on"),
        short=marked("Day of the rest, if it went on"),
        went_on=marked("Year in which what remains is taken, if the rate of {span} went on"),
        condition=_RATE,
        unit="year",
        formula=marked("the last day + days to take what remains"),
        operands=("last_day", "days_to"),
        help=marked(
            "The day on which what remains is taken if the rate of these days went on: no forecast. A claim "
            "states its year: ≤2117 is “by 2117”."
        ),
        compute=_year_of,
        positive=True,
        of_a_day=True,
        sample="3 Apr 2117 – 12 May 2145",
    ),
    Measure(
        key="losses_to",
        label=marked("Losses to take what remains, if the cost went on"),
        short=marked("Losses to the rest, if it went on"),
        went_on=marked("Losses to take what remains, if the cost of ground of {span} went on"),
        condition=marked("if the cost of ground of {span} went on"),
        unit="people",
        worked="{remaining} × {losses_per_gain}",
        help=marked("What remains times the cost of ground of these days, if that went on: no forecast."),
        compute=_lost_on_the_way,
        positive=True,
        of_a_day=True,
    ),
)
"""The measures of what is held on a day: never of a total."""
