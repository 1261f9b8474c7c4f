"""What references say, by the words of measures.md: day by day, the range of all, the mean of the days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from model.project import Period, Project
from tests.model.naive_numbers import Known, Measures, Number, days_of, number_of, over, times

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


def with_references(made: Measures, project: Project, periods: Sequence[Period]) -> Measures:
    people, area, front, items = (reference(project, what, periods) for what in UNITS)
    return made | {
        "losses_of_people": over(made["losses"], people),
        "losses_of_people_per_day": over(times(made["losses_per_day"], 100), people),
        "losses_of_people_per_month": over(times(made["losses_per_month"], 100), people),
        "net_change_of_people_per_month": over(times(made["net_change_per_month"], 100), people),
        "gains_of_area": over(made["gains"], area),
        "losses_per_front": over(made["losses"], front),
        "losses_per_item": over(made["losses"], items),
    }
