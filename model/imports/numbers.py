"""Numbers of a column: its decimal sign is found from its own cells, then each cell is read as a figure.

A number misread by a factor of a thousand looks like any other, so that a lone `1,234` proves nothing: it
takes `1,234,567`, `1,234.5`, `12,5` or the size of the other numbers to tell. People are whole: of theirs a
sign before three digits is never a decimal sign, and is asked about where nothing proves that it separates
thousands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from model.imports.cells import Cell, says_nothing, text_of
from model.text.errors import Unreadable
from model.text.figure_words import FigureText, Qualifier, parse_figure_text
from model.text.figures import Figure, Quantity, figure_of_text
from model.text.formats import numeral
from model.text.notation import (
    ENGLISH,
    GERMAN,
    LARGEST,
    NUMBER,
    Notation,
    clipped,
    is_grouped,
    is_thousands_or_decimals,
    write_decimal,
)
from model.text.number_words import in_digits
from model.text.records import replace
from model.text.units import METRIC_POWERS, read_typed_unit, said_unit
from model.text.words import Words, marked, words

_SPACE = "[ \u00a0\u2007\u2008\u2009\u202f]"
_LOOKS = re.compile(
    rf"[-+\u2212]?(?:[0-9](?:[0-9.,'’_]|{_SPACE}(?=[0-9]))*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\s*%?"
)
_PIECE = re.compile(rf"({NUMBER})\s*(e[-+]?[0-9]|[^\W\d_]*)", re.IGNORECASE)
_FLOAT = re.compile(r"-?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]{1,3})?")
_LONGEST = 200  # characters of a text in whose numbers anything is looked for
_FLOAT_SIGNS = b"0123456789.-+eE\n"
_AREA = Quantity("km2", negative=True)

EXACT, ABOUT, OVER, AT_LEAST, UNDER, UP_TO = range(6)
"""Marks: how firmly a row is published."""
QUALIFIERS = tuple(Qualifier)
MARKS = {qualifier: mark for mark, qualifier in enumerate(QUALIFIERS)}

NOT_FIRMLY = marked("“{text}” does not say how firmly the value is meant")


def looks_numeric(cell: Cell) -> bool:
    """Whether a cell holds a number, in whatever notation."""
    if isinstance(cell, str):
        return _LOOKS.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def looks_like_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure: a number, or one with words: `~1300`, `1.3k`, `1,200–1,300`."""
    if looks_numeric(cell):
        return True
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return False
    spoken = cell.lower()
    if not any(sign.isdigit() for sign in cell) and in_digits(spoken) == spoken:
        return False
    try:
        parse_figure_text(cell)
    except Unreadable:
        return False
    return True


def said_firmly(cell: Cell) -> Qualifier | None:
    """Return what a word beside a value says of it: `about`, `more`; None where it is no such word."""
    if says_nothing(cell):
        return Qualifier.EXACT
    text = text_of(cell).casefold()
    if any(sign.isdigit() for sign in text):
        return None
    try:
        return parse_figure_text(f"{'more than' if text == 'more' else text} 1").qualifier
    except Unreadable:
        return None


