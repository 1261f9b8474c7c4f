"""What a person sees, told by the pixels of an X server: the window after its start, a figure that was typed.

Nothing is measured within the program. `first frame` is when a third of the screen has changed, `settled`
when nothing changes any more, the charts being drawn. From the key that commits a figure it is counted until
the first pixel of the row of totals has changed, and until one of each chart has.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from gui.app.settings import Settings
from model.files import sample, save_project
from tests.benchmarks.processes import ROOT
from tests.benchmarks.screen import Box, Screen, missing, shown
from tests.benchmarks.sized import SIZES, project_of

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")
STARTS = 5
EDITS = 20
POINTERS = ("figure", "typing", "days", "claims")
QUIET = 1.0  # seconds without a change, after which a window is settled
SHARE = 1 / 3  # of the pixels of the screen, which a window changes and nothing less does


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with shown(tmp_path) as own:
        own.settled(Box(), 0.5)
        yield own


@contextmanager
def started(screen: Screen, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start Python with arguments in a home of its own, what it imports being compiled; end it afterwards."""
    environment = {**screen.environment, "PYTHONPYCACHEPREFIX": str(folder / "cache"), "HOME": str(folder)}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        environment[name] = str(folder / name.casefold())
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    # else each start points at something, after more than half a second
    store = QSettings(f"{environment['XDG_CONFIG_HOME']}/Salient/Salient.conf", QSettings.Format.IniFormat)
    Settings(store).keep_pointers_seen(POINTERS)
    store.sync()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _file(folder: Path, periods: int) -> str:
    path = folder / "project.json"
    save_project(project_of(periods) if periods else sample("autumn-2024"), path)
    return str(path)


@pytest.mark.parametrize("periods", [0, 1_000, 10_000, 100_000], ids=["sample", "1000", "10000", "100000"])
def test_start_to_first_frame_and_to_settled_charts(
    tmp_path: Path, screen: Screen, capsys: pytest.CaptureFixture[str], periods: int
) -> None:
    file, frames, settled = _file(tmp_path, periods), list[float](), list[float]()
    for _ in range(STARTS + 1):
        before = screen.pixels.copy()
        begun = time.monotonic()
        with started(screen, tmp_path, "main.py", file):
            frames.append(screen.first_change(before, Box(), share=SHARE) - begun)
            settled.append(screen.settled(Box(), QUIET) - begun)
        screen.settled(Box(), 0.5)
    assert all(0 < first <= last for first, last in zip(frames, settled, strict=True))
    with capsys.disabled():  # the first start, which compiles, does not count
        first, last = (statistics.median(each[1:]) * 1_000 for each in (frames, settled))
        print(f"\n{periods or 'sample'}: first frame {first:.0f} ms, settled with charts {last:.0f} ms")


@pytest.mark.parametrize("periods", SIZES)
def test_commit_key_to_totals_and_charts(
    tmp_path: Path, screen: Screen, capsys: pytest.CaptureFixture[str], periods: int
) -> None:
    totals, charts = list[float](), list[float]()
    child = ("-m", "tests.benchmarks.window_in_a_process", "stand", _file(tmp_path, periods))
    with started(screen, tmp_path, *child) as process:
        assert process.stdout is not None
        places = json.loads(process.stdout.readline())
        row, *others = (Box(*place) for place in (places["totals"], *places["charts"]))
        for number in range(EDITS + 1):
            for digit in f"{3_000 + number * 97}":
                screen.press(digit)
            screen.settled(Box(), 0.3)
            before, drawn = row.of(screen.pixels).copy(), [box.of(screen.pixels).copy() for box in others]
            pressed = screen.press("Return")
            totals.append(screen.first_change(before, row) - pressed)
            charts.append(max(map(screen.first_change, drawn, others)) - pressed)
            screen.settled(Box(), 0.3)
            screen.press("Up")
    with capsys.disabled():  # the first edit, for which some things are made, does not count
        first, last = (statistics.median(each[1:]) * 1_000 for each in (totals, charts))
        print(f"\n{periods:,} periods: totals {first:.1f} ms after the key, both charts {last:.1f} ms")
