"""Numbers of a column: the decimal sign is found by looking at the whole file, then each is read strictly.

A number misread by a factor of a thousand looks like any other, so that a lone `1,234` proves nothing: it
takes `1,234,567`, `1,234.5`, `12,5` or the size of the other numbers to tell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.imports.cells import Cell, says_nothing
from model.text.errors import Unreadable
from model.text.notation import ENGLISH, GERMAN, LARGEST, Notation, clipped, read_number
from model.text.words import Words, words

_SPACE = "[ \u00a0\u2007\u2008\u2009\u202f]"
_LOOKS = re.compile(
    rf"[-+\u2212]?(?:[0-9](?:[0-9.,'’_]|{_SPACE}(?=[0-9]))*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\s*%?"
)
_PLAIN = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_COULD_BE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_FLOAT_SIGNS = b"0123456789.-+eE\n"


def looks_numeric(cell: Cell) -> bool:
    """Whether a cell holds a number, in whatever notation."""
    if isinstance(cell, str):
        return _LOOKS.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float)


@dataclass(slots=True)
class Evidence:
    """What the numbers of a file say about its decimal sign, as counts of cells with one example each."""

    comma_decimal: str = ""
    dot_decimal: str = ""
    comma_open: str = ""
    dot_open: str = ""

    def add(self, texts: Iterable[str]) -> None:
        """Take the numbers among some texts into account."""
        for text in texts:
            bare = text.strip().lstrip("+-\u2212").rstrip("% ")
            if ("," in bare or "." in bare) and _LOOKS.fullmatch(bare):
                self._weigh(bare)

    def _weigh(self, bare: str) -> None:
        if _COULD_BE_THOUSANDS.fullmatch(bare):
            if "," in bare:
                self.comma_open = self.comma_open or bare
            else:
                self.dot_open = self.dot_open or bare
        elif (
            "," in bare
            and (("." not in bare and bare.count(",") == 1) or bare.rfind(",") > bare.rfind(".") > -1)
        ) or ("," not in bare and bare.count(".") > 1):
            self.comma_decimal = self.comma_decimal or bare
        else:
            self.dot_decimal = self.dot_decimal or bare

    @property
    def decimal(self) -> str:
        """The decimal sign that is proved: `.`, `,`, or "" where none is, or where both are."""
        if self.comma_decimal and self.dot_decimal:
            return ""
        if self.dot_decimal or not (self.comma_open or self.dot_open or self.comma_decimal):
            return "."
        return "," if self.comma_decimal else ""

    @property
    def question(self) -> Words:
        """Why no decimal sign is proved."""
        if self.comma_decimal and self.dot_decimal:
            return words(
                "the decimal sign is not the same throughout: there are {one} and {other}",
                one=clipped(self.comma_decimal),
                other=clipped(self.dot_decimal),
            )
        open_ = self.comma_open or self.dot_open
        return words(
            "it is not said whether the “{sign}” in {example} separates thousands or decimals",
            sign="," if self.comma_open else ".",
            example=open_,
        )


def sized_decimal(texts: Sequence[str]) -> str:
    """Return the decimal sign that the size of a column's plain whole numbers speaks for, or "".

    Where 106000 and 113000 stand beside `140,000`, the comma separates thousands: all the open readings
    must lie within the plain numbers' range (half the least to twice the greatest), the others all below it.
    """
    plain = [float(text) for text in texts if text.isascii() and text.isdigit() and len(text) > 3]
    open_ = [text for text in texts if _COULD_BE_THOUSANDS.fullmatch(text)]
    signs = {"," if "," in text else "." for text in open_}
    if not plain or len(signs) != 1:
        return ""
    grouped = [float(re.sub("[.,]", "", text)) for text in open_]
    if all(min(plain) / 2 <= x <= max(plain) * 2 for x in grouped) and max(grouped) / 1000 < min(plain) / 2:
        return "." if signs == {","} else ","
    return ""


def notation_of(decimal: str) -> Notation:
    """Return the notation with a decimal sign; "" is a point."""
    return GERMAN if decimal == "," else ENGLISH


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """The numbers of a column: NaN where there is none, and why: the unreadable cells by index."""

    values: NDArray[np.float64]
    unreadable: dict[int, Words]


def read_numbers(cells: Sequence[Cell], decimal: str) -> Numbers:
    """Return the numbers of a column with the decimal sign `decimal`; what says nothing is NaN."""
    quick = _all_plain(cells) if decimal != "," else None
    if quick is not None:
        return Numbers(quick, {})
    values = np.full(len(cells), np.nan)
    unreadable: dict[int, Words] = {}
    notation = notation_of(decimal)
    for index, cell in enumerate(cells):
        if says_nothing(cell):
            continue
        try:
            values[index] = _number(cell, notation)
        except Unreadable as error:
            unreadable[index] = error.words
    return Numbers(values, unreadable)


def _all_plain(cells: Sequence[Cell]) -> NDArray[np.float64] | None:
    """Return the numbers of a column of nothing but digits and points, or None; the quick way for many."""
    try:
        joined = "\n".join(cells).encode("ascii")  # type: ignore[arg-type] # what is no text raises
    except (TypeError, UnicodeEncodeError):
        return None
    if joined.translate(None, _FLOAT_SIGNS):
        return None
    try:
        values = np.array([float(cell) for cell in cells])  # type: ignore[arg-type] # all are text
    except ValueError:
        return None
    return values if not len(values) or np.abs(values).max() < LARGEST else None


def _number(cell: Cell, notation: Notation) -> float:
    if isinstance(cell, str):
        bare = cell.strip()
        number = float(bare) if notation.decimal == "." and _PLAIN.fullmatch(bare) else math.inf
        if abs(number) >= LARGEST:  # where floats leave out whole numbers, the strict way looks at each digit
            return read_number(bare, notation)
    elif isinstance(cell, int | float):
        number = float(cell)
    else:
        raise Unreadable(words("“{text}” is a date where a number should be", text=str(cell)))
    if not math.isfinite(number) or abs(number) >= LARGEST:
        raise Unreadable(words("“{text}” is too large a number to be kept exactly", text=clipped(str(cell))))
    return number + 0.0
