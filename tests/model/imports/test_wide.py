"""Wide tables: days as heads of columns are turned, and it is said."""

from __future__ import annotations

import pytest

from model.imports.choices import Choices, ColumnNames, Kind, PeriodLength, SeriesQuantity, TableChoices
from model.imports.inspect_file import FileReport
from model.imports.plan import plan
from tests.model.imports.data import losses, noticed, text, values


def rows(looked: FileReport) -> list[list[object]]:
    return [list(row) for _, row in looked.sample if row]


def test_measures_in_rows_become_columns() -> None:
    looked = text("Measure,Jan 2024,Feb 2024,Total\nLosses,100,200,300\nGains km2,10,20,30\n")
    assert looked.table.names == ("period", "Losses", "Gains km2")
    assert rows(looked) == [["Jan 2024", "100", "10"], ["Feb 2024", "200", "20"]]
    said = next(str(one.words) for one in looked.noticed if one.code == "wide")
    assert "“Jan 2024”, “Feb 2024” stand as heads of columns" in said


@pytest.mark.parametrize(
    ("content", "names", "expected"),
    [
        (
            "month,2022,2023\nJan,,21540\nFeb,5000,21740\nTotal,5000,43280\n",
            ("month", "year", "value"),
            [["Jan", "2023", "21540"], ["Feb", "2022", "5000"], ["Feb", "2023", "21740"]],
        ),
        (
            "Year,Jan,Feb,Mar\n2023,1,2,3\n2024,4,5,6\n",
            ("Year", "month", "value"),
            [
                [year, month, str(n)]
                for n, (year, month) in enumerate(
                    ((year, month) for year in ("2023", "2024") for month in ("Jan", "Feb", "Mar")), 1
                )
            ],
        ),
        (
            ",2023,,2024,\nMeasure,Jan,Feb,Jan,Feb\nLosses,1,2,3,4\n",
            ("period", "Losses"),
            [["Jan 2023", "1"], ["Feb 2023", "2"], ["Jan 2024", "3"], ["Feb 2024", "4"]],
        ),
        (
            "unit,Sep 2024 losses,Sep 2024 gains km2,Oct 2024 losses,Oct 2024 gains km2\nA,1,2,3,4\n",
            ("unit", "period", "losses", "gains km2"),
            [["A", "Sep 2024", "1", "2"], ["A", "Oct 2024", "3", "4"]],
        ),
        (
            "Показник;Січень 2024;Лютий 2024\nвтрати;26220;28450\n",
            ("period", "втрати"),
            [["Січень 2024", "26220"], ["Лютий 2024", "28450"]],
        ),
        (
            "region,2024-09-01,2024-09-02,2024-09-03\nA,1,2,3\n",
            ("region", "period", "value"),
            [["A", "2024-09-01", "1"], ["A", "2024-09-02", "2"], ["A", "2024-09-03", "3"]],
        ),
        (
            "series;Q1 2024;Q2 2024;Q3 2024\nx;1;2;3\n",
            ("series", "period", "value"),
            [["x", "Q1 2024", "1"], ["x", "Q2 2024", "2"], ["x", "Q3 2024", "3"]],
        ),
    ],
)  # fmt: skip - a table
def test_days_as_heads_become_a_column(
    content: str, names: tuple[str, ...], expected: list[list[str]]
) -> None:
    looked = text(content)
    assert looked.table.names == names
    assert rows(looked) == expected


@pytest.mark.parametrize(
    "content",
    [
        "date,losses\n2024-09-01,1500\n2024-09-02,1600\n",
        "a,b,c\n1900,1950,2000\n21000,31000,22000\n",
        "from,to,losses\n2024-09-01,2024-09-30,5\n2024-10-01,2024-10-31,6\n",
        "period,losses,gains km2\n2024-01,26220,50\n2024,430790,4168\n",
        "1500,1600,1700\n21000,31000,22000\n",
    ],
)
def test_a_table_with_its_days_in_rows_stays_as_it_is(content: str) -> None:
    assert not [one for one in text(content).noticed if one.code == "wide"]


def test_years_as_heads_of_measures_are_a_table_of_years() -> None:
    looked = text("Indicator,2022,2023,2024\nLosses,1000,2500,3000\nGains (km2),10,20,30\n")
    outcome = plan(looked, TableChoices())
    assert [(made.span.start.year, made.span.days) for made in outcome.made] == [
        (2022, 365),
        (2023, 365),
        (2024, 366),
    ]
    assert values(outcome) == [1000, 2500, 3000]


def test_months_down_and_years_across_are_a_series() -> None:
    looked = text("month,2022,2023\nJan,,21540\nFeb,5000,21740\n")
    outcome = losses(looked, columns=ColumnNames(value="value"), kind=Kind.PER_ROW, by=PeriodLength.MONTH)
    found = {
        str(made.label): made.figures[SeriesQuantity.LOSSES].value for made in outcome.made if made.figures
    }
    assert found == {"February 2022": 5000, "January 2023": 21540, "February 2023": 21740}


@pytest.mark.parametrize("corner", ["month", ""])
def test_totals_and_empty_cells_of_a_wide_table_are_counted_and_the_rows_numbered_by_the_file(
    corner: str,
) -> None:
    looked = text(f"{corner},2022,2023,Total\nJan,,21540,21540\nFeb,5000,many,9\nTotal,5000,43280,1\n")
    outcome = losses(looked, columns=ColumnNames(), kind=Kind.PER_ROW, by=PeriodLength.MONTH)
    named = {one.code: str(one.rows.words) for one in outcome.refused}
    assert named == {"total": "cells B4, C4", "empty": "cell B2", "numbers": "cell C3"}
    assert (outcome.read, outcome.used, outcome.unusable) == (6, 2, 1)
    assert "wide_totals" in noticed(outcome)


def test_years_as_heads_over_rows_of_one_country_are_a_series_of_years() -> None:
    looked = text("country,2022,2023\nA,100,200\n")
    outcome = losses(looked, columns=ColumnNames(), kind=Kind.PER_ROW, by=PeriodLength.YEAR)
    assert values(outcome) == [100, 200]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a title,,\n\nmonth,2022,2023\nJan,1,x\nFeb,3,4\n", "cell C4"),
        ("Measure,Jan 2024,Feb 2024,Mar 2024\nLosses,1,2,x\n", "column D"),
        ("unit,Sep 2024 losses,Sep 2024 killed,Oct 2024 losses,Oct 2024 killed\nA,1,2,x,4\n", "cell D2:E2"),
    ],
)
def test_what_cannot_be_read_is_named_as_the_file_has_it(content: str, said: str) -> None:
    column = "value" if content.startswith("a") else "losses"
    found = plan(text(content), TableChoices({"losses": column}))
    refused = [one.rows.words for one in found.refused if not one.heading]
    assert [str(rows) for rows in refused] == [said]
    assert all(one.row < 10 for one in found.kept_recipe().refused)


def test_a_row_of_the_file_is_left_out_with_all_that_it_became() -> None:
    looked = text("month,2022,2023\nJan,1,2\nFeb,3,4\n")
    choices = Choices(SeriesQuantity.LOSSES, kind=Kind.PER_ROW, by=PeriodLength.ROWS, skip=(2,))
    assert values(plan(looked, choices)) == [3, 4]
