"""The pages of a chart's settings: each shows some of them, and puts what was chosen into them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.charts.styles_kept import known_styles
from gui.panels.surface import wrapped_label
from model.chart_settings import (
    MOST_DECIMALS,
    MOST_MEAN,
    AxisKind,
    ChartSettings,
    LabelsShown,
    LaneOrder,
    LegendPlace,
)
from model.charts.chosen import read_note, written_note
from model.charts.data import Chart
from model.text.errors import Unreadable
from model.text.notation import ENGLISH, NOTATIONS, read_number
from model.text.read_days import read_date
from model.text.records import replace
from model.text.words import words

Item = tuple[str, str]
"""The id and the name of what is shown: a series, or a source set beside others."""


class SettingsPage(QWidget):
    """Some settings of a chart. `changed` follows every choice that a person makes."""

    changed = Signal()

    def show_settings(self, settings: ChartSettings, automatic: Chart) -> None:
        """Show what is chosen; `automatic` is the chart with its own texts."""

    def put_into(self, settings: ChartSettings) -> ChartSettings:
        """Return the settings with what is chosen here. Raises `Unreadable` for what cannot be read."""
        return settings


class TextsPage(SettingsPage):
    """Title, subtitle, note and credit, each with a way back to the automatic one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: dict[str, str | None] = {}
        names = {
            "title": (self.tr("T&itle:"), self.tr("Title")),
            "subtitle": (self.tr("Su&btitle:"), self.tr("Subtitle")),
            "note": (self.tr("&Note:"), self.tr("Note")),
            "credit": (self.tr("C&redit:"), self.tr("Credit")),
        }
        form = QFormLayout(self)
        self._fields: dict[str, QLineEdit] = {}
        self._backs: dict[str, QPushButton] = {}
        for key, (label, name) in names.items():
            field, back = QLineEdit(), QPushButton(self.tr("Automatic"))
            field.setAccessibleName(name)
            back.setAccessibleName(self.tr("Automatic text: {name}").format(name=name))
            back.setToolTip(self.tr("Back to the text that follows from the numbers"))
            field.textEdited.connect(lambda text, key=key: self._on_edited(key, text))
            back.clicked.connect(lambda _checked=False, key=key: self._on_back(key))
            row = QHBoxLayout()
            row.addWidget(field, 1)
            row.addWidget(back)
            form.addRow(label, row)
            form.labelForField(row).setBuddy(field)  # type: ignore[attr-defined]  # a label, just made
            self._fields[key], self._backs[key] = field, back
        self._states = QCheckBox(self.tr("&State the main number"))
        self._states.setToolTip(
            self.tr("A title made of the numbers of the chart, and made anew whenever they change")
        )
        self._states.clicked.connect(self._on_states_clicked)
        self._no_statement = wrapped_label()
        self._no_statement.setText(
            self.tr("No single number that the ranges bear says what this chart shows.")
        )
        form.addRow("", self._states)
        form.addRow("", self._no_statement)

    def show_settings(self, settings: ChartSettings, automatic: Chart) -> None:
        self._own = {key: getattr(settings, key) for key in self._fields}
        self._states.setChecked(settings.states)
        for key, field in self._fields.items():
            field.setText(self._own[key] or "")
        self.show_automatic(automatic)

    def show_automatic(self, automatic: Chart) -> None:
        """Show the automatic texts wherever none was typed."""
        for key, field in self._fields.items():
            text = getattr(automatic, key) or ""
            field.setPlaceholderText(text if key == "title" else self.tr("none"))
            if self._own[key] is None and field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
            self._backs[key].setEnabled(self._own[key] is not None)
        self._no_statement.setVisible(self._states.isChecked() and not automatic.stated)

    def put_into(self, settings: ChartSettings) -> ChartSettings:
        own: dict[str, Any] = dict(self._own)
        own["title"] = own["title"] or None  # a chart has a title
        return replace(settings, **own, states=self._states.isChecked())

    def _on_edited(self, key: str, text: str) -> None:
        self._own[key] = text
        if key == "title":
            self._states.setChecked(False)
        self.changed.emit()

    def _on_back(self, key: str) -> None:
        self._own[key] = None
        self.changed.emit()

    def _on_states_clicked(self) -> None:
        self._own["title"] = None
        self.changed.emit()


