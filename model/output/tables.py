"""The tables of a report for readers: what is published, what is computed, what came of checking it.

They show every column that has something in it, and say of the others why they have nothing, but for those
of measures that a series has nothing to do with.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from model.checks.findings import NAMED, listed, row_name
from model.columns import TABLE, CellKind, Column, Context
from model.columns.computed import MeanColumn, OutcomeColumn
from model.columns.heads import ROLE, TOTAL
from model.columns.table import summed_as
from model.derive.measures import MEASURE
from model.derive.ranges import SUMMED_RANGES, errors_over, errors_words
from model.derive.unused import unused
from model.output.baseline import baseline_grids
from model.output.cells import Cells, Outcomes, as_shown, computed, roles
from model.output.checks import claim_grids, finding_grids, reconciled_grids
from model.output.fields import total_cell
from model.output.grid import NOTHING, CellGrid, GridCell, GridField, GridRows, Plain, TotalRow, grid_of, say
from model.project import Series
from model.text.outcomes import Absent, Outcome
from model.text.records import replace
from model.text.words import Words, marked, words


def report_grids(ctx: Context, parts: Collection[str]) -> Iterator[CellGrid]:
    """Yield the tables of some parts of the report in the order in which they are read.

    Those without rows are left out.
    """
    for series in ctx.project.series:
        rows = [row for row, period in enumerate(ctx.project.periods) if period.series == series.id]
        if "periods" in parts:
            yield _periods(ctx, series, rows)
        if "baseline" in parts:
            yield from baseline_grids(ctx, series, rows)
        if "totals" in parts:
            yield from reconciled_grids(ctx, series)
    for part, tables in _OF_PARTS.items():
        if part in parts:
            for grids in tables:
                yield from grids(ctx)


def _periods(ctx: Context, series: Series, rows: Sequence[int]) -> CellGrid:
    """Return the periods of a series with everything published and computed, and their total."""
    title = ctx.formats.words(words("{series}: losses and gains by period", series=row_name(series)))
    if not rows:
        return grid_of(title, (), below=(say(ctx, marked("No periods.")),))
    total = ctx.results.series[series.id].total
    passed_over = unused(ctx.results, series.id)
    columns = [
        column
        for column in TABLE["periods"].columns
        if column.key != "series"
        and not (column.kind is CellKind.COMPUTED and column.key in passed_over)
        and not isinstance(column, MeanColumn)  # of weeks and months they say once more what is said
    ]
    told = None
    if not isinstance(total, Absent):
        summed = {column.key: summed_as(column.key, gross=series.gross) for column in columns}
        told = {key: total[of] for key, of in summed.items() if of and of not in passed_over}
    made = _grid(ctx, title, columns, rows, told)
    first, *others = made.fields
    of_roles = roles(ctx)
    role = GridField("role", say(ctx, ROLE), *_listed(of_roles, rows, of_roles.texts(rows)))
    below = made.below
    below = (*_errors(ctx, series), *below)
    if isinstance(total, Absent):
        below = (ctx.formats.words(words("No total: {reason}", reason=total.reason)), *below)
    return replace(made, fields=(first, role, *others), below=below)


def _table(ctx: Context, key: str) -> Iterator[CellGrid]:
    """Yield a table of the project as the window has it, where it has rows."""
    table = TABLE[key]
    rows = range(table.row_count(ctx.project))
    if rows:
        several = len(ctx.project.series) > 1
        columns = [column for column in table.columns if several or column.key != "series"]
        yield _grid(ctx, say(ctx, table.label), columns, rows, None)


_OF_PARTS: Mapping[str, tuple[Callable[[Context], Iterator[CellGrid]], ...]] = {
    "recruitment": (partial(_table, key="intake"), partial(_table, key="requirements")),
    "campaigns": (partial(_table, key="campaigns"),),
    "claims": (claim_grids,),
    "findings": (finding_grids,),
    "milestones": (partial(_table, key="milestones"),),
    "references": (partial(_table, key="references"),),
    "sources": (partial(_table, key="sources"),),
    "series": (partial(_table, key="series"),),
}


def _grid(
    ctx: Context,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[int],
    total: Mapping[str, Outcome] | None,
) -> CellGrid:
    """Return some rows of a table, and their total, with those of `columns` that have something in them.

    What is said about a figure (source, quote, scope) comes after the numbers. Lines below say why a cell has
    no value, also those of a column that is not shown because none of its cells has.
    """
    fields: list[GridField] = []
    totals: dict[str, GridCell] = {}
    reasons = _ReasonNotes(ctx, columns[0].rows, len(rows))
    for column in sorted(columns, key=lambda column: "." in column.key or column.key == "note"):
        numeric = column.kind in (CellKind.FIGURE, CellKind.COMPUTED)
        if isinstance(column, OutcomeColumn):
            outcomes = Outcomes(ctx, column)
            reasons.note(column.label(ctx), zip(rows, outcomes.of(rows), strict=True))
            cells = computed(ctx, column, outcomes)
        else:
            cells = as_shown(ctx, column)
        texts = cells.texts(rows)
        summed = None if total is None else _total_cell(ctx, column, total)
        if total is not None and column.key in total:
            reasons.note(column.label(ctx), [(_TOTAL, total[column.key])])
        # a column of figures that are no measure of their own has a total where it has figures
        of_given = column.kind is CellKind.FIGURE and column.key not in MEASURE
        if {"", NOTHING}.issuperset([*texts, summed.text if summed and not of_given else ""]):
            continue
        shown = [text or (NOTHING if numeric else "") for text in texts]
        fields.append(GridField(column.key, column.label(ctx), *_listed(cells, rows, shown), numeric=numeric))
        if summed is not None:
            totals[column.key] = summed if summed.text or not numeric else GridCell(None, NOTHING)
    summing = () if total is None else (TotalRow("", totals),)
    return CellGrid("", title, tuple(fields), range(len(rows)), summing, tuple(reasons.lines()))


def _listed(
    cells: Cells, rows: Sequence[int], texts: Sequence[str]
) -> tuple[Callable[[GridRows], Sequence[Plain]], Callable[[GridRows], Sequence[str]]]:
    """Return what gives the values of some of the rows, which few formats ask for, and their texts."""
    whole: list[Plain] = []

    def values(some: GridRows) -> Sequence[Plain]:
        if not whole:
            whole.extend(cells.values(rows))
        return [whole[row] for row in some]

    return values, lambda some: [texts[row] for row in some]


def _errors(ctx: Context, series: Series) -> Iterator[str]:
    """Say what the errors of the totals come to, where 95 % intervals are added."""
    for key in SUMMED_RANGES:
        if errors := errors_over(ctx.results, key, ctx.results.series[series.id].parts):
            label, unit = words(MEASURE[key].label), MEASURE[key].unit
            yield ctx.formats.words(
                words("{label}: {errors}", label=label, errors=errors_words(errors, unit))
            )


def _total_cell(ctx: Context, column: Column, total: Mapping[str, Outcome]) -> GridCell:
    if column.key == "label":
        text = say(ctx, TOTAL)
        return GridCell(text, text)
    if column.key not in total:
        return GridCell(None, "")
    return total_cell(ctx, column, total[column.key])


_TOTAL = -1  # stands for the total where rows are numbered
_MOST_REASONS = 20  # lines below a table; JSON and CSV have the reason of every cell


class _ReasonNotes:
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
            say(self._ctx, TOTAL) if row == _TOTAL else self._table.row_name(self._ctx, row)
            for row in rows[:NAMED]
        ]
        return f" ({self._ctx.formats.words(listed(names, len(rows)))})"
