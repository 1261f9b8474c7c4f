"""Running sums of groups of rows: exact, open from the first open bound on, absent from the first hole on."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.derive import exact_sums
from model.derive.bands import Band, Reason, concatenate, make, missing
from model.derive.running import first_of, running_sums, sums_of_groups

INF = math.inf
HOLE = missing(1, Reason.NO_GAINS)
# Whole numbers and parts down to a millionth: twice the precision holds their sums whole. A number of
# 10^-121 beside one of 10^9 it cannot hold, so that one would decide which way a tie between them falls.
NUMBERS = st.integers(-(2**53), 2**53).map(float) | st.integers(-(2**50), 2**50).map(lambda n: n / 2**20)


def row(low: float, best: float, high: float, *, about: bool = False) -> Band:
    bounds = np.array([[low], [best], [high]], np.float64)
    return make(bounds[0], bounds[1], bounds[2], np.array([about]), np.zeros(1, np.uint8))


def summed(*rows: Band, bounds: tuple[int, ...]) -> list[tuple[object, ...]]:
    sums = running_sums(concatenate(rows), np.arange(len(rows)), np.array(bounds), Reason.EARLIER_GAINS)
    cells = (sums.cell(place) for place in range(len(sums)))
    return [tuple(cell[:4]) if not cell.absent else (Reason(cell.absent),) for cell in cells]


def test_a_bound_open_below_stays_open_below_until_the_group_ends() -> None:
    found = summed(row(4, 4, 4), row(-INF, 5, 5), row(1, 1, 1), row(7, 7, 7), bounds=(0, 3, 4))
    assert found == [
        (4, 4, 4, False),
        (-INF, 9, 9, False),
        (-INF, 10, 10, False),
        (7, 7, 7, False),
    ]


def test_a_bound_open_above_stays_open_above_until_the_group_ends() -> None:
    found = summed(row(4, 4, INF), row(5, 5, 5), row(7, 7, 7), bounds=(0, 2, 3))
    assert found == [(4, 4, INF, False), (9, 9, INF, False), (7, 7, 7, False)]


def test_what_is_about_stays_about_and_a_hole_stays_a_hole_until_the_group_ends() -> None:
    rows = (row(1, 1, 1), row(2, 2, 2, about=True), HOLE, row(4, 4, 4), row(5, 5, 5))
    assert summed(*rows, bounds=(0, 4, 5)) == [
        (1, 1, 1, False),
        (3, 3, 3, True),
        (Reason.EARLIER_GAINS,),
        (Reason.EARLIER_GAINS,),
        (5, 5, 5, False),
    ]


def test_the_sum_of_a_group_is_its_last_running_sum() -> None:
    rows = concatenate([row(-INF, 4, 4), row(1, 2, INF), HOLE, row(3, 3, 3)])
    found = sums_of_groups(rows, np.arange(4), np.array([0, 2, 2, 3, 4]), Reason.NO_GAINS)
    assert tuple(found.cell(0)) == (-INF, 6, INF, False, 0)
    assert found.absent.tolist() == [0, Reason.NO_GAINS, Reason.NO_GAINS, 0]
    assert found.best[3] == 3


@given(st.lists(st.integers(0, 5), max_size=8), st.data())
def test_the_first_of_each_group_is_found(lengths: list[int], data: st.DataObject) -> None:
    bounds = [0, *accumulate(lengths)]
    met = data.draw(st.lists(st.booleans(), min_size=bounds[-1], max_size=bounds[-1]))
    expected = [
        next((place for place in range(begin, stop) if met[place]), stop) for begin, stop in pairwise(bounds)
    ]
    assert first_of(np.array(met, np.bool_), np.array(bounds)).tolist() == expected


@given(st.lists(st.lists(NUMBERS, max_size=6), min_size=1, max_size=6))
def test_groups_summed_alone_and_side_by_side_have_the_bits_of_the_exact_sums(
    groups: list[list[float]],
) -> None:
    numbers = np.array([[number for group in groups for number in group]])
    bounds = np.array([0, *accumulate(map(len, groups))])
    expected = [float(sum(map(Fraction, group[: at + 1]))) for group in groups for at in range(len(group))]
    with pytest.MonkeyPatch.context() as patch:
        for most in (0, 3, 256):
            patch.setattr(exact_sums, "_SIDE_BY_SIDE", most)
            assert exact_sums.running_by_group(numbers, bounds)[0].tolist() == expected
