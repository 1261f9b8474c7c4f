"""The table of published claims: what is stated, over which days, what is computed, and the verdict."""

from __future__ import annotations

from typing import Any

from model.columns.cell import Context, TextColumn
from model.columns.claim_cells import (
    ClaimMeasureColumn,
    ClaimSourceColumn,
    ClaimStartColumn,
    ComputedColumn,
    DifferenceColumn,
    PrecisionColumn,
    StatedColumn,
    VerdictColumn,
)
from model.columns.common import COMPUTED, PERIOD, end_column, note_column, series_column, start_column
from model.columns.figure import FigureDateColumn, FigureTextColumn, source_options
from model.columns.table import Table
from model.derive.measures import MEASURES
from model.text.words import marked, words

CLAIM = marked("Claim")
STATED = marked("Stated")


def _measure_options(ctx: Context) -> tuple[tuple[Any, str], ...]:
    return tuple((measure.key, ctx.formats.words(words(measure.label))) for measure in MEASURES)


CLAIMS = Table(
    key="claims",
    label=marked("Claims"),
    singular=marked("claim"),
    begin=marked(
        "Type or paste a published sentence to begin a claim, such as “about 53 casualties per km² "
        "between September and November 2024”."
    ),
    columns=(
        TextColumn(
            key="quote",
            rows="claims",
            attribute="quote",
            head=marked("Published words"),
            group=CLAIM,
            help=marked("The sentence as published; in a new row its number, days and measure are read."),
            sample="around 2,356 square",
        ),
        ClaimSourceColumn(
            key="source",
            rows="claims",
            attribute="source",
            options=source_options,
            head=marked("Source"),
            group=CLAIM,
            help=marked("Who stated it."),
            sample="BBC MEDI, UK MOD",
        ),
        series_column("claims", group=CLAIM),
        ClaimStartColumn(
            key="start",
            rows="claims",
            attribute="start",
            head=start_column("claims").head,
            group=PERIOD,
            help=start_column("claims").help,
            required=True,
        ),
        end_column("claims"),
        ClaimMeasureColumn(
            key="measure",
            rows="claims",
            attribute="measure",
            options=_measure_options,
            head=marked("Measure"),
            group=STATED,
            help=marked("What the claim is about, which is computed from the tables."),
            required=True,
            sample="losses per month as they were",
        ),
        StatedColumn(
            key="stated",
            rows="claims",
            attribute="stated",
            head=marked("Stated"),
            group=STATED,
            help=marked("The figure as published: ~53, >125,000, 910 sq mi; or rising 5 months in a row."),
            area=True,
            required=True,
            sample="50,000–52,000 a m",
        ),
        PrecisionColumn(
            key="precision",
            rows="claims",
            head=marked("Precision"),
            group=STATED,
            help=marked("To what the figure is rounded, where its last digit that is not 0 does not say so."),
        ),
        FigureTextColumn(
            key="stated.scope",
            rows="claims",
            attribute="stated",
            detail="scope",
            head=marked("Scope"),
            group=STATED,
            help=marked("What area or people the figure covers."),
        ),
        FigureDateColumn(
            key="stated.as_of",
            rows="claims",
            attribute="stated",
            head=marked("As of"),
            group=STATED,
            help=marked("The day on which it was stated."),
        ),
        ComputedColumn(
            key="computed",
            rows="claims",
            head=marked("Computed"),
            group=COMPUTED,
            help=marked("The measure over exactly these days, in the unit stated."),
        ),
        VerdictColumn(
            key="verdict",
            rows="claims",
            head=marked("Verdict"),
            group=COMPUTED,
            help=marked("Whether what is stated agrees with what is computed."),
        ),
        DifferenceColumn(
            key="difference",
            rows="claims",
            head=marked("Difference"),
            group=COMPUTED,
            help=marked("How far it lies from the nearest bound stated."),
        ),
        DifferenceColumn(
            key="percent",
            rows="claims",
            head=marked("In %"),
            group=COMPUTED,
            help=marked("The difference in percent of the nearest bound stated."),
            percent=True,
            sample="▼ 12.5 %",
        ),
        note_column("claims"),
    ),
)
