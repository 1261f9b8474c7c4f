"""The one editor of a grid: open until its text can be read, with a line under it that says how."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QTableView, QWidget

from gui.app.translate import filled
from gui.tables.editor import CellEditor, Leave, ReadingLine
from gui.tables.model import TableModel
from model.columns.figure import UnknownSource
from model.text.errors import SalientError


class Editing(QObject):
    """What is being typed into a cell.

    Signals: `left(Leave)` once a text is committed; `fill_asked(str)` with a text to put into all selected
    cells; `today_asked` while an editor is open.
    """

    left = Signal(object)
    fill_asked = Signal(str)
    today_asked = Signal()

    def __init__(self, grid: QTableView, model: TableModel, close: Callable[[QWidget], None]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._close = close
        self.editor: CellEditor | None = None
        self._edited = QPersistentModelIndex()
        self._unreadable = False
        self._insisted = ""  # the text on which a commit has failed
        self._reading = ReadingLine(grid)
        model.modelReset.connect(self._forget)

    def begin(
        self, editor: CellEditor, index: QModelIndex | QPersistentModelIndex, *, by_typing: bool
    ) -> None:
        """Follow an editor that was opened on a cell."""
        self.editor, self._edited = editor, QPersistentModelIndex(index)
        self._unreadable, self._insisted = False, ""
        editor.by_typing = by_typing
        if not by_typing:
            editor.deselect()
            editor.end(False)
            if editor.completer() is not None:
                editor.selectAll()
        editor.left.connect(self._on_left)
        editor.cancelled.connect(self.give_up)
        editor.today.connect(self.today_asked)
        editor.textChanged.connect(self._on_text_changed)
        editor.destroyed.connect(self._on_destroyed)
        self._say_reading()

    def finish(self, *, keep_source: bool = False, insisting: bool = False) -> bool:
        """Commit the open editor; False where its text cannot be read: it stays open, with the reason.

        With `keep_source` another number than the quoted one keeps its source; who is `insisting` on a name
        that no source has begins one.
        """
        editor, index = self.editor, self._edited
        if editor is None or not index.isValid():
            return True
        if editor.touched:
            text, row, column = editor.chosen_text(), index.row(), index.column()
            again = insisting and editor.text() == self._insisted
            try:
                try:
                    self._model.set_text(row, column, text, keep_source=keep_source)
                except UnknownSource:
                    if not again:
                        raise
                    self._model.begin_source(row, column, text)
            except SalientError as fault:
                self._refuse(fault)
                return False
        self._drop()
        return True

    def give_up(self) -> None:
        """Close the editor and forget its text."""
        if self.editor is not None:
            self._drop()

    def holds(self, editor: QWidget) -> bool:
        """Whether an editor is to stay open, for its text could not be read."""
        return editor is self.editor and self._unreadable

    def place_reading(self) -> None:
        """Let the line under the editor follow it."""
        if self.editor is not None and self._reading.isVisible():
            self._reading.place(self.editor)

    def _drop(self) -> None:
        editor = self.editor
        self._forget()
        if editor is not None:
            editor.left.disconnect(self._on_left)
            self._close(editor)
        self._grid.viewport().update()

    def _forget(self) -> None:
        self.editor, self._unreadable = None, False
        self._reading.hide()

    def _on_left(self, leave: Leave) -> None:
        editor = self.editor
        if editor is None:
            return
        if leave is Leave.FILL:
            text = editor.chosen_text()
            if self._fits(text):
                self._drop()
                self.fill_asked.emit(text)
            return
        keeping = leave is Leave.KEEPING
        if self.finish(keep_source=keeping, insisting=leave is not Leave.LOST_FOCUS):
            self.left.emit(Leave.DOWN if keeping else leave)

    def _fits(self, text: str) -> bool:
        """Whether the text can be read in the edited cell; else the editor says why not."""
        try:
            self._model.as_read(self._edited.row(), self._edited.column(), text)
        except SalientError as fault:
            self._refuse(fault)
            return False
        return True

    def _refuse(self, fault: SalientError) -> None:
        self._unreadable = True
        self._insisted = "" if self.editor is None else self.editor.text()
        self._say(self._why(fault), unreadable=True)

    def _on_destroyed(self, _editor: object = None) -> None:
        """Forget an editor that Qt closed, with the row that it stood in."""
        if self.editor is not None and not self._edited.isValid():
            self._forget()

    def _on_text_changed(self, _text: str) -> None:
        self._unreadable = False
        self._say_reading()

    def _say_reading(self) -> None:
        """Say how the text in the editor is read, while it is typed."""
        editor, index = self.editor, self._edited
        if editor is None or not index.isValid():
            return
        if not editor.touched:
            self._reading.hide()
            return
        try:
            said = self._model.as_read(index.row(), index.column(), editor.chosen_text())
        except SalientError as fault:
            self._say(self._why(fault), unreadable=True)
        else:
            self._say(said, unreadable=False)

    def _why(self, fault: SalientError) -> str:
        said = self._model.context.formats.words(fault.words)
        if not isinstance(fault, UnknownSource):
            return said
        insisted = self.editor is not None and self.editor.text() == self._insisted
        more = self.tr("{why} Press Enter again to add it.")
        return filled(more if insisted else self.tr("{why} Press Enter twice to add it."), why=said)

    def _say(self, text: str, *, unreadable: bool) -> None:
        if self.editor is not None:
            insisted = unreadable and self.editor.text() == self._insisted
            self._reading.say(text, self.editor, unreadable=unreadable, insisted=insisted)
