"""The tables of what stands beside the flows: milestones, sources and series."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from model.columns.cell import ChoiceColumn, ColorColumn, Context, DateColumn, TextColumn, always
from model.columns.common import (
    COMPUTED,
    ONE_FIGURE_DETAILS,
    PUBLISHED,
    figure_columns,
    label_column,
    note_column,
    series_column,
)
from model.columns.computed import CountColumn
from model.columns.table import Table
from model.project import Counts, GainsAre, Stance, figures_of
from model.text.words import marked, words

STANCES: Mapping[Stance, str] = {
    Stance.UNKNOWN: marked("not said"),
    Stance.INDEPENDENT: marked("independent"),
    Stance.PARTY: marked("party to the conflict"),
    Stance.ALLY: marked("ally of a party"),
}
COUNTS: Mapping[Counts, str] = {
    Counts.CASUALTIES: marked("casualties (killed, wounded, missing, captured)"),
    Counts.KILLED: marked("killed"),
    Counts.CONFIRMED_KILLED: marked("confirmed killed"),
    Counts.OTHER: marked("other losses"),
}
GAINS_ARE: Mapping[GainsAre, str] = {
    GainsAre.NET: marked("net of ground lost"),
    GainsAre.GROSS: marked("gross"),
}


def labelled(labels: Mapping[Any, str]) -> Callable[[Context], tuple[tuple[Any, str], ...]]:
    """Return the function that gives values and their translated labels as choices."""

    def options(ctx: Context) -> tuple[tuple[Any, str], ...]:
        return tuple((value, ctx.formats.words(words(label))) for value, label in labels.items())

    return options


MILESTONES = Table(
    key="milestones",
    label=marked("Milestones"),
    singular=marked("milestone"),
    begin=marked("Type a day and a figure to begin a milestone: it is shown on charts, never summed."),
    columns=(
        label_column("milestones", group=PUBLISHED),
        series_column("milestones", group=PUBLISHED),
        DateColumn(
            key="date",
            rows="milestones",
            attribute="date",
            head=marked("Day"),
            group=PUBLISHED,
            help=marked("The day that the figure belongs to."),
            required=True,
        ),
        *figure_columns(
            "milestones",
            "figure",
            marked("Figure"),
            marked("People, as published: >2,000, 80,000+."),
            ONE_FIGURE_DETAILS,
            required=True,
            shown_details=("source", "quote"),
        ),
        note_column("milestones"),
    ),
)


SERIES_TABLES = ("periods", "intake", "requirements", "campaigns", "milestones", "claims")
"""The fields of a project whose rows name a series."""


def figures_of_source(ctx: Context, row: int) -> int:
    """Return how many figures of the project rest on a source."""
    name = ctx.project.sources[row].id
    inputs = ctx.results.inputs
    counted = np.count_nonzero(inputs.losses_source == row) + np.count_nonzero(inputs.gains_source == row)
    return int(counted) + sum(
        figure.source == name
        for table in SERIES_TABLES
        if table != "periods"
        for item in getattr(ctx.project, table)
        for _, figure in figures_of(item)
    )


def rows_of_series(ctx: Context, row: int) -> int:
    """Return how many rows of the project belong to a series."""
    name = ctx.project.series[row].id
    others: Any = (
        item for table in SERIES_TABLES if table != "periods" for item in getattr(ctx.project, table)
    )
    counted = np.count_nonzero(ctx.results.inputs.series == row) + sum(item.series == name for item in others)
    return int(counted)


_ID_HELP = marked("The short name by which the project's file and the tables refer to it.")


def text_column(rows: str, key: str, head: str, help_text: str, group: str, *, sample: str) -> TextColumn:
    """Declare a column of free text whose key is the attribute."""
    return TextColumn(
        key=key, rows=rows, attribute=key, head=head, group=group, help=help_text, sample=sample
    )


SOURCES = Table(
    key="sources",
    label=marked("Sources"),
    singular=marked("source"),
    begin=marked("Type a name to begin a source that figures can rest on."),
    columns=(
        text_column(
            "sources",
            "name",
            marked("Name"),
            marked("Who published figures."),
            PUBLISHED,
            sample="General Staff of the Armed Forces",
        ),
        replace(
            text_column("sources", "id", marked("Tag"), _ID_HELP, PUBLISHED, sample="uk_mod_2"),
            required=True,
        ),
        ChoiceColumn(
            key="stance",
            rows="sources",
            attribute="stance",
            options=labelled(STANCES),
            head=marked("Stance"),
            group=PUBLISHED,
            help=marked("Where the source stands towards the conflict."),
            sample="party to the conflict",
        ),
        DateColumn(
            key="published",
            rows="sources",
            attribute="published",
            head=marked("Published"),
            group=PUBLISHED,
            help=marked("The day of publication."),
        ),
        DateColumn(
            key="accessed",
            rows="sources",
            attribute="accessed",
            head=marked("Accessed"),
            group=PUBLISHED,
            help=marked("The day on which it was read: what is on the web may change."),
        ),
        text_column(
            "sources",
            "url",
            marked("Link"),
            marked("Where it can be read."),
            PUBLISHED,
            sample="https://understandingwar.org/read",
        ),
        CountColumn(
            key="figures",
            rows="sources",
            head=marked("Figures"),
            group=COMPUTED,
            help=marked("How many figures of the project rest on the source."),
            count_of=figures_of_source,
        ),
        replace(note_column("sources"), shown=always),
    ),
)

SERIES = Table(
    key="series",
    label=marked("Series"),
    singular=marked("series"),
    begin=marked("Type a name to begin a series: one side, one definition of losses."),
    columns=(
        text_column(
            "series",
            "name",
            marked("Name"),
            marked("What the series is called on charts."),
            PUBLISHED,
            sample="Russian forces, General Staff",
        ),
        replace(
            text_column("series", "id", marked("Tag"), _ID_HELP, PUBLISHED, sample="russia_2"),
            required=True,
        ),
        text_column(
            "series",
            "side",
            marked("Side"),
            marked("Whose losses and gains they are."),
            PUBLISHED,
            sample="Russia, Belarus",
        ),
        ChoiceColumn(
            key="counts",
            rows="series",
            attribute="counts",
            options=labelled(COUNTS),
            head=marked("Losses count"),
            group=PUBLISHED,
            help=marked("What the losses of the series count."),
            sample="casualties (killed, wounded, missing)",
        ),
        ChoiceColumn(
            key="gains_are",
            rows="series",
            attribute="gains_are",
            options=labelled(GAINS_ARE),
            head=marked("Gains are"),
            group=PUBLISHED,
            help=marked("Whether ground lost again is taken off; net gains may be negative."),
            sample="net of ground lost",
        ),
        ColorColumn(
            key="color",
            rows="series",
            attribute="color",
            head=marked("Colour"),
            group=PUBLISHED,
            help=marked("The colour on charts, such as #c0473f."),
            sample="#c0473f",
        ),
        CountColumn(
            key="rows",
            rows="series",
            head=marked("Rows"),
            group=COMPUTED,
            help=marked("How many rows of the project belong to the series."),
            count_of=rows_of_series,
        ),
        replace(note_column("series"), shown=always),
    ),
)
