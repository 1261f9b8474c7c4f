"""A table as CSV, for spreadsheets and data frames, or the report: a row for each period and series' total.

In the report every measure has its low, best and high, not rounded, and a note: why it has no value, that it
is approximate, or that a bound is open (the cell of an open bound is empty). Cells that a spreadsheet would
run as a formula are made text; numbers are never touched.

Against the baseline the report has `vs_baseline` alone: its columns are the measures, the same for every
project. The multiples of all ratios stand in the JSON and in the workbook.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from model.columns import Context
from model.derive.measures import MEASURES
from model.output.cells import note_of
from model.output.documents import Document
from model.output.grid import Plain, plain_number, plain_text
from model.output.json import in_area, rows_of_series
from model.project import Series
from model.text.outcomes import Absent, Outcome
from model.text.safe_text import inert

HEADS = ("series", "series_name", "row", "label", "start", "end", "role", "area_unit")


def write(document: Document) -> Iterator[bytes]:
    """Yield the report, or the one table there is with the mark that Excel needs.

    A table goes without its totals: a program would sum them with the rows.
    """
    if document.tables is None:
        yield from _lines(_report(document.ctx), "\n")
        return
    (grid,) = document.tables
    yield codecs.BOM_UTF8
    heads = [csv_text(head) for head in grid.heads(document.ctx, fractions=True)]
    yield from _lines(chain([heads], ([csv_cell(cell) for cell in row] for row in grid.values())), "\r\n")


def _lines(rows: Iterable[Sequence[str]], end: str) -> Iterator[bytes]:
    line = io.StringIO()
    # Only with this line end does the writer quote a cell that holds a lone carriage return.
    writer = csv.writer(line, lineterminator="\r\n")
    for cells in rows:
        writer.writerow(cells)
        yield (line.getvalue().removesuffix("\r\n") + end).encode("utf-8")
        line.seek(0)
        line.truncate()


def csv_text(text: str) -> str:
    """Return a text so that no spreadsheet runs it, in countries too where other signs than commas separate.

    There the quotes around a cell do not hold, and what follows such a sign in it begins a cell.
    """
    return _CELL_WITHIN.sub(r"\1'\2", inert(text))


def csv_cell(cell: Plain) -> str:
    """Return a cell as it is written: numbers and days as they are, text so that nothing runs it."""
    return csv_text(cell) if isinstance(cell, str) else plain_text(cell)


_CELL_WITHIN = re.compile('([;\t|\r\n][\\s"]*)([=+\\-@＝＋－＠])')


def _report(ctx: Context) -> Iterator[Sequence[str]]:
    """Yield the heads, then series by series its periods and its total."""
    parts = [f"{measure.key}_{part}" for measure in MEASURES for part in ("low", "best", "high", "note")]
    yield [*HEADS, *parts]
    for series in ctx.project.series:
        yield from _series_rows(ctx, series)


def _series_rows(ctx: Context, series: Series) -> Iterator[list[str]]:
    area = str(ctx.formats.area_unit)
    name = [csv_text(series.id), csv_text(series.name)]
    for row, outcomes in rows_of_series(ctx, series):
        period, role = ctx.project.periods[row], str(ctx.results.role(row))
        days = [period.start.isoformat(), period.end.isoformat()]
        yield [*name, "period", csv_text(period.label), *days, role, area, *_cells(ctx, outcomes)]
    computed = ctx.results.series[series.id]
    days = [computed.span.start.isoformat(), computed.span.end.isoformat()] if computed.span else ["", ""]
    sums = [computed.of(measure.key) for measure in MEASURES]
    yield [*name, "total", "", *days, "", area, *_cells(ctx, sums)]


def _cells(ctx: Context, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for measure, stated in zip(MEASURES, outcomes, strict=True):
        outcome = in_area(stated, measure.unit, ctx.formats.area_unit)
        if isinstance(outcome, Absent):
            yield from ("", "", "")
        elif outcome.low == outcome.high:
            yield from repeat(_number(outcome.best), 3)
        else:
            yield from map(_number, (outcome.low, outcome.best, outcome.high))
        note = note_of(ctx, outcome)
        yield csv_text(note) if note else ""


def _number(x: float) -> str:
    number = plain_number(x)
    return "" if number is None else repr(number)
