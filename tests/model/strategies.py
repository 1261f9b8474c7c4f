"""Hypothesis strategies for projects that may be in a file, small and quick to shrink.

Every project drawn here can be saved: its ids are unique, what it names exists, its figures are in order.
They are otherwise as odd as the format allows: overlaps, an end before its start, empty labels, ground
lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from model.chart_settings import AxisKind, ChartNote, ChartSettings, LabelsShown, LaneOrder, LegendPlace
from model.derive.measures import MEASURES
from model.files.shape import own_units
from model.project import (
    LEAST_GAINS,
    RECORDS,
    RELATED,
    STREAKS,
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
    Reference,
    Requirement,
    Series,
    Source,
    Stance,
    Trend,
    View,
    WhoseFigures,
)
from model.text.days import Step
from model.text.figures import LARGEST, DatedBy, Figure, Qualifier, RangeIs
from model.text.records import replace
from model.text.safe_text import cleaned
from model.text.units import SCALES, AreaUnit
from tests.model.kept import kept, one_of, perhaps
from tests.model.trend_claims import trend_claim

_Row = TypeVar("_Row")
_Monthly = TypeVar("_Monthly", Intake, Requirement)

CAMPAIGN_CLAIMS = ("attained", "campaign_shortfall")
NOT_NEGATIVE_CLAIMS = tuple(measure.key for measure in MEASURES if measure.positive)


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


@kept
def texts() -> st.SearchStrategy[str]:
    """Text as a cell may hold it: odd letters, markup, formulas, new lines; from a few, which is quick."""
    return st.sampled_from(ODD_TEXTS)


@kept
def any_text(max_size: int = 6) -> st.SearchStrategy[str]:
    """Any text that a cell may hold: all letters that are seen, tabs and new lines, no other controls."""
    letters = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n")
    return st.text(letters, max_size=max_size).map(cleaned)


@kept
def days(first: date = date(2022, 1, 1), last: date = date(2025, 12, 31)) -> st.SearchStrategy[date]:
    """A day of the years that the samples are about, so that rows meet."""
    return st.dates(first, last)


@kept
def numbers(least: float = 0.0, most: float = LARGEST) -> st.SearchStrategy[float]:
    """A published number, whole or not; never −0."""
    whole = st.integers(int(max(least, -200_000)), int(min(most, 200_000))).map(float)
    return whole | st.floats(least, most).map(lambda number: number + 0.0)


_Kind = Callable[[float, float, float, st.DrawFn], Figure]
_LOOSE = (Qualifier.EXACT, Qualifier.ABOUT)
_KINDS: tuple[_Kind, ...] = (
    lambda _, value, __, draw: Figure(value=value, qualifier=draw(one_of(Qualifier))),
    lambda low, _, high, draw: Figure(low=low, high=high, qualifier=draw(one_of(_LOOSE))),
    lambda low, value, high, _: Figure(low=low, value=value, high=high),
    lambda low, value, _, __: Figure(low=low, value=value),
    lambda _, value, high, __: Figure(value=value, high=high),
)


@kept
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
    low, value, high = sorted(draw(numbers(least)) for _ in range(3))
    if above_0:
        value, high = max(value, 1.0), max(high, 1.0)
    figure = draw(one_of(_KINDS))(low, value, high, draw)
    scope, as_of, quote, note = draw(one_of(_TOLD))
    return replace(
        figure,
        unit=draw(one_of(units)),
        scope=scope,
        as_of=as_of,
        dating=draw(one_of((None, None, *DatedBy))),
        range=draw(one_of((RangeIs.BOUNDS, *RangeIs))),
        source=draw(one_of(sources)),
        quote=quote,
        note=note,
        alternatives=()
        if not (alternatives and draw(one_of((False,) * 7 + (True,))))
        else (draw(figures(least=least, units=units, sources=sources, above_0=above_0, alternatives=False)),),
    )


_TOLD = (
    ("", None, "", ""),
    ("Ukraine", None, "", ""),
    ("Ukraine and Kursk", date(2024, 12, 3), "“about” 53\n", ""),
    ("", date(1000, 1, 1), "", "=1+1"),
)


@kept
@st.composite
def sources(draw: st.DrawFn, id_: str) -> Source:
    """A source with this id."""
    published = perhaps(days())
    return Source(
        id_,
        draw(texts()),
        draw(one_of(Stance)),
        draw(texts()),
        draw(published),
        draw(texts()),
        draw(published),
    )


_SHARES = (None, None, Figure(0.0), Figure(0.25), Figure(1.0), Figure(low=0.229, value=0.25, high=0.271))


@kept
@st.composite
def series(
    draw: st.DrawFn, id_: str, source_ids: Sequence[str] = ("",), others: Sequence[str] = ("",)
) -> Series:
    """A series with this id, now and then related to one of some others."""
    killed, returning = (
        said and replace(said, source=draw(one_of(tuple(source_ids))))
        for said in (draw(one_of(_SHARES)), draw(one_of(_SHARES)))
    )
    return Series(
        id_,
        draw(texts()),
        draw(texts()),
        draw(one_of(Counts)),
        draw(one_of(GainsAre)),
        draw(one_of(("", "#c0473f", "#2A6FDB"))),
        draw(texts()),
        draw(one_of((LEAST_GAINS, LEAST_GAINS, 0.0, 2.5))),
        killed,
        returning,
        draw(one_of((0, 0, 30))),
        group=draw(one_of(("", "", "war"))),
        **{field: draw(one_of(others)) for field in RELATED},
    )


_LENGTHS = st.integers(-2, 100)


@kept
@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date]:
    """A first and a last day, near enough to others to overlap; now and then the wrong way round."""
    start = draw(days())
    return start, start + timedelta(days=draw(_LENGTHS))


@kept
@st.composite
def periods(
    draw: st.DrawFn,
    series_: Sequence[tuple[str, GainsAre]] = (("ru", GainsAre.NET),),
    source_ids: Sequence[str] = ("",),
) -> Period:
    """A period of a series, given by id and kind of gains; now and then its end is before its start."""
    of, gains_are = draw(one_of(series_))
    least = 0.0 if gains_are is GainsAre.GROSS else -LARGEST
    units = ("km", "mi") if gains_are is GainsAre.ADVANCE else ("", AreaUnit.MI2)
    return Period(
        of,
        draw(texts()),
        *draw(spans()),
        draw(perhaps(figures(sources=source_ids))),
        draw(perhaps(figures(least=least, units=units, sources=source_ids))),
        draw(texts()),
        *(draw(_seldom_told(tuple(source_ids))) if draw(one_of((False, False, True))) else ()),
    )


@kept
@st.composite
def _seldom_told(draw: st.DrawFn, source_ids: Sequence[str]) -> tuple[Figure | None, ...]:
    """Ground lost again, the other of net and taken, both 0 or more as in any series, a correction."""
    lost, other = (draw(perhaps(figures(units=("", AreaUnit.MI2), sources=source_ids))) for _ in range(2))
    return lost, other, draw(perhaps(figures(sources=source_ids)))


@kept
@st.composite
def claims(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)) -> Claim:
    """A claim about any measure, in its own unit or in the other area unit; now and then a trend."""
    measure, own = draw(one_of(sorted(own_units().items())))
    if measure not in CAMPAIGN_CLAIMS and draw(one_of((False, False, False, True))):
        return draw(trends(measure, series_ids, source_ids))
    units = ("", own.replace("km2", "mi2")) if "km2" in own else ("", *SCALES.get(own, ()))
    least = 0.0 if measure in NOT_NEGATIVE_CLAIMS else -LARGEST
    start, end = draw(spans())
    against = draw(perhaps(other_days(series_ids))) if measure not in CAMPAIGN_CLAIMS else None
    step = Step.MONTH
    if against is not None and against.kind in RECORDS:
        least, units, step = 1.0, ("",), draw(one_of(Step))
    elif against is not None:
        least = -LARGEST
        change = (*(units if "km2" in own else ("",)), "points" if own == "share" else "share")
        units = change if against.kind is ComparedBy.CHANGE else ("",)
    return Claim(
        draw(one_of(series_ids)),
        start,
        end,
        measure,
        draw(figures(least=least, units=units, sources=source_ids, alternatives=False)),
        draw(texts()),
        draw(one_of(source_ids)),
        draw(perhaps(one_of((0.1, 1.0, 1000.0)))),
        draw(texts()),
        basis=draw(one_of(WhoseFigures)),
        against=against,
        reference=draw(texts()),
        step=step,
    )


@kept
@st.composite
def other_days(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",)) -> OtherDays:
    """The days that a claim compares its own with, of the same series or of another."""
    kind = draw(one_of(ComparedBy))
    series = "" if kind in RECORDS else draw(one_of(("", *series_ids)))
    return OtherDays(*draw(spans()), kind, series)


_COUNTS = st.integers(1, 5)


@kept
@st.composite
def trends(
    draw: st.DrawFn, measure: str, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)
) -> Claim:
    """A claim that a measure rose or fell so many times in a row; the end is seldom that of a month."""
    trend = draw(one_of(Trend))
    return trend_claim(
        draw(one_of(series_ids)),
        draw(days()),
        measure,
        trend,
        draw(_COUNTS),
        draw(one_of(Step)),
        quote=draw(texts()),
        source=draw(one_of(source_ids)),
        note=draw(texts()),
        stated=Figure(draw(one_of((0.0, 0.5, 1000.0)))) if trend in STREAKS else None,
    )


@kept
@st.composite
def acknowledgements(draw: st.DrawFn) -> Acknowledgement:
    """An acknowledged finding, of this project or of what it once was."""
    return Acknowledgement(draw(one_of(("gap", "no_source"))), tuple(draw(_few_texts())), draw(texts()))


@kept
def _few_texts() -> st.SearchStrategy[list[str]]:
    return st.lists(texts(), max_size=2)


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

_RECIPES: st.SearchStrategy[Mapping[str, Any]] = st.sampled_from(RECIPES)


@kept
@st.composite
def recruitment(
    draw: st.DrawFn,
    made: type[_Monthly],
    series_ids: Sequence[str] = ("ru",),
    source_ids: Sequence[str] = ("",),
) -> _Monthly:
    """An `Intake` or a `Requirement`."""
    start, end = draw(spans())
    per_month = draw(figures(sources=source_ids, units=("", "", "people/day", "people/total")))
    channel = draw(one_of(("", "contracts")))
    return made(draw(one_of(series_ids)), draw(texts()), start, end, per_month, channel, draw(texts()))


@kept
@st.composite
def campaigns(
    draw: st.DrawFn, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)
) -> Campaign:
    """A campaign, its target above 0."""
    start, end = draw(spans())
    target = draw(figures(sources=source_ids, above_0=True))
    achieved = draw(perhaps(figures(sources=source_ids)))
    return Campaign(draw(one_of(series_ids)), draw(texts()), start, end, target, achieved, draw(texts()))


@kept
@st.composite
def milestones(
    draw: st.DrawFn, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)
) -> Milestone:
    """A milestone."""
    return Milestone(
        draw(one_of(series_ids)),
        draw(texts()),
        draw(days()),
        draw(figures(sources=source_ids, units=("", "km2", "mi2", "share", "items", "times"))),
        draw(texts()),
    )


@kept
@st.composite
def references(
    draw: st.DrawFn, series_ids: Sequence[str] = ("ru",), source_ids: Sequence[str] = ("",)
) -> Reference:
    """What other figures are divided by, for one series or for all; its value above 0."""
    start, end = draw(spans())
    units = ("", "km2", "mi2", "km", "mi", "items")
    value = draw(figures(sources=source_ids, units=units, above_0=True))
    return Reference(draw(texts()), start, end, value, draw(one_of(("", *series_ids))), draw(texts()))


@kept
@st.composite
def views(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",)) -> View:
    """A view, with or without a baseline."""
    baseline = draw(perhaps(spans()))
    of = draw(one_of(series_ids))
    return View(
        draw(one_of(AreaUnit)), draw(one_of(Rate)), None if baseline is None else Baseline(of, *baseline)
    )


@kept
@st.composite
def charts(draw: st.DrawFn, series_ids: Sequence[str] = ("ru",)) -> ChartSettings:
    """What was chosen for a chart; the ends of its axis are apart, where both are given."""
    a_text, a_day = perhaps(texts()), perhaps(days())
    low, high = draw(one_of(((None, None), (0.0, None), (None, 5.5), (-1.0, 2e6))))
    chart, series_id, measure = draw(
        one_of((("cost", series_ids[-1], ""), ("compare", "", ""), ("compare", "", "losses")))
    )
    return ChartSettings(
        chart,
        series_id,
        measure,
        by=draw(one_of(("", "gains"))),
        start=draw(a_day),
        end=draw(a_day),
        title=draw(a_text),
        subtitle=draw(a_text),
        note=draw(a_text),
        credit=draw(a_text),
        labels=draw(one_of(LabelsShown)),
        decimals=draw(one_of((None, 0, 6))),
        sort=draw(one_of(LaneOrder)),
        order=draw(one_of(((), ("ru",), ("a b", "gone")))),
        colors=draw(one_of(((), (("ru", "#c0473f"), ("a b", "#2A6FDB"))))),
        notes=tuple(draw(_chart_notes())),
        axis=draw(one_of(AxisKind)),
        low=low,
        high=high,
        legend=draw(one_of(LegendPlace)),
        style=draw(texts()),
        language=draw(one_of(("", "uk"))),
        filtered=draw(one_of((False, True))),
        mean=draw(one_of((0, 0, 7))),
    )


@kept
def _chart_notes() -> st.SearchStrategy[list[ChartNote]]:
    noted = st.builds(ChartNote, texts().filter(bool), days(), perhaps(days()))
    return st.lists(noted, max_size=2)


@kept
@st.composite
def projects(draw: st.DrawFn, *, max_rows: int = 2) -> Project:
    """A project that can be saved, with up to `max_rows` rows in each table."""
    source_rows = tuple(draw(sources(id_)) for id_ in draw(_ids(0)))
    # Seldom no series: such a project has no rows, and tells a test nothing about any.
    named = ("", *(source.id for source in source_rows))
    ids = draw(_ids(draw(one_of((1,) * 9 + (0,)))))
    series_rows = tuple(
        draw(series(id_, named, ("", *(other for other in ids if other != id_)))) for id_ in ids
    )
    project = Project(draw(any_text()), draw(any_text()), source_rows, series_rows)
    if not series_rows:
        return project
    of = [row.id for row in series_rows]
    by = ["", *(row.id for row in source_rows)]

    def rows(row: st.SearchStrategy[_Row]) -> tuple[_Row, ...]:
        return tuple(draw(_some(row, max_rows)))

    return replace(
        project,
        periods=rows(periods([(row.id, row.gains_are) for row in series_rows], by)),
        intake=rows(recruitment(Intake, of, by)),
        requirements=rows(recruitment(Requirement, of, by)),
        campaigns=rows(campaigns(of, by)),
        milestones=rows(milestones(of, by)),
        references=rows(references(of, by)),
        claims=rows(claims(of, by)),
        view=draw(views(of)),
        acknowledged=rows(acknowledgements()),
        imports=rows(_RECIPES),
        charts=tuple({one.of: one for one in rows(charts(of))}.values()),
    )


@kept
def _ids(least: int) -> st.SearchStrategy[list[str]]:
    ids = st.sampled_from(("ru", "ua", "isw", "Генштаб", "a b"))
    return st.lists(ids, unique=True, min_size=least, max_size=2)


@kept
def _some(row: st.SearchStrategy[_Row], most: int) -> st.SearchStrategy[list[_Row]]:
    return st.lists(row, max_size=most)
