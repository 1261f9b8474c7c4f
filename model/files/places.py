"""Where in a file a fault is, and what stands there, written so that a person finds it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from msgspec import Struct

from model.text.errors import Fault
from model.text.words import Words

KeyPath = tuple[str | int, ...]

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_SHOWN = 60


class FaultAt(Struct, frozen=True):
    """A fault with its place as keys and indexes, before it is put into the words of `Fault`.

    Of millions of faults twenty are told, so the words may be a function that makes them.
    """

    path: KeyPath
    words: Words | Callable[[], Words]

    def fault(self) -> Fault:
        """Return the fault as a person reads it."""
        return Fault(place(self.path), self.words if isinstance(self.words, Words) else self.words())


def place(path: KeyPath) -> str:
    """Return `path` as one reads it: `periods[3].end`; keys that are no plain words are quoted."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _PLAIN_KEY.fullmatch(step) and len(step) <= _LONGEST_SHOWN:
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{shown(step)}]")
    return "".join(parts)


def shown(value: object) -> str:
    """Return a JSON value in short: text quoted and cut, lists and objects as `[…]` and `{…}`."""
    if isinstance(value, list | tuple):
        return "[…]" if value else "[]"
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, str):
        cut = len(value) > _LONGEST_SHOWN
        return _printable(json.dumps(value[:_LONGEST_SHOWN], ensure_ascii=False)) + ("…" if cut else "")
    text = json.dumps(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _printable(text: str) -> str:
    # what a terminal would obey instead of showing (controls, direction marks) is written as an escape
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text
    )
