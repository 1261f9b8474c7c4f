"""Sources that others rest on: deleting asks what to do, beginning one lets a figure rest on it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.columns import Context
from model.edits import begin_source, delete_sources, sources_in_use
from model.edits.references import uses
from model.explain.trace import Place
from model.files import read_project, sample, write_project
from model.project import Project
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.kept_texts import free_tag
from model.text.records import replace
from tests.model.strategies import projects
from tests.properties import examples


def context(project: Project) -> Context:
    return Context.of(project, Formats(area_unit=project.view.area_unit))


@pytest.fixture
def ctx() -> Context:
    return context(sample("autumn-2024"))


def test_a_source_that_nothing_rests_on_is_not_in_use(ctx: Context) -> None:
    bare = replace(
        ctx.project, periods=(), intake=(), requirements=(), campaigns=(), milestones=(), claims=()
    )
    assert sources_in_use(context(bare), [0, 1]) is None


def test_what_is_in_use_is_named_with_who_is_left(ctx: Context) -> None:
    used = sources_in_use(ctx, [1])
    assert used is not None
    assert used.names == ("General Staff of Ukraine",)
    assert used.rows == uses(ctx.project, "sources", "gsu")
    assert ("isw", "Institute for the Study of War") in used.others
    assert "gsu" not in [tag for tag, _ in used.others]


def test_its_figures_move_to_another_source_in_one_step(ctx: Context) -> None:
    edit = delete_sources(ctx, [1], "isw")
    losses = edit.project.periods[1].losses
    assert losses is not None
    assert losses.source == "isw"
    assert losses.quote == "an estimated 45,690 casualties"
    assert [source.id for source in edit.project.sources].count("gsu") == 0
    assert uses(edit.project, "sources", "gsu") == 0
    assert edit.project.periods[0] is ctx.project.periods[0]
    assert str(edit.words) == "delete General Staff of Ukraine"


def test_they_can_be_left_without_a_source(ctx: Context) -> None:
    losses = delete_sources(ctx, [1], "").project.periods[1].losses
    assert losses is not None
    assert losses.source == ""
    assert losses.value == 45_690


def test_alternatives_move_too(ctx: Context) -> None:
    november = ctx.project.periods[1]
    assert november.losses is not None
    losses = replace(november.losses, alternatives=(Figure(47_000.0, source="uk_mod"),))
    periods = (ctx.project.periods[0], replace(november, losses=losses))
    own = context(replace(ctx.project, periods=periods))
    moved = delete_sources(own, [2], "isw").project.periods[1].losses
    assert moved is not None
    assert moved.alternatives[0].source == "isw"


def test_they_cannot_move_to_a_source_that_goes_too(ctx: Context) -> None:
    with pytest.raises(Refused):
        delete_sources(ctx, [1, 0], "isw")


def test_a_source_is_begun_for_a_figure(ctx: Context) -> None:
    edit = begin_source(ctx, " Reuters ", Place("periods", 1, "losses"))
    assert edit.project.sources[-1].name == "Reuters"
    losses = edit.project.periods[1].losses
    assert losses is not None
    assert losses.source == edit.project.sources[-1].id == "reuters"
    assert edit.project.periods[0] is ctx.project.periods[0]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Institute for the Study of War", "isw_2"),  # the project has one
        ("UK Ministry of Defence", "uk_md"),
        ("Генеральний штаб Збройних Сил України", "гшзсу"),
        ("Kyiv Independent", "kyiv_independent"),
        ("Генеральний штаб ЗСУ", "гш_зсу"),
        ("Інститут вивчення війни", "івв"),
        ("Центр дослідження на Донбасі", "цдд"),
        ("Русская служба Би-би-си", "рсб"),
    ],
)
def test_a_long_name_is_tagged_by_its_initials(ctx: Context, name: str, tag: str) -> None:
    assert free_tag(name, [source.id for source in ctx.project.sources]) == tag


@pytest.mark.parametrize(("name", "column"), [("  ", "losses"), ("Reuters", "label")])
def test_no_source_is_begun_without_a_name_or_a_figure(ctx: Context, name: str, column: str) -> None:
    with pytest.raises(Refused):
        begin_source(ctx, name, Place("periods", 1, column))


@given(projects(max_rows=3), st.data())
@settings(max_examples=examples(50))
def test_deleting_sources_leaves_a_project_that_can_be_saved(project: Project, data: st.DataObject) -> None:
    assume(project.sources)
    gone = data.draw(st.sets(st.integers(0, len(project.sources) - 1), min_size=1))
    others = [source.id for row, source in enumerate(project.sources) if row not in gone]
    made = delete_sources(context(project), sorted(gone), data.draw(st.sampled_from(["", *others]))).project
    assert read_project(write_project(made), "made.json") == made
