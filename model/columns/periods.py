"""The table of periods: what was published, and every measure computed from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from model.checks.records import corrected_rows
from model.columns.cell import Column, Context
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
from model.columns.computed import MeanColumn, measure_column
from model.columns.figure import FigureColumn
from model.columns.table import Table
from model.derive.measures import MEASURES
from model.text.records import replace
from model.text.words import marked

_OF_LOSSES = {
    "source": marked("Source of losses"),
    "quote": marked("Quote on losses"),
    "scope": marked("Scope of losses"),
    "note": marked("Note on losses"),
    "as_of": marked("Losses as of"),
    "dating": marked("Losses dated by"),
    "range": marked("Range of losses is"),
}
_OF_GAINS = {
    "source": marked("Source of gains"),
    "quote": marked("Quote on gains"),
    "scope": marked("Scope of gains"),
    "note": marked("Note on gains"),
    "as_of": marked("Gains as of"),
    "dating": marked("Gains dated by"),
    "range": marked("Range of gains is"),
}
_OF_GROUND_LOST = {
    "source": marked("Source of ground lost"),
    "quote": marked("Quote on ground lost"),
    "scope": marked("Scope of ground lost"),
    "note": marked("Note on ground lost"),
    "as_of": marked("Ground lost as of"),
    "dating": marked("Ground lost dated by"),
    "range": marked("Range of ground lost is"),
}
_OF_OTHER_GAINS = {
    "source": marked("Source of net or taken"),
    "quote": marked("Quote on net or taken"),
    "scope": marked("Scope of net or taken"),
    "note": marked("Note on net or taken"),
    "as_of": marked("Net or taken as of"),
    "dating": marked("Net or taken dated by"),
    "range": marked("Range of net or taken is"),
}
_OF_CORRECTION = {
    "source": marked("Source of the correction"),
    "quote": marked("Quote on the correction"),
    "scope": marked("Scope of the correction"),
    "note": marked("Note on the correction"),
    "as_of": marked("Correction as of"),
    "dating": marked("Correction dated by"),
    "range": marked("Range of the correction is"),
}
_NOT_COLUMNS = ("days", "losses", "gains")


def _used(field: str) -> Callable[[Context], bool]:
    """Return whether some period has a figure in a field that few projects use."""
    return lambda ctx: field in ctx.results.inputs.beside


def _some_corrected(ctx: Context) -> bool:
    return len(corrected_rows(ctx.project.periods)) > 0


_TAKEN = marked("Taken")
_NET = marked("Net")


class _OtherGains(FigureColumn, frozen=True, kw_only=True):
    """What the gains of a series are not; its head says which of net and taken, where it is one for all."""

    def label(self, ctx: Context) -> str:
        gross = {series.gross for series in ctx.project.series}
        head = self.head if len(gross) > 1 else _NET if True in gross else _TAKEN
        return FigureColumn.label(replace(self, head=head), ctx)


_MEANS = {
    "losses": marked("Losses/day, mean of {count} day|Losses/day, mean of {count} days"),
    "gains": marked("Gains/day, mean of {count} day|Gains/day, mean of {count} days"),
}
_MEAN = marked("A mean a day over so many days that end with the period, each day once: of daily rows.")


def _mean_columns() -> Iterator[Column]:
    for of, head in _MEANS.items():
        for over in (7, 30):
            yield MeanColumn(key=f"{of}_mean_{over}", of=of, over=over, head=head, help=_MEAN)


def _measure_columns() -> Iterator[Column]:
    for measure in MEASURES:
        if measure.key not in _NOT_COLUMNS:
            yield measure_column(measure.key)
        if measure.key == "gains_per_month":
            yield from _mean_columns()


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
            *with_details(
                FigureColumn(
                    key="gains_lost",
                    head=marked("Lost again"),
                    help=marked("Ground lost again in the period, as published: net = taken − lost."),
                    area=True,
                    shown=_used("gains_lost"),
                ),
                heads=_OF_GROUND_LOST,
            ),
            *with_details(
                _OtherGains(
                    key="gains_other",
                    head=marked("Net or taken"),
                    help=marked(
                        "What the gains are not, as published: ground taken where the gains of the series "
                        "are net, net ground where they are gross."
                    ),
                    area=True,
                    shown=_used("gains_other"),
                ),
                heads=_OF_OTHER_GAINS,
            ),
            *with_details(
                FigureColumn(
                    key="correction",
                    head=marked("Of other days"),
                    help=marked(
                        "Of the losses those of other days, told only now: such a period can be no record."
                    ),
                    shown=_some_corrected,
                ),
                heads=_OF_CORRECTION,
            ),
        ),
        *group(COMPUTED, *_measure_columns()),
        *group(ABOUT_IT, NOTE),
    ),
)
