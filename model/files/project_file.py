"""The project file: bytes to a `Project` and back, strict in one direction and verified in the other."""

from __future__ import annotations

import gc
import json
import os
from bisect import insort
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from model.files.json_text import encoded, parse, refuse_too_much
from model.files.migrations import migrate
from model.files.places import FaultAt, KeyPath, shown
from model.files.private_paths import without_private_paths
from model.files.rows import in_own_units, project_of, tree_of
from model.files.rules import rule_faults
from model.files.safe_read import read_file
from model.files.safe_write import clear_stale, write_file
from model.files.shape import schema, shape_faults, validator
from model.project import FORMAT, VERSION, Project
from model.text.errors import Fault, FileError, Unreadable
from model.text.records import replace
from model.text.safe_text import cleaned_tree, needs_cleaning
from model.text.words import Words, marked, words

MOST_FAULTS = 20
MOST_COUNTED = 10_000  # of a file with more the rest is not looked at: to find millions takes minutes
SAMPLES_FOLDER = Path(__file__).parents[2] / "resources" / "samples"
FIRST_SAMPLE = "autumn-2024"
"""What a first start shows."""


def read_project(data: bytes, name: str) -> Project:
    """Return the project that the bytes of a file hold.

    `name` is the file's, for the message. Raises `FileError` with every fault: the first 20 in the order of
    the file, and how many more; counting ends at 10,000, and then it says that there are at least so many.
    """
    try:
        with _nothing_collected():
            tree, found = parse(data, no_object=_no_project(), most=MOST_COUNTED)
            tree = _cleaned(tree, data)
            _identify(tree)
            faults = chain(found, migrate(tree), shape_faults(tree), rule_faults(tree))
            first, more = _in_order(islice(faults, MOST_COUNTED))
            if first:
                all_counted = len(found) < MOST_COUNTED and next(faults, None) is None
                raise FileError(name, first, more, at_least=not all_counted)
            return project_of(tree)
    except Unreadable as error:
        raise FileError(name, [Fault("", error.words)]) from error
    except MemoryError as error:
        message = words("larger than this machine has memory for")
        raise FileError(name, [Fault("", message)]) from error


