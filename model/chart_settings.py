"""What a person chose for one chart, as the project keeps it; what is left alone is at its default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from model.text.words import marked


class LabelsShown(StrEnum):
    """Which marks are labelled: as many as stand well, all that have any room, or none."""

    AUTO = "auto"
    ALL = "all"
    NONE = "none"


class AxisKind(StrEnum):
    """How values become heights: broken where few lie far beyond, never broken, by powers, as given."""

    AUTO = "auto"
    WHOLE = "whole"
    LOG = "log"
    RANGE = "range"


class LegendPlace(StrEnum):
    """Where the legend stands."""

    ABOVE = "above"
    BELOW = "below"
    NONE = "none"


class LaneOrder(StrEnum):
    """How what is compared is sorted: the greatest value first, by name, or as in the table."""

    VALUE = "value"
    NAME = "name"
    TABLE = "table"


class ChartNote(Struct, frozen=True):
    """A text on a chart, at a day or, with an `end`, over a span of days, both counted."""

    text: str
    start: date
    end: date | None = None


class ChartKey(Struct, frozen=True):
    """Which chart is meant: its key, the series it is about, the measure and the kind of figure chosen.

    What a chart does not have, as the one of several series has no series, is the empty text. A title that
    was typed for one measure says nothing about another, so that each has settings of its own.
    """

    chart: str
    series: str = ""
    measure: str = ""
    by: str = ""


class ChartSettings(Struct, frozen=True):
    """The settings of one chart.

    `start` and `end`: the first and last day shown, both counted. Of `title`, `subtitle`, `note` and `credit`
    None is the automatic text and the empty text none. `decimals` of what is written on marks. `order` and
    `colors`: ids of series, in the order in which they are compared, and with a colour (`#rrggbb`).
    `low` and `high` are the ends of an axis given as a range, in the unit shown. `style`: a style's name.
    `language`: a locale, as `uk`, in which numbers are written, and the words too if the program speaks it.
    `mean`: over how many days a line of means is drawn, 0 for none. With `states` the automatic title states
    the main number, as it is at the time and where the ranges bear one. With `filtered` the chart shows only
    the periods that the filter of the table shows.
    """

    chart: str
    series: str = ""
    measure: str = ""
    by: str = ""
    start: date | None = None
    end: date | None = None
    title: str | None = None
    subtitle: str | None = None
    note: str | None = None
    credit: str | None = None
    labels: LabelsShown = LabelsShown.AUTO
    decimals: int | None = None
    sort: LaneOrder = LaneOrder.VALUE
    order: tuple[str, ...] = ()
    colors: tuple[tuple[str, str], ...] = ()
    notes: tuple[ChartNote, ...] = ()
    axis: AxisKind = AxisKind.AUTO
    low: float | None = None
    high: float | None = None
    legend: LegendPlace = LegendPlace.ABOVE
    style: str = ""
    language: str = ""
    filtered: bool = False
    mean: int = 0
    states: bool = False

    @property
    def of(self) -> ChartKey:
        """Which chart these are the settings of."""
        return ChartKey(self.chart, self.series, self.measure, self.by)

    @property
    def automatic(self) -> bool:
        """Whether nothing was chosen, so that a project need not keep them."""
        return self == ChartSettings(self.chart, self.series, self.measure, self.by)


CHART_LABELS: Mapping[str, str] = {
    "losses-gains": marked("Losses against gains"),
    "cost": marked("The cost of ground"),
    "recruitment": marked("Recruitment against losses"),
    "balance": marked("Cumulative gross shortfall"),
    "scatter": marked("Losses and gains, period by period"),
    "compare": marked("Series and sources"),
    "sources": marked("One figure, by source"),
    "territory": marked("Ground taken, lost and held"),
    "map": marked("Ground on maps"),
}
"""What each chart is called, by its key."""
MOST_DECIMALS = 6
MOST_MEAN = 366  # days
MOST_NOTES = 100
