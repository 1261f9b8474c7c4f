"""What this program knows of the project files that it has open: what they were, and that they are its own.

The one way by which windows read and save projects. A save refuses to replace what another program has
changed or has open, and keeps what it replaces as an earlier version.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from model.files.private_paths import without_private_paths
from model.files.project_file import read_project, write_project
from model.files.safe_read import read_file
from model.files.safe_write import clear_stale, write_file
from model.files.safety.fingerprint import (
    Fingerprint,
    State,
    digest_of,
    fingerprint_of,
    refuse_if_changed,
    state_since,
)
from model.files.safety.locks import Holder, Lock, key_of, take
from model.files.safety.recovery import LeftBehind, find_recoverable
from model.files.safety.versions import Versions
from model.project import Project
from model.text.errors import Fault, FileError
from model.text.words import Words, marked, words


class HeldElsewhere(FileError):
    """Another program has the file open; it was not written over. `holder` says which."""

    def __init__(self, file: str, holder: Holder) -> None:
        self.holder = holder
        super().__init__(file, [Fault("", holder_words(holder))])


def holder_words(holder: Holder) -> Words:
    """Say which program has a file open."""
    if not holder.process:
        return words("open in another Salient")
    return words(
        "open in another Salient (process {process} on {host}, since {since})",
        process=holder.process,
        host=holder.host,
        since=holder.since.replace("T", " "),
    )


def changed_at(path: Path) -> datetime | None:
    """Return when the file was last written, on the clock of the person; None where nobody can tell.

    A file may bear any time, also one of no year that is written with four digits.
    """
    try:
        moment = datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return None
    return moment if moment.year >= 1000 else None


class Disk:
    """Reads and saves project files for the windows of one program; `folder` is the user's data folder."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self.journals = folder / "journals"
        self._locks_folder = folder / "locks"
        self._versions_folder = folder / "versions"
        self._now = now
        self._known: dict[str, Fingerprint] = {}
        self._read: dict[str, Fingerprint] = {}
        self._locks: dict[str, Lock] = {}
        self._turn = threading.RLock()

    def left_behind(self) -> LeftBehind:
        """Return what died programs left to recover; what they were writing when they died is cleared away.

        Never raises.
        """
        for folder in self._versions_folder.glob("*"):
            clear_stale(folder)
        return find_recoverable(self.journals)

    # reading and saving

    def read(self, path: Path) -> Project:
        """Return the project in the file. Raises `FileError`.

        Call `shown` when it takes the place of what was open: until then a save still goes by what was.
        """
        data = read_file(path)
        project = read_project(data, os.fspath(path))
        self._read[key_of(path)] = fingerprint_of(path, data)
        clear_stale(Path(os.path.realpath(path)).parent)
        return project

    def shown(self, path: Path) -> None:
        """Take the file as it was read last for known: that is what a window shows now."""
        key = key_of(path)
        if key in self._read:
            self._known[key] = self._read.pop(key)

    def save(self, project: Project, path: Path, *, overwrite: bool = False) -> tuple[Words, ...]:
        """Write the project to the file, wholly or not at all; return what beside that went wrong.

        Raises `ChangedOnDisk` where the file is not what was read or saved last, unless `overwrite` says
        that a person agreed; `HeldElsewhere` where another program has it open; `FileError` else.
        """
        key = key_of(path)
        held_before = key in self._locks
        holder = self.hold(path)
        if holder is not None:
            raise HeldElsewhere(os.fspath(path), holder)
        try:
            known = None if overwrite else self._known.get(key)
            if known is not None:
                refuse_if_changed(path, known)(b"")  # before the work, and once more at the last moment
            data = write_project(without_private_paths(project, path.parent), os.fspath(path))
            earlier = self._earlier(path)
            write_file(path, data, check=None if known is None else refuse_if_changed(path, known))
        except BaseException:
            if not held_before:
                self.let_go(path)
            raise
        self._known[key] = fingerprint_of(path, data)
        return self._keep(path, data, earlier)

    def _earlier(self, path: Path) -> tuple[bytes, datetime] | None:
        """Return what the file holds and since when, if no version has it; None where there is nothing."""
        try:
            data = read_file(path)
        except FileError:
            return None
        when = changed_at(path) or self._now()
        return None if self.versions(path).holds(digest_of(data)) else (data, when)

    def _keep(self, path: Path, data: bytes, earlier: tuple[bytes, datetime] | None) -> tuple[Words, ...]:
        versions = self.versions(path)
        try:
            if earlier is not None:
                versions.keep(*earlier)
            versions.keep(data)
        except FileError as error:
            said = marked("Saved, but not kept as an earlier version: {reason}")
            return (words(said, reason=error.words),)
        return ()

    def versions(self, path: Path) -> Versions:
        """Return the earlier versions of a file."""
        return Versions(self._versions_folder, path, self._now)

    # what another program did to a file

    def known(self, path: Path) -> Fingerprint | None:
        """Return what the file was when it was shown or saved last; None if it was neither."""
        return self._known.get(key_of(path))

    def state(self, path: Path) -> State:
        """Return what became of a file since it was shown or saved. Raises `FileError`."""
        known = self.known(path)
        return State.SAME if known is None else state_since(path, known)

    def look(self, path: Path) -> Project:
        """Return the project that the file holds now, without taking it for known. Raises `FileError`."""
        return read_project(read_file(path), os.fspath(path))

    def accept(self, path: Path) -> None:
        """Take the file as it is now for known: a person has seen that it changed. Raises `FileError`."""
        data = read_file(path)
        self._known[key_of(path)] = fingerprint_of(path, data)

    # whose a file is

    def hold(self, path: Path) -> Holder | None:
        """Lock the file for this program; return who has it if another does.

        Where nothing can be locked nobody has it: what another program changes is seen by `state`.
        """
        key = key_of(path)
        with self._turn:
            if key in self._locks:
                return None
            try:
                taken = take(self._locks_folder / f"{key}.lock")
            except OSError:
                return None
            if isinstance(taken, Holder):
                return taken
            self._locks[key] = taken
            return None

    def let_go(self, path: Path) -> None:
        """Let other programs have the file."""
        with self._turn:
            lock = self._locks.pop(key_of(path), None)
            if lock is not None:
                lock.release()

    def close(self) -> None:
        """Let every file go."""
        with self._turn:
            for lock in self._locks.values():
                lock.release()
            self._locks.clear()
