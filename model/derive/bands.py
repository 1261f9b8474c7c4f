"""Low, best and high in columns, and their arithmetic (domain.md §2).

A `Band` is a column of n numbers with bounds, some of which may be absent for a `Reason`. The same functions
serve n periods, the totals of a series and a single claim (n = 1). Nothing here ever yields NaN where a value
is present: a bound that is not known is infinite, and a best that is not finite makes the cell absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, unique
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.text.outcomes import Value

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]
RowNumbers = NDArray[np.intp]

_MOST = 1e300  # what is written in another unit, or in per cent, stays a number


@unique
class Reason(IntEnum):
    """Why a cell has no value; `model.derive.reasons` says it with the rows' own data."""

    PRESENT = 0
    NO_LOSSES = 1
    NO_GAINS = 2
    ZERO_LOSSES = 3
    ZERO_GAINS = 4
    INTAKE_UNKNOWN = 5
    REQUIREMENT_UNKNOWN = 6
    BACKWARDS = 7
    IS_TOTAL = 8
    IS_DETAIL = 9
    IS_CONFLICT = 10
    SERIES_CONFLICT = 11
    EARLIER_LOSSES = 12
    EARLIER_GAINS = 13
    EARLIER_INTAKE = 14
    BASELINE_NONE = 15
    BASELINE_UNMATCHED = 16
    BASELINE_AMBIGUOUS = 17
    BASELINE_ABSENT = 18
    BASELINE_ZERO = 19
    NO_TARGET = 20
    NO_ACHIEVED = 21
    TOO_LARGE = 22
    ZERO_INTAKE = 23
    NO_KILLED_SHARE = 24
    NO_RETURN_SHARE = 25
    LOSSES_BEFORE = 26
    NO_PEOPLE_KNOWN = 27
    NO_AREA_KNOWN = 28
    NO_FRONT_KNOWN = 29
    NO_ITEMS_KNOWN = 30
    NO_OPPONENT = 31
    NO_PART = 32
    NO_COUNT = 33
    NO_GROUP = 34
    COUNT_DIFFERENTLY = 35
    SEVERAL_RELATED = 36
    OPPONENT_UNKNOWN = 37
    PART_UNKNOWN = 38
    COUNT_UNKNOWN = 39
    GROUP_UNKNOWN = 40
    ZERO_RELATED = 41
    NO_GROUND_TAKEN = 42
    NO_GROUND_LOST = 43
    NO_GROUND_NET = 44
    GROUND_CONTRADICTS = 45
    ZERO_TAKEN = 46
    ZERO_NET = 47
    NOT_PEOPLE = 48
    NOT_ITEMS = 49
    NOT_MONEY = 50
    NO_THINGS = 51
    IS_ADVANCE = 52
    NO_ADVANCE = 53
    NO_PEOPLE_BESIDE = 54
    PEOPLE_BESIDE_UNKNOWN = 55
    ZERO_ITEMS = 56
    NO_GROUND_HELD = 57
    MORE_HELD = 58


ABOUT, OVER, UNDER = 1, 2, 4
"""Marks of a row, added up: it is approximate; it is more than its low; it is less than its high."""


class BandRow(NamedTuple):
    """One row of a band; the numbers are NaN where `absent` is not 0."""

    low: float
    best: float
    high: float
    marks: int
    absent: int

    @property
    def approximate(self) -> bool:
        """Whether a figure behind the row was stated as "about"."""
        return bool(self.marks & ABOUT)

    def value(self) -> Value:
        """Return the row as a value; it has to be there."""
        return value_of(self.low, self.best, self.high, self.marks)


def value_of(low: float, best: float, high: float, marks: int) -> Value:
    """Return the value of one row of a band."""
    return Value(low, best, high, bool(marks & ABOUT), bool(marks & OVER), bool(marks & UNDER))


