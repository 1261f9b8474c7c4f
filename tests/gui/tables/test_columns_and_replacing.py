"""Columns moved by mouse and keys, a text replaced, and cells filled by the handle of a selection."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.tables.tables_window import AUTUMN, CTRL, Tables

LEFT = Qt.MouseButton.LeftButton


def keys_shown(tables: Tables) -> list[str]:
    grid = tables.view.grid
    return [tables.view.model.columns[column].key for column in grid.shown_columns()]


def text_at(tables: Tables, row: int, key: str) -> str:
    column = [each.key for each in tables.view.model.columns].index(key)
    return tables.view.model.text(row, column)


def test_a_column_is_moved_and_everything_goes_with_it(tables: Tables) -> None:
    view = tables.view
    before, total = keys_shown(tables), view.totals
    assert total is not None
    tables.go(1, "losses")
    view.columns_shown.move_current(1)
    moved = keys_shown(tables)
    at = before.index("losses")
    assert moved == [*before[:at], "gains", "losses", *before[at + 2 :]]
    assert view.selection.current == (1, "losses")
    assert (text_at(tables, 1, "losses"), text_at(tables, 1, "gains")) == ("45,690", "839")
    assert total.model().index(0, view.grid.currentIndex().column()).data() == "125,800"
    tables.type("46,000")
    tables.press(Qt.Key.Key_Return)
    figure = tables.session.project.periods[1].losses
    assert figure is not None
    assert figure.value == 46_000
    state = view.save_state()
    view.columns_shown.reset()
    assert keys_shown(tables) == before
    view.restore_state(state)
    assert keys_shown(tables) == moved


def test_totals_stand_under_the_columns_shown_and_under_no_others(tables: Tables) -> None:
    view = tables.view
    totals = view.totals
    assert totals is not None

    def under() -> list[int]:
        return [at for at in range(totals.model().columnCount()) if not totals.isColumnHidden(at)]

    assert under() == view.grid.shown_columns()
    losses = [column.key for column in view.model.columns].index("losses")
    view.columns_shown.show(losses, shown=False)
    assert losses not in under()
    view.columns_shown.show(losses, shown=True)
    assert under() == view.grid.shown_columns()
    assert totals.columnWidth(losses) == view.grid.columnWidth(losses)


def test_a_column_is_dragged_by_its_head_and_sorting_stays(tables: Tables) -> None:
    view, head = tables.view, tables.view.grid.columns_head
    tables.go(0, "losses")
    column = view.grid.currentIndex().column()
    view.sort(column, Qt.SortOrder.AscendingOrder)
    head.moveSection(head.visualIndex(column), head.visualIndex(column) + 1)  # what Qt does at a drop
    assert head.visualIndex(column) == column
    sorted_by = view.model.sorted_by
    assert sorted_by is not None
    assert view.model.columns[sorted_by[0]].key == "losses"
    assert [view.model.row_number(row) for row in range(3)] == [1, 0, 2]


def test_what_is_still_being_found_is_replaced_as_soon_as_it_is(
    tables: Tables, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.tables.finding._SLICE", -1.0)  # a table of many rows takes many turns
    monkeypatch.setattr("gui.tables.finding._ROWS_AT_ONCE", 1)
    view = tables.view
    view.find_bar.begin(replacing=True)
    view.find_bar.find_field.setText("2024")
    view.find_bar.instead_field.setText("2023")
    QTest.mouseClick(view.find_bar.replace_all, LEFT)
    assert view.find_bar.found.text().startswith("looking…")
    qtbot.waitUntil(lambda: view.find_bar.found.text() == "8 cells replaced")
    assert {period.start.year for period in tables.session.project.periods} == {2023}


def test_a_text_is_replaced_here_and_then_everywhere_in_one_step(qtbot: QtBot, tables: Tables) -> None:
    view = tables.view
    view.find_bar.begin(replacing=True)
    QTest.keyClicks(view.find_bar.find_field, "2024")
    QTest.keyClicks(view.find_bar.instead_field, "2023")
    tables.go(0, "label")
    view.find_bar.instead_field.setFocus()
    QTest.keyClick(view.find_bar.instead_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.find_bar.found.text() == "1 cell replaced")
    assert [row.label for row in tables.session.project.periods] == [
        "Sep–Oct 2023",
        "November 2024",
        "Sep–Nov, as published",
    ]
    QTest.mouseClick(view.find_bar.replace_all, LEFT)
    qtbot.waitUntil(lambda: view.find_bar.found.text() == "7 cells replaced")
    periods = tables.session.project.periods
    assert periods[1].label == "November 2023"
    assert [row.start for row in periods] == [date(2023, 9, 1), date(2023, 11, 1), date(2023, 9, 1)]
    tables.session.undo_stack.undo()
    assert tables.session.project.periods[1].label == "November 2024"


def test_what_a_cell_cannot_take_stays_and_is_told(qtbot: QtBot, tables: Tables) -> None:
    view = tables.view
    view.find_bar.begin(replacing=True)
    QTest.keyClicks(view.find_bar.find_field, "839")
    QTest.keyClicks(view.find_bar.instead_field, "many")
    QTest.mouseClick(view.find_bar.replace_all, LEFT)
    qtbot.waitUntil(lambda: view.find_bar.found.text().startswith("0 cells replaced; 1 not: "))
    assert tables.session.project == AUTUMN


def test_the_handle_of_a_selection_fills_the_rows_below(qtbot: QtBot, tables: Tables) -> None:
    view = tables.view
    tables.go(0, "gains")
    handle, grid = view.fill_handle, view.grid
    qtbot.waitUntil(handle.isVisible)
    target = grid.visualRect(view.model.index(1, grid.currentIndex().column())).center()
    inside = QPoint(3, 3)
    QTest.mousePress(handle, LEFT, pos=inside)
    QTest.mouseMove(handle, handle.mapFrom(grid.viewport(), target))
    QTest.mouseRelease(handle, LEFT, pos=handle.mapFrom(grid.viewport(), target))
    QApplication.processEvents()
    values = [row.gains.value for row in tables.session.project.periods if row.gains is not None]
    assert values == [1517, 1517, 2356]
    assert view.selection.rows == (0, 1)
    tables.press(Qt.Key.Key_Z, CTRL)
