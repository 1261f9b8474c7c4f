"""A cell that names a colour shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.theme import DARK, LIGHT, Tones, palette_of, table_tones
from gui.tables.choices import paint_arrow
from model.columns import TABLE, Context
from model.edits import Edit, set_cells
from tests.gui.window.test_actions import contrast
from tests.gui.window_kit import opened


def colours_of(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_the_colour_of_a_series_is_shown_beside_its_name_and_covers_no_letter(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as kit:
        view = kit.window.tables.show_table("series")
        view.grid.go_to(0, 0)
        place = next(n for n, column in enumerate(view.model.columns) if column.key == "color")
        qtbot.waitUntil(view.grid.isVisible)
        QApplication.processEvents()
        box = view.grid.visualRect(view.model.index(0, place))
        shown = view.grid.viewport().grab(box).toImage()
        assert "#c0473f" in colours_of(shown)
        text = view.grid.fontMetrics().horizontalAdvance("#c0473f")
        first = next(
            x for x in range(shown.width()) if "#c0473f" in colours_of(shown.copy(x, 0, 1, shown.height()))
        )
        assert first > text
        kit.session.edit(_without_colour(kit.session.context))
        QApplication.processEvents()
        assert "#c0473f" not in colours_of(view.grid.viewport().grab(box).toImage())


def _without_colour(context: Context) -> Edit:
    return set_cells(context, TABLE["series"], {(0, "color"): ""})


@pytest.mark.parametrize("tones", [LIGHT, DARK])
def test_the_arrow_of_a_choice_is_seen_in_either_scheme(qapp: QApplication, tones: Tones) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    of_table = table_tones(palette_of(tones))
    painter = QPainter(image)
    paint_arrow(painter, QRect(0, 0, 20, 20), of_table)
    painter.end()
    ground = of_table.selected_on(of_table.base).name()
    assert max(contrast(colour, ground) for colour in colours_of(image)) > 4.5
