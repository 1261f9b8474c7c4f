"""What a cell holds is taken where it agrees with what is shown, in whatever country."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports.formats.spreadsheet_cells import copied_cell
from model.output.spreadsheets import serial_of
from model.text.notation import ENGLISH, GERMAN, NOTATIONS, Notation, read_number, write_number


@pytest.mark.parametrize(
    ("shown", "held", "typed"),
    [
        ("45.690", 45690, "45690"),
        ("45,690", 45690, "45690"),
        ("45 690", 45690, "45690"),
        ("38 131", 38130.5, "38130.5"),
        ("24,9", 24.8688524590164, "24.8688524590164"),
        ("1.234.567,89", 1234567.89, "1234567.89"),
        ("12,3 %", 0.123, "12.3 %"),
        ("(123)", -123, "−123"),
        ("-0,5 %", -0.005, "−0.5 %"),
        ("910 sq mi", 910, "910 sq mi"),
        ("1.517 km²", 1517, "1517 km²"),
        ("2024", 2024, "2024"),
        ("0", 0, "0"),
        ("0,125", 0.125, "0.125"),
        ("0.125", 0.125, "0.125"),
        ("1.3E+05", 125800, "125800"),
        ("-1,3E-1", -0.13, "−0.13"),
    ],
)
def test_the_exact_number_is_typed_for_what_is_shown(shown: str, held: float, typed: str) -> None:
    cell = copied_cell(shown, held)
    assert cell.held is None
    assert cell.typed(ENGLISH) == typed
    assert cell.typed(GERMAN) == typed.replace(".", ",")


@pytest.mark.parametrize(
    ("shown", "held"),
    [
        ("125,000", 5),
        ("125,000", 125.5),
        ("", 5),
        ("125.8k", 125800),
        ("1.3E+05", 135800),
        ("TRUE", 1),
        ("12", 13),
    ],
)
def test_a_number_that_is_not_the_one_shown_is_not_taken(shown: str, held: float) -> None:
    cell = copied_cell(shown, held)
    assert (cell.number, cell.day) == (None, None)
    assert cell.held == held
    assert cell.typed(ENGLISH) == shown


@pytest.mark.parametrize(
    ("shown", "held", "typed"),
    [
        ("1,517", 1.517, "1.517"),
        ("125,000", 125, "125"),
        ("-2.345", -2.3451, "−2.3451"),
        ("###", 45690, "45690"),
    ],
)
def test_a_number_that_is_shown_as_only_some_country_writes_it_is_taken_and_told(
    shown: str, held: float, typed: str
) -> None:
    cell = copied_cell(shown, held)
    assert cell.number == cell.held
    assert cell.typed(ENGLISH) == typed


def test_a_reader_of_files_gets_plain_numbers_and_days_and_no_number_of_a_contradiction() -> None:
    cells = [("45.690", 45690.0), ("-1.270,5", -1270.5), ("30.09.2024", 45565.0), ("Q3 2024", 45536.0)]
    assert [copied_cell(*cell).plain for cell in cells] == ["45690", "-1270.5", "2024-09-30", "Q3 2024"]
    assert [copied_cell(*cell).plain for cell in (("125,000", 5.0), ("", 7.0))] == ["125,000 ≠ 5.0", "≠ 7.0"]


@pytest.mark.parametrize(
    "shown", ["2024-09-30", "30.09.2024", "9/30/24", "30 Sep 2024", "Mon 30 September 2024 12:00"]
)
def test_a_day_is_a_day_however_it_is_shown(shown: str) -> None:
    assert copied_cell(shown, 45565.5 if "12:00" in shown else 45565).day == date(2024, 9, 30)


@pytest.mark.parametrize("shown", ["Sep-24", "September 2024", "2024-09"])
def test_a_month_is_neither_a_day_nor_a_number(shown: str) -> None:
    cell = copied_cell(shown, 45536)
    assert (cell.number, cell.day, cell.text) == (None, None, shown)


def test_what_says_nothing_holds_its_text() -> None:
    assert copied_cell("45.690", None).typed(ENGLISH) == "45.690"


@given(st.floats(-1e9, 1e9), st.sampled_from(sorted(set(NOTATIONS.values()), key=repr)), st.integers(0, 2))
def test_every_number_is_read_back_from_every_notation(x: float, notation: Notation, decimals: int) -> None:
    cell = copied_cell(write_number(x, notation, decimals), x)
    assert cell.number is not None
    assert read_number(cell.typed(notation).strip(), notation) == pytest.approx(x, abs=1e-300, rel=1e-15)


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert date(1899, 12, 30) + timedelta(days=serial_of(day)) == day
    assert copied_cell(day.isoformat(), float(serial_of(day))).day == day
