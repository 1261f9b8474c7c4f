"""What is divided by, over spans of days: strengths, areas, lengths of a front (measures.md §2).

Several references within the days give the range of all of them; the best is weighted by days. Milestones in
km² say the same way what ground is held: at the end of the last day alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import (
    ABOUT,
    OVER,
    UNDER,
    Band,
    Codes,
    Flags,
    Floats,
    Ints,
    Reason,
    RowNumbers,
    concatenate,
    make,
    missing,
)
from model.derive.inputs import Inputs, SeriesKey, marks_of
from model.derive.recruitment import DayRanges, RateStep, merged_estimates
from model.derive.roles import SERIES_DAYS
from model.project import Milestone, Reference
from model.text.units import Unit, convert, kind

T = TypeVar("T", bound=np.generic)

DIVISORS: Mapping[str, tuple[Unit, Reason]] = MappingProxyType(
    {
        "reference_people": ("people", Reason.NO_PEOPLE_KNOWN),
        "reference_area": ("km2", Reason.NO_AREA_KNOWN),
        "reference_front": ("km", Reason.NO_FRONT_KNOWN),
        "reference_items": ("items", Reason.NO_ITEMS_KNOWN),
        "held": ("km2", Reason.NO_GROUND_HELD),
    }
)
"""What is given of references, or held: in which unit, and why there is no value where none is known."""

HELD = "held"
"""That of `DIVISORS` which milestones say, of the last day of a span."""


class Divisor(Struct, frozen=True, eq=False):
    """The references in one unit: those of each series over its days.

    `rows`: for each series its references, by their place in the project. `first`, `stop`, `band`: steps of
    days in which these do not change, numbered with the series; none of a series with several labels. With
    `at_end` they are milestones, and asked of the last day of a span alone.
    """

    unit: Unit
    lacking: Reason
    references: tuple[Reference, ...]
    rows: Mapping[int, tuple[int, ...]]
    first: Ints
    stop: Ints
    band: Band
    at_end: bool = False

    @classmethod
    def of(cls, key: str, references: tuple[Reference, ...], series_key: SeriesKey, label: str) -> Divisor:
        """Return the references that are given for `key`: those of a label, or all where it is empty."""
        unit, lacking = DIVISORS[key]
        near = [
            at
            for at, row in enumerate(references)
            if kind(row.value.unit or "people") == unit and label in ("", row.label)
        ]
        rows: dict[int, tuple[int, ...]] = {}
        steps: list[RateStep] = []
        for place, (series, _) in enumerate(series_key if near else ()):
            own = [at for at in near if references[at].series == series]
            rows[place] = tuple(own or [at for at in near if not references[at].series])
            chosen = [references[at] for at in rows[place]]
            if len({row.label for row in chosen}) == 1:
                steps += merged_estimates([_step(row, place, unit) for row in chosen if row.start <= row.end])
        table = np.array(steps, np.float64).reshape(len(steps), len(RateStep._fields)).T
        low, best, high = table[2:5]
        marks = sum((flags != 0) * mark for flags, mark in zip(table[5:8], (ABOUT, OVER, UNDER), strict=True))
        band = make(low, best, high, np.asarray(marks, np.uint8), np.zeros(len(steps), np.uint8))
        first, stop = table[0].astype(np.int64), table[1].astype(np.int64)
        return cls(unit, lacking, references, rows, first, stop, band, key == HELD)

    @property
    def place(self) -> tuple[str, str]:
        """The table of a project in which the references stand, and the field of their figures."""
        return ("milestones", "figure") if self.at_end else ("references", "value")

    def over(self, ranges: DayRanges) -> Band:
        """Return what there is over each span, absent where it is not known for a day of it."""
        none = np.zeros(len(ranges.first))
        if not len(self.first):
            return make(none, none, none, np.zeros(len(none), np.uint8), self._absent(none == 0))
        if self.at_end:
            return self._on(ranges.after - 1)
        begins = np.searchsorted(self.stop, ranges.first, side="right")
        ends = np.searchsorted(self.first, ranges.after, side="left")
        some = ends > begins
        places = np.column_stack([np.where(some, begins, 0), np.where(some, ends, 1)]).ravel()

        def all_of(reduce: np.ufunc, column: NDArray[T]) -> NDArray[T]:
            padded = np.append(column, column[-1:])
            reduced: NDArray[T] = reduce.reduceat(padded, places)[::2]
            return reduced

        days = self._until(np.ones(len(self.first)), ranges.after)
        days -= self._until(np.ones(len(self.first)), ranges.first)
        summed = self._until(self.band.best, ranges.after) - self._until(self.band.best, ranges.first)
        low, high = all_of(np.minimum, self.band.low), all_of(np.maximum, self.band.high)
        marks = all_of(np.bitwise_or, self.band.marks & np.uint8(ABOUT))
        # an end is not reached where none of them reaches it
        marks |= all_of(np.bitwise_and, self.band.marks & np.uint8(OVER | UNDER))
        with np.errstate(all="ignore"):
            best = np.clip(summed / days, low, high)
        known = some & (days == ranges.after - ranges.first)
        return make(low, best, high, marks, self._absent(~known))

    def days_known(self, series: int, begins: Ints, ends: Ints) -> int:
        """Return of how many days of some spans of a series there is something."""
        until = (
            self._until(np.ones(len(self.first)), series * SERIES_DAYS + days) for days in (begins, ends)
        )
        before, after = until if len(self.first) else (np.zeros(1), np.zeros(1))
        return int((after - before).sum())

    def days_of(self, series: int, begins: Ints, ends: Ints) -> Ints:
        """Return of each reference of a series (k, n) how many days of n spans it has.

        Ordinals; `ends` are the days after the last.
        """
        begins = ends - 1 if self.at_end else begins
        rows = [self.references[at] for at in self.rows.get(series, ())]
        first = np.array([row.start.toordinal() for row in rows], np.int64)[:, None]
        after = np.array([row.end.toordinal() + 1 for row in rows], np.int64)[:, None]
        days: Ints = np.maximum(np.minimum(ends, after) - np.maximum(begins, first), 0)
        return days

    def used_by(self, inputs: Inputs, rows: Sequence[int] | RowNumbers) -> tuple[int, ...]:
        """Return the references, as places in the project, that share days with periods of one series."""
        chosen = np.asarray(rows, np.intp)
        if self.at_end and len(chosen):
            chosen = chosen[[np.argmax(inputs.end[chosen])]]
        series = int(inputs.series[chosen[0]]) if len(chosen) else -1
        return self.used_over(series, inputs.start[chosen], inputs.end[chosen] + 1)

    def used_over(self, series: int, begins: Ints, ends: Ints) -> tuple[int, ...]:
        """Return the references of a series that share days with some spans; `ends` are the days after."""
        days = self.days_of(series, begins, ends)
        return tuple(np.array(self.rows.get(series, ()), np.intp)[days.any(axis=1)].tolist())

    def sharing(self, inputs: Inputs, among: Callable[[Reference], bool]) -> Flags:
        """Return a mask of the periods that share days with some references for which `among` holds."""
        mask = np.zeros(len(inputs), np.bool_)
        for series, rows in self.rows.items():
            wanted = [among(self.references[at]) for at in rows]
            if any(wanted):
                own = np.flatnonzero(inputs.series == series)
                if self.at_end:
                    on = [self.references[at].start.toordinal() for at in compress(rows, wanted)]
                    mask[own] = np.isin(inputs.end[own], on)
                    continue
                days = self.days_of(series, inputs.start[own], inputs.end[own] + 1)
                mask[own] = days[wanted].any(axis=0)
        return mask

    def _on(self, days: Ints) -> Band:
        """Return what there is on each of some days; there is a step."""
        at = np.searchsorted(self.first, days, side="right") - 1
        known = (at >= 0) & (self.stop[at] > days)
        return concatenate([self.band, missing(1, self.lacking)]).take(np.where(known, at, len(self.band)))

    def _until(self, rate: Floats, days: Ints) -> Floats:
        """Return the sum of what there is each day before some days."""
        before = np.concatenate([[0.0], np.cumsum(rate * (self.stop - self.first))])
        at = np.searchsorted(self.first, days, side="right") - 1
        step = np.maximum(at, 0)
        passed = np.minimum(days, self.stop[step]) - self.first[step]
        until: Floats = np.where(at >= 0, before[step] + rate[step] * passed, 0.0)
        return until

    def _absent(self, rows: Flags) -> Codes:
        codes: Codes = np.where(rows, np.uint8(self.lacking), np.uint8(0))
        return codes


def bounds_in(row: Reference, unit: Unit) -> tuple[float, float, float]:
    """Return low, best and high of a reference in a unit of its kind; a high alone begins at 0."""
    low, best, high = (convert(bound, row.value.unit or "people", unit) for bound in row.value.bounds())
    return max(low, 0.0), best, high


def _step(row: Reference, place: int, unit: Unit) -> RateStep:
    low, best, high = bounds_in(row, unit)
    first, after = (place * SERIES_DAYS + day.toordinal() for day in (row.start, row.end))
    about, over, under = (bool(marks_of(row.value) & mark) for mark in (ABOUT, OVER, UNDER))
    return RateStep(first, after + 1, low, best, high, about, over, under)


def over_groups(band: Band, days: Floats, rows: RowNumbers, bounds: Ints, lacking: Reason) -> Band:
    """Return what there is over groups of periods: the range of all, the best weighted by days."""
    counts = np.diff(bounds)
    low, high, best, known = np.zeros((4, len(counts)))
    marks = np.zeros(len(counts), np.uint8)
    some = np.flatnonzero(counts)
    if len(some):
        begins, taken, weight = bounds[some], band.take(rows), days[rows]
        low[some], high[some] = (
            np.minimum.reduceat(taken.low, begins),
            np.maximum.reduceat(taken.high, begins),
        )
        best[some] = np.add.reduceat(taken.best * weight, begins) / np.add.reduceat(weight, begins)
        best[some] = np.clip(best[some], low[some], high[some])
        known[some] = np.logical_and.reduceat(taken.absent == 0, begins)
        marks[some] = np.bitwise_or.reduceat(taken.marks & ABOUT, begins) | np.bitwise_and.reduceat(
            taken.marks & (OVER | UNDER), begins
        )
    return make(low, best, high, marks, np.where(known, np.uint8(0), np.uint8(lacking)))


def at_last(band: Band, rows: RowNumbers, bounds: Ints, lacking: Reason) -> Band:
    """Return what there is at the end of groups of periods, ordered by first day: of the last of each."""
    places = np.full(len(bounds) - 1, len(band))
    some = np.diff(bounds) > 0
    places[some] = rows[bounds[1:][some] - 1]
    return concatenate([band, missing(1, lacking)]).take(places)


def held_by(milestones: tuple[Milestone, ...]) -> tuple[Reference, ...]:
    """Return milestones as what `HELD` is given of, in their own order; those of one day are estimates."""
    return tuple(Reference("", row.date, row.date, row.figure, row.series) for row in milestones)


def labels_of(references: Sequence[Reference], rows: Iterable[int]) -> tuple[str, ...]:
    """Return the labels of some references, each once, in the order of the rows."""
    return tuple(dict.fromkeys(references[at].label for at in rows))
