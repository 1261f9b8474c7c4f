"""One file, one program: locks that end with whoever holds them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.files.safety.locks import Holder, Lock, key_of, take, this_program

ROOT = Path(__file__).parents[4]
POSIX = os.name == "posix"

HOLD = """
import sys
from pathlib import Path
from model.files.safety.locks import take
taken = take(Path(sys.argv[1]))
print(type(taken).__name__, flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def another_program(file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that takes the lock and keeps it until its standard input ends."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline().split() == [b"Lock"]
        yield child
        child.kill()


def test_a_second_program_is_told_who_has_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "locks" / "a.lock"
    with another_program(file) as child:
        holder = take(file)
        assert isinstance(holder, Holder)
        assert holder.process == child.pid
        assert holder.host == this_program().host
        assert holder.token != this_program().token
        assert holder.since


def test_the_lock_of_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    with another_program(file) as child:
        child.kill()
        child.wait()
        taken = take(file)
        assert isinstance(taken, Lock)
        taken.release()


def test_a_lock_is_held_against_its_own_program_too(tmp_path: Path) -> None:
    (tmp_path / "a.lock").write_text(json.dumps({"host": "of a program long gone" * 20}))
    first = take(tmp_path / "a.lock")
    assert isinstance(first, Lock)
    assert take(tmp_path / "a.lock") == this_program()
    first.release()
    first.release()
    again = take(tmp_path / "a.lock")
    assert isinstance(again, Lock)
    again.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_whose_file_says_nothing_readable_is_held_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    with another_program(file):
        file.write_bytes(b"\xff\xff not json")
        assert take(file) == Holder()


@pytest.mark.skipif(not POSIX, reason="an open file cannot be removed on Windows")
def test_a_lock_whose_name_was_removed_is_not_taken_for_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening and locking the holder may let go and a third program take a new file of that name."""
    file = tmp_path / "a.lock"
    real = os.open
    opened = 0

    def open_and_lose(path: Path, flags: int, mode: int = 0o777) -> int:
        nonlocal opened
        opened += 1
        descriptor = real(path, flags, mode)
        if opened == 1:
            file.unlink()
        return descriptor

    monkeypatch.setattr(os, "open", open_and_lose)
    taken = take(file)
    assert isinstance(taken, Lock)
    assert opened == 2
    assert file.exists()
    taken.release()


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        take(tmp_path / "file" / "a.lock")


@pytest.mark.skipif(not POSIX, reason="links need a privilege on Windows")
def test_every_link_to_a_file_has_its_key_and_other_files_have_others(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "a.json"
    file.write_bytes(b"")
    (tmp_path / "link.json").symlink_to(file)
    (tmp_path / "other").symlink_to(tmp_path / "folder")
    assert key_of(tmp_path / "link.json") == key_of(file) == key_of(tmp_path / "other" / "a.json")
    assert key_of(file) != key_of(tmp_path / "folder" / "b.json")
    assert key_of(tmp_path / "new\udc80.json")  # a name that is no UTF-8
