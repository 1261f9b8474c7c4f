"""Locks between programs: who has a file open, and whether what left something behind still runs.

A lock is one that the system keeps for an open file (`flock`, on Windows `locking`). It ends with its
program, however that ends, so that nobody has to guess whether a process number is still the same program.
What the file says of its holder is for people only.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import secrets
import sys
import unicodedata
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from model.files.private import private_folder

_RUN = secrets.token_hex(8)
_STARTED = datetime.now().isoformat(timespec="seconds")
_MOST_SAID = 4096  # bytes read of what a lock file says
_HELD = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}


class Holder(Struct, frozen=True):
    """A program: its machine, its process number, a token no other run of it has, and when it began."""

    host: str = ""
    process: int = 0
    token: str = ""
    since: str = ""


def this_program() -> Holder:
    """Return what this program writes into its locks and journals."""
    return Holder(platform.node(), os.getpid(), _RUN, _STARTED)


class Lock:
    """A lock that is held until `release`, or until the program ends."""

    def __init__(self, file: Path, descriptor: int) -> None:
        self._file = file
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go, and remove the lock's file; nothing happens the second time."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        if os.name == "posix":  # while it is held: whoever waits for it sees that the name is gone
            _remove(self._file)
            os.close(descriptor)
        else:  # an open file cannot be removed there
            os.close(descriptor)
            _remove(self._file)


def take(file: Path) -> Lock | Holder:
    """Take the lock of that file, which is made where it is missing, or return who has it.

    What a program left that no longer runs is taken over. Raises `OSError` where files cannot be locked.
    """
    private_folder(file.parent)
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if not _locked(descriptor):
                holder = _said(descriptor)
                os.close(descriptor)
                return holder
            if _is_named(file, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, json.dumps(asdict(this_program())).encode())
                return Lock(file, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its holder removed the file between our opening and our locking it


def _is_named(file: Path, descriptor: int) -> bool:
    """Whether `file` is still the name of what is open."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _said(descriptor: int) -> Holder:
    """Return what a lock says of its holder; where that cannot be read, nothing."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        said = json.loads(os.read(descriptor, _MOST_SAID))
        return Holder(str(said["host"]), int(said["process"]), str(said["token"]), str(said["since"]))
    except (OSError, ValueError, LookupError, TypeError):
        return Holder()


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:  # on Windows another program has it open; a file that nobody locks does no harm
        return


if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30  # what is locked cannot be read there, so it is a byte beyond what is said

    def _locked(descriptor: int) -> bool:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        """Lock an open file and return True; False where another has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise
        return True


def key_of(path: str | os.PathLike[str]) -> str:
    """Return the name under which things are kept for a file: the same through every link to it."""
    real = os.path.normcase(os.path.realpath(path))
    if sys.platform == "darwin":  # names there differ neither by case nor by how accents are composed
        real = unicodedata.normalize("NFC", real).casefold()
    return hashlib.sha256(real.encode("utf-8", "surrogatepass")).hexdigest()[:32]
