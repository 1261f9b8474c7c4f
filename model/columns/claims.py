"""The table of published claims: what is stated, over which days, what is computed, and the verdict."""

from __future__ import annotations

from model.columns.cell import ChoiceColumn, DateColumn, TextColumn, labelled, never
from model.columns.claim_against import (
    BASIS_NAMES,
    STEPS,
    AgainstColumn,
    OtherBasisColumn,
    any_compares,
    any_differs,
    any_moved,
    any_own,
)
from model.columns.claim_cells import (
    ClaimMeasureColumn,
    ClaimSourceColumn,
    ClaimStartColumn,
    ComputedColumn,
    DifferenceColumn,
    PrecisionColumn,
    StatedColumn,
    StepColumn,
    VerdictColumn,
)
from model.columns.common import ABOUT_IT, COMPUTED, END, NOTE, PERIOD, SERIES_OF_ROW, START, group
from model.columns.figure import source_options
from model.columns.references import DIVIDED_BY
from model.columns.table import Table
from model.derive.measures import CLAIMED
from model.text.words import marked

CLAIM = marked("Claim")
STATED = marked("Stated")


CLAIMS = Table(
    key="claims",
    label=marked("Claims"),
    singular=marked("claim"),
    begin=marked(
        "Type or paste a published sentence to begin a claim, such as “about 53 casualties per km² "
        "between September and November 2024”."
    ),
    columns=(
        *group(
            CLAIM,
            TextColumn(
                key="quote",
                head=marked("Published words"),
                help=marked("The sentence as published; in a new row its number, days and measure are read."),
                sample="around 2,356 square kilometers between September and",
            ),
            ClaimSourceColumn(
                key="source",
                options=source_options,
                head=marked("Source"),
                help=marked("Who stated it."),
                sample="BBC MEDI, UK MOD",
            ),
            SERIES_OF_ROW,
        ),
        *group(
            PERIOD,
            ClaimStartColumn(
                key="start",
                head=START.head,
                help=START.help,
                required=True,
            ),
            END,
        ),
        *group(
            STATED,
            ClaimMeasureColumn(
                key="measure",
                options=labelled({measure.key: measure.label for measure in CLAIMED.values()}),
                head=marked("Measure"),
                help=marked("What the claim is about, which is computed from the tables."),
                required=True,
                sample="losses per month as they were",
            ),
            DIVIDED_BY,
            AgainstColumn(
                key="against",
                head=marked("Compared with"),
                help=marked(
                    "Other days, and how: “change Oct 2024” (value or %), “factor 2023” (times), “share "
                    "2024” (days around its own), “highest since 2023” or “lowest” (its place among all); a "
                    "series behind a semicolon."
                ),
                shown=any_compares,
            ),
            StepColumn(
                key="step",
                options=labelled(STEPS),
                head=marked("Moved"),
                help=marked(
                    "By how much the days of a record are moved to those it is compared with: a mean of 7 "
                    "days by a day."
                ),
                sample="by a quarter",
                shown=any_moved,
            ),
            StatedColumn(
                key="stated",
                head=marked("Stated"),
                help=marked(
                    "The figure as published: ~53, >125,000, 910 sq mi; or rising 5 months in a row."
                ),
                area=True,
                required=True,
                sample="50,000–52,000 a m",
            ),
            PrecisionColumn(
                key="precision",
                head=marked("Precision"),
                help=marked(
                    "To what the figure is rounded, where its last digit that is not 0 does not say so.",
                ),
            ),
            TextColumn(
                key="stated.scope",
                head=marked("Scope"),
                help=marked("What area or people the figure covers."),
                shown=never,
            ),
            DateColumn(
                key="stated.as_of",
                head=marked("As of"),
                help=marked("The day on which it was stated."),
                shown=never,
            ),
        ),
        *group(
            COMPUTED,
            ChoiceColumn(
                key="basis",
                options=labelled(BASIS_NAMES),
                head=marked("Figures of"),
                help=marked(
                    "Whether it is to follow from the figures in use or from its source's own alone."
                ),
                shown=any_own,
                sample="its source's own",
            ),
            ComputedColumn(
                key="computed",
                head=marked("Computed"),
                help=marked("The measure over exactly these days, in the unit stated."),
            ),
            VerdictColumn(
                key="verdict",
                head=marked("Verdict"),
                help=marked(
                    "Whether what is stated follows from what is computed: ✓ it does, ? it is not refuted "
                    "and no more, ! it does not, – it cannot be checked."
                ),
            ),
            OtherBasisColumn(
                key="other_basis",
                head=marked("From other figures"),
                help=marked(
                    "The verdict from its source's own figures, or from those in use, where it differs."
                ),
                shown=any_differs,
            ),
            DifferenceColumn(
                key="difference",
                head=marked("Difference"),
                help=marked("How far it lies from the nearest bound stated."),
            ),
            DifferenceColumn(
                key="percent",
                head=marked("In %"),
                help=marked("The difference in percent of the nearest bound stated."),
                percent=True,
                sample="▼ 12.5 %",
            ),
        ),
        *group(ABOUT_IT, NOTE),
    ),
)
