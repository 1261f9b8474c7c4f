"""Work beside the window: one thing in a thread of its own, told of and given up from the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from gui.app.guard import guarded
from model.imports.choices import Watch
from model.text.errors import Cancelled, SalientError

log = logging.getLogger("salient.beside")
Tell = Callable[[object], None]
_TURN = 0.0005  # seconds that a thread keeps the interpreter while the window waits for it; usually 5 ms


@guarded
class Job(QThread):
    """Does `do(tell)`, where `tell(how far)` is called now and then and raises `Cancelled` once given up.

    `ended(itself, result, error)` comes once, whatever happened; the error is None, `Cancelled`, a fault for
    a person, or a slip of the program, which is logged and thereby told. `do` must not touch the window. A
    job lives until it is done, also when nobody waits for it; so listen to `ended`, for Qt's `finished` may
    come when it is gone already.
    """

    ended = Signal(object, object, object)
    progressed = Signal(object, object)  # itself, how far

    def __init__(self, do: Callable[[Tell], Any]) -> None:
        app = QCoreApplication.instance()
        super().__init__(app)
        sys.setswitchinterval(_TURN)  # a table that is painted asks for the interpreter a thousand times
        self._do = do
        self._given_up = False
        self.finished.connect(self.deleteLater)
        if app is not None:
            app.aboutToQuit.connect(self.wait)

    def give_up(self) -> None:
        """Let it end soon, its result unwanted."""
        self._given_up = True

    def run(self) -> None:
        """Do it; an exception never leaves the thread."""
        result: object = None
        failed: Exception | None = None
        try:
            result = self._do(self._tell)
        except (Cancelled, SalientError) as error:
            failed = error
        except Exception as error:
            log.exception("beside the window")
            failed = error
        self.ended.emit(self, result, failed)

    def _tell(self, how_far: object) -> None:
        if self._given_up:
            raise Cancelled
        self.progressed.emit(self, how_far)


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
