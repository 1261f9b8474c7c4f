"""What the errors of a sum come to: the worked numbers of measures.md §6."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.checks import checks
from model.columns import Context
from model.derive.ranges import errors_of, errors_over, errors_words
from model.derive.results import derive
from model.output.documents import report_bytes
from model.project import GainsAre, Period, Project, Series
from model.text.figures import Figure, Quantity, RangeIs, as_read, read_figure, restated
from model.text.formats import Formats
from model.text.notation import ENGLISH

WEEKS = Path(__file__).parents[2] / "data" / "deaths_meduza_2026_weekly_excerpt.csv"


def interval(best: float, half: float, kind: RangeIs = RangeIs.CI95, unit: str = "") -> Figure:
    return Figure(best, best - half, best + half, unit=unit, range=kind)


def weeks() -> Project:
    """The 201 weeks of a study; the bounds of one stand the wrong way round in its table."""
    periods, day = [], date(2022, 2, 21)
    with WEEKS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            low, best, high = sorted(float(row[key]) for key in ("ci_low", "estimate", "ci_high"))
            losses = Figure(best, low, high, range=RangeIs.CI95)
            periods.append(Period("ru", "", day, day + timedelta(6), losses))
            day += timedelta(7)
    return Project(series=(Series("ru"),), periods=tuple(periods))


def test_three_intervals_are_19_together_and_13_if_each_is_its_own() -> None:
    errors = errors_of([interval(100, 3), interval(200, 4), None, interval(50, 12), Figure(7.0)], "people")
    assert errors is not None
    # 3 + 4 + 12 = 19 and √(9 + 16 + 144) = 13
    assert (errors.ranges, errors.intervals) == (3, 3)
    assert (errors.together, errors.independent) == (19, 13)
    assert errors_words(errors, "people").text() == (
        "±19 if the errors of 3 95 % intervals go together, ±13 if independent"
    )


def test_201_weekly_intervals_are_known_to_4_254_if_their_errors_are_independent() -> None:
    project = weeks()
    errors = errors_over(derive(project), "losses", range(len(project.periods)))
    assert errors is not None
    assert round(sum(row.losses.value or 0 for row in project.periods if row.losses)) == 351_817
    assert errors.ranges == 201
    # 49,991 with the week whose bounds are the wrong way round taken off twice: 2 × 5.497 less
    assert round(errors.together) == 50_002
    assert round(errors.together - 2 * 5.497) == 49_991
    assert round(errors.independent) == 4_254


def test_square_miles_are_added_as_square_kilometres() -> None:
    errors = errors_of([interval(10, 1), interval(10, 1, unit="mi2")], "km2")
    assert errors is not None
    assert errors.together == pytest.approx(3.589988110336)


def test_an_advance_is_no_area_whose_errors_add_up() -> None:
    """It ended every report of its series in a fault."""
    row = Period("ru", "", date(2024, 9, 1), date(2024, 9, 30), gains=interval(12, 3, unit="km"))
    project = Project(series=(Series("ru", gains_are=GainsAre.ADVANCE),), periods=(row,))
    assert errors_over(derive(project), "gains", [0]) is None


def test_bounds_alone_say_nothing_and_mixed_kinds_say_so() -> None:
    bounds = interval(100, 5, RangeIs.BOUNDS)
    assert errors_of([bounds, bounds], "people") is None
    assert errors_of([interval(100, 5)], "people") is None
    mixed = errors_of([bounds, interval(100, 5)], "people")
    assert mixed is not None
    assert errors_words(mixed, "people").text() == (
        "1 of the 2 ranges added are 95 % intervals, the others are not: added as bounds"
    )


def test_a_total_of_mixed_kinds_is_noticed_and_one_of_intervals_is_told_in_the_report() -> None:
    project = weeks()
    assert not [one for one in checks(derive(project)).findings if one.code == "ranges_mixed"]
    ctx = Context.of(project, Formats())
    told = json.loads(report_bytes(ctx, "json"))["series"][0]["total"]["errors"]["losses"]
    assert (told["ranges"], told["intervals"], round(told["independent"])) == (201, 201, 4_254)
    first, *others = project.periods
    bounds = Period("ru", "", first.start, first.end, interval(450, 30, RangeIs.BOUNDS))
    mixed = Project(series=project.series, periods=(bounds, *others))
    (found,) = [one for one in checks(derive(mixed)).findings if one.code == "ranges_mixed"]
    assert found.about == "losses"


@pytest.mark.parametrize(
    "text",
    [
        "42,000 (95% CI 35,000–50,000)",
        "42,000 (95 % CI: 35,000 to 50,000)",
        "42,000 (35,000–50,000, 95% CI)",
    ],
)
def test_an_interval_is_typed_as_it_is_published(text: str) -> None:
    figure = read_figure(text, Quantity.PEOPLE, ENGLISH)
    assert figure == Figure(42_000.0, 35_000.0, 50_000.0, range=RangeIs.CI95)
    said = as_read(figure, Quantity.PEOPLE, ENGLISH).text()
    assert said == "read as 42,000, between 35,000 and 50,000, a 95 % interval"
    plain = read_figure("42,000 (35,000–50,000)", Quantity.PEOPLE, ENGLISH)
    assert restated(figure, plain) == figure  # as its cell shows it, typed back
