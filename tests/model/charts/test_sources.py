"""What each source says of one figure: over the same days, with its stance, low, best and high."""

from __future__ import annotations

import math
from datetime import date

from model.chart_settings import ChartSettings, LaneOrder
from model.charts import ChartOptions, build
from model.charts.data import Chart
from model.charts.sources import MEASURES
from model.checks import checks
from model.derive.results import derive
from model.project import Claim, Period, Project, Series, Source, Stance
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.records import replace

SEP, NOV = date(2024, 9, 1), date(2024, 11, 30)
SOURCES = (
    Source("gsu", "General Staff", Stance.PARTY),
    Source("uk", "Ministry", Stance.ALLY),
    Source("med", "Counters", Stance.INDEPENDENT),
)


def said(value: float | None = None, source: str = "", **more: float) -> Figure:
    return Figure(value=value, source=source, **more)  # type: ignore[arg-type]  # low and high


PROJECT = Project(
    sources=SOURCES,
    series=(Series("ru", "Russian forces"),),
    periods=(
        Period(
            "ru",
            "Autumn",
            SEP,
            NOV,
            replace(
                said(125_800.0, "gsu"),
                alternatives=(said(source="uk", low=110_000.0, high=130_000.0), said(90_000.0, "med")),
            ),
            said(2_000.0, "med"),
        ),
    ),
    claims=(
        Claim("ru", SEP, NOV, "losses", Figure(value=100_000.0, qualifier=Qualifier.OVER), source="uk"),
        Claim("ru", SEP, NOV, "losses", Figure(value=50_000.0), source="med"),
        Claim("ru", SEP, date(2024, 9, 30), "losses", Figure(value=1.0), source="uk"),
    ),
)


def chart(measure: str = "losses", project: Project = PROJECT, **members: object) -> Chart:
    results = derive(project)
    settings = replace(ChartSettings("sources", "ru", measure), **members)  # type: ignore[arg-type]  # any field
    options = ChartOptions(measure=measure, settings=settings)
    return build("sources", results, lambda: checks(results), Formats(), options)


def test_each_source_has_a_lane_with_its_stance_and_its_range() -> None:
    made = chart()
    (marks,) = made.panels[0].marks
    assert [(lane.name, lane.beneath, lane.value, lane.group) for lane in made.lanes] == [
        ("Figures in use here", "", "125,800", ""),
        ("General Staff", "party to the conflict", "125,800", ""),
        ("Ministry", "ally of a party", "110,000–130,000", ""),
        ("Counters", "independent", "90,000", ""),
        ("Ministry", "ally of a party", ">100,000", "As published"),
        ("Counters", "independent", "50,000", "As published"),
    ]
    assert marks.low.tolist() == [125_800, 125_800, 110_000, 90_000, 100_000, 50_000]
    assert marks.best.tolist() == [125_800, 125_800, 120_000, 90_000, 100_000, 50_000]
    assert marks.high.tolist() == [125_800, 125_800, 130_000, 90_000, math.inf, 50_000]
    assert marks.rows.tolist() == [-1, 0, 1, 2, 1, 2]
    assert marks.doubt is not None
    assert marks.doubt.tolist() == [*[False] * 5, True]  # 125,800 is above 100,000, and no 50,000
    assert made.dates == "1 Sep – 30 Nov 2024"
    assert "Ministry (ally of a party): 110,000–130,000." in made.alt


def test_a_total_that_repeats_the_source_s_own_figure_stands_once() -> None:
    again = Claim("ru", SEP, NOV, "losses", Figure(value=90_000.0), source="med")
    other = replace(again, stated=Figure(value=90_001.0))
    claimed = replace(PROJECT, claims=(again, other))
    assert [lane.value for lane in chart(project=claimed).lanes if lane.name == "Counters"] == [
        "90,000",
        "90,001",
    ]


def test_the_sources_of_the_figures_in_use_are_named_where_they_have_no_lane() -> None:
    """The General Staff spoke of one month alone: it has no lane, but its figure is in the sum of 130,000."""
    rows = (
        Period("ru", "Sep", SEP, date(2024, 9, 30), said(90_000.0, "med")),
        Period("ru", "Oct, Nov", date(2024, 10, 1), NOV, said(40_000.0, "gsu")),
    )
    drawn = chart(project=replace(PROJECT, periods=rows, claims=PROJECT.claims[:1]))
    assert [lane.name for lane in drawn.lanes] == ["Figures in use here", "Ministry"]
    named = (
        "Sources: General Staff (party to the conflict); Ministry (ally of a party); Counters (independent)"
    )
    assert drawn.sources == named


def test_sources_stand_in_the_order_chosen() -> None:
    by_name = chart(sort=LaneOrder.NAME).lanes
    assert [lane.name for lane in by_name[:4]] == [
        *("Figures in use here", "Counters", "General Staff", "Ministry"),
    ]
    first = chart(order=("med",), colors=(("med", "#112233"),)).lanes
    assert [lane.name for lane in first[:3]] == ["Figures in use here", "Counters", "General Staff"]
    assert [lane.color for lane in first[:3]] == ["", "#112233", ""]


def test_a_result_is_computed_with_each_source_in_the_place_of_the_figures_in_use() -> None:
    lanes = chart("losses_per_gain").lanes
    assert ("Counters", "45.0 per km²", "Losses by source") in [
        (lane.name, lane.value, lane.group) for lane in lanes
    ]  # 90,000 ÷ 2,000
    assert {lane.group for lane in lanes} == {"", "Losses by source", "Gains by source"}


def test_where_the_days_are_not_made_up_those_are_shown_of_which_most_sources_speak() -> None:
    other = Period("ru", "Later", date(2025, 3, 1), date(2025, 3, 31), said(5.0, "gsu"))
    made = chart(project=replace(PROJECT, periods=(*PROJECT.periods, other)))
    assert made.dates == "1 Sep – 30 Nov 2024"
    assert len(made.lanes) == 6


def test_every_measure_is_drawn_or_says_why_not() -> None:
    for measure in MEASURES:
        made = chart(measure)
        assert made.empty or made.lanes
        assert made.alt
    assert chart(project=Project()).empty
