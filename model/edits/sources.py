"""Sources that others rest on: one begun for a figure, one deleted with its figures moved or left without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from model.checks.acknowledged import without_rows
from model.columns import TABLE, Column, Context, Table
from model.columns.cell import read_text, rows_of, with_rows
from model.columns.figure import FigureColumn
from model.edits.cells import set_cells
from model.edits.edit import Edit, Typed, WholeFigure, rows_words
from model.edits.references import uses, with_other_source
from model.explain.trace import Place
from model.project import Claim, Project, Source
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.formats import counted
from model.text.kept_texts import free_id, free_tag
from model.text.records import replace
from model.text.words import Words, marked, words


class InUse(Struct, frozen=True):
    """Sources that are to be deleted and are referred to: their names, by how many rows, and who is left.

    `others` are the sources that stay, as (tag, name).
    """

    names: tuple[str, ...]
    rows: int
    others: tuple[tuple[str, str], ...]


def sources_in_use(ctx: Context, rows: Sequence[int]) -> InUse | None:
    """Return which of some sources are referred to, and by how much; None where none is."""
    project, gone = ctx.project, set(rows)
    used = {row: uses(project, "sources", project.sources[row].id) for row in sorted(gone)}
    named = [row for row, count in used.items() if count]
    if not named:
        return None
    return InUse(
        names=tuple(TABLE["sources"].row_name(ctx, row) for row in named),
        rows=sum(used.values()),
        others=tuple(
            (source.id, source.called) for row, source in enumerate(project.sources) if row not in gone
        ),
    )


def delete_sources(ctx: Context, rows: Sequence[int], instead: str) -> Edit:
    """Delete sources; what rests on them rests on the source `instead`, or, with "", on none.

    Raises `Refused` where `instead` is no source that stays.
    """
    gone = set(rows)
    kept = tuple(source for row, source in enumerate(ctx.project.sources) if row not in gone)
    if instead and all(source.id != instead for source in kept):
        raise Refused(words("There is no source “{tag}” to move to.", tag=instead))
    project = ctx.project
    for row in sorted(gone):
        project = with_other_source(project, project.sources[row].id, instead)
    acknowledged = without_rows(ctx.project, "sources", sorted(gone))
    project = replace(project, sources=kept, acknowledged=acknowledged)
    one, many = (
        marked("delete {row}"),
        marked("delete {count} row|delete {count} rows"),
    )
    return Edit(rows_words(ctx, TABLE["sources"], sorted(gone), one, many), project)


def paste_cells(ctx: Context, table: Table, typed: Typed, sources: Sequence[Source], named: Words) -> Edit:
    """Put cells that were copied into others; the sources that their figures name come along.

    `sources` are those of where they were copied: one is the same here if it has the same tag and name, or
    the same name alone; any other is added. Raises as `set_cells`.
    """
    if not sources:
        return set_cells(ctx, table, typed, named)
    tags, added = _known_here(ctx.project, sources)
    edit = set_cells(ctx, table, {cell: _retagged(given, tags) for cell, given in typed.items()}, named)
    return Edit(named, replace(edit.project, sources=(*edit.project.sources, *added)))


def add_sources(project: Project, sources: Sequence[Source]) -> Edit:
    """Add those of some sources that are not here yet, by name."""
    _, added = _known_here(project, sources)
    named = words("add {count} source|add {count} sources", count=counted(len(added)))
    return Edit(named, replace(project, sources=(*project.sources, *added)))


def _known_here(project: Project, sources: Sequence[Source]) -> tuple[Mapping[str, str], list[Source]]:
    """Return the tag here of each source of elsewhere, and those that are not here yet."""
    names = {source.id: source.name for source in project.sources}
    by_name = {source.name.casefold(): source.id for source in project.sources if source.name}
    tags: dict[str, str] = {}
    added: list[Source] = []
    for source in sources:
        if names.get(source.id) == source.name:
            tags[source.id] = source.id
        elif source.name and source.name.casefold() in by_name:
            tags[source.id] = by_name[source.name.casefold()]
        else:
            tags[source.id] = free_id(source.id, {*names, *(other.id for other in added)})
            added.append(replace(source, id=tags[source.id]))
    return tags, added


def _retagged(given: str | WholeFigure, tags: Mapping[str, str]) -> str | WholeFigure:
    if isinstance(given, str):
        return given

    def with_tag(figure: Figure) -> Figure:
        others = tuple(with_tag(other) for other in figure.alternatives)
        return replace(figure, source=tags.get(figure.source, figure.source), alternatives=others)

    return replace(given, figure=with_tag(given.figure))


def begin_source_in(ctx: Context, table: Table, column: Column, row: int, name: str) -> Edit:
    """Begin a source of a name that was typed into a cell of sources, which then names it.

    Of a row that is being begun the source alone is added. Raises as `begin_source`.
    """
    if row >= table.row_count(ctx.project):
        new = _called(ctx, name)
        project = replace(ctx.project, sources=(*ctx.project.sources, new))
        return Edit(words("add {what}", what=words(TABLE["sources"].singular)), project)
    return begin_source(ctx, name, Place(table.key, row, table.figure_column(column).key))


def begin_source(ctx: Context, name: str, place: Place) -> Edit:
    """Begin a source of this name and let the figure of a cell, or a claim, rest on it: one step of undo.

    Raises `Refused` without a name, or for a cell that has no figure.
    """
    new = _called(ctx, name)
    table = TABLE[place.table]
    column = table.column(place.column)
    row = column.row(ctx, place.row)
    figure: Figure | None = getattr(row, place.column) if isinstance(column, FigureColumn) else None
    if figure is None and not isinstance(row, Claim):
        raise Refused(words("Give the figure first, then what is known about it."))
    resting: dict[str, Any] = {"source": new.id}  # of a claim as a whole
    if figure is not None and not isinstance(row, Claim):
        resting = {place.column: replace(figure, source=new.id)}
    rows = list(rows_of(ctx.project, place.table))
    rows[place.row] = replace(row, **resting)
    project = with_rows(replace(ctx.project, sources=(*ctx.project.sources, new)), place.table, rows)
    return Edit(
        words("add {source} as the source of {row}", source=new.name, row=table.row_name(ctx, place.row)),
        project,
    )


def _called(ctx: Context, name: str) -> Source:
    """Return a new source of this name. Raises `Refused` where there is none."""
    said = read_text(name)
    if not said:
        raise Refused(words("Type who published the figure."))
    return Source(id=free_tag(said, {source.id for source in ctx.project.sources}), name=said)
