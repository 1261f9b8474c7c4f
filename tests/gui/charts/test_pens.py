"""Many rectangles that can be seen through are the same pixels as each of them by itself."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.charts.pens import Canvas
from gui.charts.style import LIGHT
from model.derive.bands import Floats

WIDTH, HEIGHT = 240, 90


def painted(ratio: float, *parts: Floats) -> Floats:
    image = QImage(round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#fff4c0"))
    painter = QPainter(image)
    painter.translate(3.0, 2.0)
    canvas = Canvas(painter, LIGHT, ratio)
    for part in parts:
        canvas.fill_rects(part, "#553876", 0.35)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels.astype(np.float64)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_rectangles_seen_through_are_the_same_together_and_one_by_one(qtbot: QtBot, ratio: float) -> None:
    left = np.arange(40) * 5.0 + 10.0
    rects = np.stack((left, 20.0 + left % 7.3, np.full(40, 5.0), 30.0 + left % 11.7), axis=1)
    together = painted(ratio, rects)
    assert (np.abs(together - painted(ratio)).max(axis=2) > 20).sum() > 5_000 * ratio**2
    assert np.abs(together - painted(ratio, *rects[:, None])).max() <= 1  # of 255: rounded once, not twice
