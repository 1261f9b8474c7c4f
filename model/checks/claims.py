"""Published claims, held against what is computed (domain.md §6)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from model.checks.judging import Judgement, Verdict, judge, place_value
from model.checks.trends import Within, judge_trend
from model.derive.measures import MEASURE
from model.project import Claim, Project

if TYPE_CHECKING:
    from model.derive.results import Results


__all__ = [  # the first four are the rule itself, which lives in a module below this one
    "ClaimResult",
    "Judgement",
    "Verdict",
    "floor_of",
    "judge",
    "judge_claim",
    "judge_claims",
    "place_value",
]

# What cannot fall below 0: "fewer than 900" of these begins at 0.
COUNTED = frozenset(
    {
        "days",
        "months",
        "losses",
        "losses_per_day",
        "losses_per_month",
        "cumulative_losses",
        "intake",
        "replaced",
        "requirement",
    }
)


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """The claim in row `row` of the claims, judged."""

    row: int
    claim: Claim
    judgement: Judgement


def judge_claims(
    results: Results, before: Mapping[Claim, Judgement] | None = None
) -> tuple[ClaimResult, ...]:
    """Judge every claim of the project, in the order of its rows.

    `before` has judgements that still hold; those claims are not computed again.
    """
    within = cache(results.within)
    judged = []
    for row, claim in enumerate(results.project.claims):
        judgement = before.get(claim) if before else None
        if judgement is None:
            judgement = _judged(results.project, claim, within)
        judged.append(ClaimResult(row, claim, judgement))
    return tuple(judged)


def judge_claim(results: Results, claim: Claim) -> Judgement:
    """Return what comes of a claim that need not be one of the project's."""
    return _judged(results.project, claim, results.within)


def _judged(project: Project, claim: Claim, within: Within) -> Judgement:
    if claim.stated is None:
        return judge_trend(claim, within)
    computed = within(claim.series, claim.start, claim.end)[claim.measure]
    floor = floor_of(project, claim.series, claim.measure)
    return judge(claim.stated, computed, MEASURE[claim.measure].unit, claim.precision, floor=floor)


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
    about = [
        number
        for number, claim in enumerate(project.claims)
        if claim.series == item.series and claim.start <= last and claim.end >= first
    ]
    about.sort(key=lambda number: (project.claims[number].start, project.claims[number].end) != (first, last))
    return tuple(about)
