"""How a cell is painted and edited: its text, the tag of its source, its ground; and its one editor."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.guard import guarded
from gui.tables.editor import CellEditor
from gui.tables.header import PADDING
from gui.tables.model import TableModel
from gui.tables.tones import TableTones, table_tones
from model.columns import Kind

Index = QModelIndex | QPersistentModelIndex
_SAMPLED = 100  # rows that are measured before a column is shown
_CHIP_GAP = 6
_CHIP_PADDING = 4
_NUMBERS = (Kind.FIGURE, Kind.COMPUTED)
# Combined once: an operator of these enums takes as long as drawing a short text.
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


def tabular(font: QFont) -> QFont:
    """Return the font with digits of one width, where it has them, so that numbers stand in columns."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


class CellDelegate(QStyledItemDelegate):
    """Paints cells straight from the model, without a style option for each of them."""

    def __init__(self, model: TableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self._group_starts: frozenset[int] = frozenset()
        self._fonts: tuple[QFont, QFont, QFont] = (QFont(), QFont(), QFont())
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
        self._fonts = (plain, italic, small)
        self._tones = table_tones(self._view.palette())
        self.measure_tags()

    def measure_tags(self) -> None:
        """Measure the tags of the first rows; a wider one found later makes its column's room wider."""
        self._tag_widths = {}
        for column, declared in enumerate(self._model.columns):
            if declared.kind is Kind.FIGURE:
                for row in range(min(self._model.draft_row, _SAMPLED)):
                    self._measure_tag(column, self._model.tag(row, column))

    def _measure_tag(self, column: int, tag: str) -> bool:
        """Whether a tag is the widest of its column so far."""
        width = QFontMetrics(self._fonts[2]).horizontalAdvance(tag)
        if width <= self._tag_widths.get(column, 0):
            return False
        self._tag_widths[column] = width
        return True

    def tag_room(self, column: int) -> int:
        """Return the room beside a column's numbers, so that they stand in one line whatever their source."""
        width = self._tag_widths.get(column, 0)
        return width + 2 * _CHIP_PADDING + _CHIP_GAP if width else 0

    def set_group_starts(self, columns: frozenset[int]) -> None:
        """Note before which columns a group begins, where a stronger line stands."""
        self._group_starts = columns

    def begins_group(self, column: int) -> bool:
        """Whether a stronger line stands before a column."""
        return column in self._group_starts

    @property
    def tones(self) -> TableTones:
        """The colours of now."""
        return self._tones

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._paint_ground(painter, box, column, selected=bool(state & QStyle.StateFlag.State_Selected))
        room = box.adjusted(PADDING, 0, -PADDING, -1)
        if self._model.columns[column].kind is Kind.FIGURE:
            tag = self._model.tag(row, column)
            if tag:
                self._paint_tag(painter, room, column, tag)
            room.setRight(room.right() - self.tag_room(column))
        self._paint_text(painter, room, row, column)

    def _paint_ground(self, painter: QPainter, box: QRect, column: int, *, selected: bool) -> None:
        tones = self._tones
        ground = tones.computed if self._model.columns[column].kind is Kind.COMPUTED else tones.base
        painter.fillRect(box, tones.selected_on(ground) if selected else ground)
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), tones.line)
        if column in self._group_starts:
            painter.fillRect(QRect(box.left(), box.top(), 1, box.height()), tones.group_line)

    def _paint_text(self, painter: QPainter, room: QRect, row: int, column: int) -> None:
        text = self._model.text(row, column)
        total = bool(text) and self._model.is_total(row)
        colour: QColor = self._tones.muted if total else self._tones.text
        if not text:
            text = self._model.hint(row, column)
            colour = self._tones.muted
            if not text:
                return
        font = self._fonts[1] if total or row == self._model.draft_row else self._fonts[0]
        painter.setFont(font)
        painter.setPen(colour)
        right = self._model.columns[column].kind in _NUMBERS
        shown = text.replace("\n", " ")
        if len(shown) > 12:  # shorter texts fit the narrowest width that anyone gives a column of numbers
            shown = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _AT_RIGHT if right else _AT_LEFT, shown)

    def _paint_tag(self, painter: QPainter, room: QRect, column: int, tag: str) -> None:
        painter.setFont(self._fonts[2])
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(tag) + 2 * _CHIP_PADDING, metrics.height() + 1
        if self._measure_tag(column, tag):
            self._view.update()
        chip = QRect(room.right() + 1 - width, room.top() + (room.height() - height) // 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0.5, 0.5)
        painter.setPen(QPen(self._tones.chip_line))
        painter.drawRoundedRect(chip.adjusted(0, 0, -1, -1), 3, 3)
        painter.restore()
        painter.setPen(self._tones.muted)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, tag)

    @guarded(QSize(40, 20))
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell: asked for by a double click on the border of a head alone."""
        return QSize(self.cell_width(index.row(), index.column()), QFontMetrics(self._fonts[0]).height())

    def natural_width(self, column: int) -> int:
        """Return how wide a column is at first: numbers whole, texts in part until there is room to spare."""
        declared = self._model.columns[column]
        sample = self._width_of(declared.sample) + self.tag_room(column)
        widest = self.widest(column)
        if declared.kind in _NUMBERS:
            return max(widest, round(sample * 0.6))  # a number that is cut is no number
        if declared.kind is Kind.DATE:
            return max(widest, sample)
        return min(max(widest, round(sample * 0.45)), round(sample * 0.55))

    def widest(self, column: int) -> int:
        """Return the width of the widest cell of the first rows, 0 where there are none."""
        rows = min(self._model.draft_row, _SAMPLED)
        return max((self.cell_width(row, column) for row in range(rows)), default=0)

    def cell_width(self, row: int, column: int) -> int:
        """Return the width that a cell takes."""
        return self._width_of(self._model.text(row, column)) + self.tag_room(column)

    def _width_of(self, text: str) -> int:
        return QFontMetrics(self._fonts[1]).horizontalAdvance(text) + 2 * PADDING + 2

    # editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        editor = CellEditor(parent, column.label(self._model.context))
        editor.setFont(self._fonts[0])
        if column.kind in _NUMBERS:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        if column.kind is Kind.CHOICE:
            editor.offer([typed for typed, _ in column.choices(self._model.context)])
        return editor

    @guarded(None)
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor once: what a recomputation says later never overwrites what is being typed."""
        if isinstance(editor, CellEditor) and not editor.loaded:
            editor.load(self._model.typed(index.row(), index.column()))

    @guarded(None)
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Leave it to the view: it keeps an editor open whose text cannot be read."""

    @guarded(None)
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.place(option.rect)

    @guarded(False)
    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """Filter nothing: the editor knows its keys, and what losing the focus means."""
        return False
