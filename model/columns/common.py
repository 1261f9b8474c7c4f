"""What the tables share: groups of columns; label, series, days and note; the details of a figure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from model.columns.cell import (
    ChoiceColumn,
    Column,
    Context,
    DateColumn,
    LabelColumn,
    TextColumn,
    always,
    labelled,
    never,
)
from model.columns.figure import FigureColumn, SourceColumn
from model.text.figures import DatedBy, RangeIs
from model.text.records import replace
from model.text.words import marked

PERIOD = marked("Period")
PUBLISHED = marked("Published")
COMPUTED = marked("Computed live")
ABOUT_IT = marked("About it")


def group(head: str, *columns: Column) -> tuple[Column, ...]:
    """Return columns with a head over them."""
    return tuple(replace(column, group=head) for column in columns)


def several_series(ctx: Context) -> bool:
    """Show the series of a row once there is more than one."""
    return len(ctx.project.series) > 1


def _series_options(ctx: Context) -> tuple[tuple[Any, str], ...]:
    return tuple((series.id, series.called) for series in ctx.project.series)


LABEL = LabelColumn(
    key="label",
    head=marked("Label"),
    help=marked("What the row is called; “November 2024” fills in the days of a new row."),
    sample="Σ Sep–Nov, as published, all of it",
)
SERIES_OF_ROW = ChoiceColumn(
    key="series",
    options=_series_options,
    head=marked("Series|Series"),
    help=marked("The series that the row belongs to: one side, one definition of losses."),
    required=True,
    sample="Russian forces",
    shown=several_series,
)
START = DateColumn(
    key="start",
    head=marked("Start"),
    help=marked("The first day, which is counted; “Nov 2024” is its first."),
    edge="start",
    required=True,
)
END = DateColumn(
    key="end",
    head=marked("End"),
    help=marked("The last day, which is counted; “Nov 2024” is its last."),
    edge="end",
    required=True,
)
NOTE = TextColumn(
    key="note",
    head=marked("Note"),
    help=marked("Anything a reader of the row should know."),
    shown=never,
)

DATINGS: Mapping[DatedBy | None, str] = {
    None: "",
    DatedBy.EVENT: marked("the event itself"),
    DatedBy.REPORT: marked("the report of it"),
    DatedBy.MAP: marked("a map that shows it"),
}

RANGES: Mapping[RangeIs, str] = {
    RangeIs.BOUNDS: "",
    RangeIs.CI95: marked("a 95 % interval"),
    RangeIs.SOURCES: marked("how far sources are apart"),
}

DETAILS: tuple[Column, ...] = (
    SourceColumn(
        key="source",
        head=marked("Source"),
        help=marked("Who published the figure."),
    ),
    TextColumn(
        key="quote",
        head=marked("Quote"),
        help=marked("The published words that the figure was taken from."),
    ),
    TextColumn(
        key="scope",
        head=marked("Scope"),
        help=marked("What area or people the figure covers, such as “Ukraine and Kursk”."),
    ),
    TextColumn(
        key="note",
        head=marked("Note on the figure"),
        help=marked("What else is to be known about the figure."),
    ),
    DateColumn(
        key="as_of",
        head=marked("As of"),
        help=marked("The day on which the figure was stated."),
    ),
    ChoiceColumn(
        key="dating",
        options=labelled(DATINGS),
        head=marked("Dated by"),
        help=marked(
            "By what the figure is dated: the event itself, the report of it, or a map that shows it."
        ),
        sample="the report of it",
    ),
    ChoiceColumn(
        key="range",
        options=labelled(RANGES),
        head=marked("Range is"),
        help=marked(
            "What low and high are: bounds, unless it is a 95 % interval or how far sources are apart."
        ),
        sample="a 95 % interval",
    ),
)
"""What is known about a figure, each a column of its own; the heads are those of the only figure of a row."""


def with_details(
    figure: FigureColumn, *, heads: Mapping[str, str] = MappingProxyType({}), shown: Collection[str] = ()
) -> tuple[Column, ...]:
    """Return the column of a figure and those of its details, of which `shown` are shown at first.

    `heads` replace those of the details where a row has several figures.
    """
    details = (
        replace(
            detail,
            key=f"{figure.key}.{detail.key}",
            head=heads.get(detail.key, detail.head),
            shown=always if detail.key in shown else never,
        )
        for detail in DETAILS
    )
    return (figure, *details)
