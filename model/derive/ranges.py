"""What the errors of a sum come to: bounds add; of 95 % intervals it depends on whether they go together.

A range is half of its width to either side (measures.md §6).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np
from msgspec import Struct

from model.derive.bands import RowNumbers
from model.derive.results import Results
from model.derive.rows_where import rows_where
from model.project import Period
from model.text.amounts import amount
from model.text.figures import Figure, RangeIs
from model.text.formats import counted
from model.text.outcomes import Value
from model.text.units import LENGTHS, Unit, convert
from model.text.words import Words, marked, words

SUMMED_RANGES = ("losses", "gains")
"""What is published of each period and added up, so that its errors are."""


def _ranged(field: str, interval: bool, period: Period) -> bool:
    """Whether a figure of a period has a range that is a 95 % interval, or one that is none."""
    figure: Figure | None = getattr(period, field)
    if figure is None or (figure.low is None and figure.high is None):
        return False
    return (figure.range is RangeIs.CI95) is interval


# made once: `rows_where` knows what it has asked by the function itself
RANGED: Mapping[str, tuple[Callable[[Period], bool], Callable[[Period], bool]]] = {
    field: (partial(_ranged, field, True), partial(_ranged, field, False)) for field in SUMMED_RANGES
}
"""For each of them whether a period has a 95 % interval, and whether it has a range of another kind."""


def with_interval(periods: Sequence[Period]) -> RowNumbers:
    """Return the rows of which the losses or the gains have a 95 % interval."""
    found = np.zeros(len(periods), dtype=np.bool_)
    for interval, _ in RANGED.values():
        found[rows_where(periods, interval)] = True
    return np.flatnonzero(found)


class SummedErrors(Struct, frozen=True):
    """The errors of a sum of figures, `intervals` of whose `ranges` are 95 % intervals.

    `together`: the half-width if the errors go together; `independent`: if each is its own, the root of the
    sum of squares. Both are those of all ranges, and only of intervals where there are no others.
    """

    ranges: int
    intervals: int
    together: float
    independent: float

    @property
    def mixed(self) -> bool:
        """Whether ranges of different kinds are added, of which nothing more can be said."""
        return self.intervals < self.ranges


def errors_of(figures: Iterable[Figure | None], unit: Unit) -> SummedErrors | None:
    """Return the errors of a sum of figures, in `unit`; None without two ranges, one of them an interval."""
    ranged = [
        (figure, (high - low) / 2)
        for figure in figures
        if figure is not None
        for low, _, high in (figure.bounds(floor=-math.inf),)
        if low < high
    ]
    intervals = sum(figure.range is RangeIs.CI95 for figure, _ in ranged)
    halves = [convert(half, figure.unit or unit, unit) for figure, half in ranged]
    if len(ranged) < 2 or not intervals:
        return None
    return SummedErrors(len(ranged), intervals, math.fsum(halves), math.hypot(*halves))


def errors_over(results: Results, key: str, rows: Sequence[int] | RowNumbers) -> SummedErrors | None:
    """Return the errors of a published figure added over periods; None where there is nothing to say.

    An advance, in km or miles, is no area and is not added here.
    """
    if key not in SUMMED_RANGES:
        return None
    periods = results.project.periods
    unit = "people" if key == "losses" else "km2"
    figures: Iterable[Figure | None] = (getattr(periods[row], key) for row in rows)
    return errors_of((figure for figure in figures if figure is None or figure.unit not in LENGTHS), unit)


def errors_words(errors: SummedErrors, unit: Unit) -> Words:
    """Say what the errors of a sum come to: `±49,991 if they go together, ±4,254 if …`."""
    if errors.mixed:
        mixed = marked(
            "{intervals} of the {count} range added is a 95 % interval, the others are not: added as bounds|"
            "{intervals} of the {count} ranges added are 95 % intervals, the others are not: added as bounds"
        )
        return words(mixed, intervals=counted(errors.intervals), count=counted(errors.ranges))
    together, independent = (
        amount(Value(half, half, half), unit) for half in (errors.together, errors.independent)
    )
    said = marked(
        "±{together} if the errors of {count} 95 % interval go together, ±{independent} if independent|"
        "±{together} if the errors of {count} 95 % intervals go together, ±{independent} if independent"
    )
    return words(said, together=together, independent=independent, count=counted(errors.ranges))
