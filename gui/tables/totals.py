"""The totals of each series, in rows that stay in view under the table and share its columns."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.guard import guarded
from gui.session import Session
from gui.tables.delegate import tabular
from gui.tables.grid import Grid
from gui.tables.header import PADDING
from gui.tables.tones import TableTones, table_tones
from model.columns import Context, Kind, Table

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_ROWS = 4


class TotalsModel(QAbstractTableModel):
    """A row of texts for each series that has rows in the table."""

    def __init__(self, table: Table, session: Session) -> None:
        super().__init__(session)
        self._table = table
        self._session = session
        self.rows: list[Mapping[str, str]] = []
        self.update_rows()

    def update_rows(self) -> bool:
        """Ask for the totals anew; whether the number of rows is another."""
        context = self._session.context
        rows = self._of_series(context)
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        if rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
        return False

    def _of_series(self, context: Context) -> list[Mapping[str, str]]:
        used = [
            series.id
            for series in context.project.series
            if context.results.series[series.id].span is not None
        ]
        found = (self._table.totals(context, series) for series in used)
        return [texts for texts in found if texts is not None]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self.rows[row].get(self._table.columns[column].key, "")

    def right_aligned(self, column: int) -> bool:
        """Whether the column holds numbers."""
        return self._table.columns[column].kind in (Kind.FIGURE, Kind.COMPUTED)

    def is_figure(self, column: int) -> bool:
        """Whether the cells above have room for a tag beside their number."""
        return self._table.columns[column].kind is Kind.FIGURE

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        return None

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._table.columns[section].label(self._session.context)
        return "Σ"


class TotalsRow(QTableView):
    """The totals under a grid; its horizontal scroll bar is that of both."""

    def __init__(self, table: Table, session: Session, grid: Grid) -> None:
        super().__init__()
        self._grid = grid
        self._totals = TotalsModel(table, session)
        self.setModel(self._totals)
        self.setItemDelegate(_TotalsDelegate(self._totals, grid, self))
        self.setAccessibleName(self.tr("Totals"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(grid.columns_head.minimumSectionSize())
        self.beside = QWidget()  # stands under the grid's vertical scroll bar
        self._rows_head = _TotalsGutter(self)
        self.setVerticalHeader(self._rows_head)
        grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(grid.horizontalScrollBar().setValue)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range_changed)
        grid.columns_head.sectionResized.connect(self._on_section_resized)
        grid.resized.connect(self.fit)
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_changed)
        for column in range(self._totals.columnCount()):
            self.take_column(column)
        self.fit()

    def take_column(self, column: int) -> None:
        """Have the width of the grid's column, or be hidden as it is."""
        hidden = self._grid.isColumnHidden(column)
        self.setColumnHidden(column, hidden)
        if not hidden:
            self.setColumnWidth(column, self._grid.columnWidth(column))

    @guarded(None)
    def fit(self) -> None:
        """Stand exactly under the grid's columns, as high as the rows and the scroll bar need."""
        height = self._grid.rows_head.defaultSectionSize()
        self.verticalHeader().setDefaultSectionSize(height)
        self._rows_head.setFixedWidth(self._grid.rows_head.width())
        bar = self._grid.verticalScrollBar()
        self.beside.setFixedWidth(bar.width() if bar.isVisible() else 0)
        count = min(len(self._totals.rows), _MOST_ROWS)
        scroll = self.horizontalScrollBar()
        room = scroll.sizeHint().height() if scroll.maximum() > 0 else 0
        self.setFixedHeight(count * height + room)
        self.setVisible(count > 0 or room > 0)

    def least_width(self, column: int) -> int:
        """Return how wide the totals of a column are."""
        if column == 0:
            return 0
        font = tabular(self._grid.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        rows = range(min(len(self._totals.rows), _MOST_ROWS))
        widest = max((metrics.horizontalAdvance(self._totals.text(row, column)) for row in rows), default=0)
        room = self._grid.cell_delegate.tag_room(column) if self._totals.is_figure(column) else 0
        return widest + 2 * PADDING + 2 + room

    def sizeHint(self) -> QSize:
        return QSize(100, self.minimumHeight())

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        tones = table_tones(self.palette())
        for row in range(len(self._totals.rows)):
            self._paint_label(painter, tones, row)
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(0, 0, self.viewport().width(), 0)
        painter.end()

    def _paint_label(self, painter: QPainter, tones: TableTones, row: int) -> None:
        """Write what the row sums over the empty cells beside its label."""
        label = self._totals.text(row, 0)
        left, top = self.columnViewportPosition(0), self.rowViewportPosition(row)
        right = self._first_filled(row)
        height = self.rowHeight(row)
        room = QRect(max(left, 0) + PADDING, top, right - max(left, 0) - 2 * PADDING, height)
        head, _, verdict = label.partition(" — ")  # what is summed, and what the check of it says
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(tones.text)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        shown = painter.fontMetrics().elidedText(head, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, shown)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(shown) + 8)
        painter.setFont(self.font())
        painter.setPen(tones.good if verdict.endswith("✓") else tones.doubtful)
        shown = painter.fontMetrics().elidedText(verdict, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, shown)

    def _first_filled(self, row: int) -> int:
        """Return where the first shown column begins that has a text in this row, beside the label."""
        for column in range(1, self._totals.columnCount()):
            if not self.isColumnHidden(column) and self._totals.text(row, column):
                return self.columnViewportPosition(column)
        return self.viewport().width()

    @guarded(None)
    def _on_section_resized(self, column: int, _old: int, _new: int) -> None:
        self.take_column(column)

    @guarded(None)
    def _on_range_changed(self, _least: int, _most: int) -> None:
        self.fit()

    @guarded(None)
    def _on_changed(self, _change: object = None) -> None:
        if self._totals.update_rows():
            self.fit()
        self.viewport().update()


class _TotalsGutter(QHeaderView):
    """The head of the rows of totals, as wide as that of the rows above."""

    def __init__(self, parent: TotalsRow) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        tones = table_tones(self.palette())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tones.total)
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()


class _TotalsDelegate(QStyledItemDelegate):
    """Paints the numbers of the totals, under those that they sum."""

    def __init__(self, totals: TotalsModel, grid: Grid, parent: TotalsRow) -> None:
        super().__init__(parent)
        self._totals = totals
        self._grid = grid

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        tones = self._grid.cell_delegate.tones
        column = index.column()
        painter.fillRect(box, tones.total)
        if self._grid.cell_delegate.begins_group(column):
            painter.fillRect(QRect(box.left(), box.top(), 1, box.height()), tones.group_line)
        if column == 0:
            return
        room = box.adjusted(PADDING, 0, -PADDING, -1)
        if self._totals.is_figure(column):
            room.setRight(room.right() - self._grid.cell_delegate.tag_room(column))
        font = tabular(self._grid.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(tones.text)
        side = (
            Qt.AlignmentFlag.AlignRight if self._totals.right_aligned(column) else Qt.AlignmentFlag.AlignLeft
        )
        text = painter.fontMetrics().elidedText(
            self._totals.text(index.row(), column), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
