"""JSON as tables: an array of objects or of lists, days as keys, columns as lists, an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from model.columns.heads import own_rows
from model.files.json_text import parse
from model.imports.cells import Broken, Cell, Question, Record, Unsettled
from model.imports.choices import FileReading
from model.imports.formats.text_file import find_encoding
from model.imports.header import find_table
from model.imports.table import OpenedFile, ReadTable
from model.text.errors import Unreadable
from model.text.read_days import read_span
from model.text.safe_text import cleaned, cleaned_data
from model.text.words import marked, words

_FRAME = b'{"file":'  # the project's strict parser wants an object; so its faults keep their lines
_WHOLE = "(whole file)"
CELLS = 5_000_000  # of a table: as many keys as objects make far more of a small file
_DAY, _VALUE = "date", "value"  # the columns of days that stand as keys
_LONGEST = 200  # letters that are kept of what is no cell


_Table = tuple[tuple[str, ...], list[Record]]
"""The names of columns and the records. Without names these are among the records: lists with a header."""


def open_json(data: bytes, reading: FileReading) -> OpenedFile:
    """Return the table in a JSON file, the one of several whose place (`data.rows`) is named as a sheet.

    Raises Unreadable where it is no JSON, a key stands twice, nothing in it is a table or it has too many
    cells, and Unsettled where several tables are there and none is named.
    """
    encoding = find_encoding(data, given=reading.encoding)
    text = cleaned_data(data.decode(encoding).removeprefix("\ufeff"))
    whole = _value(text)
    exported = own_rows(whole)
    tables = {place: (_of_objects, rows) for place, (_, rows) in exported.items()} or dict(_tables(whole, ""))
    if not tables:
        message = marked(
            "no table in the file: no array of objects or lists, no days as keys, no columns as lists"
        )
        raise Unreadable(words(message))
    place = _chosen(tables, reading.sheet)
    made, value = tables[place]
    names, rows = made(value)
    records = partial(iter, rows)
    table = ReadTable(names, 0, records) if names else find_table(records, reading.header)
    found = FileReading(sheet=place, header=table.header)
    own = exported[place][0].of(table.names) if place in exported else None
    return OpenedFile("JSON", table, found, tuple(tables), own=own)


def _are_lines(lines: list[str]) -> bool:
    """Whether each line of a text is an object of its own, as in JSON lines, but for a few broken ones."""
    whole = sum(line.startswith("{") and line.endswith("}") for line in lines)
    return whole > 1 and lines[0].startswith("{") and 2 * whole > len(lines)


def _value(text: str) -> Any:
    lines = [line for part in text.split("\n") if (line := part.strip())]
    if not _are_lines(lines):
        return _strict(text.encode())
    try:
        return _strict(b"[" + ",".join(lines).encode() + b"]")
    except Unreadable as error:
        found = [_line(line) for line in lines]
        if 2 * sum(isinstance(value, dict) for value in found) <= len(found):
            raise error from None
        return found


def _line(text: str) -> Any:
    """Return the object of a line, the line itself where it is none: that costs its row, not the file."""
    try:
        return _strict(text.encode())
    except Unreadable:
        return text


def _strict(data: bytes) -> Any:
    """Return what a JSON text says. Raises Unreadable for no JSON and for a key that stands twice."""
    no_json = words(marked("this is no JSON"))
    tree, found = parse(_FRAME + data + b"}", no_object=no_json)
    for fault in found:
        value: Any = tree
        for step in fault.path:
            value = value[step]
        if value == value:  # noqa: PLR0124 - NaN alone differs from itself: a number that is refused as a cell
            message = marked("{place}: {fault}")
            raise Unreadable(
                words(
                    message,
                    place=str(fault.fault().place).removeprefix("file").lstrip("."),
                    fault=fault.words,
                )
            )
    return tree["file"]


def _tables(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Yield every table: the place where it stands, and what makes it of the value there."""
    here = place or _WHOLE
    if isinstance(value, list):
        objects = sum(isinstance(item, dict) for item in value)
        lists = sum(isinstance(item, list) for item in value)
        if objects and objects * 2 > len(value):
            yield here, (_of_objects, value)
        elif lists > 1 and lists == len(value) and all(_are_cells(item) for item in value):
            yield here, (_of_lists, value)
        else:
            for index, item in enumerate(value):
                yield from _tables(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        if _are_days(value):
            yield here, (_of_days, value)
        elif _are_columns(value):
            yield here, (_of_columns, value)
        else:
            for key, item in value.items():
                yield from _tables(item, f"{place}.{key}" if place else key)


def _are_cells(items: list[Any]) -> bool:
    return not any(isinstance(item, dict | list) for item in items)


def _are_days(value: dict[str, Any]) -> bool:
    """Whether the keys are days or spans of them, each with a number or an object."""
    return (
        len(value) > 1
        and not any(isinstance(item, list) for item in value.values())
        and all(read_span(key) is not None for key in value)
    )


def _are_columns(value: dict[str, Any]) -> bool:
    """Whether each key has a list of cells, all as long."""
    lists = [item for item in value.values() if isinstance(item, list)]
    return (
        len(lists) > 1
        and len(lists) == len(value)
        and len({len(item) for item in lists}) == 1
        and len(lists[0]) > 1
        and all(map(_are_cells, lists))
    )


def _chosen(tables: dict[str, Any], sheet: str) -> str:
    if sheet:
        if sheet not in tables:
            message = marked("there is no table at “{name}”; there are {names}")
            raise Unreadable(words(message, name=sheet, names=", ".join(list(tables)[:20])))
        return sheet
    if len(tables) > 1:
        message = marked("the file holds several tables: {names}")
        names = ", ".join(list(tables)[:20])
        raise Unsettled([Question("sheet", words(message, names=names), tuple(tables))])
    return next(iter(tables))


def _of_objects(items: list[Any]) -> _Table:
    flat = [_flat(item) if isinstance(item, dict) else item for item in items]
    names = tuple(dict.fromkeys(key for item in flat if isinstance(item, dict) for key in item))
    _bound(len(flat), len(names))
    return names, [_row(item, names) for item in flat]


def _row(item: Any, names: tuple[str, ...]) -> Record:
    if isinstance(item, dict):
        return [item.get(name) for name in names]
    return [] if item is None else Broken([_cell(item)], "json")


def _of_lists(items: list[list[Any]]) -> _Table:
    _bound(len(items), max(map(len, items)))
    return (), [[_cell(item) for item in row] for row in items]


def _of_days(days: dict[str, Any]) -> _Table:
    objects = [item if isinstance(item, dict) else {_VALUE: item} for item in days.values()]
    names, rows = _of_objects(objects)
    name = _DAY if _DAY not in names else f"{_DAY} (key)"
    return (name, *names), [[cleaned(day), *row] for day, row in zip(days, rows, strict=True)]


def _of_columns(columns: dict[str, list[Any]]) -> _Table:
    _bound(len(next(iter(columns.values()))), len(columns))
    rows: list[Record] = [[_cell(item) for item in row] for row in zip(*columns.values(), strict=True)]
    return tuple(map(cleaned, columns)), rows


def _bound(rows: int, columns: int) -> None:
    if rows * columns > CELLS:
        message = marked("too many cells to be read: {rows} × {columns}")
        raise Unreadable(words(message, rows=rows, columns=columns))


def _flat(item: dict[str, Any], before: str = "") -> dict[str, Cell]:
    """Return the members of an object, those of objects within it as `key.member`."""
    cells: dict[str, Cell] = {}
    for key, value in item.items():
        name = before + cleaned(key)  # an unseen letter may have been written as an escape
        if isinstance(value, dict):
            _add(cells, _flat(value, f"{name}."))
        else:
            _add(cells, {name: _cell(value)})
    return cells


def _add(cells: dict[str, Cell], more: dict[str, Cell]) -> None:
    """Add cells. Raises Unreadable where keys differ in nothing that is seen: one would hide the other."""
    for name in more:
        if name in cells:
            raise Unreadable(words("the key “{name}” stands twice in one object", name=name))
    cells |= more


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value != value:  # noqa: PLR0124 - NaN, which is no number
        return "not a number"
    if isinstance(value, str):
        return cleaned_data(value)
    if value is None or isinstance(value, int | float):
        return value
    return json.dumps(value, ensure_ascii=False)[:_LONGEST]
