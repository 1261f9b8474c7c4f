"""What each source says of one figure or result, under each other with its stance: low, best and high."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from model.analyses.by_source import NAMES, PLACES, by_source, most_spoken_of, sources_of
from model.chart_settings import LaneOrder
from model.charts.captions import empty_chart
from model.charts.chart_context import Subject, tidy
from model.charts.compare import NO_ROOM, alike, sources_named
from model.charts.data import Chart, Lane, LegendEntry, Marks, MarkShape, MarkTone, Panel
from model.charts.outliers import given_rule
from model.checks.claims import Verdict
from model.derive.measures import MEASURE
from model.project import STANCES, Source
from model.text.days import Span, span_words
from model.text.figures import Qualifier
from model.text.outcomes import Outcome, Value
from model.text.units import SELF_EVIDENT, convert
from model.text.words import Words, marked

MEASURES = (
    "losses",
    "losses_per_day",
    "losses_per_month",
    "gains",
    "gains_per_day",
    "gains_per_month",
    "losses_per_gain",
    "gains_per_1000_losses",
    "intake",
    "requirement",
    "shortfall",
    "replaced",
)
"""What sources can be set beside each other for."""

_KINDS: Mapping[str, tuple[str, ...]] = {
    "losses_per_gain": ("losses", "gains"),
    "gains_per_1000_losses": ("losses", "gains"),
    "shortfall": ("losses", "intake"),
    "replaced": ("losses", "intake"),
}


class _Said(Struct, frozen=True):
    """What one source says: `row` of the table of sources, -1 for none, and what stands on the chart."""

    name: str
    stance: str
    value: Value
    group: str
    row: int = -1
    doubt: bool = False
    source: str = ""


def sources(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of one measure over the same days, a lane for each source that has it, and what it is.

    The days are those chosen, if the periods of the series make them up; else those of the period of which
    most sources speak.
    """
    measure, series = MEASURE[subject.asked], subject.series
    span, said = _best_known(subject)
    if series is None or span is None:
        why = subject.say(marked("Nothing to draw yet: no source has a value for this measure."))
        return empty_chart(subject, key, label, why)
    said = _sorted(subject, said)
    written = alike(subject, [one.value for one in said], measure.unit)
    unit = "" if measure.unit in SELF_EVIDENT else subject.unit(measure.unit)
    texts = [written.with_unit(written.outcome(one.value, measure.unit), measure.unit) for one in said]
    named, days = subject.label_of(measure.key), subject.formats.words(span_words(span.start, span.end))
    title = subject.say(marked("{measure}, by source: {series}"), measure=named, series=tidy(series.called))
    with_unit = f"{named}, {unit}" if unit else named
    marks = _marks(subject, said, texts)
    legend = [LegendEntry(MarkShape.POINT, MarkTone.LOSSES, subject.say(marked("best")))]
    if (marks.low < marks.high).any():
        legend.append(LegendEntry(None, MarkTone.RANGE, subject.say(marked("low to high"))))
    if any(one.doubt for one in said):
        legend.append(LegendEntry(MarkShape.POINT, MarkTone.DOUBT, subject.say(marked("not borne out"))))
    sentences = [
        f"{one.name}{f' ({one.stance})' if one.stance else ''}: {text}."
        for one, text in zip(said, texts, strict=True)
    ]
    colors = dict(subject.settings.colors)
    lanes = {one.source for one in said} | _in_use(subject, series.id, span)
    named_sources = sources_named(
        subject, [subject.source_name(source) for source in subject.project.sources if source.id in lanes]
    )
    return Chart(
        key,
        title,
        subject.say(marked("{measure}, as each source has it for the same days"), measure=with_unit),
        days,
        "",
        named_sources,
        lambda: " ".join([f"{title}, {days}.", *sentences]),
        (
            Panel(
                (with_unit, unit or named),
                subject.tick,
                (marks,),
                MarkTone.LOSSES,
                axis=given_rule(subject.settings, marks.best),
            ),
        ),
        0.0,
        float(len(said)),
        tuple(legend),
        binned=subject.say(NO_ROOM),
        lanes=tuple(
            Lane(tidy(one.name), one.stance, text, one.group, colors.get(one.source, ""))
            for one, text in zip(said, texts, strict=True)
        ),
    )


def _best_known(subject: Subject) -> tuple[Span | None, list[_Said]]:
    """Return the days that sources are compared over, None where there are none, and what is said of them."""
    series = subject.series
    whole = None if series is None else subject.results.series[series.id].span
    if series is None or whole is None:
        return None, []
    most = most_spoken_of(subject.results, series.id) or whole
    best: tuple[Span | None, list[_Said]] = None, []
    for span in dict.fromkeys((whole, most)):
        said = list(_computed(subject, span))
        # What a source has as its figure and published as its total is one statement, not two.
        there = {(one.source, one.value) for one in said}
        said += [one for one in _published(subject, span) if (one.source, one.value) not in there]
        if len({one.source for one in said if one.source}) > len(
            {one.source for one in best[1] if one.source}
        ):
            best = span, said
    return best


