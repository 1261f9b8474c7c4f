"""The log is kept small, and says what a run did that ended suddenly."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.app.log_file import CrashFile, Lately, LogFile, last_run, log_text

ROOT = Path(__file__).parents[3]
DYING = """
import ctypes, logging, sys
from pathlib import Path
from gui.app.log_file import CrashFile, LogFile, note_start
folder = Path(sys.argv[1])
log = logging.getLogger("salient")
log.setLevel(logging.INFO)
log.addHandler(LogFile(folder / "salient.log"))
CrashFile(folder / "crash.txt").arm()
note_start()
log.getChild("done").info("action %s", "paste")
ctypes.string_at(0)
"""


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("salient.done", logging.INFO, "", 1, text, None, None)


def test_a_log_is_begun_anew_when_it_is_large_and_two_earlier_ones_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "salient.log"
    log = LogFile(path, most=2_000)
    for number in range(400):
        log.emit(record(f"number {number:04}"))
    log.close()
    files = sorted(each.name for each in path.parent.iterdir())
    assert files == ["salient.log", "salient.log.1", "salient.log.2"]
    assert all(each.stat().st_size < 2_200 for each in path.parent.iterdir())
    kept = [line[-4:] for line in log_text(path).splitlines()]
    assert kept == [f"{number:04}" for number in range(400 - len(kept), 400)]


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_the_log_and_all_beside_it_are_the_persons_alone_and_earlier_ones_become_so(tmp_path: Path) -> None:
    data = tmp_path / "share" / "data"
    (data / "versions" / "1").mkdir(parents=True)
    earlier = [data / "salient.log", data / "versions" / "1" / "x.json.gz"]
    for file in earlier:
        file.write_bytes(b"")
        file.chmod(0o644)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"")
    elsewhere.chmod(0o644)
    (data / "link").symlink_to(elsewhere)
    before = os.umask(0)
    try:
        log, crashes = LogFile(data / "salient.log", most=10), CrashFile(data / "crash.txt")
        crashes.arm()
        for _ in range(3):
            log.emit(record("much"))
        log.close()
        crashes.disarm()
    finally:
        os.umask(before)
    there = [path for path in (data, *data.rglob("*")) if not path.is_symlink()]
    assert len(there) == 8
    for path in there:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert elsewhere.stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_where_the_system_names_no_folder_nothing_is_made_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "others may read this"
    file.write_bytes(b"")
    file.chmod(0o644)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError, match="directory"):
        LogFile(Path("salient.log"))
    assert file.stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif(os.name != "posix", reason="links are of POSIX")
def test_nothing_is_written_through_a_link_in_the_place_of_the_log(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    diary.write_text("dear diary")
    (tmp_path / "salient.log").symlink_to(diary)
    with contextlib.suppress(OSError):
        LogFile(tmp_path / "salient.log").emit(record("much"))
    assert diary.read_text() == "dear diary"


def test_a_log_that_cannot_be_begun_anew_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("another program has it open")

    log = LogFile(tmp_path / "salient.log", most=100)
    monkeypatch.setattr(Path, "replace", refuse)
    for number in range(20):
        log.emit(record(f"number {number}"))
    log.close()
    assert log_text(tmp_path / "salient.log").count("number") == 20


def test_the_last_things_done_are_kept_and_no_more_of_them_than_a_page() -> None:
    lately = Lately(Path("salient.log"))
    for number in range(500):
        lately.handle(record(f"action {number}"))
    assert len(lately.lines) == 80
    assert lately.lines[-1].endswith("action 499")


def test_a_run_is_what_stands_between_its_start_and_the_next() -> None:
    text = "a salient: started\nb\nc\nd salient: started\ne\n"
    assert last_run(text) == ("d salient: started", "e")
    assert last_run(text, before=1) == ("a salient: started", "b", "c")
    assert last_run(text, before=2) == ()
    assert last_run("") == ()


def test_a_process_that_dies_leaves_its_stacks_and_what_it_did_to_the_next_start(tmp_path: Path) -> None:
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert died.returncode != 0
    crashes = CrashFile(tmp_path / "crash.txt")
    left = crashes.take()
    assert "Segmentation fault" in left or "access violation" in left
    assert "string_at" in left
    assert str(Path.home()) not in left
    assert last_run(log_text(tmp_path / "salient.log"))[-1].endswith("action paste")
    assert crashes.take() == ""  # told once


def test_where_the_file_for_crashes_cannot_be_written_the_start_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    was_on = faulthandler.is_enabled()
    crashes = CrashFile(tmp_path / "file" / "crash.txt")
    assert crashes.take() == ""
    crashes.arm()
    crashes.disarm()
    if was_on and sys.__stderr__ is not None:
        faulthandler.enable(sys.__stderr__)
