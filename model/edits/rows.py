"""Whole rows: deleted, duplicated, moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.checks.acknowledged import without_rows
from model.columns import Context, Table
from model.columns.cell import rows_of, with_rows
from model.edits.edit import Edit, rows_words
from model.edits.references import uses
from model.text.errors import Refused
from model.text.formats import counted
from model.text.kept_texts import free_id
from model.text.records import replace
from model.text.words import marked, words


def delete_rows(ctx: Context, table: Table, rows: Sequence[int]) -> Edit:
    """Delete rows, and what was acknowledged of none but them.

    Raises `Refused` for a source or a series that others refer to.
    """
    gone = set(rows)
    old: Any = rows_of(ctx.project, table.key)
    if table.key in ("sources", "series"):
        for index in sorted(gone):
            if count := uses(ctx.project, table.key, old[index].id):
                raise Refused(
                    words(
                        "“{name}” stays: {count} row refers to it. Change or delete that first.|"
                        "“{name}” stays: {count} rows refer to it. Change or delete those first.",
                        name=table.row_name(ctx, index),
                        count=counted(count),
                    )
                )
    kept = tuple(row for index, row in enumerate(old) if index not in gone)
    acknowledged = without_rows(ctx.project, table.key, sorted(gone))
    project = replace(with_rows(ctx.project, table.key, kept), acknowledged=acknowledged)
    baseline = project.view.baseline
    if table.key == "series" and baseline is not None and all(s.id != baseline.series for s in kept):
        project = replace(project, view=replace(project.view, baseline=None))
    if table.key == "series":
        left = {"", *(series.id for series in kept)}
        project = replace(project, charts=tuple(one for one in project.charts if one.series in left))
    return Edit(rows_words(ctx, table, sorted(gone), _DELETE_ONE, _DELETE_MANY), project)


def duplicate_rows(ctx: Context, table: Table, rows: Sequence[int]) -> Edit:
    """Put a copy of each row below the last of them; a source or a series gets a tag of its own."""
    old: Any = rows_of(ctx.project, table.key)
    chosen = sorted(set(rows))
    taken = {row.id for row in old} if table.key in ("sources", "series") else set()
    copies = []
    for index in chosen:
        copy = old[index]
        if taken:
            copy = replace(copy, id=free_id(copy.id, taken))
            taken.add(copy.id)
        else:
            copy = replace(copy)
        copies.append(copy)
    at = chosen[-1] + 1
    project = with_rows(ctx.project, table.key, (*old[:at], *copies, *old[at:]))
    return Edit(rows_words(ctx, table, chosen, _DUPLICATE_ONE, _DUPLICATE_MANY), project)


def move_rows(ctx: Context, table: Table, rows: Sequence[int], to: int) -> Edit:
    """Move rows, in their order, before the row that is now number `to`; the row count is the end."""
    old: Any = rows_of(ctx.project, table.key)
    chosen = sorted(set(rows))
    moved = set(chosen)
    before = [row for index, row in enumerate(old[:to]) if index not in moved]
    after = [row for index, row in enumerate(old[to:], to) if index not in moved]
    project = with_rows(ctx.project, table.key, (*before, *(old[index] for index in chosen), *after))
    return Edit(rows_words(ctx, table, chosen, _MOVE_ONE, _MOVE_MANY), project)


_DELETE_ONE = marked("delete {row}")
_DELETE_MANY = marked("delete {count} row|delete {count} rows")
_DUPLICATE_ONE = marked("duplicate {row}")
_DUPLICATE_MANY = marked("duplicate {count} row|duplicate {count} rows")
_MOVE_ONE = marked("move {row}")
_MOVE_MANY = marked("move {count} row|move {count} rows")
