"""What a person waits for: the window after the start, and the frame after a figure was typed."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

import pytest

from model.files import sample, save_project
from tests.benchmarks.processes import run
from tests.benchmarks.sized import SIZES, project_of

CHILD = ("-m", "tests.benchmarks.window_in_a_process")


def _file(folder: Path, periods: int) -> str:
    path = folder / "project.json"
    save_project(project_of(periods) if periods else sample("autumn-2024"), path)
    return str(path)


@pytest.mark.parametrize("periods", [0, 1_000, 10_000, 100_000], ids=["sample", "1000", "10000", "100000"])
def test_start_to_first_frame(tmp_path: Path, capsys: pytest.CaptureFixture[str], periods: int) -> None:
    file, spent = _file(tmp_path, periods), []
    for _ in range(6):
        begun = time.monotonic()
        spent.append(float(run(*CHILD, "first-frame", file, cache=tmp_path / "cache")) - begun)
    with capsys.disabled():
        print(f"\n{periods or 'sample'}: first frame after {statistics.median(spent[1:]) * 1_000:.0f} ms")


@pytest.mark.parametrize("periods", SIZES)
def test_typed_edit_to_frame(tmp_path: Path, capsys: pytest.CaptureFixture[str], periods: int) -> None:
    edits = 40
    spent = json.loads(run(*CHILD, "typing", _file(tmp_path, periods), f"{edits}", cache=tmp_path / "cache"))
    assert len(spent) == edits
    median, late = statistics.median(spent), sorted(spent)[edits * 9 // 10]
    with capsys.disabled():
        print(f"\n{periods:,} periods: frame {median:.1f} ms after the key; nine of ten within {late:.1f} ms")
