"""Keeps the file and the edits of one window safe: its journal, its lock, and what others do to the file."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from gui.app.faults import FewPerFault
from gui.app.messages import Messages
from gui.app.theme import Theme
from gui.app.translate import filled
from gui.panels.file_bar import FileBar
from gui.session import Session, SessionChange
from model.files.safety import Disk, Holder, Journal, JournalWriter, State, holder_words
from model.text.errors import FileError, SalientError

if TYPE_CHECKING:
    from model.analyses.comparison import Comparison

log = logging.getLogger("salient")
_journal_log = logging.getLogger("salient.journal")


class FileGuard(QObject):
    """What stands between the session of a window and loss. `bar` is to be shown in the window.

    `reload` shows what the file holds now, as one step that can be undone.
    """

    def __init__(
        self,
        session: Session,
        disk: Disk,
        messages: Messages,
        theme: Theme,
        reload: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._disk = disk
        self._messages = messages
        self._reload = reload
        self._window = window
        self._path: Path | None = None
        self._holder: Holder | None = None
        self.bar = FileBar(theme)
        self.journal = JournalKeeper(session, disk, self)
        self.watch = FileWatch(disk, self)
        self._on_fault = JournalOnFault(self.journal)
        self._on_fault.addFilter(FewPerFault())  # a fault in each paint must not wait for the disk each time
        log.addHandler(self._on_fault)
        self.journal.failed.connect(self._on_journal_failed)
        self.watch.changed.connect(self._on_file_changed_on_disk)
        self.bar.compare_asked.connect(self._on_compare_asked)
        self.bar.reload_asked.connect(self._on_reload_asked)
        self.bar.keep_asked.connect(self._on_keep_asked)
        session.file_changed.connect(self._on_file_changed)
        self._on_file_changed()

    @property
    def read_only(self) -> bool:
        """Whether another program has the file, so that this window saves under another name only."""
        return self._holder is not None

    def close(self) -> None:
        """Let everything go: the window closes, what was not saved being let go by the person."""
        log.removeHandler(self._on_fault)
        self.journal.close()
        self.watch.watch(None)
        if self._path is not None and self._holder is None:
            self._disk.let_go(self._path)
        self._path = None

    def follow(self, kind: QEvent.Type) -> None:
        """Look at the file when a person comes back to the window: a watcher may have missed something."""
        if kind is QEvent.Type.WindowActivate and self._path is not None:
            self.check()

    def check(self) -> None:
        """Look now whether another program changed the file, or let it go."""
        if self._holder is not None and self._path is not None:
            self._hold(self._path)
        self.watch.check()

    # the file of the session

    def _on_file_changed(self) -> None:
        path = self._session.path
        if path == self._path:
            if not self.bar.isHidden():  # saved or read again, it may be what is known
                self.watch.check()
            return
        if self._path is not None and self._holder is None:
            self._disk.let_go(self._path)
        self._path, self._holder = path, None
        self.bar.hide()
        self.watch.watch(path)
        if path is not None:
            self._hold(path)

    def _hold(self, path: Path) -> None:
        """Take the lock of the file, or say who has it."""
        before, self._holder = self._holder, self._disk.hold(path)
        if self._holder is None:
            if before is not None:
                self.bar.hide()
            return
        said = self._session.formats.words(holder_words(self._holder))
        self.bar.tell(
            filled(
                self.tr("{name} is {open}. Here it is read-only: changes can be saved under another name."),
                name=path.name,
                open=said,
            )
        )

    # what others do to it

    def _on_file_changed_on_disk(self, state: State) -> None:
        path = self._path
        if path is None:
            return
        if state is State.SAME:
            if self._holder is None:
                self.bar.hide()
            return
        if state is State.GONE:
            self._session.undo_stack.resetClean()
            self.bar.tell(
                filled(self.tr("{name} was removed or renamed. Saving writes it again."), name=path.name)
            )
            return
        comparison = self._comparison(path)
        if comparison is not None and not comparison.changes:  # the same project, written otherwise
            self._accept(path)
            return
        if comparison is None:
            self.bar.tell(
                filled(
                    self.tr("Another program changed {name}, and it can no longer be read."), name=path.name
                ),
                keep=True,
            )
            return
        self.bar.tell(
            filled(
                self.tr("Another program changed {name}: {changes}."),
                name=path.name,
                changes=comparison.summary(),
            ),
            compare=True,
            reload=True,
            keep=True,
        )

    def _comparison(self, path: Path) -> Comparison | None:
        """Return what changes from the project here to that in the file; None where it cannot be read."""
        from model.analyses.comparison import compare  # noqa: PLC0415 - a start compares nothing

        try:
            held = self._disk.look(path)
        except (SalientError, OSError):
            return None
        return compare(self._session.project, held, self._session.formats)

    def _accept(self, path: Path) -> bool:
        try:
            self._disk.accept(path)
        except SalientError as error:
            self._messages.warn(self._session.formats.words(error.words))
            return False
        self.bar.hide()
        self.watch.check()
        return True

    def _on_compare_asked(self) -> None:
        path = self._path
        comparison = None if path is None else self._comparison(path)
        if path is None or comparison is None:
            self.watch.check()
            return
        from gui.dialogs.comparison import ComparisonDialog  # noqa: PLC0415 - a start needs no dialogs

        dialog = ComparisonDialog(
            filled(self.tr("{name}: here and in the file"), name=path.name),
            [self.tr("&Reload"), self.tr("&Keep mine")],
            self._window,
        )
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.view.show_comparison(comparison, self.tr("Here"), self.tr("In the file"))
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen == 0:
            self._on_reload_asked()
        elif chosen == 1:
            self._on_keep_asked()

    def _on_reload_asked(self) -> None:
        self.bar.hide()
        self._reload()
        self.watch.check()

    def _on_keep_asked(self) -> None:
        """Keep the project as it is here. It is not what the file holds, so that it is to be saved."""
        if self._path is not None and self._accept(self._path):
            self._session.undo_stack.resetClean()

    def _on_journal_failed(self, error: SalientError) -> None:
        self._messages.warn(
            self.tr("Your changes are not protected against a crash at the moment; save often."),
            (self._session.formats.words(error.words),),
        )


# tells when another program changes or removes the file of a window


_SETTLE_MS = 150  # a program that writes anew may remove the file first


class FileWatch(QObject):
    """Watches one file. `changed(State)` once for each new state that the file gets by another program.

    A watcher of the system falls silent after one atomic replace, so that file and folder are watched anew
    each time; and `check` looks without waiting for it.
    """

    changed = Signal(object)

    def __init__(self, disk: Disk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disk = disk
        self._path: Path | None = None
        self._told: tuple[State, int] = (State.SAME, 0)
        self._watcher = QFileSystemWatcher(self)
        self._settling = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._watcher.fileChanged.connect(self._on_something_changed)
        self._watcher.directoryChanged.connect(self._on_something_changed)
        self._settling.timeout.connect(self.check)

    def watch(self, path: Path | None) -> None:
        """Watch this file from now on, and no other; None for none."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._settling.stop()
        self._path = path
        self._told = (State.SAME, 0)
        self._arm()

    def _arm(self) -> None:
        if self._path is None:
            return
        real = os.path.realpath(self._path)
        wanted = [each for each in (real, os.path.dirname(real)) if os.path.exists(each)]  # noqa: PTH110, PTH120 - text is what the watcher takes
        missing = set(wanted) - {*self._watcher.files(), *self._watcher.directories()}
        if missing:
            self._watcher.addPaths(sorted(missing))

    def _on_something_changed(self, _path: str) -> None:
        self._settling.start()

    def check(self) -> None:
        """Look at the file now, and tell what became of it unless that is told already."""
        path = self._path
        if path is None:
            return
        self._arm()
        try:
            state = self._disk.state(path)
            changed_at = path.stat().st_mtime_ns if state is State.CHANGED else 0
        except (FileError, OSError):  # it cannot be read: whatever it is, it is not what was read
            state, changed_at = State.CHANGED, 0
        if (state, changed_at) != self._told:
            self._told = (state, changed_at)
            self.changed.emit(state)


