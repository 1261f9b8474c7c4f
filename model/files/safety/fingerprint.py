"""What a file was when it was read or saved, to know whether another program has changed it since."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from model.files.safe_read import read_file
from model.text.errors import Fault, FileError
from model.text.words import marked, words


class State(StrEnum):
    """What became of a file."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class Fingerprint(Struct, frozen=True):
    """Size in bytes, time of the last change in ns, and digest (SHA-256) of a file."""

    size: int
    mtime_ns: int
    digest: str


class ChangedOnDisk(FileError):
    """The file is no longer what was read; it was not written over."""

    def __init__(self, file: str) -> None:
        said = marked("changed by another program since it was read; not written over")
        super().__init__(file, [Fault("", words(said))])


def digest_of(data: bytes) -> str:
    """Return the digest of bytes."""
    return hashlib.sha256(data).hexdigest()


def fingerprint_of(path: str | os.PathLike[str], data: bytes) -> Fingerprint:
    """Return the fingerprint of the file at `path`, which was just read or written and held `data`."""
    try:
        changed = Path(path).stat().st_mtime_ns
    except OSError:  # gone already: what was in it is what counts
        changed = 0
    return Fingerprint(len(data), changed, digest_of(data))


def state_since(path: str | os.PathLike[str], known: Fingerprint) -> State:
    """Return what became of the file since `known` was taken. Raises `FileError` where that cannot be read.

    The bytes count: a file only touched, or written anew with the same bytes, is the same; and one of the
    same size and time is read all the same, for a copy may keep the time.
    """
    try:
        found = Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return State.GONE
    except OSError:
        return State.CHANGED if not os.path.lexists(path) else _by_content(path, known)
    if found.st_size != known.size:
        return State.CHANGED
    return _by_content(path, known)


def _by_content(path: str | os.PathLike[str], known: Fingerprint) -> State:
    data = read_file(path)
    return State.SAME if digest_of(data) == known.digest else State.CHANGED


def refuse_if_changed(path: str | os.PathLike[str], known: Fingerprint) -> Callable[[bytes], None]:
    """Return the check for `write_file` that refuses, at the last moment, to replace a changed file.

    The check raises `ChangedOnDisk`. A file that is gone may be written again: nothing is written over.
    """

    def check(_written: bytes) -> None:
        if state_since(path, known) is State.CHANGED:
            raise ChangedOnDisk(os.fspath(path))

    return check
