"""Paints the cells of a table, all that are seen in one go: through Qt each would cost ten times as much."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText, QTransform

from gui.app.tones import TableTones
from gui.tables.header import PADDING
from gui.tables.model import TableModel
from model.columns import Kind
from model.columns.cell import ColorColumn

CHIP_GAP = 6
CHIP_PADDING = 4
NUMBERS = (Kind.FIGURE, Kind.COMPUTED)
CUT = "…"  # stands for a number for which there is no room: a part of one may be read as another number
WHOLE = (*NUMBERS, Kind.DATE)  # never shown in part
_MOST_KEPT = 8_000
# Combined once: an operator of these enums takes as long as drawing a short text.
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class Fonts(NamedTuple):
    """Of most cells, of rows that are not counted or not complete, and of the tags of sources."""

    plain: QFont
    italic: QFont
    small: QFont


class Across(NamedTuple):
    """A column in its place: its left edge, its width, and the room for tags at its right."""

    column: int
    left: int
    width: int
    tag_room: int


class Down(NamedTuple):
    """A row in its place: its upper edge."""

    row: int
    top: int


class _Text(NamedTuple):
    laid_out: QStaticText
    width: int


class CellPainter:
    """Paints straight from the model, and keeps the texts that it has laid out."""

    def __init__(
        self, model: TableModel, wider: Callable[[int, str], None], narrow: Callable[[int, int], None]
    ) -> None:
        self._model = model
        self._wider = wider  # told of a column and a tag for which there is no room in it
        self._narrow = narrow  # told of a column in which a text is not whole, and the width it would take
        self.group_starts: frozenset[int] = frozenset()
        declared = enumerate(model.columns)
        self.of_colours = frozenset(n for n, column in declared if isinstance(column, ColorColumn))

    def restyle(self, fonts: Fonts, tones: TableTones) -> None:
        """Paint in other fonts or colours from now on."""
        self._fonts, self._tones = fonts, tones
        self._heights = tuple(QFontMetrics(font).height() for font in fonts)
        self._texts: dict[tuple[str, bool], _Text] = {}
        self._chips: dict[tuple[str, float], QPixmap] = {}

    def paint(
        self,
        painter: QPainter,
        rows: Sequence[Down],
        height: int,
        columns: Sequence[Across],
        selected: Collection[tuple[int, int]],
    ) -> None:
        """Paint the cells of `rows` and `columns` that lie side by side; `selected` are (row, column)."""
        if not rows or not columns:
            return
        tones, declared = self._tones, self._model.columns
        left, top = columns[0].left, rows[0][1]
        width, bottom = columns[-1].left + columns[-1].width - left, rows[-1][1] + height
        for across in columns:
            ground = tones.computed if declared[across.column].kind is Kind.COMPUTED else tones.base
            painter.fillRect(across.left, top, across.width, bottom - top, ground)
            if selected:
                chosen = tones.selected_on(ground)
                for row, y in rows:
                    if (row, across.column) in selected:
                        painter.fillRect(across.left, y, across.width, height, chosen)
        for _, y in rows:
            painter.fillRect(left, y + height - 1, width, 1, tones.line)
        for across in columns:
            if across.column in self.group_starts:
                painter.fillRect(across.left, top, 1, bottom - top, tones.group_line)
        for row, y in rows:
            self._paint_row(painter, row, y, height, columns)

    def _paint_row(
        self, painter: QPainter, row: int, top: int, height: int, columns: Sequence[Across]
    ) -> None:
        model, tones = self._model, self._tones
        total = model.is_total(row)
        italic = total or row == model.draft_row
        texts = model.texts(row, [across.column for across in columns])
        painter.setFont(self._fonts.italic if italic else self._fonts.plain)
        painter.setPen(tones.muted if total else tones.text)
        lower = top + (height - 1 - self._heights[italic]) // 2
        for (column, left, width, tag_room), text in zip(columns, texts, strict=True):
            kind = model.columns[column].kind
            if not text:
                self._paint_hint(painter, row, column, QRect(left, top, width, height))
                continue
            laid_out, wide = self._laid_out(text, italic=italic)
            room = width - 2 * PADDING - tag_room
            if wide > room:
                self._narrow(column, wide + width - room)
            if wide > room and kind in WHOLE:
                room = width - 2 * PADDING
                laid_out, wide = self._laid_out(CUT, italic=italic)
            elif kind is Kind.FIGURE:
                tag = model.tag(row, column)
                if tag and self._paint_tag(painter, left + width - PADDING, top, height, tag) > tag_room:
                    self._wider(column, tag)
            if column in self.of_colours:
                self._paint_swatch(painter, left + width - PADDING, top, height, text)
            if wide > room:
                laid_out, wide = self._laid_out(_elided(painter, text, room), italic=italic)
            x = left + PADDING + (max(room - wide, 0) if kind in NUMBERS else 0)
            painter.drawStaticText(x, lower, laid_out)

    def _laid_out(self, text: str, *, italic: bool) -> _Text:
        """Return a text on one line, ready to be painted, and its width."""
        found = self._texts.get((text, italic))
        if found is None:
            if len(self._texts) > _MOST_KEPT:
                self._texts.clear()
            made = QStaticText(text.replace("\n", " "))
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(QTransform(), self._fonts.italic if italic else self._fonts.plain)
            found = self._texts[text, italic] = _Text(made, math.ceil(made.size().width()))
        return found

    def _paint_hint(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Say of an empty cell of a begun row that it is needed."""
        hint = self._model.hint(row, column)
        if hint:
            room = box.adjusted(PADDING, 0, -PADDING, -1)
            painter.setPen(self._tones.muted)
            side = _AT_RIGHT if self._model.columns[column].kind in NUMBERS else _AT_LEFT
            painter.drawText(room, side, _elided(painter, hint, room.width()))
            painter.setPen(self._tones.text)

    @property
    def swatch_room(self) -> int:
        """The room beside a text that names a colour."""
        return self._heights[0] - 4 + CHIP_GAP

    def _paint_swatch(self, painter: QPainter, right: int, top: int, height: int, name: str) -> None:
        """Paint the colour that a cell names beside it, so that nobody has to know `#c0473f` by heart."""
        colour = QColor.fromString(name)
        if colour.isValid():
            side = self.swatch_room - CHIP_GAP
            box = QRect(right - side, top + (height - 1 - side) // 2, side, side)
            painter.fillRect(box, self._tones.chip_line)
            painter.fillRect(box.adjusted(1, 1, -1, -1), colour)

    def _paint_tag(self, painter: QPainter, right: int, top: int, height: int, tag: str) -> int:
        """Paint the tag of a source, which ends at `right`, and return the room that it takes."""
        ratio = painter.device().devicePixelRatio()
        chip = self._chips.get((tag, ratio))
        if chip is None:
            chip = self._chips[tag, ratio] = self._chip(tag, ratio)
        size = chip.deviceIndependentSize().toSize()
        painter.drawPixmap(right - size.width(), top + (height - 1 - size.height()) // 2, chip)
        return size.width() + CHIP_GAP

    def _chip(self, tag: str, ratio: float) -> QPixmap:
        metrics = QFontMetrics(self._fonts.small)
        width, height = metrics.horizontalAdvance(tag) + 2 * CHIP_PADDING, metrics.height() + 1
        chip = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
        chip.setDevicePixelRatio(ratio)
        chip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(chip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._tones.chip_line))
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 3, 3)
        painter.setFont(self._fonts.small)
        painter.setPen(self._tones.muted)
        painter.drawText(QRect(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, tag)
        painter.end()
        return chip


def _elided(painter: QPainter, text: str, width: int) -> str:
    """Return as much of some words as there is room for."""
    return painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
