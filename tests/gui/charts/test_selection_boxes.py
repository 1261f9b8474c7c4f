"""What marks the selected rows in a chart."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from gui.charts.labels import Box
from gui.charts.paint_marks import selection_boxes
from gui.charts.scales import Plot, Scale
from model.charts.data import Marks
from model.text.records import replace
from tests.gui.charts.test_pictures import chart
from tests.model.chart_projects import long


@pytest.fixture(autouse=True)
def _with_fonts(qapp: QApplication) -> None:
    """Text can be drawn."""


def plotted(count: int, width: float) -> tuple[Marks, Plot]:
    """Return the bars of that many periods on a panel so wide, and the panel."""
    panel = chart(long(count, 1)).panels[0]
    days = np.arange(len(panel.marks[0].x0), dtype=np.float64)
    marks = replace(panel.marks[0], x0=days, x1=days + 1)
    x, y = Scale(0.0, float(count), 0.0, width), Scale(0.0, float(marks.best.max()), 100.0, 0.0)
    return marks, Plot(panel, Box(0.0, 0.0, width, 100.0), x, y)


def test_each_of_some_wide_bars_is_outlined() -> None:
    marks, plot = plotted(5, 500.0)
    assert len(selection_boxes(marks, np.array([0, 2, 4]), plot)) == 3


def test_all_of_a_thousand_bars_are_within_one_outline() -> None:
    marks, plot = plotted(1_000, 500.0)
    (box,) = selection_boxes(marks, np.arange(len(marks.x0)), plot)
    assert box.x <= 0.0
    assert box.right >= plot.x.at(float(marks.x1[-1]))


def test_each_run_of_narrow_bars_has_an_outline() -> None:
    marks, plot = plotted(1_000, 500.0)
    chosen = np.concatenate([np.arange(100, 200), np.arange(600, 700)])
    first, second = selection_boxes(marks, chosen, plot)
    assert (round(first.x + 2), round(first.right - 2)) == (50, 100)
    assert (round(second.x + 2), round(second.right - 2)) == (300, 350)
    assert selection_boxes(marks, np.array([], dtype=np.int64), plot) == []
