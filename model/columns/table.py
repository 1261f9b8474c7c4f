"""A table: its rows, its columns, the signs on its rows and its totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from textwrap import shorten
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr

from model.checks.claims import Verdict
from model.checks.findings import Level
from model.columns.cell import Column, Context, rows_of
from model.columns.computed import OutcomeColumn
from model.derive.ground import ground_told
from model.derive.measures import CLAIMED, MEASURE
from model.derive.results import SeriesResults
from model.derive.roles import Role
from model.project import GROUND, Project
from model.text.days import span_words
from model.text.outcomes import Absent, Outcome
from model.text.records import replace
from model.text.words import Words, marked, quoted, words


class Sign(StrEnum):
    """The kinds of sign that stand on a row."""

    TOTAL = "total"
    DETAIL = "detail"
    CONFLICT = "conflict"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    ACKNOWLEDGED = "acknowledged"


class Mark(Struct, frozen=True):
    """A sign on a row and, in words, why it is there."""

    sign: Sign
    tip: str


class Table(Struct, frozen=True):
    """A table: the field of the project that holds its rows, its names (marked texts) and its columns."""

    key: str
    label: str
    singular: str
    begin: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        own = tuple(replace(column, rows=self.key) for column in self.columns)
        force_setattr(self, "columns", own)

    def column(self, key: str) -> Column:
        """Return the column of that key. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def figure_column(self, column: Column) -> Column:
        """Return the column of the figure of which `column` is a detail, such as its quote; else `column`."""
        owner, _, detail = column.key.rpartition(".")
        found = next((other for other in self.columns if detail and other.key == owner), None)
        return found or column

    def row_count(self, project: Project) -> int:
        """Return how many rows the project has in this table."""
        return len(rows_of(project, self.key))

    def row_name(self, ctx: Context, row: int) -> str:
        """Return what a row is called in a sentence: its label, else its name, else its days.

        Of a claim they are its words, and its measure where another claim has the same words.
        """
        item: Any = rows_of(ctx.project, self.key)[row]
        name = getattr(item, "label", "") or getattr(item, "name", "")
        if name:
            return str(name)
        if quote := getattr(item, "quote", ""):
            said = ctx.formats.words(quoted([shorten(quote, _LONGEST_NAME, placeholder="…")]))
            if self.key != "claims" or sum(claim.quote == quote for claim in ctx.project.claims) < 2:
                return said
            measure = ctx.formats.words(words(CLAIMED[item.measure].label))
            return ctx.formats.words(words("{quote} · {measure}", quote=said, measure=measure))
        if hasattr(item, "start"):
            return ctx.formats.words(span_words(item.start, item.end))
        return str(item.date if hasattr(item, "date") else item.id)

    def marks(self, ctx: Context, row: int) -> tuple[Mark, ...]:
        """Return the signs on a row: its role, where it is not simply counted, and what was noticed."""
        marks = []
        if self.key == "periods":
            role = ctx.results.role(row)
            if role in ROLE_SIGNS:
                sign, tip = ROLE_SIGNS[role]
                marks.append(Mark(sign, ctx.formats.words(words(tip))))
        found = ctx.checks.of_row(self.key, row)
        for finding in sorted(found, key=lambda finding: finding.acknowledged is not None):
            said = ctx.formats.words(finding.words)
            if finding.acknowledged is None:
                marks.append(Mark(LEVEL_SIGNS[finding.level], said))
            else:
                seen = marked("Acknowledged: {finding} {reason}")
                why = words(seen, finding=said, reason=finding.acknowledged)
                marks.append(Mark(Sign.ACKNOWLEDGED, ctx.formats.words(why).rstrip()))
        return tuple(marks)

    def totals(
        self, ctx: Context, series: str, *, filtered: bool = False, checked: bool = True
    ) -> Mapping[str, str] | None:
        """Return the shown texts of a series' totals by column key, or None for a table without totals.

        Where a filter hides rows, they say that they are of all rows all the same. Unless `checked` they do
        not say whether published totals agree, and nobody waits for the checks.
        """
        if self.key != "periods":
            return None
        computed = ctx.results.series[series]
        said = _total_said(ctx, series, computed, checked=checked)
        if filtered:
            said = words("All rows, hidden ones too: {total}", total=said)
        return _totals(self, ctx, computed.total, series, said)

    def totals_shown(self, ctx: Context, series: str, rows: Sequence[int]) -> Mapping[str, str]:
        """Return the texts of the totals of `rows`, the counted ones of a series that a filter shows."""
        parts = ctx.results.series[series].parts
        counts = (ctx.formats.number(len(each), "people") for each in (rows, parts))
        said = words("Shown rows: {count} of {total} counted", count=next(counts), total=next(counts))
        if not rows:
            return {"label": _of_series(ctx, series, said)}
        return _totals(self, ctx, ctx.results.over(rows, total=True), series, said)


