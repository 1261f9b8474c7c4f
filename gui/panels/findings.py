"""Everything the program noticed: filtered by level, gone to with a click, kept as it is with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.theme import Theme
from gui.app.translate import filled
from gui.panels.findings_model import COLUMNS, SHELF_GLYPHS, FindingsModel, Shelf, shelf_of
from gui.panels.inspector_editors import STAYING
from gui.panels.read_table import ReadTable
from gui.panels.surface import muted_label, plain_label
from gui.session import Session, SessionChange
from model.checks.findings import Finding
from model.edits import Edit, acknowledge, take_up_again
from model.text.errors import SalientError

_AROUND, _ABOVE = 14, 6  # pixels beside the text of a cell, and above and below it
_KEPT = COLUMNS.index("acknowledged")


@guarded
class FindingsTable(ReadTable):
    """The table itself: a click on the rows' names, a double click or Enter goes to them.

    Rows are as high as their sentences; that of a row is found when it comes into view.

    Signals: `entered_row`: to those of the current finding.
    """

    entered_row = Signal()

    def __init__(self, name: str, model: FindingsModel, session: Session, parent: QWidget) -> None:
        super().__init__(name, model, session, parent)
        self.setWordWrap(True)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit_rows)
        model.modelReset.connect(self._fitting.start)
        self.verticalScrollBar().valueChanged.connect(self._fit_rows)
        self.horizontalHeader().sectionResized.connect(self._fitting.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def _fit_rows(self) -> None:
        row, bottom = self.rowAt(0), self.viewport().height()
        while 0 <= row < self.model().rowCount() and self.rowViewportPosition(row) < bottom:
            self.setRowHeight(row, self.sizeHintForRow(row) + _ABOVE)
            row += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


@guarded
class ReasonLine(QLineEdit):
    """Where the reason is typed: Enter keeps it, and so does leaving it; Escape gives it up."""

    cancelled = Signal()
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


@guarded
class FindingsPage(QWidget):
    """The findings of the project.

    Signals: `chosen(str, tuple)`: rows of a table to go to; `counted(object)`: how many are on each shelf.
    """

    chosen = Signal(str, tuple)
    counted = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: tuple[Finding, ...] = ()  # whose reason is being typed
        self.model = FindingsModel(session, theme, self)
        self.table = FindingsTable(self.tr("Findings"), self.model, session, self)
        self.filters: dict[Shelf, QToolButton] = {}
        self._arrange()
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self.refresh)
        session.checked.connect(self.refresh)
        theme.changed.connect(self.refresh)

    @property
    def selected(self) -> tuple[Finding, ...]:
        """The findings that are selected, from top to bottom."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(self.model.findings[row] for row in rows if row < len(self.model.findings))

    def refresh(self) -> None:
        """List the findings of now; what was selected stays so while it is found.

        While the page is not seen they are only counted.
        """
        if not self._session.is_checked:
            self._nothing.setText(self.tr("The project is being checked."))
            return
        counts = self.model.counts()
        self.counted.emit(counts)
        if not self.isVisibleTo(self.window()):
            return
        kept = self.selected
        self.model.refresh()
        for finding in kept:
            row = self.model.place_of(finding)
            if row is not None:
                self.table.selectionModel().select(
                    self.model.index(row, 0),
                    QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
                )
        for shelf, button in self.filters.items():
            name = self._names[shelf]
            count = self._session.formats.number(counts[shelf], "people")
            button.setText(f"{SHELF_GLYPHS[shelf]} {name} {count}")
            button.setAccessibleName(filled(self.tr("Show {kind}: {count}"), kind=name, count=count))
        found = sum(counts.values())
        self._nothing.setText(
            self.tr("Nothing here: what is switched off above is hidden.")
            if found
            else self.tr("Nothing was found: claims hold, no day counts twice, every figure has a source.")
        )
        self.table.setColumnHidden(_KEPT, not counts[Shelf.ACKNOWLEDGED])
        self._nothing.setVisible(not self.model.findings)
        self.table.setVisible(bool(self.model.findings))
        self._on_selection_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """List what was only counted while nobody saw it."""
        super().showEvent(event)
        self.refresh()

    # how it is arranged

    def _arrange(self) -> None:
        self._names = {
            Shelf.ERROR: self.tr("Errors"),
            Shelf.WARNING: self.tr("Warnings"),
            Shelf.NOTE: self.tr("Notes"),
            Shelf.ACKNOWLEDGED: self.tr("Acknowledged"),
        }
        above = QHBoxLayout()
        above.setContentsMargins(8, 6, 8, 6)
        above.setSpacing(6)
        for shelf in Shelf:
            above.addWidget(self._filter(shelf))
        above.addStretch(1)
        self.go = self._button(self.tr("&Go to Rows"), self._go_to_current)
        self.keep = self._button(self.tr("&Acknowledge…"), self._ask_for_reason)
        self.take_up = self._button(self.tr("Take &Up Again"), self._take_up_again)
        for button in (self.go, self.keep, self.take_up):
            above.addWidget(button)
        self._arrange_table()
        self._nothing = muted_label()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(12, 24, 12, 12)
        self._nothing.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(self._reason_bar())
        whole.addWidget(self.table, 1)
        whole.addWidget(self._nothing, 1)
        self.setFocusProxy(self.table)

    def _arrange_table(self) -> None:
        table = self.table
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        head = table.horizontalHeader()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, "✓ acknowledged"), (2, "Sep–Oct 2024, November 2024"), (3, "M" * 16)):
            table.setColumnWidth(column, self.fontMetrics().horizontalAdvance(width) + _AROUND)
        table.clicked.connect(self._on_clicked)
        table.doubleClicked.connect(self._go_to_current)
        table.entered_row.connect(self._go_to_current)
        table.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _filter(self, shelf: Shelf) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setChecked(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(self.tr("Show or hide these findings"))
        button.toggled.connect(self._toggling(shelf))
        self.filters[shelf] = button
        return button

    def _button(self, text: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _reason_bar(self) -> QWidget:
        self.reason_bar = QWidget(self)
        self.reason = ReasonLine(self.reason_bar)
        self.reason.setAccessibleName(self.tr("Why it is kept as it is"))
        self.reason.setPlaceholderText(
            self.tr("why it is kept as it is; saved in the project (Enter keeps it, Escape gives up)")
        )
        self.reason.returnPressed.connect(self._acknowledge)
        self.reason.cancelled.connect(self._close_reason)
        self.reason.left.connect(self._on_reason_left)
        label = plain_label(self.tr("Reaso&n:"), self.reason_bar)
        label.setBuddy(self.reason)
        self._fault = muted_label("", self.reason_bar)
        line = QHBoxLayout(self.reason_bar)
        line.setContentsMargins(8, 0, 8, 6)
        line.addWidget(label)
        line.addWidget(self.reason, 1)
        line.addWidget(self._fault)
        self.reason_bar.hide()
        return self.reason_bar

    # what is done

    def _go_to_current(self, _index: object = None) -> None:
        index = self.table.currentIndex()
        chosen = self.selected[:1] or ((self.model.findings[index.row()],) if index.isValid() else ())
        for finding in chosen:
            self._go_to(finding)

    def _go_to(self, finding: Finding) -> None:
        for table, rows in finding.rows.tables.items():
            self.chosen.emit(table, tuple(rows.tolist()))
            return

    def _ask_for_reason(self) -> None:
        """Ask inline, beginning with the reason that was given before."""
        findings = self._asked = self.selected
        if findings:
            self.reason.setText(next((each.acknowledged for each in findings if each.acknowledged), ""))
            self._fault.setText("")
            self.reason_bar.show()
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.reason.selectAll()

    def _acknowledge(self) -> None:
        findings, reason = self._asked, self.reason.text()
        if findings and self._edit(lambda: acknowledge(self._session.context, findings, reason)):
            self._close_reason()

    def _on_reason_left(self) -> None:
        """Keep a reason that was typed, of the findings that it was asked for."""
        if self.reason.isModified() and self.reason.text().strip():
            self._acknowledge()
        else:
            self._close_reason()

    def _take_up_again(self) -> None:
        findings = tuple(each for each in self.selected if each.acknowledged is not None)
        if findings:
            self._edit(lambda: take_up_again(self._session.context, findings))

    def _edit(self, make: Callable[[], Edit]) -> bool:
        try:
            edit = make()
        except SalientError as error:
            self._fault.setText(self._session.formats.words(error.words))
            return False
        self._session.edit(edit)
        return True

    def _close_reason(self) -> None:
        """Let go of what was asked for; who was typing there goes on in the list."""
        typing, self._asked = self.reason.hasFocus(), ()
        self.reason_bar.hide()
        if typing:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # what it follows

    def _on_clicked(self, index: QModelIndex) -> None:
        """Go to the rows, where their names are clicked; elsewhere a click selects."""
        if COLUMNS[index.column()] == "rows":
            self._go_to(self.model.findings[index.row()])

    def _toggling(self, shelf: Shelf) -> Callable[[bool], None]:
        def toggled(shown: bool) -> None:
            (self.model.shelves.add if shown else self.model.shelves.discard)(shelf)
            self.refresh()

        return toggled

    def _on_selection_changed(self, *_what: object) -> None:
        findings = self.selected
        seen = [shelf_of(each) is Shelf.ACKNOWLEDGED for each in findings]
        self.keep.setEnabled(bool(findings))
        self.take_up.setEnabled(any(seen))
        self.go.setEnabled(any(len(each.rows) for each in findings))
        if not findings and self.reason_bar.isVisibleTo(self):
            self._close_reason()

    def _on_changed(self, _change: SessionChange) -> None:
        self.refresh()
