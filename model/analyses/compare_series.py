"""Several series side by side: what each counts and covers, and every measure of their totals.

Series that count different things may be compared; that they do is said first (`warnings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from model.arithmetic.bands import Rows
from model.arithmetic.values import Absent, Outcome, Value
from model.checks.findings import listed, row_name
from model.checks.of_tables import COUNTED
from model.days import span_words
from model.derived.against import RATIOS, Against, against
from model.derived.inputs import Index
from model.derived.measures import MEASURE
from model.derived.results import Results
from model.formats import Formats
from model.project import Counts, GainsAre, Series, Source, Stance
from model.words import QT_TRANSLATE_NOOP, Words, words

COMPARED: tuple[str, ...] = (
    "losses_per_gain",
    "gains_per_1000_losses",
    "losses_per_day",
    "gains_per_day",
    "losses_per_month",
    "gains_per_month",
    "losses",
    "gains",
    "intake",
    "shortfall",
    "shortfall_per_month",
    "replaced",
)
"""The measures that can be compared, those first that do not grow with the length of a series."""

COUNTS_NAMES = {
    Counts.CASUALTIES: QT_TRANSLATE_NOOP("model", "casualties"),
    Counts.KILLED: QT_TRANSLATE_NOOP("model", "killed"),
    Counts.CONFIRMED_KILLED: QT_TRANSLATE_NOOP("model", "confirmed killed"),
    Counts.OTHER: QT_TRANSLATE_NOOP("model", "other losses"),
}
GAINS_NAMES = {
    GainsAre.NET: QT_TRANSLATE_NOOP("model", "net"),
    GainsAre.GROSS: QT_TRANSLATE_NOOP("model", "gross"),
}
_STANCES = {
    Stance.PARTY: QT_TRANSLATE_NOOP("model", "{name} (party to the conflict)"),
    Stance.ALLY: QT_TRANSLATE_NOOP("model", "{name} (ally of a party)"),
    Stance.INDEPENDENT: QT_TRANSLATE_NOOP("model", "{name} (independent)"),
    Stance.UNKNOWN: QT_TRANSLATE_NOOP("model", "{name}"),
}
_NOT_STATED = QT_TRANSLATE_NOOP("model", "not stated")


@dataclass(frozen=True, slots=True)
class Described:
    """One series and what its figures mean. Scopes are those of the counted rows; "" is one not stated."""

    series: Series
    place: int
    losses_scopes: tuple[str, ...]
    gains_scopes: tuple[str, ...]
    sources: tuple[Source, ...]
    days: Words | None
    counted_days: int

    @property
    def name(self) -> str:
        """What the series is called."""
        return str(row_name(self.series))


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of every series; `against` compares each with the baseline, None where there is none."""

    key: str
    outcomes: tuple[Outcome, ...]
    against: tuple[Against | None, ...]


@dataclass(frozen=True, slots=True)
class SeriesComparison:
    """Series side by side. `baseline` names what ratios are compared with, None where nothing is."""

    described: tuple[Described, ...]
    lines: tuple[Line, ...]
    warnings: tuple[Words, ...]
    baseline: Words | None


def comparable(results: Results) -> tuple[str, ...]:
    """Return the ids of the series that have rows that count, in the order of the project."""
    return tuple(series_id for series_id, computed in results.series.items() if len(computed.parts))


def compare_series(
    results: Results, ids: Sequence[str] | None = None, reference: str | None = None
) -> SeriesComparison:
    """Compare series (None: all with rows that count) with each other.

    Ratios are compared with those of the series `reference`, else with the baseline period of the project.
    """
    known = comparable(results)
    chosen = known if ids is None else tuple(series_id for series_id in ids if series_id in results.series)
    described = tuple(_described(results, series_id) for series_id in chosen)
    baseline = _baseline_name(results, reference)
    lines = tuple(_line(results, key, chosen, reference, compared=baseline is not None) for key in COMPARED)
    return SeriesComparison(described, lines, tuple(_warnings(described)), baseline)


