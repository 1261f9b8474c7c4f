"""A program of its own that reads what a stranger made: its limits, and how it answers.

Bytes come in on standard input, lines of JSON go out. What a hostile file does stays in this process, which
may take so much memory and time and no more. `child` is the side of the program that asks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

MEMORY = 640 << 20  # bytes of address space; the parent takes some 300 MB for the most that is told
SECONDS = 9  # of processor time


class OddFile(Exception):
    """A file that is not read, with a code for the reason and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.answer = {"refused": code, **details}


def limit() -> None:
    """Bound what this process may take, where the system allows it."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the parent bounds it
    except ImportError:
        return
    for kind, most, last in (
        (resource.RLIMIT_AS, MEMORY, MEMORY),
        (resource.RLIMIT_CPU, SECONDS, SECONDS + 1),  # at the last, nothing says that it was the time
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (most, last))


def answer_with(answers: Callable[[bytes], Iterable[Any]]) -> int:
    """Tell each answer to the bytes given, last that these are all; whatever goes wrong is one too."""
    limit()
    try:
        for value in answers(sys.stdin.buffer.read()):
            tell(value)
        tell({"done": True})
    except OddFile as odd:
        tell(odd.answer)
    except MemoryError:
        tell({"refused": "memory"})
    except BaseException as error:  # noqa: BLE001 - not each fault of a library is an Exception; the parent is told
        tell({"refused": "broken", "reason": f"{type(error).__name__}: {error}"[:200]})
    return 0


def tell(value: Any) -> None:
    """Write one line of JSON for the parent."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
