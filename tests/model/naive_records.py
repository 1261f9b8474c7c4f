"""Records and the errors of sums by the words of measures.md §5 and §6: span after span, in fractions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from model.project import Period
from model.text.figures import Figure, RangeIs
from tests.model.naive_numbers import Bound, Known, Number, exactly, number_of, plus

Place = tuple[int, int, int]


def place_among(rows: Sequence[Period], first: int, days: int, *, highest: bool) -> Place | None:
    """The place of `days` of the daily rows from `first` on among all spans of so many: least, best, most."""
    own, others, unknown = None, [], 0
    for begin in range(len(rows) - days + 1):
        span = rows[begin : begin + days]
        corrected = any(row.correction is not None for row in span)
        summed: Number = exactly(0)
        for row in span:
            summed = plus(summed, number_of(row.losses))
        if begin == first:
            own = None if corrected else summed
        elif corrected:
            continue
        elif summed is None:
            unknown += 1
        else:
            others.append(summed)
    if own is None:
        return None
    own, *others = (_turned(one) if not highest else one for one in (own, *others))
    least = 1 + sum(one[0] > own[2] for one in others)
    most = 1 + sum(one[2] > own[0] for one in others)
    best = 1 + sum(one[1] > own[1] for one in others)
    return least, min(max(best, least), most), most + unknown


def _turned(number: Known) -> Known:
    return -number[2], -number[1], -number[0], number[3]


def errors(figures: Iterable[Figure | None]) -> tuple[Fraction, Fraction] | None:
    """The sum of the half-widths of all ranges, and the sum of their squares; None without an interval."""
    halves: list[Bound] = []
    intervals = 0
    for figure in figures:
        number = number_of(figure)
        if figure is not None and number is not None and number[0] < number[2]:
            halves.append((number[2] - number[0]) / 2)
            intervals += figure.range is RangeIs.CI95
    if len(halves) < 2 or not intervals:
        return None
    told = [Fraction(half) for half in halves]
    return sum(told, Fraction(0)), sum((half * half for half in told), Fraction(0))
