"""Earlier versions of a project file: the last 10 saves, and one for each of the last 12 days with a save.

They are kept in the user's data folder, a folder for each project file, as what was saved, compressed. So a
person can also take them from there: any program unpacks them.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from model.files.json_text import LARGEST_FILE, too_large
from model.files.os_faults import told
from model.files.private import private_folder
from model.files.project_file import read_project
from model.files.safe_read import read_file
from model.files.safe_write import clear_stale, write_file
from model.files.safety.fingerprint import digest_of
from model.files.safety.locks import key_of
from model.project import Project
from model.text.errors import Fault, FileError
from model.text.words import marked, words

LAST_SAVES = 10
LAST_DAYS = 12
_NAME = re.compile(
    r"(?P<number>[0-9]{8,})_(?P<when>[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{2}-[0-9]{2}-[0-9]{2})_"
    r"(?P<digest>[0-9a-f]{16})\.json\.gz"
)
_WHEN = "%Y-%m-%d_%H-%M-%S"


class Version(Struct, frozen=True, order=True):
    """One earlier version: its number (a later save has a higher one), when it was saved, and where it is."""

    number: int
    when: datetime
    digest: str
    file: Path


def kept(days: Sequence[date]) -> frozenset[int]:
    """Return which of the saves to keep, as positions in `days`, the day of each save in order of saving.

    The last 10; and the last save of each of the 12 days saved on most recently. By the order of saving and
    not by the clock, which may have been wrong: a save of a day far ahead does not make the others old.
    """
    last_of_day = {day: position for position, day in enumerate(days)}
    recent_days = sorted(last_of_day.values())[-LAST_DAYS:]
    return frozenset(range(max(0, len(days) - LAST_SAVES), len(days))) | frozenset(recent_days)


class Versions:
    """The earlier versions of one project file, in a folder of their own under `folder`."""

    def __init__(
        self,
        folder: Path,
        path: str | os.PathLike[str],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._path = os.path.realpath(path)
        self._folder = folder / key_of(path)
        self._now = now

    def list(self) -> tuple[Version, ...]:
        """Return the versions there are, the latest first; none where the folder cannot be read."""
        try:
            names = [entry.name for entry in self._folder.iterdir()]
        except OSError:
            return ()
        found = (self._version(name) for name in names)
        return tuple(sorted((version for version in found if version is not None), reverse=True))

    def _version(self, name: str) -> Version | None:
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        try:
            when = datetime.strptime(match["when"], _WHEN)
        except ValueError:
            return None
        return Version(int(match["number"]), when, match["digest"], self._folder / name)

    def keep(self, data: bytes, when: datetime | None = None) -> None:
        """Keep `data`, the bytes of a project file, as the latest version; thin out the others.

        Bytes that are the latest version already are not kept twice. Raises `FileError`.
        """
        there = self.list()
        digest = digest_of(data)[:16]
        if there and there[0].digest == digest:
            return
        number = there[0].number + 1 if there else 1
        name = f"{number:08}_{(when or self._now()).strftime(_WHEN)}_{digest}.json.gz"
        with told(str(self._folder)):
            private_folder(self._folder)
        said = json.dumps({"file": self._path}, ensure_ascii=False) + "\n"
        whose = self._folder / "whose.json"  # for a person who looks into the folder
        if not whose.exists():
            write_file(whose, said.encode("utf-8", "backslashreplace"), private=True)
        write_file(self._folder / name, gzip.compress(data, compresslevel=1, mtime=0), private=True)
        self._thin()

    def holds(self, digest: str) -> bool:
        """Whether some version has the bytes of that digest."""
        return any(version.digest == digest[:16] for version in self.list())

    def _thin(self) -> None:
        there = self.list()[::-1]
        keep = kept([version.when.date() for version in there])
        for position, version in enumerate(there):
            if position not in keep:
                try:
                    version.file.unlink(missing_ok=True)
                except OSError:  # another program is reading it; the next save tries again
                    continue
        clear_stale(self._folder)


def read_bytes(version: Version) -> bytes:
    """Return the bytes that were saved. Raises `FileError` where they are not what was kept."""
    packed = read_file(version.file)
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        data = unpacker.decompress(packed, LARGEST_FILE + 1)
    except zlib.error:
        data = b""
    if len(data) > LARGEST_FILE:
        raise FileError(str(version.file), [Fault("", too_large())])
    if not unpacker.eof or digest_of(data)[:16] != version.digest:
        said = marked("damaged: it no longer holds what was saved")
        raise FileError(str(version.file), [Fault("", words(said))])
    return data


def read_version(version: Version) -> Project:
    """Return the project that was saved, read as strictly as any file. Raises `FileError`."""
    return read_project(read_bytes(version), str(version.file))
