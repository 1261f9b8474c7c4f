"""Computing beside the window: one thing at a time, and of what is asked for meanwhile only the newest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gui.app.background import Job


class Newest(QObject):
    """Computes what is asked for, in the order asked; an answer that is no longer the newest still counts.

    What is asked for while something is computed waits, and takes the place of what waits already: so a
    slider that is dragged shows an answer after the other, and the last one is that of where it stops.
    Signals: `answered(object)` with each answer; `busy_changed(bool)`.
    """

    answered = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._waiting: Callable[[], object] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, make: Callable[[], object]) -> None:
        """Compute `make()` in a thread, away from the window. What a person is to be told is an answer."""
        if self._job is not None:
            self._waiting = make
            return
        self._start(make)
        self.busy_changed.emit(True)

    def forget(self) -> None:
        """Let no answer come of what was asked for."""
        self._waiting = None
        if self._job is not None:
            self._job = None
            self.busy_changed.emit(False)

    def _start(self, make: Callable[[], object]) -> None:
        self._job = Job(lambda _tell: make())
        self._job.ended.connect(self._on_ended)
        self._job.start()

    def _on_ended(self, job: Job, answer: object, error: Exception | None) -> None:
        if job is not self._job:
            return
        waiting, self._waiting, self._job = self._waiting, None, None
        if waiting is not None:
            self._start(waiting)
        else:
            self.busy_changed.emit(False)
        if error is None:
            self.answered.emit(answer)
