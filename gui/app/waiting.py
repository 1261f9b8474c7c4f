"""Waiting for work done beside the window, which is painted meanwhile; after a while it can be given up."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from gui.app.background import Do, Job
from gui.app.guard import soon
from model.text.errors import SalientError

_PATIENCE = 400  # milliseconds until it is said what is waited for


class Waiting(QObject):
    """Waits for one job of a window, about which `said` is said if it takes a while."""

    def __init__(self, window: QWidget, said: str) -> None:
        super().__init__(window)
        self._window = window
        self._said = said
        self._loop = QEventLoop(self)
        self._ended: tuple[object, Exception | None] | None = None

    def wait_for(self, do: Do) -> Any:
        """Return what `do(tell)` returns, done in a thread of its own; None where it was given up or failed.

        Raises the `SalientError` that it raises. Keys and clicks wait, until it is said what is waited for.
        """
        job = Job(do)
        job.ended.connect(self._on_ended)
        job.start()
        soon(self._loop, self._loop.quit, _PATIENCE)
        self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._ended is None:
            self._say_and_wait(job)
        self.deleteLater()
        result, error = self._ended or (None, None)
        if isinstance(error, SalientError):
            raise error
        return result

    def _say_and_wait(self, job: Job) -> None:
        dialog = QProgressDialog(self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setWindowTitle(QCoreApplication.applicationName())
        dialog.setLabelText(self._said)
        dialog.setRange(0, 0)
        dialog.canceled.connect(job.give_up)
        dialog.canceled.connect(self._loop.quit)
        dialog.show()
        self._loop.exec()
        dialog.deleteLater()

    def _on_ended(self, _job: Job, result: object, error: Exception | None) -> None:
        self._ended = result, error
        self._loop.quit()
