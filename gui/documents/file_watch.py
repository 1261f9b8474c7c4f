"""Tells when another program changes or removes the file of a window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from model.files.safety import Disk, State
from model.text.errors import FileError

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
