"""How long a project file takes to be opened and to be saved, sync to the disk included."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from model.files import open_project, save_project
from tests.benchmarks.sized import project_of

SIZES = (1_000, 10_000, 100_000)


@pytest.mark.parametrize("periods", SIZES)
def test_open(benchmark: BenchmarkFixture, tmp_path: Path, periods: int) -> None:
    path = tmp_path / "project.json"
    save_project(project_of(periods), path)
    project = benchmark.pedantic(open_project, args=(path,), rounds=3, warmup_rounds=1)
    assert len(project.periods) == periods


@pytest.mark.parametrize("periods", SIZES)
def test_save(benchmark: BenchmarkFixture, tmp_path: Path, periods: int) -> None:
    project = project_of(periods)
    benchmark.pedantic(save_project, args=(project, tmp_path / "project.json"), rounds=3, warmup_rounds=1)
    assert open_project(tmp_path / "project.json") == project
