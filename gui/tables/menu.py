"""The context menu of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from gui.tables.view import TableView

Key = QKeySequence.StandardKey


def fill_menu(menu: QMenu, view: TableView) -> None:
    """Fill `menu` with what can be done to the selection of `view`."""
    selection = view.selection
    cells, rows = selection.cell_count > 0, bool(selection.rows)
    in_order = view.model.in_file_order

    def add(text: str, keys: Key | str, do: Callable[[], None], *, enabled: bool = True) -> None:
        action = menu.addAction(text)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: do())

    add(_tr("Cu&t"), Key.Cut, view.cut, enabled=cells)
    add(_tr("&Copy"), Key.Copy, view.copy, enabled=cells)
    add(_tr("&Paste"), Key.Paste, view.paste)
    add(_tr("C&lear Cells"), "Delete", view.clear, enabled=cells)
    add(_tr("&Fill Down"), "Ctrl+D", view.fill_down, enabled=cells)
    add(_tr("Fill &Selection"), "Ctrl+Return", view.fill_selection, enabled=cells)
    add(_tr("T&oday"), "Ctrl+;", view.today)
    menu.addSeparator()
    add(_tr("Insert Row &Above"), "Ctrl++", view.insert_row)
    add(_tr("Insert Row &Below"), "", view.insert_row_below)
    add(_tr("&Duplicate Rows"), "Ctrl+Shift+D", view.duplicate, enabled=rows)
    add(_tr("D&elete Rows"), "Ctrl+-", view.delete_rows, enabled=rows)
    add(_tr("Move Rows &Up"), "Alt+Up", view.move_up, enabled=rows and in_order)
    add(_tr("Move Rows Do&wn"), "Alt+Down", view.move_down, enabled=rows and in_order)
    menu.addSeparator()
    add(_tr("C&heck a Published Claim about This…"), "Ctrl+K", view.claim_asked.emit)
    if view.cells.link:
        menu.addSeparator()
        add(_tr("Open Lin&k…"), "Ctrl+Return", view.cells.open_link)
    menu.addSeparator()
    column = max(view.grid.currentIndex().column(), 0)
    sort = menu.addMenu(_tr("So&rt"))
    ascending = sort.addAction(_tr("&Smallest First"))
    ascending.triggered.connect(lambda _checked=False: view.sort(column, Qt.SortOrder.AscendingOrder))
    descending = sort.addAction(_tr("&Largest First"))
    descending.triggered.connect(lambda _checked=False: view.sort(column, Qt.SortOrder.DescendingOrder))
    as_in_file = sort.addAction(_tr("As in the &File"))
    as_in_file.setEnabled(view.model.sorted_by is not None)
    as_in_file.triggered.connect(lambda _checked=False: view.sort(column, None))
    view.columns_shown.fill_menu(menu.addMenu(_tr("Colu&mns")))
    add(_tr("F&ind and Filter"), Key.Find, view.find)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TableMenu", text)
