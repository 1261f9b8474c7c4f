"""Quirks of real files, each from a file that has it."""

from __future__ import annotations

from datetime import date

import pytest

from model.imports import oddities
from model.imports.cells import Unsettled
from model.imports.choices import (
    Choices,
    ColumnNames,
    Dating,
    Duplicates,
    Fractions,
    Kind,
    PeriodLength,
    SeriesQuantity,
    TableChoices,
)
from model.imports.plan import plan
from model.text.figures import Qualifier
from tests.model.imports.data import codes, days, file, noticed, only, text, values


def test_cyrillic_headers_under_a_byte_order_mark() -> None:
    looked = file("deaths_meduza_2024.csv")
    assert looked.table.names[:2] == ("Date", "Число погибших в поименных списках")
    choices = Choices(
        SeriesQuantity.LOSSES,
        ColumnNames("Date", looked.table.names[1]),
        Kind.CUMULATIVE,
        Dating.EVENT,
        spans=(days("2022-02-28", "2022-03-06"),),
    )
    assert only(plan(looked, choices)).value == 355 - 112


def test_a_last_row_of_commas_is_listed_as_empty() -> None:
    looked = file("deaths_meduza_2025_weekly.csv")
    columns = ColumnNames("Date", "Estimate based on probate data", "ED_low", "ED_high")
    outcome = plan(
        looked,
        Choices(SeriesQuantity.LOSSES, columns, Kind.PER_ROW, by=PeriodLength.WEEK, fractions=Fractions.KEEP),
    )
    assert codes(outcome)["empty"] == [184]
    assert (outcome.read, outcome.used) == (183, 144)
    first = outcome.made[0]
    assert (str(first.span.start), str(first.span.end)) == ("2022-02-21", "2022-02-27")
    figure = first.figures[SeriesQuantity.LOSSES]
    assert (figure.low, figure.value, figure.high) == (408.1324959, 433.6135576, 462.5151169)


def test_people_with_fractions_are_asked_about_with_one_of_them() -> None:
    rows = text("date,losses\n2024-09-01,433.6\n2024-09-02,1204.25\n2024-09-03,592.5\n")
    asked = "“losses” counts people and has fractions (433.6): it is not said whether to round them"
    with pytest.raises(Unsettled) as unsettled:
        plan(rows, Choices(SeriesQuantity.LOSSES, ColumnNames("date", "losses"), Kind.PER_ROW))
    assert asked in [str(question.words) for question in unsettled.value.questions]


def test_thousands_commas_in_some_rows_only() -> None:
    looked = file("losses_estimates_low_high.csv")
    columns = ColumnNames("date", "estimate", "estimate_low", "estimate_high")
    where = (("country", "Russia"), ("type", "casualties"), ("source", "CSIS"))
    outcome = plan(
        looked,
        Choices(
            SeriesQuantity.LOSSES,
            columns,
            Kind.CUMULATIVE,
            Dating.REPORT,
            spans=(days("2025-12-02", "2026-06-30"),),
            where=where,
        ),
    )
    assert only(outcome).value == 1_490_000 - 1_200_000


def test_one_sided_bounds_are_at_least_and_up_to() -> None:
    looked = file("losses_estimates_low_high.csv")
    columns = ColumnNames("date", "estimate", "estimate_low", "estimate_high")
    for source, qualifier, value in (
        ("US Sec of Def", Qualifier.AT_LEAST, 350_000),
        ("UK Ministry of Defence", Qualifier.UP_TO, 25_000),
    ):
        where = (("source", source), ("country", "russia"), ("date", "13/06/2024"), ("date", "29/06/2022"))
        figure = only(
            plan(
                looked,
                Choices(SeriesQuantity.LOSSES, columns, Kind.PER_ROW, by=PeriodLength.DAY, where=where),
            )
        )
        assert (figure.qualifier, figure.value) == (qualifier, value)


def test_estimates_of_one_date_that_differ_are_asked_about_by_row() -> None:
    looked = file("losses_estimates_low_high.csv")
    columns = ColumnNames("date", "estimate", "estimate_low", "estimate_high")
    choices = Choices(
        SeriesQuantity.LOSSES,
        columns,
        Kind.CUMULATIVE,
        Dating.REPORT,
        by=PeriodLength.YEAR,
        where=(("country", "russia"), ("type", "casualties")),
    )
    with pytest.raises(Unsettled) as refused:
        plan(looked, choices)
    assert {question.choice for question in refused.value.questions} == {"duplicates"}
    assert "rows 79, 81" in str(refused.value.questions[0].words)


