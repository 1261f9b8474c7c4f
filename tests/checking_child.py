"""Checks hostile files through the command line, in a process whose time and memory are measured.

`python -m tests.checking_child mutants SEED COUNT FOLDER` or `… files PATH…`: prints a line of JSON with the
outcomes, the longest time (the processor's: others may be at work on it too) and the most memory that the
process ever had.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import main
from model.files.project_file import MOST_FAULTS
from tests.model.files.mutants import mutant

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"


def check(path: Path) -> tuple[int, float]:
    """Return the exit code of `main.py check` and its time; raises what must not happen."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    said = io.StringIO()
    started = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = main.main(["check", str(path)])
    took = time.process_time() - started
    lines = said.getvalue().splitlines()
    assert code in (0, 1, 2), code
    assert bool(lines) == (code == 2), lines
    assert len(lines) <= MOST_FAULTS + 1, lines
    for line in lines:
        assert line.startswith(f"main.py: {path}: "), line
        assert "Traceback" not in line, line
        assert "fault of the program" not in line, line
    return code, took


def peak() -> int:
    """Return the most bytes of memory that this process ever had at once; 0 where that is not told."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) * 1024 if found else 0


def run(arguments: list[str]) -> None:
    """Do as the arguments say."""
    codes: Counter[int] = Counter()
    slowest = 0.0
    if arguments[0] == "files":
        for path in map(Path, arguments[1:]):
            code, took = check(path)
            codes[code] += 1
            slowest = max(slowest, took)
    else:
        random = Random(int(arguments[1]))
        valid = [path.read_bytes() for path in sorted(SAMPLES.glob("*.json"))]
        path = Path(arguments[3]) / "mutant.json"
        for number in range(int(arguments[2])):
            path.write_bytes(mutant(random.choice(valid), random))
            try:
                code, took = check(path)
            except BaseException as error:
                error.add_note(f"mutant {number} of seed {arguments[1]}: {path}")
                raise
            codes[code] += 1
            slowest = max(slowest, took)
    print(json.dumps({"codes": codes, "slowest": slowest, "peak": peak()}))


if __name__ == "__main__":
    run(sys.argv[1:])
