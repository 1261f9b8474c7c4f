"""The first table of an HTML text, read by `html_cells` in a process of its own, within limits."""

from __future__ import annotations

import json

from model.imports.child import TooMuch, lines_of
from model.imports.choices import Watch
from model.text.errors import Refused
from model.text.words import marked, words

TOO_MUCH = marked("Too much is on the clipboard: import it from a file instead.")
_READER = "model.imports.html_cells"

Cells = tuple[tuple[str, float | None], ...]


def read_html(markup: str, watch: Watch | None = None) -> tuple[Cells, ...]:
    """Return the rows of the first table of `markup`: each cell's text, and the number it says it holds.

    No rows where there is no table. Raises `Refused` for more than is read.
    """
    rows: list[Cells] = []
    try:
        for line in lines_of(_READER, (), markup.encode("utf-8", "replace"), watch):
            row = json.loads(line)
            if isinstance(row, dict):
                if "done" in row:
                    return tuple(rows)
                break
            rows.append(tuple((str(cell[0]), cell[1] if len(cell) > 1 else None) for cell in row))
    except (TooMuch, ValueError, RecursionError) as error:
        raise Refused(words(TOO_MUCH)) from error
    raise Refused(words(TOO_MUCH))  # it ended without its last word
