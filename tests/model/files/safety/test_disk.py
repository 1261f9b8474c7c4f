"""No file is written over unasked: not one that another program changed, nor one that it has open."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from model.files import open_project, sample, save_project
from model.files.safety.disk import Disk, HeldElsewhere
from model.files.safety.fingerprint import ChangedOnDisk, State
from model.files.safety.versions import read_version
from model.project import Project
from model.text.errors import FileError
from model.text.records import replace
from tests.model.files.safety.test_locks import ROOT, another_program
from tests.model.files.temporary_files import temporary

POSIX = os.name == "posix"
SAMPLE = sample("autumn-2024")
MINE = replace(SAMPLE, title="mine")
THEIRS = replace(SAMPLE, title="theirs")


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "data")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "projects").mkdir()
    path = tmp_path / "projects" / "a.json"
    save_project(SAMPLE, path)
    return path


def test_a_file_that_nobody_changed_is_saved(disk: Disk, file: Path) -> None:
    assert disk.read(file) == SAMPLE
    disk.shown(file)
    assert disk.save(MINE, file) == ()
    assert disk.save(SAMPLE, file) == ()
    assert open_project(file) == SAMPLE
    assert disk.state(file) is State.SAME


def test_what_a_program_that_died_while_keeping_a_version_left_is_cleared_at_the_next_start(
    disk: Disk, file: Path
) -> None:
    disk.read(file)
    disk.shown(file)
    disk.save(MINE, file)
    version, *_ = file.parent.parent.glob("data/versions/*/*.gz")
    left = temporary(version.parent, 10**30)
    assert disk.left_behind().recoverable == ()
    assert not left.exists()
    assert version.exists()


ANY_TIME = Path("/dev/shm")  # noqa: S108 - a file system on which files may bear any time


@pytest.mark.skipif(not ANY_TIME.is_dir(), reason="needs a file system that takes any time")
@pytest.mark.parametrize("seconds", [10**12, -(10**12), 2**60, -5 * 10**10])
def test_a_file_of_a_year_that_no_calendar_has_is_saved_and_kept(disk: Disk, seconds: int) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        file = Path(folder, "a.json")
        save_project(SAMPLE, file)
        os.utime(file, (0, seconds))
        disk.read(file)
        disk.shown(file)
        assert disk.save(MINE, file) == ()
        assert [read_version(version) for version in disk.versions(file).list()] == [MINE, SAMPLE]
        disk.close()


def test_a_changed_file_is_not_written_over_until_a_person_agrees(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    save_project(THEIRS, file)
    assert disk.state(file) is State.CHANGED
    with pytest.raises(ChangedOnDisk, match="changed by another program"):
        disk.save(MINE, file)
    assert open_project(file) == THEIRS
    disk.save(MINE, file, overwrite=True)
    assert open_project(file) == MINE
    assert disk.state(file) is State.SAME


def test_what_is_only_read_is_not_known_before_it_is_shown(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    save_project(THEIRS, file)
    assert disk.read(file) == THEIRS
    with pytest.raises(ChangedOnDisk):
        disk.save(MINE, file)
    disk.shown(file)
    disk.save(MINE, file)


def test_agreeing_to_one_change_is_not_agreeing_to_the_next(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    save_project(THEIRS, file)
    disk.accept(file)
    disk.save(MINE, file)
    assert open_project(file) == MINE
    save_project(THEIRS, file)
    disk.accept(file)
    save_project(replace(THEIRS, title="theirs again"), file)
    with pytest.raises(ChangedOnDisk):
        disk.save(MINE, file)


def test_a_change_of_the_same_size_and_time_is_seen(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Autumn", b"Spring"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert disk.state(file) is State.CHANGED


def test_a_file_touched_or_written_anew_with_the_same_bytes_is_the_same(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    data = file.read_bytes()
    file.unlink()
    assert disk.state(file) is State.GONE
    file.write_bytes(data)
    os.utime(file, ns=(0, 0))
    assert disk.state(file) is State.SAME
    disk.save(MINE, file)


def test_a_file_that_is_gone_is_saved_again(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    file.unlink()
    disk.save(MINE, file)
    assert open_project(file) == MINE


def test_a_change_during_the_save_is_seen_at_the_last_moment(
    disk: Disk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.read(file)
    disk.shown(file)
    real = os.fsync

    def change_meanwhile(descriptor: int) -> None:
        real(descriptor)
        file.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", change_meanwhile)
    with pytest.raises(ChangedOnDisk):
        disk.save(MINE, file)
    assert file.read_bytes() == b"theirs"
    assert [each.name for each in file.parent.iterdir()] == ["a.json"]


def test_each_save_and_what_it_replaced_are_kept_as_versions(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    disk.save(MINE, file)
    disk.save(THEIRS, file)
    versions = disk.versions(file).list()
    assert [read_version(version).title for version in versions] == ["theirs", "mine", SAMPLE.title]


def test_what_a_save_under_another_name_replaces_is_kept_too(disk: Disk, file: Path) -> None:
    disk.save(MINE, file)
    assert [read_version(version) for version in disk.versions(file).list()] == [MINE, SAMPLE]


def test_a_save_that_cannot_be_kept_as_a_version_is_a_save_all_the_same(disk: Disk, file: Path) -> None:
    disk._versions_folder.parent.mkdir(parents=True, exist_ok=True)
    disk._versions_folder.write_bytes(b"in the way")
    (said,) = disk.save(MINE, file)
    assert str(said).startswith("Saved, but not kept as an earlier version: ")
    assert open_project(file) == MINE


def test_a_full_disk_leaves_the_file_and_what_is_known_of_it(
    disk: Disk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.read(file)
    disk.shown(file)
    before = file.read_bytes()

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(FileError, match="the disk is full"):
            disk.save(MINE, file)
    assert file.read_bytes() == before
    assert disk.state(file) is State.SAME
    assert disk.versions(file).list() == ()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root of Linux may mount one")
def test_a_save_on_a_disk_that_is_really_full_leaves_the_file(disk: Disk, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a tmpfs")
    try:
        file = small / "a.json"
        disk.save(SAMPLE, file)
        before = file.read_bytes()
        (small / "filler").write_bytes(bytes(64 * 1024 - len(before) // 4096 * 4096 - 3 * 4096))
        with pytest.raises(FileError, match="the disk is full"):
            disk.save(replace(SAMPLE, notes="n" * 9_999, title="t" * 9_999), file)
        assert file.read_bytes() == before
        assert sorted(each.name for each in small.iterdir()) == ["a.json", "filler"]
        assert disk.state(file) is State.SAME
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.skipif(not POSIX, reason="Windows has other permissions, and links need a privilege there")
def test_a_save_through_a_link_keeps_link_and_mode(disk: Disk, file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(file)
    disk.read(link)
    disk.shown(link)
    disk.save(MINE, link)
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert disk.state(file) is State.SAME  # known under every name
    assert len(disk.versions(file).list()) == 2


@pytest.mark.skipif(not POSIX, reason="Windows has other permissions")
def test_a_read_only_file_is_refused_and_nothing_is_kept(disk: Disk, file: Path) -> None:
    disk.read(file)
    disk.shown(file)
    file.chmod(0o444)
    with pytest.raises(FileError, match="the file is read-only"):
        disk.save(MINE, file)
    assert disk.versions(file).list() == ()


@pytest.mark.skipif(not POSIX, reason="Windows has other permissions")
def test_what_the_program_keeps_is_for_its_owner_alone(disk: Disk, file: Path) -> None:
    disk.save(MINE, file)
    (version, *_) = disk.versions(file).list()
    assert stat.S_IMODE(version.file.parent.stat().st_mode) == 0o700


def test_a_file_that_another_program_has_open_is_not_saved_over(disk: Disk, file: Path) -> None:
    from model.files.safety.locks import key_of  # noqa: PLC0415 - to name the lock that another would take

    with another_program(disk._locks_folder / f"{key_of(file)}.lock") as other:
        holder = disk.hold(file)
        assert holder is not None
        assert holder.process == other.pid
        with pytest.raises(HeldElsewhere, match=f"process {other.pid}"):
            disk.save(MINE, file)
        assert open_project(file) == SAMPLE
        other.kill()
        other.wait()
        disk.save(MINE, file)
    assert open_project(file) == MINE


def test_a_file_is_let_go_for_others(disk: Disk, file: Path, tmp_path: Path) -> None:
    other = Disk(tmp_path / "data")
    assert disk.hold(file) is None
    assert disk.hold(file) is None
    assert other.hold(file) is not None
    disk.let_go(file)
    assert other.hold(file) is None
    other.close()
    assert disk.hold(file) is None
    disk.close()


def test_a_failed_save_does_not_keep_the_lock(disk: Disk, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(FileError, match="this is a folder"):
        disk.save(Project(), folder)
    assert Disk(tmp_path / "data").hold(folder) is None


def test_a_data_folder_that_cannot_be_made_keeps_nobody_from_working(tmp_path: Path, file: Path) -> None:
    (tmp_path / "in the way").write_bytes(b"")
    disk = Disk(tmp_path / "in the way" / "data")
    assert disk.read(file) == SAMPLE
    assert disk.hold(file) is None
    assert len(disk.save(MINE, file)) == 1
    assert open_project(file) == MINE


def test_two_programs_saving_one_file_by_turns_never_lose_a_version_unasked(
    file: Path, tmp_path: Path
) -> None:
    """Each has read the file; whoever comes second is told."""
    code = (
        "import sys; from pathlib import Path; from model.text.records import replace;"
        "from model.files.safety.disk import Disk;"
        "disk = Disk(Path(sys.argv[1])); file = Path(sys.argv[2]);"
        "project = disk.read(file); disk.shown(file);"
        "print('read', flush=True); sys.stdin.readline();"
        "disk.save(replace(project, title=sys.argv[3]), file); disk.close(); print('saved', flush=True)"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "data"), str(file), title],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for title in ("first", "second")
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "read\n"
    first, second = programs
    assert first.communicate("go\n")[0] == "saved\n"
    _, fault = second.communicate("go\n")
    assert second.returncode != 0
    assert "ChangedOnDisk" in fault
    assert open_project(file).title == "first"
