"""What references say, by the words of measures.md: day by day, the range of all, the mean of the days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from model.project import Period, Project
from tests.model.naive_numbers import (
    Bound,
    Known,
    Measures,
    Number,
    days_of,
    exactly,
    minus,
    multiplied,
    number_of,
    over,
    times,
)

OF_A_DAY = ("held", "held_of_area", "remaining", "days_to", "years_to", "date_to", "losses_to")
UNITS = {"people": ("",), "area": ("km2", "mi2"), "front": ("km", "mi"), "items": ("items",)}


def reference(project: Project, what: str, periods: Sequence[Period]) -> Number:
    """What there is to divide by over some periods of one series; None where a day has nothing."""
    rows = [row for row in project.references if row.value.unit in UNITS[what]]
    rows = [row for row in rows if row.series == periods[0].series] or [row for row in rows if not row.series]
    if len({row.label for row in rows}) != 1:
        return None
    bests: list[Fraction] = []
    met: dict[int, Known] = {}
    for period in periods:
        for day in days_of(period.start, period.end):
            there = [at for at, row in enumerate(rows) if row.start <= day <= row.end]
            if not there:
                return None
            found = {at: value for at in there if (value := number_of(rows[at].value)) is not None}
            bests.append(sum((value[1] for value in found.values()), Fraction(0)) / len(there))
            met |= found
    known = met.values()
    low, high = max(min(one[0] for one in known), 0), max(one[2] for one in known)
    low = low if math.isinf(low) else Fraction(low)
    return low, sum(bests, Fraction(0)) / len(bests), high, any(one[3] for one in known)


def held(project: Project, periods: Sequence[Period]) -> Number:
    """What is held at the end of the last day: the range of all milestones of that day, the mean of them."""
    day = max(period.end for period in periods)
    rows = [row for row in project.milestones if (row.series, row.date) == (periods[0].series, day)]
    found = [number_of(row.figure) for row in rows if row.figure.unit in UNITS["area"]]
    known = [one for one in found if one is not None]
    if not known:
        return None
    low, best = max(min(one[0] for one in known), 0), sum((one[1] for one in known), Fraction(0)) / len(known)
    return low, best, max(one[2] for one in known), any(one[3] for one in known)


def held_on(project: Project, series: str, day: date) -> Measures:
    """What is known of a day without a period: no rate and no cost leads from there."""
    alone = [Period(series=series, label="", start=day, end=day)]
    nothing: Measures = {"gains_per_day": None, "losses_per_gain": None}
    return with_stocks(nothing, held(project, alone), reference(project, "area", alone), day)


def year_after(last: date, days: Bound) -> Bound:
    """The year of the day that is so many days after a last one; years repeat their days every 400."""
    if math.isinf(days):
        return days
    cycles, day = divmod(last.toordinal() + math.ceil(days) - 1, 146_097)
    return Fraction(date.fromordinal(day + 1).year + 400 * cycles)


def with_stocks(made: Measures, on_the_day: Number, area: Number, last: date) -> Measures:
    remaining = minus(area, on_the_day)
    if remaining is not None:
        remaining = None if remaining[1] < 0 else (max(remaining[0], Fraction(0)), *remaining[1:])
    days = over(remaining, made["gains_per_day"])
    return made | {
        "held": on_the_day,
        "held_of_area": over(on_the_day, area),
        "remaining": remaining,
        "days_to": days,
        "years_to": over(days, exactly(Fraction("365.2425"))),
        "date_to": None
        if days is None
        else (
            year_after(last, days[0]),
            Fraction(year_after(last, days[1])),
            year_after(last, days[2]),
            days[3],
        ),
        "losses_to": multiplied(made["losses_per_gain"], remaining),
    }


def with_references(made: Measures, project: Project, periods: Sequence[Period]) -> Measures:
    people, area, front, items = (reference(project, what, periods) for what in UNITS)
    made = with_stocks(made, held(project, periods), area, max(period.end for period in periods))
    return made | {
        "losses_of_people": over(made["losses"], people),
        "losses_of_people_per_day": over(times(made["losses_per_day"], 100), people),
        "losses_of_people_per_month": over(times(made["losses_per_month"], 100), people),
        "net_change_of_people_per_month": over(times(made["net_change_per_month"], 100), people),
        "gains_of_area": over(made["gains"], area),
        "losses_per_front": over(made["losses"], front),
        "losses_per_item": over(made["losses"], items),
    }
