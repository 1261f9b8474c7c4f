"""Columns of running sums over the parts of each series, made only as far as they are looked at."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from model.derive.bands import Arrays, Band, Cell, Codes, Reason, Rows, divide
from model.derive.roles import CONFLICT, DETAIL, INVALID, PART, TOTAL, Layout
from model.derive.running import Running

_FEW = 256  # rows looked up one by one; for more the whole column is made

_UNCOUNTED = np.zeros(5, np.uint8)
_UNCOUNTED[[TOTAL, DETAIL, CONFLICT, INVALID]] = (
    Reason.IS_TOTAL,
    Reason.IS_DETAIL,
    Reason.IS_CONFLICT,
    Reason.BACKWARDS,
)


class Term:
    """A running sum and what it is divided by, 1 where it is in the unit of its measure."""

    __slots__ = ("divisor", "sums")

    def __init__(self, sums: Running, divisor: float) -> None:
        self.sums = sums
        self.divisor = divisor

    def measured(self, band: Band) -> Band:
        """Return sums in the unit of the measure."""
        return band if self.divisor == 1.0 else divide(band, self.divisor)


class Cumulative:
    """A column `compute(running sums of the terms)` for parts; for other rows why there is none."""

    __slots__ = ("_blocks", "_codes", "_compute", "_layout", "_terms")

    def __init__(
        self, layout: Layout, codes: Codes, terms: Sequence[Term], compute: Callable[..., Band]
    ) -> None:
        self._layout = layout
        self._codes = codes
        self._terms = terms
        self._compute = compute
        self._blocks: dict[int, Band] = {}

    def arrays(self) -> Arrays:
        """Return the whole column."""
        whole = self._compute(*(term.measured(term.sums.whole()) for term in self._terms)).arrays()
        counted = self._codes == 0
        parts = self._layout.parts
        codes = self._codes.copy()
        low, best, high = (np.full(len(codes), math.nan) for _ in range(3))
        approximate = np.zeros(len(codes), np.bool_)
        made = Arrays(low, best, high, approximate, codes)
        kept = np.flatnonzero(counted[parts])
        made.put(parts[kept], whole.take(kept))
        return made

    def cell(self, row: int) -> Cell:
        """Return one row."""
        code = self._codes.item(row)
        if code:
            return Cell(math.nan, math.nan, math.nan, False, code)
        place = self._layout.place.item(row)
        block, start = self._terms[0].sums.block_of(place)
        if block not in self._blocks:
            self._blocks[block] = self._compute(
                *(term.measured(term.sums.block(block)) for term in self._terms)
            )
        return self._blocks[block].cell(place - start)

    def take(self, rows: Rows) -> Arrays:
        """Return some rows."""
        if len(rows) > _FEW:
            return self.arrays().take(rows)
        cells = [self.cell(row) for row in rows.tolist()]
        columns = list(zip(*cells, strict=True)) if cells else [(), (), (), (), ()]
        return Arrays(
            np.array(columns[0], np.float64),
            np.array(columns[1], np.float64),
            np.array(columns[2], np.float64),
            np.array(columns[3], np.bool_),
            np.array(columns[4], np.uint8),
        )


def uncounted(layout: Layout, series: NDArray[np.int32]) -> Codes:
    """Return for each row why it has no running sum: 0 for the parts of series without a conflict."""
    codes = _UNCOUNTED[layout.roles]
    if layout.conflicted.any():
        codes[(layout.roles == PART) & layout.conflicted[series]] = Reason.SERIES_CONFLICT
    return codes