def test_a_date_twice_with_the_same_value_is_dropped_with_its_row() -> None:
    columns = ColumnNames("date", "area_assessed_as_russia_controlled")
    choices = Choices(
        SeriesQuantity.GAINS,
        columns,
        Kind.LEVEL,
        Dating.REPORT,
        "m2",
        spans=(days("2026-04-03", "2026-04-05"),),
    )
    outcome = plan(file("area_isw_daily_m2.csv"), choices)
    assert len(codes(outcome)["duplicate"]) == 1
    assert outcome.read == outcome.used + 1


def test_newest_first_is_sorted_and_said() -> None:
    looked = file("losses_meta_estimate_daily_ci.csv")
    columns = ColumnNames("date", "estimate", "ci_lower", "ci_upper")
    outcome = plan(
        looked,
        Choices(
            SeriesQuantity.LOSSES,
            columns,
            Kind.CUMULATIVE,
            Dating.REPORT,
            by=PeriodLength.MONTH,
            fractions=Fractions.KEEP,
        ),
    )
    assert "newest_first" in noticed(outcome)
    assert codes(outcome) == {"no_value": [2]}
    assert [made.label for made in outcome.made] == ["July 2026"]
    figure = only(outcome)
    assert figure.low == 0
    assert figure.value is not None
    assert figure.high is not None
    assert 0 < figure.value < figure.high


def test_iso_years_and_weeks_are_found_without_a_date() -> None:
    looked = file("deaths_meduza_2026_weekly.csv")
    columns = ColumnNames(value="EDAssembled", low="EDAssembledLow", high="EDAssembledHigh")
    outcome = plan(
        looked,
        Choices(SeriesQuantity.LOSSES, columns, Kind.PER_ROW, by=PeriodLength.WEEK, fractions=Fractions.KEEP),
    )
    assert str(outcome.made[0].span.start) == "2022-02-21"
    assert codes(outcome) == {"low_above_high": [18]}
    months = plan(
        looked,
        Choices(
            SeriesQuantity.LOSSES, columns, Kind.PER_ROW, by=PeriodLength.MONTH, fractions=Fractions.KEEP
        ),
    )
    assert "lies across its edge" in str(months.made[0].reasons[SeriesQuantity.LOSSES])


def test_weeks_shared_out_over_months_only_when_asked_are_marked_as_such() -> None:
    looked = file("deaths_meduza_2026_weekly.csv")
    choices = Choices(
        SeriesQuantity.LOSSES,
        ColumnNames(value="BmzNow"),
        Kind.PER_ROW,
        spans=(days("2022-03-01", "2022-03-31"),),
        interpolate=True,
    )
    figure = only(plan(looked, choices))
    assert figure.qualifier is Qualifier.ABOUT
    assert "shared out by days" in figure.note


def test_stale_repeats_before_a_jump_are_noticed() -> None:
    looked = file("losses_gs_daily_gappy.json")
    choices = Choices(
        SeriesQuantity.LOSSES,
        ColumnNames("date", "personnel"),
        Kind.CUMULATIVE,
        Dating.EVENT,
        by=PeriodLength.MONTH,
    )
    outcome = plan(looked, choices)
    stale = {row[0] for number, row in looked.sample if number in noticed(outcome)["stale"]}
    assert stale == {"2024-10-07", "2024-11-03"}
    assert "gap" in noticed(outcome)