class DaysPage(SettingsPage):
    """Which days and rows are shown, and the remarks on days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        self._start, self._end = QLineEdit(), QLineEdit()
        for field, name in ((self._start, self.tr("First day")), (self._end, self.tr("Last day"))):
            field.setAccessibleName(name)
            field.setPlaceholderText(self.tr("as far as there is something"))
            field.textEdited.connect(self.changed)
        self._filtered = QCheckBox(self.tr("&Follow the filter of the table"))
        self._filtered.toggled.connect(self.changed)
        self._notes = QPlainTextEdit()
        self._notes.setAccessibleName(self.tr("Remarks on days"))
        self._notes.setPlaceholderText("2024-11-28 …\n2024-11-01..2024-11-30 …")
        self._notes.setTabChangesFocus(True)
        self._notes.textChanged.connect(self.changed)
        form.addRow(self.tr("F&rom:"), self._start)
        form.addRow(self.tr("T&o:"), self._end)
        form.addRow("", self._filtered)
        form.addRow(self.tr("Remar&ks:"), self._notes)

    def show_settings(self, settings: ChartSettings, automatic: Chart) -> None:
        with QSignalBlocker(self._filtered), QSignalBlocker(self._notes):
            for field, day in ((self._start, settings.start), (self._end, settings.end)):
                field.setText("" if day is None else day.isoformat())
            self._filtered.setChecked(settings.filtered)
            self._notes.setPlainText("\n".join(map(written_note, settings.notes)))

    def put_into(self, settings: ChartSettings) -> ChartSettings:
        start, end = (
            read_date(text) if text else None
            for text in (self._start.text().strip(), self._end.text().strip())
        )
        lines = (line.strip() for line in self._notes.toPlainText().splitlines())
        notes = tuple(read_note(line) for line in lines if line)
        return replace(settings, start=start, end=end, filtered=self._filtered.isChecked(), notes=notes)


class MarksPage(SettingsPage):
    """Labels, decimals, legend and axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = _chooser(
            self.tr("Labels"),
            {
                LabelsShown.AUTO: self.tr("those that matter most"),
                LabelsShown.ALL: self.tr("all that have room"),
                LabelsShown.NONE: self.tr("none"),
            },
        )
        self._legend = _chooser(
            self.tr("Legend"),
            {
                LegendPlace.ABOVE: self.tr("above the chart"),
                LegendPlace.BELOW: self.tr("below the chart"),
                LegendPlace.NONE: self.tr("none"),
            },
        )
        self._axis = _chooser(
            self.tr("Axis of values"),
            {
                AxisKind.AUTO: self.tr("broken where few values lie far beyond"),
                AxisKind.WHOLE: self.tr("never broken"),
                AxisKind.LOG: self.tr("powers of ten"),
                AxisKind.RANGE: self.tr("from … to …"),
            },
        )
        self._decimals = QSpinBox()
        self._decimals.setRange(-1, MOST_DECIMALS)
        self._decimals.setSpecialValueText(self.tr("automatic"))
        self._decimals.setAccessibleName(self.tr("Decimals of the labels"))
        self._mean = QSpinBox()
        self._mean.setRange(0, MOST_MEAN)
        self._mean.setSpecialValueText(self.tr("none"))
        self._mean.setAccessibleName(self.tr("Line of means over so many days"))
        self._low, self._high = QLineEdit(), QLineEdit()
        self._low.setAccessibleName(self.tr("The axis begins at"))
        self._high.setAccessibleName(self.tr("The axis ends at"))
        form = QFormLayout(self)
        form.addRow(self.tr("La&bels:"), self._labels)
        form.addRow(self.tr("D&ecimals:"), self._decimals)
        form.addRow(self.tr("Mea&n of days:"), self._mean)
        form.addRow(self.tr("Le&gend:"), self._legend)
        form.addRow(self.tr("&Axis:"), self._axis)
        form.addRow(self.tr("F&rom:"), self._low)
        form.addRow(self.tr("T&o:"), self._high)
        for box in (self._labels, self._legend, self._axis):
            box.currentIndexChanged.connect(self._on_changed)
        for number in (self._decimals, self._mean):
            number.valueChanged.connect(self._on_changed)
        for field in (self._low, self._high):
            field.textEdited.connect(self._on_changed)

    def _on_changed(self, _value: object = None) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        for field in (self._low, self._high):
            field.setEnabled(self._axis.currentData() == AxisKind.RANGE)

    def show_settings(self, settings: ChartSettings, automatic: Chart) -> None:
        _choose(self._labels, settings.labels)
        _choose(self._legend, settings.legend)
        _choose(self._axis, settings.axis)
        with QSignalBlocker(self._decimals):
            self._decimals.setValue(-1 if settings.decimals is None else settings.decimals)
        with QSignalBlocker(self._mean):
            self._mean.setValue(settings.mean)
        self._mean.setEnabled(settings.chart == "losses-gains")
        for field, end in ((self._low, settings.low), (self._high, settings.high)):
            field.setText("" if end is None else f"{end:g}")
        self._enable()

    def put_into(self, settings: ChartSettings) -> ChartSettings:
        axis = AxisKind(self._axis.currentData())
        texts = (self._low.text().strip(), self._high.text().strip()) if axis is AxisKind.RANGE else ("", "")
        low, high = (read_number(text, ENGLISH) if text else None for text in texts)
        if low is not None and high is not None and low >= high:
            raise Unreadable(words("the axis does not end above its beginning"))
        decimals = self._decimals.value()
        return replace(
            settings,
            labels=LabelsShown(self._labels.currentData()),
            legend=LegendPlace(self._legend.currentData()),
            axis=axis,
            low=low,
            high=high,
            decimals=None if decimals < 0 else decimals,
            mean=self._mean.value(),
        )


