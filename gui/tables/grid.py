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
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from gui.app.guard import guarded
from gui.tables.actions import cell_action
from gui.tables.delegate import CellDelegate
from gui.tables.editor import CellEditor, Leave, ReadingLine
from gui.tables.frozen import FrozenColumn
from gui.tables.gutter import RowGutter
from gui.tables.header import GroupedHeader
from gui.tables.model import TableModel
from gui.tables.selection import Area, Selection, selected_parts
from model.text.errors import SalientError

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
_MOST_FOLLOWED = 20_000
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTERED = {Qt.KeyboardModifier.NoModifier: Leave.DOWN, Qt.KeyboardModifier.ShiftModifier: Leave.UP}
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
_SWITCHING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STEPS = {Leave.DOWN: (1, 0), Leave.UP: (-1, 0), Leave.RIGHT: (0, 1), Leave.LEFT: (0, -1)}


@guarded
class Grid(QTableView):
    """The cells with their heads, and the one editor, which stays open until its text can be read.

    Signals: `selection_settled` once a turn of the event loop, after changes; `action_asked(Action)` on the
    selected cells, by a key; `fill_asked(str)` with the text of the editor to put into all of them;
    `today_asked` while it is open; `resized`.
    """

    selection_settled = Signal()
    action_asked = Signal(object)
    fill_asked = Signal(str)
    today_asked = Signal()
    resized = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._editor: CellEditor | None = None
        self._edited = QPersistentModelIndex()
        self._unreadable = False
        self._insisted = ""  # the text on which a commit has failed
        self._reading = ReadingLine(self)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)
        model.modelReset.connect(self._on_model_reset)
        self._tab_origin: int | None = None
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
        if self._editor is None and index.isValid() and box.isValid():
            tones, focused = self.cell_delegate.tones, self.hasFocus()
            painter.setPen(QPen(tones.outline if focused else tones.group_line, 2 if focused else 1))
            painter.drawRect(box.adjusted(1, 1, -1, -1) if focused else box.adjusted(0, 0, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the corner as the heads beside it: a style gives it a look of its own."""
        if (
            isinstance(watched, QAbstractButton)
            and watched is self._corner
            and event.type() == QEvent.Type.Paint
        ):
            painter = QPainter(watched)
            tones = self.cell_delegate.tones
            box = watched.rect()
            painter.fillRect(box, tones.head)
            painter.setPen(QPen(tones.group_line))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomRight())
            painter.end()
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
        if not columns:
            return False
        row, column = self.currentIndex().row(), self.currentIndex().column()
        rest = [other for other in columns if (other > column if forward else other < column)]
        if rest:
            self.go_to(row, rest[0] if forward else rest[-1])
            return True
        row += 1 if forward else -1
        if not 0 <= row <= self._model.draft_row:
            return False
        self.go_to(row, columns[0] if forward else columns[-1])
        return True

    def selection(self) -> Selection:
        """Return what is selected."""
        areas = []
        rows: set[int] = set()
        shown = self.shown_columns()
        for part in selected_parts(self.selectionModel()):
            columns = tuple(
                self._model.columns[column].key for column in shown if part.left() <= column <= part.right()
            )
            numbers = tuple(self._model.row_numbers(range(part.top(), part.bottom() + 1)))
            if columns and numbers:
                areas.append(Area(numbers, columns))
        if len(areas) > 1:
            rows.update(*(area.rows for area in areas))
        index = self.currentIndex()
        current = None
        if index.isValid():
            current = (self._model.row_number(index.row()), self._model.columns[index.column()].key)
        every = areas[0].rows if len(areas) == 1 else rows
        return Selection(self._model.table.key, tuple(sorted(every)), tuple(areas), current)

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
        elif modifiers & _SWITCHING and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()  # the tabs are switched by them
        elif event.key() == Qt.Key.Key_Space and modifiers == Qt.KeyboardModifier.ShiftModifier:
            event.accept()
            self.selectionModel().select(self.selectionModel().selection(), Flag.Select | Flag.Rows)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go with Ctrl to the edge of the rows that there are; down from the last, to the empty one."""
        columns = self.shown_columns()
        if not modifiers & Qt.KeyboardModifier.ControlModifier or not columns:
            return super().moveCursor(action, modifiers)
        row, column = self.currentIndex().row(), self.currentIndex().column()
        last = max(0, self._model.draft_row - 1)
        moves = QAbstractItemView.CursorAction
        target = {
            moves.MoveHome: (0, columns[0]),
            moves.MoveEnd: (last, columns[-1]),
            moves.MoveUp: (0, column),
            moves.MoveDown: (last if row < last else self._model.draft_row, column),
            moves.MoveLeft: (row, columns[0]),
            moves.MoveRight: (row, columns[-1]),
        }.get(action)
        return super().moveCursor(action, modifiers) if target is None else self._model.index(*target)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Flag:
        """Select where Ctrl and a key that moves have gone to: Qt would go there and select nothing."""
        if isinstance(event, QKeyEvent) and event.key() in _MOVING:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
            return super().selectionCommand(index, QKeyEvent(event.type(), event.key(), modifiers))
        return super().selectionCommand(index, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Go with Tab from cell to cell, and at either end of the table out of it."""
        return self.move_after(Leave.NEXT if next else Leave.PREVIOUS) or QWidget.focusNextPrevChild(
            self, next
        )

    def move_after(self, leave: Leave) -> bool:
        """Move as an editor was left, or as a key said; False where there is nowhere to go.

        Enter after some Tabs goes to the next row in the column where the first of them was pressed.
        """
        if leave in (Leave.NEXT, Leave.PREVIOUS):
            if self._tab_origin is None:
                self._tab_origin = self.currentIndex().column()
            return self.step_to_editable(leave is Leave.NEXT)
        origin, self._tab_origin = self._tab_origin, None
        if leave in _STEPS:
            self.step(*_STEPS[leave])
            if origin is not None and leave is Leave.DOWN and not self.isColumnHidden(origin):
                self.go_to(self.currentIndex().row(), origin)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tab_origin = None
        if self.finish_editing():
            super().mousePressEvent(event)

    # the editor

    @property
    def editor(self) -> CellEditor | None:
        """The open editor."""
        return self._editor

    def edit(  # type: ignore[override] # the stubs know one of the two overloads
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: object = None,
    ) -> bool:
        if not self.finish_editing():
            return False
        opened = bool(super().edit(index, trigger, event))  # type: ignore[call-overload] # likewise
        editor = self.indexWidget(index) if opened else None
        if isinstance(editor, CellEditor) and editor is not self._editor:
            self._begin(editor, index, by_typing=trigger == QAbstractItemView.EditTrigger.AnyKeyPressed)
        return opened

    def _begin(self, editor: CellEditor, index: Index, *, by_typing: bool) -> None:
        self._editor, self._edited = editor, QPersistentModelIndex(index)
        self._unreadable, self._insisted = False, ""
        editor.by_typing = by_typing
        if not by_typing:
            editor.deselect()
            editor.end(False)
            if editor.completer() is not None:
                editor.selectAll()
        editor.left.connect(self._on_editor_left)
        editor.cancelled.connect(self._on_editor_cancelled)
        editor.today.connect(self._on_editor_today)
        editor.textChanged.connect(self._on_editor_text_changed)
        editor.destroyed.connect(self._on_editor_destroyed)
        self._say_reading()

    def finish_editing(self, *, keep_source: bool = False) -> bool:
        """Commit the open editor; False where its text cannot be read: it stays open, with the reason.

        With `keep_source` another number than the quoted one keeps its source.
        """
        editor, index = self._editor, self._edited
        if editor is None or not index.isValid():
            return True
        if editor.touched:
            text = editor.chosen_text()
            try:
                self._model.set_text(index.row(), index.column(), text, keep_source=keep_source)
            except SalientError as fault:
                self._unreadable, self._insisted = True, editor.text()
                self._say(self._model.context.formats.words(fault.words), unreadable=True)
                return False
        self._drop_editor()
        return True

    def cancel_editing(self) -> None:
        """Close the editor and forget its text."""
        if self._editor is not None:
            self._drop_editor()

    def _drop_editor(self) -> None:
        editor = self._editor
        self._editor, self._unreadable = None, False
        self._reading.hide()
        if editor is not None:
            editor.left.disconnect(self._on_editor_left)
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.viewport().update()

    def commitData(self, editor: QWidget) -> None:
        """Qt asks for it when the current cell changes."""
        if editor is self._editor:
            self.finish_editing()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Keep an editor open whose text could not be read."""
        if editor is not self._editor or not self._unreadable:
            super().closeEditor(editor, hint)

    def _on_editor_left(self, leave: Leave) -> None:
        editor = self._editor
        if editor is None:
            return
        if leave is Leave.FILL:
            text = editor.chosen_text()
            if self._fits(text):
                self._drop_editor()
                self.fill_asked.emit(text)
            return
        keeping = leave is Leave.KEEPING
        if self.finish_editing(keep_source=keeping):
            self.move_after(Leave.DOWN if keeping else leave)

    def _fits(self, text: str) -> bool:
        """Whether the text can be read in the edited cell; else the editor says why not."""
        try:
            self._model.as_read(self._edited.row(), self._edited.column(), text)
        except SalientError as fault:
            self._unreadable = True
            self._insisted = text
            self._say(self._model.context.formats.words(fault.words), unreadable=True)
            return False
        return True

    def _on_editor_today(self) -> None:
        self.today_asked.emit()

    def _on_editor_cancelled(self) -> None:
        self.cancel_editing()

    def _on_editor_destroyed(self, _editor: object = None) -> None:
        """Forget an editor that Qt closed, with the row that it stood in."""
        if self._editor is not None and not self._edited.isValid():
            self._editor = None
            self._unreadable = False
            self._reading.hide()

    def _on_editor_text_changed(self, _text: str) -> None:
        self._unreadable = False
        self._say_reading()

    def _say_reading(self) -> None:
        """Say how the text in the editor is read, while it is typed."""
        editor, index = self._editor, self._edited
        if editor is None or not index.isValid():
            return
        if not editor.touched:
            self._reading.hide()
            return
        try:
            said = self._model.as_read(index.row(), index.column(), editor.chosen_text())
        except SalientError as fault:
            self._say(self._model.context.formats.words(fault.words), unreadable=True)
        else:
            self._say(said, unreadable=False)

    def _say(self, text: str, *, unreadable: bool) -> None:
        if self._editor is not None:
            insisted = unreadable and self._editor.text() == self._insisted
            self._reading.say(text, self._editor, unreadable=unreadable, insisted=insisted)

    def _place_reading(self) -> None:
        if self._editor is not None and self._reading.isVisible():
            self._reading.place(self._editor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_reading()
        self.resized.emit()

    def _on_model_reset(self) -> None:
        self._editor, self._unreadable = None, False
        self._reading.hide()

    # following

    def _on_selection_changed(self, _selected: object, _deselected: object) -> None:
        self._settling.start()

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._settling.start()

    def _on_sections_changed(self, _column: int, _old: int, _new: int) -> None:
        self._place_reading()

    def _on_scrolled(self, _value: int) -> None:
        self._place_reading()
        self.columns_head.viewport().update()
