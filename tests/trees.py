"""Modules as the parser reads them: those that may hold what is looked for, as to read all takes seconds."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


@functools.cache
def text_of(path: Path) -> str:
    """Return what stands in a file of the project."""
    return path.read_text("utf-8")


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """Return a module as the parser reads it."""
    return ast.parse(text_of(path))


def trees(room: str, pattern: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield (place, tree) of each module of a room in whose text the pattern is found."""
    for path in sorted((ROOT / room).rglob("*.py")):
        if re.search(pattern, text_of(path), re.MULTILINE):
            yield path.relative_to(ROOT).as_posix(), tree_of(path)
