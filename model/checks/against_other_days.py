"""Claims that compare: a change, a factor or a share of the same measure over other days (domain.md §6)."""

from __future__ import annotations

from datetime import date

import numpy as np

from model.checks.own_figures import own_rows
from model.derive.bands import Band, RowNumbers, exact, scale, subtract
from model.derive.compared import Groups
from model.derive.measures import MEASURE, claimed_unit
from model.derive.results import Results
from model.project import Claim, ComparedBy, OtherDays
from model.text.days import span_words
from model.text.outcomes import Absent, Outcome
from model.text.units import Unit
from model.text.words import Words, words

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
    of = unit if in_share else MEASURE[claim.measure].unit
    reason = _why_not(claim, other)
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


def _why_not(claim: Claim, other: OtherDays) -> Words | None:
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
