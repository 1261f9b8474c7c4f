"""What a person who knows spreadsheets expects of keys and mouse in the tables."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.app.theme import Scheme
from gui.tables.view import TableView
from model.checks import Checks, checks
from model.derive.results import Results
from model.project import Project
from tests.gui.hands import choose_in
from tests.gui.window_kit import NEVER, Kit, opened
from tests.journeys.typed import column_of
from tests.samples import of_sample

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, of_sample("months-2022-2024").project) as opened_kit:
        yield opened_kit


def view_of(kit: Kit, table: str = "periods") -> TableView:
    return kit.window.tables.show_table(table)


def press(kit: Kit, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or kit.window, key, modifiers)


def opened_menu(kit: Kit, title: str) -> QMenu:
    """Open a menu of the window, of the bar or within one, by its title."""
    menus = kit.window.findChildren(QMenu)
    menu = next(each for each in menus if each.title().replace("&", "") == title)
    menu.aboutToShow.emit()
    return menu


def test_ctrl_y_redoes(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    view = view_of(kit)
    view.grid.go_to(0, column_of(view, "losses"))
    press(kit, Qt.Key.Key_Delete)
    qtbot.waitUntil(kit.window.actions_by_key["undo"].isEnabled)
    press(kit, Qt.Key.Key_Z, CTRL)
    assert kit.session.project == before
    qtbot.waitUntil(kit.window.actions_by_key["redo"].isEnabled)
    press(kit, Qt.Key.Key_Y, CTRL)
    assert kit.session.project != before


def test_space_selects_rows_and_columns_and_they_grow(kit: Kit) -> None:
    view = view_of(kit)
    losses = column_of(view, "losses")
    view.grid.go_to(2, losses)
    press(kit, Qt.Key.Key_Space, SHIFT)
    press(kit, Qt.Key.Key_Down, SHIFT)
    selection = view.selection
    assert selection.rows == (2, 3)
    assert len(selection.columns) == len(view.grid.shown_columns())
    view.grid.go_to(2, losses)
    press(kit, Qt.Key.Key_Space, CTRL)
    assert len(view.selection.rows) == len(kit.session.project.periods)
    columns = [area.columns for area in view.selection.areas]
    assert columns == [("losses",)]
    press(kit, Qt.Key.Key_Right, SHIFT)
    assert len(view.selection.rows) == len(kit.session.project.periods)
    columns = [area.columns for area in view.selection.areas]
    assert columns == [("losses", "gains")]
    press(kit, Qt.Key.Key_Down)
    press(kit, Qt.Key.Key_Down, SHIFT)
    assert view.selection.cell_count == 2


def test_a_choice_has_an_arrow_and_alt_and_down_open_it(qtbot: QtBot, kit: Kit) -> None:
    view = view_of(kit, "sources")
    view.grid.go_to(0, column_of(view, "stance"))
    before = kit.session.project
    press(kit, Qt.Key.Key_Down, ALT)
    editor = view.grid.editor
    assert editor is not None
    popup = editor.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    box = view.grid.visualRect(view.grid.currentIndex())
    QTest.mouseClick(
        view.grid.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(box.right() - 8, box.center().y()),
    )
    editor = view.grid.editor
    assert editor is not None
    popup = editor.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert kit.session.project is before


def test_typing_into_a_computed_cell_says_why_not(kit: Kit) -> None:
    view = view_of(kit)
    view.grid.go_to(0, column_of(view, "losses_per_day"))
    QTest.keyClicks(view.grid, "7")
    assert view.grid.editor is None
    assert "Losses/day is computed" in kit.window.message_bar.text


def test_ctrl_d_goes_on_with_the_months(kit: Kit) -> None:
    view = view_of(kit)
    for row in (1, 2):
        view.grid.go_to(row, column_of(view, "label"))
        QTest.keyClicks(view.grid, "x")
        press(kit, Qt.Key.Key_Return)
    first = kit.session.project.periods[0]
    before = kit.session.project.periods
    view.grid.select_block(0, column_of(view, "label"), 3, 3)
    press(kit, Qt.Key.Key_D, CTRL)
    labels = [period.label for period in kit.session.project.periods[:3]]
    assert labels == ["March 2022", "April 2022", "May 2022"]
    assert first.label == "March 2022"
    days = [(period.start.isoformat(), period.end.isoformat()) for period in kit.session.project.periods[:3]]
    assert days == [("2022-03-01", "2022-03-31"), ("2022-04-01", "2022-04-30"), ("2022-05-01", "2022-05-31")]
    assert kit.session.project.periods[3:] == before[3:]


def test_months_go_on_below_the_last_row(qtbot: QtBot, kit: Kit) -> None:
    view = view_of(kit)
    before = kit.session.project.periods
    view.grid.go_to(view.model.draft_row, 0)
    press(kit, Qt.Key.Key_D, CTRL)
    added = kit.session.project.periods[len(before) :]
    assert [(row.label, row.end.isoformat()) for row in added] == [("January 2025", "2025-01-31")]
    view.grid.go_to(view.model.draft_row - 1, 0)
    handle, row = view.fill_handle, view.grid.rows_head.defaultSectionSize()
    qtbot.waitUntil(handle.isVisible)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseMove(handle, QPoint(2, 2 + row))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 2 + 3 * row))
    added = kit.session.project.periods[len(before) :]
    assert [row.label for row in added] == ["January 2025", "February 2025", "March 2025", "April 2025"]
    assert {row.series for row in added} == {before[-1].series}
    assert [row.losses for row in added] == [None] * 4
    press(kit, Qt.Key.Key_Z, CTRL)
    press(kit, Qt.Key.Key_Z, CTRL)
    assert kit.session.project.periods == before
    press(kit, Qt.Key.Key_A, CTRL)
    press(kit, Qt.Key.Key_D, CTRL)  # and all rows that there are do not
    assert len(kit.session.project.periods) == len(before)
    view.grid.go_to(view.model.draft_row - 1, column_of(view, "losses"))
    qtbot.waitUntil(handle.isHidden)  # a number is not that of days that nobody gave


def test_a_row_inserted_above_takes_the_days_that_lie_open(kit: Kit) -> None:
    view = view_of(kit)
    view.grid.go_to(1, 0)
    press(kit, Qt.Key.Key_Minus, CTRL)  # April goes
    view.grid.go_to(1, 0)
    kit.window.update_actions()
    press(kit, Qt.Key.Key_Plus, CTRL)
    added = kit.session.project.periods[1]
    assert (added.start.isoformat(), added.end.isoformat()) == ("2022-04-01", "2022-04-30")
    view.grid.go_to(0, 0)
    press(kit, Qt.Key.Key_Plus, CTRL)
    added = kit.session.project.periods[0]
    assert (added.start.isoformat(), added.end.isoformat()) == ("2022-02-01", "2022-02-28")
    count = len(kit.session.project.periods)
    view.grid.go_to(1, 0)
    press(kit, Qt.Key.Key_Plus, CTRL)
    assert len(kit.session.project.periods) == count
    assert "No days lie open before March 2022" in kit.window.message_bar.text


def test_undo_shows_what_it_changed_and_leaves_the_selection(qtbot: QtBot, kit: Kit) -> None:
    view = view_of(kit)
    last = len(kit.session.project.periods) - 1
    view.grid.go_to(last, column_of(view, "losses"))
    press(kit, Qt.Key.Key_Delete)
    view_of(kit, "sources")
    view.grid.scrollToTop()
    qtbot.waitUntil(kit.window.actions_by_key["undo"].isEnabled)
    press(kit, Qt.Key.Key_Z, CTRL)
    assert kit.window.tables.current is view
    assert last in view.grid.visible_rows()
    assert view.selection.current == (last, "losses")


def test_steps_of_undo_are_listed_and_one_goes_back_to_any(kit: Kit) -> None:
    before = kit.session.project
    view = view_of(kit)
    for row in range(3):
        view.grid.go_to(row, column_of(view, "losses"))
        press(kit, Qt.Key.Key_Delete)
    steps = opened_menu(kit, "Steps of Undo").actions()
    assert len(steps) == 4
    assert [step.isChecked() for step in steps] == [True, False, False, False]
    choose_in(opened_menu(kit, "Steps of Undo"), -1)
    assert kit.session.project == before
    steps = opened_menu(kit, "Steps of Undo").actions()
    assert steps[-1].isChecked()


def test_sorting_and_columns_stand_in_the_menu(kit: Kit) -> None:
    view = view_of(kit)
    view.grid.go_to(0, column_of(view, "losses"))
    texts = [each.text() for each in opened_menu(kit, "Sort").actions()]
    choose_in(opened_menu(kit, "Sort"), next(at for at, text in enumerate(texts) if "Largest" in text))
    numbers = view.model.row_numbers(range(view.model.draft_row))
    losses = [kit.session.project.periods[number].losses for number in numbers[:2]]
    assert losses[0] is not None
    assert losses[1] is not None
    assert (losses[0].value or 0) >= (losses[1].value or 0)
    assert len(opened_menu(kit, "Columns").actions()) > 5


def test_a_filter_can_be_of_one_column(qtbot: QtBot, kit: Kit) -> None:
    view = view_of(kit)
    view.find_bar.begin(filtering=True, column="start")
    QTest.keyClicks(view.find_bar.only_field, "2022-03")
    qtbot.waitUntil(lambda: view.model.draft_row == 1)
    view.find_bar.only_in.setFocus()
    QTest.keyClick(view.find_bar.only_in, Qt.Key.Key_Home)  # any column: no other holds it
    qtbot.waitUntil(lambda: view.model.draft_row == 1)
    view.find_bar.only_field.clear()
    QTest.keyClicks(view.find_bar.only_field, "March")
    qtbot.waitUntil(lambda: view.model.draft_row == 3)
    QTest.keyClicks(view.find_bar.only_field, " 2023")
    qtbot.waitUntil(lambda: view.model.draft_row == 1)


def test_a_great_change_is_made_beside_the_window_and_is_one_step(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine the wait is told in a box that takes the keys; no window manager gives them back here.
    monkeypatch.setattr("gui.app.waiting._PATIENCE", NEVER)
    view = view_of(kit)
    base = kit.session.project
    many = base.periods * 10
    kit.session.load(Project(periods=many, series=base.series, sources=base.sources), None)
    checked_in: list[threading.Thread] = []

    def watched(results: Results, before: Checks | None) -> Checks:
        checked_in.append(threading.current_thread())
        return checks(results, before)

    monkeypatch.setattr("gui.session.checks", watched)
    losses = column_of(view, "losses")
    view.grid.select_block(0, losses, len(many), 1)
    press(kit, Qt.Key.Key_D, CTRL)
    first = kit.session.project.periods[0].losses
    assert all(period.losses == first for period in kit.session.project.periods)
    press(kit, Qt.Key.Key_C, CTRL)
    press(kit, Qt.Key.Key_Z, CTRL)
    view.grid.go_to(0, losses)
    press(kit, Qt.Key.Key_V, CTRL)
    assert all(period.losses == first for period in kit.session.project.periods)
    view.grid.select_block(0, losses, len(many) - 1, 1)
    press(kit, Qt.Key.Key_Minus, CTRL)
    assert len(kit.session.project.periods) == 1
    assert kit.session.undo_stack.count() == 2
    assert len(checked_in) == 4
    assert threading.main_thread() not in checked_in


def test_tables_take_new_colours_at_once_both_ways(kit: Kit) -> None:
    view, theme = view_of(kit), kit.window._theme
    grounds = []
    for scheme in (Scheme.DARK, Scheme.LIGHT, Scheme.DARK, Scheme.LIGHT):
        theme.set_scheme(scheme)
        QApplication.processEvents()
        assert view.grid.cell_delegate.tones.text == view.grid.palette().text().color()
        grounds.append(view.grid.cell_delegate.tones.base.lightness())
    assert grounds[0] == grounds[2] < 128 < grounds[1] == grounds[3]
