"""Results against domain.md: the worked numbers by hand, and a second implementation on random projects."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.derive.measures import MEASURE, MEASURES
from model.derive.results import Results, derive
from model.derive.roles import Role
from model.project import (
    Baseline,
    Campaign,
    GainsAre,
    Intake,
    Period,
    Project,
    Requirement,
    Series,
    View,
)
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model import crowded, naive
from tests.model.naive_numbers import Number, days_of
from tests.properties import examples

SEPTEMBER, OCTOBER_END = date(2024, 9, 1), date(2024, 10, 31)
NOVEMBER, NOVEMBER_END = date(2024, 11, 1), date(2024, 11, 30)

AUTUMN = Project(
    series=(Series("ru"),),
    periods=(
        Period("ru", "Sep–Oct 2024", SEPTEMBER, OCTOBER_END, Figure(80_110.0), Figure(1_517.0)),
        Period("ru", "November 2024", NOVEMBER, NOVEMBER_END, Figure(45_690.0), Figure(839.0)),
        Period(
            "ru",
            "Sep–Nov, as published",
            SEPTEMBER,
            NOVEMBER_END,
            Figure(125_000.0, qualifier=Qualifier.OVER),
            Figure(2_356.0),
        ),
    ),
    intake=(Intake("ru", "US officials", SEPTEMBER, NOVEMBER_END, Figure(low=25_000.0, high=30_000.0)),),
    requirements=(
        Requirement("ru", "To sustain losses", SEPTEMBER, NOVEMBER_END, Figure(low=50_000.0, high=52_000.0)),
    ),
    campaigns=(
        Campaign("ru", "2024", date(2024, 1, 1), date(2024, 12, 1), Figure(10_000.0), Figure(4_000.0)),
    ),
    view=View(baseline=Baseline("ru", SEPTEMBER, OCTOBER_END)),
)


def value(outcome: Outcome) -> Value:
    assert isinstance(outcome, Value), str(outcome.reason)
    return outcome


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Absent), outcome
    return str(outcome.reason)


def total(results: Results, key: str, series: str = "ru") -> Outcome:
    sums = results.series[series].total
    assert not isinstance(sums, Absent), str(sums.reason)
    return sums[key]


def three(key: str) -> tuple[Value, Value, Value]:
    results = derive(AUTUMN)
    return (
        value(results.outcome(key, 0)),
        value(results.outcome(key, 1)),
        value(total(results, key)),
    )


WHOLE = {
    "days": (61, 30, 91),
    "months": (2, 1, 3),
    "losses": (80_110, 45_690, 125_800),
    "gains": (1_517, 839, 2_356),
    "cumulative_losses": (80_110, 125_800, 125_800),
    "cumulative_gains": (1_517, 2_356, 2_356),
}
ROUNDED = {
    "losses_per_day": (1313.279, 1523, 1382.418),
    "gains_per_day": (24.869, 27.967, 25.890),
    "losses_per_gain": (52.808, 54.458, 53.396),
    "gains_per_1000_losses": (18.936, 18.363, 18.728),
}
RANGES = {
    "intake": ((50_000, 60_000), (25_000, 30_000), (75_000, 90_000)),
    "shortfall": ((20_110, 30_110), (15_690, 20_690), (35_800, 50_800)),
    "requirement_gap": ((40_000, 54_000), (20_000, 27_000), (60_000, 81_000)),
    "cumulative_shortfall": ((20_110, 30_110), (35_800, 50_800), (35_800, 50_800)),
}


@pytest.mark.parametrize("key", WHOLE)
def test_whole_numbers_of_the_worked_example_are_exact(key: str) -> None:
    assert three(key) == tuple(Value(x, x, x) for x in WHOLE[key])


@pytest.mark.parametrize("key", ROUNDED)
def test_ratios_of_the_worked_example(key: str) -> None:
    for found, expected in zip(three(key), ROUNDED[key], strict=True):
        assert (round(found.low, 3), round(found.best, 3), round(found.high, 3)) == (expected,) * 3


@pytest.mark.parametrize("key", RANGES)
def test_ranges_of_the_worked_example_are_exact(key: str) -> None:
    assert tuple((found.low, found.high) for found in three(key)) == RANGES[key]


def test_shares_replaced_in_the_worked_example() -> None:
    percent = [(round(100 * found.low, 1), round(100 * found.high, 1)) for found in three("replaced")]
    assert percent == [(62.4, 74.9), (54.7, 65.7), (59.6, 71.5)]


def test_the_published_total_of_the_worked_example_is_open_above() -> None:
    results = derive(AUTUMN)
    assert results.role(2) is Role.TOTAL
    for key, low in (("losses_per_day", 1373.626), ("losses_per_gain", 53.056)):
        found = value(results.outcome(key, 2))
        assert (round(found.low, 3), found.high) == (low, math.inf)
    found = value(results.outcome("gains_per_1000_losses", 2))
    assert (found.low, round(found.high, 3)) == (0.0, 18.848)
    assert round(value(results.outcome("gains_per_day", 2)).best, 3) == 25.890


def test_the_baseline_is_compared_with() -> None:
    results = derive(AUTUMN)
    assert value(results.outcome("vs_baseline", 0)) == Value(0.0, 0.0, 0.0)
    assert round(value(results.outcome("vs_baseline", 1)).best, 4) == 0.0312


def test_the_campaign_of_the_worked_example() -> None:
    (campaign,) = derive(AUTUMN).campaigns
    assert campaign.shortfall == Value(6_000.0, 6_000.0, 6_000.0)
    assert campaign.attained == Value(0.4, 0.4, 0.4)


def test_a_campaign_without_a_figure_achieved_says_so() -> None:
    (campaign,) = derive(replace(AUTUMN, campaigns=(replace(AUTUMN.campaigns[0], achieved=None),))).campaigns
    assert reason(campaign.shortfall) == reason(campaign.attained) == "nothing given as achieved"


def test_the_total_is_tiled_by_its_parts() -> None:
    assert [(row, rows.tolist()) for row, rows in derive(AUTUMN).series["ru"].tiles.items()] == [(2, [0, 1])]


def test_a_formula_is_explained_with_its_numbers() -> None:
    results = derive(AUTUMN)
    assert str(results.explain("losses_per_gain", 1)).startswith("45,690")
    assert " ÷ 839" in str(results.explain("losses_per_gain", 1))
    for measure in MEASURES:
        assert str(results.explain(measure.key, 1))


def without_gains(project: Project, row: int) -> Project:
    rows = list(project.periods)
    rows[row] = replace(rows[row], gains=None)
    return replace(project, periods=tuple(rows))


def test_a_missing_figure_is_named() -> None:
    results = derive(without_gains(AUTUMN, 1))
    assert reason(results.outcome("gains", 1)) == "no gains given"
    assert reason(results.outcome("losses_per_gain", 1)) == "no gains given"
    assert reason(total(results, "losses_per_gain")) == "no gains given for November 2024"
    assert value(total(results, "losses")) == Value(125_800.0, 125_800.0, 125_800.0)


def test_running_sums_end_where_a_figure_is_missing() -> None:
    results = derive(without_gains(AUTUMN, 0))
    assert reason(results.outcome("cumulative_gains", 1)) == "no gains given for Sep–Oct 2024"
    assert value(results.outcome("cumulative_losses", 1)).best == 125_800


def test_a_period_without_a_label_is_named_by_its_days() -> None:
    project = without_gains(AUTUMN, 1)
    project = replace(project, periods=(project.periods[0], replace(project.periods[1], label="")))
    assert reason(total(derive(project), "gains")) == "no gains given for 1–30 Nov 2024"


def test_several_missing_figures_are_counted() -> None:
    results = derive(without_gains(without_gains(AUTUMN, 0), 1))
    assert reason(total(results, "gains")) == "no gains given for Sep–Oct 2024 and 1 more"


def test_intake_of_some_days_is_no_intake() -> None:
    intake = (replace(AUTUMN.intake[0], end=OCTOBER_END),)
    results = derive(replace(AUTUMN, intake=intake))
    assert reason(total(results, "intake")) == "intake known for 61 of 91 days"
    assert reason(results.outcome("replaced", 1)) == "intake known for 0 of 30 days"
    assert reason(results.outcome("shortfall", 2)) == "intake known for 61 of 91 days"
    assert (
        reason(results.outcome("cumulative_shortfall", 1)) == "intake known for 0 of 30 days of November 2024"
    )
    assert value(results.outcome("replaced", 0)).low > 0


def test_no_ground_gained_is_no_cost_of_ground() -> None:
    rows = (replace(AUTUMN.periods[0], gains=Figure(0.0)), replace(AUTUMN.periods[1], gains=Figure(-5.0)))
    results = derive(replace(AUTUMN, periods=rows))
    for row in (0, 1):
        said = f"no net gain ({'0' if row == 0 else '−5.00'} km²)"
        assert reason(results.outcome("losses_per_gain", row)) == said
    assert [reason(one) for one in results.outcomes("losses_per_gain", [0, 1])] == [
        "no net gain (0 km²)",
        "no net gain (−5.00 km²)",
    ]
    assert reason(total(results, "losses_per_gain")) == "no net gain (−5.00 km²)"
    assert "the baseline has no value: no net gain (0 km²)" in reason(results.outcome("vs_baseline", 1))
    lost = results.outcome("losses_per_gain", 1)
    assert isinstance(lost, Absent)  # -5 / 2.589988 = -1.9305
    assert Formats(area_unit=AreaUnit.MI2).words(lost.reason) == "no net gain (−1.93 sq mi)"
    gross = replace(AUTUMN.series[0], gains_are=GainsAre.GROSS)
    of_gross = derive(replace(AUTUMN, series=(gross,), periods=rows[:1]))
    assert reason(of_gross.outcome("losses_per_gain", 0)) == "no ground gained in this period"


def test_no_losses_give_no_share() -> None:
    results = derive(replace(AUTUMN, periods=(replace(AUTUMN.periods[0], losses=Figure(0.0)),)))
    assert reason(results.outcome("replaced", 0)).startswith("no losses")
    assert reason(results.outcome("affordable_gains", 0)).startswith("no losses")


def test_an_end_before_its_start_has_no_measures_and_no_role() -> None:
    backwards = replace(AUTUMN.periods[1], start=NOVEMBER_END, end=NOVEMBER)
    results = derive(replace(AUTUMN, periods=(AUTUMN.periods[0], backwards)))
    assert results.role(1) is Role.INVALID
    assert {reason(results.outcome(measure.key, 1)) for measure in MEASURES} == {"ends before it starts"}
    assert value(total(results, "losses")).best == 80_110


def test_a_series_in_conflict_has_no_total() -> None:
    shifted = replace(AUTUMN.periods[1], start=date(2024, 10, 15), label="from mid-October")
    results = derive(replace(AUTUMN, periods=(AUTUMN.periods[0], shifted)))
    sums = results.series["ru"].total
    assert isinstance(sums, Absent)
    assert str(sums.reason) == "Sep–Oct 2024 and from mid-October share days"
    assert value(results.outcome("losses_per_gain", 0)).best > 0
    beside = replace(AUTUMN.periods[1], start=date(2025, 1, 1), end=date(2025, 1, 31))
    results = derive(replace(AUTUMN, periods=(AUTUMN.periods[0], shifted, beside)))
    assert results.role(2) is Role.PART
    assert "share days" in reason(results.outcome("cumulative_losses", 2))


def test_of_several_rows_in_conflict_two_are_named_of_which_one_may_count() -> None:
    first = Period("ru", "first", date(2024, 12, 1), date(2024, 12, 20), Figure(1.0))
    within = replace(first, label="to its end", start=date(2024, 12, 5))
    beyond = replace(first, label="beyond", start=date(2024, 12, 15), end=date(2024, 12, 31))
    results = derive(Project(series=(Series("ru"),), periods=(beyond, within, first)))
    sums = results.series["ru"].total
    assert isinstance(sums, Absent)
    assert str(sums.reason).startswith("first and beyond share days")


def test_rows_that_are_not_counted_say_why_they_have_no_running_sum() -> None:
    periods = (
        Period("ru", "November", NOVEMBER, NOVEMBER_END, Figure(1.0)),
        Period("ru", "a week of it", NOVEMBER, date(2024, 11, 7), Figure(1.0)),
        Period("ru", "in conflict", date(2024, 12, 1), date(2024, 12, 20), Figure(1.0)),
        Period("ru", "with this one", date(2024, 12, 10), date(2024, 12, 31), Figure(1.0)),
        Period("ru", "first part", date(2024, 1, 1), date(2024, 1, 15), Figure(1.0)),
        Period("ru", "second part", date(2024, 1, 16), date(2024, 1, 31), Figure(1.0)),
        Period("ru", "their total", date(2024, 1, 1), date(2024, 1, 31), Figure(2.0)),
        Period("ru", "backwards", date(2024, 1, 2), date(2024, 1, 1), Figure(1.0)),
    )
    results = derive(Project(series=(Series("ru"),), periods=periods))
    said = [reason(results.outcome("cumulative_losses", row)) for row in range(len(periods))]
    conflict = "in conflict and with this one share days"
    assert said == [
        conflict,
        "not counted: the longer period around it is",
        "not counted: it shares days with another period",
        "not counted: it shares days with another period",
        conflict,
        conflict,
        "not counted: the parts inside it are",
        "ends before it starts",
    ]


def test_ground_that_may_be_lost_without_bound_leaves_sums_open_below() -> None:
    periods = (
        Period("ru", "a", NOVEMBER, NOVEMBER, None, Figure(4.0)),
        Period("ru", "b", NOVEMBER_END, NOVEMBER_END, None, Figure(5.0, qualifier=Qualifier.UNDER)),
    )
    results = derive(Project(series=(Series("ru"),), periods=periods))
    open_below = Value(-math.inf, 9.0, 9.0)
    assert total(results, "gains") == open_below
    assert results.outcome("cumulative_gains", 1) == open_below
    assert results.outcome("cumulative_gains", 0) == Value(4.0, 4.0, 4.0)
    assert results.over([0, 1])["gains"] == open_below


def test_a_series_without_rows_says_so() -> None:
    results = derive(replace(AUTUMN, series=(*AUTUMN.series, Series("ua"))))
    sums = results.series["ua"].total
    assert isinstance(sums, Absent)
    assert (results.series["ua"].span, results.series["ua"].gaps) == (None, ())


def test_an_empty_project_has_results() -> None:
    results = derive(Project())
    assert (len(results.columns["losses"]), dict(results.series)) == (0, {})
    assert reason(results.over([])["losses"]) == "no periods selected"


def test_no_baseline_and_a_baseline_that_fits_no_period_say_so() -> None:
    none = derive(replace(AUTUMN, view=View()))
    assert reason(none.outcome("vs_baseline", 1)) == "no baseline chosen"
    other = Baseline("ru", date(2024, 1, 1), date(2024, 1, 31))
    assert "no period has the days" in reason(
        derive(replace(AUTUMN, view=View(baseline=other))).outcome("vs_baseline", 0)
    )
    twice = derive(replace(AUTUMN, periods=(*AUTUMN.periods, AUTUMN.periods[0])))
    assert "several periods" in reason(twice.outcome("vs_baseline", 1))


def test_selected_rows_are_computed_as_one() -> None:
    results = derive(AUTUMN)
    for key in MEASURE:
        assert results.over([1, 0], total=True)[key] == total(results, key)
    assert reason(results.over([0, 2])["days"]) == "Sep–Oct 2024 and Sep–Nov, as published share days"


def test_rows_of_different_series_are_not_summed() -> None:
    other = replace(AUTUMN.periods[1], series="ua")
    project = replace(AUTUMN, series=(*AUTUMN.series, Series("ua")), periods=(AUTUMN.periods[0], other))
    assert reason(derive(project).over([0, 1])["losses"]) == "the periods belong to different series"


def test_days_are_taken_from_parts_first_and_else_from_one_period() -> None:
    results = derive(AUTUMN)
    assert value(results.within("ru", SEPTEMBER, NOVEMBER_END)["losses"]).high == 125_800
    assert value(results.within("ru", NOVEMBER, NOVEMBER_END)["losses_per_day"]).best == 1_523
    assert "no periods cover exactly" in reason(results.within("ru", SEPTEMBER, NOVEMBER)["losses"])
    only = derive(replace(AUTUMN, periods=AUTUMN.periods[2:]))
    assert value(only.within("ru", SEPTEMBER, NOVEMBER_END)["losses"]).high == math.inf


@pytest.mark.parametrize("gains", [5e-324, 1e-300])  # of the second, no more than the per cent are infinite
def test_a_number_too_large_is_absent(gains: float) -> None:
    rows = (replace(AUTUMN.periods[0], gains=Figure(gains)),)
    results = derive(replace(AUTUMN, periods=rows))
    assert reason(results.outcome("losses_per_gain", 0)) == "too large a number"
    assert reason(results.outcome("affordable_gains", 0)) == "too large a number"


def test_a_dozen_half_months_are_whole_months() -> None:
    """Float64 shares of months would not add up to whole ones."""
    cuts = [date(2024, month, day) for month in range(1, 13) for day in (1, 12)] + [date(2025, 1, 1)]
    rows = tuple(
        Period("ru", "", a, date.fromordinal(b.toordinal() - 1), Figure(0.1), Figure(1.0))
        for a, b in pairwise(cuts)
    )
    intake = (Intake("ru", "", cuts[0], cuts[-1], Figure(25_001.0)),)
    results = derive(Project(series=(Series("ru"),), periods=rows, intake=intake))
    assert value(total(results, "months")).best == 12.0
    assert value(total(results, "intake")) == Value(300_012.0, 300_012.0, 300_012.0)
    assert value(total(results, "losses")).best == math.fsum([0.1] * 24)


def test_running_sums_of_thousands_of_parts_are_rounded_once() -> None:
    random = Random(5)
    days = [date(1990, 1, 1) + timedelta(days=at) for at in range(3_000)]
    numbers = [random.random() * 10 ** random.randrange(6) for _ in days]
    rows = tuple(
        Period("ru", "", day, day, Figure(number), Figure(low=number, high=3 * number))
        for day, number in zip(days, numbers, strict=True)
    )
    results = derive(Project(series=(Series("ru"),), periods=rows))
    sums = results.columns["cumulative_losses"].best
    assert all(sums[row] == math.fsum(numbers[: row + 1]) for row in range(0, 3_000, 7))
    assert value(total(results, "losses")).best == math.fsum(numbers)
    assert value(total(results, "gains")).high == math.fsum(3 * number for number in numbers)


def test_areas_are_computed_in_square_kilometres_whatever_was_published() -> None:
    rows = (replace(AUTUMN.periods[0], gains=Figure(586.0, unit="mi2")), AUTUMN.periods[1])
    results = derive(replace(AUTUMN, periods=rows))
    assert value(results.outcome("gains", 0)).best == 586 * 2.589988110336
    assert value(total(results, "gains")).best == 586 * 2.589988110336 + 839


def test_net_ground_may_be_lost_where_gross_ground_may_not() -> None:
    under = Figure(900.0, qualifier=Qualifier.UNDER)
    rows = (replace(AUTUMN.periods[0], gains=under, losses=under),)
    for kind, low in ((GainsAre.NET, -math.inf), (GainsAre.GROSS, 0.0)):
        results = derive(replace(AUTUMN, series=(Series("ru", gains_are=kind),), periods=rows))
        assert value(results.outcome("gains", 0)) == Value(low, 900.0, 900.0)
        assert value(results.outcome("losses", 0)) == Value(0.0, 900.0, 900.0)


KEYS = tuple(measure.key for measure in MEASURES)


def outcomes_agree(computed: Outcome, expected: Number) -> bool:
    if isinstance(computed, Absent):
        return expected is None and bool(str(computed.reason))
    return naive.close(expected, computed.low, computed.best, computed.high, approximate=computed.approximate)


@given(crowded.projects())
@settings(max_examples=examples(150))
def test_every_measure_of_every_period_agrees_with_the_naive_computation(project: Project) -> None:
    results, plain = derive(project), naive.results_of(project)
    assert [str(results.role(row)) for row in range(len(project.periods))] == plain.roles
    for key in KEYS:
        for row, expected in enumerate(plain.rows):
            computed = results.outcome(key, row)
            assert outcomes_agree(computed, expected.get(key)), (key, row, computed, expected.get(key))


@given(crowded.projects())
@settings(max_examples=examples(80))
def test_every_total_agrees_with_the_naive_computation(project: Project) -> None:
    results, plain = derive(project), naive.results_of(project)
    for id_, expected in plain.series.items():
        found = results.series[id_]
        assert found.parts.tolist() == expected.parts
        assert [day for gap in found.gaps for day in days_of(gap.start, gap.end)] == expected.gap_days
        assert {row: rows.tolist() for row, rows in found.tiles.items()} == expected.tiles
        if expected.total is None or isinstance(found.total, Absent):
            assert expected.total is None
            assert isinstance(found.total, Absent)
            continue
        for key in KEYS:
            assert outcomes_agree(found.total[key], expected.total[key]), (key, found.total[key])
        for key in ("cumulative_losses", "cumulative_gains", "cumulative_shortfall"):
            last = results.outcome(key, expected.parts[-1])
            assert last == found.total[key] or isinstance(last, Absent)


@given(crowded.projects(), st.data())
@settings(max_examples=examples(60))
def test_measures_within_any_days_agree_with_the_naive_computation(
    project: Project, data: st.DataObject
) -> None:
    results, plain = derive(project), naive.results_of(project)
    ends = sorted({day for row in project.periods for day in (row.start, row.end)} | {crowded.FIRST})
    start, end = data.draw(st.tuples(st.sampled_from(ends), st.sampled_from(ends)))
    found, expected = results.within("a", start, end), naive.within(project, plain, "a", start, end)
    for key in KEYS:
        assert outcomes_agree(found[key], None if expected is None else expected.get(key)), (key, found[key])


@given(crowded.projects(), st.integers(0, 1_000_000))
@settings(max_examples=examples(60))
def test_the_order_of_rows_makes_no_difference(project: Project, seed: int) -> None:
    random = Random(seed)
    order = list(range(len(project.periods)))
    random.shuffle(order)
    intake, needed = list(project.intake), list(project.requirements)
    random.shuffle(intake)
    random.shuffle(needed)
    mixed = replace(
        project,
        periods=tuple(project.periods[row] for row in order),
        intake=tuple(intake),
        requirements=tuple(needed),
    )
    plain, shuffled = derive(project), derive(mixed)
    for key in MEASURE:
        for place, row in enumerate(order):
            assert plain.outcome(key, row) == shuffled.outcome(key, place)
        for id_ in crowded.SERIES_IDS:
            a, b = plain.series[id_].total, shuffled.series[id_].total
            if not isinstance(a, Absent) and not isinstance(b, Absent):
                assert a[key] == b[key]
            else:
                assert isinstance(a, Absent)
                assert isinstance(b, Absent)


@given(crowded.projects(), st.randoms(use_true_random=False))
@settings(max_examples=examples(60))
def test_many_outcomes_at_once_are_those_of_each_row(project: Project, random: Random) -> None:
    rows = list(range(len(project.periods)))
    random.shuffle(rows)
    one_by_one, together = derive(project), derive(project)
    for key in MEASURE:
        assert together.outcomes(key, rows) == [one_by_one.outcome(key, row) for row in rows]
