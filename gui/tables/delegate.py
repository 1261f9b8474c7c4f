"""How wide a cell is and how it is edited: room for its text and the tag of its source; its one editor."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from gui.app.guard import guarded
from gui.app.theme import TableTones, table_tones
from gui.tables.editor import CellEditor
from gui.tables.header import PADDING
from gui.tables.model import TableModel
from gui.tables.selection import selected_parts
from model.columns import CellKind
from model.columns.cell import ColorColumn

CHIP_GAP = 6
CHIP_PADDING = 4
NUMBERS = (CellKind.FIGURE, CellKind.COMPUTED)
CUT = "…"  # stands for a number for which there is no room: a part of one may be read as another number
WHOLE = (*NUMBERS, CellKind.DATE)  # never shown in part
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


class _CellText(NamedTuple):
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
        self._texts: dict[tuple[str, bool], _CellText] = {}
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
            ground = tones.computed if declared[across.column].kind is CellKind.COMPUTED else tones.base
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
            elif kind is CellKind.FIGURE:
                tag = model.tag(row, column)
                if tag and self._paint_tag(painter, left + width - PADDING, top, height, tag) > tag_room:
                    self._wider(column, tag)
            if column in self.of_colours:
                self._paint_swatch(painter, left + width - PADDING, top, height, text)
            if wide > room:
                laid_out, wide = self._laid_out(_elided(painter, text, room), italic=italic)
            x = left + PADDING + (max(room - wide, 0) if kind in NUMBERS else 0)
            painter.drawStaticText(x, lower, laid_out)

    def _laid_out(self, text: str, *, italic: bool) -> _CellText:
        """Return a text on one line, ready to be painted, and its width."""
        found = self._texts.get((text, italic))
        if found is None:
            if len(self._texts) > _MOST_KEPT:
                self._texts.clear()
            made = QStaticText(text.replace("\n", " "))
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(QTransform(), self._fonts.italic if italic else self._fonts.plain)
            found = self._texts[text, italic] = _CellText(made, math.ceil(made.size().width()))
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


Index = QModelIndex | QPersistentModelIndex
_SAMPLED = 50  # rows that are measured before a column is shown; it widens to others when they are painted


def tabular(font: QFont) -> QFont:
    """Return the font with digits of one width, where it has them, so that numbers stand in columns."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


