"""From the columns of a table to the fields of an export: what is shown, or everything there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from model.columns import TABLE, CellKind, Column, Context, Table
from model.columns.cell import ChoiceColumn
from model.columns.computed import OutcomeColumn
from model.columns.figure import FigureColumn, SourceColumn
from model.columns.heads import BESIDE_HEADS, ROLE, TOTAL
from model.columns.table import summed_as
from model.derive.measures import MEASURE, OF_DAYS
from model.output import cells
from model.output.cells import Cells, Outcomes, outcome_value, unit_of
from model.output.grid import CellGrid, GridCell, GridField, TotalRow, plain_number, say
from model.project import Series
from model.text.figures import Figure
from model.text.outcomes import Absent, Outcome
from model.text.units import convert


def grid(
    ctx: Context, key: str, shown: Collection[str] | None = None, rows: Sequence[int] | None = None
) -> CellGrid:
    """Return a table of the project for export. Raises KeyError for no table.

    `shown`: the keys of the columns to export, in the order of the table, each figure with its source; None
    for everything: every column, every figure and every computed value also with its low, best and high, and
    the reason where there is none. `rows`: which rows, in which order; None for all.
    """
    table = TABLE[key]
    every = range(table.row_count(ctx.project))
    fields = tuple(_everything(ctx, table) if shown is None else _shown(ctx, table, shown))
    chosen = every if rows is None else rows
    whole = rows is None or len(rows) == len(every)
    totals = tuple(_totals(ctx, fields)) if key == "periods" and every and whole else ()
    return CellGrid(key, say(ctx, table.label), fields, chosen, totals)


def shown_columns(ctx: Context, key: str) -> tuple[str, ...]:
    """Return the keys of the columns that a table shows unless a person wants it otherwise."""
    return tuple(column.key for column in TABLE[key].columns if column.shown(ctx))


def _shown(ctx: Context, table: Table, shown: Collection[str]) -> Iterator[GridField]:
    for column in table.columns:
        if column.key not in shown:
            continue
        yield field_of(ctx, column, _cells_of(ctx, column))
        if isinstance(column, FigureColumn) and f"{column.key}.source" not in shown:
            yield field_beside(ctx, column, "source", cells.source_names(ctx, column))
        if column.key == "label" and table.key == "periods":
            yield role_field(ctx)


def _everything(ctx: Context, table: Table) -> Iterator[GridField]:
    for column in table.columns:
        if isinstance(column, OutcomeColumn):
            yield from _all_of_outcomes(ctx, column)
            continue
        yield field_of(ctx, column, cells.as_shown(ctx, column))
        if column.key == "label" and table.key == "periods":
            yield role_field(ctx)
        if isinstance(column, FigureColumn):
            yield from bounds_fields(ctx, column, cells.bounds_of_figures(ctx, column))
            if _has_others(ctx, column):
                yield field_beside(ctx, column, "others", cells.alternatives(ctx, column))
        elif isinstance(column, SourceColumn) or (
            isinstance(column, ChoiceColumn) and column.key == "series"
        ):
            yield field_beside(ctx, column, "tag", cells.tags(ctx, column))


def _all_of_outcomes(ctx: Context, column: OutcomeColumn) -> Iterator[GridField]:
    outcomes = Outcomes(ctx, column)
    yield field_of(ctx, column, cells.computed(ctx, column, outcomes))
    if column.key not in OF_DAYS:  # which are counted, so that there is no more to say of them
        yield from bounds_fields(ctx, column, cells.bounds_of_outcomes(ctx, column, outcomes))
        yield field_beside(ctx, column, "note", cells.notes(ctx, outcomes))


def _cells_of(ctx: Context, column: Column) -> Cells:
    """Return the cells of a column as it stands in its table."""
    if isinstance(column, OutcomeColumn):
        return cells.computed(ctx, column, Outcomes(ctx, column))
    return cells.as_shown(ctx, column)


def field_of(ctx: Context, column: Column, of_it: Cells) -> GridField:
    """Return the field of a column with these cells."""
    return GridField(
        key=column.key,
        head=column.label(ctx),
        values=of_it.values,
        texts=of_it.texts,
        unit=unit_of(ctx, column),
        numeric=column.kind in (CellKind.FIGURE, CellKind.COMPUTED),
        measure=column.key if column.rows == "periods" and column.key in MEASURE else "",
        change=isinstance(column, OutcomeColumn) and column.change,
    )


def bounds_fields(ctx: Context, column: Column, thirds: Iterable[Cells]) -> Iterator[GridField]:
    """Yield the fields of the low, the best and the high of a column."""
    head, unit = column.label(ctx), unit_of(ctx, column)
    for key, third in zip(("low", "best", "high"), thirds, strict=True):
        named = say(ctx, BESIDE_HEADS[key], head=head)
        yield GridField(f"{column.key}.{key}", named, third.values, third.texts, unit, numeric=True)


def field_beside(ctx: Context, column: Column, key: str, of_it: Cells) -> GridField:
    """Return a field that says more of a column: what, `key` says, and its head."""
    head = say(ctx, BESIDE_HEADS[key], head=column.label(ctx))
    return GridField(f"{column.key}.{key}", head, of_it.values, of_it.texts)


def role_field(ctx: Context) -> GridField:
    """Return the field of the roles of periods."""
    of_it = cells.roles(ctx)
    return GridField("role", say(ctx, ROLE), of_it.values, of_it.texts)


def _has_others(ctx: Context, column: FigureColumn) -> bool:
    rows: Iterable[object] = getattr(ctx.project, column.rows)
    figures: Iterable[Figure | None] = map(column.lens.get, rows)
    return any(figure is not None and figure.alternatives for figure in figures)


def named_total(ctx: Context, series: Series) -> dict[str, GridCell]:
    """Return the cells that say what the total of a series is of, and of which days."""
    span = ctx.results.series[series.id].span
    cells = {
        "label": GridCell(say(ctx, TOTAL), say(ctx, TOTAL)),
        "series": GridCell(series.called, series.called),
        "series.tag": GridCell(series.id, series.id),
    }
    if span is not None:
        for key, day in (("start", span.start), ("end", span.end)):
            cells[key] = GridCell(day, ctx.formats.date(day))
    return cells


def _totals(ctx: Context, fields: Sequence[GridField]) -> Iterator[TotalRow]:
    """Yield the totals of each series that has any."""
    columns = {column.key: column for column in TABLE["periods"].columns}
    for series in ctx.project.series:
        computed = ctx.results.series[series.id]
        if isinstance(computed.total, Absent) or not len(computed.parts):
            continue
        cells = named_total(ctx, series)
        for field in fields:
            key, _, part = field.key.partition(".")
            summed = summed_as(key, gross=series.gross)
            if summed and part in ("", "low", "best", "high"):
                outcome = computed.total[summed]
                cells[field.key] = _total_cell(ctx, columns[key], outcome, part, field.unit)
        yield TotalRow(series.id, cells)


def total_cell(ctx: Context, column: Column, outcome: Outcome) -> GridCell:
    """Return an outcome of a total as a cell of a column of the table."""
    return _total_cell(ctx, column, outcome, "", unit_of(ctx, column))


def _total_cell(ctx: Context, column: Column, outcome: Outcome, part: str, unit: str) -> GridCell:
    own = MEASURE[summed_as(column.key, gross=True)].unit
    if part:
        if isinstance(outcome, Absent):
            return GridCell(None, "")
        number = plain_number(convert(getattr(outcome, part), own, unit))
        return GridCell(number, "" if number is None else repr(number))
    if isinstance(column, OutcomeColumn):
        return shown_total(ctx, column, outcome, unit)
    shown = ctx.formats.outcome(outcome, own)
    if isinstance(outcome, Absent):
        return GridCell(None, shown)
    plain = outcome.low == outcome.high and not outcome.approximate
    number = plain_number(convert(outcome.best, own, unit)) if plain else None
    return GridCell(shown if number is None else number, shown)


def shown_total(ctx: Context, column: OutcomeColumn, outcome: Outcome, unit: str) -> GridCell:
    """Return an outcome of a total as the cells of its column are written."""
    return GridCell(outcome_value(ctx, column, outcome, unit), column.shown_text(ctx, outcome))
