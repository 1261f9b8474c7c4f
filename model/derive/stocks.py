"""What is held at the end of a period, what remains, and when that is taken if the period's rate went on.

The period is the window of that rate and is always named; a total has none of it (measures.md §4).
"""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from model.derive.bands import Band, Reason, divide, make, multiply, subtract
from model.derive.measure import Basis, Measure, over
from model.text.days import day_words, span_words
from model.text.outcomes import Value
from model.text.words import Words, marked, words

DAYS_PER_YEAR = 365.2425  # of the calendar, over its 400 years


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
    begin = date.fromordinal(math.ceil(first))
    if last > date.max.toordinal():
        return words("{day} or later", day=day_words(begin))
    said = span_words(begin, date.fromordinal(math.ceil(last)))
    return words("about {day}", day=said) if days.approximate else said


def _years(days: Band) -> Band:
    return divide(days, DAYS_PER_YEAR)


def _lost_on_the_way(remaining: Band, cost: Band) -> Band:
    return multiply(cost, remaining)


TAKEN_ON = marked("Day on which what remains is taken, if the rate of {span} went on")
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
        worked="{days_to} ÷ 365.2425",
        help=marked("The same in years of the calendar: 365.2425 days each."),
        compute=_years,
        positive=True,
        of_a_day=True,
        sample="91.7–130.6",
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
