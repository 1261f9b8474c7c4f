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
from model.text.words import QT_TRANSLATE_NOOP, words

STANCES: Mapping[Stance, str] = {
    Stance.UNKNOWN: QT_TRANSLATE_NOOP("model", "not said"),
    Stance.INDEPENDENT: QT_TRANSLATE_NOOP("model", "independent"),
    Stance.PARTY: QT_TRANSLATE_NOOP("model", "party to the conflict"),
    Stance.ALLY: QT_TRANSLATE_NOOP("model", "ally of a party"),
}
COUNTS: Mapping[Counts, str] = {
    Counts.CASUALTIES: QT_TRANSLATE_NOOP("model", "casualties (killed, wounded, missing, captured)"),
    Counts.KILLED: QT_TRANSLATE_NOOP("model", "killed"),
    Counts.CONFIRMED_KILLED: QT_TRANSLATE_NOOP("model", "confirmed killed"),
    Counts.OTHER: QT_TRANSLATE_NOOP("model", "other losses"),
}
GAINS_ARE: Mapping[GainsAre, str] = {
    GainsAre.NET: QT_TRANSLATE_NOOP("model", "net of ground lost"),
    GainsAre.GROSS: QT_TRANSLATE_NOOP("model", "gross"),
}


def labelled(labels: Mapping[Any, str]) -> Callable[[Context], tuple[tuple[Any, str], ...]]:
    """Return the function that gives values and their translated labels as choices."""

    def options(ctx: Context) -> tuple[tuple[Any, str], ...]:
        return tuple((value, ctx.formats.words(words(label))) for value, label in labels.items())

    return options


