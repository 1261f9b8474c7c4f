"""Several series side by side: what each counts and covers, and every measure of their totals.

Series that count different things may be compared; that they do is said first (`warnings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from model.analyses.by_source import Sourced
from model.analyses.stances import with_stance
from model.checks.findings import listed, row_name
from model.derive.against_baseline import RATIOS, Against, against
from model.derive.bands import RowNumbers
from model.derive.inputs import Index
from model.derive.measures import MEASURE, MEASURES, Measure
from model.derive.results import Results
from model.project import GAINS_IN_SHORT, GainsAre, Series, Source, counts_of, with_counts
from model.text.days import span_words
from model.text.formats import Formats
from model.text.outcomes import Absent, Outcome
from model.text.records import replace
from model.text.words import Words, marked, words


def _place(measure: Measure) -> tuple[bool, bool, bool]:
    return not measure.ratio, measure.unit == "share", "/day" in measure.unit or "/month" in measure.unit


COMPARED: tuple[str, ...] = tuple(measure.key for measure in sorted(MEASURES, key=_place) if measure.compared)
"""The measures that can be compared, those first that do not grow with the length of a series."""

_BY_SOURCE = {
    "losses": marked("{series}: the losses are those of each source, all other figures those in use."),
    "gains": marked(
        "{series}: the ground gained is that of each source, all other figures are those in use."
    ),
    "intake": marked("{series}: the intake is that of each source, all other figures are those in use."),
    "requirement": marked(
        "{series}: the requirement is that of each source, all other figures are those in use."
    ),
}


class Described(Struct, frozen=True):
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


class MeasureLine(Struct, frozen=True):
    """One measure of every series; `against` compares each with the baseline, None where there is none."""

    key: str
    outcomes: tuple[Outcome, ...]
    against: tuple[Against | None, ...]


class SeriesComparison(Struct, frozen=True):
    """Series side by side. `baseline` names what ratios are compared with, None where nothing is.

    `about` says what stands side by side where it is not series as they are.
    """

    described: tuple[Described, ...]
    lines: tuple[MeasureLine, ...]
    warnings: tuple[Words, ...]
    baseline: Words | None
    about: Words | None = None


def comparable(results: Results) -> tuple[str, ...]:
    """Return the ids of the series that have rows that count, in the order of the project."""
    return tuple(series_id for series_id, computed in results.series.items() if len(computed.parts))


def compare_series(
    results: Results,
    ids: Sequence[str] | None = None,
    reference: str | None = None,
    baseline: Results | None = None,
    measures: Sequence[str] = COMPARED,
) -> SeriesComparison:
    """Compare series (None: all with rows that count) with each other, in some measures.

    Ratios are compared with those of the series `reference`, else with the baseline period of the project,
    as `baseline` has it where that is given.
    """
    known = comparable(results)
    chosen = known if ids is None else tuple(series_id for series_id in ids if series_id in results.series)
    described = tuple(_described(results, series_id) for series_id in chosen)
    of_project = baseline or results
    name = _baseline_name(of_project if reference is None else results, reference)
    then = {
        key: baseline_of(of_project if reference is None else results, key, reference)
        for key in measures
        if name is not None and key in RATIOS
    }
    lines = tuple(_line(results, key, chosen, reference, then.get(key)) for key in measures)
    return SeriesComparison(described, lines, tuple(_warnings(described)), name)


def compare_sources(
    sourced: Sourced,
    ids: Sequence[str] | None = None,
    reference: str | None = None,
    measures: Sequence[str] = COMPARED,
) -> SeriesComparison:
    """Compare the sources of a series (None: all with rows that count) as `compare_series` does series."""
    made = compare_series(sourced.results, ids, reference, sourced.published, measures)
    said = words(_BY_SOURCE[sourced.kind], series=row_name(sourced.series))
    return replace(made, about=said, warnings=(*made.warnings, *_of_sources(sourced, made.described)))


def baseline_of(results: Results, key: str, reference: str | None = None) -> Outcome:
    """Return what a measure is compared with: that of a series, else of the baseline period."""
    return results.baseline_outcome(key) if reference is None else results.series[reference].of(key)


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


def _line(
    results: Results, key: str, ids: Sequence[str], reference: str | None, then: Outcome | None
) -> MeasureLine:
    outcomes = tuple(results.series[series_id].of(key) for series_id in ids)
    if then is None:
        return MeasureLine(key, outcomes, (None,) * len(ids))
    beside = tuple(
        None if is_baseline(results, series_id, reference) else against(now, then)
        for series_id, now in zip(ids, outcomes, strict=True)
    )
    return MeasureLine(key, outcomes, beside)


def _baseline_name(results: Results, reference: str | None) -> Words | None:
    if reference is not None and reference in results.series:
        return words("{name}", name=row_name(results.project.the_series(reference)))
    row = results.baseline_row
    return None if row is None else words("{name}", name=row_name(results.project.periods[row]))


def _described(results: Results, series_id: str) -> Described:
    computed, inputs = results.series[series_id], results.inputs
    parts = computed.parts
    span = computed.span
    return Described(
        results.project.the_series(series_id),
        list(results.series).index(series_id),
        _scopes(results, inputs.losses_scope, inputs.losses_source, parts),
        _scopes(results, inputs.gains_scope, inputs.gains_source, parts),
        tuple(_sources(results, parts)),
        None if span is None else span_words(span.start, span.end),
        int((inputs.end[parts] - inputs.start[parts] + 1).sum()),
    )


def _scopes(results: Results, scopes: Index, sources: Index, parts: RowNumbers) -> tuple[str, ...]:
    given = parts[sources[parts] >= -1]  # -2 is no figure, which has no scope either
    return tuple(results.inputs.scopes[code] for code in np.unique(scopes[given]).tolist())


def _sources(results: Results, parts: RowNumbers) -> Iterator[Source]:
    inputs = results.inputs
    used = np.unique(np.concatenate([inputs.losses_source[parts], inputs.gains_source[parts]]))
    for place in used[used >= 0].tolist():
        yield results.project.sources[place]


def _warnings(described: Sequence[Described]) -> Iterator[Words]:
    if len({one.series.kind for one in described}) > 1:
        # one series of each kind comes first, so that a long list still names what differs
        first = {one.series.kind: one for one in reversed(described)}
        ordered = sorted(described, key=lambda one: one is not first[one.series.kind])
        names = [with_counts(one.series) for one in ordered]
        said = marked("The losses do not count the same thing: {names}.")
        yield words(said, names=listed(names))
    kinds = {kind: [one.name for one in described if one.series.gains_are is kind] for kind in GainsAre}
    if kinds[GainsAre.NET] and kinds[GainsAre.GROSS]:
        said = marked("Net gains of {net} stand beside gross gains of {gross}.")
        yield words(said, net=listed(kinds[GainsAre.NET]), gross=listed(kinds[GainsAre.GROSS]))
    covered = {_plain((*one.losses_scopes, *one.gains_scopes)) for one in described}
    if len(covered) > 1:
        yield words("The figures do not cover the same area or people.")
    if len({one.counted_days for one in described}) > 1:
        said = marked("Not all cover equally many days: compare rates rather than sums.")
        yield words(said)


def _of_sources(sourced: Sourced, described: Sequence[Described]) -> Iterator[Words]:
    parts = (sourced.results.series[one.series.id].parts for one in described)
    inputs = sourced.results.inputs
    spans = {
        tuple(zip(inputs.start[rows].tolist(), inputs.end[rows].tolist(), strict=True)) for rows in parts
    }
    if len({_days_of(one) for one in spans}) > 1:
        yield words("The sources do not cover the same days.")
    if sourced.repeated:
        said = marked(
            "Rows with several figures of one source: {count}. The one in use counts, else the first."
        )
        yield words(said, count=sourced.repeated)


def _days_of(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans by first day, those that touch made one."""
    days: list[tuple[int, int]] = []
    for start, end in spans:
        if days and start == days[-1][1] + 1:
            days[-1] = (days[-1][0], end)
        else:
            days.append((start, end))
    return tuple(days)


