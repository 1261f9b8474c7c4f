"""The project: what was published, as frozen values.

An edit changes no row: it makes a new `Project` that shares all it left alone, and `before is after` says so.
The tables of `docs/project-format.md` say what a field may hold; `model.files` and `model.edits` see to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import force_setattr

from model.chart_settings import ChartKey, ChartSettings
from model.text.days import Step, first_of_steps
from model.text.figures import Figure, Quantity
from model.text.units import AreaUnit
from model.text.words import Words, marked, words

FORMAT = "salient-project"
VERSION = 3
MOST_STEPS = 1200  # of a trend: a hundred years of months
LEAST_GAINS = 10.0  # km² a month
MOST_AFTER = 36_525  # days after which wounded return: a hundred years


class Stance(StrEnum):
    """Where a source stands towards the conflict."""

    PARTY = "party"
    ALLY = "ally"
    INDEPENDENT = "independent"
    UNKNOWN = "unknown"


class Counts(StrEnum):
    """What the losses of a series count."""

    CASUALTIES = "casualties"
    KILLED = "killed"
    CONFIRMED_KILLED = "confirmed_killed"
    OTHER = "other"
    ITEMS = "items"
    MONEY = "money"

    @property
    def people(self) -> bool:
        """Whether it is people that are counted."""
        return self not in (Counts.ITEMS, Counts.MONEY)


class GainsAre(StrEnum):
    """Whether ground lost again is taken off the gains of a series; or that they are no areas."""

    NET = "net"
    GROSS = "gross"
    ADVANCE = "advance"


class Rate(StrEnum):
    """Whether rates are shown a day or a month."""

    PER_DAY = "per_day"
    PER_MONTH = "per_month"


class Trend(StrEnum):
    """Which way a claim says that a measure went, step after step; or beyond what number each step lay."""

    RISING = "rising"
    FALLING = "falling"
    ABOVE = "above"
    BELOW = "below"


STREAKS = (Trend.ABOVE, Trend.BELOW)
"""The trends of which each step is held against one number."""


class ComparedBy(StrEnum):
    """How a claim compares its days with others: the difference, how many times as much, or a share of it.

    Or its place among all spans of days like it in these, from the highest or from the lowest.
    """

    CHANGE = "change"
    FACTOR = "factor"
    SHARE = "share"
    HIGHEST = "highest"
    LOWEST = "lowest"


RECORDS = (ComparedBy.HIGHEST, ComparedBy.LOWEST)
"""The ways of comparing that give a place among others."""

COMPARED_IN: Mapping[ComparedBy, str] = {
    ComparedBy.FACTOR: "times",
    ComparedBy.SHARE: "share",
    **dict.fromkeys(RECORDS, "rank"),
}
"""The unit of what is stated of a comparison, where that is not the unit of the measure."""


class WhoseFigures(StrEnum):
    """From which figures a claim is computed: those that its own source states, or those in use."""

    OWN = "own"
    IN_USE = "in_use"


class Source(Struct, frozen=True):
    """Who published figures, where, under which `licence`; `accessed` by whoever copied them."""

    id: str
    name: str = ""
    stance: Stance = Stance.UNKNOWN
    url: str = ""
    published: date | None = None
    note: str = ""
    accessed: date | None = None
    licence: str = ""

    @property
    def called(self) -> str:
        """What the source is called: its name, else its id."""
        return self.name or self.id


class Series(Struct, frozen=True):
    """Rows that describe the same thing: one side, one definition of loss.

    Net gains below `least_gains` (km² a month) are so near nothing that a redraw of the map could turn them
    round. `killed_share` of the losses are killed; of the others, `return_share` return to duty, so many days
    after they were lost. Both are shares, unknown where they are None.

    `opponent`, `part_of` and `counted_of` are ids of other series: that of the other side, the one of whose
    losses these are some, and the estimate of what these are a count of names. Series of one `group`, a name,
    are summed. Each is empty where nothing is said. `unit` names the items or the money that is counted.
    """

    id: str
    name: str = ""
    side: str = ""
    counts: Counts = Counts.CASUALTIES
    gains_are: GainsAre = GainsAre.NET
    color: str = ""
    note: str = ""
    least_gains: float = LEAST_GAINS
    killed_share: Figure | None = None
    return_share: Figure | None = None
    return_after: int = 0
    opponent: str = ""
    part_of: str = ""
    counted_of: str = ""
    group: str = ""
    unit: str = ""

    @property
    def called(self) -> str:
        """What the series is called: its name, else its id."""
        return self.name or self.id

    @property
    def gross(self) -> bool:
        """Whether ground lost again is not taken off its gains."""
        return self.gains_are is GainsAre.GROSS

    @property
    def kind(self) -> tuple[Counts, str]:
        """What its losses count: those of two kinds are never summed."""
        return self.counts, self.unit

    @property
    def counted_in(self) -> Words:
        """In what its losses are counted: people, or the unit of its items or its money."""
        return words("{unit}", unit=self.unit) if self.unit else words(_COUNTED_IN.get(self.counts, "people"))


class Period(Struct, frozen=True, gc=False):
    """A span of days, first and last counted, with the losses (people) and gains (area) published for it.

    `gains_lost` is ground lost again in these days, never below 0. `gains_other` is what `gains` are not:
    ground taken where the gains of the series are net, and net ground where they are gross. `correction` are
    those of the losses (people) that were lost on other days and told only now: it can be no record.
    """

    series: str
    label: str
    start: date
    end: date
    losses: Figure | None = None
    gains: Figure | None = None
    note: str = ""
    gains_lost: Figure | None = None
    gains_other: Figure | None = None
    correction: Figure | None = None


class Intake(Struct, frozen=True, gc=False):
    """People recruited over a span of days; rows of one channel are alternatives.

    `per_month` is their number a calendar month; in the units `people/day` and `people/total`, a day and over
    all of the span.
    """

    series: str
    label: str
    start: date
    end: date
    per_month: Figure
    channel: str = ""
    note: str = ""


class Requirement(Struct, frozen=True, gc=False):
    """People said to be needed over a span of days, in the units of an `Intake`."""

    series: str
    label: str
    start: date
    end: date
    per_month: Figure
    channel: str = ""
    note: str = ""


class Campaign(Struct, frozen=True, gc=False):
    """A recruitment target (people, never 0) and what was achieved between two days."""

    series: str
    label: str
    start: date
    end: date
    target: Figure
    achieved: Figure | None = None
    note: str = ""


class Milestone(Struct, frozen=True, gc=False):
    """A dated figure that is no flow: shown on charts, never summed.

    `figure` is in the unit that it names: people where it names none, or km², %, items, ×. One in km² is the
    ground held at the end of that day.
    """

    series: str
    label: str
    date: date
    figure: Figure
    note: str = ""


class Reference(Struct, frozen=True):
    """What other figures are divided by over some days: a strength, an area, the length of a front.

    `value` is in the unit that it names: people where it names none, or km², miles, items. Rows of one label
    say the same thing of other days, or are estimates of it. With a `series` it is for that series alone, in
    the place of those for all.
    """

    label: str
    start: date
    end: date
    value: Figure
    series: str = ""
    note: str = ""


class OtherDays(Struct, frozen=True):
    """The days with which a claim compares its own, and how; `series` is empty for that of the claim.

    A record, the highest or lowest, is always one of the claim's own series.
    """

    start: date
    end: date
    kind: ComparedBy
    series: str = ""


class Claim(Struct, frozen=True, gc=False):
    """A published statement that follows from other figures: a measure over a span of days.

    `precision` is the place value of the last digit meant, where it is not that of the last non-zero digit.
    `basis` says from whose figures it is to follow. `reference` is the label of what it divides by, where
    there are several in one unit. With `against`, what is stated is how the measure
    compares with that over other days; the words give its sign ("less than" is below 0).

    A claim states a figure or a trend. One of `STREAKS` says that the measure was above, or below, what is
    stated, one number, `count` steps in a row. Any other with a `trend` says that the measure has risen (or
    fallen) `count` times in a row, from each calendar `step` to the next, the last step ending with `end`;
    its first day follows from that: the first of the step from which the first rise is counted.

    Of a record, `step` is by what its days are moved to those it is compared with.
    """

    series: str
    start: date
    end: date
    measure: str
    stated: Figure | None
    quote: str = ""
    source: str = ""
    precision: float | None = None
    note: str = ""
    trend: Trend | None = None
    step: Step = Step.MONTH
    count: int = 0
    basis: WhoseFigures = WhoseFigures.IN_USE
    against: OtherDays | None = None
    reference: str = ""

    def __post_init__(self) -> None:
        if (self.trend is None or self.trend in STREAKS) is (self.stated is None):
            raise ValueError("a claim states either a figure or a trend")
        if self.trend is not None and self.against is not None:
            raise ValueError("a trend compares its own steps")
        if self.trend is not None:
            force_setattr(self, "start", first_of_steps(self.end, self.step, self.steps))

    @property
    def steps(self) -> int:
        """Of how many steps a trend is told: of one more than it rose or fell."""
        return self.count if self.trend in STREAKS else self.count + 1


class Acknowledgement(Struct, frozen=True):
    """A finding that a person has seen and keeps as it is, and why.

    `rows` say what the rows of the finding are about, not where they stand, so that sorting and inserting do
    not matter; `model.checks.acknowledged` writes and reads them.
    """

    code: str
    rows: tuple[str, ...] = ()
    reason: str = ""


class Baseline(Struct, frozen=True):
    """The days and series whose period the others are compared with."""

    series: str
    start: date
    end: date


class View(Struct, frozen=True):
    """What the charts and tables of the project show; part of the file, unlike the window's shape."""

    area_unit: AreaUnit = AreaUnit.KM2
    rate: Rate = Rate.PER_DAY
    baseline: Baseline | None = None


