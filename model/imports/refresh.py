"""The files of a project's imports read again: what newer ones would change, before they do."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PureWindowsPath
from typing import Any

from msgspec import Struct

from model.files.private_paths import kept_name
from model.imports.applying import ChangeKind, ImportedChange, apply
from model.imports.choices import Choices, FileReading, TableChoices, Watch
from model.imports.events.source import EventSource
from model.imports.events.table import look_at_events
from model.imports.inspect_file import FileReport, look
from model.imports.left_out import found_again
from model.imports.plan import existing_spans, plan
from model.imports.planned import Outcome
from model.imports.recipe import Recipe, recipe_of, recipe_tree
from model.project import Project
from model.text.errors import FileError, SalientError, Unreadable
from model.text.records import replace
from model.text.words import Words, marked, words


class Renewed(Struct, frozen=True):
    """One recipe read again: the outcome and what it would change, or why it cannot be read.

    `same`: the file is byte for byte the one that was read before.
    """

    recipe: Recipe
    outcome: Outcome | None
    changes: tuple[ImportedChange, ...]
    refused: Words | None
    same: bool = False

    @property
    def unusable(self) -> tuple[int, int]:
        """How many rows could not be used when the file was read before, and now."""
        now = 0 if self.outcome is None else self.outcome.unusable
        return self.recipe.rows.get("refused", 0), now


class Renewal(Struct, frozen=True):
    """All recipes of a project, in its order, and the project with what could be read in its place."""

    renewed: tuple[Renewed, ...]
    words: Words
    project: Project

    @property
    def changes(self) -> tuple[ImportedChange, ...]:
        """What would be different: figures that are new or revised, and those that a file no longer gives."""
        changes = (change for one in self.renewed for change in one.changes)
        return tuple(change for change in changes if change.kind is not ChangeKind.SAME)


def renew(
    project: Project,
    folder: str | os.PathLike[str],
    instead: Sequence[str] = (),
    watch: Watch | None = None,
    place_of: Callable[[str], EventSource | None] = lambda _name: None,
    say: Callable[[Words], str] = str,
) -> Renewal:
    """Return what the files of all imports would change now; nothing is changed.

    `instead` gives for each recipe the file that a person chose, or "". Of the files that the project itself
    names only those in `folder`, its own, are read; of what is in one of them nothing is told unless it is
    read as before. A file that cannot be read is said in its place and leaves its figures as they are.
    `place_of` gives the place of a connection by its name, as the person's settings have it; `say` names new
    periods and writes notes.
    """
    renewed: list[Renewed] = []
    after = project
    for number, tree in enumerate(project.imports):
        recipe = recipe_of(tree)
        other = instead[number] if number < len(instead) else ""
        try:
            outcome = (
                _counted(after, recipe, place_of(recipe.connection), watch, say)
                if recipe.connection
                else _read(after, recipe, folder, other, watch, say)
            )
            target = replace(outcome.recipe.target, replace=True)
            imported = apply(after, outcome, target, say=say)
        except SalientError as error:
            renewed.append(Renewed(recipe, None, (), error.words))
            continue
        renewed.append(
            Renewed(recipe, outcome, imported.changes, None, outcome.recipe.digest == recipe.digest)
        )
        after = replace(imported.project, imports=_with(after, number, outcome, target.series, target.source))
    kinds = (ChangeKind.NEW, ChangeKind.REVISED)
    count = sum(change.kind in kinds for one in renewed for change in one.changes)
    message = marked("refresh {count} figure|refresh {count} figures")
    return Renewal(tuple(renewed), words(message, count=count), after)


def _read(
    project: Project,
    recipe: Recipe,
    folder: str | os.PathLike[str],
    other: str,
    watch: Watch | None,
    say: Callable[[Words], str],
) -> Outcome:
    """Return what comes of a file, with the recipe as it is to be kept."""
    file = Path(other) if other else _inside(recipe.file, folder)
    try:
        return _outcome(
            project, recipe, look(file, _with_clip(recipe, folder), watch=watch), watch, folder, say
        )
    except FileError:
        raise
    except SalientError as error:
        if other:
            raise
        message = marked("it is not written as the one that was imported; choose it to see what differs")
        raise Unreadable(words(message)) from error


def recipe_in(recipe: Recipe, folder: str | os.PathLike[str]) -> tuple[Path, FileReading]:
    """Return the file of a recipe in the folder of its project, and how it is read. Raises Unreadable."""
    return _inside(recipe.file, folder), _with_clip(recipe, folder)


def _with_clip(recipe: Recipe, folder: str | os.PathLike[str]) -> FileReading:
    clip = recipe.reading.clip
    return replace(recipe.reading, clip=os.fspath(_inside(clip, folder))) if clip else recipe.reading


def _counted(
    project: Project,
    recipe: Recipe,
    source: EventSource | None,
    watch: Watch | None,
    say: Callable[[Words], str],
) -> Outcome:
    """Return what comes of a table of events, with the recipe as it is to be kept."""
    if source is None:
        message = marked("your settings have no connection “{name}”: File ▸ Import from a Database… adds it")
        raise Unreadable(words(message, name=recipe.connection))
    return _outcome(project, recipe, look_at_events(source, recipe.reading, watch), watch, "", say)


def _inside(name: str, folder: str | os.PathLike[str]) -> Path:
    """Return the path of a file that a project names. Raises Unreadable where it is not in its folder.

    Links are followed first, and of a way that another system or machine would know nothing is asked.
    """
    read = PureWindowsPath(name)  # it knows drives and servers, and both signs between folders
    if not os.fspath(folder):
        message = marked(
            "the project is in no folder yet, where its files could be; choose “{file}” to read it"
        )
        raise Unreadable(words(message, file=name))
    base = Path(os.path.realpath(folder))
    if not (read.anchor or ".." in read.parts or "\0" in name):
        path = Path(os.path.realpath(base / name))
        if path.is_relative_to(base):
            return path
    raise Unreadable(words("“{file}” is not in the folder of the project; choose it to read it", file=name))


def _outcome(
    project: Project,
    recipe: Recipe,
    looked: FileReport,
    watch: Watch | None,
    folder: str | os.PathLike[str],
    say: Callable[[Words], str],
) -> Outcome:
    """Return what comes of a file that was looked at, with the recipe as it is to be kept."""
    existing = existing_spans(project, recipe.target.series)
    choices = _choices(recipe, looked)
    outcome = plan(looked, choices, existing=existing, target=recipe.target, watch=watch, say=say)
    new = outcome.recipe
    kept = replace(recipe, file=kept_name(looked.path, folder), digest=new.digest, skipped=new.skipped)
    if kept.choices.skip != new.choices.skip:
        kept = replace(kept, choices=replace(kept.choices, skip=new.choices.skip))
    return replace(outcome, recipe=kept)


def _choices(recipe: Recipe, looked: FileReport) -> Choices | TableChoices:
    """Return the choices of a recipe for a newer file: rows left out by number may have other numbers in it.

    Raises Unreadable where it is not known which they are.
    """
    choices = recipe.choices
    if not choices.skip or looked.digest == recipe.digest:
        return choices
    if len(recipe.skipped) != len(choices.skip):
        message = marked("it is not known which rows are to be left out by number now: import it anew")
        raise Unreadable(words(message))
    return replace(choices, skip=found_again(looked.table, choices.skip, recipe.skipped))


def _with(
    project: Project, number: int, outcome: Outcome, series: str, source: str
) -> tuple[Mapping[str, Any], ...]:
    """Return the recipes with that of an outcome in its old place."""
    trees = list(project.imports)
    target = replace(outcome.recipe.target, series=series, source=source, replace=False)
    trees[number] = recipe_tree(replace(outcome.kept_recipe(), target=target))
    return tuple(trees)
