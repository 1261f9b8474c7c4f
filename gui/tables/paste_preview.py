"""What a paste would do, cell by cell as it is read, before anything changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
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

from gui.app.theme import mix, table_tones
from gui.app.translate import filled
from gui.app.windows import size_first
from gui.panels.read_model import ReadModel
from gui.panels.surface import bold
from gui.tables.paste_plan import PastedCell, PastePlan
from model.text.formats import counted
from model.text.notation import NOTATIONS, Notation, write_number
from model.text.words import marked, words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MEASURED = 50  # rows that say how wide a column is


class PreviewModel(ReadModel):
    """The pasted cells as they are read; what cannot be pasted has a ✕, what is to be looked at a ?."""

    def __init__(self, plan: PastePlan, row_count: int, colours: QPalette) -> None:
        super().__init__()
        self._row_count = row_count
        self._tones = table_tones(colours)
        self.show_plan(plan)

    def show_plan(self, plan: PastePlan) -> None:
        """Show what another paste would do."""
        self.beginResetModel()
        self.plan = plan
        self.noted = sorted({*plan.faults, *plan.doubts})
        self.endResetModel()

    def size(self) -> tuple[int, int]:
        return len(self.plan.cells), max(len(self.plan.target.columns), self.plan.block.width)

    def pasted(self, row: int, column: int) -> PastedCell:
        """Return a cell of the block, an empty one where its row is shorter."""
        cells = self.plan.cells[row]
        return cells[column] if column < len(cells) else PastedCell("")

    def text(self, row: int, column: int) -> str:
        """Return a cell as it is read, and as it stands on the clipboard where that differs."""
        pasted = self.pasted(row, column)
        if not pasted.text:
            return "✕ " if pasted.fault is not None else ""
        read, stands = self.plan.read(row, column), " ".join(pasted.text.split("\n"))
        sign = "✕ " if pasted.fault is not None else "? " if pasted.doubt is not None else ""
        return sign + (stands if read == pasted.text else f"{stands} → {read}")

    def tip(self, row: int, column: int) -> str:
        """Return why a cell cannot be pasted, or is to be looked at; empty where it simply can."""
        pasted = self.pasted(row, column)
        said = pasted.fault or pasted.doubt
        return "" if said is None else self.plan.ctx.formats.words(said)

    def where(self, row: int, column: int) -> str:
        """Return which cell of the table is meant: "row 3, Losses"."""
        number = self.plan.target.rows[row] + 1
        return filled(self.tr("Row {row}, {column}"), row=number, column=self.head(column))

    def head(self, column: int) -> str:
        columns = self.plan.target.columns
        return columns[column].label(self.plan.ctx) if column < len(columns) else self.tr("no column")

    def row_head(self, row: int) -> str:
        number = self.plan.target.rows[row]
        return self.tr("new") if number >= self._row_count else str(number + 1)

    def colours(self, row: int, column: int) -> tuple[QColor | None, QColor | None]:
        pasted = self.pasted(row, column)
        if pasted.fault is None and pasted.doubt is None:
            return (self._tones.muted if pasted.cell is None else None), None
        colour = self._tones.bad if pasted.fault is not None else self._tones.doubtful
        return colour, mix(self._tones.base, colour, 0.12)


class PastePreview(QDialog):
    """Asks about a paste before anything changes: how numbers and days are written, what is to be left out.

    Accepted means that `plan` is to be pasted, `with_doubtful` with what was to be looked at. `planned` makes
    the plan for numbers and days written in another way; None where it is given up, and the paste too.
    """

    def __init__(
        self,
        plan: PastePlan,
        planned: Callable[[Notation, str], PastePlan | None],
        row_count: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste"))
        self.setModal(True)
        size_first(self, 760, 420)
        self.with_doubtful = False
        self._planned = planned
        self.model = PreviewModel(plan, row_count, self.palette())
        self.said = self._label("")
        self.said.setFont(bold(self.said.font()))
        self.notation = self._notations(plan.reading.formats.notation)
        self.order = self._orders() if plan.order_open is not None else None
        self.table = self._table()
        self.reason = self._label("")
        self.reason.setAccessibleName(self.tr("What is to be known about the cell"))
        self.buttons = QDialogButtonBox(self)
        self.paste_all = QPushButton(self.tr("Paste &as shown"), self)
        self.leave_out = QPushButton(self.tr("Paste, &leave those out"), self)
        self.paste_all.clicked.connect(self._on_paste_all_clicked)
        for button in (self.paste_all, self.leave_out):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.onward = QPushButton(self.tr("&Next"), self)
        self.onward.setToolTip(self.tr("Go to the next cell that is marked"))
        self.onward.setShortcut(QKeySequence(Qt.Key.Key_F8))
        self.onward.clicked.connect(self._on_onward_clicked)
        self._arrange()
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.notation.currentIndexChanged.connect(self._on_writing_changed)
        if self.order is not None:
            self.order.currentIndexChanged.connect(self._on_writing_changed)
        self._say()
        self.table.setFocus()

    @property
    def plan(self) -> PastePlan:
        """What is shown."""
        return self.model.plan

    def _arrange(self) -> None:
        top = QHBoxLayout()
        asked = [
            (self.tr("N&umbers are written as"), self.notation),
            (self.tr("&Days are written"), self.order),
        ]
        for said, box in asked:
            if box is not None:
                label = self._label(said)
                label.setWordWrap(False)
                label.setBuddy(box)
                top.addWidget(label)
                top.addWidget(box)
        top.addStretch()
        bottom = QHBoxLayout()
        bottom.addWidget(self.onward)
        bottom.addStretch()
        bottom.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason)
        layout.addLayout(bottom)

    def _notations(self, current: Notation) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("How the numbers that are pasted are written"))
        for notation in dict.fromkeys((current, *NOTATIONS.values())):
            box.addItem(write_number(45_690.5, notation), notation)
        return box

    def _orders(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Whether the day or the month comes first in the days that are pasted"))
        offered = {"": self.tr("not said"), "dmy": self.tr("day first"), "mdy": self.tr("month first")}
        for order, said in offered.items():
            box.addItem(said, order)
        return box

    def _say(self) -> None:
        """Say what is asked, and let be done what can be."""
        self.said.setText(self._summary())
        doubtful = bool(self.plan.doubts)
        self.paste_all.setVisible(doubtful or not self.plan.faults)
        self.leave_out.setVisible(doubtful or bool(self.plan.faults))
        self.leave_out.setEnabled(bool(self.plan.certain))
        self.onward.setEnabled(bool(self.model.noted))
        self._go_to_noted(0)

    def _summary(self) -> str:
        bad, doubtful, good = (
            len(self.plan.faults),
            len(self.plan.doubts),
            len(self.plan.certain),
        )
        said = []
        if self.plan.order_open is not None and not self.plan.order:
            said.append(words("Of the days {question}.", question=self.plan.order_open))
        if bad:
            refused = marked("{count} cell cannot be pasted.|{count} cells cannot be pasted.")
            said.append(words(refused, count=counted(bad)))
        if doubtful:
            looked = marked("{count} cell is to be looked at.|{count} cells are to be looked at.")
            said.append(words(looked, count=counted(doubtful)))
        if not said:
            said.append(words("All cells can be pasted so. Nothing has changed yet."))
        elif not good:
            said.append(words("No other is left, and nothing has changed."))
        else:
            others = marked(
                "The other one can. Nothing has changed yet.|The other {count} can. Nothing has changed yet."
            )
            said.append(words(others, count=counted(good)))
        written = self.plan.ctx.formats.words
        return " ".join(map(written, said))

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Cells to paste"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        table.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        self._fit(table)
        return table

    def _fit(self, table: QTableView) -> None:
        table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            table.setColumnWidth(column, min(table.columnWidth(column) + 12, 280))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumHeight(label.fontMetrics().height() + 4)
        return label

    def _go_to_noted(self, which: int) -> None:
        if self.model.noted:
            row, column = self.model.noted[which % len(self.model.noted)]
            self.table.setCurrentIndex(self.model.index(row, column))

    def _on_paste_all_clicked(self, _checked: bool = False) -> None:
        self.with_doubtful = True

    def _on_writing_changed(self, _index: int) -> None:
        order = "" if self.order is None else self.order.currentData()
        plan = self._planned(self.notation.currentData(), order)
        if plan is None:
            self.reject()
            return
        self.model.show_plan(plan)
        self._fit(self.table)
        self._say()

    def _on_onward_clicked(self, _checked: bool = False) -> None:
        index = self.table.currentIndex()
        here = (index.row(), index.column())
        self._go_to_noted(next((n for n, place in enumerate(self.model.noted) if place > here), 0))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        reason = self.model.tip(current.row(), current.column()) if current.isValid() else ""
        if reason:
            where = self.model.where(current.row(), current.column())
            self.reason.setText(filled(self.tr("{where}: {reason}"), where=where, reason=reason))
        else:
            self.reason.setText(self.tr("This cell can be pasted."))
