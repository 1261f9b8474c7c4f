"""The report as text for a terminal: aligned tables, split where they are too wide, nothing cut off."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from model.columns import Context
from model.report.sheet import Sheet, plain, say
from model.report.tables import explanations, sheets
from model.words import QT_TRANSLATE_NOOP

WIDTH = 110  # characters, of a terminal a little wider than the oldest
BETWEEN = "  "
WIDE, NARROW = 60, 30  # the widest a column of text may be in a table of few columns, and of many
FEW = 4


def text_report(ctx: Context) -> Iterator[str]:
    """Yield the lines of the report, each with its line end."""
    project = ctx.project
    title = plain(project.title) or say(ctx, QT_TRANSLATE_NOOP("model", "Untitled project"))
    yield f"{title}\n{'=' * width_of(title)}\n"
    for paragraph in project.notes.splitlines():
        yield from (f"{line}\n" for line in textwrap.wrap(plain(paragraph), WIDTH) or [""])
    for sheet in sheets(ctx):
        yield f"\n{plain(sheet.title)}\n{'-' * width_of(plain(sheet.title))}\n"
        yield from _table(sheet)
        for line in sheet.below:
            yield from (f"{part}\n" for part in textwrap.wrap(plain(line), WIDTH, subsequent_indent="  "))
    yield "\n"
    yield from (f"{line}\n" for line in explanations(ctx))


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide letter, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def _table(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of a table; a wide one as several, one below the other, each with the first column."""
    if not sheet.heads:
        return
    cap = WIDE if len(sheet.heads) <= FEW else NARROW
    columns = [
        [_wrapped(cell, cap) for cell in (head, *(row[place] for row in sheet.rows))]
        for place, head in enumerate(sheet.heads)
    ]
    widths = [max(width_of(line) for cell in column for line in cell) for column in columns]
    for number, places in enumerate(_blocks(widths)):
        if number:
            yield "\n"
        rule = BETWEEN.join("─" * widths[place] for place in places)
        for row in range(len(sheet.rows) + 1):
            if row == 1 or (sheet.totals and row == len(sheet.rows) + 1 - sheet.totals):
                yield f"{rule}\n"
            yield from _lines(
                [columns[place][row] for place in places],
                [widths[place] for place in places],
                [sheet.numeric[place] for place in places],
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


def _lines(cells: Sequence[list[str]], widths: Sequence[int], numeric: Sequence[bool]) -> Iterator[str]:
    for line in range(max(len(cell) for cell in cells)):
        parts = []
        for cell, width, right in zip(cells, widths, numeric, strict=True):
            text = cell[line] if line < len(cell) else ""
            space = " " * (width - width_of(text))
            parts.append(space + text if right else text + space)
        yield f"{BETWEEN.join(parts).rstrip()}\n"


def _wrapped(text: str, width: int) -> list[str]:
    line = plain(text)
    return [line] if width_of(line) <= width else textwrap.wrap(line, width) or [""]
