"""Days, spans of days, and how both are read and written."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.days import (
    SHARES,
    Span,
    day_words,
    month_name,
    months_of,
    next_month,
    read_date,
    read_span,
    shared_days,
    span_words,
)
from model.text.errors import Unreadable

DAY = st.dates(date(1000, 1, 1), date(9999, 12, 31))
NEAR = st.dates(date(2023, 1, 1), date(2025, 12, 31))
GERMAN_MONTHS = {"May": "Mai", "Oct": "Okt.", "October": "Oktober", "March": "März"}


def spans(day: st.SearchStrategy[date]) -> st.SearchStrategy[Span]:
    return st.tuples(day, day).map(lambda days: Span(min(days), max(days)))


def german(text: str) -> str:
    return GERMAN_MONTHS.get(text, text)


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
    "text",
    [
        "2024-09-01",
        " 2024-09-01 ",
        "1 Sep 2024",
        "01 sep 2024",
        "1 September 2024",
        "1 Sept. 2024",
        "1st September 2024",
        "1. September 2024",
        "Sep 1, 2024",
        "Sep. 1 2024",
        "September 1st, 2024",
    ],
)
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("01.02.24", "cannot be read as a date for certain"),
        ("01/02/2024", "cannot be read as a date for certain"),
        ("13.02.2024", "cannot be read as a date for certain"),
        ("2024-9-1", "cannot be read as a date for certain"),
        ("2024/09/01", "cannot be read as a date for certain"),
        ("1 Sep 24", "is not a date; write it as 2024-09-01 or 1 Sep 2024"),
        ("1 Foo 2024", "is not a date"),
        ("Sep 2024", "is not a date"),
        ("20240901", "is not a date"),
        ("2024-09-01T00:00", "is not a date"),
        ("45536", "is not a date"),
        ("", "is not a date"),
        ("2024-02-30", "there is no such day"),
        ("31 Apr 2024", "there is no such day"),
        ("2023-02-29", "there is no such day"),
        ("2024-13-01", "there is no such day"),
        ("2024-00-01", "there is no such day"),
        ("0999-12-31", "before the year 1000"),
        ("\u0662\u0660\u0662\u0664-09-01", "not one of the digits 0 to 9"),
        ("x" * 2000, "too long"),
    ],
)
def test_what_is_no_date_for_certain_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_date(text)


@given(DAY)
def test_a_date_written_reads_as_the_same(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(str(day_words(day))) == day
    assert read_date(f"{month_name(day.month)} {day.day}, {day.year}") == day


def test_months_are_understood_in_the_language_of_the_window_too() -> None:
    assert read_date("3. Okt. 2024", german) == read_date("3 Oktober 2024", german) == date(2024, 10, 3)
    assert read_date("3 Oct 2024", german) == date(2024, 10, 3)
    assert span_words(date(2024, 5, 1), date(2024, 10, 3)).text(german) == "1 Mai – 3 Okt. 2024"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("November 2024", "2024-11-01", "2024-11-30"),
        ("nov 2024", "2024-11-01", "2024-11-30"),
        ("Feb. 2024", "2024-02-01", "2024-02-29"),
        ("Sep–Oct 2024", "2024-09-01", "2024-10-31"),
        ("Sep - Oct 2024", "2024-09-01", "2024-10-31"),
        ("September to October 2024", "2024-09-01", "2024-10-31"),
        ("Nov 2024 – Feb 2025", "2024-11-01", "2025-02-28"),
        ("Q3 2024", "2024-07-01", "2024-09-30"),
        ("Q1–Q3 2024", "2024-01-01", "2024-09-30"),
        ("H2 2024", "2024-07-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2022–2024", "2022-01-01", "2024-12-31"),
        ("12 Nov 2024", "2024-11-12", "2024-11-12"),
        ("2024-11-12", "2024-11-12", "2024-11-12"),
        ("1–15 Nov 2024", "2024-11-01", "2024-11-15"),
        ("1 Sep – 30 Nov 2024", "2024-09-01", "2024-11-30"),
        ("2024-09-01 – 2024-11-30", "2024-09-01", "2024-11-30"),
        ("2024-09-01 - 2024-11-30", "2024-09-01", "2024-11-30"),
        ("2024-09-01 to 2024-11-30", "2024-09-01", "2024-11-30"),
    ],
)
def test_a_label_that_names_its_days_is_read(text: str, start: str, end: str) -> None:
    assert read_span(text) == Span(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "autumn 2024",
        "Σ Sep–Nov, as published",
        "US officials, late October",
        "Nov–Feb 2024",
        "2024–2022",
        "Sep–Nov",
        "November",
        "H3 2024",
        "Q5 2024",
        "2024-11",
        "11/2024",
        "0999",
        "31 Apr 2024",
        "45,690",
        "First day above 2000",
    ],
)
def test_a_label_that_names_no_days_for_certain_gives_none(text: str) -> None:
    assert read_span(text) is None


@given(spans(DAY))
def test_a_span_written_reads_as_the_same(span: Span) -> None:
    assert read_span(str(span_words(span.start, span.end))) == span
    assert read_span(f"{span.start} – {span.end}") == span


@given(st.text(max_size=40))
def test_any_label_is_days_in_order_or_none(text: str) -> None:
    span = read_span(text)
    assert span is None or span.days >= 1


def test_a_span_says_a_shared_year_and_month_once() -> None:
    assert str(span_words(date(2024, 9, 1), date(2024, 11, 30))) == "1 Sep – 30 Nov 2024"
    assert str(span_words(date(2024, 12, 1), date(2025, 2, 28))) == "1 Dec 2024 – 28 Feb 2025"
    assert str(span_words(date(2024, 11, 1), date(2024, 11, 30))) == "1–30 Nov 2024"
    assert str(span_words(date(2024, 11, 28), date(2024, 11, 28))) == "28 Nov 2024"
