"""Some sixty published claims, their verdicts worked by hand, and the same verdict wherever one is shown."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from typing import NamedTuple

import pytest

from model.checks.claims import Verdict
from model.checks.verdict_words import VERDICT_NAMES
from model.columns import TABLE, Context
from model.explain.inspect_cell import Fact, Place, inspect
from model.output.checks import check_lines, claim_grids
from model.output.documents import report_bytes
from model.project import (
    Baseline,
    Campaign,
    Claim,
    ComparedBy,
    Intake,
    OtherDays,
    Period,
    Project,
    Series,
    Source,
    View,
    WhoseFigures,
)
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.units import Unit

Days = tuple[date, date]
AUTUMN: Days = (date(2024, 9, 1), date(2024, 10, 31))
NOV: Days = (date(2024, 11, 1), date(2024, 11, 30))
WHOLE: Days = (date(2024, 9, 1), date(2024, 11, 30))
DEC: Days = (date(2024, 12, 1), date(2024, 12, 31))
JAN: Days = (date(2025, 1, 1), date(2025, 1, 31))
FEB: Days = (date(2025, 2, 1), date(2025, 2, 28))
MAR: Days = (date(2025, 3, 1), date(2025, 3, 31))
YEAR: Days = (date(2024, 1, 1), date(2024, 12, 1))


def exact(value: float, unit: Unit = "") -> Figure:
    return Figure(value, unit=unit, source="isw")


def about(value: float) -> Figure:
    return Figure(value, qualifier=Qualifier.ABOUT)


def over(value: float) -> Figure:
    return Figure(value, qualifier=Qualifier.OVER, source="isw")


def under(value: float) -> Figure:
    return Figure(value, qualifier=Qualifier.UNDER)


def up_to(value: float) -> Figure:
    return Figure(value, qualifier=Qualifier.UP_TO, source="isw")


def at_least(value: float) -> Figure:
    return Figure(value, qualifier=Qualifier.AT_LEAST)


def between(low: float, high: float) -> Figure:
    return Figure(low=low, high=high, source="isw")


class Case(NamedTuple):
    """A claim and what it comes to."""

    verdict: str
    measure: str
    days: Days
    stated: Figure
    kind: ComparedBy | None = None
    other: Days = AUTUMN
    own: bool = False


CHANGE, FACTOR, SHARE = ComparedBy.CHANGE, ComparedBy.FACTOR, ComparedBy.SHARE
CASES = (
    # November: 45,690 people, 839 km²: 54.458 per km², 1,523 and 27.9667 km² a day
    Case("inconsistent", "losses_per_gain", NOV, about(100)),  # 90 to 110
    Case("inconsistent", "losses_per_day", NOV, about(2000)),  # 1,800 to 2,200
    Case("inconsistent", "losses_per_day", NOV, about(1000)),  # 900 to 1,100
    Case("follows", "losses", NOV, about(50000)),  # 45,000 to 55,000
    Case("cut", "gains_per_day", NOV, exact(27.96)),  # 27.955 to 27.965 does not hold 27.9667
    Case("follows", "gains_per_day", NOV, exact(27.97)),  # 27.965 to 27.975
    Case("inconsistent", "gains_per_day", NOV, exact(27.95)),
    Case("follows", "losses", NOV, exact(45690)),
    Case("follows", "losses", NOV, exact(45700)),  # u = 100: 45,650 to 45,750
    Case("follows", "losses", NOV, exact(46000)),  # u = 1,000: 45,500 to 46,500
    Case("inconsistent", "losses", NOV, exact(45000)),  # 44,500 to 45,500; no last digit is cut off
    Case("inconsistent", "losses", NOV, exact(45680)),  # 45,675 to 45,685
    Case("follows", "losses", NOV, under(46000)),
    Case("inconsistent", "losses", NOV, under(45690)),
    Case("follows", "losses", NOV, up_to(45690)),
    Case("follows", "losses", NOV, at_least(45690)),
    Case("inconsistent", "losses", NOV, over(45690)),
    Case("follows", "losses", NOV, between(45000, 46000)),
    Case("inconsistent", "losses_per_month", NOV, between(50000, 52000)),  # 4,310 short, 8.6 %
    Case("follows", "gains", NOV, exact(324, "mi2")),  # 839 ÷ 2.589988 = 323.94
    Case("inconsistent", "gains", NOV, exact(325, "mi2")),
    # September to November from its parts: 125,800 ÷ 2,356 = 53.396
    Case("follows", "losses_per_gain", WHOLE, about(53)),  # 52 to 54
    Case("follows", "losses", WHOLE, over(125000)),
    # replaced in November: 25,000 to 30,000 of 45,690: 54.7 to 65.7 %, best 60.2 %
    Case("follows", "replaced", NOV, about(0.6)),  # 10 % of 60: 54 to 66 %
    Case("possible", "replaced", NOV, exact(0.6)),  # 5 % of 60: 57 to 63 %
    Case("not_refuted", "replaced", NOV, exact(0.65)),  # 64.5 to 65.5 %
    Case("inconsistent", "replaced", NOV, exact(0.7)),  # 66.5 to 73.5 %
    # gross shortfall of November: 15,690 to 20,690, best 18,190
    Case("possible", "shortfall", NOV, about(18000)),  # 17,000 to 19,000
    Case("follows", "shortfall", NOV, over(15000)),
    Case("possible", "shortfall", NOV, over(16000)),
    Case("not_refuted", "shortfall", NOV, over(20000)),
    Case("inconsistent", "shortfall", NOV, over(21000)),
    # one intake on both sides: 27,500 ÷ 45,690 = 0.60188 over 55,000 ÷ 80,110 = 0.68656 is 0.87667 exactly
    Case("follows", "replaced", NOV, exact(0.88), FACTOR),
    Case("cut", "replaced", NOV, exact(0.87), FACTOR),  # 0.865 to 0.875
    # a day 1,523 after 1,313.28: 15.97 % or 209.7 more
    Case("follows", "losses_per_day", NOV, exact(0.16, "share"), CHANGE),
    Case("follows", "losses_per_day", NOV, about(200), CHANGE),  # 180 to 220
    Case("inconsistent", "losses_per_day", NOV, about(300), CHANGE),  # 270 to 330
    Case("inconsistent", "losses_per_day", NOV, exact(-0.44, "share"), CHANGE),
    # 839 ÷ 2,356 = 35.61 % of the three months
    Case("follows", "gains", NOV, exact(0.36), SHARE, WHOLE),
    Case("cut", "gains", NOV, exact(0.35), SHARE, WHOLE),
    Case("follows", "gains", NOV, exact(0.356), SHARE, WHOLE),
    Case("unverifiable", "gains", DEC, exact(0.1), SHARE, WHOLE),  # not inside
    # the baseline is September and October, 52.808 per km²: +3.12 %
    Case("follows", "vs_baseline", NOV, exact(0.03)),
    Case("inconsistent", "vs_baseline", NOV, exact(0.04)),
    # 4,000 of 10,000
    Case("follows", "attained", YEAR, exact(0.4)),
    Case("follows", "campaign_shortfall", YEAR, exact(6000)),
    Case("inconsistent", "campaign_shortfall", YEAR, about(5000)),  # 4,500 to 5,500
    # 10 km² lost on balance in December; 5 gained in January
    Case("unverifiable", "losses_per_gain", DEC, exact(50)),
    Case("follows", "gains", DEC, under(5)),
    Case("inconsistent", "gains", DEC, exact(10)),
    Case("inconsistent", "losses_per_gain", JAN, about(1000)),  # 30,000 ÷ 5 = 6,000
    Case("follows", "losses_per_gain", JAN, exact(6000)),
    # February: more than 40,000 ÷ 300 = more than 133.3
    Case("not_refuted", "losses_per_gain", FEB, over(1000)),
    Case("follows", "losses_per_gain", FEB, over(130)),
    # March: 40,000 to 50,000, best 45,000
    Case("possible", "losses", MAR, about(45000)),  # 44,000 to 46,000
    Case("not_refuted", "losses", MAR, exact(50000)),  # 47,500 to 52,500
    Case("not_refuted", "losses", MAR, over(49000)),
    Case("follows", "losses", MAR, between(40000, 50000)),
    Case("possible", "losses", MAR, between(42000, 60000)),
    # ISW's own: more than 125,000 over 2,356 km²: from 53.06 up, of which 53 ± 0.5 has the best
    Case("possible", "losses_per_gain", WHOLE, exact(53), own=True),
    Case("unverifiable", "losses_per_day", NOV, exact(1523), own=True),  # ISW states none
)


def _claim(number: int, case: Case) -> Claim:
    return Claim(
        "ru",
        *case.days,
        case.measure,
        case.stated,
        quote=f"claim {number}",
        source="isw",
        basis=WhoseFigures.OWN if case.own else WhoseFigures.IN_USE,
        against=None if case.kind is None else OtherDays(*case.other, case.kind),
    )


def _period(label: str, days: Days, losses: Figure, gains: Figure) -> Period:
    return Period("ru", label, *days, losses, gains)


PROJECT = Project(
    sources=(Source("gsu"), Source("isw", "ISW")),
    series=(Series("ru", "Russian forces"),),
    periods=(
        _period("Autumn", AUTUMN, Figure(80110, source="gsu"), exact(1517)),
        _period("November", NOV, Figure(45690, source="gsu"), exact(839)),
        _period("Σ", WHOLE, over(125000), exact(2356)),
        _period("December", DEC, Figure(48670, source="gsu"), exact(-10)),
        _period("January", JAN, Figure(30000, source="gsu"), exact(5)),
        _period("February", FEB, Figure(40000, qualifier=Qualifier.OVER, source="gsu"), exact(300)),
        _period("March", MAR, Figure(low=40000, high=50000, source="gsu"), up_to(400)),
    ),
    intake=(Intake("ru", "recruits", *WHOLE, between(25000, 30000)),),
    campaigns=(Campaign("ru", "2024", *YEAR, exact(10000), exact(4000)),),
    claims=tuple(_claim(number, case) for number, case in enumerate(CASES)),
    view=View(baseline=Baseline("ru", *AUTUMN)),
)


@pytest.fixture(scope="module")
def ctx() -> Context:
    return Context.of(PROJECT, Formats())


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_claim_comes_to_what_was_worked_by_hand(ctx: Context, number: int) -> None:
    assert str(ctx.checks.claims[number].judgement.verdict) == CASES[number].verdict


def test_a_verdict_is_the_same_wherever_it_is_shown(ctx: Context) -> None:
    signed = [VERDICT_NAMES[Verdict(case.verdict)].signed for case in CASES]
    column = TABLE["claims"].column("verdict")
    assert [column.text(ctx, row) for row in range(len(CASES))] == signed
    for row, sign in enumerate(signed):
        items = inspect(ctx, Place("claims", row, "quote")).items
        assert next(i.text for i in items if isinstance(i, Fact) and i.label == "Verdict").startswith(sign)
    assert [line.split()[0] for line in check_lines(ctx)][: len(CASES)] == [case.verdict for case in CASES]
    (grid,) = claim_grids(ctx)
    assert list(grid.fields[1].texts(grid.rows)) == signed


@pytest.mark.parametrize("name", ["text", "markdown", "html", "word"])
def test_every_report_has_the_verdicts(ctx: Context, name: str) -> None:
    written = unescape(report_bytes(ctx, name).decode())
    for verdict in Verdict:
        shown = VERDICT_NAMES[verdict].signed
        expected = sum(case.verdict == verdict for case in CASES)
        assert written.count(shown) >= expected > 0
    if name != "text":  # where it is parted into lines
        assert "Losses replaced, factor of 1 Sep – 31 Oct 2024" in written
        assert "Cost of ground, from the source's own figures" in written


def test_the_report_as_json_names_the_six_verdicts(ctx: Context) -> None:
    written = json.loads(report_bytes(ctx, "json"))
    assert [claim["verdict"] for claim in written["claims"]] == [case.verdict for case in CASES]
    assert written["claims"][32]["against"]["kind"] == "factor"


def test_what_is_computed_has_as_many_decimals_as_what_is_stated(ctx: Context) -> None:
    shown = TABLE["claims"].column("computed")
    assert shown.text(ctx, 4) == "27.967 km² a day"  # beside 27.96, as cut
    assert shown.text(ctx, 6) == "27.97 km² a day"  # beside 27.95, never 28.0
    assert shown.text(ctx, 40) == "35.6 %"  # beside 35.6 %
