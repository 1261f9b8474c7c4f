"""All 17 checkable sentences of the article come out as `tests/data/article_claims.csv` says.

Those that are no figure or trend over days are named, with what they are instead.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from model.arithmetic.values import Value
from model.checks import Checks, checks
from model.derived.measures import MEASURE
from model.derived.results import derive
from model.files import sample

ARTICLE = Path(__file__).parents[2] / "data" / "article_claims.csv"

AUTUMN, MONTHS = "autumn-2024", "months-2022-2024"

CLAIMED: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    # id: (sample, measure, stated in, verdict) of every claim by which the sentence is expressed
    "A01": ((AUTUMN, "losses", "people", "consistent"),),
    "A02": ((AUTUMN, "gains", "km2", "consistent"), (AUTUMN, "gains", "mi2", "consistent")),
    "A03": ((AUTUMN, "losses_per_gain", "people/km2", "consistent"),),
    "A05": ((AUTUMN, "losses_per_day", "people/day", "consistent"),),
    "A06": ((AUTUMN, "losses", "people", "consistent"),),
    "A08": (
        (AUTUMN, "gains_per_day", "km2/day", "consistent"),
        (AUTUMN, "gains_per_day", "mi2/day", "consistent"),
    ),
    "A09": ((AUTUMN, "gains", "km2", "consistent"), (AUTUMN, "gains", "mi2", "consistent")),
    # "depends on the measure: holds for totals, not for daily rates"; autumn has no month before September
    "A10": (
        (MONTHS, "losses", "steps", "consistent"),
        (MONTHS, "losses_per_day", "steps", "inconsistent"),
        (AUTUMN, "losses_per_day", "steps", "unverifiable"),
    ),
    "A11": ((AUTUMN, "gains", "km2", "consistent"), (AUTUMN, "gains", "mi2", "consistent")),
    "A12": ((AUTUMN, "losses", "people", "consistent"),),
    # "exceeds Nov losses of 45,690 by 4,310": read as the losses that are to be replaced
    "A14": ((AUTUMN, "losses_per_month", "people/month", "inconsistent"),),
}
NOT_CLAIMED = {
    "A04": "a rounded unit of area, which no row computes",
    "A07": "a milestone: one day's record, and “first” is about days that are no rows here",
    "A13": "what is recruited a month: an intake row, from which the shortfall follows",
    "A15": "a campaign: its shortfall and share are computed there",
    "A16": "a sum of money",
    "A17": "a milestone: deaths confirmed by name, another quantity than the losses",
}


@cache
def article() -> dict[str, dict[str, str]]:
    with ARTICLE.open(encoding="utf-8", newline="") as file:
        return {row["claim_id"]: row for row in csv.DictReader(file)}


@cache
def checked(name: str) -> Checks:
    return checks(derive(sample(name)))


def test_every_sentence_of_the_article_is_a_claim_or_named_with_the_reason() -> None:
    assert sorted(article()) == sorted([*CLAIMED, *NOT_CLAIMED])
    assert len(article()) == 17


@pytest.mark.parametrize(
    ("claim_id", "name", "measure", "unit", "verdict"),
    [(claim_id, *claim) for claim_id, claims in CLAIMED.items() for claim in claims],
)
def test_a_sentence_comes_out_as_the_table_of_claims_says(
    claim_id: str, name: str, measure: str, unit: str, verdict: str
) -> None:
    published = article()[claim_id]["quote"]
    found = [
        result.judgement
        for result in checked(name).claims
        if result.claim.quote
        and result.claim.quote in published
        and result.claim.measure == measure
        and result.judgement.unit == unit
    ]
    assert [str(judgement.verdict) for judgement in found] == [verdict]


def test_the_trend_breaks_where_the_table_says_and_holds_for_totals() -> None:
    by_day, by_total = (result.judgement for result in checked(MONTHS).claims)
    assert isinstance(by_day.computed, Value)
    assert isinstance(by_total.computed, Value)
    assert by_day.computed.best == 4  # Aug, Sep, Oct, Nov; July fell
    assert by_total.computed.best == 5
    assert [round(step.value.best, 2) for step in by_day.steps] == [
        *(1167.67, 1150.97, 1187.42),
        *(1271.0, 1354.19, 1524.0),
    ]
    assert MEASURE["losses_per_day"].unit == by_day.steps[0].unit


def test_what_is_no_claim_is_computed_where_it_stands() -> None:
    results = checked(AUTUMN).results
    (campaign,) = results.campaigns
    assert campaign.shortfall == Value(6000, 6000, 6000)  # A15: 6,000 short, 40 % of the goal
    assert campaign.attained == Value(0.4, 0.4, 0.4)
    shortfall = results.within("ru", results.project.periods[1].start, results.project.periods[1].end)
    november = shortfall["shortfall"]
    assert isinstance(november, Value)
    assert (november.low, november.high) == (15_690, 20_690)  # A13
    quotes = [milestone.figure.quote for milestone in results.project.milestones]
    for claim_id in ("A07", "A17"):
        assert any(quote and quote in article()[claim_id]["quote"] for quote in quotes)
