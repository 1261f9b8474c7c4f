"""Keeps the journal of a session: written within 2 s of an edit, and at once when something fails.

The journal itself, and the thread that writes it, are in `model.files.safety`; here is what it is told when.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from gui.session import Session, SessionChange
from model.files.safety import Disk, Journal, JournalWriter
from model.text.errors import SalientError

log = logging.getLogger("salient.journal")
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
            log.error("the journal failed", exc_info=error)


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