@guarded
class CellDelegate(QStyledItemDelegate):
    """Measures and edits cells; `cells` paints them.

    `too_narrow(column, width)`: a cell is not shown whole, for its column is not as wide as this.
    """

    too_narrow = Signal(object, object)

    def __init__(self, model: TableModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self.cells = CellPainter(model, self._on_wider_tag, self.too_narrow.emit)
        self._fonts = Fonts(QFont(), QFont(), QFont())
        self._tones: TableTones = table_tones(parent.palette())
        self._tag_widths: dict[int, int] = {}
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours anew from the view."""
        plain = tabular(self._view.font())
        italic = QFont(plain)
        italic.setItalic(True)
        small = QFont(self._view.font())
        small.setPointSizeF(small.pointSizeF() * 0.8)
        self._fonts = Fonts(plain, italic, small)
        self._tones = table_tones(self._view.palette())
        self.cells.restyle(self._fonts, self._tones)
        self.measure_tags()

    def measure_tags(self) -> None:
        """Measure the tags of the first rows; a wider one found later makes its column's room wider."""
        self._tag_widths = {}
        for column, declared in enumerate(self._model.columns):
            if declared.kind is CellKind.FIGURE:
                for row in range(min(self._model.draft_row, _SAMPLED)):
                    self._measure_tag(column, self._model.tag(row, column))

    def _measure_tag(self, column: int, tag: str) -> bool:
        """Whether a tag is the widest of its column so far."""
        width = QFontMetrics(self._fonts.small).horizontalAdvance(tag)
        if width <= self._tag_widths.get(column, 0):
            return False
        self._tag_widths[column] = width
        return True

    def _on_wider_tag(self, column: int, tag: str) -> None:
        if self._measure_tag(column, tag):
            self._view.viewport().update()

    def tag_room(self, column: int) -> int:
        """Return the room beside a column's numbers, so that they stand in one line whatever their source."""
        if column in self.cells.of_colours:
            return self.cells.swatch_room
        width = self._tag_widths.get(column, 0)
        return width + 2 * CHIP_PADDING + CHIP_GAP if width else 0

    def set_group_starts(self, columns: frozenset[int]) -> None:
        """Note before which columns a group begins, where a stronger line stands."""
        self.cells.group_starts = columns

    def begins_group(self, column: int) -> bool:
        """Whether a stronger line stands before a column."""
        return column in self.cells.group_starts

    @property
    def tones(self) -> TableTones:
        """The colours of now."""
        return self._tones

    def paint_cells(self, painter: QPainter, box: QRect, only: int = -1) -> None:
        """Paint the cells in a rectangle of the viewport; with `only` those of a column, from x = 0 on."""
        view = self._view
        first, last = view.rowAt(box.top()), view.rowAt(box.bottom())
        if first < 0:
            return
        rows = range(first, (last if last >= 0 else self._model.draft_row) + 1)
        top, height = view.rowViewportPosition(first), view.rowHeight(first)
        # alone a column is shown wherever it is scrolled to
        places = [
            (column, 0 if only >= 0 else view.columnViewportPosition(column), width)
            for column in (range(self._model.columnCount()) if only < 0 else (only,))
            if (width := view.columnWidth(column))
        ]
        columns = [
            Across(column, left, width, self.tag_room(column))
            for column, left, width in places
            if only >= 0 or (left <= box.right() and left + width > box.left())
        ]
        selected = {
            (row, across.column)
            for part in selected_parts(view.selectionModel())
            for across in columns
            if part.left() <= across.column <= part.right()
            for row in range(max(part.top(), rows.start), min(part.bottom() + 1, rows.stop))
        }
        downward = [Down(row, top + at * height) for at, row in enumerate(rows)]
        self.cells.paint(painter, downward, height, columns, selected)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell: asked for by a double click on the border of a head alone."""
        return QSize(self.cell_width(index.row(), index.column()), QFontMetrics(self._fonts.plain).height())

    def natural_width(self, column: int) -> int:
        """Return how wide a column is at first: numbers whole, texts in part until there is room to spare."""
        declared = self._model.columns[column]
        sample = self._width_of(declared.sample) + self.tag_room(column)
        widest = self.widest(column)
        if declared.kind in NUMBERS:
            return max(widest, round(sample * 0.6))  # a number that is cut is no number
        if declared.kind is CellKind.DATE or column in self.cells.of_colours:
            return max(widest, sample)
        return min(max(widest, round(sample * 0.45)), round(sample * 0.55))

    def widest(self, column: int) -> int:
        """Return the width of the widest cell of the first rows, 0 where there are none."""
        rows = min(self._model.draft_row, _SAMPLED)
        texts = {self._model.text(row, column) for row in range(rows)}
        return max(map(self._width_of, texts), default=0) + self.tag_room(column)

    def cell_width(self, row: int, column: int) -> int:
        """Return the width that a cell takes."""
        return self._width_of(self._model.text(row, column)) + self.tag_room(column)

    def _width_of(self, text: str) -> int:
        return QFontMetrics(self._fonts.italic).horizontalAdvance(text) + 2 * PADDING + 2

    # editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        editor = CellEditor(parent, column.label(self._model.context))
        editor.setFont(self._fonts.plain)
        if column.kind in NUMBERS:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        if column.kind is CellKind.CHOICE:
            editor.offer([typed for typed, _ in column.choices(self._model.context)])
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor once: what a recomputation says later never overwrites what is being typed."""
        if isinstance(editor, CellEditor) and not editor.loaded:
            editor.load(self._model.typed(index.row(), index.column()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Leave it to the view: it keeps an editor open whose text cannot be read."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.place(option.rect)

    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """Filter nothing: the editor knows its keys, and what losing the focus means."""
        return False
