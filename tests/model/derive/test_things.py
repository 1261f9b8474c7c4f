"""Items, money and an advance: the worked numbers of measures.md §8, and that they are nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from model.derive.results import Results, derive
from model.derive.things import MEASURES_OF_THINGS
from model.project import Counts, GainsAre, Period, Project, Series
from model.text.figures import Figure
from model.text.outcomes import Absent, Value
from model.text.records import replace

Y2024 = Period("tanks", "2024", date(2024, 1, 1), date(2024, 12, 31), Figure(3_689.0))
Y2025 = Period("tanks", "2025", date(2025, 1, 1), date(2025, 12, 31), Figure(1_816.0))
TANKS = Series("tanks", "Tanks", counts=Counts.ITEMS, part_of="ru", unit="tanks")
RUSSIA = Series("ru", "Russia")
SPENT = Series("spent", "Spent", counts=Counts.MONEY, unit="rubles")
ROAD = Series("road", "The road", gains_are=GainsAre.ADVANCE)
# 148 days
MARCH = Period("road", "", date(2025, 1, 1), date(2025, 5, 28), None, Figure(12.0, unit="km"))


def of(*periods: Period, series: tuple[Series, ...] = (TANKS, RUSSIA, SPENT, ROAD)) -> Results:
    return derive(Project(series=series, periods=periods))


def best(results: Results, key: str, row: int = 0) -> float:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Value), outcome
    return outcome.best


def reason(results: Results, key: str, row: int = 0) -> str:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Absent), outcome
    return outcome.reason.text()


def test_items_are_counted_by_themselves_and_never_as_people() -> None:
    results = of(Y2024, Y2025)
    assert [best(results, "items", row) for row in (0, 1)] == [3_689, 1_816]
    assert round(best(results, "items_per_day", 1), 3) == 4.975  # 1,816 ÷ 365
    assert best(results, "items_per_month", 1) == pytest.approx(151.333, rel=1e-5)  # ÷ 12
    assert reason(results, "losses") == "Tanks counts tanks, not people"
    assert reason(results, "cumulative_losses") == "Tanks counts tanks, not people"
    total = results.series["tanks"]
    assert total.of("items") == Value(5_505, 5_505, 5_505)
    lost = total.of("losses_per_day")
    assert isinstance(lost, Absent)
    assert lost.reason.text() == "Tanks counts tanks, not people"
    assert reason(results, "money") == "Tanks counts tanks, not money"


def test_people_for_each_item_are_those_of_the_series_that_the_items_are_part_of() -> None:
    people = replace(Y2024, series="ru", losses=Figure(430_790.0))
    results = of(Y2024, people, Y2025)
    assert best(results, "people_per_item") == pytest.approx(116.777, rel=1e-5)
    assert reason(results, "people_per_item", 1) == "Russia counts casualties, not items"
    assert reason(results, "people_per_item", 2) == "no losses of Russia for these days"
    alone = of(Y2024, series=(replace(TANKS, part_of=""), RUSSIA))
    assert reason(alone, "people_per_item") == "the table Series names no people that the items are part of"


def test_money_is_divided_by_ground_and_summed_with_no_other_money() -> None:
    spent = replace(Y2024, series="spent", losses=Figure(1.5e12), gains=Figure(4_168.0))
    results = of(spent)
    assert best(results, "money_per_km2") == pytest.approx(359_884_837, rel=1e-9)
    assert reason(results, "losses_per_gain") == "Spent counts rubles, not people"
    dollars = Series("usd", "Aid", counts=Counts.MONEY, unit="dollars", group="war")
    both = of(
        spent,
        replace(spent, series="usd"),
        series=(replace(SPENT, group="war"), dollars),
    )
    assert reason(both, "both_sides") == "they count different things: rubles and dollars"


def test_an_advance_is_metres_a_day_and_no_area() -> None:
    results = of(MARCH)
    assert best(results, "advance") == 12
    assert round(best(results, "advance_per_day"), 2) == 81.08  # 12,000 ÷ 148
    assert reason(results, "gains") == "the gains of The road are an advance in km, no area"
    assert reason(results, "losses_per_gain") == "no losses given"
    assert reason(results, "gains_per_day") == "the gains of The road are an advance in km, no area"
    miles = of(replace(MARCH, gains=Figure(10.0, unit="mi")))
    assert best(miles, "advance") == pytest.approx(16.09344)
    area = of(Period("ru", "", date(2025, 1, 1), date(2025, 1, 31), None, Figure(12.0)))
    assert reason(area, "advance_per_day") == "the gains of Russia are areas, no advance"


def test_an_edit_of_a_series_gives_the_very_same_as_a_project_made_anew() -> None:
    before = of(Y2024, replace(Y2025, series="ru"), MARCH)
    project = before.project
    for series in (replace(TANKS, counts=Counts.CASUALTIES), replace(TANKS, unit="guns"), TANKS):
        edited = replace(project, series=(series, *project.series[1:]))
        again, anew = derive(edited, before), derive(edited)
        for key in ("items", "losses", "people_per_item", "advance", "gains"):
            for row in range(3):
                assert again.outcome(key, row) == anew.outcome(key, row)
        before = again


def test_items_and_money_are_never_below_0_and_an_advance_may_be() -> None:
    may_be = {measure.key for measure in MEASURES_OF_THINGS if not measure.positive}
    assert may_be == {"money_per_km2", "advance", "advance_per_day"}
