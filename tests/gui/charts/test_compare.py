"""Series side by side, and scenarios, on the picture: what is named fits, what is assumed is dashed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.charts.images import ImageRequest, render_chart
from gui.charts.labels import Box
from model.analyses.scenario import Factors, Scenario, said, scenario
from model.charts import CHARTS, ChartOptions
from model.charts.data import Chart
from model.charts.scenario_outline import build_beside
from model.checks import checks
from model.derive.results import derive
from model.files import sample
from model.project import Project
from model.text.days import span_words
from model.text.formats import Formats
from model.text.records import replace
from tests.gui.charts.test_pictures import chart, painted
from tests.model.chart_projects import NOV_END, SEP, worked

KEYS = [kind.key for kind in CHARTS]


@pytest.fixture(autouse=True)
def _with_fonts(qapp: QApplication) -> None:
    """Text can be drawn."""


def many(count: int, project: Project | None = None) -> Project:
    """The worked example with `count` series that have its November."""
    first = project or worked()
    series = tuple(replace(first.series[0], id=f"s{n}", name=f"Series number {n}") for n in range(count))
    periods = tuple(replace(first.periods[0], series=one.id) for one in series)
    return replace(first, series=(*series, *first.series), periods=(*periods, *first.periods))


def assumed(key: str, factors: Factors) -> Chart:
    results, other = derive(worked()), derive(scenario(worked(), factors))
    told = Scenario(other, said(factors, span_words(SEP, NOV_END), Formats()))
    return build_beside(key, results, checks(results), Formats(), ChartOptions(), told)


def assert_apart(made: Chart, width: int, height: int) -> None:
    texts = painted(made, width, height).texts
    edges = Box(0, 0, width, height)
    for n, text in enumerate(texts):
        assert text.inside(edges)
        assert not [other for other in texts[n + 1 :] if text.meets(other, -1.0)]


@pytest.mark.parametrize("count", [1, 3, 12, 60])
@pytest.mark.parametrize(("width", "height"), [(260, 160), (480, 340), (1200, 675)])
def test_names_of_many_series_stand_apart(count: int, width: int, height: int) -> None:
    assert_apart(chart(many(count), "compare"), width, height)


@pytest.mark.parametrize(("width", "height"), [(330, 300), (560, 380), (1200, 675)])
def test_the_sample_across_history_can_be_read_at_every_size(width: int, height: int) -> None:
    assert_apart(chart(sample("somme-to-donbas"), "compare"), width, height)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("width", "height"), [(260, 160), (600, 300), (1200, 675)])
def test_a_scenario_pushes_no_text_into_another(key: str, width: int, height: int) -> None:
    assert_apart(assumed(key, Factors("ru", losses=0.2, intake=-0.3, gains=-0.1)), width, height)


@pytest.mark.parametrize("key", KEYS[:-2])  # of the ground there are no figures
def test_a_scenario_is_seen_on_every_chart_that_it_moves(key: str) -> None:
    request = ImageRequest(700, 420)
    some = assumed(key, Factors("ru", losses=0.4, intake=-0.4))
    without = replace(some, panels=tuple(replace(panel, beside=()) for panel in some.panels))
    assert any(panel.beside for panel in some.panels)
    assert inked(render_chart(some, request)) != inked(render_chart(without, request))


def inked(image: QImage) -> bytes:
    return bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())


def test_an_axis_reaches_as_far_as_the_scenario() -> None:
    low = painted(assumed("losses-gains", Factors("ru", losses=0.01)), 800, 500).plots[0].y
    high = painted(assumed("losses-gains", Factors("ru", losses=2.0)), 800, 500).plots[0].y
    assert low.high < 2_000
    assert high.high >= 3 * 1_523
