"""Which periods have some days of a series: the parts that tile them, else the one with just these days.

What `Results.rows_within` finds of one span, of many at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from model.derive.bands import Flags, Ints, RowNumbers
from model.derive.recruitment import DayRanges
from model.derive.roles import SERIES_DAYS, RoleLayout


class Tiles(NamedTuple):
    """The periods of m spans: those of span i are `rows[bounds[i]:bounds[i + 1]]`, by first day.

    `known`: which spans have periods for all of their days.
    """

    rows: RowNumbers
    bounds: Ints
    known: Flags


class Tiling(Struct, frozen=True, eq=False, dict=True):
    """The days of n periods, of which those that are `valid` are found by their days (ordinals)."""

    ranges: DayRanges
    valid: Flags
    layout: RoleLayout

    @cached_property
    def series(self) -> Ints:
        """The place of the series of each period."""
        return self.ranges.first // SERIES_DAYS

    @cached_property
    def start(self) -> Ints:
        """The first day of each period."""
        return self.ranges.first % SERIES_DAYS

    @cached_property
    def lengths(self) -> Ints:
        """How many days each period has."""
        return self.ranges.after - self.ranges.first

    def over(self, series: Ints | int, start: Ints, after: Ints, itself: RowNumbers | None = None) -> Tiles:
        """Return the periods of series that have just the days of some spans, from `start` to before `after`.

        Where `itself` is a row, not -1, the span is that of this period, which then has its days alone.
        """
        first, after = series * SERIES_DAYS + start, series * SERIES_DAYS + after
        parts = self.layout.parts
        begins, ends = self.ranges.first[parts], self.ranges.after[parts]
        begin = np.searchsorted(begins, first)
        count = np.searchsorted(ends, after) + 1 - begin
        tiled = (count > 0) & (begin + count <= len(parts))
        one, last = begin[tiled], (begin + count)[tiled] - 1
        tiled[tiled] = (
            (begins[one] == first[tiled])
            & (ends[last] == after[tiled])
            & (self._breaks[one] == self._breaks[last])
        )
        alone, found = self._alone(first, after)
        begin = np.where(tiled, begin, len(parts) + alone)
        count = np.where(tiled, count, found)
        every = [parts, self._order]
        if itself is not None:
            begin = np.where(itself < 0, begin, len(parts) + len(self._order) + itself)
            count = np.where(itself < 0, count, 1)
            every.append(np.arange(len(self.valid)))
        bounds = np.append(0, np.cumsum(count))
        places = np.repeat(begin - bounds[:-1], count) + np.arange(bounds[-1])
        return Tiles(np.concatenate(every)[places], bounds, count > 0)

    @cached_property
    def _breaks(self) -> Ints:
        """How many parts up to each one do not begin where the one before them ended."""
        parts = self.layout.parts
        broken = self.ranges.first[parts[1:]] != self.ranges.after[parts[:-1]]
        return np.append(0, np.cumsum(broken))

    @cached_property
    def _order(self) -> RowNumbers:
        """The valid periods by first day and length."""
        rows = np.flatnonzero(self.valid)
        return rows[np.lexsort((self.ranges.after[rows], self.ranges.first[rows]))]

    @cached_property
    def _days(self) -> tuple[Ints, Ints]:
        """The first days of the valid periods, each once; and a number for which it is and the length."""
        days, which = np.unique(self.ranges.first[self._order], return_inverse=True)
        return days, which * SERIES_DAYS + self.lengths[self._order]

    def _alone(self, first: Ints, after: Ints) -> tuple[Ints, Flags]:
        """Return where in the order the one period stands that has the days of each span, if one does."""
        days, numbers = self._days
        if not len(days):
            return np.zeros(len(first), np.int64), np.zeros(len(first), np.bool_)
        day = np.minimum(np.searchsorted(days, first), len(days) - 1)
        wanted = day * SERIES_DAYS + np.clip(after - first, 0, SERIES_DAYS - 1)
        at = np.searchsorted(numbers, wanted)
        count = np.searchsorted(numbers, wanted, side="right") - at
        return at, (days[day] == first) & (count == 1)
