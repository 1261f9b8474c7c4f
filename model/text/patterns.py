"""Regular expressions that are compiled when they are first used: a start needs few of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class Pattern:
    """A regular expression: the methods of `re.Pattern` that are used of it."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text, self._flags = text, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, self._flags)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place in `text` that matches."""
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the start of `text`."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole `text`."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the places in `text` that match, from left to right."""
        return self._compiled.finditer(text)

    def sub(self, replacement: str, text: str) -> str:
        """Return `text` with every place that matches replaced."""
        return self._compiled.sub(replacement, text)
