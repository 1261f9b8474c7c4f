"""How words are looked for in a text: without regard to case, as whole words, at its end or beginning."""

from __future__ import annotations

import re
from functools import cache


@cache
def any_case(said: str) -> re.Pattern[str]:
    """Return a pattern that is read without regard to case."""
    return re.compile(said, re.IGNORECASE)


@cache
def exact(said: str) -> re.Pattern[str]:
    """Return a pattern that is read with regard to case."""
    return re.compile(said)


@cache
def bounded(said: str) -> re.Pattern[str]:
    """Return the pattern of words or signs that no letter or digit stands beside."""
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


def says(said: str, text: str) -> bool:
    """Whether a text has one of some words."""
    return bounded(said).search(text) is not None


def ends_with(said: str, text: str) -> re.Match[str] | None:
    """Return the words, and the space behind them, that a text ends with."""
    return any_case(rf"(?<!\w)(?:{said})\s+$").search(text)


def begins_with(said: str, text: str) -> re.Match[str] | None:
    """Return the words, and the space before them, that a text begins with."""
    return any_case(rf"\s+(?:{said})(?!\w)").match(text)
