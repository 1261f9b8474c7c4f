"""What cells and signs say of a row, and which cells cannot be empty, by value."""

from __future__ import annotations

from datetime import date

import pytest

from model.columns import TABLE, Context, Sign
from model.columns.sources_series_milestones import figures_of_source, rows_of_series
from model.edits import acknowledge
from model.files import sample
from model.project import Intake, Milestone, Period, Project, Reference, Series, Source
from model.text.errors import SalientError
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace

JUNE = date(2025, 6, 10), date(2025, 7, 9)

CANNOT_BE_EMPTY = {
    "periods": {"series", "start", "end"},
    "intake": {"series", "start", "end", "per_month"},
    "requirements": {"series", "start", "end", "per_month"},
    "campaigns": {"series", "start", "end", "target"},
    "claims": {"series", "start", "end", "measure", "step", "stated", "basis"},
    "milestones": {"series", "date", "figure"},
    "sources": {"stance"},
    "series": {"counts", "gains_are"},
}


def context(project: Project) -> Context:
    return Context.of(project, Formats())


AUTUMN = context(sample("autumn-2024"))


def test_what_a_row_cannot_be_without_cannot_be_emptied() -> None:
    def refused(table: str, key: str) -> bool:
        column = TABLE[table].column(key)
        try:
            column.read(AUTUMN, column.row(AUTUMN, 0), "")
        except SalientError:
            return True
        return False

    assert {
        table: {
            column.key for column in TABLE[table].columns if column.editable and refused(table, column.key)
        }
        for table in CANNOT_BE_EMPTY
    } == CANNOT_BE_EMPTY


def test_a_day_that_is_typed_is_told_as_it_was_read() -> None:
    column = TABLE["sources"].column("published")
    typed = [column.as_read(AUTUMN, 0, text) for text in ("5 Nov 2024", "1.1.1000", "")]
    assert typed == ["read as 2024-11-05", "read as 1000-01-01", ""]


def test_a_claim_that_is_begun_is_told_as_read_once_its_measure_is_said() -> None:
    column, new = TABLE["claims"].column("stated"), len(AUTUMN.project.claims)
    typed = [column.as_read(AUTUMN, new, text) for text in ("about 53 casualties per km²", "53")]
    assert typed == ["read as about 53 per km²", ""]


@pytest.mark.parametrize("code", ["no_source", "rate_outlier"])
def test_what_is_noticed_is_signed_before_what_is_acknowledged_with_its_reason(code: str) -> None:
    months = [(date(2024, month, 1), date(2024, month, 30)) for month in (4, 5, 6)]
    losses = (Figure(3_000.0), Figure(310_000.0), Figure(3_000.0))
    periods = tuple(Period("ru", "", *days, one) for days, one in zip(months, losses, strict=True))
    ctx = context(Project(series=(Series("ru"),), periods=periods))
    found = [each for each in ctx.checks.findings if each.code == code]
    seen = context(acknowledge(ctx, found, "It is so.").project)
    before, after = (TABLE["periods"].marks(each, 1) for each in (ctx, seen))
    assert [mark.sign for mark in before if mark.sign is Sign.ACKNOWLEDGED] == []
    assert [mark.sign for mark in after if mark.sign is Sign.ACKNOWLEDGED] == [after[-1].sign]
    assert len(after) == len(before) == 3  # 31 May is missing as well
    assert after[-1].tip == f"Acknowledged: {found[0].words} It is so."


def test_rows_of_a_series_and_figures_of_a_source_are_counted_once_each() -> None:
    of_isw, other = Figure(1.0, source="isw"), Figure(2.0, source="uk")
    project = Project(
        sources=(Source("isw"), Source("uk")),
        series=(Series("ru", killed_share=replace(of_isw, value=0.5)), Series("ua")),
        periods=(
            Period("ru", "", *JUNE, of_isw, of_isw, gains_lost=of_isw, correction=of_isw),
            Period("ru", "", date(2025, 7, 10), date(2025, 7, 10), other),
            Period("ua", "", *JUNE, of_isw),
        ),
        intake=(Intake("ru", "", *JUNE, of_isw),),
        milestones=(Milestone("ru", "", JUNE[0], other),),
    )
    ctx = context(project)
    assert [rows_of_series(ctx, row) for row in (0, 1)] == [4, 1]
    assert [figures_of_source(ctx, row) for row in (0, 1)] == [7, 2]


def test_the_tip_of_what_goes_on_says_of_which_days_the_rate_is() -> None:
    project = Project(
        series=(Series("ru"),),
        periods=(Period("ru", "", *JUNE, Figure(31_440.0), Figure(434.89)),),
        milestones=(Milestone("ru", "", JUNE[1], Figure(117_845.85, unit="km2")),),
        references=(Reference("Ukraine", *JUNE, Figure(603_550.0, unit="km2")),),
    )
    tip = TABLE["periods"].column("days_to").tip(context(project), 0)
    assert "Days to take what remains, if the rate of 10 Jun – 9 Jul 2025 went on" in tip.splitlines()