class DecimalEvidence(Struct):
    """What numbers say of their decimal sign, with one example each.

    `decimal`: proofs that a sign is one. `open`: it may separate thousands. `fraction`: of `people`, who are
    whole, it proves nothing.
    """

    people: bool = False
    decimal: dict[str, str] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    fraction: dict[str, str] = field(default_factory=dict)

    def add(self, cells: Iterable[Cell]) -> DecimalEvidence:
        """Take the numbers in some texts into account."""
        texts = (cell for cell in cells if isinstance(cell, str) and ("," in cell or "." in cell))
        for digits, behind in _pieces(texts):
            self._weigh(digits, scaled=bool(behind))
        return self

    def _weigh(self, digits: str, *, scaled: bool) -> None:
        signs = re.findall("[.,]", digits)
        if not signs:
            return
        last, other = signs[-1], "." if signs[-1] == "," else ","
        if len(signs) > 1:
            grouped, _, rest = digits.rpartition(last) if len(set(signs)) > 1 else (digits, "", "")
            if is_grouped(grouped) and rest.isdigit() == bool(rest):
                self.decimal.setdefault(last if rest else other, digits)
        elif is_thousands_or_decimals(digits):
            self.open.setdefault(last, digits)
        elif self.people and not scaled and digits.partition(last)[2].strip("0"):
            self.fraction.setdefault(last, digits)
        else:
            self.decimal.setdefault(last, digits)

    @property
    def proved(self) -> str:
        """The decimal sign that is proved: `.`, `,`, or "" where none is, or where both are."""
        if self.decimal:
            return next(iter(self.decimal)) if len(self.decimal) == 1 else ""
        if not self.open:
            return next(iter(self.fraction), ".")
        left = set(self.fraction) - set(self.open)
        return left.pop() if left and len(self.open) == 1 else ""

    @property
    def example(self) -> tuple[str, str]:
        """A number that may mean two things, and the sign in it."""
        sign, text = next(iter((self.open or self.decimal or {"": ""}).items()))
        return text, sign

    @property
    def question(self) -> Words:
        """Why no decimal sign is proved, with both readings."""
        if len(self.decimal) > 1:
            one, other = self.decimal.values()
            message = marked("the decimal sign is not the same throughout: there are {one} and {other}")
            return words(message, one=clipped(one), other=clipped(other))
        text, sign = self.example
        whole = numeral(re.sub("[.,]", "", text) or "0")
        fraction = numeral(text.replace(",", ".") or "0")
        message = marked(
            "it is not said whether the “{sign}” in {example} separates thousands or decimals"
            " ({whole} or {fraction})"
        )
        if self.people:
            message = marked(
                "it is not said whether the “{sign}” in {example} separates thousands or decimals"
                " ({whole} or {fraction}): people are whole, so that thousands are likely"
            )
        return words(message, sign=sign, example=text, whole=whole, fraction=fraction)


class Settled(Struct, frozen=True):
    """The decimal sign of a column, and what is to be said of how it was found."""

    sign: str
    note: Words | None = None


def settle_decimal(
    name: str, cells: Sequence[Cell], *, people: bool, given: str = "", others: Iterable[str] = ()
) -> Settled | Words:
    """Return the decimal sign of a column, or the question that has to be answered.

    `given` holds where the column's own cells prove nothing. `others` are the signs proved in other columns:
    they may confirm that the sign among people's three digits is none.
    """
    evidence = DecimalEvidence(people).add(cells)
    if evidence.proved and not evidence.open:
        return Settled(evidence.proved)
    found = evidence.proved or given or _sized_decimal(cells, evidence)
    elsewhere = set(others)
    if not found and people and len(evidence.open) == 1 and not evidence.decimal and len(elsewhere) == 1:
        found = next(iter(elsewhere - set(evidence.open)), "")
    if not found:
        message = marked("“{name}”: {question}")
        return words(message, name=name, question=evidence.question)
    text, sign = evidence.example
    if sign == found:
        return Settled(found)
    message = marked("the “{sign}” in “{name}” separates thousands: {example} is read as {whole}")
    whole = numeral(re.sub("[.,]", "", text))
    return Settled(found, words(message, sign=sign, name=name, example=text, whole=whole))


def _sized_decimal(cells: Sequence[Cell], evidence: DecimalEvidence) -> str:
    """Return the decimal sign that the size of a column's plain whole numbers speaks for, or "".

    Where 106000 and 113000 stand beside `140,000`, the comma separates thousands: all the open readings
    must lie within the plain numbers' range (half the least to twice the greatest), the others all below it.
    """
    if len(evidence.open) != 1 or evidence.decimal:
        return ""
    pieces = [digits for digits, behind in _pieces(cells) if not behind]
    plain = [float(digits) for digits in pieces if len(digits) > 2 and digits.isdigit()]
    plain += [abs(float(cell)) for cell in cells if isinstance(cell, int | float) and abs(cell) >= 100]
    grouped = [float(re.sub("[.,]", "", digits)) for digits in pieces if is_thousands_or_decimals(digits)]
    if not plain or not grouped or not all(min(plain) / 2 <= x <= max(plain) * 2 for x in grouped):
        return ""
    if max(grouped) / 1000 >= min(plain) / 2:
        return ""
    return "." if "," in evidence.open else ","


