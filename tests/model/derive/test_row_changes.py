"""Rows followed from before an edit to after it, by identity."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from model.derive.inputs import came_from
from model.derive.row_changes import GONE, rows_came_from
from model.project import Period, Row

DAY = date(2024, 9, 1)


def period(label: str) -> Period:
    return Period("ru", label, DAY, DAY)


ROWS: tuple[Row, ...] = tuple(period(str(number)) for number in range(6))


def origins(before: tuple[Row, ...], after: tuple[Row, ...]) -> list[int] | None:
    found = rows_came_from(before, after)
    return None if found is None else [int(each) for each in found]


def test_a_changed_row_stays_in_its_place() -> None:
    assert origins(ROWS, (*ROWS[:2], period("x"), *ROWS[3:])) is None


def test_an_inserted_row_is_new() -> None:
    assert origins(ROWS, (*ROWS[:2], period("x"), *ROWS[2:])) == [0, 1, GONE, 2, 3, 4, 5]


def test_deleted_rows_are_gone() -> None:
    assert origins(ROWS, (ROWS[0], ROWS[2], ROWS[5])) == [0, 2, 5]


def test_a_moved_row_is_found() -> None:
    assert origins(ROWS, (ROWS[1], ROWS[2], ROWS[0], *ROWS[3:])) == [1, 2, 0, 3, 4, 5]


def test_rows_changed_and_rows_added_at_once_are_told_apart() -> None:
    after = (*ROWS[:4], period("x"), period("y"), period("z"), period("w"))
    assert origins(ROWS, after) == [0, 1, 2, 3, 4, 5, GONE, GONE]


def test_a_copy_beside_its_original_is_one_new_row() -> None:
    assert origins(ROWS[:1], (ROWS[0], ROWS[0])) == [0, GONE]


@given(st.lists(st.integers(0, 5), unique=True), st.lists(st.integers(0, 3), max_size=4))
def test_every_kept_row_is_found_where_it_was(kept: list[int], new_at: list[int]) -> None:
    after = [ROWS[number] for number in kept]
    for place in new_at:
        after.insert(min(place, len(after)), period("new"))
    found = rows_came_from(ROWS, tuple(after))
    expected = range(len(after)) if found is None else found
    for row, origin in zip(after, expected, strict=True):
        if row in ROWS:
            assert int(origin) == ROWS.index(row)
    known = [int(origin) for origin in expected if origin != GONE]
    assert len(known) == len(set(known))


def test_a_row_that_is_put_twice_came_from_its_place_once() -> None:
    a, b, c, d = ROWS[:4]
    assert came_from((a, b, c), (a, c, c)).tolist() == [0, GONE, 2]
    assert came_from((a, b, c, d), (a, c, b, d)).tolist() == [0, 2, 1, 3]
    assert came_from((a, b), (a, c, b)).tolist() == [0, GONE, 1]
    assert came_from((a, b, c), (a, c)).tolist() == [0, 2]
    assert came_from((), (a,)).tolist() == [GONE]
