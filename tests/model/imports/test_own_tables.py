"""What this program exports comes back: every table, in each language and format, without a question."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.columns import Context
from model.files import sample
from model.imports.applying import apply
from model.imports.inspect_file import FileReport, look
from model.imports.own_tables import read_as
from model.imports.plan import plan
from model.imports.recipe import choices_of
from model.output.documents import tables_bytes
from model.output.fields import grid, shown_columns
from model.output.grid import plain_text
from model.project import GainsAre, Intake, Period, Project, Reference, Series, Source, figures_of
from model.text.catalogue import LANGUAGES, in_language
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.strategies import figures
from tests.properties import examples

BROUGHT_IN = ("periods", "intake", "references", "series")
"""The tables that an import takes; what stands in the others is pasted."""


def context(project: Project, language: str, area: AreaUnit = AreaUnit.KM2) -> Context:
    return Context.of(project, in_language(Formats(area_unit=area), language))


def exported(ctx: Context, table: str, kind: str, *, everything: bool) -> FileReport:
    """Look at a table as it is exported: in a format of ours, or as other programs save what they opened."""
    made = grid(ctx, table, None if everything else shown_columns(ctx, table))
    if kind in ("csv", "xlsx", "json"):
        return look(tables_bytes(ctx, (made,), kind), name=f"table.{kind}")
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter="\t", lineterminator="\n")
    writer.writerow(made.heads(ctx, fractions=True))
    writer.writerows([plain_text(cell) for cell in row] for row in made.values())
    return look(rows.getvalue().encode(), name="table.tsv")


def told(project: Project, table: str) -> list[Any]:
    """Return the figures of a table with the days and the source of each, whatever else is known of them."""
    names = {source.id: source.called for source in project.sources if source.name != "table.csv"}
    return sorted(
        (
            *(getattr(row, "series", getattr(row, "id", "")), str(getattr(row, "start", "")), field),
            *map(str, (figure.value, figure.low, figure.high, figure.qualifier, figure.unit)),
            *(str(getattr(row, "end", "")), names.get(figure.source, "")),
        )
        for row in getattr(project, table)
        for field, figure in figures_of(row)
    )


def bare(project: Project) -> Project:
    """Return the project with its series and sources, and no figure."""
    series = (replace(one, killed_share=None, return_share=None) for one in project.series)
    return Project(sources=project.sources, series=tuple(series))


def brought_in(looked: FileReport, project: Project) -> Project:
    outcome = plan(looked, choices_of({"as": read_as(looked)}))
    assert not outcome.unusable, [str(one.words) for one in outcome.refused]
    return apply(bare(project), outcome).project


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("everything", [False, True])
def test_every_table_of_a_sample_comes_back(kind: str, language: str, everything: bool) -> None:
    for name in ("autumn-2024", "published-arithmetic"):
        project = sample(name)
        ctx = context(project, language, AreaUnit.MI2 if everything else AreaUnit.KM2)
        for table in BROUGHT_IN:
            if told(project, table):
                back = brought_in(exported(ctx, table, kind, everything=everything), project)
                assert told(back, table) == told(project, table), (table, kind)


def _whole(figure: Figure) -> Figure:
    """Return a figure of people: whole, and no more than there are."""
    return _rounded(figure, 0)


def _rounded(figure: Figure, decimals: int = 2) -> Figure:
    """Return a figure with as many decimals as are published, and of a size that is."""
    ends = {key: getattr(figure, key) for key in ("value", "low", "high")}
    told = {key: end and round(max(-1e7, min(end, 1e7)), decimals) + 0.0 for key, end in ends.items()}
    return replace(figure, **told)


SOURCES = ("", "isw", "gs")
PEOPLE = figures(sources=SOURCES, alternatives=False).map(_whole)
AREAS = figures(units=("", "mi2"), sources=SOURCES, alternatives=False).map(_rounded)
NET = figures(least=-1e6, units=("", "mi2"), sources=SOURCES, alternatives=False).map(_rounded)
SHARES = st.sampled_from((Figure(0.25), Figure(low=0.229, value=0.25, high=0.271), Figure(0.5, source="isw")))


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project of a few months, with figures of every kind in the tables that an import takes."""
    net = draw(st.booleans())
    kind = GainsAre.NET if net else draw(st.sampled_from(GainsAre))
    advance = figures(units=("km", "mi"), sources=SOURCES, alternatives=False).map(_rounded)
    gains = {GainsAre.NET: NET, GainsAre.GROSS: AREAS, GainsAre.ADVANCE: advance}[kind]
    other = NET if kind is GainsAre.GROSS else AREAS
    days = [(date(2024, month, 1), date(2024, month, 28)) for month in range(1, draw(st.integers(2, 5)))]
    series = Series("ru", "Росія", gains_are=kind, killed_share=draw(st.none() | SHARES))
    rates = figures(units=("", "people/day", "people/total"), sources=SOURCES, alternatives=False).map(_whole)
    divisors = figures(
        units=("", "km2", "mi2", "km", "items"), sources=SOURCES, above_0=True, alternatives=False
    ).map(_whole)
    return Project(
        sources=(Source("isw", "Institute for the Study of War"), Source("gs", "Генштаб")),
        series=(series,),
        periods=tuple(
            Period(
                "ru",
                "",
                *span,
                draw(PEOPLE),
                draw(st.none() | gains),
                "",
                *(draw(st.none() | one) for one in (AREAS, other, PEOPLE)),
            )
            for span in days
        ),
        intake=tuple(Intake("ru", "", *span, draw(rates)) for span in days),
        references=tuple(Reference("Довжина", *span, draw(divisors)) for span in days),
    )