class Band(Struct, frozen=True, eq=False):
    """A column of n values, as five arrays that are read-only, so that bands can share them.

    `low`: the least value of each row, -inf where open below. `best`: the single best value, finite. `high`:
    the greatest value, +inf where open above. All three are float64, NaN where absent. `marks`: what is to be
    said of the row (`ABOUT`, `OVER`, `UNDER`), 0 where absent. `absent`: the `Reason` of each row, 0
    (PRESENT) where there is a value.
    """

    low: Floats
    best: Floats
    high: Floats
    marks: Codes
    absent: Codes

    def __post_init__(self) -> None:
        for array in self.arrays():
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.best)

    @property
    def approximate(self) -> Flags:
        """Whether a figure behind each row was stated as "about"."""
        about: Flags = (self.marks & ABOUT) != 0
        return about

    def arrays(self) -> tuple[Floats, Floats, Floats, Codes, Codes]:
        """Return the five arrays, in the order of the fields."""
        return self.low, self.best, self.high, self.marks, self.absent

    def cell(self, row: int) -> BandRow:
        """Return one row."""
        return BandRow(
            self.low.item(row),
            self.best.item(row),
            self.high.item(row),
            self.marks.item(row),
            self.absent.item(row),
        )

    def take(self, rows: RowNumbers | NDArray[np.int32] | Sequence[int]) -> Band:
        """Return some rows, in the order given."""
        places = np.asarray(rows, dtype=np.intp)
        return Band(
            self.low[places],
            self.best[places],
            self.high[places],
            self.marks[places],
            self.absent[places],
        )


def exact(numbers: Floats | Ints) -> Band:
    """Return a band of numbers without bounds: low = best = high."""
    values = numbers.astype(np.float64)
    nothing = np.zeros(len(values), np.uint8)
    return Band(values, values, values, nothing, nothing)


def missing(length: int, reason: Reason) -> Band:
    """Return a band of `length` absent rows."""
    nothing = np.full(length, np.nan)
    codes = np.full(length, reason, np.uint8)
    return Band(nothing, nothing, nothing, np.zeros(length, np.uint8), codes)


def make(low: Floats, best: Floats, high: Floats, marks: Codes, absent: Codes) -> Band:
    """Return a band, with NaN put where `absent` says so and a best beyond `_MOST` made absent."""
    absent = np.where((absent == 0) & ~(np.abs(best) <= _MOST), np.uint8(Reason.TOO_LARGE), absent)
    if absent.any():
        hole = absent != 0
        low, best, high = (np.where(hole, np.nan, column) for column in (low, best, high))
        marks = np.where(hole, np.uint8(0), marks)
    return Band(low, best, high, marks, absent)


def concatenate(bands: Sequence[Band]) -> Band:
    """Return the rows of all `bands`, one after the other; at least one band."""
    return Band(
        *(np.concatenate(columns) for columns in zip(*(band.arrays() for band in bands), strict=True))
    )


def without(band: Band, rows: Flags, reason: Reason) -> Band:
    """Return the band with the rows of a mask made absent; the band itself where the mask is empty."""
    if not rows.any():
        return band
    low, best, high, marks, absent = band.arrays()
    codes = np.where(rows, np.uint8(reason), absent)
    return make(low, best, high, marks, codes)


def put(band: Band, groups: Sequence[int], number: float) -> Band:
    """Return a band in which some rows, where they have a value, are exactly a number."""
    at = [group for group in groups if not band.absent[group]]
    if not at:
        return band
    low, best, high = band.low.copy(), band.best.copy(), band.high.copy()
    marks = band.marks.copy()
    low[at] = best[at] = high[at] = number
    marks[at] = 0
    return Band(low, best, high, marks, band.absent)


def choose(rows: Flags, a: Band, b: Band) -> Band:
    """Return the rows of a where a mask says so, and those of b elsewhere."""
    own = np.arange(len(a))
    return concatenate([a, b]).take(np.where(rows, own, own + len(a)))


def differing(a: Band, b: Band) -> Flags:
    """Return a mask of the rows at which two bands of one length differ."""
    same: Flags = (a.absent == b.absent) & (a.marks == b.marks)
    for old, new in ((a.low, b.low), (a.best, b.best), (a.high, b.high)):
        same &= (old == new) | (a.absent != 0)  # the numbers of an absent row are no numbers
    return ~same


