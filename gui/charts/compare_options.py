"""What is chosen for a chart of several series or sources: the measure, and which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from model.analyses.by_source import NAMES, kinds_with_several, sources_of
from model.analyses.compare_series import comparable, head_of
from model.charts import ChartOptions
from model.derive.results import Results
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import words


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
        self.menu.setAccessibleName(self.tr("Series or sources compared"))
        self.series = QPushButton()
        self.series.setText(self.tr("Series"))
        self.series.setAccessibleName(self.tr("Series or sources compared"))
        self.series.setToolTip(self.tr("Which series, or which sources of one series, stand side by side"))
        self.series.setMenu(self.menu)
        self.menu.triggered.connect(self._on_menu_triggered)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.measure)
        layout.addWidget(self.series)

    def show_choices(
        self,
        results: Results,
        formats: Formats,
        measures: Sequence[str],
        series: str = "",
        *,
        several: bool = True,
    ) -> None:
        """Offer `measures` and, of a chart of several, the series that have rows and the sources of `series`.

        What was chosen stays where it can.
        """
        project = results.project
        kinds = kinds_with_several(project, series)
        if self.options.by not in kinds:
            self.options = replace(self.options, by="")
        by = self.options.by
        self._measures = tuple(measures)
        self._ids = sources_of(project, series, by) if by else comparable(results)
        kept = tuple(series for series in self.options.compared if series in self._ids)
        self.options = replace(self.options, compared=kept)
        heads = [head_of(key, formats) for key in measures]
        with QSignalBlocker(self.measure):
            if heads != [self.measure.itemText(i) for i in range(self.measure.count())]:
                self.measure.clear()
                self.measure.addItems(heads)
            if self.options.measure in self._measures:
                self.measure.setCurrentIndex(self._measures.index(self.options.measure))
        self._offer_kinds(kinds, formats)
        names = {one.id: one.name for one in (project.sources if by else project.series)}
        unnamed = self.tr("a source that is not named")
        for one in self._ids:
            named = " ".join((names[one] or one).split()) if one in names else unnamed
            action = self.menu.addAction(named.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not kept or one in kept)
            action.setData(one)
        self.series.setText(self.tr("Sources") if by else self.tr("Series"))
        self.series.setVisible(several and (len(self._ids) > 1 or bool(kinds)))

    def _offer_kinds(self, kinds: Sequence[str], formats: Formats) -> None:
        """Put first into the menu what stands side by side: series, or sources of one kind of figure."""
        self.menu.clear()
        for group in self.menu.findChildren(QActionGroup):  # of the last time
            group.deleteLater()
        if not kinds:
            return
        group = QActionGroup(self.menu)
        for kind in ("", *kinds):
            named = formats.words(words(NAMES[kind])) if kind else self.tr("Series side by side")
            action = self.menu.addAction(named)
            action.setActionGroup(group)
            action.setCheckable(True)
            action.setChecked(kind == self.options.by)
            action.triggered.connect(partial(self._on_kind_triggered, kind))
        self.menu.addSeparator()

    def _on_measure_activated(self, index: int) -> None:
        self.options = replace(self.options, measure=self._measures[index])
        self.chosen.emit()

    def _on_kind_triggered(self, kind: str, _checked: bool = False) -> None:
        self.options = replace(self.options, by=kind, compared=())
        self.chosen.emit()

    def _on_menu_triggered(self, triggered: QAction) -> None:
        if triggered.data() is None:
            return  # a kind, which has a slot of its own
        offered = [action for action in self.menu.actions() if action.data() is not None]
        checked = tuple(str(action.data()) for action in offered if action.isChecked())
        self.options = replace(self.options, compared=() if len(checked) == len(self._ids) else checked)
        self.chosen.emit()
