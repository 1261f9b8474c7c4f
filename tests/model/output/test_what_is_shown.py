"""How workbooks show numbers and where their tables begin; what reports say of totals that do not agree."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest

from model.columns import Context
from model.files import sample
from model.output import bibtex, text
from model.output.checks import claim_grids, reconciled_grids
from model.output.documents import Document, tables_bytes
from model.output.fields import grid
from model.output.formats import REPORT_FORMATS, TABLE_FORMATS
from model.output.headline import cards
from model.output.xlsx import number_format
from model.project import Baseline, Project, Source, Stance, View
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace

AUTUMN = sample("autumn-2024")


def context(project: Project = AUTUMN) -> Context:
    return Context.of(project, Formats())


@pytest.mark.parametrize(
    ("x", "unit", "shown"),
    [
        (0.1, "share", "0%"),
        (0.099, "share", "0.0%"),
        (-0.1, "share", "0%"),
        (7.0, "km2", "#,##0"),
        (100.5, "km2", "#,##0"),
        (99.5, "km2", "#,##0.0"),
        (10.5, "km2", "#,##0.0"),
        (-10.5, "km2", "#,##0.0"),
        (9.5, "km2", "0.00"),
        (1.5, "km2", "0.00"),
        (0.5, "km2", "0.0000"),
    ],
)
def test_a_workbook_shows_a_number_with_the_digits_of_its_size(x: float, unit: str, shown: str) -> None:
    field = replace(grid(context(), "periods", ("gains",)).fields[0], unit=unit)
    assert number_format(x, field) == shown
    change = number_format(x, replace(field, change=True))
    assert change == ("+0.0%;-0.0%;0.0%" if unit == "share" else shown)


def test_a_sheet_keeps_its_head_and_its_labels_in_sight_and_frames_its_totals() -> None:
    ctx = context()
    data = tables_bytes(ctx, [grid(ctx, "periods", ("label", "losses", "note"))], "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2"' in sheet
    assert '<autoFilter ref="A1:E4"/>' in sheet
    # “Sep–Nov, as published” has 21 letters, the source 30, and no column fewer than 10: and two more each
    widths = re.findall(r'<col min="\d" max="\d" width="(\d+)', sheet)
    assert widths == ["23", "12", "32", "12"]
    total = re.search(r'<row r="5".*?</row>', sheet)
    assert total is not None
    assert re.findall(r'r="([A-E])5" s="8"', total[0]) == ["A", "B", "D", "E"]  # framed where nothing stands


def test_a_report_says_of_a_total_that_does_not_agree_how_far_it_is_off() -> None:
    total = AUTUMN.periods[2]
    wrong = replace(total, losses=Figure(120_000.0))
    ctx = context(replace(AUTUMN, periods=(*AUTUMN.periods[:2], wrong)))
    (found,) = reconciled_grids(ctx, AUTUMN.series[0])
    first = next(iter(found.values()))
    assert [*first[1:4], first[5]] == [
        *("Losses", "120,000", "125,800"),
        "5,800 above the most stated (4.8 %)",
    ]
    assert [field.numeric for field in found.fields] == [False, False, True, True, False, False]
    (agreeing,) = reconciled_grids(context(), AUTUMN.series[0])
    assert {row[5] for row in agreeing.values()} == {None}


def test_two_selected_rows_are_compared_with_the_baseline_together() -> None:
    baseline = Baseline("ru", AUTUMN.periods[0].start, AUTUMN.periods[0].end)
    ctx = context(replace(AUTUMN, view=View(baseline=baseline)))
    notes = [cards(ctx, "ru", rows)[2].note for rows in ((0, 1), (1,), (0,))]
    # 125,800 ÷ 2,356 = 53.4 is 1.1 % above 52.8
    assert notes[0] == "52.8 → 53.4  ▲ 1.1 % on the baseline"
    assert notes[1] == "52.8 → 54.5  ▲ 3.1 % on the baseline"


def test_where_there_are_no_claims_there_is_no_table_of_them() -> None:
    assert list(claim_grids(context(replace(AUTUMN, claims=())))) == []


def test_each_source_is_an_entry_of_a_bibliography_under_a_key_of_its_own() -> None:
    sources = (
        Source("isw", "A & B -- C", Stance.PARTY, url="https://a.b/c_d", published=date(2024, 12, 5)),
        Source("Генштаб", "Генштаб", licence="CC BY 4.0", note="50 %"),
        Source("i s w", "", accessed=date(2024, 12, 6)),
    )
    written = b"".join(bibtex.write(Document(context(Project(sources=sources)), ()))).decode()
    assert written == (
        "@online{isw,\n  title = {{A \\& B -{}- C}},\n  url = {https://a.b/c_d},\n  date = {2024-12-05},\n"
        "  keywords = {party}\n}\n"
        "@misc{source2,\n  title = {{Генштаб}},\n  license = {CC BY 4.0},\n  note = {50 \\%}\n}\n"
        "@misc{isw-3,\n  title = {{i s w}},\n  urldate = {2024-12-06}\n}\n"
    )


TABLE = """\
Label                  Role       Losses  Losses: source                  Gains km²
─────────────────────  ───────  ────────  ──────────────────────────────  ─────────
Sep–Oct 2024           part       80,110  Institute for the Study of War      1,517
November 2024          part       45,690  General Staff of Ukraine              839
Sep–Nov, as published  Σ total  >125,000  Institute for the Study of War      2,356
─────────────────────  ───────  ────────  ──────────────────────────────  ─────────
Total of parts                   125,800                                      2,356

Label                  Gains km²: source
─────────────────────  ──────────────────────────────
Sep–Oct 2024           Institute for the Study of War
November 2024          Institute for the Study of War
Sep–Nov, as published  Institute for the Study of War
─────────────────────  ──────────────────────────────
Total of parts
"""


def test_a_table_as_text_has_its_columns_below_each_other_and_ruled_head_and_totals() -> None:
    assert "".join(text._table(grid(context(), "periods", ("label", "losses", "gains")))) == TABLE


def test_a_page_is_the_first_of_the_formats_of_a_report_and_the_others_keep_their_order() -> None:
    keys = [each.key for each in REPORT_FORMATS]
    assert keys[:4] == ["html", "xlsx", "csv", "markdown"]
    assert [each.key for each in TABLE_FORMATS][:2] == ["xlsx", "csv"]
