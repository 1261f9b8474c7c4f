"""How long a report of 10,000 periods takes in each format of text, everything computed beforehand."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from model.columns import Context
from model.output.documents import report_bytes as report
from model.output.documents import tables_bytes as export
from model.output.fields import grid, shown_columns
from model.output.formats import TABLE_FORMATS
from model.text.formats import Formats
from tests.benchmarks.sized import project_of

PERIODS = 10_000


@pytest.fixture(scope="module")
def ctx() -> Context:
    return Context.of(project_of(PERIODS), Formats())


@pytest.mark.parametrize("kind", ["text", "json", "csv", "markdown"])
def test_report(benchmark: BenchmarkFixture, kind: str, ctx: Context) -> None:
    data = benchmark.pedantic(report, args=(ctx, kind), rounds=3, warmup_rounds=1)
    assert len(data) > 100 * PERIODS


@pytest.mark.parametrize("kind", TABLE_FORMATS, ids=lambda kind: kind.key)
def test_table_as_shown(benchmark: BenchmarkFixture, kind: object, ctx: Context) -> None:
    def exported() -> bytes:
        return export(ctx, [grid(ctx, "periods", shown_columns(ctx, "periods"))], getattr(kind, "key", ""))

    assert len(benchmark.pedantic(exported, rounds=3, warmup_rounds=1)) > 10 * PERIODS
