"""Two states of a project, compared row by row: a view for several dialogs, and a dialog of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, arrange
from gui.dialogs.text_table import TextTable
from gui.panels.surface import wrapped_label
from model.analyses.comparison import Comparison, Fate

MOST_ROWS = 500
_WIDTHS = (100, 150, 80, 140, 150, 150)


class ComparisonView(QWidget):
    """What changes, first in one sentence, then line by line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Comparison, str, str] | None = None
        self.said = wrapped_label()
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.figures = QCheckBox(self.tr("F&igures only"))
        self.figures.setToolTip(self.tr("List no other differences than those of numbers"))
        self.figures.toggled.connect(self._on_figures_toggled)
        self.table = TextTable(self.tr("What differs"))
        self.table.setSelectionBehavior(TextTable.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self._fill("", "", ())
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        arrange(self, self.said, self.figures, self.table, stretched=self.table).setContentsMargins(
            0, 0, 0, 0
        )

    def _fill(self, before: str, after: str, lines: Sequence[Sequence[str]]) -> None:
        heads = (self.tr("Table"), self.tr("Row"), self.tr("Change"), self.tr("What"), before, after)
        self.table.texts.show_rows((*heads, self.tr("Difference")), lines)

    def _lines(self, comparison: Comparison) -> list[tuple[str, ...]]:
        """Return a line for each value that differs, of the first 500 rows."""
        names = {
            Fate.ADDED: self.tr("added"),
            Fate.REMOVED: self.tr("removed"),
            Fate.CHANGED: self.tr("changed"),
            Fate.MOVED: self.tr("moved"),
        }
        lines: list[tuple[str, ...]] = []
        for change in comparison.changes[:MOST_ROWS]:
            head = (comparison.table_name(change), comparison.row_name(change), names[change.change])
            lines += [
                (*head, cell.head, cell.before, cell.after, cell.difference)
                for cell in comparison.cells(change)
                if cell.figure or not self.figures.isChecked()
            ]
        return lines

    def show_comparison(self, comparison: Comparison, before: str, after: str) -> None:
        """Show what changes; `before` and `after` name the two states."""
        said = comparison.summary()
        more = len(comparison.changes) - MOST_ROWS
        if more > 0:
            said = filled(self.tr("{summary}. The first {shown} are shown."), summary=said, shown=MOST_ROWS)
        self.said.setText(said)
        self._shown = comparison, before, after
        for widget in (self.figures, self.table):
            widget.setVisible(bool(comparison.changes))
        self._fill(before, after, self._lines(comparison))

    def show_reason(self, text: str) -> None:
        """Say why nothing can be compared."""
        self.said.setText(text)
        self._shown = None
        self.figures.hide()
        self.table.hide()

    def _on_figures_toggled(self, _on: bool) -> None:
        if self._shown is not None:
            comparison, before, after = self._shown
            self._fill(before, after, self._lines(comparison))


class ComparisonDialog(QDialog):
    """A comparison to read, with what can be done about it.

    `buttons` are texts; `chosen` is the number of the one that was used, -1 when the dialog was only closed.
    """

    def __init__(self, title: str, buttons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.chosen = -1
        self.view = ComparisonView()
        box = Buttons(self)
        self.choices = [box.add(text, partial(self._choose, number)) for number, text in enumerate(buttons)]
        arrange(self, self.view, box, stretched=self.view)
        size_first(self, 960, 480)

    def _choose(self, number: int) -> None:
        self.chosen = number
        self.accept()
