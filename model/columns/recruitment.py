"""The tables of recruitment: intake, requirements and campaigns."""

from __future__ import annotations

from collections.abc import Callable

from model.columns.cell import Context, TextColumn
from model.columns.common import (
    ABOUT_IT,
    COMPUTED,
    END,
    LABEL,
    NOTE,
    PERIOD,
    PUBLISHED,
    SERIES_OF_ROW,
    START,
    group,
    with_details,
)
from model.columns.computed import OutcomeColumn
from model.columns.figure import FigureColumn
from model.columns.table import Table
from model.text.figures import Quantity
from model.text.outcomes import Outcome
from model.text.words import marked

_OF_TARGET = {
    "source": marked("Source of the target"),
    "quote": marked("Quote on the target"),
    "scope": marked("Scope of the target"),
    "note": marked("Note on the target"),
    "as_of": marked("Target as of"),
    "dating": marked("Target dated by"),
    "range": marked("Range of the target is"),
}
_OF_ACHIEVED = {
    "source": marked("Source of what was achieved"),
    "quote": marked("Quote on what was achieved"),
    "scope": marked("Scope of what was achieved"),
    "note": marked("Note on what was achieved"),
    "as_of": marked("Achieved as of"),
    "dating": marked("Achieved dated by"),
    "range": marked("Range of what is achieved is"),
}


def _monthly(key: str, label: str, singular: str, begin: str, head: str, help_text: str) -> Table:
    rate = FigureColumn(key="per_month", head=head, help=help_text, people=Quantity.RATE, required=True)
    channel = TextColumn(
        key="channel",
        head=marked("Channel"),
        help=marked("How people come. Rows of one channel are alternative estimates; channels add up."),
        sample="volunteers",
    )
    return Table(
        key=key,
        label=label,
        singular=singular,
        begin=begin,
        columns=(
            *group(PERIOD, LABEL, SERIES_OF_ROW, START, END),
            *group(PUBLISHED, *with_details(rate, shown=("source", "quote"))),
            *group(ABOUT_IT, channel, NOTE),
        ),
    )


INTAKE = _monthly(
    "intake",
    marked("Intake"),
    marked("intake"),
    marked("Type how many people are recruited a month to begin an intake row."),
    marked("Recruited a month"),
    marked("People recruited a calendar month: 25,000–30,000; or 1,000 a day; or 427,000 in total."),
)
REQUIREMENTS = _monthly(
    "requirements",
    marked("Requirements"),
    marked("requirement"),
    marked("Type how many people are said to be needed a month to begin a requirement."),
    marked("Needed a month"),
    marked("People said to be needed a calendar month: 50,000–52,000; or 1,700 a day; or in total."),
)


def _campaign_outcome(which: str) -> Callable[[Context, int], Outcome]:
    def outcome(ctx: Context, row: int) -> Outcome:
        computed: Outcome = getattr(ctx.results.campaigns[row], which)
        return computed

    return outcome


CAMPAIGNS = Table(
    key="campaigns",
    label=marked("Recruitment campaigns"),
    singular=marked("campaign"),
    begin=marked("Type a target to begin a recruitment campaign."),
    columns=(
        *group(PERIOD, LABEL, SERIES_OF_ROW, START, END),
        *group(
            PUBLISHED,
            *with_details(
                FigureColumn(
                    key="target",
                    head=marked("Target"),
                    help=marked("How many people the campaign was to bring; not 0."),
                    required=True,
                    above_zero=True,
                ),
                heads=_OF_TARGET,
                shown=("source",),
            ),
            *with_details(
                FigureColumn(
                    key="achieved",
                    head=marked("Achieved"),
                    help=marked("How many people it brought by its last day."),
                ),
                heads=_OF_ACHIEVED,
            ),
        ),
        *group(
            COMPUTED,
            OutcomeColumn(
                key="shortfall",
                head=marked("Shortfall"),
                help=marked("Target − achieved."),
                unit="people",
                outcome_of=_campaign_outcome("shortfall"),
            ),
            OutcomeColumn(
                key="attained",
                head=marked("Attained"),
                help=marked("Achieved ÷ target."),
                unit="share",
                outcome_of=_campaign_outcome("attained"),
            ),
        ),
        *group(ABOUT_IT, NOTE),
    ),
)
