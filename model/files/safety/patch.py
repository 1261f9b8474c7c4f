"""The difference between two states of a project, small where little was edited, as JSON values.

A table that was edited is told as a list: `[first, last]` stands for those rows of the earlier state, an
object for a row that is in none of them. Rows are known by identity: an edit shares every row it left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from model.files.json_text import encoded
from model.files.rows import tree_of
from model.project import (
    Campaign,
    Claim,
    Intake,
    Milestone,
    OtherDays,
    Period,
    Project,
    Requirement,
    Row,
    Series,
    Source,
)
from model.text.errors import Unreadable
from model.text.figures import Figure
from model.text.words import Words, words

TABLES: Mapping[str, type[Row]] = {
    "sources": Source,
    "series": Series,
    "periods": Period,
    "intake": Intake,
    "requirements": Requirement,
    "campaigns": Campaign,
    "milestones": Milestone,
    "claims": Claim,
}
"""The fields of a project that hold rows, and what they hold."""

_AT_ONCE = 20_000  # rows
_Step = list[int] | dict[str, Any]


class Differ:
    """Tells how later states differ from `base`."""

    def __init__(self, base: Project) -> None:
        self._base = base
        self._places: dict[str, dict[int, int]] = {}

    def fresh(self, now: Project) -> int:
        """Return how many rows of `now` the base does not have: those that a patch tells in full."""
        return sum(id(row) not in places for _, rows, places in self._edited_tables(now) for row in rows)

    def patch(self, now: Project) -> dict[str, Any]:
        """Return what makes `now` of the base."""
        no_rows: dict[str, Any] = dict.fromkeys(TABLES, ())
        told: dict[str, Any] = tree_of(replace(now, **no_rows))
        for table, rows, places in self._edited_tables(now):
            some: Any = tuple(row for row in rows if id(row) not in places)
            fresh = iter(tree_of(replace(Project(), **{table: some})).get(table, []))
            told[table] = _steps([places.get(id(row)) for row in rows], fresh)
        return told

    def _edited_tables(self, now: Project) -> Iterator[tuple[str, Sequence[Row], Mapping[int, int]]]:
        """Yield each table that is not the base's: its name, its rows, and id -> place of the base's rows."""
        for table in TABLES:
            rows: tuple[Row, ...] = getattr(now, table)
            earlier: tuple[Row, ...] = getattr(self._base, table)
            if rows is not earlier:
                if table not in self._places:
                    self._places[table] = {id(row): place for place, row in enumerate(earlier)}
                yield table, rows, self._places[table]


def _steps(places: Sequence[int | None], fresh: Iterator[dict[str, Any]]) -> list[_Step]:
    """Return a table as steps; `places` are those of its rows in the base, None for the next fresh one."""
    steps: list[_Step] = []
    last: list[int] | None = None
    for place in places:
        if place is None:
            steps.append(next(fresh))
            last = None
        elif last is not None and last[1] == place - 1:
            last[1] = place
        else:
            last = [place, place]
            steps.append(last)
    return steps


def whole(project: Project) -> bytes:
    """Return the project as JSON whose rows have every field, for `from_whole`.

    For a thread beside a window that is busy with so many rows: orjson writes the rows as they are, in a
    tenth of the time and with the interpreter to itself for some 80 ms at a time. Thousands of turns, one
    after each 5 ms, take seconds.
    """
    import orjson  # noqa: PLC0415 - 5 ms that a start does without

    no_rows: dict[str, Any] = dict.fromkeys(TABLES, ())
    members = [orjson.dumps(tree_of(replace(project, **no_rows)), default=float)[1:-1]]
    for table in TABLES:
        rows = getattr(project, table)
        some = (rows[first : first + _AT_ONCE] for first in range(0, len(rows), _AT_ONCE))
        told = b",".join([orjson.dumps(few)[1:-1] for few in some])
        members.append(b'"%s":[%s]' % (table.encode("ascii"), told))
    return b"{%s}" % b",".join(members)


def from_whole(data: bytes) -> dict[str, Any]:
    """Return the JSON values of the project file that stands for what `whole` wrote."""
    tree: dict[str, Any] = json.loads(data)
    for table, kind in TABLES.items():
        tree[table] = [_without_defaults(kind, row) for row in tree[table]]
    for claim in tree["claims"]:
        if "trend" in claim:
            del claim["start"]
    return tree


def _without_defaults(kind: type[Row | Figure | OtherDays], members: Mapping[str, Any]) -> dict[str, Any]:
    defaults = {field.name: field.default for field in fields(kind)}
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