class LookPage(SettingsPage):
    """Style, language, and of what is shown the order and the colours."""

    style_wanted = Signal()

    def __init__(self, items: Sequence[Item], *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = dict(items)
        self._colors: dict[str, str] = {}
        self._moved = False
        self._style, self._language = QComboBox(), QComboBox()
        self._style.setAccessibleName(self.tr("Style"))
        self._language.setAccessibleName(self.tr("Language of words and numbers"))
        self._language.setToolTip(self.tr("Words in English or Ukrainian, numbers in each of these"))
        self._language.addItem(self.tr("as in the window"), "")
        for locale in NOTATIONS:
            self._language.addItem(f"{QLocale(locale).nativeLanguageName()} ({locale})", locale)
        self._load = QPushButton(self.tr("Load &a style…"))
        self._load.clicked.connect(self.style_wanted)
        self._sort = _chooser(
            self.tr("Sorted"),
            {
                LaneOrder.VALUE: self.tr("by value"),
                LaneOrder.NAME: self.tr("by name"),
                LaneOrder.TABLE: self.tr("as in the table"),
            },
        )
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("What is shown, with its colours"))
        self._up, self._down = QPushButton(self.tr("&Up")), QPushButton(self.tr("D&own"))
        self._paint, self._plain = QPushButton(self.tr("Colou&r…")), QPushButton(self.tr("Automat&ic colour"))
        for button, do in (
            (self._up, lambda: self._move(-1)),
            (self._down, lambda: self._move(1)),
            (self._paint, self._choose_color),
            (self._plain, lambda: self._set_color("")),
        ):
            button.clicked.connect(do)
        form = QFormLayout()
        form.addRow(self.tr("St&yle:"), self._style)
        form.addRow("", self._load)
        form.addRow(self.tr("La&nguage:"), self._language)
        form.addRow(self.tr("Sort&ed:"), self._sort)
        buttons = QHBoxLayout()
        for button in (self._up, self._down, self._paint, self._plain):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        for widget in (self._up, self._down, self._sort):
            widget.setEnabled(several)
        for box in (self._style, self._language, self._sort):
            box.currentIndexChanged.connect(self.changed)

    def show_settings(self, settings: ChartSettings, automatic: Chart) -> None:
        with QSignalBlocker(self._style):
            self._style.clear()
            self._style.addItems(known_styles())
            if settings.style and settings.style not in known_styles():
                self._style.addItem(settings.style)
            self._style.setCurrentText(settings.style or known_styles()[0])
        _choose(self._language, settings.language)
        _choose(self._sort, settings.sort)
        self._colors = dict(settings.colors)
        self._moved = bool(settings.order)
        first = [one for one in settings.order if one in self._names]
        self._list.clear()
        for one in dict.fromkeys([*first, *self._names]):
            item = QListWidgetItem(self._names[one], self._list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            self._show_color(item)
        self._list.setCurrentRow(0)

    def put_into(self, settings: ChartSettings) -> ChartSettings:
        order = [
            str(self._list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self._list.count())
        ]
        style = self._style.currentText()
        return replace(
            settings,
            style="" if style == known_styles()[0] else style,
            language=str(self._language.currentData() or ""),
            sort=LaneOrder(self._sort.currentData()),
            order=tuple(order) if self._moved else (),
            colors=tuple(self._colors.items()),
        )

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        if 0 <= row + by < self._list.count():
            item = self._list.takeItem(row)
            self._list.insertItem(row + by, item)
            self._list.setCurrentRow(row + by)
            self._moved = True
            self.changed.emit()

    def _choose_color(self) -> None:
        if self._list.currentRow() >= 0:
            item = self._list.currentItem()
            own = self._colors.get(str(item.data(Qt.ItemDataRole.UserRole)), "#b8423a")
            color = QColorDialog.getColor(
                QColor(own), self, self.tr("Colour of {name}").format(name=item.text())
            )
            if color.isValid():
                self._set_color(color.name())

    def _set_color(self, color: str) -> None:
        if self._list.currentRow() < 0:
            return
        item = self._list.currentItem()
        one = str(item.data(Qt.ItemDataRole.UserRole))
        self._colors = {key: value for key, value in (self._colors | {one: color}).items() if value}
        self._show_color(item)
        self.changed.emit()

    def _show_color(self, item: QListWidgetItem) -> None:
        color = self._colors.get(str(item.data(Qt.ItemDataRole.UserRole)), "")
        swatch = QPixmap(14, 14)
        swatch.fill(QColor(color) if color else Qt.GlobalColor.transparent)
        item.setIcon(QIcon(swatch))


def _chooser(name: str, choices: dict[StrEnum, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, text in choices.items():
        box.addItem(text, str(value))
    return box


def _choose(box: QComboBox, value: str) -> None:
    with QSignalBlocker(box):
        box.setCurrentIndex(max(box.findData(str(value)), 0))
