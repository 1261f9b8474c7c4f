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
    from gui.tables.html_table import read_html_table  # noqa: PLC0415 - a start pastes nothing

    table_rows = read_html_table(markup) if markup else ()
    if not table_rows or _shape(text_rows) == _shape(table_rows):
        return Block(text_rows)
    return Block(table_rows)


def _shape(rows: Rows) -> list[int]:
    return [len(row) for row in rows]
