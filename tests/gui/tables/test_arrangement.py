"""Where tables stand: two of one tab below their names, and what room they leave."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.gui.tables.tables_window import Tables


@pytest.mark.parametrize("key", ["intake", "requirements"])
def test_two_tables_of_a_tab_stand_below_their_names_and_fill_their_part(tables: Tables, key: str) -> None:
    tables.pane.show_table("intake")
    table = tables.pane.tables[key]
    (name,) = [label for label in tables.pane.findChildren(QLabel) if label.buddy() is table]
    part = table.parentWidget()
    assert part is not None
    assert (name.isVisible(), table.isVisible()) == (True, True)
    assert name.parentWidget() is part
    assert table.y() == name.y() + name.height()
    assert (table.width(), table.y() + table.height()) == (part.width(), part.height())


def test_below_the_rows_and_what_they_sum_nothing_stands(tables: Tables) -> None:
    intake = tables.pane.show_table("intake")
    grid = intake.grid
    assert intake.totals is None
    rows = grid.columns_head.head_height() + grid.rows_head.length()
    assert 0 < rows < intake.height()
    room = intake.free_room()
    assert (room.top(), room.right(), room.bottom()) == (
        *(grid.y() + rows, intake.rect().right(), intake.rect().bottom()),
    )
    periods = tables.pane.show_table("periods")
    assert periods.totals is not None
    assert periods.free_room().top() == periods.totals.geometry().bottom()
