"""What the inspector shows of a cell: declared here, only arranged in the window.

An entry names the cell that it edits, of this table or another, so that whatever is typed goes the way of
every edit: through the column, as one step of undo.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from model.columns import TABLE, CellKind, Context
from model.columns.cell import rows_of
from model.columns.computed import MeanColumn, OutcomeColumn
from model.columns.figure import FigureColumn
from model.explain import of_claim, of_figure, of_result
from model.explain.data import Alternative, Entry, Fact, Inspection, Link, Links, Looked, Shape, Tone
from model.explain.trace import MOST, Place, Places, Trace
from model.project import FIGURES
from model.text.figures import Figure
from model.text.words import Words, words

__all__ = [
    "Alternative",
    "CellKind",
    "Entry",
    "Fact",
    "Inspection",
    "Link",
    "Links",
    "Place",
    "Shape",
    "Tone",
    "figures_of_source",
    "inspect",
]


def inspect(ctx: Context, place: Place) -> Inspection:
    """Return what is shown of a cell; a row number past the last is the row that is being begun."""
    table = TABLE[place.table]
    column = table.figure_column(table.column(place.column))
    place = place._replace(column=column.key)
    name = ctx.formats.words(words(table.label))
    if place.row >= table.row_count(ctx.project):
        begin = Fact("", ctx.formats.words(words(table.begin)))
        new = ctx.formats.words(words("A new row"))
        return Inspection(place, Shape.NEW, new, name, (begin,))
    looked = Looked(ctx, table, column, place)
    if table.key == "claims":
        return _made(looked, Shape.OTHER, of_claim.items(looked))
    if isinstance(column, FigureColumn):
        return _made(looked, Shape.FIGURE, of_figure.items(looked, column))
    if isinstance(column, OutcomeColumn):
        return _made(looked, Shape.COMPUTED, of_result.items(looked, column))
    if isinstance(column, MeanColumn):
        return _made(looked, Shape.COMPUTED, of_result.of_mean(looked, column))
    return _made(looked, Shape.OTHER, _other(looked))


def _made(looked: Looked, shape: Shape, items: Iterator[Entry | Fact]) -> Inspection:
    ctx, place, table = looked.ctx, looked.place, looked.table
    trace = Trace(ctx.results)
    # all of a row is shown whichever cell of it is looked at, and so are the links of its one figure
    of_row = {"claims": "computed", "intake": "per_month", "requirements": "per_month", "references": "value"}
    place = place._replace(column=of_row.get(table.key, place.column))
    forth = figures_of_source(ctx, place.row) if table.key == "sources" else trace.leads_to(place)
    if table.key == "claims":
        forth = Places()  # what comes of it is shown already
    came = trace.came_from(place)
    if isinstance(looked.column, MeanColumn):
        span = looked.column.span(ctx, place.row)
        rows = ctx.results.rows_within(looked.row.series, span.start, span.end)
        behind = [] if isinstance(rows, Words) else rows.tolist()
        places = tuple(Place("periods", at, looked.column.of) for at in behind[:MOST])
        came = Places(places, len(behind) - len(places))
    return Inspection(
        place=looked.place,
        shape=shape,
        row=table.row_name(ctx, place.row),
        column=looked.column.label(ctx),
        items=tuple(items),
        alternatives=tuple(of_figure.alternatives(looked)),
        came_from=looked.links(came),
        leads_to=looked.links(forth),
        noticed=table.marks(ctx, place.row),
        address=_address(looked),
    )


def _other(looked: Looked) -> Iterator[Entry | Fact]:
    """Go through the whole row; of a period, what says which it is: its figures are cells of their own."""
    of_period = looked.table.key == "periods"
    for column in looked.table.columns:
        if "." in column.key or (column.key == "series" and not column.shown(looked.ctx)):
            continue
        if isinstance(column, FigureColumn) and not of_period:
            yield looked.row_entry(column)
            figure = column.figure(looked.ctx, looked.place.row)
            if figure is not None:
                yield from of_figure.reading(looked, figure, column.quantity(looked.ctx, looked.row))
        elif column.editable and not isinstance(column, FigureColumn):
            yield looked.row_entry(column)
        elif isinstance(column, OutcomeColumn) and (not of_period or column.key == "days"):
            outcome = column.outcome_of(looked.ctx, looked.place.row)
            said = looked.say(looked.ctx.formats.full(outcome, column.unit))
            yield Fact(column.label(looked.ctx), said)
        elif not column.editable and not of_period:
            yield Fact(column.label(looked.ctx), column.text(looked.ctx, looked.place.row))
    if looked.table.key == "sources":
        yield from of_result.of_source(looked)


def _address(looked: Looked) -> str:
    if looked.table.key == "sources":
        return looked.address_of(looked.row.id)
    if looked.table.key == "claims":
        return looked.address_of(looked.row.source)
    figure = of_figure.figure_of(looked)
    return "" if figure is None else looked.address_of(figure.source)


def figures_of_source(ctx: Context, row: int, most: int = MOST) -> Places:
    """Return the cells whose figures, in use or not, are from a source."""
    name = ctx.project.sources[row].id
    found: list[Place] = []
    more = 0
    for table in TABLE:
        rows = rows_of(ctx.project, table)
        for attribute in FIGURES.get(type(rows[0]), ()) if rows else ():
            figures: Iterator[Figure | None] = map(attrgetter(attribute), rows)
            places = [
                at
                for at, figure in enumerate(figures)
                if figure is not None
                and (figure.source == name or (figure.alternatives and _given_by(figure, name)))
            ]
            found += [Place(table, at, attribute) for at in places[: most - len(found)]]
            more += len(places)
    return Places(tuple(found), more - len(found))


def _given_by(figure: Figure, source: str) -> bool:
    """Whether one of the alternatives of a figure is from a source."""
    return any(other.source == source for other in figure.alternatives)
