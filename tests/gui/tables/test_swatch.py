"""A cell that names a colour shows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.columns import TABLE, Context
from model.edits import Edit, set_cells
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
