"""Ground taken, lost again and net: the worked numbers of measures.md §7, and what two of the three give."""

from __future__ import annotations

from datetime import date

import pytest

from model.derive.results import Results, derive
from model.project import GainsAre, Period, Project, Series
from model.text.figures import Figure
from model.text.outcomes import Absent, Value
from model.text.records import replace

JULY = Period("ru", "July 2025", date(2025, 7, 1), date(2025, 7, 31), Figure(33_220.0))
AUGUST = Period("ru", "August 2025", date(2025, 8, 1), date(2025, 8, 31), Figure(28_880.0), Figure(499.43))
KEYS = ("ground_taken", "ground_lost", "ground_net")


def of(*periods: Period, gains_are: GainsAre = GainsAre.NET) -> Results:
    return derive(Project(series=(Series("ru", gains_are=gains_are),), periods=periods))


def july(
    gains: float | Figure | None = None,
    lost: float | Figure | None = None,
    other: float | Figure | None = None,
) -> Period:
    given = (Figure(one) if isinstance(one, float) else one for one in (gains, lost, other))
    return replace(JULY, **dict(zip(("gains", "gains_lost", "gains_other"), given, strict=True)))  # type: ignore[arg-type]  # figures


def range_of(results: Results, key: str, row: int = 0) -> tuple[float, float, float]:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Value), outcome
    return outcome.low, outcome.best, outcome.high


def reason(results: Results, key: str, row: int = 0) -> str:
    outcome = results.outcome(key, row)
    assert isinstance(outcome, Absent), outcome
    return outcome.reason.text()


@pytest.mark.parametrize(
    ("gains_are", "row"),
    [
        (GainsAre.NET, july(634.0, 79.0)),
        (GainsAre.NET, july(634.0, None, 713.0)),
        (GainsAre.NET, july(None, 79.0, 713.0)),
        (GainsAre.NET, july(634.0, 79.0, 713.0)),
        (GainsAre.GROSS, july(713.0, 79.0)),
        (GainsAre.GROSS, july(713.0, None, 634.0)),
        (GainsAre.GROSS, july(None, 79.0, 634.0)),
        (GainsAre.GROSS, july(713.0, 79.0, 634.0)),
    ],
)
def test_two_of_taken_lost_and_net_give_the_third(gains_are: GainsAre, row: Period) -> None:
    results = of(row, gains_are=gains_are)
    assert [range_of(results, key)[1] for key in KEYS] == [713, 79, 634]
    assert range_of(results, "gains")[1] == (634 if gains_are is GainsAre.NET else 713)
    # 33,220 ÷ 713 = 46.59, and ÷ 634 = 52.40
    assert [round(range_of(results, f"losses_per_{key}")[1], 2) for key in ("taken", "net")] == [46.59, 52.4]


def test_what_is_published_stands_where_all_three_are() -> None:
    results = of(july(600.0, 79.0, 713.0))
    assert [range_of(results, key)[1] for key in KEYS] == [713, 79, 600]


def test_bounds_of_what_follows_are_those_of_sums_and_differences_and_never_below_none() -> None:
    taken, net = Figure(low=700.0, value=713.0, high=720.0), Figure(low=630.0, value=634.0, high=705.0)
    assert range_of(of(july(net, 79.0)), "ground_taken") == (709, 713, 784)
    assert range_of(of(july(None, 79.0, taken)), "gains") == (621, 634, 641)
    # 700 − 705 is below 0: what was lost begins at nothing
    assert range_of(of(july(net, None, taken)), "ground_lost") == (0, 79, 90)


def test_of_what_is_not_given_the_reason_says_what_lacks() -> None:
    results = of(july(634.0))
    assert range_of(results, "ground_net") == (634, 634, 634)
    assert reason(results, "ground_taken") == "ground taken is not given, nor both net and lost"
    assert reason(results, "losses_per_taken") == "ground taken is not given, nor both net and lost"
    assert reason(results, "ground_lost") == "ground lost again is not given, nor both taken and net"
    gross = of(july(713.0), gains_are=GainsAre.GROSS)
    assert reason(gross, "ground_net") == "net ground is not given, nor both taken and lost"
    assert reason(of(july(None, 79.0)), "gains") == "no gains given"
    contradicting = of(july(800.0, None, 713.0))
    assert "more net ground is given than was taken" in reason(contradicting, "ground_lost")


