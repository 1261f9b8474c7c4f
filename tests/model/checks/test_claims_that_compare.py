"""Claims of changes, factors and shares, of campaigns, of a source's own figures: worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from model.checks import checks
from model.checks.claims import Judgement, Verdict, judge_claim
from model.derive.results import derive
from model.files import sample
from model.project import (
    Claim,
    ComparedBy,
    OtherDays,
    Period,
    Project,
    Series,
    Source,
    WhoseFigures,
)
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Value
from model.text.records import replace

AUTUMN = sample("autumn-2024")
SEP, OCT, NOV = date(2024, 9, 1), date(2024, 10, 31), date(2024, 11, 30)
NOVEMBER, SEP_OCT, WHOLE = (date(2024, 11, 1), NOV), (SEP, OCT), (SEP, NOV)
Days = tuple[date, date]


def claim(
    measure: str, stated: Figure, days: Days, kind: ComparedBy, other: Days, series: str = ""
) -> Judgement:
    against = OtherDays(*other, kind, series)
    return judge_claim(derive(AUTUMN), Claim("ru", *days, measure, stated, against=against))


def computed(judged: Judgement) -> Value:
    assert isinstance(judged.computed, Value), str(judged.reason)
    return judged.computed


@pytest.mark.parametrize(
    ("stated", "expected", "best"),
    [
        # 45,690 ÷ 80,110 − 1 = −42.97 %
        (Figure(-0.43, unit="share"), "follows", 45_690 / 80_110 - 1),
        (Figure(-0.44, unit="share"), "inconsistent", 45_690 / 80_110 - 1),
        (Figure(-0.42, unit="share"), "cut", 45_690 / 80_110 - 1),
        # 45,690 − 80,110 = −34,420
        (Figure(-34_420), "follows", -34_420),
        (Figure(34_420), "inconsistent", -34_420),
    ],
)
def test_a_change_is_in_percent_or_in_the_unit_of_the_measure(
    stated: Figure, expected: str, best: float
) -> None:
    judged = claim("losses", stated, NOVEMBER, ComparedBy.CHANGE, SEP_OCT)
    assert str(judged.verdict) == expected
    assert computed(judged).best == pytest.approx(best)


def test_ground_may_be_stated_in_miles() -> None:
    """839 − 1,517 = −678 km² = −261.8 mi²."""
    stated = Figure(-262, unit="mi2")
    assert claim("gains", stated, NOVEMBER, ComparedBy.CHANGE, SEP_OCT).verdict is Verdict.FOLLOWS


def test_a_factor_is_how_many_times_as_much() -> None:
    """80,110 ÷ 45,690 = 1.753."""
    twice = Figure(2, qualifier=Qualifier.ABOUT)
    judged = claim("losses", twice, SEP_OCT, ComparedBy.FACTOR, NOVEMBER)
    assert (judged.verdict, judged.unit) == (Verdict.FOLLOWS, "times")  # 1 to 3: "about 2" is one digit
    assert claim("losses", Figure(1.8), SEP_OCT, ComparedBy.FACTOR, NOVEMBER).verdict is Verdict.FOLLOWS
    assert claim("losses", Figure(3), SEP_OCT, ComparedBy.FACTOR, NOVEMBER).verdict is Verdict.INCONSISTENT


def test_a_share_is_of_days_around_its_own() -> None:
    """839 ÷ 2,356 = 35.6 % of the autumn's gains fell in November."""
    judged = claim("gains", Figure(0.356), NOVEMBER, ComparedBy.SHARE, WHOLE)
    assert (judged.verdict, judged.unit) == (Verdict.FOLLOWS, "share")
    outside = claim("gains", Figure(0.356), WHOLE, ComparedBy.SHARE, NOVEMBER)
    assert outside.verdict is Verdict.UNVERIFIABLE
    assert "does not lie inside" in str(outside.reason)


def test_one_intake_on_both_sides_decides_a_claim() -> None:
    """Replaced of November is 0.877 times that of Sep–Oct: −12.3 %, whatever the intake is."""
    judged = claim("replaced", Figure(-0.123, unit="share"), NOVEMBER, ComparedBy.CHANGE, SEP_OCT)
    value = computed(judged)
    assert judged.verdict is Verdict.FOLLOWS
    assert value.low == value.high == pytest.approx(80_110 / 91_380 - 1)
    # 60.19 % − 68.66 % = −8.47 points at the best, −9.24 to −7.70
    points = claim("replaced", Figure(-8, unit="points"), NOVEMBER, ComparedBy.CHANGE, SEP_OCT)
    assert (computed(points).low, computed(points).high) == pytest.approx((-9.2371, -7.6976), abs=1e-4)
    assert points.verdict is Verdict.POSSIBLE


