"""The few strokes that charts are made of, drawn in batches with a QPainter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRegion,
)
from shiboken6 import wrapInstance

from gui.charts.labels import Box
from gui.charts.style import ChartText, ascent, font, style_in_use
from model.charts.styles import Palette
from model.derive.bands import Floats

_HATCH = 5.0
_TAG = 3.0  # of its ground, beside a text
_MANY = 32  # rectangles, from which a sheet of their own is worth making
Segment = tuple[float, float, float, float]


class Canvas:
    """A painter with a palette. Adds the box of every text that it writes to `texts`."""

    def __init__(
        self, painter: QPainter, palette: Palette, scale: float, texts: list[Box] | None = None
    ) -> None:
        self.palette = palette
        self.texts = [] if texts is None else texts
        self._painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # whichever way a text begins
        self._scale = scale
        self._lines = style_in_use().lines

    def snapped(self, pixels: Floats) -> Floats:
        """Return the nearest edges between device pixels, so that bars are crisp at every scale."""
        snapped: Floats = np.round(pixels * self._scale) / self._scale
        return snapped

    def covered(self, pixels: Floats) -> Floats:
        """Return the edges between device pixels at which what reaches so far has covered its last one."""
        covered: Floats = np.ceil(pixels * self._scale - 1e-6) / self._scale
        return covered

    @contextmanager
    def keeping_off(self, boxes: Iterable[Box], width: float, height: float) -> Iterator[None]:
        """Paint nothing into these boxes of so large a picture; not for a file, which would lose that."""
        free = QRegion(0, 0, math.ceil(width), math.ceil(height))
        for box in boxes:
            free -= QRegion(QRectF(box.x - _TAG, box.y, box.w + 2 * _TAG, box.h).toAlignedRect())
        self._painter.save()
        self._painter.setClipRegion(free)
        yield
        self._painter.restore()

    def text(self, box: Box, words: str, kind: ChartText, color: str) -> None:
        """Write plain text into `box`, centred on its height."""
        painter = self._painter
        painter.setFont(font(kind))
        painter.setPen(QColor(color))
        painter.drawText(QPointF(box.x, box.y + (box.h + ascent(kind)) / 2), words)
        self.texts.append(box)

    def upright(self, x: float, y: float, words: str, kind: ChartText, color: str) -> None:
        """Write plain text that reads from bottom to top, centred on (x, y)."""
        painter = self._painter
        painter.save()
        painter.translate(x, y)
        painter.rotate(-90.0)
        painter.setFont(font(kind))
        painter.setPen(QColor(color))
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QPointF(-width / 2, ascent(kind) / 2), words)
        painter.restore()

    def tag(self, box: Box, words: str, kind: ChartText, color: str, ground: str, alpha: float = 1.0) -> None:
        """Write text on a rounded ground of its own, so that it can be read over marks."""
        painter = self._painter
        fill = QColor(ground)
        fill.setAlphaF(alpha)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(box.x - _TAG, box.y, box.w + 2 * _TAG, box.h), _TAG, _TAG)
        self.text(box, words, kind, color)

    def fill(self, boxes: Iterable[Box], color: str, alpha: float = 1.0) -> None:
        """Fill rectangles without outline."""
        self.fill_rects(np.array([(box.x, box.y, box.w, box.h) for box in boxes]), color, alpha)

    def fill_rects(self, rects: Floats, color: str, alpha: float = 1.0) -> None:
        """Fill rectangles, an array (n, 4) of x, y, width and height, without outline."""
        if not len(rects):
            return
        raster = self._painter.paintEngine().type() is QPaintEngine.Type.Raster
        if alpha < 1.0 and len(rects) > _MANY and raster:
            self._veil(rects, color, alpha)
            return
        shade = QColor(color)
        shade.setAlphaF(alpha)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(shade)
        # Qt reads the numbers where they lie, as a QRectF is four doubles: no object for each of them.
        numbers = np.ascontiguousarray(rects, dtype=np.float64)
        first = cast(QRectF, wrapInstance(numbers.ctypes.data, QRectF))
        self._painter.drawRects(first, len(numbers))

    def _veil(self, rects: Floats, color: str, alpha: float) -> None:
        """Fill rectangles on a sheet of their own, which is laid over the pixels as a whole.

        Qt blends what can be seen through span by span: fifteen times slower where rectangles are narrow.
        """
        painter = self._painter
        to_pixels = painter.deviceTransform()
        ends = np.concatenate((rects[:, :2], rects[:, :2] + rects[:, 2:]))
        (left, top), (right, bottom) = ends.min(axis=0).tolist(), ends.max(axis=0).tolist()
        around = QRectF(QPointF(left, top), QPointF(right, bottom))
        pixels = to_pixels.mapRect(around).toAlignedRect().adjusted(-1, -1, 1, 1)
        sheet = QImage(pixels.size(), QImage.Format.Format_ARGB32_Premultiplied)
        sheet.fill(Qt.GlobalColor.transparent)
        on_sheet = QPainter(sheet)
        on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_sheet.translate(-pixels.x(), -pixels.y())
        on_sheet.setTransform(to_pixels, combine=True)
        Canvas(on_sheet, self.palette, self._scale).fill_rects(rects, color)
        on_sheet.end()
        painter.save()
        painter.setTransform(to_pixels.inverted()[0], combine=True)
        painter.setOpacity(alpha)
        painter.drawImage(pixels.topLeft(), sheet)
        painter.restore()

    def outline(self, boxes: Iterable[Box], color: str, width: float) -> None:
        """Draw the inner edges of rectangles."""
        width *= self._lines
        pen = QPen(QColor(color), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        self._painter.drawRects(
            [
                QRectF(box.x + half, box.y + half, max(0.0, box.w - width), max(0.0, box.h - width))
                for box in boxes
            ]
        )

    def rounded(self, box: Box, color: str, width: float) -> None:
        """Draw the outline of a rectangle with round corners."""
        self._painter.setPen(QPen(QColor(color), width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), 2.0, 2.0)

    def lines(
        self,
        segments: Sequence[Segment] | Floats,
        color: str,
        width: float,
        *,
        dotted: bool = False,
        alpha: float = 1.0,
    ) -> None:
        """Draw straight lines, rows of x0, y0, x1 and y1, in one stroke of the painter."""
        if not len(segments):
            return
        shade = QColor(color)
        shade.setAlphaF(alpha)
        width *= self._lines
        pen = QPen(shade, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dotted:
            pen.setDashPattern([3.0 / width, 3.0 / width])
        self._painter.setPen(pen)
        numbers = np.ascontiguousarray(segments, dtype=np.float64)  # as in fill_rects
        first = cast(QLineF, wrapInstance(numbers.ctypes.data, QLineF))
        self._painter.drawLines(first, len(numbers))

    def hatch(self, boxes: Iterable[Box], color: str, spacing: float = _HATCH, width: float = 1.25) -> None:
        """Draw diagonal lines over rectangles, cut to each by arithmetic, in step with each other."""
        segments: list[Segment] = []
        for box in boxes:
            first = math.ceil((box.x + box.y) / spacing)
            last = math.floor((box.right + box.bottom) / spacing)
            for number in range(first, last + 1):
                total = number * spacing
                left, right = max(box.x, total - box.bottom), min(box.right, total - box.y)
                segments.append((left, total - left, right, total - right))
        self.lines(segments, color, width)

    def rings(self, rings: Sequence[Floats], fill: str, line: str, width: float) -> None:
        """Fill what lies inside of an odd number of closed rings, each (n, 2), and draw their outlines."""
        path = QPainterPath()
        for ring in rings:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        self._painter.setPen(QPen(QColor(line), width * self._lines))
        self._painter.setBrush(QColor(fill))
        self._painter.drawPath(path)

    def dot(self, x: float, y: float, radius: float, fill: str, line: str) -> None:
        """Draw one round point."""
        self.dots([(x, y)], radius, fill, line)

    def dots(self, spots: Iterable[tuple[float, float]], radius: float, fill: str, line: str) -> None:
        """Draw round points with an outline."""
        self._painter.setPen(QPen(QColor(line), 1.25))
        self._painter.setBrush(QColor(fill))
        for x, y in spots:
            self._painter.drawEllipse(QPointF(x, y), radius, radius)

    def ring(self, x: float, y: float, radius: float, color: str) -> None:
        """Draw an open circle around a point."""
        self._painter.setPen(QPen(QColor(color), 2.0))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawEllipse(QPointF(x, y), radius, radius)

    def diamond(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a filled diamond."""
        self._polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], fill)

    def arrow(self, x: float, y: float, dx: float, dy: float, color: str) -> None:
        """Draw the head of an arrow whose tip is (x, y) and which points along (dx, dy), of length 1."""
        back, side = 6.0, 3.5
        base_x, base_y = x - dx * back, y - dy * back
        self._polygon(
            [(x, y), (base_x - dy * side, base_y + dx * side), (base_x + dy * side, base_y - dx * side)],
            color,
        )

    def _polygon(self, corners: Sequence[tuple[float, float]], fill: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QBrush(QColor(fill)))
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
