"""The numbers of `tests.model.naive`: (low, best, high, approximate) in fractions, and their arithmetic."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

from model.text.figures import Figure

Bound = Fraction | float
Known = tuple[Bound, Fraction, Bound, bool]
Number = Known | None
Measures = dict[str, Number]

KM2_PER_MI2 = Fraction("2.589988110336")
FACTORS = {"mi2": KM2_PER_MI2, "mi": Fraction("1.609344")}


def days_of(start: date, end: date) -> list[date]:
    return [start + timedelta(days=at) for at in range((end - start).days + 1)]


def number_of(figure: Figure | None, *, net: bool = False) -> Number:
    if figure is None:
        return None
    factor = FACTORS.get(figure.unit, Fraction(1))
    if figure.low is not None and figure.high is not None:
        low, high = Fraction(figure.low), Fraction(figure.high)
        best = Fraction(figure.value) if figure.value is not None else (low + high) / 2
        return low * factor, best * factor, high * factor, False
    assert figure.value is not None
    value = Fraction(figure.value) * factor
    if figure.low is not None:
        return Fraction(figure.low) * factor, value, math.inf, False
    if figure.high is not None:
        return -math.inf, value, Fraction(figure.high) * factor, False
    match str(figure.qualifier):
        case "over" | "at_least":
            return value, value, math.inf, False
        case "under" | "up_to":
            return (-math.inf if net or value < 0 else Fraction(0)), value, value, False
        case qualifier:
            return value, value, value, qualifier == "about"


def exactly(x: Fraction | int) -> Number:
    return Fraction(x), Fraction(x), Fraction(x), False


def plus(a: Number, b: Number) -> Number:
    return None if a is None or b is None else (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] or b[3])


def minus(a: Number, b: Number) -> Number:
    return None if a is None or b is None else (a[0] - b[2], a[1] - b[1], a[2] - b[0], a[3] or b[3])


def over(a: Number, b: Number) -> Number:
    if a is None or b is None or b[1] <= 0:
        return None
    best, approximate = a[1] / b[1], a[3] or b[3]
    if b[0] <= 0:
        return (-math.inf if a[0] < 0 else quotient(a[0], b[2])), best, math.inf, approximate
    quotients = [quotient(x, y) for x in (a[0], a[2]) for y in (b[0], b[2])]
    return min(quotients), best, max(quotients), approximate


def quotient(x: Bound, y: Bound) -> Bound:
    if math.isinf(x):
        # inf / inf may be anything above 0; the other end of the divisor decides the bound
        return x if not math.isinf(y) else Fraction(0)
    return Fraction(0) if math.isinf(y) else Fraction(x) / Fraction(y)


def times(a: Number, factor: int) -> Number:
    return None if a is None else (a[0] * factor, a[1] * factor, a[2] * factor, a[3])


def multiplied(a: Number, share: Number) -> Number:
    """a × a share, which is nowhere below 0."""
    if a is None or share is None:
        return None
    ends = [[times_(x, y) for y in (share[0], share[2])] for x in (a[0], a[2])]
    return min(ends[0]), a[1] * share[1], max(ends[1]), a[3] or share[3]


def times_(x: Bound, y: Bound) -> Bound:
    return Fraction(0) if not x or not y else x * y
