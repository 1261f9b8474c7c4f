"""Where rows went: from the rows before an edit to the rows after it, and from one order shown to another.

Rows are found by identity, as edits share every row that they leave alone. Positions are int64 arrays; at
100,000 rows an edit of one cell is found in about a millisecond.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from model.columns import Column, Context
from model.columns.cell import LAST
from model.derive.inputs import changed_rows
from model.project import Row

T = TypeVar("T")
Positions = NDArray[np.int64]
GONE = -1
_CHUNK = 2048  # rows compared at once


def rows_came_from(before: tuple[Row, ...], after: tuple[Row, ...]) -> Positions | None:
    """Return for each row after an edit its number before it, GONE for a new one; None where none has moved.

    A row that another object replaced in its place has stayed: its cells changed, it is the same row.
    """
    if before is after:
        return None
    if len(before) == len(after):
        changed = changed_rows(before, after).tolist()
        gone = {id(before[row]) for row in changed}
        if not any(id(after[row]) in gone for row in changed):
            return None
    start = _common_start(before, after)
    end = _common_end(before, after, min(len(before), len(after)) - start)
    old = before[start : len(before) - end]
    new = after[start : len(after) - end]
    origins = np.arange(len(after), dtype=np.int64)
    origins[len(after) - end :] += len(before) - len(after)
    origins[start : start + len(new)] = _match(old, new, start)
    if len(before) == len(after) and bool((origins == np.arange(len(after))).all()):
        return None
    return origins


def _common_start(before: Sequence[Row], after: Sequence[Row]) -> int:
    """Return how many rows at the start are the same; equal rows are as good, for they show the same.

    Slices are compared, for that is done in C, where two that are one object are not looked into.
    """
    most = min(len(before), len(after))
    same, step = 0, _CHUNK
    while same < most:
        stop = min(same + step, most)
        if before[same:stop] == after[same:stop]:
            same = stop
        elif step == 1:
            break
        else:
            step = max(1, (stop - same) // 2)
    return same


def _common_end(before: Sequence[Row], after: Sequence[Row], most: int) -> int:
    """Return how many rows at the end are the same, up to `most`."""
    same, step = 0, _CHUNK
    while same < most:
        length = min(step, most - same)
        old, new = len(before) - same, len(after) - same
        if before[old - length : old] == after[new - length : new]:
            same += length
        elif length == 1:
            break
        else:
            step = length // 2
    return same


def _match(old: Sequence[Row], new: Sequence[Row], start: int) -> Positions:
    """Match the rows that lie between the common start and end: first by identity, then by their place."""
    waiting: defaultdict[int, deque[int]] = defaultdict(deque)
    for index, row in enumerate(old):
        waiting[id(row)].append(index)
    origins = np.array([waiting[id(row)].popleft() if waiting[id(row)] else GONE for row in new], np.int64)
    kept = origins[origins != GONE]
    if bool((np.diff(kept) > 0).all()):
        _pair_replaced(origins, len(old))
    origins[origins != GONE] += start
    return origins


def _pair_replaced(origins: Positions, old_count: int) -> None:
    """Take the first new rows between two rows that stayed for the first old ones there, changed in place."""
    free = 0
    index = 0
    while index < len(origins):
        if origins[index] != GONE:
            free = int(origins[index]) + 1
            index += 1
            continue
        stop = index
        while stop < len(origins) and origins[stop] == GONE:
            stop += 1
        limit = int(origins[stop]) if stop < len(origins) else old_count
        paired = min(stop - index, limit - free)
        origins[index : index + paired] = np.arange(free, free + paired)
        index = stop


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
