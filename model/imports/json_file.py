"""JSON: an array of objects, anywhere in the file, is a table; its keys are the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.files.json_text import parse
from model.imports.cells import Cell, Question, Record, Unsettled
from model.imports.text_file import find_encoding
from model.text.errors import Unreadable
from model.text.safe_text import cleaned, cleaned_data
from model.text.words import marked, words

_FRAME = b'{"file":'  # the project's strict parser wants an object; so its faults keep their lines
_WHOLE = "(whole file)"


@dataclass(frozen=True, slots=True)
class JsonTable:
    """An array of objects as a table: where it stands (`data.rows`), its keys, a record for each object."""

    place: str
    names: tuple[str, ...]
    rows: list[Record]

    def records(self) -> Iterator[Record]:
        """Yield the records; the first object is row 1."""
        return iter(self.rows)


def open_json(data: bytes, sheet: str = "", encoding: str = "") -> tuple[JsonTable, tuple[str, ...]]:
    """Return the table in a JSON file and the places of all there are.

    Raises Unreadable where it is no JSON, a key stands twice, or nothing in it is an array of objects, and
    Unsettled where several arrays are and `sheet` names none.
    """
    text = cleaned_data(data.decode(encoding or find_encoding(data)).removeprefix("\ufeff"))
    tree, found = parse(_FRAME + text.encode() + b"}", no_object=words("this is no JSON"))
    for fault in found:
        value: Any = tree
        for step in fault.path:
            value = value[step]
        if value == value:  # noqa: PLR0124 - NaN alone differs from itself: a number that is refused as a cell
            raise Unreadable(words("{place}: {fault}", place=str(fault.fault().place)[5:], fault=fault.words))
    tables = dict(_arrays(tree["file"], ""))
    if not tables:
        raise Unreadable(words("no array of objects in the file, which would be a table"))
    places = tuple(tables)
    place = _chosen(tables, sheet)
    return _table(place, tables[place]), places


def _arrays(value: Any, place: str) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        objects = sum(isinstance(item, dict) for item in value)
        if objects and objects * 2 > len(value):
            yield place or _WHOLE, value
            return
        for index, item in enumerate(value):
            yield from _arrays(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _arrays(item, f"{place}.{key}" if place else key)


def _chosen(tables: dict[str, list[Any]], sheet: str) -> str:
    if sheet:
        if sheet not in tables:
            message = marked("there is no array of objects at “{name}”; there are {names}")
            raise Unreadable(words(message, name=sheet, names=", ".join(list(tables)[:20])))
        return sheet
    if len(tables) > 1:
        message = marked("the file holds several arrays of objects: {names}")
        names = ", ".join(list(tables)[:20])
        raise Unsettled([Question("sheet", words(message, names=names), tuple(tables))])
    return next(iter(tables))


def _table(place: str, items: list[Any]) -> JsonTable:
    flat = [_flat(item) if isinstance(item, dict) else {} for item in items]
    names = tuple(dict.fromkeys(key for item in flat for key in item))
    return JsonTable(place, names, [[item.get(name) for name in names] for item in flat])


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
    return json.dumps(value, ensure_ascii=False)[:200]
