"""Which rows of two states of a table are the same row."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from msgspec import Struct

from model.project import Row, Series, Source
from model.text.records import defaults_of

RowPair = tuple[int, int]


class Pairs(Struct, frozen=True):
    """Rows by their numbers before and after: those that differ, and those that only changed their place.

    `added` are numbers after, `removed` numbers before. Every row that is in none of them is unchanged.
    """

    changed: tuple[RowPair, ...] = ()
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    moved: tuple[RowPair, ...] = ()


def paired(before: Sequence[Row], after: Sequence[Row]) -> Pairs:
    """Return which rows of `before` and `after` are the same row, in n log n."""
    if before is after:
        return Pairs()
    first = _same_at_start(before, after)
    last = _same_at_start(before[first:][::-1], after[first:][::-1])
    old = range(first, len(before) - last)
    new = range(first, len(after) - last)
    partner: dict[int, int] = {}  # after → before
    taken: set[int] = set()
    for key in (_itself, _name_and_days, _days, _name):
        _pair_by(key, before, after, (old, new), partner, taken)
    _pair_between(before, after, (old, new), partner, taken)
    pairs = [(partner[row], row) for row in new if row in partner]
    stayed = _in_order([b for b, _ in pairs])
    differs = [before[b] != after[a] for b, a in pairs]
    return Pairs(
        changed=tuple(pair for pair, differ in zip(pairs, differs, strict=True) if differ),
        added=tuple(row for row in new if row not in partner),
        removed=tuple(row for row in old if row not in taken),
        moved=tuple(
            pair
            for pair, differ, stays in zip(pairs, differs, stayed, strict=True)
            if not differ and not stays
        ),
    )


def _same_at_start(one: Sequence[Row], other: Sequence[Row]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left is not right and left != right:
            break
        count += 1
    return count


_Key = Callable[[Any], Hashable]


def _itself(row: Row) -> Hashable:
    return row


def _name_and_days(row: Any) -> Hashable:
    if isinstance(row, Source | Series):
        return row.id
    days = _days(row)
    return None if days is None else (days, _named(row))


def _days(row: Any) -> Hashable:
    if hasattr(row, "start"):
        return row.series, row.start, row.end, getattr(row, "measure", "")
    return (row.series, row.date) if hasattr(row, "date") else None


def _name(row: Any) -> Hashable:
    if isinstance(row, Source | Series):
        return row.name or None
    return (row.series, _named(row)) if _named(row) else None


def _named(row: Any) -> str:
    return str(getattr(row, "label", "") or getattr(row, "quote", ""))


def _pair_by(
    key: _Key,
    before: Sequence[Row],
    after: Sequence[Row],
    spans: tuple[range, range],
    partner: dict[int, int],
    taken: set[int],
) -> None:
    """Pair, in order, the rows left over that have the same key; a key of None is none."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for row in spans[0]:
        if row not in taken:
            waiting[key(before[row])].append(row)
    waiting.pop(None, None)
    for row in spans[1]:
        if row in partner or not waiting:
            continue
        queue = waiting.get(key(after[row]))
        if queue:
            partner[row] = queue.popleft()
            taken.add(partner[row])


def _pair_between(
    before: Sequence[Row],
    after: Sequence[Row],
    spans: tuple[range, range],
    partner: dict[int, int],
    taken: set[int],
) -> None:
    """Pair the rows left over that follow the same row and have something in common."""
    old, new = spans
    for row in new:
        if row in partner:
            continue
        previous = old.start - 1 if row == new.start else partner.get(row - 1)
        if previous is None:
            continue
        candidate = previous + 1
        if candidate in old and candidate not in taken and _alike(before[candidate], after[row]):
            partner[row] = candidate
            taken.add(candidate)


def _alike(one: Row, other: Row) -> bool:
    """Whether two rows of a series, or two sources, say anything the same."""
    return any(
        getattr(one, name) == getattr(other, name) != default
        for name, default in defaults_of(type(one)).items()
        if name not in ("series", "stance", "counts", "gains_are")
    )


def _in_order(numbers: Sequence[int]) -> list[bool]:
    """Return which of some different numbers belong to a longest increasing part of them."""
    ends: list[int] = []  # the smallest number that ends an increasing part of each length
    holders: list[int] = []
    earlier: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        earlier.append(holders[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            holders.append(place)
        else:
            ends[length] = number
            holders[length] = place
    chosen = [False] * len(numbers)
    place = holders[-1] if holders else -1
    while place >= 0:
        chosen[place] = True
        place = earlier[place]
    return chosen
