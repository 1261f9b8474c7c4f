"""Rows of a series that can be used, and the account of what became of all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.checks.findings import Level
from model.imports.cells import NO_ROWS, Noticed, Refused, Rows
from model.text.words import Words, words

Floats = NDArray[np.float64]
Ordinals = NDArray[np.int64]

EXACT, ABOUT, OVER = 0, 1, 2  # marks of a row
_SAID = 20  # different reasons that are listed before the rest is taken together


@dataclass(frozen=True, slots=True, eq=False)
class SeriesRows:
    """Rows in the order of their days: first and last day, low, best and high, and the row of the file.

    `stated`: the best value is published, not the middle of a range. Bounds that are open are infinite.
    `marks` say how firmly the value is published: `EXACT`, `ABOUT` or `OVER`.
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
        return SeriesRows(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(slots=True)
class Account:
    """What became of the rows so far."""

    read: int
    refused: list[Refused]
    noticed: list[Noticed] = field(default_factory=list)

    def refuse_all(self, code: str, reason: Words, rows: Ordinals) -> None:
        """List rows as refused for one reason."""
        if len(rows):
            self.refused.append(Refused(code, reason, Rows.of(rows)))

    def refuse(self, code: str, reasons: Sequence[tuple[int, Words]]) -> None:
        """List rows as refused, each for its own reason; after twenty reasons the rest together."""
        by_reason: dict[str, tuple[Words, list[int]]] = {}
        for row, reason in reasons:
            key = str(reason) if len(by_reason) < _SAID or str(reason) in by_reason else ""
            if not key:
                reason = words("unreadable in yet other ways")  # noqa: PLW2901 - said for all of them
            by_reason.setdefault(key, (reason, []))[1].append(row)
        self.refused += [Refused(code, reason, Rows.of(rows)) for reason, rows in by_reason.values()]

    def note(self, code: str, message: Words, rows: Rows = NO_ROWS, level: Level = Level.NOTE) -> None:
        """Add what was noticed."""
        self.noticed.append(Noticed(level, code, message, rows))
