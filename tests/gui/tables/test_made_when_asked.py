"""Tables are made when they are first asked for, and nobody can tell that they were not there before."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.tables.pane import TablesPane
from gui.tables.view import TableView
from model.files import sample
from tests.gui.tables.tables_window import AUTUMN, CTRL, Tables


def made(pane: TablesPane) -> set[str]:
    return set(pane.tables.made)


def test_a_start_makes_the_table_that_is_shown_and_counts_the_rows_of_all(tables: Tables) -> None:
    assert made(tables.pane) == {"periods"}
    spoken = [tables.pane.tabBar().accessibleTabName(index) for index in range(tables.pane.count())]
    assert spoken[:3] == ["Periods, 3 rows", "Recruitment, 1 row", "Recruitment campaigns, 0 rows"]


def test_a_click_on_a_tab_makes_its_tables_and_the_keys_go_there(tables: Tables) -> None:
    tables.view.grid.setFocus()
    bar = tables.pane.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert made(tables.pane) == {"periods", "intake", "requirements"}
    tables.qtbot.waitUntil(tables.pane.tables["intake"].grid.hasFocus)  # the first of the two
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert tables.pane.tables["intake"].grid.hasFocus()  # and when both are there
    tables.press(Qt.Key.Key_PageDown, CTRL)
    assert tables.view.table.key == "campaigns"
    assert tables.view.grid.hasFocus()


def test_every_table_is_tied_once_however_late_it_is_made(qtbot: QtBot) -> None:
    pane = TablesPane(Session(AUTUMN))
    qtbot.addWidget(pane)
    tied: list[str] = []

    def tie(view: TableView) -> None:
        tied.append(view.table.key)

    pane.tie(tie)
    assert tied == ["periods"]
    while pane.tables.make_another():
        pass
    assert tied == list(pane.tables)
    assert len(pane.tables) == len(tied)


def test_what_was_arranged_stays_though_its_table_is_not_made(qtbot: QtBot) -> None:
    session = Session(sample("autumn-2024"))
    pane = TablesPane(session)
    qtbot.addWidget(pane)
    state = {"tab": 0, "tables": {"claims": {"shown": {}, "widths": {"quote": 333}}, "unknown": {}}}
    pane.restore_state(json.dumps(state).encode())
    assert made(pane) == {"periods"}
    kept = json.loads(pane.save_state())["tables"]
    assert kept["claims"] == state["tables"]["claims"]  # type: ignore[index] # a dict of dicts
    assert "unknown" not in kept
    view = pane.tables["claims"]
    column = [each.key for each in view.model.columns].index("quote")
    assert view.grid.columnWidth(column) == 333
    assert json.loads(pane.save_state())["tables"]["claims"]["widths"] == {"quote": 333}


def test_an_unknown_table_is_none(tables: Tables) -> None:
    assert "nothing" not in tables.pane.tables
    assert tables.pane.tables.get("nothing") is None


def test_tab_reaches_a_table_where_its_page_stands(qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    pane = TablesPane(Session(AUTUMN), above)
    behind = QWidget(above)
    behind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    grid = pane.tables["campaigns"].grid
    order: list[QWidget] = []
    widget = above.nextInFocusChain()
    while widget is not None and widget is not above:
        order.append(widget)
        widget = widget.nextInFocusChain()
    assert order.index(grid) < order.index(behind)
