"""Part, total, detail, conflict: the roles of periods, so that no day is counted twice (domain.md §3).

Everything is found by sorting and searching, n log n for n periods; series never meet, because a day of one
series is a different number from the same day of another.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import Codes, Flags, Ints, RowNumbers


class Role(StrEnum):
    """What a period is to its series; the order is that of the codes in `Layout.roles`."""

    PART = "part"
    TOTAL = "total"
    DETAIL = "detail"
    CONFLICT = "conflict"
    INVALID = "invalid"


ROLES: tuple[Role, ...] = tuple(Role)
PART, TOTAL, DETAIL, CONFLICT, INVALID = range(len(ROLES))

SERIES_DAYS = 1 << 22
"""The day of series s that has the ordinal d is numbered s × SERIES_DAYS + d; an ordinal is below 2^22."""


_PACKED = 2**63 // SERIES_DAYS  # a first day below it leaves room for the last day beside it in 63 bits


class RoleLayout(Struct, frozen=True, eq=False):
    """The roles of n periods.

    `roles`: a code (index into `ROLES`) for each row. `parts`: the rows of all parts, by series and start;
    those of series s are `parts[bounds[s]:bounds[s + 1]]`. `place`: where a row stands in `parts`, -1 where
    it is no part. `conflicted`: which series have a conflict.
    `nested`: the rows that take part in no conflict and are valid, by series and start, longest first;
    `first`, `last` are their numbered days and `above` how many counted periods lie around each.
    """

    roles: Codes
    parts: RowNumbers
    bounds: Ints
    place: RowNumbers
    conflicted: Flags
    nested: RowNumbers
    first: Ints
    last: Ints
    above: Ints

    def parts_of(self, series: int) -> RowNumbers:
        """Return the rows of the parts of a series, by start."""
        return self.parts[self.bounds[series] : self.bounds[series + 1]]

    def tiles(self, place: int) -> RowNumbers:
        """Return the rows, by start, that cover the days of the total at `nested[place]` once each."""
        stop = int(np.searchsorted(self.first, self.last[place], side="right"))
        inside = np.arange(place + 1, stop)
        rows: RowNumbers = self.nested[inside]
        # A period which is no total, with as many counted ones around it as around the total, lies in the
        # total directly or in smaller totals only.
        tiles: RowNumbers = rows[(self.roles[rows] != TOTAL) & (self.above[inside] == self.above[place])]
        return tiles


def lay_out(start: Ints, end: Ints, series: NDArray[np.int32], count: int) -> RoleLayout:
    """Return the roles of periods from first to last days (ordinals) of series 0 to `count` − 1."""
    roles = np.full(len(start), PART, np.uint8)
    valid = end >= start
    roles[~valid] = INVALID
    rows = np.flatnonzero(valid)
    numbered = series.astype(np.int64) * SERIES_DAYS
    first, last = (numbered + start)[rows], (numbered + end)[rows]
    order = _order(first, last)
    rows, first, last = rows[order], first[order], last[order]
    conflicted = np.zeros(count, np.bool_)
    above = np.zeros(len(rows), np.int64)
    if len(rows) and (first[1:] <= np.maximum.accumulate(last)[:-1]).any():
        clash = _clashes(first, last)
        roles[rows[clash]] = CONFLICT
        conflicted[series[rows[clash]]] = True
        rows, first, last = rows[~clash], first[~clash], last[~clash]
        roles[rows], above = _nest(first, last)
    parts = rows[roles[rows] == PART]
    bounds = np.searchsorted(series[parts], np.arange(count + 1)).astype(np.int64)
    place = np.full(len(start), -1, np.intp)
    place[parts] = np.arange(len(parts))
    return RoleLayout(roles, parts, bounds, place, conflicted, rows, first, last, above)


def _order(first: Ints, last: Ints) -> RowNumbers:
    """Return the order by first day, longest first."""
    if len(first) and first.max() < _PACKED:
        # One number for both days is sorted several times as fast, above all where rows are nearly in order.
        return np.argsort(first * SERIES_DAYS + (SERIES_DAYS - 1 - last % SERIES_DAYS), kind="stable")
    return np.lexsort((-last, first))


def _clashes(first: Ints, last: Ints) -> Flags:
    """Return which periods share days with another, neither inside the other, or have the same days.

    The periods are ordered by first day, longest first.
    """
    count = len(first)
    clash = np.zeros(count, np.bool_)
    same = (first[1:] == first[:-1]) & (last[1:] == last[:-1])
    clash[1:] |= same
    clash[:-1] |= same
    # One that starts inside this one, after its first day, and ends after it: the latest end among those.
    begin = np.searchsorted(first, first, side="right")
    stop = np.searchsorted(first, last, side="right")
    clash |= _greatest(last, begin, stop) > last
    # One that ends inside this one, before its last day, and starts before it: the earliest start of those.
    order = np.argsort(last, kind="stable")
    ends = last[order]
    begin = np.searchsorted(ends, first, side="left")
    stop = np.searchsorted(ends, last, side="left")
    clash |= -_greatest(-first[order], begin, stop) < first
    return clash


def _greatest(numbers: Ints, begin: Ints, stop: Ints) -> Ints:
    """Return the greatest of `numbers[begin:stop]` for each pair; below all of them where there is none.

    A table of the greatest over every run of 1, 2, 4, … answers each question with two look-ups.
    """
    lowest = np.iinfo(np.int64).min + 1  # its negative exists
    found = np.full(len(begin), lowest)
    width = stop - begin
    level, run = numbers, 1
    while run <= len(numbers):
        here = (width >= run) & (width < 2 * run)
        if here.any():
            found[here] = np.maximum(level[begin[here]], level[stop[here] - run])
        if len(level) <= run:
            break
        level = np.maximum(level[:-run], level[run:])
        run *= 2
    return found


def _nest(first: Ints, last: Ints) -> tuple[Codes, Ints]:
    """Return the role of each period and how many non-totals lie around it, where none partly overlap.

    The periods are ordered by first day, longest first, so that what lies around one comes before it.
    """
    count = len(first)
    place = np.arange(count)
    depth = place - np.searchsorted(np.sort(last), first, side="left")  # begun, less those ended before
    # The period directly around one is the last before it that lies one level higher.
    level = depth * count + place
    by_level = np.argsort(level)
    inner = np.flatnonzero(depth > 0)
    outer = by_level[np.searchsorted(level[by_level], level[inner] - count, side="right") - 1]
    length = last - first + 1
    covered = np.bincount(outer, weights=length[inner], minlength=count)  # whole numbers below 2^53: exact
    total = covered == length
    counted = np.flatnonzero(~total)
    begun = np.concatenate([[0], np.cumsum(~total)[:-1]])
    above = begun - np.searchsorted(np.sort(last[counted]), first, side="left")
    roles = np.where(total, TOTAL, np.where(above > 0, DETAIL, PART)).astype(np.uint8)
    return roles, above
