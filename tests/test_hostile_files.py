"""A hostile file gets an error: accepted, or exit code 2 and plain lines, within 10 s and 1 GB.

The system keeps each child from taking more than 4 GiB.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from model.files.json_text import LARGEST_FILE, MOST_MEMORY, memory_for
from tests.model.files.mutants import MIB, TOO_MUCH

ROOT = Path(__file__).parent.parent
SLOWEST = 10.0  # seconds
MOST_TAKEN = 1_000_000_000
SLACK = 16 * MIB  # what is loaded for the first fault
LIMITED = (
    "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30));"
    "sys.argv = sys.argv[1:]; runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=False)"
)


@dataclass
class Checked:
    """What a child says: how often each exit code came, the longest time, the most memory."""

    codes: dict[str, int]
    slowest: float
    peak: int


def checked(*arguments: str) -> Checked:
    module = "tests.checking_child"
    how = ["-c", LIMITED, module] if sys.platform == "linux" else ["-m", module]
    done = subprocess.run(
        [sys.executable, *how, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=3_000,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Checked(**json.loads(done.stdout))


@pytest.mark.long
def test_a_mutant_is_accepted_or_refused_in_plain_lines(tmp_path: Path, long: bool) -> None:
    seen = checked("mutants", "20241130", str(20_000 if long else 120), str(tmp_path))
    print(
        f"{seen.codes} by exit code; the slowest took {seen.slowest:.2f} s; {seen.peak / 1e6:.0f} MB at most"
    )
    assert seen.codes["2"] > seen.codes.get("0", 0) + seen.codes.get("1", 0) > 0
    assert seen.slowest <= SLOWEST
    assert seen.peak <= MOST_TAKEN


@pytest.mark.long
def test_a_file_made_to_be_too_much_takes_neither_long_nor_much_memory(tmp_path: Path, long: bool) -> None:
    slowest, peak = 0.0, 0
    for size in (10 * MIB, 128 * MIB, LARGEST_FILE - 100) if long else (MIB // 2,):
        paths = []
        for name, make in TOO_MUCH.items():
            path = tmp_path / f"{name}.json"
            path.write_bytes(make(size))
            if long:  # a child for each, so that one hides no other's memory
                seen = checked("files", str(path))
                print(f"{size / MIB:5.0f} MiB of {name}: {seen.slowest:.2f} s, {seen.peak / 1e6:.0f} MB")
                slowest, peak = max(slowest, seen.slowest), max(peak, seen.peak)
                path.unlink()
            else:
                paths.append(str(path))
        if paths:
            seen = checked("files", *paths)
            slowest, peak = seen.slowest, seen.peak
    assert slowest <= SLOWEST
    assert peak <= MOST_TAKEN


@pytest.mark.long
def test_reading_takes_no_more_memory_than_was_reckoned_before(tmp_path: Path, long: bool) -> None:
    """Files as large as are read at all, in the long form; so the limit is one of memory indeed."""
    path = tmp_path / "most.json"
    path.write_text("{}")
    program = checked("files", str(path)).peak
    some = TOO_MUCH if long else dict.fromkeys(("a long text with one wide letter", "unknown keys"))
    for name in some:
        reckoned = memory_for(TOO_MUCH[name](MIB)) / MIB
        size = min((MOST_MEMORY - 2 * MIB) / reckoned, LARGEST_FILE - 100) if long else 4 * MIB
        path.write_bytes(TOO_MUCH[name](int(size)))
        seen = checked("files", str(path))
        reckoned = memory_for(path.read_bytes())
        taken = seen.peak - program
        print(
            f"{size / MIB:5.0f} MiB of {name}: {taken / reckoned:.2f} of what was reckoned,"
            f" {seen.slowest:.2f} s"
        )
        assert taken <= reckoned + SLACK, name
        assert seen.slowest <= SLOWEST, name
