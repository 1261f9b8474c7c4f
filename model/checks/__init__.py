"""Everything that can be said about a project beyond its numbers: claims, reconciliations, findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from msgspec import Struct

from model.checks.acknowledged import with_acknowledged
from model.checks.claims import ClaimFigures, ClaimResult, Judgement, claim_source, judge_claims
from model.checks.findings import Finding, in_order
from model.checks.of_figures import (
    dating_differs,
    gains_near_nothing,
    labels_of_other_days,
    quotes_without_figure,
    ranges_mixed,
    scope_on_one_side,
)
from model.checks.of_ground import ground_contradicting
from model.checks.of_imports import edges_at_jumps, people_with_fraction, rows_refused_inside
from model.checks.of_periods import (
    backwards,
    conflicts,
    corrections,
    details,
    gaps,
    low_above_high,
    negative_gross,
    no_source,
    one_party,
    rate_outliers,
    scopes_differ,
    sums_of_details,
)
from model.checks.of_tables import (
    backwards_elsewhere,
    baseline_missing,
    claims_that_fail,
    definitions_mixed,
    net_against_gross,
    no_source_elsewhere,
    totals_that_fail,
)
from model.checks.reconcile import Reconciled, Reconciliation, reconcile, reconcile_again
from model.derive.bands import RowNumbers
from model.derive.inputs import changed_rows
from model.derive.measures import MEASURE, Basis, leaves_of
from model.derive.results import Results
from model.project import Claim, WhoseFigures

NOTICED: tuple[Callable[[Results], Iterator[Finding]], ...] = (
    conflicts,
    backwards,
    backwards_elsewhere,
    gaps,
    details,
    corrections,
    sums_of_details,
    low_above_high,
    rate_outliers,
    scopes_differ,
    net_against_gross,
    negative_gross,
    definitions_mixed,
    one_party,
    no_source,
    no_source_elsewhere,
    baseline_missing,
    people_with_fraction,
    rows_refused_inside,
    edges_at_jumps,
    scope_on_one_side,
    dating_differs,
    quotes_without_figure,
    ranges_mixed,
    labels_of_other_days,
    gains_near_nothing,
    ground_contradicting,
)
"""What is looked for; to notice something more is one function and its entry here."""


class Checks(Struct, frozen=True, eq=False):
    """What was found in a project: its claims and published totals, judged, and everything noticed."""

    results: Results
    claims: tuple[ClaimResult, ...]
    reconciliation: Reconciliation
    reconciled: tuple[Reconciled, ...]
    findings: tuple[Finding, ...]
    evidence: ClaimFigures

    def on_other_basis(self, row: int) -> Judgement | None:
        """Return what comes of a claim from the other figures: those in use, or its source's own.

        None where it names no source, and where it comes to the same.
        """
        if row not in self.evidence.others:
            self.evidence.others[row] = self._on_other_basis(row)
        return self.evidence.others[row]

    def _on_other_basis(self, row: int) -> Judgement | None:
        result = self.claims[row]
        if not claim_source(result.claim):
            return None
        own = result.claim.basis is WhoseFigures.OWN
        other = self.evidence.judge(result.claim, WhoseFigures.IN_USE if own else WhoseFigures.OWN)
        return None if other.verdict is result.judgement.verdict else other

    def of_row(self, table: str, index: int) -> tuple[Finding, ...]:
        """Return the findings that concern a row."""
        return tuple(finding for finding in self.findings if finding.rows.holds(table, index))


ChecksOrLater = Checks | Callable[[], Checks]
"""Checks, or what makes them for whoever asks: much is shown without them."""


def checks(results: Results, before: Checks | None = None) -> Checks:
    """Judge the claims and published totals of a project and notice everything there is to notice.

    With `before`, the checks of an earlier state of it, the same is reached faster: what an edit cannot have
    changed is not judged again.
    """
    if before is not None and before.results is results:
        return before
    changed = None if before is None else _changed_since(before.results, results)
    evidence = ClaimFigures(results)
    if before is None or changed is None:
        claims, reconciliation = judge_claims(results, evidence=evidence), reconcile(results)
    else:
        claims = judge_claims(results, _untouched(before, results, changed), evidence)
        reconciliation = reconcile_again(results, before.reconciliation, changed)
    reconciled = reconciliation.reconciled
    noticed = chain(
        chain.from_iterable(look(results) for look in NOTICED),
        claims_that_fail(results, claims),
        totals_that_fail(results, reconciled),
    )
    findings = with_acknowledged(results.project, in_order(noticed))
    return Checks(results, claims, reconciliation, reconciled, findings, evidence)


def _changed_since(before: Results, results: Results) -> RowNumbers | None:
    """Return the periods that differ, None where days, series or recruitment do: then anything may."""
    old, new = before.project, results.project
    same = (
        before.derived.layout is results.derived.layout
        and before.inputs.series_key == results.inputs.series_key
        and old.series is new.series
        and old.intake is new.intake
        and old.requirements is new.requirements
    )
    return changed_rows(old.periods, new.periods) if same else None


def _untouched(before: Checks, results: Results, changed: RowNumbers) -> Mapping[Claim, Judgement]:
    """Return the judgements on claims about days of which no changed period has any."""
    start, end = results.inputs.start[changed], results.inputs.end[changed]
    return {
        judged.claim: judged.judgement
        for judged in before.claims
        if _of_its_days_alone(judged.claim)
        and not ((start <= judged.claim.end.toordinal()) & (end >= judged.claim.start.toordinal())).any()
    }


def _of_its_days_alone(claim: Claim) -> bool:
    """Whether a claim rests on the periods of its own days and on nothing else."""
    return (
        claim.against is None
        and claim.basis is WhoseFigures.IN_USE
        and claim.measure in MEASURE
        and MEASURE[claim.measure].basis is not Basis.BASELINE
        and "lost_outside" not in leaves_of(claim.measure)
    )
