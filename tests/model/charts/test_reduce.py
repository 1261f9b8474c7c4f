"""Reduction to pixels keeps what matters: every extreme, every open bound, and the gaps."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.charts.data import Marks, MarkShape, MarkTone
from model.charts.reduce import MOST_BINS, columns, visible


def bars(values: list[float], width: float = 1.0) -> Marks:
    best = np.asarray(values, dtype=np.float64)
    x0 = np.arange(len(values), dtype=np.float64) * width
    rows = np.arange(len(values))
    return Marks(
        MarkShape.BAR,
        MarkTone.LOSSES,
        "",
        "periods",
        rows,
        x0,
        x0 + width,
        best - 1,
        best,
        best + 1,
        lambda i: (),
        lambda i: "",
    )


def test_few_marks_stay_as_they_are() -> None:
    drawn = columns(bars([3, 1, 2]), 0, 3, 10)
    assert not drawn.binned
    assert drawn.least.tolist() == drawn.most.tolist() == [3, 1, 2]
    assert drawn.low.tolist() == [2, 0, 1]


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=400), st.integers(1, 50))
def test_columns_keep_the_lowest_and_highest_of_every_mark(values: list[float], bins: int) -> None:
    marks = bars(values)
    drawn = columns(marks, 0, len(values), bins)
    assert len(drawn.x0) <= max(bins, 1)
    assert drawn.count.sum() == len(values)
    for i in range(len(drawn.x0)):
        own = marks.best[drawn.first[i] : drawn.first[i] + drawn.count[i]]
        assert (drawn.least[i], drawn.most[i]) == (own.min(), own.max())
        assert drawn.low[i] == own.min() - 1
        assert drawn.high[i] == own.max() + 1


def test_an_open_bound_survives_the_reduction() -> None:
    marks = bars([1.0] * 100)
    marks.high[37] = np.inf
    assert np.isinf(columns(marks, 0, 100, 10).high).sum() == 1


def test_no_more_columns_than_pixels_can_show() -> None:
    drawn = columns(bars([1.0] * 5_000), 0, 5_000, 100_000)
    assert len(drawn.x0) <= MOST_BINS


def test_only_marks_in_sight_are_drawn() -> None:
    marks = bars([1, 2, 3, 4], width=10)
    assert visible(marks, 10, 20) == slice(1, 2)
    assert visible(marks, 5, 25) == slice(0, 3)
    assert visible(marks, 100, 200) == slice(4, 4)
