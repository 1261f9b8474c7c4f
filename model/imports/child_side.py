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
    bound_memory()
    bound_time()


def bound_memory(most: int = MEMORY, *, own: bool = False) -> None:
    """Bound the bytes of address space of this process, or those that are its `own`; no core is left of it.

    Windows and macOS let no process bound itself so: there who starts it does, see `child`.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":  # which refuses any with EINVAL
        resource.setrlimit(resource.RLIMIT_DATA if own else resource.RLIMIT_AS, (most, most))


def bound_time() -> None:
    """Let this process have so many `SECONDS` of processor time from now on."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - as above

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


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
