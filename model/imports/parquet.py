"""Parquet files: read by `parquet_process` in a child, where the optional part for it is there."""

from __future__ import annotations

import json

from model.imports.cells import Record
from model.imports.child import TooMuch, lines_of
from model.imports.choices import Watch
from model.imports.workbook import REFUSALS, cell_of
from model.text.errors import Unreadable
from model.text.safe_text import cleaned
from model.text.words import Words, words

_READER = "model.imports.parquet_process"
_MARK = b"PAR1"


def is_parquet(data: bytes) -> bool:
    """Whether bytes are a Parquet file, by what they begin with."""
    return data.startswith(_MARK)


def open_parquet(data: bytes, watch: Watch | None = None) -> tuple[tuple[str, ...], list[Record]]:
    """Return the names of the columns and the rows. Raises Unreadable with the reason."""
    names: tuple[str, ...] = ()
    rows: list[Record] = []
    try:
        for line in lines_of(_READER, (), data, watch):
            told = json.loads(line)
            if isinstance(told, list):
                rows.append([cell_of(value) for value in told])
            elif "refused" in told:
                details = {key: value for key, value in told.items() if key != "refused"}
                raise Unreadable(Words(REFUSALS[str(told["refused"])], tuple(details.items())))
            elif "done" in told:
                return names, rows
            else:
                names = tuple(map(cleaned, told["names"]))
    except TooMuch as ended:
        raise Unreadable(words(REFUSALS[ended.code])) from ended
    raise Unreadable(words(REFUSALS["memory"]))  # it ended without its last word
