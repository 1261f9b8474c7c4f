"""What each chart shows, as data: the worked example by hand, and what must never be drawn."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest

from model.charts import CHARTS, ChartOptions, build
from model.charts.chart_context import tidy
from model.charts.data import Chart, Marks, MarkShape, MarkTone
from model.checks import checks
from model.derive.results import derive
from model.project import Counts, Intake, Milestone, Period, Project, Rate, Series, Source
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.notation import GERMAN
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.chart_projects import (
    NOV,
    NOV_END,
    OCT_END,
    RU,
    SEP,
    SOURCES,
    between,
    figure,
    long,
    periods_of,
    worked,
)

KEYS = [kind.key for kind in CHARTS]
DAY = date.toordinal


def chart(
    project: Project, key: str, options: ChartOptions | None = None, formats: Formats | None = None
) -> Chart:
    results = derive(project)
    return build(key, results, lambda: checks(results), formats or Formats(), options)


def marks(drawn: Chart, shape: MarkShape, panel: int = 0) -> Marks:
    return next(some for some in drawn.panels[panel].marks if some.shape is shape)


def band(drawn: Chart, tone: MarkTone) -> Marks:
    return next(some for some in drawn.panels[0].marks if some.tone is tone)


def test_the_charts_are_those_of_the_design() -> None:
    designed = ["losses-gains", "cost", "recruitment", "balance", "scatter", "compare", "sources"]
    assert [*designed, "territory", "map"] == KEYS


def test_losses_and_gains_stand_a_day_over_the_days_they_lasted() -> None:
    drawn = chart(worked(), "losses-gains")
    losses, gains = marks(drawn, MarkShape.BAR), marks(drawn, MarkShape.BAR, 1)
    assert losses.rows.tolist() == [1, 0]
    assert losses.best.tolist() == pytest.approx([1313.279, 1523], abs=1e-3)
    assert gains.best.tolist() == pytest.approx([24.869, 27.967], abs=1e-3)
    assert losses.x0.tolist() == [DAY(SEP), DAY(NOV)]
    assert losses.x1.tolist() == [DAY(OCT_END) + 1, DAY(NOV_END) + 1]
    assert [panel.downward for panel in drawn.panels] == [False, True]


def test_labels_of_bars_are_the_figures_of_the_tables() -> None:
    drawn = chart(worked(), "losses-gains")
    assert marks(drawn, MarkShape.BAR).lines(0) == (("1,313 losses a day", "1,313"), ("52.8 per km²",))
    assert marks(drawn, MarkShape.BAR, 1).lines(1) == (("28.0 km² a day", "28.0"),)


def test_a_published_total_is_left_out_and_counted() -> None:
    drawn = chart(worked(), "losses-gains")
    assert 2 not in marks(drawn, MarkShape.BAR).rows
    assert drawn.note == "Left out: 1 published total; 1 milestone outside these days."


def test_what_has_no_value_is_not_drawn_and_said() -> None:
    project = periods_of(
        (date(2024, 1, 1), date(2024, 1, 31), figure(100), None),
        (date(2024, 2, 1), date(2024, 2, 29), None, figure(5)),
        (date(2024, 3, 1), date(2024, 3, 31), figure(300), figure(6)),
    )
    drawn = chart(project, "losses-gains")
    assert marks(drawn, MarkShape.BAR).rows.tolist() == [0, 2]
    assert marks(drawn, MarkShape.BAR, 1).rows.tolist() == [1, 2]
    assert drawn.note == "Left out: 1 row without losses; 1 row without gains."
    assert chart(project, "scatter").panels[0].marks[0].rows.tolist() == [2]


def test_ground_lost_has_no_cost_and_its_amount_is_said() -> None:
    project = periods_of(
        (date(2024, 1, 1), date(2024, 1, 31), figure(100), figure(-20)),
        (date(2024, 2, 1), date(2024, 2, 29), figure(200), figure(5)),
        (date(2024, 3, 1), date(2024, 3, 31), figure(300), figure(-1250)),
    )
    drawn = chart(project, "cost")
    assert drawn.panels[0].marks[0].rows.tolist() == [1]
    assert drawn.note == "Left out: 2 rows: no net gain (−1,270 km²)."


def test_a_conflict_is_left_out_not_drawn_twice() -> None:
    project = periods_of(
        (date(2024, 1, 1), date(2024, 1, 20), figure(100), figure(1)),
        (date(2024, 1, 10), date(2024, 1, 31), figure(100), figure(1)),
        (date(2024, 2, 1), date(2024, 2, 29), figure(100), figure(1)),
        (date(2024, 3, 9), date(2024, 3, 1), figure(100), figure(1)),
    )
    drawn = chart(project, "losses-gains")
    assert marks(drawn, MarkShape.BAR).rows.tolist() == [2]
    assert "2 rows in conflict with each other; 1 row that ends before it starts" in drawn.note


def test_a_gap_is_a_gap() -> None:
    project = periods_of(
        (date(2024, 1, 1), date(2024, 1, 31), figure(100), figure(1)),
        (date(2024, 4, 1), date(2024, 4, 30), figure(100), figure(1)),
    )
    bars = marks(chart(project, "losses-gains"), MarkShape.BAR)
    assert bars.x1[0] < bars.x0[1]


def test_ground_that_was_lost_is_negative() -> None:
    drawn = chart(periods_of((SEP, OCT_END, figure(100), figure(-61))), "losses-gains")
    assert marks(drawn, MarkShape.BAR, 1).best.tolist() == [-1.0]
    assert [entry.text for entry in drawn.legend] == ["losses", "ground lost"]


def test_an_open_bound_is_infinite_and_no_row_is_lost_to_it() -> None:
    project = replace(worked(), periods=(worked().periods[2],))
    bars = marks(chart(project, "losses-gains"), MarkShape.BAR)
    assert np.isinf(bars.high[0])
    assert bars.lines(0)[0][0] == ">1,373 losses a day"


@pytest.mark.parametrize("key", KEYS)
def test_the_order_of_rows_changes_nothing_that_is_drawn(key: str) -> None:
    project = long(20)
    rows = list(project.periods)
    random.Random(3).shuffle(rows)
    one, other = chart(project, key), chart(replace(project, periods=tuple(rows)), key)
    for panel, same in zip(one.panels, other.panels, strict=True):
        for a, b in zip(panel.marks, same.marks, strict=True):
            for name in ("x0", "x1", "low", "best", "high"):
                assert getattr(a, name).tolist() == getattr(b, name).tolist()
    assert one.alt == other.alt


def test_a_month_is_the_other_rate() -> None:
    drawn = chart(worked(), "losses-gains", ChartOptions(rate=Rate.PER_MONTH))
    assert marks(drawn, MarkShape.BAR).best.tolist() == [40_055, 45_690]
    assert marks(drawn, MarkShape.BAR).lines(1)[0][0] == "45,690 losses a month"


def test_the_projects_rate_is_followed_where_none_is_asked_for() -> None:
    project = worked()
    monthly = replace(project, view=replace(project.view, rate=Rate.PER_MONTH))
    assert "a month" in chart(monthly, "losses-gains").subtitle
    assert "a month" in chart(project, "recruitment").subtitle


def test_areas_are_in_the_unit_shown() -> None:
    drawn = chart(worked(), "losses-gains", formats=Formats(area_unit=AreaUnit.MI2))
    assert marks(drawn, MarkShape.BAR, 1).best.tolist() == pytest.approx([9.602, 10.798], abs=1e-3)
    assert "sq mi a day" in drawn.subtitle
    cost = chart(worked(), "cost", formats=Formats(area_unit=AreaUnit.MI2))
    assert marks(cost, MarkShape.STEP).best.tolist() == pytest.approx([136.77, 141.05], abs=0.01)


def test_numbers_follow_the_notation() -> None:
    drawn = chart(worked(), "losses-gains", formats=Formats(notation=GERMAN))
    assert marks(drawn, MarkShape.BAR).lines(0)[0][1] == "1.313"
    assert drawn.panels[0].tick(1_500) == "1.500"
    assert drawn.panels[1].tick(2.5) == "2,5"


def test_a_tick_of_very_many_or_of_next_to_nothing_is_told_in_powers_of_ten() -> None:
    tick = chart(worked(), "cost").panels[0].tick
    written = [tick(value) for value in (0.0, 1e-6, -9e-7, 999_999_999_999_999.0, 1e15)]
    assert written == ["0", "0.000001", "−9×10⁻⁷", "999,999,999,999,999", "1×10¹⁵"]


def test_a_name_on_a_chart_is_one_line_of_sixty_letters_at_most() -> None:
    assert tidy(" a\n b ") == "a b"
    assert [tidy("x" * 60), tidy("x" * 61), tidy("x" * 58 + " y z")] == [
        *("x" * 60, "x" * 59 + "…", "x" * 58 + "…"),
    ]


def test_milestones_within_the_days_stand_above() -> None:
    stones = chart(worked(), "losses-gains").milestones
    assert stones is not None
    assert stones.rows.tolist() == [0]
    assert stones.lines(0)[0][:2] == (
        "28 Nov 2024: First day above 2,000 (>2,000)",
        "28 Nov 2024: >2,000",
    )
    assert "UK Ministry of Defence (ally of a party)" in stones.tip(0)


def test_milestones_stand_in_the_order_of_their_days_from_the_first_to_the_last() -> None:
    dates = (NOV_END, date(2024, 12, 1), SEP, date(2024, 8, 31))
    stones = tuple(Milestone("ru", "a", each, figure(1)) for each in dates)
    drawn = chart(replace(worked(), milestones=stones), "losses-gains")
    assert drawn.milestones is not None
    assert drawn.milestones.rows.tolist() == [2, 0]
    assert drawn.milestones.x0.tolist() == [DAY(SEP), DAY(NOV_END)]
    assert "2 milestones outside these days" in drawn.note


def test_the_cost_of_ground_stands_beside_what_was_published() -> None:
    drawn = chart(worked(), "cost")
    assert marks(drawn, MarkShape.STEP).best.tolist() == pytest.approx([52.808, 54.458], abs=1e-3)
    claims = marks(drawn, MarkShape.POINT)
    assert claims.best.tolist() == [53, 49]
    assert claims.doubt is not None
    assert claims.doubt.tolist() == [False, True]
    assert claims.lines(0)[0] == ("≈53 (Institute for the Study of War)", "≈53")
    assert "“forty-nine”" in claims.tip(1)
    doubted = replace(worked(), claims=worked().claims[1:])
    legends = [
        [entry.text for entry in chart(project, "cost").legend]
        for project in (worked(), doubted, replace(worked(), claims=()))
    ]
    uk = replace(worked(), claims=(replace(worked().claims[0], source="uk"),))
    assert chart(uk, "cost").sources.endswith("; UK Ministry of Defence (ally of a party)")
    computed, published, doubt = "computed, low to high", "published", "published, not borne out"
    assert legends == [[computed, published, doubt], [computed, doubt], [computed]]
    assert "54.458" in claims.tip(1)


def test_a_claim_in_square_miles_is_drawn_in_the_unit_shown() -> None:
    project = worked()
    stated = Figure(value=137, unit="people/mi2")
    claims = (
        replace(project.claims[0], stated=stated),
        replace(project.claims[0], start=date(2019, 1, 1), end=date(2019, 2, 1)),
    )
    drawn = chart(replace(project, claims=claims), "cost")
    assert marks(drawn, MarkShape.POINT).best.tolist() == pytest.approx([137 / 2.589988110336])
    assert "1 claim on other days" in drawn.note
    # 125,800 ÷ 2,356 = 53.396 per km², never 138.295 of sq mi under that name
    assert "computed: 53.396 per km²" in marks(drawn, MarkShape.POINT).tip(0)


def test_recruitment_stands_against_losses() -> None:
    drawn = chart(worked(), "recruitment")
    losses, intake = marks(drawn, MarkShape.BAR), band(drawn, MarkTone.INTAKE)
    assert losses.best.tolist() == [40_055, 45_690]
    assert losses.met is not None
    assert losses.met.tolist() == [25_000, 25_000]  # of 25,000 to 30,000, what surely was replaced
    assert losses.lines(0)[1] == ("gross shortfall 10,055–15,055", "10,055–15,055")
    assert losses.lines(1)[1] == ("gross shortfall 15,690–20,690", "15,690–20,690")
    assert (intake.low.tolist(), intake.high.tolist()) == ([25_000], [30_000])
    assert (intake.x0[0], intake.x1[0]) == (DAY(SEP), DAY(NOV_END) + 1)
    assert intake.lines(0)[0][0] == "intake 25,000–30,000 (US officials)"
    needed = band(drawn, MarkTone.REQUIREMENT)
    assert needed.lines(0)[0][0] == "said to be needed: 50,000–52,000 (General Staff of Ukraine)"


def test_more_recruited_than_lost_is_a_surplus() -> None:
    project = worked()
    rich = replace(project, intake=(replace(project.intake[0], per_month=between(50_000, 60_000)),))
    lines = marks(chart(rich, "recruitment"), MarkShape.BAR).lines(1)
    assert lines[1] == ("surplus 4,310–14,310", "4,310–14,310")


def test_without_a_known_intake_there_is_no_band_and_no_shortfall() -> None:
    project = worked()
    part = replace(project, intake=(replace(project.intake[0], start=NOV),))
    drawn = chart(part, "recruitment")
    assert band(drawn, MarkTone.INTAKE).x0.tolist() == [DAY(NOV)]
    assert len(marks(drawn, MarkShape.BAR).lines(0)) == 1
    assert "1 row without a known intake" in drawn.note


def test_the_balance_adds_up_to_the_total_of_the_series() -> None:
    steps = marks(chart(worked(), "balance"), MarkShape.STEP)
    assert (steps.low.tolist(), steps.high.tolist()) == ([20_110, 35_800], [30_110, 50_800])
    assert steps.lines(1) == (("35,800–50,800",),)


def test_points_of_the_scatter_lie_among_rays_of_round_cost() -> None:
    drawn = chart(worked(), "scatter")
    points = drawn.panels[0].marks[0]
    assert points.x0.tolist() == pytest.approx([24.869, 27.967], abs=1e-3)
    assert points.lines(0) == (("Sep–Oct 2024",),)
    assert [ray.label for ray in drawn.panels[0].rays] == ["50 per km²", "100 per km²"]


def test_sources_are_named_with_their_stance() -> None:
    drawn = chart(worked(), "losses-gains")
    assert drawn.sources == (
        "Sources: Institute for the Study of War (independent); General Staff of Ukraine (party to the "
        "conflict); UK Ministry of Defence (ally of a party)"
    )


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (0, "Sources: none named"),
        (1, "Source: F"),
        (6, "Sources: F; A; B; C; D; E"),
        (8, "Sources: F; A; B; C; D; E; and 2 more"),
    ],
)
def test_the_six_sources_most_used_are_named_and_the_others_counted(count: int, named: str) -> None:
    """F twice, each of the others once."""
    ids = ["F", *"FABCDEGH"][: count + 1] if count else [""]
    days = [date(2024, 1, day + 1) for day in range(len(ids))]
    rows = [(day, day, figure(100, id_), None) for day, id_ in zip(days, ids, strict=True)]
    project = replace(periods_of(*rows), sources=tuple(Source(id_) for id_ in "ABCDEFGH"))
    assert chart(project, "losses-gains").sources == named


def test_the_alt_text_says_what_the_numbers_say() -> None:
    alt = chart(worked(), "losses-gains").alt
    assert alt.startswith("Losses against gains: Russian forces. Bars over time, 1 Sep – 30 Nov 2024")
    for said in ("1,313 (Sep–Oct 2024)", "1,523 a day (November 2024)", "24.9", "28.0 km² a day", "Sources:"):
        assert said in alt
    assert "{" not in alt


def test_the_alt_texts_of_cost_intake_and_balance_are_whole() -> None:
    days, out = "Russian forces. {kind} over time, 1 Sep – 30 Nov 2024", "Left out: 1 published total."
    isw, gsu = "Institute for the Study of War", "General Staff of Ukraine"
    sources = f"{out} Sources: {isw} (independent); {gsu} (party to the conflict)"
    ends = "{low} (Sep–Oct 2024), greatest {high} (November 2024)"
    cost, intake, balance = (chart(worked(), key).alt for key in ("cost", "recruitment", "balance"))
    assert cost == (
        f"The cost of ground: {days.format(kind='Steps')}. "
        f"Cost of ground: least {ends.format(low='52.8', high='54.5 per km²')}. "
        f"Published: ≈53 ({isw}). Published: 49 ({gsu}). {sources}"
    )
    assert intake == (
        f"Recruitment against losses: {days.format(kind='Bars of losses')}, with bands for recruitment. "
        f"Losses per month: least {ends.format(low='40,055', high='45,690 a month')}. "
        "Recruited over the same days: 75,000–90,000 people, according to US officials (ally of a party). "
        "That is 59–72 % of the losses, a gross shortfall of 35,800–50,800 (wounded who return not counted). "
        f"Said to be needed: 50,000–52,000 ({gsu}). Intake 25,000–30,000 (US officials). "
        f"{sources}; US officials (ally of a party)"
    )
    assert balance == (
        f"Cumulative gross shortfall: {days.format(kind='Steps')}; at the end 35,800–50,800. "
        f"Cumulative gross shortfall: least {ends.format(low='20,110–30,110', high='35,800–50,800')}. "
        f"{sources}; US officials (ally of a party)"
    )


def test_a_tip_gives_the_figures_with_their_sources() -> None:
    tip = marks(chart(worked(), "losses-gains"), MarkShape.BAR).tip(1).splitlines()
    assert tip[0] == "November 2024 · 1–30 Nov 2024"
    assert "Losses: 45,690 — General Staff of Ukraine (party to the conflict)" in tip
    assert "Gains: 839 km² — Institute for the Study of War (independent)" in tip
    assert tip[3:] == [
        "Losses per day: 1,523 a day",
        "Gains per day: 28.0 km² a day",
        "Cost of ground: 54.5 per km²",
        "Intake: 25,000–30,000",
        "Gross shortfall: 15,690–20,690",
    ]


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_project_gives_a_chart_that_says_why_it_is_empty(key: str) -> None:
    for project in (Project(), Project(series=(RU,)), periods_of((SEP, OCT_END, None, None))):
        drawn = chart(project, key)
        assert drawn.empty
        assert drawn.panels == ()
        assert drawn.empty in drawn.alt


@pytest.mark.parametrize("key", KEYS[:-1])  # a map is drawn of files beside the project
def test_markup_in_names_stays_text(key: str) -> None:
    probe = "<b>&amp;</b>{x}\n<img src='x'>%s"
    project = replace(
        worked(),
        series=(replace(RU, name=probe),),
        sources=tuple(replace(source, name=probe) for source in SOURCES),
        periods=tuple(replace(one, label=probe, gains_lost=figure(1)) for one in worked().periods),
        milestones=(Milestone("ru", probe, NOV, figure(1)),),
    )
    drawn = chart(project, key)
    shown = "<b>&amp;</b>{x} <img src='x'>%s"
    assert shown in drawn.title
    assert shown in drawn.sources
    last = drawn.panels[0].marks[0]
    assert shown in last.tip(len(last) - 1)


def test_the_first_series_with_rows_is_shown_and_the_others_are_counted() -> None:
    project = replace(
        worked(),
        series=(Series("empty"), RU, Series("ua", "Ukraine", counts=Counts.KILLED)),
        periods=(*worked().periods, Period("ua", "x", NOV, NOV_END, figure(30), figure(3))),
    )
    assert "Russian forces" in chart(project, "losses-gains").title
    assert "2 other series" in chart(project, "losses-gains").note
    other = chart(project, "losses-gains", ChartOptions(series="ua"))
    assert marks(other, MarkShape.BAR).rows.tolist() == [3]


def test_no_number_drawn_is_nan_and_ranges_hold_their_best() -> None:
    for key in KEYS:
        for panel in chart(long(60), key).panels:
            for some in panel.marks:
                assert np.isfinite(some.best).all()
                assert (some.low <= some.best).all()
                assert (some.best <= some.high).all()


def test_only_the_chart_with_claims_asks_for_the_checks() -> None:
    results = derive(worked())

    def never() -> object:
        raise AssertionError

    for key in set(KEYS) - {"cost"}:
        build(key, results, never, Formats())  # type: ignore[arg-type]  # it must not be called


def test_an_unknown_chart_is_refused() -> None:
    with pytest.raises(KeyError):
        chart(worked(), "pie")


def test_the_label_of_a_band_keeps_the_kind_of_its_open_bound() -> None:
    intake = [Intake("ru", "x", date(2024, 9, 1), date(2024, 11, 30), figure) for figure in OPEN]
    for rate, sign in zip(intake, (">", "≥"), strict=True):
        results = derive(replace(worked(), intake=(rate,)))
        chart = build("recruitment", results, checks(results), Formats())
        (band,) = (marks for marks in chart.panels[0].marks if marks.tone is MarkTone.INTAKE)
        assert f"intake {sign}25,000" in band.lines(0)[0]


OPEN = (Figure(25_000, qualifier=Qualifier.OVER), Figure(25_000, qualifier=Qualifier.AT_LEAST))
