"""The tables of a report for readers, as text: what is published, what is computed, what came of checking it.

The text and the Markdown report write these tables; both show every column that has something
in it, and say of the others why they have nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from model.checks.findings import NAMED, listed, row_name
from model.columns import TABLE, CellKind, Column, Context
from model.columns.computed import OutcomeColumn
from model.derive.measures import MEASURE
from model.derive.roles import Role
from model.output.baseline import TOTAL_OF_PARTS, baseline_sheets
from model.output.checks import claim_sheets, finding_sheets, reconciled_sheets
from model.output.sheet import NOTHING, Sheet, say
from model.project import Series
from model.text.outcomes import Absent, Outcome
from model.text.units import AreaUnit
from model.text.words import Words, marked, words

ROLES: Mapping[Role, str] = {
    Role.PART: marked("part"),
    Role.TOTAL: marked("Σ total"),
    Role.DETAIL: marked("detail"),
    Role.CONFLICT: marked("conflict"),
    Role.INVALID: marked("invalid"),
}


def sheets(ctx: Context) -> Iterator[Sheet]:
    """Yield the tables of the report in the order in which they are read; those without rows are left out."""
    for series in ctx.project.series:
        rows = [row for row, period in enumerate(ctx.project.periods) if period.series == series.id]
        yield _periods(ctx, series, rows)
        yield from baseline_sheets(ctx, series, rows)
        yield from reconciled_sheets(ctx, series)
    yield from _table(ctx, "intake")
    yield from _table(ctx, "requirements")
    yield from _table(ctx, "campaigns")
    yield from claim_sheets(ctx)
    yield from finding_sheets(ctx)
    for key in ("milestones", "sources", "series"):
        yield from _table(ctx, key)


def explanations(ctx: Context) -> tuple[str, ...]:
    """Return the lines that say what the numbers of the report are."""
    lines = [
        marked("Losses are people. A month is a calendar month; both days of a span are counted."),
        marked("≈ is about, > more than, ≥ at least, < fewer than, ≤ up to, a–b a range; — is no value."),
        marked("Ratios of totals are computed from the sums, never averaged over rows."),
    ]
    if ctx.formats.area_unit is AreaUnit.MI2:
        area = marked("Areas are in square miles; 1 sq mi = 2.589988110336 km².")
    else:
        area = marked("Areas are in square kilometres; 1 sq mi = 2.589988110336 km².")
    return tuple(say(ctx, line) for line in (area, *lines))


def _periods(ctx: Context, series: Series, rows: Sequence[int]) -> Sheet:
    """Return the periods of a series with everything published and computed, and their total."""
    total = ctx.results.series[series.id].total
    title = ctx.formats.words(words("{series}: losses and gains by period", series=row_name(series)))
    columns = [column for column in TABLE["periods"].columns if column.key != "series"]
    sums = None if isinstance(total, Absent) else total
    sheet = _sheet(ctx, title, columns, rows, sums if rows else None)
    if not rows:
        return Sheet(title, (), (), (), (say(ctx, marked("No periods.")),))
    roles = [say(ctx, ROLES[ctx.results.role(row)]) for row in rows] + [""] * sheet.totals
    below = sheet.below
    if isinstance(total, Absent):
        no_total = marked("No total: {reason}")
        below = (ctx.formats.words(words(no_total, reason=total.reason)), *below)
    return Sheet(
        title,
        (*sheet.heads[:1], say(ctx, marked("Role")), *sheet.heads[1:]),
        (*sheet.numeric[:1], False, *sheet.numeric[1:]),
        tuple((*cells[:1], role, *cells[1:]) for cells, role in zip(sheet.rows, roles, strict=True)),
        below,
        sheet.totals,
    )


def _table(ctx: Context, key: str) -> Iterator[Sheet]:
    """Yield a table of the project as the window has it, where it has rows."""
    table = TABLE[key]
    rows = range(table.row_count(ctx.project))
    if rows:
        several = len(ctx.project.series) > 1
        columns = [column for column in table.columns if several or column.key != "series"]
        yield _sheet(ctx, say(ctx, table.label), columns, rows, None)


def _sheet(
    ctx: Context,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[int],
    total: Mapping[str, Outcome] | None,
) -> Sheet:
    """Return some rows of a table, and their total, with those of `columns` that have something in them.

    What is said about a figure (source, quote, scope) comes after the numbers. Lines below say why a cell has
    no value, also those of a column that is not shown because none of its cells has.
    """
    heads, numeric, bodies = [], [], []
    reasons = _Reasons(ctx, columns[0].rows, len(rows))
    for column in sorted(columns, key=lambda column: "." in column.key or column.key == "note"):
        is_number = column.kind in (CellKind.FIGURE, CellKind.COMPUTED)
        if isinstance(column, OutcomeColumn):
            outcomes = column.outcomes(ctx, rows)
            cells = [column.shown_text(ctx, outcome) for outcome in outcomes]
            reasons.note(column.label(ctx), zip(rows, outcomes, strict=True))
        else:
            cells = [column.text(ctx, row) for row in rows]
        if total is not None:
            cells.append(_total_cell(ctx, column, total))
            reasons.note(column.label(ctx), [(_TOTAL, total[column.key])] if column.key in total else [])
        if not {"", NOTHING}.issuperset(cells):
            heads.append(column.label(ctx))
            numeric.append(is_number)
            bodies.append([cell or (NOTHING if is_number else "") for cell in cells])
    return Sheet(
        title,
        tuple(heads),
        tuple(numeric),
        tuple(zip(*bodies, strict=True)) if bodies else (),
        tuple(reasons.lines()),
        0 if total is None else 1,
    )


def _total_cell(ctx: Context, column: Column, total: Mapping[str, Outcome]) -> str:
    if column.key == "label":
        return say(ctx, TOTAL_OF_PARTS)
    if isinstance(column, OutcomeColumn):
        return column.shown_text(ctx, total[column.key])
    if column.key in ("losses", "gains"):
        return ctx.formats.outcome(total[column.key], MEASURE[column.key].unit)
    return ""


_TOTAL = -1  # stands for the total where rows are numbered
_MOST_REASONS = 20  # lines below a table; JSON and CSV have the reason of every cell


class _Reasons:
    """Why cells of a table have no value, said once for each reason and the columns and rows it holds for."""

    def __init__(self, ctx: Context, table: str, count: int) -> None:
        self._ctx = ctx
        self._table = TABLE[table]
        self._count = count
        self._columns: dict[str, dict[str, list[int]]] = {}
        self._said: dict[Words, str] = {}

    def note(self, head: str, outcomes: Iterable[tuple[int, Outcome]]) -> None:
        """Take note of the outcomes of a column, with their rows."""
        for row, outcome in outcomes:
            if isinstance(outcome, Absent):
                if outcome.reason not in self._said:
                    self._said[outcome.reason] = self._ctx.formats.words(outcome.reason)
                why = self._columns.setdefault(head, {})
                why.setdefault(self._said[outcome.reason], []).append(row)

    def lines(self) -> Iterator[str]:
        """Yield a line for each reason and the rows that have it, naming the columns."""
        heads_of: dict[tuple[str, tuple[int, ...]], list[str]] = {}
        for head, why in self._columns.items():
            for reason, rows in why.items():
                heads_of.setdefault((reason, tuple(rows)), []).append(head)
        for (reason, where), heads in islice(heads_of.items(), _MOST_REASONS):
            yield f"{NOTHING} {', '.join(heads)}{self._names(where)}: {reason}"
        if len(heads_of) > _MOST_REASONS:
            more = marked("and {count} more reason|and {count} more reasons")
            yield self._ctx.formats.words(words(more, count=len(heads_of) - _MOST_REASONS))

    def _names(self, rows: Sequence[int]) -> str:
        if len([row for row in rows if row != _TOTAL]) == self._count:
            return ""
        names = [
            say(self._ctx, TOTAL_OF_PARTS) if row == _TOTAL else self._table.row_name(self._ctx, row)
            for row in rows[:NAMED]
        ]
        return f" ({self._ctx.formats.words(listed(names, len(rows)))})"