def test_days_that_have_nothing_to_compare_with_say_so() -> None:
    judged = claim("losses", Figure(2), NOVEMBER, ComparedBy.FACTOR, (SEP, SEP))
    assert judged.verdict is Verdict.UNVERIFIABLE
    assert "1 Sep 2024" in str(judged.reason)
    assert claim("losses", Figure(2), NOVEMBER, ComparedBy.FACTOR, SEP_OCT, "no").reason is not None


def test_the_results_of_a_campaign_are_claims_of_its_days() -> None:
    days = date(2024, 1, 1), date(2024, 12, 1)
    results = derive(AUTUMN)
    attained = judge_claim(results, Claim("ru", *days, "attained", Figure(0.4)))
    short = judge_claim(results, Claim("ru", *days, "campaign_shortfall", Figure(6_000)))
    assert (attained.verdict, short.verdict) == (Verdict.FOLLOWS, Verdict.FOLLOWS)
    nowhere = judge_claim(results, Claim("ru", *NOVEMBER, "attained", Figure(0.4)))
    assert str(nowhere.reason) == "no campaign has exactly the days 1–30 Nov 2024"


# whose figures


def in_ukraine_alone() -> Project:
    """The autumn's ground in use is that of Ukraine (1,634.93 km²), ISW's with Kursk (2,356) beside it."""
    ground = Figure(1634.93, source="eco", alternatives=(Figure(2356, source="isw"),))
    period = Period("ru", "", *WHOLE, Figure(125_830, source="isw"), ground)
    about = Figure(53, qualifier=Qualifier.ABOUT)
    return Project(
        sources=(Source("isw"), Source("eco")),
        series=(Series("ru"),),
        periods=(period,),
        claims=(
            Claim("ru", *WHOLE, "losses_per_gain", about, source="isw"),
            Claim("ru", *WHOLE, "losses_per_gain", about, source="isw", basis=WhoseFigures.OWN),
            Claim("ru", *WHOLE, "losses_per_gain", about, source="eco", basis=WhoseFigures.OWN),
            Claim("ru", *WHOLE, "losses_per_gain", about, basis=WhoseFigures.OWN),
        ),
    )


def test_a_claim_follows_from_its_own_figures_and_not_from_those_in_use() -> None:
    """125,830 ÷ 2,356 = 53.4; ÷ 1,634.93 = 76.96."""
    found = checks(derive(in_ukraine_alone()))
    in_use, own, other, nobody = (result.judgement for result in found.claims)
    assert (in_use.verdict, own.verdict) == (Verdict.INCONSISTENT, Verdict.FOLLOWS)
    assert computed(in_use).best == pytest.approx(76.9635, abs=1e-4)
    assert computed(own).best == pytest.approx(53.4083, abs=1e-4)
    assert str(other.reason) == "no losses given"
    assert "no source is named" in str(nobody.reason)
    besides = found.on_other_basis(0)
    assert besides is not None
    assert besides.verdict is Verdict.FOLLOWS


def test_a_source_that_states_no_figure_of_a_part_is_held_to_its_own_total() -> None:
    """Of the whole autumn ISW states >125,000 and 2,356 km²; November is the General Staff's."""
    about = Figure(53, qualifier=Qualifier.ABOUT)
    own = Claim("ru", *WHOLE, "losses_per_gain", about, source="isw", basis=WhoseFigures.OWN)
    judged = judge_claim(derive(AUTUMN), own)
    assert judged.verdict is Verdict.POSSIBLE
    assert computed(judged).low == pytest.approx(125_000 / 2356)


def test_a_period_in_conflict_is_judged_by_its_own_figures_and_says_so() -> None:
    project = Project(
        series=(Series("ru"),),
        periods=(
            Period("ru", "Sep–Oct", *SEP_OCT, Figure(80_110)),
            Period("ru", "Oct–Nov", date(2024, 10, 1), NOV, Figure(90_000)),
        ),
    )
    judged = judge_claim(derive(project), Claim("ru", *SEP_OCT, "losses", Figure(80_110)))
    assert judged.verdict is Verdict.FOLLOWS
    assert str(judged.note) == "the figures of Sep–Oct alone, which shares days with another period"
    apart = replace(project, periods=project.periods[:1])
    assert judge_claim(derive(apart), Claim("ru", *SEP_OCT, "losses", Figure(80_110))).note is None
