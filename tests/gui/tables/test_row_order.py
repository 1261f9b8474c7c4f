"""Rows followed by identity."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gui.tables.row_order import moved_order, runs
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


def test_a_sorted_order_keeps_its_rows_and_puts_a_new_one_after_its_neighbour() -> None:
    order = np.array([2, 0, 1])
    came = rows_came_from(ROWS[:3], (ROWS[0], period("x"), ROWS[1], ROWS[2]))
    assert came is not None
    numbers, places = moved_order(order, came, 3)
    assert numbers.tolist() == [3, 0, 1, 2]
    assert places.tolist() == [0, 1, GONE, 2]


def test_a_row_added_at_the_end_is_shown_last_in_a_sorted_order() -> None:
    came = rows_came_from(ROWS[:3], (*ROWS[:3], period("x")))
    assert came is not None
    numbers, places = moved_order(np.array([2, 0, 1]), came, 3)
    assert numbers.tolist() == [2, 0, 1, 3]
    assert places.tolist() == [0, 1, 2, GONE]


def test_a_filtered_order_loses_only_the_deleted_row() -> None:
    came = rows_came_from(ROWS, (*ROWS[:3], *ROWS[4:]))
    assert came is not None
    numbers, places = moved_order(np.array([1, 3, 5]), came, 6)
    assert numbers.tolist() == [1, 4]
    assert places.tolist() == [0, 2]


def test_runs_are_unbroken() -> None:
    assert runs(np.array([1, 2, 3, 7, 9, 10])) == [(1, 3), (7, 7), (9, 10)]
    assert runs(np.array([], np.int64)) == []
