"""How long a chart as PNG takes from the command line, the whole process."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from model.files import sample, save_project
from tests.benchmarks.processes import run
from tests.benchmarks.sized import project_of


@pytest.mark.parametrize("periods", [0, 100, 10_000, 100_000], ids=["sample", "100", "10000", "100000"])
def test_png_of_2400_by_1500(benchmark: BenchmarkFixture, tmp_path: Path, periods: int) -> None:
    project, picture = tmp_path / "project.json", tmp_path / "chart.png"
    save_project(project_of(periods) if periods else sample("autumn-2024"), project)
    arguments = (
        "main.py",
        "plot",
        str(project),
        "--chart",
        "losses-gains",
        "--width",
        "2400",
        "--height",
        "1500",
    )

    def plot() -> str:
        return run(*arguments, "-o", str(picture), cache=tmp_path / "cache")

    benchmark.pedantic(plot, rounds=5, warmup_rounds=1)
    assert picture.read_bytes().startswith(b"\x89PNG")
