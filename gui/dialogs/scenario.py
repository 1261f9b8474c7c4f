"""What if: losses, intake and ground so many percent higher or lower, beside what was published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.text_table import TextTable
from gui.panels.surface import plain_label
from gui.session import Session
from model.analyses.compare_series import comparable
from model.analyses.scenario import Factors, said, scenario, untouched
from model.analyses.scenario_lines import lines_of, read_percent, until_lines
from model.analyses.sensitivity_lines import read_threshold
from model.charts.beside import Scenario
from model.columns import TABLE
from model.days import Span, span_words
from model.derived.results import Results, derive
from model.errors import Unreadable

_SLIDER = (-100, 200)
_MOST_PERIODS = 400


@dataclass(frozen=True, slots=True)
class _Change:
    """One kind of figure that is changed: a slider for the usual percentages, a field for all of them."""

    slider: QSlider
    field: QLineEdit


class ScenarioDialog(QDialog):
    """Stays beside the window and follows the project; changes nothing in it, and nothing of it is saved.

    `assumed(Scenario | None)`: what is to be drawn beside the published values; None when the window closes.
    """

    assumed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Scenario"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.marked = plain_label(
            self.tr(
                "⚠ A scenario, not what was published: no figure of the project changes, and nothing of"
                " this is saved. It is drawn dashed on the charts for as long as this window is open."
            )
        )
        self.marked.setWordWrap(True)
        self.series = self._chooser(self.tr("Series"))
        self.first = self._chooser(self.tr("From period"))
        self.last = self._chooser(self.tr("To period"))
        self.changes = {
            "losses": self._change(self.tr("Change of losses in percent")),
            "intake": self._change(self.tr("Change of intake in percent")),
            "gains": self._change(self.tr("Change of gains in percent")),
        }
        self.reason = plain_label()
        self.reason.setWordWrap(True)
        self.table = TextTable(self.tr("Results as published and in the scenario"))
        self.threshold = QLineEdit()
        self.threshold.setAccessibleName(self.tr("Cumulative shortfall"))
        self.threshold.setPlaceholderText(self.tr("people, such as 200,000"))
        self.until = plain_label()
        self.until.setWordWrap(True)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._show)
        self.threshold.textChanged.connect(self._later_show)
        self._arrange()
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)
        self._offer()
        self._show()
        self.resize(720, 620)

    def _chooser(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.activated.connect(self._on_chosen)
        return box

    def _change(self, name: str) -> _Change:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(*_SLIDER)
        slider.setPageStep(10)
        slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        slider.setTickInterval(50)
        slider.setAccessibleName(name)
        field = QLineEdit("0")
        field.setAccessibleName(self.tr("{name}, typed").format(name=name))
        field.setMaximumWidth(field.fontMetrics().averageCharWidth() * 12)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        made = _Change(slider, field)
        slider.valueChanged.connect(partial(self._on_slider, made))
        field.textEdited.connect(partial(self._on_field, made))
        return made

    def _arrange(self) -> None:
        grid = QGridLayout()
        for row, (text, box) in enumerate(
            (
                (self.tr("&Series:"), self.series),
                (self.tr("&From:"), self.first),
                (self.tr("&To:"), self.last),
            )
        ):
            label = QLabel(text)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1, 1, 3)
        texts = {
            "losses": self.tr("&Losses ±%:"),
            "intake": self.tr("&Intake ±%:"),
            "gains": self.tr("&Gains ±%:"),
        }
        for row, (key, change) in enumerate(self.changes.items(), start=3):
            label = QLabel(texts[key])
            label.setBuddy(change.slider)
            grid.addWidget(label, row, 0)
            grid.addWidget(change.slider, row, 1)
            grid.addWidget(change.field, row, 2)
            grid.addWidget(QLabel("%"), row, 3)
        asked = QLabel(self.tr("&Months until a cumulative shortfall of:"))
        asked.setBuddy(self.threshold)
        row_of_threshold = QHBoxLayout()
        row_of_threshold.addWidget(asked)
        row_of_threshold.addWidget(self.threshold, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.reset = QPushButton(self.tr("&Reset"))
        self.reset.setToolTip(self.tr("Put every change back to 0 %"))
        self.reset.clicked.connect(self._on_reset_clicked)
        buttons.addButton(self.reset, QDialogButtonBox.ButtonRole.ResetRole)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.marked)
        layout.addLayout(grid)
        layout.addWidget(self.reason)
        layout.addWidget(self.table, 1)
        layout.addLayout(row_of_threshold)
        layout.addWidget(self.until)
        layout.addWidget(buttons)

    # what is offered

    def _offer(self) -> None:
        """List the series and its periods anew; what was chosen stays where it still is."""
        session = self._session
        names = {s.id: " ".join((s.name or s.id).split()) for s in session.project.series}
        chosen = self.series.currentData() or session.series
        days = (self.first.currentText(), self.last.currentText())
        with QSignalBlocker(self.series):
            self.series.clear()
            for series_id in comparable(session.results):
                self.series.addItem(names[series_id], series_id)
            self.series.setCurrentIndex(max(0, self.series.findData(chosen)))
        self._offer_days(*days)

    def _offer_days(self, first: str = "", last: str = "") -> None:
        series = self.series.currentData()
        parts = self._session.results.series[series].parts.tolist() if series else []
        kept = parts if len(parts) <= _MOST_PERIODS else parts[-_MOST_PERIODS:]
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            for box in (self.first, self.last):
                box.clear()
                for row in kept:
                    box.addItem(TABLE["periods"].row_name(self._session.context, row), row)
            self.first.setCurrentIndex(max(0, self.first.findText(first)) if first else 0)
            found = self.last.findText(last) if last else -1
            self.last.setCurrentIndex(found if found >= 0 else self.last.count() - 1)

    # what is chosen

    def _on_chosen(self, _index: int) -> None:
        if self.sender() is self.series:
            self._offer_days()
        self._show()

    def _on_slider(self, change: _Change, value: int) -> None:
        change.field.setText(f"{value:+d}".replace("-", "−") if value else "0")
        self._later.start()

    def _on_field(self, change: _Change, text: str) -> None:
        try:
            percent = round(read_percent(text, self._session.formats) * 100)
        except Unreadable:
            percent = change.slider.value()
        with QSignalBlocker(change.slider):
            change.slider.setValue(percent)
        self._later.start()

    def _on_reset_clicked(self) -> None:
        for change in self.changes.values():
            change.slider.setValue(0)
            change.field.setText("0")
        self._show()

    def _later_show(self, _text: str) -> None:
        self._later.start()

    def _on_changed(self, _change: object = None) -> None:
        self._offer()
        self._show()

    def _on_finished(self, _result: int) -> None:
        self.assumed.emit(None)

    # what comes of it

    def _span(self) -> Span | None:
        rows = (self.first.currentData(), self.last.currentData())
        if rows[0] is None or rows[1] is None:
            return None
        periods = [self._session.project.periods[row] for row in rows]
        start, end = min(p.start for p in periods), max(p.end for p in periods)
        return Span(start, end)

    def _factors(self) -> Factors | None:
        """Return what is assumed; None, said below the fields, where something cannot be read."""
        formats = self._session.formats
        try:
            shares = {key: read_percent(change.field.text(), formats) for key, change in self.changes.items()}
        except Unreadable as error:
            self.reason.setText(formats.words(error.words))
            self.reason.show()
            return None
        self.reason.hide()
        return Factors(self.series.currentData() or "", span=self._span(), **shares)

    def _show(self) -> None:
        session, formats = self._session, self._session.formats
        factors = self._factors()
        if factors is None or not factors.series:
            return
        left = untouched(session.project, factors)
        if left:
            self.reason.setText(
                self.tr("Only partly in these days, and so left as they are: {count} periods.").format(
                    count=len(left)
                )
            )
            self.reason.show()
        assumed = derive(scenario(session.project, factors), session.results)
        heads = (
            self.tr("Result"),
            self.tr("As published"),
            self.tr("In the scenario"),
            self.tr("Best changes by"),
        )
        lines = lines_of(session.results, assumed, factors.series, formats)
        self.table.show_rows(heads, [(one.what, one.published, one.assumed, one.change) for one in lines])
        self.table.fit_columns()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.until.setText(self._until(factors.series, assumed))
        if factors.nothing or factors.span is None:
            self.assumed.emit(None)
        else:
            days = span_words(factors.span.start, factors.span.end)
            self.assumed.emit(Scenario(assumed, said(factors, days, formats)))

    def _until(self, series: str, assumed: Results) -> str:
        text = self.threshold.text().strip()
        if not text:
            return ""
        formats = self._session.formats
        try:
            threshold = read_threshold(text, "shortfall", formats)
        except Unreadable as error:
            return formats.words(error.words)
        return "\n".join(until_lines(self._session.results, assumed, series, threshold, formats))
