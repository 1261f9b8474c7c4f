"""The tables of what stands beside the flows: milestones, sources and series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from model.checks.records import corrected_rows
from model.columns.cell import (
    ChoiceColumn,
    ColorColumn,
    Column,
    Context,
    DateColumn,
    SortKey,
    TextColumn,
    always,
    labelled,
    never,
    number_key,
)
from model.columns.common import (
    ABOUT_IT,
    COMPUTED,
    LABEL,
    NOTE,
    PUBLISHED,
    SERIES_OF_ROW,
    group,
    with_details,
)
from model.columns.computed import CountColumn
from model.columns.figure import FigureColumn
from model.columns.table import Table
from model.project import (
    COUNTS,
    GAINS_ARE,
    GROUND,
    LEAST_GAINS,
    MOST_AFTER,
    SERIES_TABLES,
    STANCES,
    Series,
    figures_of,
)
from model.text.errors import Refused
from model.text.figures import LARGEST, Quantity, is_blank
from model.text.notation import read_number, write_number
from model.text.records import defaults_of, replace
from model.text.words import marked, words


class NumberColumn(Column, frozen=True, kw_only=True):
    """A number that is no published figure, `usual` where the cell is left empty; at least 0."""

    usual: float
    refusal: str
    whole: bool = False
    most: float = LARGEST
    sample: str = "10"

    def text(self, ctx: Context, row: int) -> str:
        return write_number(self.value(ctx, row), ctx.formats.notation)

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return number_key(self.value(ctx, row))

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        number = self.usual if is_blank(text) else read_number(text, ctx.formats.notation)
        if not 0 <= number <= self.most or (self.whole and number % 1):
            raise Refused(words(self.refusal))
        return self.lens.put(row, int(number) if self.whole else number)


def _series_or_none(ctx: Context) -> tuple[tuple[Any, str], ...]:
    return (("", ""), *((series.id, series.called) for series in ctx.project.series))


class RelatedColumn(ChoiceColumn, frozen=True, kw_only=True):
    """Another series, to which that of the row is related."""

    sample: str = "Russian forces"

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        new = super().read(ctx, row, text)
        if new is not row and row.id and self.lens.get(new) == row.id:
            raise Refused(words("A series is related to others, not to itself."))
        return new


def _some_say(field: str) -> Callable[[Context], bool]:
    """Show a column once some series has something in it."""
    usual = defaults_of(Series)[field]
    return lambda ctx: any(getattr(series, field) != usual for series in ctx.project.series)


_OF_KILLED = {
    "source": marked("Source of the share killed"),
    "quote": marked("Quote on the share killed"),
    "scope": marked("Scope of the share killed"),
    "note": marked("Note on the share killed"),
    "as_of": marked("Share killed as of"),
    "dating": marked("Share killed dated by"),
    "range": marked("Range of the share killed is"),
}
_OF_RETURN = {
    "source": marked("Source of those who return"),
    "quote": marked("Quote on those who return"),
    "scope": marked("Scope of those who return"),
    "note": marked("Note on those who return"),
    "as_of": marked("Those who return as of"),
    "dating": marked("Those who return dated by"),
    "range": marked("Range of those who return is"),
}


MILESTONES = Table(
    key="milestones",
    label=marked("Milestones"),
    singular=marked("milestone"),
    begin=marked("Type a day and a figure to begin a milestone: it is shown on charts, never summed."),
    columns=(
        *group(
            PUBLISHED,
            LABEL,
            SERIES_OF_ROW,
            DateColumn(
                key="date",
                head=marked("Day"),
                help=marked("The day that the figure belongs to."),
                required=True,
            ),
            *with_details(
                FigureColumn(
                    key="figure",
                    head=marked("Figure"),
                    help=marked(
                        "People, or what its unit says: >2,000; 19.4 %; 11,000 items; 2.4×. In km² it is the "
                        "ground held at the end of that day."
                    ),
                    people=Quantity.MILESTONE,
                    required=True,
                ),
                shown=("source", "quote"),
            ),
        ),
        *group(ABOUT_IT, NOTE),
    ),
)


def figures_of_source(ctx: Context, row: int) -> int:
    """Return how many figures of the project rest on a source."""
    name = ctx.project.sources[row].id
    inputs = ctx.results.inputs
    beside = (inputs.beside[field].source for field in GROUND if field in inputs.beside)
    told = (inputs.losses_source, inputs.gains_source, *beside)
    counted = sum(int(np.count_nonzero(each == row)) for each in told)
    periods = ctx.project.periods
    corrections = (periods[int(at)].correction for at in corrected_rows(periods))
    counted += sum(figure is not None and figure.source == name for figure in corrections)
    return counted + sum(
        figure.source == name
        for table in (*SERIES_TABLES, "series")
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


_ID = TextColumn(
    key="id",
    head=marked("Tag"),
    help=marked("The short name by which the project's file and the tables refer to it."),
    required=True,
    sample="russia_2",
)
_NOTE_SHOWN = replace(NOTE, shown=always)


def _some_licence(ctx: Context) -> bool:
    return any(source.licence for source in ctx.project.sources)


SOURCES = Table(
    key="sources",
    label=marked("Sources"),
    singular=marked("source"),
    begin=marked("Type a name to begin a source that figures can rest on."),
    columns=(
        *group(
            PUBLISHED,
            TextColumn(
                key="name",
                head=marked("Name"),
                help=marked("Who published figures."),
                sample="General Staff of the Armed Forces",
            ),
            _ID,
            ChoiceColumn(
                key="stance",
                options=labelled(STANCES),
                head=marked("Stance"),
                help=marked("Where the source stands towards the conflict."),
                sample="party to the conflict",
            ),
            DateColumn(
                key="published",
                head=marked("Published"),
                help=marked("The day of publication."),
            ),
            DateColumn(
                key="accessed",
                head=marked("Accessed"),
                help=marked("The day on which it was read: what is on the web may change."),
            ),
            TextColumn(
                key="url",
                head=marked("Link"),
                help=marked("Where it can be read."),
                sample="https://understandingwar.org/read",
            ),
            TextColumn(
                key="licence",
                head=marked("Licence"),
                help=marked("Under which licence it lets others use its figures, in words or as a link."),
                sample="CC BY 4.0",
                shown=_some_licence,
            ),
        ),
        *group(
            COMPUTED,
            CountColumn(
                key="figures",
                head=marked("Figures"),
                help=marked("How many figures of the project rest on the source."),
                count_of=figures_of_source,
            ),
        ),
        *group(ABOUT_IT, _NOTE_SHOWN),
    ),
)


def _some_count_things(ctx: Context) -> bool:
    return any(series.unit or not series.counts.people for series in ctx.project.series)


SERIES = Table(
    key="series",
    label=marked("Series"),
    singular=marked("series"),
    begin=marked("Type a name to begin a series: one side, one definition of losses."),
    columns=(
        *group(
            PUBLISHED,
            TextColumn(
                key="name",
                head=marked("Name"),
                help=marked("What the series is called on charts."),
                sample="Russian forces, General Staff",
            ),
            _ID,
            TextColumn(
                key="side",
                head=marked("Side"),
                help=marked("Whose losses and gains they are."),
                sample="Russia, Belarus",
            ),
            ChoiceColumn(
                key="counts",
                options=labelled(COUNTS),
                head=marked("Losses count"),
                help=marked("What the losses of the series count."),
                sample="casualties (killed, wounded, missing)",
            ),
            TextColumn(
                key="unit",
                head=marked("Counted in"),
                help=marked("What the items or the money are: tanks, rubles. Two of them are never summed."),
                sample="armoured vehicles",
                shown=_some_count_things,
            ),
            ChoiceColumn(
                key="gains_are",
                options=labelled(GAINS_ARE),
                head=marked("Gains are"),
                help=marked(
                    "Whether ground lost again is taken off; net gains may be negative. Or an advance in km, "
                    "which is never compared with areas."
                ),
                sample="net of ground lost",
            ),
            NumberColumn(
                key="least_gains",
                usual=LEAST_GAINS,
                refusal=marked("This is 0 or above: km² a month."),
                head=marked("Least gains, km² a month"),
                help=marked(
                    "Net gains below this are so near nothing that a redraw of the map could turn them "
                    "round: a finding says so."
                ),
                shown=never,
            ),
            *with_details(
                FigureColumn(
                    key="killed_share",
                    head=marked("Killed"),
                    help=marked("The share of the losses that are killed: 25 %, 22.9–27.1 %."),
                    people=Quantity.SHARE,
                    sample="25 % (22.9–27.1 %)",
                    shown=_some_say("killed_share"),
                ),
                heads=_OF_KILLED,
            ),
            *with_details(
                FigureColumn(
                    key="return_share",
                    head=marked("Wounded who return"),
                    help=marked("The share of those not killed that return to duty: 50 %."),
                    people=Quantity.SHARE,
                    sample="50 % (40–60 %)",
                    shown=_some_say("return_share"),
                ),
                heads=_OF_RETURN,
            ),
            NumberColumn(
                key="return_after",
                usual=0,
                most=MOST_AFTER,
                whole=True,
                refusal=marked("These are whole days, 0 or more."),
                head=marked("Return after, days"),
                help=marked("After how many days they return: the losses of so many days earlier are taken."),
                shown=_some_say("return_after"),
            ),
            RelatedColumn(
                key="opponent",
                options=_series_or_none,
                head=marked("Opponent"),
                help=marked("The series of the other side, whose losses over the same days are divided by."),
                shown=_some_say("opponent"),
            ),
            RelatedColumn(
                key="part_of",
                options=_series_or_none,
                head=marked("Part of"),
                help=marked("The series of all casualties, of which these are the killed."),
                shown=_some_say("part_of"),
            ),
            RelatedColumn(
                key="counted_of",
                options=_series_or_none,
                head=marked("Counted of"),
                help=marked("The estimate of all of whom these are counted by name."),
                shown=_some_say("counted_of"),
            ),
            TextColumn(
                key="group",
                head=marked("Group"),
                help=marked("A name that series have in common whose losses are summed, such as both sides."),
                sample="Both sides",
                shown=_some_say("group"),
            ),
            ColorColumn(
                key="color",
                head=marked("Colour"),
                help=marked("The colour on charts, such as #c0473f."),
                sample="#c0473f",
            ),
        ),
        *group(
            COMPUTED,
            CountColumn(
                key="rows",
                head=marked("Rows"),
                help=marked("How many rows of the project belong to the series."),
                count_of=rows_of_series,
            ),
        ),
        *group(ABOUT_IT, _NOTE_SHOWN),
    ),
)
