"""What others are divided by, and what becomes of those who are lost, from files (measures.md §2, §3)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.derive.results import derive
from model.files import read_project, write_project
from model.imports.applying import ChangeKind, apply
from model.imports.cells import Unsettled
from model.imports.choices import ANYWHERE, Duplicates, ReferenceChoices, ShareChoices, TableChoices, Target
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.imports.recipe import recipe_of
from model.imports.refresh import renew
from model.project import Intake, Period, Project, Reference, Series, figures_of
from model.text.errors import Refused, Unreadable
from model.text.figures import Figure
from model.text.outcomes import Value
from model.text.records import replace
from tests.model.imports.data import codes, days, lines, text
from tests.properties import examples

NOVEMBER = (date(2024, 11, 1), date(2024, 11, 30))
ARMY = Project(
    series=(Series("ru", "Russia"),),
    periods=(Period("ru", "November 2024", *NOVEMBER, Figure(45_690.0)),),
    intake=(Intake("ru", "", *NOVEMBER, Figure(None, 25_000.0, 30_000.0)),),
)
WAR = (days("2014-01-01", "2025-12-31"),)


def brought_in(table: str, choices: TableChoices, into: Project = ARMY, target: Target = ANYWHERE) -> Project:
    """Bring a table into a project, and keep what a file would hold of it."""
    imported = apply(into, plan(text(table), choices, target=target), target).project
    kept = read_project(write_project(imported), "kept")
    assert recipe_of(kept.imports[-1]).choices == plan(text(table), choices).recipe.choices
    return kept


def named(project: Project) -> dict[str, tuple[float | None, str]]:
    return {row.label: (row.value.value, row.value.unit) for row in project.references}


def asked(table: str, choices: TableChoices) -> list[str]:
    with pytest.raises(Unsettled) as raised:
        plan(text(table), choices)
    return [question.choice for question in raised.value.questions]


def best(project: Project, measure: str) -> float:
    outcome = derive(project).outcome(measure, 0)
    assert isinstance(outcome, Value), outcome
    return outcome.best


def test_a_table_of_areas_is_what_ground_is_divided_by() -> None:
    table = "Oblast,Area km²\nDonetsk oblast,26517\nLuhansk oblast,26684\nTotal,53201\n"
    assert asked(table, ReferenceChoices()) == ["spans"]  # no column says the days
    choices = ReferenceChoices(spans=WAR)
    project = brought_in(table, choices)
    assert named(project) == {"Donetsk oblast": (26_517.0, "km2"), "Luhansk oblast": (26_684.0, "km2")}
    assert {(row.start, row.end, row.series) for row in project.references} == {
        (date(2014, 1, 1), date(2025, 12, 31), "")
    }
    assert codes(plan(text(table), choices)) == {"total": [4]}


def test_strengths_of_months_are_divided_by_over_their_days() -> None:
    table = "month,strength,strength low,strength high\n2024-10,600000,,\n2024-11,,590000,610000\n"
    project = brought_in(table, ReferenceChoices())
    assert [(row.label, row.start, row.value.bounds()) for row in project.references] == [
        ("strength", date(2024, 10, 1), (600_000, 600_000, 600_000)),
        ("strength", date(2024, 11, 1), (590_000, 600_000, 610_000)),
    ]
    assert best(project, "losses_of_people") == pytest.approx(0.07615)  # 45,690 ÷ 600,000


def test_a_unit_stands_in_its_column_in_the_cell_or_is_said() -> None:
    dated, days_of_2024 = "label,value,start,end", "2024-01-01,2024-12-31"
    beside = f"what,value,unit,start,end\nFront,1250,km,{days_of_2024}\nTanks,3000,items,{days_of_2024}\n"
    assert named(brought_in(beside, ReferenceChoices())) == {
        "Front": (1_250.0, "km"),
        "Tanks": (3_000.0, "items"),
    }
    rows = ('Front,"1,250.5 km"', 'Ukraine,"603,550 km²"', 'Strength,"600,000"')
    own = lines([dated], *([row, days_of_2024] for row in rows))
    assert asked(own, ReferenceChoices()) == ["unit"]
    assert named(brought_in(own, ReferenceChoices(unit="people"))) == {
        "Front": (1_250.5, "km"),
        "Ukraine": (603_550.0, "km2"),
        "Strength": (600_000.0, ""),
    }


def test_hectares_and_thousands_are_made_km2_and_people() -> None:
    areas = "region,area ha,year\nKhortytsia,2360,2024\n"
    assert named(brought_in(areas, ReferenceChoices())) == {"Khortytsia": (23.6, "km2")}
    people = "region,population (thousands),year\nKherson oblast,1001.6,2024\n"
    assert named(brought_in(people, ReferenceChoices())) == {"Kherson oblast": (1_001_600.0, "")}
    army = "year,strength of the army (thousands)\n2024,1320\n"
    assert named(brought_in(army, ReferenceChoices())) == {"strength of the army": (1_320_000.0, "")}


def test_bounds_alone_are_an_estimate() -> None:
    table = "year,strength low,strength high\n2024,590000,610000\n"
    bounds = {"reference_low": "strength low", "reference_high": "strength high"}
    (row,) = brought_in(table, ReferenceChoices(bounds)).references
    assert (row.label, row.value.value) == ("strength", None)
    assert row.value.bounds() == (590_000, 600_000, 610_000)


def test_of_two_columns_it_is_asked_which_and_rows_of_one_name_and_days_are_asked_too() -> None:
    both = "region,area km²,population,year\nKherson oblast,28461,1001598,2024\n"
    assert asked(both, ReferenceChoices()) == ["column"]
    chosen = ReferenceChoices({"reference": "population"})
    assert named(brought_in(both, chosen)) == {"Kherson oblast": (1_001_598.0, "")}
    twice = "label,strength,year\nArmy,600000,2024\nArmy,620000,2024\n"
    assert asked(twice, ReferenceChoices()) == ["duplicates"]


def test_a_reference_is_of_the_series_that_its_row_names() -> None:
    table = "series,label,strength,year\nRussia,Army,600000,2024\nevery series,People,41000000,2024\n"
    assert [(row.label, row.series) for row in brought_in(table, ReferenceChoices()).references] == [
        ("Army", "ru"),
        ("People", ""),
    ]


def test_what_is_not_above_nothing_is_refused_by_its_row() -> None:
    table = "label,strength,year\nArmy,600000,2024\nNavy,0,2024\nGuard,many,2024\n"
    outcome = plan(text(table), ReferenceChoices())
    assert sorted(row for one in outcome.refused for row in one.rows) == [3, 4]
    assert (outcome.used, outcome.unusable) == (1, 2)


def test_a_reference_that_is_there_and_differs_is_replaced_only_where_it_is_said() -> None:
    reference = Reference("Army", date(2024, 1, 1), date(2024, 12, 31), Figure(590_000.0))
    table = "label,strength,year\nArmy,600000,2024\nNavy,150000,2024\n"
    outcome = plan(text(table), ReferenceChoices())
    there = Project(series=ARMY.series, references=(reference,))
    with pytest.raises(Refused, match="reference of Army"):
        apply(there, outcome)
    imported = apply(there, outcome, Target(replace=True))
    assert [row.value.value for row in imported.project.references] == [600_000, 150_000]
    assert [change.kind for change in imported.changes] == [ChangeKind.REVISED, ChangeKind.NEW]
    again = apply(imported.project, outcome)
    assert again.project.references == imported.project.references
    assert {change.kind for change in again.changes} == {ChangeKind.SAME}


SHARES = "series,killed share,return share,return after\nRussia,25 % (22.9–27.1),50 %,0\n"


def test_shares_give_the_net_change_of_a_force() -> None:
    """November 2024: 27,500 + 45,690 × 0.75 × 0.5 − 45,690 = −1,056 (measures.md §3)."""
    project = brought_in(SHARES, ShareChoices())
    army = project.the_series("ru")
    assert army.killed_share is not None
    assert army.killed_share.bounds() == (0.229, 0.25, 0.271)
    assert (army.return_share and army.return_share.value, army.return_after) == (0.5, 0)
    assert best(project, "net_change") == pytest.approx(-1_056.25)


@pytest.mark.parametrize(
    ("table", "choices", "killed"),
    [
        ("army,killed share\nRussia,0.25\n", ShareChoices(), 0.25),
        ("army,killed share %\nRussia,25\n", ShareChoices(), 0.25),
        ("army,killed share\nRussia,25\n", ShareChoices(unit="percent"), 0.25),
        ('army,killed share,\nRussia,"0,25"\n', ShareChoices(unit="share"), 0.25),
        ("army,killed share,killed low,killed high\nRussia,25 %,20 %,30 %\n", ShareChoices(), 0.25),
    ],
)
def test_a_share_is_written_of_one_or_in_percent(table: str, choices: ShareChoices, killed: float) -> None:
    figure = brought_in(table, choices).the_series("ru").killed_share
    assert figure is not None
    assert figure.value == killed


def test_the_names_of_ukrainian_columns_are_known() -> None:
    table = "Сторона;Частка загиблих, %;Частка тих, хто повертається, %\nRussia;25;50\n"
    army = brought_in(table, ShareChoices()).the_series("ru")
    assert [figure.value for _, figure in figures_of(army)] == [0.25, 0.5]
    area = "Область;Площа, км²;Рік\nЛуганська;26684;2024\n"
    assert named(brought_in(area, ReferenceChoices())) == {"Луганська": (26_684.0, "km2")}


@pytest.mark.parametrize("table", ["army,killed share\nRussia,25\n", "army,killed share %\nRussia,0.25\n"])
def test_a_share_of_more_than_all_and_a_percentage_below_one_are_asked(table: str) -> None:
    assert asked(table, ShareChoices()) == ["unit"]


def test_days_until_they_return_are_whole_and_two_rows_of_a_series_are_asked() -> None:
    assert (
        brought_in("army,return share,return after\nRussia,50 %,90\n", ShareChoices()).series[0].return_after
        == 90
    )
    assert asked("army,killed share\nRussia,25 %\nRussia,30 %\n", ShareChoices()) == ["duplicates"]
    refused = plan(
        text("army,killed share,return after\nRussia,25 %,5\nGeorgia,20 %,99999\n"), ShareChoices()
    )
    assert codes(refused) == {"unreadable": [3]}


@pytest.mark.parametrize(
    "name", ["return after (weeks)", "return after, months", "повертаються через (тижнів)"]
)
def test_four_weeks_until_they_return_are_no_four_days(name: str) -> None:
    with pytest.raises(Unreadable, match="is not in days"):
        plan(text(f'series,killed share,"{name}"\nru,0.25,4\n'), ShareChoices())


def test_newer_files_say_what_would_change_before_it_does(tmp_path: Path) -> None:
    army, shares = tmp_path / "army.csv", tmp_path / "shares.csv"
    army.write_text("label,strength,year\nArmy,600000,2024\nNavy,150000,2024\n", "utf-8")
    shares.write_text("army,killed share,return after\nRussia,25 %,30\n", "utf-8")
    project = ARMY
    for file, choices in ((army, ReferenceChoices()), (shares, ShareChoices())):
        project = apply(project, plan(look(file), choices), folder=tmp_path).project
    assert renew(project, tmp_path).changes == ()
    army.write_text("label,strength,year\nArmy,620000,2024\n", "utf-8")
    shares.write_text("army,killed share,return after\nRussia,27 %,45\n", "utf-8")
    later = renew(project, tmp_path)
    assert [(change.kind, str(change.what), change.label) for change in later.changes] == [
        (ChangeKind.REVISED, "reference", "Army"),
        (ChangeKind.GONE, "reference", "Navy"),
        (ChangeKind.REVISED, "killed_share", "Russia"),
        (ChangeKind.REVISED, "return_after", "Russia"),
    ]
    assert [row.value.value for row in later.project.references] == [620_000, 150_000]
    assert later.project.the_series("ru").return_after == 45


CELLS = st.sampled_from(
    [
        "1250 km",
        "26517 km²",
        "600000",
        "600 people",
        "3 items",
        "25 %",
        "0.5",
        "0",
        "many",
        "",
        "5 kg",
        "~7 mi",
    ]
)
UNITS = st.sampled_from(["", "km", "km²", "people", "barrels"])


@settings(max_examples=examples(25))
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), CELLS, UNITS), min_size=1, max_size=8),
    st.sampled_from([ReferenceChoices(spans=WAR, unit="people"), ShareChoices(unit="percent")]),
)
def test_no_row_is_lost_and_what_is_kept_reads_the_file_alike(
    rows: list[tuple[str, str, str]], choices: TableChoices
) -> None:
    """Every row is used, left out or refused; what comes of it can stand in a project file."""
    cells = [[name, cell, cell, unit] for name, cell, unit in rows] + [["Z", "3 items", "25 %", ""]]
    table = lines(["name", "value", "killed share", "unit"], *cells)
    choices = replace(choices, duplicates=Duplicates.LAST)
    try:
        outcome = plan(text(table), choices)
    except Unsettled:
        return  # half people are asked about
    assert outcome.read == len(cells) == outcome.used + outcome.filtered + outcome.unusable
    names = [made.label for made in outcome.made]
    assert len(set(names)) == len(names)
    imported = apply(Project(), outcome).project
    kept = read_project(write_project(imported), "kept")
    assert len(kept.references if isinstance(choices, ReferenceChoices) else kept.series) == len(names)
    assert plan(text(table), recipe_of(kept.imports[0]).choices).made == outcome.made
