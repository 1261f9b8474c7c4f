"""What stays in view while a table is scrolled to the right: labels, and what the totals sum."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from gui.tables.frozen import FrozenColumn
from gui.tables.totals import TotalsRow
from tests.gui.hands import settle
from tests.gui.tables.tables_window import Tables


def test_the_label_stays_in_view_while_the_rest_is_scrolled(tables: Tables) -> None:
    tables.pane.resize(700, 420)
    grid = tables.view.grid
    frozen = grid.findChild(FrozenColumn)
    assert frozen is not None
    assert not frozen.isVisible()
    tables.go(1, tables.view.model.columns[grid.shown_columns()[-1]].key)
    assert grid.horizontalScrollBar().value() > 0
    assert frozen.isVisible()
    assert frozen.width() == grid.columnWidth(0)
    while grid.currentIndex().column() > 1:
        tables.press(Qt.Key.Key_Left)
        assert grid.visualRect(grid.currentIndex()).left() >= frozen.covered
    tables.go(1, "vs_baseline")
    at = QPoint(20, frozen.height() - 1 - (grid.viewport().height() - grid.rowViewportPosition(0) - 8))
    QTest.mouseClick(frozen, Qt.MouseButton.LeftButton, pos=at)
    assert tables.current == (0, "label")
    assert not frozen.isVisible()
    assert grid.hasFocus()


def test_the_label_is_drawn_though_its_own_column_is_scrolled_out_of_sight(tables: Tables) -> None:
    tables.pane.resize(500, 420)
    grid = tables.view.grid
    frozen = grid.findChild(FrozenColumn)
    assert frozen is not None
    wide = grid.columnWidth(0)
    grid.horizontalScrollBar().setValue(wide + 5)
    assert grid.columnViewportPosition(0) + wide < 0
    top = grid.viewport().y() - frozen.y()
    drawn = frozen.grab(QRect(0, top, wide - 2, grid.rowHeight(0))).toImage()
    colours = {drawn.pixel(x, y) for x in range(drawn.width()) for y in range(drawn.height())}
    assert len(colours) > 10  # of letters, and not of an empty cell


def test_what_a_row_of_totals_sums_stays_written_where_it_is_scrolled(tables: Tables) -> None:
    tables.pane.resize(500, 420)
    grid, totals = tables.view.grid, tables.view.findChild(TotalsRow)
    assert totals is not None
    settle()
    for value in (7, 140, 60, 0):
        grid.horizontalScrollBar().setValue(value)
        settle()
        port = totals.viewport()
        at = port.mapTo(port.window(), QPoint())
        seen = port.screen().grabWindow(port.window().winId(), at.x(), at.y(), port.width(), port.height())
        assert seen.toImage() == port.grab().toImage(), value
