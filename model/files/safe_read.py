"""The one reader of every file and stream that comes in: nothing is waited for, and nothing has no end."""

from __future__ import annotations

import os
import stat
import sys
from functools import partial
from pathlib import Path
from typing import BinaryIO

from model.files.json_text import LARGEST_FILE, too_large
from model.files.os_faults import told
from model.text.errors import Fault, FileError
from model.text.words import Words, marked, words

_LONG = (
    200  # letters of a path of Windows; what is written beside a file has a name 50 longer, and 259 may be
)
_PIECE = 1 << 20  # bytes read at a time from what does not say how much it is


def read_file(
    path: str | os.PathLike[str], *, limit: int = LARGEST_FILE, beyond: Words | None = None
) -> bytes:
    """Return the bytes of the regular file at `path`; more than `limit` are refused, with the words `beyond`.

    Raises `FileError`.
    """
    name = os.fspath(path)
    with open_file(path) as file, told(name):
        data = file.read(limit + 1) or b""
    if len(data) > limit:
        raise FileError(name, [Fault("", beyond or too_large(limit))])
    return data


def open_file(path: str | os.PathLike[str]) -> BinaryIO:
    """Open the regular file at `path` for reading.

    A folder, a pipe or a device is refused and never waited for. Raises `FileError`.
    """
    name = os.fspath(path)
    with told(name):
        target = target_of(name)
        refuse_other_kinds(target.stat().st_mode, name)  # even to open a device may do something
        return target.open("rb") if os.name != "posix" else open(target, "rb", opener=partial(_regular, name))


def _regular(name: str, path: str, flags: int) -> int:
    """Return a descriptor of the regular file at `path`, should it be a pipe by now."""
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        refuse_other_kinds(os.fstat(descriptor).st_mode, name)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_stream(stream: BinaryIO, name: str, *, limit: int = LARGEST_FILE) -> bytes:
    """Return what comes from `stream`, such as a pipe; more than `limit` bytes are refused.

    No more is read than tells that it is too much. Raises `FileError`, of a file called `name`.
    """
    pieces: list[bytes] = []
    left = limit + 1
    with told(name):
        while left > 0 and (piece := stream.read(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
    if left <= 0:
        raise FileError(name, [Fault("", too_large(limit))])
    return b"".join(pieces)


def read_standard_input(name: str) -> bytes:
    """Return all of standard input, called `name` in the `FileError` that is raised where it is too much."""
    if sys.stdin is None:
        raise FileError(name, [Fault("", words("there is no standard input"))])
    return read_stream(sys.stdin.buffer, name)


def target_of(name: str) -> Path:
    """Return the path of the file that `name` stands for, symbolic links followed."""
    try:
        real = os.path.realpath(name)
    except ValueError as error:  # a NUL or half a surrogate pair in the name
        raise FileError(name, [Fault("", words("no file can have this name"))]) from error
    return Path(real if os.name == "posix" else long_form(real))


def long_form(path: str) -> str:
    """Return an absolute path of Windows in the form that may have 32,767 letters, where it is long."""
    if len(path) < _LONG or path.startswith("\\\\?\\"):
        return path
    return f"\\\\?\\UNC{path[1:]}" if path.startswith("\\\\") else f"\\\\?\\{path}"


def refuse_other_kinds(mode: int, name: str) -> None:
    """Raise `FileError` for what is no regular file."""
    if stat.S_ISREG(mode):
        return
    device = marked("this is a device or a pipe, not a file")
    folder = marked("this is a folder")
    raise FileError(name, [Fault("", words(folder if stat.S_ISDIR(mode) else device))])
