"""What is seen after edits, undo, sorting and filtering is what a window opened on that project shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.tables.editor import CellEditor
from gui.tables.view import TableView
from model.columns import TABLE
from model.project import Project
from tests.benchmarks.sized import project_of
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened

COLUMNS = [column.key for column in TABLE["periods"].columns]
LOSSES, COST = COLUMNS.index("losses"), COLUMNS.index("losses_per_gain")
DAYS_OF_FEBRUARY = 28
Deed = Callable[[QtBot, Kit], None]


def table(kit: Kit) -> TableView:
    return kit.window.tables.tables["periods"]


def type_losses(qtbot: QtBot, kit: Kit, row: int, text: str) -> None:
    grid = table(kit).grid
    grid.go_to(row, LOSSES)
    grid.setFocus()
    QTest.keyClicks(grid, text[0])
    editor = grid.editor
    assert isinstance(editor, CellEditor)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def edit_some(qtbot: QtBot, kit: Kit) -> None:
    for row, text in ((3, "1,111"), (4, "900-1,300"), (9, ">1,500"), (3, "1,222")):
        type_losses(qtbot, kit, row, text)
        painted(qtbot, kit)


def edit_and_undo(qtbot: QtBot, kit: Kit) -> None:
    edit_some(qtbot, kit)
    for _ in range(3):
        act(kit.window, "undo")
        painted(qtbot, kit)
    act(kit.window, "redo")


def delete_and_insert(qtbot: QtBot, kit: Kit) -> None:
    table(kit).rows.select([2, 5, 6])
    table(kit).rows.delete()
    painted(qtbot, kit)
    type_losses(qtbot, kit, 5, "1,333")
    painted(qtbot, kit)
    act(kit.window, "undo")


def sort(_qtbot: QtBot, kit: Kit) -> None:
    table(kit).sort(COST, Qt.SortOrder.DescendingOrder)


def filter_rows(qtbot: QtBot, kit: Kit) -> None:
    table(kit).find_bar.begin(filtering=True)
    table(kit).find_bar.only_field.setText("1750-02")
    qtbot.waitUntil(lambda: table(kit).model.draft_row == DAYS_OF_FEBRUARY)


def painted(qtbot: QtBot, kit: Kit) -> None:
    """Let everything that is due be drawn, and nothing else."""
    views = [panel.view for panel in kit.window.charts.panels]
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not any(view._redraw.isActive() for view in views))
    QApplication.processEvents()


def rest(qtbot: QtBot, kit: Kit) -> None:
    """Go to the first cell, with the mouse out of the way."""
    kit.window.activateWindow()
    grid = table(kit).grid
    grid.go_to(0, LOSSES)
    grid.setFocus()
    grid.verticalScrollBar().setValue(0)
    grid.horizontalScrollBar().setValue(0)
    qtbot.waitUntil(grid.hasFocus)
    QTest.mouseMove(kit.window.statusBar(), QPoint(2, 2))
    painted(qtbot, kit)


def seen(kit: Kit) -> dict[str, QImage]:
    """Return what a person sees of the tables and charts."""
    view = table(kit)
    assert view.totals is not None
    grid = view.grid
    parts: dict[str, QWidget] = {"cells": grid.viewport(), "rows": grid.rows_head, "head": grid.columns_head}
    parts |= {"totals": view.totals, "headline": kit.window.headline}
    parts |= {f"chart {n}": panel.view for n, panel in enumerate(kit.window.charts.panels)}
    # What stands on the screen: `QWidget.grab` would paint it anew, and so hide what was not painted.
    screen = kit.window.screen().grabWindow(kit.window.winId()).toImage()
    assert screen.size() == kit.window.size()
    return {
        name: screen.copy(part.rect().translated(part.mapTo(kit.window, QPoint(0, 0))))
        for name, part in parts.items()
    }


def widths(kit: Kit) -> list[int]:
    return [table(kit).grid.columnWidth(column) for column in range(len(COLUMNS))]


@pytest.mark.parametrize("arranged", [None, sort, filter_rows], ids=["as in the file", "sorted", "filtered"])
def test_what_is_seen_is_what_a_fresh_window_shows(
    qtbot: QtBot, tmp_path: Path, arranged: Deed | None
) -> None:
    left: list[tuple[Project, list[int], dict[str, QImage]]] = []
    with opened(qtbot, tmp_path / "one", project_of(120)) as kit:
        if arranged is not None:
            arranged(qtbot, kit)
        for deed in (edit_some, edit_and_undo, delete_and_insert):
            deed(qtbot, kit)
            if arranged is not None:
                arranged(qtbot, kit)
            rest(qtbot, kit)
            # From here on nothing but what changes is painted: no cell is entered or left.
            kit.session.undo_stack.undo()
            painted(qtbot, kit)
            kit.session.undo_stack.redo()
            painted(qtbot, kit)
            left.append((kit.session.project, widths(kit), seen(kit)))
    for number, (project, were, pictures) in enumerate(left):
        with opened(qtbot, tmp_path / str(number), project) as kit:
            if arranged is not None:
                arranged(qtbot, kit)
            for column, width in enumerate(were):
                if width:
                    table(kit).grid.setColumnWidth(column, width)
            rest(qtbot, kit)
            fresh = seen(kit)
        for name, picture in fresh.items():
            assert pictures[name] == picture, (number, name)