def test_nothing_net_is_no_cost_of_net_ground_though_ground_was_taken() -> None:
    results = of(july(10.0, 25.0), gains_are=GainsAre.GROSS)
    assert range_of(results, "losses_per_taken")[1] == 3322
    assert reason(results, "losses_per_net") == "no net gain (−15.0 km²)"
    assert reason(of(july(-79.0, 79.0)), "losses_per_taken") == "no ground taken in this period"


def test_a_total_sums_each_and_names_the_period_that_lacks_one() -> None:
    # 713 + 520 taken, 79 + 20.57 lost
    august = replace(AUGUST, gains_other=Figure(520.0))
    total = of(july(634.0, 79.0), august).series["ru"]
    taken, lost, net, cost = (total.of(key) for key in (*KEYS, "losses_per_taken"))
    assert isinstance(taken, Value)
    assert isinstance(lost, Value)
    assert isinstance(net, Value)
    assert isinstance(cost, Value)
    assert (taken.best, round(lost.best, 9), net.best) == (1233, 99.57, 1133.43)
    assert round(cost.best, 3) == 50.365  # 62,100 ÷ 1,233
    lacking = of(july(634.0, 79.0), AUGUST).series["ru"].of("losses_per_taken")
    assert isinstance(lacking, Absent)
    assert lacking.reason.text() == "no ground taken known for August 2025"


def test_an_edit_of_what_is_lost_gives_the_very_same_as_a_project_made_anew() -> None:
    before = of(july(634.0), AUGUST)
    project = before.project
    for row in (july(634.0, 79.0), july(None, 79.0, 713.0), july(634.0)):
        edited = replace(project, periods=(row, AUGUST))
        again, anew = derive(edited, before), derive(edited)
        for key in (*KEYS, "gains", "losses_per_taken", "cumulative_gains"):
            assert again.outcome(key, 0) == anew.outcome(key, 0)
        before = again
    assert not before.inputs.beside


def test_gains_that_are_published_stay_though_what_was_taken_and_lost_says_otherwise() -> None:
    made = replace(july(None, 79.0, 700.0), start=AUGUST.start, end=AUGUST.end)
    results = of(july(555.0, 79.0, 700.0), made)
    assert range_of(results, "losses_per_gain") == pytest.approx((33_220 / 555,) * 3)
    assert range_of(results, "losses_per_gain", 1) == pytest.approx((33_220 / 621,) * 3)
    assert range_of(results, "gains") == (555.0, 555.0, 555.0)
    assert range_of(results, "gains", 1) == (621.0, 621.0, 621.0)


@pytest.mark.parametrize(
    ("given", "key", "signs"),
    [
        ((555.0, 79.0, None), "ground_taken", (1, 1, 0)),
        ((555.0, 79.0, None), "ground_net", (1, 0, 0)),
        ((555.0, 79.0, None), "ground_lost", (0, 1, 0)),
        ((None, 79.0, 700.0), "ground_net", (0, -1, 1)),
        ((None, 79.0, 700.0), "gains", (0, -1, 1)),
        ((555.0, None, 700.0), "ground_lost", (-1, 0, 1)),
        ((555.0, None, None), "ground_taken", (0, 0, 0)),
        ((555.0, 79.0, 634.0), "ground_taken", (0, 0, 1)),
    ],
)
def test_ground_is_made_of_what_is_added_and_what_is_taken_off(
    given: tuple[float | None, float | None, float | None], key: str, signs: tuple[int, int, int]
) -> None:
    made = of(july(*given)).derived.ground.made_of(key)
    assert tuple(int(made[field][0]) for field in ("gains", "gains_lost", "gains_other")) == signs
