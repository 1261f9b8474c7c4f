"""Work beside the window: one thing in a thread of its own, told of and given up from the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from gui.app.guard import guarded
from model.text.errors import Cancelled, SalientError

log = logging.getLogger("salient.beside")
Tell = Callable[[object], None]
Do = Callable[[Tell], Any]
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

    def __init__(self, do: Do) -> None:
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


class Background(QObject):
    """Does one thing at a time beside the window, and of what is asked for meanwhile only the newest.

    Signals: `done(result)`, `failed(exception)`, `progressed(how far)`, `busy_changed(bool)`.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._waiting: Do | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being done whose result is wanted."""
        return self._job is not None

    def start(self, do: Do) -> None:
        """Do this in place of what is being done, of which nothing comes any more."""
        was = self.busy
        self._give_up()
        self._begin(do)
        if not was:
            self.busy_changed.emit(True)

    def queue(self, do: Do) -> None:
        """Do this after what is being done, in place of what waits already.

        So a slider that is dragged shows an answer after the other, the last one that of where it stops.
        """
        if self.busy:
            self._waiting = do
        else:
            self.start(do)

    def cancel(self) -> None:
        """Give up what is being done and what waits; nothing comes of it."""
        if self.busy:
            self._give_up()
            self.busy_changed.emit(False)

    def _begin(self, do: Do) -> None:
        self._job = Job(do)
        self._job.ended.connect(self._on_ended)
        self._job.progressed.connect(self._on_progressed)
        self._job.start()

    def _give_up(self) -> None:
        self._waiting = None
        if self._job is not None:
            self._job.give_up()
            self._job = None

    def _on_ended(self, job: Job, result: object, error: Exception | None) -> None:
        if job is not self._job:
            return
        waiting, self._waiting, self._job = self._waiting, None, None
        if waiting is not None:
            self._begin(waiting)
        else:
            self.busy_changed.emit(False)
        if error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)

    def _on_progressed(self, job: Job, how_far: object) -> None:
        if job is self._job:
            self.progressed.emit(how_far)
