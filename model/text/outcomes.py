"""A computed number: low, best and high, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from model.text.words import Words


@dataclass(frozen=True, slots=True)
class Value:
    """A computed number with its bounds: `low <= best <= high`.

    `best` is finite; `low` may be -inf and `high` +inf where the figures behind it are open ("more than").
    `approximate` is set where a figure behind it was stated as "about". `over`: it is more than its low, not
    the low itself; `under`: less than its high. Two values with the same numbers are equal. Raises ValueError
    for anything else, NaN above all.
    """

    low: float
    best: float
    high: float
    approximate: bool = False
    over: bool = field(default=False, compare=False)
    under: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if not (self.low <= self.best <= self.high and math.isfinite(self.best)):
            raise ValueError(f"not low <= best <= high: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True)
class Absent:
    """No value, and why, in words a person can read."""

    reason: Words


Outcome = Value | Absent
