"""Which rows an edit left alone, and columns for the new rows from those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.derive.bands import Band, Rows, concatenate
from model.derive.identity_cache import kept
from model.derive.patches import few, patched_where_new

T = TypeVar("T", bound=np.generic)

_CHUNK, _CLOSE = 1024, 32  # rows compared at once when looking for those that differ, and around one of them


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """How the rows of a table came from those before.

    `rows`: those to compute, ascending; None where all are. `origin`, where rows were inserted, deleted or
    moved: for each row its place among the rows before, followed by the computed ones.
    """

    rows: Rows | None = None
    origin: Rows | None = None

    @property
    def in_place(self) -> bool:
        """Whether every row is where it was, and only `rows` differ."""
        return self.rows is not None and self.origin is None

    def band(self, old: Band | None, make: Callable[[Rows | None], Band]) -> tuple[Band, Rows | None]:
        """Return the new band, and the rows in which it differs from `old`, None where that is not known.

        `make` returns the band of some rows, or of all for None.
        """
        if old is None or self.rows is None:
            return make(None), None
        if self.origin is not None:
            return concatenate([old, make(self.rows)]).take(self.origin), None
        if not len(self.rows):
            return old, self.rows
        return patched_where_new(old, self.rows, make(self.rows))

    def array(self, old: NDArray[T], fresh: NDArray[T]) -> NDArray[T]:
        """Return the new array from `fresh`, its values at `rows`; `old` itself where they are the same."""
        if self.rows is None:
            return fresh
        if self.origin is not None:
            return np.concatenate([old, fresh])[self.origin]
        if np.array_equal(old[self.rows], fresh):
            return old
        copy = old.copy()
        copy[self.rows] = fresh
        return copy


NOTHING = Change(np.empty(0, np.intp))
"""No row differs."""

EVERYTHING = Change()
"""Nothing is known of any row."""


def change_between(before: Sequence[object], after: Sequence[object]) -> Change:
    """Return how the rows `after` came from those `before`, by the identity of rows."""
    if after is before:
        return NOTHING
    if len(before) == len(after):
        rows = changed_rows(before, after)
        if few(len(rows), len(after)):
            return Change(rows)
    head = _alike(before, after)
    tail = min(_alike(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    places = {id(row): head + at for at, row in enumerate(before[head : len(before) - tail])}
    middle = [places.get(id(row), -1) for row in after[head : len(after) - tail]]
    origin = np.concatenate(
        [np.arange(head), np.array(middle, np.intp), np.arange(len(before) - tail, len(before))],
        dtype=np.intp,
    )
    rows = np.flatnonzero(origin < 0)
    origin[rows] = len(before) + np.arange(len(rows))
    return Change(rows, origin)


@kept(2)  # it is asked by all that follow an edit, and by its undo
def changed_rows(before: Sequence[object], after: Sequence[object]) -> Rows:
    """Return the rows, ascending, at which two sequences of one length hold different objects.

    Objects equal in value may count as the same one.
    """
    return np.asarray(list(_differing(before, after, 0, _CHUNK)), dtype=np.intp)


def _differing(before: Sequence[object], after: Sequence[object], start: int, size: int) -> Iterator[int]:
    """Yield where two sequences differ, counted from `start`, looking closer only where they do."""
    for first in range(0, len(after), size):
        old, new = before[first : first + size], after[first : first + size]
        if old == new:  # a tuple compares its items by identity first, at the speed of C
            continue
        if size > _CLOSE:
            yield from _differing(old, new, start + first, _CLOSE)
        else:
            yield from (
                start + first + at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b
            )


def _alike(before: Sequence[object], after: Sequence[object]) -> int:
    """Return how many rows at the beginning are the same, as far as whole chunks tell."""
    shorter = min(len(before), len(after))
    first = 0
    while first < shorter and before[first : first + _CHUNK] == after[first : first + _CHUNK]:
        first += _CHUNK
    first = min(first, shorter)
    while first < shorter and before[first] is after[first]:
        first += 1
    return first
