"""What an edit is, and the words by which undo calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from model.columns import Column, Context, Table
from model.project import Project
from model.text.formats import counted
from model.text.words import Words, words


class Edit(NamedTuple):
    """A new project and the words for undo: "change losses of November 2024"."""

    words: Words
    project: Project


@dataclass(frozen=True, slots=True)
class Missing:
    """A row that cannot begin yet, and the columns that it still needs."""

    columns: tuple[Column, ...]


Cell = tuple[int, str]
Typed = Mapping[Cell, str]


def cells_words(ctx: Context, table: Table, typed: Typed, one: str, many: str) -> Words:
    """Name the one cell that is edited ({column}, {row}), or say how many are ({count})."""
    if len(typed) == 1:
        (row, key) = next(iter(typed))
        if row < table.row_count(ctx.project):
            column = words(table.column(key).head)
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
