"""Which uncertain figures move a result most, as bars, and where each of them crosses a threshold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.app.background import Background
from gui.app.guard import guarded
from gui.app.theme import tones_of
from gui.dialogs.text_table import TextTable
from gui.panels.surface import plain_label
from gui.session import Session
from model.analyses.compare_lines import head_of
from model.analyses.compare_series import comparable
from model.analyses.sensitivity import STUDIED
from model.analyses.sensitivity_lines import Answer, Asked, Line, answer_of, read_threshold
from model.columns import TABLE
from model.text.errors import Unreadable

_BAR = 3  # the column of the bars
_BAR_WIDTH = 190
_MOST_PERIODS = 200
_AT_ONCE = 1_000  # periods of which an answer takes no longer than a few frames
Index = QModelIndex | QPersistentModelIndex


@guarded
class _Bars(QStyledItemDelegate):
    """Paints the bar of a line: from the result at the low to that at the high, and a stroke at the best."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.row() >= len(self.lines):
            return
        line, rect = self.lines[index.row()], QRectF(option.rect).adjusted(8, 4, -8, -4)
        low, high = (None if end is None else rect.x() + end * rect.width() for end in line.bar)
        centre = rect.x() + line.best * rect.width()
        tones = tones_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for end, colour, full in ((low, tones.accent, False), (high, tones.doubtful, True)):
            if end is not None and end != centre:
                painter.setPen(QPen(QColor(colour), 1.5))
                painter.setBrush(QColor(colour) if full else Qt.BrushStyle.NoBrush)
                left, right = sorted((end, centre))
                painter.drawRect(QRectF(left, rect.y() + 2, right - left, rect.height() - 4))
        painter.setPen(QPen(QColor(tones.text), 1.5))
        painter.drawLine(round(centre), round(rect.y()), round(centre), round(rect.bottom()))
        painter.restore()


