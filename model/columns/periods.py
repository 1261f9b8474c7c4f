"""The table of periods: what was published, and every measure computed from it."""

from __future__ import annotations

from model.columns.cell import Column
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
from model.columns.computed import measure_column
from model.columns.figure import FigureColumn
from model.columns.table import Table
from model.derive.measures import MEASURES
from model.text.words import marked

_OF_LOSSES = {
    "source": marked("Source of losses"),
    "quote": marked("Quote on losses"),
    "scope": marked("Scope of losses"),
    "note": marked("Note on losses"),
    "as_of": marked("Losses as of"),
    "dating": marked("Losses dated by"),
}
_OF_GAINS = {
    "source": marked("Source of gains"),
    "quote": marked("Quote on gains"),
    "scope": marked("Scope of gains"),
    "note": marked("Note on gains"),
    "as_of": marked("Gains as of"),
    "dating": marked("Gains dated by"),
}
_NOT_COLUMNS = ("days", "losses", "gains")


def _measure_columns() -> tuple[Column, ...]:
    return tuple(measure_column(measure.key) for measure in MEASURES if measure.key not in _NOT_COLUMNS)


PERIODS = Table(
    key="periods",
    label=marked("Periods"),
    singular=marked("period"),
    begin=marked("Type a label such as “November 2024”, or a figure, to begin a period."),
    columns=(
        *group(
            PERIOD,
            LABEL,
            SERIES_OF_ROW,
            START,
            END,
            measure_column("days"),
        ),
        *group(
            PUBLISHED,
            *with_details(
                FigureColumn(
                    key="losses",
                    head=marked("Losses"),
                    help=marked(
                        "People lost in the period, as published: 45,690, >125,000, 25,000–30,000, ~53.",
                    ),
                ),
                heads=_OF_LOSSES,
            ),
            *with_details(
                FigureColumn(
                    key="gains",
                    head=marked("Gains"),
                    help=marked("Ground gained in the period, as published: 839, 324 sq mi, 700–800 km²."),
                    area=True,
                ),
                heads=_OF_GAINS,
            ),
        ),
        *group(COMPUTED, *_measure_columns()),
        *group(ABOUT_IT, NOTE),
    ),
)
