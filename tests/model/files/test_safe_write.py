"""Saved means saved: whatever happens on the way, the file is the old one or the whole new one."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path, PureWindowsPath
from typing import BinaryIO, cast

import pytest

from model.files import read_file, read_stream, safe_write, write_file
from model.files.os_faults import explained
from model.files.safe_read import long_form
from model.files.safe_write import refuse_name_of_windows
from model.text.errors import FileError
from model.text.words import words
from tests.model.files.temporary_files import left_over

ROOT = Path(__file__).parents[3]
POSIX = os.name == "posix"
OLD, NEW = b"the old file", b"the new file, which is longer"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file to be written over."""
    file = tmp_path / "project.json"
    file.write_bytes(OLD)
    return file


def refusal(path: Path) -> str:
    """Return what a failed write says after the name of the file."""
    with pytest.raises(FileError) as refused:
        write_file(path, NEW)
    assert refused.value.file == str(path)
    return str(refused.value).removeprefix(f"{path}: ")


def test_a_new_file_is_written_with_the_mode_that_any_program_gives_it(tmp_path: Path) -> None:
    write_file(tmp_path / "new", NEW)
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "new").read_bytes() == NEW
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 5000])
def test_the_file_holds_the_bytes_given(path: Path, data: bytes) -> None:
    write_file(path, data)
    assert path.read_bytes() == data
    assert left_over(path.parent) == []


def test_a_disk_that_fills_up_at_any_byte_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    for room in range(len(NEW)):
        written = 0

        def write(descriptor: int, data: bytes, room: int = room) -> int:
            nonlocal written
            count = min(len(data), room - written, 7)  # never more than a piece at a time
            if count == 0:
                raise OSError(errno.ENOSPC, "full")
            written += count
            return real(descriptor, data[:count])

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", write)
            assert refusal(path) == "the disk is full"
        assert path.read_bytes() == OLD
        assert left_over(path.parent) == []


def test_a_short_write_is_carried_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    write_file(path, NEW)
    assert path.read_bytes() == NEW


def test_a_write_that_takes_nothing_is_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda descriptor, data: 0)
    assert refusal(path) == "the disk is full"
    assert path.read_bytes() == OLD


def test_a_disk_that_gives_back_other_bytes_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(
        os, "write", lambda descriptor, data: real(descriptor, bytes(data).replace(b"n", b"m"))
    )
    assert refusal(path) == "the disk reports an error"
    assert path.read_bytes() == OLD
    assert left_over(path.parent) == []


@pytest.mark.parametrize("call", ["fsync", "replace", "open", "read", "lseek"])
def test_a_failing_call_of_the_system_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        assert refusal(path) == "the disk reports an error"
    assert path.read_bytes() == OLD
    assert left_over(path.parent) == []


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("C:\\short.json", "C:\\short.json"),
        ("C:\\" + 30 * "folder\\" + "a.json", "\\\\?\\C:\\" + 30 * "folder\\" + "a.json"),
        ("\\\\server\\share\\" + 30 * "folder\\", "\\\\?\\UNC\\server\\share\\" + 30 * "folder\\"),
        ("\\\\?\\C:\\" + 40 * "folder\\", "\\\\?\\C:\\" + 40 * "folder\\"),
    ],
    ids=["short", "drive", "server", "long form"],
)
def test_a_long_path_of_windows_is_asked_for_in_its_long_form(path: str, form: str) -> None:
    assert long_form(path) == form
    assert PureWindowsPath(form).is_absolute()
    assert PureWindowsPath(form).name == PureWindowsPath(path).name


