"""Rows of a sorted or filtered table after an edit."""

from __future__ import annotations

from datetime import date

import numpy as np

from gui.tables.row_order import moved_order, runs
from model.derive.row_changes import GONE, rows_came_from
from model.project import Period, Row

DAY = date(2024, 9, 1)


def period(label: str) -> Period:
    return Period("ru", label, DAY, DAY)


ROWS: tuple[Row, ...] = tuple(period(str(number)) for number in range(6))


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
