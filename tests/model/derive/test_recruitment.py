"""Recruitment over spans of days (domain.md §5)."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.derive.bands import ABOUT, OVER, UNDER, BandRow, Reason
from model.derive.recruitment import Flow, FlowAmounts, day_ranges_of, flow_of, month_shares
from model.project import Intake
from model.text.days import SHARES, Span, months_of
from model.text.figures import Figure, Qualifier
from tests.model import crowded, naive
from tests.model.naive_numbers import days_of
from tests.properties import examples


def day(text: str) -> date:
    return date.fromisoformat(text)


def rate(first: str, last: str, figure: Figure, channel: str = "") -> Intake:
    return Intake("ru", "", day(first), day(last), figure, channel)


def over(flow: Flow, first: date, last: date, series: int = 0) -> FlowAmounts:
    start, end = np.array([first.toordinal()]), np.array([last.toordinal()])
    return flow.over(day_ranges_of(np.array([series], np.int32), start, end), Reason.INTAKE_UNKNOWN)


def people(rows: list[Intake], first: str, last: str) -> BandRow:
    """Low, best and high of the people over the days, exact as long as they are whole shares."""
    flow = flow_of(rows, {"ru": 0})
    cell = over(flow, day(first), day(last)).shares.cell(0)
    return BandRow(cell.low / SHARES, cell.best / SHARES, cell.high / SHARES, cell.marks, cell.absent)


YEAR = ("2024-01-01", "2024-12-31")


def test_a_whole_month_has_its_rate() -> None:
    for last in ("2023-02-28", "2024-02-29", "2024-04-30", "2024-05-31"):
        row = rate(last[:8] + "01", last, Figure(31_001.0))
        assert people([row], last[:8] + "01", last)[:3] == (31_001, 31_001, 31_001)


def test_a_part_of_a_month_has_its_share() -> None:
    assert people([rate(*YEAR, Figure(29_000.0))], "2024-02-10", "2024-02-10").best == 1_000
    assert people([rate(*YEAR, Figure(930.0))], "2024-01-31", "2024-02-29").best == 30 + 930


def test_alternatives_give_the_widest_range_and_the_mean() -> None:
    rows = [rate(*YEAR, Figure(low=20.0, high=30.0)), rate(*YEAR, Figure(40.0)), rate(*YEAR, Figure(11.0))]
    found = people(rows, "2024-01-01", "2024-03-31")
    assert (found.low, found.best, found.high) == (33, (25 + 40 + 11), 120)


@pytest.mark.parametrize(("qualifier", "mark"), [(Qualifier.OVER, OVER), (Qualifier.UNDER, UNDER)])
def test_a_bound_is_not_reached_where_no_alternative_reaches_it(qualifier: Qualifier, mark: int) -> None:
    first, second = rate(*YEAR, Figure(300.0, qualifier=qualifier)), rate(*YEAR, Figure(300.0))
    for rows, marked in (((first, first), mark), ((first, second), 0), ((second, second), 0)):
        assert people([*rows], "2024-01-01", "2024-01-31").marks & (OVER | UNDER) == marked


def test_alternatives_count_for_the_days_that_they_share() -> None:
    rows = [rate("2024-04-01", "2024-04-30", Figure(300.0)), rate("2024-04-16", "2024-05-31", Figure(600.0))]
    found = people(rows, "2024-04-01", "2024-04-30")
    assert (found.low, found.best, found.high) == (300, 150 + 225, 150 + 300)


def test_channels_add() -> None:
    rows = [rate(*YEAR, Figure(low=20.0, high=30.0)), rate(*YEAR, Figure(5.0), "prison")]
    assert people(rows, "2024-01-01", "2024-01-31")[:3] == (25, 30, 35)


def test_a_channel_that_covers_some_days_adds_for_those() -> None:
    rows = [rate(*YEAR, Figure(30.0)), rate("2024-04-30", "2024-04-30", Figure(60.0), "prison")]
    assert people(rows, "2024-04-01", "2024-04-30").best == 32


def test_a_day_without_a_row_leaves_no_value() -> None:
    rows = [rate("2024-01-01", "2024-01-30", Figure(30.0)), rate("2024-02-01", "2024-12-31", Figure(30.0))]
    assert people(rows, "2024-01-30", "2024-02-01").absent == Reason.INTAKE_UNKNOWN
    assert not people(rows, "2024-02-01", "2024-02-01").absent


def test_a_rate_more_than_is_open_above_for_its_days_only() -> None:
    rows = [
        rate("2024-01-01", "2024-01-31", Figure(30.0, qualifier=Qualifier.OVER)),
        rate("2024-02-01", "2024-12-31", Figure(29.0, qualifier=Qualifier.ABOUT)),
    ]
    assert people(rows, "2024-01-31", "2024-02-29").high == math.inf
    assert people(rows, "2024-02-01", "2024-02-29")[:4] == (29, 29, 29, True)
    assert not people(rows, "2024-01-01", "2024-01-31").approximate


def test_a_row_that_ends_before_it_starts_gives_nothing() -> None:
    assert people([rate("2024-12-31", "2024-01-01", Figure(30.0))], *YEAR).absent


def test_fractional_rates_round_once() -> None:
    found = people([rate("2000-01-01", "2999-12-31", Figure(0.1))], "2000-01-01", "2999-12-31")
    assert found.best == pytest.approx(1200.0, rel=1e-16, abs=0)


def test_rates_far_beyond_float_integers_stay_exact() -> None:
    """A naive prefix sum in float64 would have lost the ones."""
    rows = [rate("1000-01-01", "9999-12-31", Figure(2.0**52 + 1)), rate(*YEAR, Figure(3.0), "x")]
    flow = flow_of(rows, {"ru": 0})
    shares = over(flow, day("2024-04-01"), day("2024-04-30")).shares
    assert shares.best[0] / SHARES == 2.0**52 + 4


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), st.integers(0, 1500))
@settings(deadline=None)
def test_months_are_counted_in_whole_shares(start: date, length: int) -> None:
    end = min(start, date(9999, 12, 31) - timedelta(days=length)) + timedelta(days=length)
    start = end - timedelta(days=length)
    counted = month_shares(np.array([end.toordinal() + 1])) - month_shares(np.array([start.toordinal()]))
    expected = sum(Fraction(shared, of) for _, _, shared, of in months_of(Span(start, end)))
    assert Fraction(int(counted[0]), SHARES) == expected


@given(st.lists(crowded.rates(), max_size=6), crowded.days(), st.integers(0, 40))
@settings(max_examples=examples(150))
def test_people_agree_with_a_count_day_by_day(
    rates: list[tuple[str, str, date, date, Figure, str]], first: date, length: int
) -> None:
    rows = [Intake(*row) for row in rates]
    last = first + timedelta(days=length)
    flow = flow_of(rows, {"a": 0, "b": 1})
    days = days_of(first, last)
    for place, series in enumerate("ab"):
        amounts = over(flow, first, last, place)
        low, best, high, marks, absent = amounts.shares.cell(0)
        expected = naive.flow(rows, series, days)
        known = sum(any(row.series == series and row.start <= day <= row.end for row in rows) for day in days)
        assert amounts.known.tolist() == [known]
        assert bool(absent) == (expected is None)
        if expected is not None:
            assert naive.close(
                expected, low / SHARES, best / SHARES, high / SHARES, approximate=bool(marks & ABOUT)
            )


def test_a_rate_with_a_high_alone_begins_at_nobody() -> None:
    row = rate("2024-11-01", "2024-11-30", Figure(25_000.0, high=30_000.0))
    assert people([row], "2024-11-01", "2024-11-30")[:3] == (0, 25_000, 30_000)
