"""The worked numbers of import.md, by hand from its table."""

from __future__ import annotations

from datetime import date

import pytest

from model.derive.results import derive
from model.imports.applying import apply
from model.imports.choices import Choices, ColumnNames, Dating, Kind, PeriodLength, SeriesQuantity
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.project import Project, Reference
from model.text.figures import Figure
from model.text.outcomes import Value
from model.text.records import replace
from tests.model.imports.data import days, file, lines, only, text, values

GENERAL_STAFF = ColumnNames("date", "personnel")
HELD = ColumnNames("date", "area_assessed_as_russia_controlled")
YEAR = (days("2024-01-01", "2024-12-31"),)


def general_staff(dating: Dating, **choices: object) -> Outcome:
    looked = file("losses_gs_personnel_daily.json")
    chosen = Choices(SeriesQuantity.LOSSES, GENERAL_STAFF, Kind.CUMULATIVE, dating, **choices)  # type: ignore[arg-type] # spans and by
    return plan(looked, chosen)


def isw(**choices: object) -> Outcome:
    chosen = Choices(SeriesQuantity.GAINS, HELD, Kind.LEVEL, Dating.REPORT, "m2", **choices)  # type: ignore[arg-type] # spans and by
    return plan(file("area_isw_daily_m2.csv"), chosen)


@pytest.mark.parametrize(("dating", "answer"), [(Dating.EVENT, 80_110), (Dating.REPORT, 80_000)])
def test_september_and_october_as_dated(dating: Dating, answer: float) -> None:
    assert only(general_staff(dating, spans=(days("2024-09-01", "2024-10-31"),))).value == answer


def test_the_months_of_2024_and_the_year() -> None:
    months = general_staff(Dating.EVENT, by=PeriodLength.MONTH, spans=YEAR)
    answer = [26220, 28450, 28200, 26960, 38940, 35030, 35680, 36810, 38130, 41980, 45720, 48670]
    assert values(months) == answer
    assert [made.label for made in months.made][::11] == ["January 2024", "December 2024"]
    assert only(general_staff(Dating.EVENT, by=PeriodLength.YEAR, spans=YEAR)).value == 430_790


def test_ground_from_a_level_in_square_metres() -> None:
    outcome = isw(
        spans=(
            days("2024-09-01", "2024-10-31"),
            days("2024-11-01", "2024-11-30"),
            days("2024-12-01", "2024-12-31"),
        )
    )
    assert [round(value or 0, 2) for value in values(outcome, SeriesQuantity.GAINS)] == [
        984.52,
        650.41,
        589.29,
    ]


@pytest.mark.parametrize("by", [PeriodLength.MONTH, PeriodLength.YEAR])
def test_both_in_one_project_cost_115_losses_a_square_kilometre(by: PeriodLength) -> None:
    project = apply(Project(), general_staff(Dating.EVENT, by=by, spans=YEAR)).project
    project = apply(project, isw(by=by, spans=YEAR)).project
    (series,) = derive(project).series.values()
    gains, cost = series.total["gains"], series.total["losses_per_gain"]  # type: ignore[index] # there is a total
    assert isinstance(gains, Value)
    assert round(gains.best, 2) == 3734.74
    assert isinstance(cost, Value)
    assert round(cost.best, 2) == 115.35
    assert len(project.periods) == (12 if by is PeriodLength.MONTH else 1)


def test_a_gap_at_an_edge_is_no_figure_and_the_reason_names_its_dates() -> None:
    looked = file("losses_gs_daily_gappy.json")
    choices = Choices(
        SeriesQuantity.LOSSES,
        GENERAL_STAFF,
        Kind.CUMULATIVE,
        Dating.EVENT,
        spans=(days("2023-08-01", "2023-08-31"),),
    )
    (made,) = plan(looked, choices).made
    assert not made.figures
    assert str(made.reasons[SeriesQuantity.LOSSES]) == "dates missing from 2023-07-23 to 2023-12-19"


def test_a_figure_says_its_file_column_and_rows() -> None:
    figure = only(general_staff(Dating.EVENT, spans=(days("2024-09-01", "2024-10-31"),)))
    assert (
        figure.note
        == "losses_gs_personnel_daily.json, personnel: row 308 (2024-11-01) less row 247 (2024-09-01);"
        " its totals are published as “about”"
    )


def test_the_level_is_kept_and_what_remains_is_taken_if_the_rate_before_it_went_on() -> None:
    rows = (  # of ISW's table, in square metres
        ("2025-06-09", 117410960675.48584),
        ("2025-07-09", 117845850042.91113),
        ("2025-09-15", 118888606122.85663),
        ("2025-10-15", 119193127414.4476),
    )
    windows = (days("2025-06-10", "2025-07-09"), days("2025-09-16", "2025-10-15"))
    columns = ColumnNames("date", "held")
    chosen = Choices(SeriesQuantity.GAINS, columns, Kind.LEVEL, Dating.REPORT, "m2", spans=windows)
    outcome = plan(text(lines(("date", "held"), *rows)), chosen)
    project = apply(Project(), outcome).project
    ukraine = Reference("Ukraine", date(2025, 1, 1), date(2025, 12, 31), Figure(603_550.0, unit="km2"))
    results = derive(replace(project, references=(ukraine,)))
    told = [
        [round(results.columns[key].best.item(row), digits) for row in (0, 1)]
        for key, digits in (("held", 2), ("gains", 2), ("remaining", 0), ("years_to", 1))
    ]
    assert told == [[117_845.85, 119_193.13], [434.89, 304.52], [485_704.0, 484_357.0], [91.7, 130.6]]
    assert apply(project, outcome).project.milestones == project.milestones
