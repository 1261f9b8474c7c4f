"""Garbage of the window is collected in its own thread, whatever other threads allocate."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.app.background import Job
from gui.window.app import Garbage


class Held:
    """Something in a cycle, so that only the collector frees it; says in which thread."""

    def __init__(self, freed_in: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed_in.append(threading.get_ident()))


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[Garbage]:
    garbage = Garbage()
    yield garbage
    garbage.remove()


def test_a_thread_that_allocates_much_frees_nothing_of_the_window(qtbot: QtBot, garbage: Garbage) -> None:
    freed_in: list[int] = []
    Held(freed_in)
    kept: list[object] = []
    job = Job(lambda _tell: kept.extend([each] for each in range(200_000)))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert freed_in == []
    garbage.collect()
    assert freed_in == [threading.get_ident()]


def test_what_is_young_is_left_until_there_is_enough_of_it(garbage: Garbage) -> None:
    gc.collect()
    freed_in: list[int] = []
    Held(freed_in)
    garbage.collect()
    assert freed_in == []


def test_python_collects_again_when_the_window_is_gone(qtbot: QtBot) -> None:
    garbage = Garbage()
    garbage.spare()
    garbage.remove()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_garbage_is_collected_now_and_then(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.window.app._EVERY", 1)
    garbage, freed_in = Garbage(), list[int]()
    kept = [Held(freed_in) for _ in range(gc.get_threshold()[0] + 1)]
    del kept
    qtbot.waitUntil(lambda: bool(freed_in))
    garbage.remove()
