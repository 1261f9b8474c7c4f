"""What the window shows is what a file gets: not one pixel apart."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from pytestqt.qtbot import QtBot

from gui.charts.layers import paint_chart
from gui.charts.view import ChartView
from model.charts import CHARTS
from model.checks import checks
from model.derive.results import derive
from model.files import sample, sample_names
from model.text.formats import Formats
from tests.gui.charts.test_pictures import pixels


def in_a_file(view: ChartView) -> QImage:
    """Paint what a view shows as a file is painted: with a plain painter, and no scene."""
    assert view.chart is not None
    assert view.drawing is not None
    image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    try:
        painter.scale(view.text_scale, view.text_scale)
        drawing = view.drawing
        paint_chart(painter, view.chart, drawing.width, drawing.height, drawing.look, view.sight)
    finally:
        painter.end()
    return image


@pytest.mark.parametrize("paper", ["#ffffff", "#1b212b"], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(700, 420), (400, 300)], ids=["pane", "small"])
@pytest.mark.parametrize("name", sample_names())
def test_a_chart_in_the_window_is_the_chart_in_a_file(
    qtbot: QtBot, name: str, size: tuple[int, int], paper: str
) -> None:
    results = derive(sample(name))
    view = ChartView()
    qtbot.addWidget(view)
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor(paper))
    view.setPalette(palette)
    view.resize(*size)
    view.show_chart(results, lambda: checks(results), Formats())
    view.show()
    qtbot.waitExposed(view)
    for kind in CHARTS:
        for zoomed in (False, True):
            view.set_kind(kind.key)
            view.refresh()
            if zoomed:
                view.zoom_by(0.4)
                view.refresh()
            apart = pixels(view.grab().toImage())[..., :3] != pixels(in_a_file(view))[..., :3]
            assert not apart.any(), f"{kind.key}, zoomed: {zoomed}"
