"""Rows of which something holds: the same as asked one by one, and asked once of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.derive.rows_where import rows_where

asked: list[object] = []
_KINDS = [type(f"Kind{number}", (tuple,), {}) for number in range(9)]


def odd(row: tuple[int]) -> bool:
    asked.append(row)
    return row[0] % 2 == 1


@given(st.lists(st.integers(0, 9), max_size=8), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9))))
def test_after_any_edits_it_is_what_asking_each_row_gives(
    numbers: list[int], edits: list[tuple[int, int]]
) -> None:
    rows = [(number,) for number in numbers]
    for place, number in [(0, 0), *edits]:
        if place < len(rows) and number:
            rows[place] = (number,)
        elif place < len(rows):
            del rows[place]
        else:
            rows.append((number,))
        expected = [at for at, row in enumerate(rows) if row[0] % 2]
        assert rows_where(tuple(rows), odd).tolist() == expected


def test_after_an_edit_only_the_new_row_is_asked_of() -> None:
    before = tuple((number,) for number in range(5_000))
    rows_where(before, odd)
    asked.clear()
    edited = (-1,)
    after = (*before[:2_000], edited, *before[2_001:])
    assert 2_000 in rows_where(after, odd).tolist()
    assert asked == [edited]
    assert 2_000 not in rows_where(before, odd).tolist()
    assert asked == [edited]


def test_other_tables_asked_the_same_in_between_make_it_forget_nothing() -> None:
    rows = tuple((number,) for number in range(100))
    others = [tuple(kind((number,)) for number in range(3)) for kind in _KINDS]
    rows_where(rows, odd)
    for other in others:
        rows_where(other, odd)
    asked.clear()
    assert len(rows_where(rows, odd)) == 50
    assert asked == []
