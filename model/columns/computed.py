"""Columns of computed values: never typed, each with its range or the reason why there is no value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from model.columns.cell import CellKind, Column, Context, SortKey, always, never, number_key
from model.derive.against_baseline import RATIOS, against_baseline
from model.derive.means import means_over
from model.derive.measures import MEASURE, Basis, Measure
from model.derive.stocks import taken_on
from model.project import Rate
from model.text.days import Span, span_words
from model.text.formats import ABSENT, counted
from model.text.outcomes import Absent, Outcome, Value
from model.text.words import marked, words


class OutcomeColumn(Column, frozen=True, kw_only=True):
    """A computed value with its range, or the reason why there is none."""

    unit: str
    outcome_of: Callable[[Context, int], Outcome]
    kind: CellKind = CellKind.COMPUTED
    sample: str = "50,000–60,000"
    change: bool = False

    def label(self, ctx: Context) -> str:
        return ctx.formats.words(words(self.head, area=ctx.formats.unit("km2")))

    def shown_text(self, ctx: Context, outcome: Outcome) -> str:
        """Return an outcome of this column as shown, of a row or of the totals."""
        return ctx.formats.change(outcome) if self.change else ctx.formats.outcome(outcome, self.unit)

    def outcomes(self, ctx: Context, rows: Sequence[int]) -> list[Outcome]:
        """Return the outcomes of some rows."""
        return [self.outcome_of(ctx, row) for row in rows]

    def text(self, ctx: Context, row: int) -> str:
        return self.shown_text(ctx, self.outcome_of(ctx, row))

    def tip(self, ctx: Context, row: int) -> str:
        return ctx.formats.words(ctx.formats.full(self.outcome_of(ctx, row), self.unit))

    def number(self, ctx: Context, row: int) -> float | None:
        outcome = self.outcome_of(ctx, row)
        return None if isinstance(outcome, Absent) else ctx.formats.in_shown_unit(outcome.best, self.unit)

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return number_key(self.number(ctx, row))


class MeasureColumn(OutcomeColumn, frozen=True, kw_only=True):
    """A measure of domain.md §4 for each period; its tip says the formula with the numbers put in."""

    def outcomes(self, ctx: Context, rows: Sequence[int]) -> list[Outcome]:
        return ctx.results.outcomes(self.key, rows)

    def text(self, ctx: Context, row: int) -> str:
        if ctx.results.columns[self.key].absent.item(row):
            return ABSENT  # why is said where it is asked: a table has thousands of these
        return super().text(ctx, row)

    def sort_numbers(self, ctx: Context) -> NDArray[np.float64]:
        return ctx.results.columns[self.key].best  # in any unit the order is the same

    def tip(self, ctx: Context, row: int) -> str:
        said = [ctx.formats.words(ctx.formats.full(self.outcome_of(ctx, row), self.unit))]
        if isinstance(self.outcome_of(ctx, row), Value):
            said.append(ctx.formats.words(ctx.results.explain(self.key, row, ctx.formats.outcome)))
        if went_on := self.went_on(ctx, row):
            said.append(went_on)
        compared = self.against_baseline(ctx, row)
        if compared:
            said.append(compared)
        return "\n".join(said)

    def went_on(self, ctx: Context, row: int) -> str:
        """Say the days whose rate went on, of what is computed as if it did; nothing of any other measure."""
        period, said = ctx.project.periods[row], MEASURE[self.key].went_on
        return ctx.formats.words(words(said, span=span_words(period.start, period.end))) if said else ""

    def against_baseline(self, ctx: Context, row: int) -> str:
        """Say how a ratio compares with that of the baseline period; nothing where there is none of it."""
        baseline = ctx.results.baseline_row
        if self.key not in RATIOS or baseline is None or row == baseline:
            return ""
        compared = against_baseline(ctx.results, self.key, row)
        if not compared.told:
            return ""
        said = marked("{times} that of the baseline ({change})")
        return ctx.formats.words(
            words(said, times=ctx.formats.times(compared.times), change=ctx.formats.change(compared.change))
        )


class DateToColumn(MeasureColumn, frozen=True, kw_only=True):
    """The day on which what remains is taken if the rate of the period went on; a claim states its year."""

    def text(self, ctx: Context, row: int) -> str:
        days = ctx.results.outcome("days_to", row)
        if isinstance(days, Absent):
            return ctx.formats.outcome(days, "days")
        return ctx.formats.words(taken_on(self.row(ctx, row).end, days))

    def tip(self, ctx: Context, row: int) -> str:
        days = ctx.results.outcome("days_to", row)
        said = ctx.formats.words(days.reason) if isinstance(days, Absent) else self.text(ctx, row)
        return f"{said}\n{self.went_on(ctx, row)}"

    def number(self, ctx: Context, row: int) -> float | None:
        return None  # a day, not the number of its year

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        days = ctx.results.outcome("days_to", row)
        end = self.row(ctx, row).end.toordinal()
        return number_key(None if isinstance(days, Absent) else end + days.best)

    def sort_numbers(self, ctx: Context) -> NDArray[np.float64]:
        return ctx.results.inputs.end + ctx.results.columns["days_to"].best


class MeanColumn(Column, frozen=True, kw_only=True):
    """The losses or gains a day, as a mean over so many days that end with the period."""

    of: str
    over: int
    kind: CellKind = CellKind.COMPUTED
    sample: str = "1,313–1,523"
    shown: Callable[[Context], bool] = never

    def label(self, ctx: Context) -> str:
        return ctx.formats.words(words(self.head, count=counted(self.over), area=ctx.formats.unit("km2")))

    @property
    def measure(self) -> Measure:
        """The measure that is a mean over these days."""
        return MEASURE[f"{self.of}_per_day"]

    def span(self, ctx: Context, row: int) -> Span:
        """Return the days of the mean."""
        end = self.row(ctx, row).end
        return Span(date.fromordinal(max(1, end.toordinal() + 1 - self.over)), end)

    def outcome(self, ctx: Context, row: int) -> Outcome:
        """Return the mean, or why there is none."""
        span = self.span(ctx, row)
        return ctx.results.within(self.row(ctx, row).series, span.start, span.end)[self.measure.key]

    def text(self, ctx: Context, row: int) -> str:
        return ctx.formats.outcome(self.outcome(ctx, row), self.measure.unit)

    def tip(self, ctx: Context, row: int) -> str:
        full = ctx.formats.words(ctx.formats.full(self.outcome(ctx, row), self.measure.unit))
        return f"{full}\n{self.said(ctx, row)}"

    def said(self, ctx: Context, row: int) -> str:
        """Say over which days it is a mean."""
        span = self.span(ctx, row)
        days, label = span_words(span.start, span.end), words(self.measure.label)
        return ctx.formats.words(words(marked("{measure}, mean of {span}"), measure=label, span=days))

    def number(self, ctx: Context, row: int) -> float | None:
        outcome, unit = self.outcome(ctx, row), self.measure.unit
        return None if isinstance(outcome, Absent) else ctx.formats.in_shown_unit(outcome.best, unit)

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return number_key(self.number(ctx, row))

    def sort_numbers(self, ctx: Context) -> NDArray[np.float64]:
        derived = ctx.results.derived
        return means_over(derived, self.of, self.over, derived.tiling.series, derived.inputs.end + 1).best


def measure_outcome(key: str) -> Callable[[Context, int], Outcome]:
    """Return the function that gives the outcome of a measure for a period."""

    def outcome(ctx: Context, row: int) -> Outcome:
        return ctx.results.outcome(key, row)

    return outcome


def measure_column(key: str) -> MeasureColumn:
    """Declare the column of a measure from the measure itself."""
    measure = MEASURE[key]
    kind = DateToColumn if measure.unit == "year" else MeasureColumn
    return kind(
        key=key,
        head=measure.short,
        help=measure.help,
        unit=measure.unit,
        outcome_of=measure_outcome(key),
        shown=_shown(measure.shown),
        sample=measure.sample,
        change=measure.basis is Basis.BASELINE,
    )


def _shown(when: bool | Rate) -> Callable[[Context], bool]:
    if isinstance(when, Rate):
        return lambda ctx: ctx.project.view.rate is when
    return always if when else never


class CountColumn(Column, frozen=True, kw_only=True):
    """A whole number counted from the project, such as how many figures rest on a source."""

    count_of: Callable[[Context, int], int]
    kind: CellKind = CellKind.COMPUTED
    sample: str = "1,000"

    def text(self, ctx: Context, row: int) -> str:
        return ctx.formats.number(self.count_of(ctx, row), "people")

    def number(self, ctx: Context, row: int) -> float | None:
        return float(self.count_of(ctx, row))

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return number_key(self.number(ctx, row))
