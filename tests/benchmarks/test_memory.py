"""What a row costs in memory beyond the base, with everything computed and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.files import save_project
from tests.benchmarks.processes import run
from tests.benchmarks.sized import project_of

FEW, MANY = 1_000, 20_000
LIMIT = 2_048  # bytes a row

HELD = """\
import gc, sys, tracemalloc
from pathlib import Path
from model.checks import checks
from model.files import open_project
from model.derive.results import derive
tracemalloc.start()
results = derive(open_project(Path(sys.argv[1])))
seen = checks(results)
len(seen.findings), len(seen.claims)
gc.collect()
print(tracemalloc.get_traced_memory()[0])
"""


def test_a_row_takes_less_than_two_kilobytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = {}
    for periods in (FEW, MANY):
        path = tmp_path / f"{periods}.json"
        save_project(project_of(periods), path)
        held[periods] = int(run("-c", HELD, str(path), cache=tmp_path / "cache"))
    a_row = (held[MANY] - held[FEW]) / (MANY - FEW)
    with capsys.disabled():
        print(f"\n{a_row:.0f} bytes a row")
    assert a_row < LIMIT
