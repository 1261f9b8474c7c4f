"""Typed text into cells: one, or a block that is pasted or filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from model.checks.acknowledged import followed
from model.columns import Column, Context, Table
from model.columns.cell import rows_of
from model.columns.figure import FigureColumn
from model.edits.begin import NewRows
from model.edits.edit import (
    CellPlace,
    Edit,
    Missing,
    Typed,
    WholeFigure,
    as_typed,
    cells_words,
    missing_words,
    put,
)
from model.edits.references import with_changed_rows
from model.project import Project, Row
from model.text.errors import Refused, SalientError
from model.text.figures import loses_source, with_source_of
from model.text.records import replace
from model.text.words import Words, marked, words


def set_cells(
    ctx: Context,
    table: Table,
    typed: Typed,
    named: Words | None = None,
    *,
    keep_sources: bool = False,
    watch: Callable[[], object] = lambda: None,
) -> Edit:
    """Put typed text, or figures whole, into cells. Row numbers from the row count on begin new rows.

    `watch` is called now and then; it may end a long work by an exception.

    Another number typed over a quoted one loses its source and quote; with `keep_sources` the quote alone.
    Raises `Unreadable` or `Refused` for the first cell that cannot be read, or a new row that lacks a figure.
    """
    count = table.row_count(ctx.project)
    begun: dict[int, dict[str, str | WholeFigure]] = {}
    changed: dict[int, Row] = {}
    project = ctx.project
    for number, ((row, key), text) in enumerate(_in_table_order(table, typed)):
        if number % _WATCHED == 0:
            watch()
        if row >= count:
            begun.setdefault(row, {})[key] = text
            continue
        old = changed.get(row, rows_of(project, table.key)[row])
        new = put(ctx, table.column(key), old, text)
        if keep_sources and new is not old:
            new = _with_source(table.column(key), old, new)
        if new is not old:
            changed[row] = new
    if changed:
        project = _followed(ctx, with_changed_rows(project, table, changed), table)
    rows = NewRows(ctx, project, table)
    for _, cells in sorted(begun.items()):
        missing = rows.begin(cells) if any(as_typed(given).strip() for given in cells.values()) else None
        if missing is not None:
            raise Refused(missing_words(ctx, missing))
    return Edit(named or cells_words(ctx, table, typed, _CHANGE_ONE, _CHANGE_MANY), rows.project)


def _with_source(column: Column, old: Any, new: Any) -> Any:
    """Return a row whose figure in a column keeps the source of the one that another was typed over."""
    if not isinstance(column, FigureColumn):
        return new
    before, after = column.lens.get(old), column.lens.get(new)
    if not loses_source(before, after):
        return new
    return column.lens.put(new, with_source_of(before, after))


def typed_over_quoted(ctx: Context, column: Column, row: int, text: str) -> bool:
    """Whether a text is another number than the quoted one of a cell. Raises as `set_cells`."""
    old = column.row(ctx, row)
    if not isinstance(column, FigureColumn):
        return False
    return loses_source(column.lens.get(old), column.lens.get(column.read(ctx, old, text)))


def _followed(ctx: Context, project: Project, table: Table) -> Project:
    """Let what is acknowledged follow sources and series that are called otherwise now."""
    if table.key not in ("sources", "series") or not project.acknowledged:
        return project
    tags = [[row.id for row in getattr(each, table.key)] for each in (ctx.project, project)]
    if tags[0] == tags[1]:
        return project
    return replace(project, acknowledged=followed(ctx.project, project, ctx.checks.findings))


def check_cells(ctx: Context, table: Table, typed: Typed) -> dict[CellPlace, Words]:
    """Return, for each cell that cannot take its text, the reason."""
    count = table.row_count(ctx.project)
    faults: dict[CellPlace, Words] = {}
    begun: dict[int, dict[str, str | WholeFigure]] = {}
    for (row, key), text in _in_table_order(table, typed):
        if row >= count:
            begun.setdefault(row, {})[key] = text
            continue
        try:
            put(ctx, table.column(key), rows_of(ctx.project, table.key)[row], text)
        except SalientError as error:
            faults[row, key] = error.words
    rows = NewRows(ctx, ctx.project, table)
    for row, cells in sorted(begun.items()):
        if any(as_typed(given).strip() for given in cells.values()):
            faults |= {(row, key): fault for key, fault in _faults_of_new(ctx, rows, cells).items()}
    return faults


def _faults_of_new(
    ctx: Context, rows: NewRows, cells: Mapping[str, str | WholeFigure]
) -> Mapping[str, Words]:
    """Begin a row from as many of `cells` as can be read; return why others cannot, or what it lacks."""
    try:
        missing = rows.begin(cells)
    except SalientError:
        unreadable = {key: fault for key in cells if (fault := _cell_fault(rows, key, cells[key]))}
    else:
        unreadable = {}
        if missing is None:
            return {}
    readable = {key: given for key, given in cells.items() if key not in unreadable}
    if not any(as_typed(given).strip() for given in readable.values()):
        return unreadable
    missing = rows.begin(readable)
    lacking = () if missing is None else tuple(c for c in missing.columns if c.key not in unreadable)
    said = {next(iter(cells)): missing_words(ctx, Missing(lacking))} if lacking else {}
    return said | unreadable


def _cell_fault(rows: NewRows, key: str, given: str | WholeFigure) -> Words | None:
    """Return why what is put into one cell of a row to begin cannot be read, or None."""
    try:
        rows.made({key: given})
    except SalientError as error:
        return error.words
    return None


def with_text_replaced(
    ctx: Context, table: Table, cells: Sequence[CellPlace], found: str, instead: str
) -> Mapping[CellPlace, str]:
    """Return what is typed into cells once a text, whatever its case, is put in place of another.

    Cells that are computed, and those whose typed text does not have it, are left out.
    """
    wanted = re.compile(re.escape(found), re.IGNORECASE)
    typed = {}
    for row, key in cells:
        column = table.column(key)
        before = column.typed(ctx, row) if column.editable else ""
        if (after := wanted.sub(lambda _found: instead, before)) != before:
            typed[row, key] = after
    return typed


def clear_cells(
    ctx: Context, table: Table, cells: Sequence[CellPlace], watch: Callable[[], object] = lambda: None
) -> Edit:
    """Empty the cells that may be empty. Raises `Refused` where none of them may."""
    count = table.row_count(ctx.project)
    may_be_empty = {column.key for column in table.columns if column.clearable}
    clearable = {(row, key): "" for row, key in cells if row < count and key in may_be_empty}
    if not clearable:
        raise Refused(words("These cells cannot be empty."))
    return set_cells(
        ctx,
        table,
        clearable,
        cells_words(ctx, table, clearable, _CLEAR_ONE, _CLEAR_MANY),
        watch=watch,
    )


_WATCHED = 256  # cells between two looks at whether the work is still wanted
_CHANGE_ONE = marked("change {column} of {row}")
_CHANGE_MANY = marked("change {count} cell|change {count} cells")
_CLEAR_ONE = marked("clear {column} of {row}")
_CLEAR_MANY = marked("clear {count} cell|clear {count} cells")


def _in_table_order(table: Table, typed: Typed) -> list[tuple[CellPlace, str | WholeFigure]]:
    """Return cells row by row in the order of the columns: a figure comes before what is known of it."""
    place = {column.key: index for index, column in enumerate(table.columns)}
    return sorted(typed.items(), key=lambda cell: (cell[0][0], place[cell[0][1]]))
