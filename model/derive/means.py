"""Means a day over so many days, each day once: of daily rows, or of any that have just these days."""

from __future__ import annotations

import numpy as np

from model.derive.bands import Band, Ints, divide, without
from model.derive.derive import LACKING, DerivedColumns
from model.derive.running import sums_of_groups


def means_over(derived: DerivedColumns, key: str, days: int, series: Ints | int, after: Ints) -> Band:
    """Return the means a day of `losses` or `gains` over the `days` before each of some days of a series.

    Absent where no periods have just these days, or one of them has no figure.
    """
    tiles = derived.tiling.over(series, after - days, after)
    sums = sums_of_groups(derived.summed[key], tiles.rows, tiles.bounds, LACKING[key])
    return without(divide(sums, float(days)), np.logical_not(tiles.known), LACKING[key])
