"""Claims that divide by references: in %, per 1,000, per 10,000, one in so many, per km and per mile."""

from __future__ import annotations

from datetime import date

import pytest

from model.checks.claims import judge_claim
from model.checks.judging import Verdict
from model.checks.verdict_words import computed_amount, distance
from model.derive.results import derive
from model.project import Claim, Period, Project, Reference, Series, Source, WhoseFigures
from model.text.figures import Figure, Qualifier

APRIL = (date(2025, 4, 1), date(2025, 4, 30))
PROJECT = Project(
    sources=(Source("gsu"), Source("nyt")),
    series=(Series("ru"),),
    periods=(Period("ru", "", *APRIL, Figure(36_420.0, source="gsu"), Figure(268.34, source="gsu")),),
    references=(
        Reference("Strength", *APRIL, Figure(600_000.0, source="gsu")),
        Reference("Ukraine", *APRIL, Figure(603_550.0, unit="km2")),
        Reference("Front", *APRIL, Figure(1_250.0, unit="km")),
    ),
)


def claim(measure: str, stated: Figure, reference: str = "", **more: object) -> Claim:
    return Claim("ru", *APRIL, measure, stated, reference=reference, **more)  # type: ignore[arg-type]  # of the claim


@pytest.mark.parametrize(
    ("measure", "stated", "verdict", "computed"),
    [
        # 36,420 ÷ 30 ÷ 600,000 = 2.023 per 1,000
        (
            "losses_of_people_per_day",
            Figure(2.0, unit="per_1000/day"),
            Verdict.FOLLOWS,
            "2.02 per 1,000 a day",
        ),
        ("losses_of_people_per_month", Figure(6.1), Verdict.FOLLOWS, "6.07 % a month"),
        # 600,000 ÷ 36,420 = 16.47
        ("losses_of_people", Figure(16.5, unit="one_in"), Verdict.FOLLOWS, "one in 16.5"),
        (
            "losses_of_people",
            Figure(20.0, qualifier=Qualifier.UNDER, unit="one_in"),
            Verdict.FOLLOWS,
            "one in 16.5",
        ),
        ("losses_of_people", Figure(35.0, unit="one_in"), Verdict.INCONSISTENT, "one in 16.5"),
        ("gains_of_area", Figure(0.0004), Verdict.FOLLOWS, "0.044 %"),
        ("gains_of_area", Figure(0.0039), Verdict.INCONSISTENT, "0.044 %"),
        ("losses_per_front", Figure(29.1), Verdict.FOLLOWS, "29.1 per km"),
        # 29.136 × 1.609344 = 46.89
        ("losses_per_front", Figure(47.0, unit="people/mi"), Verdict.FOLLOWS, "46.9 per mile"),
    ],
)
def test_a_claim_is_judged_in_the_unit_stated(
    measure: str, stated: Figure, verdict: Verdict, computed: str
) -> None:
    judged = judge_claim(derive(PROJECT), claim(measure, stated))
    assert (judged.verdict, computed_amount(judged).text()) == (verdict, computed)


def test_how_far_it_is_from_one_in_so_many_is_a_number() -> None:
    judged = judge_claim(derive(PROJECT), claim("losses_of_people", Figure(35.0, unit="one_in")))
    # 16.47 against 34.5 to 35.5, of which the bound stated is 35
    assert distance(judged).text() == "19 below the least stated (53 %)"


def test_a_claim_names_what_it_divides_by_where_there_are_several() -> None:
    men = Reference("Men of age", *APRIL, Figure(1_274_700.0))
    results = derive(
        Project(PROJECT.title, "", (), PROJECT.series, PROJECT.periods, references=(*PROJECT.references, men))
    )
    stated = Figure(35.0, unit="one_in")
    unsaid = judge_claim(results, claim("losses_of_people", stated))
    assert unsaid.verdict is Verdict.UNVERIFIABLE
    assert unsaid.reason is not None
    assert unsaid.reason.text() == "the table References has both Strength and Men of age in people"
    # 1,274,700 ÷ 36,420 = 35
    assert judge_claim(results, claim("losses_of_people", stated, "Men of age")).verdict is Verdict.FOLLOWS


def test_a_source_that_says_both_can_be_held_to_its_own_figures() -> None:
    own = claim("losses_of_people", Figure(0.061), source="gsu", basis=WhoseFigures.OWN)
    assert judge_claim(derive(PROJECT), own).verdict is Verdict.FOLLOWS
    other = claim("losses_of_people", Figure(0.061), source="nyt", basis=WhoseFigures.OWN)
    assert judge_claim(derive(PROJECT), other).verdict is Verdict.UNVERIFIABLE


def test_of_nobody_there_is_not_one_in_any_number() -> None:
    nobody = Project(
        series=PROJECT.series, periods=(Period("ru", "", *APRIL, Figure(0.0)),), references=PROJECT.references
    )
    judged = judge_claim(derive(nobody), claim("losses_of_people", Figure(35.0, unit="one_in")))
    assert judged.verdict is Verdict.UNVERIFIABLE
