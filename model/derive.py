"""Every column of a project, computed anew or from the columns before an edit, with the same bits.

What has no changed input is shared with the columns before; of what has, only the rows with a changed input
are computed, as long as they are few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from model.bands import Band, BandLater, Ints, Reason, Rows, divide, exact, missing, without
from model.cumulative import Cumulative, Term, uncounted
from model.days import SHARES
from model.inputs import Inputs, read_inputs
from model.measures import MEASURES, Basis
from model.patches import differing, few, formula, patched, patched_where_new
from model.project import Baseline, Intake, Project, Requirement
from model.recruitment import Amounts, Flow, flow_of, month_shares
from model.roles import Layout, lay_out
from model.running import Running

SUMMED: Mapping[str, float] = {
    "days": 1.0,
    "months": float(SHARES),
    "losses": 1.0,
    "gains": 1.0,
    "intake": float(SHARES),
    "requirement": float(SHARES),
}
"""The measures that are summed over periods, in what fraction of their unit, so that the sums are exact."""

_EARLIER = {
    "losses": Reason.EARLIER_LOSSES,
    "gains": Reason.EARLIER_GAINS,
    "intake": Reason.EARLIER_INTAKE,
    "requirement": Reason.REQUIREMENT_UNKNOWN,
}
_NONE = np.empty(0, np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Recruits:
    """The flow of the intake or requirement rows, and what it gives over each period."""

    rows: tuple[Intake, ...] | tuple[Requirement, ...]
    flow: Flow
    shares: Band
    known: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Everything that is computed for the n periods.

    `summed`: the bands of `SUMMED`, in the fractions named there. `measures`: the band of each measure.
    `running`: the running sums over parts of losses, gains, intake and requirement. `spans`: the days and
    months (in 1/SHARES) of all parts of each series. `baseline`: the cost of ground of the baseline
    period, one row, at `baseline_row` where there is just one such period.
    """

    inputs: Inputs
    layout: Layout
    uncounted: NDArray[np.uint8]
    intake: Recruits
    requirement: Recruits
    summed: Mapping[str, Band]
    measures: Mapping[str, Band]
    running: Mapping[str, Running]
    spans: Mapping[str, Ints]
    baseline: Band
    baseline_row: int | None


def columns_of(project: Project, before: Columns | None = None) -> Columns:
    """Return the columns of a project; with `before` faster, and bit for bit the same."""
    return _Derivation(project, before).columns()


