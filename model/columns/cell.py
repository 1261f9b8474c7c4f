"""What every table column is, and the kinds that hold text, days and choices.

A column never holds a value; it knows how to get one from a `Context` and a row number, and how to make a new
row from typed text. Columns of figures and of computed values stand beside this module; the tables that are
made of them are declared in `model.columns.periods` and its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.checks import Checks, ChecksOrLater, checks
from model.columns.blank import UNSTATED, blank_row
from model.derive.results import Results, derive
from model.project import Project, Row
from model.text.days import span_words
from model.text.errors import Refused, Unreadable
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.kept_texts import unsavable_text
from model.text.read_days import read_date, read_span
from model.text.records import replace
from model.text.safe_text import cleaned
from model.text.words import marked, words

FIRST_YEAR = 1000


class Context(Struct, frozen=True, eq=False):
    """What a column needs to show a cell: results, what was noticed, and how numbers are written."""

    results: Results
    noticed: ChecksOrLater
    formats: Formats

    @classmethod
    def of(cls, project: Project, formats: Formats) -> Context:
        """Return what columns need of a project, which is derived and checked for it."""
        results = derive(project)
        return cls(results, checks(results), formats)

    @property
    def checks(self) -> Checks:
        """Claims and findings of the project; made now, where nobody asked before."""
        return self.noticed() if callable(self.noticed) else self.noticed

    @property
    def project(self) -> Project:
        """The project that the results were derived from."""
        return self.results.project


class CellKind(StrEnum):
    """What a cell holds, and so which editor it gets."""

    TEXT = "text"
    FIGURE = "figure"
    DATE = "date"
    CHOICE = "choice"
    COMPUTED = "computed"


SortKey = tuple[int, float | str]
LAST: SortKey = (2, 0.0)


def number_key(number: float | None) -> SortKey:
    """Return the key by which numbers sort; what has no number comes last."""
    return LAST if number is None else (0, number)


def text_key(text: str) -> SortKey:
    """Return the key by which texts sort, whatever their case; what is empty comes last."""
    return (1, text.casefold()) if text else LAST


def always(_ctx: Context) -> bool:
    """Show the column unless a person hides it."""
    return True


def never(_ctx: Context) -> bool:
    """Hide the column unless a person shows it."""
    return False


class Column(Struct, frozen=True, kw_only=True, dict=True):
    """A column of a table. `head`, `group` and `help` are marked texts.

    `key` names what the column shows as the project's file does: `label`, `losses.quote`. `sample` is a text
    as wide as the column is at first; `required` says that a row cannot be without it. `rows`, the field of
    the project that holds the rows, and `group`, the head over several columns, are given by the table.
    """

    key: str
    head: str
    help: str
    kind: CellKind = CellKind.TEXT
    sample: str = "Institute for the Study"
    required: bool = False
    shown: Callable[[Context], bool] = always
    rows: str = ""
    group: str = ""

    @cached_property
    def lens(self) -> Lens:
        """Where in a row the value of the column stands."""
        return lens_of(self.key)

    @property
    def editable(self) -> bool:
        """Whether a person may type into the column."""
        return self.kind is not CellKind.COMPUTED

    @property
    def clearable(self) -> bool:
        """Whether a cell of the column may be emptied."""
        return self.editable and not self.required

    def label(self, ctx: Context) -> str:
        """Return the head of the column, with its unit where that depends on the view."""
        return ctx.formats.words(words(self.head, count=1))  # of one row

    def row(self, ctx: Context, row: int) -> Any:
        """Return the row object of that number."""
        return getattr(ctx.project, self.rows)[row]

    def row_or_blank(self, ctx: Context, row: int) -> Any:
        """Return the row object of that number; beyond the last, a row that is being begun."""
        rows = getattr(ctx.project, self.rows)
        return rows[row] if row < len(rows) else blank_row(ctx.project, self.rows)

    def value(self, ctx: Context, row: int) -> Any:
        """Return what the cell holds, as the project has it."""
        return self.lens.get(self.row(ctx, row))

    def text(self, ctx: Context, row: int) -> str:
        """Return what the cell shows."""
        raise AssertionError("declared by each kind of column")

    def typed(self, ctx: Context, row: int) -> str:
        """Return the text that the editor of the cell starts with; read again, it changes nothing."""
        return self.text(ctx, row)

    def tag(self, _ctx: Context, _row: int) -> str:
        """Return the short name of the source of the cell's figure, empty where there is none."""
        return ""

    def tip(self, ctx: Context, row: int) -> str:
        """Return the plain text shown on hover: what is not said by the cell itself."""
        return ""

    def number(self, _ctx: Context, _row: int) -> float | None:
        """Return the best value of the cell, in the unit shown, for the sum of a selection; None for none."""
        return None

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        """Return the key by which rows are sorted by this column."""
        return text_key(self.text(ctx, row))

    def sort_numbers(self, ctx: Context) -> NDArray[np.float64] | None:
        """Return numbers that sort as the keys of all rows do, NaN for what comes last.

        None for a column that must be asked row by row.
        """
        return None

    def choices(self, _ctx: Context) -> tuple[tuple[str, str], ...]:
        """Return what may be chosen: (text to type, text shown)."""
        return ()

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        """Return `row` with the typed text in this column; the same object where nothing changes.

        Raises `Unreadable` where the text cannot be read, `Refused` where it may not stand there.
        """
        raise Refused(words("This is computed and cannot be typed."))

    def as_read(self, ctx: Context, row: int, text: str) -> str:
        """Return how typed text would be read, empty where that needs no word. Raises as `read` does.

        A row number beyond the last is the row that is being begun.
        """
        self.read(ctx, self.row_or_blank(ctx, row), text)
        return ""


