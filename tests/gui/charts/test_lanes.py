"""A chart that lies on its side: what is painted stands where its values say, and names have their place."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from gui.charts.hits import beside, hit_at
from gui.charts.images import ImageRequest, render_chart
from gui.charts.style import LIGHT
from model.analyses.scenario import Factors, Scenario, said, scenario
from model.chart_settings import AxisKind, ChartSettings, LabelsShown
from model.charts import ChartOptions, build
from model.charts.data import Chart, MarkTone
from model.charts.scenario_outline import build_beside
from model.checks import checks
from model.derive.results import derive
from model.files import sample
from model.text.days import span_words
from model.text.formats import Formats
from tests.gui.charts.test_compare import many
from tests.gui.charts.test_pictures import painted
from tests.model.chart_projects import NOV_END, SEP


@pytest.fixture(autouse=True)
def _with_fonts(qapp: QApplication) -> None:
    """Text can be drawn."""


def compared(measure: str) -> Chart:
    results = derive(sample("somme-to-donbas"))
    options = ChartOptions(measure=measure)
    return build("compare", results, lambda: checks(results), Formats(), options)


def test_bars_end_where_their_values_are_on_the_axis() -> None:
    made = compared("losses")
    image = render_chart(made, ImageRequest(1200, 675))
    lanes = painted(made, 1200, 675).lanes
    assert lanes is not None
    assert len(lanes.lanes) == len(made.lanes)
    assert (100_000, "100,000") in lanes.ticks
    fill = QColor(LIGHT.tones[MarkTone.LOSSES].fill)
    best = made.panels[0].marks[0].best
    assert max(best.tolist()) == 670_000 == best[0]  # the Somme
    for lane in lanes.lanes:
        y = round(lane.box.y + lane.box.h / 2) - 3  # beside the range, which lies in the middle
        row = [image.pixelColor(x, y) for x in range(round(lanes.x.start) + 2, 1190)]
        length = next((n for n, color in enumerate(row) if color != fill), len(row)) + 2
        assert length == pytest.approx(
            best[lane.number] / 100_000 * (lanes.x.at(1e5) - lanes.x.start), abs=1.5
        )


def test_every_lane_can_be_pointed_at_and_stepped_through() -> None:
    made = compared("losses_per_gain")
    drawing = painted(made, 900, 600)
    assert drawing.lanes is not None
    for lane in drawing.lanes.lanes:
        hit = hit_at(drawing, 10.0, lane.box.y + lane.box.h / 2)
        assert hit is not None
        assert hit.index == lane.number
        assert made.lanes[lane.number].name in hit.marks.tip(hit.index)
    first = beside(drawing, None, 1)
    second = beside(drawing, first, 1)
    assert first is not None
    assert second is not None
    assert (first.index, second.index) == (0, 1)


def test_lanes_without_room_are_not_drawn_and_that_is_said() -> None:
    drawing = painted(compared("losses"), 400, 300)
    assert drawing.lanes is not None
    assert drawing.lanes.left_out > 0
    assert any("There is no room here for all of them." in line.text for line in drawing.frame.lines)


def test_an_axis_of_dots_far_from_0_begins_near_them_and_one_of_bars_at_0() -> None:
    results = derive(sample("autumn-2024"))
    options = ChartOptions(measure="losses")
    dots = build("sources", results, lambda: checks(results), Formats(), options)
    lanes = painted(dots, 900, 600).lanes
    assert lanes is not None
    assert 0 < lanes.x.low < float(np.min(dots.panels[0].marks[0].low))
    bars = painted(compared("losses"), 900, 600).lanes
    assert bars is not None
    assert bars.x.low == 0


@pytest.mark.parametrize(("low", "way"), [(100_000.0, -1.0), (0.0, 1.0)])
def test_a_value_beyond_the_axis_that_was_chosen_has_an_arrow_at_its_end(low: float, way: float) -> None:
    results = derive(sample("autumn-2024"))
    settings = ChartSettings("sources", axis=AxisKind.RANGE, low=low + 26_000, high=low + 27_000)
    options = ChartOptions(measure="losses", settings=settings)
    made = build("sources", results, lambda: checks(results), Formats(), options)
    lanes = painted(made, 900, 600).lanes
    assert lanes is not None
    # 125,800 is below 126,000, and above 27,000
    assert lanes.way_out(float(made.panels[0].marks[0].best[0])) == way
    image = render_chart(made, ImageRequest(900, 600))
    end = lanes.x.end if way > 0 else lanes.x.start
    middle = lanes.lanes[0].box.y + lanes.lanes[0].box.h / 2
    arrow = image.pixelColor(round(end + 6 * way), round(middle))
    assert arrow == QColor(LIGHT.tones[MarkTone.LOSSES].line)


def test_lanes_have_room_before_what_is_said_around_them() -> None:
    drawing = painted(compared("losses"), 640, 400)
    assert drawing.lanes is not None
    assert drawing.lanes.left_out == 0
    assert any(line.text.startswith("Sources: ") for line in drawing.frame.lines)


def test_an_axis_of_powers_begins_at_the_one_below_the_least_value() -> None:
    results = derive(sample("somme-to-donbas"))
    options = ChartOptions(measure="losses", settings=ChartSettings("compare", axis=AxisKind.LOG))
    made = build("compare", results, lambda: checks(results), Formats(), options)
    lanes = painted(made, 1200, 675).lanes
    assert lanes is not None
    least = min(made.panels[0].marks[0].best.tolist())
    assert lanes.x.low <= least < 10 * lanes.x.low


def test_a_scenario_is_a_dashed_line_across_the_lane_that_it_moves_and_no_other() -> None:
    project = many(2)  # of which it moves the first
    factors = Factors("s0", losses=0.1)
    results, other = derive(project), derive(scenario(project, factors))
    told = Scenario(other, said(factors, span_words(SEP, NOV_END), Formats()))
    settings = ChartSettings("compare", labels=LabelsShown.NONE)
    options = ChartOptions(measure="losses", settings=settings)
    made = build_beside("compare", results, checks(results), Formats(), options, told)
    image = render_chart(made, ImageRequest(1200, 675))
    lanes = painted(made, 1200, 675).lanes
    assert lanes is not None
    (outline,) = made.panels[0].beside
    ink = QColor(LIGHT.ink)
    moved = int(outline.x0[0])
    x = round(lanes.x.at(float(outline.best[0])))
    for lane in lanes.lanes:
        column = {
            image.pixelColor(x + by, y).name()
            for by in (-1, 0, 1)
            for y in range(round(lane.box.y), round(lane.box.y + lane.box.h))
        }
        assert (ink.name() in column) is (lane.number == moved), (lane.number, moved)
