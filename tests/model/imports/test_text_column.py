"""The quick ways through a long column say what the strict ones say, or that they cannot."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports.cells import Rows, Unsettled
from model.imports.choices import By, Duplicates, Kind
from model.imports.numbers import Evidence
from model.imports.text_column import TextColumn, ordinals, plain_numbers
from tests.model.imports.data import codes, lines, losses, text, values


def column(*cells: str) -> TextColumn:
    return TextColumn([np.array([cell.encode() for cell in cells])], "utf-8")


@given(st.lists(st.dates(date(1000, 1, 1)), min_size=1))
def test_iso_dates_are_the_days_of_the_calendar(days: list[date]) -> None:
    found = ordinals(column(*map(str, days)).signs)
    assert found is not None
    assert found.tolist() == [day.toordinal() for day in days]


@pytest.mark.parametrize(
    "cell", ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "0999-01-01", "2024/01/01"]
)
def test_what_is_no_day_is_left_to_the_strict_way(cell: str) -> None:
    assert ordinals(column("2024-02-29", cell).signs) is None


@given(st.lists(st.from_regex(r"[-+]?[0-9]{1,9}(\.[0-9]{0,6})?|\.[0-9]{1,9}", fullmatch=True), min_size=1))
def test_plain_numbers_are_the_floats_nearest_to_what_is_written(cells: list[str]) -> None:
    point = plain_numbers(column(*cells), ".")
    comma = plain_numbers(column(*(cell.replace(".", ",") for cell in cells)), ",")
    assert point is not None
    assert comma is not None
    assert point.tolist() == comma.tolist() == [float(cell) for cell in cells]


@pytest.mark.parametrize("cell", ["1e5", "-", ".", "1.2.3", "1-2", "1,5", "12 ", "1234567890123456", "é"])
def test_anything_else_is_left_to_the_strict_way(cell: str) -> None:
    assert plain_numbers(column("1", cell), ".") is None


def test_an_empty_cell_is_no_number() -> None:
    found = plain_numbers(column("1", "", "-2.5"), ".")
    assert found is not None
    assert np.array_equal(found, [1, np.nan, -2.5], equal_nan=True)


@given(
    st.lists(st.sampled_from(["1", "1,234", "12,5", "1.5", "1.234", "1,234.5", "x", "", "é,5"]), min_size=1)
)
def test_the_evidence_of_a_column_is_that_of_its_cells(cells: list[str]) -> None:
    one, other = Evidence(), Evidence()
    one.add(cells)
    other.add_column(column(*cells))
    assert (one.decimal, bool(one.comma_open), bool(one.dot_open)) == (
        other.decimal,
        bool(other.comma_open) or (bool(one.comma_open) and bool(other.comma_decimal)),
        bool(other.dot_open) or (bool(one.dot_open) and bool(other.dot_decimal)),
    )


@given(st.lists(st.integers(1, 60)))
def test_rows_are_the_numbers_they_were_made_of(numbers: list[int]) -> None:
    rows = Rows.of(numbers)
    assert list(rows) == sorted(set(numbers))
    assert len(rows) == len(set(numbers))
    assert [number for number in range(62) if number in rows] == list(rows)
    assert rows == Rows.of(np.array(sorted(numbers), dtype=np.int64))


def test_a_thousand_dates_that_differ_are_named_by_five_and_counted() -> None:
    dates = [str(date.fromordinal(730_000 + number)) for number in range(1000)]
    content = lines(("date", "value"), *((day, value) for day in dates for value in (1, 2)))
    with pytest.raises(Unsettled) as refused:
        losses(text(content), kind=Kind.PER_ROW, by=By.DAY)
    assert {question.choice for question in refused.value.questions} == {"duplicates"}
    assert len(refused.value.questions) == 6
    assert str(refused.value.questions[-1].words) == "so do 995 more dates"
    last = losses(text(content), kind=Kind.PER_ROW, by=By.DAY, duplicates=Duplicates.LAST)
    assert set(values(last)) == {2}
    assert len(codes(last)["not_chosen"]) == 1000
