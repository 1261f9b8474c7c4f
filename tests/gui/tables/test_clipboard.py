"""What the clipboard carries, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.tables.clipboard import _CELL, Block, read_clipboard, read_tsv
from model.imports.formats.html_cells import cells
from model.imports.formats.html_table import read_html
from model.output.spreadsheets import html_cell, html_table, tsv_line
from model.text.safe_text import inert


def read_html_table(markup: str) -> tuple[tuple[str, ...], ...]:
    """The texts of the first table, read in this process."""
    return tuple(tuple(cell[0] for cell in row) for row in cells(markup.encode()))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * width), min_size=1, max_size=5).map(tuple)
)
TIDY = st.text("abc<>&\"'=é1,–", max_size=8)
TIDY_ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[TIDY] * width), min_size=1, max_size=5).map(tuple)
)


@given(ROWS)
def test_what_is_written_as_tsv_is_read_back(rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_tsv("".join(tsv_line(row) for row in rows)) == rows


@given(TIDY_ROWS)
def test_what_is_written_as_html_is_read_back(rows: tuple[tuple[str, ...], ...]) -> None:
    written = html_table("".join(html_cell(cell, cell) for cell in row) for row in rows)
    assert read_html_table(written) == tuple(tuple(inert(cell) for cell in row) for row in rows)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("45,690", (("45,690",),)),
        ("45,690\r\n", (("45,690",),)),
        ("a\tb\nc\td", (("a", "b"), ("c", "d"))),
        ('"line one\nline two"\tb', (("line one\nline two", "b"),)),
        ('"a\tb"\t"say ""no"""', (("a\tb", 'say "no"'),)),
        ('5" guns\tb', (('5" guns', "b"),)),
        ('"so-called\tb', (('"so-called', "b"),)),
        ('"a" or "b"\tc', (('"a" or "b"', "c"),)),
        ("a\n\nb\n", (("a",), ("",), ("b",))),
        ("a\t\n", (("a", ""),)),
        ("", (("",),)),
    ],
)
def test_text_from_spreadsheets_is_read_as_cells(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_tsv(text) == rows


def test_a_table_from_excel_is_read_with_its_line_breaks_and_merged_cells() -> None:
    markup = """<html><head><style>td {mso-number-format:"\\@"}</style></head><body>
    <!--StartFragment--><table border=0><col width=64>
    <tr><td colspan=2>Autumn
      2024</td><td rowspan="2">note</td></tr>
    <tr><td>Sep&ndash;Oct</td><td align=right><span style='mso-spacerun:yes'>&nbsp;</span>80,110 </td></tr>
    <tr><td>first<br>second</td><td>&lt;900</td><td></td></tr>
    </table><!--EndFragment--></body></html>"""
    assert read_html_table(markup) == (
        ("Autumn 2024", "", "note"),
        ("Sep–Oct", "80,110", ""),
        ("first\nsecond", "<900", ""),
    )


def test_a_table_inside_a_cell_does_not_add_rows() -> None:
    inner = "<table><tr><td>b</td></tr></table>"
    markup = f"<table><tr><td>a{inner}</td><td>c</td></tr></table><table><tr><td>z</table>"
    assert read_html_table(markup) == (("ab", "c"),)


def test_a_table_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    assert read_html_table("<table><tr><td>a<td>b<tr><td>c") == (("a", "b"), ("c",))


def texts(block: Block) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row) for row in block.rows)


def test_text_is_taken_where_text_and_table_have_one_shape() -> None:
    markup = "<table><tr><td>45690</td></tr></table>"
    assert texts(read_clipboard("45,690\n", markup, b"")) == (("45,690",),)


def test_the_table_is_taken_where_line_breaks_have_torn_the_text() -> None:
    markup = "<table><tr><td>a<br>b</td><td>c</td></tr></table>"
    assert texts(read_clipboard("a\nb\tc\n", markup, b"")) == (("a\nb", "c"),)


def test_the_mark_of_a_footnote_that_the_text_has_glued_to_a_number_is_no_digit_of_it() -> None:
    """Browsers write 1201 for the 120 with a raised 1 that stands on the page."""
    markup = "<table><tr><td>120<sup>1</sup></td><td>839&nbsp;km<sup>2</sup></td><td>45,690</td></tr></table>"
    read = read_clipboard("1201\t839 km2\t45,690\n", markup, b"")
    assert texts(read) == (("120¹", "839 km²", "45,690"),)


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b"\xff",
        b"7",
        b'{"table": "periods", "columns": ["label"], "computed": [false, true], "rows": [["a"]]}\n',
        b'{"table": "nothing", "columns": ["label"], "computed": [false], "rows": [["a"]]}\n',
        b'{"table": "periods", "columns": ["label"], "computed": [false], "rows": [["a"]]}\n{"format": 1}',
    ],
)
def test_a_broken_own_form_falls_back_to_the_text(data: bytes) -> None:
    assert texts(read_clipboard("x", "", data)) == (("x",),)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "＝1", "＋1", "－1", "＠1", "\u00a0=1"],
)
def test_text_that_looks_like_a_formula_is_made_inert(text: str) -> None:
    assert inert(text) == "'" + text


def test_other_text_is_left_as_it_is() -> None:
    assert inert("November 2024") == "November 2024"


@given(st.text(max_size=200))
def test_no_markup_makes_the_reader_fail(markup: str) -> None:
    read_html_table("<table>" + markup)


def test_the_reader_of_markup_is_a_process_of_its_own() -> None:
    assert read_html("<table><tr><td>a<td x:num=5>5<tr><td sdval='1e999'>c") == (
        (("a", None), ("5", 5.0)),
        (("c", None),),
    )
    assert read_html("<p>no table") == ()


@pytest.mark.parametrize("line", ["12\n", '"x\n', '"x""\n', 'a""\t"b\n'])
def test_twice_as_many_lines_take_twice_the_steps(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Counting:
        """Counts the letters that a cell is looked for in."""

        def match(self, text: str, at: int) -> object:
            found = _CELL.match(text, at)
            assert found is not None
            seen.append(found.end() - at)
            return found

    monkeypatch.setattr("gui.tables.clipboard._CELL", Counting())
    read_tsv(line * 2000)
    assert sum(seen) <= 2000 * len(line)
