"""The losses whose wounded return in some days: those of the days so many days earlier.

The losses of a period are spread evenly over its days. Days of the rows that are asked about have the losses
of these rows, so that each is counted once with what else is computed of them; days before them those of the
parts of the series.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from msgspec import Struct

from model.derive.bands import (
    ABOUT,
    OVER,
    UNDER,
    Band,
    Codes,
    Flags,
    Floats,
    Ints,
    Reason,
    RowNumbers,
    make,
    missing,
)
from model.derive.recruitment import DayRanges

_KEPT = 9  # sums kept of each day: low, best, high, days known, open below, open above, and three marks


class LostEarlier(NamedTuple):
    """Losses whose wounded return in groups of rows: those of the same days, and those of other days."""

    within: Band
    outside: Band


class _Spread(Struct, frozen=True, eq=False):
    """Losses spread over the days of rows that share none: their sums (9, m) until each of `days` (m,)."""

    days: Ints
    sums: Floats

    @classmethod
    def of(cls, ranges: DayRanges, losses: Band, rows: RowNumbers) -> _Spread:
        """Return the losses of rows, ordered by series and day."""
        first, after = ranges.first[rows], ranges.after[rows]
        added = np.zeros((_KEPT, len(rows), 2))
        added[:, :, 1] = _sums_of(losses.take(rows), (after - first).astype(np.float64))
        sums = np.cumsum(added.reshape(_KEPT, -1), axis=1)
        return cls(np.column_stack([first, after]).ravel(), sums)

    def until(self, days: Ints) -> Floats:
        """Return the sums (9, n) until the beginning of each of some days."""
        sums = np.zeros((_KEPT, len(days)))
        if not len(self.days):
            return sums
        at = np.clip(np.searchsorted(self.days, days, side="right") - 1, 0, len(self.days) - 2)
        begin, end = self.days[at], self.days[at + 1]
        part = np.clip((days - begin) / np.maximum(end - begin, 1), 0.0, 1.0)
        for kept in np.flatnonzero(self.sums[:, -1]).tolist():  # most rows of marks are nowhere above 0
            before = self.sums[kept, at]
            sums[kept] = before + part * (self.sums[kept, at + 1] - before)
        return sums


class Earlier(Struct, frozen=True, eq=False):
    """What is asked for the losses of earlier days.

    `lag`: after how many days the wounded of each period return; `counted`: which periods are parts.
    """

    ranges: DayRanges
    losses: Band
    lag: Ints
    counted: Flags
    spread: _Spread

    @classmethod
    def of(cls, ranges: DayRanges, losses: Band, lag: Ints, parts: RowNumbers) -> Earlier:
        """Return what is asked, the lag of each row given."""
        counted = np.zeros(len(lag), np.bool_)
        counted[parts] = True
        return cls(ranges, losses, lag, counted, _Spread.of(ranges, losses, parts))

    def of_each(self) -> LostEarlier:
        """Return of each row alone the losses whose wounded return in it."""
        first, after, lag = self.ranges.first, self.ranges.after, self.lag
        days = np.maximum(after - first, 1).astype(np.float64)
        inside = np.maximum(days - lag, 0.0)
        own = _sums_of(self.losses, days) * (inside / days)
        before = self.spread.until(np.minimum(first, after - lag)) - self.spread.until(first - lag)
        return LostEarlier(_band(own, inside), _band(before, days - inside))

    def looked_back_on(self, rows: RowNumbers) -> tuple[Floats, Floats]:
        """Return which share of the days of every period one row, or several parts, look back on.

        First as days of those rows, then as days of others, of which only parts count.
        """
        first, after = self.ranges.first, self.ranges.after
        begins, ends = first[rows] - self.lag[rows], after[rows] - self.lag[rows]
        days = np.maximum(after - first, 1)
        own = np.zeros(len(first), np.bool_)
        own[rows] = True
        within = np.where(own, _covering(first, after, begins, ends) / days, 0.0)
        if len(rows) == 1:  # which need be no part: its own days are then those of parts too
            ends = np.minimum(ends, first[rows])
        outside = np.where(own | ~self.counted, 0.0, _covering(first, after, begins, ends) / days)
        return within, outside

    def looking_back_on(self, row: int) -> RowNumbers:
        """Return the other periods that look back on days of a part, each as it does alone."""
        begins, ends = self.ranges.first - self.lag, self.ranges.after - self.lag
        ends = np.minimum(ends, self.ranges.first)
        looking = np.maximum(begins, self.ranges.first[row]) < np.minimum(ends, self.ranges.after[row])
        looking[row] = False
        return np.flatnonzero(looking)

    def of_group(self, rows: RowNumbers) -> LostEarlier:
        """Return the losses whose wounded return in some rows of one series, ordered by day, taken as one."""
        if not len(rows):
            nothing = missing(1, Reason.LOSSES_BEFORE)
            return LostEarlier(nothing, nothing)
        first, after = self.ranges.first[rows], self.ranges.after[rows]
        begins, ends = first - self.lag[rows], after - self.lag[rows]
        own = _Spread.of(self.ranges, self.losses, rows)
        inside = (own.until(ends) - own.until(begins)).sum(axis=1, keepdims=True)
        before = self.spread.until(begins)
        lost = self.spread.until(ends) - before
        reached = np.hstack([np.zeros((_KEPT, 1)), np.cumsum(lost, axis=1)])

        def until(days: Ints) -> Floats:
            """Return the losses of the parts, in the days that are looked back on alone."""
            at = np.maximum(np.searchsorted(begins, days, side="right") - 1, 0)
            days = np.clip(days, begins[at], ends[at])
            sums: Floats = reached[:, at] + self.spread.until(days) - before[:, at]
            return sums

        both = reached[:, -1:] - (until(after) - until(first)).sum(axis=1, keepdims=True)
        counted = _covering(first, after, begins, ends).sum(keepdims=True)
        return LostEarlier(_band(inside, counted), _band(both, (after - first).sum() - counted))


def _covering(first: Ints, after: Ints, begins: Ints, ends: Ints) -> Floats:
    """Return how many days of each span lie in others, which are ordered and share none."""
    days: Floats = _reach(after, begins, ends) - _reach(first, begins, ends)
    return days


def _reach(days: Ints, begins: Ints, ends: Ints) -> Floats:
    """Return how many days of spans, ordered, lie before each of some days."""
    lengths = np.column_stack([np.zeros(len(begins)), ends - begins]).ravel()
    reached: Floats = np.interp(days, np.column_stack([begins, ends]).ravel(), np.cumsum(lengths))
    return reached


def _sums_of(losses: Band, days: Floats) -> Floats:
    """Return what is kept (9, n) of the losses of rows of so many days."""
    there = (losses.absent == 0) & (days > 0)
    low, best, high = (np.where(there, numbers, 0.0) for numbers in (losses.low, losses.best, losses.high))
    marks = [np.where((losses.marks & mark) != 0, days, 0.0) for mark in (ABOUT, OVER, UNDER)]
    opened = [np.where(np.isinf(end), days, 0.0) for end in (low, high)]
    bounds = [np.where(np.isinf(end), 0.0, end) for end in (low, best, high)]
    return np.vstack([*bounds, np.where(there, days, 0.0), *opened, *marks])


def _band(sums: Floats, days: Floats) -> Band:
    """Return the losses of some days; absent where those of one of them are not known."""
    low, best, high, known, below, above, *marks = sums
    some = [_some(numbers) for numbers in (below, above, *marks)]
    codes = np.zeros(len(low), np.uint8)
    for mark, met in zip((ABOUT, OVER, UNDER), some[2:], strict=True):
        codes |= np.where(met, np.uint8(mark), np.uint8(0))
    absent: Codes = np.where(np.rint(known) < np.rint(days), np.uint8(Reason.LOSSES_BEFORE), np.uint8(0))
    return make(
        np.where(some[0], -np.inf, np.minimum(low, best)),
        best,
        np.where(some[1], np.inf, np.maximum(high, best)),
        codes,
        absent,
    )


def _some(days: Floats) -> Flags:
    """Whether there are days; sums of their shares are not to the last digit."""
    met: Flags = days > 1e-6
    return met
