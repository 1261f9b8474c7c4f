"""A program of its own: reads the first table of the HTML that a spreadsheet put on the clipboard.

The bytes come in on standard input; a line of JSON for each row goes out, each cell as [text] or as [text,
the number that the spreadsheet says it holds]. What hostile markup does stays in this process, which may take
so much memory and time and no more; what it prints is bounded by the cells and letters counted here.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

MOST_BYTES = 32 << 20
MOST_CELLS = 500_000
MOST_COVERED = 10_000  # cells that are empty, for one beside or above them covers them; and
COVERED_BY_A_CELL = 50  # so many more for each that is there: else a few letters would make a large table
MOST_COLUMNS = 16_384  # of any spreadsheet
MOST_LETTERS = 100_000  # of one cell; a spreadsheet allows 32,767
MEMORY = 1 << 29  # bytes of address space
SECONDS = 8  # of processor time

_IGNORED = frozenset({"style", "script", "title", "head", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})
_LONGEST_NUMBER = 400  # letters; every float, written out, is shorter
_SPACE = re.compile(r"[ \t\r\n\f]+")


class TooLarge(Exception):
    """A table with more in it than is read; its text says of what."""


def cells(markup: bytes) -> Iterator[list[list[Any]]]:
    """Yield the rows of the first table; a cell merged over several is its text in the first, then empty."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - after the limits are set

    table = LexborHTMLParser(markup.decode("utf-8", "replace")).css_first("table")
    below: dict[int, int] = {}  # column -> rows still covered by a merged cell above
    count = own = 0
    for row in _rows(table):
        taken = 0
        line: list[list[Any]] = []
        covered, below = below, {column: rows - 1 for column, rows in below.items() if rows > 1}
        for cell in _children(row, ("td", "th")):
            _cover(line, covered)
            line.append(_cell(cell))
            taken += 1
            wide, high = (_span(cell.attributes.get(name)) for name in ("colspan", "rowspan"))
            first = len(line) - 1
            if first + wide > MOST_COLUMNS:
                raise TooLarge("columns")
            line.extend([[""]] * (wide - 1))
            if high > 1:
                below.update(dict.fromkeys(range(first, first + wide), high - 1))
        _cover(line, covered)
        own += taken
        count += len(line)
        if count > MOST_CELLS or count - own > MOST_COVERED + COVERED_BY_A_CELL * own:
            raise TooLarge("cells")
        if line:
            yield line


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table itself, not those of tables within its cells."""
    if table is None:
        return
    for part in _children(table, ("thead", "tbody", "tfoot", "tr")):
        if part.tag == "tr":
            yield part
        else:
            yield from _children(part, ("tr",))


def _children(node: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def _cover(line: list[list[Any]], covered: Mapping[int, int]) -> None:
    """Leave empty what a merged cell of an earlier row covers here."""
    while len(line) in covered:
        line.append([""])


def _span(value: str | None) -> int:
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 5:
        return 1
    return min(max(1, int(value)), MOST_COLUMNS)


def _cell(cell: Any) -> list[Any]:
    """Return the text of a cell, and what it holds where the spreadsheet says so."""
    text = _text(cell)
    held = _held(cell.attributes)
    return [text] if held is None else [text, held]


def _text(cell: Any) -> str:
    parts: list[str] = []
    letters = 0
    node, depth = cell.child, 0
    while node is not None:
        if node.tag == "-text":
            piece = _SPACE.sub(" ", node.text_content or "")
            letters += len(piece)
            if letters > MOST_LETTERS:
                raise TooLarge("letters")
            parts.append(piece)
        elif node.tag in _BREAKS:
            parts.append("\n")
        down = None if node.tag in _IGNORED else node.child
        if down is not None:
            node, depth = down, depth + 1
            continue
        while node is not None and node.next is None and depth:
            node, depth = node.parent, depth - 1
        node = None if node is None else node.next
    lines = "".join(parts).replace("\u00a0", " ").split("\n")
    return "\n".join(_SPACE.sub(" ", line).strip() for line in lines).strip()


def _held(attributes: Mapping[str, str | None]) -> float | None:
    """Return the number that Calc (`sdval`), Excel (`x:num`) or Sheets (`data-sheets-value`) say."""
    for name in ("sdval", "x:num"):
        said = attributes.get(name)
        if said is not None:  # Calc writes the decimal sign of its country, and separates no thousands
            return _number(said.replace(",", ".", 1))
    sheets = attributes.get("data-sheets-value")
    if sheets is not None and len(sheets) <= MOST_LETTERS:
        try:
            value = json.loads(sheets)
        except (ValueError, RecursionError):
            return None
        if isinstance(value, dict) and value.get("1") == 3:
            return _number(str(value.get("3")))
    return None


def _number(said: str) -> float | None:
    if len(said) > _LONGEST_NUMBER or not said.isascii():
        return None
    try:
        number = float(said)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def limit() -> None:
    """Bound what this process may take, where the system allows it."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the parent's clock is the only limit
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(kind, (most, most))


def main() -> int:
    """Answer on standard output; whatever goes wrong is an answer too."""
    limit()
    try:
        for row in cells(sys.stdin.buffer.read(MOST_BYTES)):
            sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.write('{"done": true}\n')
    except (TooLarge, MemoryError):
        sys.stdout.write('{"refused": "too much"}\n')
    return 0
