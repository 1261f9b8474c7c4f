"""Where a table begins: names in one row or two, titles above them."""

from __future__ import annotations

import pytest

from model.imports.choices import (
    Choices,
    ColumnNames,
    Dating,
    FileReading,
    Kind,
    PeriodLength,
    SeriesQuantity,
    TableChoices,
)
from model.imports.inspect_file import FileReport, look
from model.imports.plan import plan
from model.text import read_days as read_days_module
from tests.calls import calls
from tests.model.imports.data import noticed, only, text, values
from tests.model.imports.formats.test_workbook import xlsx

ROWS = "2024-09-01,100,110,5,7\n2024-09-02,130,150,6,9\n"


@pytest.mark.parametrize(
    ("groups", "names"),
    [
        (",Losses,,Gains,", "Date,low,high,low,high"),
        ("Date,Losses,,Gains,", ",low,high,low,high"),
        ("Date,Losses,Losses,Gains,Gains", ",low,high,low,high"),
        ("Date,Losses,Losses,Gains,Gains", "Date,low,high,low,high"),
    ],
)
def test_a_row_of_groups_over_the_names_is_joined_with_them(groups: str, names: str) -> None:
    looked = text(f"{groups}\n{names}\n{ROWS}")
    assert looked.table.names == ("Date", "Losses low", "Losses high", "Gains low", "Gains high")
    assert (looked.table.header, list(looked.table.groups), list(looked.table.titles)) == (2, [1], [])
    assert [one.code for one in looked.noticed] == ["groups"]
    columns = ColumnNames("Date", low="Losses low", high="Losses high")
    outcome = plan(
        looked, Choices(SeriesQuantity.LOSSES, columns, Kind.CUMULATIVE, Dating.REPORT, by=PeriodLength.DAY)
    )
    assert (outcome.read, outcome.used) == (2, 2)
    assert (only(outcome).low, only(outcome).high) == (130 - 110, 150 - 100)
    assert "groups" in noticed(outcome)


@pytest.mark.parametrize(
    "units", [",thousands,sq mi", ",'000,(sq mi)", "(month),[k],mi²", "month,thous.,sq. mi,"]
)
def test_units_under_the_names_are_those_of_the_numbers(units: str) -> None:
    """Their row was left out, and 38 people came in."""
    outcome = plan(text(f"period,losses,gains\n{units}\n2024-09,38,468\n2024-10,42,610\n"), TableChoices())
    assert values(outcome) == [38_000, 42_000]
    gains = [made.figures[SeriesQuantity.GAINS] for made in outcome.made]
    assert [(gain.value, gain.unit) for gain in gains] == [(468, "mi2"), (610, "mi2")]


def test_a_name_over_its_unit_is_found_by_itself() -> None:
    looked = text("date,losses,area\n(day),(persons),(km²)\n2024-09-01,5,7\n2024-09-02,6,8\n")
    assert looked.table.names == ("date", "losses", "area (km²)")
    assert [looked.table.column(name) for name in ("area", "area (km²)")] == [2, 2]


def test_words_under_the_names_that_are_no_units_are_none() -> None:
    looked = text("place,kind,losses\nKyiv,ha,5\nLviv,km2,6\n")
    assert (looked.table.names, looked.table.header) == (("place", "kind", "losses"), 1)


@pytest.mark.parametrize(
    ("title", "remark", "said"),
    [
        ("All figures in thousands", "", [1]),
        ("Втрати (тис. осіб)", "", [1]),
        ("Losses ('000)", "", [1]),
        ("", "Note: losses in thousands", [4]),
        ("5 thousand soldiers", "In May 10 thousand fell", []),
    ],
)
def test_thousands_of_which_a_title_or_a_remark_tells_are_warned_of(
    title: str, remark: str, said: list[int]
) -> None:
    lines = [title, "period,losses,gains km2", "2024-09,38,468", "2024-10,42,610", remark]
    looked = text("".join(f"{line}\n" for line in lines if line))
    assert [row for one in looked.noticed if one.code == "scale_said" for row in one.rows] == said


def test_joined_names_are_found_again_with_the_reading_that_was_kept() -> None:
    content = f"Title of it all\n,Losses,,Gains,\nDate,low,high,low,high\n{ROWS}"
    first = text(content)
    assert text(content, first.reading).table.names == first.table.names
    assert list(first.table.titles) == [1]


def test_groups_merged_over_columns_of_a_workbook_are_joined() -> None:
    cells: dict[str, object] = {
        "A1": "Date",
        "B1": "Losses",
        "D1": "Gains",
        "B2": "low",
        "C2": "high",
        "D2": "low",
        "E2": "high",
        "A3": "2024-09-01",
        "B3": 1,
    }
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in ("A1:A2", "B1:C1", "D1:E1"))
    looked = look(xlsx({"S": cells}, merged=f"<mergeCells>{merged}</mergeCells>"), name="book.xlsx")
    assert looked.table.names == ("Date", "Losses low", "Losses high", "Gains low", "Gains high")


@pytest.mark.parametrize(
    ("above", "names", "title"),
    [
        ("Losses and gains", "date,value", 1),
        ("Losses,by day", "date,value", 1),
        (",Losses by day", ",date", 1),
        ("Losses,", "date,", 1),
    ],
)
def test_titles_are_not_taken_for_groups(above: str, names: str, title: int) -> None:
    row = "2024-09-01,5\n" if names.endswith("value") else "x,2024-09-01\n"
    looked = text(f"{above}\n{names}\n{row * 3}", FileReading(header=2, delimiter=","))
    assert list(looked.table.groups) == []
    assert list(looked.table.titles) == [title]


def test_names_that_are_whole_stay_and_a_row_of_words_below_is_a_row() -> None:
    looked = text("date,losses,area\n,so many,so large\n2024-09-01,5,7\n2024-09-02,6,8\n")
    assert looked.table.names == ("date", "losses", "area")
    assert looked.table.header == 1


@pytest.mark.parametrize("name", ["x", "c{}", "Losses {}"])
def test_twice_as_many_columns_take_twice_as_many_steps(name: str) -> None:
    def steps(count: int) -> int:
        heads = ",".join(["date", *(name.format(n) for n in range(count))])
        row = ",".join(["1.5"] * count)
        content = f"{heads}\n" + "".join(f"2024-09-{day:02},{row}\n" for day in range(1, 6))
        read_days_module._read.cache_clear()
        looked: list[FileReport] = []
        taken = calls(lambda: looked.append(text(content)))
        assert len(looked[0].columns) == count + 1
        return taken

    steps(20)  # what is loaded once
    small, large = steps(150), steps(600)
    assert large < 5 * small
