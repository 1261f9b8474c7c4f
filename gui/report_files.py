"""What of a report needs Qt: its charts, and the report as PDF. Needs a display as little as pictures do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from gui.charts.images import ImageRequest, picture_bytes
from model.charts import CHARTS, ChartOptions, build

if TYPE_CHECKING:
    from model.columns import Context
    from model.report.html_report import Picture

_MARGIN = 14.0  # millimetres
_DPI = 300
_FONT = 9.0  # points


def report_pictures(ctx: Context, kind: str = "svg", series: str | None = None) -> list[Picture]:
    """Return the charts of a report that show anything, as `svg` or as `png`."""
    from model.report.html_report import Picture  # noqa: PLC0415 - loads a library only reports need

    request = ImageRequest(width=1600, height=900, scale=4 / 3) if kind == "png" else ImageRequest()
    pictures = []
    for declared in CHARTS:
        chart = build(declared.key, ctx.results, ctx.checks, ctx.formats, ChartOptions(series))
        if chart.panels:
            pictures.append(Picture(chart.title, chart.alt, **{kind: picture_bytes(chart, request, kind)}))
    return pictures


def report_pdf(ctx: Context, pictures: Sequence[Picture]) -> bytes:
    """Return the report as PDF on A4, lying. `pictures` are PNG: text documents of Qt draw no SVG."""
    from model.report.html_report import html_report  # noqa: PLC0415 - as above

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    writer.setTitle(ctx.project.title)
    writer.setCreator("Salient")
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = document.defaultFont()
    font.setPointSizeF(_FONT)
    document.setDefaultFont(font)
    document.setHtml(html_report(ctx, pictures, for_text_document=True))
    document.print_(writer)
    return bytes(buffer.data().data())
