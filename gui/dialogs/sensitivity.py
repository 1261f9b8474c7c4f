"""Which uncertain figures move a result most, as bars, and where each of them crosses a threshold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.text_table import TextTable
from gui.guard import guarded
from gui.panels.surface import plain_label
from gui.session import Session
from gui.theme import tones_of
from model.analyses.compare_series import comparable, head_of
from model.analyses.sensitivity import STUDIED, Study, Target, study
from model.analyses.sensitivity_lines import Line, lines_of, read_threshold, summary
from model.columns import TABLE
from model.errors import Unreadable

_BAR = 3  # the column of the bars
_BAR_WIDTH = 190
_MOST_PERIODS = 200
Index = QModelIndex | QPersistentModelIndex


class _Bars(QStyledItemDelegate):
    """Paints the bar of a line: from the result at the low to that at the high, and a stroke at the best."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    @guarded(None)
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
        painter.setPen(Qt.PenStyle.NoPen)
        for end, colour in ((low, tones.accent), (high, tones.doubtful)):
            if end is not None:
                painter.setBrush(QColor(colour))
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
        self.study: Study | None = None
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
                "Each figure is moved alone, the others at their best: blue at its low, orange at its high,"
                " the stroke is the result with all at their best. An open bound is named and not drawn."
            )
        )
        self.key.setWordWrap(True)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._show)
        self.threshold.textChanged.connect(self._later_show)
        self._arrange()
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_changed)
        self._offer()
        self._show()
        self.resize(1260, 560)

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
        layout.addWidget(buttons)

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
            self.measure.setCurrentIndex(self.measure.findData(chosen[1] or "losses_per_gain"))
            self._offer_days(chosen[2])

    def _offer_days(self, chosen: int | None) -> None:
        series = self.series.currentData()
        self.days.clear()
        self.days.addItem(self.tr("the whole series"), None)
        own = [n for n, period in enumerate(self._session.project.periods) if period.series == series]
        listed = [n for n in own if n == chosen or n in own[:_MOST_PERIODS]]
        for number in listed:
            self.days.addItem(TABLE["periods"].row_name(self._session.context, number), number)
        self.days.setCurrentIndex(max(0, self.days.findData(chosen) if chosen is not None else 0))

    def _on_chosen(self, _index: int) -> None:
        if self.sender() is self.series:
            with QSignalBlocker(self.days):
                self._offer_days(None)
        self._show()

    def _on_changed(self, _change: object = None) -> None:
        self._offer()
        self._show()

    def _later_show(self, _text: str) -> None:
        self._later.start()

    def _show(self) -> None:
        session, series = self._session, self.series.currentData()
        self.study = None
        self._lines = ()
        if not series:
            self.said.setText(self.tr("There is no series with periods to look at."))
        else:
            measure = str(self.measure.currentData())
            self.study = study(session.results, Target(series, measure, self.days.currentData()))
            self.said.setText(summary(self.study, session.formats))
            self._lines = lines_of(self.study, session.formats, self._threshold(measure))
        self._fill()

    def _threshold(self, measure: str) -> float | None:
        """Return what is typed as the threshold; say below it why it cannot be read."""
        text = self.threshold.text().strip()
        self.reason.hide()
        if not text:
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
            self.tr("Result at its low"),
            self.tr("low to high"),
            self.tr("Result at its high"),
            self.tr("Threshold crossed at"),
        )
        self._bars.lines = self._lines
        rows = [(one.name, one.published, one.at_low, "", one.at_high, one.break_even) for one in self._lines]
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
