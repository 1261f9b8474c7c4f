"""The menus in which a person chooses what is shown: series, area unit, rates, baseline.

The View menu and the toolbar share them. Each choice but that of the series, which is no property of the
project, is an edit of the project, so that it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.app.translate import filled
from gui.session import Session
from model.columns import TABLE
from model.edits import set_area_unit, set_baseline, set_rate
from model.project import Baseline, Period, Rate
from model.text.units import AreaUnit

_MOST_PERIODS = 24


class ViewMenus(QObject):
    """The menus, by key, and the short texts that say what is chosen.

    `current_row()` is the period that is selected, or None.
    """

    def __init__(self, session: Session, current_row: Callable[[], int | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._current_row = current_row
        self.series = self._menu(
            self.tr("&Series"), self.tr("The series that headline, totals and charts are about"), parent
        )
        self._every_series = QActionGroup(self)
        self._every_series.triggered.connect(self._on_series_triggered)
        self.series.aboutToShow.connect(self._on_series_about_to_show)
        self.area = self._menu(
            self.tr("&Area"), self.tr("The unit in which areas are shown; what is stored stays"), parent
        )
        self._areas = QActionGroup(self)
        for unit, text in (
            (AreaUnit.KM2, self.tr("&Square kilometres, km²")),
            (AreaUnit.MI2, self.tr("Square &miles, mi²")),
        ):
            self._add(self.area, self._areas, text, unit)
        self._areas.triggered.connect(self._on_area_triggered)
        self.rate = self._menu(self.tr("&Rates"), self.tr("Whether rates are shown a day or a month"), parent)
        self._rates = QActionGroup(self)
        for rate, text in ((Rate.PER_DAY, self.tr("Per &day")), (Rate.PER_MONTH, self.tr("Per &month"))):
            self._add(self.rate, self._rates, text, rate)
        self._rates.triggered.connect(self._on_rate_triggered)
        self.baseline = self._menu(
            self.tr("&Baseline"), self.tr("The period that the others are compared with"), parent
        )
        self.baseline.aboutToShow.connect(self._on_baseline_about_to_show)
        self._baselines = QActionGroup(self)
        self._baselines.triggered.connect(self._on_baseline_triggered)
        self.area.aboutToShow.connect(self._tick)
        self.rate.aboutToShow.connect(self._tick)
        self._tick()

    def _menu(self, title: str, tip: str, parent: QWidget) -> QMenu:
        menu = QMenu(title, parent)
        menu.setAccessibleName(title.replace("&", ""))
        menu.menuAction().setToolTip(tip)
        return menu

    def _add(self, menu: QMenu, group: QActionGroup, text: str, value: object) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setData(value)
        group.addAction(action)
        return action

    def series_text(self) -> str:
        """Say which series is chosen; empty where there are not several to choose from."""
        if len(self._session.project.series) < 2:
            return ""
        return filled(self.tr("Series: {name}"), name=_shortened(self._series_name(self._session.series)))

    def _series_name(self, key: str) -> str:
        return next((each.name for each in self._session.project.series if each.id == key), "") or key

    def area_text(self) -> str:
        """Say which area unit is chosen."""
        return filled(self.tr("Area: {unit}"), unit=self._session.formats.unit("km2"))

    def rate_text(self) -> str:
        """Say which rates are chosen."""
        if self._session.project.view.rate is Rate.PER_DAY:
            return self.tr("Rates: per day")
        return self.tr("Rates: per month")

    def baseline_text(self) -> str:
        """Say which baseline is chosen."""
        baseline = self._session.project.view.baseline
        if baseline is None:
            return self.tr("Baseline: none")
        row = self._baseline_row(baseline)
        if row is None:
            return self.tr("Baseline: no such period")
        return filled(self.tr("Baseline: {period}"), period=self._row_name(row))

    def _row_name(self, row: int) -> str:
        return _shortened(TABLE["periods"].row_name(self._session.context, row))

    def _baseline_row(self, baseline: Baseline) -> int | None:
        for row, period in enumerate(self._session.project.periods):
            if _is_baseline(period, baseline):
                return row
        return None

    def _tick(self) -> None:
        view = self._session.project.view
        for group, chosen in ((self._areas, view.area_unit), (self._rates, view.rate)):
            for action in group.actions():
                action.setChecked(action.data() == chosen)

    def _on_series_about_to_show(self) -> None:
        for action in self._every_series.actions():
            self._every_series.removeAction(action)
        self.series.clear()
        for each in self._session.project.series:
            name = _shortened(each.called).replace("&", "&&")
            action = self._add(self.series, self._every_series, name, each.id)
            action.setChecked(each.id == self._session.series)
        if not self._session.project.series:
            self.series.addAction(self.tr("No series yet")).setEnabled(False)

    def _on_series_triggered(self, action: QAction) -> None:
        self._session.set_series(str(action.data()))

    def _on_area_triggered(self, action: QAction) -> None:
        self._session.edit(set_area_unit(self._session.context, AreaUnit(action.data())))

    def _on_rate_triggered(self, action: QAction) -> None:
        self._session.edit(set_rate(self._session.context, Rate(action.data())))

    def _on_baseline_about_to_show(self) -> None:
        """List the periods; of very many, those around the selected one."""
        for action in self._baselines.actions():
            self._baselines.removeAction(action)
        self.baseline.clear()
        baseline, periods = self._session.project.view.baseline, self._session.project.periods
        self._add(self.baseline, self._baselines, self.tr("&None"), "").setChecked(baseline is None)
        current = self._current_row()
        chosen = self.baseline.addAction(self.tr("The &selected period"))
        chosen.setEnabled(current is not None)
        if current is not None:
            chosen.setData(str(current))
            self._baselines.addAction(chosen)
        self.baseline.addSeparator()
        first = max(0, min((current or 0) - _MOST_PERIODS // 2, len(periods) - _MOST_PERIODS))
        for row in range(first, min(first + _MOST_PERIODS, len(periods))):
            name = self._row_name(row).replace("&", "&&")
            action = self._add(self.baseline, self._baselines, name, str(row))
            action.setChecked(baseline is not None and _is_baseline(periods[row], baseline))
        if len(periods) > _MOST_PERIODS:
            more = self.baseline.addAction(self.tr("For another period, select it in the table first"))
            more.setEnabled(False)

    def _on_baseline_triggered(self, action: QAction) -> None:
        row = str(action.data())
        self._session.edit(set_baseline(self._session.context, int(row) if row else None))


def _shortened(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= 40 else f"{name[:39]}…"


def _is_baseline(period: Period, baseline: Baseline) -> bool:
    return (period.series, period.start, period.end) == (baseline.series, baseline.start, baseline.end)
