"""What was made is kept for the very same objects, and for no others."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.derive.identity_cache import kept, renewed


def test_the_same_objects_are_asked_once() -> None:
    asked: list[object] = []

    @kept(2)
    def length(of: list[int]) -> int:
        asked.append(of)
        return len(of)

    one = [1, 2]
    assert (length(one), length(one)) == (2, 2)
    assert asked == [one]


def test_equal_objects_are_not_the_same() -> None:
    @kept(4)
    def copied(of: list[int]) -> list[int]:
        return list(of)

    assert copied([1]) is not copied([1])


def test_arrays_are_known_by_identity_and_numbers_by_value() -> None:
    made = 0

    @kept(4)
    def scaled(values: np.ndarray, factor: float) -> np.ndarray:
        nonlocal made
        made += 1
        return values * factor

    values = np.arange(3.0)
    thousand = float("1000.5")
    assert scaled(values, thousand) is scaled(values, float("1000.5"))
    assert scaled(values.copy(), thousand) is not scaled(values, thousand)
    assert made == 2


def test_other_arguments_than_before_are_never_taken_for_them() -> None:
    @kept(4)
    def joined(*parts: str) -> str:
        return "".join(parts)

    a, b = "a" * 30, "b" * 30
    assert joined(a) == a
    assert joined(a, b) == a + b
    assert joined(b, a) == b + a


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 4))
def test_what_is_given_is_what_would_be_made(asked: list[int], most: int) -> None:
    things = [[number] for number in range(6)]

    @kept(most)
    def doubled(of: list[int]) -> int:
        return 2 * of[0]

    assert [doubled(things[place]) for place in asked] == [2 * place for place in asked]


@given(st.lists(st.integers(0, 5), max_size=40))
def test_what_was_asked_for_lately_stays(asked: list[int]) -> None:
    things = [[number] for number in range(6)]
    made: list[int] = []

    @kept(6)
    def told(of: list[int]) -> int:
        made.append(of[0])
        return of[0]

    for place in asked:
        told(things[place])
    assert sorted(made) == sorted(set(asked))


def test_a_result_is_built_on_one_of_which_only_the_first_object_was_another() -> None:
    a, b, x, y = (object() for _ in range(4))
    built_on: list[list[object] | None] = []

    @renewed(4)
    def made(before: list[object] | None, one: object, other: object) -> list[object]:
        built_on.append(before)
        return [one, other]

    first, second = made(a, x), made(b, y)
    third = made(b, x)
    assert made(a, x) is first
    made(a, y)
    assert [None if each is None else [first, second, third].index(each) for each in built_on] == [
        *(None, None, 0, 1),
    ]
