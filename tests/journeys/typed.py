"""Text typed into cells of tables, as a person does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.window_kit import Kit
from tests.journeys.person import type_text


def type_row(kit: Kit, table: str, **cells: str) -> None:
    """Type into cells of the empty last row of a table, each committed with Enter."""
    for key, typed in cells.items():
        view = kit.window.tables.show_table(table)
        type_at(kit, table, view.table.row_count(kit.session.project), key, typed)


def type_at(kit: Kit, table: str, row: int, key: str, typed: str) -> None:
    """Type into a cell of a table and commit it with Enter; what is refused is left with Escape."""
    view = kit.window.tables.show_table(table)
    view.grid.go_to(row, next(n for n, each in enumerate(view.model.columns) if each.key == key))
    QApplication.processEvents()  # as between two keys of a person
    type_text(view.grid, typed[0])
    editor = view.grid.editor
    assert editor is not None
    type_text(editor, typed[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    if view.grid.editor is not None:
        QTest.keyClick(view.grid.editor, Qt.Key.Key_Escape)
