"""The periods that a series becomes: fiscal years, as the rows have them, across an edge, of counted rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports.calendar_periods import calendar_periods, number_of_periods, period_around
from model.imports.cells import Unsettled
from model.imports.choices import (
    Choices,
    ColumnNames,
    Dating,
    Edge,
    FileReading,
    Kind,
    PeriodLength,
    RowCovers,
    SeriesQuantity,
    TableChoices,
)
from model.imports.dates import days_about
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.imports.recipe import recipe_of, recipe_tree
from model.text.days import Span, called
from model.text.errors import Unreadable
from model.text.figure_words import Qualifier
from tests.model.imports.data import codes, days, lines, losses, noticed, text, values

HALVES = (PeriodLength.MONTH, PeriodLength.QUARTER, PeriodLength.HALF_YEAR, PeriodLength.YEAR)


@given(st.dates(date(1001, 1, 1), date(9990, 12, 31)), st.sampled_from(HALVES), st.integers(1, 12))
def test_periods_follow_each_other_and_years_begin_with_their_month(
    day: date, by: PeriodLength, begins: int
) -> None:
    around = period_around(day, by, begins)
    assert around.start <= day <= around.end
    assert around.start.day == 1
    length = {
        PeriodLength.MONTH: 1,
        PeriodLength.QUARTER: 3,
        PeriodLength.HALF_YEAR: 6,
        PeriodLength.YEAR: 12,
    }[by]
    assert (around.start.month - begins) % length == 0
    first, second = list(calendar_periods(Span(around.start, around.end), by, begins))[:1] * 2
    assert first == second == around


@pytest.mark.parametrize(
    ("span", "label"),
    [
        (days("2024-01-01", "2024-06-30"), "H1 2024"),
        (days("2024-07-01", "2024-12-31"), "H2 2024"),
        (days("2023-10-01", "2024-09-30"), "Oct 2023 – Sep 2024"),
        (days("2024-01-01", "2024-12-31"), "2024"),
        (days("2024-02-01", "2024-07-31"), "Feb–Jul 2024"),
    ],
)
def test_a_period_is_called_by_its_months(span: Span, label: str) -> None:
    assert str(called(span)) == label


def monthly(year_begins: int, by: PeriodLength) -> Outcome:
    rows = [(f"{2023 + month // 12}-{1 + month % 12:02}", 10 + month) for month in range(24)]
    content = lines(("date", "value"), *rows)
    return losses(text(content, FileReading(year_begins=year_begins)), kind=Kind.PER_ROW, by=by)


def test_a_fiscal_year_and_its_halves_begin_with_their_month() -> None:
    year = monthly(10, PeriodLength.YEAR)
    assert [made.span for made in year.made] == [days("2023-10-01", "2024-09-30")]
    assert values(year) == [sum(10 + month for month in range(9, 21))]
    halves = monthly(10, PeriodLength.HALF_YEAR)
    assert [made.span.start.isoformat() for made in halves.made] == ["2023-04-01", "2023-10-01", "2024-04-01"]
    assert values(monthly(0, PeriodLength.HALF_YEAR)) == [
        sum(10 + m for m in range(a, a + 6)) for a in (0, 6, 12, 18)
    ]


WEEKS = lines(
    ("date", "value"), ("2024-01-27", 70), ("2024-02-03", 140), ("2024-02-24", 700), ("2024-03-02", 7)
)


def weekly(edge: Edge | None, content: str = WEEKS, by: PeriodLength = PeriodLength.MONTH) -> Outcome:
    return losses(
        text(content),
        kind=Kind.PER_ROW,
        each=RowCovers.WEEK,
        by=by,
        edge=edge,
        zero_gaps=True,
        spans=(days("2024-01-01", "2024-03-31"),) if by is PeriodLength.MONTH else (),
    )  # fmt: skip - one call


def test_a_row_across_an_edge_gives_no_figure_unless_it_is_shared_or_counted_whole() -> None:
    refused = weekly(None)
    assert values(refused) == [None, None, None]
    assert "lies across its edge (row 2)" in str(refused.made[0].reasons[SeriesQuantity.LOSSES])
    shared = weekly(Edge.SHARE)
    assert values(shared) == [50, 20 + 140 + 600, 100 + 7]
    assert {made.figures[SeriesQuantity.LOSSES].qualifier for made in shared.made} == {Qualifier.ABOUT}
    assert values(weekly(Edge.MOST)) == [70, 840, 7]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12), st.integers(0, 30))
def test_no_row_is_lost_or_counted_twice_where_most_of_it_decides(amounts: list[int], shift: int) -> None:
    first = date(2024, 1, 1).toordinal() + shift
    rows = [(date.fromordinal(first + 7 * n).isoformat(), amount) for n, amount in enumerate(amounts)]
    months = (days("2023-12-01", "2024-06-30"),)
    outcome = losses(
        text(lines(("date", "value"), *rows)),
        kind=Kind.PER_ROW,
        each=RowCovers.WEEK,
        by=PeriodLength.MONTH,
        edge=Edge.MOST,
        zero_gaps=True,
        spans=months,
    )  # fmt: skip - one call
    assert sum(value or 0 for value in values(outcome)) == sum(amounts)


def test_periods_are_as_the_rows_have_them() -> None:
    outcome = weekly(None, by=PeriodLength.ROWS)
    assert [made.span.start.isoformat() for made in outcome.made][:2] == ["2024-01-27", "2024-02-03"]
    assert values(outcome) == [70, 140, 700, 7]


def test_totals_become_the_days_between_their_rows() -> None:
    content = lines(("date", "value"), ("2024-01-07", 100), ("2024-01-14", 150), ("2024-01-28", 210))
    outcome = losses(text(content), dating=Dating.REPORT, by=PeriodLength.ROWS)
    assert [made.span for made in outcome.made] == [
        days("2024-01-08", "2024-01-14"),
        days("2024-01-15", "2024-01-28"),
    ]
    assert values(outcome) == [50, 60]


def test_rows_are_counted_whatever_stands_in_them() -> None:
    content = lines(
        ("date", "name", "age"), ("2024-01-01", "a", 40), ("2024-01-01", "b", 42), ("2024-01-03", "c", "?")
    )
    outcome = plan(
        text(content),
        Choices(SeriesQuantity.LOSSES, ColumnNames("date"), Kind.COUNT, by=PeriodLength.DAY, zero_gaps=True),
    )
    assert values(outcome) == [2, 0, 1]


@pytest.mark.parametrize("last", [False, True])
def test_a_table_of_firsts_or_lasts_of_a_month_asks_whether_the_month_is_meant(last: bool) -> None:
    dates = ("2024-07-31", "2024-08-31", "2024-09-30") if last else ("2024-07-01", "2024-08-01", "2024-09-01")
    looked = text(lines(("month", "losses"), *((day, 10 + n) for n, day in enumerate(dates))))
    with pytest.raises(Unsettled) as asked:
        plan(looked, TableChoices())
    assert [question.choice for question in asked.value.questions] == ["each"]
    outcome = plan(looked, TableChoices(each=RowCovers.MONTH))
    assert [made.span for made in outcome.made] == [
        days("2024-07-01", "2024-07-31"),
        days("2024-08-01", "2024-08-31"),
        days("2024-09-01", "2024-09-30"),
    ]
    assert recipe_of(recipe_tree(outcome.recipe)).choices == outcome.recipe.choices


@pytest.mark.parametrize(
    ("each", "day", "first", "last"),
    [
        (RowCovers.MONTH, "2024-10-20", "2024-10-20", "2024-11-19"),
        (RowCovers.MONTH, "2024-12-31", "2024-12-01", "2024-12-31"),
        (RowCovers.MONTH, "2024-01-30", "2024-01-30", "2024-02-29"),  # there is no 30 February
        (RowCovers.MONTH, "2023-01-30", "2023-01-30", "2023-02-28"),
        (RowCovers.WEEK, "2024-12-30", "2024-12-30", "2025-01-05"),
        (RowCovers.WEEK_ENDING, "2025-01-05", "2024-12-30", "2025-01-05"),
        (RowCovers.DAY, "2024-10-20", "2024-10-20", "2024-10-20"),
    ],
)
def test_the_days_that_a_row_is_about(each: RowCovers, day: str, first: str, last: str) -> None:
    assert days_about(date.fromisoformat(day), each) == days(first, last)


def test_a_date_in_three_columns_or_a_year_and_week_is_one_date() -> None:
    three = lines(("year", "month", "day", "losses"), (2024, 2, 28, 5), (2024, 2, 29, 6))
    outcome = plan(text(three), Choices(SeriesQuantity.LOSSES, kind=Kind.PER_ROW, by=PeriodLength.DAY))
    assert [made.span for made in outcome.made][:2] == [
        days("2024-02-28", "2024-02-28"),
        days("2024-02-29", "2024-02-29"),
    ]
    assert values(outcome) == [5, 6]
    refused = plan(
        text(three + "2024,2,30,7\n"), Choices(SeriesQuantity.LOSSES, kind=Kind.PER_ROW, by=PeriodLength.DAY)
    )
    assert codes(refused) == {"dates": [4]}
    weeks = plan(text(lines(("year", "week", "losses"), (2024, 1, 5), (2024, 2, 6))), TableChoices())
    assert [made.span.start.isoformat() for made in weeks.made] == ["2024-01-01", "2024-01-08"]


def test_a_year_in_several_rows_does_not_name_their_days() -> None:
    with pytest.raises(Unsettled, match="the same year in several rows"):
        plan(text(lines(("year", "losses"), (2024, 5), (2024, 6), (2025, 7))), TableChoices())


@pytest.mark.parametrize("part", ["Q1", "I кв.", "1. Quartal"])
def test_a_year_and_its_part_in_two_columns_are_the_days_of_a_row(part: str) -> None:
    outcome = plan(text(f"Year,Part,Losses\n2024,{part},5\n2025,{part},6\n"), TableChoices())
    assert [made.span for made in outcome.made] == [
        days("2024-01-01", "2024-03-31"),
        days("2025-01-01", "2025-03-31"),
    ]


def test_years_are_years_beside_a_total_and_a_remark() -> None:
    content = "Year,Losses,Note\n2022,5,\n2023,6,\n2024,7,\nTotal,18,\n* preliminary,,\n"
    outcome = plan(text(content), TableChoices())
    assert codes(outcome) == {"total": [5], "remark": [6]}
    assert [(made.span.start.year, made.span.days) for made in outcome.made] == [
        (2022, 365),
        (2023, 365),
        (2024, 366),
    ]


@pytest.mark.parametrize(
    ("head", "first", "last"),
    [
        ("year,quarter", days("2024-01-01", "2024-03-31"), days("2024-04-01", "2024-06-30")),
        ("Jahr,Quartal", days("2024-01-01", "2024-03-31"), days("2024-04-01", "2024-06-30")),
        ("year,half", days("2024-01-01", "2024-06-30"), days("2024-07-01", "2024-12-31")),
        ("année,mois", days("2024-01-01", "2024-01-31"), days("2024-02-01", "2024-02-29")),
    ],
)
def test_numbers_of_parts_of_a_year_are_those_that_their_column_names(
    head: str, first: Span, last: Span
) -> None:
    looked = text(f"{head},losses\n2024,1,5\n2024,2,6\n")
    series = losses(looked, columns=ColumnNames(), kind=Kind.PER_ROW, by=PeriodLength.ROWS)
    for outcome in (series, plan(looked, TableChoices())):
        assert [made.span for made in outcome.made] == [first, last]


@pytest.mark.parametrize("by", [PeriodLength.DAY, PeriodLength.YEAR])
@pytest.mark.parametrize("amount", [7, "x"])
def test_a_row_whose_year_is_a_slip_is_asked_about_by_its_number_and_day(
    by: PeriodLength, amount: object
) -> None:
    looked = text(lines(("date", "value"), ("2024-01-01", 5), ("1012-01-02", amount), ("2024-01-03", 6)))
    with pytest.raises(Unsettled) as asked:
        losses(looked, kind=Kind.PER_ROW, by=by, each=RowCovers.DAY)
    (question,) = asked.value.questions
    assert question.choice == "skip"
    assert "1011 years lie between row 3 (2 Jan 1012)" in str(question.words)
    without = losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY, each=RowCovers.DAY, skip=(3,))
    assert values(without) == [5, None, 6]


def test_more_periods_than_there_is_room_for_are_counted_and_not_made() -> None:
    rows = [(f"{year}-01-01", 1) for year in range(1400, 2025, 20)]
    with pytest.raises(Unreadable, match="226,450"):  # after the first total 620 years, 150 leap days
        losses(text(lines(("date", "value"), *rows)), by=PeriodLength.DAY, dating=Dating.REPORT)


@given(st.dates(date(1001, 1, 1), date(9990, 12, 31)), st.integers(0, 900), st.integers(1, 12))
def test_periods_are_counted_as_they_are_made(first: date, length: int, begins: int) -> None:
    days = Span(first, first + timedelta(length))
    for by in (PeriodLength.DAY, PeriodLength.WEEK, *HALVES):
        assert number_of_periods(days, by, begins) == len(list(calendar_periods(days, by, begins)))


def test_rows_whose_ends_are_the_first_days_of_others_are_named() -> None:
    content = "from,to,losses\n2024-09-01,2024-10-01,5\n2024-10-01,2024-11-01,6\n2024-11-02,2024-11-03,7\n"
    assert noticed(plan(text(content), TableChoices()))["shared_day"] == [3]
