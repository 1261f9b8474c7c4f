"""The log of the program under the user's data folder, and what is left in it by a run that crashed.

`salient.log` is begun anew at 1 MB; two earlier ones stay beside it. Beside it `crash.txt` is where Python's
faulthandler writes when the process itself dies; the next start reads and empties it. Both quote nothing of
a project: see `gui.app.fault_text`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
from collections import deque
from io import TextIOWrapper
from pathlib import Path

from gui.app.fault_text import PlainFormatter, plain_paths
from model.files.private import keep_private, open_private, private_folder

log = logging.getLogger("salient")
LOG_BYTES = 1_000_000
_EARLIER = (".2", ".1")  # added to the name of the file, the older first
_MOST_LINES = 80
_STARTED = "salient: started"


class LogFile(logging.FileHandler):
    """Writes the log; where it cannot be begun anew, as when another program has it open, it goes on."""

    def __init__(self, path: Path, most: int = LOG_BYTES) -> None:
        keep_private(path.parent)
        super().__init__(path, encoding="utf-8", errors="replace", delay=True)
        self._path = path
        self._most = most
        self.setFormatter(PlainFormatter())

    def _open(self) -> TextIOWrapper:
        return open_private(self._path)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, in a new file once this one is large."""
        with contextlib.suppress(OSError):
            if self._path.stat().st_size > self._most:
                self.close()
                older, newer = (self._path.with_name(f"{self._path.name}{end}") for end in _EARLIER)
                if newer.exists():
                    newer.replace(older)
                self._path.replace(newer)
        super().emit(record)


class Lately(logging.Handler):
    """Keeps the last records of this run as the log has them, for a report. `log_file` is that log."""

    def __init__(self, log_file: Path) -> None:
        super().__init__(logging.INFO)
        self.log_file = log_file
        self.setFormatter(PlainFormatter())
        self._lines: deque[str] = deque(maxlen=_MOST_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self._lines.append(self.format(record))

    @property
    def lines(self) -> tuple[str, ...]:
        """The records, the oldest first."""
        return tuple(self._lines)


class CrashFile:
    """Has Python write the stacks of all threads into a file when the process dies in native code."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIOWrapper | None = None

    def take(self) -> str:
        """Return what an earlier run left, "" where it left nothing, and forget it. Call before `arm`."""
        try:
            left = self._path.read_text("utf-8", errors="replace")
            if left:
                self._path.write_text("", "utf-8")
        except OSError:
            return ""
        return plain_paths(left.strip())

    def arm(self) -> None:
        """Write there from now on; where the file cannot be written, to the terminal."""
        try:
            private_folder(self._path.parent)
            self._file = open_private(self._path)
        except OSError as error:
            log.warning("no file for crashes: %s", type(error).__name__)
            faulthandler.enable()
        else:
            faulthandler.enable(self._file)

    def disarm(self) -> None:
        """End that."""
        faulthandler.disable()
        if self._file is not None:
            self._file.close()


def log_text(path: Path) -> str:
    """Return what the log holds, the earlier files before the current one; raises `OSError`."""
    files = (*(path.with_name(f"{path.name}{end}") for end in _EARLIER), path)
    return "".join(each.read_text("utf-8", errors="replace") for each in files if each.exists())


def note_start() -> None:
    """Mark in the log where a run begins."""
    log.info("started")


def last_run(text: str, before: int = 0) -> tuple[str, ...]:
    """Return the last lines of the newest run in a log, or of the one so many runs `before` it."""
    lines = text.splitlines()
    begun = [at for at, line in enumerate(lines) if line.endswith(_STARTED)]
    if len(begun) <= before:
        return ()
    end = begun[-before] if before else len(lines)
    return tuple(lines[begun[-1 - before] : end][-_MOST_LINES:])