@pytest.mark.parametrize(("kind", "far"), [(Kind.PER_ROW, 40_000), (Kind.CUMULATIVE, 49_000)])
def test_the_days_of_every_value_far_outside_are_kept_for_the_findings(
    kind: Kind, far: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days of 1,000 each, and one of 40,000: the total of a running total goes on from there."""
    amounts = [1000] * 30
    amounts[9] = 40_000
    totals = [sum(amounts[: n + 1]) for n in range(30)]
    column = amounts if kind is Kind.PER_ROW else totals
    assert column[9] == far
    rows = "".join(f"2024-09-{n + 1:02},{value}\n" for n, value in enumerate(column))
    names = ColumnNames("date", "losses")
    choices = Choices(SeriesQuantity.LOSSES, names, kind, Dating.REPORT, by=PeriodLength.DAY)
    outcome = plan(text(f"date,losses\n{rows}"), choices)
    assert outcome.jumps == (date(2024, 9, 10),)
    monkeypatch.setattr(oddities, "_JUMPS_NAMED", 0)
    told = [str(one.sentence) for one in plan(text(f"date,losses\n{rows}"), choices).noticed]
    assert sum("(+1)" in sentence for sentence in told) == (kind is Kind.CUMULATIVE), told


def test_rows_at_no_regular_distance_are_told_with_the_least_and_the_most() -> None:
    rows = "".join(f"2024-09-{day:02},{10 + day}\n" for day in (1, 2, 4, 9, 10, 14))
    choices = Choices(
        SeriesQuantity.LOSSES, ColumnNames("date", "losses"), Kind.PER_ROW, by=PeriodLength.ROWS
    )
    outcome = plan(text(f"date,losses\n{rows}"), choices)
    told = [str(one.sentence) for one in outcome.noticed if one.code == "irregular"]
    assert told == ["the rows are from 1 to 5 days apart"]


def test_a_running_total_that_begins_anew_gives_no_figure_across_it() -> None:
    looked = file("lebanon_casualties.json")
    columns = ColumnNames("report_date", "killed_cum_reported")
    span = days("2024-11-29", "2026-03-05")
    outcome = plan(
        looked, Choices(SeriesQuantity.LOSSES, columns, Kind.CUMULATIVE, Dating.REPORT, spans=(span,))
    )
    assert "begins anew on 2026-03-05" in str(outcome.made[0].reasons[SeriesQuantity.LOSSES])
    assert "reset" in noticed(outcome)
    carried = ColumnNames("report_date", "killed_cum")
    assert (
        only(
            plan(
                looked, Choices(SeriesQuantity.LOSSES, carried, Kind.CUMULATIVE, Dating.REPORT, spans=(span,))
            )
        ).value
        == 4170 - 3961
    )


def test_a_time_of_day_is_left_out_of_a_date() -> None:
    looked = text(
        "date,area\n2024-02-23 00:00:00,100.5\n2024-02-24 00:00:00,128.25\n2024-02-25 18:30:00,130\n"
    )
    choices = Choices(
        SeriesQuantity.GAINS,
        ColumnNames("date", "area"),
        Kind.LEVEL,
        Dating.REPORT,
        "km2",
        by=PeriodLength.DAY,
    )
    outcome = plan(looked, choices)
    assert values(outcome, SeriesQuantity.GAINS) == [27.75, 1.75]
    assert "time" in noticed(outcome)


def test_first_days_of_months_do_not_say_which_number_is_the_month() -> None:
    looked = file("losses_ukmod_monthly.csv")
    columns = ColumnNames("date (at beginning of next month)", "cumulative casualties")
    choices = Choices(SeriesQuantity.LOSSES, columns, Kind.CUMULATIVE, Dating.EVENT, by=PeriodLength.MONTH)
    with pytest.raises(Unsettled) as refused:
        plan(looked, choices)
    assert [question.choice for question in refused.value.questions] == ["date_format"]


def test_a_table_of_months_by_english_names_is_read_row_by_row() -> None:
    outcome = plan(file("losses_ukmod_monthly.csv"), TableChoices())
    assert (outcome.read, outcome.used, len(outcome.made)) == (47, 47, 47)
    assert values(outcome)[:2] == [11966, 5790]
    assert [outcome.made[0].label, outcome.made[-1].label] == ["March 2022", "January 2026"]


def test_rows_of_a_date_can_be_chosen() -> None:
    looked = file("losses_estimates_low_high.csv")
    columns = ColumnNames("date", "estimate", "estimate_low", "estimate_high")
    where = (("country", "russia"), ("type", "casualties"))
    span = (days("2024-10-11", "2024-11-19"),)
    outcomes = {}
    for duplicates in (Duplicates.FIRST, Duplicates.LAST):
        choices = Choices(
            SeriesQuantity.LOSSES,
            columns,
            Kind.CUMULATIVE,
            Dating.REPORT,
            spans=span,
            where=where,
            duplicates=duplicates,
        )
        outcomes[duplicates] = plan(looked, choices)
    assert codes(outcomes[Duplicates.FIRST])["not_chosen"] == [81, 89]
    assert codes(outcomes[Duplicates.LAST])["not_chosen"] == [79, 87]
    first = only(outcomes[Duplicates.FIRST])
    assert (first.qualifier, first.value) == (Qualifier.AT_LEAST, 700_000 - 615_000)
    reason = outcomes[Duplicates.LAST].made[0].reasons[SeriesQuantity.LOSSES]
    assert str(reason) == "the total falls by 15,000: a count of people cannot be negative"
