"""Two states of a project, compared row by row: a view for several dialogs, and a dialog of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.panels.surface import plain_label, plain_tip
from model.analyses.comparison import Change, Comparison

MOST_ROWS = 500
_WIDTHS = (110, 170, 80, 150, 190)
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@guarded
class ComparisonModel(QAbstractTableModel):
    """A line for each value that differs: table, row, what became of it, what it is called, before, after."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, ...]] = []
        self._sides = ("", "")

    def show_comparison(self, comparison: Comparison | None, before: str, after: str) -> None:
        """Show the first 500 rows that differ; `before` and `after` head the columns of the values."""
        self.beginResetModel()
        self._sides = (before, after)
        self._lines = [] if comparison is None else self._told(comparison)
        self.endResetModel()

    def _told(self, comparison: Comparison) -> list[tuple[str, ...]]:
        names = {
            Change.ADDED: self.tr("added"),
            Change.REMOVED: self.tr("removed"),
            Change.CHANGED: self.tr("changed"),
            Change.MOVED: self.tr("moved"),
        }
        lines: list[tuple[str, ...]] = []
        for change in comparison.changes[:MOST_ROWS]:
            head = (comparison.table_name(change), comparison.row_name(change), names[change.change])
            lines += [(*head, cell.head, cell.before, cell.after) for cell in comparison.cells(change)]
        return lines

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        return " ".join(text.split("\n"))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        heads = (self.tr("Table"), self.tr("Row"), self.tr("Change"), self.tr("What"), *self._sides)
        return heads[section]


class ComparisonView(QWidget):
    """What changes, first in one sentence, then line by line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = plain_label()
        self.said.setWordWrap(True)
        self.model = ComparisonModel(self)
        self.table = QTableView()
        self.table.setAccessibleName(self.tr("What differs"))
        self.table.setModel(self.model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 8)
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)

    def show_comparison(self, comparison: Comparison, before: str, after: str) -> None:
        """Show what changes; `before` and `after` name the two states."""
        said = comparison.summary()
        more = len(comparison.changes) - MOST_ROWS
        if more > 0:
            said = self.tr("{summary}. The first {shown} are shown.").format(summary=said, shown=MOST_ROWS)
        self.said.setText(said)
        self.model.show_comparison(comparison, before, after)

    def show_reason(self, text: str) -> None:
        """Say why nothing can be compared."""
        self.said.setText(text)
        self.model.show_comparison(None, "", "")


class ComparisonDialog(QDialog):
    """A comparison to read, with what can be done about it.

    `buttons` are texts; `chosen` is the number of the one that was used, -1 when the dialog was only closed.
    """

    def __init__(self, title: str, buttons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.chosen = -1
        self.view = ComparisonView()
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self.choices = [QPushButton(text) for text in buttons]
        for number, button in enumerate(self.choices):
            button.setAutoDefault(False)
            button.clicked.connect(self._choosing(number))
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view, 1)
        layout.addWidget(box)
        self.resize(960, 480)

    def _choosing(self, number: int) -> object:
        def slot(_checked: bool = False) -> None:
            self.chosen = number
            self.accept()

        return slot
