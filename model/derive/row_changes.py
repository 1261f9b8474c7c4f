"""Where rows went: from the rows before an edit to the rows after it.

Rows are found by identity, as edits share every row that they leave alone. Positions are int64 arrays; at
100,000 rows an edit of one cell is found in about a millisecond.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.derive.identity_cache import kept
from model.derive.inputs import changed_rows
from model.project import Row

Positions = NDArray[np.int64]
GONE = -1
_CHUNK = 2048  # rows compared at once


def rows_came_from(before: tuple[Row, ...], after: tuple[Row, ...]) -> Positions | None:
    """Return for each row after an edit its number before it, GONE for a new one; None where none has moved.

    A row that another object replaced in its place has stayed: its cells changed, it is the same row.
    """
    return None if before is after else _came_from(before, after)


@kept(3)  # each view of an edit asks
def _came_from(before: tuple[Row, ...], after: tuple[Row, ...]) -> Positions | None:
    if len(before) == len(after):
        changed = changed_rows(before, after).tolist()
        gone = set(map(id, [before[row] for row in changed]))
        if gone.isdisjoint(map(id, [after[row] for row in changed])):
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
