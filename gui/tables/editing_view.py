"""A table view whose one editor stays open, with its text, until the text can be read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from gui.app.guard import guarded
from gui.tables.editor import CellEditor, Leave, ReadingLine
from gui.tables.model import TableModel
from model.text.errors import SalientError

Index = QModelIndex | QPersistentModelIndex


@guarded
class EditingView(QTableView):
    """Opens, commits and closes the editor of a cell; `move_after` says where the current cell goes then.

    Signals: `fill_asked(str)` with the text of the editor to put into all selected cells; `today_asked`
    while it is open; `action_asked(Action)` on the selected cells, by a key; `resized`.
    """

    fill_asked = Signal(str)
    today_asked = Signal()
    action_asked = Signal(object)
    resized = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._editor: CellEditor | None = None
        self._edited = QPersistentModelIndex()
        self._unreadable = False
        self._insisted = ""  # the text on which a commit has failed
        self._reading = ReadingLine(self)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        model.modelReset.connect(self._on_model_reset)

    def move_after(self, leave: Leave) -> bool:
        """Move the current cell as the editor was left; False where there is nowhere to go."""
        raise AssertionError("the view that shows the cells knows where they are")

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

    def _on_scrolled(self, _value: int) -> None:
        self._place_reading()

    def _on_model_reset(self) -> None:
        self._editor, self._unreadable = None, False
        self._reading.hide()
