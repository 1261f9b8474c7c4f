"""Series that are held against each other over the same days; the worked numbers of measures.md §1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pytest

from model.derive.groups import Groups
from model.derive.pairs import Paired
from model.derive.results import Results, derive
from model.project import Counts, Period, Project, Series
from model.text.figures import Figure
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
JANUARY, FEBRUARY = (date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 2, 29))
BOTH_MONTHS = (date(2024, 1, 1), date(2024, 2, 29))

RU, UA = Series("ru", "Russia", opponent="ua", group="war"), Series("ua", "Ukraine", group="war")
NAMES = Series("names", "Names", counts=Counts.CONFIRMED_KILLED, counted_of="dead")
DEAD = Series("dead", "Dead", counts=Counts.KILLED, part_of="all")
ALL = Series("all", "Casualties")

Row = tuple[str, tuple[date, date], Figure | float | None]


def of(series: Sequence[Series], *rows: Row) -> Results:
    periods = tuple(
        Period(name, "", *days, Figure(losses) if isinstance(losses, float) else losses)
        for name, days, losses in rows
    )
    return derive(Project(series=tuple(series), periods=periods))


def shown(outcome: Outcome) -> tuple[float, float, float]:
    assert isinstance(outcome, Value), outcome
    return round(outcome.low, 4), round(outcome.best, 4), round(outcome.high, 4)


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Absent), outcome
    return outcome.reason.text()


def test_losses_are_divided_by_those_of_the_opponent_from_either_side() -> None:
    results = of((RU, UA), ("ru", YEAR, 1_200_000.0), ("ua", YEAR, Figure(low=500_000.0, high=600_000.0)))
    assert shown(results.outcome("exchange", 0)) == (2.0, 2.1818, 2.4)
    assert shown(results.outcome("exchange", 1)) == (0.4167, 0.4583, 0.5)
    assert shown(results.series["ru"].of("exchange")) == (2.0, 2.1818, 2.4)
    assert shown(results.outcome("both_sides", 1)) == (1_700_000.0, 1_750_000.0, 1_800_000.0)
    assert "both" not in str(results.explain("exchange", 0))
    assert str(results.explain("exchange", 0)) == "1,200,000 ÷ 500,000–600,000 = 2.00–2.40"


def test_names_are_held_against_the_estimate() -> None:
    estimate = Figure(128_270.0, 114_551.0, 141_989.0)
    results = of((NAMES, DEAD, ALL), ("names", YEAR, 89_054.0), ("dead", YEAR, estimate))
    for row in (0, 1):
        assert shown(results.outcome("coverage", row)) == (0.6272, 0.6943, 0.7774)
        assert shown(results.outcome("undercount", row)) == (1.2863, 1.4404, 1.5944)


def test_each_number_of_the_wounded_for_each_killed_stands_once() -> None:
    results = of((DEAD, ALL), ("dead", YEAR, Figure(low=100.0, high=125.0)), ("all", YEAR, 500.0))
    for row in (
        0,
        1,
    ):  # 500 ÷ 100 − 1 and 500 ÷ 125 − 1; with the killed taken off twice it would be 3 to 4.25
        assert shown(results.outcome("wounded_per_killed", row)) == (3.0, 3.4444, 4.0)
        assert shown(results.outcome("killed_share", row)) == (0.2, 0.225, 0.25)


def test_the_same_days_may_be_told_in_other_steps() -> None:
    results = of(
        (RU, UA),
        ("ru", BOTH_MONTHS, 300.0),
        ("ua", JANUARY, 50.0),
        ("ua", FEBRUARY, 100.0),
    )
    assert shown(results.outcome("exchange", 0)) == (2.0, 2.0, 2.0)
    assert reason(results.outcome("exchange", 1)) == "no losses of Russia for these days"
    # no month of the other side has an equal, all of them together have
    assert shown(results.over([1, 2])["exchange"]) == (0.5, 0.5, 0.5)
    assert shown(results.series["ua"].of("exchange")) == (0.5, 0.5, 0.5)
    assert shown(results.within("ua", *BOTH_MONTHS)["both_sides"]) == (450.0, 450.0, 450.0)


def test_why_nothing_is_divided() -> None:
    alone = of((Series("ru"),), ("ru", YEAR, 100.0))
    assert reason(alone.outcome("exchange", 0)) == "the table Series names no opponent"
    assert (
        reason(alone.outcome("both_sides", 0)) == "the table Series names no group that it is in with another"
    )
    lacking = of((RU, UA), ("ru", YEAR, 100.0), ("ua", YEAR, None), ("ua", JANUARY, 3.0))
    assert reason(lacking.outcome("exchange", 0)) == "no losses of Ukraine for these days"
    assert reason(lacking.outcome("both_sides", 0)) == "no losses of Ukraine for these days"
    assert reason(lacking.series["ru"].of("exchange")) == "no losses of Ukraine for these days"
    dead = of((RU, replace(UA, counts=Counts.KILLED)), ("ru", YEAR, 100.0), ("ua", YEAR, 50.0))
    for key in ("exchange", "both_sides"):
        assert reason(dead.outcome(key, 0)) == "they count different things: casualties and killed"
    several = of((NAMES, replace(NAMES, id="others"), DEAD), ("dead", YEAR, 100.0))
    assert reason(several.outcome("coverage", 0)) == "several series of the table Series name this one"
    none = of((RU, UA), ("ru", YEAR, 100.0), ("ua", YEAR, 0.0))
    assert reason(none.outcome("exchange", 0)) == "no losses to divide by in these days"


def test_of_a_group_no_loss_is_summed_twice() -> None:
    part = Series("kursk", part_of="ru", group="war")
    results = of((RU, UA, part), ("ru", YEAR, 100.0), ("ua", YEAR, 50.0), ("kursk", YEAR, 30.0))
    assert [shown(results.outcome("both_sides", row)) for row in range(3)] == [(150.0, 150.0, 150.0)] * 3


def test_an_opponents_loss_that_stands_on_both_sides_of_a_comparison_is_one_number() -> None:
    results = of(
        (RU, UA),
        ("ru", JANUARY, 100.0),
        ("ru", FEBRUARY, 100.0),
        ("ua", JANUARY, Figure(low=50.0, high=100.0)),
        ("ua", FEBRUARY, 50.0),
    )
    times = results.compared("exchange", Groups.one([0, 1]), [0]).times.cell(0)
    # 200 ÷ (x + 50) against 100 ÷ x: 2x ÷ (x + 50), from 1 where x is 50 to 4/3 where it is 100
    assert [times.low, times.high] == pytest.approx([1.0, 4 / 3])


def test_an_open_end_stays_open() -> None:
    results = of((RU, UA), ("ru", YEAR, 100.0), ("ua", YEAR, Figure(low=0.0, high=50.0)))
    assert shown(results.outcome("exchange", 0)) == (2.0, 4.0, math.inf)


def test_only_people_stand_beside_things() -> None:
    tanks = Series("tanks", "Tanks", counts=Counts.ITEMS, unit="tanks", part_of="all")
    turrets = Series("turrets", "Turrets", counts=Counts.ITEMS, unit="turrets", part_of="tanks")
    front = Series("front", "Front", part_of="all")
    assert Paired.of("people_beside", (ALL, tanks, turrets, front)).members == ((0,), (0,), (), ())
