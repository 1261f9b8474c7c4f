"""The first table of an HTML text, read by `html_cells` in a process of its own, within limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from model.imports.child import told_by
from model.imports.choices import Watch
from model.text.errors import Refused, Unreadable
from model.text.words import marked, words

TOO_MUCH = marked("Too much is on the clipboard: import it from a file instead.")
_READER = "model.imports.formats.html_cells"

Cells = tuple[tuple[str, float | None], ...]


def read_html(markup: str, watch: Watch | None = None) -> tuple[Cells, ...]:
    """Return the rows of the first table of `markup`: each cell's text, and the number it says it holds.

    No rows where there is no table. Raises `Refused` for more than is read.
    """
    refusals: Mapping[str, str] = defaultdict(lambda: TOO_MUCH)
    try:
        told = told_by(_READER, (), markup.encode("utf-8", "replace"), watch, refusals)
        return tuple(
            tuple((str(cell[0]), cell[1] if len(cell) > 1 else None) for cell in row) for row in told
        )
    except (Unreadable, ValueError, RecursionError) as error:
        raise Refused(words(TOO_MUCH)) from error
