"""Published claims, held against what is computed (domain.md §6)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from typing import Any

import numpy as np
from msgspec import Struct

from model.checks.judging import Judgement, Verdict, judge, place_value
from model.checks.own_figures import own_figures, own_rows, own_within
from model.checks.records import record_of
from model.checks.trends import IN_A_ROW, Rise, Within, judge_trend
from model.derive.bands import Band, RowNumbers, exact, scale, subtract
from model.derive.derive import OF_SERIES
from model.derive.groups import Groups
from model.derive.measures import (
    CAMPAIGN_MEASURES,
    CLAIMED,
    MEASURE,
    MEASURES,
    Basis,
    Measure,
    claimed_unit,
    leaves_of,
)
from model.derive.reasons import counted_apart
from model.derive.references import DIVISORS
from model.derive.results import Results, derive
from model.derive.roles import Role
from model.project import RECORDS, Claim, ComparedBy, OtherDays, Project, WhoseFigures
from model.text.days import Span, span_words
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import Unit, of_difference
from model.text.words import Words, marked, words

__all__ = [  # the first four are the rule itself, which lives in a module below this one
    "ClaimFigures",
    "ClaimResult",
    "Judgement",
    "Verdict",
    "floor_of",
    "judge",
    "judge_claim",
    "judge_claims",
    "place_value",
]

OF_CAMPAIGN = frozenset(measure.key for measure in CAMPAIGN_MEASURES)


def _is_counted(measure: Measure) -> bool:
    """Whether a measure cannot fall below 0: it is counted, or nothing is subtracted of what is."""
    if measure.positive or measure.basis is Basis.GIVEN:
        return measure.key not in ("gains", "ground_net")
    subtracts = measure.basis is not Basis.FORMULA or "−" in measure.worked
    return not subtracts and all(_is_counted(MEASURE[key]) for key in measure.operands)


COUNTED = frozenset(measure.key for measure in MEASURES if _is_counted(measure))
"""What cannot fall below 0: "fewer than 900" of these begins at 0."""


class ClaimResult(Struct, frozen=True):
    """The claim in row `row` of the claims, judged."""

    row: int
    claim: Claim
    judgement: Judgement


class ClaimFigures:
    """The figures that claims are held against: those in use, and, when asked for, those of one source."""

    def __init__(self, results: Results) -> None:
        self.in_use = results
        self._own: dict[str, Results] = {}
        self.within = cache(results.within)
        self.others: dict[int, Judgement | None] = {}

    def own(self, source: str) -> Results:
        """Return what is computed of the figures that a source states alone."""
        if source not in self._own:
            self._own[source] = derive(own_figures(self.in_use.project, source))
        return self._own[source]

    def judge(self, claim: Claim, basis: WhoseFigures | None = None) -> Judgement:
        """Return what comes of a claim, from the figures that it names or from those of `basis`."""
        whose, source = basis or claim.basis, claim_source(claim)
        if whose is WhoseFigures.IN_USE:
            in_use = self.in_use.of_reference(claim.reference)
            return _judged(in_use, claim, in_use.within if claim.reference else self.within, own=False)
        if not source:
            return _unverifiable(claim, words("no source is named whose own figures it could follow from"))
        results = self.own(source).of_reference(claim.reference)
        judged = _judged(results, claim, partial(own_within, results, claim.measure), own=True)
        return judged if judged.note is not None else replace(judged, note=words("the source's own figures"))


def judge_claims(
    results: Results, before: Mapping[Claim, Judgement] | None = None, evidence: ClaimFigures | None = None
) -> tuple[ClaimResult, ...]:
    """Judge every claim of the project, in the order of its rows.

    `before` has judgements that still hold; those claims are not computed again.
    """
    evidence = evidence or ClaimFigures(results)
    judged = []
    for row, claim in enumerate(results.project.claims):
        judgement = before.get(claim) if before else None
        judged.append(ClaimResult(row, claim, judgement or evidence.judge(claim)))
    return tuple(judged)


def judge_claim(results: Results, claim: Claim) -> Judgement:
    """Return what comes of a claim that need not be one of the project's."""
    return ClaimFigures(results).judge(claim)


