"""Running sums of a column over groups of rows, such as the parts of each series."""

from __future__ import annotations

import numpy as np

from model.derive import exact_sums
from model.derive.bands import (
    ABOUT,
    OVER,
    UNDER,
    Band,
    Codes,
    Flags,
    Ints,
    Reason,
    RowNumbers,
    concatenate,
    make,
    missing,
)


def running_sums(band: Band, rows: RowNumbers, bounds: Ints, lacking: Reason) -> Band:
    """Return the running sums of `band` over groups of rows, a row for each of `rows`.

    Group g is `rows[bounds[g]:bounds[g + 1]]`. A sum that lacks a row, its own or an earlier one of its
    group, is absent for the reason `lacking`; one that has met an open bound is open.
    """
    taken = band.take(rows)
    values = np.vstack([taken.low, taken.best, taken.high])
    values[~np.isfinite(values)] = 0.0
    low, best, high = exact_sums.running_by_group(values, bounds)
    lacks = from_first(taken.absent != 0, bounds)
    return make(
        np.where(from_first(taken.low == -np.inf, bounds), -np.inf, np.minimum(low, best)),
        best,
        np.where(from_first(taken.high == np.inf, bounds), np.inf, np.maximum(high, best)),
        _marks_so_far(taken.marks, bounds),
        np.where(lacks, np.uint8(lacking), np.uint8(0)),
    )


def _marks_so_far(marks: Codes, bounds: Ints) -> Codes:
    """Return the marks of running sums: once a row has one, all later sums of its group do."""
    if not marks.any():
        return marks
    met = (from_first((marks & mark) != 0, bounds) * np.uint8(mark) for mark in (ABOUT, OVER, UNDER))
    so_far: Codes = np.bitwise_or.reduce(list(met))
    return so_far


def last_sums(sums: Band, bounds: Ints, lacking: Reason) -> Band:
    """Return the last of the running sums of each group: its sum.

    Absent for the reason `lacking` where it lacks a row, or has none.
    """
    last = np.where(np.diff(bounds) > 0, bounds[1:] - 1, len(sums))
    low, best, high, marks, absent = concatenate([sums, missing(1, lacking)]).take(last).arrays()
    lacks = (absent != 0) & (absent != Reason.TOO_LARGE)
    return Band(low, best, high, marks, np.where(lacks, np.uint8(lacking), absent))


def sums_of_groups(band: Band, rows: RowNumbers, bounds: Ints, lacking: Reason) -> Band:
    """Return the sum of `band` over each group of rows, absent for the reason `lacking` where one is."""
    return last_sums(running_sums(band, rows, bounds, lacking), bounds, lacking)


def first_of(met: Flags, bounds: Ints) -> Ints:
    """Return the place of the first row of each group at which something is met, or where the group ends."""
    places = np.append(np.flatnonzero(met), len(met))
    first: Ints = np.minimum(places[np.searchsorted(places, bounds[:-1])], bounds[1:])
    return first


def from_first(met: Flags, bounds: Ints) -> Flags:
    """Return which rows stand at or after the first one of their group at which something is met."""
    if not met.any():
        return met
    reached: Flags = np.arange(len(met)) >= np.repeat(first_of(met, bounds), np.diff(bounds))
    return reached
