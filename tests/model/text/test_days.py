"""Days, spans of days, and how both are written."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.catalogue import catalogue
from model.text.days import (
    SHARES,
    Span,
    Step,
    first_of_steps,
    months_of,
    moved_within,
    next_month,
    shared_days,
    span_words,
    steps_to,
)

DAY = st.dates(date(1000, 1, 1), date(9999, 12, 31))
NEAR = st.dates(date(2023, 1, 1), date(2025, 12, 31))


def spans(day: st.SearchStrategy[date]) -> st.SearchStrategy[Span]:
    return st.tuples(day, day).map(lambda days: Span(min(days), max(days)))


def test_both_ends_of_a_span_are_counted() -> None:
    assert Span(date(2024, 9, 1), date(2024, 11, 30)).days == 91
    assert Span(date(2024, 9, 1), date(2024, 9, 1)).days == 1
    assert Span(date(2024, 9, 2), date(2024, 9, 1)).days == 0


def test_autumn_2024_is_three_whole_months() -> None:
    autumn = Span(date(2024, 9, 1), date(2024, 11, 30))
    assert list(months_of(autumn)) == [(2024, 9, 30, 30), (2024, 10, 31, 31), (2024, 11, 30, 30)]


def test_a_span_takes_part_in_the_months_it_touches() -> None:
    span = Span(date(2024, 1, 31), date(2024, 3, 1))
    assert list(months_of(span)) == [(2024, 1, 1, 31), (2024, 2, 29, 29), (2024, 3, 1, 31)]
    assert list(months_of(Span(date(9999, 12, 30), date(9999, 12, 31)))) == [(9999, 12, 2, 31)]
    assert list(months_of(Span(date(2024, 9, 2), date(2024, 9, 1)))) == []


def test_every_share_of_a_month_is_a_whole_number_of_shares() -> None:
    assert math.lcm(28, 29, 30, 31) == SHARES


@given(spans(NEAR), spans(NEAR))
def test_shared_days_are_the_days_in_both(a: Span, b: Span) -> None:
    days = [{span.start + timedelta(n) for n in range(span.days)} for span in (a, b)]
    assert shared_days(a, b) == shared_days(b, a) == len(days[0] & days[1])


@given(spans(NEAR))
def test_the_days_of_the_months_are_the_days_of_the_span(span: Span) -> None:
    months = list(months_of(span))
    assert sum(shared for _, _, shared, _ in months) == span.days
    assert all(0 < shared <= length for _, _, shared, length in months)
    assert sum(Fraction(shared, length) for _, _, shared, length in months) * SHARES % 1 == 0


def test_the_next_month_is_whole_after_the_last_day_of_one() -> None:
    assert next_month(date(2024, 11, 30)) == Span(date(2024, 12, 1), date(2024, 12, 31))
    assert next_month(date(2024, 1, 31)) == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert next_month(date(2024, 11, 15)) == Span(date(2024, 11, 16), date(2024, 11, 30))
    assert next_month(date(9999, 12, 31)) is None


@pytest.mark.parametrize(
    ("end", "step", "count", "firsts", "last"),
    [
        (date(2024, 11, 30), Step.DAY, 2, [date(2024, 11, 29), date(2024, 11, 30)], date(2024, 11, 30)),
        (date(2024, 11, 30), Step.WEEK, 2, [date(2024, 11, 17), date(2024, 11, 24)], date(2024, 11, 30)),
        (date(2025, 1, 15), Step.MONTH, 2, [date(2024, 12, 1), date(2025, 1, 1)], date(2025, 1, 31)),
        (date(2025, 2, 28), Step.QUARTER, 2, [date(2024, 10, 1), date(2025, 1, 1)], date(2025, 3, 31)),
        (date(2024, 12, 31), Step.YEAR, 2, [date(2023, 1, 1), date(2024, 1, 1)], date(2024, 12, 31)),
        (date(1, 1, 8), Step.WEEK, 3, [date(1, 1, 2)], date(1, 1, 8)),
        (date(1, 1, 7), Step.WEEK, 3, [date(1, 1, 1)], date(1, 1, 7)),
        (date(1, 2, 5), Step.MONTH, 9, [date(1, 1, 1), date(1, 2, 1)], date(1, 2, 28)),
    ],
)
def test_steps_end_with_the_one_that_holds_a_day_and_begin_with_the_first_date_there_is(
    end: date, step: Step, count: int, firsts: list[date], last: date
) -> None:
    steps = steps_to(end, step, count)
    assert ([each.start for each in steps], steps[-1].end) == (firsts, last)
    assert first_of_steps(end, step, count) == firsts[0]
    assert first_of_steps(date(1, 1, 6), Step.WEEK, 1) == date(1, 1, 6)


@pytest.mark.parametrize(
    ("span", "step", "around", "firsts"),
    [
        ("2025-01-01..2025-01-31", Step.MONTH, "2024-10-02..2025-02-27", "2024-11-01 2024-12-01 2025-01-01"),
        (
            "2025-01-01..2025-03-31",
            Step.QUARTER,
            "2024-03-15..2025-03-31",
            "2024-04-01 2024-07-01 2024-10-01 2025-01-01",
        ),
        ("2025-01-01..2025-12-31", Step.YEAR, "2023-01-01..2026-06-30", "2023-01-01 2024-01-01 2025-01-01"),
        ("2024-11-01..2025-01-31", Step.MONTH, "2024-10-01..2025-02-28", "2024-10-01 2024-11-01 2024-12-01"),
        ("2025-01-08..2025-01-14", Step.WEEK, "2025-01-01..2025-01-27", "2025-01-01 2025-01-08 2025-01-15"),
        ("2025-01-08..2025-01-14", Step.DAY, "2025-01-07..2025-01-15", "2025-01-07 2025-01-08 2025-01-09"),
        ("9999-11-01..9999-11-30", Step.MONTH, "9999-11-01..9999-12-31", "9999-11-01 9999-12-01"),
    ],
)
def test_days_are_moved_by_whole_steps(span: str, step: Step, around: str, firsts: str) -> None:
    own, days = (Span(*map(date.fromisoformat, each.split(".."))) for each in (span, around))
    moved = moved_within(own, step, days)
    assert moved is not None
    assert [str(each.start) for each in moved] == firsts.split()
    assert own in moved
    assert all(each.end <= days.end for each in moved)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 1, 2), date(2025, 1, 31)),
        (date(2025, 1, 1), date(2025, 1, 30)),
        (date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_days_that_are_no_whole_months_or_the_last_there_are_are_not_moved_by_months(
    first: date, last: date
) -> None:
    assert moved_within(Span(first, last), Step.MONTH, Span(date(2022, 2, 24), date.max)) is None


def test_a_span_says_a_shared_year_and_month_once() -> None:
    assert str(span_words(date(2024, 9, 1), date(2024, 11, 30))) == "1 Sep – 30 Nov 2024"
    assert str(span_words(date(2024, 12, 1), date(2025, 2, 28))) == "1 Dec 2024 – 28 Feb 2025"
    assert str(span_words(date(2024, 11, 1), date(2024, 11, 30))) == "1–30 Nov 2024"
    assert str(span_words(date(2024, 11, 28), date(2024, 11, 28))) == "28 Nov 2024"


def test_a_span_is_written_with_the_months_of_the_language_of_the_window() -> None:
    assert span_words(date(2024, 5, 1), date(2024, 10, 3)).text(catalogue("uk")) == "1 трав. – 3 жовт. 2024"
