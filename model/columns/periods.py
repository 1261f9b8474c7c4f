"""The table of periods: what was published, and every measure computed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.columns.cell import Column, Context, always, never
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
from model.project import Rate
from model.text.words import marked


def per_day(ctx: Context) -> bool:
    """Show rates a day where the project asks for them."""
    return ctx.project.view.rate is Rate.PER_DAY


def per_month(ctx: Context) -> bool:
    """Show rates a month where the project asks for them."""
    return ctx.project.view.rate is Rate.PER_MONTH


_OF_LOSSES = {
    "source": marked("Source of losses"),
    "quote": marked("Quote on losses"),
    "scope": marked("Scope of losses"),
    "note": marked("Note on losses"),
    "as_of": marked("Losses as of"),
}
_OF_GAINS = {
    "source": marked("Source of gains"),
    "quote": marked("Quote on gains"),
    "scope": marked("Scope of gains"),
    "note": marked("Note on gains"),
    "as_of": marked("Gains as of"),
}
MEASURES_SHOWN: Mapping[str, tuple[Callable[[Context], bool], str]] = {
    "losses_per_day": (per_day, "1,313–1,523"),
    "gains_per_day": (per_day, "24.9–28.0"),
    "losses_per_month": (per_month, "40,055–45,690"),
    "gains_per_month": (per_month, "758–839"),
    "losses_per_gain": (always, "52.8–54.5"),
    "vs_baseline": (always, "▲ 100.1 %"),
    "intake": (always, "50,000–60,000"),
    "shortfall": (always, "20,110–30,110"),
    "replaced": (always, "62–75 %"),
    "requirement_gap": (never, "40,000–54,000"),
}
"""The measures that are shown at first, and a text as wide as their columns; others are hidden."""

_NOT_COLUMNS = ("days", "losses", "gains")


def _measure_columns() -> tuple[Column, ...]:
    return tuple(
        measure_column(measure.key, shown=shown, sample=sample)
        for measure in MEASURES
        if measure.key not in _NOT_COLUMNS
        for shown, sample in [MEASURES_SHOWN.get(measure.key, (never, "50,000–60,000"))]
    )


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
            measure_column("days", shown=always, sample="1,000"),
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
