"""From an article to its verdicts: every figure of the autumn of 2024, and one month that does not follow.

The texts are invented, their numbers those of domain.md §8; what follows is worked by hand beside each test.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model.checks import checks
from model.checks.judging import Verdict
from model.derive.results import Results, derive
from model.edits.proposals import About, add_proposals
from model.files import read_project
from model.project import Project, Trend
from model.reading.proposal import ProposedKind
from model.reading.report import read_report
from model.text.outcomes import Value
from tests.model.edits.articles import AUTUMN, FOUR_MONTHS

PUBLISHED = date(2024, 12, 5)
SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "autumn-2024.json"


def from_article(text: str, published: date) -> Project:
    ticked = [p for p in read_report(text, published).proposals if p.ticked]
    return add_proposals(Project(), ticked, About(published)).project


@pytest.fixture(scope="module")
def autumn() -> Project:
    return from_article(AUTUMN, PUBLISHED)


@pytest.fixture(scope="module")
def results(autumn: Project) -> Results:
    return derive(autumn)


def test_all_sixteen_figures_and_five_claims_are_proposed() -> None:
    found = [p for p in read_report(AUTUMN, PUBLISHED).proposals if p.kind is not None]
    second_units = [p for p in found if p.same_as is not None]
    claims = [p for p in found if p.kind is ProposedKind.CLAIM and p.same_as is None]
    figures = [p for p in found if p.kind is not ProposedKind.CLAIM and p.same_as is None]
    assert [(p.value, p.unit) for p in second_units] == [
        (910, "mi2"),
        (586, "mi2"),
        (324, "mi2"),
        (10.8, "mi2/day"),
    ]
    assert [(p.measure, p.value) for p in claims] == [
        ("losses_per_gain", 53),
        ("losses_per_day", 1523),
        ("gains_per_day", 28),
        ("losses", 5),
    ]
    assert [(p.value, p.low, p.high) for p in figures] == [
        (125_000, None, None),
        (2356, None, None),
        (80_110, None, None),
        (1517, None, None),
        (45_690, None, None),
        (839, None, None),
        (None, 25_000, 30_000),
        (None, 50_000, 52_000),
        (10_000, None, None),
        (4000, None, None),
        (2000, None, None),
        (80_000, None, None),
    ]


def test_an_empty_project_gets_the_periods_recruitment_and_campaign_of_the_article(autumn: Project) -> None:
    assert [
        (p.start, p.end, p.losses and p.losses.value, p.gains and p.gains.value) for p in autumn.periods
    ] == [
        (date(2024, 9, 1), date(2024, 11, 30), 125_000, 2356),
        (date(2024, 9, 1), date(2024, 10, 31), 80_110, 1517),
        (date(2024, 11, 1), date(2024, 11, 30), 45_690, 839),
    ]
    assert [(row.per_month.low, row.per_month.high) for row in autumn.intake] == [(25_000, 30_000)]
    assert [(row.per_month.low, row.per_month.high) for row in autumn.requirements] == [(50_000, 52_000)]
    (campaign,) = autumn.campaigns
    assert (campaign.target.value, campaign.achieved and campaign.achieved.value) == (10_000, 4000)
    # who counted the 2,000 of 28 November is not said, so that a person is asked first
    assert [(row.date, row.figure.value) for row in autumn.milestones] == [(date(2024, 11, 30), 80_000)]


def bounds(results: Results, row: int, measure: str) -> tuple[float, float]:
    found = results.outcome(measure, row)
    assert isinstance(found, Value)
    return found.low, found.high


def test_the_shortfalls_are_those_worked_by_hand(results: Results) -> None:
    # 80,110 - 2 x (25,000 to 30,000), 45,690 - (25,000 to 30,000)
    assert bounds(results, 1, "shortfall") == (20_110, 30_110)
    assert bounds(results, 2, "shortfall") == (15_690, 20_690)
    # 50,000 to 52,000 needed a month, 25,000 to 30,000 come
    assert bounds(results, 2, "requirement_gap") == (20_000, 27_000)


def test_the_claims_come_to_the_verdicts_worked_by_hand(results: Results) -> None:
    verdicts = {one.claim.measure: one.judgement.verdict for one in checks(results).claims}
    assert verdicts == {
        "losses_per_gain": Verdict.FOLLOWS,  # 125,800 / 2,356 = 53.4
        "losses_per_day": Verdict.FOLLOWS,  # 45,690 / 30 = 1,523
        "gains_per_day": Verdict.FOLLOWS,  # 839 / 30 = 27.97
        "losses": Verdict.UNVERIFIABLE,  # the months before September are not in the article
    }
    (trend,) = [one.claim for one in checks(results).claims if one.claim.trend is not None]
    assert (trend.trend, trend.count, trend.end) == (Trend.RISING, 5, date(2024, 11, 30))


def test_what_comes_of_the_article_is_what_the_sample_says(autumn: Project, results: Results) -> None:
    sample = read_project(SAMPLE.read_bytes(), SAMPLE.name)
    published = derive(sample)
    rows = {(row.start, row.end): at for at, row in enumerate(sample.periods)}
    assert rows.keys() == {(row.start, row.end) for row in autumn.periods}
    for at, row in enumerate(autumn.periods):
        for measure in ("losses_per_gain", "losses_per_day", "shortfall", "replaced", "requirement_gap"):
            same = rows[row.start, row.end]
            assert bounds(results, at, measure) == pytest.approx(bounds(published, same, measure)), measure

    def verdicts(project: Results) -> dict[object, Verdict]:
        return {
            (one.claim.measure, one.claim.start, one.claim.end, one.claim.stated.value): one.judgement.verdict
            for one in checks(project).claims
            if one.claim.stated is not None
        }

    assert verdicts(results).items() <= verdicts(published).items()


def test_of_four_months_the_price_of_august_does_not_follow() -> None:
    results = derive(from_article(FOUR_MONTHS, date(2025, 9, 10)))
    judged = [(one.claim.start.month, one.judgement.verdict) for one in checks(results).claims]
    assert judged == [
        (5, Verdict.FOLLOWS),  # 35,370 / 499.28 = 70.8
        (6, Verdict.FOLLOWS),  # 32,680 / 465.8 = 70.2
        (7, Verdict.FOLLOWS),  # 33,230 / 445.88 = 74.5
        (8, Verdict.INCONSISTENT),  # 28,880 / 499.43 = 57.8, stated about 68
    ]
