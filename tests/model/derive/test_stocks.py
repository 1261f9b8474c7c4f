"""Ground held, what remains, and if the rate of some days went on: the worked numbers of measures.md §4."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from model.checks.claims import Verdict, judge_claim
from model.checks.verdict_words import computed_amount, distance
from model.derive.results import Results, derive
from model.derive.stocks import taken_on
from model.explain.trace import Place, Trace
from model.project import Claim, GainsAre, Milestone, Period, Project, Reference, Series
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Value
from model.text.records import replace

JULY = Period("ru", "", date(2025, 6, 10), date(2025, 7, 9), Figure(31_440.0), Figure(434.89))
OCTOBER = Period("ru", "", date(2025, 9, 16), date(2025, 10, 15), Figure(30_450.0), Figure(304.52))
UKRAINE = Reference("Ukraine", date(2022, 1, 1), date(2030, 12, 31), Figure(603_550.0, unit="km2"))


def held(day: date, area: float | Figure, series: str = "ru") -> Milestone:
    figure = area if isinstance(area, Figure) else Figure(area, unit="km2")
    return Milestone(series, "", day, figure)


def of(*periods: Period, milestones: tuple[Milestone, ...], gains_are: GainsAre = GainsAre.NET) -> Results:
    series = (Series("ru", gains_are=gains_are), Series("ua"))
    return derive(Project(series=series, periods=periods, milestones=milestones, references=(UKRAINE,)))


def range_of(results: Results, key: str, row: int = 0) -> tuple[float, float, float]:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Value), outcome
    return outcome.low, outcome.best, outcome.high


def reason(results: Results, key: str, row: int = 0) -> str:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Absent)
    return outcome.reason.text()


WORKED = of(JULY, OCTOBER, milestones=(held(JULY.end, 117_845.85), held(OCTOBER.end, 119_193.13)))


@pytest.mark.parametrize(
    ("key", "row", "expected", "digits"),
    [
        ("held", 0, 117_845.85, 6),
        ("held_of_area", 0, 0.19525, 5),
        ("remaining", 0, 485_704.15, 6),
        # 485,704.15 ÷ (434.89 ÷ 30) = 33,505.3
        ("days_to", 0, 33_505.3, 1),
        ("years_to", 0, 91.7, 1),
        # 31,440 ÷ 434.89 = 72.294 per km²
        ("losses_to", 0, 35_113_569.0, -3),
        # the window decides: (603,550 − 119,193.13) ÷ (304.52 ÷ 30) = 47,716.8 days
        ("days_to", 1, 47_716.8, 1),
        ("years_to", 1, 130.6, 1),
    ],
)
def test_what_remains_is_taken_if_the_rate_of_the_period_went_on(
    key: str, row: int, expected: float, digits: int
) -> None:
    assert [round(bound, digits) for bound in range_of(WORKED, key, row)] == [round(expected, digits)] * 3


def test_of_days_that_several_periods_tile_their_sum_is_the_window_and_a_total_has_none() -> None:
    first = Period("ru", "", date(2025, 6, 10), date(2025, 6, 30), Figure(20_000.0), Figure(300.0))
    second = Period("ru", "", date(2025, 7, 1), date(2025, 7, 9), Figure(11_440.0), Figure(134.89))
    # what was held at the end of the first is not what is held at the end of both
    results = of(first, second, milestones=(held(first.end, 1.0), held(second.end, 117_845.85)))
    within = results.within("ru", JULY.start, JULY.end)["years_to"]
    assert isinstance(within, Value)
    assert round(within.best, 1) == 91.7
    total = results.series["ru"].of("years_to")
    assert isinstance(total, Absent)
    assert total.reason.text() == "of one day, or of the rate of some days: never of a total"
    shown = results.over([0, 1], total=True)
    assert isinstance(shown["held"], Absent)
    assert isinstance(shown["gains"], Value)


def test_estimates_of_one_day_are_a_range_and_those_of_other_days_units_and_series_are_none() -> None:
    day = JULY.end
    results = of(
        JULY,
        milestones=(
            held(day, 117_000.0),
            # 45,500 square miles are 117,844.459 km²
            held(day, Figure(45_500.0, unit="mi2")),
            held(date(2025, 7, 8), 1.0),
            held(day, Figure(2_000.0)),
            held(day, Figure(0.195, unit="share")),
            held(day, 5.0, "ua"),
        ),
    )
    assert range_of(results, "held") == pytest.approx((117_000, 117_422.2295, 117_844.459), abs=1e-3)
    assert range_of(results, "remaining") == pytest.approx((485_705.541, 486_127.7705, 486_550), abs=1e-3)


def test_the_reason_says_what_is_not_known_or_that_nothing_was_gained() -> None:
    nothing = of(JULY, milestones=())
    assert reason(nothing, "held") == "the table Milestones has no ground held on 9 Jul 2025"
    assert reason(nothing, "years_to") == reason(nothing, "held")
    lost = Period("ru", "", JULY.start, JULY.end, Figure(1.0), Figure(-12.0))
    back = of(lost, milestones=(held(JULY.end, 117_845.85),))
    assert reason(back, "days_to") == "no net gain (−12.0 km²)"
    assert reason(back, "losses_to") == "no net gain (−12.0 km²)"
    assert range_of(back, "remaining")[1] == 485_704.15
    more = of(JULY, milestones=(held(JULY.end, 700_000.0),))
    assert reason(more, "remaining") == "more ground is held than the table References has"


def test_a_rate_that_may_be_nothing_has_no_latest_day_and_nothing_less_than_all_remains() -> None:
    open_ended = Period("ru", "", JULY.start, JULY.end, Figure(1.0), Figure(low=-10.0, value=30.0, high=60.0))
    results = of(open_ended, milestones=(held(JULY.end, Figure(low=600_550.0, high=604_000.0, unit="km2")),))
    low, best, high = range_of(results, "days_to")
    # of 603,550 there remain 0 to 3,000, at best 1,275; at 1 km² a day that is 1,275 days
    assert (low, round(best, 6), high) == (0.0, 1_275.0, float("inf"))


def test_held_ground_comes_from_the_milestones_of_the_last_day_and_they_lead_to_it() -> None:
    stone = Place("milestones", 0, "figure")
    assert Trace(WORKED).came_from(Place("periods", 0, "held")).first == (stone,)
    assert Trace(WORKED).leads_to(stone).first == (Place("periods", 0, "held"),)
    assert set(Trace(WORKED).came_from(Place("periods", 0, "remaining")).first) == {
        Place("references", 0, "value"),
        Place("periods", 0, "held"),
    }


def test_the_day_is_that_many_days_after_the_last_of_the_window() -> None:
    def of_days(low: float, best: float, high: float, *, about: bool = False) -> str:
        return taken_on(date(2025, 7, 9), Value(low, best, high, about)).text()

    assert of_days(33_505.3, 33_505.3, 33_505.3) == "4 Apr 2117"  # 33,506 days later
    assert of_days(21.0, 22.0, 23.5, about=True) == "about 30 Jul – 2 Aug 2025"
    assert of_days(21.0, 22.0, float("inf")) == "30 Jul 2025 or later"
    assert of_days(1e7, 1e7, 1e7) == "after the year 9999"
    last = float((date.max - date(2025, 7, 9)).days)
    assert [of_days(days, days, days) for days in (last, last + 1)] == ["31 Dec 9999", "after the year 9999"]


def test_what_is_held_on_a_day_needs_no_period_of_that_day() -> None:
    on_the_day = WORKED.within("ru", JULY.end, JULY.end)
    held_then, rate = on_the_day["held_of_area"], on_the_day["days_to"]
    assert isinstance(held_then, Value)
    assert round(held_then.best, 5) == 0.19525
    assert isinstance(rate, Absent)
    assert rate.reason.text() == "no periods cover exactly the days 9 Jul 2025"
    assert isinstance(WORKED.within("ru", JULY.start, JULY.start)["held"], Absent)
    backwards = WORKED.within("ru", JULY.end + timedelta(1), JULY.end)["held"]
    assert isinstance(backwards, Absent)
    assert backwards.reason.text() == "the days end before they start"


def test_a_claim_of_what_is_held_comes_from_the_milestone_and_the_area_with_a_period_or_without() -> None:
    first = Period("ru", "", date(2025, 6, 10), date(2025, 6, 30), None, Figure(300.0))
    second = Period("ru", "", date(2025, 7, 1), date(2025, 7, 9), None, Figure(134.89))
    stones = (held(first.end, 1.0), held(second.end, 117_845.85))
    for start in (JULY.start, JULY.end):  # two periods tile these days, none has that one
        claim = Claim("ru", start, JULY.end, "held_of_area", Figure(0.195))
        project = of(first, second, milestones=stones).project
        results = derive(replace(project, claims=(claim,)))
        made, behind = (
            Place("claims", 0, "computed"),
            {Place("milestones", 1, "figure"), Place("references", 0, "value")},
        )
        assert set(Trace(results).came_from(made).first) == behind
        assert all(made in Trace(results).leads_to(place).first for place in behind)


def test_a_claim_states_the_year_in_which_what_remains_is_taken() -> None:
    # 33,505.3 days after 9 July 2025 is 4 April 2117, and 47,716.8 after 15 October 2025 is 8 June 2156
    def verdict(row: int, value: float, qualifier: Qualifier = Qualifier.EXACT) -> Verdict:
        period = (JULY, OCTOBER)[row]
        stated = Figure(value, qualifier=qualifier)
        return judge_claim(WORKED, Claim("ru", period.start, period.end, "date_to", stated)).verdict

    assert range_of(WORKED, "date_to") == (2117, 2117, 2117)
    assert range_of(WORKED, "date_to", 1) == (2156, 2156, 2156)
    assert verdict(0, 2117) is verdict(1, 2156) is Verdict.FOLLOWS
    assert verdict(0, 2117, Qualifier.UP_TO) is verdict(0, 2120, Qualifier.UP_TO) is Verdict.FOLLOWS
    assert verdict(0, 2120, Qualifier.ABOUT) is Verdict.FOLLOWS
    # all digits of a year are certain, a 0 at its end too
    assert verdict(0, 2120) is verdict(0, 2100) is verdict(0, 2118) is Verdict.INCONSISTENT
    assert verdict(0, 2117, Qualifier.UNDER) is verdict(0, 2117, Qualifier.OVER) is Verdict.INCONSISTENT


def test_a_year_is_written_without_a_sign_between_its_digits_and_a_difference_of_years_in_years() -> None:
    claim = Claim("ru", JULY.start, JULY.end, "date_to", Figure(2105.0, qualifier=Qualifier.UP_TO))
    judged = judge_claim(WORKED, claim)
    assert computed_amount(judged).text() == "2117"
    assert distance(judged).text() == "12.0 years above what is stated"


def test_the_year_of_days_that_may_never_end_is_open() -> None:
    nothing = Period("ru", "", JULY.start, JULY.end, Figure(1.0), Figure(low=-10.0, value=434.89, high=500.0))
    low, best, high = range_of(of(nothing, milestones=(held(JULY.end, 117_845.85),)), "date_to")
    # 485,704.15 ÷ (500 ÷ 30) = 29,142.2 days: 2105
    assert (low, best, high) == (2105, 2117, float("inf"))