def claim_source(claim: Claim) -> str:
    """Return the id of the source of a claim, which its figure may name in its place."""
    return claim.source or (claim.stated.source if claim.stated is not None else "")


def _judged(results: Results, claim: Claim, within: Within, *, own: bool) -> Judgement:
    if claim.trend is not None or claim.stated is None:
        return judge_trend(claim, within, _rise(results, claim))
    if claim.against is not None and claim.against.kind in RECORDS:
        record = record_of(results, claim, claim.against)
        judged = judge(claim.stated, record.place, "rank", claim.precision, floor=1.0)
        return replace(judged, steps=record.steps, note=record.note)
    if claim.against is not None:
        computed, unit = compared_with(results, claim, own=own)
        return judge(claim.stated, computed, unit, claim.precision, floor=-math.inf)
    if claim.measure in OF_CAMPAIGN:
        computed = _of_campaign(results, claim)
    else:
        computed = within(claim.series, claim.start, claim.end)[claim.measure]
    floor = floor_of(results.project, claim.series, claim.measure)
    judged = judge(claim.stated, computed, CLAIMED[claim.measure].unit, claim.precision, floor=floor)
    return replace(judged, note=_in_conflict(results, claim))


def _rise(results: Results, claim: Claim) -> Rise | None:
    """Return what compares two steps of a trend where one intake may stand in both; None where none can."""
    if not leaves_of(claim.measure) & {"intake", "requirement", *OF_SERIES, *DIVISORS}:
        return None

    def rise(earlier: Span, later: Span) -> Value | None:
        before, after = (results.rows_within(claim.series, span.start, span.end) for span in (earlier, later))
        if isinstance(before, Words) or isinstance(after, Words):
            return None
        cell = results.compared(claim.measure, Groups.one(after), before).difference.cell(0)
        return None if cell.absent else cell.value()

    return rise


def _unverifiable(claim: Claim, reason: Words) -> Judgement:
    if claim.trend is not None or claim.stated is None:
        stated, unit = Figure(value=float(claim.count), qualifier=Qualifier.AT_LEAST), IN_A_ROW
    else:
        stated, unit = claim.stated, claimed_unit(claim)
    return judge(stated, Absent(reason), unit, claim.precision, floor=-math.inf)


def _of_campaign(results: Results, claim: Claim) -> Outcome:
    """Return a result of the campaign with exactly the days of a claim."""
    found = {
        results.campaigns[row].outcome(claim.measure)
        for row, campaign in enumerate(results.project.campaigns)
        if (campaign.series, campaign.start, campaign.end) == (claim.series, claim.start, claim.end)
    }
    if len(found) == 1:
        return found.pop()
    span = span_words(claim.start, claim.end)
    if found:
        return Absent(words("several campaigns have exactly the days {span}", span=span))
    return Absent(words("no campaign has exactly the days {span}", span=span))


def _in_conflict(results: Results, claim: Claim) -> Words | None:
    """Say that a claim was judged by the figures of a period that shares days with another, if it was."""
    rows = results.rows_within(claim.series, claim.start, claim.end)
    if isinstance(rows, Words) or len(rows) != 1 or results.role(int(rows[0])) is not Role.CONFLICT:
        return None
    said = marked("the figures of {period} alone, which shares days with another period")
    return words(said, period=results.reasons.label(int(rows[0])))


def floor_of(project: Project, series_id: str, measure: str) -> float:
    """Return where "under" and "up to" begin for a measure: 0, or -inf for what may be negative."""
    if measure in COUNTED:
        return 0.0
    gross = any(series.id == series_id and series.gross for series in project.series)
    of_ground = "gain" in measure
    return 0.0 if gross and of_ground else -math.inf


