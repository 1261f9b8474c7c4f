"""What programs that died left in their journals."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from model.files.json_text import encoded, parse, refuse_too_much
from model.files.project_file import read_project
from model.files.safe_read import read_file
from model.files.safe_write import clear_stale
from model.files.safety.fingerprint import digest_of
from model.files.safety.journal import JOURNAL, LOCK, MAGIC, Drafts
from model.files.safety.locks import Lock, take
from model.project import (
    TABLES,
    OtherDays,
    Project,
    Row,
)
from model.text.errors import Fault, FileError, SalientError, Unreadable
from model.text.figures import Figure
from model.text.records import defaults_of
from model.text.words import Words, marked, words

_NAME = re.compile(r"(?P<name>[0-9a-f]{16})\.(?:journal|base2?|lock)")
ASIDE = ".damaged"


class Recoverable:
    """A project with edits that were in no file when its program died. It is this program's to bring back.

    `file` is the file that was edited, None for a project never saved; `saved` the digest of what it held;
    `written` when the journal was last written; `drafts` the rows begun: table → column → text.
    """

    def __init__(self, folder: Path, name: str, lock: Lock | None, told: _Told) -> None:
        self.project = told.project
        self.file = told.file
        self.saved = told.saved
        self.written = told.written
        self.drafts = told.drafts
        self._folder = folder
        self._name = name
        self._lock = lock

    def discard(self) -> None:
        """Remove the journal: its edits are saved or in another journal, or nobody wants them."""
        _remove(self._folder, self._name, JOURNAL, *BASES)
        self.release()

    def release(self) -> None:
        """Leave the journal to the next start."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


class Damaged(Struct, frozen=True):
    """A journal that cannot be read: where it was put aside, and what is wrong with it."""

    file: Path
    words: Words


class LeftBehind(Struct, frozen=True):
    """What was found at a start: journals to bring back, the latest first, and those that are damaged."""

    recoverable: tuple[Recoverable, ...] = ()
    damaged: tuple[Damaged, ...] = ()


class _Told(Struct, frozen=True):
    """What a journal says."""

    project: Project
    file: Path | None
    saved: str
    written: datetime
    drafts: Drafts


def find_recoverable(folder: Path) -> LeftBehind:
    """Return what died programs left in the folder of journals, and clear away what is of no use.

    Journals of running programs are left alone. What brings nothing back, as the file holds it already, is
    removed. Never raises: a journal that cannot be read is put aside and told.
    """
    clear_stale(folder)
    recoverable: list[Recoverable] = []
    damaged: list[Damaged] = []
    for name in _names(folder):
        lock = _lock_of_the_dead(folder / f"{name}{LOCK}")
        if lock is _RUNS:
            continue
        found = _found(folder, name, lock)
        if isinstance(found, Recoverable):
            recoverable.append(found)
            continue
        if isinstance(found, Damaged):
            damaged.append(found)
        if lock is not None:
            lock.release()
    recoverable.sort(key=lambda each: each.written, reverse=True)
    return LeftBehind(tuple(recoverable), tuple(damaged))


_RUNS = Lock(Path(), -1)  # stands for the lock of a program that runs


def _names(folder: Path) -> Iterator[str]:
    try:
        matches = [_NAME.fullmatch(entry.name) for entry in folder.iterdir()]
    except OSError:
        return
    yield from sorted({match["name"] for match in matches if match})


def _lock_of_the_dead(file: Path) -> Lock | None:
    """Take the lock of a journal: `_RUNS` where its program runs, None where nothing can be locked."""
    try:
        taken = take(file)
    except OSError:
        return None
    return taken if isinstance(taken, Lock) else _RUNS


def _found(folder: Path, name: str, lock: Lock | None) -> Recoverable | Damaged | None:
    journal = folder / f"{name}{JOURNAL}"
    if not journal.exists():  # its program was killed between two steps, before or after there was a journal
        _remove(folder, name, *BASES)
        return None
    try:
        told = _read(journal, [folder / f"{name}{ending}" for ending in BASES])
        brings_nothing = not told.drafts and told.project == _held(told.file)
    except SalientError as error:
        return _put_aside(folder, name, error.words)
    except Exception:  # noqa: BLE001 - whatever a file of somebody else holds, the program starts
        return _put_aside(folder, name, _not_ours())
    found = Recoverable(folder, name, lock, told)
    if brings_nothing:
        found.discard()
        return None
    return found


def _remove(folder: Path, name: str, *endings: str) -> None:
    for ending in endings:
        with contextlib.suppress(OSError):
            (folder / f"{name}{ending}").unlink(missing_ok=True)