# keeps the journal of a session: written within 2 s of an edit, and at once when something fails

_PATIENCE = 5.0  # seconds that a failing program waits for its journal


class JournalKeeper(QObject):
    """Writes what the file of a session does not hold into its journal, and clears it once the file does.

    Signals: `failed(SalientError)` when the journal cannot be written, once until it can be again.
    """

    failed = Signal(object)

    def __init__(self, session: Session, disk: Disk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._disk = disk
        self._written = False
        self._closed = False
        self._writer = JournalWriter(Journal(disk.journals), self._on_failed)
        self._begin()
        self._on_state_changed()
        session.changed.connect(self._on_changed)
        session.file_changed.connect(self._on_state_changed)

    def write_now(self) -> bool:
        """Write the journal at once, from any thread; return whether everything unsaved is in it."""
        if self._closed or not self._unsaved():
            return True
        return self._writer.write_now(self._session.project, self._session.drafts, _PATIENCE)

    def close(self) -> None:
        """End the journal: what it held is saved, or let go."""
        self._closed = True
        self._writer.close()

    def _unsaved(self) -> bool:
        return not self._session.clean or bool(self._session.drafts)

    def _begin(self) -> None:
        """Take the project as it is now for what the file holds."""
        path = self._session.path
        known = None if path is None else self._disk.known(path)
        self._written = False
        self._writer.begin(path, known)

    def _on_changed(self, change: SessionChange) -> None:
        if self._closed:
            return
        if change.loaded:
            self._begin()
        else:
            self._on_state_changed()

    def _on_state_changed(self) -> None:
        """Have the journal written soon, or cleared where there is nothing that the file does not hold."""
        if self._closed:
            return
        if self._unsaved():
            self._written = True
            self._writer.note(self._session.project, self._session.drafts)
        elif self._written:
            self._begin()

    def _on_failed(self, error: Exception | None) -> None:
        """Pass on, from the writer's thread, that the journal cannot be written."""
        if isinstance(error, SalientError):
            self.failed.emit(error)
        elif error is not None:
            _journal_log.error("the journal failed", exc_info=error)


class JournalOnFault(logging.Handler):
    """Has the journal written as soon as an error is logged: what follows may be the end of the program."""

    def __init__(self, keeper: JournalKeeper) -> None:
        super().__init__(logging.ERROR)
        self._keeper = keeper
        self._busy = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write the journal; what fails meanwhile is not reason to write it again."""
        if self._busy:
            return
        self._busy = True
        try:
            self._keeper.write_now()
        except Exception:  # noqa: BLE001 - a handler of errors may not raise another
            self.handleError(record)
        finally:
            self._busy = False
