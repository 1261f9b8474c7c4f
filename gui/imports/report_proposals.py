"""The proposals of a report as a table by period: tick, what each becomes, figure, days, side and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.translate import filled, model_words
from gui.panels.surface import bold, plain_tip
from model.edits.proposal_cells import (
    OF_DAYS,
    OF_FIGURE,
    OF_KIND,
    ProposalGroup,
    becomes,
    choice_of,
    choice_words,
    choices,
    days_text,
    figure_text,
    groups,
    ready,
    remark,
    settled,
    with_choice,
    with_days,
    with_figure,
)
from model.reading.doubts_of_people import WHO_STATES, WHOSE
from model.reading.proposal import Proposal
from model.text.errors import Unreadable
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import Words, words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NONE = QModelIndex()
BECOMES, FIGURE, DAYS, SIDE, SOURCE, REMARK = range(6)
_ASKED = {WHOSE: SIDE, WHO_STATES: SOURCE} | dict.fromkeys(OF_KIND, BECOMES)
_ASKED |= dict.fromkeys(OF_FIGURE, FIGURE) | dict.fromkeys(OF_DAYS, DAYS)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@guarded
class ProposalModel(QAbstractTableModel):
    """A row for each group and for each proposal in it. All but the remark can be typed over.

    `edited` comes when a person changed a proposal; `refused(words)` when what was typed could not be read.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(self, formats: Callable[[], Formats], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.text = ""
        self.proposals: list[Proposal] = []
        self.held: Mapping[int, Words] = {}
        self.rows: list[int | ProposalGroup] = []
        self._row_of: dict[int, int] = {}
        self._heads = (
            self.tr("Becomes"),
            self.tr("Figure"),
            self.tr("Days"),
            self.tr("Whose"),
            self.tr("Said by"),
            self.tr("To note"),
        )

    def show_proposals(self, text: str, proposals: Sequence[Proposal]) -> None:
        """Show the proposals of a text."""
        self.beginResetModel()
        self.text, self.proposals, self.held = text, list(proposals), {}
        self._lay(self._laid())
        self.endResetModel()

    def show_held(self, held: Mapping[int, Words]) -> None:
        """Show what the project holds already."""
        if held != self.held and self.rows:
            self.held = held
            self.dataChanged.emit(self.index(0, REMARK), self.index(len(self.rows) - 1, REMARK))

    def _laid(self) -> list[int | ProposalGroup]:
        rows: list[int | ProposalGroup] = []
        for group in groups(self.proposals):
            rows.extend((group, *group.places))
        return rows

    def _lay(self, rows: list[int | ProposalGroup]) -> None:
        self.rows = rows
        self._row_of = {place: row for row, place in enumerate(rows) if isinstance(place, int)}

    def place(self, row: int) -> int | None:
        """Return which proposal stands in a row; None for the head of a group."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, int) else None

    def row_of(self, place: int) -> int:
        """Return the row of a proposal."""
        return self._row_of[place]

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return self._heads[section]
        if role == Role.TextAlignmentRole:
            return _RIGHT if section == FIGURE else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        place = self.place(index.row())
        if place is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        taken = self.proposals[place].kind is not None
        if index.column() == BECOMES:
            flags |= Qt.ItemFlag.ItemIsEditable
            return flags | Qt.ItemFlag.ItemIsUserCheckable if taken else flags
        return flags | Qt.ItemFlag.ItemIsEditable if taken and index.column() != REMARK else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row = self.rows[index.row()]
        if not isinstance(row, int):
            return self._of_group(row, index.column(), role)
        proposal, column = self.proposals[row], index.column()
        if role in (Role.DisplayRole, Role.EditRole):
            return self.cell(row, column)
        if role == Role.CheckStateRole and column == BECOMES and proposal.kind is not None:
            return Qt.CheckState.Checked if proposal.ticked else Qt.CheckState.Unchecked
        if role == Role.TextAlignmentRole and column == FIGURE:
            return _RIGHT
        if role == Role.ToolTipRole:
            return plain_tip(proposal.quote if column == BECOMES else self.cell(row, column))
        if role == Role.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Role.ForegroundRole and (
            proposal.kind is None or (column == REMARK and not proposal.question)
        ):
            return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def _of_group(self, group: ProposalGroup, column: int, role: int) -> object:
        if role in (Role.DisplayRole, Role.AccessibleTextRole) and column == BECOMES:
            return self._formats().words(group.title)
        if role == Role.FontRole:
            return bold(QFont())
        if role == Role.BackgroundRole:
            return QApplication.palette().brush(QPalette.ColorRole.AlternateBase)
        if role == Role.ForegroundRole:
            return QApplication.palette().color(QPalette.ColorRole.Text)
        return None

    def _spoken(self, place: int, column: int) -> str:
        proposal, text = self.proposals[place], self.cell(place, column)
        if column != BECOMES or proposal.kind is None:
            return text
        return filled(self.tr("{cell}, ticked"), cell=text) if proposal.ticked else text

    def said(self, place: int) -> str:
        """Return the words of a number in the text."""
        proposal = self.proposals[place]
        return " ".join(self.text[proposal.start : proposal.end].split())

    def cell(self, place: int, column: int) -> str:
        """Return what stands in a cell of a proposal."""
        proposal, formats = self.proposals[place], self._formats()
        if column == BECOMES:
            return formats.words(becomes(proposal))
        if column == FIGURE:
            return self.said(place) if proposal.kind is None else figure_text(proposal, formats)
        if column == REMARK:
            said = remark(proposal, self.held.get(place))
            return "" if said is None else formats.words(said)
        if proposal.kind is None:
            return ""
        return (days_text(proposal, formats), proposal.side, _who(proposal, formats))[column - DAYS]

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        place = self.place(index.row())
        if place is None:
            return False
        if role == Role.CheckStateRole:
            return self._tick(place, ticked=Qt.CheckState(value) == Qt.CheckState.Checked)
        if str(value).strip() == self.data(index, Role.EditRole) and index.column() != BECOMES:
            return False
        try:
            changed = self._typed(self.proposals[place], index.column(), str(value).strip())
        except Unreadable as error:
            self.refused.emit(error.words.text(model_words))
            return False
        return self._change(place, changed)

    def _move(self, laid: list[int | ProposalGroup]) -> None:
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        places = [self.place(index.row()) for index in indexes]
        self._lay(laid)
        moved = [
            QModelIndex() if place is None else self.index(self._row_of[place], index.column())
            for index, place in zip(indexes, places, strict=True)
        ]
        self.changePersistentIndexList(indexes, moved)
        self.layoutChanged.emit()

    def tick(self, place: int) -> None:
        """Tick a proposal, or take its tick away."""
        if self.proposals[place].kind is not None:
            self._tick(place, ticked=not self.proposals[place].ticked)

    def _tick(self, place: int, *, ticked: bool) -> bool:
        proposal = self.proposals[place]
        if ticked and not ready(proposal):
            self.refused.emit(
                words(
                    "It cannot be added before this is settled: {what}", what=self.cell(place, REMARK)
                ).text(model_words)
            )
            return False
        same = None if ticked else proposal.same_as  # whoever ticks what is said again wants it added too
        return self._change(place, replace(proposal, ticked=ticked, same_as=same))

    def _typed(self, proposal: Proposal, column: int, typed: str) -> Proposal:
        if column == BECOMES:
            return with_choice(proposal, typed)
        if column == FIGURE:
            return with_figure(proposal, typed, self._formats())
        if column == DAYS:
            return with_days(proposal, typed)
        if column == SIDE:
            return settled(replace(proposal, side=typed), WHOSE)
        return settled(replace(proposal, source=typed, relayed_by=""), WHO_STATES)

    def _change(self, place: int, proposal: Proposal) -> bool:
        if proposal == self.proposals[place]:
            return False
        self.proposals[place] = proposal
        laid = self._laid()
        if laid == self.rows:
            row = self._row_of[place]
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._heads) - 1))
        else:  # it stands in another group now
            self._move(laid)
        self.edited.emit()
        return True


def _who(proposal: Proposal, formats: Formats) -> str:
    if not proposal.relayed_by:
        return proposal.source
    return formats.words(words("{source} via {relay}", source=proposal.source, relay=proposal.relayed_by))


@guarded
class _ProposalDelegate(QStyledItemDelegate):
    """Edits a cell: a choice of what a number becomes; a line for all else, with what is known to choose."""

    def __init__(self, known: Callable[[int], list[str]], parent: QTableView) -> None:
        super().__init__(parent)
        self._known = known

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == BECOMES:
            box = QComboBox(parent)
            for choice in choices():
                box.addItem(choice_words(choice).text(model_words), choice)
            box.activated.connect(lambda _at: self._on_chosen(box))
            editor: QWidget = box
        else:
            line = QLineEdit(parent)
            known = self._known(index.column())
            if known:
                completer = QCompleter(known, line)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                line.setCompleter(completer)
                line.returnPressed.connect(lambda: self._on_entered(line, completer))
            editor = line
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(head))
        return editor

    def _on_entered(self, line: QLineEdit, completer: QCompleter) -> None:
        """Take what was typed where the list of what is known, shown below the line, has got the Enter."""
        shown = completer.popup()
        if shown is not None and shown.isVisible():
            self._on_chosen(line)

    def _on_chosen(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Frame the cell that Enter types over, which the colour of its row does not tell."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(option.palette.color(QPalette.ColorRole.HighlightedText), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        if isinstance(editor, QComboBox) and isinstance(model, ProposalModel):
            place = model.place(index.row())
            editor.setCurrentIndex(
                editor.findData("" if place is None else choice_of(model.proposals[place]))
            )
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Role.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


@guarded
class ProposalTable(QTableView):
    """Shows the proposals; `reached(place)` says to which the selection came.

    Space ticks, Enter or F2 types over, N goes to the next open question.
    """

    place_reached = Signal(int)
    next_wanted = Signal()

    def __init__(
        self,
        model: ProposalModel,
        name: str,
        known: Callable[[int], list[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._proposals = model
        self.setModel(model)
        self.setItemDelegate(_ProposalDelegate(known, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setResizeContentsPrecision(60)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        model.modelReset.connect(self._on_laid)
        model.layoutChanged.connect(self._on_laid)

    def _on_laid(self) -> None:
        self.clearSpans()
        for row, place in enumerate(self._proposals.rows):
            if not isinstance(place, int):
                self.setSpan(row, 0, 1, self._proposals.columnCount())

    def fit(self) -> None:
        """Share the width: figures and days whole, each other column up to a part of it."""
        self.resizeColumnsToContents()  # as the first rows need it; the longest days stand anywhere
        days = {self._proposals.cell(place, DAYS) for place in range(len(self._proposals.proposals))}
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in days), default=0)
        self.setColumnWidth(DAYS, max(self.columnWidth(DAYS), widest + 8))
        room = max(self.viewport().width(), 520)
        most = {BECOMES: 0.22, FIGURE: 1.0, DAYS: 1.0, SIDE: 0.09, SOURCE: 0.15}
        for column, share in most.items():
            self.setColumnWidth(column, min(self.columnWidth(column) + 6, int(share * room)))
        self.setColumnWidth(REMARK, self.horizontalHeader().minimumSectionSize())  # and what is left

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def is_at_question(self) -> bool:
        """Whether the cell that is selected is the one that its proposal asks about."""
        place = self.current()
        asked = None if place is None else _ASKED.get(self._proposals.proposals[place].question)
        return asked in (None, self.currentIndex().column())

    def go_to(self, place: int) -> None:
        """Select a proposal without saying so: the cell that its question is about."""
        row = self._proposals.row_of(place)
        column = _ASKED.get(self._proposals.proposals[place].question, max(0, self.currentIndex().column()))
        model = self.selectionModel()
        model.blockSignals(True)
        self.setCurrentIndex(self._proposals.index(row, column))
        model.blockSignals(False)
        self.scrollTo(self._proposals.index(row, 0))
        self.viewport().update()

    def current(self) -> int | None:
        """Return which proposal is selected."""
        return self._proposals.place(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, type over, or go on."""
        place = self.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        editing = self.state() == QAbstractItemView.State.EditingState  # Enter comes on from the editor
        if editing or not plain or place is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._proposals.tick(place)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_N:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        place = self._proposals.place(current.row()) if current.isValid() else None
        if place is not None:
            self.place_reached.emit(place)
