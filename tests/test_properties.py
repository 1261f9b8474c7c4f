"""A property most of whose examples check nothing fails."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties import held_to_its_assertions


def test_a_property_that_checks_few_of_its_examples_fails() -> None:
    @given(st.integers(0, 99))
    def seldom(number: int) -> None:
        if number > 80:
            assert number

    with pytest.raises(AssertionError, match="examples came to an assertion"), held_to_its_assertions(seldom):
        seldom()


def test_what_was_rejected_is_no_example() -> None:
    @given(st.integers(0, 99))
    def assumed(number: int) -> None:
        assume(number > 60)
        assert number

    with held_to_its_assertions(assumed):
        assumed()


def test_a_property_that_asserts_nothing_is_left_alone() -> None:
    seen = []

    @given(st.integers())
    def unfailing(number: int) -> None:
        seen.append(number)

    with held_to_its_assertions(unfailing):
        unfailing()
    assert seen
