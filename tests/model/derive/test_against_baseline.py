"""A value against a baseline, as a multiple and as a change in percent."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.columns import TABLE, Context
from model.derive.against_baseline import (
    RATIOS,
    Against,
    against,
    against_baseline,
    all_against,
    rows_against_baseline,
    total_against_baseline,
)
from model.derive.measures import MEASURE, MEASURES, Basis
from model.derive.results import derive
from model.project import Project
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.outcomes import Absent, Value
from model.text.records import replace
from model.text.words import words
from tests.model import crowded
from tests.model.chart_projects import worked
from tests.model.strategies import projects


def exactly(number: float) -> Value:
    return Value(number, number, number)


ITSELF = Against(Value(1.0, 1.0, 1.0), Value(0.0, 0.0, 0.0))


def test_november_cost_3_percent_more_ground_for_ground_than_september_and_october() -> None:
    compared = against_baseline(derive(worked()), "losses_per_gain", 0)
    assert isinstance(compared.times, Value)
    assert isinstance(compared.change, Value)
    # 45,690 ÷ 839 = 54.4577… and 80,110 ÷ 1,517 = 52.8081…
    assert compared.times.best == pytest.approx(54.457688 / 52.808174, rel=1e-7)
    assert compared.change.best == pytest.approx(0.031236, abs=1e-6)


def test_every_ratio_compares_and_sums_do_not() -> None:
    grows = {"losses_per_front", "losses_per_item"}  # with the length of the period
    per = {measure.key for measure in MEASURES if "/" in measure.unit} - grows
    assert per < set(RATIOS)
    assert {"gains_per_1000_losses", "replaced"} <= set(RATIOS) - per
    assert all(MEASURE[key].basis is Basis.FORMULA for key in RATIOS)


@given(crowded.projects())
def test_the_change_of_the_cost_of_ground_is_the_measure_of_that_name(project: Project) -> None:
    results = derive(project)
    assume(results.baseline_row is not None and len(project.periods) > 1)
    for row in range(len(project.periods)):
        if row == results.baseline_row:
            continue  # the formula takes the two ranges for two values; that they are one is known here
        compared = against_baseline(results, "losses_per_gain", row).change
        declared = results.outcome("vs_baseline", row)
        if isinstance(declared, Value):
            assert compared == declared
        else:
            assert isinstance(compared, Absent)


@given(projects())
def test_many_are_compared_as_each_is_alone(project: Project) -> None:
    results = derive(project)
    rows = range(len(project.periods))
    for key in RATIOS:
        then = results.baseline_outcome(key)
        assert all_against([results.outcome(key, row) for row in rows], then) == [
            against(results.outcome(key, row), then) for row in rows
        ]
        assert rows_against_baseline(results, key, rows) == [
            against_baseline(results, key, row) for row in rows
        ]


def test_the_baseline_is_exactly_once_itself_however_wide_its_range() -> None:
    project = worked()
    periods = tuple(replace(one, losses=Figure(low=80_000, high=100_000)) for one in project.periods)
    results = derive(replace(project, periods=periods))
    assert results.baseline_row == 1
    assert against_baseline(results, "losses_per_gain", 1) == ITSELF
    # of another period with the same range of losses only the extremes are known: 61 ÷ 30 × (80 to 125 %)
    other = against_baseline(results, "losses_per_day", 0).times
    assert isinstance(other, Value)
    assert (other.low, other.high) == pytest.approx((61 / 30 * 0.8, 61 / 30 * 1.25))


def test_the_total_of_the_parts_is_compared_and_that_of_the_baseline_alone_is_exactly_1() -> None:
    project = worked()
    total = total_against_baseline(derive(project), "ru", "losses_per_gain")
    assert isinstance(total.change, Value)
    # 125,800 ÷ 2,356 = 53.3956… and 80,110 ÷ 1,517 = 52.8081…
    assert total.change.best == pytest.approx(53.395586 / 52.808174 - 1, rel=1e-5)
    ranged = replace(project.periods[1], losses=Figure(low=80_000, high=100_000))
    alone = derive(replace(project, periods=(ranged,)))
    assert total_against_baseline(alone, "ru", "losses_per_gain") == ITSELF


def test_a_sum_that_holds_the_baseline_moves_with_it() -> None:
    november, autumn = worked().periods[:2]
    ranged = replace(autumn, losses=Figure(low=80_000, high=100_000))
    both = derive(replace(worked(), periods=(november, ranged))).over([1, 0])["vs_baseline"]
    assert isinstance(both, Value)
    # (L + 45,690) ÷ 2,356 over L ÷ 1,517 is least at 100,000 and greatest at 80,000
    assert both.low == pytest.approx(145_690 / 2_356 / (100_000 / 1_517) - 1)
    assert both.high == pytest.approx(125_690 / 2_356 / (80_000 / 1_517) - 1)


bounds = st.tuples(*[st.floats(0, 1e9)] * 3).map(sorted)


@given(bounds, bounds)
def test_a_change_is_the_multiple_less_one(now: list[float], then: list[float]) -> None:
    compared = against(Value(now[0], now[1], now[2]), Value(then[0], then[1], then[2]))
    if isinstance(compared.times, Value):
        assert isinstance(compared.change, Value)
        assert compared.change.best == compared.times.best - 1
        assert compared.times.low <= compared.times.best <= compared.times.high
    else:
        assert then[1] <= 0 or now[1] / then[1] == float("inf")


def test_what_is_missing_is_said() -> None:
    none = Absent(words("no gains given"))
    assert isinstance(against(exactly(1), none).times, Absent)
    assert str(against(exactly(1), none).times.reason) == "the baseline has no value: no gains given"  # type: ignore[union-attr] # it is absent, see above
    assert against(none, exactly(1)).times == none
    assert str(against(exactly(1), exactly(0)).change.reason) == "the baseline is not above 0"  # type: ignore[union-attr] # as above


def test_without_a_baseline_the_reason_is_that_none_is_chosen() -> None:
    project = Project(series=worked().series, periods=worked().periods)
    compared = against_baseline(derive(project), "losses_per_day", 0)
    assert isinstance(compared.times, Absent)
    assert "no baseline chosen" in str(compared.times.reason)


def test_a_multiple_that_may_be_anything_tells_nothing() -> None:
    assert not against(Value(0, 1, float("inf")), exactly(2)).told
    assert against(Value(1, 1, float("inf")), exactly(2)).told


def test_the_tip_of_a_ratio_says_how_it_compares_and_that_of_the_baseline_does_not() -> None:
    ctx = Context.of(worked(), Formats())
    tip = TABLE["periods"].column("losses_per_day").tip
    assert "1.16× that of the baseline (▲ 16.0 %)" in tip(ctx, 0)
    assert "baseline" not in tip(ctx, 1)
    assert "baseline" not in TABLE["periods"].column("intake").tip(ctx, 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (exactly(1.0312), "1.03×"),
        (Value(0.95, 1, 1.07), "0.95–1.07×"),
        (Value(12.4, 12.4, float("inf")), "≥12.4×"),
        (exactly(2), "2×"),
        (Absent(words("why")), "—"),
    ],
)
def test_multiples_are_written_short(value: Value | Absent, text: str) -> None:
    assert Formats().times(value) == text
