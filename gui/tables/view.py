"""A table of the window: its cells, head, totals and find bar, with what stands in its context menu."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from gui.app.actions import Action, Situation
from gui.app.guard import guarded
from gui.session import Session
from gui.tables.actions import fill_context_menu
from gui.tables.cell_actions import CellActions
from gui.tables.columns_shown import ColumnsShown
from gui.tables.fill_handle import FillHandle
from gui.tables.finding import FindBar, TableSearch
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from gui.tables.row_actions import RowActions
from gui.tables.selection import Selection
from gui.tables.totals import TotalsRow
from model.columns import Table
from model.text.words import words


@guarded
class TableView(QWidget):
    """One declared table, editable.

    Signals: `selection_changed(Selection)`; `refused(str)`: why not; `claim_asked`: a published claim about
    the current cell is to be checked.
    """

    selection_changed = Signal(object)
    refused = Signal(str)
    claim_asked: Signal = Signal()
    grid: Grid  # these are said here, for what is declared in `gui.tables.actions` asks for them
    find_bar: FindBar
    cells: CellActions
    rows: RowActions
    columns_shown: ColumnsShown

    def __init__(self, table: Table, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._session = session
        label = session.formats.words(words(table.label))
        self.model = TableModel(table, session, self)
        self.find_bar = FindBar(self)
        self.grid = Grid(self.model, self)
        self.grid.setAccessibleName(label)
        self.columns_shown = ColumnsShown(self.grid, self.model, session)
        self.totals = TotalsRow(table, session, self.grid, self.model) if table.key == "periods" else None
        if self.totals is not None:
            self.columns_shown.least_width = self.totals.least_width
            self.totals.changed.connect(self.columns_shown.make_room_below)
        self.columns_shown.apply()
        self.cells = CellActions(self.grid, self.model, session, self.refused.emit)
        self.fill_handle = FillHandle(self.grid, self.model, self.cells.goes_on)
        self.fill_handle.dragged.connect(self.cells.fill_on)
        self.rows = RowActions(self.grid, self.model, session, self.refused.emit)
        self.finding = TableSearch(self.find_bar, self.grid, self.model, self.cells)
        self.empty = self._empty_label()
        self._arrange()
        self.setFocusProxy(self.grid)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.grid.restyled.connect(self.columns_shown.restyle)
        self.grid.column_typed.connect(self._on_computed_typed)
        self.grid.selection_settled.connect(self._on_selection_settled)
        self.grid.action_asked.connect(self._on_action_asked)
        self.grid.columns_head.sectionClicked.connect(self._on_section_clicked)
        self.grid.columns_head.customContextMenuRequested.connect(self._on_head_menu)
        self.model.rowsInserted.connect(self._on_rows_changed)
        self.model.rowsRemoved.connect(self._on_rows_changed)
        self.model.modelReset.connect(self._on_loaded)
        session.changed.connect(self._on_changed)
        self._on_loaded()

    # the selection

    @property
    def selection(self) -> Selection:
        """What is selected."""
        return self.grid.selection()

    def situation(self) -> Situation:
        """Return what the actions on the selection depend on."""
        selection = self.selection
        return Situation(
            in_table=True,
            cells=selection.cell_count,
            rows=len(selection.rows),
            editable=any(column.editable for column in self.table.columns if column.key in selection.columns),
            day=self.cells.is_at_day,
            link=bool(self.cells.link),
        )

    def select_rows(self, rows: tuple[int, ...] | list[int] | range) -> None:
        """Select rows by their numbers in the project, as when a bar of a chart is clicked."""
        self.rows.select(rows)

    def finish_editing(self) -> bool:
        """Commit the open editor; False where its text cannot be read, and then it stays open."""
        return self.grid.finish_editing()

    def sort(self, column: int, order: Qt.SortOrder | None) -> None:
        """Sort by a column; with None by the order of the file."""
        self.grid.lighten_selection()
        if order is None:
            self.model.sort(-1)
        else:
            self.model.sort(column, order)
            self.columns_shown.make_room_for_head(column)
        self.grid.scrollTo(self.grid.currentIndex())

    # how it is arranged

    def height_of_rows(self, rows: int) -> int:
        """Return how high the table is when it shows so many rows, with what is always around them."""
        shown = rows * self.grid.rows_head.defaultSectionSize()
        bar = self.grid.horizontalScrollBar().sizeHint().height()
        under = 0 if self.totals is None else self.totals.maximumHeight()
        return self.grid.columns_head.head_height() + shown + max(bar, under)

    def free_room(self) -> QRect:
        """Return where there is nothing, below the rows and what they sum."""
        rows = self.grid.columns_head.head_height() + self.grid.rows_head.length()
        last = self.grid.y() + rows if self.totals is None else self.totals.geometry().bottom()
        return QRect(self.rect()).adjusted(0, last, 0, 0)

    def save_state(self) -> Mapping[str, Any]:
        """Return which columns a person has shown, hidden or resized, for `restore_state`."""
        return self.columns_shown.save()

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Arrange the columns as they were; what is not known is passed over."""
        self.columns_shown.restore(state)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.grid, 1)
        if self.totals is not None:
            under = QHBoxLayout()
            under.addWidget(self.totals, 1)
            under.addWidget(self.totals.beside)
            layout.addLayout(under)
            expanding = QSizePolicy.Policy.Expanding
            layout.addSpacerItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, expanding))

    def _empty_label(self) -> QLabel:
        label = QLabel(self.grid.viewport())
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        begin = self._session.formats.words(words(self.table.begin))
        label.setText(
            self.tr("{begin}\nOr paste cells from a spreadsheet ({key}).").format(
                begin=begin,
                key=QKeySequence(QKeySequence.StandardKey.Paste).toString(
                    QKeySequence.SequenceFormat.NativeText
                ),
            )
        )
        self.grid.resized.connect(self._place_empty)
        return label

    def _place_empty(self) -> None:
        row = self.grid.rows_head.defaultSectionSize()
        port = self.grid.viewport()
        self.empty.setGeometry(12, row + 16, max(0, port.width() - 24), max(0, port.height() - row - 18))

    def _on_rows_changed(self, *_what: object) -> None:
        """Say how to begin where there is nothing, and let the totals follow the last row."""
        empty = self.model.total_rows == 0 and not self.model.draft.typed
        self.empty.setVisible(empty)
        if self.totals is None:
            return
        if empty or not self.totals.isVisibleTo(self):
            self.grid.setMaximumHeight(_ANY)
            return
        row = self.grid.rows_head.defaultSectionSize()
        head = self.grid.columns_head.head_height()
        self.grid.setMaximumHeight(min(_ANY, self.model.rowCount() * row + head))

    def _on_loaded(self) -> None:
        """Begin at the first cell, so that typing goes somewhere."""
        self._on_rows_changed()
        self.grid.go_to(0, self.grid.shown_columns()[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.grid.visualRect(self.grid.currentIndex())
            at = self.grid.viewport().mapToGlobal(box.bottomLeft())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_context_menu(menu, self)
        menu.popup(at)

    # following

    def _on_selection_settled(self) -> None:
        self.selection_changed.emit(self.grid.selection())

    def _on_computed_typed(self, column: int) -> None:
        name = self.model.columns[column].label(self.model.context)
        said = self.tr("{column} is computed and cannot be typed: change the figures that it comes from.")
        self.refused.emit(said.format(column=name))

    def _on_action_asked(self, action: Action[TableView]) -> None:
        action.do(self)

    def _on_section_clicked(self, column: int) -> None:
        """Sort by the column; once more the other way; the third time as the file has it."""
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        following = {None: ascending, (column, ascending): descending, (column, descending): None}
        self.sort(column, following.get(self.model.sorted_by, ascending))

    def _on_head_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = self.grid.columns_head.logicalIndexAt(at)
        if column >= 0 and self.model.columns[column].editable:
            label = self.model.columns[column].label(self.model.context).replace("&", "&&")
            only = menu.addAction(self.tr("&Show Only Rows by {column}…").format(column=label))
            only.triggered.connect(partial(self._filter_by, column))
            menu.addSeparator()
        self.columns_shown.fill_menu(menu)
        menu.popup(self.grid.columns_head.mapToGlobal(at))

    def _filter_by(self, column: int, _checked: bool = False) -> None:
        self.find_bar.begin(filtering=True, column=self.model.columns[column].key)

    def _on_changed(self, _change: object) -> None:
        self._on_rows_changed()


_ANY = 16_777_215  # Qt's own bound of a widget's height