def _cleaned(tree: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return the values of a file with its texts cleaned; nearly every file needs none of it."""
    if b"\\u" in data or needs_cleaning(data.decode("utf-8", "replace")):
        cleaned: dict[str, Any] = cleaned_tree(tree)
        return cleaned
    return tree


def write_project(project: Project, name: str = "") -> bytes:
    """Return the bytes of the project's file, always the same for the same project.

    They have been read again and found to hold the same project. Raises `FileError` (of the file `name`)
    where something in the project may not be in a file, with its place.
    """
    with _nothing_collected():
        data = encoded(tree_of(project))
        if needs_cleaning(data.decode("utf-8", "replace")):  # which the gate of some way in has let pass
            tree = cleaned_tree(tree_of(project))
            project, data = project_of(tree), encoded(tree)
        if not _holds(data, project):
            read_project(data, name)
            message = marked("not saved: read again, the file would not hold the same project")
            raise FileError(name, [Fault("", words(message))])
    return data


def _holds(data: bytes, project: Project) -> bool:
    """Whether bytes that were just written hold the project and nothing that a file may not have.

    What they cannot have, as they were written from values (a key twice, broken UTF-8), is not looked for.
    The standard library reads them and not what wrote them, so that neither has to be trusted alone.
    """
    try:
        refuse_too_much(data)
        tree = json.loads(data)
        if not validator().is_valid(tree) or any(rule_faults(tree)):
            return False
    except (Unreadable, UnicodeError):  # the second for half a surrogate pair
        return False
    held = project_of(tree)
    return held == project or held == in_own_units(project)  # the second is slow and seldom needed


def open_project(path: str | os.PathLike[str]) -> Project:
    """Return the project in the file at `path`, and clear away what a killed save left beside it.

    Raises `FileError`.
    """
    data = read_file(path)
    project = read_project(data, os.fspath(path))
    clear_stale(Path(os.path.realpath(path)).parent)
    return project


def save_project(project: Project, path: str | os.PathLike[str]) -> None:
    """Write the project to the file at `path`, wholly or not at all. Raises `FileError`."""
    project = without_private_paths(project, Path(path).parent)
    write_file(path, write_project(project, os.fspath(path)))


def faults_of_rows(project: Project, table: str, rows: Iterable[int]) -> tuple[Fault, ...]:
    """Return what a file would be refused for in some rows of one table ("periods": a field of `Project`).

    For whoever edits a project and has to know that it can be saved; takes time for those rows alone.
    """
    chosen = tuple(rows)
    part = Project(sources=project.sources, series=project.series)
    if table in ("sources", "series"):  # an id is unique among all of them
        numbers = tuple(range(len(getattr(project, table))))
    else:
        numbers = chosen
        some_rows: Any = tuple(getattr(project, table)[row] for row in chosen)
        part = replace(part, **{table: some_rows})
    tree = json.loads(encoded(tree_of(part)))  # as it is read: the schema knows no numbers marked for writing
    found = (
        FaultAt((table, numbers[fault.path[1]], *fault.path[2:]), fault.words)
        for fault in chain(shape_faults(tree), rule_faults(tree))
        if fault.path[0] == table and isinstance(fault.path[1], int) and numbers[fault.path[1]] in chosen
    )
    return _in_order(found)[0]


def sample_names() -> tuple[str, ...]:
    """Return the names that `sample` knows."""
    return tuple(sorted(path.stem for path in SAMPLES_FOLDER.glob("*.json")))


def sample(name: str) -> Project:
    """Return a project shipped with the program, by its name in `resources/samples`. Raises `FileError`."""
    path = SAMPLES_FOLDER / f"{name}.json"
    if name not in sample_names():
        raise FileError(name, [Fault("", words("there is no such sample"))])
    return read_project(path.read_bytes(), str(path))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python from looking for unused cycles while very many objects are made that have none.

    It would look through all of them time and again: a quarter of the time at 100,000 periods.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _no_project() -> Words:
    return words("not a Salient project; files of figures are imported, and articles read")


def _identify(tree: dict[str, Any]) -> None:
    """Raise `Unreadable` unless the values are a project of a version that this program reads."""
    if tree.get("format") != FORMAT:
        raise Unreadable(_no_project())
    version = tree.get("version")
    if not isinstance(version, int | float) or isinstance(version, bool) or version < 1 or version % 1 != 0:
        message = marked("the version of the format is not given as a whole number: {value}")
        raise Unreadable(words(message, value=shown(version)))
    if version > VERSION:
        message = marked("made by a newer version ({version}); this one reads up to {known}")
        raise Unreadable(words(message, version=shown(int(version)), known=VERSION))


def _in_order(found: Iterable[FaultAt]) -> tuple[tuple[Fault, ...], int]:
    """Return the first faults in the order of the file, one for each place, and how many more there are."""
    ranks = {key: rank for rank, key in enumerate(schema()["properties"])}
    places: set[KeyPath] = set()
    first: list[
        tuple[tuple[int, int, str], int, FaultAt]
    ] = []  # never more than are told; there may be millions
    for fault in found:
        path = fault.path
        if path in places:
            continue
        places.add(path)
        key = ranks.get(str(path[0]), len(ranks)) if path else -1
        index = path[1] if len(path) > 1 and isinstance(path[1], int) else -1
        if len(first) < MOST_FAULTS or (key, index) <= first[-1][0][:2]:
            insort(first, ((key, index, str(path[1:])), len(places), fault))
            del first[MOST_FAULTS:]
    return tuple(fault.fault() for _, _, fault in first), len(places) - len(first)
