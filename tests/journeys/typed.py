"""Text typed into cells of tables, as a person does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.tables.view import TableView
from tests.gui.window_kit import Kit
from tests.journeys.person import type_text


def column_of(view: TableView, key: str) -> int:
    """Return the place of a column in a table."""
    return next(n for n, column in enumerate(view.model.columns) if column.key == key)


def go_to(kit: Kit, table: str, row: int, key: str) -> TableView:
    """Make a cell the current one, with the focus in its table; the row after the last is the empty one."""
    view = kit.window.tables.show_table(table)
    view.grid.go_to(row, column_of(view, key))
    QApplication.processEvents()  # as between two keys of a person
    return view


def type_row(kit: Kit, table: str, **cells: str) -> None:
    """Type into cells of the empty last row of a table, each committed with Enter."""
    for key, typed in cells.items():
        view = kit.window.tables.show_table(table)
        type_at(kit, table, view.table.row_count(kit.session.project), key, typed)


def type_at(kit: Kit, table: str, row: int, key: str, typed: str) -> None:
    """Type into a cell of a table and commit it with Enter; what is refused is left with Escape."""
    view = go_to(kit, table, row, key)
    type_text(view.grid, typed[0])
    editor = view.grid.editor
    assert editor is not None
    type_text(editor, typed[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    if view.grid.editor is not None:
        QTest.keyClick(view.grid.editor, Qt.Key.Key_Escape)
