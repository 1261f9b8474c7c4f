"""What cells and signs say of a row, and which cells cannot be empty, by value."""

from __future__ import annotations

from datetime import date

import pytest

from model.columns import TABLE, Context, Sign
from model.columns.claim_against import units_compared
from model.columns.sources_series_milestones import figures_of_source, rows_of_series
from model.edits import acknowledge
from model.files import sample
from model.project import (
    Claim,
    ComparedBy,
    GainsAre,
    Intake,
    Milestone,
    OtherDays,
    Period,
    Project,
    Reference,
    Series,
    Source,
    Trend,
)
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


@pytest.mark.parametrize(
    ("measure", "alone", "changed"),
    [
        ("replaced", {"share", "per_1000", "per_10000", "one_in"}, {"share", "points"}),
        ("losses", {"people"}, {"people", "share"}),
        ("gains", {"km2", "mi2"}, {"km2", "mi2", "share"}),
    ],
)
def test_a_change_is_stated_in_the_unit_of_the_measure_in_percent_or_points(
    measure: str, alone: set[str], changed: set[str]
) -> None:
    claim = Claim("ru", *JUNE, measure, Figure(0.5))
    assert set(units_compared(claim)) == alone
    assert set(units_compared(replace(claim, against=OtherDays(*JUNE, ComparedBy.CHANGE)))) == changed


def test_a_figure_typed_over_a_trend_leaves_nothing_of_it() -> None:
    trend = Claim("ru", *JUNE, "losses", None, trend=Trend.RISING, count=5)
    ctx = context(Project(series=(Series("ru"),), claims=(trend,)))
    claim = TABLE["claims"].column("stated").read(ctx, ctx.project.claims[0], "45,690")
    assert (claim.trend, claim.count, claim.stated) == (None, 0, Figure(45_690.0))


def test_the_other_gains_are_headed_by_what_they_are() -> None:
    net, gross = Series("ru"), Series("ua", gains_are=GainsAre.GROSS)
    column = TABLE["periods"].column("gains_other")
    heads = [column.label(context(Project(series=series))) for series in ((net,), (gross,), (net, gross))]
    assert heads == ["Taken km²", "Net km²", "Net or taken km²"]


def test_days_after_which_wounded_return_are_none_where_none_are_typed() -> None:
    column = TABLE["series"].column("return_after")
    assert column.read(AUTUMN, Series("ru", return_after=30), "").return_after == 0
    assert column.read(AUTUMN, Series("ru"), "30").return_after == 30


def test_totals_say_that_they_are_of_hidden_rows_too_where_a_filter_hides_some() -> None:
    plain, filtered = (TABLE["periods"].totals(AUTUMN, "ru", filtered=each) for each in (False, True))
    assert plain is not None
    assert filtered is not None
    assert filtered["label"].endswith(f"All rows, hidden ones too: {plain['label']}")
    assert "hidden" not in plain["label"]
    always = TABLE["periods"].totals(AUTUMN, "ru")
    assert always is not None
    assert always["label"] == plain["label"]
