"""Alternative figures of a cell: added, changed, taken away, put to use. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from model.columns import TABLE, Context
from model.columns.cell import choose, labelled, read_day, read_text, rows_of
from model.columns.common import DATINGS, RANGES
from model.columns.figure import FigureColumn, source_options
from model.edits.edit import Edit
from model.edits.references import with_changed_rows
from model.explain.alternatives import using
from model.explain.trace import Place
from model.text.errors import Refused
from model.text.figures import DatedBy, Figure, RangeIs, is_blank, read_figure, restated, write_figure
from model.text.records import replace
from model.text.words import marked, words


def add_alternative(ctx: Context, place: Place, typed: str, source: str = "") -> Edit:
    """Add a figure, typed as published, that another source gives; `source` is its name or tag.

    Raises `Unreadable`, or `Refused` where the cell has no figure to stand beside.
    """
    column, figure = _figure(ctx, place)
    new = replace(_read(ctx, column, place, None, typed), source=choose(source, source_options(ctx)))
    added = replace(figure, alternatives=(*figure.alternatives, new))
    return _edit(ctx, place, added, marked("add an alternative to {cell}"))


def set_alternative(ctx: Context, place: Place, number: int, detail: str, typed: str) -> Edit:
    """Change a detail of alternative `number`: its `figure`, or its `source`, `quote` and the like.

    Raises `Unreadable` or `Refused`.
    """
    column, figure = _figure(ctx, place)
    old = figure.alternatives[number]
    if detail == "figure":
        new = _read(ctx, column, place, old, typed)
    else:
        changes: dict[str, Any] = {detail: _DETAILS[detail](ctx, typed)}
        new = replace(old, **changes)
    others = (*figure.alternatives[:number], new, *figure.alternatives[number + 1 :])
    changed = replace(figure, alternatives=others)
    return _edit(ctx, place, changed, marked("change an alternative of {cell}"))


def remove_alternative(ctx: Context, place: Place, number: int) -> Edit:
    """Take alternative `number` away."""
    _, figure = _figure(ctx, place)
    left = replace(figure, alternatives=figure.alternatives[:number] + figure.alternatives[number + 1 :])
    return _edit(ctx, place, left, marked("remove an alternative of {cell}"))


def use_alternative(ctx: Context, place: Place, number: int) -> Edit:
    """Put alternative `number` to use; what was in use becomes an alternative in its stead."""
    column, figure = _figure(ctx, place)
    used = using(figure, number)
    if column.above_zero and not used.bounds()[1] > 0:
        raise Refused(words("This may not be 0: shares of it are computed."))
    return _edit(ctx, place, used, marked("use another figure for {cell}"))


def alternative_typed(ctx: Context, place: Place, number: int) -> str:
    """Return the text that an editor of alternative `number` starts with; typed again, it changes nothing."""
    column, figure = _figure(ctx, place)
    quantity = column.quantity(ctx, rows_of(ctx.project, place.table)[place.row])
    formats, other = ctx.formats, figure.alternatives[number]
    return write_figure(other, quantity, formats.notation, _shown(ctx, column), formats.translate)


def alternative_as_read(ctx: Context, place: Place, typed: str) -> str:
    """Return how the text of an alternative would be read. Raises `Unreadable`."""
    column, _ = _figure(ctx, place)
    new = _read(ctx, column, place, None, typed)
    return ctx.formats.as_read(new, column.quantity(ctx, rows_of(ctx.project, place.table)[place.row]))


_DETAILS: Mapping[str, Callable[[Context, str], str | date | DatedBy | RangeIs | None]] = {
    "source": lambda ctx, typed: choose(typed, source_options(ctx)),
    "quote": lambda _ctx, typed: read_text(typed),
    "scope": lambda _ctx, typed: read_text(typed),
    "note": lambda _ctx, typed: read_text(typed),
    "as_of": lambda _ctx, typed: read_day(typed) if typed.strip() else None,
    "dating": lambda ctx, typed: choose(typed, labelled(DATINGS)(ctx)),
    "range": lambda ctx, typed: choose(typed, labelled(RANGES)(ctx)),
}


def _figure(ctx: Context, place: Place) -> tuple[FigureColumn, Figure]:
    column = TABLE[place.table].column(place.column)
    if place.table == "claims":
        raise Refused(words("What a claim states has no alternatives."))
    if isinstance(column, FigureColumn):
        figure = column.figure(ctx, place.row)
        if figure is not None:
            return column, figure
    raise Refused(words("Give the figure first, then others beside it."))


def _shown(ctx: Context, column: FigureColumn) -> str:
    return ctx.formats.area_unit if column.area else ""


def _read(ctx: Context, column: FigureColumn, place: Place, old: Figure | None, typed: str) -> Figure:
    if is_blank(typed):
        raise Refused(words("A figure is needed here, such as 25,000–30,000."))
    quantity = column.quantity(ctx, rows_of(ctx.project, place.table)[place.row])
    written = (quantity, ctx.formats.notation, _shown(ctx, column))
    if old is not None and typed == write_figure(old, *written, ctx.formats.translate):
        return old
    new = restated(old, read_figure(typed, *written))
    if column.above_zero and not new.bounds()[1] > 0:
        raise Refused(words("This may not be 0: shares of it are computed."))
    return new


def _edit(ctx: Context, place: Place, figure: Figure, said: str) -> Edit:
    table = TABLE[place.table]
    column = table.column(place.column)
    row: Any = rows_of(ctx.project, place.table)[place.row]
    changes: dict[str, Any] = {place.column: figure}
    project = with_changed_rows(ctx.project, table, {place.row: replace(row, **changes)})
    cell = words(
        "{column} of {row}",
        column=ctx.formats.words(words(column.head, count=1)).lower(),
        row=table.row_name(ctx, place.row),
    )
    return Edit(words(said, cell=cell), project)
