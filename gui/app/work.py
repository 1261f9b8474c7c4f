"""Long work beside the window: one job at a time counts, the newest; a job given up ends by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.app.background import Job
from model.imports.choices import Watch

Do = Callable[[Watch], Any]


class Work(QObject):
    """Signals: `done(name, result)`, `failed(name, exception)`, `progressed(rows)`, `busy_changed(bool)`."""

    done = Signal(str, object)
    failed = Signal(str, object)
    progressed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._name = ""

    @property
    def busy(self) -> bool:
        """Whether something is being done whose result is wanted."""
        return self._job is not None

    def start(self, name: str, do: Do) -> None:
        """Do this in place of what is being done. `do` is given the watch to tell of the rows read."""
        was = self.busy
        self._give_up()
        self._name, self._job = name, Job(do)
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
            self._job.give_up()
            self._job = None

    def _on_ended(self, job: Job, result: object, error: Exception | None) -> None:
        if job is not self._job:
            return
        self._job = None
        self.busy_changed.emit(False)
        if error is None:
            self.done.emit(self._name, result)
        else:
            self.failed.emit(self._name, error)

    def _on_progressed(self, job: Job, rows: object) -> None:
        if job is self._job:
            self.progressed.emit(rows)