@pytest.mark.parametrize(("held_for", "written"), [(3, True), (99, False)], ids=["a moment", "for good"])
def test_a_file_that_another_program_of_windows_holds_is_waited_for(
    held_for: int, written: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class AccessDenied(PermissionError):
        winerror = 5  # what Windows adds

    real = os.replace
    tried: list[str] = []
    waited: list[float] = []

    def held(source: str, target: str) -> None:
        tried.append(target)
        if len(tried) <= held_for:
            raise AccessDenied(errno.EACCES, "Access is denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(time, "sleep", waited.append)
    if written:
        write_file(path, NEW)
    else:
        assert refusal(path) != ""
    assert path.read_bytes() == (NEW if written else OLD)
    assert left_over(path.parent) == []
    assert sum(waited) < 2
    assert len(waited) == len(tried) - 1


@pytest.mark.skipif(not POSIX, reason="Windows has no sync of a folder")
def test_nothing_is_called_saved_before_the_folder_is_synced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            assert path.read_bytes() == NEW
            synced.append("folder")
            raise OSError(errno.EIO, "Input/output error")
        assert path.read_bytes() == OLD
        synced.append("file")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    assert refusal(path) == "written, but the disk did not confirm it: the disk reports an error"
    assert synced == ["file", "folder"]


@pytest.mark.skipif(not POSIX, reason="Windows has no sync of a folder")
def test_a_file_system_that_cannot_sync_a_folder_is_no_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_file(path, NEW)
    assert path.read_bytes() == NEW


def test_what_a_check_has_against_the_bytes_leaves_the_old_file(path: Path) -> None:
    seen: list[bytes] = []

    def check(data: bytes) -> None:
        seen.append(data)
        raise ValueError("not this")

    with pytest.raises(ValueError, match="not this"):
        write_file(path, NEW, check=check)
    assert seen == [NEW]
    assert path.read_bytes() == OLD
    assert left_over(path.parent) == []


@pytest.mark.skipif(not POSIX, reason="modes are of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    write_file(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not POSIX, reason="owners are of POSIX")
@pytest.mark.parametrize("allowed", [True, False])
def test_the_owner_is_kept_where_that_is_allowed(
    path: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    given: list[tuple[int, int]] = []
    before = path.stat()
    was = os.stat_result((*before[:4], 12345, 54321, *before[6:]))

    def fchown(_descriptor: int, user: int, group: int) -> None:
        given.append((user, group))
        if not allowed:
            raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", fchown)
    monkeypatch.setattr(safe_write, "_examined", lambda target, name: was)
    write_file(path, NEW)
    assert given == [(12345, 54321)]
    assert path.read_bytes() == NEW


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(not POSIX, reason="modes are of POSIX")
def test_nothing_that_is_saved_runs_as_its_owner_or_group(path: Path) -> None:
    path.chmod(0o7755)
    write_file(path, NEW)
    assert mode_of(path) == 0o755


AS_ANOTHER = """
import os, sys
sys.path.insert(0, sys.argv[1])
from model.files import write_file
os.setgroups([]), os.setgid(int(sys.argv[4])), os.setuid(int(sys.argv[3]))
write_file(sys.argv[2], b"new")
"""


@pytest.mark.skipif(not POSIX or os.geteuid() != 0, reason="only root can be several users")
@pytest.mark.parametrize(
    ("mode", "group", "left"),
    [
        (0o4777, 2222, 0o755),
        (0o2777, 1111, 0o755),
        (0o1666, 1111, 0o644),
        (0o666, 2222, 0o644),
        (0o646, 2222, 0o644),
        (0o607, 2222, 0o605),
    ],
)
def test_over_the_file_of_another_user_nobody_else_may_write(mode: int, group: int, left: int) -> None:
    with tempfile.TemporaryDirectory() as folder:  # that of a test is closed to other users
        Path(folder).chmod(0o777)
        file = Path(folder, "program")
        file.write_bytes(OLD)
        os.chown(file, 1000, 1111)
        file.chmod(mode)
        command = [sys.executable, "-c", AS_ANOTHER, str(ROOT), str(file), "2000", str(group)]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found = file.stat()
        assert (found.st_uid, found.st_gid, oct(mode_of(file))) == (2000, group, oct(left))
        assert file.read_bytes() == b"new"


@pytest.mark.skipif(not POSIX, reason="modes are of POSIX")
def test_a_private_file_is_its_owners_alone(path: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        for file in (path, tmp_path / "new"):
            write_file(file, NEW, private=True)
            assert mode_of(file) == 0o600
    finally:
        os.umask(before)


@pytest.mark.skipif(not POSIX, reason="Windows asks for a privilege to make links")
def test_a_symbolic_link_stays_and_what_it_points_to_is_written(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "first").symlink_to(folder / "second")
    (folder / "second").symlink_to("../project.json")
    write_file(folder / "first", NEW)
    assert path.read_bytes() == NEW
    assert (folder / "first").is_symlink()
    assert (folder / "second").is_symlink()
    assert left_over(folder) == left_over(tmp_path) == []


@pytest.mark.skipif(not POSIX, reason="Windows asks for a privilege to make links")
def test_a_link_to_no_file_makes_the_file_and_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_file(tmp_path / "link", NEW)
    assert (tmp_path / "target").read_bytes() == NEW
    (tmp_path / "loop").symlink_to("loop")
    assert refusal(tmp_path / "loop") == "a symbolic link leads back to itself"


def test_a_read_only_file_is_refused(path: Path) -> None:
    path.chmod(0o444)
    assert refusal(path) == "the file is read-only"
    assert path.read_bytes() == OLD
    path.chmod(0o644)


@pytest.mark.skipif(not POSIX, reason="a folder of Windows has no such mode")
def test_a_read_only_folder_is_refused(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        assert refusal(path) == "the folder is read-only"
        assert refusal(path.with_name("new")) == "the folder is read-only"
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == OLD


def test_places_where_no_file_can_be_are_named(path: Path, tmp_path: Path) -> None:
    assert refusal(tmp_path / "none" / "x") == "no such file or folder"
    assert refusal(tmp_path) == "this is a folder"
    assert refusal(path / "x") == "a part of the path is a file, not a folder"
    assert refusal(tmp_path / ("x" * 300)) == "the name is too long"
    assert refusal(tmp_path / "a\0b") == "no file can have this name"
    assert left_over(tmp_path) == []


@pytest.mark.skipif(not POSIX, reason="named pipes are of POSIX")
def test_a_device_or_a_pipe_is_neither_replaced_nor_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "this is a device or a pipe, not a file"
    assert refusal(Path("/dev/null")) in {"this is a device or a pipe, not a file", "the folder is read-only"}
    with pytest.raises(FileError, match="a device or a pipe"):
        read_file(tmp_path / "pipe", limit=10, beyond=words("too large"))
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not POSIX, reason="named pipes are of POSIX")
def test_a_pipe_put_in_the_place_of_a_file_at_the_last_moment_is_not_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def swapped(file: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return opened(file, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(FileError, match="a device or a pipe"):
        read_file(path)


def test_of_a_stream_no_more_is_read_than_tells_that_it_is_too_much() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0, "without a limit"
            self.given += size
            return bytes(size)

    endless = Endless()
    with pytest.raises(FileError, match="larger than 3 MiB"):
        read_stream(cast("BinaryIO", endless), "standard input", limit=3 << 20)
    assert endless.given == (3 << 20) + 1
    assert read_stream(io.BytesIO(b"abc"), "standard input", limit=3) == b"abc"


def test_the_longest_name_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_file(path, NEW)
    assert path.read_bytes() == NEW


def test_more_than_the_limit_is_not_read(path: Path) -> None:
    assert read_file(path, limit=len(OLD), beyond=words("too large")) == OLD
    with pytest.raises(FileError, match="too large"):
        read_file(path, limit=len(OLD) - 1, beyond=words("too large"))


def test_threads_saving_one_file_leave_one_of_their_versions(path: Path) -> None:
    versions = [bytes([65 + number]) * 50_000 for number in range(4)]
    threads = [threading.Thread(target=write_file, args=(path, version)) for version in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() in versions
    assert left_over(path.parent) == []


def test_an_error_without_a_sentence_of_ours_is_told_in_those_of_the_system() -> None:
    assert str(explained(OSError(errno.EXDEV, "Invalid cross-device link"))) == (
        "the system says: Invalid cross-device link"
    )
    assert str(explained(TimeoutError())) == "the system says: TimeoutError"


@pytest.mark.parametrize(
    "name", ["con", "NUL.json", "com1.tar.gz", "aux .png", "report.", "report ", "Cost: a.png"]
)
def test_a_name_that_windows_has_no_file_of_is_refused(name: str) -> None:
    with pytest.raises(FileError, match="Windows has no file of this name"):
        refuse_name_of_windows(f"C:\\projects\\{name}")


@pytest.mark.parametrize(
    "name", ["console.json", "null.json", "com10.png", "nul-1.png", "a.b.json", ".salient"]
)
def test_other_names_are_written_on_windows(name: str) -> None:
    refuse_name_of_windows(f"C:\\projects\\{name}")
