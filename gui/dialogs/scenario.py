"""What if: losses, intake and ground so many percent higher or lower, beside what was published."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSlider,
    QWidget,
)

from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, Part, arrange
from gui.dialogs.text_table import TextTable
from gui.dialogs.what_if import WhatIf
from gui.panels.surface import wrapped_label
from gui.session import Session
from model.analyses.scenario import Factors, ScenarioAnswer, answer_of, bounds_offered, read_percent
from model.columns import TABLE
from model.text.days import Span
from model.text.errors import Unreadable
from model.text.formats import counted
from model.text.words import words

_SLIDER = (-100, 100)
_MOST_PERIODS = 400


class _FactorField(Struct, frozen=True):
    """One kind of figure that is changed: a slider for the usual percentages, a field for all of them."""

    slider: QSlider
    field: QLineEdit


class ScenarioDialog(WhatIf):
    """What comes of figures so much higher or lower; nothing of it is saved.

    `assumed(Scenario | None)`: what is to be drawn beside the published values; None when the window closes.
    """

    assumed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Scenario"), session, parent)
        self.marked = wrapped_label(
            self.tr(
                "⚠ A scenario, not what was published: no figure of the project changes, and nothing of"
                " this is saved. It is drawn dashed on the charts for as long as this window is open."
            )
        )
        self.first = self._chooser(self.tr("From period"))
        self.last = self._chooser(self.tr("To period"))
        self.changes = {
            "losses": self._change(self.tr("Change of losses in percent")),
            "intake": self._change(self.tr("Change of intake in percent")),
            "gains": self._change(self.tr("Change of gains in percent")),
        }
        self.table = TextTable(self.tr("Results as published and in the scenario"), session)
        self.threshold = QLineEdit()
        self.threshold.setAccessibleName(self.tr("Cumulative gross shortfall"))
        self.threshold.setPlaceholderText(self.tr("people, such as 200,000"))
        self.until = wrapped_label()
        self.threshold.textChanged.connect(self._later_show)
        self._arrange()
        self.follow()
        size_first(self, 780, 480)
        if parent is not None:  # where the charts, on which it is drawn, stay in sight
            corner = parent.mapToGlobal(parent.rect().topLeft())
            self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y())

    def _change(self, name: str) -> _FactorField:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(*_SLIDER)
        slider.setPageStep(10)
        slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        slider.setTickInterval(50)
        slider.setAccessibleName(name)
        field = QLineEdit("0")
        field.setAccessibleName(filled(self.tr("{name}, typed"), name=name))
        field.setMaximumWidth(field.fontMetrics().averageCharWidth() * 12)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        made = _FactorField(slider, field)
        slider.valueChanged.connect(partial(self._on_slider, made))
        field.textEdited.connect(partial(self._on_field, made))
        return made

    def _arrange(self) -> None:
        grid = QGridLayout()
        chosen = QHBoxLayout()
        for text, box in (
            (self.tr("&Series:"), self.series),
            (self.tr("&From:"), self.first),
            (self.tr("&To:"), self.last),
        ):
            label = QLabel(text)
            label.setBuddy(box)
            chosen.addWidget(label)
            chosen.addWidget(box, 1)
        texts = {
            "losses": self.tr("&Losses ±%:"),
            "intake": self.tr("&Intake ±%:"),
            "gains": self.tr("&Gains ±%:"),
        }
        for row, (key, change) in enumerate(self.changes.items(), start=0):
            label = QLabel(texts[key])
            label.setBuddy(change.slider)
            grid.addWidget(label, row, 0)
            grid.addWidget(change.slider, row, 1)
            grid.addWidget(change.field, row, 2)
            grid.addWidget(QLabel("%"), row, 3)
        asked = QLabel(self.tr("&Months until a cumulative gross shortfall of:"))
        asked.setBuddy(self.threshold)
        row_of_threshold = QHBoxLayout()
        row_of_threshold.addWidget(asked)
        row_of_threshold.addWidget(self.threshold, 1)
        buttons = Buttons(self)
        self.reset = buttons.add(
            self.tr("&Reset"), self._on_reset_clicked, self.tr("Put every change back to 0 %"), Part.ResetRole
        )
        arrange(
            self,
            *(self.marked, chosen, grid, self.reason, self.table, row_of_threshold, self.until),
            self._last_line(buttons),
            stretched=self.table,
            spacing=8,
        )

    # what is offered

    def _offer(self) -> None:
        """List the series and its periods anew; what was chosen stays where it still is."""
        days = (self.first.currentText(), self.last.currentText())
        self._offer_series()
        self._offer_days(*days)

    def _offer_days(self, first: str = "", last: str = "") -> None:
        series = self.series.currentData()
        sides = bounds_offered(self._session.results, series, _MOST_PERIODS) if series else ((), ())
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            for box, rows in zip((self.first, self.last), sides, strict=True):
                box.clear()
                for row in rows:
                    box.addItem(TABLE["periods"].row_name(self._session.context, row), row)
            self.first.setCurrentIndex(max(0, self.first.findText(first)) if first else 0)
            found = self.last.findText(last) if last else -1
            self.last.setCurrentIndex(found if found >= 0 else self.last.count() - 1)

    # what is chosen

    def _on_slider(self, change: _FactorField, value: int) -> None:
        change.field.setText(f"{value:+d}".replace("-", "−") if value else "0")
        self._later.start()

    def _on_field(self, change: _FactorField, text: str) -> None:
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

    def _forget(self) -> None:
        self.assumed.emit(None)

    def _on_finished(self, result: int) -> None:
        super()._on_finished(result)
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
            self._refuse(formats.words(error.words))
            return None
        self.reason.hide()
        return Factors(self.series.currentData() or "", span=self._span(), **shares)

    def _show(self) -> None:
        """Ask for what comes of the choices; a large project is computed beside the window."""
        factors = self._factors()
        if factors is None or not factors.series:
            self._background.cancel()
            return
        session = self._session
        ask = partial(answer_of, session.results, factors, self.threshold.text().strip(), session.formats)
        self._ask(ask)

    def _on_answered(self, answer: ScenarioAnswer) -> None:
        if answer.published is not self._session.results:
            return  # of the project before an edit: that of now is on its way
        left = answer.untouched
        if left:
            self.reason.setText(
                self._session.formats.words(
                    words(
                        "Only partly in these days, and so left as it is: {count} period.|"
                        "Only partly in these days, and so left as they are: {count} periods.",
                        count=counted(left),
                    )
                )
            )
        self.reason.setVisible(bool(left))
        heads = (
            self.tr("Result"),
            self.tr("As published"),
            self.tr("In the scenario"),
            self.tr("Best changes by"),
        )
        lines = [(one.what, one.published, one.assumed, one.change) for one in answer.lines]
        self.table.show_rows(heads, lines)
        self.table.fit_columns()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.until.setText(answer.until)
        self.assumed.emit(answer.scenario)