def _totals(
    table: Table, ctx: Context, total: Mapping[str, Outcome] | Absent, series: str, said: Words
) -> Mapping[str, str]:
    if isinstance(total, Absent):
        return {"label": ctx.formats.words(total.reason)}
    gross = ctx.project.the_series(series).gross
    return TotalTexts(table, ctx, total, _of_series(ctx, series, said), gross=gross)


class TotalTexts(Mapping[str, str]):
    """The texts of a series' totals, each made when it is first asked for: most columns are not in view."""

    def __init__(
        self, table: Table, ctx: Context, total: Mapping[str, Outcome], label: str, *, gross: bool
    ) -> None:
        self._columns = {
            column.key: column
            for column in table.columns
            if isinstance(column, OutcomeColumn) or column.key in ("label", *_SUMMED)
        }
        self._ctx, self._gross = ctx, gross
        self.outcomes = total
        self._made = {"label": label}

    def __getitem__(self, key: str) -> str:
        if key not in self._made:
            self._made[key] = self._text(self._columns[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def _text(self, column: Column) -> str:
        if isinstance(column, OutcomeColumn):
            return column.shown_text(self._ctx, self.outcomes[column.key])
        key = summed_as(column.key, gross=self._gross)
        return self._ctx.formats.outcome(self.outcomes[key], MEASURE[key].unit)


_SUMMED = ("losses", *GROUND)
"""The columns of figures whose totals are shown."""


def summed_as(column: str, *, gross: bool) -> str:
    """Return the measure that is the total of a column of periods; "" where it has none."""
    if column in GROUND and column not in MEASURE:
        return ground_told(column, gross=gross)
    return column if column in MEASURE else ""


_LONGEST_NAME = 48  # characters of the words of a claim

ROLE_SIGNS: Mapping[Role, tuple[Sign, str]] = {
    Role.TOTAL: (
        Sign.TOTAL,
        marked("A published total: the parts inside it cover all its days, so it is not counted."),
    ),
    Role.DETAIL: (
        Sign.DETAIL,
        marked("A detail: it lies inside a longer period that is counted, so it is not counted."),
    ),
    Role.CONFLICT: (
        Sign.CONFLICT,
        marked("In conflict: it shares days with another period, so the series has no total."),
    ),
}
LEVEL_SIGNS: Mapping[Level, Sign] = {
    Level.ERROR: Sign.ERROR,
    Level.WARNING: Sign.WARNING,
    Level.NOTE: Sign.NOTE,
}


def _total_said(ctx: Context, series: str, computed: SeriesResults, *, checked: bool) -> Words:
    """Say what the totals row sums, and whether the published totals agree with it."""
    verdicts = [
        reconciled.judgement.verdict
        for reconciled in (ctx.checks.reconciled if checked else ())
        if ctx.project.periods[reconciled.row].series == series
    ]
    if not len(computed.parts):
        return words("Total: no periods yet")
    if not verdicts:
        return words("Total of parts")
    if Verdict.INCONSISTENT in verdicts:
        return words("Total of parts — differs from Σ !")
    if Verdict.NOT_REFUTED in verdicts:
        return words("Total of parts — does not follow Σ, nor refutes it ?")
    if Verdict.UNVERIFIABLE in verdicts:
        return words("Total of parts — Σ cannot be checked –")
    return words("Total of parts — agrees with Σ ✓")


def _of_series(ctx: Context, series: str, said: Words) -> str:
    """Say of which series it is where there are several."""
    if len(ctx.project.series) > 1:
        found = ctx.project.series_of(series)
        name = series if found is None else found.called
        said = words("{series}: {total}", series=name, total=said)
    return ctx.formats.words(said)
