"""How long everything takes to be computed: anew, and after one figure was changed."""

from __future__ import annotations

from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from model.checks import checks
from model.derive.results import Results, derive
from model.project import Project
from tests.benchmarks.sized import SIZES, edited, project_of, related_of


@pytest.mark.parametrize("periods", SIZES)
def test_derive_anew(benchmark: BenchmarkFixture, periods: int) -> None:
    project = project_of(periods)
    results = benchmark(derive, project)
    assert len(results.columns["losses_per_gain"].best) == periods


@pytest.mark.parametrize("periods", SIZES)
def test_derive_after_one_edit(benchmark: BenchmarkFixture, periods: int) -> None:
    project = project_of(periods)
    before = derive(project)
    figures = count(1_000)

    def another_edit() -> tuple[tuple[Project, Results], dict[str, object]]:
        return (edited(project, float(next(figures))), before), {}

    results = benchmark.pedantic(derive, setup=another_edit, rounds=50, warmup_rounds=2)
    assert results.columns["losses"].best[periods // 2] >= 1_000


MEASURES = ("exchange", "both_sides", "net_change", "losses_of_people", "people_per_item")


@pytest.mark.parametrize("measure", ["losses_per_gain", *MEASURES])
def test_derive_after_one_edit_of_related_series(benchmark: BenchmarkFixture, measure: str) -> None:
    """What a measure adds to an edit: that of a project in which it is used, less that of the first."""
    project = related_of(10_000)
    before = derive(project)
    before.columns[measure]
    figures = count(1_000)

    def another_edit() -> tuple[tuple[Project, Results], dict[str, object]]:
        return (edited(project, float(next(figures))), before), {}

    def shown(project: Project, before: Results) -> int:
        return len(derive(project, before).columns[measure].best)

    rows = benchmark.pedantic(shown, setup=another_edit, rounds=50, warmup_rounds=2)
    assert rows == len(project.periods)


@pytest.mark.parametrize("periods", SIZES)
def test_check_claims_and_findings(benchmark: BenchmarkFixture, periods: int) -> None:
    results = derive(project_of(periods))

    def all_checks() -> int:
        return len(checks(results).findings)

    benchmark.pedantic(all_checks, rounds=20, warmup_rounds=1)
