"""The table of a report that sets the ratios of each period and of the total against the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.analyses.compare_lines import compared_text
from model.checks.findings import row_name
from model.columns import TABLE, Context
from model.columns.computed import OutcomeColumn
from model.derive.against_baseline import (
    RATIOS,
    Against,
    rows_against_baseline,
    total_against_baseline,
    why_no_baseline,
)
from model.output.fields import TOTAL
from model.output.grid import NOTHING, CellGrid, grid_of, say
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
    for key in RATIOS:
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
