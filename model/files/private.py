"""What is the person's alone: the data folder of the program and all that is in it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from io import TextIOWrapper
from pathlib import Path


def private_folder(folder: Path) -> None:
    """Make the folder, with those above it that are missing; nobody but the person may look into them.

    Raises `OSError`.
    """
    missing = [folder]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def keep_private(folder: Path) -> None:
    """Make the folder and take from other users what they may do with it and what is in it.

    Links are not followed, and what belongs to others stays as it is. Raises `OSError`, also for a relative
    folder: where the system names none for the person, that would be whatever folder the person is in.
    """
    if not folder.is_absolute():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), os.fspath(folder))
    private_folder(folder)
    if os.name != "posix":  # the folders of a person are the person's there
        return
    for place, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            with contextlib.suppress(OSError):
                _tighten(Path(place, name))


def open_private(path: Path) -> TextIOWrapper:
    """Open a text of the person's alone for adding to it; a link in its place is not followed.

    Raises `OSError`.
    """
    return open(path, "a", encoding="utf-8", errors="replace", opener=_no_link)


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def private_file(path: Path) -> None:
    """Make the file where it is missing, and the person's alone; who writes it anew then keeps it so.

    Raises `OSError`.
    """
    private_folder(path.parent)
    open_private(path).close()
    _tighten(path)


def _tighten(path: Path) -> None:
    mode = path.lstat().st_mode
    wanted = stat.S_IMODE(mode) & 0o700
    if not stat.S_ISLNK(mode) and wanted != stat.S_IMODE(mode):
        path.chmod(wanted)
