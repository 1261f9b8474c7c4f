"""From the columns of a table to the fields of an export: what is shown, or everything there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from model.arithmetic.values import Absent, Outcome
from model.columns import TABLE, Column, Context, Kind, Table
from model.columns.cell import ChoiceColumn
from model.columns.computed import CountColumn, OutcomeColumn
from model.columns.figure import FigureColumn, FigureSourceColumn, source_tag
from model.derived.measures import MEASURE
from model.exports.grid import Field, Grid, Plain, TotalCell, TotalRow, plain_number, said
from model.figures import Figure
from model.published import Qualifier
from model.report.tables import ROLES
from model.units import convert, in_area_unit
from model.words import QT_TRANSLATE_NOOP

LOW = QT_TRANSLATE_NOOP("model", "{head}, low")
BEST = QT_TRANSLATE_NOOP("model", "{head}, best")
HIGH = QT_TRANSLATE_NOOP("model", "{head}, high")
NOTE = QT_TRANSLATE_NOOP("model", "{head}: remark")
TAG = QT_TRANSLATE_NOOP("model", "{head}: tag")
SOURCE = QT_TRANSLATE_NOOP("model", "{head}: source")
OTHERS = QT_TRANSLATE_NOOP("model", "{head}: what others say")
ROLE = QT_TRANSLATE_NOOP("model", "Role")
TOTAL = QT_TRANSLATE_NOOP("model", "Total of parts")
APPROXIMATE = QT_TRANSLATE_NOOP("model", "approximate")
NO_LOWER = QT_TRANSLATE_NOOP("model", "no lower bound")
NO_UPPER = QT_TRANSLATE_NOOP("model", "no upper bound")


def grid(
    ctx: Context, key: str, shown: Collection[str] | None = None, rows: Sequence[int] | None = None
) -> Grid:
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
    return Grid(key, said(ctx, table.label), fields, chosen, totals)


def shown_columns(ctx: Context, key: str) -> tuple[str, ...]:
    """Return the keys of the columns that a table shows unless a person wants it otherwise."""
    return tuple(column.key for column in TABLE[key].columns if column.shown(ctx))


def _shown(ctx: Context, table: Table, shown: Collection[str]) -> Iterator[Field]:
    for column in table.columns:
        if column.key not in shown:
            continue
        yield _field(ctx, column)
        if isinstance(column, FigureColumn) and f"{column.key}.source" not in shown:
            yield _source_of(ctx, column)
        if column.key == "label" and table.key == "periods":
            yield _role(ctx)


_EXACT = ("days", "months")  # counted, so that there is no more to say of them


def _everything(ctx: Context, table: Table) -> Iterator[Field]:
    for column in table.columns:
        yield _field(ctx, column)
        if column.key == "label" and table.key == "periods":
            yield _role(ctx)
        if isinstance(column, FigureColumn):
            yield from _bounds(ctx, column, _bounds_of_figure(ctx, column))
            if _has_others(ctx, column):
                yield _others(ctx, column)
        elif isinstance(column, OutcomeColumn) and column.key not in _EXACT:
            yield from _bounds(ctx, column, _bounds_of_outcome(ctx, column))
            yield _note(ctx, column)
        elif isinstance(column, FigureSourceColumn) or (
            isinstance(column, ChoiceColumn) and column.key == "series"
        ):
            yield _tag(ctx, column)


def _field(ctx: Context, column: Column) -> Field:
    return Field(
        key=column.key,
        head=column.label(ctx),
        value=_value_of(ctx, column),
        text=lambda row: column.text(ctx, row),
        unit=_unit(ctx, column),
        numeric=column.kind in (Kind.FIGURE, Kind.COMPUTED),
        measure=column.key if column.rows == "periods" and column.key in MEASURE else "",
    )


def _unit(ctx: Context, column: Column) -> str:
    if isinstance(column, OutcomeColumn):
        return in_area_unit(column.unit, ctx.formats.area_unit)
    if isinstance(column, FigureColumn) and _of_one_unit(column):
        return in_area_unit("km2", ctx.formats.area_unit) if column.area else column.people.unit
    return ""


def _of_one_unit(column: FigureColumn) -> bool:
    """Whether all figures of a column are of one kind; what claims state is of the kind of their measures."""
    return type(column) is FigureColumn


def _value_of(ctx: Context, column: Column) -> Callable[[int], Plain]:
    """Return the function that gives the cell of a row: a number only where the number is all there is."""
    if isinstance(column, FigureColumn) and _of_one_unit(column):
        unit = _unit(ctx, column)

        def figure(row: int) -> Plain:
            given = column.figure(ctx, row)
            if given is None:
                return None
            stated = given.unit or ("km2" if column.area else unit)
            if given.value is not None and given.low is None and given.qualifier is Qualifier.EXACT:
                # of `910 sq mi` among km² the text says more than a converted number would
                return plain_number(given.value) if stated == unit else column.text(ctx, row)
            return column.text(ctx, row)

        return figure
    if isinstance(column, OutcomeColumn):
        unit = _unit(ctx, column)

        def outcome(row: int) -> Plain:
            return outcome_value(ctx, column, column.outcome_of(ctx, row), unit)

        return outcome
    if isinstance(column, CountColumn):
        return lambda row: column.count_of(ctx, row)
    if column.kind is Kind.DATE:

        def day(row: int) -> Plain:
            text = column.text(ctx, row)
            return date.fromisoformat(text) if text else None

        return day
    return lambda row: column.text(ctx, row) or None


def outcome_value(ctx: Context, column: OutcomeColumn, outcome: Outcome, unit: str) -> Plain:
    """Return a computed value as a cell: the number, else what is shown; nothing where there is none."""
    if isinstance(outcome, Absent):
        return None
    if outcome.low == outcome.high and not outcome.approximate:
        return plain_number(convert(outcome.best, column.unit, unit))
    return column.shown_text(ctx, outcome)


def _bounds(
    ctx: Context, column: Column, bounds: Callable[[int], tuple[float, float, float] | None]
) -> Iterator[Field]:
    head, unit = column.label(ctx), _unit(ctx, column)
    for place, (key, template) in enumerate((("low", LOW), ("best", BEST), ("high", HIGH))):

        def value(row: int, place: int = place) -> Plain:
            three = bounds(row)
            return None if three is None else plain_number(three[place])

        def text(row: int, place: int = place) -> str:
            number = value(row, place)
            return "" if number is None else repr(number)

        yield Field(f"{column.key}.{key}", said(ctx, template, head=head), value, text, unit, numeric=True)


def _bounds_of_figure(
    ctx: Context, column: FigureColumn
) -> Callable[[int], tuple[float, float, float] | None]:
    unit = _unit(ctx, column)

    def bounds(row: int) -> tuple[float, float, float] | None:
        figure = column.figure(ctx, row)
        if figure is None:
            return None
        quantity = column.quantity(ctx, column.row(ctx, row))
        low, best, high = figure.bounds(floor=quantity.floor)
        if not column.area or not unit:  # those of a claim are in the unit that its cell says
            return low, best, high
        stated = figure.unit or "km2"
        return convert(low, stated, unit), convert(best, stated, unit), convert(high, stated, unit)

    return bounds


def _bounds_of_outcome(
    ctx: Context, column: OutcomeColumn
) -> Callable[[int], tuple[float, float, float] | None]:
    unit = _unit(ctx, column)

    def bounds(row: int) -> tuple[float, float, float] | None:
        outcome = column.outcome_of(ctx, row)
        if isinstance(outcome, Absent):
            return None
        low, best, high = outcome.low, outcome.best, outcome.high
        if unit == column.unit:
            return low, best, high
        given = column.unit
        return convert(low, given, unit), convert(best, given, unit), convert(high, given, unit)

    return bounds


def _note(ctx: Context, column: OutcomeColumn) -> Field:
    def note(row: int) -> str:
        outcome = column.outcome_of(ctx, row)
        if isinstance(outcome, Absent):
            return ctx.formats.words(outcome.reason)
        notes = [
            template
            for template, holds in (
                (APPROXIMATE, outcome.approximate),
                (NO_LOWER, outcome.low == -float("inf")),
                (NO_UPPER, outcome.high == float("inf")),
            )
            if holds
        ]
        return "; ".join(said(ctx, template) for template in notes)

    head = said(ctx, NOTE, head=column.label(ctx))
    return Field(f"{column.key}.note", head, lambda row: note(row) or None, note)


def _tag(ctx: Context, column: Column) -> Field:
    def tag(row: int) -> str:
        if isinstance(column, FigureSourceColumn):
            figure: Figure | None = getattr(column.row(ctx, row), column.attribute)
            return "" if figure is None else figure.source
        return str(column.row(ctx, row).series)

    head = said(ctx, TAG, head=column.label(ctx))
    return Field(f"{column.key}.tag", head, lambda row: tag(row) or None, tag)


def _source_of(ctx: Context, column: FigureColumn) -> Field:
    names = {source.id: source.name or source.id for source in ctx.project.sources}

    def source(row: int) -> str:
        figure = column.figure(ctx, row)
        return "" if figure is None else names.get(figure.source, figure.source)

    head = said(ctx, SOURCE, head=column.label(ctx))
    return Field(f"{column.key}.source", head, lambda row: source(row) or None, source)


def _has_others(ctx: Context, column: FigureColumn) -> bool:
    rows: Iterable[object] = getattr(ctx.project, column.rows)
    figures: Iterable[Figure | None] = (getattr(row, column.attribute) for row in rows)
    return any(figure is not None and figure.alternatives for figure in figures)


def _others(ctx: Context, column: FigureColumn) -> Field:
    def others(row: int) -> str:
        figure = column.figure(ctx, row)
        quantity = column.quantity(ctx, column.row(ctx, row))
        return "; ".join(
            f"{ctx.formats.figure(other, quantity)} {source_tag(other.source)}".strip()
            for other in (figure.alternatives if figure is not None else ())
        )

    head = said(ctx, OTHERS, head=column.label(ctx))
    return Field(f"{column.key}.others", head, lambda row: others(row) or None, others)


def _role(ctx: Context) -> Field:
    def role(row: int) -> str:
        return said(ctx, ROLES[ctx.results.role(row)])

    return Field("role", said(ctx, ROLE), role, role)


def _totals(ctx: Context, fields: Sequence[Field]) -> Iterator[TotalRow]:
    """Yield the totals of each series that has any."""
    columns = {column.key: column for column in TABLE["periods"].columns}
    for series in ctx.project.series:
        computed = ctx.results.series[series.id]
        if isinstance(computed.total, Absent) or not len(computed.parts):
            continue
        cells = {
            "label": TotalCell(said(ctx, TOTAL), said(ctx, TOTAL)),
            "series": TotalCell(series.name or series.id, series.name or series.id),
            "series.tag": TotalCell(series.id, series.id),
        }
        if computed.span is not None:
            for key, day in (("start", computed.span.start), ("end", computed.span.end)):
                cells[key] = TotalCell(day, ctx.formats.date(day))
        for field in fields:
            key, _, part = field.key.partition(".")
            if key not in MEASURE or part not in ("", "low", "best", "high"):
                continue
            outcome = computed.total[key]
            cells[field.key] = _total_cell(ctx, columns[key], outcome, part, field.unit)
        yield TotalRow(series.id, cells)


def _total_cell(ctx: Context, column: Column, outcome: Outcome, part: str, unit: str) -> TotalCell:
    measure = MEASURE[column.key]
    if part:
        if isinstance(outcome, Absent):
            return TotalCell(None, "")
        number = plain_number(convert(getattr(outcome, part), measure.unit, unit))
        return TotalCell(number, "" if number is None else repr(number))
    if isinstance(column, OutcomeColumn):
        return TotalCell(outcome_value(ctx, column, outcome, unit), column.shown_text(ctx, outcome))
    shown = ctx.formats.outcome(outcome, measure.unit)
    if isinstance(outcome, Absent):
        return TotalCell(None, shown)
    plain = outcome.low == outcome.high and not outcome.approximate
    number = plain_number(convert(outcome.best, measure.unit, unit)) if plain else None
    return TotalCell(shown if number is None else number, shown)
