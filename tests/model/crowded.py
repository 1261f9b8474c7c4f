"""Hypothesis strategies for projects whose rows meet: a few weeks, two series, round and odd figures."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from model.project import Baseline, GainsAre, Intake, Period, Project, Requirement, Series, Source, View
from model.text.figures import Figure, Qualifier
from model.text.records import replace
from model.text.units import AreaUnit

SERIES_IDS = ("a", "b")
SOURCES = (Source("isw"), Source("gsu"))

# Month ends, a leap day and a turn of the year lie close together here, and the ends of spans often agree.
FIRST = date(2023, 12, 25)
ENDS = tuple(FIRST + timedelta(days=at) for at in (0, 6, 7, 13, 20, 37, 38, 44, 66, 67, 97))


def days() -> st.SearchStrategy[date]:
    return st.sampled_from(ENDS) | st.integers(0, 100).map(lambda at: FIRST + timedelta(days=at))


@st.composite
def figures(draw: st.DrawFn, least: int = 0, unit: str = "") -> Figure:
    whole = st.integers(least, 2000).map(float)
    numbers = whole | whole.map(lambda number: number / 8) | st.sampled_from((0.0, 1.0, 0.1))
    three = sorted(draw(st.tuples(numbers, numbers, numbers)))
    kind = draw(st.sampled_from(("exact", "exact", "qualified", "range", "all")))
    figure = {
        "exact": Figure(three[0]),
        "qualified": Figure(three[0], qualifier=draw(st.sampled_from(Qualifier))),
        "range": Figure(low=three[0], high=three[2]),
        "all": Figure(low=three[0], value=three[1], high=three[2]),
    }[kind]
    return replace(
        figure,
        unit=unit,
        source=draw(st.sampled_from(("", "isw", "gsu"))),
        scope=draw(st.sampled_from(("", "UK", "Kursk"))),
    )


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(days()), draw(days())
    if end < start and draw(st.integers(0, 9)):
        start, end = end, start
    return Period(
        draw(st.sampled_from(SERIES_IDS)),
        draw(st.sampled_from(("", "x", "y"))),
        start,
        end,
        draw(st.none() | figures()),
        draw(st.none() | figures(least=-50, unit=draw(st.sampled_from(("", "km2", AreaUnit.MI2))))),
    )


@st.composite
def chains(draw: st.DrawFn) -> list[Period]:
    """Spans one after the other, with gaps here and there, and longer ones around some of them."""
    cuts = sorted(draw(st.sets(st.integers(0, 100), min_size=2, max_size=7)))
    spans = [(a, b - 1) for a, b in pairwise(cuts)]
    kept = [span for span in spans if draw(st.integers(0, 4))]
    around = [(cuts[a], cuts[b] - 1) for a in range(len(cuts)) for b in range(a + 2, len(cuts))]
    longer = draw(st.lists(st.sampled_from(around), max_size=3, unique=True)) if around else []
    return [
        Period(
            "a",
            "",
            FIRST + timedelta(days=a),
            FIRST + timedelta(days=b),
            draw(st.none() | figures()),
            draw(st.none() | figures(-50)),
        )
        for a, b in draw(st.permutations(kept + longer))
    ]


@st.composite
def rates(draw: st.DrawFn) -> tuple[str, str, date, date, Figure, str]:
    start, end = draw(st.sampled_from((FIRST, *ENDS)) | days()), draw(st.just(ENDS[-1]) | days())
    return (
        draw(st.sampled_from(SERIES_IDS)),
        "",
        start,
        end,
        draw(figures()),
        draw(st.sampled_from(("", "prison"))),
    )


@st.composite
def projects(draw: st.DrawFn) -> Project:
    rows = draw(st.lists(periods(), max_size=6))
    if draw(st.booleans()):
        rows = draw(chains()) + rows[: draw(st.integers(0, 1))]
    kinds = draw(st.tuples(st.sampled_from(GainsAre), st.sampled_from(GainsAre)))
    intake = [Intake(*rate) for rate in draw(st.lists(rates(), max_size=4))]
    if draw(st.booleans()):
        intake.append(Intake("a", "", FIRST, ENDS[-1] + timedelta(days=10), draw(figures())))
    baseline = draw(st.none() | st.sampled_from(rows)) if rows else None
    return Project(
        sources=SOURCES,
        series=tuple(Series(id_, gains_are=kind) for id_, kind in zip(SERIES_IDS, kinds, strict=True)),
        periods=tuple(rows),
        intake=tuple(intake),
        requirements=tuple(Requirement(*rate) for rate in draw(st.lists(rates(), max_size=2))),
        view=View(
            baseline=None if baseline is None else Baseline(baseline.series, baseline.start, baseline.end)
        ),
    )
