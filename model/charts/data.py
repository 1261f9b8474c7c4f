"""What a chart shows, as data: marks with their numbers, and every text that stands around them.

A chart knows no pixels. Time runs in proleptic ordinals of days (`date.toordinal`); a span of days reaches
from its first day to the day after its last, so that spans that follow each other touch. Values are in the
unit that is shown. Open bounds are infinite; a row that has no value is no mark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.analyses.ground import Ground
from model.chart_settings import ChartKey, LabelsShown, LegendPlace
from model.derive.bands import Floats
from model.derive.identity_cache import kept

DrawnRows = NDArray[np.int64]


class MarkTone(StrEnum):
    """What a mark stands for; the style gives it a colour and a pattern."""

    LOSSES = "losses"
    GAINS = "gains"
    GROUND_LOST = "ground_lost"
    COST = "cost"
    CLAIM = "claim"
    DOUBT = "doubt"
    INTAKE = "intake"
    REQUIREMENT = "requirement"
    REPLACED = "replaced"
    BALANCE = "balance"
    MILESTONE = "milestone"
    HELD = "held"
    CEDED = "ceded"
    RANGE = "range"
    RAY = "ray"


class MarkShape(StrEnum):
    """How marks are drawn: bars from zero, bands from low to high, steps at best, points."""

    BAR = "bar"
    BAND = "band"
    STEP = "step"
    POINT = "point"


class Marks(Struct, frozen=True, eq=False):
    """Marks of one kind: arrays of (n,), sorted by `x0`; bars, bands and steps do not overlap each other.

    `rows` are indices into the project's table `table`. `lines(i)` gives the lines of mark i's label, each as
    candidates from the longest to the shortest; `tip(i)` its figures with their sources, as plain text.
    `met` (bars): how much of the bar is surely made good, up to which it is hatched. `x_low` and `x_high`
    (points of a chart without time): the range along x. `doubt` (points): the mark does not agree with the
    rest.
    `broken`: the mark is drawn only to the end of the axis, its value being beyond; `size` is then how large
    each mark truly is, without its sign.
    """

    shape: MarkShape
    tone: MarkTone
    name: str
    table: str
    rows: DrawnRows
    x0: Floats
    x1: Floats
    low: Floats
    best: Floats
    high: Floats
    lines: Callable[[int], tuple[tuple[str, ...], ...]]
    tip: Callable[[int], str]
    met: Floats | None = None
    x_low: Floats | None = None
    x_high: Floats | None = None
    doubt: NDArray[np.bool_] | None = None
    broken: NDArray[np.bool_] | None = None
    size: Floats | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def of_rows(self, rows: Sequence[int]) -> NDArray[np.int64]:
        """Return the positions of the marks that stand for `rows`."""
        return _places(self.rows, rows) if len(rows) else np.empty(0, dtype=np.int64)


@kept(8)  # what is selected is painted anew with whatever else changes
def _places(own: DrawnRows, rows: Sequence[int]) -> NDArray[np.int64]:
    return np.flatnonzero(np.isin(own, np.asarray(rows, dtype=np.int64)))


class AxisRule(Struct, frozen=True):
    """How far an axis goes. What lies beyond `low` or `high` is broken there; None: as far as the marks do.

    With `fixed` it goes exactly from `low` to `high`, both given, however little is drawn there. With `log`
    it counts powers of ten, and what is not above 0 has no place on it.
    """

    low: float | None = None
    high: float | None = None
    fixed: bool = False
    log: bool = False


class Annotation(Struct, frozen=True):
    """A remark on some days, from ordinal `x0` to the day after the last, `x1`: "figures incomplete"."""

    x0: float
    x1: float
    text: str


class Lane(Struct, frozen=True):
    """One line of a chart that lies on its side: its name, what stands beneath it, its value as text.

    Lanes of one `group`, which stands above them as a heading, follow each other. `color` (`#rrggbb`) is its
    own; empty: that of its marks.
    """

    name: str
    beneath: str = ""
    value: str = ""
    group: str = ""
    color: str = ""


class Ray(Struct, frozen=True):
    """A straight line from the origin on which every point costs the same: y = slope · x."""

    slope: float
    label: str


class Panel(Struct, frozen=True, eq=False):
    """One plot area with its own y axis. `titles` are candidates for the axis title, longest first.

    `weight` is its share of the height; with `downward` its values grow towards the bottom. At the
    values `levels` a line goes across it, such as that of a baseline. `beside` are the marks of a scenario:
    outlines that nothing is read from. `axis` says how far its axis goes; what goes further is broken there
    (`model.charts.outliers`); the marks themselves have their true values.
    """

    titles: tuple[str, ...]
    tick: Callable[[float], str]
    marks: tuple[Marks, ...]
    tone: MarkTone
    weight: float = 1.0
    downward: bool = False
    rays: tuple[Ray, ...] = ()
    levels: tuple[float, ...] = ()
    beside: tuple[Marks, ...] = ()
    axis: AxisRule = AxisRule()


class LegendEntry(Struct, frozen=True):
    """One entry of the legend; `dashed` is what a scenario looks like."""

    shape: MarkShape | None
    tone: MarkTone
    text: str
    hatched: bool = False
    dashed: bool = False


class Calendar(Struct, frozen=True):
    """How dates are written under the time axis: twelve month names and the three forms of a date."""

    months: tuple[str, ...]
    day: str = "{day} {month}"
    month: str = "{month} {year}"
    full: str = "{day} {month} {year}"


class Chart(Struct, frozen=True, eq=False, dict=True):
    """One chart. `note` says what was left out and why; `describe` gives `alt`, when it is asked for.

    With `calendar` the x axis is time, and `milestones` stand above the panels. With `lanes` it lies on its
    side: the marks of its one panel stand in slots of width 1, one for each lane from the top. `empty` says
    why nothing is drawn, where nothing is; `binned` is the remark for a chart so dense that rows share a
    column of pixels; `color` is the series' own (`#rrggbb`), for losses. `x_axis` says how far x goes in a
    chart without time.
    `ground`: a map, in place of panels.
    `stated`: its title states its main number.
    `credit` names who made it; None: whoever the style names. `beyond` is the part of the note that says what
    has no place on an axis. `style` is the style in which it is painted; what was chosen for it stands in the
    project under `of`.
    """

    key: str
    title: str
    subtitle: str
    dates: str
    note: str
    sources: str
    describe: Callable[[], str]
    panels: tuple[Panel, ...] = ()
    x0: float = 0.0
    x1: float = 1.0
    legend: tuple[LegendEntry, ...] = ()
    calendar: Calendar | None = None
    x_titles: tuple[str, ...] = ()
    x_tick: Callable[[float], str] = str
    milestones: Marks | None = None
    empty: str = ""
    binned: str = ""
    color: str = ""
    lanes: tuple[Lane, ...] = ()
    x_axis: AxisRule = AxisRule()
    labelled: LabelsShown = LabelsShown.AUTO
    annotations: tuple[Annotation, ...] = ()
    legend_place: LegendPlace = LegendPlace.ABOVE
    credit: str | None = None
    beyond: str = ""
    style: str = ""
    of: ChartKey | None = None
    ground: Ground | None = None
    stated: bool = False

    @cached_property
    def alt(self) -> str:
        """What describes the chart for those who do not see it, from its numbers."""
        return self.describe()

    @property
    def slotted(self) -> bool:
        """Whether marks have places of their own along x, so that only x is zoomed."""
        return self.calendar is not None