def _pieces(cells: Iterable[Cell]) -> Iterator[tuple[str, str]]:
    """Yield each number in different texts that are figures, as it is written, with the word behind it."""
    for text in dict.fromkeys(cell for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST):
        if not looks_like_figure(text):
            continue
        for digits, behind in _PIECE.findall(text):
            if not re.fullmatch("e[-+]?[0-9]", behind.casefold()):
                yield digits, behind


class ColumnForm(Struct, frozen=True):
    """How the numbers of a column are written: decimal sign, unit, the power of ten that its name says.

    `unit` is people, or km2, mi2, m2 or ha: numbers are returned in it; or `share` or `percent` of numbers
    without a sign, which are shares then. `fractional`: people with a fraction are taken.
    """

    decimal: str = "."
    unit: str = "people"
    power: int = 0
    fractional: bool = False

    @property
    def takes_floats(self) -> bool:
        """Whether digits and a point are a number in any case: of people a point may separate thousands."""
        return self.decimal == "." and not self.of_shares and (self.unit != "people" or self.fractional)

    @property
    def notation(self) -> Notation:
        """The notation in which its texts are written."""
        return GERMAN if self.decimal == "," else ENGLISH

    @property
    def quantity(self) -> Quantity:
        """What its numbers are of."""
        if self.of_shares:
            return Quantity.SHARE
        return replace(Quantity.PEOPLE, fractional=self.fractional) if self.unit == "people" else _AREA

    @property
    def of_shares(self) -> bool:
        """Whether its numbers are shares, of 1 or in percent."""
        return self.unit in ("share", "percent")


class CellFigure(Struct, frozen=True):
    """A figure of a cell in the unit of its column, and what stands beside it and says nothing of it."""

    figure: Figure
    aside: tuple[str, ...] = ()


def read_cell(cell: Cell, form: ColumnForm) -> CellFigure:
    """Return the figure of a cell that does not say nothing. Raises Unreadable."""
    if isinstance(cell, str) and form.takes_floats and _FLOAT.fullmatch(cell.strip()):
        cell = float(cell)  # as another program wrote it out, with as many digits as it takes
    if isinstance(cell, str):
        parts = parse_figure_text(cell)
        if form.of_shares:
            parts = parts if "%" in cell else parts._replace(after=(2 * (form.unit == "share"), "%"))
        elif form.unit != "people":
            parts = _without_unit(cell, parts, form.unit)
        if form.power and not parts.after[0]:
            parts = parts._replace(after=(form.power, parts.after[1]))
        return CellFigure(figure_of_text(cell, parts, form.quantity, form.notation), parts.aside)
    if isinstance(cell, date):
        message = marked("“{text}” is a date where a number should be")
        raise Unreadable(words(message, text=text_of(cell)))
    if isinstance(cell, bool) or cell is None:
        raise Unreadable(words("“{text}” is no number", text=str(cell)))
    return _read_number(cell, form)


def _read_number(cell: float, form: ColumnForm) -> CellFigure:
    """Return the figure of a cell that is a number. Raises Unreadable."""
    if form.of_shares:  # as it is held, whatever the sign of texts
        return read_cell(write_decimal(Decimal(repr(cell)), ENGLISH), replace(form, decimal="."))
    number = float(Decimal(repr(cell)).scaleb(form.power)) + 0.0 if math.isfinite(cell) else math.inf
    if abs(number) >= LARGEST:
        message = marked("“{text}” is too large a number to be kept exactly")
        raise Unreadable(words(message, text=clipped(str(cell))))
    if form.unit == "people" and number < 0:
        message = marked("“{text}” is negative, and people are counted here")
        raise Unreadable(words(message, text=clipped(str(cell))))
    if form.unit == "people" and not form.fractional and not number.is_integer():
        message = marked("“{text}” would be a fraction of a person, and people are whole")
        raise Unreadable(words(message, text=clipped(str(cell))))
    return CellFigure(Figure(number))


