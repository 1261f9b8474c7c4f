"""What dead saves left is cleared, and nothing else."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.files import clear_stale, open_project, safe_write, write_file
from tests.model.files.temporary_files import left_over, temporary

ROOT = Path(__file__).parents[3]


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_only_what_dead_processes_of_this_machine_left_is_cleared(tmp_path: Path, dead: int) -> None:
    gone = [temporary(tmp_path, dead), temporary(tmp_path, os.getpid()), temporary(tmp_path, 10**30)]
    stays = [
        temporary(tmp_path, os.getppid()),
        temporary(tmp_path, os.getpid(), safe_write._RUN),
        temporary(tmp_path, dead, machine="0000000x"),
        temporary(tmp_path, dead, machine="00000000"),
        tmp_path / ".salient-notes.tmp",
        tmp_path / "project.json",
    ]
    for file in stays[4:]:
        file.write_bytes(b"mine")
    clear_stale(tmp_path)
    assert [file for file in gone if file.exists()] == []
    assert all(file.exists() for file in stays)


def test_what_another_machine_left_goes_once_no_save_can_last_so_long(tmp_path: Path) -> None:
    old, young = (temporary(tmp_path, number, machine="00000000") for number in (1, 2))
    for file, hours in ((old, 25), (young, 23)):
        os.utime(file, (time.time() - hours * 3600,) * 2)
    clear_stale(tmp_path)
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="needs namespaces")
def test_a_container_of_the_same_name_leaves_the_files_of_a_save_that_runs(tmp_path: Path) -> None:
    """The other container knows nothing of our processes, whose numbers it may have or not."""
    ours = temporary(tmp_path, os.getpid(), safe_write._RUN)
    clear = "import pathlib, sys; from model.files import clear_stale; clear_stale(pathlib.Path(sys.argv[1]))"
    command = ["unshare", "--pid", "--fork", sys.executable, "-c", clear, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "Operation not permitted" in done.stderr:
        pytest.skip("this machine lets nobody make namespaces")
    assert done.returncode == 0, done.stderr
    assert ours.exists()


def test_saving_and_opening_clear_what_was_left(tmp_path: Path, dead: int) -> None:
    sample = ROOT / "resources" / "samples" / "autumn-2024.json"
    temporary(tmp_path, dead)
    write_file(tmp_path / "a.json", sample.read_bytes())
    assert left_over(tmp_path) == []
    temporary(tmp_path, dead)
    open_project(tmp_path / "a.json")
    assert left_over(tmp_path) == []


@contextlib.contextmanager
def saving(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that saves `path` again and again, from its first save on."""
    command = [sys.executable, "-m", "tests.model.files.saving_child", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"saved" + os.linesep.encode()
        yield child


def test_a_killed_save_leaves_a_whole_file_and_the_next_start_clears_up(tmp_path: Path, long: bool) -> None:
    path = tmp_path / "project.json"
    moments = random.Random(20241130)
    interrupted = 0
    for _ in range(500 if long else 20):
        with saving(path) as child:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(moments.uniform(0, 0.02))  # a moment somewhere in a save
            child.kill()
        interrupted += bool(left_over(tmp_path))
        assert open_project(path).title in ("one", "two")
        assert left_over(tmp_path) == []
    assert interrupted  # else the kills fell between the saves and show nothing