def add(a: Band, b: Band) -> Band:
    """Return a + b, component by component; absent where either is, for the reason of the first that is."""
    with np.errstate(all="ignore"):
        return make(a.low + b.low, a.best + b.best, a.high + b.high, a.marks | b.marks, _either(a, b))


def subtract(a: Band, b: Band) -> Band:
    """Return a − b: `low = a.low − b.high`, `best = a.best − b.best`, `high = a.high − b.low`."""
    with np.errstate(all="ignore"):
        return make(a.low - b.high, a.best - b.best, a.high - b.low, a.marks | turned(b.marks), _either(a, b))


def scale(a: Band, factor: float) -> Band:
    """Return a × factor, for a factor above 0."""
    with np.errstate(all="ignore"):
        return make(a.low * factor, a.best * factor, a.high * factor, a.marks, a.absent)


def multiply(a: Band, share: Band) -> Band:
    """Return a × share, for a share that is nowhere below 0; 0 × inf = 0."""
    with np.errstate(all="ignore"):
        ends = [
            np.where(b == 0, 0.0, np.where(x == 0, 0.0, x * b))
            for x, b in ((a.low, share.low), (a.low, share.high), (a.high, share.low), (a.high, share.high))
        ]
        low, high = np.minimum(ends[0], ends[1]), np.maximum(ends[2], ends[3])
        return make(low, a.best * share.best, high, a.marks | share.marks, _either(a, share))


def rest(share: Band) -> Band:
    """Return 1 − share."""
    return subtract(exact(np.ones(len(share))), share)


def divide(a: Band, divisor: float) -> Band:
    """Return a ÷ divisor, for a divisor above 0; unlike `scale`, exact wherever the quotient is."""
    with np.errstate(all="ignore"):
        return make(a.low / divisor, a.best / divisor, a.high / divisor, a.marks, a.absent)


def ratio(a: Band, b: Band, zero: Reason) -> Band:
    """Return a ÷ b over both ranges, absent for the reason `zero` where `b.best <= 0`.

    Where b is wholly above 0, each bound of a is divided by the end of b that makes the quotient least or
    greatest. Where `b.low <= 0 < b.best` the quotient has no greatest value (+inf), and no least one either
    (-inf) where a may be negative. `x / inf = 0`.
    """
    with np.errstate(all="ignore"):
        opens = b.low <= 0
        low = a.low / np.where(a.low < 0, b.low, b.high)
        high = a.high / np.where(a.high < 0, b.high, b.low)
        if opens.any():
            low = np.where(opens, np.where(a.low < 0, -np.inf, a.low / b.high), low)
            high = np.where(opens, np.inf, high)
        absent = _either(a, b)
        absent = np.where((absent == 0) & (b.best <= 0), np.uint8(zero), absent)
        # x / inf of a negative x is -0.0, which nobody should be shown: adding 0.0 makes it 0.0
        return make(low + 0.0, a.best / b.best + 0.0, high + 0.0, _marks_of_ratio(a, b), absent)


def turned(marks: Codes) -> Codes:
    """Return the marks of −x: its low is the high of x."""
    turned = (marks & ABOUT) | (marks & OVER) << 1 | (marks & UNDER) >> 1
    return turned.astype(np.uint8)


def _marks_of_ratio(a: Band, b: Band) -> Codes:
    """Return the marks of a ÷ b: an end is not reached where one of those that make it is not.

    Which end of b makes an end of the quotient depends on the sign of a; where an end of a is 0, none does.
    """
    if not b.marks.any():
        return a.marks
    over, under = (b.marks & OVER).astype(np.uint8), (b.marks & UNDER).astype(np.uint8)
    low = np.where(a.low < 0, over, np.where(a.low > 0, under >> 1, 0)) | (a.marks & OVER)
    high = np.where(a.high < 0, under, np.where(a.high > 0, over << 1, 0)) | (a.marks & UNDER)
    marks: Codes = (((a.marks | b.marks) & ABOUT) | low | high).astype(np.uint8)
    return marks


def _either(a: Band, b: Band) -> Codes:
    return np.where(a.absent != 0, a.absent, b.absent)
