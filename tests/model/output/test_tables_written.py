"""Exports of tables, read again with other libraries than those that wrote them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from model.columns import TABLES, Context
from model.files import sample
from model.output import grid as grids
from model.output.documents import report_bytes
from model.output.documents import tables_bytes as export
from model.output.fields import grid, shown_columns
from model.output.formats import TABLE_FORMATS
from model.output.grid import CellGrid, Plain, plain_text
from model.output.markdown import escaped
from model.output.xlsx import ratio_formula
from model.project import Intake, Period, Project, Series, Source
from model.text.errors import Refused
from model.text.figures import Figure, Qualifier, Quantity, read_figure
from model.text.formats import Formats
from model.text.notation import ENGLISH, GERMAN
from model.text.records import replace
from model.text.safe_text import inert
from model.text.units import AreaUnit
from tests.benchmarks.sized import project_of
from tests.properties import examples

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    '=HYPERLINK("x")',
    "<b>x</b>",
    "|a|",
    "_x0041_",
    "1e3",
)


def context(project: Project, formats: Formats | None = None) -> Context:
    return Context.of(project, formats or Formats(area_unit=project.view.area_unit))


def shown(ctx: Context, key: str = "periods") -> CellGrid:
    return grid(ctx, key, shown_columns(ctx, key))


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_sheet(data: bytes, name: str = "Periods") -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()


def formulas(data: bytes) -> dict[str, str]:
    """Return the formulas of the first sheet by cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        text = parts.read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(r'<c r="(\w+)"[^>]*><f>(.*?)</f>', text)
    return {place: formula.replace("&quot;", '"') for place, formula in found}


