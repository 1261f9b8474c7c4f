"""What is copied is a number to other programs in every country, and no formula: tried in Calc itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from model.project import Project, Series, Source
from model.text.figures import Figure
from model.text.notation import FRENCH, GERMAN
from model.text.records import replace
from tests.gui.tables.tables_window import AUTUMN, CTRL, Tables

CALC = shutil.which("soffice")
RISKY = ("=1+1", "+1", "-1", "@SUM(A1)", "\u00a0=1", "＝1+1", "＋1", "－1", "＠1")
NET = Figure(-1270.5, source="=1+1")
SEP, NOV, ALL = AUTUMN.periods
PROJECT = replace(
    AUTUMN,
    sources=(Source("=1+1", '=HYPERLINK("http://x","y")'), *AUTUMN.sources),
    series=(Series("ru", "=cmd|'/c calc'!A1"),),
    periods=(replace(SEP, label="=1+1", gains=NET), replace(NOV, note="@SUM(A1)"), ALL),
)


@pytest.fixture
def tables(tables_of: Callable[[Project], Tables]) -> Tables:
    return tables_of(PROJECT)


def copy_everything(tables: Tables, table: str = "periods") -> str:
    """Show every column, copy all cells, and return the HTML."""
    tables.pane.show_table(table)
    for column in range(tables.view.model.columnCount()):
        tables.view.grid.setColumnHidden(column, False)
    tables.view.grid.selectAll()
    tables.press(Qt.Key.Key_C, CTRL)
    return QGuiApplication.clipboard().mimeData().html()


def test_every_cell_says_what_it_holds(tables: Tables) -> None:
    markup = copy_everything(tables)
    cells = re.findall(r"<td ([^>]*)>(.*?)</td>", markup)
    assert len(cells) == 3 * tables.view.model.columnCount()
    for attributes, shown in cells:
        number = re.search(r'sdval="([^"]*)" sdnum="1033;1033;([^"]*)" x:num="([^"]*)"', attributes)
        if number is None:
            assert 'sdnum="1033;0;@" x:str' in attributes
            assert "&quot;1&quot;: 2" in attributes
            assert not shown.lstrip().startswith(("=", "+", "-", "@"))
        else:
            assert number[1] == number[3]
            assert f"&quot;3&quot;: {number[1]}" in attributes
    exact = dict.fromkeys(shown for attributes, shown in cells if "sdval" in attributes)
    assert "−1,270.5" in exact
    assert "45,690" in exact


@pytest.mark.parametrize("table", ["periods", "sources", "series", "intake"])
def test_no_table_and_no_column_has_a_live_formula(tables: Tables, table: str) -> None:
    copy_everything(tables, table)
    cells = [cell for line in tables.copied().splitlines() for cell in line.split("\t")]
    risky = [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))]
    assert [cell for cell in risky if not re.fullmatch(r"-[0-9]+(\.[0-9]+)?%?", cell)] == []


@pytest.mark.parametrize("text", RISKY)
def test_a_label_that_looks_like_a_formula_is_a_text(tables: Tables, text: str) -> None:
    tables.session.load(replace(PROJECT, periods=(replace(SEP, label=text),)), None)
    tables.go(0, "label")
    tables.press(Qt.Key.Key_C, CTRL)
    assert tables.copied() == f"'{text}"


@pytest.mark.parametrize(("notation", "decimal"), [(GERMAN, ","), (FRENCH, ",")])
def test_text_has_the_decimal_sign_of_the_person_and_no_signs_between_thousands(
    tables: Tables, notation: object, decimal: str
) -> None:
    tables.session.set_formats(notation, tables.session.formats.translate)  # type: ignore[arg-type] # a Notation
    tables.select(0, "losses", 0, "gains")
    tables.press(Qt.Key.Key_C, CTRL)
    assert tables.copied() == f"80110\t-1270{decimal}5\n"


@pytest.mark.skipif(CALC is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("country", ["de-DE", "fr-FR", "uk-UA", "en-US"])
def test_calc_reads_every_number_day_and_text_as_such(tables: Tables, tmp_path: Path, country: str) -> None:
    markup = copy_everything(tables)
    columns = [column.key for column in tables.view.model.columns]
    rows = read_by_calc(markup, tmp_path, country)
    assert len(rows) == 3
    first, second, third = (dict(zip(columns, row, strict=False)) for row in rows)
    assert first["label"] == ("string", "'=1+1")
    assert first["start"] == ("date", "2024-09-01")
    assert first["losses"] == ("float", "80110")
    assert first["gains"] == ("float", "-1270.5")
    assert second["losses_per_gain"][0] == "float"
    assert float(second["losses_per_gain"][1]) == pytest.approx(45690 / 839)
    assert second["note"] == ("string", "'@SUM(A1)")
    assert third["losses"] == ("string", ">125,000")


def read_by_calc(markup: str, folder: Path, country: str) -> list[list[tuple[str, str]]]:
    """Let Calc read the HTML in a country; return for each cell its kind and what it holds."""
    source, profile = folder / "copied.html", folder / "profile" / "user"
    source.write_text(markup, encoding="utf-8")
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{country}</value></prop></item></oor:items>",
        encoding="utf-8",
    )
    assert CALC is not None
    home = f"-env:UserInstallation={profile.parent.as_uri()}"
    command = [CALC, home, "--headless", "--infilter=HTML (StarCalc)", "--convert-to", "fods"]
    subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=300)
    text = (folder / "copied.fods").read_text(encoding="utf-8")
    assert "table:formula" not in text
    assert "xlink:href" not in text.split("<table:table ", 1)[1]
    rows = re.findall(r"<table:table-row.*?</table:table-row>", text, re.DOTALL)
    return [_cells(row) for row in rows if "office:value" in row]


def _cells(row: str) -> list[tuple[str, str]]:
    cells: list[tuple[str, str]] = []
    cell = re.compile(r"<table:table-cell([^>]*?)(?:/>|>(.*?)</table:table-cell>)", re.DOTALL)
    for attributes, inner in cell.findall(row):
        times = re.search(r'number-columns-repeated="(\d+)"', attributes)
        cells += [_cell(attributes, inner)] * int(times[1] if times else 1)
    return cells


def _cell(attributes: str, inner: str) -> tuple[str, str]:
    kind = re.search(r'office:value-type="(\w+)"', attributes)
    if kind is None:
        return "", ""
    held = re.search(r'office:(?:date-)?value="([^"]*)"', attributes)
    shown = "".join(re.findall(r"<text:p>(.*?)</text:p>", inner))
    plain = re.sub(r"<[^>]*>", "", shown).replace("&gt;", ">").replace("&apos;", "'")
    return ("float" if kind[1] == "percentage" else kind[1]), held[1] if held else plain


def test_days_that_programs_count_differently_stay_texts(tables: Tables) -> None:
    early = replace(SEP, start=date(1900, 1, 31), end=date(1900, 2, 28))
    tables.session.load(replace(PROJECT, periods=(early,)), None)
    tables.go(0, "start")
    tables.press(Qt.Key.Key_C, CTRL)
    assert "sdval" not in QGuiApplication.clipboard().mimeData().html()
