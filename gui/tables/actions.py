"""The actions on cells and rows of a table: for its keys, its context menu and the menus of the window."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.app.actions import Action, Key, cells, editable, in_table, rows
from gui.panels.surface import plain_tip
from model.text.words import marked

if TYPE_CHECKING:
    from gui.tables.view import TableView

CELLS: tuple[Action[TableView], ...] = (
    Action(
        "cut",
        marked("Cu&t"),
        marked("Copy the selected cells and empty them"),
        lambda view: view.cells.cut(),
        Key.Cut,
        "cut",
        when=editable,
        context=1,
    ),
    Action(
        "copy",
        marked("&Copy"),
        marked("Copy the selected cells, for a spreadsheet too"),
        lambda view: view.cells.copy(),
        Key.Copy,
        "copy",
        when=cells,
        context=1,
    ),
    Action(
        "paste",
        marked("&Paste"),
        marked("Paste cells from here or from a spreadsheet"),
        lambda view: view.cells.paste(),
        Key.Paste,
        "paste",
        when=in_table,
        context=1,
    ),
    Action(
        "clear",
        marked("C&lear Cells"),
        marked("Empty the selected cells"),
        lambda view: view.cells.clear(),
        ("Delete",),
        "clear",
        when=editable,
        context=1,
        cell_keys=("Backspace",),
    ),
    Action(
        "select_all",
        marked("Select &All"),
        marked("Select all cells of the table"),
        lambda view: view.grid.selectAll(),
        Key.SelectAll,
        when=in_table,
    ),
    Action(
        "fill_down",
        marked("&Fill Down"),
        marked("Fill the selected cells with the topmost of their column; months go on to those that follow"),
        lambda view: view.cells.fill_down(),
        ("Ctrl+D",),
        "fill",
        when=editable,
        context=1,
    ),
    Action(
        "fill_selection",
        marked("Fill &Selection"),
        marked("Fill the selected cells with what the current one holds"),
        lambda view: view.cells.fill_selection(),
        when=editable,
        context=1,
        cell_keys=("Ctrl+Return", "Ctrl+Enter"),
    ),
    Action(
        "today",
        marked("T&oday"),
        marked("Put the day of today into the current cell"),
        lambda view: view.cells.today(),
        when=lambda now: now.in_table and now.day,
        context=1,
        cell_keys=("Ctrl+;",),
    ),
    Action(
        "open_link",
        marked("Open Lin&k…"),
        marked("Open the link of the current row in the browser, after asking"),
        lambda view: view.cells.open_link(),
        when=lambda now: now.link,
        context=1,
        cell_keys=("Ctrl+Return",),  # in a cell of links `fill_selection` hands it on
    ),
)
"""What is done to the selected cells. Their keys reach a table also where it stands alone."""

INSERTING: tuple[Action[TableView], ...] = (
    Action(
        "insert_row",
        marked("Insert Row &Above"),
        marked("Begin a row of this table before the current one"),
        lambda view: view.rows.insert(),
        ("Ctrl++", "Ctrl+="),
        when=in_table,
        context=2,
    ),
    Action(
        "insert_row_below",
        marked("Insert Row &Below"),
        marked("Begin a row of this table after the current one"),
        lambda view: view.rows.insert(below=True),
        when=in_table,
        context=2,
    ),
)

ROWS: tuple[Action[TableView], ...] = (
    Action(
        "duplicate",
        marked("&Duplicate Rows"),
        marked("Put a copy of the selected rows below them"),
        lambda view: view.rows.duplicate(),
        ("Ctrl+Shift+D",),
        "duplicate",
        when=rows,
        context=2,
    ),
    Action(
        "delete_rows",
        marked("D&elete Rows"),
        marked("Delete the selected rows"),
        lambda view: view.rows.delete(),
        ("Ctrl+-", "Ctrl+Delete"),
        "delete",
        when=rows,
        context=2,
    ),
    Action(
        "move_up",
        marked("Mo&ve Rows Up"),
        marked("Move the selected rows up by one"),
        lambda view: view.rows.move(-1),
        ("Alt+Up",),
        "up",
        when=rows,
        context=2,
    ),
    Action(
        "move_down",
        marked("Move Rows Do&wn"),
        marked("Move the selected rows down by one"),
        lambda view: view.rows.move(1),
        ("Alt+Down",),
        "down",
        when=rows,
        context=2,
    ),
)

COLUMNS: tuple[Action[TableView], ...] = (
    Action(
        "move_column_left",
        marked("Move Column L&eft"),
        marked("Let the column of the current cell stand one further to the left"),
        lambda view: view.columns_shown.move_current(-1),
        ("Alt+Left",),
        when=in_table,
    ),
    Action(
        "move_column_right",
        marked("Move Column Rig&ht"),
        marked("Let the column of the current cell stand one further to the right"),
        lambda view: view.columns_shown.move_current(1),
        ("Alt+Right",),
        when=in_table,
    ),
)
"""Where a column stands; with the mouse its head is dragged there."""

ABOUT: tuple[Action[TableView], ...] = (
    Action(
        "check_claim",
        marked("C&heck a Published Claim about This…"),
        marked("Check what was published about the current cell against the tables"),
        lambda view: view.claim_asked.emit(),
        ("Ctrl+K",),
        "check",
        context=3,
    ),
)

FINDING: tuple[Action[TableView], ...] = (
    Action(
        "find",
        marked("F&ind and Filter"),
        marked("Find a text in the table, or show only the rows that have it"),
        lambda view: view.find_bar.begin(),
        Key.Find,
        "find",
        when=in_table,
        context=4,
    ),
    Action(
        "replace",
        marked("Replace Te&xt"),
        marked("Put another text in place of one that is found in the cells of the table"),
        lambda view: view.find_bar.begin(replacing=True),
        ("Ctrl+H",),
        when=in_table,
    ),
)

_IN_CONTEXT = [action for action in (*CELLS, *INSERTING, *ROWS, *ABOUT, *FINDING) if action.context]


def cell_action(event: QKeyEvent) -> Action[TableView] | None:
    """Return the action on cells that a key asks for; None where it asks for none."""
    pressed = QKeySequence(event.keyCombination().toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value)
    return next((action for action in CELLS if pressed in action.every_key()), None)


def fill_context_menu(menu: QMenu, view: TableView) -> None:
    """Fill `menu` with what can be done to the selection of `view`, how it is sorted, and its columns."""
    now = view.situation()
    for group, actions in groupby(_IN_CONTEXT, lambda action: action.context):
        if group > 1:
            menu.addSeparator()
        for action in actions:
            entry = menu.addAction(f"{action.shown_text()}\t{action.shown_keys()}")
            entry.setToolTip(plain_tip(action.shown_tip()))
            entry.setEnabled(action.when(now))
            entry.triggered.connect(partial(_do, action, view))
    fill_sort_menu(menu.addMenu(_tr("So&rt")), view)
    view.columns_shown.fill_menu(menu.addMenu(_tr("Colu&mns")))


def fill_sort_menu(menu: QMenu, view: TableView) -> None:
    """Fill `menu` with how the rows of `view` can be sorted by the column of the current cell."""
    column = max(view.grid.currentIndex().column(), 0)
    for text, order in (
        (_tr("&Smallest First"), Qt.SortOrder.AscendingOrder),
        (_tr("&Largest First"), Qt.SortOrder.DescendingOrder),
        (_tr("As in the &File"), None),
    ):
        entry = menu.addAction(text)
        entry.setEnabled(order is not None or view.model.sorted_by is not None)
        entry.triggered.connect(partial(_sort, view, column, order))


def _do(action: Action[TableView], view: TableView, _checked: bool = False) -> None:
    action.do(view)


def _sort(view: TableView, column: int, order: Qt.SortOrder | None, _checked: bool = False) -> None:
    view.sort(column, order)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TableMenu", text)
