"""The cells of an export by column, some rows at a time: what is computed is computed once for all."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from model.columns import CellKind, Column, Context
from model.columns.computed import CountColumn, OutcomeColumn
from model.columns.figure import FigureColumn, source_tag
from model.derive.roles import Role
from model.output.grid import GridRows, Plain, plain_number, say
from model.text.figure_words import Qualifier
from model.text.outcomes import Absent, Outcome
from model.text.records import replace
from model.text.safe_text import isolated
from model.text.units import Unit, convert, in_area_unit, kind
from model.text.words import marked, words

APPROXIMATE = marked("approximate")
NO_LOWER = marked("no lower bound")
NO_UPPER = marked("no upper bound")

ROLES: Mapping[Role, str] = {
    Role.PART: marked("part"),
    Role.TOTAL: marked("Σ total"),
    Role.DETAIL: marked("detail"),
    Role.CONFLICT: marked("conflict"),
    Role.INVALID: marked("invalid"),
}
"""What the roles of periods are called."""

Three = tuple[float, float, float]


class Cells(Struct, frozen=True):
    """What gives the cells of some rows: as values, and as a reader sees them."""

    values: Callable[[GridRows], Sequence[Plain]]
    texts: Callable[[GridRows], Sequence[str]]


class Outcomes:
    """The outcomes of a computed column; those asked for last are kept for the next field that needs them."""

    def __init__(self, ctx: Context, column: OutcomeColumn) -> None:
        self._ctx, self._column = ctx, column
        self._rows: GridRows | None = None
        self._last: list[Outcome] = []

    def of(self, rows: GridRows) -> list[Outcome]:
        """Return the outcomes of some rows."""
        if rows is not self._rows:
            self._last = self._column.outcomes(self._ctx, rows)
            self._rows = rows
        return self._last


def unit_of(ctx: Context, column: Column) -> Unit:
    """Return the unit in which a column is exported; "" where it has none, or each cell says its own."""
    if isinstance(column, OutcomeColumn):
        return in_area_unit(column.unit, ctx.formats.area_unit)
    if isinstance(column, FigureColumn) and _of_one_unit(column):
        return in_area_unit("km2", ctx.formats.area_unit) if column.area else column.people.unit
    return ""


def _of_one_unit(column: FigureColumn) -> bool:
    """Whether all figures of a column are of one kind; what claims state is of the kind of their measures."""
    return column.rows == "periods" or type(column) is FigureColumn


def as_shown(ctx: Context, column: Column) -> Cells:
    """Return the cells of a column other than a computed one: numbers only where they are all there is."""

    def texts(rows: GridRows) -> list[str]:
        return [column.text(ctx, row) for row in rows]

    if isinstance(column, FigureColumn) and _of_one_unit(column):
        return Cells(lambda rows: [_figure_value(ctx, column, row) for row in rows], texts)
    if isinstance(column, CountColumn):
        return Cells(lambda rows: [column.count_of(ctx, row) for row in rows], texts)
    if column.kind is CellKind.DATE:
        return Cells(lambda rows: [date.fromisoformat(text) if text else None for text in texts(rows)], texts)
    return written(texts)


def written(texts: Callable[[GridRows], list[str]]) -> Cells:
    """Return cells that are texts, nothing where they are empty."""
    return Cells(lambda rows: [text or None for text in texts(rows)], texts)


def computed(ctx: Context, column: OutcomeColumn, outcomes: Outcomes) -> Cells:
    """Return the cells of a computed column."""
    unit = unit_of(ctx, column)
    return Cells(
        lambda rows: [outcome_value(ctx, column, outcome, unit) for outcome in outcomes.of(rows)],
        lambda rows: [column.shown_text(ctx, outcome) for outcome in outcomes.of(rows)],
    )


def outcome_value(ctx: Context, column: OutcomeColumn, outcome: Outcome, unit: Unit) -> Plain:
    """Return a computed value as a cell: the number, else what is shown; nothing where there is none."""
    if isinstance(outcome, Absent):
        return None
    if outcome.low == outcome.high and not outcome.approximate:
        return plain_number(convert(outcome.best, column.unit, unit))
    return column.shown_text(ctx, outcome)


def _figure_value(ctx: Context, column: FigureColumn, row: int) -> Plain:
    given, unit = column.figure(ctx, row), unit_of(ctx, column)
    if given is None:
        return None
    own = column.quantity(ctx, column.row(ctx, row))
    if own.unit in ("items", "money"):  # which are no people, whatever the head says
        series = ctx.project.the_series(column.row(ctx, row).series)
        said = words("{figure} {unit}", figure=column.typed(ctx, row), unit=series.counted_in)
        return ctx.formats.words(said)
    stated = given.unit or ("km2" if column.area else unit)
    alone = given.low is None and given.high is None and given.qualifier is Qualifier.EXACT
    plain = given.value is not None and alone
    if plain and given.value is not None and stated == unit:
        return plain_number(given.value)
    # of `910 sq mi` among km² the text says more than a converted number would
    spaced = column.area or given.unit or "km2" in own.others
    return column.typed(_spaced(ctx) if spaced else ctx, row)


def _spaced(ctx: Context) -> Context:
    """Return the context with a space between thousands: in `>2,356` km² the sign may be one of decimals."""
    notation = ctx.formats.notation
    if notation.group not in (".", ","):
        return ctx
    return replace(ctx, formats=replace(ctx.formats, notation=replace(notation, group="\u00a0")))


def bounds_of_figures(ctx: Context, column: FigureColumn) -> Iterator[Cells]:
    """Yield the low, the best and the high of published figures."""
    unit = unit_of(ctx, column)

    def bounds(row: int) -> Three | None:
        figure, quantity = column.figure(ctx, row), column.quantity(ctx, column.row(ctx, row))
        if figure is None or figure.unit in quantity.others:
            return None  # a number in total is none a month; its cell says so
        low, best, high = figure.bounds(floor=quantity.floor)
        if not column.area or not unit:  # those of a claim are in the unit that its cell says
            return low, best, high
        stated = figure.unit or "km2"
        if kind(stated) != kind(unit):
            return None  # an advance is no area
        return convert(low, stated, unit), convert(best, stated, unit), convert(high, stated, unit)

    return _thirds(lambda rows: [bounds(row) for row in rows])


def bounds_of_outcomes(ctx: Context, column: OutcomeColumn, outcomes: Outcomes) -> Iterator[Cells]:
    """Yield the low, the best and the high of computed values."""
    given, unit = column.unit, unit_of(ctx, column)

    def bounds(outcome: Outcome) -> Three | None:
        if isinstance(outcome, Absent):
            return None
        low, best, high = outcome.low, outcome.best, outcome.high
        if unit == given:
            return low, best, high
        return convert(low, given, unit), convert(best, given, unit), convert(high, given, unit)

    return _thirds(lambda rows: [bounds(outcome) for outcome in outcomes.of(rows)])


def _thirds(bounds: Callable[[GridRows], list[Three | None]]) -> Iterator[Cells]:
    for place in range(3):

        def values(rows: GridRows, place: int = place) -> list[Plain]:
            return [None if three is None else plain_number(three[place]) for three in bounds(rows)]

        def texts(rows: GridRows, values: Callable[[GridRows], list[Plain]] = values) -> list[str]:
            return ["" if number is None else repr(number) for number in values(rows)]

        yield Cells(values, texts)


def notes(ctx: Context, outcomes: Outcomes) -> Cells:
    """Return remarks on computed values."""
    return written(lambda rows: [note_of(ctx, outcome) for outcome in outcomes.of(rows)])


def note_of(ctx: Context, outcome: Outcome) -> str:
    """Return why there is no value, else what is known of one beside its bounds."""
    if isinstance(outcome, Absent):
        return ctx.formats.words(outcome.reason)
    if not outcome.approximate and math.isfinite(outcome.high - outcome.low):
        return ""
    remarks = (
        (APPROXIMATE, outcome.approximate),
        (NO_LOWER, outcome.low == -math.inf),
        (NO_UPPER, outcome.high == math.inf),
    )
    return "; ".join(say(ctx, template) for template, holds in remarks if holds)


def tags(ctx: Context, column: Column) -> Cells:
    """Return the ids that stand in the project file for the sources or the series of a column."""

    def tag(row: int) -> str:
        return str(column.value(ctx, row))

    return written(lambda rows: [tag(row) for row in rows])


def source_names(ctx: Context, column: FigureColumn) -> Cells:
    """Return the names of the sources of figures."""
    names = {source.id: source.called for source in ctx.project.sources}

    def source(row: int) -> str:
        figure = column.figure(ctx, row)
        return "" if figure is None else names.get(figure.source, figure.source)

    return written(lambda rows: [source(row) for row in rows])


def alternatives(ctx: Context, column: FigureColumn) -> Cells:
    """Return what other sources say: `50,000 ISW; >48,000 BBC`."""

    def others(row: int) -> str:
        figure = column.figure(ctx, row)
        quantity = column.quantity(ctx, column.row(ctx, row))
        return "; ".join(
            f"{ctx.formats.figure(other, quantity)} {isolated(source_tag(other.source))}".strip()
            for other in (figure.alternatives if figure is not None else ())
        )

    return written(lambda rows: [others(row) for row in rows])


def roles(ctx: Context) -> Cells:
    """Return the roles of periods."""
    return written(lambda rows: [say(ctx, ROLES[ctx.results.role(row)]) for row in rows])
