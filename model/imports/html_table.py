"""The first table of an HTML text, read by `html_cells` in a process of its own, within limits."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread, Timer
from typing import IO

from model.imports.choices import Watch, ask
from model.text.errors import Refused
from model.text.words import marked, words

SECONDS = 10  # on the clock; the child has its own limit of processor time
MOST_SAID = 64 << 20  # bytes that the child may print
MOST_SAID_AT_ONCE = 4 << 20  # bytes of a row
TOO_MUCH = marked("Too much is on the clipboard: import it from a file instead.")
_CHILD = str(Path(__file__).with_name("html_cells.py"))
_LINES = 256

Cells = tuple[tuple[str, float | None], ...]


def read_html(markup: str, watch: Watch | None = None) -> tuple[Cells, ...]:
    """Return the rows of the first table of `markup`: each cell's text, and the number it says it holds.

    No rows where there is no table, or none that can be read. Raises `Refused` for more than is read.
    """
    rows: list[Cells] = []
    for number, line in enumerate(_said(markup.encode("utf-8", "replace"))):
        if not number % _LINES:
            ask(watch)
        try:
            row = json.loads(line)
            if isinstance(row, dict):
                if "done" in row:
                    return tuple(rows)
                break
            rows.append(tuple((str(cell[0]), cell[1] if len(cell) > 1 else None) for cell in row))
        except (ValueError, RecursionError):
            break
    raise Refused(words(TOO_MUCH))  # it ended, or was ended, without its last word


def _said(data: bytes) -> Iterator[bytes]:
    """Yield what the child says, line by line, as much as it may. It ends with whatever ends this."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-I", _CHILD]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as child:
        assert child.stdin is not None  # noqa: S101 - both are pipes
        assert child.stdout is not None  # noqa: S101 - as above
        feeding = Thread(target=_feed, args=(child.stdin, data), daemon=True)
        late = Timer(SECONDS, child.kill)
        feeding.start()
        late.start()
        try:
            said = 0
            while line := child.stdout.readline(MOST_SAID_AT_ONCE):
                said += len(line)
                if said > MOST_SAID:
                    return
                yield line
        finally:
            late.cancel()
            child.kill()  # which does nothing to one that is done
            feeding.join()


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError):  # the child has ended
        pipe.write(data)
    with contextlib.suppress(OSError):
        pipe.close()
