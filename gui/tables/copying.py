"""Copies the selected cells of a table onto the clipboard, very many in slices, so that the window goes on.

What is copied is the project as it was when the copy was asked for, whatever is edited meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from gui.app.copied import for_others
from gui.app.translate import model_words
from gui.app.waiting import Waiting, WaitingBox
from gui.tables.clipboard import OWN_FORMAT, own_form
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from model.columns import CellKind, Column, Context
from model.columns.computed import OutcomeColumn
from model.output.cells import Cells, Outcomes, as_shown, computed
from model.output.spreadsheets import html_cell, plain_cell, tsv_line
from model.text.formats import counted
from model.text.words import words

AT_ONCE = 1_000  # cells that are copied before anything else happens
_WHOLE_AT_ONCE = 300  # rows that are put into the program's own form before anything else happens
_TOGETHER = 100  # rows whose cells are made at once
_SLICE = 0.05  # seconds of work between two looks at what the person does


class Copying(QObject):
    """Copies from one grid."""

    def __init__(self, grid: Grid, model: TableModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._steps: Iterator[int] | None = None
        self._progress: WaitingBox | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)

    def copy(self, rows: list[int], columns: list[int], done: Callable[[], None] = lambda: None) -> None:
        """Copy the cells of shown rows and columns, of several parts what is selected; then call `done`."""
        self.cancel()
        cells = len(rows) * len(columns)
        steps = self._copied(self._model.context, self._model.row_numbers(rows), rows, columns, done)
        self._steps = steps
        if cells <= AT_ONCE:
            self.finish()
            return
        said = words("Copying {count} row…|Copying {count} rows…", count=counted(len(rows)))
        progress = WaitingBox(self._grid.window(), said.text(model_words))
        progress.setRange(0, len(rows))
        progress.canceled.connect(self.cancel)
        self._progress = progress
        self._timer.start()

    def finish(self) -> None:
        """Copy the rest at once, if something is being copied."""
        if self._steps is not None:
            for _ in self._steps:
                pass
            self.cancel()

    def cancel(self) -> None:
        """Give up what is being copied; the clipboard stays as it was."""
        self._timer.stop()
        self._steps = None
        if self._progress is not None:
            progress, self._progress = self._progress, None
            progress.close_for_good()

    def _on_timeout(self) -> None:
        steps, progress = self._steps, self._progress
        if steps is None or progress is None:
            return
        end = perf_counter() + _SLICE
        for number in steps:
            if perf_counter() > end:
                progress.setValue(number)  # may be answered by a cancel
                return
        self.cancel()

    def _copied(
        self, ctx: Context, numbers: list[int], rows: list[int], columns: list[int], done: Callable[[], None]
    ) -> Iterator[int]:
        """Yield the number of rows read so far; in the end put them onto the clipboard."""
        declared = [self._model.columns[column] for column in columns]
        offered = [_offered(ctx, column) for column in declared]
        chosen = self._grid.selectionModel()
        scattered = chosen.selection().count() > 1
        own, plain, markup = [], [], []
        cells: list[str] = []
        for first in range(0, len(numbers), _TOGETHER):
            some = numbers[first : first + _TOGETHER]
            by_column = [zip(column.texts(some), column.values(some), strict=True) for column in offered]
            for place, row in enumerate(zip(*by_column, strict=True), first):
                pairs = list(row)
                if scattered:
                    pairs = [
                        pair if chosen.isSelected(self._model.index(rows[place], column)) else ("", None)
                        for pair, column in zip(pairs, columns, strict=True)
                    ]
                own.append(json.dumps([text for text, _ in pairs]))
                cells = [plain_cell(text, value, ctx.formats.notation) for text, value in pairs]
                plain.append(tsv_line(cells))
                markup.append("".join(html_cell(text, value) for text, value in pairs))
                yield place
        data = for_others(plain, markup, alone=len(plain) == len(cells) == 1)
        keys = [column.key for column in declared]
        whole = self._whole(lambda: own_form(ctx, self._model.table.key, keys, numbers, own), len(numbers))
        if whole is None:
            return
        data.setData(OWN_FORMAT, whole)
        QGuiApplication.clipboard().setMimeData(data)
        done()

    def _whole(self, make: Callable[[], bytes], rows: int) -> bytes | None:
        """Return the program's own form, made beside the window where it takes a while; None if given up."""
        if rows <= _WHOLE_AT_ONCE:
            return make()
        asked = self._steps
        self._timer.stop()  # it must not go on with this meanwhile
        waiting = Waiting(self._grid.window(), self.tr("Copying…"))
        whole: bytes | None = waiting.wait_for(lambda _tell: make())
        return whole if self._steps is asked else None


def _offered(ctx: Context, column: Column) -> Cells:
    """Return the cells of a column: the text to type there again, else the one shown, and its value."""
    if isinstance(column, OutcomeColumn):
        return computed(ctx, column, Outcomes(ctx, column))
    cells = as_shown(ctx, column)
    if column.kind is CellKind.COMPUTED:
        return cells
    return Cells(cells.values, lambda rows: [column.typed(ctx, row) for row in rows])
