"""A chart on the screen: zoomed and moved with the mouse, hovered for its figures, clicked for its rows.

Its layers are those of the exported pictures. They are painted when something changed, at most once a turn of
the event loop; what follows the mouse or the selection lies above them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from gui.charts import pyqtgraph_qt  # noqa: F401 - before pyqtgraph is imported

# isort: split
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.app.guard import guarded
from gui.charts.days_card import DaysCard
from gui.charts.drawing import ChartLook, Drawing, Sight, lay_out
from gui.charts.frame import Show
from gui.charts.hits import Hit, beside, hit_at
from gui.charts.items import LayerItem
from gui.charts.marked import MarkedItem
from gui.charts.paint_marks import Selected
from gui.charts.plots import ChartPlots
from gui.charts.region import DaysRegion
from gui.charts.styles_kept import style_named
from gui.charts.tip import Tip
from model.analyses.region_of_days import region_of_days
from model.analyses.scenario import Scenario
from model.charts import CHART, CHARTS, ChartOptions
from model.charts.data import Chart
from model.charts.scenario_outline import build_beside
from model.checks import ChecksOrLater
from model.derive.results import Results
from model.text.formats import Formats

_TEXT = 13.0  # the size in pixels of a system font with which a chart is drawn at scale 1
_STEP = 1.4
_AT_REST = 60  # milliseconds after the last change


@guarded
class ChartView(QWidget):
    """Shows one chart.

    `row_clicked(table, row)` says which row of the project was clicked, or chosen with the arrow keys and
    Enter; `days_asked(what, RegionOfDays)` what is to be made of the days chosen: a "period", a "claim", or
    "only" these to be shown; `chart_changed` follows every redraw.
    """

    row_clicked = Signal(str, int)
    days_asked = Signal(str, object)
    chart_changed = Signal()

    def __init__(self, kind: str = CHARTS[0].key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._options = ChartOptions()
        self._data: tuple[Results, ChecksOrLater, Formats] | None = None
        self._scenario: Scenario | None = None
        self._chart: Chart | None = None
        self._drawing: Drawing | None = None
        self._sight = Sight()
        self._hit: Hit | None = None
        self._stale = False
        self._sheet = LayerItem()
        self._plots = ChartPlots(self._sheet, self)
        self._plots.looked.connect(self._on_looked)
        self._marked = MarkedItem()
        self._view = pg.GraphicsView(self, background=None)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scene: Any = self._view.scene()  # pyqtgraph's own scene, whose signals its stubs do not know
        scene.addItem(self._sheet)
        scene.addItem(self._marked)
        self._over = LayerItem(z=0.5)
        scene.addItem(self._over)
        self.region = DaysRegion(self._over, self)
        self.region.changed.connect(self._on_region_changed)
        scene.sigMouseMoved.connect(self._on_mouse_moved)
        scene.sigMouseClicked.connect(self._on_mouse_clicked)
        self._tip = Tip(self)
        self.card = DaysCard(self)
        self.card.asked.connect(self._on_card_asked)
        self.card.entered.connect(self._on_left)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(0)
        self._redraw.timeout.connect(self._on_redraw_timeout)
        self._describing = QTimer(self, singleShot=True, interval=_AT_REST)
        self._describing.timeout.connect(self._on_describing_timeout)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 140)

    # what is shown

    @property
    def chart(self) -> Chart | None:
        """The chart as it is shown, built from the latest results; None before there are any."""
        if self._stale and self._data is not None:
            self._chart = build_beside(self._kind, *self._data, self._options, self._scenario)
            self._stale = False
        return self._chart

    @property
    def kind(self) -> str:
        """The key of the chart shown."""
        return self._kind

    @property
    def options(self) -> ChartOptions:
        """The series and the rate asked for."""
        return self._options

    @property
    def selected(self) -> Selected:
        """What is marked: table → rows."""
        return self._marked.selected

    @property
    def zoomed(self) -> bool:
        """Whether only a part of the axes is looked at."""
        return self._sight.x is not None

    @property
    def sight(self) -> Sight:
        """The part of the axes that is looked at."""
        return self._sight

    @property
    def drawing(self) -> Drawing | None:
        """What is painted where, in pixels at the scale of the system's text; None before the first time."""
        return self._drawing

    @property
    def tip_text(self) -> str:
        """The figures shown for what is under the mouse; empty where nothing is."""
        return self._tip.text() if self._hit is not None else ""

    @property
    def cross_text(self) -> tuple[str, str]:
        """What the cross hair under the mouse says along x, a day, and along y; empty where there is none."""
        return self._marked.cross_text

    @property
    def text_scale(self) -> float:
        """Pixels of the screen to one of the look's: the chart follows the system's text size."""
        return max(0.6, self.fontInfo().pixelSize() / _TEXT)

    def show_chart(self, results: Results, checks: ChecksOrLater, formats: Formats) -> None:
        """Show these results from the next turn of the event loop on; the zoom stays."""
        self._data = (results, checks, formats)
        self._invalidate()

    def show_scenario(self, scenario: Scenario | None) -> None:
        """Draw a scenario beside what was published, or no longer."""
        if scenario is not self._scenario:
            self._scenario = scenario
            self._invalidate()

    def set_kind(self, key: str) -> None:
        """Show another chart, all of it. Raises KeyError for one that does not exist."""
        if CHART[key].key != self._kind:
            self._kind = key
            self._sight = Sight()
            self._invalidate()

    def set_options(self, options: ChartOptions) -> None:
        """Show another series or rate; the zoom stays where the x axis is time."""
        if options != self._options:
            self._options = options
            if self._sight.y is not None:
                self._sight = Sight()
            self._invalidate()

    def select_rows(self, table: str, rows: Sequence[int]) -> None:
        """Mark what stands for `rows` of `table`; the mark is taken from everything else."""
        chosen = {table: tuple(rows)} if rows else {}
        if chosen != self._marked.selected:
            self._marked.show_selected(chosen)

    def reset_zoom(self) -> None:
        """Look at all of the chart again."""
        if self.zoomed:
            self._sight = Sight()
            self._redraw.start()

    def zoom_by(self, factor: float) -> None:
        """Look at `factor` times as much of the axes, around their middle."""
        self._plots.zoom_by(factor)

    def refresh(self) -> None:
        """Draw now what is otherwise drawn in the next turn of the event loop."""
        self._redraw.stop()
        self._draw()

    # drawing

    def _invalidate(self) -> None:
        self._stale = True
        self._redraw.start()

    def _on_redraw_timeout(self) -> None:
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        chart = self.chart
        if chart is None or self.width() < 2 or self.height() < 2:
            return
        ratio, scale, base = self.devicePixelRatioF(), self.text_scale, self.palette().base().color()
        style = style_named(chart.style)
        palette = (style.dark if base.lightness() < 128 else style.light).with_paper(base.name())
        look = ChartLook(palette, Show(title=False), ratio * scale, margin=8.0, style=style)
        width, height = self.width() / scale, self.height() / scale
        self._drawing = drawing = lay_out(chart, width, height, look, self._sight)
        if self._sheet.scale() != scale:
            for item in (self._sheet, self._over, self._marked):
                item.setScale(scale)
        self._plots.show_drawing(drawing, self._sight)
        self._marked.show_drawing(drawing)
        self.region.show_drawing(drawing)
        self._on_region_changed()
        self._set_hit(None)
        self.setAccessibleName(chart.title)
        self._describing.start()
        self.chart_changed.emit()

    def _on_describing_timeout(self) -> None:
        """Tell a screen reader what is shown, which takes as long as to draw it."""
        chart = self.chart
        if chart is not None:
            self.setAccessibleDescription(chart.alt)

    # mouse and keys

    def _on_looked(self, sight: Sight) -> None:
        self._sight = sight
        self._redraw.start()

    def _on_mouse_moved(self, at: QPointF) -> None:
        s = self.text_scale
        if self._drawing is not None:
            x, y = at.x() / s, at.y() / s
            self._marked.show_cross((x, y))
            self._set_hit(hit_at(self._drawing, x, y), at.toPoint())

    def _on_mouse_clicked(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.double():
            self.reset_zoom()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._on_mouse_moved(event.scenePos())
        self._choose()

    def _choose(self) -> None:
        if self._hit is not None:
            self.row_clicked.emit(self._hit.marks.table, self._hit.row)

    def _set_hit(self, hit: Hit | None, at: QPoint | None = None) -> None:
        if hit is None and self._hit is None:
            return
        same = hit is not None and self._hit is not None and hit.same(self._hit)
        self._hit = hit
        self._marked.show_hit(hit)
        if hit is None:
            self._tip.hide()
        else:
            s, box = self.text_scale, hit.box
            middle = QPoint(round((box.x + box.w / 2) * s), round(box.y * s))
            text = self._tip.text() if same else hit.marks.tip(hit.index)
            self._tip.show_beside(at if at is not None else middle, text)

    # days

    def choose_days(self, *, wanted: bool = True) -> None:
        """Choose the days of what is hovered or selected, else some in the middle; or none any more."""
        if not wanted or self.chart is None or self.chart.calendar is None:
            self.region.set_days(None)
            return
        found = self._hit.days if self._hit is not None else self._marked.selected_days
        self.region.begin(found)

    def _on_region_changed(self) -> None:
        days, drawing, chart = self.region.days, self._drawing, self._chart
        if days is None or self._data is None or drawing is None or chart is None or chart.of is None:
            self.card.show_region(None, QRect())
            return
        results, _, formats = self._data
        first, last = date.fromordinal(int(days[0])), date.fromordinal(int(days[1]) - 1)
        s, box, x = self.text_scale, drawing.plots[0].box, drawing.plots[0].x
        left, right = (min(max(x.at(day), box.x), box.right) * s for day in days)
        beside = QRect(round(left), round(box.y * s), round(right - left), round(box.h * s))
        self.card.show_region(region_of_days(results, chart.of.series, first, last, formats), beside)

    def _on_card_asked(self, what: str) -> None:
        region = self.card.region
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if what == "close":
            self.region.set_days(None)
        elif region is not None:
            self.days_asked.emit(what, region)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() in (
            keys.Key_Left,
            keys.Key_Right,
        ):
            self.region.move(last=not control, by=1 if event.key() == keys.Key_Right else -1)
            return
        actions: dict[int, Callable[[], None]] = {
            keys.Key_Left: lambda: self._step(-1),
            keys.Key_Right: lambda: self._step(1),
            keys.Key_Return: self._choose,
            keys.Key_Enter: self._choose,
            keys.Key_Space: self._choose,
            keys.Key_Escape: self._leave,
            keys.Key_D: lambda: self.choose_days(wanted=self.region.days is None),
            keys.Key_Plus: lambda: self.zoom_by(1 / _STEP),
            keys.Key_Equal: lambda: self.zoom_by(1 / _STEP),
            keys.Key_Minus: lambda: self.zoom_by(_STEP),
            keys.Key_0: self.reset_zoom,
            keys.Key_Home: self.reset_zoom,
        }
        action = actions.get(event.key())
        if action is None or control:
            super().keyPressEvent(event)
        else:
            action()

    def _leave(self) -> None:
        """Let go of what is hovered, else of the days chosen."""
        if self._hit is None:
            self.region.set_days(None)
        self._set_hit(None)

    def _step(self, by: int) -> None:
        if self._drawing is not None:
            self._set_hit(beside(self._drawing, self._hit, by))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._set_hit(None)
        super().focusOutEvent(event)

    def _on_left(self) -> None:
        self._marked.show_cross(None)
        self._set_hit(None)

    def leaveEvent(self, event: QEvent) -> None:
        self._on_left()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._set_hit(None)  # before the items of the scene go
        self.card.hide()  # which may lie over the window
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._redraw.start()