def total_of(results: Results, series_id: str, key: str) -> Outcome:
    """Return a measure of the total of a series."""
    total = results.series[series_id].total
    return total if isinstance(total, Absent) else total[key]


def baseline_of(results: Results, key: str, reference: str | None = None) -> Outcome:
    """Return what a measure is compared with: that of a series, else of the baseline period."""
    return results.baseline_outcome(key) if reference is None else total_of(results, reference, key)


def is_baseline(results: Results, series_id: str, reference: str | None = None) -> bool:
    """Return whether a series as a whole is what the others are compared with."""
    if reference is not None:
        return series_id == reference
    computed, row = results.series[series_id], results.baseline_row
    if row is None or computed.span is None:
        return False
    period = results.project.periods[row]
    days = computed.span.start == period.start and computed.span.end == period.end
    return period.series == series_id and days and not computed.gaps


def _line(results: Results, key: str, ids: Sequence[str], reference: str | None, *, compared: bool) -> Line:
    outcomes = tuple(total_of(results, series_id, key) for series_id in ids)
    if not compared or key not in RATIOS:
        return Line(key, outcomes, (None,) * len(ids))
    then = baseline_of(results, key, reference)
    beside = tuple(
        None if is_baseline(results, series_id, reference) else against(now, then)
        for series_id, now in zip(ids, outcomes, strict=True)
    )
    return Line(key, outcomes, beside)


def _baseline_name(results: Results, reference: str | None) -> Words | None:
    if reference is not None and reference in results.series:
        return words("{name}", name=row_name(_series(results, reference)))
    row = results.baseline_row
    return None if row is None else words("{name}", name=row_name(results.project.periods[row]))


def _series(results: Results, series_id: str) -> Series:
    return next(series for series in results.project.series if series.id == series_id)


def _described(results: Results, series_id: str) -> Described:
    computed, inputs = results.series[series_id], results.inputs
    parts = computed.parts
    span = computed.span
    return Described(
        _series(results, series_id),
        list(results.series).index(series_id),
        _scopes(results, inputs.losses_scope, inputs.losses_source, parts),
        _scopes(results, inputs.gains_scope, inputs.gains_source, parts),
        tuple(_sources(results, parts)),
        None if span is None else span_words(span.start, span.end),
        int((inputs.end[parts] - inputs.start[parts] + 1).sum()),
    )


def _scopes(results: Results, scopes: Index, sources: Index, parts: Rows) -> tuple[str, ...]:
    given = parts[sources[parts] >= -1]  # -2 is no figure, which has no scope either
    return tuple(results.inputs.scopes[code] for code in np.unique(scopes[given]).tolist())


def _sources(results: Results, parts: Rows) -> Iterator[Source]:
    inputs = results.inputs
    used = np.unique(np.concatenate([inputs.losses_source[parts], inputs.gains_source[parts]]))
    for place in used[used >= 0].tolist():
        yield results.project.sources[place]


def _warnings(described: Sequence[Described]) -> Iterator[Words]:
    if len({one.series.counts for one in described}) > 1:
        # one series of each kind comes first, so that a long list still names what differs
        first = {one.series.counts: one for one in reversed(described)}
        ordered = sorted(described, key=lambda one: one is not first[one.series.counts])
        names = [words(COUNTED[one.series.counts], series=one.name) for one in ordered]
        said = QT_TRANSLATE_NOOP("model", "The losses do not count the same thing: {names}.")
        yield words(said, names=listed(names))
    kinds = {kind: [one.name for one in described if one.series.gains_are is kind] for kind in GainsAre}
    if all(kinds.values()):
        said = QT_TRANSLATE_NOOP("model", "Net gains of {net} stand beside gross gains of {gross}.")
        yield words(said, net=listed(kinds[GainsAre.NET]), gross=listed(kinds[GainsAre.GROSS]))
    covered = {_plain((*one.losses_scopes, *one.gains_scopes)) for one in described}
    if len(covered) > 1:
        yield words(QT_TRANSLATE_NOOP("model", "The figures do not cover the same area or people."))
    if len({one.counted_days for one in described}) > 1:
        said = QT_TRANSLATE_NOOP("model", "The series are not equally long: compare rates rather than sums.")
        yield words(said)


