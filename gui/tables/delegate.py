"""How wide a cell is and how it is edited: room for its text and the tag of its source; its one editor."""

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
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from gui.app.guard import guarded
from gui.app.tones import TableTones, table_tones
from gui.tables.cell_painter import CHIP_GAP, CHIP_PADDING, NUMBERS, Across, CellPainter, Down, Fonts
from gui.tables.editor import CellEditor
from gui.tables.header import PADDING
from gui.tables.model import TableModel
from gui.tables.selection import selected_parts
from model.columns import Kind

Index = QModelIndex | QPersistentModelIndex
_SAMPLED = 100  # rows that are measured before a column is shown


def tabular(font: QFont) -> QFont:
    """Return the font with digits of one width, where it has them, so that numbers stand in columns."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


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
            if declared.kind is Kind.FIGURE:
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
        columns = [
            Across(column, 0 if only >= 0 else left, width, self.tag_room(column))
            for column in range(self._model.columnCount())
            if only in (-1, column)
            and (width := view.columnWidth(column))
            and (left := view.columnViewportPosition(column)) <= box.right()
            and left + width > box.left()
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

    @guarded(QSize(40, 20))
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
        if declared.kind is Kind.DATE or column in self.cells.of_colours:
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
        return QFontMetrics(self._fonts.italic).horizontalAdvance(text) + 2 * PADDING + 2

    # editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        editor = CellEditor(parent, column.label(self._model.context))
        editor.setFont(self._fonts.plain)
        if column.kind in NUMBERS:
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
