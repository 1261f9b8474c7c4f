"""The difference between two states of a project, small where little was edited, as JSON values.

A table that was edited is told as a list: `[first, last]` stands for those rows of the earlier state, an
object for a row that is in none of them. Rows are known by identity: an edit shares every row it left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from model.errors import Unreadable
from model.files.json_text import laid_out
from model.files.rows import tree_of
from model.project import Project, Row
from model.words import QT_TRANSLATE_NOOP, Words, words

TABLES = (
    "sources",
    "series",
    "periods",
    "intake",
    "requirements",
    "campaigns",
    "milestones",
    "claims",
)
"""The fields of a project that hold rows."""

_Step = list[int] | dict[str, Any]


class Differ:
    """Tells how later states differ from `base`; remembers the rows it has written, for the next time."""

    def __init__(self, base: Project) -> None:
        self._base = base
        self._places: dict[str, dict[int, int]] = {}
        self._written: dict[int, tuple[Row, dict[str, Any]]] = {}

    def patch(self, now: Project) -> dict[str, Any]:
        """Return what makes `now` of the base."""
        no_rows: dict[str, Any] = dict.fromkeys(TABLES, ())
        told: dict[str, Any] = tree_of(replace(now, **no_rows))
        written: dict[int, tuple[Row, dict[str, Any]]] = {}
        for table in TABLES:
            rows: tuple[Row, ...] = getattr(now, table)
            if rows is not getattr(self._base, table):
                told[table] = self._steps(table, rows, written)
        self._written = written  # what is no longer in the project is let go
        return told

    def _steps(
        self, table: str, rows: Sequence[Row], written: dict[int, tuple[Row, dict[str, Any]]]
    ) -> list[_Step]:
        places = self._places.get(table)
        if places is None:
            places = {id(row): place for place, row in enumerate(getattr(self._base, table))}
            self._places[table] = places
        fresh = [row for row in rows if id(row) not in places and id(row) not in self._written]
        some: Any = tuple(fresh)
        trees = tree_of(replace(Project(), **{table: some})).get(table, [])
        written |= {id(row): (row, tree) for row, tree in zip(fresh, trees, strict=True)}
        steps: list[_Step] = []
        last: list[int] | None = None
        for row in rows:
            place = places.get(id(row))
            if place is None:
                known = written.get(id(row)) or self._written[id(row)]
                written[id(row)] = known
                steps.append(known[1])
                last = None
            elif last is not None and last[1] == place - 1:
                last[1] = place
            else:
                last = [place, place]
                steps.append(last)
        return steps


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
    return (laid_out(tree) + "\n").encode("utf-8", "backslashreplace")


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
    return words(QT_TRANSLATE_NOOP("model", "it names rows that the file it began with does not have"))
