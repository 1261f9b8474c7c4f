"""Numbers of a project never go through Qt's numeric editors or integer signals, which change them unseen."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QDialog, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from gui.charts.export_dialog import ExportPlot
from tests.gui.window_kit import opened
from tests.trees import trees


def test_no_signal_of_ours_carries_a_number_of_the_project() -> None:
    """The number of a row or column of a table, or of a place in a list, is no data, and small."""
    found = {
        f"{place}: {target.id}"
        for place, tree in trees("gui", r"\bSignal\(")
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_numeric_signal(node.value)
        for target in node.targets
        if isinstance(target, ast.Name) and not target.id.startswith(("row_", "column_", "place_"))
    }
    assert found == set()


def _is_numeric_signal(value: ast.expr) -> bool:
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id == "Signal"
        and any(isinstance(kind, ast.Name) and kind.id in ("int", "float") for kind in value.args)
    )


def test_only_the_size_of_a_picture_is_set_in_a_box_of_numbers() -> None:
    """Spin boxes clamp and round. Pixels, resolution, decimals and size of letters bear it; figures do not.

    The sliders of a scenario set assumed percentages, which never enter a figure of the project.
    """
    boxes = ("QSpinBox", "QDoubleSpinBox", "QSlider", "QDial")
    using = {
        place
        for place, tree in trees("gui", "|".join(boxes))
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in boxes
    }
    assert using <= {
        "gui/charts/chart_settings_pages.py",
        "gui/charts/export_dialog.py",
        "gui/charts/picture_size.py",
        "gui/dialogs/scenario.py",
    }


def test_no_widget_of_the_window_edits_numbers_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        for key in kit.window.tables.tables:
            kit.window.tables.show_table(key)
            grid = kit.window.tables.current.grid
            for column in grid.shown_columns():
                index = grid.model().index(0, column)
                if grid.edit(index):
                    assert grid.editor is not None
                    assert _numeric(grid) == []
                    grid.cancel_editing()
        kit.window.charts.export()
        (dialog,) = kit.window.findChildren(ExportPlot)
        allowed = set(_numeric(dialog))
        assert [each for each in _numeric(kit.window) if each not in allowed] == []
        for other in kit.window.findChildren(QDialog):
            other.close()


def _numeric(widget: QWidget) -> list[QWidget]:
    return [
        each
        for each in widget.findChildren(QWidget)
        if isinstance(each, QAbstractSpinBox)
        or (isinstance(each, QAbstractSlider) and not isinstance(each, QScrollBar))
    ]
