"""No number is shown in part: its column makes room for it, and where there is none a sign says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.app.translate import model_words
from gui.tables.delegate import NUMBERS
from model.columns import CellKind
from model.edits import Edit
from model.project import Period, Project, Source
from model.text.figures import Figure
from model.text.notation import NOTATIONS
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import words
from tests.gui.tables.tables_window import AUTUMN, CTRL, Tables

LONG = Figure(low=12_345_678_901, high=98_765_432_109, source="a source with a long tag")


def settle(tables: Tables) -> None:
    """Let the window draw, and follow what it found while drawing."""
    for _ in range(4):
        QApplication.processEvents()
    assert tables.view.grid.isVisible()


def cut(tables: Tables) -> list[tuple[int, str]]:
    """Return the numbers and days in view that have less room than they take."""
    settle(tables)
    view = tables.view
    return [
        (row, column.key)
        for row in view.grid.visible_rows()
        for place, column in enumerate(view.model.columns)
        if column.kind in (*NUMBERS, CellKind.DATE) and not view.grid.isColumnHidden(place)
        if view.grid.cell_delegate.cell_width(row, place) > view.grid.columnWidth(place)
    ]


def painted(tables: Tables, row: int, key: str) -> QImage:
    """Return a cell as it is drawn, with neither the current cell nor the selection on it."""
    grid = tables.view.grid
    tables.go(2, "label")
    settle(tables)
    box = grid.visualRect(tables.view.model.index(row, tables.column(key)))
    return grid.viewport().grab(box).toImage()


@pytest.fixture
def empty(tables_of: Callable[[Project], Tables]) -> Tables:
    tables = tables_of(Project())
    settle(tables)
    return tables


def test_what_is_brought_back_into_an_empty_window_is_shown_whole(empty: Tables) -> None:
    empty.session.edit(Edit(words("bring back"), AUTUMN))
    assert cut(empty) == []


def test_rows_that_undo_brings_back_are_shown_whole(empty: Tables) -> None:
    with_rows = replace(AUTUMN, periods=(replace(AUTUMN.periods[0], losses=LONG), *AUTUMN.periods[1:]))
    empty.session.edit(Edit(words("bring back"), with_rows))
    empty.session.undo_stack.undo()
    settle(empty)
    empty.session.undo_stack.redo()
    assert cut(empty) == []


def test_pasted_rows_are_shown_whole(tables: Tables) -> None:
    tables.put_on_clipboard(
        "".join(
            f"December {year}\t{year}-12-01\t{year}-12-31\t\t12,345,678,901–98,765,432,109\t1,517–9,234,567\n"
            for year in range(2010, 2020)
        )
    )
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert len(tables.project.periods) == 13
    tables.go(4, "label")
    assert cut(tables) == []


def test_a_wide_number_far_below_the_first_rows_is_shown_whole_once_it_is_scrolled_to(
    tables_of: Callable[[Project], Tables],
) -> None:
    first = date(2000, 1, 1)
    days = [first + timedelta(days=n) for n in range(400)]
    periods = [Period("ru", f"day {n}", day, day, Figure(n + 1), Figure(2)) for n, day in enumerate(days)]
    periods[300] = replace(periods[300], losses=LONG)
    tables = tables_of(replace(AUTUMN, periods=tuple(periods), sources=(Source(LONG.source or ""),)))
    tables.go(300, "label")
    assert cut(tables) == []


def test_another_unit_and_another_way_to_write_numbers_leave_them_whole(tables: Tables) -> None:
    for notation in NOTATIONS.values():
        tables.session.set_formats(notation, model_words)
        assert cut(tables) == []
    for unit in (AreaUnit.MI2, AreaUnit.KM2):
        view = replace(tables.project.view, area_unit=unit)
        tables.session.edit(Edit(words("unit"), replace(tables.project, view=view)))
        assert cut(tables) == []


def test_totals_that_became_wider_are_shown_whole(empty: Tables) -> None:
    many = replace(AUTUMN, periods=tuple(replace(p, losses=LONG) for p in AUTUMN.periods[:2]))
    empty.session.edit(Edit(words("bring back"), many))
    settle(empty)
    view = empty.view
    assert view.totals is not None
    for place in view.grid.shown_columns()[1:]:
        assert view.totals.least_width(place) <= view.grid.columnWidth(place), view.model.columns[place].key


@pytest.mark.parametrize(
    ("key", "one", "other"), [("losses", "45,690", "99,999"), ("gains", "839", "~2,345,678")]
)
@pytest.mark.parametrize("width", [24, 36, 44])
def test_where_a_person_made_a_column_too_narrow_nothing_of_a_number_is_seen(
    tables: Tables, key: str, one: str, other: str, width: int
) -> None:
    tables.enter(0, key, one)
    tables.enter(1, key, other)
    settle(tables)
    tables.view.grid.setColumnWidth(tables.column(key), width)
    assert painted(tables, 0, key) == painted(tables, 1, key)
    assert painted(tables, 0, key) != painted(tables, 3, key), "an empty cell and a number look the same"


def test_nothing_of_a_day_is_seen_where_it_would_be_cut(tables: Tables) -> None:
    tables.view.grid.setColumnWidth(tables.column("start"), 60)
    assert painted(tables, 0, "start") == painted(tables, 1, "start")


def test_nothing_of_a_total_is_seen_where_it_would_be_cut(tables: Tables) -> None:
    totals, place = tables.view.totals, tables.column("losses")
    assert totals is not None
    tables.view.grid.setColumnWidth(place, 40)

    def shown() -> QImage:
        settle(tables)
        return totals.viewport().grab(totals.visualRect(totals.model().index(0, place))).toImage()

    before = shown()
    tables.enter(1, "losses", "9,111,111")
    assert shown() == before


def test_the_tip_of_a_cell_holds_all_of_a_number_that_is_cut(tables: Tables) -> None:
    tables.view.grid.setColumnWidth(tables.column("start"), 40)
    for key, text in (("losses", "80,110"), ("start", "2024-09-01"), ("shortfall", "20,110–30,110")):
        index = tables.view.model.index(0, tables.column(key))
        assert text in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert tables.view.totals is not None
    total = tables.view.totals.model().index(0, tables.column("losses"))
    assert "125,800" in str(total.data(Qt.ItemDataRole.ToolTipRole))


def test_labels_that_are_pasted_into_an_empty_table_have_the_room_of_labels_that_were_opened(
    empty: Tables, tables_of: Callable[[Project], Tables]
) -> None:
    empty.pane.resize(700, 420)
    opened = tables_of(AUTUMN)
    opened.pane.resize(700, 420)
    empty.session.edit(Edit(words("bring back"), AUTUMN))
    settle(empty)
    settle(opened)
    place = empty.column("label")
    assert empty.view.grid.columnWidth(place) == opened.view.grid.columnWidth(place)


def test_a_long_label_far_below_has_the_room_that_no_column_takes(
    tables_of: Callable[[Project], Tables],
) -> None:
    first = date(2000, 1, 1)
    days = [first + timedelta(days=n) for n in range(300)]
    periods = [Period("ru", f"day {n}", day, day, Figure(n + 1), Figure(2)) for n, day in enumerate(days)]
    periods[250] = replace(periods[250], label="a day with a name that is longer than all the others")
    tables = tables_of(replace(AUTUMN, periods=tuple(periods)))
    tables.pane.resize(1800, 400)
    tables.go(250, "start")
    settle(tables)
    grid = tables.view.grid
    assert grid.columnWidth(0) >= grid.cell_delegate.cell_width(250, 0)
    assert grid.horizontalScrollBar().maximum() == 0


def test_a_column_that_becomes_wider_pushes_the_current_cell_not_out_of_view(
    tables_of: Callable[[Project], Tables],
) -> None:
    first = date(2000, 1, 1)
    days = [first + timedelta(days=n) for n in range(300)]
    periods = [Period("ru", f"day {n}", day, day, Figure(n + 1), Figure(2)) for n, day in enumerate(days)]
    periods[299] = replace(periods[299], losses=LONG)
    tables = tables_of(replace(AUTUMN, periods=tuple(periods), sources=(Source(LONG.source or ""),)))
    tables.pane.resize(1000, 400)
    settle(tables)
    tables.press(Qt.Key.Key_End, CTRL)
    settle(tables)
    grid = tables.view.grid
    assert tables.current[0] == 299
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