MILESTONES = Table(
    key="milestones",
    label=QT_TRANSLATE_NOOP("model", "Milestones"),
    singular=QT_TRANSLATE_NOOP("model", "milestone"),
    begin=QT_TRANSLATE_NOOP(
        "model", "Type a day and a figure to begin a milestone: it is shown on charts, never summed."
    ),
    columns=(
        label_column("milestones", group=PUBLISHED),
        series_column("milestones", group=PUBLISHED),
        DateColumn(
            key="date",
            rows="milestones",
            attribute="date",
            head=QT_TRANSLATE_NOOP("model", "Day"),
            group=PUBLISHED,
            help=QT_TRANSLATE_NOOP("model", "The day that the figure belongs to."),
            required=True,
        ),
        *figure_columns(
            "milestones",
            "figure",
            QT_TRANSLATE_NOOP("model", "Figure"),
            QT_TRANSLATE_NOOP("model", "People, as published: >2,000, 80,000+."),
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


_ID_HELP = QT_TRANSLATE_NOOP(
    "model", "The short name by which the project's file and the tables refer to it."
)


def text_column(rows: str, key: str, head: str, help_text: str, group: str, *, sample: str) -> TextColumn:
    """Declare a column of free text whose key is the attribute."""
    return TextColumn(
        key=key, rows=rows, attribute=key, head=head, group=group, help=help_text, sample=sample
    )


SOURCES = Table(
    key="sources",
    label=QT_TRANSLATE_NOOP("model", "Sources"),
    singular=QT_TRANSLATE_NOOP("model", "source"),
    begin=QT_TRANSLATE_NOOP("model", "Type a name to begin a source that figures can rest on."),
    columns=(
        text_column(
            "sources",
            "name",
            QT_TRANSLATE_NOOP("model", "Name"),
            QT_TRANSLATE_NOOP("model", "Who published figures."),
            PUBLISHED,
            sample="General Staff of the Armed Forces",
        ),
        replace(
            text_column(
                "sources", "id", QT_TRANSLATE_NOOP("model", "Tag"), _ID_HELP, PUBLISHED, sample="uk_mod_2"
            ),
            required=True,
        ),
        ChoiceColumn(
            key="stance",
            rows="sources",
            attribute="stance",
            options=labelled(STANCES),
            head=QT_TRANSLATE_NOOP("model", "Stance"),
            group=PUBLISHED,
            help=QT_TRANSLATE_NOOP("model", "Where the source stands towards the conflict."),
            sample="party to the conflict",
        ),
        DateColumn(
            key="published",
            rows="sources",
            attribute="published",
            head=QT_TRANSLATE_NOOP("model", "Published"),
            group=PUBLISHED,
            help=QT_TRANSLATE_NOOP("model", "The day of publication."),
        ),
        DateColumn(
            key="accessed",
            rows="sources",
            attribute="accessed",
            head=QT_TRANSLATE_NOOP("model", "Accessed"),
            group=PUBLISHED,
            help=QT_TRANSLATE_NOOP("model", "The day on which it was read: what is on the web may change."),
        ),
        text_column(
            "sources",
            "url",
            QT_TRANSLATE_NOOP("model", "Link"),
            QT_TRANSLATE_NOOP("model", "Where it can be read."),
            PUBLISHED,
            sample="https://understandingwar.org/read",
        ),
        CountColumn(
            key="figures",
            rows="sources",
            head=QT_TRANSLATE_NOOP("model", "Figures"),
            group=COMPUTED,
            help=QT_TRANSLATE_NOOP("model", "How many figures of the project rest on the source."),
            count_of=figures_of_source,
        ),
        replace(note_column("sources"), shown=always),
    ),
)

SERIES = Table(
    key="series",
    label=QT_TRANSLATE_NOOP("model", "Series"),
    singular=QT_TRANSLATE_NOOP("model", "series"),
    begin=QT_TRANSLATE_NOOP("model", "Type a name to begin a series: one side, one definition of losses."),
    columns=(
        text_column(
            "series",
            "name",
            QT_TRANSLATE_NOOP("model", "Name"),
            QT_TRANSLATE_NOOP("model", "What the series is called on charts."),
            PUBLISHED,
            sample="Russian forces, General Staff",
        ),
        replace(
            text_column(
                "series", "id", QT_TRANSLATE_NOOP("model", "Tag"), _ID_HELP, PUBLISHED, sample="russia_2"
            ),
            required=True,
        ),
        text_column(
            "series",
            "side",
            QT_TRANSLATE_NOOP("model", "Side"),
            QT_TRANSLATE_NOOP("model", "Whose losses and gains they are."),
            PUBLISHED,
            sample="Russia, Belarus",
        ),
        ChoiceColumn(
            key="counts",
            rows="series",
            attribute="counts",
            options=labelled(COUNTS),
            head=QT_TRANSLATE_NOOP("model", "Losses count"),
            group=PUBLISHED,
            help=QT_TRANSLATE_NOOP("model", "What the losses of the series count."),
            sample="casualties (killed, wounded, missing)",
        ),
        ChoiceColumn(
            key="gains_are",
            rows="series",
            attribute="gains_are",
            options=labelled(GAINS_ARE),
            head=QT_TRANSLATE_NOOP("model", "Gains are"),
            group=PUBLISHED,
            help=QT_TRANSLATE_NOOP(
                "model", "Whether ground lost again is taken off; net gains may be negative."
            ),
            sample="net of ground lost",
        ),
        ColorColumn(
            key="color",
            rows="series",
            attribute="color",
            head=QT_TRANSLATE_NOOP("model", "Colour"),
            group=PUBLISHED,
            help=QT_TRANSLATE_NOOP("model", "The colour on charts, such as #c0473f."),
            sample="#c0473f",
        ),
        CountColumn(
            key="rows",
            rows="series",
            head=QT_TRANSLATE_NOOP("model", "Rows"),
            group=COMPUTED,
            help=QT_TRANSLATE_NOOP("model", "How many rows of the project belong to the series."),
            count_of=rows_of_series,
        ),
        replace(note_column("series"), shown=always),
    ),
)