@given(projects(), st.sampled_from(tuple(LANGUAGES)), st.sampled_from(AreaUnit), st.booleans())
@settings(max_examples=examples(20))
def test_no_figure_comes_back_as_another(
    project: Project, language: str, area: AreaUnit, everything: bool
) -> None:
    ctx = context(project, language, area)
    for table in BROUGHT_IN:
        if told(project, table):
            back = brought_in(exported(ctx, table, "csv", everything=everything), project)
            assert told(back, table) == told(project, table), table


def test_what_columns_are_taken_as_is_said_in_the_language_of_the_window() -> None:
    ctx = context(sample("autumn-2024"), "uk")
    outcome = plan(exported(ctx, "periods", "csv", everything=False), choices_of({"as": "table"}))
    (said,) = (ctx.formats.words(each.sentence) for each in outcome.noticed if each.code == "columns")
    assert not re.search("[a-z]{3}", said), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_that_somebody_added_changes_nothing(language: str) -> None:
    """What is computed of recruits was taken for recruits, once the table was not known as ours."""
    project = sample("autumn-2024")
    made = grid(ctx := context(project, language), "periods", shown_columns(ctx, "periods"))
    head, *rows = tables_bytes(ctx, (made,), "csv").decode("utf-8-sig").splitlines()
    added = "\n".join((f"{head},My remark", *(f"{row},x" for row in rows)))
    back = brought_in(look(added.encode(), name="table.csv"), project)
    assert told(back, "periods") == told(project, "periods")
    assert not back.intake


def test_net_ground_beside_gross_gains_makes_no_net_series() -> None:
    """Into a new project gains came as net, and the net ground beside them as ground taken."""
    days = (date(2024, 1, 1), date(2024, 1, 31))
    period = Period("ru", "", *days, Figure(5.0), Figure(100.0), gains_other=Figure(70.0))
    project = Project(series=(Series("ru", "Росія", gains_are=GainsAre.GROSS),), periods=(period,))
    looked = exported(context(project, "uk"), "periods", "csv", everything=False)
    outcome = plan(looked, choices_of({"as": "table"}))
    (made,) = apply(Project(), outcome).project.series
    assert made.gains_are is GainsAre.GROSS
    net = Project(series=(Series("ru", "Росія"),))
    with pytest.raises(Refused, match="are net, and those of the file gross"):
        apply(net, outcome)
