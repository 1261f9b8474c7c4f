"""New rows: begun from what is typed into the empty last row, with sensible days where none are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from model.columns import Column, Context, Table
from model.columns.blank import UNSTATED, blank_row
from model.columns.cell import rows_of, with_rows
from model.columns.figure import FigureColumn
from model.edits.claims import with_sentence_read
from model.edits.edit import Edit, Missing, WholeFigure, as_typed, put
from model.edits.references import check_id
from model.project import Project, Series, free_id
from model.text.days import Span, next_month
from model.text.read_days import read_span
from model.text.words import words

_Given = dict[str, str | WholeFigure]


def begin_row(ctx: Context, table: Table, typed: Mapping[str, str | WholeFigure]) -> Edit | Missing:
    """Begin a row from the texts typed into the empty last row; what is not typed gets a sensible default.

    Returns `Missing` while a needed figure or day is lacking. Raises `Unreadable` or `Refused`.
    """
    outcome = begin(ctx, ctx.project, table, typed)
    if isinstance(outcome, Missing):
        return outcome
    return Edit(words("add {what}", what=words(table.singular)), outcome)


def begin(
    ctx: Context, project: Project, table: Table, typed: Mapping[str, str | WholeFigure]
) -> Project | Missing:
    """Return `project` with a row begun at the end of a table; as `begin_row` says."""
    given = _given(ctx, project, table, typed)
    if table.key in ("series", "sources"):
        return _begin_named(ctx, project, table, given)
    if not project.series:
        first = Series(id="series_1", name=ctx.formats.words(words("Series 1")))
        project = replace(project, series=(first,))
    rows: Any = rows_of(project, table.key)
    row: Any = blank_row(project, table.key)
    missing = []
    if "series" in given:
        row = put(ctx, table.column("series"), row, given.pop("series"))
    needed = ("date",) if table.key == "milestones" else ("start", "end")
    asked = any(key not in given for key in needed)
    days = _default_days(project, table, row.series, given) if asked else None
    for key in needed:
        if key in given:
            row = put(ctx, table.column(key), row, given.pop(key))
        elif days is not None:
            row = replace(row, **{key: days.end if key == "end" else days.start})
        else:
            missing.append(table.column(key))
    for column in table.columns:
        if column.key in given:
            row = put(ctx, column, row, given[column.key])
    missing.extend(_lacking(table, row))
    if missing:
        return Missing(tuple(missing))
    return with_rows(project, table.key, (*rows, row))


def _given(ctx: Context, project: Project, table: Table, typed: Mapping[str, str | WholeFigure]) -> _Given:
    """Return what is typed, and what the sentence of a claim says beside it."""
    given = {key: each for key, each in typed.items() if as_typed(each).strip()}
    if table.key != "claims":
        return given
    return dict(with_sentence_read(ctx, project, {key: as_typed(each) for key, each in given.items()}))


def _lacking(table: Table, row: Any) -> list[Column]:
    """Return the columns without which the row cannot be, and that nothing is typed into yet."""
    lacking: list[Column] = [
        column
        for column in table.columns
        if isinstance(column, FigureColumn) and column.required and column.lens.get(row) is UNSTATED
    ]
    if table.key == "claims" and not row.measure:
        lacking.append(table.column("measure"))
    return lacking


def _default_days(project: Project, table: Table, series: str, given: _Given) -> Span | None:
    """Return the days of a new row: those its label names, else what follows from the series' periods.

    A label that names no days gives none: days are then asked for, never guessed.
    """
    if label := given.get("label"):
        return read_span(as_typed(label))
    ends = [period.end for period in project.periods if period.series == series]
    if table.key in ("milestones", "claims") or not ends:
        return None
    if table.key == "periods":
        return next_month(max(ends))
    return Span(min(period.start for period in project.periods if period.series == series), max(ends))


def nobody_gave_days(table: Table, typed: Mapping[str, str | WholeFigure]) -> bool:
    """Whether a row that is begun from this gets days that follow from the rows before it alone."""
    given = {key for key, each in typed.items() if as_typed(each).strip()}
    dated = any(column.key == "end" for column in table.columns) and table.key != "claims"
    return dated and bool(given) and "label" not in given and not {"start", "end"} <= given


def _begin_named(ctx: Context, project: Project, table: Table, given: _Given) -> Project | Missing:
    """Begin a source or a series, of which a name or a tag is needed; a tag is made from the name."""
    rows: Any = rows_of(project, table.key)
    row: Any = blank_row(project, table.key)
    for column in table.columns:
        if column.key in given and column.key != "id":
            row = put(ctx, column, row, given[column.key])
    taken = {item.id for item in rows}
    wanted = as_typed(given.get("id", "")).strip()
    if wanted:
        check_id(wanted, taken)
    elif "name" not in given:
        return Missing((table.column("name"),))
    row = replace(row, id=wanted or free_id(row.name or table.key, taken))
    return with_rows(project, table.key, (*rows, row))


def insert_row(ctx: Context, table: Table, at: int, typed: Mapping[str, str]) -> Edit | Missing:
    """Begin a row, as `begin_row` does, to stand before the row that is now number `at`."""
    begun = begin_row(ctx, table, typed)
    if isinstance(begun, Missing):
        return begun
    rows: Any = rows_of(begun.project, table.key)
    return Edit(begun.words, with_rows(begun.project, table.key, (*rows[:at], rows[-1], *rows[at:-1])))
