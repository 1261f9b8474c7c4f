"""The table of a report that sets the ratios of each period and of the total against the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from model.analyses.compare_series import compared_text
from model.checks.findings import row_name
from model.columns import TABLE, Context
from model.columns.computed import MeasureColumn, OutcomeColumn
from model.columns.heads import TOTAL
from model.derive.against_baseline import (
    RATIOS,
    Against,
    rows_against_baseline,
    total_against_baseline,
    why_no_baseline,
)
from model.derive.unused import unused
from model.output import cells
from model.output.cells import Outcomes, outcome_value, unit_of
from model.output.fields import bounds_fields, field_beside, field_of, named_total, role_field
from model.output.grid import NOTHING, CellGrid, GridCell, GridField, TotalRow, grid_of, plain_number, say
from model.project import Series
from model.text.outcomes import Absent, Outcome
from model.text.words import marked, words

_TOGETHER = "\N{NO-BREAK SPACE}"


def baseline_grids(ctx: Context, series: Series, rows: Sequence[int]) -> Iterator[CellGrid]:
    """Yield the ratios of these rows of a series, and of its total, with how they compare with the baseline.

    Nothing where no baseline is chosen or there are no rows. Of a chosen baseline that is not there, and of a
    ratio that it does not have, the lines below the table say why.
    """
    if ctx.project.view.baseline is None or not rows:
        return
    baseline = ctx.results.baseline_row
    if baseline is None:
        title = words("{series}: against the baseline", series=row_name(series))
        why = ctx.results.baseline_outcome(RATIOS[0])
        below = (ctx.formats.words(why.reason),) if isinstance(why, Absent) else ()
        yield grid_of(ctx.formats.words(title), (), below=below)
        return
    name = TABLE["periods"].row_name(ctx, baseline)
    title = words("{series}: against the baseline, {period}", series=row_name(series), period=name)
    total = ctx.results.series[series.id].total
    labels = [_label(ctx, row) for row in rows]
    labels += [] if isinstance(total, Absent) else [say(ctx, TOTAL)]
    heads, bodies, lacking = [TABLE["periods"].column("label").label(ctx)], [labels], []
    passed_over = unused(ctx.results, series.id)
    for key in (key for key in RATIOS if key not in passed_over):
        column = TABLE["periods"].column(key)
        assert isinstance(column, OutcomeColumn)  # every ratio is computed  # noqa: S101 - tells the type
        why_not = why_no_baseline(ctx.results.baseline_outcome(key))
        if why_not is not None:
            lacking.append(f"{NOTHING} {column.label(ctx)}: {ctx.formats.words(why_not)}")
            continue
        outcomes: list[Outcome] = ctx.results.outcomes(key, rows)
        compared = rows_against_baseline(ctx.results, key, rows)
        if not isinstance(total, Absent):
            outcomes.append(total[key])
            compared.append(total_against_baseline(ctx.results, series.id, key))
        heads.append(column.label(ctx))
        bodies.append([_cell(ctx, column, *both) for both in zip(outcomes, compared, strict=True)])
    yield grid_of(
        ctx.formats.words(title),
        heads,
        list(zip(*bodies, strict=True)),
        totals=0 if isinstance(total, Absent) else 1,
        below=(say(ctx, _EXPLAINED), *lacking),
    )


_EXPLAINED = marked(
    "In brackets: how many times that of the baseline, and how many percent more (▲) or less (▼); the "
    "baseline itself is exactly 1×."
)


def _label(ctx: Context, row: int) -> str:
    name = TABLE["periods"].row_name(ctx, row)
    if row != ctx.results.baseline_row:
        return name
    return ctx.formats.words(words("{period} (the baseline)", period=name))


def _cell(ctx: Context, column: OutcomeColumn, outcome: Outcome, compared: Against) -> str:
    """Return a value and how it compares; the lines of a narrow cell break before the one or the other."""
    if isinstance(outcome, Absent):
        return NOTHING
    value, *beside = compared_text(column.shown_text(ctx, outcome), compared, ctx.formats).split("  ")
    return " ".join(
        [value, *(part.replace(" ", _TOGETHER).replace(f",{_TOGETHER}", ", ") for part in beside)]
    )


# the sheet of a workbook that sets the ratios of periods and totals against those of the baseline period


_TITLE = marked("Against the baseline")
_BASELINE = marked("Compared with")
_TIMES = marked("{measure}, × the baseline")
_CHANGE = marked("{measure}, ± % of the baseline")
_ITSELF = marked("itself: this is the baseline")


class _BaselineColumn(OutcomeColumn, frozen=True, kw_only=True):
    """A ratio as a multiple of that of the baseline; with `change` as how much more or less it is."""

    ratio: str

    def label(self, ctx: Context) -> str:
        head = TABLE["periods"].column(self.ratio).label(ctx)
        return ctx.formats.words(words(self.head, measure=head))

    def shown_text(self, ctx: Context, outcome: Outcome) -> str:
        return ctx.formats.change(outcome) if self.change else ctx.formats.times(outcome)

    def outcomes(self, ctx: Context, rows: Sequence[int]) -> list[Outcome]:
        compared = rows_against_baseline(ctx.results, self.ratio, rows)
        return [one.change if self.change else one.times for one in compared]


def baseline_grid(ctx: Context) -> CellGrid | None:
    """Return a row for each period: each ratio, its multiple of the baseline's, and the change from it.

    None where no period is the baseline. A range is written as a text, its bounds beside it.
    """
    baseline = ctx.results.baseline_row
    if baseline is None:
        return None
    table = TABLE["periods"]
    label, *others = (table.column(key) for key in ("label", "series", "start", "end"))
    fields = [field_of(ctx, label, cells.as_shown(ctx, label)), role_field(ctx)]
    fields += [field_of(ctx, column, cells.as_shown(ctx, column)) for column in others]
    name, itself = table.row_name(ctx, baseline), say(ctx, _ITSELF)

    def compared_with(rows: Sequence[int]) -> list[str]:
        return [itself if row == baseline else name for row in rows]

    fields.append(GridField("baseline", say(ctx, _BASELINE), compared_with, compared_with))
    for key in RATIOS:
        fields += _fields(ctx, key)
    totals = []
    for series in ctx.project.series:
        total = ctx.results.series[series.id].total
        if not isinstance(total, Absent):
            totals.append(TotalRow(series.id, _total(ctx, series, name, total)))
    return CellGrid(
        "baseline", say(ctx, _TITLE), tuple(fields), range(len(ctx.project.periods)), tuple(totals)
    )


def _column(key: str, *, change: bool) -> _BaselineColumn:
    def outcome_of(ctx: Context, row: int) -> Outcome:
        (compared,) = rows_against_baseline(ctx.results, key, (row,))
        return compared.change if change else compared.times

    return _BaselineColumn(
        key=f"{key}_{'change' if change else 'times'}",
        rows="periods",
        head=_CHANGE if change else _TIMES,
        group="",
        help="",
        unit="share" if change else "months",  # which stands for no unit, as in `Formats.times`
        outcome_of=outcome_of,
        change=change,
        ratio=key,
    )


def _fields(ctx: Context, key: str) -> Iterator[GridField]:
    ratio, times, change = _of_ratio(key)
    yield field_of(ctx, ratio, cells.computed(ctx, ratio, Outcomes(ctx, ratio)))
    multiples = Outcomes(ctx, times)
    yield field_of(ctx, times, cells.computed(ctx, times, multiples))
    yield from bounds_fields(ctx, times, cells.bounds_of_outcomes(ctx, times, multiples))
    yield field_of(ctx, change, cells.computed(ctx, change, Outcomes(ctx, change)))
    yield field_beside(ctx, times, "note", cells.notes(ctx, multiples))


def _of_ratio(key: str) -> tuple[MeasureColumn, _BaselineColumn, _BaselineColumn]:
    ratio = TABLE["periods"].column(key)
    if not isinstance(ratio, MeasureColumn):
        raise TypeError(f"{key} is not computed")
    return ratio, _column(key, change=False), _column(key, change=True)


def _total(ctx: Context, series: Series, baseline: str, total: Mapping[str, Outcome]) -> dict[str, GridCell]:
    made = {**named_total(ctx, series), "baseline": GridCell(baseline, baseline)}
    for key in RATIOS:
        compared = total_against_baseline(ctx.results, series.id, key)
        for column, outcome in zip(
            _of_ratio(key), (total[key], compared.times, compared.change), strict=True
        ):
            value = outcome_value(ctx, column, outcome, unit_of(ctx, column))
            made[column.key] = GridCell(value, column.shown_text(ctx, outcome))
        if isinstance(compared.times, Absent):
            why = ctx.formats.words(compared.times.reason)
            made[f"{key}_times.note"] = GridCell(why, why)
            continue
        for part in ("low", "best", "high"):
            number = plain_number(getattr(compared.times, part))
            made[f"{key}_times.{part}"] = GridCell(number, "" if number is None else repr(number))
    return made
