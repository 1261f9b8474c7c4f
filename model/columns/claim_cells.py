"""The cells of claims: what is stated, what is computed over its days, the verdict, the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.checks.claims import OF_CAMPAIGN, Judgement, Verdict
from model.checks.verdict_words import VERDICT_NAMES, computed_amount, why_words
from model.columns.blank import UNSTATED
from model.columns.cell import (
    CellKind,
    ChoiceColumn,
    Column,
    Context,
    DateColumn,
    SortKey,
    never,
    number_key,
    text_key,
)
from model.columns.claim_against import NO_OTHER_DAYS, units_compared
from model.columns.claim_words import (
    NEVER_NEGATIVE,
    judgement_of,
    stated_as_read,
    stated_quantity,
    stated_text,
)
from model.columns.figure import FigureColumn, source_tag
from model.columns.trends import TypedTrend, read_trend, trend_of
from model.derive.measures import CLAIMED
from model.project import RECORDS, Claim, ComparedBy
from model.reading.claim import read_claim
from model.text.amounts import amount_text
from model.text.days import Step, span_words
from model.text.errors import Refused, Unreadable
from model.text.figures import Figure, Qualifier, Quantity, is_blank, units_said
from model.text.notation import read_number, write_number
from model.text.outcomes import Absent, Value
from model.text.records import replace
from model.text.units import of_difference
from model.text.words import words


class ClaimStartColumn(DateColumn, frozen=True):
    """The first day of a claim; that of a trend follows from its last day."""

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        new = super().read(ctx, row, text)
        if row.trend is not None and new is not row:
            raise Refused(words("The first day of a trend follows from its last and its count."))
        return new


class ClaimMeasureColumn(ChoiceColumn, frozen=True):
    """The measure that a claim is about; the unit stated has to be one of its units."""

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        new = super().read(ctx, row, text)
        if new is row or row.stated is None or row.stated is UNSTATED:
            return new
        stated: Figure = row.stated
        if new.measure in NEVER_NEGATIVE and any(x is not None and x < 0 for x in _numbers(stated)):
            raise Refused(
                words(
                    "The figure stated is negative, and {measure} cannot be.",
                    measure=words(CLAIMED[new.measure].label),
                )
            )
        if new.measure in OF_CAMPAIGN and (row.trend is not None or row.against is not None):
            raise Refused(words("A claim about a campaign states a figure, compared with nothing."))
        if stated.unit and row.against is not None and stated.unit not in units_compared(new):
            raise Refused(
                words(
                    "What is stated is in a unit that {measure} has not.",
                    measure=words(CLAIMED[new.measure].label),
                )
            )
        if row.against is None and stated.unit and stated.unit not in units_compared(new):
            # a unit of another kind cannot stay; the number does, in the unit of the measure chosen
            return replace(new, stated=replace(stated, unit=""))
        return new


def _numbers(figure: Figure) -> tuple[float | None, ...]:
    return figure.low, figure.value, figure.high


class StatedColumn(FigureColumn, frozen=True):
    """What is stated: a figure in a unit of the measure, or a trend; shown with its unit."""

    def label(self, ctx: Context) -> str:
        return ctx.formats.words(words(self.head))

    def quantity(self, ctx: Context, row: Any) -> Quantity:
        return stated_quantity(row)

    def text(self, ctx: Context, row: int) -> str:
        return stated_text(ctx, self.row(ctx, row))

    def typed(self, ctx: Context, row: int) -> str:
        claim: Claim = self.row(ctx, row)
        trend = trend_of(claim)
        if trend is not None:
            return ctx.formats.words(trend)
        if claim.stated is not None and claim.stated.unit == "points":
            return stated_text(ctx, claim)  # a number alone is not known for points, nor taken for percent
        return super().typed(ctx, row)

    def tag(self, ctx: Context, row: int) -> str:
        return ""

    def tip(self, ctx: Context, row: int) -> str:
        claim: Claim = self.row(ctx, row)
        return self.typed(ctx, row) if claim.trend is not None else super().tip(ctx, row)

    def number(self, ctx: Context, row: int) -> float | None:
        return None  # a sum over claims of different measures means nothing

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return number_key(self._best(ctx, row))

    def sort_numbers(self, ctx: Context) -> NDArray[np.float64]:
        numbers = (self._best(ctx, row) for row in range(len(ctx.project.claims)))
        return np.array([np.nan if number is None else number for number in numbers], dtype=np.float64)

    def _best(self, ctx: Context, row: int) -> float | None:
        stated = self.figure(ctx, row)
        return None if stated is None else stated.bounds()[1]

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        trend = None if is_blank(text) else read_trend(text, ctx.formats.translate)
        if trend is not None:
            return self._read_trend(ctx, row, trend)
        if row.trend is not None and not is_blank(text):
            row = replace(row, trend=None, step=Step.MONTH, count=0, stated=UNSTATED)
        if row.against is not None and row.against.kind is ComparedBy.CHANGE and not is_blank(text):
            return self._read_change(ctx, row, text)
        return super().read(ctx, row, text)

    def _read_trend(self, ctx: Context, row: Claim, typed: TypedTrend) -> Claim:
        """Return a claim of a trend, that of a streak with the number that each step is held against."""
        if row.against is not None or row.measure in OF_CAMPAIGN:
            raise Refused(words(NO_OTHER_DAYS))
        if not typed.level:
            return _with_trend(row, typed)
        plain = replace(row, trend=None, step=Step.MONTH, count=0, stated=row.stated or UNSTATED)
        level = super().read(ctx, plain, typed.level).stated
        if level.value is None or level.low is not None or level.qualifier is not Qualifier.EXACT:
            raise Refused(words("What each step is held against is one number."))
        new = replace(
            plain, stated=level, precision=None, trend=typed.trend, step=typed.step, count=typed.count
        )
        return row if new == row else new

    def _read_change(self, ctx: Context, row: Any, text: str) -> Any:
        """Return a claim of a change that is in percent or in points where the text says so."""
        if row.stated is not None and text == stated_text(ctx, row):
            return row  # as it is shown: its quote and source stay
        own = CLAIMED[row.measure].unit
        said = units_said(text)
        unit = "points" if own == "share" and "points" in said else "share" if "share" in said else ""
        unit = "" if unit == own else unit
        stated = row.stated if row.stated is not None else UNSTATED
        before = unit if unit or stated.unit in ("share", "points") else stated.unit
        new = super().read(ctx, replace(row, stated=replace(stated, unit=before)), text)
        if new.stated is None or new.stated.unit == unit or not unit:
            return row if new.stated == row.stated else new
        changed = replace(new, stated=replace(new.stated, unit=unit))
        return row if changed.stated == row.stated else changed

    def as_read(self, ctx: Context, row: int, text: str) -> str:
        item: Claim = self.row_or_blank(ctx, row)
        if not item.measure and not is_blank(text):
            # the measure of a row that is begun is not known here; what the text says of it may be
            said = read_claim(text, ctx.formats.notation)
            if not said.measure:
                return ""
            item = replace(item, measure=said.measure)
        return stated_as_read(ctx, self.read(ctx, item, text))


def _with_trend(row: Claim, trend: TypedTrend) -> Claim:
    if (row.trend, row.step, row.count) == (trend.trend, trend.step, trend.count):
        return row
    return replace(row, stated=None, precision=None, trend=trend.trend, step=trend.step, count=trend.count)


class StepColumn(ChoiceColumn, frozen=True):
    """By what the days of a record are moved to those that they are compared with."""

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        new = super().read(ctx, row, text)
        if new is not row and (row.against is None or row.against.kind not in RECORDS):
            raise Refused(words("Only the days of a record, the highest or lowest, are moved."))
        return new


class PrecisionColumn(Column, frozen=True, kw_only=True):
    """The place value of the last digit meant, where it is not that of the last non-zero digit."""

    sample: str = "1,000"
    shown: Callable[[Context], bool] = never

    def text(self, ctx: Context, row: int) -> str:
        claim: Claim = self.row(ctx, row)
        if claim.precision is None:
            return ""
        # that of a share is in percent, as the share itself is shown
        return write_number(claim.precision * self._per(claim), ctx.formats.notation)

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        if is_blank(text):
            return row if row.precision is None else replace(row, precision=None)
        new = read_number(text, ctx.formats.notation) / self._per(row)
        if new <= 0:
            raise Unreadable(words("A precision is above 0, such as 1,000, 1 or 0.1."))
        if row.trend is not None:
            raise Refused(words("A trend is stated without a precision."))
        return row if new == row.precision else replace(row, precision=new)

    @staticmethod
    def _per(claim: Claim) -> float:
        return 100.0 if stated_quantity(claim).unit == "share" else 1.0


class ComputedColumn(Column, frozen=True, kw_only=True):
    """What is computed over the days of the claim, in the unit stated; the reason where there is none."""

    kind: CellKind = CellKind.COMPUTED
    sample: str = "45,690 a month"

    def text(self, ctx: Context, row: int) -> str:
        judged = judgement_of(ctx, row)
        if isinstance(judged.computed, Absent):
            return ctx.formats.outcome(judged.computed, judged.unit)
        return ctx.formats.words(computed_amount(judged))

    def tip(self, ctx: Context, row: int) -> str:
        judged = judgement_of(ctx, row)
        said = [ctx.formats.words(ctx.formats.full(judged.computed, judged.unit))]
        for step in judged.steps:
            span = ctx.formats.words(span_words(step.span.start, step.span.end))
            said.append(f"{span}: {amount_text(ctx.formats, step.value, step.unit)}")
        if judged.note is not None:
            said.append(ctx.formats.words(judged.note))
        return "\n".join(said)

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        computed = judgement_of(ctx, row).computed
        return number_key(None if isinstance(computed, Absent) else computed.best)


class VerdictColumn(Column, frozen=True, kw_only=True):
    """Whether what is stated agrees with what is computed: a sign and a word."""

    kind: CellKind = CellKind.COMPUTED
    sample: str = "! inconsistent"

    def text(self, ctx: Context, row: int) -> str:
        return ctx.formats.words(words(VERDICT_NAMES[judgement_of(ctx, row).verdict].signed))

    def tip(self, ctx: Context, row: int) -> str:
        judged = judgement_of(ctx, row)
        claim: Claim = self.row(ctx, row)
        why = why_words(judged, claim.trend)
        return self.text(ctx, row) if why is None else ctx.formats.words(why)

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return 0, float(list(Verdict).index(judgement_of(ctx, row).verdict))


class DifferenceColumn(Column, frozen=True, kw_only=True):
    """How far the computed value lies from the nearest bound stated: in its unit, or in percent of it."""

    kind: CellKind = CellKind.COMPUTED
    sample: str = "−4,310 a m"
    percent: bool = False

    def text(self, ctx: Context, row: int) -> str:
        judged = judgement_of(ctx, row)
        number = self._of(judged)
        if number is None:
            return ctx.formats.outcome(Absent(words("")), judged.unit)
        value = Value(number, number, number)
        unit = of_difference(judged.unit)  # how many more or fewer
        return ctx.formats.change(value) if self.percent else amount_text(ctx.formats, value, unit)

    def tip(self, ctx: Context, row: int) -> str:
        judged = judgement_of(ctx, row)
        if judged.reason is not None:
            return ctx.formats.words(judged.reason)
        return self.text(ctx, row)

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return number_key(self._of(judgement_of(ctx, row)))

    def _of(self, judged: Judgement) -> float | None:
        return judged.share if self.percent else judged.difference


class ClaimSourceColumn(ChoiceColumn, frozen=True):
    """Who is said to have stated it, with the short name that figures have beside them."""

    def text(self, ctx: Context, row: int) -> str:
        claim: Claim = self.row(ctx, row)
        return source_tag(claim.source)

    def typed(self, ctx: Context, row: int) -> str:
        return super().text(ctx, row)

    def tip(self, ctx: Context, row: int) -> str:
        return super().text(ctx, row)

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return text_key(self.typed(ctx, row))
