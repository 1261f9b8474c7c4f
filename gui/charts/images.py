"""Pictures of charts: PNG, SVG and PDF of exactly the size asked for, from window and command line alike."""

from __future__ import annotations

import html
import re

from msgspec import Struct, field
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from gui.charts.drawing import ChartLook, Drawing, Sight
from gui.charts.frame import Show
from gui.charts.layers import paint_chart
from gui.charts.style import FAMILY, width_of
from gui.charts.styles_kept import style_named
from model.charts.data import Chart
from model.charts.styles import ChartStyle
from model.text.errors import Refused
from model.text.words import words

LARGEST_SIDE = 16_384
_LARGEST_AREA = 120_000_000  # pixels; four bytes each
_INCH = 0.0254
KINDS = ("png", "svg", "pdf")


class ImageRequest(Struct, frozen=True):
    """A picture to make: width × height in pixels; `scale` of them are one of the look's.

    `dpi` says how large a pixel is on paper; it changes no pixel. Text, lines and marks grow with `scale`.
    `sight` is the part of the chart that is shown; `style` takes the place of the chart's own.
    """

    width: int = 1200
    height: int = 675
    scale: float = 1.0
    dpi: float = 96.0
    dark: bool = False
    transparent: bool = False
    show: Show = field(default_factory=Show)
    style: ChartStyle | None = None
    sight: Sight = field(default_factory=Sight)

    def look(self, chart: Chart) -> ChartLook:
        """Return how the picture is painted: in the style given, else in that of the chart."""
        style = self.style or style_named(chart.style)
        return ChartLook(
            palette=style.dark if self.dark else style.light,
            style=style,
            show=self.show,
            scale=self.scale,
            transparent=self.transparent,
        )


def check_request(request: ImageRequest) -> None:
    """Raise `Refused` for a size that cannot be made."""
    width, height = request.width, request.height
    if not (1 <= width <= LARGEST_SIDE and 1 <= height <= LARGEST_SIDE and width * height <= _LARGEST_AREA):
        raise Refused(
            words(
                "a picture of {width} × {height} pixels cannot be made; {most} a side at the most",
                width=width,
                height=height,
                most=LARGEST_SIDE,
            )
        )
    if not 0.01 <= request.scale <= 40 or not 10 <= request.dpi <= 4800:
        raise Refused(words("this scale or resolution cannot be used for a picture"))


def paint_request(painter: QPainter, chart: Chart, request: ImageRequest) -> Drawing:
    """Paint `chart` as the request wants it; the painter's unit is a pixel of the picture."""
    painter.scale(request.scale, request.scale)
    return paint_chart(
        painter,
        chart,
        request.width / request.scale,
        request.height / request.scale,
        request.look(chart),
        request.sight,
    )


