"""Items, money, an advance, corrections and related series, brought in from files (measures.md)."""

from __future__ import annotations

from datetime import date

import pytest

from model.derive.results import derive
from model.files import read_project, write_project
from model.imports.applying import apply
from model.imports.choices import RowCovers, SeriesQuantity, TableChoices, Target
from model.imports.plan import plan
from model.imports.preview import try_import
from model.imports.recipe import recipe_of
from model.project import Counts, GainsAre, Period, Project, Series
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.outcomes import Value
from tests.model.imports.data import text

ARMY = Project(
    series=(Series("ru", "Russia"),),
    periods=(Period("ru", "2024", date(2024, 1, 1), date(2024, 12, 31), Figure(427_000.0)),),
)
TANKS = Target("ru_tanks", "Russian tanks", "items", unit="tanks", part_of="ru")


def brought_in(table: str, choices: TableChoices, target: Target, into: Project | None = None) -> Project:
    """Bring a table into a project, and keep what a file would hold of it."""
    imported = apply(into or Project(), plan(text(table), choices, target=target), target).project
    return read_project(write_project(imported), "kept")


def best(project: Project, measure: str, row: int) -> float:
    outcome = derive(project).outcome(measure, row)
    assert isinstance(outcome, Value), outcome
    return outcome.best


def test_tanks_of_a_year_become_a_series_that_is_part_of_that_of_the_people() -> None:
    columns = {"losses": "tanks"}
    project = brought_in("year,tanks\n2024,3689\n2025,1816\n", TableChoices(columns), TANKS, ARMY)
    tanks = project.the_series("ru_tanks")
    assert (tanks.counts, tanks.unit, tanks.part_of) == (Counts.ITEMS, "tanks", "ru")
    assert [best(project, "items", row) for row in (1, 2)] == [3689, 1816]
    assert best(project, "people_per_item", 1) == pytest.approx(427_000 / 3689)


def test_money_has_fractions_and_nobody_asks_about_people() -> None:
    target = Target("cost", counts="money", unit="billion rubles")
    table = "month,losses\n2024-01,8.25\n2024-02,7.5\n2024-03,7.75\n"
    project = brought_in(table, TableChoices(), target)
    assert [best(project, "money", row) for row in range(3)] == [8.25, 7.5, 7.75]
    assert project.the_series("cost").unit == "billion rubles"
    shown = try_import(Project(), text(table), TableChoices(), target)  # as the assistant does
    assert [made.figures[SeriesQuantity.LOSSES].value for made in shown.outcome.made] == [8.25, 7.5, 7.75]


def test_twelve_kilometres_in_148_days_are_an_advance_of_81_metres_a_day() -> None:
    table = "from,to,advance\n2024-01-01,2024-05-27,12\n"
    project = brought_in(table, TableChoices({"gains": "advance"}, "km"), Target("front"))
    assert project.series[0].gains_are is GainsAre.ADVANCE
    assert round(best(project, "advance_per_day", 0)) == 81
    miles = brought_in(table, TableChoices({"gains": "advance"}, "mi"), Target("front"))
    assert best(miles, "advance", 0) == pytest.approx(12 * 1.609344)
    chosen = recipe_of(miles.imports[0]).choices
    assert isinstance(chosen, TableChoices)
    assert chosen.unit == "mi"


def test_an_advance_is_not_added_to_areas() -> None:
    table = "label,start,end,gains\nJune,2025-06-01,2025-06-30,3\n"
    with pytest.raises(Refused):
        brought_in(table, TableChoices(unit="km"), Target("ru"), ARMY)


def test_a_correction_stands_beside_the_losses_and_is_there_when_the_file_is_read_again() -> None:
    choices = TableChoices({"correction": "of other days"}, each=RowCovers.DAY)
    table = "day,losses,of other days\n2025-02-26,1050,\n2025-02-27,2710,1650\n"
    project = brought_in(table, choices, Target())
    assert [row.correction and row.correction.value for row in project.periods] == [None, 1650]
    outcome = plan(text(table), choices)
    assert {str(change.kind) for change in apply(project, outcome).changes} == {"same"}


@pytest.mark.parametrize("field", ["opponent", "part_of", "counted_of"])
def test_a_new_series_names_the_one_it_is_related_to(field: str) -> None:
    table = "year,losses\n2024,35050\n"
    target = Target("new", counts="casualties", **{field: "ru"})  # type: ignore[arg-type] # a text each
    project = brought_in(table, TableChoices(), target, ARMY)
    assert getattr(project.the_series("new"), field) == "ru"
    nobody = Target("new", **{field: "nobody"})  # type: ignore[arg-type] # a text each
    with pytest.raises(Refused, match="no such series"):
        brought_in(table, TableChoices(), nobody, ARMY)


def test_ground_lost_again_can_be_kept() -> None:
    table = "label,start,end,net,lost\nJuly,2025-07-01,2025-07-31,634,79\n"
    choices = TableChoices({"gains": "net", "gains_lost": "lost"}, "km2")
    project = brought_in(table, choices, Target())
    assert best(project, "ground_taken", 0) == 713
