"""A crash loses at most 2 s of edits: a window is edited, killed at any moment, and started again."""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from model.files import open_project, sample, save_project
from model.files.safety import Disk
from model.project import Project
from tests.benchmarks.sized import project_of
from tests.gui.editing_child import main as edit_a_window

pytestmark = pytest.mark.begun_first
# Every window runs in a process of its own; where the system can, it is a fork of one that has imported all.
if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.gui.editing_child"])
MOST_LOST = 2.0  # seconds
AT_A_TIME = 2


@dataclass
class Crash:
    """How long before the kill the first edit was made that is lost; 0 where none is.

    `stall` is the longest time between two edits, or the last one and the kill: a window that is as busy as
    that edits as little as it writes.
    """

    lost: float
    edits: int
    recovered: bool
    kept: int
    waited: float
    stall: float


def number_in(project: Project) -> int:
    """Return the number that the child typed last into this project; 0 where it typed none."""
    figure = project.periods[1].losses if project.periods else None
    untouched = [start.periods[1].losses for start in (sample("autumn-2024"), project_of(2))]
    return 0 if figure is None or figure in untouched else int(figure.value or 0)


def crash(folder: Path, file: Path | None, rows: int, moment: float) -> Crash:
    """Let a window be edited, kill it that long after its first edit, and look what the next start finds."""
    folder.mkdir()
    if file is not None:
        save_project(sample("autumn-2024"), file)
    told, tell = PROCESSES.Pipe(duplex=False)
    child = PROCESSES.Process(target=edit_a_window, args=(folder, file, rows, tell))
    child.start()
    tell.close()
    edits = [told.recv()]
    child.join(moment)
    assert child.is_alive(), "the window ended by itself"
    killed = time.monotonic()
    child.kill()
    child.join()
    with contextlib.suppress(EOFError):
        while True:
            edits.append(told.recv())
    made = dict(edits)

    found = Disk(folder / "data").left_behind()
    assert found.damaged == ()
    kept = 0 if file is None else number_in(open_project(file))
    for left in found.recoverable:
        assert left.file == file
        kept = max(kept, number_in(left.project))
        left.discard()
    left_over = [
        path for path in folder.rglob("*") if path.name.endswith((".tmp", ".base", ".base2", ".journal"))
    ]
    assert left_over == []
    lost = [at for number, at in made.items() if number > kept]
    times = [*sorted(made.values()), killed]
    return Crash(
        lost=killed - min(lost) if lost else 0.0,
        edits=len(made),
        recovered=bool(found.recoverable),
        kept=kept,
        waited=moment,
        stall=max(later - earlier for earlier, later in pairwise(times)),
    )


@pytest.mark.long
@pytest.mark.parametrize("saved", [False, True], ids=["never saved", "saved"])
def test_at_most_two_seconds_of_edits_are_lost(tmp_path: Path, long: bool, saved: bool) -> None:
    look_at_kills(tmp_path, 100 if long else 10, AT_A_TIME, saved=saved)


@pytest.mark.long
def test_nor_of_a_large_project_that_was_never_saved(tmp_path: Path, long: bool) -> None:
    """The time runs from when the rows stand in the window."""
    kills, rows = (20, 100_000) if long else (2, 10_000)
    look_at_kills(tmp_path, kills, 1, rows=rows)


def look_at_kills(folder: Path, kills: int, at_a_time: int, *, saved: bool = False, rows: int = 0) -> None:
    moments = random.Random(20241130)

    def run(number: int) -> Crash:
        file = folder / f"{number}.json" if saved else None
        return crash(folder / str(number), file, rows, waits[number])

    waits = [moments.uniform(0.0, 3.5) for _ in range(kills)]
    with ThreadPoolExecutor(at_a_time) as at_once:
        crashes = list(at_once.map(run, range(kills)))
    worst, *others = sorted(crashes, key=lambda each: each.lost, reverse=True)
    print(
        f"{kills} kills, {sum(each.edits for each in crashes):,} edits, "
        f"{sum(each.recovered for each in crashes)} journals found; at most {worst.lost:.2f} s lost"
    )
    print(*[worst, *others[:4]], sep="\n")
    assert worst.lost <= MOST_LOST, worst
    assert any(each.recovered for each in crashes)
