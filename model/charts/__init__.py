"""The charts, declared once: key, label, help, and what builds each from the results.

`build` gives a `Chart`, which knows no pixels and no Qt; `gui.charts` draws it. A new chart is a function
that takes a `Subject` and returns a `Chart`, and its entry in `CHARTS`.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from model.analyses.by_source import PLACES, by_source, sources_of
from model.analyses.compare_series import COMPARED, comparable
from model.analyses.ground import Ground
from model.chart_settings import CHART_LABELS, ChartKey, ChartSettings
from model.charts.balance import balance
from model.charts.chart_context import Subject
from model.charts.chosen import chosen
from model.charts.compare import compare
from model.charts.cost import cost
from model.charts.data import Chart, MarkShape
from model.charts.ground import ground
from model.charts.losses_gains import losses_gains
from model.charts.marks import over_alternatives, ranged, with_intervals
from model.charts.recruitment import recruitment
from model.charts.rows_shown import RowsShown, rows_shown
from model.charts.scatter import scatter
from model.charts.sources import MEASURES as SOURCED
from model.charts.sources import sources
from model.charts.statement import statement
from model.charts.territory import territory
from model.checks import ChecksOrLater
from model.derive.results import Results
from model.project import Rate, Series
from model.text.catalogue import in_language
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import Words, marked


class ChartKind(Struct, frozen=True):
    """A chart that can be asked for. `rate` is the rate it shows unless asked otherwise; None: it has none.

    `label` and `help` are templates to be translated in the context "model"; with `follows` the chart takes
    the rate that the project's view says. `measures` are those that can be chosen for it, the first unless
    another is. With `several` it shows several series, or the sources of one kind of figure.
    """

    key: str
    label: str
    help: str
    make: Callable[[Subject, str, str], Chart]
    rate: Rate | None = None
    follows: bool = False
    measures: tuple[str, ...] = ()
    several: bool = False


class ChartOptions(Struct, frozen=True):
    """What may be chosen: the series (None: the first that has rows) and the rate (None: the chart's own).

    For charts of several series: which ones (none: all that have rows), and of which measure; `by`, a kind of
    figure (`model.analyses.by_source.PLACES`), sets the sources of that kind side by side instead. With
    `envelope` each figure reaches over all of its alternatives. `only`: the rows that the filter of the table
    shows, None where none is at work. `settings` take the place of those that the project keeps. `ground` is
    what the map is drawn of, or why there is nothing: who asks for it reads the maps.
    """

    series: str | None = None
    rate: Rate | None = None
    compared: tuple[str, ...] = ()
    measure: str | None = None
    envelope: bool = False
    by: str = ""
    only: tuple[int, ...] | None = None
    settings: ChartSettings | None = None
    ground: Ground | Words | None = None


CHARTS: tuple[ChartKind, ...] = (
    ChartKind(
        "losses-gains",
        CHART_LABELS["losses-gains"],
        marked("Losses and ground gained a day or a month, period by period."),
        losses_gains,
        Rate.PER_DAY,
        follows=True,
    ),
    ChartKind(
        "cost",
        CHART_LABELS["cost"],
        marked("Losses for the ground gained, with what was published about it."),
        cost,
    ),
    ChartKind(
        "recruitment",
        CHART_LABELS["recruitment"],
        marked("Losses, the intake that is to replace them, and what is said to be needed."),
        recruitment,
        Rate.PER_MONTH,
    ),
    ChartKind(
        "balance",
        CHART_LABELS["balance"],
        marked("How many more people were lost than recruited, added up; wounded who return not counted."),
        balance,
    ),
    ChartKind(
        "scatter",
        CHART_LABELS["scatter"],
        marked("Each period by ground gained and losses, with lines of equal cost."),
        scatter,
        Rate.PER_DAY,
        follows=True,
    ),
    ChartKind(
        "compare",
        CHART_LABELS["compare"],
        marked(
            "One measure of several series, or of the sources of one; as a multiple of a chosen baseline."
        ),
        compare,
        measures=COMPARED,
        several=True,
    ),
    ChartKind(
        "sources",
        CHART_LABELS["sources"],
        marked("What each source says of one figure or result: its low, best and high, with its stance."),
        sources,
        measures=SOURCED,
    ),
    ChartKind(
        "territory",
        CHART_LABELS["territory"],
        marked("Ground taken and lost again in each period, and what is held at its end."),
        territory,
    ),
    ChartKind(
        "map",
        CHART_LABELS["map"],
        marked("The maps at both edges of some days over each other: ground gained, lost and held."),
        ground,
    ),
)
"""Every chart, in the order in which they are offered."""

CHART = {kind.key: kind for kind in CHARTS}
"""The charts by key."""


def build(
    key: str,
    results: Results,
    checks: ChecksOrLater,
    formats: Formats,
    options: ChartOptions | None = None,
    baseline: Results | None = None,
) -> Chart:
    """Return the chart `key` of a project's results; with `baseline` compared with the baseline of those.

    `checks` may be a function that gives them; it is called only by a chart that shows claims. Raises
    KeyError for a chart that does not exist. Where nothing can be drawn, the chart says why.
    """
    kind = CHART[key]
    options = options or ChartOptions()
    about, shown = _about(kind, results, checks, formats, options, baseline)
    chart = kind.make(about, kind.key, kind.label)
    if about.published is not None and about.results is not about.published:
        chart = over_alternatives(chart, formats)
    chart = with_intervals(chart, about)
    chart = shown.in_project(_telling_powers(_with_room(chart, about.settings), about))
    stated = statement(about, key) if about.settings.states else ""
    return chosen(chart, about.settings, stated)


_BESIDE = 0.5  # times the days of a lone bar, on each of its sides


def _with_room(chart: Chart, settings: ChartSettings) -> Chart:
    """Return a chart whose lone bar does not fill its panel, unless its days were chosen."""
    spans = [some for panel in chart.panels for some in panel.marks if some.shape is not MarkShape.BAND]
    alone = max((len(some) for some in spans), default=0) == 1
    if chart.calendar is None or not alone or settings.start is not None or settings.end is not None:
        return chart
    room = (chart.x1 - chart.x0) * _BESIDE
    return replace(chart, x0=chart.x0 - room, x1=chart.x1 + room)


def _telling_powers(chart: Chart, about: Subject) -> Chart:
    """Return a chart that says so if an axis counts powers of ten: heights on it are no amounts."""
    if not any(panel.axis.log for panel in chart.panels):
        return chart
    said = about.say(marked("The axis counts powers of ten: each is ten times as much as the one before."))
    return replace(
        chart,
        note=f"{said} {chart.note}".strip(),
        beyond=f"{said} {chart.beyond}".strip(),
        describe=lambda: f"{chart.alt} {said}",
    )


def _about(
    kind: ChartKind,
    results: Results,
    checks: ChecksOrLater,
    formats: Formats,
    options: ChartOptions,
    baseline: Results | None,
) -> tuple[Subject, RowsShown]:
    """Return what a chart is made from, and the rows of the project that it shows."""
    of = key_of(kind, results, options)
    settings = options.settings or results.project.settings_of(of)
    formats = in_language(formats, settings.language)
    series = _series(results, options.series)
    shown = rows_shown(results, settings, series.id if series is not None else "", options.only)
    baseline = baseline or (results if shown.results is not results else None)
    results = shown.results
    rate = options.rate or (results.project.view.rate if kind.follows else kind.rate) or Rate.PER_DAY
    about = Subject(
        results,
        checks,
        formats,
        series,
        rate,
        asked=of.measure,
        baseline=baseline,
        settings=settings,
        set_aside=shown.set_aside,
        ground=options.ground,
    )
    if kind.several and of.by and series is not None:
        sourced = by_source(results, series.id, of.by, formats)
        about = replace(
            about,
            results=sourced.results,
            baseline=baseline or results,
            sourced=sourced,
            compared=_compared(sourced.results, options, settings),
        )
    else:
        compared = _compared(results, options, settings) if kind.several else ()
        ranging = ranged(results) if options.envelope else results
        about = replace(about, results=ranging, published=results, compared=compared)
    return about, shown


def key_of(kind: ChartKind, results: Results, options: ChartOptions) -> ChartKey:
    """Return which chart it is whose settings a project keeps: of which series, measure, kind of figure."""
    measure = options.measure if options.measure in kind.measures else next(iter(kind.measures), "")
    by = options.by if kind.several else ""
    series = _series(results, options.series)
    return ChartKey(
        kind.key, series.id if series is not None and (by or not kind.several) else "", measure, by
    )


def shown_of(kind: ChartKind, results: Results, options: ChartOptions) -> list[tuple[str, str]]:
    """Return ids and names of what a chart shows: its series, those it compares, or sources."""
    project, series = results.project, _series(results, options.series)
    if not kind.measures:
        return [] if series is None else [(series.id, series.called)]
    if kind.several and not options.by:
        return [(one, project.the_series(one).called) for one in comparable(results)]
    kinds = (options.by,) if kind.several else tuple(PLACES)
    ids = [] if series is None else [one for by in kinds for one in sources_of(project, series.id, by)]
    sources = {source.id: source.called for source in project.sources}
    return [(one, sources[one]) for one in dict.fromkeys(ids) if one in sources]


def _compared(results: Results, options: ChartOptions, settings: ChartSettings) -> tuple[str, ...]:
    """Return the ids of what is compared, those that were put first before the others."""
    known = comparable(results)
    first = [one for one in settings.order if one in known]
    known = tuple(dict.fromkeys([*first, *known]))
    return tuple(one for one in known if one in options.compared) or known


def subject_of(results: Results, checks: ChecksOrLater, formats: Formats, series: str = "") -> Subject:
    """Return a series of a project as charts see it, by default the first that has rows."""
    return Subject(results, checks, formats, _series(results, series or None), results.project.view.rate)


def _series(results: Results, wanted: str | None) -> Series | None:
    """Return the series asked for; else the first with rows that count; else the first."""
    every = results.project.series
    chosen = next((series for series in every if series.id == wanted), None)
    with_rows = (series for series in every if len(results.series[series.id].parts))
    return chosen or next(with_rows, None) or (every[0] if every else None)
