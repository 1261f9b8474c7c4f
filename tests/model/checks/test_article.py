"""All 17 checkable sentences of the article come out as `tests/data/article_claims.csv` says.

Eleven are claims of the samples. Four are computed elsewhere: as a campaign, an intake, or against the daily
reports and the counts by name. Of two there is nothing to compute; the notes of the sample name them.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from model.checks import Checks, checks
from model.derive.measures import MEASURE
from model.derive.results import derive
from model.files import sample
from model.project import Claim, Period, Project, Series
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Value
from model.text.records import replace
from model.text.units import KM2_PER_MI2

ARTICLE = Path(__file__).parents[2] / "data" / "article_claims.csv"

AUTUMN, MONTHS = "autumn-2024", "months-2022-2024"

CLAIMED: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    # id: (sample, measure, stated in, verdict) of every claim by which the sentence is expressed
    "A01": ((AUTUMN, "losses", "people", "follows"),),
    "A02": ((AUTUMN, "gains", "km2", "follows"), (AUTUMN, "gains", "mi2", "follows")),
    "A03": ((AUTUMN, "losses_per_gain", "people/km2", "follows"),),
    "A05": ((AUTUMN, "losses_per_day", "people/day", "follows"),),
    "A06": ((AUTUMN, "losses", "people", "follows"),),
    "A08": (
        (AUTUMN, "gains_per_day", "km2/day", "follows"),
        (AUTUMN, "gains_per_day", "mi2/day", "follows"),
    ),
    "A09": ((AUTUMN, "gains", "km2", "follows"), (AUTUMN, "gains", "mi2", "follows")),
    # "depends on the measure: holds for totals, not for daily rates"; autumn has no month before September
    "A10": (
        (MONTHS, "losses", "steps", "follows"),
        (MONTHS, "losses_per_day", "steps", "inconsistent"),
        (AUTUMN, "losses_per_day", "steps", "unverifiable"),
    ),
    "A11": ((AUTUMN, "gains", "km2", "follows"), (AUTUMN, "gains", "mi2", "follows")),
    "A12": ((AUTUMN, "losses", "people", "follows"),),
    # "exceeds Nov losses of 45,690 by 4,310": read as the losses that are to be replaced
    "A14": ((AUTUMN, "losses_per_month", "people/month", "inconsistent"),),
}
ELSEWHERE = {
    # id: what a sentence is, of which something is computed that is no claim of a sample; tested below
    "A07": "a milestone of the sample; against the daily reports a claim about one day",
    "A13": "an intake row: what is recruited a month, from which the shortfall follows",
    "A15": "a campaign: its shortfall and share are computed there",
    "A17": "a milestone of the sample; against counts by name a claim about all days of the war",
}
NOT_COMPUTED = {
    # id: why no figures could ever make it hold or fail; the notes of the sample say so too
    "A04": "a rounded conversion of a unit, about no days and no series",
    "A16": "a sum of money, about no people and no ground",
}


@cache
def article() -> dict[str, dict[str, str]]:
    with ARTICLE.open(encoding="utf-8", newline="") as file:
        return {row["claim_id"]: row for row in csv.DictReader(file)}


@cache
def checked(name: str) -> Checks:
    return checks(derive(sample(name)))


def test_every_sentence_of_the_article_is_a_claim_or_named_with_the_reason() -> None:
    assert sorted(article()) == sorted([*CLAIMED, *ELSEWHERE, *NOT_COMPUTED])
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
    by_day, by_total = (result.judgement for result in checked(MONTHS).claims[:2])
    assert isinstance(by_day.computed, Value)
    assert isinstance(by_total.computed, Value)
    assert by_day.computed.best == 4  # Aug, Sep, Oct, Nov; July fell
    assert by_total.computed.best == 5
    assert [round(step.value.best, 2) for step in by_day.steps] == [
        *(1167.67, 1150.97, 1187.42),
        *(1271.0, 1354.19, 1524.0),
    ]
    assert MEASURE["losses_per_day"].unit == by_day.steps[0].unit


def test_what_no_figures_could_check_is_said_in_the_notes_of_the_sample() -> None:
    notes = sample(AUTUMN).notes
    for claim_id in NOT_COMPUTED:
        assert f"“{article()[claim_id]['quote']}”" in notes
    assert pytest.approx(0.3861, abs=5e-5) == 1 / KM2_PER_MI2  # A04: 0.4 to one digit


@cache
def reports() -> dict[str, int]:
    """The totals that the General Staff reported each morning, by day."""
    path = ARTICLE.parent / "imports" / "losses_gs_personnel_daily.json"
    return {report["date"]: report["personnel"] for report in json.loads(path.read_text("utf-8"))}


@pytest.mark.parametrize(
    ("reported", "rise", "verdict"), [(29, 2_030, "follows"), (28, 1_220, "inconsistent")]
)
def test_the_day_above_2000_depends_on_whether_a_report_is_about_the_day_before(
    reported: int, rise: int, verdict: str
) -> None:
    """A07: "holds only if report D is read as day D-1"; that it was the first such day no figure can say."""
    day = date(2024, 11, 28)
    losses = reports()[f"2024-11-{reported}"] - reports()[f"2024-11-{reported - 1}"]
    assert losses == rise
    period = Period("ru", "", day, day, losses=Figure(losses, qualifier=Qualifier.ABOUT))
    stated = Figure(2_000, qualifier=Qualifier.OVER)
    claim = Claim("ru", day, day, "losses", stated, article()["A07"]["quote"])
    assert verdict_on(claim, period) == verdict


def test_a_count_by_name_does_not_contradict_the_80000() -> None:
    """A17: 56,857 counted by June 2024, 95,933 later: "between the two; not contradicted"."""
    first, last = date(2022, 2, 24), date(2024, 12, 1)
    period = Period("ru", "", first, last, losses=Figure(low=56_857, high=95_933))
    stated = Figure(80_000, qualifier=Qualifier.AT_LEAST)
    claim = Claim("ru", first, last, "losses", stated, article()["A17"]["quote"])
    assert verdict_on(claim, period) == "not_refuted"
    assert verdict_on(claim, replace(period, losses=Figure(56_857))) == "inconsistent"


def verdict_on(claim: Claim, period: Period) -> str:
    """Return what comes of a claim against one period."""
    project = Project(series=(Series("ru"),), periods=(period,), claims=(claim,))
    (judged,) = checks(derive(project)).claims
    return str(judged.judgement.verdict)


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
    assert "10,000" in article()["A15"]["quote"]
    assert "6,000 short" in article()["A15"]["computed"]
    assert "15,690..20,690" in article()["A13"]["computed"]
    for claim_id in ("A07", "A17"):
        assert any(quote and quote in article()[claim_id]["quote"] for quote in quotes)
