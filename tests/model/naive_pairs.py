"""What series say of each other, by the words of measures.md: day by day, one series after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from model.project import Counts, Project, Series
from tests.model.naive_numbers import Measures, Number, days_of, exactly, minus, number_of, over, plus

KILLED = {Counts.KILLED, Counts.CONFIRMED_KILLED}


def with_pairs(made: Measures, project: Project, roles: Sequence[str], rows: Sequence[int]) -> Measures:
    own = next(one for one in project.series if one.id == project.periods[rows[0]].series)

    def lost(*of: Series) -> Number:
        return losses(project, roles, rows, of) if all(one.counts.people for one in of) else None

    other = [one for one in pair(project, own, "opponent") if one is not own]
    killed, casualties = (lost(*one) for one in both_of(pair(project, own, "part_of")))
    counted, estimated = (lost(*one) for one in both_of(pair(project, own, "counted_of")))
    beside = next((one for one in project.series if one.id == own.part_of and one.counts.people), None)
    of_items = own.counts is Counts.ITEMS and beside is not None
    people = lost(beside) if of_items and beside is not None else None
    return made | {
        "people_per_item": over(people, made["items"]),
        "exchange": over(made["losses"], lost(*other)),
        "killed_share": over(killed, casualties),
        "wounded_per_killed": minus(over(casualties, killed), exactly(1)),
        "coverage": over(counted, estimated),
        "undercount": over(estimated, counted),
        "both_sides": lost(*group(project, own)),
    }


def both_of(found: Sequence[Series]) -> tuple[Sequence[Series], Sequence[Series]]:
    return found[:1], found[1:]


def pair(project: Project, own: Series, field: str) -> list[Series]:
    """The series that names another, and that one: one is this. None where there is not one such pair."""

    def fits(a: Series, b: Series) -> bool:
        if field == "part_of":
            return a.counts in KILLED and b.counts is Counts.CASUALTIES
        return a.counts is b.counts or (field == "counted_of" and {a.counts, b.counts} == KILLED)

    named = [[own, one] for one in project.series if getattr(own, field) == one.id and fits(own, one)]
    naming = [[one, own] for one in project.series if getattr(one, field) == own.id and fits(one, own)]
    found = named or naming
    return found[0] if len(found) == 1 else []


def group(project: Project, own: Series) -> list[Series]:
    """The series that are summed: those of the group that are no part of another one of it."""
    group = [one for one in project.series if own.group and one.group == own.group]
    ids = [one.id for one in group]
    whole = [one for one in group if one.part_of not in ids and one.counted_of not in ids]
    return whole if len(whole) > 1 and len({one.counts for one in whole}) == 1 else []


def losses(project: Project, roles: Sequence[str], rows: Sequence[int], of: Sequence[Series]) -> Number:
    """The losses of series over the days of periods: of each, else of days that follow on each other."""
    spans = [(project.periods[row].start, project.periods[row].end) for row in rows]
    if not of or any(end < start for start, end in spans):
        return None
    found = [
        [row] if project.periods[row].series == one.id else with_days(project, roles, one.id, *span)
        for one in of
        for row, span in zip(rows, spans, strict=True)
    ]
    if not all(found):
        joined = spans[:1]
        for start, end in spans[1:]:
            if start == joined[-1][1] + timedelta(days=1):
                joined[-1] = joined[-1][0], end
            else:
                joined.append((start, end))
        found = [
            list(rows)
            if project.periods[rows[0]].series == one.id
            else with_days(project, roles, one.id, *span)
            for one in of
            for span in (joined if project.periods[rows[0]].series != one.id else joined[:1])
        ]
    if not all(found):
        return None
    total = exactly(0)
    for row in (row for some in found for row in some):
        total = plus(total, number_of(project.periods[row].losses))
    return total


def with_days(project: Project, roles: Sequence[str], series: str, start: date, end: date) -> list[int]:
    """The parts that have just these days, else the one period that has; none where there are not."""
    own = [row for row, period in enumerate(project.periods) if period.series == series]
    within = [
        row
        for row in own
        if roles[row] == "part" and start <= project.periods[row].start and project.periods[row].end <= end
    ]
    days = [day for row in within for day in days_of(project.periods[row].start, project.periods[row].end)]
    if sorted(days) == days_of(start, end):
        return within
    exact = [row for row in own if (project.periods[row].start, project.periods[row].end) == (start, end)]
    return exact if len(exact) == 1 else []
