"""Claims and published totals of a project against what is computed (domain.md §6)."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks.claims import COUNTED, Judgement, Verdict, claims_about, judge_claims
from model.checks.findings import row_name
from model.checks.reconcile import Reconciled
from model.checks.reconcile import reconcile as reconciliation
from model.derive.measures import MEASURES
from model.derive.results import Results, derive
from model.project import Claim, GainsAre, Period, Project, Reference, Series, Source, View
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Value
from model.text.records import replace
from model.text.units import AreaUnit

SERIES = Series("ru", "Russian forces")


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
    assert [found.verdict is Verdict.FOLLOWS for found in judged] == [expected for _, expected in CLAIMS]
    assert judged[-1].difference == -4310
    assert judged[-1].share == pytest.approx(-0.0862)


def test_the_published_total_of_the_worked_example_reconciles() -> None:
    found = reconcile(derive(project(*AUTUMN)))
    assert [(result.row, result.measure) for result in found] == [(2, "losses"), (2, "gains")]
    assert {result.judgement.verdict for result in found} == {Verdict.FOLLOWS}
    assert [result.judgement.computed for result in found] == [
        Value(125800, 125800, 125800),
        Value(2356, 2356, 2356),
    ]


def test_a_total_published_in_square_miles_is_reconciled_in_them() -> None:
    total = replace(AUTUMN[2], losses=None, gains=Figure(910, unit="mi2"))
    (found,) = reconcile(derive(project(*AUTUMN[:2], total)))
    assert found.judgement.verdict is Verdict.FOLLOWS
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
    assert [result.judgement.verdict for result in found] == [Verdict.FOLLOWS, Verdict.UNVERIFIABLE]
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


def test_claims_about_a_row_share_a_day_with_it_those_of_just_its_days_first() -> None:
    first, last = date(2024, 11, 1), date(2024, 11, 30)
    days = (
        (date(2024, 10, 1), first),
        (last, date(2024, 12, 31)),
        (first, last),
        (date(2024, 10, 1), date(2024, 10, 31)),
        (date(2024, 12, 1), date(2024, 12, 31)),
    )
    claims = (
        *(Claim("ru", *each, "losses", Figure(5.0), source="gs") for each in days),
        Claim("ua", first, last, "losses", Figure(5.0)),
        Claim("ru", first, last, "losses_of_people", Figure(0.5)),
    )
    project = Project(
        sources=(Source("gs"),),
        series=(Series("ru"), Series("ua")),
        periods=(Period("ru", "", first, last, Figure(5.0)),),
        references=(Reference("Strength", first, last, Figure(10.0)),),
        claims=claims,
    )
    assert claims_about(project, "periods", 0) == (2, 6, 0, 1)
    assert claims_about(project, "references", 0) == (6,)
    assert claims_about(project, "sources", 0) == (0, 1, 2, 3, 4)
    assert claims_about(project, "series", 1) == (5,)
    assert claims_about(project, "claims", 3) == (3,)
    assert claims_about(project, "periods", 1) == claims_about(project, "periods", -1) == ()


def test_fewer_than_so_many_begin_at_0_of_all_but_what_may_be_lost_or_subtracted() -> None:
    may_be_below = {measure.key for measure in MEASURES} - COUNTED
    assert may_be_below == {
        *("affordable_gains", "cumulative_gains", "cumulative_shortfall", "gains", "gains_of_area"),
        *("gains_per_1000_losses", "gains_per_day", "gains_per_month", "ground_net", "losses_per_gain"),
        *("losses_per_net", "money_per_km2", "net_change", "net_change_of_people_per_month"),
        *("net_change_per_month", "requirement_gap", "shortfall", "shortfall_per_month", "vs_baseline"),
        "wounded_per_killed",
    }


@pytest.mark.parametrize(
    ("label", "days", "name"),
    [
        ("Autumn", (date(2024, 9, 1), date(2024, 11, 30)), "Autumn"),
        ("", (date(2024, 9, 1), date(2024, 9, 1)), "2024-09-01"),
        ("", (date(2024, 9, 1), date(2024, 9, 2)), "1–2 Sep 2024"),
    ],
)
def test_a_row_is_called_by_its_label_or_its_days(label: str, days: tuple[date, date], name: str) -> None:
    assert str(row_name(Period("ru", label, *days))) == name
