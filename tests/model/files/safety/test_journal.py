"""A crash loses nothing that the journal holds: what died programs left is found, once, and never guessed."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from model.files import sample, save_project, write_project
from model.files.safety import journal as journal_module
from model.files.safety.disk import Disk
from model.files.safety.fingerprint import digest_of
from model.files.safety.journal import MAGIC, Journal
from model.files.safety.recovery import Recoverable, find_recoverable
from model.project import Project
from model.text.errors import FileError

ROOT = Path(__file__).parents[4]
SAMPLE = sample("autumn-2024")
EDITED = replace(SAMPLE, title="edited", periods=SAMPLE.periods[1:])
DRAFTS = {"intake": {"label": "Officials"}}

LEAVE = """
import os, sys
from dataclasses import replace
from pathlib import Path
from model.files import sample
from model.files.safety.disk import Disk
from model.files.safety.journal import Journal
disk = Disk(Path(sys.argv[1]))
journal = Journal(disk.journals)
file = Path(sys.argv[2]) if len(sys.argv) > 2 else None
project = disk.read(file) if file else sample("autumn-2024")
if file:
    disk.shown(file)
journal.begin(project, file, disk.known(file) if file else None)
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
    journal.begin(SAMPLE, None, None)
    journal.write(EDITED, {})
    assert find_recoverable(folder).recoverable == ()
    journal.close()
    assert list(folder.iterdir()) == []


def test_saving_clears_and_editing_again_writes_again(folder: Path, tmp_path: Path) -> None:
    file, disk = saved(tmp_path), Disk(folder.parent)
    project = disk.read(file)
    disk.shown(file)
    journal = Journal(folder)
    journal.begin(project, file, disk.known(file))
    journal.write(EDITED, {})
    journal.begin(EDITED, file, None)
    assert [each.suffix for each in folder.iterdir()] == [".lock"]
    journal.write(replace(EDITED, title="on"), {})
    assert {each.suffix for each in folder.iterdir()} == {".lock", ".journal"}  # not known: all is told
    journal.close()


def test_what_the_file_holds_already_is_not_offered(folder: Path, tmp_path: Path) -> None:
    """Killed after a save and before the journal was cleared."""
    file, disk = saved(tmp_path), Disk(folder.parent)
    journal = Journal(folder)
    project = disk.read(file)
    disk.shown(file)
    journal.begin(project, file, disk.known(file))
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


@pytest.fixture
def some_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three rows be so many that a journal stands on the whole project from then on."""
    monkeypatch.setattr(journal_module, "MOST_TOLD", 2)


def left_by(journal: Journal) -> None:
    """Let the program of a journal be dead: its lock is free."""
    assert journal._lock is not None
    journal._lock.release()


@pytest.mark.usefixtures("some_rows")
def test_a_large_project_never_saved_is_told_whole_once_and_then_by_what_differs(folder: Path) -> None:
    journal = Journal(folder)
    journal.begin(Project(), None, None)
    journal.write(SAMPLE, {})
    assert sorted(each.suffix for each in folder.iterdir()) == [".base", ".journal", ".lock"]
    journal.write(EDITED, DRAFTS)
    told = json.loads(next(folder.glob("*.journal")).read_bytes().partition(b"\n")[2])
    assert told["project"]["periods"] == [[1, len(SAMPLE.periods) - 1]]
    left_by(journal)
    left = found(folder)
    assert (left.project, left.drafts, left.file) == (EDITED, DRAFTS, None)
    left.discard()
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("some_rows")
def test_a_large_import_into_a_saved_project_is_told_whole_once(folder: Path, tmp_path: Path) -> None:
    file, disk = saved(tmp_path), Disk(folder.parent)
    project = disk.read(file)
    disk.shown(file)
    journal = Journal(folder)
    journal.begin(project, file, disk.known(file))
    journal.write(replace(project, title="on"), {})
    imported = replace(project, periods=tuple(replace(row, note="x") for row in project.periods))
    journal.write(imported, {})
    assert sorted(each.suffix for each in folder.iterdir()) == [".base2", ".journal", ".lock"]
    journal.write(replace(imported, title="on"), {})
    left_by(journal)
    left = found(folder)
    assert left.project == replace(imported, title="on")
    assert left.file == file
    left.discard()
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("some_rows")
def test_a_disk_that_is_full_at_any_write_of_a_new_base_leaves_journal_and_base_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    journal.begin(Project(), None, None)
    journal.write(SAMPLE, {})
    real = os.write
    others = [replace(SAMPLE, periods=tuple(replace(row, note=n) for row in SAMPLE.periods)) for n in "ab"]
    for room in range(0, 2 * len(write_project(SAMPLE)), 499):
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
            for other in others:  # the second finds a base that no journal stands on
                with contextlib.suppress(FileError):
                    journal.write(other, {})
        lock, journal._lock = journal._lock, None
        assert lock is not None
        lock.release()
        told = found(folder)
        assert told.project in (SAMPLE, *others)
        told.release()
        if told.project != SAMPLE:
            break
    else:
        pytest.fail("no journal was written however much room there was")
    journal.clear()
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
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_journal_is_put_aside_and_told_and_the_others_are_found(folder: Path, data: bytes) -> None:
    leave(folder)
    (folder / "0123456789abcdef.journal").write_bytes(data)
    start = find_recoverable(folder)
    assert [left.project for left in start.recoverable] == [EDITED]
    (damaged,) = start.damaged
    assert damaged.file.read_bytes() == data
    assert str(damaged.words)
    start.recoverable[0].release()
    assert find_recoverable(folder).damaged == ()


def test_a_journal_whose_base_is_damaged_is_put_aside_with_it(folder: Path, tmp_path: Path) -> None:
    leave(folder, saved(tmp_path))
    (base,) = folder.glob("*.base")
    base.write_bytes(b"x")
    (damaged,) = find_recoverable(folder).damaged
    assert damaged.file.exists()
    assert base.with_name(base.name + ".damaged").read_bytes() == b"x"


def test_every_cut_of_a_journal_is_told_never_raised(folder: Path) -> None:
    leave(folder)
    (journal,) = folder.glob("*.journal")
    data = journal.read_bytes()
    for length in range(0, len(data), 97):
        journal.write_bytes(data[:length])
        assert len(find_recoverable(folder).damaged) == 1


def test_a_disk_that_is_full_at_any_write_leaves_the_journal_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    journal.begin(SAMPLE, None, None)
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
