"""Finding a text in the cells of a table, a slice at a time so that the window never waits for it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from gui.app.guard import guarded
from gui.tables.model import TableModel
from model.columns import Kind

_SLICE = 0.012  # seconds of a frame that a slice may take
_ROWS_AT_ONCE = 16
Place = tuple[int, int]


class Search(QObject):
    """Goes through rows and columns; `finished` is emitted once all places are known.

    The first slice is taken at once: in a table of ordinary size the answer is there when `start` returns.
    """

    finished = Signal()
    progressed = Signal()

    def __init__(self, model: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)
        self.places: list[Place] = []
        self.text = ""
        self.share = 0.0  # of the rows gone through

    @property
    def running(self) -> bool:
        """Whether there are rows not gone through yet."""
        return self._steps is not None

    def start(self, text: str, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Look for `text`, whatever its case, in rows (numbers of the project) and columns."""
        self.stop()
        self.text = text
        if not text:
            self.finished.emit()
            return
        self._steps = self._go_through(text.casefold(), rows, columns)
        self._timer.start()
        self._on_timeout()

    def stop(self) -> None:
        """Stop, and forget what was found."""
        self._timer.stop()
        self._steps = None
        self.places = []

    def _go_through(self, wanted: str, rows: Sequence[int], columns: Sequence[int]) -> Iterator[None]:
        context = self._model.context
        spelt = any(letter.isalpha() for letter in wanted)  # what is computed is written in digits and signs
        declared = [
            (column, self._model.columns[column])
            for column in columns
            if not (spelt and self._model.columns[column].kind is Kind.COMPUTED)
        ]
        last = self._model.total_rows
        for count, row in enumerate(rows):
            if row < last:
                for place, column in declared:
                    said = column.text(context, row), column.tag(context, row)
                    if any(wanted in text.casefold() for text in said):
                        self.places.append((row, place))
            if count % _ROWS_AT_ONCE == 0:
                self.share = count / len(rows)
                yield

    @guarded(None)
    def _on_timeout(self) -> None:
        steps = self._steps
        if steps is None:
            return
        until = time.perf_counter() + _SLICE
        for _ in steps:
            if time.perf_counter() > until:
                self.progressed.emit()
                return
        self._timer.stop()
        self._steps = None
        self.finished.emit()
