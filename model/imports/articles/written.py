"""A text as it is put together of a document: paragraphs, entries of lists, rows of tables, raised digits."""

from __future__ import annotations

import re

from model.imports.child_side import OddFile

MOST_LETTERS = 2_000_000
"""Of a text; the same that `read_report` takes."""
EMPTY_CELL = "–"

_RAISED = str.maketrans("0123456789+-–−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")  # no others: a no-break space holds a number together


class Written:
    """Paragraphs as they are said, one after the other; of white space one space is left."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._kinds: list[str] = []  # `row`, `entry`, or none: those of a kind follow without an empty line
        self._pieces: list[str] = []
        self._mark = ""
        self._letters = 0

    def say(self, text: str) -> None:
        """Go on with the paragraph."""
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            raise OddFile("said")
        self._pieces.append(text)

    def begin_entry(self, mark: str) -> None:
        """Put a bullet or a number before the paragraph that comes next, as an entry of a list."""
        self._mark = mark

    def end(self, kind: str = "") -> None:
        """End the paragraph."""
        lines = [spaced(line) for line in "".join(self._pieces).split("\n")]
        self._pieces = []
        block = "\n".join(line for line in lines if line)
        if block:
            self._blocks.append(self._mark + block)
            self._kinds.append("entry" if self._mark else kind)
            self._mark = ""

    def row(self, cells: list[str]) -> None:
        """Say a row of a table: an empty cell is a dash, so that each number stands under its own head."""
        line = "\t".join(spaced(cell.replace("\n", " ")) or EMPTY_CELL for cell in cells)
        self._letters += len(line)
        if self._letters > MOST_LETTERS:
            raise OddFile("said")
        self._blocks.append(line)
        self._kinds.append("row")

    def text(self) -> str:
        """Return everything that was said."""
        self.end()
        parts: list[str] = []
        before = ""
        for block, kind in zip(self._blocks, self._kinds, strict=True):
            if parts:
                parts.append("\n" if kind and kind == before else "\n\n")
            parts.append(block)
            before = kind
        return "".join(parts)


def spaced(text: str) -> str:
    """Return text with one space where there is white space, and none at its ends."""
    return _SPACE.sub(" ", text.replace("\u00ad", "")).strip(" ")


def raised(text: str) -> str:
    """Return raised text: digits as raised ones, which are never taken for digits of the number before.

    So `45,690` with a raised 5 is no 456,905, and km² is what it was.
    """
    mark = text.strip().strip("[]")
    if re.fullmatch(r"[0-9][0-9,;–\- ]{0,11}|[+\-−][0-9]{1,3}", mark) is None:
        return text
    return " ".join(part.translate(_RAISED) for part in re.split(r"[,; ]+", mark) if part)


def lowered(text: str) -> str:
    """Return lowered text: its digits are no digits of the number before either."""
    return text.translate(_LOWERED)
