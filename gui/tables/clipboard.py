"""Blocks of cells as text: what the clipboard carries to and from Excel, Calc and Google Sheets.

A block is a tuple of rows, each a tuple of texts; the rows of a block that was read may differ in length.
Three forms go onto the clipboard: tab-separated text, an HTML table, and the program's own, which says of
each cell whether it was computed, so that whole rows can be copied within the program.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

MOST_SPANNED = 1000  # spreadsheets have at most 16,384 columns; a merged head spans a few of them
IGNORED = frozenset({"style", "script", "title", "head"})
BREAKS = frozenset({"br", "p", "div", "li"})


class _TableReader(HTMLParser):
    """Collects the cells of the first table; tables within its cells are read as their text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._ignored = 0
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[int, int] = {}  # column -> rows still covered by a merged cell above

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in IGNORED:
            self._ignored += 1
        elif self._done:
            return
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._row = []
        elif self._depth == 1 and tag in {"td", "th"}:
            self._start_cell(dict(attrs))
        elif tag in BREAKS and self._cell is not None:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in IGNORED:
            self._ignored = max(0, self._ignored - 1)
        elif self._done:
            return
        elif tag == "table":
            self._end_table()
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._ignored:
            self._cell.append(" ".join(_keeping_edges(data)))

    def close(self) -> None:
        super().close()
        if not self._done and self._depth:
            self._depth = 1
            self._end_table()

    def _break(self) -> None:
        """Note a line break within the cell: in HTML other white space is one space."""
        if self._cell is not None:
            self._cell.append("\n")

    def _start_cell(self, attrs: dict[str, str | None]) -> None:
        if self._row is None:
            self._row = []
        self._end_cell()
        self._fill_covered()
        self._cell = []
        self._span = (_span(attrs.get("colspan")), _span(attrs.get("rowspan")))

    def _fill_covered(self) -> None:
        """Leave empty what a merged cell of an earlier row covers here."""
        row = self._row
        while row is not None and self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        lines = "".join(self._cell).replace("\u00a0", " ").split("\n")
        text = "\n".join(" ".join(line.split(" ")).strip() for line in lines).strip()
        self._cell = None
        columns, rows = self._span
        for extra in range(columns):
            if rows > 1:
                self._below[len(self._row)] = rows - 1
            self._row.append(text if extra == 0 else "")

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._fill_covered()
            self.rows.append(self._row)
        self._row = None

    def _end_table(self) -> None:
        if self._depth == 1:
            self._end_row()
            self._done = True
        self._depth -= 1


def _keeping_edges(data: str) -> list[str]:
    """Split at white space as HTML means it, so that joining with one space keeps a space at either edge."""
    parts = [
        part for part in data.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if part
    ]
    if not parts:
        return ["", ""] if data else []
    if data[0].isspace() and data[0] != "\u00a0":
        parts.insert(0, "")
    if data[-1].isspace() and data[-1] != "\u00a0":
        parts.append("")
    return parts


def _span(value: str | None) -> int:
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 5:
        return 1
    return min(max(1, int(value)), MOST_SPANNED)


def read_html_table(markup: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of the first table of `markup` as plain text; no rows where there is no table.

    A cell merged over several is its text in the first of them and empty in the others.
    """
    reader = _TableReader()
    reader.feed(markup)
    reader.close()
    return tuple(tuple(row) for row in reader.rows if row)


Rows = tuple[tuple[str, ...], ...]

OWN_FORMAT = "application/x-salient-cells"
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Block:
    """Cells as text. `computed[r][c]` says that the cell cannot be typed; empty where nothing is known."""

    rows: Rows
    computed: tuple[tuple[bool, ...], ...] = ()

    def is_computed(self, row: int, column: int) -> bool:
        """Whether the cell was copied from a computed column of this program."""
        return bool(self.computed) and self.computed[row][column]


def read_tsv(text: str) -> Rows:
    """Return the cells of tab-separated text; a quoted cell may hold tabs, line breaks and doubled quotes.

    A quote counts only at the start of a cell and only where it is closed before a tab, a line break or the
    end: `5" guns` and `"so-called` are texts like any other. One line break at the end is not a row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    at = 0
    while at <= len(text):
        cell, at = _quoted(text, at) or _plain(text, at)
        cells.append(cell)
        if at >= len(text) or text[at] == "\n":
            rows.append(tuple(cells))
            cells = []
            if at == len(text) - 1:
                break
        at += 1
    return tuple(rows)


def _plain(text: str, at: int) -> tuple[str, int]:
    end = len(text)
    for separator in ("\t", "\n"):
        found = text.find(separator, at, end)
        if found >= 0:
            end = found
    return text[at:end], end


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    if not text.startswith('"', at):
        return None
    close = at + 1
    while True:
        close = text.find('"', close)
        if close < 0:
            return None
        if text.startswith('"', close + 1):
            close += 2
            continue
        break
    if close + 1 < len(text) and text[close + 1] not in "\t\n":
        return None
    return text[at + 1 : close].replace('""', '"'), close + 1


def tsv_line(row: Sequence[str]) -> str:
    """Return a row as tab-separated text that spreadsheets read back as the same cells."""
    return "\t".join(_tsv_cell(cell) for cell in row) + "\n"


def _tsv_cell(cell: str) -> str:
    if any(sign in cell for sign in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def html_table(lines: Iterable[str]) -> str:
    """Return the table of rows that `html_line` wrote."""
    return '<meta charset="utf-8"><table>' + "".join(lines) + "</table>"


def html_line(row: Sequence[str]) -> str:
    """Return a row of an HTML table that spreadsheets and word processors read back as the same cells."""
    cells = "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
    return f"<tr>{cells}</tr>"


def inert(text: str) -> str:
    """Return free text so that no spreadsheet takes it for a formula."""
    return "'" + text if text.startswith(RISKY_STARTS) else text


def own_block(rows: Iterable[str], computed: Sequence[bool]) -> bytes:
    """Return a block in the program's own form, of rows as JSON in each of which the same columns are."""
    lines = list(rows)
    flags = ", ".join([json.dumps(list(computed))] * len(lines))
    return f'{{"rows": [{", ".join(lines)}], "computed": [{flags}]}}'.encode()


def read_own(data: bytes) -> Block | None:
    """Return a block from the program's own form; None where it is not one."""
    try:
        read = json.loads(data)
        rows = tuple(tuple(str(cell) for cell in row) for row in read["rows"])
        computed = tuple(tuple(bool(cell) for cell in row) for row in read["computed"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if [len(row) for row in rows] != [len(row) for row in computed] and computed:
        return None
    return Block(rows, computed)


def read_clipboard(plain: str, markup: str, own: bytes) -> Block:
    """Return the block that the clipboard holds; without rows where it holds none.

    Spreadsheets offer tab-separated text and HTML at once. Where both have the same shape the text is taken,
    for it is what was shown; where they differ, a line break in a cell has torn the text, and the table
    is right.
    """
    if own:
        block = read_own(own)
        if block is not None:
            return block
    text_rows = read_tsv(plain) if plain else ()
    from gui.tables.clipboard import read_html_table  # noqa: PLC0415 - a start pastes nothing

    table_rows = read_html_table(markup) if markup else ()
    if not table_rows or _shape(text_rows) == _shape(table_rows):
        return Block(text_rows)
    return Block(table_rows)


def _shape(rows: Rows) -> list[int]:
    return [len(row) for row in rows]
