"""For how long the window does not answer, at most, while thousands of rows are worked with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.files import save_project
from tests.benchmarks.processes import run
from tests.benchmarks.sized import project_of


@pytest.mark.parametrize("periods", [1_000, 10_000])
def test_the_longest_stretch_of_the_windows_thread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], periods: int
) -> None:
    file = tmp_path / "project.json"
    save_project(project_of(periods), file)
    found = json.loads(run("-m", "tests.benchmarks.stalls_in_a_process", str(file), cache=tmp_path / "cache"))
    with capsys.disabled():
        for done, longest in found.items():
            print(f"\n{periods:,} periods: {done}: {longest:.0f} ms", end="")
