"""Menus filled when they open: how the table is sorted, its columns, the steps of undo."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from gui.session import Session
from gui.tables.actions import fill_sort_menu
from gui.tables.pane import TablesPane

_MOST_STEPS = 20  # listed before and after the state of now


class TableMenus(QObject):
    """Sort and Columns of the table in use, and the steps that can be undone and redone."""

    def __init__(self, session: Session, tables: TablesPane, window: QWidget) -> None:
        super().__init__(window)
        self._stack = session.undo_stack
        self._tables = tables
        self.sort = QMenu(self.tr("S&ort"), window)
        self.columns = QMenu(self.tr("Co&lumns"), window)
        self.steps = QMenu(self.tr("Steps of U&ndo"), window)
        for menu, fill in (
            (self.sort, self._on_sort_about_to_show),
            (self.columns, self._on_columns_about_to_show),
            (self.steps, self._on_steps_about_to_show),
        ):
            menu.setAccessibleName(menu.title().replace("&", ""))
            menu.aboutToShow.connect(fill)

    def _on_sort_about_to_show(self) -> None:
        self.sort.clear()
        fill_sort_menu(self.sort, self._tables.current)

    def _on_columns_about_to_show(self) -> None:
        self.columns.clear()
        self._tables.current.columns_shown.fill_menu(self.columns)

    def _on_steps_about_to_show(self) -> None:
        """List the steps around the state of now, the newest first; choosing one goes there."""
        self.steps.clear()
        now, count = self._stack.index(), self._stack.count()
        for index in range(min(count, now + _MOST_STEPS), max(0, now - _MOST_STEPS) - 1, -1):
            text = self.tr("As it was at first") if index == 0 else self._stack.text(index - 1)
            step = self.steps.addAction(text.replace("&", "&&"))
            step.setCheckable(True)
            step.setChecked(index == now)
            step.triggered.connect(partial(self._go, index))

    def _go(self, index: int, _checked: bool = False) -> None:
        if self._tables.finish_editing():
            self._tables.step_to(index)
