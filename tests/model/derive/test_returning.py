"""The net change of a force: who is recruited and who returns, less who is lost; worked by hand."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from model.derive.groups import Groups
from model.derive.results import Results, derive
from model.project import Intake, Period, Project, Series
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace

NOVEMBER = Project(
    series=(Series("ru", killed_share=Figure(low=0.229, value=0.25, high=0.271), return_share=Figure(0.5)),),
    periods=(Period("ru", "November", date(2024, 11, 1), date(2024, 11, 30), Figure(45_690.0)),),
    intake=(Intake("ru", "", date(2024, 11, 1), date(2024, 11, 30), Figure(low=25_000.0, high=30_000.0)),),
)
YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))


def rounded(outcome: Outcome) -> tuple[float, ...]:
    assert isinstance(outcome, Value), outcome
    return tuple(round(x, 3) for x in (outcome.low, outcome.best, outcome.high))


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Absent)
    return str(outcome.reason)


def total(results: Results, key: str) -> Outcome:
    sums = results.series["ru"].total
    assert not isinstance(sums, Absent)
    return sums[key]


def test_the_net_change_of_november_2024() -> None:
    # −45,690 × (1 − 0.729 × 0.5) + 25,000; × (1 − 0.75 × 0.5) + 27,500; × (1 − 0.771 × 0.5) + 30,000
    results = derive(NOVEMBER)
    assert rounded(results.outcome("net_change", 0)) == (-4035.995, -1056.25, 1923.495)
    assert rounded(results.outcome("net_change_per_month", 0)) == (-4035.995, -1056.25, 1923.495)
    assert rounded(total(results, "net_change")) == (-4035.995, -1056.25, 1923.495)
    assert rounded(results.outcome("returned", 0)) == (16654.005, 17133.75, 17613.495)
    said = str(results.explain("returned", 0))
    assert said.startswith("45,690 × (1 − 22–28 %) × 50 %")


def test_of_2025_the_recruits_were_used_up() -> None:
    year = Project(
        series=(Series("ru"),),
        periods=(Period("ru", "2025", *YEAR_2025, Figure(418_000.0)),),
        intake=(Intake("ru", "", *YEAR_2025, Figure(406_000.0, unit="people/total")),),
    )
    results = derive(year)
    assert rounded(results.outcome("replaced", 0)) == (0.971,) * 3
    assert rounded(results.outcome("used_up", 0)) == (1.03,) * 3
    assert results.outcome("shortfall", 0) == Value(12_000.0, 12_000.0, 12_000.0)
    assert reason(results.outcome("net_change", 0)) == "no share of killed among the losses is given"
    half = replace(year, series=(Series("ru", killed_share=Figure(0.25)),))
    assert reason(derive(half).outcome("net_change", 0)) == "no share of wounded that return is given"
    nobody = replace(year, intake=(replace(year.intake[0], per_month=Figure(0.0)),))
    assert reason(derive(nobody).outcome("used_up", 0)) == "no intake in this period"


def test_a_number_in_total_and_one_a_day_are_shared_by_days() -> None:
    year = (date(2024, 1, 1), date(2024, 12, 31))
    february = Period("ru", "", date(2024, 2, 1), date(2024, 2, 29), Figure(1.0))
    of_366 = Project(
        series=(Series("ru"),),
        periods=(february, Period("ru", "", *year)),
        intake=(Intake("ru", "", *year, Figure(427_000.0, unit="people/total")),),
    )
    results = derive(of_366)
    assert results.outcome("intake", 1) == Value(427_000.0, 427_000.0, 427_000.0)
    assert rounded(results.outcome("intake", 0)) == (33_833.333,) * 3  # 427,000 × 29 ÷ 366
    rate = Figure(low=1000.0, high=1200.0, unit="people/day")
    results = derive(replace(of_366, intake=(Intake("ru", "", *year, rate),)))
    assert results.outcome("intake", 1) == Value(366_000.0, 402_600.0, 439_200.0)
    assert results.outcome("intake", 0) == Value(29_000.0, 31_900.0, 34_800.0)


def later(days: int, *losses: Figure | None, killed: float = 0.25) -> Results:
    """November, December and January with losses, half of those not killed returning after some days."""
    first = (date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1))
    last = (date(2024, 11, 30), date(2024, 12, 31), date(2025, 1, 31))
    rows = zip(first, last, losses, strict=False)
    return derive(
        Project(
            series=(Series("ru", killed_share=Figure(killed), return_share=Figure(0.5), return_after=days),),
            periods=tuple(Period("ru", "", *row) for row in rows),
            intake=(Intake("ru", "", first[0], last[-1], Figure(0.0)),),
        )
    )


def test_a_month_looks_back_on_the_last_days_of_the_one_before_and_on_most_of_its_own() -> None:
    """December on 21–30 November and 1–21 December; the total of both, which is no part, on no others."""
    project = later(10, Figure(3000.0), Figure(3100.0)).project
    both = Period("ru", "", date(2024, 11, 1), date(2024, 12, 31), Figure(6100.0))
    earlier = derive(replace(project, periods=(*project.periods, both))).derived.earlier
    assert earlier is not None
    within, outside = earlier.back.looked_back_on(np.array([1]))
    assert (within.tolist(), outside.tolist()) == ([0, 21 / 31, 0], [10 / 30, 0, 0])
    within, outside = earlier.back.looked_back_on(np.array([0, 1]))
    assert (within.tolist(), outside.tolist()) == ([20 / 30 + 10 / 30, 21 / 31, 0], [0, 0, 0])
    within, outside = earlier.back.looked_back_on(np.array([2]))
    assert (within.tolist(), outside.tolist()) == ([0, 0, 51 / 61], [0, 0, 0])


def test_wounded_return_some_days_later() -> None:
    results = later(10, Figure(3000.0), Figure(low=3100.0, high=6200.0))
    # December looks back on 21–30 November, 100 a day, and on 1–21 December, 100 to 200 a day
    assert rounded(results.outcome("returned", 1)) == (
        0.375 * (1000 + 2100),
        0.375 * (1000 + 3150),
        0.375 * (1000 + 4200),
    )
    # of the losses of December, 21 ÷ 31 × 37.5 % are back: each counts for 74.6 %, whatever they are
    low, best, high = rounded(results.outcome("net_change", 1))
    assert (low, best, high) == (
        round(375 - 6200 * (1 - 0.375 * 21 / 31), 3),
        round(375 - 4650 * (1 - 0.375 * 21 / 31), 3),
        round(375 - 3100 * (1 - 0.375 * 21 / 31), 3),
    )
    said = "the losses of 22 Oct – {} 2024, whose wounded return then, are not all known"
    assert reason(results.outcome("returned", 0)) == said.format("20 Nov")
    assert reason(total(results, "returned")) == said.format("21 Dec")


def test_of_several_periods_each_loss_counts_once() -> None:
    results = later(31, Figure(3000.0), Figure(low=3100.0, high=6200.0), Figure(3100.0))
    both = results.over([1, 2])
    # they look back on 31 October … : not known
    assert reason(both["returned"]).startswith("the losses of 31 Oct – 31 Dec 2024")
    results = later(30, Figure(3000.0), Figure(low=3100.0, high=6200.0), Figure(3100.0))
    both = results.over([1, 2])
    # they look back on 1 November – 1 January: all of November and December, and a day of January
    assert rounded(both["returned"]) == (0.375 * 6200, 0.375 * 7750, 0.375 * 9300)
    # December's losses count for 62.5 % of what they are, once
    assert rounded(both["net_change"]) == (
        0.375 * 3100 - 3100 - 0.625 * 6200,
        0.375 * 3100 - 3100 - 0.625 * 4650,
        0.375 * 3100 - 3100 - 0.625 * 3100,
    )


def test_open_bounds_stay_open_and_nobody_returning_keeps_them_out() -> None:
    over = Figure(3100.0, qualifier=Qualifier.OVER)
    results = later(31, Figure(3000.0), over, Figure(3100.0))
    assert isinstance(results.outcome("net_change", 2), Value)
    assert rounded(results.outcome("returned", 2)) == (0.375 * 3100, 0.375 * 3100, math.inf)
    assert rounded(results.outcome("net_change", 2)) == (-3100 + 1162.5, -3100 + 1162.5, math.inf)
    results = later(31, Figure(3000.0), over, Figure(3100.0), killed=1.0)
    assert rounded(results.outcome("net_change", 2)) == (-3100.0,) * 3


@pytest.mark.parametrize("after", [0, 10])
def test_what_the_series_says_is_one_number_in_a_comparison(after: int) -> None:
    series = Series(
        "ru", killed_share=Figure(0.25), return_share=Figure(low=0.2, high=0.6), return_after=after
    )
    days = [(date(2024, month, 1), date(2024, month, 30)) for month in (4, 6)]
    filled = Period("ru", "", date(2024, 5, 1), date(2024, 5, 31), Figure(3100.0))
    before = Period("ru", "", date(2024, 3, 1), date(2024, 3, 31), Figure(3100.0))
    rows = tuple(
        Period("ru", "", *span, Figure(losses)) for span, losses in zip(days, (3000, 6000), strict=True)
    )
    project = Project(series=(series,), periods=(before, rows[0], filled, rows[1]))
    results = derive(project)
    times = results.compared("returned", Groups.one([3]), [1]).times.cell(0)
    # the same share returns in both: twice as many losses are twice as many who return; after 10 days the
    # first third of June looks back on May, 100 a day
    expected = 2.0 if not after else (1000 + 20 * 200) / 3000
    assert (round(times.low, 9), round(times.high, 9)) == (round(expected, 9),) * 2
