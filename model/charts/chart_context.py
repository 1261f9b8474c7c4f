"""What every chart is made from: one series' counted rows, and the sentences that stand around a chart.

Only parts are drawn: totals and details repeat their days, conflicts contradict each other. What is left out
is counted and said, with the reason.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

import numpy as np
from msgspec import Struct

from model.analyses.by_source import Sourced
from model.analyses.ground import Ground
from model.analyses.stances import with_stance
from model.chart_settings import ChartSettings
from model.charts.data import Calendar, DrawnRows
from model.charts.reduce import median
from model.checks import ChecksOrLater
from model.checks.claims import ClaimResult
from model.derive.bands import Band, Floats, Ints, Reason
from model.derive.identity_cache import kept
from model.derive.measures import MEASURE
from model.derive.results import Results
from model.derive.roles import RoleLayout
from model.project import Project, Rate, Series, Source
from model.text.days import month_name, span_words
from model.text.figures import Figure
from model.text.formats import Formats, usual_decimals
from model.text.notation import write_number
from model.text.records import replace
from model.text.units import convert, in_area_unit
from model.text.words import Words, marked, words

_LEAST_WRITTEN, _LARGEST_WRITTEN = 1e-6, 1e15  # of ticks that are written out
_LONGEST = 60  # letters of a name or label on a chart

NOTHING_CHOSEN = ChartSettings("")


def tidy(text: str) -> str:
    """Return a name or label on one line, and no longer than a chart can carry."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


class Parts(Struct, frozen=True, eq=False):
    """The n parts of a series by start date: their rows, first days, and the days after their last ones.

    `first` is the first of these days and `stop` the last, 0 where there are no parts. `in_order`: they are
    all the periods in their order, so that a column need not be gathered.
    """

    rows: DrawnRows
    starts: Floats
    stops: Floats
    first: float
    stop: float
    in_order: bool


@kept(4)
def _parts(layout: RoleLayout, start: Ints, end: Ints, place: int) -> Parts:
    """Return the parts of the series at `place`, none at -1, of periods from `start` to `end`."""
    rows = np.asarray(layout.parts_of(place) if place >= 0 else (), dtype=np.int64)
    starts, stops = start[rows].astype(np.float64), end[rows].astype(np.float64) + 1.0
    first, stop = (float(starts[0]), float(stops.max())) if len(rows) else (0.0, 0.0)
    in_order = len(rows) == len(start) and bool((rows == np.arange(len(rows))).all())
    return Parts(rows, starts, stops, first, stop, in_order)


