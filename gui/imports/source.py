"""What an import reads: a file of the disk, or a block that was pasted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, field

from model.imports.choices import FileReading
from model.imports.dates import looks_like_span
from model.imports.events.source import EventSource
from model.imports.inspect_file import ColumnMeaning, FileReport, look
from model.text.errors import SalientError

_OF_DAYS = (ColumnMeaning.DATE, ColumnMeaning.YEAR, ColumnMeaning.MONTH, ColumnMeaning.WEEK)


class ImportSource(Struct, frozen=True):
    """`given` is a path, the bytes of a block, or where a table of events lies.

    `title` is shown; `table`: read as a row per period.

    `ask` asks for another one; None where there is none to be asked for.
    """

    given: Path | bytes | EventSource
    name: str
    title: str
    table: bool = False
    reading: FileReading = field(default_factory=FileReading)
    ask: Callable[[], Path | EventSource | None] | None = None


def table_of(rows: tuple[tuple[str, ...], ...]) -> bytes | None:
    """Return a pasted block as separated text if it is a table with its header; None for mere cells.

    A header has no number and no date, and below it a column names days and another holds numbers.
    """
    if len(rows) < 2 or len(rows[0]) < 2 or sum(bool(cell.strip()) for cell in rows[0]) < 2:
        return None
    data = "".join("\t".join(_cell(cell) for cell in row) + "\n" for row in rows).encode()
    try:
        looked = look(data, PASTED, "clipboard.tsv")
    except SalientError:
        return None
    if not looked.table.header:
        return None
    numbers = bool(looked.with_meaning(ColumnMeaning.NUMBER))
    return data if numbers and _names_days(looked) else None


def _names_days(looked: FileReport) -> bool:
    if looked.with_meaning(*_OF_DAYS):
        return True
    return any(
        column.meaning is ColumnMeaning.TEXT and any(looks_like_span(text) for text in column.examples)
        for column in looked.columns
    )


def _cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t\n\r"') else cell


PASTED = FileReading(delimiter="\t", encoding="utf-8")
