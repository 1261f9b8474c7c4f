"""Where the numbers of an axis stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.scales import Scale
from gui.charts.style import ChartText
from gui.charts.ticks import y_ticks
from model.charts.data import MarkTone, Panel

PANEL = Panel(("Losses a day",), lambda value: f"{value:,.6g}", (), MarkTone.LOSSES)


@pytest.mark.parametrize(
    ("high", "pixels", "shown"),
    [
        (1_523, 100.0, ["0", "500", "1,000", "1,500"]),  # the upper panel of the sample in a small window
        (28, 52.0, ["0", "10", "20"]),  # the lower one
        (45_690, 130.0, ["0", "20,000", "40,000"]),
        (1_523, 20.0, ["0", "1,000"]),  # no room for more
    ],
)
def test_an_axis_has_three_numbers_where_there_is_room(high: float, pixels: float, shown: list[str]) -> None:
    assert [text for _, text in y_ticks(PANEL, Scale(0.0, high, pixels, 0.0))] == shown


def test_no_two_numbers_of_an_axis_are_written_alike() -> None:
    whole = Panel(("People",), lambda value: f"{value:.0f}", (), MarkTone.LOSSES)
    assert [text for _, text in y_ticks(whole, Scale(0.0, 1.4, 100.0, 0.0))] == ["0", "1"]


@given(st.floats(-1e6, 0), st.floats(1e-3, 1e9), st.floats(10, 2_000), st.booleans())
def test_the_numbers_of_an_axis_stand_apart_and_on_it(
    low: float, high: float, pixels: float, downward: bool
) -> None:
    scale = Scale(low, high, 0.0, pixels) if downward else Scale(low, high, pixels, 0.0)
    ticks = y_ticks(PANEL, scale)
    levels = sorted(scale.at(value) for value, _ in ticks)
    assert all(-1e-3 <= level <= pixels + 1e-3 for level in levels)
    if len(levels) > 2:
        assert min(b - a for a, b in pairwise(levels)) >= ChartText.SMALL.line
