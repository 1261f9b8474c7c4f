"""What a paste would do, cell by cell before anything changes: leave out the unreadable, or cancel."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.theme import mix, table_tones
from gui.panels.surface import plain_tip
from gui.tables.paste_plan import PastedCell, PastePlan, width_of
from model.text.formats import Formats

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@guarded
class PreviewModel(QAbstractTableModel):
    """The pasted cells; those that cannot be pasted have a ✕, a colour, and the reason as tip."""

    def __init__(self, plan: PastePlan, formats: Formats, row_count: int, colours: QPalette) -> None:
        super().__init__()
        self._plan = plan
        self._formats = formats
        self._row_count = row_count
        tones = table_tones(colours)
        self._bad = QColor(tones.bad)
        self._bad_ground = mix(tones.base, tones.bad, 0.12)
        self._muted = QColor(tones.muted)
        self._width = max(len(plan.heads), max((len(row) for row in plan.cells), default=0))
        self.faults = [
            (row, column)
            for row, cells in enumerate(plan.cells)
            for column, pasted in enumerate(cells)
            if pasted.fault is not None
        ]

    def pasted(self, row: int, column: int) -> PastedCell | None:
        """Return a cell of the block; None where its row is shorter."""
        cells = self._plan.cells[row]
        return cells[column] if column < len(cells) else None

    def reason(self, row: int, column: int) -> str:
        """Return why a cell cannot be pasted, empty where it can."""
        pasted = self.pasted(row, column)
        return "" if pasted is None or pasted.fault is None else self._formats.words(pasted.fault)

    def where(self, row: int, column: int) -> str:
        """Return which cell of the table is meant: "row 3, Losses"."""
        head = str(self.headerData(column, Qt.Orientation.Horizontal) or "")
        return self.tr("Row {row}, {column}").format(row=self._plan.rows[row] + 1, column=head)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._plan.cells)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        pasted = self.pasted(index.row(), index.column()) if index.isValid() else None
        if pasted is None:
            return None
        bad = pasted.fault is not None
        if role == Qt.ItemDataRole.DisplayRole:
            shown = pasted.text.replace("\n", " ")
            return f"✕ {shown}" if bad else shown
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            reason = self.reason(index.row(), index.column())
            return plain_tip(reason) if role == Qt.ItemDataRole.ToolTipRole else reason
        return self._look(pasted, role)

    def _look(self, pasted: PastedCell, role: int) -> QBrush | None:
        if role == Qt.ItemDataRole.ForegroundRole:
            if pasted.fault is not None:
                return QBrush(self._bad)
            return QBrush(self._muted) if pasted.cell is None else None
        if role == Qt.ItemDataRole.BackgroundRole and pasted.fault is not None:
            return QBrush(self._bad_ground)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._plan.heads[section] if section < len(self._plan.heads) else self.tr("no column")
        number = self._plan.rows[section]
        return self.tr("new") if number >= self._row_count else str(number + 1)


class PastePreview(QDialog):
    """Asks whether to paste without the cells that cannot be pasted; accepted means: leave those out."""

    def __init__(
        self, plan: PastePlan, formats: Formats, row_count: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste"))
        self.setModal(True)
        self.resize(760, 420)
        self.plan = plan
        self.model = PreviewModel(plan, formats, row_count, self.palette())
        self.said = self._label(self._summary())
        self.said.setFont(_bold(self.said.font()))
        self.table = self._table()
        self.reason = self._label("")
        self.reason.setAccessibleName(self.tr("Why the cell cannot be pasted"))
        self.buttons = QDialogButtonBox(self)
        self.leave_out = QPushButton(self.tr("Paste, &leave those out"), self)
        self.leave_out.setEnabled(bool(plan.good))
        self.buttons.addButton(self.leave_out, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.onward = QPushButton(self.tr("&Next fault"), self)
        self.onward.setShortcut(QKeySequence(Qt.Key.Key_F8))
        self.onward.clicked.connect(self._on_onward_clicked)
        bottom = QHBoxLayout()
        bottom.addWidget(self.onward)
        bottom.addStretch()
        bottom.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason)
        layout.addLayout(bottom)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._go_to_fault(0)
        self.table.setFocus()

    def _summary(self) -> str:
        count, good = self.plan.fault_count, len(self.plan.good)
        if count == 1:
            bad = self.tr("1 cell cannot be pasted.")
        else:
            bad = self.tr("{count} cells cannot be pasted.").format(count=count)
        if not good:
            return bad + " " + self.tr("No other is left, and nothing has changed.")
        if good == 1:
            return bad + " " + self.tr("The other one can. Nothing has changed yet.")
        return bad + " " + self.tr("The other {count} can. Nothing has changed yet.").format(count=good)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Cells to paste"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        texts = [[pasted.text for pasted in row] for row in self.plan.cells[:50]]
        for column in range(width_of(texts)):
            widest = max(
                (table.fontMetrics().horizontalAdvance(row[column]) for row in texts if column < len(row)),
                default=0,
            )
            head = table.fontMetrics().horizontalAdvance(
                str(self.model.headerData(column, Qt.Orientation.Horizontal))
            )
            table.setColumnWidth(column, min(max(widest + 34, head + 24, 60), 280))
        return table

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumHeight(label.fontMetrics().height() + 4)
        return label

    def _go_to_fault(self, which: int) -> None:
        if self.model.faults:
            row, column = self.model.faults[which % len(self.model.faults)]
            self.table.setCurrentIndex(self.model.index(row, column))

    def _on_onward_clicked(self, _checked: bool = False) -> None:
        index = self.table.currentIndex()
        here = (index.row(), index.column())
        self._go_to_fault(next((n for n, place in enumerate(self.model.faults) if place > here), 0))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        reason = self.model.reason(current.row(), current.column()) if current.isValid() else ""
        if reason:
            where = self.model.where(current.row(), current.column())
            self.reason.setText(self.tr("{where}: {reason}").format(where=where, reason=reason))
        else:
            self.reason.setText(self.tr("This cell can be pasted."))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
