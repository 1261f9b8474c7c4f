"""Numbers and dates of columns: what is proved, what is asked, what is refused."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports.cells import Cell, Unsettled, text_of
from model.imports.choices import Dating, Duplicates, FileReading, Kind, PeriodLength, RowCovers
from model.imports.dates import DateFormat, date_format, iso_days, looks_dated, looks_like_span, read_days
from model.imports.numbers import (
    ABOUT,
    AT_LEAST,
    EXACT,
    OVER,
    UNDER,
    UP_TO,
    ColumnForm,
    DecimalEvidence,
    Settled,
    read_numbers,
    settle_decimal,
)
from model.text.day_rules import DayRules
from model.text.errors import Unreadable
from model.text.records import replace
from tests.model.imports.data import codes, lines, losses, text, values


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1", "20"], "."),
        (["1,234,567", "20"], "."),
        (["1.234.567", "20"], ","),
        (["1,5"], ","),
        (["1.5"], "."),
        (["1.234,5"], ","),
        (["1,234.5"], "."),
        (["0.125"], "."),
        (["0,125"], ","),
        (["109360.869"], "."),
        (["1,234"], ""),
        (["1.234"], ""),
        (["1,5", "1.5"], ""),
        (["1,234", "0.5"], "."),
    ],
)
def test_a_decimal_sign_is_proved_or_not(cells: list[str], sign: str) -> None:
    assert DecimalEvidence().add(cells).proved == sign


PEOPLE, AREA = ColumnForm(), ColumnForm(unit="km2")


def sign_of(cells: list[Cell], *, people: bool = True, given: str = "", others: str = "") -> str:
    """Return the decimal sign of a column, or "" where it is asked for."""
    settled = settle_decimal("n", cells, people=people, given=given, others=others)
    return settled.sign if isinstance(settled, Settled) else ""


@pytest.mark.parametrize("people", [True, False])
@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["106000", "140,000", "113000"], "."),
        (["106000", "140.000", "113000"], ","),
        ([106000, "140,000", 113000.0], "."),
        (["990", "1,158"], "."),
        (["1000 (+50)", "1.100 (+100)"], ","),
        (["~1300", "1,300 (1,200-1,400)"], "."),
        (["140,000", "150,000"], ""),
        (["1.260.000", "1.158"], ","),
        (["1,23,456", "3,456"], "."),
        (["1,2k", "1,4k"], ","),
        (["3.813E+04", "1200"], "."),
        (["1,234.5", "12,345.6", "12,345"], "."),
        (["1’234", "12.50"], "."),
        ([1000.5, 12], "."),
    ],
)
def test_each_column_tells_its_own_decimal_sign(cells: list[Cell], sign: str, people: bool) -> None:
    assert sign_of(cells, people=people) == sign


@pytest.mark.parametrize("sign", [".", ","])
def test_of_people_three_digits_behind_a_sign_are_thousands_or_a_question(sign: str) -> None:
    cells: list[Cell] = [f"38{sign}130", f"41{sign}980", f"45{sign}720"]
    other = {".": ",", ",": "."}[sign]
    assert sign_of(cells) == ""
    assert sign_of(cells, others=other) == other  # what the rest of the file writes decimals with
    assert sign_of(cells, others=sign) == ""  # `38,130` in a German file
    assert sign_of(cells, given=other) == other
    refused = read_numbers(cells, replace(PEOPLE, decimal=sign))
    assert np.isnan(refused.best).all()
    assert "people are whole" in str(refused.unreadable[0])


def test_a_half_person_is_refused_and_settles_nothing() -> None:
    cells: list[Cell] = ["1,158", "990", "1,260", "12,5"]
    settled = settle_decimal("losses", cells, people=True)
    assert isinstance(settled, Settled)
    assert "1,158 is read as 1,158" in str(settled.note)
    read = read_numbers(cells, replace(PEOPLE, decimal=settled.sign))
    assert read.best[:3].tolist() == [1158, 990, 1260]
    assert list(read.unreadable) == [3]
    for half in ("12.5", 12.5):
        assert list(read_numbers([half], PEOPLE).unreadable) == [0]
        assert read_numbers([half], replace(PEOPLE, fractional=True)).best.tolist() == [12.5]


@pytest.mark.parametrize(
    ("cell", "low", "best", "high", "mark"),
    [
        ("~1300", 1300, 1300, 1300, ABOUT),
        ("1.3k", 1300, 1300, 1300, EXACT),
        (">1200", 1200, 1200, 1200, OVER),
        ("125 000+", 125_000, 125_000, 125_000, AT_LEAST),
        ("at least 1,700", 1700, 1700, 1700, AT_LEAST),
        ("<900", 900, 900, 900, UNDER),
        ("up to 900", 900, 900, 900, UP_TO),
        ("1,200–1,300", 1200, 1250, 1300, EXACT),
        ("1,300 (1,200–1,400)", 1200, 1300, 1400, EXACT),
        ("about 25–30k", 25_000, 27_500, 30_000, ABOUT),
        ("1330*", 1330, 1330, 1330, EXACT),
        ("1260 [1]", 1260, 1260, 1260, EXACT),
        ("1 250¹", 1250, 1250, 1250, EXACT),
        ("26 тис.", 26_000, 26_000, 26_000, EXACT),
    ],
)
def test_what_a_table_reads_a_column_reads_too(
    cell: str, low: float, best: float, high: float, mark: int
) -> None:
    read = read_numbers([cell], PEOPLE)
    assert (read.low[0], read.best[0], read.high[0], read.marks[0]) == (low, best, high, mark)


def test_marks_of_footnotes_are_told() -> None:
    assert read_numbers(["1330*", "1260 [1]", "1000 (+50)", "7"], PEOPLE).aside == {
        0: "*",
        1: "[1]",
        2: "(+50)",
    }


@pytest.mark.parametrize(
    ("cell", "power", "unit", "best"),
    [
        ("26.2", 3, "people", 26_200),
        (26.2, 3, "people", 26_200),
        ("26.2k", 3, "people", 26_200),
        ("1.5", 6, "people", 1_500_000),
        ("1,500 ha", 0, "ha", 1500),
        ("12 km²", 0, "km2", 12),
    ],
)
def test_thousands_and_units_of_the_name_hold_for_each_cell(
    cell: Cell, power: int, unit: str, best: float
) -> None:
    assert read_numbers([cell], ColumnForm(unit=unit, power=power)).best.tolist() == [best]


def test_another_unit_than_the_columns_is_refused() -> None:
    assert list(read_numbers(["5 sq mi", "5 km²"], AREA).unreadable) == [0]


def test_a_lone_comma_before_three_digits_is_asked_about_and_an_option_settles_it() -> None:
    content = "date;value\n2024-09-01;1,234\n2024-09-02;2,345\n"
    with pytest.raises(Unsettled) as refused:
        losses(text(content), dating=Dating.REPORT, by=PeriodLength.DAY)
    assert [question.choice for question in refused.value.questions] == ["decimal"]
    said = losses(text(content, FileReading(decimal=".")), dating=Dating.REPORT, by=PeriodLength.DAY)
    assert values(said) == [1111.0]
    with pytest.raises(Unreadable, match="people are whole"):
        losses(text(content, FileReading(decimal=",")), dating=Dating.REPORT, by=PeriodLength.DAY)


def test_a_sample_without_commas_does_not_settle_what_later_rows_leave_open() -> None:
    rows = [("2020-01-01", 5)] * 6000
    content = "date;value\n" + "".join(f"{day};{value}\n" for day, value in rows) + "2020-01-02;1,234\n"
    with pytest.raises(Unsettled) as refused:
        losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY, duplicates=Duplicates.FIRST)
    assert [question.choice for question in refused.value.questions] == ["decimal"]


def test_what_is_no_number_is_refused_and_what_is_none_is_none() -> None:
    read = read_numbers(
        ["5", "1_000", "١٢", "inf", "nan", "NA", "", None, "1e400", "#DIV/0!", "9007199254740993", 7, "5 y"],
        AREA,
    )
    assert sorted(read.unreadable) == [2, 3, 8, 9, 10, 12]
    assert read.best[[0, 1, 11]].tolist() == [5, 1000, 7]
    assert np.isnan(read.best[[4, 5, 6, 7]]).all()


@given(st.lists(st.one_of(st.integers(-(2**53), 2**53), st.floats(-1e15, 1e15, allow_nan=False))))
def test_numbers_as_python_writes_them_are_read_exactly(numbers: list[float]) -> None:
    assert read_numbers([repr(number) for number in numbers], AREA).best.tolist() == [
        float(n) for n in numbers
    ]


@given(st.dates(date(1000, 1, 1)))
def test_a_date_is_read_alike_in_each_of_its_forms(day: date) -> None:
    forms = [
        f"{day:%d/%m/}{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day} 00:00:00",
    ]
    assert set(read_days(forms, DateFormat(DayRules("dmy"))).starts.tolist()) == {day.toordinal()}
    assert read_days([f"{day.month}/{day.day}/{day.year}"], date_format("mdy")).starts.tolist() == [
        day.toordinal()
    ]
    quick = iso_days([day.isoformat()])
    assert quick is not None
    assert quick.tolist() == [day.toordinal()]


def test_days_that_do_not_exist_are_refused() -> None:
    texts = ["2024-02-30", "31/04/2024", "32.02.24", "0999-01-01", "yesterday", "2024-W53", "20241301"]
    assert sorted(read_days(texts, DateFormat(DayRules("dmy"))).unreadable) == list(range(len(texts)))
    assert iso_days(["2024-02-30"]) is None


def test_the_order_of_day_and_month_is_proved_by_any_row_or_asked() -> None:
    proved = lines(("date", "value"), ("05/09/2024", 1), ("06/09/2024", 3), ("13/09/2024", 4))
    assert values(losses(text(proved), dating=Dating.REPORT, spans=(), by=PeriodLength.DAY))[0] == 2
    open_ = lines(("date", "value"), ("05/09/2024", 1), ("06/09/2024", 3))
    with pytest.raises(Unsettled) as refused:
        losses(text(open_), dating=Dating.REPORT, by=PeriodLength.DAY)
    assert [question.choice for question in refused.value.questions] == ["date_format"]
    settled = text(open_, FileReading(date_format="%d/%m/%Y"))
    assert values(losses(settled, dating=Dating.REPORT, by=PeriodLength.DAY)) == [2]
    both = open_ + "13/09/2024,5\n09/13/2024,6\n"
    with pytest.raises(Unsettled, match="change places"):
        losses(text(both), dating=Dating.REPORT, by=PeriodLength.DAY)


def test_unreadable_cells_are_listed_with_their_rows() -> None:
    content = lines(
        ("date", "value"), ("2024-09-01", 1), ("2024-09-02", "many"), ("soon", 3), ("2024-09-04", 5), ("", 7)
    )
    outcome = losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome) == {"dates": [4], "no_date": [6], "numbers": [3]}
    assert (outcome.read, outcome.used) == (5, 2)


def test_a_last_row_that_sums_the_others_is_a_total() -> None:
    content = lines(("date", "value"), ("2024-09-01", 1), ("2024-09-02", 2), ("", 3))
    assert codes(losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY)) == {"total": [4]}


def test_rows_of_one_date_are_asked_about_chosen_or_added() -> None:
    content = lines(
        ("date", "value"), ("2024-09-01", 1), ("2024-09-02", 2), ("2024-09-02", 3), ("2024-09-02", 3)
    )
    with pytest.raises(Unsettled, match="2024-09-02 stands there more than once"):
        losses(text(content), dating=Dating.REPORT, by=PeriodLength.DAY)
    with pytest.raises(Unsettled, match="the same in every column"):
        losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    for choice, answer in ((Duplicates.FIRST, 2), (Duplicates.LAST, 3), (Duplicates.ADD, 8)):
        outcome = losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY, duplicates=choice)
        assert values(outcome) == [1, answer]
    assert values(losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY, skip=(4,))) == [1, 5]


@pytest.mark.parametrize(
    ("head", "rows", "answer"),
    [
        ("date,place,value", ["2024-09-02,A,3", "2024-09-02,B,3"], 6),  # two events
        ("date,place,value", ["2024-09-02,A,3", "2024-09-02,A,3"], 3),  # the same row again
        ("date,event_id,value", ["2024-09-02,1,3", "2024-09-02,2,3"], 6),
        ("date,event_id,value", ["2024-09-02,1,3", "2024-09-02,1,3"], 3),
        ("date,event_id,value", ["2024-09-02,1,3", "2024-09-02,1,4"], None),  # one event, revised: asked
        ("date,value", ["2024-09-02,3", "2024-09-02,4"], 7),
        ("date,value", ["2024-09-02,3", "2024-09-02,3"], None),
    ],
)
def test_several_rows_of_a_day_add_up_unless_they_are_one(
    head: str, rows: list[str], answer: float | None
) -> None:
    content = "\n".join([head, *rows, ""])
    if answer is None:
        with pytest.raises(Unsettled) as refused:
            losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY)
        assert [question.choice for question in refused.value.questions] == ["duplicates"]
        return
    outcome = losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert values(outcome) == [answer]
    assert outcome.read == outcome.used + outcome.filtered


def test_weekly_dates_that_are_no_mondays_are_asked_about() -> None:
    content = lines(("date", "value"), ("2024-09-01", 1), ("2024-09-08", 2), ("2024-09-15", 3))
    with pytest.raises(Unsettled) as refused:
        losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.WEEK)
    assert [question.choice for question in refused.value.questions] == ["each"]


_rows = st.lists(
    st.tuples(
        st.one_of(
            st.dates(date(2024, 1, 1), date(2024, 3, 1)).map(str),
            st.sampled_from(["", "x", "Total", "2024-13-01"]),
        ),
        st.one_of(st.integers(-5, 500).map(str), st.sampled_from(["", "NA", "x", "1,000", "#REF!"])),
        st.sampled_from(["a", "b", ""]),
    ),
    min_size=1,
    max_size=30,
)


@given(_rows, st.sampled_from([Kind.CUMULATIVE, Kind.PER_ROW]), st.sampled_from([(), (("place", "a"),)]))
def test_no_row_is_lost_whatever_is_in_it(
    rows: list[tuple[str, str, str]], kind: Kind, where: tuple[tuple[str, str], ...]
) -> None:
    content = "date;value;place\n" + "".join(";".join(row) + "\n" for row in rows)
    looked = text(content, FileReading(header=1, delimiter=";", decimal=".", date_format="ymd"))
    try:
        outcome = losses(
            looked,
            kind=kind,
            dating=Dating.REPORT,
            by=PeriodLength.MONTH,
            where=where,
            duplicates=Duplicates.LAST,
            each=RowCovers.DAY,
            carry=False,
        )
    except Exception as error:  # noqa: BLE001 - which it is, is what the test asks
        assert type(error).__name__ == "Unreadable"  # noqa: PT017 - there may be none
        return
    listed = [row for one in outcome.refused for row in one.rows]
    assert outcome.read == len(rows) == outcome.used + len(listed)
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("cell", ["1200–1300", "1900-2000", "1500", "12.5", "1,200", "3.1415", "1000 – 2000"])
def test_an_amount_is_not_taken_for_days(cell: str) -> None:
    assert not looks_dated(cell)
    assert not looks_like_span(cell) or cell == "1500"


@pytest.mark.parametrize("cell", ["2022–2024", "1914-1918", "2024-09", "Q3 2024", "02/11/2024", "2023/24"])
def test_days_are_seen_as_such_however_they_are_written(cell: str) -> None:
    assert looks_dated(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" a ", "a"),
        (None, ""),
        (7.0, "7"),
        (7.5, "7.5"),
        (2.0**62, "4611686018427387904"),
        (2.0**63, "9.223372036854776e+18"),
        (date(2024, 9, 1), "2024-09-01"),
        (datetime(2024, 9, 1), "2024-09-01"),
        (datetime(2024, 9, 1, 0, 0, 1), "2024-09-01 00:00:01"),
        (datetime(2024, 9, 1, 0, 1), "2024-09-01 00:01:00"),
        (datetime(2024, 9, 1, 1), "2024-09-01 01:00:00"),
    ],
)
def test_a_cell_is_told_as_text(cell: Cell, text: str) -> None:
    assert text_of(cell) == text
