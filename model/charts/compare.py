"""Series or sources side by side: one measure of each, as it is or against that of the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from model.analyses.by_source import NAMES
from model.analyses.compare_series import (
    Described,
    SeriesComparison,
    baseline_of,
    cells_of,
    compare_series,
    compare_sources,
)
from model.chart_settings import LaneOrder
from model.charts.captions import empty_chart
from model.charts.chart_context import Subject, tidy
from model.charts.data import Chart, Lane, LegendEntry, Marks, MarkShape, MarkTone, Panel
from model.charts.outliers import given_rule
from model.checks.findings import row_name
from model.derive.against_baseline import RATIOS, against
from model.derive.measures import MEASURE
from model.project import GAINS_IN_SHORT, counts_of
from model.text.formats import Formats, usual_decimals
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.safe_text import isolated
from model.text.units import Unit
from model.text.words import marked, words

_TONES = {
    "losses_per_gain": MarkTone.COST,
    "gains_per_1000_losses": MarkTone.GAINS,
    "gains_per_day": MarkTone.GAINS,
    "gains_per_month": MarkTone.GAINS,
    "gains": MarkTone.GAINS,
    "intake": MarkTone.INTAKE,
    "replaced": MarkTone.INTAKE,
    "shortfall": MarkTone.BALANCE,
    "shortfall_per_month": MarkTone.BALANCE,
}
NO_ROOM = marked("There is no room here for all of them.")
_AMOUNTS = ("losses", "gains", "intake", "shortfall")


class _Bar(Struct, frozen=True):
    """A series with its value: `shown` is what the bar is high, `lines` what is written on it."""

    described: Described
    shown: Value
    lines: tuple[tuple[str, ...], ...]
    alt: str


def compare(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of the measure that is asked for, a lane for each of the series or sources compared.

    Amounts are bars from 0, anything else a dot with its range. What does not count the same is grouped.
    Where a baseline is chosen and has the measure, a ratio is shown as a multiple of it.
    """
    measure = MEASURE[subject.asked]
    table = _table(subject, subject.compared)
    then = baseline_of(subject.baseline or subject.results, measure.key)
    relative = measure.key in RATIOS and isinstance(then, Value) and then.best > 0
    bars, left_out = [], []
    totals = [subject.results.series[described.series.id].of(measure.key) for described in table.described]
    written = alike(subject, totals, measure.unit)
    for described, outcome in zip(table.described, totals, strict=True):
        made = _bar(subject, described, outcome, then if relative else None, written)
        if isinstance(made, _Bar):
            bars.append(made)
        else:
            left_out.append(f"{isolated(tidy(described.name))} ({made})")
    bars = _sorted(subject, bars)
    # What does not count the same stands under headings; in a note all of it would be listed once more.
    differ = len({described.series.counts for described in table.described}) > 1
    note = [subject.formats.words(warning) for warning in table.warnings[differ:] if len(bars) > 1]
    if len({bar.described.series.counts for bar in bars}) > 1:
        note.insert(0, subject.say(marked("The losses of the groups do not count the same thing.")))
    if left_out:
        said = marked("Left out: {what}.")
        note.insert(0, subject.say(said, what="; ".join(left_out)))
    if table.about is not None:
        note.insert(0, subject.formats.words(table.about))
    title = _title(subject)
    if len(bars) == 1:
        alone = marked("{chart}: {series}")
        title = subject.say(alone, chart=subject.label_of(measure.key), series=tidy(bars[0].described.name))
    if not bars:
        why = subject.say(
            marked("Nothing to draw yet: no series has a value for this measure.")
            if subject.sourced is None
            else marked("Nothing to draw yet: no source has a value for this measure.")
        )
        return empty_chart(subject, key, label, " ".join([why, *note]))
    tone = _TONES.get(measure.key, MarkTone.LOSSES)
    marks = _marks(subject, bars, tone)
    unit = "" if measure.unit == "people" else subject.unit(measure.unit)
    baseline = subject.formats.words(table.baseline) if table.baseline is not None else ""
    subtitle, axis = _headings(subject, measure.key, unit, baseline if relative else "")
    legend = []
    if relative:
        legend.append(LegendEntry(None, MarkTone.RAY, tidy(baseline)))
    if (marks.low < marks.high).any():
        legend.append(LegendEntry(None, MarkTone.RANGE, subject.say(marked("low to high"))))
    names = dict.fromkeys(subject.source_name(s) for bar in bars for s in bar.described.sources)
    sources = sources_named(subject, list(names))
    return Chart(
        key,
        title,
        subtitle,
        "",
        " ".join(note),
        sources,
        lambda: " ".join([f"{title}.", *(bar.alt for bar in bars), *note, sources]).strip(),
        (
            Panel(
                axis,
                subject.tick,
                (marks,),
                tone,
                levels=(1.0,) if relative else (),
                axis=given_rule(subject.settings, marks.best),
            ),
        ),
        0.0,
        float(len(bars)),
        tuple(legend),
        binned=subject.say(NO_ROOM),
        lanes=_lanes(subject, bars),
    )


