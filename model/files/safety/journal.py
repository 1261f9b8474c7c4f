"""The journal of a session: what a crash would take, in the user's data folder, never beside the project.

A journal says which file was being edited and what it held, and how the project now differs from that. It
stands on a copy of the file as it was read, since another program may change the file; a project without a
file stands on an empty one. Where very much differs, as after an import, the whole project is written once,
and the journal stands on that from then on: the next edit is told in one row again.

While its program runs, the journal's lock is held; so whoever finds a journal whose lock is free knows that
its program died.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from model.files.os_faults import explained
from model.files.safe_read import read_file
from model.files.safe_write import clear_stale, write_file
from model.files.safety.fingerprint import Fingerprint, digest_of
from model.files.safety.locks import Lock, take, this_program
from model.files.safety.patch import Differ, whole
from model.project import Project
from model.text.errors import Fault, FileError

JOURNAL, LOCK = ".journal", ".lock"
BASES = (".base", ".base2")  # one stays until a journal stands on the other
MAGIC = "salient-journal 1"
MOST_TOLD = 2_000  # rows; the 10 ms for as many are paid at each edit

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
        self._start = Project()
        self._differ: Differ | None = None
        self._base = self._base_file = ""
        self._is_whole = False
        self._written_base = ""  # the base of the journal that is on the disk

    def begin(self, project: Project, file: Path | None, saved: Fingerprint | None) -> None:
        """Take `project`, as `file` holds it, for what is edited from now on; forget what was written.

        `saved` is the fingerprint of the file, None where it is not known.
        """
        with self._turn:
            self._start, self._file, self._saved = project, file, saved
            self.clear()

    def prepare(self, project: Project) -> Differ:
        """Write what the journal of this project is to stand on, where that is not there yet.

        Of a large project that takes most of the time; `write`, which does it too, is quick after that.
        Raises `FileError`.
        """
        with self._turn:
            self._hold()
            differ = self._differ or self._make_base()
            if differ.fresh(project) > MOST_TOLD:
                differ = self._stand_on(project, whole(project), is_whole=True)
            return differ

    def write(self, project: Project, drafts: Drafts) -> None:
        """Write how the project, with the rows begun in its tables, differs from what it began with.

        Raises `FileError`; what was written before then stays.
        """
        with self._turn:
            differ = self.prepare(project)
            told = {
                "file": None if self._file is None else os.fspath(self._file),
                "saved": "" if self._saved is None else self._saved.digest,
                "base": self._base,
                "whole": self._is_whole,
                "program": asdict(this_program()),
                "written": self._now().isoformat(timespec="seconds"),
                "drafts": {table: dict(typed) for table, typed in drafts.items()},
                "project": differ.patch(project),
            }
            body = json.dumps(told, separators=(",", ":")).encode("ascii")
            head = f"{MAGIC} {digest_of(body)}\n".encode("ascii")
            write_file(self._of(JOURNAL), head + body)
            self._written_base = self._base_file
            self._remove(*(base for base in BASES if base != self._base_file))

    def clear(self) -> None:
        """Remove what was written; what cannot be removed now is removed at the next start."""
        with self._turn:
            self._differ, self._base, self._base_file, self._written_base = None, "", "", ""
            self._remove(JOURNAL, *BASES)  # in this order: a base alone brings nothing back

    def close(self) -> None:
        """Remove what was written and end the journal."""
        with self._turn:
            self.clear()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _of(self, ending: str) -> Path:
        return self._folder / f"{self._name}{ending}"

    def _remove(self, *endings: str) -> None:
        for ending in endings:
            with contextlib.suppress(OSError):
                self._of(ending).unlink(missing_ok=True)

    def _hold(self) -> None:
        """Make the folder and hold the lock, before anything is there that it protects."""
        if self._lock is not None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise FileError(str(self._folder), [Fault("", explained(error))]) from error
        clear_stale(self._folder)
        with contextlib.suppress(OSError):  # where nothing can be locked a journal is still worth having
            taken = take(self._of(LOCK))
            self._lock = taken if isinstance(taken, Lock) else None

    def _make_base(self) -> Differ:
        """Copy the file that is edited, if it still is what was read; else the whole project is told."""
        data = self._as_read()
        if data is not None:
            return self._stand_on(self._start, data)
        self._differ = Differ(Project())
        return self._differ

    def _stand_on(self, project: Project, data: bytes, *, is_whole: bool = False) -> Differ:
        """Write `data`, which hold the project, as what the next journal stands on.

        They are those of its file, or what `whole` made.
        """
        base = next(ending for ending in BASES if ending != self._written_base)
        write_file(self._of(base), data)
        self._differ, self._base, self._base_file = Differ(project), digest_of(data), base
        self._is_whole = is_whole
        return self._differ

    def _as_read(self) -> bytes | None:
        if self._file is None or self._saved is None:
            return None
        try:
            data = read_file(self._file)
        except FileError:
            return None
        return data if digest_of(data) == self._saved.digest else None
