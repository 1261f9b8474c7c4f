"""Hypothesis strategies for projects whose rows meet: a few weeks, two series, round and odd figures."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from model.project import (
    Baseline,
    Counts,
    GainsAre,
    Intake,
    Milestone,
    Period,
    Project,
    Reference,
    Requirement,
    Series,
    Source,
    View,
)
from model.text.figures import Figure, Qualifier
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.kept import kept, one_of, perhaps

SERIES_IDS = ("a", "b")
SOURCES = (Source("isw"), Source("gsu"))

# Month ends, a leap day and a turn of the year lie close together here, and the ends of spans often agree.
FIRST = date(2023, 12, 25)
ENDS = tuple(FIRST + timedelta(days=at) for at in (0, 6, 7, 13, 20, 37, 38, 44, 66, 67, 97))


@kept
def days() -> st.SearchStrategy[date]:
    return st.sampled_from(ENDS) | st.integers(0, 100).map(lambda at: FIRST + timedelta(days=at))


@kept
def _numbers(least: int) -> st.SearchStrategy[float]:
    whole = st.integers(least, 2000).map(float)
    return whole | whole.map(lambda number: number / 8) | st.sampled_from((0.0, 1.0, 0.1))


@kept
@st.composite
def figures(draw: st.DrawFn, least: int = 0, unit: str = "") -> Figure:
    three = sorted(draw(_numbers(least)) for _ in range(3))
    kind = draw(one_of(("exact", "exact", "qualified", "range", "all")))
    figure = {
        "exact": Figure(three[0]),
        "qualified": Figure(three[0], qualifier=draw(one_of(Qualifier))),
        "range": Figure(low=three[0], high=three[2]),
        "all": Figure(low=three[0], value=three[1], high=three[2]),
    }[kind]
    return replace(
        figure,
        unit=unit,
        source=draw(one_of(("", "isw", "gsu"))),
        scope=draw(one_of(("", "UK", "Kursk"))),
    )


@kept
@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(days()), draw(days())
    if end < start and draw(st.integers(0, 9)):
        start, end = end, start
    return Period(
        draw(one_of(SERIES_IDS)),
        draw(one_of(("", "x", "y"))),
        start,
        end,
        draw(perhaps(figures())),
        draw(perhaps(figures(least=-50, unit=draw(one_of(("", "km2", AreaUnit.MI2)))))),
        "",
        *draw(_ground_told()),
    )


@kept
@st.composite
def _ground_told(draw: st.DrawFn) -> tuple[Figure | None, Figure | None]:
    """Ground lost again, and the other of net and taken; mostly neither."""
    if draw(st.integers(0, 2)):
        return None, None
    return draw(perhaps(figures(unit=draw(one_of(("", "mi2")))))), draw(perhaps(figures()))


_CUTS = st.sets(st.integers(0, 100), min_size=2, max_size=7)


@kept
@st.composite
def chains(draw: st.DrawFn) -> list[Period]:
    """Spans one after the other, with gaps here and there, and longer ones around some of them."""
    cuts = sorted(draw(_CUTS))
    spans = [(a, b - 1) for a, b in pairwise(cuts)]
    left = [span for span in spans if draw(one_of(range(5)))]
    around = [(cuts[a], cuts[b] - 1) for a in range(len(cuts)) for b in range(a + 2, len(cuts))]
    longer = draw(st.lists(st.sampled_from(around), max_size=3, unique=True)) if around else []
    return [
        Period(
            "a",
            "",
            FIRST + timedelta(days=a),
            FIRST + timedelta(days=b),
            draw(perhaps(figures())),
            draw(perhaps(figures(-50))),
            "",
            *draw(_ground_told()),
        )
        for a, b in draw(st.permutations(left + longer))
    ]


@kept
def _starts() -> st.SearchStrategy[date]:
    return st.sampled_from((FIRST, *ENDS)) | days()


@kept
def _ends() -> st.SearchStrategy[date]:
    return st.just(ENDS[-1]) | days()


@kept
@st.composite
def rates(draw: st.DrawFn) -> tuple[str, str, date, date, Figure, str]:
    start, end = draw(_starts()), draw(_ends())
    return (
        draw(one_of(SERIES_IDS)),
        "",
        start,
        end,
        replace(draw(figures()), unit=draw(one_of(("", "", "people/day", "people/total")))),
        draw(one_of(("", "prison"))),
    )


_KILLED = (Figure(0.25), Figure(low=0.2, high=0.3, source="gsu"), None)
_RETURNING = (Figure(0.5), Figure(low=0.0, value=0.4, high=0.6), Figure(0.0))


@kept
@st.composite
def series(draw: st.DrawFn, id_: str) -> Series:
    """A series that now and then says who is killed and who returns, at once or some days later."""
    kind = draw(one_of(GainsAre))
    if draw(one_of((False, True))):
        return Series(id_, gains_are=kind)
    return Series(
        id_,
        gains_are=kind,
        killed_share=draw(one_of(_KILLED)),
        return_share=draw(one_of(_RETURNING)),
        return_after=draw(one_of((0, 1, 6, 30))),
    )


_SOME_RELATION: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    (
        {},
        {"opponent": "b", "group": "x"},
        {"part_of": "b", "counts": Counts.KILLED, "group": "x"},
        {"counted_of": "b", "counts": Counts.CONFIRMED_KILLED},
        {"part_of": "b", "counts": Counts.ITEMS, "group": "x", "unit": "tanks"},
        {"counts": Counts.MONEY, "unit": "rubles"},
    )
)


@kept
@st.composite
def all_series(draw: st.DrawFn) -> tuple[Series, ...]:
    """Series of which now and then the first is held against the second, and both are in one group."""
    said = draw(_SOME_RELATION)
    counts = draw(one_of(Counts)) if "counted_of" in said else Counts.CASUALTIES
    first, second = (draw(series(id_)) for id_ in SERIES_IDS)
    return replace(first, **said), replace(second, counts=counts, group=draw(one_of(("", "x"))))


_UNITS = ("", "", "km2", "mi2", "km", "mi", "items")


@kept
@st.composite
def references(draw: st.DrawFn) -> Reference:
    """What is divided by: of one series or of all, mostly over all days, seldom of another label."""
    start, end = draw(_starts()), draw(_ends())
    value = draw(figures(1)).bounds()[1] or 1.0
    unit = draw(one_of(_UNITS))
    figure = draw(
        one_of((Figure(value), Figure(value, qualifier=Qualifier.ABOUT), Figure(low=1.0, high=value + 1)))
    )
    label, of = draw(one_of(("x", "x", "x", "y"))), draw(one_of(("", "", "a")))
    return Reference(
        label, start, end, replace(figure, unit=unit, source=draw(one_of(("", "isw", "gsu")))), of
    )


@kept
@st.composite
def milestones(draw: st.DrawFn) -> Milestone:
    """Ground held on a day, mostly: of another unit now and then."""
    figure = replace(draw(figures()), unit=draw(one_of(("km2", "km2", "mi2", ""))))
    return Milestone(draw(one_of(SERIES_IDS)), "", draw(days()), figure)


def _in_km(row: Period) -> Period:
    """A period whose gains are an advance."""
    return row if row.gains is None else replace(row, gains=replace(row.gains, unit="km"))


@kept
@st.composite
def projects(draw: st.DrawFn) -> Project:
    rows = draw(_SOME_PERIODS)
    if draw(one_of((False, True))):
        rows = draw(chains()) + rows[: draw(one_of((0, 1)))]
    intake = [Intake(*rate) for rate in draw(_SOME_INTAKE)]
    if draw(one_of((False, True))):
        intake.append(Intake("a", "", FIRST, ENDS[-1] + timedelta(days=10), draw(figures())))
    series_ = draw(all_series())
    advance = {one.id for one in series_ if one.gains_are is GainsAre.ADVANCE}
    rows = [_in_km(row) if row.series in advance else row for row in rows]
    baseline = draw(st.none() | st.sampled_from(rows)) if rows else None
    return Project(
        sources=SOURCES,
        series=series_,
        periods=tuple(rows),
        intake=tuple(intake),
        requirements=tuple(Requirement(*rate) for rate in draw(_SOME_REQUIREMENTS)),
        milestones=tuple(draw(_SOME_MILESTONES)),
        references=tuple(draw(_SOME_REFERENCES)),
        view=View(
            baseline=None if baseline is None else Baseline(baseline.series, baseline.start, baseline.end)
        ),
    )


_SOME_PERIODS = st.lists(periods(), max_size=6)
_SOME_INTAKE = st.lists(rates(), max_size=4)
_SOME_REQUIREMENTS = st.lists(rates(), max_size=2)
_SOME_MILESTONES = st.lists(milestones(), max_size=3)
_SOME_REFERENCES = st.lists(references(), max_size=3)
