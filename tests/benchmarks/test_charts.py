"""What a chart in the window takes: made, redrawn after an edit, selected, hovered, its region dragged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks.processes import run
from tests.benchmarks.sized import SIZES


@pytest.mark.parametrize("periods", SIZES)
def test_a_chart_in_the_window(capsys: pytest.CaptureFixture[str], tmp_path: Path, periods: int) -> None:
    spent = json.loads(run("-m", "tests.benchmarks.charts_in_a_process", f"{periods}", cache=tmp_path))
    with capsys.disabled():
        for what, (least, median) in spent.items():
            print(f"\n{periods:,} periods, {what}: {least:.1f} ms, half of them within {median:.1f}", end="")
