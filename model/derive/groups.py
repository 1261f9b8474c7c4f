"""Rows of periods taken together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from model.derive.bands import Floats, Ints, RowNumbers


class Groups(Struct, frozen=True):
    """Rows of periods taken together: group g is `rows[bounds[g]:bounds[g + 1]]`, by first day."""

    rows: RowNumbers
    bounds: Ints

    @classmethod
    def one(cls, rows: Sequence[int] | RowNumbers) -> Groups:
        """Return all rows as one group."""
        return cls(np.asarray(rows, np.intp), np.array([0, len(rows)]))

    @classmethod
    def each(cls, rows: Sequence[int] | RowNumbers) -> Groups:
        """Return each row as a group of its own."""
        return cls(np.asarray(rows, np.intp), np.arange(len(rows) + 1))

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def group(self, number: int) -> RowNumbers:
        """Return the rows of one group."""
        return self.rows[self.bounds[number] : self.bounds[number + 1]]

    def added(self, of_rows: Floats) -> Floats:
        """Return the sum of a column of the rows over each group."""
        sums = np.concatenate([[0.0], np.cumsum(of_rows)])
        added: Floats = sums[self.bounds[1:]] - sums[self.bounds[:-1]]
        return added