def _plain(scopes: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(scope.split()).casefold() for scope in scopes) - {""}


# series or sources side by side, as rows of text to show and to copy


_NOT_STATED = marked("not stated")


def rows_of_text(comparison: SeriesComparison, formats: Formats) -> list[list[str]]:
    """Return the comparison as rows of text, the heads first; a cell without a value says why.

    Measures that no series has are left out.
    """
    said = formats.words
    described = comparison.described
    rows = [["", *(one.name for one in described)]]
    about = (
        (marked("Losses count"), lambda one: counts_of(one.series)),
        (marked("Gains are"), lambda one: words(GAINS_IN_SHORT[one.series.gains_are])),
        (marked("Side"), lambda one: one.series.side),
        (marked("Scope of losses"), lambda one: _scopes_said(one.losses_scopes, formats)),
        (marked("Scope of gains"), lambda one: _scopes_said(one.gains_scopes, formats)),
        (marked("From – to"), lambda one: one.days or ""),
        (marked("Days counted"), lambda one: formats.number(one.counted_days, "days")),
        (
            marked("Sources"),
            lambda one: "; ".join(said(with_stance(s)) for s in one.sources),
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
    return formats.words(words("{measure}, {unit}", measure=named, unit=unit))


def cells_of(line: MeasureLine, formats: Formats) -> list[str]:
    """Return a measure of every series as text: the value, and how it compares with the baseline."""
    cells = []
    for outcome, beside in zip(line.outcomes, line.against, strict=True):
        text = formats.outcome(outcome, MEASURE[line.key].unit)
        if isinstance(outcome, Absent):
            text = formats.words(words("{dash} ({reason})", dash=text, reason=outcome.reason))
        elif beside is not None:
            text = compared_text(text, beside, formats)
        cells.append(text)
    return cells


def compared_text(value: str, beside: Against, formats: Formats) -> str:
    """Return a value as shown with how it compares, if that says something: `54.5  (1.03×, ▲ 3.1 %)`."""
    if not beside.told:
        return value
    return f"{value}  ({formats.times(beside.times)}, {formats.change(beside.change)})"


def _scopes_said(scopes: Sequence[str], formats: Formats) -> str:
    blank = formats.words(words(_NOT_STATED))
    return "; ".join(" ".join(scope.split()) or blank for scope in scopes)


def as_text(comparison: SeriesComparison, formats: Formats) -> str:
    """Return all of it as text for the clipboard: what differs, then a table of tab-separated cells."""
    said_first = () if comparison.about is None else (comparison.about,)
    warned = [formats.words(warning) for warning in (*said_first, *comparison.warnings)]
    if comparison.baseline is not None:
        said = marked("Compared with {baseline}.")
        warned.append(formats.words(words(said, baseline=comparison.baseline)))
    table = ["\t".join(cell.replace("\t", " ") for cell in row) for row in rows_of_text(comparison, formats)]
    return "\n".join(chain(warned, table)) + "\n"