class Sensitivity(QDialog):
    """Stays beside the window and follows the project; changes nothing in it.

    `row_chosen(table, row)`: the figure of a line was asked for, by a double click or Enter.
    """

    row_chosen = Signal(str, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: tuple[Line, ...] = ()
        self.setWindowTitle(self.tr("Sensitivity"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.series = self._chooser(self.tr("Series"))
        self.measure = self._chooser(self.tr("Result"))
        self.days = self._chooser(self.tr("Days"))
        self.threshold = QLineEdit()
        self.threshold.setAccessibleName(self.tr("Threshold"))
        self.threshold.setPlaceholderText(
            self.tr("a number, such as 50,000: where does each figure cross it?")
        )
        self.threshold.setClearButtonEnabled(True)
        self.reason = plain_label()
        self.reason.setWordWrap(True)
        self.said = plain_label()
        self.said.setWordWrap(True)
        self.table = TextTable(self.tr("Figures that the result rests on"))
        self._bars = _Bars(self.table)
        self.table.setItemDelegateForColumn(_BAR, self._bars)
        self.table.setSelectionBehavior(TextTable.SelectionBehavior.SelectRows)
        self.table.activated.connect(self._on_table_activated)
        self.key = plain_label(
            self.tr(
                "Each figure is moved alone, the others at their best: hollow blue at its low, full orange at"
                " its high; the stroke is the result with all at their best. An open bound is named and not"
                " drawn."
            )
        )
        self.key.setWordWrap(True)
        self.waiting = plain_label()
        self._background = Background(self)
        self._background.done.connect(self._on_answered)
        self._background.busy_changed.connect(self._on_busy_changed)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._show)
        self.threshold.textChanged.connect(self._later_show)
        self._arrange()
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)
        self._offer()
        self._show()
        self.resize(1240, 480)

    def _chooser(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.activated.connect(self._on_chosen)
        return box

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Series:"), self.series)
        form.addRow(self.tr("&Result:"), self.measure)
        form.addRow(self.tr("&Days:"), self.days)
        form.addRow(self.tr("&Threshold:"), self.threshold)
        form.addRow("", self.reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        self.copy = QPushButton(self.tr("&Copy"))
        self.copy.setAutoDefault(False)
        self.copy.setToolTip(self.tr("Copy the list, for a spreadsheet too"))
        self.copy.clicked.connect(self._on_copy_clicked)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.key)
        last = QHBoxLayout()
        last.addWidget(self.waiting)
        last.addWidget(buttons, 1)
        layout.addLayout(last)

    def _offer(self) -> None:
        """List series, results and periods anew; what was chosen stays where it still is."""
        session, formats = self._session, self._session.formats
        project = session.project
        chosen = (self.series.currentData(), self.measure.currentData(), self.days.currentData())
        series = chosen[0] or session.series
        names = {s.id: " ".join((s.name or s.id).split()) for s in project.series}
        with QSignalBlocker(self.series), QSignalBlocker(self.measure), QSignalBlocker(self.days):
            self.series.clear()
            for series_id in comparable(session.results):
                self.series.addItem(names[series_id], series_id)
            self.series.setCurrentIndex(max(0, self.series.findData(series)))
            self.measure.clear()
            for key in STUDIED:
                self.measure.addItem(head_of(key, formats), key)
            # until one is chosen, the first answer says which is looked at
            self.measure.setCurrentIndex(self.measure.findData(chosen[1]) if chosen[1] else -1)
            self._offer_days(chosen[2])

    def _offer_days(self, chosen: int | None) -> None:
        series = self.series.currentData()
        self.days.clear()
        self.days.addItem(self.tr("the whole series"), None)
        own = [n for n, period in enumerate(self._session.project.periods) if period.series == series]
        beyond = [chosen] if chosen is not None and chosen in own[_MOST_PERIODS:] else []
        for number in (*own[:_MOST_PERIODS], *beyond):
            self.days.addItem(TABLE["periods"].row_name(self._session.context, number), number)
        self.days.setCurrentIndex(max(0, self.days.findData(chosen) if chosen is not None else 0))

    def _on_chosen(self, _index: int) -> None:
        if self.sender() is self.series:
            with QSignalBlocker(self.days):
                self._offer_days(None)
        self._show()

    def _on_changed(self, _change: object = None) -> None:
        if len(self._session.project.periods) > _AT_ONCE:
            self._lines = ()  # of the project before, whose rows may be others now
            self._fill()
        self._offer()
        self._show()

    def _on_finished(self, _result: int) -> None:
        self._later.stop()
        self._background.cancel()

    def _later_show(self, _text: str) -> None:
        self._later.start()

    def _show(self) -> None:
        """Ask what the result rests on; of a large project that is computed beside the window."""
        session, series = self._session, self.series.currentData()
        if not series:
            self._background.cancel()
            self.said.setText(self.tr("There is no series with periods to look at."))
            self._lines = ()
            self._fill()
            return
        measure = self.measure.currentData()
        asked = Asked(series, measure, self.days.currentData(), self._threshold(measure))
        ask = partial(answer_of, session.results, asked, session.formats)
        if len(session.project.periods) <= _AT_ONCE:
            self._background.cancel()
            self._on_answered(ask())
        else:
            self._background.queue(lambda _tell: ask())

    def _on_answered(self, answer: Answer) -> None:
        if answer.study.results is not self._session.results:
            return  # of the project before an edit: that of now is on its way
        if self.measure.currentData() is None:
            self.measure.setCurrentIndex(self.measure.findData(answer.study.target.measure))
            if self.threshold.text():
                self._later.start()  # it can be read now
        self.said.setText(answer.said)
        self._lines = answer.lines
        self._fill()

    def _on_busy_changed(self, busy: bool) -> None:
        self.waiting.setText(self.tr("Computing…") if busy else "")

    def _threshold(self, measure: str | None) -> float | None:
        """Return what is typed as the threshold; say below it why it cannot be read."""
        text = self.threshold.text().strip()
        self.reason.hide()
        if not text or measure is None:
            return None
        try:
            return read_threshold(text, measure, self._session.formats)
        except Unreadable as error:
            self.reason.setText(self._session.formats.words(error.words))
            self.reason.show()
            return None

    def _fill(self) -> None:
        heads = (
            self.tr("Figure"),
            self.tr("As published"),
            self.tr("Least result"),
            self.tr("least to greatest result"),
            self.tr("Greatest result"),
            self.tr("Threshold crossed at"),
        )
        self._bars.lines = self._lines
        rows = [(one.name, one.published, one.least, "", one.greatest, one.break_even) for one in self._lines]
        self.table.show_rows(heads, rows, right=(2,))
        self.table.setColumnHidden(len(heads) - 1, not any(one.break_even for one in self._lines))
        self.table.fit_columns()
        self.table.setColumnWidth(_BAR, _BAR_WIDTH)
        self.table.viewport().update()

    def _on_table_activated(self, index: QModelIndex) -> None:
        one = self._lines[index.row()].input
        self.row_chosen.emit(one.table, one.row)

    def _on_copy_clicked(self) -> None:
        texts = self.table.texts
        lines = [self.said.text(), "\t".join(texts.heads), *("\t".join(row) for row in texts.rows)]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