def read_text(text: str) -> str:
    """Return typed text without space around it. Raises `Refused` where a file could not hold it."""
    stripped = cleaned(text.replace("\r\n", "\n")).strip()
    fault = unsavable_text(stripped)
    if fault is not None:
        raise Refused(fault)
    return stripped


class TextColumn(Column, frozen=True, kw_only=True):
    """Free text."""

    def text(self, ctx: Context, row: int) -> str:
        return str(self.value(ctx, row))

    def tip(self, ctx: Context, row: int) -> str:
        return self.text(ctx, row)

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        return self.lens.put(row, read_text(text))


def read_day(text: str, edge: str = "") -> date:
    """Return a typed day, or the first or last of several (`edge`: `start`, `end`).

    Raises `Unreadable`, or `Refused` for a year that a project file cannot hold.
    """
    day = read_date(text, edge)
    if day.year < FIRST_YEAR:
        raise Refused(words("Years from 1000 to 9999 are understood."))
    return day


class LabelColumn(TextColumn, frozen=True):
    """What a row is called; of a row that is begun, it says which days it names."""

    def as_read(self, ctx: Context, row: int, text: str) -> str:
        said = super().as_read(ctx, row, text)
        span = read_span(text) if row >= len(rows_of(ctx.project, self.rows)) else None
        if span is None:
            return said
        return ctx.formats.words(words(_READ_AS, text=span_words(span.start, span.end)))


class DateColumn(Column, frozen=True, kw_only=True):
    """A day, shown as YYYY-MM-DD; at an `edge`, `start` or `end`, that of the month or year that is typed."""

    edge: str = ""
    kind: CellKind = CellKind.DATE
    sample: str = "2024-09-30"

    def text(self, ctx: Context, row: int) -> str:
        day: date | None = self.value(ctx, row)
        return "" if day is None else ctx.formats.date(day)

    def sort_numbers(self, ctx: Context) -> NDArray[np.float64]:
        days = map(self.lens.get, rows_of(ctx.project, self.rows))
        return np.array([np.nan if day is None else day.toordinal() for day in days], dtype=np.float64)

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        return self.lens.put(row, self._day(ctx, text))

    def as_read(self, ctx: Context, row: int, text: str) -> str:
        day: date | None = self.lens.get(self.read(ctx, self.row_or_blank(ctx, row), text))
        return "" if day is None else ctx.formats.words(words(_READ_AS, text=ctx.formats.date(day)))

    def _day(self, ctx: Context, text: str) -> date | None:
        if not text.strip():
            if self.required:
                raise Refused(words("A day is needed here, such as 2024-11-30."))
            return None
        return read_day(text, self.edge)


