"""Which uncertain figures move a result most, as bars, and where each of them crosses a threshold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.app.copied import copy_texts
from gui.app.guard import guarded
from gui.app.theme import tones_of
from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, arrange
from gui.dialogs.text_table import TextTable
from gui.dialogs.what_if import WhatIf
from gui.panels.surface import wrapped_label
from gui.session import Session
from model.analyses.compare_series import head_of
from model.analyses.sensitivity import STUDIED
from model.analyses.sensitivity_lines import Asked, FigureLine, SensitivityAnswer, answer_of, read_threshold
from model.columns import TABLE
from model.text.errors import Unreadable

_BAR = 3  # the column of the bars
_BAR_WIDTH = 190
_MOST_PERIODS = 200
Index = QModelIndex | QPersistentModelIndex


@guarded
class _Bars(QStyledItemDelegate):
    """Paints the bar of a line: from the result at the low to that at the high, and a stroke at the best."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[FigureLine, ...] = ()

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


class Sensitivity(WhatIf):
    """What moves a result, and how far.

    `row_chosen(table, row)`: the figure of a line was asked for, by a double click or Enter.
    """

    row_chosen = Signal(str, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Sensitivity"), session, parent)
        self._lines: tuple[FigureLine, ...] = ()
        self.measure = self._chooser(self.tr("Result"))
        self.days = self._chooser(self.tr("Days"))
        self.threshold = QLineEdit()
        self.threshold.setAccessibleName(self.tr("Threshold"))
        self.threshold.setPlaceholderText(
            self.tr("a number, such as 50,000: where does each figure cross it?")
        )
        self.threshold.setClearButtonEnabled(True)
        self.said = wrapped_label()
        self.table = TextTable(self.tr("Figures that the result rests on"), session)
        self._bars = _Bars(self.table)
        self.table.setItemDelegateForColumn(_BAR, self._bars)
        self.table.setSelectionBehavior(TextTable.SelectionBehavior.SelectRows)
        self.table.activated.connect(self._on_table_activated)
        self.key = wrapped_label(
            self.tr(
                "Each figure is moved alone, the others at their best: hollow blue at its low, full orange at"
                " its high; the stroke is the result with all at their best. An open bound is named and not"
                " drawn."
            )
        )
        self.threshold.textChanged.connect(self._later_show)
        self._arrange()
        self.follow()
        size_first(self, 1240, 480)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Series:"), self.series)
        form.addRow(self.tr("&Result:"), self.measure)
        form.addRow(self.tr("&Days:"), self.days)
        form.addRow(self.tr("&Threshold:"), self.threshold)
        form.addRow("", self.reason)
        buttons = Buttons(self)
        self.copy = buttons.add(
            self.tr("&Copy"), self._on_copy_clicked, self.tr("Copy the list, for a spreadsheet too")
        )
        arrange(self, form, self.said, self.table, self.key, self._last_line(buttons), stretched=self.table)

    def _offer(self) -> None:
        """List series, results and periods anew; what was chosen stays where it still is."""
        measure, days = self.measure.currentData(), self.days.currentData()
        self._offer_series()
        with QSignalBlocker(self.measure):
            self.measure.clear()
            for key in STUDIED:
                self.measure.addItem(head_of(key, self._session.formats), key)
            # until one is chosen, the first answer says which is looked at
            self.measure.setCurrentIndex(self.measure.findData(measure) if measure else -1)
        self._offer_days(days)

    def _offer_days(self, chosen: int | None = None) -> None:
        series = self.series.currentData()
        own = [n for n, period in enumerate(self._session.project.periods) if period.series == series]
        beyond = [chosen] if chosen is not None and chosen in own[_MOST_PERIODS:] else []
        with QSignalBlocker(self.days):
            self.days.clear()
            self.days.addItem(self.tr("the whole series"), None)
            for number in (*own[:_MOST_PERIODS], *beyond):
                self.days.addItem(TABLE["periods"].row_name(self._session.context, number), number)
            self.days.setCurrentIndex(max(0, self.days.findData(chosen) if chosen is not None else 0))

    def _forget(self) -> None:
        """Take the lines away: their rows may be others now."""
        self._lines = ()
        self._fill()

    def _show(self) -> None:
        """Ask what the result rests on; of a large project that is computed beside the window."""
        session, series = self._session, self.series.currentData()
        if not series:
            self._background.cancel()
            self.said.setText(self.tr("There is no series with periods to look at."))
            self._forget()
            return
        measure = self.measure.currentData()
        asked = Asked(series, measure, self.days.currentData(), self._threshold(measure))
        ask = partial(answer_of, session.results, asked, session.formats)
        self._ask(ask)

    def _on_answered(self, answer: SensitivityAnswer) -> None:
        if answer.study.results is not self._session.results:
            return  # of the project before an edit: that of now is on its way
        if self.measure.currentData() is None:
            self.measure.setCurrentIndex(self.measure.findData(answer.study.target.measure))
            if self.threshold.text():
                self._later.start()  # it can be read now
        self.said.setText(answer.said)
        self._lines = answer.lines
        self._fill()

    def _threshold(self, measure: str | None) -> float | None:
        """Return what is typed as the threshold; say below it why it cannot be read."""
        text = self.threshold.text().strip()
        self.reason.hide()
        if not text or measure is None:
            return None
        try:
            return read_threshold(text, measure, self._session.formats)
        except Unreadable as error:
            self._refuse(self._session.formats.words(error.words))
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
        copy_texts("\n".join(lines), self._session.formats.notation)
