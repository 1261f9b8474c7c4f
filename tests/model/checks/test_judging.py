"""Tolerances and verdicts: domain.md §6, line by line, each number by hand."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks.judging import Judgement, Verdict, judge, judge_total, place_value, tolerance
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Value
from model.text.words import words
from tests.model import naive

ABOUT, OVER, AT_LEAST = Qualifier.ABOUT, Qualifier.OVER, Qualifier.AT_LEAST
UNDER, UP_TO = Qualifier.UNDER, Qualifier.UP_TO


def about(x: float, unit: str = "") -> Figure:
    return Figure(x, qualifier=ABOUT, unit=unit)


def point(x: float) -> Value:
    return Value(x, x, x)


def verdict(stated: Figure, low: float, best: float | None = None, high: float | None = None) -> Verdict:
    middle = low if best is None else best
    return judge(stated, Value(low, middle, middle if high is None else high), "people").verdict


@pytest.mark.parametrize(
    ("stated", "u"),
    [
        (53, "1"),
        (10.8, "0.1"),
        (27.96, "0.01"),
        (125_000, "1000"),
        (100, "100"),
        (45_690, "10"),
        (0.07, "0.01"),
        (-4310, "10"),
        (2.0**53, "1"),
        (1e-7, "1E-7"),
        (0, "1"),
    ],
)
def test_the_place_value_is_that_of_the_last_certain_digit(stated: float, u: str) -> None:
    assert place_value(stated) == Decimal(u)


@pytest.mark.parametrize(
    ("stated", "least", "most"),
    [
        # exact: half the last place; of a last digit 0 no more than 5 %
        (Figure(53), "52.5", "53.5"),
        (Figure(27.96), "27.955", "27.965"),
        (Figure(125_000), "124500", "125500"),
        (Figure(45_690), "45685", "45695"),
        (Figure(100), "95", "105"),
        (Figure(20), "19", "21"),
        (Figure(10), "9.5", "10.5"),
        (Figure(0), "-0.5", "0.5"),
        (Figure(-4310), "-4315", "-4305"),
        (Figure(-100), "-105", "-95"),
        # about: a whole place; of a last digit 0 no more than 10 %
        (about(53), "52", "54"),
        (about(10.8), "10.7", "10.9"),
        (about(100), "90", "110"),
        (about(1000), "900", "1100"),
        (about(2000), "1800", "2200"),
        (about(50_000), "45000", "55000"),
        (about(10), "9", "11"),
        # ranges: the smaller slack of the two
        (Figure(low=25_000, high=30_000), "24500", "30500"),
        (Figure(low=50_000, high=52_000), "49500", "52500"),
        (Figure(40, 30, 55), "29.5", "55.5"),
        (Figure(1200, low=1000), "950", "Infinity"),
        (Figure(1300, high=1600), "-Infinity", "1650"),
        # bounds, without any slack
        (Figure(900, qualifier=OVER), "900", "Infinity"),
        (Figure(900, qualifier=UP_TO), "-Infinity", "900"),
    ],
)
def test_the_tolerance_is_that_of_the_table(stated: Figure, least: str, most: str) -> None:
    open_ = tolerance(stated, "people")
    assert (open_.least, open_.most) == (Decimal(least), Decimal(most))


@pytest.mark.parametrize(
    ("stated", "least", "most"),
    [
        (Figure(0.565), "56.45", "56.55"),
        (Figure(0.4), "38", "42"),
        (Figure(0.5), "47.5", "52.5"),
        (about(0.6), "54", "66"),
        (Figure(-0.44), "-44.5", "-43.5"),
    ],
)
def test_a_share_is_held_in_percent(stated: Figure, least: str, most: str) -> None:
    open_ = tolerance(stated, "share")
    assert (open_.least, open_.most) == (Decimal(least), Decimal(most))


def test_a_precision_overrides_the_last_certain_digit() -> None:
    assert tolerance(Figure(125_000), "people", 1)[:2] == (Decimal("124999.5"), Decimal("125000.5"))
    assert tolerance(Figure(53), "people", 1000)[:2] == (Decimal(-447), Decimal(553))
    assert tolerance(Figure(0.565), "share", 0.01)[:2] == (Decimal(56), Decimal(57))


@pytest.mark.parametrize(
    ("stated", "low", "best", "high", "expected"),
    [
        # the worked verdicts of domain.md
        (about(100), 54.5, 54.5, 54.5, "inconsistent"),
        (about(2000), 1523, 1523, 1523, "inconsistent"),
        (about(1000), 1523, 1523, 1523, "inconsistent"),
        (about(50_000), 45_690, 45_690, 45_690, "follows"),
        (Figure(27.96), 839 / 30, 839 / 30, 839 / 30, "cut"),
        (Figure(84), 84.6, 84.6, 84.6, "cut"),
        (about(53), 125_000 / 2356, 125_000 / 2356, math.inf, "possible"),
        (Figure(1000, qualifier=OVER), 125_000 / 2356, 125_000 / 2356, math.inf, "not_refuted"),
        (Figure(low=50_000, high=52_000), 45_690, 45_690, 45_690, "inconsistent"),
        # at the borders
        (Figure(53), 52.5, 52.5, 53.5, "follows"),
        (Figure(53), 52.4, 53, 53.5, "possible"),
        (Figure(53), 40, 46, 52.5, "not_refuted"),
        (Figure(53), 40, 46, 52.4, "inconsistent"),
        # cut is for one exact number, and for the digit that is written
        (Figure(84), 85.2, 85.2, 85.2, "inconsistent"),
        (Figure(100), 190, 190, 190, "inconsistent"),
        (Figure(45_690), 45_699.4, 45_699.4, 45_699.4, "inconsistent"),
        (Figure(-84), -84.6, -84.6, -84.6, "cut"),
        (Figure(0), 0.7, 0.7, 0.7, "cut"),
        (Figure(low=84, high=84), 84.6, 84.6, 84.6, "inconsistent"),
        # bounds
        (Figure(125_000, qualifier=OVER), 125_000, 125_000, 125_000, "inconsistent"),
        (Figure(125_000, qualifier=OVER), 125_001, 125_001, 125_001, "follows"),
        (Figure(125_000, qualifier=OVER), 100, 100, 125_001, "not_refuted"),
        (Figure(125_000, qualifier=OVER), 100, 130_000, 140_000, "possible"),
        (Figure(125_000, qualifier=AT_LEAST), 125_000, 125_000, math.inf, "follows"),
        (Figure(125_000, qualifier=AT_LEAST), 1, 1, 124_999, "inconsistent"),
        (Figure(125_000, qualifier=UNDER), 125_000, 125_000, 125_000, "inconsistent"),
        (Figure(125_000, qualifier=UNDER), -math.inf, 1, 2, "follows"),
        (Figure(125_000, qualifier=UP_TO), 125_000, 125_000, 125_000, "follows"),
        (Figure(125_000, qualifier=UP_TO), 125_001, 125_001, math.inf, "inconsistent"),
    ],
)
def test_a_verdict_is_that_of_the_table(
    stated: Figure, low: float, best: float, high: float, expected: str
) -> None:
    assert str(verdict(stated, low, best, high)) == expected


def test_what_holds_are_the_three_verdicts_with_a_tick() -> None:
    assert {one for one in Verdict if one.holds} == {Verdict.FOLLOWS, Verdict.POSSIBLE, Verdict.CUT}


@pytest.mark.parametrize("noisy", [0.1 + 0.2, 3 * 0.1])
def test_float_noise_at_a_border_decides_nothing(noisy: float) -> None:
    assert noisy != 0.3
    assert verdict(Figure(0.3, qualifier=OVER), noisy) is Verdict.INCONSISTENT
    assert verdict(Figure(0.3, qualifier=UP_TO), noisy) is Verdict.FOLLOWS
    assert verdict(Figure(0.3, qualifier=AT_LEAST), noisy) is Verdict.FOLLOWS
    assert verdict(Figure(0.3, qualifier=UNDER), noisy) is Verdict.INCONSISTENT


def test_float_noise_below_a_digit_is_no_cut() -> None:
    assert 0.1 + 0.7 < 0.8
    assert verdict(Figure(0.7), 0.1 + 0.7) is Verdict.INCONSISTENT


def test_whole_numbers_are_told_apart_up_to_two_to_the_53() -> None:
    most = 2.0**53
    assert verdict(Figure(most, qualifier=OVER), most) is Verdict.INCONSISTENT
    assert verdict(Figure(most - 1, qualifier=OVER), most) is Verdict.FOLLOWS
    assert verdict(Figure(most, qualifier=AT_LEAST), most - 1) is Verdict.INCONSISTENT


def test_the_comparison_is_made_in_the_unit_stated() -> None:
    judged = judge(about(10.8, "mi2/day"), point(839 / 30), "km2/day")
    assert (judged.verdict, judged.unit) == (Verdict.FOLLOWS, "mi2/day")
    assert isinstance(judged.computed, Value)
    assert judged.computed.best == pytest.approx(839 / 30 / 2.589988110336)
    assert judge(Figure(10.8), point(839 / 30), "km2/day").verdict is Verdict.INCONSISTENT
    cost = judge(about(138, "people/mi2"), point(53.396), "people/km2")
    assert cost.verdict is Verdict.FOLLOWS  # 53.396 × 2.59 = 138.3


def test_the_difference_is_to_the_nearest_bound_stated_and_a_share_of_it() -> None:
    judged = judge(Figure(low=50_000, high=52_000), Value(45_690, 45_690, 45_690), "people/month")
    assert judged.difference == -4310
    assert judged.share == pytest.approx(-0.0862)
    above = judge(Figure(low=50_000, high=52_000), Value(60_000, 65_000, 70_000), "people/month")
    assert above.difference == 8000
    assert above.share == pytest.approx(8000 / 52_000)
    assert judge(about(53), point(53.396), "people/km2").difference == 0.396
    nothing = judge(Figure(0, qualifier=UP_TO), Value(5, 5, 5), "people")
    assert (nothing.difference, nothing.share) == (5, None)


def test_what_is_not_computed_is_unverifiable_for_the_same_reason() -> None:
    reason = words("no gains given")
    judged = judge(Figure(53), Absent(reason), "people/km2")
    assert judged.verdict is Verdict.UNVERIFIABLE
    assert (judged.reason, judged.difference, judged.share) == (reason, None, None)


@pytest.mark.parametrize(
    ("stated", "sum_", "expected"),
    [
        # the worked total, and one whose parts are another number altogether
        (Figure(125_000, qualifier=OVER), 125_800, "follows"),
        (Figure(125_000, qualifier=OVER), 525_800, "not_refuted"),
        (Figure(125_000, qualifier=AT_LEAST), 137_500, "follows"),
        (Figure(125_000, qualifier=AT_LEAST), 137_501, "not_refuted"),
        (Figure(900, qualifier=UP_TO), 810, "follows"),
        (Figure(900, qualifier=UNDER), 809, "not_refuted"),
        (Figure(1200, low=1000), 1320, "follows"),
        (Figure(1200, low=1000), 5000, "not_refuted"),
        (Figure(1300, high=1600), 100, "not_refuted"),
        (Figure(low=0, high=30_000), 4000, "follows"),
        (Figure(120_000), 125_800, "inconsistent"),
        (Figure(125_000, qualifier=OVER), 124_000, "inconsistent"),
    ],
)
def test_a_total_is_never_said_to_agree_through_its_open_bound_alone(
    stated: Figure, sum_: float, expected: str
) -> None:
    assert str(judge_total(stated, Value(sum_, sum_, sum_), "people").verdict) == expected


thousandths = st.integers(-(10**6), 10**6)


@given(
    v=thousandths | st.integers(-20, 20).map(lambda n: n * 10_000),
    computed=st.tuples(thousandths, thousandths, thousandths),
    qualifier=st.sampled_from(Qualifier),
    share=st.booleans(),
    precision=st.none() | st.sampled_from((1, 10, 1000, 100_000)),
)
def test_a_verdict_is_that_of_exact_fractions(
    v: int, computed: tuple[int, int, int], qualifier: Qualifier, share: bool, precision: int | None
) -> None:
    low, best, high = sorted(computed)
    unit, per = ("share", 100_000) if share else ("people", 1000)
    stated = Figure(v / per, qualifier=qualifier)
    judged = judge(
        stated, Value(low / per, best / per, high / per), unit, None if precision is None else precision / per
    )
    expected = naive.verdict_in_thousandths(v, None, None, str(qualifier), (low, best, high), precision)
    assert str(judged.verdict) == expected


@given(
    ends=st.tuples(thousandths, thousandths),
    which=st.sampled_from(("both", "low", "high")),
    computed=st.tuples(thousandths, thousandths, thousandths),
)
def test_a_verdict_on_a_range_is_that_of_exact_fractions(
    ends: tuple[int, int], which: str, computed: tuple[int, int, int]
) -> None:
    bottom, top = sorted(ends)
    low, best, high = sorted(computed)
    stated = {
        "both": Figure(low=bottom / 1000, high=top / 1000),
        "low": Figure(top / 1000, low=bottom / 1000),
        "high": Figure(bottom / 1000, high=top / 1000),
    }[which]
    judged = judge(stated, Value(low / 1000, best / 1000, high / 1000), "people")
    ends_ = (bottom if which != "high" else None, top if which != "low" else None)
    assert str(judged.verdict) == naive.verdict_in_thousandths(None, *ends_, "exact", (low, best, high), None)


def test_a_judgement_is_the_same_whichever_way_a_float_is_written() -> None:
    one = judge(Figure(10.8), Value(10.8, 10.8, 10.8), "people")
    assert isinstance(one, Judgement)
    assert one.difference == 0
