"""A program of its own: examines a workbook, then reads one sheet of it with calamine.

What is told is first the sheets, then each row of the one that is meant.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from model.imports.child_side import answer_with
from model.imports.formats.workbook_limits import TOLD, Examined, examine
from model.imports.formats.workbook_ods import OdsBook
from model.imports.formats.workbook_styles import beside
from model.imports.formats.workbook_xlsx import XlsxBook


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


def rows_of(sheet: Any, found: Examined) -> Iterator[list[Any]]:
    """Yield the rows from the first of the sheet on, errors by name, merged words in every cell of theirs."""
    _, left = sheet.start or (0, 0)  # rows above are given, columns to the left are not
    ends = {(first, column): last for first, column, last, _ in found.merged}
    fills: dict[tuple[int, int], Any] = {}
    told = by_row([*found.told.keys() | found.months.keys() | found.fixed.keys() | found.percent])
    white = by_row(found.unseen)
    number = -1
    for number, values in enumerate(sheet.iter_rows()):
        row: list[Any] = [*[""] * left, *(cell(value) for value in values)]
        correct(row, number, told.pop(number, ()), found)
        if ends:
            fill(row, number, ends, fills)
        for column in white.get(number, ()):
            if column < len(row):
                row[column] = {"white": row[column]}
        yield row
    for below in range(number + 1, max(told, default=number) + 1):  # errors alone, no row to calamine
        row = []
        correct(row, below, told.get(below, ()), found)
        yield row


def by_row(places: list[tuple[int, int]]) -> dict[int, list[int]]:
    """Return the columns of some cells by their row."""
    found: dict[int, list[int]] = {}
    for row, column in places:
        found.setdefault(row, []).append(column)
    return found


def correct(row: list[Any], number: int, columns: Sequence[int], found: Examined) -> None:
    """Write what cells say into a row, instead of what calamine reads there."""
    for column in columns:
        row.extend([""] * (column + 1 - len(row)))
        row[column] = instead(found, (number, column), row[column])


def instead(found: Examined, place: tuple[int, int], value: Any) -> Any:
    """Return what a cell says instead of its value: an error, a date as its month, digits only shown."""
    if place in found.told:
        return found.told[place]
    if place in found.fixed and not isinstance(value, str):  # which a text is not shown with
        held = value[0] if isinstance(value, list) else value
        held = int(held) if isinstance(held, float) and held.is_integer() else held
        return beside(held, found.fixed[place])
    if place in found.percent and isinstance(value, int | float):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    if isinstance(value, list) and place in found.months:
        return value[0][: 7 if found.months[place] == "month" else 4]
    return value


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


def oddities(found: Examined) -> dict[str, Any]:
    """Return what a reader would not see of a sheet, rows and columns from 0; of cells the first thousand."""
    return {
        "hidden_rows": joined(found.hidden_rows, found.rows),
        "hidden_columns": joined(found.hidden_columns, found.columns),
        "filtered": found.filtered,
        "white": found.unseen[:TOLD],
        "raised": found.raised[:TOLD],
        "money": sorted(found.money),
        "scaled": [(column, column not in found.whole) for column in sorted(found.scaled)],
    }


def joined(spans: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Return spans below `count` in order, those that follow each other as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if first >= count:
            break
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], min(last, count - 1))
        else:
            found.append((first, min(last, count - 1)))
    return found


def answer(data: bytes, wanted: str) -> Iterator[Any]:
    """Yield what the parent is told: first the sheets, then row by row the one that was asked for."""
    import python_calamine  # noqa: PLC0415 - after the limits are set

    archive = examine(data)
    spreadsheet = "content.xml" in archive.namelist()
    book = OdsBook(archive) if spreadsheet else XlsxBook(archive)
    sheets = list(book.found if isinstance(book, OdsBook) else book.parts)
    filled = [
        name
        for name in sheets
        if (book.found[name].cells if isinstance(book, OdsBook) else book.is_filled(name))
    ]
    hidden = [name for name in filled if name in book.hidden]
    seen = [name for name in filled if name not in book.hidden]
    chosen = wanted or (seen[0] if len(seen) == 1 else "")
    head = {"format": "ODS" if spreadsheet else "XLSX", "sheets": sheets, "sheet": chosen}
    head |= {"filled": filled, "hidden_sheets": hidden}
    if chosen not in sheets:
        yield head
        return
    found = book.found[chosen] if isinstance(book, OdsBook) else book.found(chosen)
    since_1904 = isinstance(book, XlsxBook) and book.since_1904
    yield head | oddities(found) | {"since_1904": since_1904}
    workbook = python_calamine.load_workbook(io.BytesIO(data))
    yield from rows_of(workbook.get_sheet_by_name(chosen), found)


def main() -> int:
    """Answer on standard output."""
    return answer_with(lambda data: answer(data, sys.argv[1]))
