"""What would come of a file that was looked at; nothing is changed by it."""

from __future__ import annotations

from collections.abc import Sequence

from model.imports.choices import (
    ANYWHERE,
    Choices,
    Fractions,
    TableChoices,
    Target,
    Watch,
)
from model.imports.inspect_file import FileReport
from model.imports.planned import Outcome
from model.imports.series_plan import plan_series
from model.imports.table_plan import plan_table
from model.project import Counts
from model.text.days import Span
from model.text.records import replace


def plan(
    looked: FileReport,
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
    if target.counts == Counts.MONEY and choices.fractions is None:
        choices = replace(choices, fractions=Fractions.KEEP)  # 8.25 billion rubles
    if isinstance(choices, TableChoices):
        return plan_table(looked, choices, watch, target)
    return plan_series(looked, choices, existing, watch, target)
