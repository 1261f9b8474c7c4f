"""No row is lost and no day is counted twice, whatever the kind, the container and the options."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.imports.cells import Unsettled
from model.imports.choices import (
    Choices,
    ColumnNames,
    Dating,
    Duplicates,
    Edge,
    FileReading,
    Kind,
    PeriodLength,
    RowCovers,
    SeriesQuantity,
)
from model.imports.date_evidence import format_of
from model.imports.dates import days_of
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.text.days import Span
from model.text.errors import Unreadable
from tests.model.imports.data import days, losses, text, values
from tests.properties import examples

FIRST = date(2024, 1, 1)
Rows = list[tuple[date, str]]


def as_csv(rows: Rows) -> tuple[bytes, str]:
    return b"".join(f"{day};{cell}\n".encode() for day, cell in [("date", "value"), *rows]), "some.csv"


def as_lines(rows: Rows) -> tuple[bytes, str]:
    lines = (json.dumps({"date": str(day), "value": cell}) for day, cell in rows)
    return "\n".join(lines).encode(), "some.jsonl"


def as_json(rows: Rows) -> tuple[bytes, str]:
    return json.dumps([{"date": str(day), "value": cell} for day, cell in rows]).encode(), "some.json"


def as_xlsx(rows: Rows) -> tuple[bytes, str]:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        for number, (day, cell) in enumerate([("date", "value"), *rows]):
            sheet.write_string(number, 0, str(day))
            sheet.write(number, 1, int(cell) if cell.isdecimal() else cell)
    return data.getvalue(), "some.xlsx"


def as_gz(rows: Rows) -> tuple[bytes, str]:
    return gzip.compress(as_csv(rows)[0]), "some.csv.gz"


def as_zip(rows: Rows) -> tuple[bytes, str]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("inner.csv", as_csv(rows)[0])
    return data.getvalue(), "some.zip"


CELLS = st.sampled_from([*"0123456789", "12", "35", "?", "many", ""])
LATER = st.lists(st.tuples(st.sampled_from([0, 1, 1, 2]), CELLS), min_size=10, max_size=40)


@pytest.mark.parametrize("kind", [Kind.PER_ROW, Kind.COUNT, Kind.CUMULATIVE, Kind.LEVEL])
@pytest.mark.parametrize("container", [as_csv, as_lines, as_json, as_gz, as_zip, as_xlsx])
def test_no_row_is_lost_and_no_day_counted_twice(
    kind: Kind, container: Callable[[Rows], tuple[bytes, str]]
) -> None:
    """The sum of the days is that of the rows; a month is the sum of its days, or has no figure."""

    planned = 0

    @settings(max_examples=examples(5 if container is as_xlsx else 20))
    @example([(1, "5"), (1, "7"), (1, "9")], PeriodLength.DAY, Duplicates.LAST, False, False)
    @given(
        LATER,
        st.sampled_from([PeriodLength.DAY] * 3 + [PeriodLength.WEEK]),
        st.sampled_from(list(Duplicates)),
        st.booleans(),
        st.booleans(),
    )
    def holds(
        later: list[tuple[int, str]],
        by: PeriodLength,
        duplicates: Duplicates,
        zero_gaps: bool,
        known_only: bool,
    ) -> None:
        nonlocal planned
        rows, day = [], FIRST
        for step, cell in later:
            day += timedelta(step)
            rows.append((day, cell))
        data, name = container(rows)
        added = kind.adds_up
        choices = Choices(
            SeriesQuantity.LOSSES,
            ColumnNames("date", "value"),
            kind=kind,
            dating=None if added else Dating.REPORT,
            by=by,
            duplicates=duplicates if added or duplicates is not Duplicates.ADD else Duplicates.LAST,
            zero_gaps=zero_gaps and added,
            known_only=known_only,
            each=RowCovers.DAY if added else None,
        )
        try:
            outcome = plan(look(data, FileReading(), name), choices)
        except (Unreadable, Unsettled):
            return
        planned += 1
        assert outcome.read == len(rows)
        assert outcome.read == outcome.used + outcome.filtered + outcome.unusable
        spans = [made.span for made in outcome.made]
        assert all(one.end < other.start for one, other in pairwise(spans))
        figures = [made.figures.get(SeriesQuantity.LOSSES) for made in outcome.made]
        if added and by is PeriodLength.DAY and duplicates is Duplicates.ADD and None not in figures:
            numbers = [figure.value or 0 for figure in figures if figure is not None]
            if kind is Kind.COUNT:
                assert sum(numbers) == len(rows)
            elif not outcome.unusable:
                assert sum(numbers) == sum(int(cell) for _, cell in rows)

    holds()
    assert planned  # the example is: a kind or container of which nothing comes would hold nothing


@pytest.mark.parametrize(
    ("form", "cells", "expected"),
    [
        ("%d.%m.%y", "01.09.24|02.10.98|31.12.68|01.01.69", "2024-09-01|1998-10-02|2068-12-31|1969-01-01"),
        ("%d.%m.19%y", "01.09.24|31.12.1968", "1924-09-01|1968-12-31"),
        ("%m/%d/%Y", "09/01/2024|12/31/1999", "2024-09-01|1999-12-31"),
        ("%Y%m%d", "20240901|20241231", "2024-09-01|2024-12-31"),
        ("%d %b %Y", "1 Sep 2024|2 вер 2024", "2024-09-01|2024-09-02"),
        ("%B %d, %Y", "September 1, 2024", "2024-09-01"),
        ("%d.%m.%Y %H:%M:%S", "01.09.2024 23:59:59", "2024-09-01"),
        ("%d%%%m%%%Y", "01%09%2024", "2024-09-01"),
        ("dmy", "1/2/24|1.2.2024|2024-02-01", "2024-02-01|2024-02-01|2024-02-01"),
        ("mdy", "2/1/24|02-01-2024", "2024-02-01|2024-02-01"),
        ("ymd", "24/02/01|2024/2/1", "2024-02-01|2024-02-01"),
        ("serial", "45536|45292.75", "2024-09-01|2024-01-01"),
        ("unix", "1725148800|1725148799|1725148800000", "2024-09-01|2024-08-31|2024-09-01"),
    ],
)
def test_every_format_of_dates_reads_the_days_it_names(form: str, cells: str, expected: str) -> None:
    settled = format_of(cells.split("|"), FileReading(date_format=form))
    assert not isinstance(settled, list)
    read = [days_of(cell, settled) for cell in cells.split("|")]
    assert read == [days(day, day) for day in expected.split("|")]


@pytest.mark.parametrize(
    ("form", "cell", "expected"),
    [
        ("%G-W%V", "2024-W45", Span(date(2024, 11, 4), date(2024, 11, 10))),
        ("%m/%Y", "09/2024", Span(date(2024, 9, 1), date(2024, 9, 30))),
        ("%b %y", "Sep 24", Span(date(2024, 9, 1), date(2024, 9, 30))),
        ("my", "Sep 24", Span(date(2024, 9, 1), date(2024, 9, 30))),
    ],
)
def test_a_format_without_a_day_names_the_whole_week_or_month(form: str, cell: str, expected: Span) -> None:
    settled = format_of([cell], FileReading(date_format=form))
    assert not isinstance(settled, list)
    assert days_of(cell, settled) == expected


@pytest.mark.parametrize("given", ["", "dmy"])
@pytest.mark.parametrize(
    ("early", "late", "years"),
    [("02.03.69", "13.03.68", (1969, 2068)), ("13 Mar 70", "1 May 45", (1970, 2045))],
)
def test_years_of_two_digits_most_of_a_century_apart_are_asked_about(
    given: str, early: str, late: str, years: tuple[int, int]
) -> None:
    asked = format_of([late, early, "13.04.80"], FileReading(date_format=given))
    assert isinstance(asked, list)
    assert [question.choice for question in asked] == ["date_format"]
    assert f"“{early}” would be of {years[0]} and “{late}” of {years[1]}" in str(asked[0].words)
    assert not isinstance(format_of([early, "31.12.99", "13.04.2068"], FileReading(date_format=given)), list)
    alone = format_of(["13.03.43"], FileReading(date_format=given))
    assert isinstance(alone, list)
    assert "“13.03.43” would be of 2043: two digits do not say the century" in str(alone[0].words)
    assert not isinstance(format_of(["13 Mar 29"], FileReading(date_format=given)), list)


@pytest.mark.parametrize("form", ["%d", "%x", "d/m", "%d.%m", "", "month", "%d %d %Y", "%d.%m.19%y.20%y"])
def test_what_is_no_format_of_whole_days_is_refused(form: str) -> None:
    with pytest.raises(Unreadable, match="no format of dates"):
        look(b"date,value\n2024-09-01,5\n", FileReading(date_format=form or "?"), "some.csv")


def test_rows_that_share_days_are_never_summed() -> None:
    content = "date,value\n2024-09-02,7\n2024-09-05,8\n2024-09-12,9\n"
    with pytest.raises(Unreadable, match="rows share days"):
        losses(text(content), kind=Kind.PER_ROW, each=RowCovers.WEEK, by=PeriodLength.ROWS)


@pytest.mark.parametrize("whole", ["Q1 2024,1000", "2024,1000"])
@pytest.mark.parametrize("first", [True, False])
def test_the_amount_of_a_quarter_is_not_added_to_those_of_its_months(whole: str, first: bool) -> None:
    months = ["2024-01,300", "2024-02,350", "2024-03,350"]
    content = "\n".join(["date,value", *([whole, *months] if first else [*months, whole]), ""])
    with pytest.raises(Unreadable, match="rows share days"):
        losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.QUARTER)


def test_the_total_of_a_year_stands_at_its_end_beside_that_of_december() -> None:
    content = "date,value\n2023-12,0\n2024,1200\n" + "".join(f"2024-{n:02},{100 * n}\n" for n in range(1, 13))
    outcome = losses(text(content), dating=Dating.REPORT, by=PeriodLength.MONTH)
    assert values(outcome) == [100] * 12
    with pytest.raises(Unsettled, match="2024-12-31 stands there more than once, with different values"):
        losses(text(content.replace("2024,1200", "2024,5000")), dating=Dating.REPORT, by=PeriodLength.MONTH)


def test_of_days_beyond_the_file_none_is_known_to_have_had_nothing() -> None:
    august, october = days("2024-08-01", "2024-08-31"), days("2024-10-01", "2024-10-31")
    spans = (august, days("2024-09-02", "2024-09-03"), days("2024-09-01", "2024-09-30"), october)
    content = "date,value\n2024-09-01,3\n2024-09-04,2\n"
    outcome = losses(text(content), kind=Kind.PER_ROW, spans=spans, zero_gaps=True)
    assert values(outcome) == [None, 0, 5, None]
    inside, short = (made.figures[SeriesQuantity.LOSSES].note for made in outcome.made[1:3])
    assert inside == "some.csv, value: no row in these days"
    assert short.endswith("the sum of rows 2–3; the file ends on 2024-09-04, and 2024-09-30 is needed")
    assert [str(why) for made in outcome.made for why in made.reasons.values()] == [
        "the file begins on 2024-09-01, and 2024-08-01 is needed",
        "the file ends on 2024-09-04, and 2024-10-31 is needed",
    ]


@pytest.mark.parametrize(("first", "expected"), [("2024-09-07", None), ("2024-09-05", 70)])
def test_rows_across_an_edge_count_nowhere_where_no_row_has_most_of_its_days(
    first: str, expected: float | None
) -> None:
    content = "date,value,up to\n2024-09-02..2024-09-08,70,90\n2024-09-09..2024-09-15,7,\n"
    columns = ColumnNames("date", "value", high="up to")
    spans = (days(first, "2024-09-10"),)
    outcome = losses(text(content), kind=Kind.PER_ROW, columns=columns, spans=spans, edge=Edge.MOST)
    assert values(outcome) == [expected]


@pytest.mark.parametrize("kind", [Kind.PER_ROW, Kind.CUMULATIVE])
def test_event_dating_of_weeks_is_refused(kind: Kind) -> None:
    content = "date,value\n2024-W40,7\n2024-W41,8\n2024-W42,9\n"
    with pytest.raises(Unreadable, match="event dating would shift them"):
        losses(text(content), kind=kind, dating=Dating.EVENT, by=PeriodLength.ROWS)


@pytest.mark.parametrize(("zero_gaps", "expected"), [(True, [3, 0, 0, 2]), (False, [3, None, None, 2])])
def test_days_without_a_row_are_nothing_only_where_that_is_said(
    zero_gaps: bool, expected: list[float | None]
) -> None:
    content = "date,value\n2024-09-01,3\n2024-09-04,2\n"
    assert (
        values(losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY, zero_gaps=zero_gaps)) == expected
    )


@pytest.mark.parametrize(
    ("edge", "expected"), [(Edge.REFUSE, [None, None]), (Edge.SHARE, [5, 5]), (Edge.MOST, [3, 7])]
)
def test_a_week_across_the_edge_of_a_month_goes_as_it_is_said(
    edge: Edge, expected: list[float | None]
) -> None:
    content = "date,value\n2024-09-22,3\n2024-09-29,7\n"
    spans = (days("2024-09-22", "2024-09-30"), days("2024-10-01", "2024-10-05"))
    outcome = losses(text(content), kind=Kind.PER_ROW, each=RowCovers.WEEK, edge=edge, spans=spans)
    assert values(outcome) == expected
