"""Projects of any number of periods, as long-running records are: one a day, with recruitment by month."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from model.project import Counts, Intake, Period, Project, Reference, Requirement, Series, Source
from model.text.figures import Figure, Qualifier
from model.text.records import replace

SIZES = (100, 1_000, 10_000, 100_000)
_FIRST = date(1750, 1, 1)


def project_of(periods: int) -> Project:
    """Return a project with that many periods of a day each, without gaps, and recruitment by month."""
    days = [_FIRST + timedelta(days=number) for number in range(periods)]
    months = _months(days[0], days[-1])
    return Project(
        title=f"{periods:,} periods",
        sources=(Source(id="a", name="Source A"), Source(id="b", name="Source B")),
        series=(Series(id="s", name="One side"),),
        periods=tuple(
            Period(
                series="s", label=f"{day}", start=day, end=day, losses=_losses(number), gains=_gains(number)
            )
            for number, day in enumerate(days)
        ),
        intake=tuple(
            Intake(series="s", label=f"{start:%Y-%m}", start=start, end=end, per_month=_RATE)
            for start, end in months
        ),
        requirements=(
            Requirement(
                series="s", label="all", start=days[0], end=days[-1], per_month=Figure(value=50_000.0)
            ),
        ),
    )


def related_of(periods: int) -> Project:
    """Return a project of that many periods, in equal parts of two sides and of the items that one lost.

    The sides are opponents in one group, their wounded return after 60 days, and an army is referred to.
    """
    one = project_of(periods // 3)
    side = replace(
        one.series[0],
        opponent="t",
        group="both",
        killed_share=Figure(low=0.2, high=0.3),
        return_share=Figure(value=0.5),
        return_after=60,
    )
    others = (
        replace(side, id="t", opponent="", name="The other side"),
        Series(id="i", name="Items", counts=Counts.ITEMS, unit="tanks", part_of="s"),
    )
    rows = tuple(replace(row, series=other.id) for other in others for row in one.periods)
    army = Reference("army", one.periods[0].start, one.periods[-1].end, Figure(value=600_000.0))
    return replace(one, series=(side, *others), periods=(*one.periods, *rows), references=(army,))


_RATE = Figure(low=25_000.0, high=30_000.0, source="b")


def _losses(number: int) -> Figure:
    """Return a number of people; one in ten is a range, one in ten a lower bound, as is published."""
    value = float(900 + (number * 7_919) % 1_200)
    if number % 10 == 3:
        return Figure(low=value - 100, high=value + 100, source="a")
    qualifier = Qualifier.AT_LEAST if number % 10 == 7 else Qualifier.EXACT
    return Figure(value=value, qualifier=qualifier, source="a", scope="Ukraine and Kursk")


def _gains(number: int) -> Figure | None:
    """Return square kilometres; one row in fifty gives none."""
    return None if number % 50 == 49 else Figure(value=float(5 + (number * 104_729) % 40), source="b")


def _months(first: date, last: date) -> list[tuple[date, date]]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
    starts = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return [(start, following - timedelta(days=1)) for start, following in pairwise(starts)]


def edited(project: Project, losses: float) -> Project:
    """Return the project with other losses in its middle row; every other row is shared."""
    middle = len(project.periods) // 2
    changed = replace(project.periods[middle], losses=Figure(value=losses))
    return replace(project, periods=(*project.periods[:middle], changed, *project.periods[middle + 1 :]))
