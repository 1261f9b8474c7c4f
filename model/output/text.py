"""The report as text for a terminal: aligned tables, split where they are too wide, nothing cut off."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from model.output.documents import Document, explanations
from model.output.grid import CellGrid, on_one_line

WIDTH = 110  # characters, of a terminal a little wider than the oldest
BETWEEN = "  "
WIDE, NARROW = 60, 30  # the widest a column of text may be in a table of few columns, and of many
FEW = 4


def write(document: Document) -> Iterator[bytes]:
    """Yield the lines of the report, each with its line end."""
    yield from (line.encode("utf-8") for line in _document(document))


def _document(document: Document) -> Iterator[str]:
    title = on_one_line(document.title)
    yield f"{title}\n{'=' * width_of(title)}\n"
    for paragraph in document.ctx.project.notes.splitlines():
        yield from (f"{line}\n" for line in textwrap.wrap(on_one_line(paragraph), WIDTH) or [""])
    for grid in document.grids():
        title = on_one_line(grid.title)
        yield f"\n{title}\n{'-' * width_of(title)}\n"
        yield from _table(grid)
        for line in grid.below:
            yield from (
                f"{part}\n" for part in textwrap.wrap(on_one_line(line), WIDTH, subsequent_indent="  ")
            )
    yield "\n"
    yield from (f"{line}\n" for line in explanations(document.ctx))


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide letter, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(map(_width_of_letter, text))


@lru_cache(maxsize=4096)
def _width_of_letter(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _table(grid: CellGrid) -> Iterator[str]:
    """Yield the lines of a table; a wide one as several, one below the other, each with the first column."""
    if not grid.fields:
        return
    cap = WIDE if len(grid.fields) <= FEW else NARROW
    rows = [[field.head for field in grid.fields], *grid.all_texts()]
    columns = [_wrapped(column, cap) for column in zip(*rows, strict=True)]
    widths = [max(line.width for cell in column for line in cell) for column in columns]
    for number, places in enumerate(_blocks(widths)):
        if number:
            yield "\n"
        rule = BETWEEN.join("─" * widths[place] for place in places)
        for row in range(len(rows)):
            if row == 1 or (grid.totals and row == len(grid.rows) + 1):
                yield f"{rule}\n"
            yield from _lines(
                [columns[place][row] for place in places],
                [widths[place] for place in places],
                [grid.fields[place].numeric for place in places],
            )


def _blocks(widths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of the columns that stand beside each other: the first, and as many others as fit."""
    block, taken = [0], widths[0]
    for place in range(1, len(widths)):
        needed = len(BETWEEN) + widths[place]
        if len(block) > 1 and taken + needed > WIDTH:
            yield block
            block, taken = [0], widths[0]
        block.append(place)
        taken += needed
    yield block


def _lines(
    cells: Sequence[list[_ReportLine]], widths: Sequence[int], numeric: Sequence[bool]
) -> Iterator[str]:
    for number in range(max(len(cell) for cell in cells)):
        parts = []
        for cell, width, right in zip(cells, widths, numeric, strict=True):
            line = cell[number] if number < len(cell) else _EMPTY
            space = " " * (width - line.width)
            parts.append(space + line.text if right else line.text + space)
        yield f"{BETWEEN.join(parts).rstrip()}\n"


class _ReportLine(NamedTuple):
    """A line of a cell, and how many columns of a terminal it takes."""

    text: str
    width: int


_EMPTY = _ReportLine("", 0)


def _wrapped(texts: Sequence[str], most: int) -> list[list[_ReportLine]]:
    """Return the lines of each cell of a column; cells that are alike share them."""
    known: dict[str, list[_ReportLine]] = {}
    for text in texts:
        if text not in known:
            line = on_one_line(text)
            parts = [line] if width_of(line) <= most else textwrap.wrap(line, most) or [""]
            known[text] = [_ReportLine(part, width_of(part)) for part in parts]
    return [known[text] for text in texts]
