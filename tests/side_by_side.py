"""Runs the tests side by side, in processes that are forked when everything is imported and collected.

Each of those of pytest-xdist imports and collects everything anew, and tells of each step in a message;
outside Linux, where a fork is not safe, they are what there is.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import suppress
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.home import give_home

CONTEXT = get_context("fork")
Told = list[dict[str, Any]]


class Worker:
    """A process, and the tests that it was given and has not told of: the one that it runs and the next."""

    def __init__(self, session: pytest.Session, number: int) -> None:
        self.pipe, there = CONTEXT.Pipe()
        base: Path = session.config._tmp_path_factory.getbasetemp() / f"popen-gw{number}"  # type: ignore[attr-defined] # pytest's own
        self.process = CONTEXT.Process(target=_run, args=(session, there, base))
        self.process.start()
        there.close()
        self.given: deque[int | None] = deque()
        self.last = 0

    def give(self, tests: deque[int]) -> None:
        """Give it one of these to run after those that it has, or None where there are no more."""
        if None not in self.given:
            self.given.append(tests.popleft() if tests else None)
            with suppress(BrokenPipeError):  # it has ended, and is told of when that is seen
                self.pipe.send(self.given[-1])


class SideBySide:
    """The processes of a run, and the tests that none of them was given."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._left = deque(range(len(session.items)))
        self._workers: dict[Connection, Worker] = {}
        self._begun = 0

    def run(self) -> None:
        try:
            for _ in range((os.cpu_count() or 1) + 1):  # one more: many tests wait for a window or a child
                self._begin()
            while self._workers:
                for pipe in connection.wait(list(self._workers)):
                    self._hear(self._workers[pipe])  # type: ignore[index] # they are what was waited for
        finally:
            for worker in self._workers.values():
                worker.process.terminate()

    def _begin(self) -> None:
        worker = Worker(self._session, self._begun)
        self._begun += 1
        self._workers[worker.pipe] = worker
        for _ in range(2):
            worker.give(self._left)

    def _hear(self, worker: Worker) -> None:
        hook = self._session.config.hook
        try:
            told: Told = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._end(worker)
            return
        test = worker.given.popleft()
        assert test is not None
        worker.last = test
        worker.give(self._left)
        for data in told:
            report = hook.pytest_report_from_serializable(config=self._session.config, data=data)
            hook.pytest_runtest_logreport(report=report)
        item = self._session.items[test]
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        if self._session.shouldfail:
            raise self._session.Failed(self._session.shouldfail)
        if self._session.shouldstop:
            raise self._session.Interrupted(self._session.shouldstop)

    def _end(self, worker: Worker) -> None:
        """Let a process go; where it ended before its time, tell of it, and begin another in its place."""
        del self._workers[worker.pipe]
        worker.process.join()
        lost = [test for test in worker.given if test is not None]
        if not lost and worker.process.exitcode == 0:
            return
        item = self._session.items[lost[0] if lost else worker.last]
        told = f"the process ended with {worker.process.exitcode} {'while' if lost else 'after'} it ran this"
        report = pytest.TestReport(item.nodeid, item.location, {}, "failed", told, "call")
        self._session.config.hook.pytest_runtest_logreport(report=report)
        self._left.extendleft(reversed(lost[1:]))
        if self._left:
            self._begin()


class Teller:
    """Keeps what is told of a test, to be sent at once."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.told: Told = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        self.told.append(data)


def _run(session: pytest.Session, pipe: Connection, base: Path) -> None:
    """Run what is given, in a process of its own with folders of its own."""
    config = session.config
    base.mkdir(mode=0o700)
    os.environ["PYTEST_XDIST_WORKER"] = base.name
    config._tmp_path_factory._basetemp = base  # type: ignore[attr-defined] # pytest's own
    give_home(base / "home")
    capture = config.pluginmanager.getplugin("capturemanager")
    assert capture is not None
    # Else all processes write what tests print into one file.
    capture.stop_global_capturing()
    capture.start_global_capturing()
    capture.suspend_global_capture()
    config.pluginmanager.unregister(name="terminalreporter")
    teller = Teller(config)
    config.pluginmanager.register(teller)
    test = pipe.recv()
    while test is not None:
        following = pipe.recv()
        after = None if following is None else session.items[following]
        config.hook.pytest_runtest_protocol(item=session.items[test], nextitem=after)
        pipe.send(teller.told)
        teller.told.clear()
        test = following


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run what was collected; why nothing is run, and what needs one process, is for pytest."""
    option, of_xdist = session.config.option, hasattr(session.config, "workerinput")
    if session.testsfailed or not session.items or option.collectonly or option.usepdb or of_xdist:
        return None
    terminal = session.config.pluginmanager.getplugin("terminalreporter")
    if terminal is not None:
        terminal.showfspath = False  # files begun side by side have no line of their own
    SideBySide(session).run()
    return True