def _plain(scopes: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(scope.split()).casefold() for scope in scopes) - {""}


def rows_of_text(comparison: SeriesComparison, formats: Formats) -> list[list[str]]:
    """Return the comparison as rows of text, the heads first; a cell without a value says why.

    Measures that no series has are left out.
    """
    said = formats.words
    described = comparison.described
    rows = [["", *(one.name for one in described)]]
    about = (
        (QT_TRANSLATE_NOOP("model", "Losses count"), lambda one: words(COUNTS_NAMES[one.series.counts])),
        (QT_TRANSLATE_NOOP("model", "Gains are"), lambda one: words(GAINS_NAMES[one.series.gains_are])),
        (QT_TRANSLATE_NOOP("model", "Side"), lambda one: one.series.side),
        (QT_TRANSLATE_NOOP("model", "Scope of losses"), lambda one: _scopes_said(one.losses_scopes, formats)),
        (QT_TRANSLATE_NOOP("model", "Scope of gains"), lambda one: _scopes_said(one.gains_scopes, formats)),
        (QT_TRANSLATE_NOOP("model", "From – to"), lambda one: one.days or ""),
        (QT_TRANSLATE_NOOP("model", "Days counted"), lambda one: formats.number(one.counted_days, "days")),
        (
            QT_TRANSLATE_NOOP("model", "Sources"),
            lambda one: "; ".join(said(words(_STANCES[s.stance], name=row_name(s))) for s in one.sources),
        ),
    )
    for head, tell in about:
        told = [tell(one) for one in described]
        rows.append([said(words(head)), *(said(cell) if isinstance(cell, Words) else cell for cell in told)])
    for line in comparison.lines:
        if all(isinstance(outcome, Absent) for outcome in line.outcomes):
            continue
        rows.append([head_of(line.key, formats), *cells_of(line, formats)])
    return rows


def head_of(key: str, formats: Formats) -> str:
    """Return what a measure is called, with its unit: "Cost of ground, per km²"."""
    measure = MEASURE[key]
    named = formats.words(words(measure.label))
    if measure.unit in ("people", "share", "people/day", "people/month"):
        return named
    unit = formats.unit(measure.unit)
    return formats.words(words(QT_TRANSLATE_NOOP("model", "{measure}, {unit}"), measure=named, unit=unit))


def cells_of(line: Line, formats: Formats) -> list[str]:
    """Return a measure of every series as text: the value, and how it compares with the baseline."""
    cells = []
    for outcome, beside in zip(line.outcomes, line.against, strict=True):
        text = formats.outcome(outcome, MEASURE[line.key].unit)
        if isinstance(outcome, Absent):
            text = formats.words(
                words(QT_TRANSLATE_NOOP("model", "{dash} ({reason})"), dash=text, reason=outcome.reason)
            )
        elif beside is not None and isinstance(beside.times, Value) and beside.told:
            text = f"{text}  ({formats.times(beside.times)}, {formats.change(beside.change)})"
        cells.append(text)
    return cells


def _scopes_said(scopes: Sequence[str], formats: Formats) -> str:
    blank = formats.words(words(_NOT_STATED))
    return "; ".join(" ".join(scope.split()) or blank for scope in scopes)


def as_text(comparison: SeriesComparison, formats: Formats) -> str:
    """Return all of it as text for the clipboard: what differs, then a table of tab-separated cells."""
    warned = [formats.words(warning) for warning in comparison.warnings]
    if comparison.baseline is not None:
        said = QT_TRANSLATE_NOOP("model", "Compared with {baseline}.")
        warned.append(formats.words(words(said, baseline=comparison.baseline)))
    table = ["\t".join(cell.replace("\t", " ") for cell in row) for row in rows_of_text(comparison, formats)]
    return "\n".join(chain(warned, table)) + "\n"
