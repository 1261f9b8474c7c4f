"""What the window shows is what a file gets: not one pixel apart."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.charts.layers import paint_chart
from gui.charts.view import ChartView
from model.charts import CHARTS
from model.files import sample_names
from model.text.formats import Formats
from tests.gui.charts.test_pictures import pixels
from tests.samples import of_sample


def in_a_file(view: ChartView) -> QImage:
    """Paint what a view shows as a file is painted: with a plain painter, and no scene."""
    assert view.chart is not None
    assert view.drawing is not None
    ratio = view.devicePixelRatioF()
    size = QSize(math.ceil(view.width() * ratio), math.ceil(view.height() * ratio))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    try:
        painter.scale(view.text_scale * ratio, view.text_scale * ratio)
        drawing = view.drawing
        paint_chart(painter, view.chart, drawing.width, drawing.height, drawing.look, view.sight)
    finally:
        painter.end()
    return image


def view_of(name: str, size: tuple[int, int]) -> ChartView:
    known = of_sample(name)
    view = ChartView()
    view.resize(*size)
    view.show_chart(known.results, lambda: known.checks, Formats())
    view.show()
    return view


def apart(view: ChartView) -> dict[str, int]:
    """Return of each chart, as a whole and zoomed, how many pixels are not as in a file."""
    found = {}
    for kind in CHARTS:
        for zoomed in (False, True):
            view.set_kind(kind.key)
            view.refresh()
            if zoomed:
                view.zoom_by(0.4)
                view.refresh()
            differ = pixels(view.grab().toImage())[..., :3] != pixels(in_a_file(view))[..., :3]
            found[f"{kind.key}, zoomed: {zoomed}"] = int(differ.sum())
    return found


@pytest.mark.parametrize(
    ("size", "paper"), [((700, 420), "#ffffff"), ((400, 300), "#1b212b")], ids=["pane, light", "small, dark"]
)
@pytest.mark.parametrize("name", sample_names())
def test_a_chart_in_the_window_is_the_chart_in_a_file(
    qtbot: QtBot, name: str, size: tuple[int, int], paper: str
) -> None:
    view = view_of(name, size)
    qtbot.addWidget(view)
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor(paper))
    view.setPalette(palette)
    assert not any(apart(view).values()), apart(view)


def test_so_it_is_where_a_pixel_of_the_window_is_no_whole_number_of_those_of_the_screen() -> None:
    # Qt asks for the ratio once, when it starts.
    environment = os.environ | {"QT_SCALE_FACTOR": "1.5"}
    command = [sys.executable, "-m", "tests.gui.charts.test_window_against_file"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "1.5: []\n", done.stderr


if __name__ == "__main__":
    application = QApplication([])
    odd = view_of(sample_names()[0], (401, 301))
    print(f"{odd.devicePixelRatioF()}: {[what for what, count in apart(odd).items() if count]}")
    odd.close()
