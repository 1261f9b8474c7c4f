"""A value against a baseline, as a multiple and as a change in percent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.arithmetic.values import Absent, Value
from model.checks import checks
from model.columns import TABLE, Context
from model.derived.against import RATIOS, against
from model.derived.measures import MEASURE, MEASURES, Basis
from model.derived.results import derive
from model.formats import Formats
from model.project import Project
from model.words import words
from tests.model.chart_projects import worked
from tests.model.strategies import projects


def exactly(number: float) -> Value:
    return Value(number, number, number)


def test_november_cost_3_percent_more_ground_for_ground_than_september_and_october() -> None:
    compared = derive(worked()).against_baseline("losses_per_gain", 0)
    assert isinstance(compared.times, Value)
    assert isinstance(compared.change, Value)
    # 45,690 ÷ 839 = 54.4577… and 80,110 ÷ 1,517 = 52.8081…
    assert compared.times.best == pytest.approx(54.457688 / 52.808174, rel=1e-7)
    assert compared.change.best == pytest.approx(0.031236, abs=1e-6)


def test_every_ratio_compares_and_sums_do_not() -> None:
    per = {measure.key for measure in MEASURES if "/" in measure.unit}
    assert per < set(RATIOS)
    assert set(RATIOS) - per == {"gains_per_1000_losses", "replaced"}
    assert all(MEASURE[key].basis is Basis.FORMULA for key in RATIOS)


@given(projects())
def test_the_change_of_the_cost_of_ground_is_the_measure_of_that_name(project: Project) -> None:
    results = derive(project)
    if results.baseline_row is None:
        return
    for row in range(len(project.periods)):
        compared = results.against_baseline("losses_per_gain", row).change
        declared = results.outcome("vs_baseline", row)
        if isinstance(declared, Value):
            assert compared == declared
        else:
            assert isinstance(compared, Absent)


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
    compared = derive(project).against_baseline("losses_per_day", 0)
    assert isinstance(compared.times, Absent)
    assert "no baseline chosen" in str(compared.times.reason)


def test_a_multiple_that_may_be_anything_tells_nothing() -> None:
    assert not against(Value(0, 1, float("inf")), exactly(2)).told
    assert against(Value(1, 1, float("inf")), exactly(2)).told


def test_the_tip_of_a_ratio_says_how_it_compares_and_that_of_the_baseline_does_not() -> None:
    results = derive(worked())
    ctx = Context(results, checks(results), Formats())
    tip = TABLE["periods"].column("losses_per_day").tip
    assert "1.16× that of the baseline (▲ 16.0 %)" in tip(ctx, 0)
    assert "baseline" not in tip(ctx, 1)
    assert "baseline" not in TABLE["periods"].column("intake").tip(ctx, 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (exactly(1.0312), "1.03×"),
        (Value(0.95, 1, 1.07), "0.95–1.07×"),
        (Value(12.4, 12.4, float("inf")), ">12.4×"),
        (exactly(2), "2×"),
        (Absent(words("why")), "—"),
    ],
)
def test_multiples_are_written_short(value: Value | Absent, text: str) -> None:
    assert Formats().times(value) == text
