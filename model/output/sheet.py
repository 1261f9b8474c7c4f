"""A table of a report for readers, as text: what the text and the Markdown report write."""

from __future__ import annotations

from dataclasses import dataclass

from model.columns import Context
from model.text.safe_text import ISOLATES
from model.text.words import words

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a report: a title, a head for each column, rows of cells, and lines to stand below it.

    `numeric` says of each column whether its cells are numbers; the last `totals` rows sum the others.
    """

    title: str
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...] = ()
    totals: int = 0


def say(ctx: Context, template: str) -> str:
    """Return a marked text as it is read."""
    return ctx.formats.words(words(template))


def plain(text: str) -> str:
    """Return text on one line, without characters that a terminal would take for commands."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in ISOLATES else " " for c in text)
    return " ".join(text.split())
