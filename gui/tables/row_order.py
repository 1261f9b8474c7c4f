"""The order in which rows are shown: carried over an edit, and sorted by a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from PySide6.QtCore import Qt

from model.columns import Column, Context
from model.columns.cell import LAST
from model.derive.row_changes import GONE, Positions

T = TypeVar("T")


def moved_order(order: Positions, origins: Positions, count_before: int) -> tuple[Positions, Positions]:
    """Carry an order of shown rows over an edit.

    `order` holds the row numbers shown, `origins` is that of `rows_came_from`, `count_before` the number of
    rows before. Returns the new row numbers shown and, for each, its place in the old order (GONE for new
    ones). A new row stands after the row before it where that is shown, at the end where it is not.
    """
    place_of = np.full(count_before, GONE, np.int64)
    place_of[order] = np.arange(len(order))
    known = origins != GONE
    place = np.full(len(origins), GONE, np.int64)
    place[known] = place_of[origins[known]]
    if len(order) == count_before and bool((order == np.arange(count_before)).all()):
        return np.arange(len(origins), dtype=np.int64), place
    shown = np.flatnonzero(known & (place != GONE))
    numbers = [int(number) for number in shown[np.argsort(place[shown], kind="stable")]]
    shown_numbers = set(numbers)
    following: dict[int, range] = {}
    ending: list[int] = []
    for first, last in runs(np.flatnonzero(~known)):
        added = range(first, last + 1)
        if first - 1 in shown_numbers and last + 1 < len(origins):
            following[first - 1] = added
        else:
            ending.extend(added)
    merged: list[int] = []
    for number in numbers:
        merged.append(number)
        merged.extend(following.get(number, ()))
    merged.extend(ending)
    result = np.array(merged, np.int64)
    return result, place[result]


def sorted_rows(ctx: Context, column: Column, numbers: Positions, order: Qt.SortOrder) -> Positions:
    """Sort row numbers by a column's keys; what is empty is last in either order, equals as they were."""
    descending = order == Qt.SortOrder.DescendingOrder
    of_rows = column.sort_numbers(ctx)
    if of_rows is not None:
        wanted = -of_rows[numbers] if descending else of_rows[numbers]
        return numbers[np.argsort(wanted, kind="stable")]  # NumPy puts NaN last
    keyed = [(column.sort_key(ctx, number), number) for number in numbers.tolist()]
    full = [pair for pair in keyed if pair[0] != LAST]
    empty = [number for key, number in keyed if key == LAST]
    full.sort(key=lambda pair: pair[0], reverse=descending)
    return np.array([*(number for _, number in full), *empty], np.int64)


def renumbered(of_rows: Mapping[int, T], origins: Positions) -> dict[int, T]:
    """Return what is kept of rows by their new numbers; rows that are gone are left out."""
    places = {number: np.flatnonzero(origins == number) for number in of_rows}
    return {int(place[0]): of_rows[number] for number, place in places.items() if len(place)}


def runs(positions: Positions) -> list[tuple[int, int]]:
    """Return the unbroken runs of ascending positions as (first, last), both counted."""
    if not len(positions):
        return []
    breaks = np.flatnonzero(np.diff(positions) != 1)
    firsts = np.concatenate(([0], breaks + 1))
    lasts = np.concatenate((breaks, [len(positions) - 1]))
    return [(int(positions[a]), int(positions[b])) for a, b in zip(firsts, lasts, strict=True)]
