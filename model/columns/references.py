"""The table of references: what other figures are divided by, over which days."""

from __future__ import annotations

from typing import Any

from model.columns.cell import ChoiceColumn, Context
from model.columns.common import (
    ABOUT_IT,
    END,
    LABEL,
    NOTE,
    PERIOD,
    PUBLISHED,
    SERIES_OF_ROW,
    START,
    group,
    several_series,
    with_details,
)
from model.columns.figure import FigureColumn
from model.columns.table import Table
from model.text.figures import Quantity
from model.text.records import replace
from model.text.words import marked, words


def _series_or_all(ctx: Context) -> tuple[tuple[Any, str], ...]:
    every = ctx.formats.words(words("every series"))
    return (("", every), *((series.id, series.called) for series in ctx.project.series))


REFERENCES = Table(
    key="references",
    label=marked("References"),
    singular=marked("reference"),
    begin=marked("Type what others are divided by, such as 600,000, 603,550 km² or 1,250 km."),
    columns=(
        *group(
            PERIOD,
            replace(
                LABEL,
                help=marked(
                    "What it is, such as “Strength”; rows of one label are the same thing on other days."
                ),
            ),
            ChoiceColumn(
                key="series",
                options=_series_or_all,
                head=SERIES_OF_ROW.head,
                help=marked("The series that is divided by it, if not every one is."),
                sample="Russian forces",
                shown=several_series,
            ),
            START,
            END,
        ),
        *group(
            PUBLISHED,
            *with_details(
                FigureColumn(
                    key="value",
                    head=marked("Value"),
                    help=marked(
                        "People, or what its unit says: 600,000; 603,550 km²; 1,250 km; 3,000 items."
                    ),
                    people=Quantity.REFERENCE,
                    required=True,
                    above_zero=True,
                    sample="603,550 km² WW",
                ),
                shown=("source", "quote"),
            ),
        ),
        *group(ABOUT_IT, NOTE),
    ),
)


def _labels(ctx: Context) -> tuple[tuple[Any, str], ...]:
    labels = dict.fromkeys(row.label for row in ctx.project.references if row.label)
    used = dict.fromkeys(claim.reference for claim in ctx.project.claims if claim.reference)
    return (("", ""), *((label, label) for label in labels | used))


def _any_named(ctx: Context) -> bool:
    return any(claim.reference for claim in ctx.project.claims)


DIVIDED_BY = ChoiceColumn(
    key="reference",
    options=_labels,
    head=marked("Divided by"),
    help=marked("Which of the table References it is divided by, where there are several in one unit."),
    sample="Strength of the force",
    shown=_any_named,
)
"""The column of claims that names a reference."""
