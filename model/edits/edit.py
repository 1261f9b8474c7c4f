"""What an edit is, and the words by which undo calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from model.columns import Column, Context, Table
from model.columns.figure import FigureColumn
from model.project import Project
from model.text.figures import Figure, write_figure
from model.text.formats import counted
from model.text.units import Unit
from model.text.words import Words, words


class Edit(NamedTuple):
    """A new project and the words for undo: "change losses of November 2024"."""

    words: Words
    project: Project


class Missing(Struct, frozen=True):
    """A row that cannot begin yet, and the columns that it still needs."""

    columns: tuple[Column, ...]


class WholeFigure(Struct, frozen=True):
    """A figure that goes into a cell with all that is known of it: source, quote, scope, alternatives.

    `unit` is the one that it has by default where it comes from, `text` how it is typed there: in a place of
    another kind the text is typed, and nothing else of it goes along.
    """

    figure: Figure
    unit: Unit
    text: str


CellPlace = tuple[int, str]
Typed = Mapping[CellPlace, str | WholeFigure]


def as_typed(given: str | WholeFigure) -> str:
    """Return what goes into a cell as it would be typed."""
    return given if isinstance(given, str) else given.text


def whole_cell(ctx: Context, column: Column, row: int) -> str | WholeFigure:
    """Return what is in a cell, to be put into others: of a figure the whole of it."""
    typed = column.typed(ctx, row)
    if type(column) is FigureColumn:
        figure = column.figure(ctx, row)
        if figure is not None:
            return WholeFigure(figure, column.default_unit, typed)
    return typed


def put(ctx: Context, column: Column, row: Any, given: str | WholeFigure) -> Any:
    """Return a row with something put into a column; the same object where nothing changes.

    Raises `Unreadable` or `Refused`, also for a figure that may not stand there.
    """
    if isinstance(given, str):
        return column.read(ctx, row, given)
    if type(column) is not FigureColumn or column.default_unit != given.unit:
        return column.read(ctx, row, given.text)
    if column.lens.get(row) == given.figure:
        return row
    quantity = column.quantity(ctx, row)
    shown = ctx.formats.area_unit if column.area else ""
    column.read(ctx, row, write_figure(given.figure, quantity, ctx.formats.notation, shown))
    return column.lens.put(row, given.figure)


def cells_words(ctx: Context, table: Table, typed: Typed, one: str, many: str) -> Words:
    """Name the one cell that is edited ({column}, {row}), or say how many are ({count})."""
    if len(typed) == 1:
        (row, key) = next(iter(typed))
        if row < table.row_count(ctx.project):
            column = words(table.column(key).head, count=1)
            return words(one, column=_lowered(ctx, column), row=table.row_name(ctx, row))
    return words(many, count=counted(len(typed)))


def _lowered(ctx: Context, column: Words) -> str:
    """Return a column's head as it stands inside a sentence."""
    head = ctx.formats.words(column)
    return head[:1].lower() + head[1:]


def rows_words(ctx: Context, table: Table, rows: Sequence[int], one: str, many: str) -> Words:
    """Name the one row that is edited ({row}), or say how many are ({count})."""
    if len(rows) == 1:
        return words(one, row=table.row_name(ctx, rows[0]))
    return words(many, count=counted(len(rows)))


def missing_words(ctx: Context, missing: Missing) -> Words:
    """Say what a new row still needs."""
    return words(
        "A new row also needs: {columns}.", columns=", ".join(column.label(ctx) for column in missing.columns)
    )
