"""What is divided by: strengths, areas, lengths of a front; the worked numbers of measures.md §2."""

from __future__ import annotations

from datetime import date

import pytest

from model.derive.groups import Groups
from model.derive.results import Results, derive
from model.project import Period, Project, Reference, Series
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Value

APRIL = Period("ru", "April 2025", date(2025, 4, 1), date(2025, 4, 30), Figure(36_420.0))
MAY = Period("ru", "May 2025", date(2025, 5, 1), date(2025, 5, 31), Figure(31_000.0))
SEPTEMBER = Period("ru", "September 2025", date(2025, 9, 1), date(2025, 9, 30), None, Figure(268.34))
DECEMBER = Period("ru", "December 2025", date(2025, 12, 1), date(2025, 12, 31), Figure(35_050.0))


def of(*periods: Period, references: tuple[Reference, ...]) -> Results:
    return derive(Project(series=(Series("ru"), Series("ua")), periods=periods, references=references))


def strength(first: date, last: date, value: Figure, label: str = "Strength", series: str = "") -> Reference:
    return Reference(label, first, last, value, series)


def range_of(results: Results, key: str, row: int = 0) -> tuple[float, float, float]:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Value), outcome
    return outcome.low, outcome.best, outcome.high


def reason(results: Results, key: str, row: int = 0) -> str:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Absent)
    return outcome.reason.text()


YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("period", "key", "value", "expected", "digits"),
    [
        (APRIL, "losses_of_people_per_month", Figure(600_000.0), 6.07, 4),
        (APRIL, "losses_of_people_per_day", Figure(600_000.0), 0.2023, 4),
        (APRIL, "losses_of_people", Figure(600_000.0), 0.0607, 6),
        (SEPTEMBER, "gains_of_area", Figure(603_550.0, unit="km2"), 0.000445, 6),
        (DECEMBER, "losses_per_front", Figure(1_250.0, unit="km"), 28.04, 4),
        (DECEMBER, "losses_per_item", Figure(350.5, unit="items"), 100.0, 4),
        # 500 miles are 804.672 km
        (DECEMBER, "losses_per_front", Figure(500.0, unit="mi"), 43.558, 3),
    ],
)
def test_a_figure_is_divided_by_the_reference_in_its_unit(
    period: Period, key: str, value: Figure, expected: float, digits: int
) -> None:
    results = of(period, references=(strength(*YEAR, value),))
    assert [round(bound, digits) for bound in range_of(results, key)] == [expected] * 3


def test_of_several_within_the_days_the_range_is_of_all_and_the_best_weighted_by_days() -> None:
    results = of(
        APRIL,
        references=(
            strength(date(2025, 1, 1), date(2025, 4, 10), Figure(600_000.0)),
            strength(date(2025, 4, 11), date(2025, 4, 30), Figure(low=620_000.0, high=640_000.0)),
        ),
    )
    # the best is (10 × 600,000 + 20 × 630,000) ÷ 30 = 620,000
    expected = tuple(36_420 / people for people in (640_000, 620_000, 600_000))
    assert range_of(results, "losses_of_people") == pytest.approx(expected, rel=1e-12)


def test_a_total_is_divided_by_what_its_own_days_have() -> None:
    results = of(
        APRIL,
        MAY,
        references=(
            strength(date(2025, 4, 1), date(2025, 4, 30), Figure(600_000.0)),
            strength(date(2025, 5, 1), date(2025, 5, 31), Figure(661_000.0)),
        ),
    )
    total = results.series["ru"].of("losses_of_people")
    assert isinstance(total, Value)
    # (30 × 600,000 + 31 × 661,000) ÷ 61 = 631,000
    expected = [67_420 / people for people in (661_000, 631_000, 600_000)]
    assert [total.low, total.best, total.high] == pytest.approx(expected, rel=1e-12)


def test_the_reason_says_what_is_not_known_for_which_days() -> None:
    none = of(APRIL, references=())
    assert reason(none, "losses_of_people") == "the table References has nothing in people"
    late = of(APRIL, references=(strength(date(2025, 5, 1), date(2025, 5, 31), Figure(6e5)),))
    assert reason(late, "losses_of_people") == "no Strength known for 1–30 Apr 2025"
    part = of(APRIL, references=(strength(date(2025, 4, 21), date(2025, 5, 31), Figure(6e5)),))
    assert reason(part, "losses_of_people") == "Strength known for 10 of 30 days"
    both = of(APRIL, references=(strength(*YEAR, Figure(6e5)), strength(*YEAR, Figure(14e7), "Population")))
    said = "the table References has both Strength and Population in people"
    assert reason(both, "losses_of_people") == said
    assert range_of(both.of_reference("Strength"), "losses_of_people")[1] == pytest.approx(0.0607)
    assert range_of(both.of_reference("Population"), "losses_of_people")[1] == 36_420 / 14e7


def test_a_reference_of_the_series_itself_comes_before_those_of_all() -> None:
    results = of(
        APRIL,
        Period("ua", "", APRIL.start, APRIL.end, Figure(18_000.0)),
        references=(strength(*YEAR, Figure(6e5), "Strength of Russia", "ru"), strength(*YEAR, Figure(9e5))),
    )
    assert range_of(results, "losses_of_people")[1] == pytest.approx(0.0607)
    assert range_of(results, "losses_of_people", 1)[1] == 0.02


def test_the_strength_on_both_sides_of_a_comparison_is_one_number() -> None:
    results = of(APRIL, MAY, references=(strength(*YEAR, Figure(low=500_000.0, high=700_000.0)),))
    times = results.compared("losses_of_people", Groups.one([1]), [0]).times.cell(0)
    assert (times.low, times.best, times.high) == pytest.approx((31_000 / 36_420,) * 3, rel=1e-12)


def test_what_is_said_of_the_reference_is_said_of_the_result() -> None:
    results = of(APRIL, references=(strength(*YEAR, Figure(6e5, qualifier=Qualifier.OVER)),))
    outcome = results.outcome("losses_of_people", 0)
    assert outcome == Value(0.0, 36_420 / 6e5, 36_420 / 6e5, under=True)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (APRIL.start, APRIL.end, [30, 0]),
        (APRIL.end, MAY.start, [1, 1]),
        (MAY.end, date(2025, 12, 31), [0, 1]),
        (date(2025, 6, 1), date(2025, 12, 31), [0, 0]),
        (date(2025, 1, 1), date(2025, 3, 31), [0, 0]),
    ],
)
def test_a_reference_has_of_each_period_the_days_they_share(first: date, last: date, days: list[int]) -> None:
    results = of(APRIL, MAY, references=(strength(first, last, Figure(600_000.0)),))
    inputs, divisor = results.inputs, results.derived.divisors["reference_people"]
    assert divisor.days_of(0, inputs.start, inputs.end + 1).tolist() == [days]
    assert divisor.sharing(inputs, lambda _reference: True).tolist() == [count > 0 for count in days]
    assert not divisor.sharing(inputs, lambda _reference: False).any()
    assert [divisor.used_by(inputs, [row]) for row in (0, 1)] == [(0,) if count else () for count in days]
