"""What a file seems to hold, and what would come of it with some choices; nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from model.imports.cells import Question
from model.imports.choices import ANYWHERE, Choices, Fractions, SeriesQuantity, TableChoices, Target, Watch
from model.imports.column_names import speaks_of
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.planned import Outcome
from model.imports.series_plan import plan_series
from model.imports.table_columns import names_spans
from model.imports.table_days import ALL_DAYS, ALWAYS
from model.imports.table_plan import plan_table
from model.project import Counts, Project
from model.text.days import Span, called
from model.text.records import replace
from model.text.words import Words, marked, words


def what_question() -> Question:
    """Return the first question of all: what the file holds."""
    message = marked(
        "it is not said whether this is losses, ground, recruitment, a table with a row per period,"
        " what others are divided by, or shares of those who are lost"
    )
    return Question("what", words(message))


def seems(looked: FileReport) -> SeriesQuantity | None:
    """Return what the numbers of a series seem to be; None for a table with a row per period."""
    if looked.maps is not None:
        return SeriesQuantity.GAINS
    years = looked.with_meaning(ColumnMeaning.YEAR) and not looked.with_meaning(ColumnMeaning.DATE)
    if years or any(names_spans(looked, column, index) for index, column in enumerate(looked.columns)):
        return None
    said = [speaks_of(column.name) for column in looked.with_meaning(ColumnMeaning.NUMBER)]
    return next(
        (what for what in SeriesQuantity if any(what in names for names in said)), SeriesQuantity.LOSSES
    )


def existing_spans(project: Project, series: str) -> tuple[Span, ...]:
    """Return the days of the periods of a series; "" is the project's only one."""
    wanted = series or (project.series[0].id if len(project.series) == 1 else "")
    return tuple(Span(row.start, row.end) for row in project.periods if row.series == wanted)


def plan(
    looked: FileReport,
    choices: Choices | TableChoices,
    *,
    existing: Sequence[Span] = (),
    target: Target = ANYWHERE,
    watch: Watch | None = None,
    say: Callable[[Words], str] = str,
) -> Outcome:
    """Return what would come of a file that was looked at: a series, or a table with one row per period.

    `existing` are the periods of the project; `watch` is told how many rows were read and may raise
    `Cancelled`; `say` names the periods that the file does not, and writes notes. Raises Unreadable, or
    Unsettled with every choice that is still to be made.
    """
    if target.counts == Counts.MONEY and choices.fractions is None:
        choices = replace(choices, fractions=Fractions.KEEP)  # 8.25 billion rubles
    if isinstance(choices, TableChoices):
        outcome = plan_table(looked, choices, watch, target, say)
    else:
        outcome = plan_series(looked, choices, existing, watch, target, say)
    made = (one if one.label else replace(one, label=say(_called(one.span))) for one in outcome.made)
    return replace(outcome, made=tuple(made))


def _called(span: Span) -> Words:
    return ALL_DAYS if span == ALWAYS else called(span)
