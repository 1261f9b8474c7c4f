"""A computed number: low, best and high, or the reason why there is none."""

from __future__ import annotations

import math

from msgspec import Struct

from model.text.words import Words


class Value(Struct, frozen=True, eq=False):
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
    over: bool = False
    under: bool = False

    def __post_init__(self) -> None:
        if not (self.low <= self.best <= self.high and math.isfinite(self.best)):
            raise ValueError(f"not low <= best <= high: {self.low}, {self.best}, {self.high}")

    def _numbers(self) -> tuple[float, float, float, bool]:
        return self.low, self.best, self.high, self.approximate

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self._numbers() == other._numbers()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._numbers())


class Absent(Struct, frozen=True):
    """No value, and why, in words a person can read."""

    reason: Words


Outcome = Value | Absent
