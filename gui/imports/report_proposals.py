"""The proposals of a report as a table: tick, what each becomes, its days, whose it is, who states it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.app.guard import guarded
from gui.app.translate import model_words
from gui.panels.surface import plain_tip
from model.derive.measures import MEASURE
from model.reading.proposal import KINDS, WHY_NOT, Proposal, complete
from model.text.days import span_words
from model.text.errors import Unreadable
from model.text.read_days import read_span
from model.text.records import replace
from model.text.words import words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NONE = QModelIndex()
NUMBER, BECOMES, DAYS, SIDE, SOURCE, OPEN = range(6)
_EDITABLE = (DAYS, SIDE, SOURCE)


@guarded
class ProposalModel(QAbstractTableModel):
    """One row for each number of a text. Days, side and source can be typed over; the first cell is ticked.

    `edited` comes when a person changed a proposal; `refused(words)` when what was typed could not be read.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.proposals: list[Proposal] = []
        self._heads = (
            self.tr("Number"),
            self.tr("Becomes"),
            self.tr("Days"),
            self.tr("Side"),
            self.tr("Source"),
            self.tr("To settle"),
        )

    def show_proposals(self, text: str, proposals: Sequence[Proposal]) -> None:
        """Show the proposals of a text."""
        self.beginResetModel()
        self.text, self.proposals = text, list(proposals)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.proposals)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self._heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.proposals[index.row()].kind is None:
            return flags
        if index.column() == NUMBER:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _EDITABLE else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        proposal = self.proposals[index.row()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self.cell(proposal, index.column())
        if role == Role.CheckStateRole and index.column() == NUMBER and proposal.kind is not None:
            return Qt.CheckState.Checked if proposal.ticked else Qt.CheckState.Unchecked
        if role == Role.ToolTipRole:
            return plain_tip(
                proposal.quote if index.column() == NUMBER else self.cell(proposal, index.column())
            )
        if role == Role.ForegroundRole and proposal.kind is None:
            parent = self.parent()
            return (
                parent.palette().color(QPalette.ColorRole.PlaceholderText)
                if isinstance(parent, QWidget)
                else None
            )
        return None

    def cell(self, proposal: Proposal, column: int) -> str:
        """Return what stands in a cell."""
        if column == NUMBER:
            return " ".join(self.text[proposal.start : proposal.end].split())
        if column == BECOMES:
            return self._becomes(proposal)
        if column == DAYS:
            if proposal.last is None:
                return ""
            return span_words(proposal.first or proposal.last, proposal.last).text(model_words)
        if column == SIDE:
            return proposal.side
        if column == SOURCE:
            return proposal.source
        return model_words(proposal.question) if proposal.question else ""

    def _becomes(self, proposal: Proposal) -> str:
        if proposal.kind is None:
            why = "" if proposal.why_not is None else model_words(WHY_NOT[proposal.why_not])
            return words("not taken: {why}", why=why).text(model_words)
        kind = model_words(KINDS[proposal.kind])
        if proposal.same_as is not None:
            return words("{kind}, said again", kind=kind).text(model_words)
        measure = MEASURE.get(proposal.measure)
        return f"{kind}: {model_words(measure.label)}" if measure is not None else kind

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        row, proposal = index.row(), self.proposals[index.row()]
        if role == Role.CheckStateRole:
            return self._change(row, replace(proposal, ticked=Qt.CheckState(value) == Qt.CheckState.Checked))
        changed = self._typed(proposal, index.column(), str(value).strip())
        return changed is not None and self._change(row, changed)

    def tick(self, row: int) -> None:
        """Tick a proposal, or take its tick away."""
        proposal = self.proposals[row]
        if proposal.kind is not None:
            self._change(row, replace(proposal, ticked=not proposal.ticked))

    def _typed(self, proposal: Proposal, column: int, typed: str) -> Proposal | None:
        if column == SIDE:
            return replace(proposal, side=typed)
        if column == SOURCE:
            return replace(proposal, source=typed)
        try:
            span = read_span(typed)
        except Unreadable as error:
            self.refused.emit(error.words.text(model_words))
            return None
        if span is None:
            self.refused.emit(words("“{text}” is no span of days.", text=typed).text(model_words))
            return None
        return replace(proposal, first=span.start, last=span.end, question="", ticked=True)

    def _change(self, row: int, proposal: Proposal) -> bool:
        if proposal.ticked and not complete(proposal):
            self.refused.emit(words("Its days have to be known before it can be added.").text(model_words))
            return False
        self.proposals[row] = proposal
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._heads) - 1))
        self.edited.emit()
        return True


@guarded
class ProposalTable(QTableView):
    """Shows the proposals, one number a row; `row_reached(row)` says on which row the selection came."""

    row_reached = Signal(int)

    def __init__(self, model: ProposalModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def fit(self, widths: Callable[[int], int]) -> None:
        """Make columns as wide as what stands in them, each up to `widths(column)`."""
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount() - 1):
            self.setColumnWidth(column, min(self.columnWidth(column) + 6, widths(column)))

    def go_to(self, row: int) -> None:
        """Select a row without saying so."""
        model = self.selectionModel()
        model.blockSignals(True)
        self.selectRow(row)
        model.blockSignals(False)
        self.scrollTo(self.model().index(row, 0))
        self.viewport().update()

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.row_reached.emit(current.row())
