"""What the inspector shows, as data: entries to change, facts, links to other cells."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from model.columns import TABLE, CellKind, Column, Context, Mark, Table
from model.columns.cell import rows_of
from model.explain.trace import Place, Places
from model.project import STANCES, Source
from model.text.links import web_address
from model.text.records import replace
from model.text.words import words


class Shape(StrEnum):
    """What kind of cell is looked at."""

    FIGURE = "figure"
    COMPUTED = "computed"
    OTHER = "other"
    NEW = "new"


class Tone(StrEnum):
    """How a fact is meant."""

    PLAIN = "plain"
    DOUBTFUL = "doubtful"


class Entry(Struct, frozen=True):
    """Something that can be changed here: the cell `place`.

    `typed` is what its editor starts with, `choices` what may be chosen. `lines` is the height of a text;
    `begins` says that a source may be begun here. `reach` says of what else it is, where it is of more than
    the cell that is looked at.
    """

    place: Place
    label: str
    typed: str
    kind: CellKind
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    lines: int = 1
    begins: bool = False
    tone: Tone = Tone.PLAIN
    reach: str = ""


class Fact(Struct, frozen=True):
    """Something that is said and cannot be changed here."""

    label: str
    text: str
    tone: Tone = Tone.PLAIN


class Link(Struct, frozen=True):
    """A cell that one can go to, what it is called, and what it shows."""

    place: Place
    label: str
    text: str


class Links(Struct, frozen=True):
    """The cells that one can go to, and how many more there are."""

    first: tuple[Link, ...] = ()
    more: int = 0


class Alternative(Struct, frozen=True):
    """A figure that could be used instead: as typed, its source and quote, and the sources to choose from."""

    number: int
    typed: str
    source: str
    quote: str
    choices: tuple[tuple[str, str], ...]


class Inspection(Struct, frozen=True):
    """Everything that is shown of one cell. `place` is the cell; of what is known of a figure, the figure's.

    `row` is what the row is called, `column` the column. `address` is a link that may be opened.
    """

    place: Place
    shape: Shape
    row: str
    column: str
    items: tuple[Entry | Fact, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    came_from: Links = field(default_factory=Links)
    leads_to: Links = field(default_factory=Links)
    noticed: tuple[Mark, ...] = ()
    address: str = ""


class Looked(Struct, frozen=True):
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
            "{row} · {column}", row=table.row_name(self.ctx, place.row), column=column.label(self.ctx)
        )
        return Link(place, self.say(said), text)

    @property
    def row(self) -> Any:
        return rows_of(self.ctx.project, self.table.key)[self.place.row]

    def source_place(self, source: str) -> int | None:
        return next((n for n, s in enumerate(self.ctx.project.sources) if s.id == source), None)

    def source_said(self, source: Source) -> str:
        stance = self.text(STANCES[source.stance])
        return self.say(words("{source} ({stance})", source=source.called, stance=stance))

    def address_of(self, source: str) -> str:
        at = self.source_place(source)
        if at is None or web_address(self.ctx.project.sources[at].url) is None:
            return ""
        return self.ctx.project.sources[at].url

    def text(self, template: str) -> str:
        return self.ctx.formats.words(words(template, count=1))  # of one row

    def say(self, said: Any) -> str:
        return self.ctx.formats.words(said)
