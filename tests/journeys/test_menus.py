"""What opens under the right button and the menu key: on cells, and on the heads of columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.tables.choose_columns import ChooseColumns
from gui.tables.view import TableView
from tests.gui.hands import act, entries_of, menu_at, menu_by_key, read_as, through_menus
from tests.gui.window_kit import Kit, opened
from tests.journeys.typed import column_of


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


@pytest.fixture
def view(kit: Kit) -> TableView:
    return kit.window.tables.show_table("periods")


def menu_on_cell(view: TableView, row: int, key: str) -> QMenu:
    box = view.grid.visualRect(view.model.index(row, column_of(view, key)))
    return menu_at(view.grid.viewport(), box.center())


def menu_on_head(view: TableView, key: str) -> QMenu:
    head = view.grid.columns_head
    section = column_of(view, key)
    middle = head.sectionViewportPosition(section) + head.sectionSize(section) // 2
    return menu_at(head.viewport(), QPoint(middle, head.height() - 6))


def labels(view: TableView) -> list[str]:
    at = column_of(view, "label")
    return [view.model.index(row, at).data() for row in range(view.model.draft_row)]


def test_the_right_button_goes_to_the_cell_and_does_what_is_chosen(kit: Kit, view: TableView) -> None:
    before = kit.session.project
    view.grid.go_to(0, column_of(view, "label"))
    through_menus(menu_on_cell(view, 1, "losses"), "Duplicate Rows")
    periods = kit.session.project.periods
    assert len(periods) == len(before.periods) + 1
    assert periods[2].losses == before.periods[1].losses
    act(kit.window, "undo")
    assert kit.session.project == before

    QTest.keyClick(menu_on_cell(view, 1, "losses"), Qt.Key.Key_Escape)
    assert view.grid.currentIndex().row() == 1
    assert kit.session.project is before


def test_a_right_click_in_a_selection_keeps_it_and_one_beside_it_does_not(kit: Kit, view: TableView) -> None:
    view.rows.select([0, 1])
    QTest.keyClick(menu_on_cell(view, 0, "losses"), Qt.Key.Key_Escape)
    assert [*view.selection.rows] == [0, 1]
    view.grid.go_to(0, column_of(view, "losses"))
    QTest.keyClick(menu_on_cell(view, 1, "losses"), Qt.Key.Key_Escape)
    assert [*view.selection.rows] == [1]


def test_rows_are_sorted_and_columns_shown_from_the_menu_of_a_cell(kit: Kit, view: TableView) -> None:
    in_file = labels(view)
    most = "Sep–Nov, as published"  # 125,000 against 80,110 and 45,690
    through_menus(menu_on_cell(view, 0, "losses"), "Largest First")
    assert labels(view)[0] == most
    through_menus(menu_on_cell(view, 0, "losses"), "As in the File")
    assert labels(view) == in_file

    hidden, losses = column_of(view, "losses.quote"), column_of(view, "losses")
    assert view.grid.isColumnHidden(hidden)
    through_menus(menu_on_cell(view, 0, "losses"), "Choose Columns…")
    (dialog,) = view.findChildren(ChooseColumns)
    shown = [dialog.listed.item(row).text() for row in range(len(view.grid.shown_columns()))]
    assert shown == [view.model.columns[n].label(view.model.context) for n in view.grid.shown_columns()]
    assert dialog.focusWidget() is dialog.field
    QTest.keyClicks(dialog.field, "quote losses")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not view.grid.isColumnHidden(hidden)
    dialog.field.clear()
    QTest.keyClicks(dialog.field, "people lost in the period")  # what it is, not what it is called
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert view.grid.isColumnHidden(losses)
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    through_menus(menu_on_cell(view, 0, "gains"), "As at First")
    assert view.grid.isColumnHidden(hidden)
    assert not view.grid.isColumnHidden(losses)


def test_the_menu_key_opens_at_the_cell_and_a_letter_chooses(kit: Kit, view: TableView) -> None:
    before = kit.session.project
    view.grid.go_to(1, column_of(view, "losses"))
    menu = menu_by_key()
    box = view.grid.visualRect(view.grid.currentIndex())
    assert menu.y() == view.grid.viewport().mapToGlobal(box.bottomLeft()).y()
    entries = {read_as(entry): entry.text() for entry in entries_of(menu)}
    letter = entries["Duplicate Rows"].partition("&")[2][0]
    QTest.keyClicks(menu, letter)
    assert len(kit.session.project.periods) == len(before.periods) + 1


def test_the_head_of_a_column_filters_by_it_and_hides_and_shows_columns(kit: Kit, view: TableView) -> None:
    gains = column_of(view, "gains")
    through_menus(menu_on_head(view, "losses"), view.model.columns[gains].label(view.model.context))
    assert view.grid.isColumnHidden(gains)
    through_menus(menu_on_head(view, "losses"), "As at First")
    assert not view.grid.isColumnHidden(gains)

    label = view.model.columns[column_of(view, "label")].label(view.model.context)
    through_menus(menu_on_head(view, "label"), f"Show Only Rows by {label}…")
    field = view.find_bar.only_field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "November")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.qWait(0)
    assert labels(view) == ["November 2024"]