def _over(subject: Subject, series: str, span: Span) -> Outcome:
    return subject.results.within(series, span.start, span.end)[subject.asked]


def _computed(subject: Subject, span: Span) -> Iterator[_Said]:
    """Yield the measure from the figures in use, and from those of each source in their place."""
    series, measure = subject.series, subject.asked
    if series is None:
        return
    used = _over(subject, series.id, span)
    if isinstance(used, Value):
        yield _Said(subject.say(marked("Figures in use here")), "", used, "")
    kinds = _kinds(measure)
    for kind in kinds:
        sourced = by_source(subject.results, series.id, kind, subject.formats)
        group = subject.say(NAMES[kind]) if len(kinds) > 1 else ""
        for one in sources_of(subject.project, series.id, kind):
            value = sourced.results.within(one, span.start, span.end)[measure]
            if isinstance(value, Value):
                name, stance = _called(subject, subject.project.source(one))
                yield _Said(name, stance, value, group, sourced.row_of(one), source=one)


def _kinds(measure: str) -> tuple[str, ...]:
    return _KINDS.get(measure) or tuple(kind for kind in PLACES if measure.startswith(kind))


def _in_use(subject: Subject, series: str, span: Span) -> set[str]:
    """Return the sources of the figures in use that the measure is computed from over these days."""
    project, inputs = subject.project, subject.results.inputs
    periods = subject.results.rows_within(series, span.start, span.end)
    of_periods = {"losses": inputs.losses_source, "gains": inputs.gains_source}
    found: set[str] = set()
    for kind in _kinds(subject.asked):
        if kind not in of_periods:
            table, field = PLACES[kind]
            found |= {
                getattr(row, field).source
                for row in getattr(project, table)
                if row.series == series and row.start <= span.end and span.start <= row.end
            }
        elif not isinstance(periods, Words):
            used = np.unique(of_periods[kind][periods]).tolist()
            found |= {project.sources[place].id for place in used if place >= 0}
    return found


def _published(subject: Subject, span: Span) -> Iterator[_Said]:
    """Yield what was published of the measure itself over exactly these days."""
    ids = [source.id for source in subject.project.sources]
    for found in subject.claims(subject.asked):
        claim, judged = found.claim, found.judgement
        if claim.against is not None or (claim.start, claim.end) != (span.start, span.end):
            continue
        unit = MEASURE[subject.asked].unit
        low, best, high = (
            convert(x, judged.unit, unit) for x in (judged.stated.low, judged.stated.best, judged.stated.high)
        )
        name, stance = _called(subject, subject.project.source(claim.source))
        how = judged.figure.qualifier
        over, under = how is Qualifier.OVER, how is Qualifier.UNDER
        value = Value(low, best, high, judged.stated.approximate, over=over, under=under)
        doubt = judged.verdict in (Verdict.INCONSISTENT, Verdict.NOT_REFUTED)
        row = ids.index(claim.source) if claim.source in ids else -1
        yield _Said(name, stance, value, subject.say(marked("As published")), row, doubt, claim.source or "?")


def _called(subject: Subject, source: Source | None) -> tuple[str, str]:
    if source is None:
        return subject.say(marked("a source that is not named")), ""
    return tidy(source.called), subject.say(STANCES[source.stance])


def _sorted(subject: Subject, said: Sequence[_Said]) -> list[_Said]:
    """Return what was said group by group, within each as was chosen; the figures in use come first."""
    groups, order = list(dict.fromkeys(one.group for one in said)), subject.settings.order
    sort = subject.settings.sort

    def place(one: _Said) -> tuple[int, bool, int, float, str]:
        first = order.index(one.source) if one.source in order else len(order)
        value = -one.value.best if sort is LaneOrder.VALUE else 0.0
        name = one.name.casefold() if sort is LaneOrder.NAME else ""
        return groups.index(one.group), bool(one.source), first, value, name

    return sorted(said, key=place)


def _marks(subject: Subject, said: Sequence[_Said], texts: Sequence[str]) -> Marks:
    unit = MEASURE[subject.asked].unit
    factor = 100.0 if unit == "share" else subject.factor(unit)
    slots = np.arange(len(said), dtype=np.float64)
    low, best, high = (
        np.array([getattr(one.value, end) for one in said]) * factor for end in ("low", "best", "high")
    )

    def tip(i: int) -> str:
        one = said[i]
        full = subject.formats.words(subject.formats.full(one.value, unit))
        return "\n".join(line for line in (one.name, one.stance, full) if line)

    return Marks(
        MarkShape.POINT,
        MarkTone.LOSSES,
        subject.label_of(subject.asked),
        "sources",
        np.array([one.row for one in said], np.int64),
        slots,
        slots + 1.0,
        low,
        best,
        high,
        lambda i: ((texts[i],),),
        tip,
        doubt=np.array([one.doubt for one in said]),
    )
