"""The declared tables: what their cells show of the sample, and what holds for every column."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from model.columns import TABLE, TABLES, CellKind, Context, Sign
from model.columns.cell import LAST
from model.columns.figure import source_tag
from model.derive.measures import MEASURES
from model.edits import set_area_unit
from model.files import sample
from model.project import FIGURES, Project
from model.project import TABLES as ROWS
from model.text.errors import Refused
from model.text.figures import DatedBy, Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.strategies import projects


def context(name: str) -> Context:
    return Context.of(sample(name), Formats())


@pytest.fixture(scope="module")
def ctx() -> Context:
    return context("autumn-2024")


def test_november_is_shown_as_the_worked_example_has_it(ctx: Context) -> None:
    table = TABLE["periods"]
    shown = {column.key: column.text(ctx, 1) for column in table.columns}
    assert shown["losses"] == "45,690"
    assert shown["gains"] == "839"
    assert shown["days"] == "30"
    assert shown["losses_per_day"] == "1,523"
    assert shown["gains_per_day"] == "28.0"
    assert shown["losses_per_gain"] == "54.5"
    assert shown["intake"] == "25,000–30,000"
    assert shown["shortfall"] == "15,690–20,690"
    assert shown["replaced"] == "54–66 %"


def test_the_published_total_is_marked_and_shown_as_published(ctx: Context) -> None:
    table = TABLE["periods"]
    assert Sign.TOTAL in [mark.sign for mark in table.marks(ctx, 2)]
    assert table.column("losses").text(ctx, 2) == ">125,000"
    assert table.column("losses_per_gain").text(ctx, 2) == ">53.0"


def test_an_area_has_two_decimals_in_its_cell_and_all_of_them_in_its_editor() -> None:
    project = sample("autumn-2024")
    november = replace(project.periods[1], gains=Figure(434.894_512))
    whole = Context.of(replace(project, periods=(project.periods[0], november)), Formats())
    gains = TABLE["periods"].column("gains")
    assert (gains.text(whole, 1), gains.typed(whole, 1)) == ("434.89", "434.894512")
    assert gains.number(whole, 1) == 434.894_512
    assert "434.894512" in gains.tip(whole, 1)


def test_the_totals_row_says_that_the_published_total_agrees(ctx: Context) -> None:
    totals = TABLE["periods"].totals(ctx, "ru")
    assert totals is not None
    assert "agrees with Σ" in totals["label"]
    assert totals["losses"] == "125,800"
    assert totals["gains"] == "2,356"
    assert totals["shortfall"] == "35,800–50,800"


def test_every_measure_has_a_column_of_the_table_of_periods() -> None:
    keys = {column.key for column in TABLE["periods"].columns}
    assert {measure.key for measure in MEASURES} <= keys


# Typed into the cell of another field: a trend is what is stated; the words of a claim are the row's own.
TYPED_ELSEWHERE = {
    "trend",
    "step",
    "count",
    "stated.source",
    "stated.quote",
    "stated.note",
    "stated.dating",
    "stated.range",
}


def test_everything_that_a_project_holds_of_a_row_can_be_typed() -> None:
    numbers = {"value", "low", "high", "qualifier", "unit", "alternatives"}  # typed as one text, or beside it
    details = {*Figure.__struct_fields__} - numbers
    for table in TABLES:
        row = ROWS[table.key]
        held = {*row.__struct_fields__}
        held |= {f"{figure}.{detail}" for figure in FIGURES.get(row, ()) for detail in details}
        typed = {column.key for column in table.columns if column.editable}
        assert held - typed <= (TYPED_ELSEWHERE if table.key == "claims" else set()), table.key


def test_the_least_gains_of_a_series_are_typed(ctx: Context) -> None:
    column = TABLE["series"].column("least_gains")
    series = ctx.project.series[0]
    assert column.text(ctx, 0) == "10"
    assert column.read(ctx, series, "2.5").least_gains == 2.5
    assert column.read(ctx, series, "0").least_gains == 0
    assert column.read(ctx, replace(series, least_gains=3.0), "").least_gains == 10
    assert column.read(ctx, series, "10") is series
    with pytest.raises(Refused):
        column.read(ctx, series, "-1")


def test_by_what_a_figure_is_dated_is_chosen(ctx: Context) -> None:
    column = TABLE["periods"].column("gains.dating")
    november = ctx.project.periods[1]
    by_map = column.read(ctx, november, "a map that shows it")
    assert by_map.gains.dating is DatedBy.MAP
    assert column.read(ctx, by_map, "").gains.dating is None
    assert column.read(ctx, by_map, "map") is by_map


def test_every_column_has_a_label_a_group_and_help(ctx: Context) -> None:
    for table in TABLES:
        keys = [column.key for column in table.columns]
        assert len(keys) == len(set(keys)), table.key
        for column in table.columns:
            assert column.label(ctx), (table.key, column.key)
            assert column.group, (table.key, column.key)
            assert column.help, (table.key, column.key)
            assert column.editable == (column.kind is not CellKind.COMPUTED)


@pytest.mark.parametrize("name", ["autumn-2024", "months-2022-2024"])
def test_every_cell_has_its_text_tip_tag_number_and_sort_key(name: str) -> None:
    ctx = context(name)
    for table in TABLES:
        for row in range(table.row_count(ctx.project)):
            for column in table.columns:
                assert isinstance(column.text(ctx, row), str)
                assert isinstance(column.tip(ctx, row), str)
                assert isinstance(column.tag(ctx, row), str)
                number = column.number(ctx, row)
                assert number is None or not math.isnan(number)
                assert isinstance(column.sort_key(ctx, row)[0], int)


def test_square_miles_change_what_is_computed_and_name_what_was_published(ctx: Context) -> None:
    project = set_area_unit(ctx, AreaUnit.MI2).project
    shown = Context.of(project, Formats(area_unit=AreaUnit.MI2))
    gains = TABLE["periods"].column("gains")
    assert "sq mi" in gains.label(shown)
    assert gains.text(shown, 1) == "839 km²"
    assert TABLE["periods"].column("gains_per_day").text(shown, 1) == "10.8"


@given(projects(max_rows=2))
def test_the_numbers_by_which_a_column_sorts_sort_as_its_keys_do(project: Project) -> None:
    ctx = Context.of(project, Formats())
    for table in TABLES:
        rows = range(table.row_count(project))
        for column in table.columns:
            numbers = column.sort_numbers(ctx)
            if numbers is None:
                continue
            keys = [column.sort_key(ctx, row) for row in rows]
            assert [math.isnan(number) for number in numbers] == [key == LAST for key in keys]
            by_key = sorted(rows, key=lambda row: keys[row])
            assert np.argsort(numbers, kind="stable").tolist() == by_key, column.key


@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("isw", "ISW"),
        ("uk_mod", "UK MOD"),
        ("kyiv_post", "KYIV POST"),
        ("bbc_mediazona", "BBC…"),
        ("uk_mod_daily", "UK MOD…"),
        ("a_b_c_d_e_f", "A B C D…"),
        ("mediazona.ca", "MEDIAZON…"),
        ("_", " "),
        ("", ""),
    ],
)
def test_the_tag_of_a_source_is_short_and_says_where_it_was_cut(source: str, tag: str) -> None:
    assert source_tag(source) == tag
