"""What is said of a verdict: the digits that decide it, and how far off it is."""

from __future__ import annotations

import pytest

from model.checks.judging import Verdict, judge
from model.checks.verdict_words import VERDICT_NAMES, computed_amount, distance, why_words
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Value


@pytest.mark.parametrize(
    ("stated", "computed", "unit", "shown", "verdict"),
    [
        # 839 ÷ 30 = 27.9667: 28.0 and 27.97 would not be cut to 27.96
        (Figure(27.96), 839 / 30, "km2/day", "27.967 km² a day", "cut"),
        (Figure(53.4), 53.35, "people/km2", "53.4 per km²", "follows"),
        (Figure(53.4), 53.349, "people/km2", "53.3 per km²", "inconsistent"),
        (Figure(0.84), 0.846, "share", "84.6 %", "cut"),
        (Figure(125_000, qualifier=Qualifier.OVER), 125_000.4, "people", "125,000.4", "follows"),
    ],
)
def test_what_is_computed_is_shown_with_the_digits_that_decide(
    stated: Figure, computed: float, unit: str, shown: str, verdict: str
) -> None:
    judged = judge(stated, Value(computed, computed, computed), unit)
    assert str(judged.verdict) == verdict
    assert computed_amount(judged).text() == shown


def test_the_distance_of_a_share_is_in_percentage_points() -> None:
    judged = judge(Figure(-0.44), Value(-0.4297, -0.4297, -0.4297), "share")
    assert judged.verdict is Verdict.INCONSISTENT
    assert str(distance(judged)) == "1.03 percentage points above the most stated (2.3 %)"


def test_every_verdict_has_a_name_and_all_but_follows_a_word_on_it() -> None:
    assert set(VERDICT_NAMES) == set(Verdict)
    assert {name.signed[0] for verdict, name in VERDICT_NAMES.items() if verdict.holds} == {"✓"}
    follows = judge(Figure(53), Value(53, 53, 53), "people")
    assert why_words(follows) is None
    open_ = judge(Figure(1000, qualifier=Qualifier.OVER), Value(53, 53, float("inf")), "people")
    assert str(why_words(open_)) == "cannot be refuted, does not follow"
