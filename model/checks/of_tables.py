"""What is noticed in the tables beside the periods, between series, and in claims and published totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from model.checks.claims import ClaimResult, Judgement, Verdict, claim_source
from model.checks.findings import Concerned, Finding, Level, listed, named, row_name
from model.checks.reconcile import Reconciled
from model.checks.verdict_words import computed_amount, measure_words, why_words
from model.derive.measures import MEASURE
from model.derive.results import Results
from model.derive.rows_where import rows_where
from model.project import GainsAre, Series, Trend, figures_of, with_counts
from model.text.amounts import amount
from model.text.days import span_words
from model.text.words import Words, marked, words


def backwards_elsewhere(results: Results) -> Iterator[Finding]:
    """Notice rows beside the periods whose end is before their start."""
    said = marked("The end is before the start: {names}.")
    for table in ("intake", "requirements", "campaigns", "references", "claims"):
        yield from _where(results, table, _ends_before_start, Level.ERROR, "end_before_start", said)


def no_source_elsewhere(results: Results) -> Iterator[Finding]:
    """Notice figures beside those of the periods that name no source."""
    said = marked("No source is given for figures of {names}.")
    for table, test in _WITHOUT_SOURCE.items():
        yield from _where(results, table, test, Level.NOTE, "no_source", said)


def _ends_before_start(row: Any) -> bool:
    return bool(row.end < row.start)


_WITHOUT_SOURCE: Mapping[str, Callable[[Any], bool]] = {
    "intake": lambda row: not row.per_month.source,
    "requirements": lambda row: not row.per_month.source,
    "campaigns": lambda row: not row.target.source or (row.achieved is not None and not row.achieved.source),
    "milestones": lambda row: not row.figure.source,
    "references": lambda row: not row.value.source,
    "claims": lambda row: not claim_source(row),
    "series": lambda row: any(not figure.source for _, figure in figures_of(row)),
}


def definitions_mixed(results: Results) -> Iterator[Finding]:
    """Notice series that stand beside each other and count different things as losses.

    A warning where one is measured against the other, because the baseline lies in one of them; else a note.
    """
    compared = _with_periods(results)
    if len({series.kind for _, series in compared}) < 2:
        return
    # one series of each kind comes first, so that a long list still names what differs
    first = {series.kind: series for _, series in reversed(compared)}
    ordered = sorted((series for _, series in compared), key=lambda series: series is not first[series.kind])
    said = words(
        "Losses that count different things stand beside each other: {names}.",
        names=listed([with_counts(series) for series in ordered]),
    )
    level = Level.NOTE if results.project.view.baseline is None else Level.WARNING
    yield Finding(level, "definitions_mixed", Concerned({"series": [place for place, _ in compared]}), said)


def net_against_gross(results: Results) -> Iterator[Finding]:
    """Notice series that stand beside each other, one with net gains and one with gross."""
    compared = _with_periods(results)
    kinds = {
        kind: [row_name(series) for _, series in compared if series.gains_are is kind] for kind in GainsAre
    }
    if kinds[GainsAre.NET] and kinds[GainsAre.GROSS]:
        said = words(
            "Net gains of {net} stand beside gross gains of {gross}.",
            net=listed(kinds[GainsAre.NET]),
            gross=listed(kinds[GainsAre.GROSS]),
        )
        level = Level.NOTE if results.project.view.baseline is None else Level.WARNING
        yield Finding(
            level, "net_against_gross", Concerned({"series": [place for place, _ in compared]}), said
        )


def baseline_missing(results: Results) -> Iterator[Finding]:
    """Notice a baseline that is none of the periods, or two of them."""
    baseline = results.project.view.baseline
    if baseline is None:
        return
    inputs = results.inputs
    place = next((n for n, series in enumerate(results.project.series) if series.id == baseline.series), -1)
    same = (inputs.start == baseline.start.toordinal()) & (inputs.end == baseline.end.toordinal())
    rows = np.flatnonzero(same & (inputs.series == place))
    if len(rows) != 1:
        said = words(
            "The baseline, {days}, is {count} of the periods; it has to be one.",
            days=span_words(baseline.start, baseline.end),
            count=len(rows),
        )
        yield Finding(Level.WARNING, "baseline_missing", Concerned({"periods": rows}), said)


def claims_that_fail(results: Results, judged: Sequence[ClaimResult]) -> Iterator[Finding]:
    """Notice claims that do not hold, those that are not refuted and no more, and those not to be checked."""
    for result in judged:
        quoted = marked("“{claim}” ({measure})")
        about = words(
            quoted if result.claim.quote else marked("{claim} ({measure})"),
            claim=row_name(result.claim),
            measure=measure_words(results.project, result.claim, result.judgement),
        )
        rows, trend = Concerned({"claims": [result.row]}), result.claim.trend
        yield from _on_verdict("claim", about, result.judgement, rows, trend=trend)


def totals_that_fail(results: Results, reconciled: Sequence[Reconciled]) -> Iterator[Finding]:
    """Notice published totals that are not the sum of their parts, and those that cannot be checked."""
    for result in reconciled:
        about = words(
            "{total} ({measure})",
            total=row_name(results.project.periods[result.row]),
            measure=words(MEASURE[result.measure].label),
        )
        yield from _on_verdict(
            "total", about, result.judgement, Concerned({"periods": [result.row]}), measure=result.measure
        )


_LEVELS = {
    Verdict.INCONSISTENT: Level.WARNING,
    Verdict.NOT_REFUTED: Level.NOTE,
    Verdict.UNVERIFIABLE: Level.NOTE,
}


def _on_verdict(
    what: str,
    about: Words,
    judgement: Judgement,
    rows: Concerned,
    *,
    measure: str = "",
    trend: Trend | None = None,
) -> Iterator[Finding]:
    verdict = judgement.verdict
    if verdict.holds:
        return
    if verdict is Verdict.UNVERIFIABLE:
        said = words("{about} cannot be checked: {reason}.", about=about, reason=judgement.reason)
    else:
        said = words(
            "{about}: stated {stated}, computed {computed}: {why}.",
            about=about,
            stated=amount(judgement.figure, judgement.unit),
            computed=computed_amount(judgement),
            why=why_words(judgement, trend),
        )
    yield Finding(_LEVELS[verdict], f"{what}_{verdict}", rows, said, measure)


def _where(
    results: Results, table: str, test: Callable[[Any], bool], level: Level, code: str, said: str
) -> Iterator[Finding]:
    items = getattr(results.project, table)
    rows = rows_where(items, test)
    if len(rows):
        yield Finding(level, code, Concerned({table: rows}), words(said, names=named(items, rows)))


def _with_periods(results: Results) -> list[tuple[int, Series]]:
    """Return the series that have periods, with their places in the project."""
    used = np.flatnonzero(np.bincount(results.inputs.series)).tolist()
    return [(place, results.project.series[place]) for place in used]
