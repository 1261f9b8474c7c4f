"""The sentences around a chart: what is left out and why, sources, tips, and the words of the alt text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from model.charts.chart_context import Subject, tidy
from model.charts.data import Chart, DrawnRows, Marks
from model.derive.bands import Band, Reason
from model.derive.ground import ground_told
from model.derive.identity_cache import kept
from model.derive.inputs import NO_FIGURE, Index
from model.derive.measures import MEASURE
from model.derive.roles import ROLES, Role, RoleLayout
from model.project import GROUND, Period, figures_of
from model.text.days import span_words
from model.text.figures import Figure, Quantity
from model.text.formats import counted
from model.text.outcomes import Absent, Outcome
from model.text.safe_text import isolated
from model.text.units import in_area_unit
from model.text.words import Words, marked, words

NOTHING: Mapping[str, int] = MappingProxyType({})
_MOST_SOURCES = 6
Counted = tuple[int, str | Words]

_LEFT_OUT = {
    Role.TOTAL: marked("{count} published total|{count} published totals"),
    Role.DETAIL: marked("{count} row inside a longer one|{count} rows inside longer ones"),
    Role.CONFLICT: marked("{count} row in conflict with another|{count} rows in conflict with each other"),
    Role.INVALID: marked("{count} row that ends before it starts|{count} rows that end before they start"),
}
_WITHOUT = {
    Reason.NO_LOSSES: marked("{count} row without losses|{count} rows without losses"),
    Reason.NO_GAINS: marked("{count} row without gains|{count} rows without gains"),
    Reason.ZERO_LOSSES: marked(
        "{count} row with no losses to divide by|{count} rows with no losses to divide by"
    ),
    Reason.INTAKE_UNKNOWN: marked("{count} row without a known intake|{count} rows without a known intake"),
    Reason.REQUIREMENT_UNKNOWN: marked(
        "{count} row without a known requirement|{count} rows without a known requirement"
    ),
    Reason.EARLIER_LOSSES: marked(
        "{count} row after one without losses|{count} rows after one without losses"
    ),
    Reason.EARLIER_INTAKE: marked(
        "{count} row after one without a known intake|{count} rows after one without a known intake"
    ),
}
_NO_VALUE = marked("{count} row without a value|{count} rows without a value")


def sources_line(subject: Subject, marks: Iterable[Marks], stated: Mapping[str, int] = NOTHING) -> str:
    """Return the line that names the sources of what is drawn, those most used first.

    `stated` says how often each source is named for what is drawn and is no period.
    """
    used: Counter[int] = Counter()
    inputs = subject.results.inputs
    rows = [some.rows for some in marks if some.table == "periods"]
    for column in (inputs.losses_source, inputs.gains_source):
        used.update(_used(column, *rows))
    used.pop(NO_FIGURE, None)
    place = {source.id: i for i, source in enumerate(subject.project.sources)}
    for source, times in stated.items():
        used[place.get(source, -1)] += times
    named = [i for i, _ in sorted(used.items(), key=lambda item: (-item[1], item[0])) if i >= 0]
    names = [subject.source_name(subject.project.sources[i]) for i in named]
    if not names:
        return subject.say(marked("Sources: none named")) if used else ""
    if len(names) > _MOST_SOURCES:
        more = len(names) - _MOST_SOURCES
        names = [
            *names[:_MOST_SOURCES],
            subject.say(marked("and {count} more"), count=more),
        ]
    if len(named) == 1:
        return subject.say(marked("Source: {names}"), names=names[0])
    return subject.say(marked("Sources: {names}"), names="; ".join(names))


@kept(8)
def _used(column: Index, *rows: DrawnRows) -> Mapping[int, int]:
    """Return how often each source stands in any of the rows."""
    drawn = np.zeros(len(column), np.bool_)
    for some in rows:
        drawn[some] = True
    counts = np.bincount(column[drawn] - NO_FIGURE)
    return {place + NO_FIGURE: int(counts[place]) for place in np.flatnonzero(counts).tolist()}


def roles_left_out(subject: Subject) -> list[Counted]:
    """Return how many rows of the series are not drawn for their role."""
    if subject.series is None:
        return []
    inputs = subject.results.inputs
    index = [series.id for series in subject.project.series].index(subject.series.id)
    counts = _roles(subject.results.derived.layout, inputs.series, index)
    return [(int(counts[ROLES.index(role)]), forms) for role, forms in _LEFT_OUT.items()]


@kept(4)
def _roles(layout: RoleLayout, series: Index, place: int) -> NDArray[np.intp]:
    """Return how many rows of a series have each role."""
    return np.bincount(layout.roles[series == place], minlength=len(ROLES))


@kept(8)
def _reasons(band: Band) -> Mapping[int, int]:
    """Return how many rows of a band have no value, by reason."""
    counts = np.bincount(band.absent)
    return {code: int(counts[code]) for code in np.flatnonzero(counts).tolist() if code != Reason.PRESENT}


def without(subject: Subject, *bands: Band) -> list[Counted]:
    """Return how many parts have no value in these bands, by reason; a reason counts once."""
    found: dict[int, Counted] = {}
    for band in bands:
        for code, count in _reasons(band).items():
            if code not in found:
                found[code] = count, _said_without(subject, band, Reason(code), count)
    return list(found.values())


def _said_without(subject: Subject, band: Band, reason: Reason, count: int) -> str | Words:
    if reason is not Reason.ZERO_GAINS:
        return _WITHOUT.get(reason, _NO_VALUE)
    why = subject.results.reasons.of_sum(reason, subject.rows[band.absent == reason])
    return words("{count} row: {why}|{count} rows: {why}", count=counted(count), why=why)


def left_out(subject: Subject, left: Sequence[Counted]) -> str:
    """Return the sentence that says what is left out, or nothing where nothing is."""
    every = (*left, *subject.set_aside)
    filled = [(text if isinstance(text, Words) else words(text, count=counted(n))) for n, text in every if n]
    said = [subject.formats.words(text) for text in filled]
    others = (
        sum(1 for series in subject.project.series if series is not subject.series) if subject.series else 0
    )
    if others:
        said.append(subject.say(marked("{count} other series|{count} other series"), count=others))
    return subject.say(marked("Left out: {what}."), what="; ".join(said)) if said else ""


def tip(subject: Subject, row: int) -> str:
    """Return the figures of a period with their sources, and what follows from them, a line each."""
    period = (subject.published or subject.results).project.periods[row]
    head = tidy(period.label)
    days = subject.formats.words(span_words(period.start, period.end))
    lines = [f"{isolated(head)} · {days}" if head else days]
    for label, figure, quantity in _figures(subject, period):
        unit = figure.unit or quantity.unit
        text = subject.formats.glimpsed(figure, quantity)
        if in_area_unit(unit, subject.formats.area_unit) == unit:
            text = subject.formats.with_unit(text, unit)  # a cell says only a unit that is not the one shown
        source = subject.source_of(figure)
        form = marked("{label}: {figure} — {source}") if source else marked("{label}: {figure}")
        lines.append(subject.say(form, label=label, figure=text, source=source))
        lines.extend(_alternatives(subject, figure, quantity))
    suffix = "per_month" if subject.monthly else "per_day"
    for key in (f"losses_{suffix}", f"gains_{suffix}", "losses_per_gain", "intake", "shortfall"):
        outcome = subject.results.outcome(key, row)
        if not isinstance(outcome, Absent):
            lines.append(
                subject.say(
                    marked("{label}: {figure}"),
                    label=subject.label_of(key),
                    figure=_with_unit(subject, outcome, key),
                )
            )
    return "\n".join(lines)


def _alternatives(subject: Subject, figure: Figure, quantity: Quantity) -> list[str]:
    """Return what other sources say of a figure, a line each."""
    lines = []
    for other in figure.alternatives:
        source = subject.source_of(other)
        form = marked("   or {figure} — {source}") if source else marked("   or {figure}")
        lines.append(subject.say(form, figure=subject.formats.glimpsed(other, quantity), source=source))
    return lines


def extremes(subject: Subject, marks: Marks, key: str) -> str:
    """Return a sentence on the lowest and highest of marks of measure `key`, for the alt text."""
    if not len(marks):
        return ""
    unit = MEASURE[key].unit
    label = subject.label_of(key)
    if len(marks) == 1:
        return subject.say(
            marked("{label}: {value} ({when})."),
            label=label,
            value=_with_unit(subject, subject.results.outcome(key, int(marks.rows[0])), key),
            when=_when(subject, int(marks.rows[0])),
        )
    least, most = (int(marks.rows[int(i)]) for i in (marks.best.argmin(), marks.best.argmax()))
    return subject.say(
        marked("{label}: least {low} ({low_when}), greatest {high} ({high_when})."),
        label=label,
        low=subject.outcome(key, least),
        low_when=_when(subject, least),
        high=subject.formats.with_unit(subject.outcome(key, most), unit),
        high_when=_when(subject, most),
    )


def _figures(subject: Subject, period: Period) -> list[tuple[str, Figure, Quantity]]:
    project = subject.project
    quantities = {"losses": project.counted(period.series)}
    quantities |= {field: project.ground(period.series, field) for field in GROUND}
    gross = project.the_series(period.series).gross
    measures = {field: ground_told(field, gross=gross) for field in GROUND if field != "gains"}
    return [
        (subject.label_of(measures.get(field, field)), figure, quantities[field])
        for field, figure in figures_of(period)
        if field in quantities
    ]


def _with_unit(subject: Subject, outcome: Outcome, key: str) -> str:
    unit = MEASURE[key].unit
    text = subject.alike(key).outcome(outcome, unit)
    return subject.formats.with_unit(text, unit)


def _when(subject: Subject, row: int) -> str:
    period = subject.project.periods[row]
    return tidy(period.label) or subject.formats.words(span_words(period.start, period.end))


def empty_chart(subject: Subject, key: str, label: str, why: str, counted: Sequence[Counted] = ()) -> Chart:
    """Return a chart on which nothing is drawn, and that says why."""
    title = subject.titled(label)
    left = left_out(subject, counted)
    return Chart(key, title, "", "", left, "", lambda: f"{title}. {why}", empty=why)