class _Derivation:
    """One computation: the project's inputs, the columns before, and which rows of which column are new.

    `changed[key]` are the rows in which a band differs from the one before, None for any row.
    """

    def __init__(self, project: Project, before: Columns | None) -> None:
        self.project = project
        reading = read_inputs(project, before.inputs if before is not None else None)
        self.inputs = reading.inputs
        self.rows = reading.changed
        self.moved = reading.changed  # the rows that may have other days, or another series
        # Without a row-by-row likeness, the columns before are of no use here.
        self.before = before if reading.changed is not None else None
        self.changed: dict[str, Rows | None] = {}
        self.summed: dict[str, Band] = {}
        self.measures: dict[str, Band] = {}

    def columns(self) -> Columns:
        inputs, before = self.inputs, self.before
        if before is not None and self._days_kept(before):
            self.moved = _NONE
            layout, codes, spans = before.layout, before.uncounted, before.spans
        else:
            layout = lay_out(inputs.start, inputs.end, inputs.series, len(inputs.series_key))
            codes = uncounted(layout, inputs.series)
            spans = _spans(inputs, layout)
        self._given("days", self.moved, self._days)
        self._given("months", self.moved, self._months)
        self._given("losses", self.rows, lambda rows: self._valid(_at(inputs.losses, rows), rows))
        self._given("gains", self.rows, lambda rows: self._valid(_at(inputs.gains, rows), rows))
        intake = self._recruits("intake", self.project.intake, Reason.INTAKE_UNKNOWN)
        requirement = self._recruits("requirement", self.project.requirements, Reason.REQUIREMENT_UNKNOWN)
        self._in_units()
        self._formulas()
        baseline, baseline_row = self._baseline()
        self._compared(baseline)
        running = self._running(layout)
        self._cumulative(layout, codes, running)
        return Columns(
            inputs=inputs,
            layout=layout,
            uncounted=codes,
            intake=intake,
            requirement=requirement,
            summed=self.summed,
            measures={measure.key: self.measures[measure.key] for measure in MEASURES},
            running=running,
            spans=spans,
            baseline=baseline,
            baseline_row=baseline_row,
        )

    def _days_kept(self, before: Columns) -> bool:
        """Return whether no period has other days or another series than before."""
        new, old = self.inputs, before.inputs
        return new.start is old.start and new.end is old.end and new.series is old.series

    def _given(self, key: str, rows: Rows | None, make: Callable[[Rows | None], Band]) -> None:
        """Make a summed band from the inputs: `make` returns that of some rows, or of all where None."""
        if self.before is None or rows is None:
            self._put(self.summed, key, make(None), None)
        else:
            self._patch(self.summed, self.before.summed, key, rows, make(rows))

    def _put(self, to: dict[str, Band], key: str, band: Band, changed: Rows | None) -> None:
        to[key] = band
        self.changed[key] = changed

    def _patch(
        self, to: dict[str, Band], before: Mapping[str, Band], key: str, rows: Rows, fresh: Band
    ) -> None:
        """Put the band before with `fresh` in place of `rows`, as far as that makes a difference."""
        self._put(to, key, *patched_where_new(before[key], rows, fresh))

    def _valid(self, band: Band, rows: Rows | None) -> Band:
        valid = self.inputs.valid if rows is None else self.inputs.valid[rows]
        return without(band, ~valid, Reason.BACKWARDS)

    def _days(self, rows: Rows | None) -> Band:
        start, end = self._dates(rows)
        return self._valid(exact(end - start + 1), rows)

    def _months(self, rows: Rows | None) -> Band:
        start, end = self._dates(rows)
        return self._valid(exact(month_shares(end + 1) - month_shares(start)), rows)

    def _dates(self, rows: Rows | None) -> tuple[Ints, Ints]:
        if rows is None:
            return self.inputs.start, self.inputs.end
        return self.inputs.start[rows], self.inputs.end[rows]

    def _recruits(
        self, key: str, rows: tuple[Intake, ...] | tuple[Requirement, ...], unknown: Reason
    ) -> Recruits:
        before = None if self.before is None else getattr(self.before, key)
        if before is not None and self.moved is not None and before.rows is rows:
            if not len(self.moved):
                self._put(self.summed, key, before.shares, _NONE)
                return Recruits(rows, before.flow, before.shares, before.known)
            amounts = self._amounts(before.flow, self.moved, unknown)
            self._patch(self.summed, {key: before.shares}, key, self.moved, amounts.shares)
            known = before.known
            if not np.array_equal(known[self.moved], amounts.known):
                known = known.copy()
                known[self.moved] = amounts.known
            return Recruits(rows, before.flow, self.summed[key], known)
        places = {series: at for at, (series, _) in enumerate(self.inputs.series_key)}
        flow = flow_of(rows, places)
        amounts = self._amounts(flow, None, unknown)
        if before is None:
            self._put(self.summed, key, amounts.shares, None)
        else:
            new = np.flatnonzero(differing(before.shares, amounts.shares))
            shares = amounts.shares if len(new) else before.shares
            self._put(self.summed, key, shares, new)
        return Recruits(rows, flow, self.summed[key], amounts.known)

    def _amounts(self, flow: Flow, rows: Rows | None, unknown: Reason) -> Amounts:
        start, end = self._dates(rows)
        series = self.inputs.series if rows is None else self.inputs.series[rows]
        amounts = flow.over(series, start, end, unknown)
        return Amounts(self._valid(amounts.shares, rows), amounts.known)

    def _in_units(self) -> None:
        """Make the measures that are summed, in their units."""
        for key, divisor in SUMMED.items():
            if divisor == 1.0:
                self._put(self.measures, key, self.summed[key], self.changed[key])
            else:
                self._compute(key, (self.summed[key],), (key,), partial(divide, divisor=divisor))

    def _formulas(self) -> None:
        for measure in MEASURES:
            if measure.basis is Basis.FORMULA:
                bands = tuple(self.measures[operand] for operand in measure.operands)
                self._compute(measure.key, bands, measure.operands, measure.compute)

    def _compute(
        self, key: str, bands: tuple[Band, ...], operands: tuple[str, ...], compute: Callable[..., Band]
    ) -> None:
        """Make a measure row by row from bands, of which those named `operands` may have changed."""
        rows = self._changed_in(operands)
        if self.before is None or rows is None:
            self._put(self.measures, key, formula(len(self.inputs), bands, compute), None)
        elif not len(rows):
            self._put(self.measures, key, self.before.measures[key], rows)
        else:
            fresh = formula(len(self.inputs), bands, compute).take(rows)
            self._put(self.measures, key, patched(self.before.measures[key], rows, fresh), rows)

    def _changed_in(self, operands: tuple[str, ...]) -> Rows | None:
        """Return the rows in which any of the bands changed, None where they are many or not known."""
        changed = [self.changed[operand] for operand in operands]
        known = [rows for rows in changed if rows is not None]
        if len(known) < len(changed):
            return None
        rows = known[0] if len(known) == 1 else np.unique(np.concatenate(known))
        return rows if few(len(rows), len(self.inputs)) else None

    def _baseline(self) -> tuple[Band, int | None]:
        """Return the cost of ground of the baseline period, or why there is none; and its row."""
        chosen = self.project.view.baseline
        if chosen is None:
            return missing(1, Reason.BASELINE_NONE), None
        rows = self._rows_of(chosen)
        if len(rows) != 1:
            reason = Reason.BASELINE_AMBIGUOUS if len(rows) else Reason.BASELINE_UNMATCHED
            return missing(1, reason), None
        row = int(rows[0])
        cost = self.measures["losses_per_gain"].take(rows)
        return (missing(1, Reason.BASELINE_ABSENT) if cost.absent[0] else cost), row

    def _rows_of(self, chosen: Baseline) -> Rows:
        inputs = self.inputs
        fits = (inputs.start == chosen.start.toordinal()) & (inputs.end == chosen.end.toordinal())
        rows = np.flatnonzero(fits & inputs.valid)
        ids = [inputs.series_key[place][0] for place in inputs.series[rows].tolist()]
        return rows[[id_ == chosen.series for id_ in ids]]

    def _compared(self, baseline: Band) -> None:
        same = self.before is not None and not differing(self.before.baseline, baseline).any()
        for measure in MEASURES:
            if measure.basis is Basis.BASELINE:
                band = self.measures[measure.operands[0]]
                if same:
                    self._compute(measure.key, (band, baseline), measure.operands, measure.compute)
                else:
                    band = formula(len(self.inputs), (band, baseline), measure.compute)
                    self._put(self.measures, measure.key, band, None)

    def _running(self, layout: Layout) -> dict[str, Running]:
        before = self.before
        same_parts = before is not None and (
            layout is before.layout
            or (
                np.array_equal(layout.parts, before.layout.parts)
                and np.array_equal(layout.bounds, before.layout.bounds)
            )
        )
        made: dict[str, Running] = {}
        for key, earlier in _EARLIER.items():
            rows, band = self.changed[key], self.summed[key]
            if before is not None and same_parts and rows is not None and few(len(rows), len(self.inputs)):
                old = before.running[key]
                made[key] = old.updated(band, rows, layout.place) if len(rows) else old
            else:
                made[key] = Running(band, layout.parts, layout.bounds, earlier)
        return made

    def _cumulative(self, layout: Layout, codes: NDArray[np.uint8], running: Mapping[str, Running]) -> None:
        before = self.before
        for measure in MEASURES:
            if measure.basis is not Basis.RUNNING:
                continue
            same = before is not None and codes is before.uncounted
            if (
                before is not None
                and same
                and all(running[key] is before.running[key] for key in measure.operands)
            ):
                self._put(self.measures, measure.key, before.measures[measure.key], _NONE)
                continue
            terms = [Term(running[key], SUMMED[key]) for key in measure.operands]
            pending = Cumulative(layout, codes, terms, measure.compute)
            self._put(self.measures, measure.key, BandLater(len(self.inputs), pending), None)


def _spans(inputs: Inputs, layout: Layout) -> Mapping[str, Ints]:
    first, after = inputs.start[layout.parts], inputs.end[layout.parts] + 1
    return {
        "days": _summed_by_series(after - first, layout.bounds),
        "months": _summed_by_series(month_shares(after) - month_shares(first), layout.bounds),
    }


def _summed_by_series(numbers: Ints, bounds: Ints) -> Ints:
    sums = np.concatenate([[0], np.cumsum(numbers)])
    by_series: Ints = sums[bounds[1:]] - sums[bounds[:-1]]
    return by_series


def _at(band: Band, rows: Rows | None) -> Band:
    return band if rows is None else band.take(rows)
