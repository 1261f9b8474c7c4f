"""Measures of sums over rows: every ratio from the sums, never averaged over rows (domain.md §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from model.derive.bands import Band, RowNumbers, divide, exact
from model.derive.derive import LACKING, SUMMED, DerivedColumns
from model.derive.measures import MEASURE, MEASURES, Basis
from model.derive.running import last_sums, sums_of_groups
from model.text.outcomes import Absent, Outcome


class Sums(Mapping[str, Band]):
    """The measures of m sums, each a band of m rows, computed when it is first asked for.

    `summed` gives the bands of `SUMMED`, in the fractions named there. Measures that are running sums over
    parts are, of sums, the sums.
    """

    def __init__(self, summed: Callable[[str], Band], baseline: Band) -> None:
        self._summed = summed
        self._baseline = baseline
        self._known: dict[str, Band] = {}

    def __getitem__(self, key: str) -> Band:
        if key not in self._known:
            self._known[key] = self._made(key)
        return self._known[key]

    def _made(self, key: str) -> Band:
        measure = MEASURE[key]
        if measure.basis is Basis.GIVEN:
            band, divisor = self._summed(key), SUMMED[key]
            return band if divisor == 1.0 else divide(band, divisor)
        bands = [self[operand] for operand in measure.operands]
        if measure.basis is Basis.BASELINE:
            bands.append(self._baseline)
        return measure.compute(*bands)

    def __iter__(self) -> Iterator[str]:
        return iter(MEASURE)

    def __len__(self) -> int:
        return len(MEASURE)


def totals_of_series(columns: DerivedColumns) -> Sums:
    """Return the totals of every series over its parts, a row for each series."""

    def summed(key: str) -> Band:
        if key in columns.spans:
            return exact(columns.spans[key])
        return last_sums(columns.running[key], columns.layout.bounds, LACKING[key])

    return Sums(summed, columns.baseline)


def sums_over(columns: DerivedColumns, rows: RowNumbers) -> Sums:
    """Return the sums over some rows, at least one, ordered by start, as bands of one row."""

    def summed(key: str) -> Band:
        band = columns.summed[key]
        if key in columns.spans:
            return exact(np.array([band.take(rows).best.sum()]))
        return sums_of_groups(band, rows, np.array([0, len(rows)]), LACKING[key])

    return Sums(summed, columns.baseline)


class MeasureOutcomes(Mapping[str, Outcome]):
    """An outcome for every measure key, made when it is first asked for."""

    def __init__(self, outcome: Callable[[str], Outcome]) -> None:
        self._outcome = outcome
        self._known: dict[str, Outcome] = {}

    @staticmethod
    def absent(reason: Absent) -> MeasureOutcomes:
        """Return the same reason for every measure."""
        return MeasureOutcomes(dict.fromkeys(MEASURE, reason).__getitem__)

    def __getitem__(self, key: str) -> Outcome:
        if key not in self._known:
            if key not in MEASURE:
                raise KeyError(key)
            self._known[key] = self._outcome(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return (measure.key for measure in MEASURES)

    def __len__(self) -> int:
        return len(MEASURES)
