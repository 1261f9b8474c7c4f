"""The one rule by which a text that leaves the program stays a text, and is no formula anywhere."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


def inert(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: with an apostrophe before what begins one.

    Space before it is no help: some programs take it away. Numbers are not for this rule; they stay numbers.
    """
    risky = text.startswith(_BREAKS) or text.lstrip().startswith(_BEGINNINGS)
    return f"'{text}" if risky else text
