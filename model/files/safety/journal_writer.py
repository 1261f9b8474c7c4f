"""The thread that writes the journal of a session, on a clock of its own.

Not on the window's: while that draws or loads something large its timers do not run, and that is when it may
be killed. Measured: with a timer of the window, 3.7 s of edits were lost while the charts were loading.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from pathlib import Path

from model.files.safety.fingerprint import Fingerprint
from model.files.safety.journal import Drafts, Journal
from model.project import Project
from model.text.errors import SalientError

WAIT = 0.5  # seconds from an edit to its journal, of the 2 that may be lost: the rest is for the writing


class JournalWriter:
    """Writes what it is told into a journal, in order, and the latest state of a project after `wait` s.

    The methods here return at once. `failed(error)` and, for the first write after a failure, `failed(None)`
    are called in the writer's own thread.
    """

    def __init__(
        self,
        journal: Journal,
        failed: Callable[[Exception | None], None],
        wait: float = WAIT,
    ) -> None:
        self._journal = journal
        self._failed = failed
        self._wait = wait
        self._failing = False
        self._news = threading.Condition()
        self._orders: deque[Callable[[], None]] = deque()
        self._latest: tuple[Project, Drafts] | None = None
        self._due = 0.0
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="salient-journal", daemon=True)
        self._thread.start()

    def begin(self, file: Path | None, saved: Fingerprint | None) -> None:
        """Take what `file` holds for the project: nothing edited before is unsaved any more."""
        with self._news:
            self._latest = None
            self._order(lambda: self._journal.begin(file, saved))

    def note(self, project: Project, drafts: Drafts) -> None:
        """Have this state written soon. The time runs from the first state that is not written yet."""
        with self._news:
            if self._latest is None:
                self._due = time.monotonic() + self._wait
            self._latest = (project, dict(drafts))
            self._news.notify()

    def write_now(self, project: Project, drafts: Drafts, patience: float) -> bool:
        """Write this state at once and wait up to `patience` s for it; return whether it is written."""
        if threading.current_thread() is self._thread:  # it would wait for itself
            return False
        kept = dict(drafts)
        done: Future[None] = Future()

        def write() -> None:
            try:
                self._journal.write(project, kept)
            except Exception as error:
                done.set_exception(error)
                raise
            done.set_result(None)

        with self._news:
            if self._ended:
                return False
            self._latest = None  # it is older than this
            self._order(write)
        try:
            done.result(patience)
        except (SalientError, OSError, NotInTime):
            return False
        return True

    def close(self) -> None:
        """Remove the journal, do what waits to be done, and end the thread."""
        with self._news:
            if self._ended:
                return
            self._latest = None
            self._order(self._journal.close)
            self._ended = True
        self._thread.join()

    def _order(self, work: Callable[[], None]) -> None:
        if not self._ended:
            self._orders.append(work)
            self._news.notify()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            try:
                work()
            except Exception as error:  # noqa: BLE001 - the thread goes on, and who listens is told
                if not self._failing:
                    self._failing = True
                    self._failed(error)
            else:
                if self._failing:
                    self._failing = False
                    self._failed(None)

    def _next(self) -> Callable[[], None] | None:
        """Wait for the next thing to do; None in the end."""
        with self._news:
            while True:
                if self._orders:
                    return self._orders.popleft()
                if self._ended:
                    return None
                if self._latest is None:
                    self._news.wait()
                    continue
                left = self._due - time.monotonic()
                if left <= 0:
                    (project, drafts), self._latest = self._latest, None
                    return lambda: self._journal.write(project, drafts)
                self._news.wait(left)
