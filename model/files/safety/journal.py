"""The journal of a session: what a crash would take, in the user's data folder, never beside the project.

A journal says which file was being edited and what it held, and how the project now differs from that. It
stands on a copy of the file as it was read, since another program may change the file; a project without a
file stands on an empty one. While its program runs, the journal's lock is held; so whoever finds a journal
whose lock is free knows that its program died.
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

from model.errors import Fault, FileError
from model.files.json_text import LARGEST_FILE, too_large
from model.files.os_faults import explained
from model.files.safe_write import clear_stale, read_file, write_file
from model.files.safety.fingerprint import Fingerprint, digest_of
from model.files.safety.locks import Lock, take, this_program
from model.files.safety.patch import Differ
from model.project import Project

JOURNAL, BASE, LOCK = ".journal", ".base", ".lock"
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
        self._start = Project()
        self._differ: Differ | None = None
        self._base = ""

    def begin(self, project: Project, file: Path | None, saved: Fingerprint | None) -> None:
        """Take `project`, as `file` holds it, for what is edited from now on; forget what was written.

        `saved` is the fingerprint of the file, None where it is not known.
        """
        with self._turn:
            self._start, self._file, self._saved = project, file, saved
            self.clear()

    def write(self, project: Project, drafts: Drafts) -> None:
        """Write how the project, with the rows begun in its tables, differs from what it began with.

        Raises `FileError`; what was written before then stays.
        """
        with self._turn:
            self._prepare()
            differ = self._differ or self._make_base()
            told = {
                "file": None if self._file is None else os.fspath(self._file),
                "saved": "" if self._saved is None else self._saved.digest,
                "base": self._base,
                "program": asdict(this_program()),
                "written": self._now().isoformat(timespec="seconds"),
                "drafts": {table: dict(typed) for table, typed in drafts.items()},
                "project": differ.patch(project),
            }
            body = json.dumps(told, separators=(",", ":")).encode("ascii")
            head = f"{MAGIC} {digest_of(body)}\n".encode("ascii")
            write_file(self._of(JOURNAL), head + body)

    def clear(self) -> None:
        """Remove what was written; what cannot be removed now is removed at the next start."""
        with self._turn:
            self._differ, self._base = None, ""
            for ending in (JOURNAL, BASE):  # in this order: a base alone brings nothing back
                with contextlib.suppress(OSError):
                    self._of(ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Remove what was written and end the journal."""
        with self._turn:
            self.clear()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _of(self, ending: str) -> Path:
        return self._folder / f"{self._name}{ending}"

    def _prepare(self) -> None:
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
        if data is None:
            self._differ, self._base = Differ(Project()), ""
        else:
            write_file(self._of(BASE), data)
            self._differ, self._base = Differ(self._start), digest_of(data)
        return self._differ

    def _as_read(self) -> bytes | None:
        if self._file is None or self._saved is None:
            return None
        try:
            data = read_file(self._file, limit=LARGEST_FILE, beyond=too_large())
        except FileError:
            return None
        return data if digest_of(data) == self._saved.digest else None