def claims_about(project: Project, table: str, row: int) -> tuple[int, ...]:
    """Return the numbers of the claims that concern a row: those about exactly its days come first.

    A claim concerns itself alone; a row without days the claims of its series, a source those that name it.
    """
    rows: Any = getattr(project, table, ())
    if not 0 <= row < len(rows):
        return ()
    if table == "claims":
        return (row,)
    item = rows[row]
    if table == "sources":
        return tuple(number for number, claim in enumerate(project.claims) if claim.source == item.id)
    if table == "series":
        return tuple(number for number, claim in enumerate(project.claims) if claim.series == item.id)
    first: date = getattr(item, "start", None) or item.date
    last: date = getattr(item, "end", None) or item.date
    divides = table == "references"
    about = [
        number
        for number, claim in enumerate(project.claims)
        if (claim.series == item.series or (divides and not item.series))
        and claim.start <= last
        and claim.end >= first
        and (not divides or (claim.measure in MEASURE and leaves_of(claim.measure) & frozenset(DIVISORS)))
    ]
    about.sort(key=lambda number: (project.claims[number].start, project.claims[number].end) != (first, last))
    return tuple(about)


# claims that compare: a change, a factor or a share of the same measure over other days (domain.md §6)


_Days = tuple[str, date, date]


def compared_with(results: Results, claim: Claim, *, own: bool) -> tuple[Outcome, Unit]:
    """Return what a claim that compares is held against, and the unit of it.

    A change is the difference in the unit of the measure (a share in percentage points), or as a share of the
    other days' value where that is what is stated.
    """
    other = claim.against
    if other is None or claim.stated is None:
        raise ValueError("the claim compares nothing")
    unit = claim.stated.unit or claimed_unit(claim)
    in_share = other.kind is not ComparedBy.CHANGE or unit in ("share", "points")
    of = unit if in_share else of_difference(MEASURE[claim.measure].unit)
    reason = _why_not(results, claim, other)
    if reason is not None:
        return Absent(reason), of
    now = _rows(results, claim.measure, (claim.series, claim.start, claim.end), own=own)
    then = _rows(results, claim.measure, (other.series or claim.series, other.start, other.end), own=own)
    if isinstance(now, Words):
        return Absent(now), of
    if isinstance(then, Words):
        return Absent(then), of
    for rows, span in ((now, (claim.start, claim.end)), (then, (other.start, other.end))):
        outcome = results.over(rows)[claim.measure]
        if isinstance(outcome, Absent):
            return Absent(words("{span}: {reason}", span=span_words(*span), reason=outcome.reason)), of
    both = results.compared(claim.measure, Groups.one(now), then)
    return _outcome(_wanted(both.times, both.difference, other.kind, unit), other), of


def _rows(results: Results, measure: str, days: _Days, *, own: bool) -> RowNumbers | Words:
    return own_rows(results, measure, *days) if own else results.rows_within(*days)


def _why_not(results: Results, claim: Claim, other: OtherDays) -> Words | None:
    one, two = (results.project.series_of(name) for name in (claim.series, other.series or claim.series))
    if one and two and leaves_of(claim.measure) & {"items", "money"} and one.kind != two.kind:
        return counted_apart(one, two)
    inside = other.start <= claim.start and claim.end <= other.end
    if other.kind is ComparedBy.SHARE and not inside:
        return words(
            "{span} does not lie inside {other}",
            span=span_words(claim.start, claim.end),
            other=span_words(other.start, other.end),
        )
    return None


def _wanted(times: Band, difference: Band, kind: ComparedBy, unit: Unit) -> Band:
    if kind is not ComparedBy.CHANGE:
        return times
    if unit == "share":
        return subtract(times, exact(np.ones(1)))
    return scale(difference, 100.0) if unit == "points" else difference


def _outcome(band: Band, other: OtherDays) -> Outcome:
    cell = band.cell(0)
    if cell.absent:
        span = span_words(other.start, other.end)
        return Absent(words("what {span} has is not above 0, so nothing is a share of it", span=span))
    return cell.value()
