"""The totals of each series, in rows that stay in view under the table and share its columns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.app.copied import copy_cells
from gui.app.guard import guarded
from gui.app.theme import TableTones, table_tones
from gui.panels.read_model import ReadModel
from gui.session import Session
from gui.tables.delegate import CUT, tabular
from gui.tables.grid import Grid
from gui.tables.header import PADDING
from gui.tables.model import TableModel
from model.columns import CellKind, Context, Table
from model.columns.table import TotalTexts
from model.explain.trace import TotalCell
from model.output.fields import total_cell
from model.output.grid import Plain

Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS = 4


class TotalsModel(ReadModel):
    """A row of texts for each series that has rows in the table; a second one where a filter hides some."""

    def __init__(self, table: Table, session: Session, rows: TableModel) -> None:
        super().__init__(session)
        self._table = table
        self._rows = rows
        self._session = session
        self.series: list[str] = []
        self._summed: list[tuple[int, ...] | None] = []  # the rows that a row of totals sums; None for all
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
        self.rows = rows
        self.tell_changed()
        return False

    def _of_series(self, context: Context) -> list[Mapping[str, str]]:
        used = [
            series.id
            for series in context.project.series
            if context.results.series[series.id].span is not None
        ]
        matching, checked = self._rows.matching, self._session.is_checked
        rows: list[Mapping[str, str]] = []
        self.series, self._summed = [], []
        for series in used:
            texts = self._table.totals(context, series, filtered=matching is not None, checked=checked)
            if texts is None:
                continue
            rows.append(texts)
            self.series.append(series)
            self._summed.append(None)
            if matching is not None:
                parts = context.results.series[series].parts
                shown = tuple(parts[np.isin(parts, matching)].tolist())
                rows.append(self._table.totals_shown(context, series, shown))
                self.series.append(series)
                self._summed.append(shown)
        return rows

    def size(self) -> tuple[int, int]:
        return len(self.rows), len(self._table.columns)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self.rows[row].get(self._rows.columns[column].key, "")

    def place(self, row: int, column: int) -> TotalCell:
        """Return which total a cell shows."""
        return TotalCell(self.series[row], self._rows.columns[column].key, self._summed[row])

    def cell(self, row: int, column: int) -> tuple[str, Plain]:
        """Return what a cell shows, and the value that it holds."""
        texts, declared = self.rows[row], self._rows.columns[column]
        if (
            not isinstance(texts, TotalTexts)
            or declared.key not in texts.outcomes
            or not texts.get(declared.key)
        ):
            return self.text(row, column), self.text(row, column)
        total = total_cell(self._session.context, declared, texts.outcomes[declared.key])
        return total.text, total.value

    def is_number(self, column: int) -> bool:
        """Whether the column holds numbers."""
        return self._rows.columns[column].kind in (CellKind.FIGURE, CellKind.COMPUTED)

    def is_figure(self, column: int) -> bool:
        """Whether the cells above have room for a tag beside their number."""
        return self._rows.columns[column].kind is CellKind.FIGURE

    def spoken(self, row: int, column: int) -> str:
        return f"{self.head(column)}: {self.text(row, column)}"

    def head(self, column: int) -> str:
        return self._rows.columns[column].label(self._session.context)

    def row_head(self, row: int) -> str:
        return "Σ"


@guarded
class TotalsRow(QTableView):
    """The totals under a grid; its horizontal scroll bar is that of both.

    Signals: `changed`: they may be others; `looked_at(TotalCell)`: somebody is on one of them, or was and it
    is another now.
    """

    changed = Signal()
    looked_at = Signal(object)

    def __init__(self, table: Table, session: Session, grid: Grid, rows: TableModel) -> None:
        super().__init__(grid.parentWidget())  # shown without one it would be a window
        self._grid = grid
        self._session = session
        self.looking = False  # until somebody is on a cell above again, a total is looked at
        self._totals = TotalsModel(table, session, rows)
        self.setItemDelegate(_TotalsDelegate(self._totals, grid, self))
        self.setAccessibleName(self.tr("Totals"))
        self.setTabKeyNavigation(False)  # Tab goes on to what follows
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(grid.columns_head.minimumSectionSize())
        self.beside = QWidget()  # stands under the grid's vertical scroll bar
        self._rows_head = _TotalsGutter(self)
        self.setVerticalHeader(self._rows_head)
        self.setModel(self._totals)  # only now: each of the above would measure all columns again
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(grid.horizontalScrollBar().setValue)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        grid.columns_head.sectionResized.connect(self._on_section_resized)
        grid.resized.connect(self.fit)
        session.changed.connect(self._on_changed)
        rows.filter_changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_changed)
        session.checked.connect(self._on_changed)
        session.series_changed.connect(self._on_series_changed)
        rows.columns_arranged.connect(self._on_columns_arranged)
        self._on_columns_arranged()
        self.fit()

    def _on_columns_arranged(self) -> None:
        for column in range(self._totals.columnCount()):
            self.take_column(column)
        self.viewport().update()

    def take_column(self, column: int) -> None:
        """Have the width of the grid's column, or be hidden as it is."""
        width = self._grid.columnWidth(column)  # 0 of one that is being hidden, which is not said to be yet
        self.setColumnHidden(column, width == 0)
        if width:
            self.setColumnWidth(column, width)

    def copy(self) -> None:
        """Copy the selected totals."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        shown = [at for at in chosen if not self.isColumnHidden(at[1])]
        lines = [
            [self._totals.cell(row, column) for row, column in shown if row == wanted]
            for wanted in sorted({row for row, _ in shown})
        ]
        if lines:
            copy_cells(lines, self._session.formats.notation)

    def event(self, event: QEvent) -> bool:
        """Take the key of copying before the window does, whose copy is of the cells above."""
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            self.copy()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looking = True
        self.look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the selection go with the focus, so that one table alone has one."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.clearSelection()

    @property
    def current_row(self) -> int:
        """The row of the series that is looked at, which is written bold; −1 where it has no totals."""
        current = self._session.series
        return self._totals.series.index(current) if current in self._totals.series else -1

    def font_of(self, row: int) -> QFont:
        """Return the font in which a row of totals is written."""
        font = QFont(self._grid.font())
        font.setBold(row == self.current_row)
        return font

    def fit(self) -> None:
        """Stand exactly under the grid's columns, as high as the rows and the scroll bar need."""
        height = self._grid.rows_head.defaultSectionSize()
        self.verticalHeader().setDefaultSectionSize(height)
        self._rows_head.setFixedWidth(self._grid.rows_head.width())
        bar = self._grid.verticalScrollBar()
        count = min(len(self._totals.rows), _MOST_ROWS)
        # More rows than are shown have a bar of their own, which then stands under the grid's.
        own = self.verticalScrollBar().sizeHint().width() if len(self._totals.rows) > count else 0
        self.beside.setFixedWidth(max(0, bar.width() - own) if bar.isVisible() else 0)
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
        covered, height = self._grid.covered, self.rowHeight(row)
        right = max(self._first_filled(row), covered)
        if covered:
            painter.fillRect(QRect(0, top, covered, height), tones.total)
            painter.fillRect(QRect(covered - 1, top, 1, height), tones.group_line)
        room = QRect(max(left, 0) + PADDING, top, right - max(left, 0) - 2 * PADDING, height)
        head, _, verdict = label.partition(" — ")  # what is summed, and what the check of it says
        painter.setFont(self.font_of(row))
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

    def _on_section_resized(self, column: int, _old: int, _new: int) -> None:
        self.take_column(column)

    def _on_scrolled(self, _value: int) -> None:
        self.viewport().update()  # labels stay where they are

    def _on_range_changed(self, _least: int, _most: int) -> None:
        self.fit()

    def _on_changed(self, _change: object = None) -> None:
        if self._totals.update_rows():
            self.fit()
        self.changed.emit()
        self.look()
        self.viewport().update()

    def look(self) -> None:
        """Tell which total is looked at."""
        if self.looking and self.currentIndex().isValid():
            at = self.currentIndex()
            self.looked_at.emit(self._totals.place(at.row(), at.column()))

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.look()

    def _on_series_changed(self) -> None:
        if self.current_row >= 0:
            self.scrollTo(self._totals.index(self.current_row, self._grid.shown_columns()[0]))
        self.viewport().update()


