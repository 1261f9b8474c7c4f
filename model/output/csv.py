"""The report as CSV, for spreadsheets and data frames: a row for each period and for each series' total.

Every measure has its low, best and high, not rounded, and a note: why it has no value, that it is
approximate, or that a bound is open (the cell of an open bound is empty). Cells that a spreadsheet would run
as a formula are made text; numbers are never touched.

Against the baseline it has `vs_baseline` alone: the columns are the measures, the same for every project. The
multiples of all ratios stand in the JSON and in the workbook.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence

from model.columns import Context
from model.derive.measures import MEASURES
from model.output.json import in_area, number_json, rows_of_series
from model.project import Series
from model.text.outcomes import Absent, Outcome
from model.text.safe_text import inert
from model.text.words import marked, words

HEADS = ("series", "series_name", "row", "label", "start", "end", "role", "area_unit")


def csv_report(ctx: Context) -> Iterator[str]:
    """Yield the lines of the report: the heads, then series by series its periods and its total."""
    line = io.StringIO()
    # Only with this line end does the writer quote a cell that holds a lone carriage return.
    writer = csv.writer(line, lineterminator="\r\n")
    parts = [f"{measure.key}_{part}" for measure in MEASURES for part in ("low", "best", "high", "note")]
    rows = (row for series in ctx.project.series for row in _series_rows(ctx, series))
    for cells in ([*HEADS, *parts], *(), *rows):
        writer.writerow(cells)
        yield line.getvalue().removesuffix("\r\n") + "\n"
        line.seek(0)
        line.truncate()


def _series_rows(ctx: Context, series: Series) -> Iterator[list[str]]:
    area = str(ctx.formats.area_unit)
    name = [inert(series.id), inert(series.name)]
    for row, outcomes in rows_of_series(ctx, series):
        period, role = ctx.project.periods[row], str(ctx.results.role(row))
        days = [period.start.isoformat(), period.end.isoformat()]
        yield [*name, "period", inert(period.label), *days, role, area, *_cells(ctx, outcomes)]
    computed = ctx.results.series[series.id]
    days = [computed.span.start.isoformat(), computed.span.end.isoformat()] if computed.span else ["", ""]
    total = computed.total
    sums = [total if isinstance(total, Absent) else total[measure.key] for measure in MEASURES]
    yield [*name, "total", "", *days, "", area, *_cells(ctx, sums)]


def _cells(ctx: Context, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for measure, stated in zip(MEASURES, outcomes, strict=True):
        outcome = in_area(stated, measure.unit, ctx.formats.area_unit)
        if isinstance(outcome, Absent):
            yield from ("", "", "", inert(ctx.formats.words(outcome.reason)))
            continue
        best = _number(outcome.best)
        if outcome.low == outcome.high:
            yield from (best, best, best)
        else:
            yield from (_number(outcome.low), best, _number(outcome.high))
        yield _note(ctx, outcome.low, outcome.high, approximate=outcome.approximate)


def _number(x: float) -> str:
    number = number_json(x)
    return "" if number is None else repr(number)


def _note(ctx: Context, low: float, high: float, *, approximate: bool) -> str:
    notes = []
    if approximate:
        notes.append(marked("approximate"))
    if math.isinf(low):
        notes.append(marked("no lower bound"))
    if math.isinf(high):
        notes.append(marked("no upper bound"))
    return inert("; ".join(ctx.formats.words(words(note)) for note in notes)) if notes else ""
