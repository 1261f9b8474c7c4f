"""A value against another one: how many times as much it is, and how many percent more or less."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from model.derive.bands import (
    ABOUT,
    OVER,
    UNDER,
    Band,
    Reason,
    exact,
    ratio,
    subtract,
    value_of,
)
from model.derive.groups import Groups
from model.derive.measures import MEASURES
from model.derive.results import Results
from model.text.outcomes import Absent, Outcome, Value
from model.text.words import Words, marked, words

RATIOS: tuple[str, ...] = tuple(measure.key for measure in MEASURES if measure.ratio)
"""The measures that do not grow with the length of a period, so that two of them compare as they are."""


class Against(Struct, frozen=True):
    """A value against a baseline: `times` is value ÷ baseline and `change` value ÷ baseline − 1.

    Both are shares without a unit and absent together; low and high follow the rule of ratios (domain.md §2).
    """

    times: Outcome
    change: Outcome

    @property
    def told(self) -> bool:
        """Whether something is known of it: a multiple above 0 without an upper bound says nothing."""
        return isinstance(self.times, Value) and (self.times.low > 0 or math.isfinite(self.times.high))

    @staticmethod
    def absent(reason: Words) -> Against:
        """Return the comparison that cannot be made, and why."""
        return Against(Absent(reason), Absent(reason))


def against(now: Outcome, then: Outcome) -> Against:
    """Return `now` compared with `then`, both of one measure in one unit; absent where either is."""
    return all_against((now,), then)[0]


def all_against(now: Sequence[Outcome], then: Outcome) -> list[Against]:
    """Return each of some values of one measure as `against` compares it with `then`."""
    why = why_no_baseline(then)
    if why is not None:
        # that the baseline has no value is said first; that it is 0, of what could be compared but for that
        first = isinstance(then, Absent)
        return [Against.absent(why if first or isinstance(one, Value) else one.reason) for one in now]
    times = ratio(_band(now), _band((then,)), Reason.BASELINE_ZERO)
    changes = subtract(times, exact(np.ones(1)))
    return [
        Against.absent(one.reason) if isinstance(one, Absent) else Against(multiple, change)
        for one, multiple, change in zip(now, _outcomes(times), _outcomes(changes), strict=True)
    ]


def why_no_baseline(then: Outcome) -> Words | None:
    """Return why nothing can be compared with a value; None where something can."""
    if isinstance(then, Absent):
        said = marked("the baseline has no value: {reason}")
        return words(said, reason=then.reason)
    return words("the baseline is not above 0") if then.best <= 0 else None


def band_of(outcome: Outcome) -> Band:
    """Return an outcome as a band of one row, so that it can be computed with."""
    return _band((outcome,))


def _band(outcomes: Sequence[Outcome]) -> Band:
    """Return outcomes as a band, a row for each."""
    gone = Reason.BASELINE_ABSENT
    rows = [
        (math.nan, math.nan, math.nan, 0, gone)
        if isinstance(one, Absent)
        else (one.low, one.best, one.high, _marks(one), Reason.PRESENT)
        for one in outcomes
    ]
    low, best, high, marks, absent = zip(*rows, strict=True) if rows else ((),) * 5
    return Band(
        np.array(low, np.float64),
        np.array(best, np.float64),
        np.array(high, np.float64),
        np.array(marks, np.uint8),
        np.array(absent, np.uint8),
    )


def _marks(value: Value) -> int:
    return ABOUT * value.approximate + OVER * value.over + UNDER * value.under


def _outcomes(band: Band) -> list[Outcome]:
    """Return a band as outcomes; where both values were there, only its size can make a row absent."""
    return [
        _TOO_LARGE_A_NUMBER if absent else value_of(low, best, high, marks)
        for low, best, high, marks, absent in zip(*(array.tolist() for array in band.arrays()), strict=True)
    ]


_TOO_LARGE_A_NUMBER = Absent(words("too large a number"))


def against_baseline(results: Results, key: str, row: int) -> Against:
    """Return a measure of a period against the same measure of the baseline period."""
    return rows_against_baseline(results, key, (row,))[0]


def rows_against_baseline(results: Results, key: str, rows: Sequence[int]) -> list[Against]:
    """Return what `against_baseline` gives of each of some periods; absent where no baseline is chosen.

    What stands on both sides is one number: the baseline period is exactly 1 × itself, however wide its
    range.
    """
    compared = all_against(results.outcomes(key, rows), results.baseline_outcome(key))
    return _once(results, key, Groups.each(rows), compared)


def total_against_baseline(results: Results, series_id: str, key: str) -> Against:
    """Return a measure of the total of a series against the same measure of the baseline period."""
    computed = results.series[series_id]
    outcome = computed.of(key)
    compared = against(outcome, results.baseline_outcome(key))
    return _once(results, key, Groups.one(computed.parts), [compared])[0]


def _once(results: Results, key: str, groups: Groups, compared: Sequence[Against]) -> list[Against]:
    """Return comparisons with the baseline with what stands on both sides counted once."""
    row = results.baseline_row
    if row is None or not any(isinstance(one.times, Value) for one in compared):
        return list(compared)
    times = results.compared(key, groups, [row]).times
    found = zip(compared, _outcomes(times), _outcomes(subtract(times, exact(np.ones(1)))), strict=True)
    return [
        one if isinstance(one.times, Absent) or isinstance(multiple, Absent) else Against(multiple, change)
        for one, multiple, change in found
    ]
