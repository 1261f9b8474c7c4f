"""A verdict never depends on the order of rows or on the unit shown: of claims, trends and reconciliations.

The projects made here are such that nothing is unverifiable: two series of whole months, each with every
figure, some figures uncertain or in square miles, and published totals over some of the months. So no
comparison below is one of "no value" with "no value"; that both verdicts occur is tested as well.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random
from typing import Any

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from model.checks import Checks, checks
from model.checks.claims import Judgement, Verdict
from model.derive.results import derive
from model.project import STREAKS, Claim, Intake, Period, Project, Requirement, Series, Source, Trend, View
from model.text.days import Span, Step, steps_to
from model.text.figures import Figure, Qualifier
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.kept import kept, one_of
from tests.model.trend_claims import trend_claim
from tests.properties import examples

MONTHS = 6
MEASURES = (
    *("losses", "gains", "losses_per_day", "gains_per_day", "losses_per_gain", "gains_per_1000_losses"),
    *("intake", "shortfall", "replaced", "requirement_gap", "days", "months", "cumulative_losses"),
)
OF_AREA = {"gains": "mi2", "gains_per_day": "mi2/day", "losses_per_gain": "people/mi2"}


def month(number: int) -> Span:
    """Return month `number` of 2024, the first being 0."""
    return steps_to(date(2024, number + 1, monthrange(2024, number + 1)[1]), Step.MONTH, 1)[0]


@kept
@st.composite
def published(draw: st.DrawFn, least: int, most: int, unit: str = "") -> Figure:
    """A figure above 0: exact, about, over, or a range."""
    value = float(draw(st.integers(least, most)))
    kind = draw(one_of(("exact", "about", "over", "range")))
    if kind == "range":
        return Figure(low=value, high=value + draw(st.integers(0, most)), unit=unit)
    qualifier = {"exact": Qualifier.EXACT, "about": Qualifier.ABOUT, "over": Qualifier.OVER}[kind]
    return Figure(value=value, qualifier=qualifier, unit=unit)


@kept
@st.composite
def flows(draw: st.DrawFn, series: str, span: Span) -> Period:
    """A period with losses and gains."""
    unit = draw(one_of(("", "mi2")))
    losses, gains = draw(published(1_000, 60_000)), draw(published(1, 900, unit))
    return Period(series, f"{series} {span.start}", span.start, span.end, losses, gains)


@kept
@st.composite
def statements(draw: st.DrawFn, series: str) -> Claim:
    """A claim about whole months: a figure, now and then in square miles, or a trend."""
    first = draw(st.integers(0, MONTHS - 1))
    last = draw(st.integers(first, MONTHS - 1))
    measure = draw(one_of(MEASURES))
    if last > first and draw(one_of((False, True))):
        trend = draw(one_of(Trend))
        level = draw(st.integers(1, 60_000).map(lambda number: Figure(float(number))))
        stated = level if trend in STREAKS else None
        if first == 0 and last == MONTHS - 1 and draw(one_of((False, True))):
            return trend_claim(series, month(last).end, measure, trend, 1, Step.QUARTER, stated=stated)
        return trend_claim(series, month(last).end, measure, trend, last - first, stated=stated)
    unit = draw(one_of(("", OF_AREA.get(measure, ""))))
    stated = draw(published(1, 100_000, unit))
    return Claim(series, month(first).start, month(last).end, measure, stated)


NAMES = ("ru", "ua")
YEAR = Span(month(0).start, month(MONTHS - 1).end)
_TOTALS = st.lists(
    st.sampled_from([Span(month(0).start, month(2).end), Span(month(3).start, month(5).end), YEAR]),
    unique=True,
)
_CHANNELS = st.lists(st.sampled_from(("", "contract")), min_size=1)
_STATEMENTS = st.lists(st.sampled_from(NAMES).flatmap(statements), min_size=1, max_size=6)


@kept
@st.composite
def tiled(draw: st.DrawFn) -> Project:
    """Two series of six months with totals, recruitment for all days, and claims about whole months."""
    periods = [draw(flows(name, month(number))) for name in NAMES for number in range(MONTHS)]
    for name in NAMES:
        for span in draw(_TOTALS):
            periods += [draw(flows(name, span))]
    intake = tuple(
        Intake(name, "", YEAR.start, YEAR.end, draw(published(1_000, 40_000)), channel)
        for name in NAMES
        for channel in draw(_CHANNELS)
    )
    needed = tuple(
        Requirement(name, "", YEAR.start, YEAR.end, draw(published(1_000, 60_000))) for name in NAMES
    )
    claims = draw(_STATEMENTS)
    return Project(
        sources=(Source("a"), Source("b")),
        series=tuple(Series(name) for name in NAMES),
        periods=tuple(periods),
        intake=intake,
        requirements=needed,
        claims=tuple(claims),
    )


def shuffled(project: Project, random: Random) -> Project:
    """Return the project with the rows of every table in another order."""
    tables = ("sources", "series", "periods", "intake", "requirements", "claims")
    mixed: dict[str, Any] = {
        table: tuple(random.sample(rows, len(rows)))
        for table in tables
        for rows in (getattr(project, table),)
    }
    return replace(project, **mixed)


def verdicts(found: Checks) -> Counter[tuple[object, Judgement]]:
    """Return what came of each claim and of each published total, by what they are about and not where."""
    project = found.results.project
    of_claims: Iterator[tuple[object, Judgement]] = ((each.claim, each.judgement) for each in found.claims)
    of_totals = (((project.periods[each.row], each.measure), each.judgement) for each in found.reconciled)
    return Counter([*of_claims, *of_totals])


@given(tiled(), st.randoms(use_true_random=False))
@settings(max_examples=examples(60))
def test_no_verdict_depends_on_the_order_of_rows_or_on_the_unit_shown(
    project: Project, random: Random
) -> None:
    before = verdicts(checks(derive(project)))
    assert len(project.claims) <= before.total()
    assert all(judgement.verdict is not Verdict.UNVERIFIABLE for _, judgement in before)
    for unit in AreaUnit:
        other = replace(shuffled(project, random), view=View(area_unit=unit))
        assert verdicts(checks(derive(other))) == before


def _kinds(found: Checks) -> Iterator[tuple[str, Verdict]]:
    for each in found.claims:
        yield "a claim" if each.claim.trend is None else "a trend", each.judgement.verdict
    for total in found.reconciled:
        yield "a published total", total.judgement.verdict


def test_the_projects_that_are_shuffled_have_verdicts_of_both_kinds() -> None:
    """Draw projects until each kind has been seen; of 500 without one of them, `find` complains."""
    missing = set(
        product(("a claim", "a trend", "a published total"), (Verdict.FOLLOWS, Verdict.INCONSISTENT))
    )

    def all_were_seen(project: Project) -> bool:
        missing.difference_update(_kinds(checks(derive(project))))
        return not missing

    eager = settings(max_examples=500, phases=[Phase.generate], deadline=None, database=None)
    find(tiled(), all_were_seen, settings=eager)
    assert missing == set()
