"""Ticks: round numbers and dates that can be read by themselves."""

from __future__ import annotations

import math
from datetime import date

from hypothesis import assume, example, given
from hypothesis import strategies as st

from model.charts.axis import Tick, date_ticks, log_ticks, round_ticks, to_the_pixel
from model.charts.data import Calendar

ENGLISH = Calendar(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))


def labels(first: date, last: date, most: int = 8) -> list[str]:
    ticks = date_ticks(first.toordinal(), last.toordinal(), ENGLISH, lambda found: len(found) <= most)
    return [text for _, text in ticks]


def test_ticks_are_multiples_of_one_two_or_five() -> None:
    assert round_ticks(0, 1_523, 5) == [0, 500, 1_000, 1_500]
    assert round_ticks(-6, 35, 5) == [0, 10, 20, 30]
    assert round_ticks(0, 0.35, 4) == [0, 0.1, 0.2, 0.3]
    assert round_ticks(0, 9, 5) == [0, 2, 4, 6, 8]


def test_ticks_of_powers_are_those_of_ten_and_where_few_two_and_five_times_each() -> None:
    assert log_ticks(0.5, 60, 9) == [0.5, 1, 2, 5, 10, 20, 50]
    assert log_ticks(0.5, 60, 5) == [1, 3, 10, 30]
    assert log_ticks(0.5, 60, 3) == [1, 10]
    assert log_ticks(1, 1e6, 4) == [1, 100, 1e4, 1e6]


def test_a_value_between_pixels_has_the_decimals_that_tell_it_from_the_next() -> None:
    assert to_the_pixel(1_523.456, 1_521.3) == 1_523
    assert to_the_pixel(1_523.456, 1_523.41) == 1_523.46
    assert to_the_pixel(1_523.456, 1_498.0) == 1_520
    assert to_the_pixel(7.0, 7.0) == 7.0


def test_an_empty_or_endless_axis_has_no_ticks() -> None:
    assert round_ticks(3, 3, 5) == []
    assert round_ticks(0, float("inf"), 5) == []


FINITE = st.floats(allow_nan=False, allow_infinity=False)
EXTREME = st.sampled_from((0.0, 5e-324, 2.2e-308, 2.0**53, 1e308, 1.7e308))


@given(FINITE | EXTREME, FINITE | EXTREME, st.integers(1, 30))
@example(0.0, 5e-324, 5)
@example(0.0, 1.7e308, 1)
def test_every_axis_has_ticks_or_none_however_wide_or_narrow(one: float, other: float, most: int) -> None:
    low, high = sorted((one, other))
    ticks = round_ticks(low, high, most)
    assert len(ticks) <= most
    assert all(map(math.isfinite, ticks))


@given(st.floats(-1e12, 1e12), st.floats(1e-6, 1e12), st.integers(1, 30))
def test_ticks_lie_on_the_axis_and_are_no_more_than_asked_for(low: float, span: float, most: int) -> None:
    high = low + span
    assume(span > abs(low) * 1e-9)
    ticks = round_ticks(low, high, most)
    slack = span * 1e-6
    assert len(ticks) <= most
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert ticks == sorted(ticks)


def test_the_first_date_and_every_change_of_year_carry_the_year() -> None:
    assert labels(date(2024, 9, 1), date(2024, 12, 1), 4) == ["1 Sep 2024", "1 Oct", "1 Nov", "1 Dec"]
    assert labels(date(2024, 9, 1), date(2025, 6, 1), 10)[:5] == ["Sep 2024", "Oct", "Nov", "Dec", "Jan 2025"]
    assert labels(date(2022, 1, 1), date(2026, 8, 1), 5) == ["2022", "2023", "2024", "2025", "2026"]


def test_a_span_of_one_day_is_dated() -> None:
    assert labels(date(2024, 11, 28), date(2024, 11, 29)) == ["28 Nov 2024", "29 Nov"]


def test_days_are_counted_within_each_month_and_none_crowds_the_first_of_the_next() -> None:
    first, last = date(2024, 10, 1), date(2024, 11, 2)
    odd = [str(day) for day in range(3, 30, 2)]
    assert labels(first, last, 16) == ["1 Oct 2024", *(f"{day} Oct" for day in odd), "1 Nov"]
    assert labels(first, last, 7) == ["1 Oct 2024", "6 Oct", "11 Oct", "16 Oct", "21 Oct", "26 Oct", "1 Nov"]
    assert labels(first, last, 4) == ["1 Oct 2024", "11 Oct", "21 Oct", "1 Nov"]


def test_months_are_counted_from_january() -> None:
    quarters = ["Jan 2024", "Apr", "Jul", "Oct", "Jan 2025", "Apr", "Jul", "Oct"]
    assert labels(date(2023, 12, 2), date(2025, 12, 31), 8) == quarters


def test_where_no_date_fits_there_is_none() -> None:
    assert labels(date(2024, 1, 1), date(2024, 2, 1), 0) == []


@given(st.integers(1, 3_600_000), st.integers(1, 60_000), st.integers(2, 12))
def test_dates_lie_on_the_axis_in_order(low: int, days: int, most: int) -> None:
    def fits(ticks: list[Tick]) -> bool:
        return len(ticks) <= most

    high = low + days
    ticks = date_ticks(low, high, ENGLISH, fits)
    places = [place for place, _ in ticks]
    assert len(ticks) <= most
    assert all(low <= place <= high for place in places)
    assert places == sorted(set(places))
