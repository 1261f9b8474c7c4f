"""Claims of items, money and an advance: a change of tanks, metres a day; two currencies are not compared."""

from __future__ import annotations

from datetime import date

from model.checks.claims import Verdict, judge_claim
from model.derive.results import Results, derive
from model.project import Claim, ComparedBy, OtherDays, Period, Project
from model.reading.claim import read_claim
from model.reading.report import read_report
from model.text.figures import Figure
from model.text.notation import ENGLISH
from model.text.records import replace
from tests.model.derive.test_things import MARCH, ROAD, RUSSIA, SPENT, TANKS, Y2024, Y2025

YEARS = ((Y2024.start, Y2024.end), (Y2025.start, Y2025.end))


def of(*periods: Period) -> Results:
    dollars = replace(SPENT, id="usd", unit="dollars")
    return derive(Project(series=(TANKS, RUSSIA, SPENT, dollars, ROAD), periods=periods))


def changed(series: str, measure: str, stated: Figure, other: str = "") -> Claim:
    against = OtherDays(*YEARS[0], ComparedBy.CHANGE, other)
    return Claim(series, *YEARS[1], measure, stated, against=against)


def test_tanks_fell_by_half() -> None:
    results = of(Y2024, Y2025)
    # 1,816 ÷ 3,689 − 1 = −50.77 %
    assert judge_claim(results, changed("tanks", "items", Figure(-0.508, unit="share"))).verdict is (
        Verdict.FOLLOWS
    )
    assert judge_claim(results, changed("tanks", "items", Figure(-1873.0))).verdict is Verdict.FOLLOWS
    people = judge_claim(results, changed("tanks", "losses", Figure(-0.508, unit="share")))
    assert people.verdict is Verdict.UNVERIFIABLE
    assert people.reason is not None
    assert "Tanks counts tanks, not people" in people.reason.text()


def test_rubles_are_not_compared_with_dollars() -> None:
    spent = (replace(Y2024, series="usd"), replace(Y2025, series="spent"))
    judged = judge_claim(of(*spent), changed("spent", "money", Figure(0.1, unit="share"), "usd"))
    assert judged.verdict is Verdict.UNVERIFIABLE
    assert judged.reason is not None
    assert judged.reason.text() == "they count different things: rubles and dollars"


def test_an_advance_is_claimed_in_metres_or_kilometres_a_day() -> None:
    results = of(MARCH)
    said = read_claim("In those days the front moved: they advanced 81 m a day", ENGLISH)
    assert (said.measure, said.stated) == ("advance_per_day", Figure(81.0))
    for stated in (Figure(81.0), Figure(0.081, unit="km/day")):
        claim = Claim("road", MARCH.start, MARCH.end, "advance_per_day", stated)
        assert judge_claim(results, claim).verdict is Verdict.FOLLOWS
    area = Claim("road", MARCH.start, MARCH.end, "gains", Figure(12.0))
    assert judge_claim(results, area).verdict is Verdict.UNVERIFIABLE


def test_fewer_tanks_are_read_as_items_and_metres_of_water_as_nothing() -> None:
    text = "Russia lost 1,816 tanks in 2025, 50.8 % fewer than in 2024."
    (claim,) = (one for one in read_report(text).proposals if one.kind is not None)
    assert (claim.measure, claim.value, claim.less, claim.ticked) == ("items", 0.508, True, False)
    assert (claim.first, claim.last) == (date(2025, 1, 1), date(2025, 12, 31))
    water = "In May 2025 the river rose by 3 metres a day."
    assert not [one for one in read_report(water).proposals if one.kind is not None]
