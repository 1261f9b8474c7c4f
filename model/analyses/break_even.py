"""The value of one figure at which a result is just a threshold: the formulas of measures turned round."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from model.text.figures import LARGEST
from model.text.words import Words, marked, words

Sums = Mapping[str, float]
Turned = Callable[[float, Sums], float]

TURNED: Mapping[tuple[str, str], Turned] = MappingProxyType(
    {
        ("losses", "losses"): lambda t, _: t,
        ("gains", "gains"): lambda t, _: t,
        ("losses_per_day", "losses"): lambda t, s: t * s["days"],
        ("gains_per_day", "gains"): lambda t, s: t * s["days"],
        ("losses_per_month", "losses"): lambda t, s: t * s["months"],
        ("gains_per_month", "gains"): lambda t, s: t * s["months"],
        ("losses_per_gain", "losses"): lambda t, s: t * s["gains"],
        ("losses_per_gain", "gains"): lambda t, s: s["losses"] / t,
        ("gains_per_1000_losses", "gains"): lambda t, s: t * s["losses"] / 1000,
        ("gains_per_1000_losses", "losses"): lambda t, s: 1000 * s["gains"] / t,
        ("intake", "intake"): lambda t, _: t,
        ("shortfall", "losses"): lambda t, s: t + s["intake"],
        ("shortfall", "intake"): lambda t, s: s["losses"] - t,
        ("shortfall_per_month", "losses"): lambda t, s: t * s["months"] + s["intake"],
        ("shortfall_per_month", "intake"): lambda t, s: s["losses"] - t * s["months"],
        ("replaced", "intake"): lambda t, s: t * s["losses"],
        ("replaced", "losses"): lambda t, s: s["intake"] / t,
        ("requirement", "requirement"): lambda t, _: t,
        ("requirement_gap", "requirement"): lambda t, s: t + s["intake"],
        ("requirement_gap", "intake"): lambda t, s: s["requirement"] - t,
        ("affordable_gains", "intake"): lambda t, s: t * s["losses"] / s["gains"],
        ("affordable_gains", "gains"): lambda t, s: t * s["losses"] / s["intake"],
        ("affordable_gains", "losses"): lambda t, s: s["intake"] * s["gains"] / t,
    }
)
"""(measure, sum) → the sum at which the measure is t, the other sums s being what they are."""


class Moved(Protocol):
    """The figure that is moved: see `model.analyses.sensitivity.Input`."""

    @property
    def operand(self) -> str:
        """The sum that it enters."""

    @property
    def low(self) -> float:
        """The least that is published of it."""

    @property
    def best(self) -> float:
        """What it is now."""

    @property
    def high(self) -> float:
        """The most that is published of it."""

    @property
    def weight(self) -> float:
        """How much of it the sum takes up."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The value of an input at which the threshold is crossed; without one the reason.

    `inside`: it lies within what is published of the input, so that the published figure does not settle on
    which side of the threshold the result is.
    """

    value: float | None
    inside: bool = False
    reason: Words | None = None


def break_even(
    measure: str,
    moved: Moved,
    threshold: float,
    sums: Sums,
    floor: float,
    check: Callable[[float], float | None],
) -> BreakEven:
    """Return the value of `moved` at which `measure` is `threshold`, by the formula turned round.

    `floor` is the least that the figure may be; `check(x)` gives the measure at x. A value is returned only
    if put back it gives the threshold.
    """
    try:
        wanted = TURNED[measure, moved.operand](threshold, sums)
    except ZeroDivisionError:
        return BreakEven(None, reason=words(_NEVER))
    x = moved.best + (wanted - sums[moved.operand]) / moved.weight
    if not math.isfinite(x) or abs(x) > LARGEST:
        return BreakEven(None, reason=words(_NEVER))
    if abs(x) <= 1e-9 * abs(moved.best):
        x = 0.0  # what rounding leaves of a difference
    if x < floor:
        return BreakEven(None, reason=words(_BELOW_NOTHING))
    reached = check(x)
    if reached is None or not math.isclose(reached, threshold, rel_tol=1e-6, abs_tol=1e-6):
        return BreakEven(None, reason=words(_NEVER))
    return BreakEven(x, inside=moved.low <= x <= moved.high)


_NEVER = marked("no value of it alone gives that")
_BELOW_NOTHING = marked("it would have to be below 0")
