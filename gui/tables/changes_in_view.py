"""Which of the cells in view an edit may have changed: no more than those are asked and painted anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from model.columns import CellKind, Column, Context, Table
from model.columns.cell import rows_of
from model.project import Project

Texts = dict[int, dict[int, str]]
"""What cells show: row number of the project -> column -> text."""


def parted(
    texts: Mapping[int, Mapping[int, str]],
    table: Table,
    columns: Sequence[Column],
    before: Context,
    after: Context,
) -> tuple[Texts, Texts]:
    """Return the texts that may be others after an edit, and those that are what they were.

    A figure, a day or a text of a row that an edit left alone is what it was; what is computed, and what is
    chosen among other rows, may have changed with those.
    """
    old, new = rows_of(before.project, table.key), rows_of(after.project, table.key)
    alike = before.formats is after.formats and len(old) == len(new)
    if not alike or not _differ_in_rows_only(before.project, after.project, table.key):
        return {number: dict(shown) for number, shown in texts.items()}, {}
    moving: Texts = {}
    kept: Texts = {}
    for number, shown in texts.items():
        alone = new[number] is old[number]
        moving[number], kept[number] = {}, {}
        for column, text in shown.items():
            moves = not alone or _may_move(columns[column], table, number, before, after)
            (moving if moves else kept)[number][column] = text
    return moving, kept


def _differ_in_rows_only(before: Project, after: Project, table: str) -> bool:
    """Whether two projects are the same in everything but the rows of one table."""
    names = (name for name in Project.__struct_fields__ if name != table)
    return all(getattr(before, name) is getattr(after, name) for name in names)


def _may_move(column: Column, table: Table, number: int, before: Context, after: Context) -> bool:
    """Whether a cell of a row that an edit left alone may show something else than before it."""
    if column.kind is not CellKind.COMPUTED:
        return column.kind is CellKind.CHOICE
    was = before.results.columns.get(column.key) if table.key == "periods" else None
    is_now = after.results.columns.get(column.key)
    if was is None or is_now is None:
        return True
    return was is not is_now and was.cell(number) != is_now.cell(number)


def blocks(changed: Iterable[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the changed cells of rows as (top, bottom, left, right), neighbouring rows alike together."""
    pending: tuple[int, int, int, int] | None = None
    for row, columns in changed:
        if not columns:
            continue
        left, right = min(columns), max(columns)
        if pending is not None and pending[1:] == (row - 1, left, right):
            pending = (pending[0], row, left, right)
            continue
        if pending is not None:
            yield pending
        pending = (row, row, left, right)
    if pending is not None:
        yield pending