@guarded
class _TotalsGutter(QHeaderView):
    """The head of the rows of totals, as wide as that of the rows above."""

    def __init__(self, parent: TotalsRow) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = table_tones(self.palette())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tones.total)
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()


@guarded
class _TotalsDelegate(QStyledItemDelegate):
    """Paints the numbers of the totals, under those that they sum."""

    def __init__(self, totals: TotalsModel, grid: Grid, parent: TotalsRow) -> None:
        super().__init__(parent)
        self._totals = totals
        self._grid = grid
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        tones = self._grid.cell_delegate.tones
        column = index.column()
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, tones.selected_on(tones.total) if selected else tones.total)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tones.outline, 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        if self._grid.cell_delegate.begins_group(column):
            painter.fillRect(QRect(box.left(), box.top(), 1, box.height()), tones.group_line)
        if column == 0:
            return
        room = box.adjusted(PADDING, 0, -PADDING, -1)
        if self._totals.is_figure(column):
            room.setRight(room.right() - self._grid.cell_delegate.tag_room(column))
        painter.setFont(tabular(self._view.font_of(index.row())))
        painter.setPen(tones.text)
        side = Qt.AlignmentFlag.AlignRight if self._totals.is_number(column) else Qt.AlignmentFlag.AlignLeft
        text = self._totals.text(index.row(), column)
        lacking = painter.fontMetrics().horizontalAdvance(text) - room.width()
        if lacking > 0:
            self._grid.cell_delegate.too_narrow.emit(column, box.width() + lacking)
            text = CUT
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
