"""Claims that a measure rose or fell several times in a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks import checks
from model.checks.claims import Judgement, Verdict, judge_claim
from model.checks.trends import broken_at
from model.derive.results import derive
from model.project import Intake, Period, Project, Series, Trend, View, WhoseFigures
from model.text.days import Step, steps_to
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Value
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.strategies import projects
from tests.model.trend_claims import trend_claim

NOV = date(2024, 11, 30)


def exact(value: float) -> Figure:
    return Figure(value=value)


def months(figures: Sequence[Figure | None], end: date = NOV) -> Project:
    """A project with a month for each figure, the last of which ends with `end`."""
    spans = steps_to(end, Step.MONTH, len(figures))
    rows = [
        Period("ru", "", span.start, span.end, losses=figure)
        for span, figure in zip(spans, figures, strict=True)
    ]
    return Project(series=(Series("ru"),), periods=tuple(rows))


def judged(
    project: Project, measure: str, trend: Trend, count: int, step: Step = Step.MONTH, end: date = NOV
) -> Judgement:
    return judge_claim(derive(project), trend_claim("ru", end, measure, trend, count, step))


def reason(judgement: Judgement) -> str:
    assert judgement.verdict is Verdict.UNVERIFIABLE
    assert isinstance(judgement.computed, Absent)
    assert judgement.reason == judgement.computed.reason
    return str(judgement.reason)


def run(judgement: Judgement) -> tuple[float, float, float]:
    assert isinstance(judgement.computed, Value)
    return judgement.computed.low, judgement.computed.best, judgement.computed.high


# June to November 2024, the General Staff's own reports
AUTUMN = [exact(x) for x in (35_030, 35_680, 36_810, 38_130, 41_980, 45_720)]


def test_five_rises_take_six_months_and_days_make_a_difference() -> None:
    totals = judged(months(AUTUMN), "losses", Trend.RISING, 5)
    assert (totals.verdict, run(totals), totals.difference) == (Verdict.FOLLOWS, (5, 5, 5), 0)
    rates = judged(months(AUTUMN), "losses_per_day", Trend.RISING, 5)
    assert (rates.verdict, run(rates)) == (Verdict.INCONSISTENT, (4, 4, 4))
    assert (rates.difference, rates.share) == (-1, -0.2)
    broken = broken_at(rates, Trend.RISING)
    assert broken is not None
    assert [step.span.start for step in broken] == [date(2024, 6, 1), date(2024, 7, 1)]
    assert judged(months(AUTUMN), "losses_per_day", Trend.RISING, 4).verdict is Verdict.FOLLOWS


def test_a_trend_that_went_on_longer_holds() -> None:
    assert judged(months(AUTUMN), "losses", Trend.RISING, 2).verdict is Verdict.FOLLOWS


def test_standing_still_is_no_rise_and_no_fall() -> None:
    flat = months([exact(5), exact(5)])
    for trend in (Trend.RISING, Trend.FALLING):
        assert judged(flat, "losses", trend, 1).verdict is Verdict.INCONSISTENT


def test_a_fall_is_a_rise_turned_round() -> None:
    falling = months(AUTUMN[::-1])
    assert judged(falling, "losses", Trend.FALLING, 5).verdict is Verdict.FOLLOWS
    assert judged(falling, "losses", Trend.RISING, 1).verdict is Verdict.INCONSISTENT


def test_ranges_rise_where_numbers_within_them_could() -> None:
    could = months([Figure(low=10, high=20), Figure(low=5, high=15), Figure(low=12, high=13)])
    judgement = judged(could, "losses", Trend.RISING, 2)
    assert (judgement.verdict, run(judgement)) == (Verdict.NOT_REFUTED, (0, 1, 2))
    # 10–20 to 9–11 to 8–9.5: each pair may rise but no three numbers do
    cannot = months([Figure(low=10, high=20), Figure(low=9, high=11), Figure(low=8, high=9.5)])
    judgement = judged(cannot, "losses", Trend.RISING, 2)
    assert (judgement.verdict, run(judgement)) == (Verdict.INCONSISTENT, (0, 0, 1))
    broken = broken_at(judgement, Trend.RISING)
    assert broken is not None
    assert [step.value.low for step in broken] == [10, 8]


def streak(
    project: Project, level: Figure, count: int, trend: Trend = Trend.ABOVE, measure: str = "losses_per_day"
) -> Judgement:
    return judge_claim(derive(project), trend_claim("ru", NOV, measure, trend, count, stated=level))


def test_a_streak_is_how_many_steps_in_a_row_lie_above_a_number() -> None:
    # a day: 1,168, 1,151, 1,187, 1,271, 1,354, 1,524
    autumn = months(AUTUMN)
    sixth = streak(autumn, exact(1000.0), 6)
    assert (sixth.verdict, run(sixth)) == (Verdict.FOLLOWS, (6, 6, 6))
    assert [step.span.start.month for step in sixth.steps] == [6, 7, 8, 9, 10, 11]
    assert run(streak(autumn, exact(1200.0), 4)) == (3, 3, 3)
    assert streak(autumn, exact(1200.0), 4).verdict is Verdict.INCONSISTENT
    assert streak(autumn, exact(1600.0), 6, Trend.BELOW).verdict is Verdict.FOLLOWS
    assert run(streak(autumn, exact(1500.0), 2, Trend.BELOW)) == (0, 0, 0)
    assert (
        streak(autumn, exact(45_720.0), 1, measure="losses").verdict is Verdict.INCONSISTENT
    )  # not above it


def test_a_streak_of_ranges_is_possible_where_they_reach_beyond_the_number() -> None:
    ranges = months([Figure(low=28_000, high=34_000), Figure(low=31_000, high=40_000)])
    found = streak(ranges, exact(1000.0), 2)  # a day of October 903–1,097, of November 1,033–1,333
    assert (found.verdict, run(found)) == (Verdict.NOT_REFUTED, (1, 1, 2))


def test_a_streak_that_could_follow_from_no_named_source_is_told_in_steps_all_the_same() -> None:
    claim = trend_claim("ru", NOV, "losses_per_day", Trend.ABOVE, 2, stated=exact(1000.0))
    found = judge_claim(derive(months(AUTUMN)), replace(claim, basis=WhoseFigures.OWN))
    assert (found.verdict, found.unit) == (Verdict.UNVERIFIABLE, "steps")
    assert found.figure == Figure(2.0, qualifier=Qualifier.AT_LEAST)


def test_a_streak_is_held_in_the_unit_that_is_stated() -> None:
    ground = months([None, None])
    rows = tuple(replace(row, gains=Figure(259.0)) for row in ground.periods)
    found = streak(replace(ground, periods=rows), Figure(99.0, unit="mi2"), 2, measure="gains")
    assert found.verdict is Verdict.FOLLOWS  # 259 km² are 100.0 square miles


def test_trends_may_be_told_by_days_weeks_and_years() -> None:
    rows = tuple(
        Period("ru", "", date(2024, 11, day), date(2024, 11, day), Figure(float(day))) for day in range(1, 31)
    )
    by_day = Project(series=(Series("ru"),), periods=rows)
    assert judged(by_day, "losses", Trend.RISING, 29, Step.DAY).verdict is Verdict.FOLLOWS
    weekly = judged(by_day, "losses", Trend.RISING, 3, Step.WEEK)
    assert weekly.verdict is Verdict.FOLLOWS
    assert [step.value.best for step in weekly.steps] == [42, 91, 140, 189]  # 3–9, 10–16, 17–23, 24–30 Nov
    said = reason(judged(by_day, "losses", Trend.RISING, 1, Step.YEAR))
    assert said == "30 Nov 2024 is not the last day of a year"


def test_open_bounds_may_rise_to_anything() -> None:
    over = months([exact(100), Figure(value=50, qualifier=Qualifier.OVER)])
    assert judged(over, "losses", Trend.RISING, 1).verdict is Verdict.NOT_REFUTED
    assert judged(over, "losses", Trend.FALLING, 1).verdict is Verdict.POSSIBLE


def test_about_marks_the_run_as_approximate() -> None:
    computed = judged(
        months([exact(1), Figure(value=2, qualifier=Qualifier.ABOUT)]), "losses", Trend.RISING, 1
    )
    assert isinstance(computed.computed, Value)
    assert computed.computed.approximate


def test_a_month_that_no_rows_cover_makes_it_unverifiable() -> None:
    project = months(AUTUMN)
    without = replace(project, periods=(*project.periods[:2], *project.periods[3:]))
    said = reason(judged(without, "losses", Trend.RISING, 5))
    assert said == "no periods cover exactly the days 1–31 Aug 2024"
    assert judged(without, "losses", Trend.RISING, 2).verdict is Verdict.FOLLOWS


def test_a_month_without_the_figure_makes_it_unverifiable_and_is_named() -> None:
    said = reason(judged(months([exact(1), None, exact(3)]), "losses", Trend.RISING, 2))
    assert "1–31 Oct 2024" in said
    assert "no losses given" in said


def test_a_trend_that_ends_within_a_step_is_unverifiable() -> None:
    project = months(AUTUMN)
    said = reason(judged(project, "losses", Trend.RISING, 2, end=date(2024, 11, 29)))
    assert said == "29 Nov 2024 is not the last day of a month"
    said = reason(judged(project, "losses", Trend.RISING, 1, Step.QUARTER))
    assert said == "30 Nov 2024 is not the last day of a quarter"


def test_quarters_are_tiled_by_their_months() -> None:
    project = months([exact(x) for x in (1, 2, 3, 4, 5, 6)], end=date(2024, 9, 30))
    judgement = judged(project, "losses", Trend.RISING, 1, Step.QUARTER, end=date(2024, 9, 30))
    assert judgement.verdict is Verdict.FOLLOWS
    assert [step.value.best for step in judgement.steps] == [6, 15]


def test_a_trend_may_begin_before_there_were_dates() -> None:
    project = months(AUTUMN)
    claim = trend_claim("ru", date(1000, 1, 31), "losses", Trend.RISING, 1200)
    assert judge_claim(derive(project), claim).verdict is Verdict.UNVERIFIABLE


def test_the_first_day_follows_from_the_last() -> None:
    claim = trend_claim("ru", NOV, "losses", Trend.RISING, 5)
    assert claim.start == date(2024, 6, 1)
    assert replace(claim, count=1).start == date(2024, 10, 1)
    assert replace(claim, step=Step.QUARTER, end=date(2024, 12, 31)).start == date(2023, 7, 1)


def test_a_claim_states_a_figure_or_a_trend_never_both_or_neither() -> None:
    claim = trend_claim("ru", NOV, "losses", Trend.RISING, 5)
    with pytest.raises(ValueError, match="either a figure or a trend"):
        replace(claim, stated=exact(1))
    with pytest.raises(ValueError, match="either a figure or a trend"):
        replace(claim, trend=None)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=6), st.sampled_from((Trend.RISING, Trend.FALLING)))
def test_a_run_of_exact_numbers_is_counted_from_the_end(values: list[int], trend: Trend) -> None:
    judgement = judged(months([exact(value) for value in values]), "losses", trend, len(values) - 1)
    pairs = list(pairwise(values))[::-1]
    holds = [b > a if trend is Trend.RISING else b < a for a, b in pairs]
    count = next((n for n, each in enumerate(holds) if not each), len(holds))
    assert run(judgement) == (count, count, count)
    assert (judgement.verdict is Verdict.FOLLOWS) == (count == len(values) - 1)


@given(
    projects(max_rows=4).filter(lambda project: bool(project.claims)),
    st.randoms(use_true_random=False),
    st.sampled_from(AreaUnit),
)
def test_a_verdict_depends_neither_on_the_order_of_rows_nor_on_the_unit_shown(
    project: Project, random: object, unit: AreaUnit
) -> None:
    shuffled = {}
    for table in ("periods", "intake", "requirements", "series", "sources"):
        rows = list(getattr(project, table))
        random.shuffle(rows)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
        shuffled[table] = tuple(rows)
    changes: dict[str, object] = {**shuffled, "view": replace(project.view, area_unit=unit)}
    other = replace(project, **changes)  # type: ignore[arg-type]  # fields by their names
    before, after = checks(derive(project)).claims, checks(derive(other)).claims
    for one, two in zip(before, after, strict=True):
        assert one.judgement.verdict is two.judgement.verdict
        assert one.judgement.difference == two.judgement.difference
        assert isinstance(one.judgement.computed, Value) == isinstance(two.judgement.computed, Value)


def test_a_view_in_miles_changes_no_verdict_on_a_trend() -> None:
    project = months(AUTUMN)
    miles = replace(project, view=View(area_unit=AreaUnit.MI2))
    for each in (project, miles):
        assert judged(each, "losses", Trend.RISING, 5).verdict is Verdict.FOLLOWS


def test_one_intake_in_all_steps_is_one_number() -> None:
    """Replaced falls as losses rise, whatever the intake of 25,000 to 30,000 is: for certain."""
    rising = months([exact(x) for x in (40_000, 41_000, 42_000)])
    intake = Intake("ru", "", date(2024, 1, 1), date(2024, 12, 31), Figure(low=25_000, high=30_000))
    judgement = judged(replace(rising, intake=(intake,)), "replaced", Trend.FALLING, 2)
    assert (judgement.verdict, run(judgement)) == (Verdict.FOLLOWS, (2, 2, 2))
    back = judged(replace(rising, intake=(intake,)), "replaced", Trend.RISING, 1)
    assert back.verdict is Verdict.INCONSISTENT
    # of 39,000 the share is greater than of 40,000 by x ÷ 1,560,000, about 0.02; of 40,500 it is less
    perhaps = months([exact(40_000), Figure(low=39_000, high=42_000)])
    judgement = judged(replace(perhaps, intake=(intake,)), "replaced", Trend.RISING, 1)
    assert (judgement.verdict, run(judgement)) == (Verdict.NOT_REFUTED, (0, 0, 1))
