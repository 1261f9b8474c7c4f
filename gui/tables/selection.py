"""What is selected in a table, as others need it: rows and cells of the project, not of Qt."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange


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
