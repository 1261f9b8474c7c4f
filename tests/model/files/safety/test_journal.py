"""A crash loses nothing that the journal holds: what died programs left is found, once, and never guessed."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given

from model.files import sample, save_project, write_project
from model.files.safety.disk import Disk
from model.files.safety.fingerprint import digest_of
from model.files.safety.journal import MAGIC, Journal
from model.files.safety.recovery import Recoverable, find_recoverable
from model.project import Project
from model.text.errors import FileError
from model.text.records import replace
from tests.model.strategies import projects

ROOT = Path(__file__).parents[4]
SAMPLE = sample("autumn-2024")
EDITED = replace(SAMPLE, title="edited", periods=SAMPLE.periods[1:])
DRAFTS = {"intake": {"label": "Officials"}}

LEAVE = """
import os, sys
from pathlib import Path
from model.files import sample
from model.files.safety.disk import Disk
from model.files.safety.journal import Journal
from model.text.records import replace
disk = Disk(Path(sys.argv[1]))
journal = Journal(disk.journals)
file = Path(sys.argv[2]) if len(sys.argv) > 2 else None
project = disk.read(file) if file else sample("autumn-2024")
if file:
    disk.shown(file)
journal.begin(file, disk.known(file) if file else None)
edited = replace(project, title="edited", periods=project.periods[1:])
journal.write(edited, {"intake": {"label": "Officials"}})
os.kill(os.getpid(), 9) if os.name == "posix" else os._exit(1)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journals"


def leave(folder: Path, file: Path | None = None) -> None:
    """Let a program die while a project is edited."""
    arguments = [] if file is None else [str(file)]
    subprocess.run([sys.executable, "-c", LEAVE, str(folder.parent), *arguments], cwd=ROOT, check=False)


