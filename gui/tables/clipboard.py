"""Blocks of cells on the clipboard, as they come from Calc, Excel, Google Sheets and this program.

Its own form holds the copied rows themselves, so that figures travel whole: with source, quote and all else
that is known of them. What goes to other programs is in `model.output.spreadsheets`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from model.columns import TABLE, Column, Context
from model.columns.cell import rows_of, with_rows
from model.columns.figure import FigureColumn
from model.edits import WholeFigure
from model.files import read_project, write_project
from model.imports.choices import Watch
from model.imports.formats.html_table import TOO_MUCH, read_html
from model.imports.formats.spreadsheet_cells import CopiedCell, copied_cell
from model.project import Project, Row, Source, figures_of
from model.text.errors import FileError, Refused
from model.text.words import words

_MARKED = re.compile("[\u2070-\u207e¹²³]|struck “")  # what the text beside the markup has glued to a number
OWN_FORMAT = "application/x-salient-cells"
MOST_LETTERS = 32 << 20
MOST_OF_OWN = 256 << 20  # bytes
MOST_CELLS = 1_000_000

Pasted = CopiedCell | WholeFigure


class Block(Struct, frozen=True, dict=True):
    """Cells that were copied. Of this program's own, `computed` says which columns cannot be typed.

    `sources` are the sources that the figures among the cells name.
    """

    rows: tuple[tuple[Pasted, ...], ...]
    computed: tuple[bool, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it was copied in this program."""
        return bool(self.computed)

    @cached_property
    def width(self) -> int:
        """How many cells the longest row has."""
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def plain(self) -> tuple[tuple[str, ...], ...]:
        """The cells as texts for a reader of files."""
        return tuple(
            tuple(cell.text if isinstance(cell, WholeFigure) else cell.plain for cell in row)
            for row in self.rows
        )

    def is_computed(self, column: int) -> bool:
        """Whether the cells of a column were computed where they were copied."""
        return self.own and self.computed[column]

    def tiled(self, rows: int, columns: int) -> Block:
        """Return the block repeated over a selection of `rows` × `columns` if that is a multiple of it."""
        height, width = len(self.rows), self.width
        even = all(len(row) == width for row in self.rows)
        if not height or not width or not even or rows % height or columns % width:
            return self
        down, across = rows // height, columns // width
        repeated = tuple(row * across for row in self.rows) * down
        return Block(repeated, self.computed * across, self.sources)


# tab-separated text

_CELL = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n]|\Z)|([^\t\n]*+)')


def read_tsv(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of tab-separated text; a quoted cell may hold tabs, line breaks and doubled quotes.

    A quote counts only at the start of a cell and only where it is closed before a tab, a line break or the
    end: `5" guns` and `"so-called` are texts like any other. One line break at the end is not a row. Raises
    `Refused` for more than is read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    at = count = 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None  # noqa: S101 - an empty cell matches everywhere
        quoted, plain = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        count += 1
        if count > MOST_CELLS:
            raise Refused(words(TOO_MUCH))
        if at >= len(text) or text[at] == "\n":
            rows.append(tuple(cells))
            cells = []
        if at >= len(text):
            return tuple(rows)
        at += 1


# the program's own form


def own_form(
    ctx: Context, table: str, columns: Sequence[str], numbers: Sequence[int], typed: Sequence[str]
) -> bytes:
    """Return rows in the program's own form: as they are typed, and themselves as a project of their own.

    `numbers` are those of the rows, `typed` the cells of each as JSON.
    """
    declared = [TABLE[table].column(key) for key in columns]
    head = {
        "table": table,
        "columns": list(columns),
        "computed": [not column.editable for column in declared],
    }
    whole = b""
    if any(isinstance(column, FigureColumn) for column in declared):
        try:
            whole = write_project(_of_rows(ctx.project, table, numbers))
        except FileError:  # of a row that no file could hold; its texts are there all the same
            whole = b""
    lines = ", ".join(typed)
    return f'{json.dumps(head)[:-1]}, "rows": [{lines}]}}\n'.encode() + whole


def _of_rows(project: Project, table: str, numbers: Sequence[int]) -> Project:
    """Return a project of some rows of a table, with the sources and the series that they name."""
    every: Any = rows_of(project, table)
    rows = [every[number] for number in numbers]
    figures = [figure for row in rows for _, figure in figures_of(row)]
    named = {each.source for figure in figures for each in (figure, *figure.alternatives)}
    named |= {row.source for row in rows if table == "claims"}
    series = {getattr(row, "series", "") for row in rows}
    return with_rows(
        Project(
            sources=tuple(source for source in project.sources if source.id in named),
            series=tuple(one for one in project.series if one.id in series),
        ),
        table,
        rows,
    )


def read_own(data: bytes) -> Block | None:
    """Return a block from the program's own form; None where it is not one."""
    head, _, whole = data.partition(b"\n")
    try:
        read = json.loads(head)
        table, keys = TABLE[read["table"]], [str(key) for key in read["columns"]]
        columns = [table.column(key) for key in keys]
        texts = [[str(cell) for cell in row] for row in read["rows"]]
        computed = tuple(bool(flag) for flag in read["computed"])
        project = read_project(whole, "") if whole else None
    except (ValueError, TypeError, KeyError, RecursionError, FileError):
        return None
    if any(len(row) != len(columns) for row in (*texts, computed)):
        return None
    rows: Any = () if project is None else rows_of(project, table.key)
    if len(rows) not in (0, len(texts)):
        return None
    cells = tuple(
        tuple(
            _whole(column, rows[at], text) if rows and text else CopiedCell(text)
            for column, text in zip(columns, line, strict=True)
        )
        for at, line in enumerate(texts)
    )
    return Block(cells, computed, () if project is None else project.sources)


def _whole(column: Column, row: Row, text: str) -> Pasted:
    """Return a cell of the program's own: of a figure the whole of it."""
    if type(column) is FigureColumn:
        figure = column.lens.get(row)
        if figure is not None:
            return WholeFigure(figure, column.default_unit, text)
    return CopiedCell(text)


# what comes in


def read_clipboard(plain: str, markup: str, own: bytes, watch: Watch | None = None) -> Block:
    """Return the block that the clipboard holds; without rows where it holds none.

    Spreadsheets offer tab-separated text and HTML at once: the text as it is shown, and in the attributes of
    the HTML what the cells hold, and which digits are raised or struck through. Where the two differ in
    shape, a line break in a cell has torn the text, and the table is right. Raises `Refused` for more than
    is read, `Cancelled` where `watch` does.
    """
    block = read_own(own) if 0 < len(own) <= MOST_OF_OWN else None
    if block is not None:
        return block
    if len(plain) + len(markup) > MOST_LETTERS:
        raise Refused(words(TOO_MUCH))
    texts = read_tsv(plain) if plain else ()
    held = read_html(markup, watch) if "<table" in markup.casefold() else ()
    if not held:
        return Block(tuple(tuple(map(CopiedCell, row)) for row in texts))
    if list(map(len, texts)) == list(map(len, held)):
        pairs = (zip(shown, row, strict=True) for shown, row in zip(texts, held, strict=True))
        return Block(
            tuple(
                tuple(copied_cell(told if _MARKED.search(told) else text, n) for text, (told, n) in row)
                for row in pairs
            )
        )
    return Block(tuple(tuple(copied_cell(text, number) for text, number in row) for row in held))
