"""No folder of somebody's machine goes out with a project: how it names the files it was imported from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from model.project import Project
from model.text.records import replace
from model.text.safe_text import whole_letters

_PATHS = ("file", "clip")  # of a recipe


def kept_name(file: str | os.PathLike[str], folder: str | os.PathLike[str]) -> str:
    """Return how a project in `folder` names a file: its way from there downwards, else its bare name.

    `folder` is empty for a project in no file. A name that is told by another system is understood as well.
    """
    name = os.fspath(file)
    if os.fspath(folder):
        for inside in _ways_down(Path(name), Path(folder)):
            return whole_letters(inside.as_posix())
    read = PureWindowsPath(name)  # it knows drives and servers, and both signs between folders
    if read.anchor or ".." in read.parts or "://" in name or name.startswith("~"):
        return (read.name.strip(".") and whole_letters(read.name)) or "data"
    return whole_letters(name)


def _ways_down(file: Path, folder: Path) -> Iterator[Path]:
    """Yield the ways from the folder down to an absolute path, links as they are or followed."""
    if not file.is_absolute():
        return
    for one, other in ((Path.absolute, Path.absolute), (Path.resolve, Path.resolve)):
        way = Path(os.path.normpath(one(file)))
        base = Path(os.path.normpath(other(folder)))
        if way.is_relative_to(base):
            yield way.relative_to(base)


def without_private_paths(project: Project, folder: str | os.PathLike[str]) -> Project:
    """Return the project as it may go out from `folder`; itself where nothing in it names another folder."""
    imports = tuple(
        {**recipe, **{key: kept_name(recipe[key], folder) for key in _PATHS if recipe.get(key)}}
        for recipe in project.imports
    )
    return project if imports == project.imports else replace(project, imports=imports)
