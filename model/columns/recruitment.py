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
from model.text.words import QT_TRANSLATE_NOOP

TARGET_DETAILS = {
    "source": QT_TRANSLATE_NOOP("model", "Source of the target"),
    "quote": QT_TRANSLATE_NOOP("model", "Quote on the target"),
    "scope": QT_TRANSLATE_NOOP("model", "Scope of the target"),
    "note": QT_TRANSLATE_NOOP("model", "Note on the target"),
    "as_of": QT_TRANSLATE_NOOP("model", "Target as of"),
}
ACHIEVED_DETAILS = {
    "source": QT_TRANSLATE_NOOP("model", "Source of what was achieved"),
    "quote": QT_TRANSLATE_NOOP("model", "Quote on what was achieved"),
    "scope": QT_TRANSLATE_NOOP("model", "Scope of what was achieved"),
    "note": QT_TRANSLATE_NOOP("model", "Note on what was achieved"),
    "as_of": QT_TRANSLATE_NOOP("model", "Achieved as of"),
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
                head=QT_TRANSLATE_NOOP("model", "Channel"),
                group=ABOUT_IT,
                help=QT_TRANSLATE_NOOP(
                    "model",
                    "How people come. Rows of one channel are alternative estimates; channels add up.",
                ),
                sample="volunteers",
            ),
            note_column(key),
        ),
    )


INTAKE = _monthly(
    "intake",
    QT_TRANSLATE_NOOP("model", "Intake"),
    QT_TRANSLATE_NOOP("model", "intake"),
    QT_TRANSLATE_NOOP("model", "Type how many people are recruited a month to begin an intake row."),
    QT_TRANSLATE_NOOP("model", "Recruited a month"),
    QT_TRANSLATE_NOOP("model", "People recruited in a calendar month, as published: 25,000–30,000."),
)
REQUIREMENTS = _monthly(
    "requirements",
    QT_TRANSLATE_NOOP("model", "Requirements"),
    QT_TRANSLATE_NOOP("model", "requirement"),
    QT_TRANSLATE_NOOP("model", "Type how many people are said to be needed a month to begin a requirement."),
    QT_TRANSLATE_NOOP("model", "Needed a month"),
    QT_TRANSLATE_NOOP("model", "People said to be needed in a calendar month, as published: 50,000–52,000."),
)


def _campaign_outcome(which: str) -> Callable[[Context, int], Outcome]:
    def outcome(ctx: Context, row: int) -> Outcome:
        computed: Outcome = getattr(ctx.results.campaigns[row], which)
        return computed

    return outcome


CAMPAIGNS = Table(
    key="campaigns",
    label=QT_TRANSLATE_NOOP("model", "Campaigns"),
    singular=QT_TRANSLATE_NOOP("model", "campaign"),
    begin=QT_TRANSLATE_NOOP("model", "Type a target to begin a recruitment campaign."),
    columns=(
        label_column("campaigns"),
        series_column("campaigns"),
        start_column("campaigns"),
        end_column("campaigns"),
        *figure_columns(
            "campaigns",
            "target",
            QT_TRANSLATE_NOOP("model", "Target"),
            QT_TRANSLATE_NOOP("model", "How many people the campaign was to bring; not 0."),
            TARGET_DETAILS,
            required=True,
            above_zero=True,
            shown_details=("source",),
        ),
        *figure_columns(
            "campaigns",
            "achieved",
            QT_TRANSLATE_NOOP("model", "Achieved"),
            QT_TRANSLATE_NOOP("model", "How many people it brought by its last day."),
            ACHIEVED_DETAILS,
        ),
        OutcomeColumn(
            key="shortfall",
            rows="campaigns",
            head=QT_TRANSLATE_NOOP("model", "Shortfall"),
            group=COMPUTED,
            help=QT_TRANSLATE_NOOP("model", "Target − achieved."),
            unit="people",
            outcome_of=_campaign_outcome("shortfall"),
        ),
        OutcomeColumn(
            key="attained",
            rows="campaigns",
            head=QT_TRANSLATE_NOOP("model", "Attained"),
            group=COMPUTED,
            help=QT_TRANSLATE_NOOP("model", "Achieved ÷ target."),
            unit="share",
            outcome_of=_campaign_outcome("attained"),
        ),
        note_column("campaigns"),
    ),
)
