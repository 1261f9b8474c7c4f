"""A computed number: low, best and high, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass

from model.text.words import Words


@dataclass(frozen=True, slots=True)
class Value:
    """A computed number with its bounds: `low <= best <= high`.

    `best` is finite; `low` may be -inf and `high` +inf where the figures behind it are open ("more than").
    `approximate` is set where a figure behind it was stated as "about". Raises ValueError for anything else,
    NaN above all.
    """

    low: float
    best: float
    high: float
    approximate: bool = False

    def __post_init__(self) -> None:
        if not (self.low <= self.best <= self.high and math.isfinite(self.best)):
            raise ValueError(f"not low <= best <= high: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True)
class Absent:
    """No value, and why, in words a person can read."""

    reason: Words


Outcome = Value | Absent
