"""Hypothesis strategies for projects that may be in a file, small and quick to shrink.

Every project drawn here can be saved: its ids are unique, what it names exists, its figures are in order.
They are otherwise as odd as the format allows: overlaps, an end before its start, empty labels, ground
lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from model.chart_settings import AxisKind, ChartNote, ChartSettings, LabelsShown, LaneOrder, LegendPlace
from model.files.shape import own_units
from model.project import (
    LEAST_GAINS,
    Acknowledgement,
    Baseline,
    Campaign,
    Claim,
    ComparedBy,
    Counts,
    GainsAre,
    Intake,
    Milestone,
    OtherDays,
    Period,
    Project,
    Rate,
    Requirement,
    Series,
    Source,
    Stance,
    Trend,
    View,
    WhoseFigures,
)
from model.text.days import Step
from model.text.figures import LARGEST, DatedBy, Figure, Qualifier
from model.text.records import replace
from model.text.safe_text import cleaned
from model.text.units import AreaUnit
from tests.model.trend_claims import trend_claim

_Row = TypeVar("_Row")
_Monthly = TypeVar("_Monthly", Intake, Requirement)

CAMPAIGN_CLAIMS = ("attained", "campaign_shortfall")
NOT_NEGATIVE_CLAIMS = ("losses", "intake", "requirement", "cumulative_losses")


ODD_TEXTS = (
    "",
    "",
    "Nov",
    " a ",
    "a\nb\tc",
    "«Осінь» 2024 – 53/km²",
    "=1+1",
    "<b>&amp;{x}%s",
    '"\\u0041"',
    "שלום 😀",
)


def texts() -> st.SearchStrategy[str]:
    """Text as a cell may hold it: odd letters, markup, formulas, new lines; from a few, which is quick."""
    return st.sampled_from(ODD_TEXTS)


def any_text(max_size: int = 6) -> st.SearchStrategy[str]:
    """Any text that a cell may hold: all letters that are seen, tabs and new lines, no other controls."""
    letters = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n")
    return st.text(letters, max_size=max_size).map(cleaned)


def days(first: date = date(2022, 1, 1), last: date = date(2025, 12, 31)) -> st.SearchStrategy[date]:
    """A day of the years that the samples are about, so that rows meet."""
    return st.dates(first, last)


def numbers(least: float = 0.0, most: float = LARGEST) -> st.SearchStrategy[float]:
    """A published number, whole or not; never −0."""
    whole = st.integers(int(max(least, -200_000)), int(min(most, 200_000))).map(float)
    return whole | st.floats(least, most).map(lambda number: number + 0.0)


_LOOSE = (Qualifier.EXACT, Qualifier.ABOUT)


@st.composite
def figures(
    draw: st.DrawFn,
    *,
    least: float = 0.0,
    units: Sequence[str] = ("",),
    sources: Sequence[str] = ("",),
    above_0: bool = False,
    alternatives: bool = True,
) -> Figure:
    """A figure of any kind: alone with a qualifier, a range, a value within a range.

    `least` bounds the numbers from below; with `above_0` neither the value nor the high is 0. Now and then it
    has an alternative, unless `alternatives` is False.
    """
    three = sorted(draw(st.tuples(*[numbers(least)] * 3)))
    low, value, high = three
    if above_0:
        value, high = max(value, 1.0), max(high, 1.0)
    figure = draw(
        st.builds(Figure, value=st.just(value), qualifier=st.sampled_from(Qualifier))
        | st.builds(Figure, low=st.just(low), high=st.just(high), qualifier=st.sampled_from(_LOOSE))
        | st.just(Figure(low=low, value=value, high=max(value, high)))
        | st.just(Figure(low=low, value=value))
        | st.just(Figure(value=value, high=max(value, high)))
    )
    scope, as_of, quote, note = draw(st.sampled_from(_TOLD))
    return replace(
        figure,
        unit=draw(st.sampled_from(units)),
        scope=scope,
        as_of=as_of,
        dating=draw(st.sampled_from((None, None, *DatedBy))),
        source=draw(st.sampled_from(sources)),
        quote=quote,
        note=note,
        alternatives=draw(
            st.lists(
                figures(least=least, units=units, sources=sources, above_0=above_0, alternatives=False),
                max_size=1,
            ).map(tuple)
            if alternatives and draw(st.sampled_from((False, False, False, True)))
            else st.just(())
        ),
    )


_TOLD = (
    ("", None, "", ""),
    ("Ukraine", None, "", ""),
    ("Ukraine and Kursk", date(2024, 12, 3), "“about” 53\n", ""),
    ("", date(1000, 1, 1), "", "=1+1"),
)


def sources(id_: str) -> st.SearchStrategy[Source]:
    """A source with this id."""
    published = st.none() | days()
    return st.builds(
        Source, st.just(id_), texts(), st.sampled_from(Stance), texts(), published, texts(), published
    )


def series(id_: str) -> st.SearchStrategy[Series]:
    """A series with this id."""
    return st.builds(
        Series,
        st.just(id_),
        texts(),
        texts(),
        st.sampled_from(Counts),
        st.sampled_from(GainsAre),
        st.sampled_from(("", "#c0473f", "#2A6FDB")),
        texts(),
        st.sampled_from((LEAST_GAINS, LEAST_GAINS, 0.0, 2.5)),
    )


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date]:
    """A first and a last day, near enough to others to overlap; now and then the wrong way round."""
    start = draw(days())
    return start, start + timedelta(days=draw(st.integers(-2, 100)))


@st.composite
def periods(
    draw: st.DrawFn, series_: Sequence[Series] = (Series("ru"),), source_ids: Sequence[str] = ("",)
) -> Period:
    """A period of one of `series_`; now and then its end is before its start."""
    of = draw(st.sampled_from(series_))
    least = 0.0 if of.gains_are is GainsAre.GROSS else -LARGEST
    return Period(
        of.id,
        draw(texts()),
        *draw(spans()),
        draw(st.none() | figures(sources=source_ids)),
        draw(st.none() | figures(least=least, units=("", AreaUnit.MI2), sources=source_ids)),
        draw(texts()),
    )


@st.composite
def claims(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)) -> Claim:
    """A claim about any measure, in its own unit or in the other area unit; now and then a trend."""
    measure, own = draw(st.sampled_from(sorted(own_units().items())))
    if measure not in CAMPAIGN_CLAIMS and draw(st.sampled_from((False, False, False, True))):
        return draw(trends(measure, series_ids, source_ids))
    units = ("", own.replace("km2", "mi2")) if "km2" in own else ("",)
    least = 0.0 if measure in NOT_NEGATIVE_CLAIMS else -LARGEST
    start, end = draw(spans())
    against = draw(st.none() | other_days(series_ids)) if measure not in CAMPAIGN_CLAIMS else None
    if against is not None:
        least = -LARGEST
        change = (*units, "points" if own == "share" else "share")
        units = change if against.kind is ComparedBy.CHANGE else ("",)
    return Claim(
        draw(st.sampled_from(series_ids)),
        start,
        end,
        measure,
        draw(figures(least=least, units=units, sources=source_ids, alternatives=False)),
        draw(texts()),
        draw(st.sampled_from(source_ids)),
        draw(st.none() | st.sampled_from((0.1, 1.0, 1000.0))),
        draw(texts()),
        basis=draw(st.sampled_from(WhoseFigures)),
        against=against,
    )


@st.composite
def other_days(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",)) -> OtherDays:
    """The days that a claim compares its own with, of the same series or of another."""
    return OtherDays(
        *draw(spans()), draw(st.sampled_from(ComparedBy)), draw(st.sampled_from(("", *series_ids)))
    )


@st.composite
def trends(
    draw: st.DrawFn, measure: str, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)
) -> Claim:
    """A claim that a measure rose or fell so many times in a row; the end is seldom that of a month."""
    return trend_claim(
        draw(st.sampled_from(series_ids)),
        draw(days()),
        measure,
        draw(st.sampled_from(Trend)),
        draw(st.integers(1, 5)),
        draw(st.sampled_from(Step)),
        quote=draw(texts()),
        source=draw(st.sampled_from(source_ids)),
        note=draw(texts()),
    )


def acknowledgements() -> st.SearchStrategy[Acknowledgement]:
    """An acknowledged finding, of this project or of what it once was."""
    rows = st.lists(texts(), max_size=2).map(tuple)
    return st.builds(Acknowledgement, st.sampled_from(("gap", "no_source")), rows, texts())


RECIPES = (
    {"file": "a.csv", "as": "losses", "columns": {"date": "day"}, "digest": "1"},
    {
        "file": "«Дані».xlsx",
        "sheet": "Лист",
        "header": 0,
        "as": "table",
        "columns": {"losses": "a", "end": "b"},
        "where": [["a", "=1"]],
        "skip": [7, 3],
        "digest": "0",
        "rows": {"read": 9, "used": 4, "filtered": 3, "refused": 2},
        "refused": [
            {"row": 3, "column": "a", "start": "2024-11-02", "end": "2024-11-02", "why": "“?” is no number"},
            {"row": 7, "why": "no date"},
        ],
    },
)


@st.composite
def recruitment(
    draw: st.DrawFn,
    made: type[_Monthly],
    series_ids: Sequence[str] = ("ru",),
    source_ids: Sequence[str] = ("",),
) -> _Monthly:
    """An `Intake` or a `Requirement`."""
    start, end = draw(spans())
    per_month = draw(figures(sources=source_ids))
    channel = draw(st.sampled_from(("", "contracts")))
    return made(
        draw(st.sampled_from(series_ids)), draw(texts()), start, end, per_month, channel, draw(texts())
    )


@st.composite
def campaigns(
    draw: st.DrawFn, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)
) -> Campaign:
    """A campaign, its target above 0."""
    start, end = draw(spans())
    target = draw(figures(sources=source_ids, above_0=True))
    achieved = draw(st.none() | figures(sources=source_ids))
    return Campaign(
        draw(st.sampled_from(series_ids)), draw(texts()), start, end, target, achieved, draw(texts())
    )


def milestones(
    series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)
) -> st.SearchStrategy[Milestone]:
    """A milestone."""
    figure = figures(sources=source_ids)
    return st.builds(Milestone, st.sampled_from(series_ids), texts(), days(), figure, texts())


@st.composite
def views(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",)) -> View:
    """A view, with or without a baseline."""
    baseline = st.builds(lambda of, span: Baseline(of, *span), st.sampled_from(series_ids), spans())
    return View(draw(st.sampled_from(AreaUnit)), draw(st.sampled_from(Rate)), draw(st.none() | baseline))


@st.composite
def charts(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",)) -> ChartSettings:
    """What was chosen for a chart; the ends of its axis are apart, where both are given."""
    a_text, a_day = st.none() | texts(), st.none() | days()
    low, high = draw(st.sampled_from(((None, None), (0.0, None), (None, 5.5), (-1.0, 2e6))))
    noted = st.builds(ChartNote, texts().filter(bool), days(), a_day)
    chart, series_id, measure = draw(
        st.sampled_from((("cost", series_ids[-1], ""), ("compare", "", ""), ("compare", "", "losses")))
    )
    return ChartSettings(
        chart,
        series_id,
        measure,
        by=draw(st.sampled_from(("", "gains"))),
        start=draw(a_day),
        end=draw(a_day),
        title=draw(a_text),
        subtitle=draw(a_text),
        note=draw(a_text),
        credit=draw(a_text),
        labels=draw(st.sampled_from(LabelsShown)),
        decimals=draw(st.sampled_from((None, 0, 6))),
        sort=draw(st.sampled_from(LaneOrder)),
        order=draw(st.sampled_from(((), ("ru",), ("a b", "gone")))),
        colors=draw(st.sampled_from(((), (("ru", "#c0473f"), ("a b", "#2A6FDB"))))),
        notes=tuple(draw(st.lists(noted, max_size=2))),
        axis=draw(st.sampled_from(AxisKind)),
        low=low,
        high=high,
        legend=draw(st.sampled_from(LegendPlace)),
        style=draw(texts()),
        language=draw(st.sampled_from(("", "uk"))),
        filtered=draw(st.booleans()),
    )


@st.composite
def projects(draw: st.DrawFn, *, max_rows: int = 2) -> Project:
    """A project that can be saved, with up to `max_rows` rows in each table."""
    ids = st.lists(st.sampled_from(("ru", "ua", "isw", "Генштаб", "a b")), unique=True, max_size=2)
    source_rows = tuple(draw(sources(id_)) for id_ in draw(ids))
    series_rows = tuple(draw(series(id_)) for id_ in draw(ids))
    project = Project(draw(any_text()), draw(any_text()), source_rows, series_rows)
    if not series_rows:
        return project
    of = [row.id for row in series_rows]
    by = ["", *(row.id for row in source_rows)]

    def rows(row: st.SearchStrategy[_Row]) -> tuple[_Row, ...]:
        return tuple(draw(st.lists(row, max_size=max_rows)))

    return replace(
        project,
        periods=rows(periods(series_rows, by)),
        intake=rows(recruitment(Intake, of, by)),
        requirements=rows(recruitment(Requirement, of, by)),
        campaigns=rows(campaigns(of, by)),
        milestones=rows(milestones(of, by)),
        claims=rows(claims(of, by)),
        view=draw(views(of)),
        acknowledged=rows(acknowledgements()),
        imports=rows(st.sampled_from(RECIPES)),
        charts=tuple({one.of: one for one in rows(charts(of))}.values()),
    )