class Project(Struct, frozen=True):
    """Everything a project file holds. Tuples keep the user's order of rows.

    `imports` are the recipes by which figures were brought in, as `model.imports.recipe` writes them.
    `charts` holds the settings of each chart for which something was chosen, once.
    """

    title: str = ""
    notes: str = ""
    sources: tuple[Source, ...] = ()
    series: tuple[Series, ...] = ()
    periods: tuple[Period, ...] = ()
    intake: tuple[Intake, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    references: tuple[Reference, ...] = ()
    claims: tuple[Claim, ...] = ()
    view: View = field(default_factory=View)
    acknowledged: tuple[Acknowledgement, ...] = ()
    imports: tuple[Mapping[str, Any], ...] = ()
    charts: tuple[ChartSettings, ...] = ()

    def settings_of(self, chart: ChartKey) -> ChartSettings:
        """Return what was chosen for a chart; all of it automatic where nothing was."""
        automatic = ChartSettings(chart.chart, chart.series, chart.measure, chart.by)
        return next((settings for settings in self.charts if settings.of == chart), automatic)

    def source(self, wanted: str) -> Source | None:
        """Return the source of that id, None where there is none."""
        return next((source for source in self.sources if source.id == wanted), None)

    def series_of(self, wanted: str) -> Series | None:
        """Return the series of that id, None where there is none."""
        return next((series for series in self.series if series.id == wanted), None)

    def the_series(self, wanted: str) -> Series:
        """Return the series of that id. Raises KeyError."""
        found = self.series_of(wanted)
        if found is None:
            raise KeyError(wanted)
        return found

    def ground(self, series: str, field: str = "gains") -> Quantity:
        """Return what a field of ground may be in a series: only ground less what was lost is below 0."""
        found = self.series_of(series)
        return ground_in(field, GainsAre.NET if found is None else found.gains_are)

    def counted(self, series: str) -> Quantity:
        """Return what the losses of a series may be: people, items or money."""
        found = self.series_of(series)
        counts = Counts.CASUALTIES if found is None else found.counts
        return _QUANTITIES.get(counts, Quantity.PEOPLE)


Row = Source | Series | Period | Intake | Requirement | Campaign | Milestone | Reference | Claim

TABLES: Mapping[str, type[Row]] = {
    "periods": Period,
    "intake": Intake,
    "requirements": Requirement,
    "campaigns": Campaign,
    "claims": Claim,
    "milestones": Milestone,
    "references": Reference,
    "sources": Source,
    "series": Series,
}
"""The tables: the fields of a project that hold rows, in the order in which they are shown."""

RELATED = ("opponent", "part_of", "counted_of")
"""The fields of a series that name another one."""

SERIES_TABLES = tuple(table for table in TABLES if table not in ("sources", "series"))
"""The tables whose rows name a series."""

GROUND = ("gains", "gains_lost", "gains_other")
"""The fields of a period that hold areas."""


_ADVANCE = Quantity("km", negative=True, explicit=True)


def ground_in(field: str, gains_are: GainsAre) -> Quantity:
    """Return what a field of ground may be by what the gains of the series are."""
    if field == "gains" and gains_are is GainsAre.ADVANCE:
        return _ADVANCE
    net = field == ("gains_other" if gains_are is GainsAre.GROSS else "gains")
    return Quantity.AREA_NET if net else Quantity.AREA_GROSS


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
    Counts.ITEMS: marked("items, such as tanks"),
    Counts.MONEY: marked("money"),
}
_COUNTED_IN: Mapping[Counts, str] = {Counts.ITEMS: marked("items"), Counts.MONEY: marked("money")}
_QUANTITIES = {Counts.ITEMS: Quantity("items"), Counts.MONEY: Quantity("money")}
COUNTS_IN_SHORT: Mapping[Counts, str] = {**COUNTS, Counts.CASUALTIES: marked("casualties")}
GAINS_ARE: Mapping[GainsAre, str] = {
    GainsAre.NET: marked("net of ground lost"),
    GainsAre.GROSS: marked("gross"),
    GainsAre.ADVANCE: marked("an advance, in km"),
}
GAINS_IN_SHORT: Mapping[GainsAre, str] = {**GAINS_ARE, GainsAre.NET: marked("net")}


def with_counts(series: Series) -> Words:
    """Return what a series is called, with what its losses count: "Russia (killed)"."""
    return words("{series} ({counts})", series=series.called, counts=counts_of(series))


def counts_of(series: Series) -> Words:
    """Return what the losses of a series count: casualties, killed, tanks."""
    return words(COUNTS_IN_SHORT[series.counts]) if series.counts.people else series.counted_in


FIGURES: Mapping[type[Row], tuple[str, ...]] = {
    Period: ("losses", *GROUND, "correction"),
    Intake: ("per_month",),
    Requirement: ("per_month",),
    Campaign: ("target", "achieved"),
    Milestone: ("figure",),
    Reference: ("value",),
    Claim: ("stated",),
    Series: ("killed_share", "return_share"),
}
"""The fields of each kind of row that hold a figure."""


def figures_of(row: Row) -> tuple[tuple[str, Figure], ...]:
    """Return the figures that a row holds, each with the field it stands in."""
    held = ((name, getattr(row, name)) for name in FIGURES.get(type(row), ()))
    return tuple((name, figure) for name, figure in held if figure is not None)
