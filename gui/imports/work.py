"""Long work beside the window: one job at a time counts, the newest; a job given up ends by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from model.errors import SalientError
from model.imports import Cancelled
from model.imports.choices import Watch

log = logging.getLogger("salient.imports")
Do = Callable[[Watch], Any]


class _Job(QThread):
    """Does one thing in a thread of its own. Lives until that is done, also when nobody waits for it."""

    ended = Signal(object, object, object)  # itself, the result, the error
    progressed = Signal(object, object)  # itself, rows read

    def __init__(self, name: str, do: Do) -> None:
        app = QCoreApplication.instance()
        super().__init__(app)
        self.name = name
        self.given_up = False
        self._do = do
        self.finished.connect(self.deleteLater)
        if app is not None:
            app.aboutToQuit.connect(self.wait)

    def _watch(self, rows: int) -> None:
        if self.given_up:
            raise Cancelled
        self.progressed.emit(self, rows)

    def run(self) -> None:
        """Do it, and say what came of it; an exception never leaves the thread."""
        result: object = None
        failed: Exception | None = None
        try:
            result = self._do(self._watch)
        except Cancelled:
            return
        except SalientError as error:
            failed = error
        except Exception as error:
            log.exception("while a file was read")
            failed = error
        self.ended.emit(self, result, failed)


class Work(QObject):
    """Signals: `done(name, result)`, `failed(name, exception)`, `progressed(rows)`, `busy_changed(bool)`."""

    done = Signal(str, object)
    failed = Signal(str, object)
    progressed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: _Job | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being done whose result is wanted."""
        return self._job is not None

    def start(self, name: str, do: Do) -> None:
        """Do this in place of what is being done. `do` is given the watch to tell of the rows read."""
        was = self.busy
        self._give_up()
        self._job = _Job(name, do)
        self._job.ended.connect(self._on_ended)
        self._job.progressed.connect(self._on_progressed)
        self._job.start()
        if not was:
            self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Give up what is being done; nothing comes of it."""
        if self._job is not None:
            self._give_up()
            self.busy_changed.emit(False)

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.given_up = True
            self._job = None

    def _on_ended(self, job: _Job, result: object, error: Exception | None) -> None:
        if job is not self._job:
            return
        self._job = None
        self.busy_changed.emit(False)
        if error is None:
            self.done.emit(job.name, result)
        else:
            self.failed.emit(job.name, error)

    def _on_progressed(self, job: _Job, rows: object) -> None:
        if job is self._job:
            self.progressed.emit(rows)
