"""Pages of a report on paper: text, tables and charts set one below the other, on as many pages as they take.

Lengths are tenths of a point. Tables repeat their head on each page and are set in several parts where they
are too wide, each with the first column. Nothing is cut off; a row that is taller than what is left of a page
goes on on the next one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextLayout,
)

from gui.charts.style import LIGHT, family, made_font
from gui.documents.pdf_outline import Heading, outlined
from model.output.grid import CellGrid
from model.text.safe_text import isolates_closed

WIDTH, HEIGHT = 8419.0, 5953.0  # A4, lying
MARGIN = 400.0
FOOT = 190.0  # below the text, for the title and the number of the page
_DPI = 1200
_TEXT, _SMALL, _CELL = 95, 80, 78  # sizes of letters
_LEADING = 1.3
_GAP = 110.0  # between two columns
_NARROWEST = 900  # what a column of a table is not made narrower than
_GUTTER = 240.0  # between two pictures
_HEADING = 290.0  # what a heading above a picture takes
_BETWEEN = 300  # rows between two looks at whether to go on

Look = tuple[int, bool]


class _PrintedTable(NamedTuple):
    """The texts of a table: its heads, its rows, which columns are numbers; from row `body` on totals."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]
    body: int


class Pages:
    """Sets a document from top to bottom, in a language (its code).

    `told()` is called now and then; what it raises ends the work.
    """

    def __init__(self, title: str, language: str, told: Callable[[], None]) -> None:
        self.title, self._language, self._told = title, language, told
        self._headings: list[Heading] = []
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = self._writer = QPdfWriter(self._buffer)
        writer.setResolution(_DPI)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
        writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
        writer.setTitle(title)
        writer.setCreator("Salient")
        self._looks: dict[Look, tuple[QFont, QFontMetricsF]] = {}
        self.number = 1
        self._y = MARGIN
        self._painter = QPainter(writer)
        self._painter.scale(_DPI / 720, _DPI / 720)
        self._painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # whichever way its texts begin

    def done(self) -> bytes:
        """End the last page and return the document."""
        self._foot()
        self._painter.end()
        return outlined(bytes(self._buffer.data().data()), self._headings, self._language)

    def abandon(self) -> None:
        """End the work without a document, so that nothing is left painting."""
        if self._painter.isActive():
            self._painter.end()

    def heading(self, text: str, size: int, *, with_what_follows: float = 450.0) -> None:
        """Set a heading, on the same page as the beginning of what follows it."""
        look = (size, True)
        self._space(size * 0.9)
        lines = list(self._lines(text, look, WIDTH - 2 * MARGIN))
        self._need(len(lines) * size * _LEADING + with_what_follows)
        self._headings.append(Heading(text, self.number - 1, (HEIGHT - self._y) / 10))
        self._set(lines, look, MARGIN)
        self._space(size * 0.25)

    def paragraph(self, text: str, *, small: bool = False, bold: bool = False, mark: str = "") -> None:
        """Set a paragraph; with a `mark` before it, as a point of a list."""
        look = (_SMALL if small else _TEXT, bold)
        indent = self._width(f"{mark} ", look) if mark else 0.0
        lines = list(self._lines(text, look, WIDTH - 2 * MARGIN - indent))
        self._need(look[0] * _LEADING)
        if mark:
            self._draw(mark, look, MARGIN, self._y, LIGHT.muted)
        self._set(lines, look, MARGIN + indent, LIGHT.muted if small else LIGHT.ink)
        self._space(look[0] * 0.35)

    def drawings(
        self, beside: Sequence[Callable[[QPainter], object]], width: float, height: float, places: int
    ) -> None:
        """Set pictures side by side in so many places, each painted in a unit of its own, width × height."""
        across = (WIDTH - 2 * MARGIN + _GUTTER) / places
        scale = min((across - _GUTTER) / width, (self._bottom - MARGIN - _HEADING) / height)
        self._need(height * scale)
        painter = self._painter
        for place, paint in enumerate(beside):
            painter.save()
            painter.translate(MARGIN + place * across, self._y)
            painter.scale(scale, scale)
            paint(painter)
            painter.restore()
        self._space(height * scale + 90)

    def table(self, grid: CellGrid) -> None:
        """Set a table, in as many parts as its width takes."""
        if not grid.fields:
            return
        sheet = _PrintedTable(
            [field.head for field in grid.fields],
            list(grid.all_texts()),
            [field.numeric for field in grid.fields],
            len(grid.rows),
        )
        widths = self._widths(sheet)
        for number, places in enumerate(_parts(widths)):
            if number:
                self._space(160)
            self._part(sheet, places, widths)
        self._space(120)

    def _widths(self, sheet: _PrintedTable) -> list[float]:
        """Return the widths of columns: for as few parts as there can be, the widest, with whole heads."""
        columns = range(len(sheet.heads))
        widest = [self._column_width(sheet, place) for place in columns]
        whole = [
            max(widest[place], self._width(sheet.heads[place], (_CELL, True)) + 1.0) for place in columns
        ]

        def parts(widths: Sequence[float], limit: int) -> int:
            return len(list(_parts([min(width, limit) for width in widths])))

        fewest = parts(widest, _NARROWEST)
        widest = whole if parts(whole, _NARROWEST) == fewest else widest
        limits = range(_NARROWEST, int(WIDTH - 2 * MARGIN))
        limit = limits[bisect_right(limits, fewest, key=lambda each: parts(widest, each)) - 1]
        return [min(width, limit) for width in widest]

    def _column_width(self, sheet: _PrintedTable, place: int) -> float:
        """Return how wide a column is: as its widest cell, and its head as its longest word."""
        widest = max((self._width(word, (_CELL, True)) for word in sheet.heads[place].split()), default=0.0)
        look = (_CELL, False)
        for text in {row[place] for row in sheet.rows}:
            widest = max(widest, self._width(text, look))
        for row in sheet.rows[sheet.body :]:
            widest = max(widest, self._width(row[place], (_CELL, True)))
        return widest + 1.0

    def _part(self, sheet: _PrintedTable, places: Sequence[int], widths: Sequence[float]) -> None:
        wrapped = partial(self._cells, places=places, widths=widths)
        head = wrapped(sheet.heads, (_CELL, True))
        tall = self._tall(head)
        self._need(tall + 4 * _CELL * _LEADING)

        def top() -> None:
            if any(sheet.heads):
                self._row(head, sheet, places, widths, (_CELL, True), LIGHT.axis)

        top()
        for number, row in enumerate(sheet.rows):
            if number % _BETWEEN == 0:
                self._told()
            look = (_CELL, number >= sheet.body)
            cells = wrapped(row, look)
            if self._y + self._tall(cells) > self._bottom and self._y > MARGIN + 2 * tall:
                self._new_page()
                top()
            self._row(cells, sheet, places, widths, look, LIGHT.grid, again=top)

    def _cells(
        self, row: Sequence[str], look: Look, *, places: Sequence[int], widths: Sequence[float]
    ) -> list[list[str]]:
        return [list(self._lines(row[place], look, widths[place])) for place in places]

    def _row(
        self,
        cells: Sequence[Sequence[str]],
        sheet: _PrintedTable,
        places: Sequence[int],
        widths: Sequence[float],
        look: Look,
        rule: str,
        again: Callable[[], None] | None = None,
    ) -> None:
        """Set the lines of a row; what does not fit stands on the next page, below what `again` sets."""
        self._space(20)
        for line in range(max(len(cell) for cell in cells)):
            if again is not None and self._y + _CELL * _LEADING > self._bottom:
                self._new_page()
                again()
            left = MARGIN
            for place, cell in zip(places, cells, strict=True):
                if line < len(cell):
                    over = widths[place] - self._width(cell[line], look) if sheet.numeric[place] else 0.0
                    self._draw(cell[line], look, left + over, self._y, LIGHT.ink)
                left += widths[place] + _GAP
            self._space(_CELL * _LEADING)
        self._space(16)
        length = sum(widths[place] + _GAP for place in places) - _GAP
        self._painter.fillRect(QRectF(MARGIN, self._y, length, 5), QColor(rule))

    def _tall(self, cells: Sequence[Sequence[str]]) -> float:
        return max(len(cell) for cell in cells) * _CELL * _LEADING + 36

    def _set(self, lines: Sequence[str], look: Look, left: float, color: str = LIGHT.ink) -> None:
        for line in lines:
            self._need(look[0] * _LEADING)
            self._draw(line, look, left, self._y, color)
            self._space(look[0] * _LEADING)

    def _draw(self, text: str, look: Look, left: float, top: float, color: str) -> None:
        font, metrics = self._look(look)
        self._painter.setFont(font)
        self._painter.setPen(QColor(color))
        self._painter.drawText(QPointF(left, top + metrics.ascent()), text)

    def _lines(self, text: str, look: Look, width: float) -> Iterator[str]:
        """Yield the lines of a text, each at most `width` wide; a word that is wider is broken anywhere."""
        yield from isolates_closed(self._broken(text, look, width))

    def _broken(self, text: str, look: Look, width: float) -> Iterator[str]:
        for paragraph in text.splitlines() or [""]:
            if self._width(paragraph, look) <= width:
                yield paragraph
                continue
            layout = QTextLayout(paragraph, self._look(look)[0])
            option = layout.textOption()
            option.setWrapMode(option.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            units = paragraph.encode("utf-16-le")  # the layout counts UTF-16 units, as all of Qt does
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                begin, count = line.textStart(), line.textLength()
                yield units[2 * begin : 2 * (begin + count)].decode("utf-16-le").rstrip()
            layout.endLayout()

    def _width(self, text: str, look: Look) -> float:
        return self._look(look)[1].horizontalAdvance(text)

    def _look(self, look: Look) -> tuple[QFont, QFontMetricsF]:
        """Return the font of a look; made here, since a font is not to be shared between threads."""
        if look not in self._looks:
            size, bold = look
            font = made_font([family()], size, QFont.Weight.Bold if bold else QFont.Weight.Normal)
            self._looks[look] = (font, QFontMetricsF(font))
        return self._looks[look]

    @property
    def _bottom(self) -> float:
        return HEIGHT - MARGIN - FOOT

    def _space(self, height: float) -> None:
        self._y += height

    def _need(self, height: float) -> None:
        """Begin a page unless so much is left of this one, or it has just begun."""
        if self._y + height > self._bottom and self._y > MARGIN:
            self._new_page()

    def _new_page(self) -> None:
        self._told()
        self._foot()
        self._writer.newPage()
        self.number += 1
        self._y = MARGIN

    def _foot(self) -> None:
        look = (_SMALL, False)
        number = str(self.number)
        top = HEIGHT - MARGIN - _SMALL
        room = WIDTH - 2 * MARGIN - self._width(number, look) - _GAP
        self._draw(next(iter(self._lines(self.title, look, room)), ""), look, MARGIN, top, LIGHT.muted)
        self._draw(number, look, WIDTH - MARGIN - self._width(number, look), top, LIGHT.muted)


def _parts(widths: Sequence[float]) -> Iterator[list[int]]:
    """Yield the places of the columns that stand beside each other: the first, and as many others as fit."""
    room = WIDTH - 2 * MARGIN
    part, taken = [0], widths[0]
    for place in range(1, len(widths)):
        if len(part) > 1 and taken + _GAP + widths[place] > room:
            yield part
            part, taken = [0], widths[0]
        part.append(place)
        taken += _GAP + widths[place]
    yield part
