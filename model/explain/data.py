"""What the inspector shows, as data: entries to change, facts, links to other cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from model.columns import Kind, Mark
from model.explain.trace import Place


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


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be changed here: the cell `place`.

    `typed` is what its editor starts with, `choices` what may be chosen. `lines` is the height of a text;
    `begins` says that a source may be begun here.
    """

    place: Place
    label: str
    typed: str
    kind: Kind
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    lines: int = 1
    begins: bool = False
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is said and cannot be changed here."""

    label: str
    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that one can go to, what it is called, and what it shows."""

    place: Place
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Links:
    """The cells that one can go to, and how many more there are."""

    first: tuple[Link, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Alternative:
    """A figure that could be used instead: as typed, its source and quote, and the sources to choose from."""

    number: int
    typed: str
    source: str
    quote: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inspection:
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
