"""Low, best and high in columns, and their arithmetic (domain.md §2).

A `Band` is a column of n numbers with bounds, some of which may be absent for a `Reason`. The same functions
serve n periods, the totals of a series and a single claim (n = 1). Nothing here ever yields NaN where a value
is present: a bound that is not known is infinite, and a best that is not finite makes the cell absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]
Rows = NDArray[np.intp]


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


class Cell(NamedTuple):
    """One row of a band; the numbers are NaN where `absent` is not 0."""

    low: float
    best: float
    high: float
    approximate: bool
    absent: int


class Arrays(NamedTuple):
    """The arrays of a band, all of one length."""

    low: Floats
    best: Floats
    high: Floats
    approximate: Flags
    absent: Codes

    def arrays(self) -> Arrays:
        """Return the whole column: itself."""
        return self

    def cell(self, row: int) -> Cell:
        """Return one row."""
        return Cell(
            self.low.item(row),
            self.best.item(row),
            self.high.item(row),
            self.approximate.item(row),
            self.absent.item(row),
        )

    def take(self, rows: Rows) -> Arrays:
        """Return copies of some rows."""
        return Arrays(
            self.low[rows], self.best[rows], self.high[rows], self.approximate[rows], self.absent[rows]
        )

    def put(self, rows: Rows, new: Arrays) -> None:
        """Write `new` into `rows`."""
        self.low[rows], self.best[rows], self.high[rows] = new.low, new.best, new.high
        self.approximate[rows], self.absent[rows] = new.approximate, new.absent

    def copy(self) -> Arrays:
        """Return arrays that may be written to."""
        return Arrays(
            self.low.copy(), self.best.copy(), self.high.copy(), self.approximate.copy(), self.absent.copy()
        )


class Cells(Protocol):
    """What a band holds: its arrays, or what makes them when they are asked for as a whole."""

    def arrays(self) -> Arrays:
        """Return the whole column."""

    def cell(self, row: int) -> Cell:
        """Return one row, the same bits as in the whole column."""

    def take(self, rows: Rows) -> Arrays:
        """Return some rows, the same bits as in the whole column."""


class Band:
    """A column of n values: low, best, high (float64, NaN where absent), approximate, absent (`Reason`).

    The arrays are read-only, so that bands can share them.
    """

    __slots__ = ("_cells", "_length")

    def __init__(self, low: Floats, best: Floats, high: Floats, approximate: Flags, absent: Codes) -> None:
        self._length = len(best)
        self._cells: Cells = _frozen(Arrays(low, best, high, approximate, absent))

    def __len__(self) -> int:
        return self._length

    def arrays(self) -> Arrays:
        """Return all arrays, putting them together first where that has not been done."""
        if not isinstance(self._cells, Arrays):
            self._cells = _frozen(self._cells.arrays())
        return self._cells.arrays()

    @property
    def low(self) -> Floats:
        """The least value of each row, -inf where open below."""
        return self.arrays().low

    @property
    def best(self) -> Floats:
        """The single best value of each row, finite."""
        return self.arrays().best

    @property
    def high(self) -> Floats:
        """The greatest value of each row, +inf where open above."""
        return self.arrays().high

    @property
    def approximate(self) -> Flags:
        """Whether a figure behind the row was stated as "about"; False where absent."""
        return self.arrays().approximate

    @property
    def absent(self) -> Codes:
        """The `Reason` of each row, 0 (PRESENT) where there is a value."""
        return self.arrays().absent

    @property
    def cells(self) -> Cells:
        """What the band holds at present."""
        return self._cells

    def cell(self, row: int) -> Cell:
        """Return one row."""
        return self._cells.cell(row)

    def take(self, rows: Rows | Sequence[int]) -> Band:
        """Return some rows, in the order given."""
        return Band(*self._cells.take(np.asarray(rows, dtype=np.intp)))


class BandLater(Band):
    """A band whose arrays are made when they are first asked for as a whole."""

    __slots__ = ()

    def __init__(self, length: int, cells: Cells) -> None:
        self._length = length
        self._cells = cells


def _frozen(arrays: Arrays) -> Arrays:
    for array in arrays:
        array.flags.writeable = False
    return arrays


def exact(numbers: Floats | Ints) -> Band:
    """Return a band of numbers without bounds: low = best = high."""
    values = numbers.astype(np.float64)
    return Band(values, values, values, np.zeros(len(values), np.bool_), np.zeros(len(values), np.uint8))


def missing(length: int, reason: Reason) -> Band:
    """Return a band of `length` absent rows."""
    nothing = np.full(length, np.nan)
    codes = np.full(length, reason, np.uint8)
    return Band(nothing, nothing, nothing, np.zeros(length, np.bool_), codes)


def make(low: Floats, best: Floats, high: Floats, approximate: Flags, absent: Codes) -> Band:
    """Return a band, with NaN put where `absent` says so and a best that is not finite made absent."""
    absent = np.where((absent == 0) & ~np.isfinite(best), np.uint8(Reason.TOO_LARGE), absent)
    if absent.any():
        hole = absent != 0
        low, best, high = (np.where(hole, np.nan, column) for column in (low, best, high))
        approximate = approximate & ~hole
    return Band(low, best, high, approximate, absent)


def concatenate(bands: Sequence[Band]) -> Band:
    """Return the rows of all `bands`, one after the other; at least one band."""
    return Band(
        *(np.concatenate(columns) for columns in zip(*(band.arrays() for band in bands), strict=True))
    )


def without(band: Band, rows: Flags, reason: Reason) -> Band:
    """Return the band with the rows of a mask made absent; the band itself where the mask is empty."""
    if not rows.any():
        return band
    low, best, high, approximate, absent = band.arrays()
    codes = np.where(rows, np.uint8(reason), absent)
    return make(low, best, high, approximate, codes)


def add(a: Band, b: Band) -> Band:
    """Return a + b, component by component; absent where either is, for the reason of the first that is."""
    with np.errstate(all="ignore"):
        return make(
            a.low + b.low, a.best + b.best, a.high + b.high, a.approximate | b.approximate, _either(a, b)
        )


def subtract(a: Band, b: Band) -> Band:
    """Return a − b: `low = a.low − b.high`, `best = a.best − b.best`, `high = a.high − b.low`."""
    with np.errstate(all="ignore"):
        return make(
            a.low - b.high, a.best - b.best, a.high - b.low, a.approximate | b.approximate, _either(a, b)
        )


def scale(a: Band, factor: float) -> Band:
    """Return a × factor, for a factor above 0."""
    with np.errstate(all="ignore"):
        return make(a.low * factor, a.best * factor, a.high * factor, a.approximate, a.absent)


def divide(a: Band, divisor: float) -> Band:
    """Return a ÷ divisor, for a divisor above 0; unlike `scale`, exact wherever the quotient is."""
    with np.errstate(all="ignore"):
        return make(a.low / divisor, a.best / divisor, a.high / divisor, a.approximate, a.absent)


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
        return make(low + 0.0, a.best / b.best + 0.0, high + 0.0, a.approximate | b.approximate, absent)


def _either(a: Band, b: Band) -> Codes:
    return np.where(a.absent != 0, a.absent, b.absent)
