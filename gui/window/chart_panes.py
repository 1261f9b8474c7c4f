"""The two charts of the window: loaded after the first frame, then following the project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gui.app.settings import Settings
from gui.panels.surface import Surface
from gui.session import Session
from gui.window.panes import Pane
from model.explain.alternatives import has_alternatives
from model.text.words import words

if TYPE_CHECKING:
    from gui.charts.panel import ChartPanel
    from model.analyses.scenario import Scenario

_LEAST_WIDTH = 300
_PLACES = (("left", "losses-gains"), ("right", "recruitment"))
_MARGINS = {"left": (8, 3, 3, 6), "right": (3, 3, 8, 6)}


class ChartPair(QObject):
    """Two chart panels in panes, side by side by default.

    Signals: `loaded` once the charts can be used; `row_clicked(table, row)` when a bar or point is clicked;
    `claim_asked(RegionOfDays)` when a claim about days is to be checked; `export_done(Path)` when a picture
    was saved.
    """

    loaded = Signal()
    row_clicked = Signal(str, int)
    claim_asked = Signal(object)
    export_done = Signal(object)

    def __init__(self, session: Session, settings: Settings, left: Pane, right: Pane) -> None:
        super().__init__(left.parent())
        self._session = session
        self._settings = settings
        self._panes = {"left": left, "right": right}
        self._panels: dict[str, ChartPanel] = {}
        self._selected: tuple[str, tuple[int, ...]] = ("", ())
        self._scenario: Scenario | None = None
        self._only: tuple[int, ...] | None = None
        for place, pane in self._panes.items():
            pane.set_content(Surface(), _MARGINS[place])

    def load(self) -> None:
        """Import the charts and put them into their panes."""
        from gui.charts.panel import ChartPanel  # noqa: PLC0415 - pyqtgraph takes longer than the first frame

        for place, default in _PLACES:
            panel = ChartPanel(self._session, self._settings.chart(place, default))
            panel.row_clicked.connect(self.row_clicked)
            panel.claim_asked.connect(self.claim_asked)
            panel.export_done.connect(self.export_done)
            panel.kind_changed.connect(partial(self._settings.keep_chart, place))
            panel.select_rows(*self._selected)
            panel.view.show_scenario(self._scenario)
            panel.set_filter(self._only)
            panel.setMinimumWidth(_LEAST_WIDTH)  # else its choosers ask for more than half of a small screen
            self._panels[place] = panel
            self._panes[place].set_content(Surface(panel), _MARGINS[place])
        self.loaded.emit()

    @property
    def panels(self) -> Sequence[ChartPanel]:
        """The panels, left and right; none before they are loaded."""
        return tuple(self._panels.values())

    def select_rows(self, table: str, rows: tuple[int, ...]) -> None:
        """Mark what stands for these rows of `table` in both charts."""
        self._selected = (table, rows)
        for panel in self.panels:
            panel.select_rows(table, rows)

    def show_scenario(self, scenario: Scenario | None) -> None:
        """Draw a scenario beside what was published in both charts, or no longer."""
        self._scenario = scenario
        for panel in self.panels:
            panel.view.show_scenario(scenario)

    def set_filter(self, only: tuple[int, ...] | None) -> None:
        """Tell both charts which periods the filter of the table shows, None where none is at work."""
        self._only = only
        for panel in self.panels:
            panel.set_filter(only)

    def export(self) -> None:
        """Open the dialog that exports the chart which has the focus, else the left one."""
        panel = self._in_use()
        if panel is not None:
            panel.export()

    def adjust(self) -> None:
        """Open the settings of the chart which has the focus, else of the left one."""
        panel = self._in_use()
        if panel is not None:
            panel.adjust()

    def _in_use(self) -> ChartPanel | None:
        """Return the panel that has the focus, else the first that is seen."""
        focused = QApplication.focusWidget()
        panels = [panel for panel in self.panels if panel.isVisible()] or list(self.panels)
        chosen = next((p for p in panels if focused is not None and p.isAncestorOf(focused)), None)
        return chosen or next(iter(panels), None)

    def menus(self, parent: QWidget) -> tuple[QMenu, QMenu]:
        """Return the menus in which the left and the right chart are chosen."""
        left, right = QMenu(self.tr("&Left Chart"), parent), QMenu(self.tr("&Right Chart"), parent)
        for menu, place in ((left, "left"), (right, "right")):
            menu.aboutToShow.connect(partial(self._fill, menu, place))
        return left, right

    def _fill(self, menu: QMenu, place: str) -> None:
        from model.charts import CHARTS  # noqa: PLC0415 - as above

        menu.clear()
        for group in menu.findChildren(QActionGroup):  # of the last time
            group.deleteLater()
        panel = self._panels.get(place)
        if panel is None:
            return
        group = QActionGroup(menu)
        for kind in CHARTS:
            action = menu.addAction(self._session.formats.words(words(kind.label)))
            action.setCheckable(True)
            action.setChecked(kind.key == panel.kind)
            action.triggered.connect(partial(self._choose, place, kind.key))
            group.addAction(action)
        menu.addSeparator()
        ranges = menu.addAction(self.tr("Ranges over &Alternatives"))
        ranges.setToolTip(self.tr("Let each range reach over all that the sources say of one thing"))
        ranges.setCheckable(True)
        ranges.setChecked(panel.envelope)
        ranges.setEnabled(panel.envelope or has_alternatives(self._session.project))
        ranges.toggled.connect(panel.set_envelope)

    def _choose(self, place: str, key: str, _checked: bool = False) -> None:
        self._panels[place].set_kind(key)
        self._panes[place].show()
