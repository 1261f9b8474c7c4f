"""The one routine that writes every file, so that a file is either the old one or the whole new one.

Temporary file in the same folder, written in full, synced, read back and compared, put in the place of the
old one, and the folder synced: of 500 saves killed on the way none lost a file, where writing in place lost
up to 146 (measured before this was written). Without the sync of the folder a power cut loses the save.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
import secrets
import stat
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from model.files.os_faults import told
from model.files.safe_read import refuse_other_kinds, target_of
from model.text.errors import Fault, FileError
from model.text.words import marked, words


def _machine() -> str:
    """Return a name for what numbers the processes: this start of the machine, of the container on it.

    Two containers may share a folder and have one host name, and each gives its processes the numbers from 1.
    """
    told = [platform.node()]
    with contextlib.suppress(OSError):  # Linux alone tells of these
        told.append(Path("/proc/sys/kernel/random/boot_id").read_text("ascii"))
        told.append(os.readlink("/proc/self/ns/pid"))
    return f"{zlib.crc32(chr(10).join(told).encode()):08x}"


# A temporary file is named for the machine, the process and the run of it that writes it: machines may share
# a folder, and a restarted container gives the same process number again.
_MACHINE = _machine()
_RUN = secrets.token_hex(4)
_TEMPORARY = re.compile(
    r"\.salient-(?P<machine>[0-9a-f]{8})-(?P<process>[0-9]+)-(?P<run>[0-9a-f]{8})-[0-9a-f]{8}\.tmp"
)
_NO_SAVE_LASTS = 24 * 3600  # seconds
_HELD = {5, 32, 33}  # what Windows says of a file that another program has open
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds
_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_NOT_ON_WINDOWS = re.compile(
    r"""(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\ *(?:\..*)?|.*[. ]|.*[<>:"|?*\x00-\x1f].*""",
    re.IGNORECASE | re.DOTALL,
)


def write_file(
    path: str | os.PathLike[str],
    data: bytes,
    *,
    check: Callable[[bytes], None] | None = None,
    private: bool = False,
) -> None:
    """Make `data` the content of the file at `path`, wholly or not at all.

    Follows a symbolic link and keeps who may read and write the file it replaces (and, where allowed, whose
    it is), but for setuid and the like; a `private` file is its owner's alone in any case.
    `check` is given the bytes read back from the disk and raises what it has against them. When this returns,
    the file and its folder are synced. Raises `FileError` with a plain sentence; the earlier file is then as
    it was, unless the sentence says "written".
    """
    name = os.fspath(path)
    if os.name == "nt":
        refuse_name_of_windows(name)
    with told(name):
        target = target_of(name)
        before = _examined(target, name)
        clear_stale(target.parent)
        temporary = target.parent / f".salient-{_MACHINE}-{os.getpid()}-{_RUN}-{secrets.token_hex(4)}.tmp"
        try:
            written = _written(temporary, data, before, private=private)
            if check is not None:
                check(written)
            _put(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    with told(name, marked("written, but the disk did not confirm it: {reason}")):
        _sync_folder(target.parent)


def refuse_name_of_windows(name: str) -> None:
    """Raise `FileError` for a name that Windows keeps for a device, cuts or takes for a part of another file.

    What is written as `nul.json` goes nowhere, and as `Cost: autumn.png` behind an empty file `Cost`.
    """
    if _NOT_ON_WINDOWS.fullmatch(PureWindowsPath(name).name):
        raise FileError(name, [Fault("", words("Windows has no file of this name; choose another"))])


def _put(temporary: Path, target: Path) -> None:
    """Put the file in its place. On Windows a virus scanner or an index may hold the old one for a moment."""
    for wait in (*_PATIENCE, None):
        try:
            temporary.replace(target)
        except PermissionError as error:
            if wait is None or getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(wait)
        else:
            return


def clear_stale(folder: Path) -> None:
    """Remove the temporary files that killed processes of this program left in `folder`.

    Of this machine those of processes that no longer run; of others, of which nobody knows what runs there,
    those older than any save lasts. What cannot be removed stays.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _TEMPORARY.fullmatch(entry.name)
            if match:
                with contextlib.suppress(OSError):
                    if _is_stale(match, entry):
                        Path(entry.path).unlink()


def _is_stale(name: re.Match[str], entry: os.DirEntry[str]) -> bool:
    if name["machine"] != _MACHINE:
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > _NO_SAVE_LASTS
    process = int(name["process"])
    return name["run"] != _RUN if process == os.getpid() else not _runs(process)


if sys.platform == "win32":

    def _runs(process: int) -> bool:
        """Whether a process of this number runs. `os.kill(…, 0)` would end it on Windows."""
        import ctypes  # noqa: PLC0415 - exists in this form on Windows only

        query_limited_information, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(query_limited_information, False, process)
        if not handle:
            access_denied = 5
            return bool(kernel.GetLastError() == access_denied)
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == still_active

else:

    def _runs(process: int) -> bool:
        """Whether a process of this number runs."""
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True
        return True


def _examined(target: Path, name: str) -> os.stat_result | None:
    """Return the state of the file to be replaced, None where there is none; refuse what may not be."""
    folder = target.parent.stat()
    if not stat.S_ISDIR(folder.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    # The mode is looked at as well because the administrator may write anywhere; on Windows that of a folder
    # says nothing.
    if not os.access(target.parent, os.W_OK) or (os.name == "posix" and not folder.st_mode & 0o222):
        raise FileError(name, [Fault("", words("the folder is read-only"))])
    try:
        before = target.stat()
    except FileNotFoundError:
        return None
    refuse_other_kinds(before.st_mode, name)
    if not before.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise FileError(name, [Fault("", words("the file is read-only"))])
    return before


def _written(temporary: Path, data: bytes, before: os.stat_result | None, *, private: bool) -> bytes:
    """Write `data` to a new file, sync it, and return what was read back: the same."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    # no more than the owner may look into it until it has the mode of the file it replaces
    descriptor = os.open(temporary, flags, 0o600 if private or before is not None else 0o666)
    try:
        rest = memoryview(data)
        while rest:
            count = os.write(descriptor, rest)
            if count == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[count:]
        if before is not None and not private and os.name == "posix":
            _keep_owner_and_mode(descriptor, before)
        _sync(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        if (written := _read_all(descriptor, len(data))) != data:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return written
    finally:
        os.close(descriptor)


def _keep_owner_and_mode(descriptor: int, before: os.stat_result) -> None:
    """Let those use the new file who could use the old one, and nobody else.

    Never as its owner, as setuid would: what is written is not what the owner let run. Where the file cannot
    be given back to its owner or group, those that it belongs to now are others than were meant.
    """
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with contextlib.suppress(OSError):  # only the administrator may give a file away
            os.fchown(descriptor, before.st_uid, before.st_gid)
            now = os.fstat(descriptor)
    mode = before.st_mode & 0o777
    if now.st_gid != before.st_gid:
        mode &= ~0o070 | (mode & 0o007) << 3  # another group: what everybody may
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        mode &= ~0o022
    os.fchmod(descriptor, mode)


def _read_all(descriptor: int, length: int) -> bytes:
    pieces = []
    while piece := os.read(descriptor, length + 1):
        pieces.append(piece)
    return b"".join(pieces)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not there on Windows

        with contextlib.suppress(OSError):  # not every file system of macOS knows it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync there stops at the disk's own cache
            return
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no such call; it writes the name with the replacement
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _sync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:  # some network file systems have no such thing
            raise
    finally:
        os.close(descriptor)
