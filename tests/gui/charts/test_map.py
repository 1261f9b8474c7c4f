"""Maps over each other in the window: cut at the edges of what is seen, zoomed around the mouse, moved."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.charts.labels import Box
from gui.charts.paint_ground import hatching, within
from gui.charts.view import ChartView
from model.analyses.ground import Ground, Rings
from model.charts import ChartOptions
from model.checks import checks
from model.derive.bands import Floats
from model.derive.results import derive
from model.text.days import Span
from model.text.formats import Formats
from tests.gui.charts.test_view import canvas, wheel
from tests.model.chart_projects import worked

BOX = Box(0.0, 0.0, 10.0, 10.0)


def ring(*points: tuple[float, float]) -> Floats:
    return np.array([*points, points[0]], np.float64)


def area(closed: Floats) -> float:
    x, y = closed.T
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (ring((2, 2), (8, 2), (8, 8), (2, 8)), 36.0),  # wholly inside
        (ring((5, 5), (15, 5), (15, 15), (5, 15)), 25.0),  # over a corner
        (ring((-5, -5), (15, -5), (15, 15), (-5, 15)), 100.0),  # all around
        (ring((20, 20), (30, 20), (30, 30)), 0.0),  # beside
        (ring((0, -10), (10, 10), (-10, 10)), 75.0),  # right of its middle, up to (y + 10) ÷ 2
        (ring((2, -1), (4, -1), (4, 5), (8, 5), (8, -1), (9, -1), (9, 6), (2, 6)), 22.0),  # two arms go out
    ],
)
def test_what_is_cut_at_the_edges_has_the_area_that_lies_within(given: Floats, left: float) -> None:
    cut = within(given, BOX)
    assert area(cut) == pytest.approx(left) if len(cut) else left == 0.0
    assert not len(cut) or ((cut >= 0.0) & (cut <= 10.0)).all()


def rings(*of: Floats) -> Rings:
    starts = np.cumsum([0, *(len(one) for one in of[:-1])])
    return Rings(np.concatenate(of), starts)


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    held = ring((0, 0), (2_000, 0), (2_000, 1_000), (0, 1_000))
    gained, lost = (ring((x, 200), (x + 300, 200), (x + 300, 800), (x, 800)) for x in (100, 1_500))
    shown = Ground(
        Span(date(2024, 11, 1), date(2024, 11, 30)),
        *("a.geojson", "b.geojson"),
        *(180_000.0, 180_000.0),
        *(rings(gained), rings(lost), rings(held)),
        low=(0.0, 0.0),
        high=(2_000.0, 1_000.0),
        latitude=48.0,
    )
    made = ChartView("map")
    qtbot.addWidget(made)
    made.resize(700, 420)
    results = derive(worked())
    made.set_options(ChartOptions(ground=shown))
    made.show_chart(results, lambda: checks(results), Formats())
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    return made


def seen(view: ChartView) -> tuple[float, float, float, float]:
    assert view.drawing is not None
    sheet = view.drawing.sheet
    assert sheet is not None
    return sheet.x.low, sheet.x.high, sheet.y.low, sheet.y.high


def place(view: ChartView, at: QPoint) -> tuple[float, float]:
    """The place of the map at a pixel, in metres."""
    assert view.drawing is not None
    sheet, s = view.drawing.sheet, view.text_scale
    assert sheet is not None
    return sheet.x.value(at.x() / s), sheet.y.value(at.y() / s)


def test_the_wheel_looks_closer_at_the_place_under_the_mouse(view: ChartView) -> None:
    assert seen(view) == (0.0, 2_000.0, 0.0, 1_000.0)
    spot = QPoint(186, 297)
    under = place(view, spot)
    wheel(view, spot, 10)
    left, right, low, high = seen(view)
    assert right - left < 200.0
    assert right - left == pytest.approx(2 * (high - low))  # as long along both
    assert place(view, spot) == pytest.approx(under, abs=1.0)
    wheel(view, spot, -30)
    assert not view.zoomed
    assert seen(view) == (0.0, 2_000.0, 0.0, 1_000.0)


def test_what_was_looked_at_closer_is_moved_by_dragging_and_let_go_by_a_key(
    qtbot: QtBot, view: ChartView
) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    view.refresh()
    assert view.zoomed
    left = seen(view)[0]
    start = QPoint(330, 220)
    place = canvas(view)
    qtbot.mousePress(place, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 8):
        qtbot.mouseMove(place, start + QPoint(10 * step, 0))
        qtbot.wait(25)
    qtbot.mouseRelease(place, Qt.MouseButton.LeftButton, pos=start + QPoint(70, 0))
    view.refresh()
    assert seen(view)[0] < left
    qtbot.keyClick(view, Qt.Key.Key_Home)
    view.refresh()
    assert seen(view) == (0.0, 2_000.0, 0.0, 1_000.0)


def test_lines_of_a_hatching_go_from_edge_to_edge_and_leave_out_what_lies_within() -> None:
    def square(low: float, high: float) -> Floats:
        return np.array([(low, low), (high, low), (high, high), (low, high), (low, low)], dtype=np.float64)

    lines = hatching([square(0.25, 60.25), square(20.25, 40.25)])
    ends = lines.reshape(-1, 2)
    assert np.allclose(lines[:, 0] + lines[:, 1], lines[:, 2] + lines[:, 3])  # each is a diagonal
    on_an_edge = np.isclose(ends[:, :, None], [0.25, 20.25, 40.25, 60.25])
    assert np.any(on_an_edge, axis=(1, 2)).all()
    middle = (lines[:, :2] + lines[:, 2:]) / 2
    assert ((middle > 0.25) & (middle < 60.25)).all()
    assert not ((middle > 20.25) & (middle < 40.25)).all(axis=1).any()
    length = np.hypot(lines[:, 0] - lines[:, 2], lines[:, 1] - lines[:, 3]).sum()
    apart = float(np.diff(np.unique((lines[:, 0] + lines[:, 1]).round(6))).min()) / math.sqrt(2)
    assert length * apart == pytest.approx(60 * 60 - 20 * 20, rel=0.05)  # as much as the ground
