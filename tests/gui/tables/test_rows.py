"""Rows: inserted, duplicated, deleted, moved, sorted, filtered; and what stays over an edit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.tables.model import TableModel
from model.columns import TABLE, CellKind
from model.edits import Edit
from model.project import Intake, Period, Project, Series
from model.text.figures import Figure
from model.text.records import replace
from model.text.words import words
from tests.gui.tables.tables_window import AUTUMN, CTRL, SHIFT, Tables
from tests.properties import examples


def labels(tables: Tables) -> list[str]:
    return [tables.text(row, "label") for row in range(tables.view.model.draft_row)]


def many(count: int) -> Project:
    first = date(2000, 1, 1)
    return replace(
        AUTUMN,
        periods=tuple(
            Period("ru", f"day {n}", first + timedelta(n), first + timedelta(n), Figure(float(n % 97)))
            for n in range(count)
        ),
    )


def monthly(period: Period) -> Intake:
    return Intake("ru", period.label, period.start, period.end, Figure(1.0))


def test_rows_are_duplicated_below_the_last_of_them(tables: Tables) -> None:
    tables.select(0, "label", 1, "losses")
    tables.view.rows.duplicate()
    assert [label[:3] for label in labels(tables)] == ["Sep", "Nov", "Sep", "Nov", "Sep"]
    assert tables.view.selection.rows == (2, 3)


def test_rows_are_deleted_and_come_back_in_their_place(tables: Tables) -> None:
    before = labels(tables)
    tables.select(0, "label", 1, "label")
    tables.view.rows.delete()
    assert labels(tables) == before[2:]
    tables.session.undo_stack.undo()
    assert labels(tables) == before


def test_a_row_is_inserted_above_the_current_one(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.view.rows.insert()
    assert len(labels(tables)) == 4
    assert labels(tables)[0] == ""
    assert tables.current == (0, "label")


def test_a_row_that_needs_a_figure_is_begun_in_the_last_row(tables: Tables) -> None:
    tables.pane.show_table("intake")
    tables.view.rows.insert()
    assert tables.current == (1, "label")
    assert "Recruited a month" in tables.said[0]


def test_rows_are_moved_with_their_selection(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.view.rows.move(1)
    assert labels(tables)[1] == "Sep–Oct 2024"
    assert tables.current == (1, "losses")
    assert tables.view.selection.rows == (1,)
    tables.view.rows.move(-1)
    assert labels(tables)[0] == "Sep–Oct 2024"


def test_a_row_is_dragged_by_its_head(tables: Tables) -> None:
    head = tables.view.grid.rows_head
    height = head.defaultSectionSize()
    press, target = QPoint(10, height // 2), QPoint(10, height * 2 - 3)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=press)
    assert tables.view.selection.rows == (0,)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=press)
    QTest.mouseMove(head.viewport(), QPoint(10, height))
    QTest.mouseMove(head.viewport(), target)
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert labels(tables)[:2] == ["November 2024", "Sep–Oct 2024"]


def test_a_click_on_a_head_sorts_and_the_third_brings_back_the_order_of_the_file(tables: Tables) -> None:
    before = labels(tables)
    head = tables.view.grid.columns_head
    column = tables.column("losses")
    at = QPoint(head.sectionViewportPosition(column) + head.sectionSize(column) // 2, head.height() - 8)

    def click() -> list[str]:
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return [tables.text(row, "losses") for row in range(3)]

    def said() -> object:
        role = Qt.ItemDataRole.AccessibleDescriptionRole
        return tables.view.model.headerData(column, Qt.Orientation.Horizontal, role)

    assert click() == ["45,690", "80,110", ">125,000"]
    assert said() == "sorted, smallest first"
    assert click() == [">125,000", "80,110", "45,690"]
    assert said() == "sorted, largest first"
    click()
    assert labels(tables) == before
    assert tables.project is AUTUMN


def test_what_is_empty_is_last_in_either_order(tables: Tables) -> None:
    tables.go(1, "losses")
    tables.press(Qt.Key.Key_Delete)
    for order in Qt.SortOrder:
        tables.view.sort(tables.column("losses"), order)
        assert tables.text(2, "losses") == ""


def test_selection_and_current_cell_follow_their_row_through_sorting(tables: Tables) -> None:
    tables.go(0, "gains")
    tables.view.sort(tables.column("losses"), Qt.SortOrder.DescendingOrder)
    assert tables.current == (1, "gains")
    assert tables.view.selection.rows == (0,)


def test_an_edit_in_a_sorted_table_goes_to_its_row(tables: Tables) -> None:
    tables.view.sort(tables.column("losses"), Qt.SortOrder.AscendingOrder)
    tables.enter(0, "losses", "99,999")
    assert tables.project.periods[1].losses is not None
    assert tables.project.periods[1].losses.value == 99999
    assert tables.text(0, "losses") == "99,999"


def test_rows_are_not_moved_while_sorted(tables: Tables) -> None:
    tables.view.sort(0, Qt.SortOrder.AscendingOrder)
    tables.view.rows.move(1)
    assert tables.project is AUTUMN
    assert tables.said


def test_the_filter_shows_only_rows_with_the_text(tables: Tables, qtbot: QtBot) -> None:
    tables.view.find_bar.begin(filtering=True)
    QTest.keyClicks(tables.view.find_bar.only_field, "gsu")
    assert labels(tables) == ["November 2024"]
    qtbot.waitUntil(lambda: "1 of 3" in tables.view.find_bar.found.text())
    tables.enter(0, "losses", "5")
    assert tables.project.periods[1].losses is not None
    assert tables.project.periods[1].losses.value == 5
    QTest.keyClick(tables.view.find_bar.only_field, Qt.Key.Key_Escape)
    assert len(labels(tables)) == 3
    assert not tables.view.find_bar.isVisible()


def test_find_goes_round_and_counts(tables: Tables, qtbot: QtBot) -> None:
    tables.view.find_bar.begin()
    field = tables.view.find_bar.find_field
    QTest.keyClicks(field, "2024-11-30")
    qtbot.waitUntil(lambda: tables.view.find_bar.found.text() == "1 of 2")
    assert tables.current == (1, "end")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert tables.current == (2, "end")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert tables.current == (1, "end")
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert tables.current == (2, "end")
    QTest.keyClicks(field, "x")
    assert tables.view.find_bar.found.text() == "not found"


def test_find_sees_what_was_typed_since(tables: Tables) -> None:
    tables.view.find_bar.begin()
    field = tables.view.find_bar.find_field
    QTest.keyClicks(field, "wxyz")
    tables.view.model.set_texts({(2, "label"): "wxyz"})
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert tables.current == (2, "label")


def test_selecting_rows_from_elsewhere_selects_them_here(tables: Tables) -> None:
    tables.pane.setCurrentIndex(3)
    tables.pane.select_rows("periods", (0, 2))
    assert tables.pane.currentIndex() == 0
    assert tables.view.selection.rows == (0, 2)


def test_selection_and_scroll_position_survive_an_edit_and_its_undo(
    tables_of: Callable[[Project], Tables],
) -> None:
    tables = tables_of(many(500))
    tables.go(300, "losses")
    tables.view.grid.verticalScrollBar().setValue(tables.view.grid.verticalScrollBar().value() + 40)
    place = tables.view.grid.verticalScrollBar().value()
    tables.view.model.set_texts({(2, "losses"): "5"})
    tables.session.undo_stack.undo()
    assert tables.view.grid.verticalScrollBar().value() == place
    assert tables.current == (300, "losses")


def test_an_edit_repaints_only_the_rows_that_changed(
    tables_of: Callable[[Project], Tables], qtbot: QtBot
) -> None:
    tables = tables_of(many(500))
    tables.go(3, "losses")
    qtbot.waitUntil(lambda: len(tables.view.grid.visible_rows()) > 3)
    changed: list[tuple[int, int]] = []
    tables.view.grid.viewport().repaint()
    tables.view.model.dataChanged.connect(lambda a, b, _roles: changed.append((a.row(), b.row())))
    tables.view.model.set_texts({(3, "losses"): "5"})
    assert changed == [(3, 3)]
    tables.view.model.set_texts({(400, "losses"): "5"})
    assert changed == [(3, 3)]


def test_signs_of_a_row_follow_an_edit_and_say_why(tables: Tables) -> None:
    model = tables.view.model
    assert model.is_total(2)
    heads: list[int] = []
    model.headerDataChanged.connect(lambda _way, first, _last: heads.append(first))
    tables.enter(1, "start", "2024-10-30")
    assert {0, 1} <= set(heads)
    assert "conflict" in str(
        model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleDescriptionRole)
    )
    assert "conflict" in str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_only_visible_cells_reach_the_view(tables_of: Callable[[Project], Tables]) -> None:
    tables = tables_of(many(500))
    grid = tables.view.grid
    assert len(grid.visible_rows()) < 60
    model = tables.view.model
    asked: list[QRect] = []
    grid.update = lambda *args: asked.append(args)  # type: ignore[method-assign] # counts what Qt would repaint
    grid.dataChanged(model.index(400, 0), model.index(499, 3))
    assert asked == []


def test_another_project_resets_the_table(tables: Tables) -> None:
    tables.view.sort(0, Qt.SortOrder.DescendingOrder)
    tables.session.load(many(3), None)
    assert labels(tables) == ["day 0", "day 1", "day 2"]
    assert tables.view.model.in_file_order


def test_state_of_the_columns_comes_back(tables: Tables, tables_of: Callable[[Project], Tables]) -> None:
    note = tables.column("note")
    tables.view.columns_shown.show(note, True)
    tables.view.grid.setColumnWidth(0, 77)
    tables.pane.setCurrentIndex(2)
    other = tables_of(AUTUMN)
    other.pane.restore_state(tables.pane.save_state())
    assert other.pane.currentIndex() == 2
    view = other.pane.tables["periods"]
    assert not view.grid.isColumnHidden(note)
    assert view.grid.columnWidth(0) == 77


def test_a_broken_state_is_passed_over(tables: Tables) -> None:
    states = (
        b"",
        b"[]",
        b"{",
        b'{"tab": 99}',
        b'{"tab": "x", "tables": []}',
        b'{"tables": {"periods": {"shown": 1}}}',
    )
    for state in states:
        tables.pane.restore_state(state)
    assert tables.view.grid.shown_columns()


def test_the_last_column_cannot_be_hidden(tables: Tables) -> None:
    for column in tables.view.grid.shown_columns():
        tables.view.columns_shown.show(column, False)
    assert len(tables.view.grid.shown_columns()) == 1


def test_tabs_say_how_many_rows_they_have_and_are_switched_by_keys(tables: Tables) -> None:
    bar = tables.pane.tabBar()
    assert bar.accessibleTabName(0) == "Periods, 3 rows"
    tables.view.model.set_texts({(3, "label"): "December 2024"})
    assert bar.accessibleTabName(0) == "Periods, 4 rows"
    tables.press(Qt.Key.Key_PageDown, CTRL)
    assert tables.pane.currentIndex() == 1
    assert tables.view.grid.hasFocus()
    tables.press(Qt.Key.Key_PageUp, CTRL)
    assert tables.pane.currentIndex() == 0


def test_a_total_under_a_filter_is_marked_and_the_shown_rows_have_their_own(tables: Tables) -> None:
    totals, losses = tables.view.totals, tables.column("losses")
    assert totals is not None
    filtered: list[bool] = []
    tables.pane.filtered.connect(filtered.append)
    tables.view.find_bar.begin(filtering=True)
    QTest.keyClicks(tables.view.find_bar.only_field, "Nov")
    tables.qtbot.waitUntil(lambda: tables.view.model.draft_row == 2)  # November, and the published total
    texts = [[totals.model().index(row, column).data() for column in (0, losses)] for row in range(2)]
    assert texts == [
        ["All rows, hidden ones too: Total of parts — agrees with Σ ✓", "125,800"],
        ["Shown rows: 1 of 2 counted", "45,690"],
    ]
    tables.view.find_bar.only_field.clear()
    tables.qtbot.waitUntil(lambda: totals.model().rowCount() == 1)
    assert totals.model().index(0, 0).data() == "Total of parts — agrees with Σ ✓"
    assert (filtered[0], filtered[-1]) == (True, False)


def test_the_totals_of_many_series_scroll_below_the_bar_of_the_rows(tables: Tables) -> None:
    totals, grid = tables.view.totals, tables.view.grid
    assert totals is not None
    days = many(200).periods
    called = ["ru", *(f"s{at % 6}" for at in range(1, len(days)))]
    tables.session.load(
        replace(
            AUTUMN,
            series=tuple(Series(key) for key in dict.fromkeys(called)),
            periods=tuple(replace(day, series=key) for day, key in zip(days, called, strict=True)),
        ),
        None,
    )
    bars = totals.verticalScrollBar(), grid.verticalScrollBar()
    tables.qtbot.waitUntil(lambda: all(bar.isVisible() for bar in bars))
    tables.qtbot.waitUntil(lambda: totals.viewport().width() == grid.viewport().width())


def test_totals_follow_an_edit_under_the_columns(tables: Tables) -> None:
    totals = tables.view.totals
    assert totals is not None
    losses = tables.column("losses")
    assert totals.model().index(0, losses).data() == "125,800"
    assert "✓" in totals.model().index(0, 0).data()
    tables.enter(1, "losses", "40,000")
    assert totals.model().index(0, losses).data() == "120,110"
    assert totals.columnWidth(losses) == tables.view.grid.columnWidth(losses)
    assert totals.columnViewportPosition(losses) == tables.view.grid.columnViewportPosition(losses)


def test_an_empty_table_says_how_to_begin(tables_of: Callable[[Project], Tables]) -> None:
    tables = tables_of(Project())
    empty = tables.view.empty
    assert empty.isVisible()
    assert "November 2024" in empty.text()
    tables.enter(0, "label", "November 2024")
    assert not empty.isVisible()


@pytest.mark.begun_first
@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_model_follows_any_edit(qapp: object, data: st.DataObject) -> None:
    # Qt's tester looks at each cell at each change: of periods, with their hundred columns, a few times.
    table = TABLE[data.draw(st.sampled_from(("periods", "intake", "intake", "intake")))]
    begun = replace(AUTUMN, intake=tuple(map(monthly, many(5).periods)), periods=many(5).periods)
    session = Session(begun)
    model = TableModel(table, session)
    model.visible = lambda: range(model.rowCount())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for step in range(data.draw(st.integers(1, 4))):
        if data.draw(st.booleans()):
            model.sort(data.draw(st.sampled_from([-1, 0, 5])), data.draw(st.sampled_from(list(Qt.SortOrder))))
        rows = list(getattr(session.project, table.key))
        kept = (
            data.draw(st.permutations(range(len(rows))))
            if data.draw(st.booleans())
            else list(range(len(rows)))
        )
        kept = kept[: data.draw(st.integers(0, len(kept)))]
        edited = [rows[n] for n in kept]
        for place in data.draw(st.lists(st.integers(0, 5), max_size=3)):
            new = replace(getattr(begun, table.key)[0], label=f"new {step}")
            edited.insert(min(place, len(edited)), new)
        watched = model.index(0, 0) if model.draft_row else None
        changed: dict[str, Any] = {table.key: tuple(edited)}
        session.edit(Edit(words("edit"), replace(session.project, **changed)))
        shown = [model.row_number(row) for row in range(model.draft_row)]
        assert sorted(shown) == list(range(len(edited)))
        assert [model.text(row, 0) for row in range(model.draft_row)] == [edited[n].label for n in shown]
        del watched
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert sorted(model.text(row, 0) for row in range(model.draft_row)) == sorted(
        p.label for p in many(5).periods
    )
    del tester
    model.deleteLater()


def test_a_total_that_becomes_wide_is_shown_whole(tables: Tables) -> None:
    tables.enter(1, "losses", "25-30k")
    assert tables.view.totals is not None
    totals, column = tables.view.totals, tables.column("losses")
    assert totals.columnWidth(column) >= totals.least_width(column)
    assert tables.view.grid.columnWidth(column) == totals.columnWidth(column)


def test_a_choice_that_is_cut_takes_the_room_that_is_left(tables: Tables) -> None:
    view = tables.pane.show_table("series")
    column = next(n for n, declared in enumerate(view.model.columns) if declared.key == "counts")
    assert view.grid.columnWidth(column) >= view.grid.cell_delegate.widest(column)


def test_a_source_is_begun_with_a_name_or_a_tag(tables: Tables) -> None:
    view = tables.pane.show_table("sources")
    before = len(tables.project.sources)
    tables.enter(view.model.draft_row, "note", "A note on nobody")
    assert len(tables.project.sources) == before
    assert view.model.hint(view.model.draft_row, 0) == "needed"
    tables.enter(view.model.draft_row, "name", "Oryx")
    assert tables.project.sources[-1].name == "Oryx"
    assert tables.project.sources[-1].note == "A note on nobody"


def test_the_totals_are_reached_with_tab_and_can_be_copied(tables: Tables) -> None:
    totals = tables.view.totals
    assert totals is not None
    tables.go(3, "gains")
    tables.press(Qt.Key.Key_Tab)
    assert totals.hasFocus()
    totals.setCurrentIndex(totals.model().index(0, tables.column("losses")))
    QTest.keyClick(totals, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(totals, Qt.Key.Key_C, CTRL)
    assert tables.copied() == "125800\t2356\n"
    assert 'sdval="125800"' in QGuiApplication.clipboard().mimeData().html()
    spoken = totals.model().index(0, tables.column("losses")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Losses: 125,800"
    QTest.keyClick(totals, Qt.Key.Key_Tab)
    assert not totals.hasFocus()
    assert not totals.selectionModel().hasSelection()


def test_the_head_of_a_sorted_column_is_not_cut_by_its_arrow(tables: Tables) -> None:
    column = tables.column("losses_per_day")
    tables.view.sort(column, Qt.SortOrder.AscendingOrder)
    grid = tables.view.grid
    assert grid.columnWidth(column) >= grid.columns_head.natural_width(column)


def test_days_and_numbers_are_whole_however_narrow_the_table(tables: Tables) -> None:
    tables.pane.resize(600, 300)
    grid = tables.view.grid
    for column in grid.shown_columns():
        if tables.view.model.columns[column].kind in (CellKind.DATE, CellKind.FIGURE, CellKind.COMPUTED):
            assert grid.columnWidth(column) >= grid.cell_delegate.widest(column)


def test_a_text_gives_back_the_room_that_a_narrower_window_lacks(tables: Tables) -> None:
    grid = tables.view.grid
    wide = grid.columnWidth(0)
    assert wide >= grid.cell_delegate.widest(0)
    tables.pane.resize(1000, 420)
    assert grid.columnWidth(0) < wide
    tables.pane.resize(1500, 420)
    assert grid.columnWidth(0) == wide
