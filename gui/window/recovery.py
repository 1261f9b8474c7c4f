"""At the start: offers what programs that died left in their journals, and brings it back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from gui.app.messages import Messages
from gui.app.translate import model_words
from gui.documents.file_guard import FileGuard
from gui.panels.great_edits import take_edit
from gui.session import Session
from model.columns import TABLE
from model.edits import Edit
from model.files.safety import Disk, LeftBehind, Recoverable
from model.project import Project
from model.text.words import marked, words

if TYPE_CHECKING:
    from gui.dialogs.recovery import RecoveryDialog

_BRING_BACK = marked("bring back unsaved changes")


class Window(Protocol):
    """What is asked of a window."""

    session: Session
    messages: Messages
    file_guard: FileGuard


class OpenWindows(Protocol):
    """What is asked of the windows of the program."""

    @property
    def open_windows(self) -> Sequence[Window]:
        """The windows that are open, the oldest first."""

    def open_file(self, path: Path) -> None:
        """Show a file in a window."""

    def open_another(self) -> Window:
        """Open another window with an empty project."""


class Recovery(QObject):
    """Offers what can be recovered, once, over the first window."""

    def __init__(self, windows: OpenWindows, disk: Disk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows = windows
        self._disk = disk
        self.dialog: RecoveryDialog | None = None

    def offer(self) -> None:
        """Look for journals of dead programs and show what they would bring back; nothing where none are."""
        found = self._disk.left_behind()
        if not self._windows.open_windows:
            for left in found.recoverable:
                left.release()
            return
        window = self._windows.open_windows[0]
        self._tell_damaged(found, window.messages)
        if found.recoverable:
            from gui.dialogs.recovery import RecoveryDialog  # noqa: PLC0415 - a start needs no dialogs

            parent = window if isinstance(window, QWidget) else None
            self.dialog = RecoveryDialog(found.recoverable, self._disk, window.session.formats, parent)
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
            self.dialog.restore_asked.connect(self._on_restore_asked)
            self.dialog.discard_asked.connect(self._on_discard_asked)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()

    def _tell_damaged(self, found: LeftBehind, messages: Messages) -> None:
        if found.damaged:
            messages.warn(
                self.tr("Unsaved changes of an earlier run could not be read; they are put aside."),
                tuple(f"{damaged.file}: {damaged.words.text(model_words)}" for damaged in found.damaged),
            )

    def _on_restore_asked(self, left: Recoverable) -> None:
        window = self._window_for(left)
        session = window.session
        differs, edit = left.project != session.project, Edit(words(_BRING_BACK), left.project)
        if not take_edit(session, window if isinstance(window, QWidget) else None, edit):
            left.release()
            return
        for table, typed in left.drafts.items():
            if table in TABLE:
                session.set_draft(table, typed)
        if window.file_guard.journal.write_now():
            left.discard()  # it is in the journal of that window now
        else:
            left.release()
        window.messages.tell(
            self.tr("The unsaved changes were brought back. Undo takes them away again.")
            if differs
            else self.tr("What was begun was brought back.")
        )

    def _window_for(self, left: Recoverable) -> Window:
        """Return the window that shows the file as it is; without a file, one with an empty project."""
        if left.file is not None:
            if left.file.is_file():
                self._windows.open_file(left.file)
            for window in self._windows.open_windows:
                if window.session.path == left.file:
                    return window
        for window in self._windows.open_windows:
            session = window.session
            if session.path is None and session.clean and session.project == Project() and not session.drafts:
                return window
        return self._windows.open_another()

    @staticmethod
    def _on_discard_asked(left: Recoverable) -> None:
        left.discard()

    def _on_finished(self, _result: int) -> None:
        self.dialog = None