@pytest.fixture(scope="module")
def dead(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of journals in which a program has died, for tests to copy."""
    folder = tmp_path_factory.mktemp("dead") / "data" / "journals"
    leave(folder)
    return folder


def found(folder: Path) -> Recoverable:
    (only,) = find_recoverable(folder).recoverable
    return only


def saved(folder: Path) -> Path:
    file = folder / "mine.json"
    save_project(SAMPLE, file)
    return file


def test_a_project_never_saved_is_brought_back_with_its_begun_rows(folder: Path) -> None:
    leave(folder)
    left = found(folder)
    assert left.project == EDITED
    assert left.drafts == DRAFTS
    assert left.file is None
    assert abs((left.written - datetime.now()).total_seconds()) < 3600


def test_a_saved_project_is_brought_back_with_its_file_untouched(folder: Path, tmp_path: Path) -> None:
    file = saved(tmp_path)
    before = file.read_bytes()
    leave(folder, file)
    left = found(folder)
    assert left.project == EDITED
    assert left.file == file
    assert left.saved == digest_of(before)
    assert file.read_bytes() == before


def test_edits_come_back_although_the_file_was_changed_or_removed_after(folder: Path, tmp_path: Path) -> None:
    file = saved(tmp_path)
    leave(folder, file)
    save_project(Project(title="another"), file)
    left = found(folder)
    assert left.project == EDITED
    left.release()
    file.unlink()
    assert found(folder).project == EDITED


def test_what_is_found_belongs_to_who_found_it_until_released(folder: Path) -> None:
    leave(folder)
    left = found(folder)
    assert find_recoverable(folder).recoverable == ()
    left.release()
    again = found(folder)
    again.discard()
    assert find_recoverable(folder).recoverable == ()
    assert list(folder.iterdir()) == []


def test_the_journal_of_a_running_program_is_left_alone(folder: Path) -> None:
    journal = Journal(folder)
    journal.begin(None, None)
    journal.write(EDITED, {})
    assert find_recoverable(folder).recoverable == ()
    journal.close()
    assert list(folder.iterdir()) == []


def test_saving_clears_and_editing_again_writes_again(folder: Path, tmp_path: Path) -> None:
    file, disk = saved(tmp_path), Disk(folder.parent)
    disk.read(file)
    disk.shown(file)
    journal = Journal(folder)
    journal.begin(file, disk.known(file))
    journal.write(EDITED, {})
    journal.begin(file, None)
    assert [each.suffix for each in folder.iterdir()] == [".lock"]
    journal.write(replace(EDITED, title="on"), {})
    assert {each.suffix for each in folder.iterdir()} == {".lock", ".journal"}
    journal.close()


def test_what_the_file_holds_already_is_not_offered(folder: Path, tmp_path: Path) -> None:
    """Killed after a save and before the journal was cleared."""
    file, disk = saved(tmp_path), Disk(folder.parent)
    journal = Journal(folder)
    disk.read(file)
    disk.shown(file)
    journal.begin(file, disk.known(file))
    journal.write(EDITED, {})
    save_project(EDITED, file)
    assert journal._lock is not None
    journal._lock.release()
    assert find_recoverable(folder).recoverable == ()
    assert list(folder.iterdir()) == []


def test_a_base_without_a_journal_and_a_stale_temporary_are_cleared(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "0123456789abcdef.base").write_bytes(b"x")
    (folder / "0123456789abcdef.lock").write_bytes(b"x")
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    from model.files.safe_write import _MACHINE  # noqa: PLC0415 - named as a killed save names it

    (folder / f".salient-{_MACHINE}-{child.pid}-00000000-00000000.tmp").write_bytes(b"{")
    assert find_recoverable(folder).recoverable == ()
    assert list(folder.iterdir()) == []


def test_no_folder_is_nothing_to_recover(tmp_path: Path) -> None:
    assert find_recoverable(tmp_path / "none").recoverable == ()


@given(project=projects())
def test_any_project_is_brought_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, project: Project
) -> None:
    folder = tmp_path_factory.mktemp("data")
    journal = Journal(folder)
    journal.begin(None, None)
    journal.write(project, DRAFTS)
    assert journal._lock is not None
    journal._lock.release()
    left = found(folder)
    left.discard()
    assert write_project(left.project) == write_project(project)
    assert list(folder.iterdir()) == []


def body_of(**changed: object) -> bytes:
    told: dict[str, object] = {
        "file": None,
        "saved": "",
        "base": "",
        "written": "2024-11-30T09:00:00",
        "drafts": {},
        "project": json.loads(write_project(SAMPLE)),
    }
    return json.dumps(told | changed).encode()


def with_head(body: bytes) -> bytes:
    return f"{MAGIC} {digest_of(body)}\n".encode() + body


DAMAGED = {
    "empty": b"",
    "zeros": bytes(5000),
    "no line": b"salient-journal 1",
    "another version": b"salient-journal 2 x\n{}",
    "wrong digest": with_head(body_of())[:-1] + b" ",
    "no JSON": with_head(b"{"),
    "a list": with_head(b"[]"),
    "nothing in it": with_head(b"{}"),
    "no time": with_head(body_of(written="soon")),
    "odd drafts": with_head(body_of(drafts=[1])),
    "odd file": with_head(body_of(file=7)),
    "odd base": with_head(body_of(base="00")),
    "odd project": with_head(body_of(project=[])),
    "no project": with_head(body_of(project={"format": "x"})),
    "deep": with_head(b"[" * 100_000),
    "deep within": with_head(body_of()[:-1] + b',"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "a day alone": with_head(body_of(written=7)),
    "a time before all times": with_head(body_of(written="0001-01-01T00:00:00+14:00")),
    "a time after all times": with_head(body_of(written="9999-12-31T23:59:59-14:00")),
    "odd texts": with_head(body_of(drafts={"intake": [1]})),
    "odd rows": with_head(body_of(project={"periods": {"0": 1}})),
    "much of nothing": with_head(body_of(drafts={"x": {}})[:-1] + b',"y":[' + b"[]," * 2_000_000 + b"0]}"),
    "not UTF-8": with_head(b"\xff{}"),
    "NaN": with_head(body_of().replace(b"45690", b"NaN")),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_journal_is_put_aside_and_told_and_the_others_are_found(
    folder: Path, dead: Path, data: bytes
) -> None:
    shutil.copytree(dead, folder)
    (folder / "0123456789abcdef.journal").write_bytes(data)
    start = find_recoverable(folder)
    assert [left.project for left in start.recoverable] == [EDITED]
    (damaged,) = start.damaged
    assert damaged.file.read_bytes() == data
    assert str(damaged.words)
    start.recoverable[0].release()
    assert find_recoverable(folder).damaged == ()


MOMENTS = (
    "2024-11-30T09:00:00",
    "2024-11-30T08:00:00+00:00",
    "2024-11-30T08:00:00.5+05:30",
    "2024-11-30T09:00:00Z",
    "2024-11-30",
    "20241130T090000-0800",
)


def test_journals_with_and_without_a_time_zone_are_offered_together_the_latest_first(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number, moment in enumerate(MOMENTS):
        data = with_head(body_of(written=moment, file=f"/{number}.json"))
        (folder / f"{number:016x}.journal").write_bytes(data)
    start = find_recoverable(folder)
    assert start.damaged == ()
    assert {str(left.file) for left in start.recoverable} == {f"/{number}.json" for number in range(6)}
    written = [left.written for left in start.recoverable]
    assert written == sorted(written, reverse=True)
    assert {moment.tzinfo for moment in written} == {None}


KYIV = "EET-2EEST,M3.5.0/3,M10.5.0/4"  # as POSIX writes a zone: a machine may have no names of them


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone for all programs")
@pytest.mark.parametrize(
    ("zone", "told", "here"),
    [
        (KYIV, "2024-10-27T00:30:00Z", "2024-10-27T03:30:00"),
        (KYIV, "2024-10-27T01:30:00Z", "2024-10-27T03:30:00"),  # once more, the clock being turned back
        (KYIV, "2024-03-31T00:59:00Z", "2024-03-31T02:59:00"),
        (KYIV, "2024-03-31T01:00:00Z", "2024-03-31T04:00:00"),  # there is no 3 o'clock
        ("NST3:30NDT,M3.2.0,M11.1.0", "2024-11-30T00:00:00Z", "2024-11-29T20:30:00"),
        ("<+13>-13", "2024-11-30T12:00:00-08:00", "2024-12-01T09:00:00"),
    ],
)
def test_a_time_with_a_zone_is_told_as_the_clock_here_had_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, zone: str, told: str, here: str
) -> None:
    folder.mkdir(parents=True)
    (folder / f"{0:016x}.journal").write_bytes(with_head(body_of(written=told)))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        (left,) = find_recoverable(folder).recoverable
    finally:
        monkeypatch.undo()
        time.tzset()
    assert left.written.isoformat() == here


@pytest.mark.skipif(os.name != "posix", reason="pipes and modes are of POSIX")
def test_what_is_no_file_is_put_aside(folder: Path) -> None:
    folder.mkdir(parents=True)
    os.mkfifo(folder / "0123456789abcdef.journal")
    (folder / "123456789abcdef0.journal").mkdir()
    assert len(find_recoverable(folder).damaged) == 2
    assert find_recoverable(folder).damaged == ()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_what_is_kept_is_the_persons_alone(folder: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file, disk = saved(tmp_path), Disk(folder.parent)
        disk.save(EDITED, file)
        journal = Journal(folder)
        journal.write(EDITED, {})
        there = [folder.parent, *folder.parent.rglob("*")]
        assert len(there) >= 9, "folders, journal, locks and versions"
        for path in there:
            assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    finally:
        os.umask(before)
    journal.close()
    disk.close()


def test_every_cut_of_a_journal_is_told_never_raised(folder: Path, dead: Path) -> None:
    shutil.copytree(dead, folder)
    (journal,) = folder.glob("*.journal")
    data = journal.read_bytes()
    for length in range(0, len(data), 97):
        journal.write_bytes(data[:length])
        assert len(find_recoverable(folder).damaged) == 1


def test_a_disk_that_is_full_at_any_write_leaves_the_journal_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    journal.begin(None, None)
    journal.write(EDITED, {})
    (file,) = folder.glob("*.journal")
    before = file.read_bytes()
    real = os.write
    for room in range(0, len(before), 211):
        left = room

        def write(descriptor: int, data: bytes) -> int:
            nonlocal left
            count = min(len(data), left)
            if count == 0:
                raise OSError(errno.ENOSPC, "full")
            left -= count
            return real(descriptor, data[:count])

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", write)
            with pytest.raises(FileError, match="the disk is full"):
                journal.write(SAMPLE, {})
        assert file.read_bytes() == before
    assert {each.suffix for each in folder.iterdir()} == {".lock", ".journal"}
    journal.close()
