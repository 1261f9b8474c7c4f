"""What would come of a file that was looked at; nothing is changed by it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from model.imports.choices import (
    ANYWHERE,
    Choices,
    TableChoices,
    Target,
    Watch,
)
from model.imports.inspect_file import Look, look
from model.imports.planned import Outcome
from model.imports.recipe import Recipe
from model.imports.series_plan import plan_series
from model.imports.table_plan import plan_table
from model.project import Project
from model.text.days import Span


def read_again(project: Project, recipe: Recipe, folder: str | os.PathLike[str]) -> Outcome:
    """Return what comes of the file of a recipe as it is now; `folder` is that of the project.

    Raises FileError, Unreadable or Unsettled, as `look` and `plan` do.
    """
    looked = look(Path(folder) / recipe.file, recipe.reading)
    existing = [Span(row.start, row.end) for row in project.periods if row.series == recipe.target.series]
    outcome = plan(looked, recipe.choices, existing=existing, target=recipe.target)
    return replace(outcome, recipe=replace(outcome.recipe, file=recipe.file, choices=recipe.choices))


def plan(
    looked: Look,
    choices: Choices | TableChoices,
    *,
    existing: Sequence[Span] = (),
    target: Target = ANYWHERE,
    watch: Watch | None = None,
) -> Outcome:
    """Return what would come of a file that was looked at: a series, or a table with one row per period.

    `existing` are the periods of the project; `watch` is told how many rows were read and may raise
    `Cancelled`. Raises Unreadable, or Unsettled with every choice that is still to be made.
    """
    if isinstance(choices, TableChoices):
        return plan_table(looked, choices, watch, target)
    return plan_series(looked, choices, existing, watch, target)
