"""What another program does to the file of a window is told, once, and again after an atomic replace."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.documents.file_guard import FileWatch
from model.files import sample, save_project
from model.files.safety import Disk, State
from model.text.records import replace

SAMPLE = sample("autumn-2024")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "a.json"
    path.parent.mkdir()
    save_project(SAMPLE, path)
    return path


@pytest.fixture
def disk(tmp_path: Path, file: Path) -> Disk:
    made = Disk(tmp_path / "data")
    made.read(file)
    made.shown(file)
    return made


@pytest.fixture
def told(qapp: object) -> list[State]:
    return []


@pytest.fixture
def watch(disk: Disk, file: Path, told: list[State]) -> FileWatch:
    made = FileWatch(disk)
    made.changed.connect(told.append)
    made.watch(file)
    return made


def times(count: int, told: list[State]) -> Callable[[], bool]:
    return lambda: len(told) == count


def theirs(title: str, file: Path) -> None:
    save_project(replace(SAMPLE, title=title), file)


def test_each_atomic_replace_is_told(
    qtbot: QtBot, watch: FileWatch, disk: Disk, file: Path, told: list[State]
) -> None:
    for number in range(3):
        theirs(f"theirs {number}", file)
        qtbot.waitUntil(times(number + 1, told))
    assert told == [State.CHANGED] * 3


def test_a_change_in_place_and_a_removal_and_a_return_are_told(
    qtbot: QtBot, watch: FileWatch, file: Path, told: list[State]
) -> None:
    data = file.read_bytes()
    file.write_bytes(data + b" ")
    qtbot.waitUntil(lambda: told == [State.CHANGED])
    file.unlink()
    qtbot.waitUntil(lambda: told == [State.CHANGED, State.GONE])
    file.write_bytes(data)
    qtbot.waitUntil(lambda: told == [State.CHANGED, State.GONE, State.SAME])


def test_our_own_save_and_a_mere_touch_are_not_told(
    qtbot: QtBot, watch: FileWatch, disk: Disk, file: Path, told: list[State]
) -> None:
    disk.save(replace(SAMPLE, title="mine"), file)
    os.utime(file)
    qtbot.waitUntil(watch._settling.isActive)
    qtbot.waitUntil(lambda: not watch._settling.isActive())
    watch.check()
    assert told == []


def test_no_file_is_watched_after_another_took_its_place(
    qtbot: QtBot, watch: FileWatch, file: Path, told: list[State]
) -> None:
    watch.watch(None)
    theirs("theirs", file)
    watch.check()
    assert told == []
    assert watch._watcher.files() == watch._watcher.directories() == []


def test_what_the_watcher_missed_is_seen_when_asked(
    qtbot: QtBot, watch: FileWatch, file: Path, told: list[State]
) -> None:
    watch._watcher.blockSignals(True)
    theirs("theirs", file)
    watch.check()
    watch.check()
    assert told == [State.CHANGED]
