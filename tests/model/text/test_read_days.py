"""Days and spans as people write them, in five languages; what may be two days is refused with both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from model.text.day_rules import ORDERS, DayRules, TwoWays
from model.text.days import Span, day_words, month_name, months, span_words
from model.text.errors import Unreadable
from model.text.month_names import LANGUAGES, month_of, weekday_of
from model.text.read_days import days_named, orders_of, read_date, read_span
from model.text.records import replace

DAY = st.dates(date(1000, 1, 1), date(9999, 12, 31))


def spans(day: st.SearchStrategy[date]) -> st.SearchStrategy[Span]:
    return st.tuples(day, day).map(lambda days: Span(min(days), max(days)))


def span(text: str) -> Span:
    """`2024-09` or `2024-09-01..2024-10-31`, as it stands in the tables below."""
    first, _, last = text.partition("..")
    if not last:
        year, _, month = text.partition("-")
        return months(int(year), int(month or 1), 1 if month else 12)
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "2024-09-01",
        " 2024-09-01 ",
        "1 Sep 2024",
        "01 sep 2024",
        "1 Sept. 2024",
        "1st September 2024",
        "1. September 2024",
        "Sep 1, 2024",
        "Sep. 1 2024",
        "September 1st, 2024",
        "1-Sep-2024",
        "1-Sep-24",
        "01SEP2024",
        "2024/09/01",
        "2024.9.1",
        "20240901",
        "Sunday, 1 September 2024",
        "1 вересня 2024",
        "1 вересня 2024 р.",
        "1 сентября 2024 г.",
        "1er septembre 2024",
        "2024-09-01T23:30:00-05:00",
        "2024-09-01 08:00:00+00",
        "2024-09-01 08:00:00.000 UTC",
        "Sep 1, 2024, 3:45 PM",
        "from " * 14 + "1 Sep 2024",  # as long as any may be
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert read_date(text) == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30.11.2024", date(2024, 11, 30)),
        ("11/30/2024", date(2024, 11, 30)),
        ("1/14/24", date(2024, 1, 14)),
        ("14.1.99", date(1999, 1, 14)),
        ("14.1.69", date(1969, 1, 14)),
        ("14.1.68", date(2068, 1, 14)),
        ("5/5/2024", date(2024, 5, 5)),
        ("3 березня 2022 року", date(2022, 3, 3)),
        ("24 février 2022", date(2022, 2, 24)),
        ("24 fevrier 2022", date(2022, 2, 24)),
        ("24. Februar 2022", date(2022, 2, 24)),
    ],
)
def test_a_day_that_is_certain_in_numbers_or_another_language_is_read(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("01.02.24", "may be 24 Feb 2001 or 1 Feb 2024|may be 2 Jan 2024 or 1 Feb 2024|may be"),
        ("01/02/2024", "may be 2 Jan 2024 or 1 Feb 2024"),
        ("02/11/2024", "may be 11 Feb 2024 or 2 Nov 2024"),
        ("24-11-01", "may be 24 Nov 2001 or 1 Nov 2024"),
        ("1 Foo 2024", "is not a date"),
        ("Sep 2024", "is not a date"),
        ("Sep 24", "may be a month of 2024 or a day without a year"),
        ("24-Sep", "is not a date"),
        ("45536", "is not a date"),
        ("", "is not a date"),
        ("Monday, 1 September 2024", "another day of the week"),
        ("2024-02-30", "there is no such day"),
        ("31 Apr 2024", "there is no such day"),
        ("2023-02-29", "there is no such day"),
        ("2024-13-01", "there is no such day"),
        ("13/13/2024", "there is no such day"),
        ("0999-12-31", "before the year 1000"),
        ("\u0662\u0660\u0662\u0664-09-01", "not one of the digits 0 to 9"),
        ("from " * 15 + "1 Sep 2024", "is not a date"),
    ],
)
def test_what_is_no_day_for_certain_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_date(text)


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ("2024|year 2024|2024 р.|2024 рік|2024*|2024 [1]|2024¹", "2024"),
        (
            (
                "2024-09|09/2024|9.2024|Sep-24|Sep '24|Sept. 2024|2024M09|202409|M09 2024"
                "|September, 2024|2024 Sep"
                "|2024-Sep|вересень 2024|верес. 2024|у вересні 2024|вересень 2024 р."
                "|сентябрь 2024|в сентябре 2024"
                "|septembre 2024|September2024|Sep/2024"
            ),
            "2024-09",
        ),
        (
            "März 2024|mars 2024|Mar-24|березень 2024|март 2024",
            "2024-03",
        ),
        (
            (
                "Q3 2024|2024-Q3|2024Q3|2024 Q3|3Q24|3Q2024|Q3'24|Q3/2024|III кв. 2024|3 кв. 2024"
                "|3-й квартал 2024 р."
                "|III квартал 2024|2024, III кв.|3. Quartal 2024|T3 2024|3e trimestre 2024"
                "|third quarter of 2024"
            ),
            "2024-07-01..2024-09-30",
        ),
        (
            (
                "H1 2024|1H24|2024H1|I півріччя 2024|1-ше півріччя 2024|перше півріччя 2024|1. Halbjahr 2024"
                "|1er semestre 2024|I полугодие 2024|first half of 2024"
            ),
            "2024-01-01..2024-06-30",
        ),
        ("Autumn 2024|fall 2024|осінь 2024|Herbst 2024|automne 2024", "2024-09-01..2024-11-30"),
        ("Winter 2024/25|winter 2024–25|зима 2024-2025", "2024-12-01..2025-02-28"),
        (
            (
                "2024-W45|2024W45|W45 2024|KW 45/2024|week 45, 2024|45. KW 2024|тиждень 45 2024"
                "|week of 4 Nov 2024|w/c 4 Nov 2024|week ending 10 Nov 2024"
            ),
            "2024-11-04..2024-11-10",
        ),
        (
            (
                "1–30 Sep 2024|01.09.2024–30.09.2024|01.-30.09.2024|01.09-30.09.2024"
                "|Sep 1–30, 2024|from 1 to 30 Sep 2024"
                "|з 01.09.2024 по 30.09.2024|vom 1. bis 30. September 2024|du 1er au 30 septembre 2024"
                "|2024-09-01..2024-09-30|2024-09-01/2024-09-30|2024-09-01 to 2024-09-30|9/1/2024 - 9/30/2024"
                "|1 вересня – 30 вересня 2024 р.|between 1 and 30 September 2024"
            ),
            "2024-09-01..2024-09-30",
        ),
        (
            (
                "1 September – 31 October 2024|September 1 – October 31, 2024|Sep–Oct 2024"
                "|вересень–жовтень 2024"
                "|Sep/Oct 2024|2024-09..2024-10"
            ),
            "2024-09-01..2024-10-31",
        ),
        (["Nov 2024 – Feb 2025", "15 Nov 2024 – 28 Feb 2025"][0], "2024-11-01..2025-02-28"),
        ("Q1–Q3 2024|Q1 2024 – Q3 2024", "2024-01-01..2024-09-30"),
        ("2022–2024|2022-2024|2022 to 2024", "2022-01-01..2024-12-31"),
    ],
)
def test_a_span_is_read_in_every_usual_notation(texts: str, days: str) -> None:
    assert {text: days_named(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), span(days)
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "–",
            "Σ Sep–Nov, as published",
            "US officials, late October",
            "Nov–Feb 2024",
            "2024–2022",
            "Sep–Nov",
        ),
        *(
            "November",
            "H3 2024",
            "Q5 2024",
            "2024-13",
            "0999",
            "31 Apr 2024",
            "45,690",
            "First day above 2000",
        ),
        *("Winter 2024", "Losses 2024", "3.14", "1,200–1,300", "47th Brigade", "II 2024", "2024 1", "Q3 4"),
        *("травма 2024", "GRU 2024", "2024-W53", "1/2", "5 of 2024", "Sep 24", "9M 2024"),
    ],
)
def test_a_label_that_names_no_days_for_certain_gives_none(text: str) -> None:
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("text", "begins", "days"),
    [
        ("FY2024", 1, "2024"),
        ("FY2024", 10, "2023-10-01..2024-09-30"),
        ("FY24", 4, "2023-04-01..2024-03-31"),
        ("2023/24", 7, "2023-07-01..2024-06-30"),
        ("2023-24", 7, "2023-07-01..2024-06-30"),
        ("FY2023/24", 4, "2023-04-01..2024-03-31"),
        ("season 2023/2024", 9, "2023-09-01..2024-08-31"),
        ("Q1 FY2024", 10, "2023-10-01..2023-12-31"),
        ("Q4 2023/24", 4, "2024-01-01..2024-03-31"),
        ("2011/12", 7, "2011-07-01..2012-06-30"),
    ],
)
def test_a_fiscal_year_asks_with_which_month_it_begins(text: str, begins: int, days: str) -> None:
    with pytest.raises(TwoWays) as asked:
        days_named(text)
    assert asked.value.choice == "year_begins"
    assert days_named(text, DayRules(year_begins=begins, year_named="end")) == span(days)


@pytest.mark.parametrize(
    ("text", "rules", "begin", "end"),
    [
        ("FY2024", DayRules(year_begins=7), "2024-07-01..2025-06-30", "2023-07-01..2024-06-30"),
        ("Q1 FY2024", DayRules(year_begins=10), "2024-10-01..2024-12-31", "2023-10-01..2023-12-31"),
        ("Winter 2024", DayRules(), "2024-12-01..2025-02-28", "2023-12-01..2024-02-29"),
        ("зима 2024", DayRules(), "2024-12-01..2025-02-28", "2023-12-01..2024-02-29"),
    ],
)
def test_what_lies_over_two_years_and_names_one_asks_which(
    text: str, rules: DayRules, begin: str, end: str
) -> None:
    with pytest.raises(TwoWays) as asked:
        days_named(text, rules)
    assert asked.value.choice == "year_named"
    assert "may be that of 2023/24 or of 2024/25" in str(asked.value)
    assert days_named(text, replace(rules, year_named="begin")) == span(begin)
    assert days_named(text, replace(rules, year_named="end")) == span(end)


@pytest.mark.parametrize("text", ["FY2024", "2024/25", "Q4 2024/25", "Winter 2023/24"])
def test_a_year_that_is_said_in_full_asks_nothing_of_its_name(text: str) -> None:
    rules = DayRules(year_begins=1 if text == "FY2024" else 4)
    assert days_named(text, rules) == days_named(text, replace(rules, year_named="end"))
    assert days_named(text, rules) == days_named(text, replace(rules, year_named="begin"))


@pytest.mark.parametrize(
    ("text", "days"), [("Sep 24", "2024-09"), ("вер. 24", "2024-09"), ("May 98", "1998-05")]
)
def test_a_month_and_two_digits_may_be_a_day_and_are_asked_about(text: str, days: str) -> None:
    with pytest.raises(TwoWays) as asked:
        days_named(text)
    assert asked.value.choice == "short_years"
    assert days_named(text, DayRules(short_years=True)) == span(days)


def test_a_slash_between_two_years_is_a_month_where_others_are() -> None:
    assert days_named("2008/09", DayRules(pairs_are_months=True)) == span("2008-09")
    assert days_named("2008/11") == span("2008-11")


def test_the_order_of_day_and_month_is_asked_unless_it_is_said_or_proved() -> None:
    with pytest.raises(TwoWays) as asked:
        days_named("02/11/2024")
    assert asked.value.choice == "order"
    assert days_named("02/11/2024", DayRules("dmy")).start == date(2024, 11, 2)
    assert days_named("02/11/2024", DayRules("mdy")).start == date(2024, 2, 11)
    assert days_named("1/2/2024 – 29/2/2024") == span("2024-02")


@pytest.mark.parametrize("language", [*LANGUAGES, "de_AT"])
def test_every_month_of_the_calendar_of_a_language_is_that_month(language: str) -> None:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in Locale(language).months[context][width].items():
                assert month_of(name) == month
                assert days_named(f"{name} 2024") == months(2024, month, 1)
                assert days_named(f"1–5 {name} 2024").start == date(2024, month, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_the_week_of_a_language_is_that_day(language: str) -> None:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for day, name in Locale(language).days[context][width].items():
                assert weekday_of(name) == day


@given(DAY)
def test_a_date_written_reads_as_the_same(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(str(day_words(day))) == day
    assert read_date(f"{month_name(day.month)} {day.day}, {day.year}") == day
    for order, text in (
        ("dmy", f"{day.day:02}.{day.month:02}.{day.year}"),
        ("mdy", f"{day.month}/{day.day}/{day.year}"),
    ):
        assert days_named(text, DayRules(order)) == Span(day, day)


@given(spans(DAY))
def test_a_span_written_reads_as_the_same(span: Span) -> None:
    assert read_span(str(span_words(span.start, span.end))) == span
    assert read_span(f"{span.start} – {span.end}") == span


@given(st.text(max_size=40))
def test_any_label_is_days_in_order_or_none(text: str) -> None:
    span = read_span(text)
    assert span is None or span.days >= 1


@given(st.integers(1001, 9998), st.integers(1, 12))
def test_fiscal_years_follow_each_other_without_a_gap(year: int, begins: int) -> None:
    rules = DayRules(year_begins=begins, year_named="end")
    this, following = (
        (days_named(f"FY{y}", rules) for y in (year + 1, year + 2)) if year < 9998 else (None, None)
    )
    if this is not None and following is not None:
        assert this.end + timedelta(1) == following.start


def test_of_three_numbers_the_orders_that_make_a_day_are_told_of_each_that_is_one() -> None:
    text = "03.04.2024, 31.12.2024, 4/25/2024, 45.45.2024, 2024-03-04, 05.05.2024"
    every = set(ORDERS)
    found = [orders & {"dmy", "mdy"} for orders in orders_of(text)]
    assert every >= {"dmy", "mdy"}
    assert found == [{"dmy", "mdy"}, {"dmy"}, {"mdy"}, {"dmy", "mdy"}]
