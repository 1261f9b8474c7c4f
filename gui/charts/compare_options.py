"""What is chosen for a chart of several series: the measure, and which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from model.analyses.compare_series import comparable, head_of
from model.charts import ChartOptions
from model.derived.results import Results
from model.formats import Formats


class CompareOptions(QWidget):
    """Two choosers. `chosen` follows every choice that a person makes; `options` are those of now."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = ChartOptions()
        self._measures: tuple[str, ...] = ()
        self._ids: tuple[str, ...] = ()
        self.measure = QComboBox()
        self.measure.setAccessibleName(self.tr("Measure of the chart"))
        self.measure.setToolTip(self.tr("The measure that is compared"))
        self.measure.activated.connect(self._on_measure_activated)
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Series compared"))
        self.series = QPushButton()
        self.series.setText(self.tr("Series"))
        self.series.setAccessibleName(self.tr("Series compared"))
        self.series.setToolTip(self.tr("Which series stand side by side"))
        self.series.setMenu(self.menu)
        self.menu.triggered.connect(self._on_menu_triggered)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.measure)
        layout.addWidget(self.series)

    def show_choices(self, results: Results, formats: Formats, measures: Sequence[str]) -> None:
        """Offer `measures` and the series that have rows; what was chosen stays where it can."""
        self._measures, self._ids = tuple(measures), comparable(results)
        kept = tuple(series for series in self.options.compared if series in self._ids)
        self.options = replace(self.options, compared=kept)
        names = [head_of(key, formats) for key in measures]
        with QSignalBlocker(self.measure):
            if names != [self.measure.itemText(i) for i in range(self.measure.count())]:
                self.measure.clear()
                self.measure.addItems(names)
            if self.options.measure in self._measures:
                self.measure.setCurrentIndex(self._measures.index(self.options.measure))
        by_id = {series.id: series for series in results.project.series}
        self.menu.clear()
        for series_id in self._ids:
            named = " ".join((by_id[series_id].name or series_id).split())
            action = self.menu.addAction(named.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not kept or series_id in kept)
            action.setData(series_id)
        self.series.setVisible(len(self._ids) > 1)

    def _on_measure_activated(self, index: int) -> None:
        self.options = replace(self.options, measure=self._measures[index])
        self.chosen.emit()

    def _on_menu_triggered(self) -> None:
        checked = tuple(str(action.data()) for action in self.menu.actions() if action.isChecked())
        self.options = replace(self.options, compared=() if len(checked) == len(self._ids) else checked)
        self.chosen.emit()
