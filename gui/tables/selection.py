"""What is selected in a table, as others need it: rows and cells of the project, not of Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QModelIndex

from gui.tables.model import TableModel


def selected_parts(model: QItemSelectionModel) -> list[QItemSelectionRange]:
    """Return the rectangles that are selected."""
    selection = model.selection()
    return [selection.at(number) for number in range(selection.count())]


class Area(Struct, frozen=True):
    """A rectangle of selected cells: row numbers of the project, and column keys, as shown."""

    rows: tuple[int, ...]
    columns: tuple[str, ...]


class Selection(Struct, frozen=True):
    """The selection of one table.

    `rows` are row numbers of the project in ascending order; the empty last row is none of them, nor are its
    cells. `current` is the current cell; its row may be the row count: the empty last row.
    """

    table: str
    rows: tuple[int, ...] = ()
    areas: tuple[Area, ...] = ()
    current: tuple[int, str] | None = None

    @property
    def cell_count(self) -> int:
        """How many cells are selected."""
        return sum(len(area.rows) * len(area.columns) for area in self.areas)

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of all columns in which a cell is selected, each once."""
        return tuple(dict.fromkeys(key for area in self.areas for key in area.columns))

    def cells(self) -> Iterator[tuple[int, str]]:
        """Go through the selected cells: there may be millions of them."""
        for area in self.areas:
            for row in area.rows:
                for key in area.columns:
                    yield row, key


def selection_of(
    model: TableModel, selected: QItemSelectionModel, shown: Sequence[int], current: QModelIndex
) -> Selection:
    """Return what is selected of the columns shown, and the current cell."""
    areas = []
    for part in selected_parts(selected):
        columns = tuple(model.columns[at].key for at in shown if part.left() <= at <= part.right())
        numbers = tuple(model.row_numbers(range(part.top(), part.bottom() + 1)))
        if columns and numbers:
            areas.append(Area(numbers, columns))
    rows = areas[0].rows if len(areas) == 1 else set().union(*(area.rows for area in areas))
    place = None
    if current.isValid():
        place = (model.row_number(current.row()), model.columns[current.column()].key)
    return Selection(model.table.key, tuple(sorted(rows)), tuple(areas), place)
