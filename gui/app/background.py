"""Work beside the window: one thing in a thread of its own, told of and given up from the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QThread, Signal

from model.text.errors import Cancelled, SalientError

log = logging.getLogger("salient.beside")
Tell = Callable[[object], None]
_TURN = 0.0005  # seconds that a thread keeps the interpreter while the window waits for it; usually 5 ms


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
