"""Which uncertain figures move a result most, and at what value of each a threshold is crossed.

A result is a measure of the total of a series or of one period. Every published figure enters it through
sums (losses, gains, intake, requirement), to which it adds its value × a weight: 1 for the figures of a
period, for a monthly rate the months of it that fall into the days; or it is what a series says. So each
figure is moved alone, the others at their best, and what comes out is the declared formula of the measure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from model.analyses.break_even import BreakEven, break_even
from model.derive.bands import Band, Floats, Ints, Reason, RowNumbers, exact
from model.derive.derive import OF_SERIES, SUMMED
from model.derive.ground import OF_GROUND
from model.derive.measures import MEASURE, MEASURES, OF_DAYS, Basis, leaves_of
from model.derive.pairs import PAIRED
from model.derive.recruitment import amount_shared, month_shares
from model.derive.references import DIVISORS, bounds_in
from model.derive.results import Results
from model.derive.things import THINGS
from model.project import GROUND, Intake, Requirement, ground_in
from model.text.days import SHARES
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import Unit
from model.text.words import Words, marked, words


def months_shared(first: Ints, last: Ints, start: Ints, end: Ints) -> Floats:
    """Return how many months of each rate (its first and last day) lie in periods that share no days."""
    return _shared(first, last, start, end, month_shares) / SHARES


def _shared(first: Ints, last: Ints, start: Ints, end: Ints, until: Callable[[Ints], Ints]) -> Floats:
    """Return how much of each rate lies in periods that share no days, by what `until` counts before a day.

    Of a day that several of the rates have, each takes an equal part, as the mean of their bests does.
    """
    marks = np.unique(np.concatenate([first, last + 1]))
    begins, stops = np.searchsorted(marks, first), np.searchsorted(marks, last + 1)
    steps = np.zeros(len(marks) + 1, np.int64)
    np.add.at(steps, begins, 1)
    np.add.at(steps, stops, -1)
    sharing = np.cumsum(steps)[: len(marks) - 1]
    covered = np.diff(_shares_until(marks, start, end, until))
    weights = np.zeros(len(first))
    for count in np.unique(sharing[sharing > 0]).tolist():  # whole shares until divided: nothing is rounded
        sums = np.concatenate([[0], np.cumsum(np.where(sharing == count, covered, 0))])
        weights += (sums[stops] - sums[begins]) / count
    return weights


def _shares_until(days: Ints, start: Ints, end: Ints, until: Callable[[Ints], Ints]) -> Ints:
    """Return how much of what `until` counts the periods, by first day, have before each of some days."""
    opening, closing = until(start), until(end + 1)
    before = np.concatenate([[0], np.cumsum(closing - opening)])
    at = np.searchsorted(start, days, side="right") - 1
    inside = np.maximum(at, 0)
    part = np.clip(until(days) - opening[inside], 0, (closing - opening)[inside])
    shares: Ints = np.where(at >= 0, before[inside] + part, 0)
    return shares


MOST_INPUTS = 200
"""Figures that are listed, those that move the result most; of more it is said how many there are."""

STUDIED: tuple[str, ...] = tuple(
    measure.key
    for measure in MEASURES
    if measure.basis in (Basis.GIVEN, Basis.FORMULA)
    and measure.key not in OF_DAYS
    and measure.unit != "year"  # which goes in steps: a figure does not turn it round
)
"""The measures whose sensitivity can be asked for."""

_ORDER = (*SUMMED,)  # of figures that move a result alike


class StudyTarget(Struct, frozen=True):
    """A result: a measure of the total of a series or, with `row`, of one of its periods."""

    series: str
    measure: str
    row: int | None = None


class Input(Struct, frozen=True):
    """A published figure that a result rests on: `field` of row `row` of `table`.

    `low`, `best`, `high` are in `unit`; a bound that is not known is infinite. `weights`: how much of it each
    sum takes up, the first of them the sum `operand`.
    """

    table: str
    row: int
    field: str
    operand: str
    low: float
    best: float
    high: float
    unit: Unit
    weights: tuple[tuple[str, float], ...]

    @property
    def weight(self) -> float:
        """How much of it the sum `operand` takes up."""
        return self.weights[0][1]


class Side(Struct, frozen=True):
    """What the result is at one end of an input; without a value the reason, in words."""

    value: float | None
    reason: Words | None = None


class Swing(Struct, frozen=True):
    """What the result is with one input at its low and at its high, the others at their best."""

    input: Input
    at_low: Side
    at_high: Side

    @property
    def bounded(self) -> bool:
        """Whether both ends have a value, so that they can be drawn."""
        return self.at_low.value is not None and self.at_high.value is not None

    @property
    def size(self) -> float:
        """How far apart the results at both ends are; infinite where one of them has no value."""
        if self.at_low.value is None or self.at_high.value is None:
            return math.inf
        return abs(self.at_high.value - self.at_low.value)


class _MovedColumns(NamedTuple):
    """Some inputs as columns of one length, from one field of one table.

    `weights` say how much of each a sum takes up, for all sums that do; the first is the sum `operand`.
    """

    table: str
    field: str
    operand: str
    rows: RowNumbers
    low: Floats
    best: Floats
    high: Floats
    weights: Mapping[str, Floats]


class Study:
    """What a result rests on. `outcome` is the result; where it is absent, nothing moves it."""

    def __init__(self, results: Results, target: StudyTarget) -> None:
        self.results = results
        self.target = target
        self.unit = MEASURE[target.measure].unit
        self._series = results.project.the_series(target.series)
        self._rows, sums = _summed(results, target)
        self.outcome: Outcome = sums if isinstance(sums, Absent) else sums[target.measure]
        self._sums: Mapping[str, float] = {}
        if not isinstance(sums, Absent) and isinstance(self.outcome, Value):
            found = {key: sums[key] for key in (*leaves_of(target.measure), *OF_DAYS)}
            self._sums = {key: value.best for key, value in found.items() if isinstance(value, Value)}

    @property
    def swings(self) -> tuple[Swing, ...]:
        """The uncertain inputs, the one that moves the result most first, `MOST_INPUTS` of them.

        Those for which the result has no bound stand before all that can be measured.
        """
        return self._swings[0]

    @property
    def uncertain(self) -> int:
        """How many uncertain inputs there are in all."""
        return self._swings[1]

    def break_evens(self, threshold: float) -> tuple[tuple[Input, BreakEven], ...]:
        """Return for each input the value at which the result is `threshold`, in the measure's own unit.

        The uncertain inputs first, as in `swings`, then the others, those that add most first.
        """
        if isinstance(self.outcome, Absent):
            return ()
        uncertain = [swing.input for swing in self.swings]
        certain = [self._input(columns, at) for columns, at in self._certain()]
        chosen = [*uncertain, *certain[: max(0, MOST_INPUTS - len(uncertain))]]
        return tuple((one, self._break_even(one, threshold)) for one in chosen)

    def at(self, moved: Input, x: float) -> Side:
        """Return the result with one input at `x`, the others at their best."""
        return self._side(self._moved(_alone(moved), np.array([x])), 0, x)

    # inside

    @cached_property
    def _swings(self) -> tuple[tuple[Swing, ...], int]:
        made: list[tuple[float, _MovedColumns, int, Band, Band]] = []
        for columns in self._columns:
            uncertain = np.flatnonzero(columns.low < columns.high)
            if not len(uncertain):
                continue
            ends = [self._moved(columns, end) for end in (columns.low, columns.high)]
            width = np.abs(ends[1].best - ends[0].best)
            unbounded = np.isinf(columns.low) | np.isinf(columns.high) | np.isnan(width)
            width = np.where(unbounded, np.inf, width)
            made += [(float(width[at]), columns, at, ends[0], ends[1]) for at in uncertain.tolist()]
        made.sort(key=lambda one: (-one[0], _ORDER.index(one[1].operand), int(one[1].rows[one[2]])))
        swings = [
            Swing(
                self._input(columns, at),
                self._side(low, at, float(columns.low[at])),
                self._side(high, at, float(columns.high[at])),
            )
            for _, columns, at, low, high in made[:MOST_INPUTS]
        ]
        return tuple(swings), len(made)

    @cached_property
    def _columns(self) -> tuple[_MovedColumns, ...]:
        if not self._sums:
            return ()
        wanted = leaves_of(self.target.measure)
        made = []
        if "losses" in wanted:
            weights = {"losses": np.ones(len(self._rows))}
            made.append(_of_periods("losses", self.results.inputs.losses, self._rows, weights))
        made += self._of_ground([key for key in OF_GROUND if key in wanted])
        made += [self._of_things(key) for key in THINGS if key in wanted]
        if "lost_within" in wanted:
            made = [*self._with_returning(made[0] if "losses" in wanted else None), *made[1:]]
        for key, (field, _) in OF_SERIES.items():
            if key in wanted:
                place = list(self.results.series).index(self._series.id)
                made.append(_of_series(field, key, self.results.derived.of_series[key], place))
        for table, operand in (("intake", "intake"), ("requirements", "requirement")):
            if operand in wanted:
                made.append(self._rates(table, operand))
        made += [self._divided_by(key) for key in DIVISORS if key in wanted]
        made += [self._of_related(key) for key in PAIRED if key in wanted]
        return tuple(columns for columns in made if len(columns.rows))

    def _with_returning(self, losses: _MovedColumns | None) -> list[_MovedColumns]:
        """Return the losses of the rows and of those that they look back on, whose wounded return in them."""
        earlier, band = self.results.derived.earlier, self.results.inputs.losses
        weights = {} if losses is None else dict(losses.weights)
        if earlier is None:
            weights["lost_within"] = np.ones(len(self._rows))
            return [_of_periods("losses", band, self._rows, weights)]
        within, outside = earlier.back.looked_back_on(self._rows)
        others = np.flatnonzero(outside)
        weights["lost_within"] = within[self._rows]
        return [
            _of_periods("losses", band, self._rows, weights),
            _of_periods("losses", band, others, {"lost_outside": outside[others]}),
        ]

    def _of_ground(self, keys: Sequence[str]) -> list[_MovedColumns]:
        """Return the figures of ground that sums are made of, each with how it counts in them."""
        made, inputs = [], self.results.inputs
        ground = self.results.derived.ground
        bands = {"gains": inputs.gains} | {field: one.band for field, one in inputs.beside.items()}
        for field, band in ((field, bands[field]) for field in GROUND if keys and field in bands):
            signs = np.array([ground.made_of(key)[field][self._rows] for key in keys], np.float64)
            used = np.flatnonzero(signs.any(axis=0))
            weights = dict(zip(keys, signs[:, used], strict=True))
            made.append(_of_periods(field, band, self._rows[used], weights))
        return made

    def _of_things(self, key: str) -> _MovedColumns:
        """Return the figures of items, of money or of an advance."""
        inputs = self.results.inputs
        band = inputs.beside[key].band if key in inputs.beside else inputs.losses
        return _of_periods(THINGS[key].field, band, self._rows, {key: np.ones(len(self._rows))})

    def _rates(self, table: str, operand: str) -> _MovedColumns:
        """Return the monthly rates that the sum takes up, each with the months of it that it takes up."""
        rows: Sequence[Intake | Requirement] = getattr(self.results.project, table)
        own = [at for at, row in enumerate(rows) if row.series == self._series.id and row.start <= row.end]
        inputs = self.results.inputs
        first = int(inputs.start[self._rows].min())
        last = int(inputs.end[self._rows].max())
        near = [at for at in own if rows[at].start.toordinal() <= last and rows[at].end.toordinal() >= first]
        weights = self._taken([rows[at] for at in near])
        bounds = np.array([rows[at].per_month.bounds() for at in near]).reshape(len(near), 3).T
        bounds = np.maximum(bounds, 0.0)  # people: a high alone begins at nobody
        taken = np.flatnonzero(weights)
        low, best, high = bounds[:, taken]
        own_rows, by_sum = np.array(near, np.intp)[taken], {operand: weights[taken]}
        return _MovedColumns(table, "per_month", operand, own_rows, low, best, high, by_sum)

    def _divided_by(self, key: str) -> _MovedColumns:
        """Return the references that the result is divided by, each with its share of the days."""
        inputs, divisor = self.results.inputs, self.results.derived.divisors[key]
        rows = np.array(divisor.used_by(inputs, self._rows), np.intp)
        used = [divisor.references[at] for at in rows]
        spans = np.array([(row.start.toordinal(), row.end.toordinal()) for row in used]).reshape(len(used), 2)
        start, end = inputs.start[self._rows], inputs.end[self._rows]
        order = np.argsort(start)
        days = _shared(spans[:, 0], spans[:, 1], start[order], end[order], np.copy)
        low, best, high = np.array([bounds_in(row, divisor.unit) for row in used]).reshape(len(used), 3).T
        share = (
            np.full(len(used), 1 / max(len(used), 1)) if divisor.at_end else days / (end - start + 1).sum()
        )
        return _MovedColumns(*divisor.place, key, rows, low, best, high, {key: share})

    def _of_related(self, key: str) -> _MovedColumns:
        """Return the losses of related series over the days of the result."""
        derived = self.results.derived
        rows = derived.paired[key].behind(self._rows, derived.tiling)
        return _of_periods("losses", derived.inputs.losses, rows, {key: np.ones(len(rows))})

    def _taken(self, rates: Sequence[Intake | Requirement]) -> Floats:
        """Return how often the sum takes up each rate; rates of a channel share the days of both."""
        inputs = self.results.inputs
        start, end = inputs.start[self._rows], inputs.end[self._rows]
        order = np.argsort(start)
        channels: dict[str, list[int]] = {}
        for at, rate in enumerate(rates):
            channels.setdefault(rate.channel, []).append(at)
        weights = np.zeros(len(rates))
        for own in channels.values():
            spans = np.array([(rates[at].start.toordinal(), rates[at].end.toordinal()) for at in own])
            shared, days = (
                _shared(spans[:, 0], spans[:, 1], start[order], end[order], until)
                for until in (month_shares, np.copy)
            )
            for at, *of_rate in zip(own, shared, days, strict=True):
                weights[at] = amount_shared(rates[at], *of_rate)
        return weights

    def _certain(self) -> list[tuple[_MovedColumns, int]]:
        """Return the inputs without a range, those that add most to their sum first."""
        found: list[tuple[float, _MovedColumns, int]] = []
        for columns in self._columns:
            certain = np.flatnonzero(columns.low == columns.high)
            adds = np.abs(columns.best[certain] * columns.weights[columns.operand][certain])
            most = np.argsort(-adds, kind="stable")[:MOST_INPUTS]
            found += [(float(adds[at]), columns, int(certain[at])) for at in most.tolist()]
        found.sort(key=lambda one: -one[0])
        return [(columns, at) for _, columns, at in found]

    def _input(self, columns: _MovedColumns, at: int) -> Input:
        return Input(
            columns.table,
            int(columns.rows[at]),
            columns.field,
            columns.operand,
            columns.low.item(at),
            columns.best.item(at),
            columns.high.item(at),
            self._unit(columns, int(columns.rows[at])),
            tuple((key, weight.item(at)) for key, weight in columns.weights.items()),
        )

    def _unit(self, columns: _MovedColumns, row: int) -> Unit:
        if columns.table == "series":
            return "share"
        if columns.operand in DIVISORS:
            return MEASURE[columns.operand].unit
        if columns.field != "per_month":
            return MEASURE[columns.operand].unit
        rate: Intake | Requirement = getattr(self.results.project, columns.table)[row]
        return rate.per_month.unit or "people/month"

    def _moved(self, columns: _MovedColumns, to: Floats) -> Band:
        """Return the result with each input moved alone; where it would go to infinity, at its best.

        `to` has a value for each input, or any number of values for a single one.
        """
        x = np.where(np.isfinite(to), to, columns.best)
        sums = {key: exact(np.full(len(x), value)) for key, value in self._sums.items()}
        for key, weight in columns.weights.items():
            if key in sums:
                sums[key] = exact(self._sums[key] + weight * (x - columns.best))
        return computed(self.target.measure, sums)

    def _side(self, band: Band, at: int, x: float) -> Side:
        if math.isinf(x):
            template = NO_UPPER_BOUND if x > 0 else NO_LOWER_BOUND
            return Side(None, words(template))
        cell = band.cell(at)
        if cell.absent:
            return Side(None, self.results.reasons.of_sum(Reason(cell.absent), self._rows))
        return Side(cell.best)

    def _break_even(self, moved: Input, threshold: float) -> BreakEven:
        of_ground = moved.field in GROUND
        floor = ground_in(moved.field, self._series.gains_are).floor if of_ground else 0.0
        even = break_even(moved.best, floor, threshold, lambda x: self._moved(_alone(moved), x).best)
        if moved.unit == "share" and even.value is not None and even.value > 1:
            return replace(even, value=None, reason=words("only with more than all of them"))
        inside = even.value is not None and moved.low <= even.value <= moved.high
        return replace(even, inside=inside)


def _alone(one: Input) -> _MovedColumns:
    """Return one input as columns."""
    low, best, high = (np.array([number]) for number in (one.low, one.best, one.high))
    weights = {key: np.array([weight]) for key, weight in one.weights}
    return _MovedColumns(one.table, one.field, one.operand, np.array([one.row]), low, best, high, weights)


def _of_periods(operand: str, band: Band, rows: RowNumbers, weights: Mapping[str, Floats]) -> _MovedColumns:
    """Return the figures of some periods as columns."""
    low, best, high, *_ = band.take(rows).arrays()
    return _MovedColumns("periods", operand, next(iter(weights)), rows, low, best, high, weights)


def _of_series(field: str, key: str, band: Band, place: int) -> _MovedColumns:
    """Return what a series says as columns."""
    low, best, high, *_ = band.take([place]).arrays()
    row = np.array([place], np.intp)
    return _MovedColumns("series", field, key, row, low, best, high, {key: np.ones(1)})


NO_UPPER_BOUND = marked("open: no upper bound is published")
NO_LOWER_BOUND = marked("open: no lower bound is published")


def study(results: Results, target: StudyTarget) -> Study:
    """Return what a result rests on. Raises KeyError for a measure that is none of `STUDIED`."""
    if target.measure not in STUDIED:
        raise KeyError(target.measure)
    return Study(results, target)


def computed(measure: str, sums: Mapping[str, Band]) -> Band:
    """Return a measure from the bands of its sums (people, km², days, months), by its declared formula."""
    if measure in sums:
        return sums[measure]
    declared = MEASURE[measure]
    return declared.compute(*(computed(operand, sums) for operand in declared.operands))


def _summed(results: Results, target: StudyTarget) -> tuple[RowNumbers, Mapping[str, Outcome] | Absent]:
    """Return the rows that are summed, and every measure of the sums."""
    if target.row is not None:
        rows = np.array([target.row], np.intp)
        return rows, results.over(rows)
    series = results.series[target.series]
    return series.parts, series.total
