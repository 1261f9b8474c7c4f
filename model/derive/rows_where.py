"""The rows of which something holds, asked anew only of the rows that an edit made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from model.derive.bands import Flags, RowNumbers
from model.derive.inputs import came_from

_MOST = 4  # states of a table: before and after an edit, of two windows

_Known = tuple[Sequence[Any], Flags]
_known: dict[tuple[Callable[[Any], bool], type], tuple[_Known, ...]] = {}  # by test and kind of row


def rows_where(items: Sequence[Any], test: Callable[[Any], bool]) -> RowNumbers:
    """Return the numbers, ascending, of the rows of which `test` holds.

    `test` is a function of a module and says the same of the same row at any time: of rows that it has been
    asked of, in the states of the table asked for last, it is not asked again.
    """
    if not items:
        return np.zeros(0, np.int64)
    asked = test, type(items[0])
    states = _known.get(asked, ())
    found = next((state for state in states if state[0] is items), None)
    if found is None:
        found = items, _tested(items, test, next((state for state in states if _akin(state[0], items)), None))
    _known[asked] = (found, *(state for state in states if state is not found))[:_MOST]
    return np.flatnonzero(found[1])


def _tested(items: Sequence[Any], test: Callable[[Any], bool], before: _Known | None) -> Flags:
    old, holds = before if before is not None else ((), np.zeros(0, np.bool_))
    origin = came_from(old, items)
    flags = np.append(holds, False)[origin]
    new = np.flatnonzero(origin < 0)
    flags[new] = [test(items[row]) for row in new.tolist()]
    return flags


def _akin(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two sequences of rows are likely states of one table: they begin or end with the same row."""
    return bool(len(one) and len(other)) and (one[0] is other[0] or one[-1] is other[-1])
