"""Tables as they are exported: fields with a head, a unit and plain cells, the same for every format.

A cell is a text, a number, a day or nothing. A number is written as a number only where it is all that is
known: a range, a bound or an approximate value is a text, as the window shows it, so that no reader takes the
middle of `25,000–30,000` for a published figure. Numbers are never rounded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from model.columns import Context
from model.text.units import Unit
from model.text.words import marked, words

Plain = str | float | int | date | None
GridRows = Sequence[int]

_TOGETHER = 250  # rows whose cells are made at once, and then told of as done


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an export.

    `key` is its name for programs, `head` for readers, `unit` the key of the unit shown ("" for none).
    `values(rows)` are the cells of some rows, `texts(rows)` the same as a reader sees them. `measure` is the
    measure of the period that the cells hold, if they do, and `numeric` says whether they stand to the right;
    `change` says that they are shares more or less than something.
    """

    key: str
    head: str
    values: Callable[[GridRows], Sequence[Plain]]
    texts: Callable[[GridRows], Sequence[str]]
    unit: Unit = ""
    numeric: bool = False
    measure: str = ""
    change: bool = False


@dataclass(frozen=True, slots=True)
class TotalCell:
    """A cell of a row of totals: the value, and the same as a reader sees it."""

    value: Plain
    text: str


_EMPTY = TotalCell(None, "")


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The totals of a series: its id, and a cell for some of the fields, by key."""

    series: str
    cells: dict[str, TotalCell]

    def cell(self, key: str) -> TotalCell:
        """Return the cell of a field; an empty one where the totals have none."""
        return self.cells.get(key, _EMPTY)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be exported: `rows` are numbers of rows of the project's table `key`, in their order.

    `told(count)` hears of each further so many rows that were read.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    rows: GridRows
    totals: tuple[TotalRow, ...] = ()
    told: Callable[[int], None] | None = None

    def heads(self, ctx: Context, *, fractions: bool = False) -> tuple[str, ...]:
        """Return the heads with their units: `Gains/day (km² a day)`."""
        return tuple(with_unit(ctx, field, fractions=fractions) for field in self.fields)

    def values(self) -> Iterator[list[Plain]]:
        """Yield the cells of each row, without the totals."""
        for rows in self._some_at_a_time():
            yield from map(list, zip(*(field.values(rows) for field in self.fields), strict=True))

    def texts(self) -> Iterator[list[str]]:
        """Yield each row as a reader sees it, without the totals."""
        for rows in self._some_at_a_time():
            yield from map(list, zip(*(field.texts(rows) for field in self.fields), strict=True))

    def _some_at_a_time(self) -> Iterator[GridRows]:
        for begin in range(0, len(self.rows), _TOGETHER):
            rows = self.rows[begin : begin + _TOGETHER]
            yield rows
            if self.told is not None:
                self.told(len(rows))


def with_unit(ctx: Context, field: Field, *, fractions: bool = False) -> str:
    """Return the head of a field, with its unit where the head does not say it.

    `fractions` says that shares stand there as fractions; the low, best and high of one always do.
    """
    unit = field.unit
    if unit == "share":
        fraction = said(ctx, marked("{head} (1 = 100 %)"), head=field.head)
        return fraction if fractions or "." in field.key else field.head
    if not unit or unit in _SAID_BY_HEAD or unit.startswith("people/"):
        return field.head
    label = ctx.formats.unit(unit)
    return field.head if field.head.endswith(label) else f"{field.head} ({label})"


_SAID_BY_HEAD = ("days", "months")


def said(ctx: Context, template: str, **values: object) -> str:
    """Return a marked text as it is read."""
    return ctx.formats.words(words(template, **values))


def plain_number(x: float) -> float | int | None:
    """Return a number as it is written: whole ones without a decimal point, nothing for an open bound."""
    if not math.isfinite(x):
        return None
    return int(x) if x == int(x) else x


def plain_text(value: Plain) -> str:
    """Return a cell as text for programs: numbers in full with a decimal point, days as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else repr(value)
