"""What a command writes to standard output and beside it, and what is said where that cannot be written."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from gui.app.system import reader_left
from model.files.os_faults import explained
from model.text.errors import Fault, FileError
from model.text.words import words

STANDARD = "-"
"""Stands for standard input or output where a file may be named."""


def write_bytes(data: bytes) -> None:
    """Write to standard output. Raises FileError where there is none or it takes nothing more."""
    if sys.stdout is None:
        raise FileError(STANDARD, [Fault("", words("there is no standard output"))])
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        if reader_left(error):
            raise BrokenPipeError from error
        raise FileError(STANDARD, [Fault("", explained(error))]) from None


def write_text(text: str) -> None:
    """Write to standard output in its own encoding; letters that this lacks become escapes."""
    encoding = "utf-8" if sys.stdout is None else sys.stdout.encoding or "utf-8"
    write_bytes(text.encode(encoding, "backslashreplace"))


def write_aside(line: str) -> None:
    """Write one line to standard error; where there is none that takes it, the exit code alone tells."""
    if sys.stderr is None:
        return
    from model.text.safe_text import on_one_line  # noqa: PLC0415 - help needs the standard library alone

    try:
        sys.stderr.write(f"{on_one_line(line)}\n")
        sys.stderr.flush()
    except OSError:
        sys.stderr = None  # else Python flushes it once more at the end, and makes the exit code its own


@contextlib.contextmanager
def passing_line() -> Iterator[Callable[[str], None] | None]:
    """Yield what shows a line on a terminal in place of the one before; None where there is no terminal.

    At the end the line is gone.
    """
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield None
        return
    longest = 0

    def show(line: str) -> None:
        nonlocal longest
        longest = max(longest, len(line))
        with contextlib.suppress(OSError):
            stream.write(f"\r{line:<{longest}}\r")
            stream.flush()

    try:
        yield show
    finally:
        show("")