_READ_AS = marked("read as {text}")


class ColorColumn(TextColumn, frozen=True):
    """A colour, written as #c0473f, or empty for the one that the chart chooses."""

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        color = text.strip()
        if color and not re.fullmatch("#[0-9A-Fa-f]{6}", color):
            raise Refused(words("A colour is written as #c0473f."))
        return super().read(ctx, row, color)


class ChoiceColumn(Column, frozen=True, kw_only=True):
    """One of several values, chosen or typed. `options` gives (stored value, shown label) pairs."""

    options: Callable[[Context], tuple[tuple[Any, str], ...]]
    kind: CellKind = CellKind.CHOICE

    def text(self, ctx: Context, row: int) -> str:
        value = self.value(ctx, row)
        return next((label for option, label in self.options(ctx) if option == value), str(value))

    def choices(self, ctx: Context) -> tuple[tuple[str, str], ...]:
        return tuple((label, label) for _, label in self.options(ctx))

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        return self.lens.put(row, choose(text, self.options(ctx)))


def choose(text: str, options: tuple[tuple[Any, str], ...]) -> Any:
    """Return the value whose label or name is typed, whatever its case. Raises `Unreadable`."""
    wanted = text.strip().casefold()
    for value, label in options:
        if wanted in (label.casefold(), str(value).casefold()):
            return value
    raise Unreadable(
        words(
            "“{text}” is not one of these: {choices}.",
            text=text.strip(),
            choices=", ".join(label for _, label in options if label),
        )
    )


def labelled(labels: Mapping[Any, str]) -> Callable[[Context], tuple[tuple[Any, str], ...]]:
    """Return the function that gives values and their translated labels as choices."""

    def options(ctx: Context) -> tuple[tuple[Any, str], ...]:
        return tuple((value, ctx.formats.words(words(label))) for value, label in labels.items())

    return options


def rows_of(project: Project, table: str) -> tuple[Row, ...]:
    """Return the rows of a table of the project."""
    rows: tuple[Row, ...] = getattr(project, table)
    return rows


def with_rows(project: Project, table: str, rows: Iterable[Any]) -> Project:
    """Return the project with other rows in a table."""
    changed: dict[str, Any] = {table: tuple(rows)}
    return replace(project, **changed)


# where the value of a column stands in a row: in the row itself, or in one of its figures


class RowField(Struct, frozen=True):
    """A field of the row: its label, its first day, its losses."""

    name: str

    def get(self, row: Any) -> Any:
        """Return the value."""
        return getattr(row, self.name)

    def put(self, row: Any, value: Any) -> Any:
        """Return the row with another value; the same row where nothing changes."""
        return row if value == self.get(row) else replace(row, **{self.name: value})


class FigureDetail(Struct, frozen=True):
    """What is known about a figure of the row: its source, its quote, the day it was stated."""

    figure: str
    name: str

    def get(self, row: Any) -> Any:
        """Return the value; without a figure what a blank one has."""
        figure: Figure | None = getattr(row, self.figure)
        return getattr(UNSTATED if figure is None else figure, self.name)

    def put(self, row: Any, value: Any) -> Any:
        """Return the row with another value; the same row where nothing changes.

        Raises `Refused` where there is no figure that the detail could be about.
        """
        if value == self.get(row):
            return row
        figure: Figure | None = getattr(row, self.figure)
        if figure is None or figure is UNSTATED:
            first = marked("Give the figure first, then what is known about it.")
            raise Refused(words(first))
        detail: dict[str, Any] = {self.name: value}
        return replace(row, **{self.figure: replace(figure, **detail)})


Lens = RowField | FigureDetail


def lens_of(key: str) -> Lens:
    """Return where the column `key` stands: `label` in the row, `losses.quote` in its losses."""
    field, _, detail = key.partition(".")
    return FigureDetail(field, detail) if detail else RowField(field)
