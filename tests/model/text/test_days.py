"""Days, spans of days, and how both are written."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from model.text.catalogue import catalogue
from model.text.days import (
    SHARES,
    Span,
    months_of,
    next_month,
    shared_days,
    span_words,
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


def test_a_span_says_a_shared_year_and_month_once() -> None:
    assert str(span_words(date(2024, 9, 1), date(2024, 11, 30))) == "1 Sep – 30 Nov 2024"
    assert str(span_words(date(2024, 12, 1), date(2025, 2, 28))) == "1 Dec 2024 – 28 Feb 2025"
    assert str(span_words(date(2024, 11, 1), date(2024, 11, 30))) == "1–30 Nov 2024"
    assert str(span_words(date(2024, 11, 28), date(2024, 11, 28))) == "28 Nov 2024"


def test_a_span_is_written_with_the_months_of_the_language_of_the_window() -> None:
    assert span_words(date(2024, 5, 1), date(2024, 10, 3)).text(catalogue("uk")) == "1 трав. – 3 жовт. 2024"