class Subject(Struct, frozen=True, eq=False, dict=True):
    """One series of a project as a chart sees it: `rows` are its parts by start date.

    `compared` are the ids of the series that stand side by side, where several do; `asked` is the key of the
    measure that is asked for, where one is. `baseline`: the results whose baseline counts, where they are not
    these: a scenario is compared with what was published. `published`: the results of the figures as they
    were published, where these reach over alternatives. `sourced`: what these results are of, where they are
    those of the sources of one series. `settings`: what was chosen for the chart. `set_aside`: how many parts
    the days or the filter that were chosen leave out, each with the words for it. `ground`: the
    maps of the series, or why there are none.
    """

    results: Results
    checks: ChecksOrLater
    formats: Formats
    series: Series | None
    rate: Rate
    compared: tuple[str, ...] = ()
    asked: str = ""
    baseline: Results | None = None
    published: Results | None = None
    sourced: Sourced | None = None
    settings: ChartSettings = NOTHING_CHOSEN
    set_aside: tuple[tuple[int, str], ...] = ()
    ground: Ground | Words | None = None
    _taken: dict[str, Band] = {}
    _alike: dict[str, Formats] = {}

    @property
    def project(self) -> Project:
        """The project itself."""
        return self.results.project

    @cached_property
    def parts(self) -> Parts:
        """The series' parts and their days."""
        inputs, layout = self.results.inputs, self.results.derived.layout
        place = -1 if self.series is None else list(self.results.series).index(self.series.id)
        return _parts(layout, inputs.start, inputs.end, place)

    @property
    def rows(self) -> DrawnRows:
        """The rows of the series' parts, by start date."""
        return self.parts.rows

    @property
    def starts(self) -> Floats:
        """The first days of the parts."""
        return self.parts.starts

    @property
    def stops(self) -> Floats:
        """The days after the last days of the parts."""
        return self.parts.stops

    @property
    def extent(self) -> tuple[float, float]:
        """The first day of the parts, of which there is one at least, and the day after the last."""
        return self.parts.first, self.parts.stop

    @property
    def monthly(self) -> bool:
        """Whether rates are a month, not a day."""
        return self.rate is Rate.PER_MONTH

    # numbers

    def measure(self, key: str) -> Band:
        """Return a measure over the parts, in its own unit."""
        band = self.results.columns[key]
        if self.parts.in_order:
            return band
        if key not in self._taken:
            self._taken[key] = band.take(self.rows)
        return self._taken[key]

    def shown(self, key: str) -> tuple[Band, Floats, Floats, Floats]:
        """Return a measure over the parts, with its low, best and high in the unit shown."""
        band, factor = self.measure(key), self.factor(MEASURE[key].unit)
        if factor == 1.0:
            return band, band.low, band.best, band.high
        return band, band.low * factor, band.best * factor, band.high * factor

    def factor(self, unit: str) -> float:
        """Return what a number in `unit` is multiplied with for the unit shown."""
        return convert(1.0, unit, in_area_unit(unit, self.formats.area_unit))

    def outcome(self, key: str, row: int) -> str:
        """Return a measure of a row of the periods as text, all rows with as many decimals."""
        return self.alike(key).outcome(self.results.outcome(key, row), MEASURE[key].unit)

    def alike(self, key: str) -> Formats:
        """Return how a measure is written on this chart: with the decimals chosen, else as its median is."""
        if key not in self._alike:
            decimals = self.settings.decimals
            if decimals is None:
                band, _, best, _ = self.shown(key)
                there = np.abs(best[band.absent == Reason.PRESENT])
                decimals = usual_decimals(median(there), MEASURE[key].unit) if len(there) else None
            self._alike[key] = replace(self.formats, decimals=decimals)
        return self._alike[key]

    def tick(self, value: float) -> str:
        """Write a number on an axis: ticks are round, so that no digit of one is left out."""
        if value and not _LEAST_WRITTEN <= abs(value) < _LARGEST_WRITTEN:
            return self.formats.in_powers(value, 0)
        return write_number(value, self.formats.notation)

    # words

    def say(self, template: str, /, **values: object) -> str:
        """Return a marked template in the reader's language, filled in."""
        return self.formats.words(words(template, **values))

    def label_of(self, key: str) -> str:
        """Return the label of a measure."""
        return self.say(MEASURE[key].label)

    def unit(self, unit: str) -> str:
        """Return the label of a unit, areas in the area unit."""
        return self.formats.unit(unit)

    @property
    def calendar(self) -> Calendar:
        """Month names and date forms in the reader's language."""
        names = tuple(self.formats.words(month_name(month, short=True)) for month in range(1, 13))
        translate = self.formats.translate
        return Calendar(
            names,
            translate(marked("{day} {month}")),
            translate(marked("{month} {year}")),
            translate(marked("{day} {month} {year}")),
        )

    def titled(self, label: str) -> str:
        """Return the chart's title: what it shows, and of whom."""
        title = self.say(label)
        name = tidy(self.series.name or self.series.id) if self.series is not None else ""
        return self.say(marked("{chart}: {series}"), chart=title, series=name) if name else title

    @property
    def color(self) -> str:
        """The colour that the project gives the series, or nothing."""
        return self.series.color if self.series is not None else ""

    @property
    def binned(self) -> str:
        """What is said of a chart so dense that rows share a column."""
        return self.say(marked("Where rows share a column, it shows their lowest and highest value."))

    def days(self) -> str:
        """Return the days from the first part to the last."""
        if not len(self.rows):
            return ""
        first, last = int(self.extent[0]), int(self.extent[1]) - 1
        return self.formats.words(span_words(date.fromordinal(first), date.fromordinal(last)))

    def source_name(self, source: Source) -> str:
        """Return a source's name with its stance."""
        return self.formats.words(with_stance(source, tidy(source.called)))

    def source_of(self, figure: Figure | None) -> str:
        """Return the name and stance of the source of a figure, or nothing."""
        if figure is None or not figure.source:
            return ""
        return next((self.source_name(s) for s in self.project.sources if s.id == figure.source), "")

    def claims(self, measure: str) -> list[ClaimResult]:
        """Return the published claims about a measure of this series, judged."""
        if self.series is None or not any(claim.measure == measure for claim in self.project.claims):
            return []
        checks = self.checks() if callable(self.checks) else self.checks
        return [
            c
            for c in checks.claims
            if c.claim.measure == measure
            and c.claim.series == self.series.id
            and c.claim.trend is None  # which is no value of the measure
        ]
