"""The tables of recruitment: intake, requirements and campaigns."""

from __future__ import annotations

from collections.abc import Callable

from model.columns.cell import Context, TextColumn
from model.columns.common import (
    ABOUT_IT,
    COMPUTED,
    ONE_FIGURE_DETAILS,
    end_column,
    figure_columns,
    label_column,
    note_column,
    series_column,
    start_column,
)
from model.columns.computed import OutcomeColumn
from model.columns.table import Table
from model.text.figures import Quantity
from model.text.outcomes import Outcome
from model.text.words import marked

TARGET_DETAILS = {
    "source": marked("Source of the target"),
    "quote": marked("Quote on the target"),
    "scope": marked("Scope of the target"),
    "note": marked("Note on the target"),
    "as_of": marked("Target as of"),
}
ACHIEVED_DETAILS = {
    "source": marked("Source of what was achieved"),
    "quote": marked("Quote on what was achieved"),
    "scope": marked("Scope of what was achieved"),
    "note": marked("Note on what was achieved"),
    "as_of": marked("Achieved as of"),
}


def _monthly(key: str, label: str, singular: str, begin: str, head: str, help_text: str) -> Table:
    return Table(
        key=key,
        label=label,
        singular=singular,
        begin=begin,
        columns=(
            label_column(key),
            series_column(key),
            start_column(key),
            end_column(key),
            *figure_columns(
                key,
                "per_month",
                head,
                help_text,
                ONE_FIGURE_DETAILS,
                people=Quantity.PEOPLE_A_MONTH,
                required=True,
                shown_details=("source", "quote"),
            ),
            TextColumn(
                key="channel",
                rows=key,
                attribute="channel",
                head=marked("Channel"),
                group=ABOUT_IT,
                help=marked(
                    "How people come. Rows of one channel are alternative estimates; channels add up."
                ),
                sample="volunteers",
            ),
            note_column(key),
        ),
    )


INTAKE = _monthly(
    "intake",
    marked("Intake"),
    marked("intake"),
    marked("Type how many people are recruited a month to begin an intake row."),
    marked("Recruited a month"),
    marked("People recruited in a calendar month, as published: 25,000–30,000."),
)
REQUIREMENTS = _monthly(
    "requirements",
    marked("Requirements"),
    marked("requirement"),
    marked("Type how many people are said to be needed a month to begin a requirement."),
    marked("Needed a month"),
    marked("People said to be needed in a calendar month, as published: 50,000–52,000."),
)


def _campaign_outcome(which: str) -> Callable[[Context, int], Outcome]:
    def outcome(ctx: Context, row: int) -> Outcome:
        computed: Outcome = getattr(ctx.results.campaigns[row], which)
        return computed

    return outcome


CAMPAIGNS = Table(
    key="campaigns",
    label=marked("Campaigns"),
    singular=marked("campaign"),
    begin=marked("Type a target to begin a recruitment campaign."),
    columns=(
        label_column("campaigns"),
        series_column("campaigns"),
        start_column("campaigns"),
        end_column("campaigns"),
        *figure_columns(
            "campaigns",
            "target",
            marked("Target"),
            marked("How many people the campaign was to bring; not 0."),
            TARGET_DETAILS,
            required=True,
            above_zero=True,
            shown_details=("source",),
        ),
        *figure_columns(
            "campaigns",
            "achieved",
            marked("Achieved"),
            marked("How many people it brought by its last day."),
            ACHIEVED_DETAILS,
        ),
        OutcomeColumn(
            key="shortfall",
            rows="campaigns",
            head=marked("Shortfall"),
            group=COMPUTED,
            help=marked("Target − achieved."),
            unit="people",
            outcome_of=_campaign_outcome("shortfall"),
        ),
        OutcomeColumn(
            key="attained",
            rows="campaigns",
            head=marked("Attained"),
            group=COMPUTED,
            help=marked("Achieved ÷ target."),
            unit="share",
            outcome_of=_campaign_outcome("attained"),
        ),
        note_column("campaigns"),
    ),
)
