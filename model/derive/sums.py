"""Measures of sums over rows: every ratio from the sums, never averaged over rows (domain.md §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from model.derive.bands import Band, Ints, Reason, RowNumbers, concatenate, divide, exact
from model.derive.derive import EARLIER_LOSSES, LACKING, SUMMED, DerivedColumns
from model.derive.groups import Groups
from model.derive.identity_cache import kept
from model.derive.measures import MEASURE, MEASURES, Basis
from model.derive.pairs import PAIRED
from model.derive.references import DIVISORS, HELD, at_last, over_groups
from model.derive.returning import Earlier, LostEarlier
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
        if key in columns.of_series:
            return columns.of_series[key]
        if key in columns.running:
            return last_sums(columns.running[key], columns.layout.bounds, LACKING[key])
        if key in EARLIER_LOSSES and columns.earlier is None:
            return _all_at_once(key, summed)
        return summed_over(columns, key, Groups(columns.layout.parts, columns.layout.bounds))

    return Sums(summed, columns.baseline)


def sums_over(columns: DerivedColumns, rows: RowNumbers) -> Sums:
    """Return the sums over some rows, at least one, ordered by start, as bands of one row."""
    groups = Groups.one(rows)
    return Sums(lambda key: summed_over(columns, key, groups), columns.baseline)


def summed_over(columns: DerivedColumns, key: str, groups: Groups, band: Band | None = None) -> Band:
    """Return what is given of groups of rows; `band` stands in the place of the column of that key."""
    band = columns.summed[key] if band is None else band
    if key in columns.spans:
        return exact(groups.added(band.best[groups.rows]))
    if key in columns.of_series:
        return band.take(groups.rows[groups.bounds[:-1]])
    if key in (HELD, "last_day"):
        return at_last(band, groups.rows, groups.bounds, LACKING.get(key, Reason.BACKWARDS))
    if key in DIVISORS:
        days = columns.summed["days"].best
        return over_groups(band, days, groups.rows, groups.bounds, DIVISORS[key][1])
    if key in PAIRED:
        return columns.paired[key].over_groups(band, columns.summed["losses"], groups, columns.tiling)
    if key in EARLIER_LOSSES and columns.earlier is not None:
        if len(groups) == len(groups.rows):
            return band.take(groups.rows)
        return _lost_earlier(columns.earlier, groups.rows, groups.bounds)[EARLIER_LOSSES.index(key)]
    if key == "lost_outside":
        return exact(np.zeros(len(groups)))
    return sums_of_groups(band, groups.rows, groups.bounds, LACKING[key])


def _all_at_once(key: str, summed: Callable[[str], Band]) -> Band:
    """Return the losses whose wounded return on the day of the loss: all, and none of other days."""
    losses = summed("losses")
    return losses if key == "lost_within" else exact(np.zeros(len(losses)))


@kept(2)  # both halves are asked for, one after the other
def _lost_earlier(earlier: Earlier, rows: RowNumbers, bounds: Ints) -> LostEarlier:
    groups = Groups(rows, bounds)
    lost = [earlier.of_group(groups.group(number)) for number in range(len(groups))]
    return LostEarlier(*(concatenate(bands) for bands in zip(*lost, strict=True)))


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
