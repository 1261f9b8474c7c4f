"""The cells of a table with their heads: how one moves among them by keys, and what is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from gui.app.guard import guarded
from gui.tables.actions import cell_action
from gui.tables.choices import arrow_in, is_choice, paint_arrow
from gui.tables.delegate import CellDelegate
from gui.tables.editing import Editing
from gui.tables.editor import CellEditor, Leave
from gui.tables.frozen import FrozenColumn
from gui.tables.gutter import RowGutter, paint_corner
from gui.tables.header import GroupedHeader
from gui.tables.model import TableModel
from gui.tables.moving import MOVING, SWITCHING, TYPING, WHOLE, edge, next_place
from gui.tables.selection import Selection, selection_of

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
_MOST_FOLLOWED = 20_000
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTERED = {Qt.KeyboardModifier.NoModifier: Leave.DOWN, Qt.KeyboardModifier.ShiftModifier: Leave.UP}
_STEPS = {Leave.DOWN: (1, 0), Leave.UP: (-1, 0), Leave.RIGHT: (0, 1), Leave.LEFT: (0, -1)}


@guarded
class Grid(QTableView):
    """The cells with their heads, and the one editor, which stays open until its text can be read.

    Signals: `selection_settled` once a turn of the event loop, after changes; `action_asked(Action)` on the
    selected cells, by a key; `resized`; `restyled` when fonts or colours are others; `column_typed(int)`:
    somebody typed into that column, which is computed.
    """

    selection_settled = Signal()
    action_asked = Signal(object)
    resized = Signal()
    restyled = Signal()
    column_typed = Signal(int)

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.editing = Editing(self, model, self._close_editor)
        self.editing.left.connect(self._on_editor_left)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)
        self._tab_origin: int | None = None
        self._growing = Flag.NoUpdate  # by what a selection grows with Shift: whole rows, whole columns
        self._frozen: FrozenColumn | None = None  # Qt scrolls to a cell before all is there
        self.columns_head = GroupedHeader(model, self)
        self.rows_head = RowGutter(model, self)
        self.setHorizontalHeader(self.columns_head)
        self.setVerticalHeader(self.rows_head)
        self.setModel(model)
        self.cell_delegate = CellDelegate(model, self)
        self.setItemDelegate(self.cell_delegate)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._corner = self.findChild(QAbstractButton)
        if self._corner is not None:
            self._corner.setAccessibleName(self.tr("Select all"))
            self._corner.installEventFilter(self)
        self._settling = QTimer(self, interval=0, singleShot=True)
        self._settling.timeout.connect(self.selection_settled)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.columns_head.sectionResized.connect(self._on_sections_changed)
        self._frozen = FrozenColumn(self, self.columns_head, self.cell_delegate)
        self.resized.connect(self._frozen.place)
        model.visible = self.visible_rows
        model.modelReset.connect(self._settling.start)

    # what is seen

    def visible_rows(self) -> range:
        """Return the rows of which a part is in view; none of a table in a tab behind another."""
        if not self.isVisible():
            return range(0)
        first = self.rows_head.visualIndexAt(0)
        if first < 0:
            return range(0)
        last = self.rows_head.visualIndexAt(self.viewport().height() - 1)
        return range(first, (self._model.rowCount() if last < 0 else last + 1))

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Repaint changed cells, clipped to what is in view: else Qt repaints the whole viewport."""
        visible = self.visible_rows()
        first, last = max(top_left.row(), visible.start), min(bottom_right.row(), visible.stop - 1)
        if first > last:
            return
        super().dataChanged(
            self._model.index(first, top_left.column()), self._model.index(last, bottom_right.column()), roles
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for box in event.region():  # type: ignore[attr-defined] # PySide's stubs do not know that it can
            self.cell_delegate.paint_cells(painter, box)
        index = self.currentIndex()
        box = self.visualRect(index)
        if self.editor is None and index.isValid() and box.isValid():
            tones, focused = self.cell_delegate.tones, self.hasFocus()
            painter.setPen(QPen(tones.outline if focused else tones.group_line, 2 if focused else 1))
            painter.drawRect(box.adjusted(1, 1, -1, -1) if focused else box.adjusted(0, 0, -1, -1))
            paint_arrow(painter, self._arrow(), tones)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the corner as the heads beside it: a style gives it a look of its own."""
        if (
            isinstance(watched, QAbstractButton)
            and watched is self._corner
            and event.type() == QEvent.Type.Paint
        ):
            paint_corner(watched, self.cell_delegate.tones)
            return True
        return bool(super().eventFilter(watched, event))

    @property
    def covered(self) -> int:
        """How many pixels at the left of the cells the first column covers, kept in view there."""
        return 0 if self._frozen is None else self._frozen.covered

    # where one is

    def shown_columns(self) -> list[int]:
        """Return the columns that are not hidden."""
        return [column for column in range(self._model.columnCount()) if not self.isColumnHidden(column)]

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current and the only selected one, and bring it into view."""
        index = self._model.index(row, column)
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
        self.scrollTo(index)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view, and out from under the column that is kept there."""
        super().scrollTo(index, hint)
        frozen = self._frozen
        if frozen is None or index.column() == frozen.column:
            return
        hidden = frozen.covered - self.columnViewportPosition(index.column())
        if hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def select_block(self, top: int, left: int, height: int, width: int) -> None:
        """Select so many rows and shown columns from a cell on, which becomes the current one."""
        columns = [column for column in self.shown_columns() if column >= left][:width]
        bottom = min(top + height, self._model.rowCount()) - 1
        if not columns or bottom < top:
            return
        first, last = self._model.index(top, columns[0]), self._model.index(bottom, columns[-1])
        chosen = self.selectionModel()
        chosen.setCurrentIndex(first, Flag.NoUpdate)
        chosen.select(QItemSelection(first, last), Flag.ClearAndSelect)

    def step(self, down: int, right: int = 0) -> None:
        """Move the current cell, over hidden columns, as far as there are cells."""
        current = self.currentIndex()
        columns = self.shown_columns()
        if not columns:
            return
        place = columns.index(current.column()) if current.column() in columns else 0
        column = columns[min(max(place + right, 0), len(columns) - 1)]
        self.go_to(min(max(current.row() + down, 0), self._model.draft_row), column)

    def step_to_editable(self, forward: bool) -> bool:
        """Move to the next cell that can be typed into, from row to row; False where there is none."""
        columns = [column for column in self.shown_columns() if self._model.columns[column].editable]
        here = (self.currentIndex().row(), self.currentIndex().column())
        target = next_place(here, columns, self._model.draft_row, forward=forward)
        if target is not None:
            self.go_to(*target)
        return target is not None

    def selection(self) -> Selection:
        """Return what is selected."""
        return selection_of(self._model, self.selectionModel(), self.shown_columns(), self.currentIndex())

    def lighten_selection(self) -> None:
        """Select the current cell alone where very many are: Qt follows each one through a sorting."""
        if self.selection().cell_count > _MOST_FOLLOWED:
            self.selectionModel().select(self.currentIndex(), Flag.ClearAndSelect)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = cell_action(event)
        if action is not None:
            event.accept()
            self.action_asked.emit(action)
        elif event.key() in _ENTERS and modifiers in _ENTERED:
            event.accept()
            self.move_after(_ENTERED[modifiers])
        elif modifiers & SWITCHING and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()  # the tabs are switched by them
        elif event.key() == Qt.Key.Key_Space and modifiers in WHOLE:
            event.accept()
            self._growing = WHOLE[modifiers]
            self.selectionModel().select(self.selectionModel().selection(), Flag.Select | self._growing)
        elif self._asks_for_choices(event):
            event.accept()
            self.list_choices()
        else:
            if not modifiers & Qt.KeyboardModifier.ShiftModifier:
                self._growing = Flag.NoUpdate
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take the key that opens a choice before the window moves rows by it."""
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and self._asks_for_choices(event):
            event.accept()
            return True
        return bool(super().event(event))

    def _asks_for_choices(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return bool(alt) and event.key() == Qt.Key.Key_Down and is_choice(self._model, self.currentIndex())

    def list_choices(self) -> None:
        """Edit the current cell, all that may be chosen being listed."""
        if self.edit(self.currentIndex()) and self.editor is not None:
            self.editor.list_choices()

    def _arrow(self) -> QRect:
        """Return where the arrow of a current cell stands that is chosen from a list; nowhere of another."""
        index = self.currentIndex()
        shown = self.editor is None and is_choice(self._model, index)
        return arrow_in(self.visualRect(index)) if shown else QRect()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in (kinds.FontChange, kinds.PaletteChange, kinds.StyleChange):
            self.restyled.emit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go with Ctrl to the edge of the rows that there are; down from the last, to the empty one."""
        columns = self.shown_columns()
        if not modifiers & Qt.KeyboardModifier.ControlModifier or not columns:
            return super().moveCursor(action, modifiers)
        index = self.currentIndex()
        target = edge(action, (index.row(), index.column()), columns, self._model.draft_row)
        return super().moveCursor(action, modifiers) if target is None else self._model.index(*target)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Flag:
        """Select where Ctrl and a key that moves have gone to: Qt would go there and select nothing."""
        if isinstance(event, QKeyEvent) and event.key() in MOVING:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
            flags = super().selectionCommand(index, QKeyEvent(event.type(), event.key(), modifiers))
            return flags | self._growing if modifiers & Qt.KeyboardModifier.ShiftModifier else flags
        return super().selectionCommand(index, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Go with Tab from cell to cell, and at either end of the table out of it."""
        return self.move_after(Leave.NEXT if next else Leave.PREVIOUS) or QWidget.focusNextPrevChild(
            self, next
        )

    def move_after(self, leave: Leave) -> bool:
        """Move as an editor was left, or as a key said; False where there is nowhere to go.

        Enter after some Tabs goes to the next row in the column where the first of them was pressed; in the
        empty last row to what that still needs.
        """
        if leave in (Leave.NEXT, Leave.PREVIOUS):
            if self._tab_origin is None:
                self._tab_origin = self.currentIndex().column()
            return self.step_to_editable(leave is Leave.NEXT)
        origin, self._tab_origin = self._tab_origin, None
        row = self.currentIndex().row()
        needed = (column for column in self.shown_columns() if self._model.hint(row, column))
        if leave is Leave.DOWN and (column := next(needed, None)) is not None:
            self.go_to(row, column)
        elif leave in _STEPS:
            self.step(*_STEPS[leave])
            if origin is not None and leave is Leave.DOWN and not self.isColumnHidden(origin):
                self.go_to(self.currentIndex().row(), origin)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tab_origin, self._growing = None, Flag.NoUpdate
        if self._arrow().contains(event.position().toPoint()):
            event.accept()
            self.list_choices()
        elif self.finish_editing():
            super().mousePressEvent(event)

    # the editor

    @property
    def editor(self) -> CellEditor | None:
        """The open editor."""
        return self.editing.editor

    def edit(  # type: ignore[override] # the stubs know one of the two overloads
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: object = None,
    ) -> bool:
        if not self.finish_editing():
            return False
        if index.isValid() and trigger in TYPING and not self._model.columns[index.column()].editable:
            self.column_typed.emit(index.column())
            return False
        opened = bool(super().edit(index, trigger, event))  # type: ignore[call-overload] # likewise
        editor = self.indexWidget(index) if opened else None
        if isinstance(editor, CellEditor) and editor is not self.editor:
            by_typing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
            self.editing.begin(editor, index, by_typing=by_typing)
        return opened

    def begin_with(self, key: str, text: str) -> bool:
        """Write a text into an editor of the empty last row; False where its column is hidden."""
        column = next(at for at, column in enumerate(self._model.columns) if column.key == key)
        if self.isColumnHidden(column):
            return False
        self.go_to(self._model.draft_row, column)
        if self.edit(self.currentIndex()) and self.editor is not None:
            self.editor.selectAll()
            self.editor.insert(text)
        return self.editor is not None

    def finish_editing(self, *, keep_source: bool = False) -> bool:
        """Commit the open editor; False where its text cannot be read: it stays open, with the reason.

        With `keep_source` another number than the quoted one keeps its source.
        """
        return self.editing.finish(keep_source=keep_source)

    def cancel_editing(self) -> None:
        """Close the editor and forget its text."""
        self.editing.give_up()

    def commitData(self, editor: QWidget) -> None:
        """Qt asks for it when the current cell changes."""
        if editor is self.editor:
            self.finish_editing()

    def _close_editor(self, editor: QWidget) -> None:
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Keep an editor open whose text could not be read."""
        if not self.editing.holds(editor):
            super().closeEditor(editor, hint)

    def _on_editor_left(self, leave: Leave) -> None:
        self.move_after(leave)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.editing.place_reading()
        self.resized.emit()

    # following

    def _on_selection_changed(self, _selected: object, _deselected: object) -> None:
        self._settling.start()

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._settling.start()

    def _on_sections_changed(self, _column: int, _old: int, _new: int) -> None:
        self.editing.place_reading()

    def _on_scrolled(self, _value: int) -> None:
        self.editing.place_reading()
        self.columns_head.viewport().update()
