"""Tests in processes of their own: what becomes of each is told, of one whose process ends as well."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trees import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere xdist runs them")
TESTS = """\
import os, signal
from multiprocessing.util import Finalize
import pytest

@pytest.mark.parametrize("number", range(40))
def test_holds(number, tmp_path):
    (tmp_path / "of this process").mkdir()
    print("printed", os.getpid())

def test_fails():
    print("printed before")
    assert [1, 2] == [1, 3]

@pytest.mark.skip(reason="for a reason")
def test_left_out(): ...

@pytest.fixture(scope="session")
def broken():
    raise ValueError("broken")

def test_needs_what_is_broken(broken): ...

def test_ends_its_process():
    os.kill(os.getpid(), signal.SIGSEGV)

def test_lets_its_process_end_badly():
    Finalize(None, os._exit, args=(9,), exitpriority=1)
"""


def ran(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_these.py").write_text(TESTS)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.side_by_side",
        "-c",
        "/dev/null",
        "--rootdir",
        ".",
    ]
    command += ["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:pytest-qt", "-p", "no:hypothesispytest"]
    environment = {"PYTHONPATH": str(ROOT), "HOME": str(folder), "TMPDIR": str(folder)}
    return subprocess.run(
        [*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_every_test_is_told_of_once_and_a_process_that_ends_fails_the_one_that_it_ran(tmp_path: Path) -> None:
    done = ran(tmp_path, "-rfEs")
    assert done.returncode == 1
    assert re.search(r"3 failed, 41 passed, 1 skipped, 1 error in", done.stdout), done.stdout
    assert "FAILED test_these.py::test_fails - assert [1, 2] == [1, 3]" in done.stdout
    assert "printed before" in done.stdout
    assert "ERROR test_these.py::test_needs_what_is_broken - ValueError: broken" in done.stdout
    assert "FAILED test_these.py::test_ends_its_process" in done.stdout
    assert "the process ended with -11 while it ran this" in done.stdout
    assert "the process ended with 9 after it ran this" in done.stdout
    assert "for a reason" in done.stdout


def test_the_first_that_fails_ends_the_run_where_that_is_asked_for(tmp_path: Path) -> None:
    done = ran(tmp_path, "-x", "-k", "test_fails")
    assert done.returncode == 1
    assert "stopping after 1 failures" in done.stdout
