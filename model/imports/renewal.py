"""Every recipe of a project read again: what the files as they are now would change, as one edit."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.imports.applying import Change, ChangeKind, apply
from model.imports.choices import TableChoices, Watch
from model.imports.inspect_file import look
from model.imports.outcome import Outcome
from model.imports.preview import existing_spans
from model.imports.recipe import Recipe, recipe_of, recipe_tree
from model.imports.series_plan import plan_series
from model.imports.table_plan import plan_table
from model.project import Project
from model.text.errors import SalientError
from model.text.words import QT_TRANSLATE_NOOP, Words, words


@dataclass(frozen=True, slots=True)
class Renewed:
    """One recipe read again: the outcome and what it would change, or why it cannot be read.

    `same`: the file is byte for byte the one that was read before.
    """

    recipe: Recipe
    outcome: Outcome | None
    changes: tuple[Change, ...]
    refused: Words | None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Renewal:
    """All recipes of a project, in its order, and the project with what could be read in its place."""

    renewed: tuple[Renewed, ...]
    words: Words
    project: Project

    @property
    def changes(self) -> tuple[Change, ...]:
        """What would be different: figures that are new or revised, and those that a file no longer gives."""
        changes = (change for one in self.renewed for change in one.changes)
        return tuple(change for change in changes if change.kind is not ChangeKind.SAME)


def renew(
    project: Project,
    folder: str | os.PathLike[str],
    instead: Sequence[str] = (),
    watch: Watch | None = None,
) -> Renewal:
    """Return what the files of all imports would change now; nothing is changed.

    `instead` gives for each recipe another file, or "". A file that cannot be read is said in its place and
    leaves its figures as they are. `folder` is that of the project.
    """
    renewed: list[Renewed] = []
    after = project
    for number, tree in enumerate(project.imports):
        recipe = recipe_of(tree)
        other = instead[number] if number < len(instead) else ""
        try:
            outcome = _read(after, recipe, folder, other, watch)
            target = replace(outcome.recipe.target, replace=True)
            imported = apply(after, outcome, target)
        except SalientError as error:
            renewed.append(Renewed(recipe, None, (), error.words))
            continue
        renewed.append(
            Renewed(recipe, outcome, imported.changes, None, outcome.recipe.digest == recipe.digest)
        )
        after = replace(imported.project, imports=_with(after, number, outcome, target.series, target.source))
    kinds = (ChangeKind.NEW, ChangeKind.REVISED)
    count = sum(change.kind in kinds for one in renewed for change in one.changes)
    message = QT_TRANSLATE_NOOP("model", "refresh {count} figures")
    return Renewal(tuple(renewed), words(message, count=count), after)


def _read(
    project: Project, recipe: Recipe, folder: str | os.PathLike[str], other: str, watch: Watch | None
) -> Outcome:
    """Return what comes of a file, with the recipe as it is to be kept."""
    looked = look(other or Path(folder) / recipe.file, recipe.reading, watch=watch)
    if isinstance(recipe.choices, TableChoices):
        outcome = plan_table(looked, recipe.choices, watch, recipe.target)
    else:
        existing = existing_spans(project, recipe.target.series)
        outcome = plan_series(looked, recipe.choices, existing, watch, recipe.target)
    kept = replace(recipe, file=_beside(other, folder) if other else recipe.file, digest=looked.digest)
    return replace(outcome, recipe=kept)


def _beside(path: str, folder: str | os.PathLike[str]) -> str:
    """Return a path as a project in `folder` keeps it: relative, where there is a way from there."""
    if not os.fspath(folder):
        return path
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return path


def _with(
    project: Project, number: int, outcome: Outcome, series: str, source: str
) -> tuple[Mapping[str, Any], ...]:
    """Return the recipes with that of an outcome in its old place."""
    trees = list(project.imports)
    target = replace(outcome.recipe.target, series=series, source=source, replace=False)
    trees[number] = recipe_tree(replace(outcome.recipe, target=target))
    return tuple(trees)