def render_chart(chart: Chart, request: ImageRequest) -> QImage:
    """Return `chart` as an image of exactly the size asked for, with its resolution and its texts set.

    The texts are the PNG's `Title`, `Description` (the alt text) and `Source`. Raises `Refused` for a size
    that cannot be made.
    """
    check_request(request)
    image = QImage(request.width, request.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    per_metre = round(request.dpi / _INCH)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    painter = QPainter(image)
    try:
        paint_request(painter, chart, request)
    finally:
        painter.end()
    for key, text in (("Title", chart.title), ("Description", chart.alt), ("Source", chart.sources)):
        if text:
            image.setText(key, text)
    return image if request.transparent else image.convertToFormat(QImage.Format.Format_RGB32)


def picture_bytes(chart: Chart, request: ImageRequest, kind: str) -> bytes:
    """Return `chart` as the bytes of a file of `kind`: `png`, `svg` or `pdf`.

    Raises `Refused` for another kind and for a size that cannot be made.
    """
    check_request(request)
    makers = {"png": _png, "svg": _svg, "pdf": _pdf}
    if kind not in makers:
        raise Refused(words("a picture is saved as PNG, SVG or PDF, not as “{kind}”", kind=kind))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    makers[kind](buffer, chart, request)
    data = bytes(buffer.data().data())
    if kind == "pdf":
        return _with_exact_page(data, request)
    return _with_generic_family(data, request.look(chart).style) if kind == "svg" else data


_PAGE = re.compile(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")


def _with_exact_page(data: bytes, request: ImageRequest) -> bytes:
    """Return a PDF whose page is of the very size: Qt makes it of whole points, and draws from its top."""
    width, height = (72.0 * pixels / request.dpi for pixels in (request.width, request.height))

    def told(found: re.Match[bytes]) -> bytes:
        top = float(found[2])
        box = f"/MediaBox [0 {top - height:.4f} {width:.4f} {top:g}]".encode()
        return box.ljust(len(found[0])) if len(box) <= len(found[0]) else found[0]  # nothing else may move

    return _PAGE.sub(told, data, count=1)


_SVG_TEXT = re.compile(
    r'font-family="[^"]*" font-size="([0-9.]+)" font-weight="([0-9]+)"([^>]*)>([^<]*)</text>'
)


def _with_generic_family(data: bytes, style: ChartStyle) -> bytes:
    """Return an SVG whose texts are as wide where the font is not: each names a generic family behind it."""
    named = ", ".join([*([style.font] if style.font else []), FAMILY, "sans-serif"])

    def told(found: re.Match[str]) -> str:
        size, weight, rest, words = found.groups()
        cut = (style.font, round(float(size)), weight != "400")
        width = f' textLength="{width_of(html.unescape(words), cut):.2f}" lengthAdjust="spacingAndGlyphs"'
        told_family = f'font-family="{html.escape(named)}" font-size="{size}" font-weight="{weight}"'
        return f"{told_family}{width if words.strip() else ''}{rest}>{words}</text>"

    return _SVG_TEXT.sub(told, data.decode("utf-8")).encode("utf-8")


def _png(buffer: QBuffer, chart: Chart, request: ImageRequest) -> None:
    if not QImageWriter(buffer, QByteArray(b"png")).write(render_chart(chart, request)):
        raise Refused(words("the picture could not be made"))


def _svg(buffer: QBuffer, chart: Chart, request: ImageRequest) -> None:
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - a PNG needs none of it

    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(request.width, request.height))
    generator.setViewBox(QRect(0, 0, request.width, request.height))
    generator.setResolution(round(request.dpi))
    generator.setTitle(chart.title)
    generator.setDescription(chart.alt)
    painter = QPainter(generator)
    try:
        paint_request(painter, chart, request)
    finally:
        painter.end()


def _pdf(buffer: QBuffer, chart: Chart, request: ImageRequest) -> None:
    writer = QPdfWriter(buffer)
    inches = QSizeF(request.width / request.dpi, request.height / request.dpi)
    page = QPageSize(inches, QPageSize.Unit.Inch, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageSize(page)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setResolution(1200)
    writer.setTitle(chart.title)
    writer.setCreator("Salient")
    writer.setDocumentXmpMetadata(_xmp(chart))
    painter = QPainter(writer)
    try:
        painter.scale(1200 / request.dpi, 1200 / request.dpi)
        paint_request(painter, chart, request)
    finally:
        painter.end()


def _xmp(chart: Chart) -> QByteArray:
    """Return what the PDF says of itself: title, description and sources, as Dublin Core."""
    told = "".join(
        f'<dc:{key}><rdf:Alt><rdf:li xml:lang="x-default">{html.escape(text)}</rdf:li></rdf:Alt></dc:{key}>'
        for key, text in (("title", chart.title), ("description", chart.alt))
    )
    source = f"<dc:source>{html.escape(chart.sources)}</dc:source>" if chart.sources else ""
    return QByteArray(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f'{told}{source}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
        ).encode()
    )