class Tables(HTMLParser):
    """Collects the cells of the tables of a page, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self._cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._cell = tag in ("td", "th")
        if tag == "tr":
            self.rows.append([])
        elif self._cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.rows[-1][-1] += data


def read_html(data: bytes) -> tuple[list[list[str]], set[str]]:
    parser = Tables()
    parser.feed(data.decode())
    return parser.rows, parser.tags


def read_markdown(data: bytes) -> list[list[str]]:
    lines = [line for line in data.decode().splitlines() if line.startswith("| ")]
    return [re.split(r"(?<!\\) \| ", line[2:-2]) for line in lines]


def sheet_cell(value: Plain) -> object:
    """Return what a reader of workbooks makes of a cell."""
    if value is None:
        return ""
    if isinstance(value, date) and value < date(1900, 3, 1):
        return value.isoformat()
    return float(value) if isinstance(value, int | float) else value


def days(cells: Sequence[object]) -> list[object]:
    return [cell.date() if isinstance(cell, datetime) else cell for cell in cells]


# 70,000 rows come back equal


@pytest.fixture(scope="module")
def many(request: pytest.FixtureRequest) -> Context:
    return context(project_of(70_000 if request.config.getoption("--long") else 50))


@pytest.mark.long
@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("kind", [each.key for each in TABLE_FORMATS])
def test_every_row_comes_back_equal(kind: str, everything: bool, many: Context) -> None:
    table = grid(many, "periods") if everything else shown(many)
    with mock.patch.object(grids, "_TOGETHER", 20):  # of several blocks, however few rows
        data = export(many, [table], kind)
    values: list[list[Plain]] = list(table.values())
    assert len(values) == len(many.project.periods)
    if kind == "csv":
        assert read_csv(data)[1:] == [[_csv(cell) for cell in row] for row in values]
    elif kind == "xlsx":
        cells = [days(row) for row in read_sheet(data)[1 : len(values) + 1]]
        assert cells == [[sheet_cell(cell) for cell in row] for row in values]
    elif kind == "json":
        rows = json.loads(data)["tables"][0]["rows"]
        assert [list(row.values()) for row in rows] == [[_json(cell) for cell in row] for row in values]
    elif kind == "html":
        assert read_html(data)[0][1 : len(values) + 1] == list(table.texts())
    else:
        read = read_markdown(data)[2 : len(values) + 2]
        assert read == [[escaped(text) for text in texts] for texts in table.texts()]


def _csv(cell: Plain) -> str:
    return inert(cell) if isinstance(cell, str) else plain_text(cell)


def _json(cell: Plain) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def test_everything_gives_each_period_back(many: Context) -> None:
    rows = json.loads(export(many, [grid(many, "periods")], "json"))["tables"][0]["rows"]

    def figure(row: dict[str, Any], key: str, quantity: Quantity) -> Figure | None:
        cell = row[key]
        if cell is None:
            return None
        read = (
            Figure(value=float(cell))
            if isinstance(cell, int | float)
            else read_figure(cell, quantity, ENGLISH)
        )
        return replace(read, source=row[f"{key}.source.tag"] or "", scope=row[f"{key}.scope"] or "")

    back = tuple(
        Period(
            series=row["series.tag"],
            label=row["label"] or "",
            start=date.fromisoformat(row["start"]),
            end=date.fromisoformat(row["end"]),
            losses=figure(row, "losses", Quantity.PEOPLE),
            gains=figure(row, "gains", Quantity.AREA_NET),
            note=row["note"] or "",
        )
        for row in rows
    )
    assert back == many.project.periods


# what stands in the cells


def test_the_worked_numbers_stand_in_the_workbook_and_stay_live() -> None:
    ctx = context(sample("autumn-2024"))
    data = export(ctx, [shown(ctx)], "xlsx")
    rows = [dict(zip(read_sheet(data)[0], row, strict=True)) for row in read_sheet(data)[1:]]
    november, total = rows[1], rows[-1]
    assert november["Start"] == date(2024, 11, 1)
    assert november["Losses (people)"] == 45690
    assert november["Losses/km²"] == 45690 / 839
    assert november["Gross shortfall (people)"] == "15,690–20,690"
    assert rows[2]["Losses (people)"] == ">125,000"
    assert (total["Losses (people)"], total["Gains km²"]) == (125800, 2356)
    live = formulas(data)
    assert "F3/E3" in live.values()
    assert 'SUMIFS(F$2:F$4,B$2:B$4,"part")' in live.values()
    assert set(rows[0]) == set(shown(ctx).heads(ctx))


def test_a_total_is_live_only_where_all_its_parts_are_plain_numbers() -> None:
    first, *others = sample("autumn-2024").periods
    ranged = replace(first, losses=Figure(low=80_000, high=81_000))
    project = replace(sample("autumn-2024"), periods=(ranged, *others))
    ctx = context(project)
    live = formulas(export(ctx, [shown(ctx)], "xlsx")).values()
    assert not any(formula.startswith("SUMIFS(F") for formula in live)
    assert any(formula.startswith("SUMIFS(H") for formula in live)


def test_totals_of_several_series_are_told_apart_or_not_live() -> None:
    project = Project(
        series=(Series("a", "Left side"), Series("b", "Right*")),
        periods=tuple(
            Period(
                series,
                f"{series}{month}",
                date(2024, month, 1),
                date(2024, month, 28),
                Figure(value=90.0 * month),
            )
            for series in "ab"
            for month in (1, 2)
        ),
    )
    ctx = context(project)
    data = export(ctx, [shown(ctx)], "xlsx")
    rows = read_sheet(data)
    place = rows[0].index("Losses (people)")
    assert [row[place] for row in rows[5:7]] == [270, 270]
    sums = [formula for formula in formulas(data).values() if "SUMIFS" in formula]
    assert sums
    assert all('"Left side"' in formula for formula in sums)


def test_a_formula_is_refused_where_it_would_change_a_number() -> None:
    cells = {"losses": ("A1", 10.0), "days": ("B1", 4.0)}
    assert ratio_formula("losses_per_day", 2.5, cells) == "=A1/B1"
    assert ratio_formula("losses_per_day", 2.6, cells) is None
    assert ratio_formula("losses_per_day", 2.5, {"losses": ("A1", 10.0)}) is None
    assert ratio_formula("losses_per_day", 2.5, cells | {"days": ("B1", 0.0)}) is None
    assert ratio_formula("losses", 10.0, cells) is None


def test_days_that_readers_of_workbooks_take_for_different_ones_are_texts() -> None:
    days_ = [date(1899, 12, 31), date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(1900, 3, 2)]
    periods = tuple(Period("s", "", day, day) for day in days_)
    ctx = context(Project(series=(Series("s"),), periods=periods))
    rows = read_sheet(export(ctx, [grid(ctx, "periods", ("start",))], "xlsx"))
    assert [row[0] for row in rows[1:6]] == [*(day.isoformat() for day in days_[:3]), *days_[3:]]


@settings(max_examples=examples(15))
@given(x=st.floats(allow_nan=False, allow_infinity=False, min_value=-(2.0**53), max_value=2.0**53))
def test_no_digit_of_a_number_is_lost_in_a_workbook(x: float) -> None:
    project = Project(
        series=(Series("s"),),
        periods=(Period("s", "", date(2024, 1, 1), date(2024, 1, 2), gains=Figure(value=x)),),
    )
    ctx = context(project)
    data = export(ctx, [grid(ctx, "periods", ("gains",))], "xlsx")
    assert read_sheet(data)[1][0] == x


def test_areas_are_in_the_unit_shown_and_what_was_published_in_another_says_so() -> None:
    project = sample("autumn-2024")
    ctx = context(project, Formats(area_unit=AreaUnit.MI2))
    rows = read_csv(export(ctx, [grid(ctx, "periods")], "csv"))
    head = rows[0]
    assert rows[2][head.index("Gains sq mi")] == "839 km²"
    best = next(place for place, name in enumerate(head) if name.startswith("Gains sq mi, best"))
    assert float(rows[2][best]) == pytest.approx(839 / 2.589988110336)


def test_shares_are_said_to_be_fractions_where_they_stand_as_such() -> None:
    ctx = context(sample("autumn-2024"))
    assert "vs baseline (1 = 100 %)" in read_csv(export(ctx, [shown(ctx)], "csv"))[0]
    assert "vs baseline" in read_sheet(export(ctx, [shown(ctx)], "xlsx"))[0]


def test_numbers_for_readers_follow_the_notation_and_those_for_programs_do_not() -> None:
    ctx = context(sample("autumn-2024"), Formats(notation=GERMAN))
    assert b"45.690" in export(ctx, [shown(ctx)], "markdown")
    assert ",45690," in export(ctx, [shown(ctx)], "csv").decode()


def test_each_figure_comes_with_its_source_and_the_workbook_with_a_sheet_of_them() -> None:
    ctx = context(sample("autumn-2024"))
    head, first, *_ = read_csv(export(ctx, [shown(ctx)], "csv"))
    assert first[head.index("Losses: source")] == "Institute for the Study of War"
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(ctx, [shown(ctx)], "xlsx")))
    assert book.sheet_names == ["Periods", "Sources", "About"]
    assert len(book.get_sheet_by_name("Sources").to_python()) == len(ctx.project.sources) + 1
    for kind in ("markdown", "html", "json"):
        assert "understandingwar.org" in export(ctx, [shown(ctx)], kind).decode()


def test_only_the_columns_and_rows_asked_for_are_exported_in_their_order() -> None:
    ctx = context(sample("autumn-2024"))
    rows = read_csv(export(ctx, [grid(ctx, "periods", ("label", "losses"), (1, 0))], "csv"))
    assert rows[0] == ["Label", "Role", "Losses (people)", "Losses: source"]
    assert [row[0] for row in rows[1:]] == ["November 2024", "Sep–Oct 2024"]
    assert grid(ctx, "periods", ("label",), (1,)).totals == ()


@pytest.mark.parametrize("kind", TABLE_FORMATS, ids=lambda kind: kind.key)
def test_every_table_of_a_project_with_and_without_rows_is_exported(kind: Any) -> None:
    for project in (sample("autumn-2024"), Project()):
        ctx = context(project)
        for everything in (False, True):
            grids = [grid(ctx, t.key, None if everything else shown_columns(ctx, t.key)) for t in TABLES]
            if kind.several:
                assert export(ctx, grids, kind.key)
            else:
                assert all(export(ctx, [one], kind.key) for one in grids)
                with pytest.raises(ValueError, match="one table"):
                    export(ctx, grids, kind.key)


# inert


@pytest.fixture
def hostile() -> Context:
    periods = tuple(
        Period(
            "s",
            text,
            date(1850 + n, 1, 1),
            date(1850 + n, 1, 2),
            Figure(value=1, source="x", quote=text),
            note=text,
        )
        for n, text in enumerate(HOSTILE)
    )
    source = Source("x", "=cmd|' /C calc'!A0", url="https://example.org/<script>", note="<script>x</script>")
    intake = Intake(
        "s", "@x", date(1850, 1, 1), date(1850, 1, 31), Figure(value=2, qualifier=Qualifier.ABOUT)
    )
    return context(Project("=title", "<i>notes</i>", (source,), (Series("s", "-s"),), periods, (intake,)))


def test_no_text_is_a_formula_in_csv_and_no_number_is_touched(hostile: Context) -> None:
    rows = read_csv(export(hostile, [grid(hostile, "periods")], "csv"))
    dangerous = ("=", "+", "-", "@", "\t", "\r", "\n")
    assert not [cell for row in rows for cell in row if cell.startswith(dangerous)]
    assert [row[0].removeprefix("'") for row in rows[1:]] == list(HOSTILE)
    negative = Project(
        series=(Series("s"),),
        periods=(Period("s", "", date(2024, 1, 1), date(2024, 1, 2), gains=Figure(value=-5)),),
    )
    ctx = context(negative)
    assert read_csv(export(ctx, [grid(ctx, "periods", ("gains",))], "csv"))[1][0] == "-5"


def test_no_text_is_a_formula_or_a_link_in_a_workbook(hostile: Context) -> None:
    data = export(hostile, [grid(hostile, table.key) for table in TABLES], "xlsx")
    rows = read_sheet(data)
    assert [row[0] for row in rows[1 : len(HOSTILE) + 1]] == list(HOSTILE)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        text = "".join(parts.read(name).decode() for name in sheets)
        assert not [name for name in parts.namelist() if "rels" in name and "worksheets" in name]
    assert "hyperlink" not in text
    live = re.findall("<f>(.*?)</f>", text)
    assert all(re.fullmatch(r"[A-Z0-9/*+()$:,-]+(SUMIFS\(.*\))?|SUMIFS\(.*\)", formula) for formula in live)
    assert not [formula for formula in live if "cmd" in formula or "HYPER" in formula]


def test_no_text_is_taken_for_the_markup_of_the_workbooks_library() -> None:
    begun = '<r></r></is></c><c r="A9"><f>HYPERLINK("http://x")</f><v>1</v></c><c t="inlineStr"><is><r></r>'
    for text in (begun, "<r></r>", "<r><t>bold</t></r>", "<r> x </r>"):
        project = replace(sample("autumn-2024"), title=text, notes=text)
        project = replace(project, periods=(replace(project.periods[0], label=text), *project.periods[1:]))
        ctx = context(project)
        data = export(ctx, [shown(ctx)], "xlsx")
        assert read_sheet(data)[1][0] == text
        assert [row[0] for row in read_sheet(data, "About")[:2]] == [text, text]
        assert not [formula for formula in formulas(data).values() if "HYPER" in formula]


def test_a_text_too_long_for_a_cell_of_a_workbook_is_refused_and_not_cut() -> None:
    first, *others = sample("autumn-2024").periods
    assert first.losses is not None
    said = tuple(Figure(value=float(number), source="isw") for number in range(5_000))
    project = replace(
        sample("autumn-2024"),
        periods=(replace(first, losses=replace(first.losses, alternatives=said)), *others),
    )
    ctx = context(project)
    assert export(ctx, [grid(ctx, "periods")], "csv")
    with pytest.raises(Refused, match="32767"):
        export(ctx, [grid(ctx, "periods")], "xlsx")
    just = context(replace(sample("autumn-2024"), periods=(replace(first, note="x" * 32_768), *others)))
    with pytest.raises(Refused, match="32767"):
        export(just, [grid(just, "periods")], "xlsx")


def test_no_text_is_markup_in_pages_and_markdown(hostile: Context) -> None:
    rows, tags = read_html(export(hostile, [grid(hostile, table.key) for table in TABLES], "html"))
    assert not tags & {"script", "b", "i", "a", "img"}
    assert any("<b>x</b>" in row for row in rows)
    markdown = export(hostile, [grid(hostile, table.key) for table in TABLES], "markdown").decode()
    assert "<script" not in markdown
    assert "<b>" not in markdown


# progress


def test_an_export_tells_how_far_it_is_and_can_be_ended() -> None:
    ctx = context(project_of(1_000))
    told: list[tuple[int, int]] = []
    export(ctx, [shown(ctx)], "csv", lambda done, count: told.append((done, count)))
    assert told == [(250, 1000), (500, 1000), (750, 1000), (1000, 1000)]

    def stop(_done: int, _count: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        export(ctx, [shown(ctx)], "xlsx", stop)


def test_an_area_is_whole_in_data_files_and_has_two_decimals_in_pages_for_reading() -> None:
    days = (date(2024, 11, 1), date(2024, 11, 30))
    figures = (Figure(434.894_512), Figure(low=10.123_4, high=20.987_6))
    periods = tuple(Period("ru", f"{at}", *days, None, gains) for at, gains in enumerate(figures))
    ctx = context(Project(series=(Series("ru"),), periods=periods))
    written = {kind: export(ctx, [shown(ctx)], kind).decode() for kind in ("csv", "markdown")}
    assert "434.894512" in written["csv"]
    assert "10.1234–20.9876" in written["csv"]
    assert "434.89 " in written["markdown"]
    assert "10.12–20.99" in written["markdown"]


def test_a_workbook_of_a_report_has_a_sheet_that_paper_can_hold() -> None:
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(report_bytes(context(sample("full-scale-war-by-month")), "xlsx"))
    )
    assert book.sheet_names[-2:] == ["To print", "About"]
    head, *rows = book.get_sheet_by_name("To print").to_python()
    assert len(rows) == 53 + 1  # and their total
    assert len(head) <= 16
    assert "Intake (people)" not in head  # of which nothing is known
