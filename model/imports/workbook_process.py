"""A program of its own: examines a workbook, then reads one sheet of it with calamine.

The bytes come in on standard input, a line of JSON for each row goes out. What a hostile file does to it
stays in its process, which may take so much memory and time and no more.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from model.imports.workbook_limits import (
    Found,
    Odd,
    OdsSheet,
    XlsxSheet,
    examine,
    examine_sheet,
    parsed,
    xlsx_parts,
)

MEMORY = 1 << 30  # bytes of address space
SECONDS = 20  # of processor time


def limit() -> None:
    """Bound what this process may take, where the system allows it."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the parent's clock is the only limit
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(kind, (most, most))


def cell(value: Any) -> Any:
    """Return a value as JSON: a date as a list of its text, so that it is told from text."""
    if isinstance(value, dt.datetime):
        return [value.isoformat(" ")]
    if isinstance(value, dt.date):
        return [value.isoformat()]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value


def rows_of(sheet: Any, found: Found) -> Iterator[list[Any]]:
    """Yield the rows from the first of the sheet on, errors by name, merged words in every cell of theirs."""
    _, left = sheet.start or (0, 0)  # rows above are given, columns to the left are not
    ends = {(first, column): last for first, column, last, _ in found.merged}
    fills: dict[tuple[int, int], Any] = {}
    errors: dict[int, dict[int, str]] = {}
    for (number, column), error in found.errors.items():
        errors.setdefault(number, {})[column] = error
    for number, values in enumerate(sheet.iter_rows()):
        row: list[Any] = [*[""] * left, *(cell(value) for value in values)]
        for column, error in errors.get(number, {}).items():
            row.extend([""] * (column + 1 - len(row)))
            row[column] = error
        if ends:
            fill(row, number, ends, fills)
        yield row


def fill(
    row: list[Any], number: int, ends: dict[tuple[int, int], int], fills: dict[tuple[int, int], Any]
) -> None:
    """Write words and dates that are merged over several rows into each: they are about all of them.

    A number that is written once is one number, and is not repeated.
    """
    for column in range(len(row)):
        value = fills.pop((number, column), None)
        if value is not None and row[column] == "":
            row[column] = value
        last = ends.get((number, column), number)
        if row[column] and isinstance(row[column], str | list):
            for below in range(number + 1, min(last, number + 10_000) + 1):
                fills[below, column] = row[column]


def answer(data: bytes, wanted: str) -> Iterator[Any]:
    """Yield what the parent is told: first the sheets, then row by row the one that was asked for."""
    import python_calamine  # noqa: PLC0415 - after the limits are set

    archive = examine(data)
    spreadsheet = "content.xml" in archive.namelist()
    parts = {} if spreadsheet else xlsx_parts(archive)
    if spreadsheet:
        sheets: list[str] = []

        def table(name: str, attributes: dict[str, str]) -> None:
            if name == "table:table":
                sheets.append(attributes.get("table:name", ""))

        parsed(archive, "content.xml", table)
    else:
        sheets = list(parts)
    examined = {
        name: examine_sheet(archive, "content.xml", OdsSheet(name))
        if spreadsheet
        else examine_sheet(archive, parts[name], XlsxSheet())
        for name in sheets
    }
    filled = [name for name in sheets if examined[name].cells]
    chosen = wanted or (filled[0] if len(filled) == 1 else "")
    yield {"format": "ODS" if spreadsheet else "XLSX", "sheets": sheets, "filled": filled, "sheet": chosen}
    if chosen not in sheets:
        return
    workbook = python_calamine.load_workbook(io.BytesIO(data))
    yield from rows_of(workbook.get_sheet_by_name(chosen), examined[chosen])


def main() -> int:
    """Answer on standard output; whatever goes wrong is an answer too."""
    limit()
    out = sys.stdout
    try:
        for line in answer(sys.stdin.buffer.read(), sys.argv[1] if len(sys.argv) > 1 else ""):
            out.write(json.dumps(line) + "\n")
        out.write(json.dumps({"done": True}) + "\n")
    except Odd as odd:
        out.write(json.dumps(odd.answer) + "\n")
    except MemoryError:
        out.write(json.dumps({"refused": "memory"}) + "\n")
    except Exception as error:  # noqa: BLE001 - the parent is told, whatever it is
        out.write(
            json.dumps({"refused": "broken", "reason": f"{type(error).__name__}: {error}"[:200]}) + "\n"
        )
    return 0
