"""Parquet files: read by `parquet_process` in a child, where the optional part for it is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from model.imports.child import told_by
from model.imports.choices import FileReading, Watch
from model.imports.formats.workbook import REFUSALS, cell_of
from model.imports.table import OpenedFile, ReadTable
from model.text.safe_text import cleaned
from model.text.words import marked

MARK = b"PAR1"
"""What a Parquet file begins with."""

_READER = "model.imports.formats.parquet_process"
_REFUSALS: Mapping[str, str] = {
    **REFUSALS,
    "broken": marked("the Parquet file is damaged, or of a kind that is not read: {reason}"),
    "no_parquet": marked(
        "Parquet is read by an optional part that is not installed (arro3-io); save it as CSV"
    ),
}


def open_parquet(data: bytes, watch: Watch | None = None) -> OpenedFile:
    """Return the table in a Parquet file. Raises Unreadable with the reason."""
    told = told_by(_READER, (), data, watch, _REFUSALS)
    names = tuple(map(cleaned, next(told)["names"]))
    rows = [[cell_of(value) for value in row] for row in told]
    return OpenedFile("Parquet", ReadTable(names, 0, partial(iter, rows)), FileReading(header=0))
