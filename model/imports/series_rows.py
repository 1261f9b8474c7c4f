"""Rows of a series that can be used, and the account of what became of all others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from model.checks.findings import Level
from model.derive.bands import Floats
from model.imports.cells import NO_ROWS, Noticed, RowNumbers, UnusableRow
from model.text.records import replace
from model.text.words import Words, joined, marked, words

Ordinals = NDArray[np.int64]

_SAID = 20  # different reasons that are listed before the rest is taken together


class SeriesRows(Struct, frozen=True, eq=False):
    """Rows in the order of their days: first and last day, low, best and high, and the row of the file.

    `stated`: the best value is published, not the middle of a range. Bounds that are open are infinite.
    `marks` say how firmly the value is published (`numbers.MARKS`); low and high of what is over or under
    are the value itself.
    """

    starts: Ordinals
    ends: Ordinals
    low: Floats
    best: Floats
    high: Floats
    stated: NDArray[np.bool_]
    rows: Ordinals
    marks: NDArray[np.int8]

    def take(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> SeriesRows:
        """Return some of the rows."""
        return SeriesRows(*(getattr(self, name)[chosen] for name in self.__struct_fields__))

    def many(self, times: Ordinals) -> SeriesRows:
        """Return the rows with what they say counted so many times each."""
        low, best, high = (_times(values, times) for values in (self.low, self.best, self.high))
        return replace(self, low=low, best=best, high=high)

    def __len__(self) -> int:
        return len(self.rows)


def _times(values: Floats, times: Ordinals) -> Floats:
    """Return numbers so many times each, as the decimals that they are written as: 3 times 0.1 is 0.3."""
    product: Floats = values * times
    for at in np.flatnonzero((times > 1) & np.isfinite(values) & (values != np.rint(values))).tolist():
        product[at] = float(Decimal(repr(float(values[at]))) * int(times[at]))
    return product


class Lost(Struct, frozen=True):
    """A row that says something which is not known: its days, as far as they are known, and why.

    `blank`: it says of its days that nothing is known of them.
    """

    start: int
    end: int
    row: int
    why: Words
    blank: bool = False


class LostRows:
    """Rows that were refused, by their days: a period with one of them has no whole figure."""

    def __init__(self, lost: Sequence[Lost], shift: int = 0) -> None:
        self._shift = shift
        self._lost = sorted(lost, key=lambda one: one.start)
        self._starts = [one.start for one in self._lost]
        self._reached = list(accumulate((one.end for one in self._lost), max))

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day of those that say something of days that are known, or None."""
        known = [one for one in self._lost if one.start > 1 and not one.blank]
        if not known:
            return None
        return known[0].start - self._shift, max(one.end for one in known) - self._shift

    def within(self, first: int, last: int) -> Sequence[Lost]:
        """Return the rows that share a day with those from `first` to `last`."""
        first, last = first + self._shift, last + self._shift
        chosen = self._lost[bisect_left(self._reached, first) : bisect_right(self._starts, last)]
        return [one for one in chosen if one.end >= first]

    def reason(self, first: int, last: int) -> Words | None:
        """Return why a figure of some days cannot be whole, naming the rows; None where it can."""
        lost = self.within(first, last)
        if not lost:
            return None
        message = marked("{rows} inside it cannot be used: {why}")
        rows = RowNumbers.of([one.row for one in lost]).words
        reasons = {str(one.why): one.why for one in lost[:3]}
        return words(message, rows=rows, why=joined(reasons.values(), "; "))


class RowAccount(Struct):
    """What became of the rows so far.

    `lost` are those refused that a figure would need, `jumps` the dates at which a total jumps; `beside` has
    by place what rows say beside their numbers.
    """

    read: int
    refused: list[UnusableRow]
    noticed: list[Noticed] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    jumps: list[date] = field(default_factory=list)
    beside: dict[str, Mapping[int, str]] = field(default_factory=dict)

    def refuse_all(self, code: str, reason: Words, rows: Ordinals) -> None:
        """List rows as refused for one reason."""
        if len(rows):
            self.refused.append(UnusableRow(code, reason, RowNumbers.of(rows)))

    def refuse(self, code: str, reasons: Sequence[tuple[int, Words]]) -> None:
        """List rows as refused, each for its own reason; after twenty reasons the rest together."""
        by_reason: dict[str, tuple[Words, list[int]]] = {}
        for row, reason in reasons:
            key = str(reason) if len(by_reason) < _SAID or str(reason) in by_reason else ""
            if not key:
                reason = words("unreadable in yet other ways")  # noqa: PLW2901 - said for all of them
            by_reason.setdefault(key, (reason, []))[1].append(row)
        self.refused += [
            UnusableRow(code, reason, RowNumbers.of(rows)) for reason, rows in by_reason.values()
        ]

    def note(self, code: str, message: Words, rows: RowNumbers = NO_ROWS, level: Level = Level.NOTE) -> None:
        """Add what was noticed."""
        self.noticed.append(Noticed(level, code, message, rows))