def _held(file: Path | None) -> Project | None:
    """Return what the file holds now, an empty project where there never was one; None if unreadable."""
    if file is None:
        return Project()
    try:
        return read_project(read_file(file), str(file))
    except FileError:
        return None


def _read(journal: Path, bases: Sequence[Path]) -> _Told:
    head, _, body = read_file(journal).partition(b"\n")
    if head != f"{MAGIC} {digest_of(body)}".encode("ascii"):
        raise Unreadable(_not_ours())
    refuse_too_much(body)
    return _told(json.loads(body), bases, str(journal))


def _told(told: dict[str, Any], bases: Sequence[Path], name: str) -> _Told:
    earlier: dict[str, Any] = {}
    if told.get("base", ""):  # of an earlier version of the program
        data = _base(bases, told["base"])
        if told.get("whole", False):
            earlier = from_whole(data)
        else:
            earlier, _ = parse(data, no_object=words("not a Salient project"))
    file = told["file"]
    return _Told(
        project=read_project(patched(earlier, told["project"]), name),
        file=None if file is None else Path(file),
        saved=str(told["saved"]),
        written=_on_the_clock_here(datetime.fromisoformat(told["written"])),
        drafts={
            table: {column: str(text) for column, text in typed.items()}
            for table, typed in told["drafts"].items()
        },
    )


def _on_the_clock_here(moment: datetime) -> datetime:
    """Return a time as our journals tell it, that of the clock without its zone, by which they are sorted."""
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo is not None else moment


def _base(bases: Sequence[Path], digest: str) -> bytes:
    """Return the one of the bases that a journal stands on; a kill may have left two."""
    for base in bases:
        with contextlib.suppress(FileError):
            data = read_file(base)
            if digest_of(data) == digest:
                return data
    said = marked("the copy of the file that it began with is damaged")
    raise FileError(str(bases[0]), [Fault("", words(said))])


def _not_ours() -> Words:
    return words("damaged, or of another version of the program")


def _put_aside(folder: Path, name: str, why: Words) -> Damaged:
    """Rename a damaged journal and its base, so that a person can look at them and no start trips again."""
    aside = folder / f"{name}{JOURNAL}{ASIDE}"
    for ending in (JOURNAL, *BASES):
        with contextlib.suppress(OSError):
            (folder / f"{name}{ending}").replace(folder / f"{name}{ending}{ASIDE}")
    return Damaged(aside, why)


# journals of earlier versions of the program, which told how a project differs from a copy of its file


BASES = (".base", ".base2")
"""The endings of the copies that a journal may stand on."""


def from_whole(data: bytes) -> dict[str, Any]:
    """Return the JSON values of the project file for a copy whose rows have every field."""
    tree: dict[str, Any] = json.loads(data)
    for table, kind in TABLES.items():
        tree[table] = [_without_defaults(kind, row) for row in tree[table]]
    for claim in tree["claims"]:
        if "trend" in claim:
            del claim["start"]
    return tree


def _without_defaults(kind: type[Row | Figure | OtherDays], members: Mapping[str, Any]) -> dict[str, Any]:
    defaults = defaults_of(kind)
    told: dict[str, Any] = {}
    for key, member in members.items():
        if member is None or member == defaults[key] or member == []:
            continue
        if isinstance(member, dict):
            told[key] = _without_defaults(OtherDays if key == "against" else Figure, member)
        elif isinstance(member, list):
            told[key] = [_without_defaults(Figure, other) for other in member]
        else:
            told[key] = member
    return told


def patched(base: Mapping[str, Any], patch: Mapping[str, Any]) -> bytes:
    """Return the bytes of the project file that `patch` makes of the JSON values of the base.

    Raises `Unreadable` where the patch names rows that the base does not have. What it makes is still to be
    read as any file is.
    """
    tree = dict(patch)
    for table in TABLES:
        steps = patch.get(table)
        earlier = base.get(table, [])
        tree[table] = earlier if steps is None else _rows(earlier, steps)
    return encoded(tree)


def _rows(earlier: Any, steps: Any) -> list[Any]:
    rows: list[Any] = []
    if not isinstance(steps, list) or not isinstance(earlier, list):
        raise Unreadable(_no_such_rows())
    for step in steps:
        if isinstance(step, dict):
            rows.append(step)
            continue
        match step:
            case [int(first), int(last)] if 0 <= first <= last < len(earlier):
                rows.extend(earlier[first : last + 1])
            case _:
                raise Unreadable(_no_such_rows())
    return rows


def _no_such_rows() -> Words:
    return words("it names rows that the file it began with does not have")
