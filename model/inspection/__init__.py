"""What the inspector shows of a cell: declared here, only arranged in the window.

An entry names the cell that it edits, of this table or another, so that whatever is typed goes the way of
every edit: through the column, as one step of undo.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from model.columns import TABLE, Column, Context, Kind, Table
from model.columns.cell import rows_of
from model.columns.computed import OutcomeColumn
from model.columns.figure import FigureColumn
from model.figures import Figure
from model.inspection import computed, published
from model.inspection.data import Alternative, Entry, Fact, Inspection, Link, Links, Shape, Tone
from model.inspection.pieces import Looked
from model.project import FIGURES
from model.provenance.trace import MOST, Place, Places, came_from, leads_to
from model.words import QT_TRANSLATE_NOOP, words

__all__ = [
    "Alternative",
    "Entry",
    "Fact",
    "Inspection",
    "Kind",
    "Link",
    "Links",
    "Place",
    "Shape",
    "Tone",
    "figure_column",
    "figures_of_source",
    "inspect",
]


def inspect(ctx: Context, place: Place) -> Inspection:
    """Return what is shown of a cell; a row number past the last is the row that is being begun."""
    table = TABLE[place.table]
    column = figure_column(table, table.column(place.column))
    place = place._replace(column=column.key)
    name = ctx.formats.words(words(table.label))
    if place.row >= table.row_count(ctx.project):
        begin = Fact("", ctx.formats.words(words(table.begin)))
        new = ctx.formats.words(words(QT_TRANSLATE_NOOP("model", "A new row")))
        return Inspection(place, Shape.NEW, new, name, (begin,))
    looked = Looked(ctx, table, column, place)
    if isinstance(column, FigureColumn):
        return _made(looked, Shape.FIGURE, published.items(looked, column))
    if isinstance(column, OutcomeColumn):
        return _made(looked, Shape.COMPUTED, computed.items(looked, column))
    return _made(looked, Shape.OTHER, _other(looked))


def figure_column(table: Table, column: Column) -> Column:
    """Return the column of the figure of which `column` is a detail, such as its quote; else `column`."""
    owner, _, detail = column.key.rpartition(".")
    if detail and any(other.key == owner for other in table.columns):
        return table.column(owner)
    return column


def _made(looked: Looked, shape: Shape, items: Iterator[Entry | Fact]) -> Inspection:
    ctx, place, table = looked.ctx, looked.place, looked.table
    results = ctx.results
    forth = figures_of_source(ctx, place.row) if table.key == "sources" else leads_to(results, place)
    return Inspection(
        place=place,
        shape=shape,
        row=table.row_name(ctx, place.row),
        column=looked.column.label(ctx),
        items=tuple(items),
        alternatives=tuple(published.alternatives(looked)),
        came_from=looked.links(came_from(results, place)),
        leads_to=looked.links(forth),
        noticed=table.marks(ctx, place.row),
        address=_address(looked),
    )


def _other(looked: Looked) -> Iterator[Entry | Fact]:
    if looked.table.key == "sources":
        yield from computed.of_source(looked)
    if any(column.key == "note" for column in looked.table.columns):
        yield looked.entry("note", QT_TRANSLATE_NOOP("model", "Note"), lines=4)


def _address(looked: Looked) -> str:
    if looked.table.key == "sources":
        return looked.address_of(looked.row.id)
    figure = published.figure_of(looked)
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
