"""The rule by which what is stated is held against what is computed (domain.md §6).

A stated figure is *consistent* with a computed range when the two meet, allowing for
the digits the statement leaves out. It is applied in decimal arithmetic and in the unit stated, because at
the border of a rounding interval the error of a binary float would decide the verdict.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from model.text.days import Span
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Outcome, Value
from model.text.units import convert
from model.text.words import Words

# A computed value carries the rounding of the few float operations that made it. Two numbers closer than
# this, relative to their size, are the same number as far as the arithmetic can tell.
NOISE = Decimal(2) ** -50


class Verdict(StrEnum):
    """What comes of holding a statement against the figures."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class StepValue:
    """What a measure came to over one step of a trend, in `unit`, the measure's own."""

    span: Span
    value: Value
    unit: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement, `figure` as published, beside what was computed for it; both in `unit`, its own.

    `difference` is how far the computed range lies from the nearest bound stated: above 0 when it lies above,
    below 0 when below, 0 when they share a value; `share` is the same as a share of the size of that bound
    (None where the bound is 0). Both are None, and `reason` says why, when the statement is unverifiable.

    Of a trend, what is stated and computed is how many times in a row; `steps` are those it was computed of.
    """

    verdict: Verdict
    figure: Figure
    unit: str
    stated: Value
    computed: Outcome
    difference: float | None = None
    share: float | None = None
    reason: Words | None = None
    steps: tuple[StepValue, ...] = ()

    def with_steps(self, steps: tuple[StepValue, ...]) -> Judgement:
        """Return the judgement on a trend with the steps behind it."""
        return replace(self, steps=steps)


def place_value(x: float) -> Decimal:
    """Return the place value of the last non-zero digit of `x`: 53 -> 1, 10.8 -> 0.1, 125000 -> 1000.

    0 has no such digit; its place value is 1.
    """
    exponent = _decimal(x).normalize().as_tuple().exponent if x else 0
    if not isinstance(exponent, int):
        raise ValueError(f"{x} has no digits")
    return Decimal(10) ** exponent


def judge(
    stated: Figure, computed: Outcome, unit: str, precision: float | None = None, *, floor: float = 0.0
) -> Judgement:
    """Hold `stated` against `computed`, which is in `unit`, by the table of domain.md §6.

    The comparison is made in the unit of `stated` (`unit` where it names none). `precision` overrides the
    place value of its last non-zero digit. `floor` is where "under" and "up to" begin.
    """
    in_unit = stated.unit or unit
    shown = Value(*stated.bounds(floor=floor), approximate=stated.approximate)
    if isinstance(computed, Absent):
        return Judgement(Verdict.UNVERIFIABLE, stated, in_unit, shown, computed, reason=computed.reason)
    if in_unit != unit:
        a, b, c = (convert(x, unit, in_unit) for x in (computed.low, computed.best, computed.high))
        computed = Value(a, b, c, computed.approximate)
    low, high = _decimal(computed.low), _decimal(computed.high)
    verdict = Verdict.CONSISTENT if _holds(stated, low, high, precision) else Verdict.INCONSISTENT
    difference, share = _distance(stated, low, high)
    return Judgement(verdict, stated, in_unit, shown, computed, difference, share)


def _holds(stated: Figure, low: Decimal, high: Decimal, precision: float | None) -> bool:
    """Whether the computed [low, high] agrees with `stated`: the table of domain.md §6."""
    least, best, greatest = stated.bounds(floor=-math.inf)
    v = _decimal(best)
    match stated.qualifier:
        case Qualifier.OVER:
            return high > v and not _same(high, v)
        case Qualifier.AT_LEAST:
            return high >= v or _same(high, v)
        case Qualifier.UNDER:
            return low < v and not _same(low, v)
        case Qualifier.UP_TO:
            return low <= v or _same(low, v)
    # An exact value and a range have half a unit around them; "about" has a whole one.
    slack = _unit_of(precision, least, greatest) / (1 if stated.approximate else 2)
    return _meet(low, high, _decimal(least) - slack, _decimal(greatest) + slack)


def _unit_of(precision: float | None, *values: float) -> Decimal:
    """Return u: the explicit precision, else the smallest place value of `values` that have a digit."""
    if precision is not None:
        return _decimal(precision)
    return min((place_value(value) for value in values if value), default=Decimal(1))


def _meet(low: Decimal, high: Decimal, least: Decimal, greatest: Decimal) -> bool:
    return (low <= greatest or _same(low, greatest)) and (high >= least or _same(high, least))


def same(a: float, b: float) -> bool:
    """Whether two computed numbers are the same as far as float arithmetic can tell."""
    return _same(_decimal(a), _decimal(b))


def _same(a: Decimal, b: Decimal) -> bool:
    """Whether two numbers differ by no more than float arithmetic may have put between them.

    Whole numbers up to 2^53 are exact and get no allowance.
    """
    if a == b:
        return True
    if not (a.is_finite() and b.is_finite()) or (a == a.to_integral_value() and b == b.to_integral_value()):
        return False
    return abs(a - b) <= NOISE * max(abs(a), abs(b))


def _distance(stated: Figure, low: Decimal, high: Decimal) -> tuple[float, float | None]:
    """Return how far [low, high] lies from the bounds stated, and as a share of the nearest one."""
    least, best, greatest = stated.bounds(floor=-math.inf)
    del best
    if high < _decimal(least):
        bound, difference = _decimal(least), high - _decimal(least)
    elif low > _decimal(greatest):
        bound, difference = _decimal(greatest), low - _decimal(greatest)
    else:
        return 0.0, 0.0
    return float(difference), float(difference / abs(bound)) if bound else None


def _decimal(x: float) -> Decimal:
    """Return the shortest decimal that `x` stands for: 10.8 for the float nearest to 10.8."""
    return Decimal(repr(float(x)))
