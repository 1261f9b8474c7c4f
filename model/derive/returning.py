"""The losses whose wounded return in some days: those of the days so many days earlier.

The losses of a period are spread evenly over its days. Days of the rows that are asked about have the losses
of these rows, so that each is counted once with what else is computed of them; days before them those of the
parts of the series.
"""

from __future__ import annotations

from functools import cached_property
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
from model.derive.roles import SERIES_DAYS

_KEPT = 10  # sums kept of each day: low, best, high, days known, open below, open above, 3 marks, and days


class LostEarlier(NamedTuple):
    """Losses whose wounded return in groups of rows: those of the same days, and those of other days."""

    within: Band
    outside: Band


class _Places(NamedTuple):
    """Where some days lie among rows: in or behind which row, and which part of its days lies before them."""

    row: RowNumbers
    part: Floats


class _Layout(Struct, frozen=True, eq=False):
    """The days of rows that share none, in their order."""

    first: Ints
    lengths: Ints

    @classmethod
    def of(cls, ranges: DayRanges, rows: RowNumbers) -> _Layout:
        """Return the days of rows, ordered by series and day."""
        return cls(ranges.first[rows], ranges.after[rows] - ranges.first[rows])

    def places(self, days: Ints) -> _Places:
        """Return where the beginning of each of some days lies."""
        if not len(self.first):
            return _Places(np.zeros(len(days), np.intp), np.zeros(len(days)))
        row = np.maximum(np.searchsorted(self.first, days, side="right") - 1, 0)
        return _Places(row, np.clip((days - self.first[row]) / np.maximum(self.lengths[row], 1), 0.0, 1.0))


class _Spread(Struct, frozen=True, eq=False):
    """Losses spread over the days of rows that share none: `own` of each (k, m), and their sums before it.

    They are those of what is `kept` that are anywhere above 0: most marks are not.
    """

    layout: _Layout
    kept: RowNumbers
    own: Floats
    sums: Floats

    @classmethod
    def of(cls, layout: _Layout, of_all: Floats, rows: RowNumbers) -> _Spread:
        """Return the losses of rows, ordered by series and day, of what is kept of all."""
        kept = np.flatnonzero(of_all.any(axis=1) & (len(rows) > 0))
        own = of_all[kept].take(rows, axis=1)
        sums = np.zeros(own.shape)
        np.cumsum(own[:, :-1], axis=1, out=sums[:, 1:])
        return cls(layout, kept, own, sums)

    def between(self, begins: _Places, ends: _Places) -> Floats:
        """Return the sums (10, n) from the beginning of some days to that of others."""
        sums = np.zeros((_KEPT, len(begins.row)))
        found = self._until(ends)
        found -= self._until(begins)
        sums[self.kept] = found
        return sums

    def until(self, days: Ints) -> Floats:
        """Return the sums (10, n) until the beginning of each of some days."""
        sums = np.zeros((_KEPT, len(days)))
        sums[self.kept] = self._until(self.layout.places(days))
        return sums

    def _until(self, places: _Places) -> Floats:
        sums: Floats = self.own.take(places.row, axis=1)
        sums *= places.part
        sums += self.sums.take(places.row, axis=1)
        return sums


class DaysBack(Struct, frozen=True, eq=False, dict=True):
    """Which days the periods look back on, whatever was lost in them.

    `lag`: after how many days the wounded of each period return; `parts`: the periods that are parts, by
    series and day; `counted`: which these are.
    """

    ranges: DayRanges
    lag: Ints
    parts: RowNumbers
    counted: Flags

    @classmethod
    def of(cls, ranges: DayRanges, lag: Ints, parts: RowNumbers) -> DaysBack:
        """Return what is looked back on, the lag of each row given."""
        counted = np.zeros(len(lag), np.bool_)
        counted[parts] = True
        return cls(ranges, lag, parts, counted)

    @cached_property
    def layout(self) -> _Layout:
        """The days of all parts."""
        return _Layout.of(self.ranges, self.parts)

    @cached_property
    def places(self) -> tuple[_Places, _Places]:
        """Where the days that each period looks back on begin, and where they end."""
        begins, ends = self.ranges.first - self.lag, self.ranges.after - self.lag
        return self.layout.places(begins), self.layout.places(ends)

    @cached_property
    def places_before(self) -> tuple[_Places, _Places]:
        """The same of those days alone that lie before the period."""
        ends = np.minimum(self.ranges.after - self.lag, self.ranges.first)
        return self.places[0], self.layout.places(ends)

    @cached_property
    def inside(self) -> Floats:
        """How many days of each period are looked back on by itself."""
        return np.maximum(self.days - self.lag, 0.0)

    @cached_property
    def days(self) -> Floats:
        """The days of each period."""
        return (self.ranges.after - self.ranges.first).astype(np.float64)

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


class Earlier(Struct, frozen=True, eq=False, dict=True):
    """What is asked for the losses of earlier days: which days these are, and the losses of the periods."""

    back: DaysBack
    losses: Band

    @cached_property
    def spread(self) -> _Spread:
        """The losses of all parts: made when they are first asked for, since most columns are hidden."""
        return _Spread.of(self.back.layout, self._kept, self.back.parts)

    @cached_property
    def _kept(self) -> Floats:
        return _sums_of(self.losses, self.back.days)

    @cached_property
    def _before(self) -> Floats:
        """What is kept of the days that each period looks back on."""
        return self.spread.between(*self.back.places)

    def of_each(self) -> LostEarlier:
        """Return of each row alone the losses whose wounded return in it."""
        days, inside = np.maximum(self.back.days, 1.0), self.back.inside
        before = self.spread.between(*self.back.places_before)
        return LostEarlier(_band(self._kept * (inside / days), inside), _band(before, days - inside))

    def _parts_of(self, series: int) -> RowNumbers:
        ends = [series * SERIES_DAYS, (series + 1) * SERIES_DAYS]
        begin, end = np.searchsorted(self.back.layout.first, ends)
        return self.back.parts[begin:end]

    def of_group(self, rows: RowNumbers) -> LostEarlier:
        """Return the losses whose wounded return in some rows of one series, ordered by day, taken as one."""
        if not len(rows):
            nothing = missing(1, Reason.LOSSES_BEFORE)
            return LostEarlier(nothing, nothing)
        first, after = self.back.ranges.first[rows], self.back.ranges.after[rows]
        begins, ends = first - self.back.lag[rows], after - self.back.lag[rows]
        days = (after - first).sum()
        if np.array_equal(rows, self._parts_of(int(first[0]) // SERIES_DAYS)):  # all of it: others have none
            inside = self._before[:, rows].sum(axis=1, keepdims=True)
            return LostEarlier(_band(inside, inside[-1]), _band(np.zeros((_KEPT, 1)), days - inside[-1]))
        own = _Spread.of(_Layout.of(self.back.ranges, rows), self._kept, rows)
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
        counted = inside[-1]
        return LostEarlier(_band(inside, counted), _band(both, days - counted))


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
    return np.vstack([*bounds, np.where(there, days, 0.0), *opened, *marks, np.maximum(days, 0.0)])


def _band(sums: Floats, days: Floats) -> Band:
    """Return the losses of some days; absent where those of one of them are not known."""
    low, best, high, known, below, above, *marks, _ = sums
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
