"""Alternatives are added, changed, put to use and taken away: each a step that undo can name."""

from __future__ import annotations

from datetime import date

import pytest

from model.columns import TABLE, Context
from model.edits import (
    Edit,
    add_alternative,
    alternative_as_read,
    alternative_typed,
    remove_alternative,
    set_alternative,
    set_cells,
    use_alternative,
)
from model.explain.trace import Place
from model.files import read_project, sample, write_project
from model.project import GainsAre, Project
from model.text.errors import Refused, SalientError, Unreadable
from model.text.figures import DatedBy, Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit

NOVEMBER = Place("periods", 1, "losses")
GROUND = Place("periods", 1, "gains")


def context(project: Project) -> Context:
    return Context.of(project, Formats(area_unit=project.view.area_unit))


@pytest.fixture
def ctx() -> Context:
    return context(sample("autumn-2024"))


def held(project: Project) -> Figure:
    figure = project.periods[1].losses
    assert figure is not None
    return figure


def figure(edit: Edit) -> Figure:
    return held(edit.project)


def test_an_alternative_stands_beside_the_figure_in_use(ctx: Context) -> None:
    edit = add_alternative(ctx, NOVEMBER, "~47k", "UK Ministry of Defence")
    (other,) = figure(edit).alternatives
    assert (other.value, other.source, other.approximate) == (47_000, "uk_mod", True)
    assert figure(edit).value == 45_690
    assert str(edit.words) == "add an alternative to losses of November 2024"
    assert read_project(write_project(edit.project), "made.json") == edit.project


def test_its_details_are_changed_one_by_one(ctx: Context) -> None:
    made = context(add_alternative(ctx, NOVEMBER, "47,000").project)
    for detail, typed, stored in (
        ("figure", "46,500–47,500", None),
        ("source", "US officials", "us"),
        ("quote", " some 47,000 ", "some 47,000"),
        ("scope", "Ukraine", "Ukraine"),
        ("note", "rounded", "rounded"),
        ("as_of", "2024-12-01", date(2024, 12, 1)),
        ("dating", "the report of it", DatedBy.REPORT),
    ):
        edit = set_alternative(made, NOVEMBER, 0, detail, typed)
        (other,) = figure(edit).alternatives
        if stored is not None:
            assert getattr(other, detail) == stored
        made = context(edit.project)
    (other,) = held(made.project).alternatives
    assert (other.low, other.high, other.source, other.quote) == (46_500, 47_500, "us", "some 47,000")


def test_typing_what_an_alternative_shows_changes_nothing(ctx: Context) -> None:
    made = context(add_alternative(ctx, GROUND, "324 sq mi").project)
    typed = alternative_typed(made, GROUND, 0)
    assert typed == "324 sq mi"
    assert set_alternative(made, GROUND, 0, "figure", typed).project == made.project
    miles = context(replace(made.project, view=replace(made.project.view, area_unit=AreaUnit.MI2)))
    assert alternative_typed(miles, GROUND, 0) == "324"
    assert set_alternative(miles, GROUND, 0, "figure", "324").project == miles.project


def test_using_one_and_using_the_other_again_is_where_it_began(ctx: Context) -> None:
    made = context(add_alternative(ctx, NOVEMBER, "47,000", "uk_mod").project)
    used = use_alternative(made, NOVEMBER, 0)
    assert figure(used).value == 47_000
    assert figure(used).alternatives[0].quote == "an estimated 45,690 casualties"
    assert use_alternative(context(used.project), NOVEMBER, 0).project == made.project


def test_retyping_the_figure_in_use_keeps_its_alternatives(ctx: Context) -> None:
    made = context(add_alternative(ctx, NOVEMBER, "47,000", "uk_mod").project)
    edit = set_cells(made, TABLE["periods"], {(1, "losses"): "45,700"})
    assert figure(edit).alternatives == held(made.project).alternatives


def test_one_is_taken_away(ctx: Context) -> None:
    made = context(add_alternative(ctx, NOVEMBER, "47,000").project)
    made = context(add_alternative(made, NOVEMBER, "48,000").project)
    (left,) = figure(remove_alternative(made, NOVEMBER, 0)).alternatives
    assert left.value == 48_000


@pytest.mark.parametrize("typed", ["", "n/a", "abc", "324 sq mi", "-3"])
def test_what_cannot_be_read_is_no_alternative(ctx: Context, typed: str) -> None:
    with pytest.raises(SalientError):
        add_alternative(ctx, NOVEMBER, typed)


def test_beside_no_figure_there_is_no_alternative(ctx: Context) -> None:
    november = replace(ctx.project.periods[1], losses=None)
    bare = context(replace(ctx.project, periods=(ctx.project.periods[0], november)))
    with pytest.raises(Refused, match="Give the figure first"):
        add_alternative(bare, NOVEMBER, "47,000")


def test_a_source_that_is_not_there_is_refused(ctx: Context) -> None:
    with pytest.raises(Unreadable):
        add_alternative(ctx, NOVEMBER, "47,000", "Reuters")


def test_a_series_does_not_become_gross_while_an_alternative_is_negative(ctx: Context) -> None:
    made = context(add_alternative(ctx, GROUND, "-5").project)
    with pytest.raises(Refused):
        set_cells(made, TABLE["series"], {(0, "gains_are"): GainsAre.GROSS.value})


def test_a_cell_says_how_many_others_there_are_and_what_they_are(ctx: Context) -> None:
    made = context(add_alternative(ctx, NOVEMBER, "47,000", "uk_mod").project)
    column = TABLE["periods"].column("losses")
    assert column.tag(made, 1) == "GSU +1"
    assert "or 47,000, by UK Ministry of Defence" in column.tip(made, 1)
    assert column.tag(made, 0) == "ISW"


def test_how_one_would_be_read_is_said_while_it_is_typed(ctx: Context) -> None:
    assert alternative_as_read(ctx, NOVEMBER, ">47k") == "read as more than 47,000"
