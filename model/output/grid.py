"""Tables as they are exported: fields with a head, a unit and plain cells, the same for every format.

A cell is a text, a number, a day or nothing. A number is written as a number only where it is all that is
known: a range, a bound or an approximate value is a text, as the window shows it, so that no reader takes the
middle of `25,000–30,000` for a published figure. Numbers are never rounded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from model.columns import Context
from model.columns.heads import FRACTIONS
from model.text.records import replace
from model.text.safe_text import ISOLATES
from model.text.units import Unit
from model.text.words import words

Plain = str | float | int | date | None
GridRows = Sequence[int]

NOTHING = "—"
_TOGETHER = 250  # rows whose cells are made at once, and then told of as done


class GridField(Struct, frozen=True):
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


class GridCell(NamedTuple):
    """A cell: the value, and the same as a reader sees it."""

    value: Plain
    text: str


_EMPTY = GridCell(None, "")


class TotalRow(Struct, frozen=True):
    """The totals of a series: its id, and a cell for some of the fields, by key."""

    series: str
    cells: dict[str, GridCell]

    def cell(self, key: str) -> GridCell:
        """Return the cell of a field; an empty one where the totals have none."""
        return self.cells.get(key, _EMPTY)


class CellGrid(Struct, frozen=True):
    """A table to be exported: `rows` are numbers of rows of the project's table `key`, in their order.

    `below` are lines that stand under the table; `told(count)` hears of each further so many rows that were
    read; `left_out` are the keys of fields that the table has and that are not among these.
    """

    key: str
    title: str
    fields: tuple[GridField, ...]
    rows: GridRows
    totals: tuple[TotalRow, ...] = ()
    below: tuple[str, ...] = ()
    told: Callable[[int], None] | None = None
    left_out: tuple[str, ...] = ()

    def filled(self, unused: Collection[str] = ()) -> CellGrid:
        """Return the table without the fields that hold nothing in any row, nor those of `unused` columns.

        The low, the best and the high of a column stay together.
        """
        kept = {_together(field.key) for field in self.fields if self._holds(field, unused)}
        fields = tuple(field for field in self.fields if _together(field.key) in kept)
        left_out = tuple(field.key for field in self.fields if _together(field.key) not in kept)
        return replace(self, fields=fields, left_out=left_out) if fields else self

    def _holds(self, field: GridField, unused: Collection[str]) -> bool:
        if field.key.partition(".")[0] in unused:
            return False
        some = (self.rows[begin : begin + _TOGETHER] for begin in range(0, len(self.rows), _TOGETHER))
        return any(cell is not None for rows in some for cell in field.values(rows)) or any(
            total.cell(field.key).value is not None for total in self.totals
        )

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

    def cells(self) -> Iterator[list[GridCell]]:
        """Yield each row with what is written and the same as a reader sees it, then those of the totals."""
        for rows in self._some_at_a_time():
            columns = (map(GridCell, field.values(rows), field.texts(rows)) for field in self.fields)
            yield from map(list, zip(*columns, strict=True))
        for total in self.totals:
            yield [total.cell(field.key) for field in self.fields]

    def all_texts(self) -> Iterator[list[str]]:
        """Yield each row as a reader sees it, then those of the totals."""
        yield from self.texts()
        for total in self.totals:
            yield [total.cell(field.key).text for field in self.fields]

    def _some_at_a_time(self) -> Iterator[GridRows]:
        for begin in range(0, len(self.rows), _TOGETHER):
            rows = self.rows[begin : begin + _TOGETHER]
            yield rows
            if self.told is not None:
                self.told(len(rows))


def _together(key: str) -> str:
    """Return what the keys of fields have in common that are there together or not at all."""
    column, _, part = key.rpartition(".")
    return f"{column}." if part in ("low", "best", "high") else key


def grid_of(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    *,
    numeric: Sequence[bool] = (),
    values: Sequence[Sequence[Plain]] | None = None,
    totals: int = 0,
    below: Sequence[str] = (),
) -> CellGrid:
    """Return a table of texts, and of their `values` where these are more: of as many rows and columns.

    `numeric` says of each column whether its cells are numbers; the last `totals` rows sum the others.
    """
    written = values if values is not None else [[text or None for text in row] for row in rows]
    count = len(rows) - totals
    sides = numeric or (False,) * len(heads)
    fields = tuple(
        GridField(str(place), head, *_column(written, rows, place), numeric=side)
        for place, (head, side) in enumerate(zip(heads, sides, strict=True))
    )
    summed = tuple(
        TotalRow("", {str(place): GridCell(*cell) for place, cell in enumerate(zip(*both, strict=True))})
        for both in zip(written[count:], rows[count:], strict=True)
    )
    return CellGrid("", title, fields, range(count), summed, tuple(below))


def _column(
    values: Sequence[Sequence[Plain]], texts: Sequence[Sequence[str]], place: int
) -> tuple[Callable[[GridRows], Sequence[Plain]], Callable[[GridRows], Sequence[str]]]:
    return lambda rows: [values[row][place] for row in rows], lambda rows: [texts[row][place] for row in rows]


def with_unit(ctx: Context, field: GridField, *, fractions: bool = False) -> str:
    """Return the head of a field, with its unit where the head does not say it.

    `fractions` says that shares stand there as fractions; the low, best and high of one always do.
    """
    unit = field.unit
    if unit == "share":
        fraction = say(ctx, FRACTIONS, head=field.head)
        return fraction if fractions or "." in field.key else field.head
    if not unit or unit in _SAID_BY_HEAD or unit.startswith("people/"):
        return field.head
    label = ctx.formats.unit(unit)
    return field.head if field.head.endswith(label) else f"{field.head} ({label})"


_SAID_BY_HEAD = ("days", "months")


def say(ctx: Context, template: str, **values: object) -> str:
    """Return a marked text as it is read."""
    return ctx.formats.words(words(template, **values))


def on_one_line(text: str) -> str:
    """Return text on one line, without characters that a terminal would take for commands."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in ISOLATES else " " for c in text)
    return " ".join(text.split())


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
