"""Numbers of records that are no rows of a file: cells of a turned table, rows that a database counted.

Rows of other tables are numbered as the file has them; these lie far above. The former keep row and columns
and name cells: `B5`, `B5:C5`; the latter keep how many rows they stand for.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_PLACED = 1 << 62
_COUNTED = 1 << 61
_ROWS = 38  # bits for how many rows
_ROW, _FIRST = 32, 16  # bits below the row, and below the first column; the last column has the rest
_MOST = (1 << 16) - 1


class Places(Struct, frozen=True):
    """The columns of the records that one row of the file became, each from the first to the last, from 0.

    `above`: rows of the file that stand above the data. `across`: the columns are records themselves.
    """

    above: int
    columns: Sequence[tuple[int, int]]
    across: bool = False

    def numbers(self, ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of records by their place among all records, from 1."""
        rows, at = np.divmod(ordinals - 1, len(self.columns))
        rows = np.zeros_like(rows) if self.across else rows + self.above + 1
        ends = np.minimum(np.array(self.columns, dtype=np.int64)[at], _MOST)
        placed: NDArray[np.int64] = _PLACED | rows << _ROW | ends[:, 0] << _FIRST | ends[:, 1]
        return placed

    def ordinals(self, row: int) -> Sequence[int]:
        """Return the records that a row of the file became; of columns the one of that number."""
        if self.across:
            return [n for n, (first, _) in enumerate(self.columns, 1) if first == row - 1]
        before = (row - self.above - 1) * len(self.columns)
        return range(before + 1, before + len(self.columns) + 1)


class Groups(Struct, frozen=True, eq=False):
    """Records each of which stands for many rows: how many `rows` of the table each is, as arrays.

    `again` of them are the same as others in every column. What a record says counts `times`: 1 where its
    numbers are sums, of which the greatest is `most`, NaN elsewhere. `totals`: they call themselves totals.
    `ordinals`: what they are called, ascending.
    """

    rows: NDArray[np.int64]
    again: NDArray[np.int64]
    times: NDArray[np.int64]
    most: NDArray[np.float64]
    totals: NDArray[np.bool_]
    ordinals: NDArray[np.int64]

    def part(self, kept: NDArray[np.bool_]) -> Groups:
        """Return those that are kept, called as here."""
        return Groups(*(getattr(self, name)[kept] for name in self.__struct_fields__))

    def numbers(self, indexes: NDArray[np.int64], rows: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """Return the numbers of records by their places, from 0; as many rows as they are, or `rows`."""
        numbers: NDArray[np.int64] = (
            _COUNTED | self.ordinals[indexes] << _ROWS | (self.rows[indexes] if rows is None else rows)
        )
        return numbers

    def indexes(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places of records, from 0, by their numbers."""
        found: NDArray[np.int64] = np.searchsorted(self.ordinals, (numbers & ~_COUNTED) >> _ROWS)
        return found


def is_counted(number: int) -> bool:
    """Whether a number stands for rows that were counted and have no numbers of their own."""
    return bool(number & _COUNTED) and not is_placed(number)


def counted_rows(count: int) -> int:
    """Return the number that stands for so many rows."""
    return _COUNTED | count


def rows_counted(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for how many rows each number stands."""
    rows: NDArray[np.int64] = numbers & ((1 << _ROWS) - 1)
    return rows


def is_placed(number: int) -> bool:
    """Whether a number is that of a record of a turned table."""
    return number >= _PLACED


def row_in_file(number: int) -> int:
    """Return the row of the file that a number stands for; of a column that became a record its number.

    Rows that were counted have none: 0.
    """
    if is_counted(number):
        return 0
    if not is_placed(number):
        return number
    return (number & ~_PLACED) >> _ROW or (number >> _FIRST & _MOST) + 1


def place_name(number: int) -> str:
    """Return what a spreadsheet calls the cells that a number stands for: `B5`, `B5:C5`, `C` of a column."""
    row, first, last = (number & ~_PLACED) >> _ROW, number >> _FIRST & _MOST, number & _MOST
    names = [cell_name(row - 1, column) if row else column_name(column) for column in (first, last)]
    return ":".join(dict.fromkeys(names))


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell, of row and column from 0: `B3`."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Return what a spreadsheet calls a column, from 0: `A`, `Z`, `AA`."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
