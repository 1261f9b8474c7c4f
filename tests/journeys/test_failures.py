"""Exceptions in slots, overrides and threads: logged, shown once, and the program goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_program_that_fails_over_and_over_says_so_once_and_goes_on(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.failing_child", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    told = [fault for fault in seen["told"] if fault != "OverflowError: in the window"]
    assert len(told) < len(seen["told"])  # once for each place in the window that failed
    assert sorted(told) == [
        "KeyError: 'in a slot'",
        "RuntimeError: in a thread",
        "ZeroDivisionError: in an override",
    ]
    assert seen["turns"] == 25
    assert seen["losses"] == 4.0
    for fault in told:  # at first, and at each tenfold repeat: how often Qt paints is its own affair
        assert 2 <= seen["log"].count(f"\n{fault}\n") <= 5
    assert any(name.endswith(".journal") for name in seen["journals"])
