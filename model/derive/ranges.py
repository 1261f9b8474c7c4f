"""What the errors of a sum come to: bounds add; of 95 % intervals it depends on whether they go together.

A range is half of its width to either side (measures.md §6).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from model.derive.bands import RowNumbers
from model.derive.results import Results
from model.project import Period
from model.text.amounts import amount
from model.text.figures import Figure, RangeIs
from model.text.formats import counted
from model.text.outcomes import Value
from model.text.units import Unit, convert
from model.text.words import Words, marked, words

SUMMED_RANGES = ("losses", "gains")
"""What is published of each period and added up, so that its errors are."""


def has_interval(period: Period) -> bool:
    """Whether the losses or the gains of a period have a 95 % interval."""
    losses, gains, interval = period.losses, period.gains, RangeIs.CI95
    return (losses is not None and losses.range is interval) or (
        gains is not None and gains.range is interval
    )


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
    """Return the errors of a published figure added over periods; None where there is nothing to say."""
    if key not in SUMMED_RANGES:
        return None
    periods = results.project.periods
    unit = "people" if key == "losses" else "km2"
    return errors_of((getattr(periods[row], key) for row in rows), unit)


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
