"""Claims and published totals against what is computed: domain.md §6, line by line."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks.claims import Judgement, Verdict, judge, judge_claims, place_value
from model.checks.reconcile import Reconciled
from model.checks.reconcile import reconcile as reconciliation
from model.derive.results import Results, derive
from model.project import Claim, GainsAre, Period, Project, Series, View
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Value
from model.text.units import AreaUnit
from model.text.words import words

SERIES = Series("ru", "Russian forces")


def computed(low: float, high: float | None = None) -> Value:
    top = low if high is None else high
    best = low if math.isfinite(low) else top
    return Value(low, best, top)


def verdict(stated: Figure, low: float, high: float | None = None, precision: float | None = None) -> Verdict:
    return judge(stated, computed(low, high), "people", precision).verdict


def holds(stated: Figure, low: float, high: float | None = None, precision: float | None = None) -> bool:
    return verdict(stated, low, high, precision) is Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("stated", "u"),
    [
        (53, "1"),
        (10.8, "0.1"),
        (125000, "1000"),
        (45690, "10"),
        (80110, "10"),
        (0.07, "0.01"),
        (-4310, "10"),
        (2.0**53, "1"),
        (1e-7, "1E-7"),
        (0, "1"),
    ],
)
def test_the_place_value_is_that_of_the_last_digit_that_is_not_zero(stated: float, u: str) -> None:
    assert place_value(stated) == Decimal(u)


@pytest.mark.parametrize(
    ("low", "high", "consistent"),
    [
        (52.5, 52.5, True),
        (53.5, 53.5, True),
        (52.499999, 52.499999, False),
        (53.500001, 53.500001, False),
        (40, 52.5, True),
        (53.5, 90, True),
        (40, 90, True),
        (40, 52.4, False),
        (-math.inf, 52.5, True),
        (53.6, math.inf, False),
    ],
)
def test_an_exact_value_holds_within_half_its_last_place(low: float, high: float, consistent: bool) -> None:
    assert holds(Figure(53), low, high) is consistent


@pytest.mark.parametrize(
    ("low", "high", "consistent"),
    [(52, 52, True), (54, 54, True), (51.999, 51.999, False), (54.001, 60, False), (10, 52, True)],
)
def test_about_a_value_holds_within_its_last_place(low: float, high: float, consistent: bool) -> None:
    assert holds(Figure(53, qualifier=Qualifier.ABOUT), low, high) is consistent


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "consistent"),
    [
        (Qualifier.OVER, 125000, 125000, False),
        (Qualifier.OVER, 125001, 125001, True),
        (Qualifier.OVER, 100, 125001, True),
        (Qualifier.OVER, 100, math.inf, True),
        (Qualifier.OVER, 100, 124999, False),
        (Qualifier.AT_LEAST, 125000, 125000, True),
        (Qualifier.AT_LEAST, 1, 125000, True),
        (Qualifier.AT_LEAST, 1, 124999, False),
        (Qualifier.UNDER, 125000, 125000, False),
        (Qualifier.UNDER, 124999, 125001, True),
        (Qualifier.UNDER, 125001, 125001, False),
        (Qualifier.UP_TO, 125000, 125000, True),
        (Qualifier.UP_TO, 125000, math.inf, True),
        (Qualifier.UP_TO, 125001, math.inf, False),
    ],
)
def test_a_bound_stated_is_compared_without_any_allowance(
    qualifier: Qualifier, low: float, high: float, consistent: bool
) -> None:
    assert holds(Figure(125000, qualifier=qualifier), low, high) is consistent


@pytest.mark.parametrize(
    ("low", "high", "consistent"),
    [
        (24500, 24500, True),
        (24499, 24499, False),
        (30500, 30500, True),
        (30501, 30501, False),
        (27000, 27000, True),
        (1, 24500, True),
    ],
)
def test_a_range_is_widened_by_half_the_smaller_of_its_last_places(
    low: float, high: float, consistent: bool
) -> None:
    assert holds(Figure(low=25000, high=30000), low, high) is consistent


def test_zero_at_the_end_of_a_range_has_no_digit_and_leaves_the_place_to_the_other_end() -> None:
    assert holds(Figure(low=0, high=30000), 35000)
    assert not holds(Figure(low=0, high=30000), 35001)


def test_a_value_within_a_range_is_judged_as_the_range() -> None:
    assert holds(Figure(40, low=30, high=55), 29.5)
    assert not holds(Figure(40, low=30, high=55), 29.4)
    assert holds(Figure(40, low=30, high=55), 55.5)


def test_an_explicit_precision_overrides_the_place_of_the_last_digit() -> None:
    assert holds(Figure(125000), 125400)
    assert not holds(Figure(125000), 125400, precision=1)
    assert holds(Figure(125000), 125000.5, precision=1)
    assert holds(Figure(53), 150, precision=1000)


@pytest.mark.parametrize("noisy", [0.1 + 0.2, 3 * 0.1])
def test_float_noise_at_a_border_decides_nothing(noisy: float) -> None:
    assert noisy != 0.3
    assert not holds(Figure(0.3, qualifier=Qualifier.OVER), noisy)
    assert holds(Figure(0.3, qualifier=Qualifier.UP_TO), noisy)
    assert holds(Figure(0.3, qualifier=Qualifier.AT_LEAST), noisy)
    assert not holds(Figure(0.3, qualifier=Qualifier.UNDER), noisy)


@pytest.mark.parametrize("tenths", range(1, 400, 7))
def test_the_borders_of_a_decimal_are_inside(tenths: int) -> None:
    stated, low, high = tenths / 10, (20 * tenths - 10) / 200, (20 * tenths + 10) / 200
    if tenths % 10:
        assert holds(Figure(stated), low)
        assert holds(Figure(stated), high)


def test_whole_numbers_are_told_apart_up_to_two_to_the_53() -> None:
    most = 2.0**53
    assert not holds(Figure(most, qualifier=Qualifier.OVER), most)
    assert holds(Figure(most - 1, qualifier=Qualifier.OVER), most)
    assert not holds(Figure(most, qualifier=Qualifier.AT_LEAST), most - 1)


def test_the_comparison_is_made_in_the_unit_stated() -> None:
    about = Figure(10.8, unit="mi2/day", qualifier=Qualifier.ABOUT)
    judged = judge(about, computed(839 / 30), "km2/day")
    assert judged.verdict is Verdict.CONSISTENT
    assert judged.unit == "mi2/day"
    assert isinstance(judged.computed, Value)
    assert judged.computed.best == pytest.approx(839 / 30 / 2.589988110336)
    assert judge(Figure(10.8), computed(839 / 30), "km2/day").verdict is Verdict.INCONSISTENT


def test_the_cost_of_ground_grows_with_the_unit_of_area() -> None:
    stated = Figure(138, unit="people/mi2", qualifier=Qualifier.ABOUT)
    assert judge(stated, computed(53.396), "people/km2").verdict is Verdict.CONSISTENT


def test_the_difference_is_to_the_nearest_bound_stated_and_a_share_of_it() -> None:
    judged = judge(Figure(low=50000, high=52000), computed(45690), "people/month")
    assert judged.verdict is Verdict.INCONSISTENT
    assert judged.difference == -4310
    assert judged.share == pytest.approx(-0.0862)
    above = judge(Figure(low=50000, high=52000), computed(60000, 70000), "people/month")
    assert above.difference == 8000
    assert above.share == pytest.approx(8000 / 52000)


def test_a_consistent_claim_has_its_difference_too() -> None:
    judged = judge(Figure(53, qualifier=Qualifier.ABOUT), computed(53.396), "people/km2")
    assert judged.difference == 0.396
    assert judge(Figure(low=10, high=20), computed(15, 30), "people").difference == 0


def test_a_difference_from_zero_has_no_share() -> None:
    judged = judge(Figure(0, qualifier=Qualifier.UP_TO), computed(5), "people")
    assert (judged.difference, judged.share) == (5, None)


def test_what_is_not_computed_is_unverifiable_for_the_same_reason() -> None:
    reason = words("no gains given")
    judged = judge(Figure(53), Absent(reason), "people/km2")
    assert judged.verdict is Verdict.UNVERIFIABLE
    assert (judged.reason, judged.difference, judged.share) == (reason, None, None)
    assert judged.stated == Value(53, 53, 53)


def test_what_is_stated_keeps_its_bounds_and_that_it_is_approximate() -> None:
    over = judge(Figure(125000, qualifier=Qualifier.OVER), computed(125800), "people")
    assert over.stated == Value(125000, 125000, math.inf)
    about = judge(Figure(53, qualifier=Qualifier.ABOUT), computed(53), "people")
    assert about.stated == Value(53, 53, 53, approximate=True)
    under = Figure(900, qualifier=Qualifier.UNDER)
    assert judge(under, computed(1), "people").stated.low == 0
    assert judge(under, computed(1), "people", floor=-math.inf).stated.low == -math.inf


thousandths = st.integers(0, 10**6)


@given(v=thousandths, low=thousandths, width=thousandths, qualifier=st.sampled_from(Qualifier))
def test_a_verdict_is_that_of_exact_fractions(v: int, low: int, width: int, qualifier: Qualifier) -> None:
    stated, bottom, top = Fraction(v, 1000), Fraction(low, 1000), Fraction(low + width, 1000)
    digits = str(v).rstrip("0")
    u = Fraction(10 ** (len(str(v)) - len(digits)), 1000) if v else Fraction(1)
    expected = {
        Qualifier.EXACT: bottom <= stated + u / 2 and top >= stated - u / 2,
        Qualifier.ABOUT: bottom <= stated + u and top >= stated - u,
        Qualifier.OVER: top > stated,
        Qualifier.AT_LEAST: top >= stated,
        Qualifier.UNDER: bottom < stated,
        Qualifier.UP_TO: bottom <= stated,
    }[qualifier]
    assert holds(Figure(v / 1000, qualifier=qualifier), low / 1000, (low + width) / 1000) is expected


@given(
    low=thousandths, width=thousandths, bottom=thousandths, more=thousandths, precision=st.integers(1, 10**4)
)
def test_a_verdict_on_a_range_is_that_of_exact_fractions(
    low: int, width: int, bottom: int, more: int, precision: int
) -> None:
    slack = Fraction(precision, 2000)
    meets = (
        Fraction(bottom, 1000) <= Fraction(low + width, 1000) + slack
        and Fraction(bottom + more, 1000) >= Fraction(low, 1000) - slack
    )
    stated = Figure(low=low / 1000, high=(low + width) / 1000)
    assert holds(stated, bottom / 1000, (bottom + more) / 1000, precision / 1000) is meets


# --- claims and totals of a project ---


def day(text: str) -> date:
    return date.fromisoformat(text)


def period(start: str, end: str, losses: Figure | None = None, gains: Figure | None = None) -> Period:
    return Period("ru", f"{start}–{end}", day(start), day(end), losses, gains)


AUTUMN = (
    period("2024-09-01", "2024-10-31", Figure(80110), Figure(1517)),
    period("2024-11-01", "2024-11-30", Figure(45690), Figure(839)),
    period("2024-09-01", "2024-11-30", Figure(125000, qualifier=Qualifier.OVER), Figure(2356)),
)


def claim(measure: str, stated: Figure, start: str = "2024-09-01", end: str = "2024-11-30") -> Claim:
    return Claim("ru", day(start), day(end), measure, stated, quote=f"{measure} {stated.value}")


CLAIMS = (
    (claim("losses_per_gain", Figure(53, qualifier=Qualifier.ABOUT)), True),
    (claim("losses_per_day", Figure(1523), "2024-11-01"), True),
    (claim("gains_per_day", Figure(28), "2024-11-01"), True),
    (claim("gains_per_day", Figure(10.8, unit="mi2/day"), "2024-11-01"), True),
    (claim("gains", Figure(2356)), True),
    (claim("gains", Figure(910, unit="mi2")), True),
    (claim("gains", Figure(839), "2024-11-01"), True),
    (claim("gains", Figure(324, unit="mi2"), "2024-11-01"), True),
    (claim("gains", Figure(1517), end="2024-10-31"), True),
    (claim("gains", Figure(586, unit="mi2"), end="2024-10-31"), True),
    (claim("losses", Figure(125000, qualifier=Qualifier.OVER)), True),
    (claim("losses_per_month", Figure(low=50000, high=52000), "2024-11-01"), False),
)


def project(*periods: Period, claims: tuple[Claim, ...] = (), series: Series = SERIES) -> Project:
    return Project(series=(series,), periods=periods, claims=claims)


def reconcile(results: Results) -> tuple[Reconciled, ...]:
    return reconciliation(results).reconciled


def judgements(of: Project) -> list[Judgement]:
    return [result.judgement for result in judge_claims(derive(of))]


def test_the_claims_of_the_worked_example_come_out_as_in_the_domain() -> None:
    judged = judgements(project(*AUTUMN, claims=tuple(given for given, _ in CLAIMS)))
    assert [found.verdict is Verdict.CONSISTENT for found in judged] == [expected for _, expected in CLAIMS]
    assert judged[-1].difference == -4310
    assert judged[-1].share == pytest.approx(-0.0862)


def test_the_published_total_of_the_worked_example_reconciles() -> None:
    found = reconcile(derive(project(*AUTUMN)))
    assert [(result.row, result.measure) for result in found] == [(2, "losses"), (2, "gains")]
    assert {result.judgement.verdict for result in found} == {Verdict.CONSISTENT}
    assert [result.judgement.computed for result in found] == [
        Value(125800, 125800, 125800),
        Value(2356, 2356, 2356),
    ]


def test_a_total_published_in_square_miles_is_reconciled_in_them() -> None:
    total = replace(AUTUMN[2], losses=None, gains=Figure(910, unit="mi2"))
    (found,) = reconcile(derive(project(*AUTUMN[:2], total)))
    assert found.judgement.verdict is Verdict.CONSISTENT
    assert found.judgement.unit == "mi2"


def test_a_total_that_is_not_the_sum_of_its_parts_is_inconsistent() -> None:
    total = replace(AUTUMN[2], losses=Figure(120000), gains=None)
    (found,) = reconcile(derive(project(*AUTUMN[:2], total)))
    assert found.judgement.verdict is Verdict.INCONSISTENT
    assert found.judgement.difference == 5800


def test_a_total_that_publishes_no_figure_is_not_reconciled() -> None:
    assert reconcile(derive(project(*AUTUMN[:2], replace(AUTUMN[2], losses=None, gains=None)))) == ()


def test_a_total_with_a_part_that_lacks_a_figure_is_unverifiable() -> None:
    november = replace(AUTUMN[1], gains=None, label="November 2024")
    found = reconcile(derive(project(AUTUMN[0], november, AUTUMN[2])))
    assert [result.judgement.verdict for result in found] == [Verdict.CONSISTENT, Verdict.UNVERIFIABLE]
    assert "November 2024" in str(found[1].judgement.reason)


def test_a_claim_on_days_that_nothing_tiles_is_unverifiable_with_a_reason() -> None:
    (judged,) = judgements(project(*AUTUMN, claims=(claim("losses", Figure(1), "2024-09-02"),)))
    assert judged.verdict is Verdict.UNVERIFIABLE
    assert str(judged.reason)


def test_a_claim_that_ends_before_it_starts_is_unverifiable() -> None:
    (judged,) = judgements(project(*AUTUMN, claims=(claim("losses", Figure(1), end="2024-08-01"),)))
    assert judged.verdict is Verdict.UNVERIFIABLE


def test_under_begins_at_zero_for_gross_ground_and_is_open_for_net() -> None:
    under = claim("gains", Figure(3000, qualifier=Qualifier.UNDER))
    (net,) = judgements(project(*AUTUMN, claims=(under,)))
    (gross,) = judgements(project(*AUTUMN, claims=(under,), series=replace(SERIES, gains_are=GainsAre.GROSS)))
    assert (net.stated.low, gross.stated.low) == (-math.inf, 0)


@given(
    order=st.permutations(AUTUMN),
    claims=st.permutations([given for given, _ in CLAIMS]),
    area=st.sampled_from(AreaUnit),
)
def test_a_verdict_depends_neither_on_the_order_of_rows_nor_on_the_unit_shown(
    order: list[Period], claims: list[Claim], area: AreaUnit
) -> None:
    plain = project(*AUTUMN, claims=tuple(given for given, _ in CLAIMS))
    shuffled = replace(project(*order, claims=tuple(claims)), view=View(area_unit=area))
    expected = {result.claim: result.judgement for result in judge_claims(derive(plain))}
    assert {result.claim: result.judgement for result in judge_claims(derive(shuffled))} == expected
    assert [result.judgement for result in reconcile(derive(shuffled))] == [
        result.judgement for result in reconcile(derive(plain))
    ]
