"""The pieces that the inspector is made of: the cell that is looked at, and words for what it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from model.columns import TABLE, Column, Context, Table
from model.columns.cell import rows_of
from model.columns.sources_series_milestones import STANCES
from model.explain.data import Entry, Link, Links
from model.explain.trace import Place, Places
from model.project import Source
from model.text.links import web_address
from model.text.words import QT_TRANSLATE_NOOP, words


@dataclass(frozen=True)
class Looked:
    """The cell that is looked at."""

    ctx: Context
    table: Table
    column: Column
    place: Place

    def entry(
        self, key: str, head: str, place: Place | None = None, *, lines: int = 1, begins: bool = False
    ) -> Entry:
        place = place or Place(self.table.key, self.place.row, key)
        column = TABLE[place.table].column(place.column)
        return Entry(
            place,
            self.text(head),
            column.typed(self.ctx, place.row),
            column.kind,
            self.text(column.help),
            column.choices(self.ctx),
            lines,
            begins,
        )

    def row_entry(self, column: Column) -> Entry:
        """Return the entry of a cell of the same row, called as its column is."""
        lines = 2 if column.key == "note" else 1
        named = self.entry(column.key, "", lines=lines)
        return replace(named, label=column.label(self.ctx))

    def links(self, places: Places) -> Links:
        return Links(tuple(self.link(place) for place in places.first), places.more)

    def link(self, place: Place) -> Link:
        table = TABLE[place.table]
        column = table.column(place.column)
        text = column.text(self.ctx, place.row) or "—"
        if place[:2] == self.place[:2]:
            return Link(place, column.label(self.ctx), text)
        said = words(
            QT_TRANSLATE_NOOP("model", "{row} · {column}"),
            row=table.row_name(self.ctx, place.row),
            column=column.label(self.ctx),
        )
        return Link(place, self.say(said), text)

    @property
    def row(self) -> Any:
        return rows_of(self.ctx.project, self.table.key)[self.place.row]

    def source_place(self, source: str) -> int | None:
        return next((n for n, s in enumerate(self.ctx.project.sources) if s.id == source), None)

    def source_said(self, source: Source) -> str:
        stance = self.text(STANCES[source.stance])
        return self.say(
            words(
                QT_TRANSLATE_NOOP("model", "{source} ({stance})"),
                source=source.name or source.id,
                stance=stance,
            )
        )

    def address_of(self, source: str) -> str:
        at = self.source_place(source)
        if at is None or web_address(self.ctx.project.sources[at].url) is None:
            return ""
        return self.ctx.project.sources[at].url

    def text(self, template: str) -> str:
        return self.ctx.formats.words(words(template))

    def say(self, said: Any) -> str:
        return self.ctx.formats.words(said)
