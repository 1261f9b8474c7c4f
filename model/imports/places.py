"""Where the records of a turned table stand in its file: a number for each that keeps its row and columns.

Rows of other tables are numbered as the file has them; these lie far above, and name cells: `B5`, `B5:C5`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_PLACED = 1 << 62
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


def is_placed(number: int) -> bool:
    """Whether a number is that of a record of a turned table."""
    return number >= _PLACED


def row_in_file(number: int) -> int:
    """Return the row of the file that a number stands for; of a column that became a record its number."""
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
