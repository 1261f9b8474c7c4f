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

from model.derive.bands import Band, BandLater, Ints, Reason, Rows, divide, missing
from model.derive.cumulative import Cumulative, Term, uncounted
from model.derive.inputs import Inputs, read_inputs
from model.derive.measures import MEASURES, Basis
from model.derive.patches import differing, few, formula, patched
from model.derive.recruitment import Marks
from model.derive.roles import Layout, lay_out
from model.derive.running import Running
from model.derive.summed import SUMMED, Summed, same_days, summed_of
from model.project import Baseline, Project

_EARLIER = {
    "losses": Reason.EARLIER_LOSSES,
    "gains": Reason.EARLIER_GAINS,
    "intake": Reason.EARLIER_INTAKE,
    "requirement": Reason.REQUIREMENT_UNKNOWN,
}


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Everything that is computed for the n periods.

    `given`: the measures that are summed, and what they are made of. `measures`: the band of each measure.
    `running`: the running sums over parts of losses, gains, intake and requirement. `spans`: the days and
    months (in 1/SHARES) of all parts of each series. `baseline`: the cost of ground of the baseline
    period, one row, at `baseline_row` where there is just one such period.
    """

    inputs: Inputs
    layout: Layout
    uncounted: NDArray[np.uint8]
    given: Summed
    measures: Mapping[str, Band]
    running: Mapping[str, Running]
    spans: Mapping[str, Ints]
    baseline: Band
    baseline_row: int | None

    @property
    def summed(self) -> Mapping[str, Band]:
        """The bands of `SUMMED`, in the fractions named there."""
        return self.given.bands


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
        # What was computed before can be given to other rows only where it was for the same series.
        was = before.given if before is not None and reading.change.rows is not None else None
        self.given, self.changed = summed_of(project, self.inputs, reading.change, was)
        # Formulas and sums of rows that moved are made anew.
        self.before = before if reading.change.in_place else None
        self.measures: dict[str, Band] = {}
        self.taken: dict[int, tuple[Rows, Band]] = {}  # by the id of a band: rows of it that were needed

    def columns(self) -> Columns:
        inputs, before = self.inputs, self.before
        if before is not None and same_days(inputs, before.inputs):
            layout, codes, spans = before.layout, before.uncounted, before.spans
        else:
            layout = lay_out(inputs.start, inputs.end, inputs.series, len(inputs.series_key))
            codes = uncounted(layout, inputs.series)
            spans = _spans(self.given.marks, layout)
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
            given=self.given,
            measures={measure.key: self.measures[measure.key] for measure in MEASURES},
            running=running,
            spans=spans,
            baseline=baseline,
            baseline_row=baseline_row,
        )

    def _put(self, key: str, band: Band, changed: Rows | None) -> None:
        self.measures[key] = band
        self.changed[key] = changed

    def _in_units(self) -> None:
        """Make the measures that are summed, in their units."""
        for key, divisor in SUMMED.items():
            if divisor == 1.0:
                self.measures[key] = self.given.bands[key]
            else:
                self._compute(key, (self.given.bands[key],), (key,), partial(divide, divisor=divisor))

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
            self._put(key, formula(len(self.inputs), bands, compute), None)
        elif not len(rows):
            self._put(key, self.before.measures[key], rows)
        else:
            fresh = compute(*(self._taken(band, rows) for band in bands))
            band = patched(self.before.measures[key], rows, fresh)
            self.taken[id(band)] = rows, fresh
            self._put(key, band, rows)

    def _taken(self, band: Band, rows: Rows) -> Band:
        """Return some rows of a band, which formula after formula asks for; a single row stands for any."""
        if len(band) != len(self.inputs):
            return band
        known = self.taken.get(id(band))
        if known is None or known[0] is not rows:
            known = self.taken[id(band)] = rows, band.take(rows)
        return known[1]

    def _changed_in(self, operands: tuple[str, ...]) -> Rows | None:
        """Return the rows in which any of the bands changed, None where they are many or not known."""
        changed = [self.changed[operand] for operand in operands]
        known = [rows for rows in changed if rows is not None]
        if len(known) < len(changed):
            return None
        moving = {id(rows): rows for rows in known if len(rows)}
        rows = known[0] if not moving else next(iter(moving.values()))
        if len(moving) > 1:
            rows = np.unique(np.concatenate(known))
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
                    self._put(measure.key, band, None)

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
            rows, band = self.changed[key], self.given.bands[key]
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
                self._put(measure.key, before.measures[measure.key], np.empty(0, np.intp))
                continue
            terms = [Term(running[key], SUMMED[key]) for key in measure.operands]
            pending = Cumulative(layout, codes, terms, measure.compute)
            self._put(measure.key, BandLater(len(self.inputs), pending), None)


def _spans(marks: Marks, layout: Layout) -> Mapping[str, Ints]:
    days, shares = marks.after - marks.first, marks.shares_after - marks.shares_first
    return {
        "days": _summed_by_series(days[layout.parts], layout.bounds),
        "months": _summed_by_series(shares[layout.parts], layout.bounds),
    }


def _summed_by_series(numbers: Ints, bounds: Ints) -> Ints:
    sums = np.concatenate([[0], np.cumsum(numbers)])
    by_series: Ints = sums[bounds[1:]] - sums[bounds[:-1]]
    return by_series
