"""Checks after an edit are what they would be from the start, and all but the edit is reused."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks import Checks, checks
from model.checks.claims import COUNTED
from model.derive.results import derive
from model.project import Baseline, Claim, Intake, Period, Project, Series, View
from model.text.figures import Figure, Qualifier
from model.text.records import replace

FIRST = date(2024, 1, 1)


def days(first: int, last: int) -> tuple[date, date]:
    return FIRST + timedelta(first), FIRST + timedelta(last)


def period(first: int, last: int, losses: float | None, gains: float | None = None) -> Period:
    start, end = days(first, last)
    return Period(
        "ru",
        f"{first}–{last}",
        start,
        end,
        None if losses is None else Figure(losses),
        None if gains is None else Figure(gains),
    )


def claim(first: int, last: int, measure: str, stated: float) -> Claim:
    start, end = days(first, last)
    return Claim("ru", start, end, measure, Figure(stated, qualifier=Qualifier.ABOUT))


PROJECT = Project(
    series=(Series("ru"),),
    periods=(
        *(period(10 * n, 10 * n + 9, 100.0 + n, 10.0) for n in range(6)),
        period(0, 29, 303, 30),
        period(30, 59, 312, None),
        period(0, 59, 615, 60),
    ),
    intake=(Intake("ru", "x", *days(0, 59), Figure(50.0)),),
    claims=(
        claim(0, 29, "losses", 303),
        claim(30, 59, "losses_per_gain", 10),
        claim(0, 59, "replaced", 0.2),
        claim(10, 19, "vs_baseline", 0.1),
        claim(5, 9, "losses", 1),
    ),
    view=View(baseline=Baseline("ru", *days(0, 9))),
)


def said(found: Checks) -> tuple[object, ...]:
    return found.claims, found.reconciled, found.findings


@given(seed=st.integers(0, 2**32), edits=st.integers(1, 8))
def test_checks_after_edits_are_those_from_the_start(seed: int, edits: int) -> None:
    luck = random.Random(seed)
    project, results = PROJECT, derive(PROJECT)
    found = checks(results)
    for _ in range(edits):
        project = edited(project, luck)
        results = derive(project, results)
        found = checks(results, found)
        assert said(found) == said(checks(derive(project)))


def edited(project: Project, luck: random.Random) -> Project:
    rows = list(project.periods)
    row = luck.randrange(len(rows))
    value = luck.choice([None, Figure(100.0), Figure(300.0), Figure(5.0, qualifier=Qualifier.OVER)])
    match luck.randrange(7):
        case 0 | 1 | 2:
            rows[row] = replace(rows[row], losses=value)
        case 3:
            rows[row] = replace(rows[row], gains=value)
        case 4:
            rows[row] = replace(rows[row], end=rows[row].end + timedelta(luck.choice([-1, 1])))
        case 5:
            return replace(project, intake=project.intake[: luck.randrange(2)])
        case _:
            luck.shuffle(rows)
    return replace(project, periods=tuple(rows))


def test_checks_of_the_same_results_are_the_same() -> None:
    found = checks(derive(PROJECT))
    assert checks(found.results, found) is found


def test_a_claim_of_the_first_or_last_day_of_a_row_is_judged_again_with_it() -> None:
    claims = (claim(9, 9, "losses", 1), claim(0, 0, "losses", 1), claim(10, 10, "losses", 1))
    project = replace(PROJECT, periods=PROJECT.periods[:2], claims=claims)
    before = checks(derive(project))
    rows = (replace(project.periods[0], losses=Figure(1.0)), project.periods[1])
    after = checks(derive(replace(project, periods=rows), before.results), before)
    reused = [new.judgement is old.judgement for new, old in zip(after.claims, before.claims, strict=True)]
    assert reused == [False, False, True]


def test_what_may_fall_below_nothing_is_not_counted() -> None:
    assert {"losses", "losses_per_day", "replaced", "intake"} <= COUNTED
    assert not COUNTED & {"gains", "losses_per_gain", "shortfall", "vs_baseline"}


@pytest.mark.parametrize(("row", "kept"), [(0, [False, True]), (5, [True, False])])
def test_only_what_an_edit_touches_is_judged_again(row: int, kept: list[bool]) -> None:
    before = checks(derive(PROJECT))
    rows = list(PROJECT.periods)
    rows[row] = replace(rows[row], losses=Figure(1.0))
    results = derive(replace(PROJECT, periods=tuple(rows)), before.results)
    after = checks(results, before)
    reused = [new.judgement is old.judgement for new, old in zip(after.claims, before.claims, strict=True)]
    assert reused[:2] == kept
    by_row = {(found.row, found.measure): found for found in before.reconciled}
    same = {found.row: by_row[found.row, found.measure] is found for found in after.reconciled}
    assert [same[6], same[7], same[8]] == [*kept, False]
