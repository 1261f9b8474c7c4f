"""The rule by which what is stated is held against what is computed (domain.md §6).

Around a stated figure lies a tolerance: what its digits leave open. It is reckoned in decimal arithmetic and
in the unit stated (shares in percent), because at the border of a rounding interval the error of a binary
float would decide the verdict.
"""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from model.text.days import Span
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import Unit, convert
from model.text.words import Words, words

# A computed value carries the rounding of the few float operations that made it. Two numbers closer than
# this, relative to their size, are the same number as far as the arithmetic can tell.
NOISE = Decimal(2) ** -50

_WIDE = Context(prec=1200, Emax=999_999, Emin=-999_999)  # for the digits of every float
_INFINITE = Decimal("Infinity")


class Verdict(StrEnum):
    """What comes of holding a statement against the figures, the gravest first."""

    INCONSISTENT = "inconsistent"
    NOT_REFUTED = "not_refuted"
    UNVERIFIABLE = "unverifiable"
    POSSIBLE = "possible"
    CUT = "cut"
    FOLLOWS = "follows"

    @property
    def holds(self) -> bool:
        """Whether the statement comes out of the figures: ✓."""
        return self in (Verdict.FOLLOWS, Verdict.POSSIBLE, Verdict.CUT)


class StepValue(Struct, frozen=True):
    """What a measure came to over one step of a trend, in `unit`, the measure's own."""

    span: Span
    value: Value
    unit: Unit


class Judgement(Struct, frozen=True):
    """A statement, `figure` as published, beside what was computed for it; both in `unit`, its own.

    `difference` is how far the computed range lies from the nearest bound stated: above 0 when it lies above,
    below 0 when below, 0 when they share a value; `share` is the same as a share of the size of that bound
    (None where the bound is 0). Both are None, and `reason` says why, when the statement is unverifiable.
    `precision` is that of the claim. `note` says from which figures it was computed where that is not plain.

    Of a trend, what is stated and computed is how many times in a row; `steps` are those it was computed of.
    """

    verdict: Verdict
    figure: Figure
    unit: Unit
    stated: Value
    computed: Outcome
    difference: float | None = None
    share: float | None = None
    reason: Words | None = None
    steps: tuple[StepValue, ...] = ()
    precision: float | None = None
    note: Words | None = None

    def with_steps(self, steps: tuple[StepValue, ...]) -> Judgement:
        """Return the judgement on a trend with the steps behind it."""
        return replace(self, steps=steps)


class Tolerance(NamedTuple):
    """What a statement leaves open: the numbers from `least` to `most`, both among them if `closed`."""

    least: Decimal
    most: Decimal
    closed: bool = True

    def has(self, low: Decimal, high: Decimal) -> bool:
        """Whether all numbers from low to high lie in it."""
        return self._from(low) and self._until(high)

    def meets(self, low: Decimal, high: Decimal) -> bool:
        """Whether some number from low to high lies in it."""
        return self._from(high) and self._until(low)

    def _from(self, x: Decimal) -> bool:
        if self.least == -_INFINITE:
            return True
        return self.closed if _same(x, self.least) else x > self.least

    def _until(self, x: Decimal) -> bool:
        if self.most == _INFINITE:
            return True
        return self.closed if _same(x, self.most) else x < self.most


def place_value(x: float) -> Decimal:
    """Return the place value of the last non-zero digit of `x`: 53 -> 1, 10.8 -> 0.1, 125000 -> 1000.

    0 has no such digit; its place value is 1.
    """
    return _place(_decimal(x))


def decimals_of(x: float, unit: Unit) -> int:
    """Return with how many decimals `x` is written, in percent where it is a share: 2 of 27.96."""
    exponent = _in_percent(x, unit).normalize(_WIDE).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def tolerance(stated: Figure, unit: Unit, precision: float | None = None) -> Tolerance:
    """Return what a statement in `unit` leaves open, shares in percent: the table of domain.md §6."""
    given = _precision(precision, unit, about=stated.approximate)
    low, value, high = (
        None if x is None else _in_percent(x, unit) for x in (stated.low, stated.value, stated.high)
    )
    if low is not None or high is not None:
        slack = min(_slack(end, given, about=False) for end in (low, high) if end is not None)
        return Tolerance(
            -_INFINITE if low is None else low - slack, _INFINITE if high is None else high + slack
        )
    if value is None:
        raise ValueError("a figure needs a value or a bound")
    match stated.qualifier:
        case Qualifier.OVER | Qualifier.AT_LEAST:
            return Tolerance(value, _INFINITE, stated.qualifier is Qualifier.AT_LEAST)
        case Qualifier.UNDER | Qualifier.UP_TO:
            return Tolerance(-_INFINITE, value, stated.qualifier is Qualifier.UP_TO)
    slack = _slack(value, given, about=stated.approximate)
    return Tolerance(value - slack, value + slack)


