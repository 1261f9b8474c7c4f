"""The journal of a session: what a crash would take, in the user's data folder, never beside the project.

A journal says which file was being edited, what it held, and the project as it is now, whole.

While its program runs, the journal's lock is held; so whoever finds a journal whose lock is free knows that
its program died.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from model.files.os_faults import told
from model.files.private import private_folder
from model.files.rows import tree_of
from model.files.safe_write import clear_stale, write_file
from model.files.safety.fingerprint import Fingerprint, digest_of
from model.files.safety.locks import Lock, take, this_program
from model.project import TABLES, Project, Row
from model.text.records import replace

JOURNAL, LOCK = ".journal", ".lock"
MAGIC = "salient-journal 1"

Drafts = Mapping[str, Mapping[str, str]]


class Journal:
    """The journal of one session. Its methods may be called from any thread; one waits for another."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self._folder = folder
        self._name = secrets.token_hex(8)
        self._now = now
        self._turn = threading.RLock()
        self._lock: Lock | None = None
        self._file: Path | None = None
        self._saved: Fingerprint | None = None
        self._blocks = Blocks()

    def begin(self, file: Path | None, saved: Fingerprint | None) -> None:
        """Take what `file` holds for what is edited from now on; forget what was written.

        `saved` is the fingerprint of the file, None where it is not known.
        """
        with self._turn:
            if file != self._file:
                self._blocks = Blocks()
            self._file, self._saved = file, saved
            self.clear()

    def write(self, project: Project, drafts: Drafts) -> None:
        """Write the project, with the rows begun in its tables.

        Raises `FileError`; what was written before then stays.
        """
        with self._turn:
            self._hold()
            told = {
                "file": None if self._file is None else os.fspath(self._file),
                "saved": "" if self._saved is None else self._saved.digest,
                "program": asdict(this_program()),
                "written": self._now().isoformat(timespec="seconds"),
                "drafts": {table: dict(typed) for table, typed in drafts.items()},
            }
            head = json.dumps(told, separators=(",", ":")).encode("ascii")
            body = b'%s,"project":%s}' % (head[:-1], self._blocks.encoded(project))
            write_file(self._of(JOURNAL), f"{MAGIC} {digest_of(body)}\n".encode("ascii") + body, private=True)

    def clear(self) -> None:
        """Remove what was written; what cannot be removed now is removed at the next start."""
        with self._turn, contextlib.suppress(OSError):
            self._of(JOURNAL).unlink(missing_ok=True)

    def close(self) -> None:
        """Remove what was written and end the journal."""
        with self._turn:
            self.clear()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _of(self, ending: str) -> Path:
        return self._folder / f"{self._name}{ending}"

    def _hold(self) -> None:
        """Make the folder and hold the lock, before anything is there that it protects."""
        if self._lock is not None:
            return
        with told(os.fspath(self._folder)):
            private_folder(self._folder)
        clear_stale(self._folder)
        with contextlib.suppress(OSError):  # where nothing can be locked a journal is still worth having
            taken = take(self._of(LOCK))
            self._lock = taken if isinstance(taken, Lock) else None


# A project as JSON, quick to write again after an edit: of the rows only what was edited is encoded anew


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
