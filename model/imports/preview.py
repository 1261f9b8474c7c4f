"""What an import would do to a project, before it does it: what is refused, what changes, and its picture."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from msgspec import Struct

from model.derive.results import Results, derive
from model.imports.applying import ChangeKind, Imported, ImportedChange, apply
from model.imports.choices import (
    ANYWHERE,
    Choices,
    ReferenceChoices,
    ShareChoices,
    TableChoices,
    Target,
    Watch,
)
from model.imports.events.counting import ask_first
from model.imports.inspect_file import FileReport
from model.imports.plan import existing_spans, plan
from model.imports.planned import Outcome
from model.project import Project
from model.text.errors import SalientError
from model.text.records import replace
from model.text.words import Words


class Trial(Struct, frozen=True):
    """What would come of an import into `project`.

    `imported` is the edit with figures that differ replaced; None where `refused` says why there is none.
    `revised` are the figures that are there already and differ: they need `Target.replace`. `alone` has the
    figures of the file and nothing else, for a picture of them; None where there are none. `differs`: the
    project would not be what it is.
    """

    project: Project
    outcome: Outcome
    imported: Imported | None
    refused: Words | None
    revised: tuple[ImportedChange, ...]
    alone: Results | None
    differs: bool


def try_import(
    project: Project,
    looked: FileReport,
    choices: Choices | TableChoices,
    target: Target = ANYWHERE,
    folder: str | os.PathLike[str] = "",
    watch: Watch | None = None,
    say: Callable[[Words], str] = str,
) -> Trial:
    """Return what an import would do; nothing is changed. Raises Unreadable or Unsettled, as `plan` does."""
    if isinstance(choices, Choices):
        ask_first(looked, choices)
    existing = existing_spans(project, target.series)
    outcome = plan(looked, choices, existing=existing, target=target, watch=watch, say=say)
    return try_outcome(project, outcome, folder, say)


def try_outcome(
    project: Project,
    outcome: Outcome,
    folder: str | os.PathLike[str] = "",
    say: Callable[[Words], str] = str,
) -> Trial:
    """Return what an outcome would do to a project."""
    imported: Imported | None = None
    refused: Words | None = None
    try:
        imported = apply(project, outcome, replace(outcome.recipe.target, replace=True), folder, say)
    except SalientError as error:
        refused = error.words
    revised = _of_kind(imported, ChangeKind.REVISED)
    differs = imported is not None and imported.project != project
    return Trial(project, outcome, imported, refused, revised, _alone(outcome, say), differs)


def _of_kind(imported: Imported | None, kind: ChangeKind) -> tuple[ImportedChange, ...]:
    changes: Sequence[ImportedChange] = () if imported is None else imported.changes
    return tuple(change for change in changes if change.kind is kind)


def _alone(outcome: Outcome, say: Callable[[Words], str]) -> Results | None:
    """Return the results of the figures alone; None where they cannot stand by themselves."""
    beside = isinstance(outcome.recipe.choices, ReferenceChoices | ShareChoices)
    if beside or not any(made.figures for made in outcome.made):
        return None
    target = replace(outcome.recipe.target, series="", replace=True)
    try:
        return derive(apply(Project(), outcome, target, say=say).project)
    except SalientError:
        return None  # what hinders it is said where it is to be put into the project
