"""Journals of earlier versions of the program, which told how a project differs from a copy of its file.

A table that was edited is told as a list: `[first, last]` stands for those rows of the copy, an object for a
row that is in none of them. The copy, or the rows of a large project, stand in a file beside the journal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from model.files.json_text import encoded
from model.project import (
    TABLES,
    OtherDays,
    Row,
)
from model.text.errors import Unreadable
from model.text.figures import Figure
from model.text.records import defaults_of
from model.text.words import Words, words

BASES = (".base", ".base2")
"""The endings of the copies that a journal may stand on."""


def from_whole(data: bytes) -> dict[str, Any]:
    """Return the JSON values of the project file for a copy whose rows have every field."""
    tree: dict[str, Any] = json.loads(data)
    for table, kind in TABLES.items():
        tree[table] = [_without_defaults(kind, row) for row in tree[table]]
    for claim in tree["claims"]:
        if "trend" in claim:
            del claim["start"]
    return tree


def _without_defaults(kind: type[Row | Figure | OtherDays], members: Mapping[str, Any]) -> dict[str, Any]:
    defaults = defaults_of(kind)
    told: dict[str, Any] = {}
    for key, member in members.items():
        if member is None or member == defaults[key] or member == []:
            continue
        if isinstance(member, dict):
            told[key] = _without_defaults(OtherDays if key == "against" else Figure, member)
        elif isinstance(member, list):
            told[key] = [_without_defaults(Figure, other) for other in member]
        else:
            told[key] = member
    return told


def patched(base: Mapping[str, Any], patch: Mapping[str, Any]) -> bytes:
    """Return the bytes of the project file that `patch` makes of the JSON values of the base.

    Raises `Unreadable` where the patch names rows that the base does not have. What it makes is still to be
    read as any file is.
    """
    tree = dict(patch)
    for table in TABLES:
        steps = patch.get(table)
        earlier = base.get(table, [])
        tree[table] = earlier if steps is None else _rows(earlier, steps)
    return encoded(tree)


def _rows(earlier: Any, steps: Any) -> list[Any]:
    rows: list[Any] = []
    if not isinstance(steps, list) or not isinstance(earlier, list):
        raise Unreadable(_no_such_rows())
    for step in steps:
        if isinstance(step, dict):
            rows.append(step)
            continue
        match step:
            case [int(first), int(last)] if 0 <= first <= last < len(earlier):
                rows.extend(earlier[first : last + 1])
            case _:
                raise Unreadable(_no_such_rows())
    return rows


def _no_such_rows() -> Words:
    return words("it names rows that the file it began with does not have")