def _table(subject: Subject, ids: Sequence[str], measures: Sequence[str] = ()) -> SeriesComparison:
    if subject.sourced is not None:
        return compare_sources(subject.sourced, ids, measures=measures)
    return compare_series(subject.results, ids, baseline=subject.baseline, measures=measures)


def _title(subject: Subject) -> str:
    measure = subject.label_of(subject.asked)
    if subject.sourced is None:
        return subject.say(marked("{measure}, series side by side"), measure=measure)
    said = marked("{measure} – {series}: {kind}")
    named = tidy(str(row_name(subject.sourced.series)))
    return subject.say(said, measure=measure, series=named, kind=subject.say(NAMES[subject.sourced.kind]))


def alike(subject: Subject, outcomes: Sequence[Outcome], unit: Unit) -> Formats:
    """Return how values beside each other are written: with the decimals chosen, else as their median is."""
    decimals = subject.settings.decimals
    there = [one.best for one in outcomes if not isinstance(one, Absent)]
    if decimals is None and there:
        middle = sorted(abs(subject.formats.in_shown_unit(best, unit)) for best in there)[len(there) // 2]
        decimals = usual_decimals(middle, unit)
    return replace(subject.formats, decimals=decimals)


def _headings(subject: Subject, key: str, unit: str, baseline: str) -> tuple[str, tuple[str, ...]]:
    """Return the subtitle and the candidates for the title of the axis."""
    named = subject.label_of(key)
    with_unit = f"{named}, {unit}" if unit else named
    if not baseline:
        said = (
            marked("{measure} of the whole of each series")
            if subject.sourced is None
            else marked("{measure} over all days that each source covers")
        )
        return subject.say(said, measure=with_unit), (with_unit, unit or named)
    said = marked("{measure} as a multiple of that of {baseline}")
    axis = marked("{measure}, × the baseline")
    return (
        subject.say(said, measure=named, baseline=tidy(baseline)),
        (subject.say(axis, measure=named), subject.say(marked("× the baseline"))),
    )


def _bar(
    subject: Subject, described: Described, outcome: Outcome, then: Outcome | None, written: Formats
) -> _Bar | str:
    """Return the bar of a series, or why it has none."""
    if isinstance(outcome, Absent):
        return subject.formats.words(outcome.reason)
    measure = MEASURE[subject.asked]
    text = written.outcome(outcome, measure.unit)
    value = written.with_unit(text, measure.unit)
    if then is None:
        factor = 100.0 if measure.unit == "share" else subject.factor(measure.unit)
        shown = Value(outcome.low * factor, outcome.best * factor, outcome.high * factor, outcome.approximate)
        return _Bar(described, shown, ((value, text),), f"{isolated(tidy(described.name))}: {value}.")
    compared = against(outcome, then)
    if isinstance(compared.times, Absent):
        return subject.formats.words(compared.times.reason)
    times = subject.formats.times(compared.times)
    lines: tuple[tuple[str, ...], ...] = ((times,), (value, text))
    alt = f"{isolated(tidy(described.name))}: {value}, {times}."
    if not compared.told:  # a multiple that may be anything is no label
        lines, alt = ((value, text),), f"{isolated(tidy(described.name))}: {value}."
    return _Bar(described, compared.times, lines, alt)


def _marks(subject: Subject, bars: list[_Bar], tone: MarkTone) -> Marks:
    slots = np.arange(len(bars), dtype=np.float64)
    amount = subject.asked in _AMOUNTS and all(bar.shown.best >= 0 for bar in bars)
    return Marks(
        MarkShape.BAR if amount or len(bars) == 1 else MarkShape.POINT,
        tone,
        subject.label_of(subject.asked),
        "series" if subject.sourced is None else "sources",
        np.array([_row(subject, bar.described) for bar in bars], np.int64),
        slots,
        slots + 1.0,
        np.array([bar.shown.low for bar in bars]),
        np.array([bar.shown.best for bar in bars]),
        np.array([bar.shown.high for bar in bars]),
        lambda i: bars[i].lines,
        lambda i: _tip(subject, bars[i].described),
    )


def _row(subject: Subject, described: Described) -> int:
    """Return the row in the table of series or sources that a bar stands for; -1 for no source at all."""
    return described.place if subject.sourced is None else subject.sourced.row_of(described.series.id)


def _sorted(subject: Subject, bars: Sequence[_Bar]) -> list[_Bar]:
    """Return the bars by what they count, and of one kind as was chosen; those put first are first."""
    order, sort = subject.settings.order, subject.settings.sort
    kinds = list(dict.fromkeys(bar.described.series.counts for bar in bars))

    def place(bar: _Bar) -> tuple[Any, ...]:
        own = bar.described.series.id
        first = order.index(own) if own in order else len(order)
        value = -bar.shown.best if sort is LaneOrder.VALUE else 0.0
        name = bar.described.name.casefold() if sort is LaneOrder.NAME else ""
        return kinds.index(bar.described.series.counts), first, value, name

    return sorted(bars, key=place)


def _lanes(subject: Subject, bars: Sequence[_Bar]) -> tuple[Lane, ...]:
    grouped = len({bar.described.series.counts for bar in bars}) > 1
    colors = dict(subject.settings.colors)
    return tuple(
        Lane(
            tidy(bar.described.name),
            "" if bar.described.days is None else subject.formats.words(bar.described.days),
            " · ".join(line[0] for line in bar.lines),
            subject.formats.words(counts_of(bar.described.series)) if grouped else "",
            colors.get(bar.described.series.id, ""),
        )
        for bar in bars
    )


def _tip(subject: Subject, described: Described) -> str:
    """Say what a series counts and covers, its value in full, and where its figures are from."""
    series, measure = described.series, MEASURE[subject.asked]
    outcome = subject.results.series[series.id].of(measure.key)
    full = subject.formats.words(subject.formats.full(outcome, measure.unit))
    one = _table(subject, (series.id,), (measure.key,))
    compared = cells_of(one.lines[0], subject.formats)[0]
    lines = [
        tidy(described.name),
        subject.formats.words(described.days) if described.days is not None else "",
        f"{subject.label_of(measure.key)}: {full}",
        compared if one.baseline is not None and measure.key in RATIOS else "",
        subject.say(
            marked("Losses count {counts}; gains are {gains}"),
            counts=counts_of(series),
            gains=words(GAINS_IN_SHORT[series.gains_are]),
        ),
        "; ".join(
            dict.fromkeys(scope for scope in (*described.losses_scopes, *described.gains_scopes) if scope)
        ),
        "; ".join(subject.source_name(source) for source in described.sources),
    ]
    return "\n".join(line for line in lines if line)


def sources_named(subject: Subject, names: list[str]) -> str:
    """Return the line that names sources, or nothing."""
    if not names:
        return ""
    if len(names) == 1:
        return subject.say(marked("Source: {names}"), names=names[0])
    return subject.say(marked("Sources: {names}"), names="; ".join(names))