def _without_unit(text: str, parts: FigureText, unit: str) -> FigureText:
    """Return the parts of a figure without the unit, which is its column's. Raises Unreadable for another."""

    def bare(name: str) -> str:
        typed = read_typed_unit(name)
        if typed is not None and typed.unit != unit:
            message = marked("“{text}” is in another unit than its column ({unit})")
            raise Unreadable(words(message, text=clipped(text), unit=said_unit(unit)))
        return ""

    numbers = {
        place: number._replace(unit=bare(number.unit))
        for place in ("value", "low", "high")
        if (number := getattr(parts, place)) is not None
    }
    other = parts.other if unit in ("km2", "mi2") else None
    return parts._replace(**numbers, after=(parts.after[0], bare(parts.after[1])), other=other)


def unit_of_cells(cells: Sequence[Cell]) -> str:
    """Return the unit of area that every text among some cells says, or ""."""
    units: set[str] = set()
    for text in {cell for cell in cells if isinstance(cell, str) and not says_nothing(cell)}:
        try:
            parts = parse_figure_text(text)
        except Unreadable:
            continue
        said = {
            typed.unit
            for number in (parts.value, parts.low, parts.high)
            if number is not None and (typed := read_typed_unit(number.unit)) is not None
        }
        if len(said) != 1:
            return ""
        units |= said
    return units.pop() if len(units) == 1 and units <= {"km2", "mi2", *METRIC_POWERS} else ""


class Numbers(Struct, frozen=True, eq=False):
    """The figures of a column: NaN where there is none, and why: the unreadable cells by index.

    `stated`: the best is published, not the middle of a range. `marks` say how firmly; of what is over or
    under, low, best and high are the number stated. `aside` has by index what was left out of a cell: marks
    of footnotes, changes in brackets.
    """

    low: NDArray[np.float64]
    best: NDArray[np.float64]
    high: NDArray[np.float64]
    stated: NDArray[np.bool_]
    marks: NDArray[np.int8]
    unreadable: dict[int, Words]
    aside: dict[int, str]


def read_numbers(cells: Sequence[Cell], form: ColumnForm) -> Numbers:
    """Return the figures of a column; what says nothing is NaN."""
    count = len(cells)
    stated, marks = np.ones(count, dtype=bool), np.zeros(count, dtype=np.int8)
    quick = _all_plain(cells, form)
    if quick is not None:
        return Numbers(quick, quick, quick, stated, marks, {}, {})
    low, best, high = (np.full(count, np.nan) for _ in range(3))
    unreadable: dict[int, Words] = {}
    aside: dict[int, str] = {}
    known: dict[Cell, CellFigure | Words] = {}
    for index, cell in enumerate(cells):
        if says_nothing(cell):
            continue
        key = cell if isinstance(cell, str) else None
        read = known.get(key) if key is not None else None
        if read is None:
            try:
                read = read_cell(cell, form)
            except Unreadable as error:
                read = error.words
            if key is not None:
                known[key] = read
        if isinstance(read, Words):
            unreadable[index] = read
            continue
        figure = read.figure
        marks[index] = MARKS[figure.qualifier]
        if figure.low is not None and figure.high is not None:
            low[index], best[index], high[index] = figure.bounds()
            stated[index] = figure.value is not None
        else:
            low[index] = best[index] = high[index] = figure.value
        if read.aside:
            aside[index] = " ".join(read.aside)
    return Numbers(low, best, high, stated, marks, unreadable, aside)


def _all_plain(cells: Sequence[Cell], form: ColumnForm) -> NDArray[np.float64] | None:
    """Return the numbers of a column of nothing but digits and points, or None; the quick way for many."""
    if form.power or form.decimal == ",":
        return None
    try:
        joined = "\n".join(cells).encode("ascii")  # type: ignore[arg-type] # what is no text raises
    except (TypeError, UnicodeEncodeError):
        return None
    people = form.unit == "people"
    if joined.translate(None, _FLOAT_SIGNS) or (people and joined.translate(None, b"0123456789\n")):
        return None
    try:
        values = np.array([float(cell) for cell in cells])  # type: ignore[arg-type] # all are text
    except ValueError:
        return None
    return values + 0.0 if not len(values) or np.abs(values).max() < LARGEST else None