def judge(
    stated: Figure, computed: Outcome, unit: Unit, precision: float | None = None, *, floor: float = 0.0
) -> Judgement:
    """Hold `stated` against `computed`, which is in `unit`, by the tables of domain.md §6.

    The comparison is made in the unit of `stated` (`unit` where it names none). `precision` overrides the
    place value of its last certain digit. `floor` is where "under" and "up to" begin.
    """
    in_unit = stated.unit or unit
    shown = Value(*stated.bounds(floor=floor), approximate=stated.approximate)
    if isinstance(computed, Absent):
        return Judgement(
            Verdict.UNVERIFIABLE,
            stated,
            in_unit,
            shown,
            computed,
            reason=computed.reason,
            precision=precision,
        )
    if in_unit != unit:
        computed = _converted(computed, unit, in_unit)
        if isinstance(computed, Absent):
            return judge(stated, computed, in_unit, precision, floor=floor)
    low, best, high = (_in_percent(x, in_unit) for x in (computed.low, computed.best, computed.high))
    verdict = _verdict(stated, (low, best, high), tolerance(stated, in_unit, precision), in_unit, precision)
    difference, share = _distance(stated, _decimal(computed.low), _decimal(computed.high))
    share = None if in_unit == "year" else share  # of the years since the first one, it would say nothing
    return Judgement(verdict, stated, in_unit, shown, computed, difference, share, precision=precision)


def _converted(value: Value, unit: Unit, to: Unit) -> Outcome:
    """Return a value in another unit; the greater a share, the fewer there are for each one of it."""
    low, best, high = (convert(x, unit, to) for x in (value.low, value.best, value.high))
    if to != "one_in":
        return replace(value, low=low, best=best, high=high)
    if value.best <= 0:
        return Absent(words("there is not one, in however many"))
    return replace(
        value,
        low=high,
        best=best,
        high=low if value.low > 0 else math.inf,
        over=value.under,
        under=value.over,
    )


def judge_total(stated: Figure, computed: Outcome, unit: Unit, *, floor: float = 0.0) -> Judgement:
    """Hold a published total against the sum of its parts: the rule for claims, and one thing more.

    A total with an open bound stands for a number near it. A sum beyond a tenth of it agrees only through the
    open bound, and so is not refuted: "more than 125,000" and parts of 525,800.
    """
    judged = judge(stated, computed, unit, floor=floor)
    if not judged.verdict.holds or isinstance(judged.computed, Absent):
        return judged
    alone = stated.low is None and stated.high is None
    open_above = stated.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST) if alone else stated.high is None
    open_below = stated.qualifier in (Qualifier.UNDER, Qualifier.UP_TO) if alone else stated.low is None
    sum_, named = _decimal(judged.computed.best), _decimal(judged.stated.best)
    beyond = (open_above and sum_ > named) or (open_below and sum_ < named)
    if beyond and abs(sum_ - named) > abs(named) / 10:
        return replace(judged, verdict=Verdict.NOT_REFUTED)
    return judged


def same(a: float, b: float) -> bool:
    """Whether two computed numbers are the same as far as float arithmetic can tell."""
    return _same(_decimal(a), _decimal(b))


def _verdict(
    stated: Figure,
    computed: tuple[Decimal, Decimal, Decimal],
    open_: Tolerance,
    unit: Unit,
    precision: float | None,
) -> Verdict:
    low, best, high = computed
    if open_.meets(low, high):
        if open_.has(low, high):
            return Verdict.FOLLOWS
        return Verdict.POSSIBLE if open_.has(best, best) else Verdict.NOT_REFUTED
    if stated.low is None and stated.high is None and stated.qualifier is Qualifier.EXACT:
        value = _in_percent(stated.value or 0.0, unit)
        given = _precision(precision, unit)
        place = _last_digit(value) if given is None else given
        if _cut(best, place) == value:
            return Verdict.CUT
    return Verdict.INCONSISTENT


def _precision(given: float | None, unit: Unit, *, about: bool = False) -> Decimal | None:
    """Return the place value to which a statement is precise: 1 of a year; None where its digits tell."""
    if given is None:
        return Decimal(1) if unit == "year" and not about else None
    return _in_percent(given, unit)


def _slack(value: Decimal, precision: Decimal | None, *, about: bool) -> Decimal:
    """Return how far from a number its digits leave it open to lie: half its last place, "about" a whole one.

    A last digit of 0 need not be meant: then no more than 5 % of the number, or 10 % where it is "about".
    """
    unit = _place(value) if precision is None else precision
    most, least, part = (unit, Decimal(1), 10) if about else (unit / 2, Decimal("0.5"), 20)
    return most if value % 10 else min(most, max(least, abs(value) / part))


def _place(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is not 0; of 0 it is 1."""
    exponent = value.normalize(_WIDE).as_tuple().exponent if value else 0
    if not isinstance(exponent, int):
        raise ValueError(f"{value} has no digits")
    return Decimal(10) ** exponent


def _last_digit(value: Decimal) -> Decimal:
    """Return the place value of the last digit written, be it 0: 1 of a whole number."""
    return min(_place(value), Decimal(1))


def _cut(x: Decimal, place: Decimal) -> Decimal:
    """Return a number without the digits behind a place: 27.967 at 0.01 is 27.96."""
    steps = _WIDE.divide(x, place)
    near = steps.to_integral_value(ROUND_HALF_UP)
    whole = near if _same(steps, near) else steps.to_integral_value(ROUND_DOWN)
    return _WIDE.multiply(whole, place)


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
    least, _, greatest = stated.bounds(floor=float("-inf"))
    if high < _decimal(least):
        bound, difference = _decimal(least), high - _decimal(least)
    elif low > _decimal(greatest):
        bound, difference = _decimal(greatest), low - _decimal(greatest)
    else:
        return 0.0, 0.0
    return float(difference), float(difference / abs(bound)) if bound else None


def _in_percent(x: float, unit: Unit) -> Decimal:
    number = _decimal(x)
    return number.scaleb(2) if unit == "share" else number


def _decimal(x: float) -> Decimal:
    """Return the shortest decimal that `x` stands for: 10.8 for the float nearest to 10.8."""
    return Decimal(repr(float(x)))
