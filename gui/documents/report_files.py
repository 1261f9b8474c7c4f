"""What of a report needs Qt: its charts, and the report as PDF. Needs a display as little as pictures do.

All of it may be done in a thread of its own. `told()` is called now and then; what it raises ends the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gui.charts.images import ImageRequest, paint_request, picture_bytes
from gui.charts.with_maps import chart_with_maps
from model.charts import CHARTS, ChartOptions
from model.charts.data import Chart
from model.output.asked import EVERYTHING, Asked, of_series
from model.output.documents import (
    TEXTS,
    Document,
    ReportPicture,
    checked_words,
    explanations,
    measured,
    report_bytes,
    summaries,
)
from model.output.formats import FORMAT
from model.output.grid import grid_of, say

if TYPE_CHECKING:
    from gui.documents.report_pages import Pages
    from model.columns import Context

_ALONE = ImageRequest(transparent=True)
_IN_FOURS = ImageRequest(width=640, height=405, transparent=True)  # what a quarter of a page holds
_TITLE, _PART = 180, 130  # tenths of a point
_ROW = 2500.0  # of pictures


def nobody() -> None:
    """Stand for nobody who is to be told."""


def report_file(
    ctx: Context,
    kind: str,
    series: str | None = None,
    told: Callable[[], None] = nobody,
    asked: Asked = EVERYTHING,
    folder: Path | None = None,
) -> bytes:
    """Return the report in a format of `REPORT_FORMATS`, its charts of one series, else of all.

    `folder` is that of the project, in which its maps are; None where it is in no file.
    Of a format that is read there is only what is `asked` for; one of data has all tables of the series.
    """
    drawing = FORMAT[kind].drawing
    if kind != "pdf" and not drawing:
        return report_bytes(ctx, kind, (), told, asked)
    ctx = of_series(ctx, asked.series)
    if series not in ctx.results.series:
        series = None
    if kind == "pdf":
        return report_pdf(ctx, series, told, asked, folder)
    return report_bytes(ctx, kind, report_pictures(ctx, drawing, series, told, asked, folder), told, asked)


def report_charts(
    ctx: Context, series: str | None = None, asked: Asked = EVERYTHING, folder: Path | None = None
) -> Iterator[Chart]:
    """Yield the charts of a report that are wanted and show anything."""
    for declared in CHARTS if "charts" in asked.parts else ():
        if asked.charts is None or declared.key in asked.charts:
            of = ChartOptions(series)
            chart = chart_with_maps(declared.key, ctx.results, ctx.checks, ctx.formats, of, folder)
            alone = len(chart.lanes) == 1  # what is to be compared with nothing says nothing
            if (chart.panels and not alone) or chart.ground is not None:
                yield chart


def report_pictures(
    ctx: Context,
    kind: str = "svg",
    series: str | None = None,
    told: Callable[[], None] = nobody,
    asked: Asked = EVERYTHING,
    folder: Path | None = None,
) -> list[ReportPicture]:
    """Return the charts of a report as `svg` or as `png`."""
    request = ImageRequest(width=1600, height=900, scale=4 / 3) if kind == "png" else ImageRequest()
    pictures = []
    for chart in report_charts(ctx, series, asked, folder):
        told()
        pictures.append(ReportPicture(chart.title, chart.alt, **{kind: picture_bytes(chart, request, kind)}))
    return pictures


def report_pdf(
    ctx: Context,
    series: str | None = None,
    told: Callable[[], None] = nobody,
    asked: Asked = EVERYTHING,
    folder: Path | None = None,
) -> bytes:
    """Return the report as PDF on A4, lying, its charts as drawings."""
    from gui.documents.report_pages import Pages  # noqa: PLC0415 - a page for the web needs none

    pages = Pages(Document(ctx).title, say(ctx, TEXTS["LANGUAGE"]), told)
    try:
        _set(pages, ctx, asked, list(report_charts(ctx, series, asked, folder)))
        return pages.done()
    finally:
        pages.abandon()


def _set(pages: Pages, ctx: Context, asked: Asked, charts: Sequence[Chart]) -> None:
    pages.heading(pages.title, _TITLE)
    for line in ctx.project.notes.splitlines():
        if line.strip():
            pages.paragraph(line)
    if "summary" in asked.parts:
        _set_summary(pages, ctx)
    if charts:
        pages.heading(say(ctx, TEXTS["CHARTS"]), _PART, with_what_follows=_ROW)
    on_paper = _ALONE if len(charts) == 1 else _IN_FOURS
    drawn = [partial(paint_request, chart=chart, request=on_paper) for chart in charts]
    for begin in range(0, len(drawn), 2):
        pages.drawings(drawn[begin : begin + 2], on_paper.width, on_paper.height, min(2, len(drawn)))
    for grid in Document(ctx, asked=asked).grids():
        pages.heading(grid.title, _PART)
        pages.table(grid)
        for line in grid.below:
            pages.paragraph(line, small=True, mark="•")
    told = list(measured(ctx)) if "measures" in asked.parts else []
    if told:
        pages.heading(say(ctx, TEXTS["MEASURES"]), _PART)
        heads = tuple(say(ctx, TEXTS[key]) for key in ("MEASURE", "UNIT", "FORMULA", "MEANING"))
        pages.table(grid_of("", heads, told))
    for line in explanations(ctx):
        pages.paragraph(line, small=True, mark="•")


def _set_summary(pages: Pages, ctx: Context) -> None:
    pages.heading(say(ctx, TEXTS["SUMMARY"]), _PART)
    told = list(summaries(ctx))
    for name, results in told:
        pages.paragraph(name, bold=True)
        pages.table(grid_of("", ("", "", ""), results))
    if not told:
        pages.paragraph(say(ctx, TEXTS["NO_PERIODS"]))
    if checked_words(ctx):
        pages.paragraph(checked_words(ctx))
