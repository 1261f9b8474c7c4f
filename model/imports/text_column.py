"""A column of a long text file as its bytes, a million cells in some megabytes; its dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from model.text.days import FIRST_YEAR

_EXACT_DIGITS = 15  # of a whole number that a float holds whatever they are
_DASH, _POINT, _PLUS, _ZERO, _NINE = 45, 46, 43, 48, 57
_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_BEFORE = np.cumsum(_LENGTHS) - _LENGTHS  # days of a common year before each month
_DATE_PLACES = (0, 1, 2, 3, 5, 6, 8, 9)


class TextColumn(Sequence[str]):
    """Cells of one column, each decoded when it is asked for. What is longer than others costs for all."""

    def __init__(self, parts: Iterable[NDArray[np.bytes_]], encoding: str) -> None:
        found = list(parts)
        self._cells = np.concatenate(found) if found else np.zeros(0, dtype="S1")
        self._encoding = encoding

    def __len__(self) -> int:
        return len(self._cells)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [cell.decode(self._encoding) for cell in self._cells[place].tolist()]
        cell: bytes = self._cells[place]
        return cell.decode(self._encoding)

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), 1 << 14):
            yield from self[first : first + (1 << 14)]

    @property
    def signs(self) -> NDArray[np.uint8]:
        """The bytes of each cell as a row, 0 behind its end."""
        return self._cells.view(np.uint8).reshape(len(self), self._cells.itemsize)

    def holding(self, signs: bytes) -> list[str]:
        """Return the cells in which one of these bytes stands."""
        found = np.isin(self.signs, np.frombuffer(signs, dtype=np.uint8)).any(axis=1)
        return [cell.decode(self._encoding) for cell in self._cells[found].tolist()]

    def different(self) -> list[str]:
        """Return the cells that differ from each other, each once."""
        return [cell.decode(self._encoding) for cell in np.unique(self._cells).tolist()]


def ordinals(signs: NDArray[np.uint8]) -> NDArray[np.int64] | None:
    """Return the days of cells that are all `2024-09-01`, as (n, 10) bytes; None where one is not."""
    if signs.shape[1] != 10 or (signs[:, 4] != _DASH).any() or (signs[:, 7] != _DASH).any():
        return None
    digits = signs[:, _DATE_PLACES] - np.uint8(_ZERO)  # what lies below wraps around to far above
    if (digits > 9).any():
        return None
    pairs = 10 * digits[:, ::2] + digits[:, 1::2]  # two digits each: below 256
    century, year_of_it, month, day = (pairs[:, at].astype(np.int64) for at in range(4))
    year = 100 * century + year_of_it
    if len(year) == 0 or (month < 1).any() or (month > 12).any() or (year < FIRST_YEAR).any():
        return None
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    if (day < 1).any() or (day > _LENGTHS[month] + (leap & (month == 2))).any():
        return None
    whole = year - 1
    before = 365 * whole + whole // 4 - whole // 100 + whole // 400
    days: NDArray[np.int64] = before + _BEFORE[month] + (leap & (month > 2)) + day
    return days


def plain_numbers(column: TextColumn, decimal: str) -> NDArray[np.float64] | None:
    """Return the numbers of cells of at most fifteen digits, a sign, a decimal sign; NaN where one is empty.

    None where a cell is anything else. A whole number of so few digits and a power of ten up to 10^15 are
    exact as floats, so that their quotient is the float nearest to what is written.
    """
    signs = column.signs
    if signs.shape[1] > _EXACT_DIGITS + 2:
        return None
    mantissa = np.zeros(len(column))
    places = np.zeros(len(column), dtype=np.intp)
    counted = np.zeros(len(column), dtype=np.intp)
    broken = np.zeros(len(column), dtype=bool)
    for at in range(signs.shape[1]):
        sign = signs[:, at]
        digit = (sign >= _ZERO) & (sign <= _NINE)
        mantissa = np.where(digit, mantissa * 10 + (sign - np.float64(_ZERO)), mantissa)
        counted += digit
        places += digit & broken
        point = sign == ord(decimal)
        other = ~digit & ~point & (sign != 0)
        if (point & broken).any() or (other & ((at > 0) | ((sign != _DASH) & (sign != _PLUS)))).any():
            return None
        broken |= point
    empty = signs[:, 0] == 0
    if (counted > _EXACT_DIGITS).any() or (~empty & (counted == 0)).any():
        return None
    values = mantissa / 10.0**places
    values[signs[:, 0] == _DASH] *= -1
    values[empty] = np.nan
    return values + 0.0
