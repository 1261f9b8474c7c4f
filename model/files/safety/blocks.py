"""A project as JSON, quick to write again after an edit: of the rows only what was edited is encoded anew.

Of 100,000 rows all takes a second, beside a window that waits for the interpreter; an edit shares the rows it
left alone, and so nearly every block of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from model.files.rows import tree_of
from model.project import TABLES, Project, Row
from model.text.records import replace

BLOCK = 1000  # rows, encoded in a few milliseconds: the window is let in between
_NO_ROWS: dict[str, Any] = dict.fromkeys(TABLES, ())


class Blocks:
    """Encodes one state of a project after the other."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[tuple[Row, ...], bytes]] = {}

    def encoded(self, project: Project) -> bytes:
        """Return the JSON values of the project's file, not laid out as the file is."""
        members = [_dumped(tree_of(replace(project, **_NO_ROWS)))[1:-1]]
        known: dict[tuple[str, int], tuple[tuple[Row, ...], bytes]] = {}
        for table in TABLES:
            for first, block in _in_blocks(getattr(project, table)):
                before = self._known.get((table, first))
                same = before is not None and before[0] == block
                known[table, first] = before if before and same else (block, _rows(table, block))
            told = b",".join(known[key][1] for key in known if key[0] == table)
            if told:
                members.append(b'"%s":[%s]' % (table.encode("ascii"), told))
        self._known = known
        return b"{%s}" % b",".join(members)


def _in_blocks(rows: tuple[Row, ...]) -> Iterator[tuple[int, tuple[Row, ...]]]:
    for first in range(0, len(rows), BLOCK):
        yield first, rows[first : first + BLOCK]


def _rows(table: str, rows: tuple[Row, ...]) -> bytes:
    some: Any = {table: rows}
    return _dumped(tree_of(replace(Project(), **some))[table])[1:-1]


def _dumped(value: Any) -> bytes:
    import orjson  # noqa: PLC0415 - 5 ms that a start and an opening do without

    try:
        return orjson.dumps(value, default=float)  # of the numbers that a file writes in a way of its own
    except orjson.JSONEncodeError:  # half a surrogate pair, which becomes its escape
        return json.dumps(value).encode("ascii")
