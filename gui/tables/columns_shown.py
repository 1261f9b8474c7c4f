"""Which columns of a table are shown and how wide: as declared, unless a person wants it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui.app.guard import soon
from gui.session import Session
from gui.tables.choose_columns import Choice, ChooseColumns
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from model.columns import CellKind

_LEAST, _MOST = 24, 4000
_SPARE = 2  # pixels beyond what a number takes, as in `CellDelegate.cell_width`
_FEW = 30  # columns, which a menu can list on a small screen
_CUT = (CellKind.TEXT, CellKind.CHOICE)  # may be shown in part


class ColumnsShown(QObject):
    """Keeps what a person chose for each column by its key, apart from what the declaration says.

    `apply` gives the grid its columns for the first time, once it is known what stands under them.
    """

    def __init__(self, grid: Grid, model: TableModel, session: Session) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._chosen: dict[str, bool] = {}
        self._widths: dict[str, int] = {}
        self._given: dict[int, int] = {}  # of the room to spare, by column
        self._sizing = False
        self._moving = False
        self._lacking: dict[int, int] = {}  # the widths that cells take which could not be painted whole
        self._widening = QTimer(self, interval=0, singleShot=True)  # not while cells are painted
        self._widening.timeout.connect(self._on_widening)
        # what stands under the cells needs room too
        self.least_width: Callable[[int], int] = lambda _column: 0
        grid.columns_head.sectionResized.connect(self._on_section_resized)
        grid.columns_head.sectionHandleDoubleClicked.connect(self._on_handle_double_clicked)
        grid.columns_head.sectionMoved.connect(self._on_section_moved)
        session.changed.connect(self._on_changed)
        model.modelReset.connect(self._on_model_reset)
        grid.resized.connect(self._on_grid_resized)
        model.dataChanged.connect(self._on_data_changed)
        model.rowsInserted.connect(self._on_rows_inserted)
        grid.cell_delegate.too_narrow.connect(self._on_too_narrow)

    def is_shown(self, column: int) -> bool:
        """Whether a column is to be seen now."""
        declared = self._model.columns[column]
        return self._chosen.get(declared.key, declared.shown(self._model.context))

    def show(self, column: int, shown: bool) -> None:
        """Show or hide a column as a person asks; the last one stays."""
        if not shown and self._grid.shown_columns() == [column]:
            return
        self._chosen[self._model.columns[column].key] = shown
        self.apply()

    def reset(self) -> None:
        """Show the columns that are declared to be shown, as wide and in the order as declared."""
        self._chosen.clear()
        self._widths.clear()
        self._model.arrange_columns(())
        self.apply()

    def move(self, column: int, target: int) -> None:
        """Let a column stand where another does now; what is selected goes with it."""
        if self._grid.finish_editing():
            keys = [each.key for each in self._model.columns]
            keys.insert(target, keys.pop(column))
            self._model.arrange_columns(keys)
            self._grid.cell_delegate.measure_tags()
            self.apply()

    def move_current(self, by: int) -> None:
        """Move the column of the current cell past the shown one beside it."""
        shown, column = self._grid.shown_columns(), self._grid.currentIndex().column()
        if column in shown and 0 <= shown.index(column) + by < len(shown):
            self.move(column, shown[shown.index(column) + by])

    def _on_section_moved(self, _column: int, old: int, new: int) -> None:
        """Let the model, and so everything beside the grid, take the order to which a head was dragged."""
        if not self._moving:
            self._moving = True
            self._grid.columns_head.moveSection(new, old)
            self._moving = False
            self.move(old, new)

    def apply(self) -> None:
        """Give each column its visibility and its width."""
        self._sizing = True
        self._given.clear()
        self._lacking.clear()
        for column in range(self._model.columnCount()):
            shown = self.is_shown(column)
            if shown:
                self._grid.setColumnWidth(column, self._width(column))
            self._grid.setColumnHidden(column, not shown)
        head = self._grid.columns_head
        for columns in head.groups():
            lacking = head.group_width(columns[0]) - sum(self._grid.columnWidth(column) for column in columns)
            if lacking > 0:
                self._grid.setColumnWidth(columns[-1], self._grid.columnWidth(columns[-1]) + lacking)
        self._share_spare_room()
        self._sizing = False
        starts = frozenset(column for column in self._grid.shown_columns() if head.starts_group(column))
        self._grid.cell_delegate.set_group_starts(starts)
        head.viewport().update()
        self._grid.viewport().update()

    def _share_spare_room(self) -> None:
        """Give room that no column takes to the texts that are cut, from the left, or take it back."""
        self._take_back()
        shown = self._grid.shown_columns()
        spare = self._grid.viewport().width() - sum(self._grid.columnWidth(column) for column in shown)
        for column in shown:
            declared = self._model.columns[column]
            if spare <= 0 or declared.kind not in _CUT or declared.key in self._widths:
                continue
            widest = max(self._grid.cell_delegate.widest(column), self._lacking.get(column, 0) + _SPARE)
            given = max(0, min(widest - self._grid.columnWidth(column), spare))
            if given:
                self._grid.setColumnWidth(column, self._grid.columnWidth(column) + given)
                self._given[column] = given
            spare -= given

    def _take_back(self) -> None:
        for column, given in self._given.items():
            self._grid.setColumnWidth(column, max(_LEAST, self._grid.columnWidth(column) - given))
        self._given.clear()

    def restyle(self) -> None:
        """Follow another font or other colours."""
        self._grid.cell_delegate.restyle()
        head = self._grid.rows_head
        head.setDefaultSectionSize(self._grid.fontMetrics().height() + 10)
        self.apply()

    def save(self) -> Mapping[str, Any]:
        """Return what a person chose."""
        keys = [column.key for column in self._model.columns]
        return {"shown": dict(self._chosen), "widths": dict(self._widths), "order": keys}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what `save` returned; what no longer fits is passed over."""
        keys = {column.key for column in self._model.columns}
        shown, widths = state.get("shown"), state.get("widths")
        if isinstance(shown, dict):
            self._chosen = {
                key: value for key, value in shown.items() if key in keys and isinstance(value, bool)
            }
        if isinstance(widths, dict):
            self._widths = {
                key: min(max(value, _LEAST), _MOST)
                for key, value in widths.items()
                if key in keys and isinstance(value, int)
            }
        order = state.get("order")
        if isinstance(order, list):
            self._model.arrange_columns([key for key in order if isinstance(key, str)])
        if not any(self.is_shown(column) for column in range(self._model.columnCount())):
            self._chosen.clear()
        self.apply()

    def fill_menu(self, menu: QMenu) -> None:
        """Fill a menu with a switch for each column, by group, or of many for those that are shown."""
        menu.addAction(self.tr("&Choose Columns…")).triggered.connect(self.choose)
        menu.addAction(self.tr("As at First")).triggered.connect(self._on_reset_triggered)
        group, many = "", len(self._model.columns) > _FEW
        for column, declared in enumerate(self._model.columns):
            if many and not self.is_shown(column):
                continue
            name = self._model.group(column)
            if name != group:
                menu.addSection(name)
                group = name
            action = QAction(declared.label(self._model.context).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(not self._grid.isColumnHidden(column))
            action.toggled.connect(self._switch(column))
            menu.addAction(action)

    def choose(self, _checked: bool = False) -> None:
        """Let a person choose among all columns, found by their words."""
        dialog = ChooseColumns(self._choices, self.show, self.reset, self._grid)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _choices(self) -> list[Choice]:
        context, written = self._model.context, self._model.help
        return [
            Choice(place, declared.label(context), written(place), self.is_shown(place))
            for place, declared in enumerate(self._model.columns)
        ]

    def _switch(self, column: int) -> Any:
        def switch(checked: bool) -> None:
            self.show(column, checked)

        return switch

    def _width(self, column: int) -> int:
        declared = self._model.columns[column]
        if declared.key in self._widths:
            return self._widths[declared.key]
        head = self._grid.columns_head.natural_width(column)
        return max(self._grid.cell_delegate.natural_width(column), head, self.least_width(column))

    def _on_section_resized(self, column: int, _old: int, new: int) -> None:
        if not self._sizing and new > 0:
            self._given.pop(column, None)
            self._widths[self._model.columns[column].key] = new

    def _on_handle_double_clicked(self, column: int) -> None:
        """Make a column as wide as the texts in view."""
        texts = self._grid.sizeHintForColumn(column)
        self._grid.setColumnWidth(column, max(texts, self._grid.columns_head.natural_width(column)))

    def _on_changed(self, _change: object) -> None:
        shown = [column for column in range(self._model.columnCount()) if self.is_shown(column)]
        if shown != self._grid.shown_columns():
            self.apply()

    def make_room_for_head(self, column: int) -> None:
        """Widen a column to what its head now says."""
        self._widen(column, self._grid.columns_head.natural_width(column))

    def make_room_below(self) -> None:
        """Widen the columns to what now stands under their cells."""
        for column in self._grid.shown_columns():
            self._widen(column, self.least_width(column))

    def _widen(self, column: int, width: int) -> None:
        """Make a column at least so wide, unless a person has given it a width."""
        if width > self._grid.columnWidth(column) and self._model.columns[column].key not in self._widths:
            self._sizing = True
            self._grid.setColumnWidth(column, width)
            self._sizing = False

    def _on_too_narrow(self, column: int, width: int) -> None:
        if width > self._lacking.get(column, 0):
            self._lacking[column] = width
            self._widening.start()

    def _on_rows_inserted(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self._widening.start()

    def _on_widening(self) -> None:
        """Widen the columns whose numbers did not fit, and let the texts have what is left."""
        grid = self._grid
        seen = grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
        self._sizing = True
        self._take_back()
        for column in grid.shown_columns():
            if self._model.columns[column].kind in _CUT:
                self._widen(column, self._width(column))
            elif column in self._lacking:
                self._widen(column, self._lacking[column] + _SPARE)
        self._sizing = True
        self._share_spare_room()
        self._sizing = False
        if seen:  # and is not to be pushed out of view, nor covered by a scroll bar that appears then
            grid.updateGeometries()
            grid.scrollTo(grid.currentIndex())
            soon(grid, lambda: grid.scrollTo(grid.currentIndex()))

    def _on_grid_resized(self) -> None:
        self._sizing = True
        self._share_spare_room()
        self._sizing = False

    def _on_model_reset(self) -> None:
        self._grid.cell_delegate.measure_tags()
        self.apply()

    def _on_data_changed(self, top_left: QModelIndex, bottom_right: QModelIndex, _roles: object) -> None:
        """Widen a column of numbers in which one has become too wide to be read."""
        delegate = self._grid.cell_delegate
        for column in range(top_left.column(), bottom_right.column() + 1):
            declared = self._model.columns[column]
            if self._grid.isColumnHidden(column) or declared.kind not in (CellKind.FIGURE, CellKind.COMPUTED):
                continue
            rows = range(top_left.row(), bottom_right.row() + 1)
            self._widen(column, max(delegate.cell_width(row, column) for row in rows))

    def _on_reset_triggered(self, _checked: bool = False) -> None:
        self.reset()
