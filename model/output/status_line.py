"""One-line summaries for the status bar: what the rows make up, and what a selection adds up to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np

from model.columns import TABLE, CellKind, Column, Context
from model.columns.computed import OutcomeColumn
from model.columns.figure import FigureColumn
from model.derive.measures import MEASURES, Basis
from model.derive.roles import Role
from model.text.formats import counted
from model.text.outcomes import Absent
from model.text.units import Unit, in_area_unit
from model.text.words import Words, marked, words

ADDITIVE = ("people", "km2", "days", "months")
"""Units of which a sum over rows means something."""

RATES = ("intake", "requirements", "milestones", "references")
"""Tables whose figures are people a month, or no flow at all."""

UNSUMMED = frozenset(
    measure.key for measure in MEASURES if measure.basis is Basis.RUNNING or measure.of_a_day
)
"""Columns that are sums already, or of one day."""

MOST_SUMMED = 100_000
"""Selected cells above which they are only counted, so that a selection never keeps a person waiting."""
_NUMBERS = marked("{count} number|{count} numbers")


def series_words(ctx: Context) -> Words:
    """Say how many periods there are, how many gaps lie between them, and how many are in conflict."""
    periods = len(ctx.project.periods)
    gaps = sum(len(series.gaps) for series in ctx.results.series.values())
    conflicts = int(np.count_nonzero(ctx.results.having(Role.CONFLICT)))
    return words(
        "{periods} · {gaps} · {conflicts}",
        periods=_counted(periods, marked("no periods"), marked("{count} period|{count} periods")),
        gaps=_counted(gaps, marked("no gaps"), marked("{count} gap|{count} gaps")),
        conflicts=_counted(
            conflicts,
            marked("no conflicts"),
            marked("{count} period in conflict|{count} periods in conflict"),
        ),
    )


def selection_words(
    ctx: Context, table: str, areas: Sequence[tuple[Sequence[int], Sequence[str]]]
) -> Words | None:
    """Say how many cells are selected and what their numbers make; None of no cells.

    `areas` are rectangles of cells: row numbers and column keys of the table `table`. Numbers of one additive
    unit get a sum and a mean (best values, in the unit shown), unless their periods share days: no day is
    counted twice here either. Those of a ratio, a rate or a running sum get their least and greatest, since
    these are never summed over rows. Numbers of several units are only counted.
    """
    cells = sum(len(rows) * len(keys) for rows, keys in areas)
    if not cells:
        return None
    count = _counted(cells, marked("no cells"), marked("{count} cell|{count} cells"))
    if cells == 1 or cells > MOST_SUMMED:
        return words("Selection: {cells}", cells=count)
    parts = [(TABLE[table].column(key), rows) for rows, keys in areas for key in keys]
    adds_up = all(column.key not in UNSUMMED and table not in RATES for column, _ in parts)
    numbers: list[float] = []
    units: set[Unit] = set()
    for column, rows in parts:
        given = [(row, number) for row in rows if (number := column.number(ctx, row)) is not None]
        numbers += (number for _, number in given)
        units |= _units(ctx, column, [row for row, _ in given])
    if len(numbers) < 2 or len(units) != 1:
        return words("Selection: {cells}", cells=count)
    (unit,) = units
    written = partial(ctx.formats.number, unit=in_area_unit(unit, ctx.formats.area_unit))
    if unit not in ADDITIVE or not adds_up:
        return words(
            "Selection: {cells} · least {least} · greatest {greatest}",
            cells=count,
            least=written(min(numbers)),
            greatest=written(max(numbers)),
        )
    days = (
        ctx.results.over(sorted({row for rows, _ in areas for row in rows}))["days"]
        if table == "periods"
        else None
    )
    if isinstance(days, Absent):
        return words(
            "Selection: {cells} · {numbers} · no sum: {reason}",
            cells=count,
            numbers=words(_NUMBERS, count=counted(len(numbers))),
            reason=days.reason,
        )
    total = math.fsum(numbers)
    return words(
        "Selection: {cells} · {numbers} · sum {sum} · mean {mean}",
        cells=count,
        numbers=words(_NUMBERS, count=counted(len(numbers))),
        sum=written(total),
        mean=written(total / len(numbers)),
    )


def _units(ctx: Context, column: Column, rows: Sequence[int]) -> set[Unit]:
    """Return the units of the numbers in some rows; where a figure may be in any of several, its own."""
    if isinstance(column, OutcomeColumn):
        return {column.unit}
    if isinstance(column, FigureColumn) and column.people.others:
        figures = (column.figure(ctx, row) for row in rows)
        return {figure.unit or column.default_unit for figure in figures if figure is not None}
    if isinstance(column, FigureColumn):  # each series counts one thing
        of_series = {getattr(column.row(ctx, row), "series", ""): row for row in rows}
        units = {unit for row in of_series.values() for unit in _units_of(ctx, column, row)}
        return units or {column.default_unit}
    return {"people"} if column.kind in (CellKind.FIGURE, CellKind.COMPUTED) else set()


def _units_of(ctx: Context, column: FigureColumn, row: int) -> set[Unit]:
    """Return the unit of a figure, and the name of what is counted where it is no people."""
    item = column.row(ctx, row)
    own = column.quantity(ctx, item).unit
    if own in ("items", "money"):
        return {own, ctx.formats.words(ctx.project.the_series(item.series).counted_in)}
    return {"km" if own == "km" else column.default_unit}


def _counted(count: int, none: str, some: str) -> Words:
    return words(some, count=counted(count)) if count else words(none)
