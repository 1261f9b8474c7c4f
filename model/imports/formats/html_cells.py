"""A program of its own: reads the first table of the HTML that a spreadsheet put on the clipboard.

What is told is a row after the other, each cell as [text] or as [text, the number that the spreadsheet says
that it holds]; it is bounded by the cells and letters counted here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from model.imports.child_side import OddFile, answer_with
from model.imports.formats.html_nodes import lines, steps
from model.imports.formats.workbook_styles import raised, struck

MOST_BYTES = 32 << 20
MOST_CELLS = 500_000
MOST_COVERED = 10_000  # cells that are empty, for one beside or above them covers them; and
COVERED_BY_A_CELL = 50  # so many more for each that is there: else a few letters would make a large table
MOST_LETTERS = 100_000  # of one cell; a spreadsheet allows 32,767

_IGNORED = frozenset({"style", "script", "title", "head", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})
_RAISED = frozenset({"sup", "sub"})
_STRUCK = frozenset({"s", "strike", "del"})
_STRUCK_BY_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?[a-z%]*\s*(?:;|$))",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 400  # letters; every float, written out, is shorter
_SPACE = re.compile(r"[ \t\r\n\f]+")


def cells(markup: bytes) -> Iterator[list[list[Any]]]:
    """Yield the rows of the first table; a cell merged over several is its text in the first, then empty."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - after the limits are set

    table = LexborHTMLParser(markup.decode("utf-8", "replace")).css_first("table")
    count = own = 0
    for line, taken in () if table is None else lines(table, _cell, lambda _cell: [""]):
        own += taken
        count += len(line)
        if count > MOST_CELLS or count - own > MOST_COVERED + COVERED_BY_A_CELL * own:
            raise OddFile("cells")
        if line:
            yield line


def _cell(cell: Any) -> list[Any]:
    """Return the text of a cell, and what it holds where the spreadsheet says so."""
    text = _text(cell)
    held = _held(cell.attributes)
    return [text] if held is None else [text, held]


def _text(cell: Any) -> str:
    """Return the text of a cell as it is seen: raised and struck digits are none of a number beside them."""
    parts: list[str] = []
    begun: list[int] = []  # where the text of what is raised or struck begins
    letters = 0
    for node, leaving in steps(cell, _enters):
        other = _changed(node) if node.tag != "-text" and node.child is not None and _enters(node) else None
        if other is not None:
            if not leaving:
                begun.append(len(parts))
            elif begun:
                at = begun.pop()
                parts[at:] = [other("".join(parts[at:]))]
        if node.tag == "-text":
            piece = _SPACE.sub(" ", node.text_content or "")
            letters += len(piece)
            if letters > MOST_LETTERS:
                raise OddFile("letters")
            parts.append(piece)
        elif node.tag in _BREAKS and not leaving:
            parts.append("\n")
    shown = "".join(parts).replace("\u00a0", " ").split("\n")
    return "\n".join(_SPACE.sub(" ", line).strip() for line in shown).strip()


def _enters(node: Any) -> bool:
    given: Mapping[str, str | None] = node.attributes
    return node.tag not in _IGNORED and "hidden" not in given and not _HIDDEN.search(given.get("style") or "")


def _changed(node: Any) -> Callable[[str], str] | None:
    """Return what an element makes of its text: raised signs, or a struck number called so."""
    if node.tag in _RAISED:
        return lambda text: text if "[" in text else raised(text)
    if node.tag in _STRUCK or _STRUCK_BY_STYLE.search(node.attributes.get("style") or ""):
        return struck
    return None


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


def main() -> int:
    """Answer on standard output."""
    return answer_with(lambda data: cells(data[:MOST_BYTES]))
