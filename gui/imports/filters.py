"""Which rows of a file count: those where a column has a value. There is always room for one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.imports.fields import Choice


class Filters(QWidget):
    """Pairs of a column and a value. `changed`: by a person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Mapping[str, Sequence[str]] = {}
        self._rows: list[tuple[Choice, QLabel, Choice]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._more()
        self.setFocusProxy(self._rows[0][0])

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """The pairs that are complete."""
        pairs = ((column.value, value.value) for column, _, value in self._rows)
        return tuple((column, value) for column, value in pairs if column and value)

    def set_columns(self, values: Mapping[str, Sequence[str]]) -> None:
        """Offer other columns, each with some of its values."""
        self._values = values
        for number, (column, _, value) in enumerate(self._rows):
            column.set_items(self._column_items(number))
            self._offer(column, value)

    def row(self, number: int) -> tuple[Choice, Choice]:
        """Return the controls of one pair."""
        column, _, value = self._rows[number]
        return column, value

    def _column_items(self, number: int) -> list[tuple[str, str]]:
        none = self.tr("–") if number else self.tr("all rows")
        return [("", none), *((name, name) for name in self._values)]

    def _more(self) -> None:
        number = len(self._rows) + 1
        column = Choice(
            self.tr("Filter {number}: column").format(number=number), self._column_items(number - 1)
        )
        sign = QLabel("=")
        value = Choice(self.tr("Filter {number}: value").format(number=number), free=True)
        self._grid.addWidget(column, number, 0)
        self._grid.addWidget(sign, number, 1)
        self._grid.addWidget(value, number, 2)
        self._rows.append((column, sign, value))
        self._show(sign, value, shown=False)
        column.chosen.connect(self._on_column_chosen)
        value.chosen.connect(self.changed)

    def _show(self, sign: QLabel, value: Choice, *, shown: bool) -> None:
        sign.setVisible(shown)
        value.setVisible(shown)

    def _offer(self, column: Choice, value: Choice) -> None:
        value.set_items([("", ""), *((text, text) for text in self._values.get(column.value, ()))])

    def _on_column_chosen(self) -> None:
        for column, sign, value in self._rows:
            if column is self.sender():
                value.set_value("")
                self._offer(column, value)
                self._show(sign, value, shown=bool(column.value))
        if self._rows[-1][0].value:
            self._more()
        self.changed.emit()
