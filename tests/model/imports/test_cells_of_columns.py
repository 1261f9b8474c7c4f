"""Numbers and dates of columns: what is proved, what is asked, what is refused."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports.cells import Unsettled
from model.imports.choices import By, Dating, Duplicates, Each, Kind, Reading
from model.imports.dates import DateFormat, date_format, iso_days, read_days
from model.imports.numbers import Evidence, read_numbers, sized_decimal
from model.text.read_days import DayRules
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
    evidence = Evidence()
    evidence.add(cells)
    assert evidence.decimal == sign


def test_the_size_of_the_other_numbers_tells_thousands_from_decimals() -> None:
    assert sized_decimal(["106000", "140,000", "113000"]) == "."
    assert sized_decimal(["106000", "140.000", "113000"]) == ","
    assert sized_decimal(["140,000", "150,000"]) == ""


def test_a_lone_comma_before_three_digits_is_asked_about_and_an_option_settles_it() -> None:
    content = "date;value\n2024-09-01;1,234\n2024-09-02;2,345\n"
    with pytest.raises(Unsettled) as refused:
        losses(text(content), dating=Dating.REPORT, by=By.DAY)
    assert [question.choice for question in refused.value.questions] == ["decimal"]
    for sign, answer in ((".", 1111.0), (",", 1.111)):
        assert values(losses(text(content, Reading(decimal=sign)), dating=Dating.REPORT, by=By.DAY)) == [
            answer
        ]


def test_a_sample_without_commas_does_not_settle_what_later_rows_leave_open() -> None:
    rows = [("2020-01-01", 5)] * 6000
    content = "date;value\n" + "".join(f"{day};{value}\n" for day, value in rows) + "2020-01-02;1,234\n"
    with pytest.raises(Unsettled) as refused:
        losses(text(content), kind=Kind.PER_ROW, by=By.DAY, duplicates=Duplicates.FIRST)
    assert [question.choice for question in refused.value.questions] == ["decimal"]


def test_what_is_no_number_is_refused_and_what_is_none_is_none() -> None:
    read = read_numbers(
        ["5", "1_000", "١٢", "inf", "nan", "NA", "", None, "1e400", "#DIV/0!", "9007199254740993", 7, "5 x"],
        ".",
    )
    assert sorted(read.unreadable) == [2, 3, 8, 9, 10, 12]
    assert read.values[[0, 1, 11]].tolist() == [5, 1000, 7]
    assert np.isnan(read.values[[4, 5, 6, 7]]).all()


@given(st.lists(st.one_of(st.integers(-(2**53), 2**53), st.floats(-1e15, 1e15, allow_nan=False))))
def test_numbers_as_python_writes_them_are_read_exactly(numbers: list[float]) -> None:
    assert read_numbers([repr(number) for number in numbers], ".").values.tolist() == [
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
    assert values(losses(text(proved), dating=Dating.REPORT, spans=(), by=By.DAY))[0] == 2
    open_ = lines(("date", "value"), ("05/09/2024", 1), ("06/09/2024", 3))
    with pytest.raises(Unsettled) as refused:
        losses(text(open_), dating=Dating.REPORT, by=By.DAY)
    assert [question.choice for question in refused.value.questions] == ["date_format"]
    settled = text(open_, Reading(date_format="%d/%m/%Y"))
    assert values(losses(settled, dating=Dating.REPORT, by=By.DAY)) == [2]
    both = open_ + "13/09/2024,5\n09/13/2024,6\n"
    with pytest.raises(Unsettled, match="change places"):
        losses(text(both), dating=Dating.REPORT, by=By.DAY)


def test_unreadable_cells_are_listed_with_their_rows() -> None:
    content = lines(
        ("date", "value"), ("2024-09-01", 1), ("2024-09-02", "many"), ("soon", 3), ("2024-09-04", 5), ("", 7)
    )
    outcome = losses(text(content), kind=Kind.PER_ROW, by=By.DAY)
    assert codes(outcome) == {"dates": [4], "no_date": [6], "numbers": [3]}
    assert (outcome.read, outcome.used) == (5, 2)


def test_a_last_row_that_sums_the_others_is_a_total() -> None:
    content = lines(("date", "value"), ("2024-09-01", 1), ("2024-09-02", 2), ("", 3))
    assert codes(losses(text(content), kind=Kind.PER_ROW, by=By.DAY)) == {"total": [4]}


def test_rows_of_one_date_are_asked_about_chosen_or_added() -> None:
    content = lines(
        ("date", "value"), ("2024-09-01", 1), ("2024-09-02", 2), ("2024-09-02", 3), ("2024-09-02", 3)
    )
    with pytest.raises(Unsettled, match="2024-09-02 stands there more than once"):
        losses(text(content), kind=Kind.PER_ROW, by=By.DAY)
    for choice, answer in ((Duplicates.FIRST, 2), (Duplicates.LAST, 3), (Duplicates.ADD, 8)):
        outcome = losses(text(content), kind=Kind.PER_ROW, by=By.DAY, duplicates=choice)
        assert values(outcome) == [1, answer]
    assert values(losses(text(content), kind=Kind.PER_ROW, by=By.DAY, skip=(3,))) == [1, 3]


def test_weekly_dates_that_are_no_mondays_are_asked_about() -> None:
    content = lines(("date", "value"), ("2024-09-01", 1), ("2024-09-08", 2), ("2024-09-15", 3))
    with pytest.raises(Unsettled) as refused:
        losses(text(content), kind=Kind.PER_ROW, by=By.WEEK)
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


@given(_rows, st.sampled_from([Kind.CUMULATIVE, Kind.PER_ROW]), st.sampled_from([(), (("side", "a"),)]))
def test_no_row_is_lost_whatever_is_in_it(
    rows: list[tuple[str, str, str]], kind: Kind, where: tuple[tuple[str, str], ...]
) -> None:
    content = "date;value;side\n" + "".join(";".join(row) + "\n" for row in rows)
    looked = text(content, Reading(header=1, delimiter=";", decimal=".", date_format="ymd"))
    try:
        outcome = losses(
            looked,
            kind=kind,
            dating=Dating.REPORT,
            by=By.MONTH,
            where=where,
            duplicates=Duplicates.LAST,
            each=Each.DAY,
        )
    except Exception as error:  # noqa: BLE001 - which it is, is what the test asks
        assert type(error).__name__ == "Unreadable"  # noqa: PT017 - there may be none
        return
    listed = [row for one in outcome.refused for row in one.rows]
    assert outcome.read == len(rows) == outcome.used + len(listed)
    assert len(set(listed)) == len(listed)
