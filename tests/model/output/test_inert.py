"""What leaves the program runs nothing in a spreadsheet: parsed here, and opened in Calc where that is."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from model.columns import Context
from model.files import sample
from model.output.csv import csv_text
from model.output.documents import ReportPicture, report_bytes, tables_bytes
from model.output.fields import grid
from model.project import Project
from model.text.formats import Formats
from model.text.records import replace
from model.text.safe_text import FORMULA_STARTS

ATTACK = '=WEBSERVICE("http://example.org/";1)'
WITHIN = "a;=1+1;b"
WAYS_IN = (ATTACK, WITHIN, "a\n=1+1\nb", 'a";"=1+1', "a|@SUM(1)", "a\t+1", "＝1+1", " =1")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><text>=1+1</text></svg>'
CALC = shutil.which("soffice") or shutil.which("libreoffice")


def hostile(text: str = ATTACK) -> Project:
    """Return the sample with the text in every place that is free."""
    project = sample("autumn-2024")
    return replace(
        project,
        title=text,
        notes=f"{text}\n- an item\n{text}",
        sources=tuple(replace(each, name=text, note=text) for each in project.sources),
        series=tuple(replace(each, name=text, side=text, note=text) for each in project.series),
        periods=tuple(replace(each, label=text, note=text) for each in project.periods),
        intake=tuple(replace(each, label=text, channel=text) for each in project.intake),
        milestones=tuple(replace(each, label=text) for each in project.milestones),
        claims=tuple(replace(each, quote=text, note=text) for each in project.claims),
    )


def context(project: Project) -> Context:
    return Context.of(project, Formats())


class Cells(HTMLParser):
    """What a spreadsheet makes cells of: those of tables with their attributes, and every line outside."""

    BLOCKS = ("h1", "h2", "h3", "p", "li", "dt", "dd", "figcaption", "text", "title", "desc")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside: list[tuple[dict[str, str | None], str]] = []
        self.outside: list[str] = []
        self._open = ""
        self._text = ""
        self._attributes: dict[str, str | None] = {}
        self.feed(page.split("<body>")[1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th", *self.BLOCKS):
            self._open, self._text, self._attributes = tag, "", dict(attrs)

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            if tag in ("td", "th"):
                self.inside.append((self._attributes, self._text))
            else:
                self.outside.append(self._text)
            self._open = ""


@pytest.mark.parametrize("kind", ["html", "word"])
def test_each_cell_of_a_page_is_a_text_or_the_number_it_is_and_no_line_a_formula(kind: str) -> None:
    ctx = context(hostile())
    pages = [report_bytes(ctx, kind, [ReportPicture(ATTACK, ATTACK, svg=SVG)])]
    if kind == "html":
        pages.append(tables_bytes(ctx, [grid(ctx, "periods"), grid(ctx, "sources")], "html"))
    for page in pages:
        cells = Cells(page.decode())
        texts = [text for attributes, text in cells.inside if attributes.get("sdnum") == "1033;0;@"]
        assert ATTACK in texts
        for attributes, text in cells.inside:
            if text.strip() and attributes.get("scope") != "col" and "sdnum" not in attributes:
                assert not text.lstrip().startswith(FORMULA_STARTS)
        assert any("WEBSERVICE" in line for line in cells.outside)
        assert not any(line.lstrip().startswith(("=", "@")) for line in cells.outside)
    numbers = [
        attributes["sdval"] for attributes, _ in Cells(pages[0].decode()).inside if "sdval" in attributes
    ]
    assert "45690" in numbers
    assert any(number and number.startswith("54.4576") for number in numbers)


@pytest.mark.parametrize("text", WAYS_IN)
def test_a_csv_is_inert_by_whichever_sign_a_country_separates_cells(text: str) -> None:
    ctx = context(hostile(text))
    for data in (report_bytes(ctx, "csv"), tables_bytes(ctx, [grid(ctx, "periods")], "csv")):
        lines = data.decode("utf-8-sig")
        for separator in ",;\t|":
            rows = [row for line in lines.splitlines() for row in csv.reader([line], delimiter=separator)]
            rows += list(csv.reader(io.StringIO(lines), delimiter=separator))
            for cell in (each for row in rows for each in row):
                bare = cell.strip().strip('"')
                assert not bare.startswith(FORMULA_STARTS) or re.fullmatch(r"-?[\d.e+-]+", bare), cell


def test_a_text_without_a_formula_stays_as_it_is() -> None:
    for text in ("November 2024", "a; b", "5-6; 7", "x = y", "−5", "e-mail: a@b"):
        assert csv_text(text) == text


@pytest.mark.skipif(CALC is None, reason="Calc is not installed here")
@pytest.mark.parametrize("kinds", [("html", "word"), ("csv", "xlsx")])
def test_calc_finds_no_formula_but_those_of_a_workbook(kinds: tuple[str, ...], tmp_path: Path) -> None:
    assert CALC is not None
    ctx = context(hostile())
    for kind in kinds:
        picture = [ReportPicture(ATTACK, ATTACK, svg=SVG)] if kind == "html" else []
        (tmp_path / f"{kind}.{'html' if kind == 'word' else kind}").write_bytes(
            report_bytes(ctx, kind, picture)
        )
    command = [CALC, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--infilter=HTML (StarCalc)"] if "html" in kinds else []
    command += ["--convert-to", "fods:OpenDocument Spreadsheet Flat XML", "--outdir", str(tmp_path)]
    files = [str(path) for path in tmp_path.iterdir() if path.is_file()]
    subprocess.run(
        [*command, *files], check=True, capture_output=True, env={**os.environ, "HOME": str(tmp_path)}
    )
    for kind in kinds:
        read = (tmp_path / f"{kind}.fods").read_text(encoding="utf-8")
        formulas = re.findall(r'table:formula="([^"]*)"', read)
        assert not any("WEBSERVICE" in formula or "1+1" in formula for formula in formulas)
        assert bool(formulas) == (kind == "xlsx")
        assert "WEBSERVICE" in read
        assert "xlink:href" not in read
        assert 'office:value="45690"' in read
