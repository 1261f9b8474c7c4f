"""What stands on both sides of a comparison is one number: worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from model.derive.compared import ComparedBands, Derived, compare
from model.derive.groups import Groups
from model.derive.results import Results, derive
from model.files import sample
from model.project import Intake, Period, Project, Reference, Series
from model.text.figures import Figure, Qualifier
from model.text.records import replace

AUTUMN = sample("autumn-2024")


def band(of: object, row: int = 0) -> tuple[float, float, float]:
    cell = of.cell(row)  # type: ignore[attr-defined]  # a Band
    assert not cell.absent
    return cell.low, cell.best, cell.high


def compared(results: Results, key: str, now: list[int], then: list[int]) -> ComparedBands:
    return compare(Derived(results.project, results.derived), key, Groups.one(now), Groups.one(then).rows)


def test_one_intake_on_both_sides_is_one_number() -> None:
    """(x ÷ 45,690) ÷ (2 x ÷ 80,110) = 80,110 ÷ 91,380 = 0.87667, whatever x is."""
    found = compared(derive(AUTUMN), "replaced", [1], [0])
    low, best, high = band(found.times)
    assert low == best == high == pytest.approx(80_110 / 91_380, rel=1e-12)
    # x ÷ 45,690 − 2 x ÷ 80,110 = −3.0783e-06 x: at 25,000 −7.70 points, at 30,000 −9.24
    low, best, high = band(found.difference)
    assert (low, high) == pytest.approx(
        (30_000 / 45_690 - 60_000 / 80_110, 25_000 / 45_690 - 50_000 / 80_110), rel=1e-12
    )
    assert best == pytest.approx(27_500 / 45_690 - 55_000 / 80_110)


def test_an_intake_that_is_open_above_is_one_number_too() -> None:
    over = Intake("ru", "", date(2024, 9, 1), date(2024, 11, 30), Figure(25_000, qualifier=Qualifier.OVER))
    found = compared(derive(replace(AUTUMN, intake=(over,))), "replaced", [1], [0])
    assert band(found.times) == pytest.approx((80_110 / 91_380,) * 3, rel=1e-12)


def test_two_rates_of_other_days_are_two_numbers() -> None:
    """Nov 25,000–30,000, Sep–Oct 25,000–30,000 said apart: 0.73–1.05 times."""
    apart = (
        replace(AUTUMN.intake[0], end=date(2024, 10, 31)),
        replace(AUTUMN.intake[0], start=date(2024, 11, 1)),
    )
    low, _, high = band(compared(derive(replace(AUTUMN, intake=apart)), "replaced", [1], [0]).times)
    assert low == pytest.approx(25_000 / 45_690 / (60_000 / 80_110))
    assert high == pytest.approx(30_000 / 45_690 / (50_000 / 80_110))


@pytest.mark.parametrize("unit", ["people/day", "people/total"])
def test_a_rate_of_a_day_or_of_all_its_days_is_one_number_on_both_sides(unit: str) -> None:
    """(30 x ÷ 45,690) ÷ (61 x ÷ 80,110), whatever x is."""
    rate = Intake("ru", "", date(2024, 9, 1), date(2024, 11, 30), Figure(low=800, high=1_000, unit=unit))
    found = compared(derive(replace(AUTUMN, intake=(rate,))), "replaced", [1], [0])
    assert band(found.times) == pytest.approx((30 * 80_110 / (61 * 45_690),) * 3, rel=1e-12)


def test_two_estimates_of_which_one_is_a_month_and_one_in_total_are_no_one_number() -> None:
    """Nov and Sep 24,725 (75,000 × 30 ÷ 91) to 30,000, Oct 25,000 to 30,000: each end against the other."""
    total = replace(AUTUMN.intake[0], per_month=Figure(75_000, unit="people/total"))
    project = replace(AUTUMN, intake=(AUTUMN.intake[0], total))
    low, _, high = band(compared(derive(project), "replaced", [1], [0]).times)
    assert low == pytest.approx(75_000 * 30 / 91 / 45_690 / (60_000 / 80_110))
    assert high == pytest.approx(30_000 / 45_690 / ((75_000 * 30 / 91 + 25_000) / 80_110))


def test_a_share_that_a_series_says_is_one_number_for_it_and_another_for_the_next_series() -> None:
    """Of 100 and of 50 lost return 30–40 and 15–20: the half where the share is one number."""
    ru = Series("ru", killed_share=Figure(low=0.2, high=0.4), return_share=Figure(0.5))
    days = date(2024, 9, 1), date(2024, 9, 30)
    periods = (Period("ru", "", *days, Figure(100)), Period("ua", "", *days, Figure(50)))
    two = Project(series=(ru, replace(ru, id="ua")), periods=periods)
    assert band(compared(derive(two), "returned", [1], [0]).times) == pytest.approx((15 / 40, 0.5, 20 / 30))
    next_month = Period("ru", "", date(2024, 10, 1), date(2024, 10, 31), Figure(50))
    one = replace(two, periods=(periods[0], next_month))
    assert band(compared(derive(one), "returned", [1], [0]).times) == pytest.approx((0.5, 0.5, 0.5))


def test_what_both_are_divided_by_is_one_number_where_it_is_given_for_all_their_days() -> None:
    """200 ÷ x against 100 ÷ x is twice as much, whatever x is; of other days or series x is another."""
    september, october = (date(2024, 9, 1), date(2024, 9, 30)), (date(2024, 10, 1), date(2024, 10, 30))
    strength = Figure(low=1_000, high=2_000)

    def times(*references: Reference, second: str = "ru") -> tuple[float, float, float]:
        project = Project(
            series=(Series("ru"), Series("ua")),
            periods=(
                Period("ru", "", *september, Figure(100)),
                Period(second, "", *october, Figure(200)),
            ),
            references=references,
        )
        return band(compared(derive(project), "losses_of_people", [1], [0]).times)

    both = Reference("Strength", september[0], october[1], strength)
    each = (Reference("Strength", *september, strength), Reference("Strength", *october, strength))
    assert times(both) == pytest.approx((2, 2, 2))
    assert times(*each) == pytest.approx((1, 2, 4))
    assert times(both, second="ua") == pytest.approx((1, 2, 4))
    assert times(replace(both, end=date(2024, 10, 29)), replace(each[1], start=date(2024, 10, 30))) == (
        pytest.approx((1, 2, 4))
    )


def test_intakes_of_two_series_are_two_numbers() -> None:
    days = date(2024, 9, 1), date(2024, 9, 30)
    rates = tuple(Intake(series, "", *days, Figure(low=10, high=20)) for series in ("ru", "ua"))
    periods = tuple(Period(series, "", *days, Figure(100)) for series in ("ru", "ua"))
    two = Project(series=(Series("ru"), Series("ua")), periods=periods, intake=rates)
    assert band(compared(derive(two), "replaced", [1], [0]).times) == pytest.approx((0.5, 1, 2))


def ranged() -> Project:
    """September 100–200 losses of 10 km², October 100 losses of 5–10 km²."""
    return Project(
        series=(Series("ru"),),
        periods=(
            Period("ru", "", date(2024, 9, 1), date(2024, 9, 30), Figure(low=100, high=200), Figure(10)),
            Period("ru", "", date(2024, 10, 1), date(2024, 10, 31), Figure(100), Figure(low=5, high=10)),
        ),
    )


def test_a_part_of_a_sum_is_the_same_number_in_the_sum() -> None:
    """x ÷ (x + 100) with x from 100 to 200: a half to two thirds, not 100 ÷ 300 to 200 ÷ 200."""
    found = compared(derive(ranged()), "losses", [0], [0, 1])
    assert band(found.times) == pytest.approx((0.5, 0.6, 2 / 3))
    assert band(found.difference) == pytest.approx((-100, -100, -100))


def test_anything_against_itself_is_exactly_once_itself() -> None:
    for key in ("losses", "losses_per_gain", "losses_per_day"):
        found = compared(derive(ranged()), key, [0, 1], [0, 1])
        assert band(found.times) == (1, 1, 1)
        assert band(found.difference) == (0, 0, 0)


def test_groups_are_compared_each_for_itself() -> None:
    results = derive(AUTUMN)
    found = compare(Derived(AUTUMN, results.derived), "replaced", Groups.each([0, 1]), Groups.one([0]).rows)
    assert band(found.times, 0) == (1, 1, 1)
    assert band(found.times, 1) == pytest.approx((80_110 / 91_380,) * 3, rel=1e-12)


def test_a_year_of_monthly_intakes_is_compared_month_by_month() -> None:
    """Each month has an intake of its own, 10–20; of January in the year, the eleven others are elsewhere.

    x ÷ (x + the others) ÷ …: with losses of 100 a month the month's share against the year's is
    (x ÷ 100) ÷ ((x + y) ÷ 1200), y from 110 to 220: at least 120 ÷ 230, at most 240 ÷ 130.
    """
    first = [date(2023, month, 1) for month in range(1, 13)]
    last = [(date(2023 + month // 12, month % 12 + 1, 1)).toordinal() - 1 for month in range(1, 13)]
    months = [(start, date.fromordinal(end)) for start, end in zip(first, last, strict=True)]
    project = Project(
        series=(Series("ru"),),
        periods=tuple(Period("ru", "", *days, Figure(100)) for days in months),
        intake=tuple(Intake("ru", "", *days, Figure(low=10, high=20)) for days in months),
    )
    found = compared(derive(project), "replaced", [0], list(range(12)))
    low, best, high = band(found.times)
    assert (low, best, high) == pytest.approx((10 * 12 / 230, 1, 20 * 12 / 130))
