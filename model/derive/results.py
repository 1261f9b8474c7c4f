"""Everything computed of a project: `derive(project) -> Results`.

Columns are arrays; outcomes with their reasons in words are made for the cells that are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import (
    Band,
    BandRow,
    Flags,
    Reason,
    RowNumbers,
    exact,
    missing,
    ratio,
    subtract,
    value_of,
)
from model.derive.compared import ComparedBands, Derived, compare
from model.derive.derive import DerivedColumns, columns_of
from model.derive.groups import Groups
from model.derive.inputs import Inputs, marks_of
from model.derive.measures import MEASURE, Basis, formula_of
from model.derive.reasons import OF_ONE_ROW, Reasons
from model.derive.recruitment import day_ranges_of
from model.derive.roles import ROLES, TOTAL, Role
from model.derive.sums import MeasureOutcomes, Sums, sums_over, totals_of_series
from model.project import Project
from model.text.days import Span, span_words
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.outcomes import Absent, Outcome
from model.text.units import Unit
from model.text.words import Words, marked, words

_EARLIER: Mapping[int, str] = {
    Reason.EARLIER_LOSSES: "losses",
    Reason.EARLIER_GAINS: "gains",
    Reason.EARLIER_INTAKE: "intake",
}
_PLAINLY = Formats().outcome
_OF_NO_TOTAL = Absent(words("of one day, or of the rate of some days: never of a total"))
_ROLE_NAMES = np.array([str(role) for role in ROLES])


class CampaignResult(Struct, frozen=True):
    """What a campaign came to: people short of the target, and the share of it attained."""

    shortfall: Outcome
    attained: Outcome

    def outcome(self, key: str) -> Outcome:
        """Return the result that a claim about a campaign names."""
        return self.attained if key == "attained" else self.shortfall


class SeriesResults:
    """What is computed of a series as a whole.

    `parts`: the rows that are counted, by first day.
    """

    def __init__(self, results: Results, place: int) -> None:
        self._results = results
        self._place = place
        self.id = results.project.series[place].id
        self.parts: RowNumbers = results.derived.layout.parts_of(place)

    @cached_property
    def span(self) -> Span | None:
        """From the first day of the first part to the last of the last; None without parts."""
        if not len(self.parts):
            return None
        inputs = self._results.inputs
        return _span(int(inputs.start[self.parts[0]]), int(inputs.end[self.parts[-1]]))

    @cached_property
    def gaps(self) -> tuple[Span, ...]:
        """The days within the span that no part covers."""
        inputs = self._results.inputs
        after, until = inputs.end[self.parts[:-1]] + 1, inputs.start[self.parts[1:]] - 1
        open_days = after <= until
        return tuple(
            _span(first, last)
            for first, last in zip(after[open_days].tolist(), until[open_days].tolist(), strict=True)
        )

    @cached_property
    def total(self) -> Mapping[str, Outcome] | Absent:
        """Every measure of the sums over the parts; absent in conflict, and without parts."""
        results = self._results
        if results.derived.layout.conflicted[self._place]:
            return Absent(results.reasons.of_conflict(self._place))
        if not len(self.parts):
            return Absent(words("no periods in this series"))
        return results.outcomes_of_sums(results.totals, self._place, self.parts, total=True)

    def of(self, key: str) -> Outcome:
        """Return a measure of the total."""
        return self.total if isinstance(self.total, Absent) else self.total[key]

    @cached_property
    def tiles(self) -> Mapping[int, RowNumbers]:
        """For each row with the role of a total, the rows that cover its days, by first day."""
        layout = self._results.derived.layout
        series = self._results.inputs.series[layout.nested]
        places = np.flatnonzero((layout.roles[layout.nested] == TOTAL) & (series == self._place))
        return {int(layout.nested[place]): layout.tiles(place) for place in places.tolist()}


class Results:
    """Everything computed of `project`; made by `derive`.

    `inputs`: the periods as columns. `columns`: a band for each measure, its rows those of
    `project.periods`. `series`: by id, in project order, also those without rows.
    """

    def __init__(self, project: Project, derived: DerivedColumns) -> None:
        self.project = project
        self.derived = derived
        self.inputs: Inputs = derived.inputs
        self._of_reference: dict[str, Results] = {}
        self.columns: Mapping[str, Band] = derived.measures
        self.series: Mapping[str, SeriesResults] = {
            series.id: SeriesResults(self, place) for place, series in enumerate(project.series)
        }

    def of_reference(self, label: str) -> Results:
        """Return the same where only references of a label are divided by; of no label, these results."""
        if label and label not in self._of_reference:
            self._of_reference[label] = Results(self.project, columns_of(self.project, self.derived, label))
        return self._of_reference[label] if label else self

    @property
    def baseline_row(self) -> int | None:
        """The row of the baseline period, None where there is none or more than one."""
        return self.derived.baseline_row

    @cached_property
    def roles(self) -> NDArray[np.str_]:
        """The role of each row, as text; `having` is faster than a comparison with it."""
        return _ROLE_NAMES[self.derived.layout.roles]

    def role(self, row: int) -> Role:
        """Return the role of a period."""
        return ROLES[self.derived.layout.roles.item(row)]

    def having(self, *roles: Role) -> Flags:
        """Return a mask of the rows that have one of `roles`."""
        codes = self.derived.layout.roles
        mask = np.zeros(len(codes), np.bool_)
        for role in roles:
            mask |= codes == ROLES.index(role)
        return mask

    def outcome(self, key: str, row: int) -> Outcome:
        """Return a measure of a period."""
        cell = self.columns[key].cell(row)
        if cell.absent:
            return self._absent(cell.absent, row, {})
        return cell.value()

    def outcomes(self, key: str, rows: Sequence[int]) -> list[Outcome]:
        """Return what `outcome` gives of each of some periods; the same reason is the same object."""
        band = self.columns[key]
        said: dict[tuple[int, int], Absent] = {}
        cells = zip(rows, *(array.tolist() for array in band.take(rows).arrays()), strict=True)
        return [
            self._absent(absent, row, said) if absent else value_of(low, best, high, marks)
            for row, low, best, high, marks, absent in cells
        ]

    def _absent(self, code: int, row: int, said: dict[tuple[int, int], Absent]) -> Absent:
        """Return why a period has no value; `said` is what was said of other rows of the measure."""
        reason, about = Reason(code), row
        if reason in _EARLIER:
            lacking = self.derived.lacking[_EARLIER[reason]]
            about = int(self.derived.layout.parts[lacking[self.inputs.series[row]]])
        elif reason not in OF_ONE_ROW:
            about = int(self.inputs.series[row])
        if (code, about) not in said:
            why = self.reasons.of_earlier if reason in _EARLIER else self.reasons.of_row
            said[code, about] = Absent(why(reason, about if reason in _EARLIER else row))
        return said[code, about]

    def over(self, rows: Sequence[int] | RowNumbers, *, total: bool = False) -> Mapping[str, Outcome]:
        """Return every measure of some rows taken as one; absent where they share days or series differ.

        As a total they have nothing of what is of a day.
        """
        chosen = np.asarray(rows, dtype=np.intp)
        if (chosen[1:] <= chosen[:-1]).any():
            chosen = np.unique(chosen)
        inputs = self.inputs
        if not len(chosen):
            return _absent(words("no periods selected"))
        if (inputs.series[chosen] != inputs.series[chosen[0]]).any():
            return _absent(words("the periods belong to different series"))
        if not inputs.valid[chosen].all():
            return _absent(self.reasons.of_sum(Reason.BACKWARDS, chosen))
        chosen = chosen[np.argsort(inputs.start[chosen], kind="stable")]
        # Ordered by first day, no two share days if none shares days with the one before it.
        shared = np.flatnonzero(inputs.start[chosen[1:]] <= inputs.end[chosen[:-1]])
        if len(shared):
            return _absent(self.reasons.sharing(chosen[shared[0] : shared[0] + 2].tolist()))
        return self.outcomes_of_sums(sums_over(self.derived, chosen), 0, chosen, total=total)

    def within(self, series_id: str, start: date, end: date) -> Mapping[str, Outcome]:
        """Return every measure over exactly these days (domain.md §6).

        From the parts that tile them; else from the one period with exactly these days; else absent. What is
        held needs no period: it is known of the last day.
        """
        rows = self.rows_within(series_id, start, end)
        if isinstance(rows, Words):
            if end < start:
                return _absent(rows)
            return MeasureOutcomes(partial(self._on_day, series_id, end, rows))
        return self.outcomes_of_sums(sums_over(self.derived, rows), 0, rows)

    def _on_day(self, series_id: str, day: date, no_period: Words, key: str) -> Outcome:
        """Return what is held on a day, or remains; of any other measure that there is no period."""
        measure, places = MEASURE[key], list(self.series)
        if not measure.of_a_day or measure.condition or series_id not in places:
            return Absent(no_period)
        days = np.array([day.toordinal()])
        span = day_ranges_of(np.array([places.index(series_id)], np.int32), days, days)
        held = Sums(lambda leaf: self.derived.divisors[leaf].over(span), self.derived.baseline)
        return self._outcome(held[key].cell(0), lambda _: no_period)

    def rows_within(self, series_id: str, start: date, end: date) -> RowNumbers | Words:
        """Return the periods that `within` computes from, by first day, or why there are none."""
        if series_id not in self.series:
            return words("no such series")
        if end < start:
            return words("the days end before they start")
        first, last = start.toordinal(), end.toordinal()
        inputs = self.inputs
        parts = self.series[series_id].parts
        begins, ends = inputs.start[parts], inputs.end[parts]
        begin, stop = int(np.searchsorted(begins, first)), int(np.searchsorted(ends, last)) + 1
        if begin < stop <= len(parts):
            gapless = (begins[begin + 1 : stop] == ends[begin : stop - 1] + 1).all()
            if begins[begin] == first and ends[stop - 1] == last and gapless:
                return parts[begin:stop]
        place = list(self.series).index(series_id)
        rows = np.flatnonzero((inputs.start == first) & (inputs.end == last) & (inputs.series == place))
        if len(rows) == 1:
            return rows
        if len(rows):
            several = marked("several periods have exactly the days {span}")
            return words(several, span=span_words(start, end))
        nothing = marked("no periods cover exactly the days {span}")
        return words(nothing, span=span_words(start, end))

    def outcomes_of_sums(
        self, sums: Sums, place: int, rows: RowNumbers, *, total: bool = False
    ) -> Mapping[str, Outcome]:
        """Return row `place` of some sums as outcomes; `rows` are what was summed, by first day.

        A total has nothing of what is of a day.
        """

        def outcome(key: str) -> Outcome:
            if total and MEASURE[key].of_a_day:
                return _OF_NO_TOTAL
            cell = sums[key].cell(place)
            row = self.baseline_row if MEASURE[key].basis is Basis.BASELINE else None
            if row is not None and row in rows and not cell.absent:
                against = self.compared(MEASURE[key].operands[0], Groups.one(rows), [row])
                cell = subtract(against.times, exact(np.ones(1))).cell(0)
            return self._outcome(cell, partial(self.reasons.of_sum, rows=rows))

        return MeasureOutcomes(outcome)

    def compared(self, key: str, now: Groups, then: Sequence[int] | RowNumbers) -> ComparedBands:
        """Compare a measure over each group of periods with that over others, each unknown counted once."""
        return compare(Derived(self.project, self.derived), key, now, np.asarray(then, np.intp))

    def baseline_outcome(self, key: str) -> Outcome:
        """Return a measure of the baseline period; absent where there is none, or more than one."""
        row = self.baseline_row
        if row is None:
            return self._outcome(self.derived.baseline.cell(0), partial(self.reasons.of_row, row=0))
        return self.outcome(key, row)

    def explain(self, key: str, row: int, write: Callable[[Outcome, Unit], str] = _PLAINLY) -> Words:
        """Return the formula of a measure with the numbers of a period put in: `45,690 ÷ 839 = 54.5`."""
        return self.explain_of(key, partial(self.outcome, row=row), write)

    def explain_of(
        self, key: str, of: Callable[[str], Outcome], write: Callable[[Outcome, Unit], str] = _PLAINLY
    ) -> Words:
        """Return the formula of a measure with the numbers put in that `of` gives for each measure."""
        measure = MEASURE[key]
        if not measure.worked:
            return formula_of(measure)
        numbers = {operand: write(of(operand), MEASURE[operand].unit) for operand in measure.operands}
        if measure.basis is Basis.BASELINE:
            compared = measure.operands[0]
            numbers["baseline"] = write(self.baseline_outcome(compared), MEASURE[compared].unit)
        return words(
            "{formula} = {value}",
            formula=words(measure.worked, **numbers),
            value=write(of(key), measure.unit),
        )

    @cached_property
    def totals(self) -> Sums:
        """The measures of the sums over the parts of every series, a row for each."""
        return totals_of_series(self.derived)

    @cached_property
    def campaigns(self) -> tuple[CampaignResult, ...]:
        """What each campaign came to, in project order."""
        return tuple(
            self._campaign(campaign.target, campaign.achieved) for campaign in self.project.campaigns
        )

    @cached_property
    def reasons(self) -> Reasons:
        """What says why there is no value."""
        derived = self.derived
        row = derived.baseline_row
        baseline = 0 if row is None else derived.measures["losses_per_gain"].cell(row).absent
        return Reasons(
            inputs=derived.inputs,
            layout=derived.layout,
            intake_known=derived.known["intake"],
            requirement_known=derived.known["requirement"],
            baseline_row=row,
            baseline=Reason(baseline),
            series=self.project.series,
            divisors=derived.divisors,
            summed=derived.summed,
            paired=derived.paired,
            tiling=derived.tiling,
        )

    def _campaign(self, target: Figure, achieved: Figure | None) -> CampaignResult:
        aimed = _band_of(target)
        done = missing(1, Reason.NO_ACHIEVED) if achieved is None else _band_of(achieved)
        shortfall, attained = subtract(aimed, done), ratio(done, aimed, Reason.NO_TARGET)
        return CampaignResult(
            *(
                self._outcome(band.cell(0), partial(self.reasons.of_row, row=0))
                for band in (shortfall, attained)
            )
        )

    def _outcome(self, cell: BandRow, why: Callable[[Reason], Words]) -> Outcome:
        if cell.absent:
            return Absent(why(Reason(cell.absent)))
        return cell.value()


def derive(project: Project, before: Results | None = None) -> Results:
    """Return everything computed of a project.

    With `before`, the results of an earlier state of it, the same bits are reached faster: what an edit left
    alone is shared, not computed again.
    """
    if before is not None and before.project is project:
        return before
    return Results(project, columns_of(project, before.derived if before is not None else None))


def _absent(reason: Words) -> MeasureOutcomes:
    return MeasureOutcomes.absent(Absent(reason))


def _span(first: int, last: int) -> Span:
    return Span(date.fromordinal(first), date.fromordinal(last))


def _band_of(figure: Figure) -> Band:
    low, best, high = (np.array([bound], np.float64) for bound in figure.bounds())
    band = exact(best)
    return Band(low, best, high, np.array([marks_of(figure)], np.uint8), band.absent)
