"""The plots of pyqtgraph that carry a chart: where its panels stand, what each shows, and wheel and drag."""

from __future__ import annotations

import math
from functools import partial

from gui.charts import pyqtgraph_qt  # noqa: F401 - before pyqtgraph is imported

# isort: split
import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Signal

from gui.charts.drawing import Drawing, Sight
from gui.charts.items import KeptPicture, LayerAxis, LayerItem, Stroke
from gui.charts.layers import GRID, MARKS, OVER, UNDER, X_AXIS, Y_AXIS, PanelLayer, of_panel, paint_layers
from gui.charts.scales import MapSheet, Plot, Scale

_FEWEST_DAYS = 2.0
_FINEST = 1000.0
Range = tuple[float, float]


class PanelPlot(LayerItem):
    """A panel: its axes and its marks are layers of the chart, its ViewBox has the ranges that are seen.

    A PlotItem would make a dialog and a layout as well, of which nothing is shown here, in most of its time.
    """

    def __init__(self, parent: LayerItem, z: float) -> None:
        super().__init__(parent, z)
        self.vb = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        self.vb.setParentItem(self)  # not before: it must hear that it comes into a scene
        # What leaves a panel is cut by arithmetic; a clip would cut whiskers at the edge in another way.
        self.vb.setFlag(self.vb.GraphicsItemFlag.ItemClipsChildrenToShape, False)
        self._grid, self._marks = LayerItem(self), LayerItem(self)
        self._bottom, self._left = LayerAxis("bottom", self), LayerAxis("left", self)
        for place, item in enumerate((self._grid, self._bottom, self._left, self._marks)):  # as in PANEL
            item.setZValue(float(place))
        for axis in (self._bottom, self._left):
            axis.linkToView(self.vb)

    def show_map(self, sheet: MapSheet) -> None:
        """Stand where a map stands, which is a layer of the whole sheet, and paint nothing."""
        box = sheet.box
        self.vb.setGeometry(QRectF(box.x, box.y, box.w, box.h))
        self.vb.invertY(False)
        for item in (self._grid, self._marks):
            item.show_layer(QRectF(), None)
        for axis in (self._bottom, self._left):
            axis.show_layer(QRectF(), None)

    def show_panel(self, drawing: Drawing, plot: Plot, sheet: QRectF) -> None:
        """Stand where a panel of a drawing stands, with the same ranges, and paint its layers."""
        left, box = drawing.frame.body.x, plot.box
        below = drawing.frame.ticks.h if plot is drawing.plots[-1] else 0.0
        self.vb.setGeometry(QRectF(box.x, box.y, box.w, box.h))
        self.vb.invertY(plot.y.value(box.y) < plot.y.value(box.bottom))

        def stroke(layer: PanelLayer) -> Stroke:
            return partial(paint_layers, drawing=drawing, layers=(of_panel(layer, plot),))

        self._grid.show_layer(sheet, stroke(GRID))
        self._marks.show_layer(sheet, stroke(MARKS))
        self._bottom.show_layer(QRectF(box.x, box.bottom, box.w, below), stroke(X_AXIS))
        self._left.show_layer(QRectF(left, box.y, box.x - left, box.h), stroke(Y_AXIS))


class ChartPlots(QObject):
    """Shows drawings in a scene. `looked(Sight)` says what a person wants to look at.

    The plots live as long as this does: those not needed are hidden, as pyqtgraph never lets go of one that
    is taken away.
    """

    looked = Signal(object)  # Sight

    def __init__(self, sheet: LayerItem, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._kept = KeptPicture()
        sheet.setGraphicsEffect(self._kept)
        self._under, self._over = LayerItem(sheet, z=-1.0), LayerItem(sheet, z=100.0)
        self._panels: list[PanelPlot] = []
        self._whole: tuple[Range, list[Range]] | None = None
        self._plots: tuple[Plot | MapSheet, ...] = ()
        self._timed = True
        self._following = False

    def show_drawing(self, drawing: Drawing, sight: Sight) -> None:
        """Show a drawing of which `sight` is looked at."""
        area = QRectF(0.0, 0.0, drawing.width, drawing.height)
        self._sheet.show_layer(area, None)
        for item, layers in ((self._under, UNDER), (self._over, OVER)):
            item.show_layer(area, partial(paint_layers, drawing=drawing, layers=layers))
        self._following = True
        try:
            for number, plot in enumerate(drawing.plots):
                self._panel(number).show_panel(drawing, plot, area)
            if drawing.sheet is not None:
                self._panel(0).show_map(drawing.sheet)
            self._plots = (drawing.sheet,) if drawing.sheet is not None else drawing.plots
            for number, panel in enumerate(self._panels):
                panel.setVisible(number < len(self._plots))
            self._follow(drawing, sight)
        finally:
            self._following = False
        self._kept.forget()

    def _panel(self, number: int) -> PanelPlot:
        if number == len(self._panels):
            made = PanelPlot(self._sheet, z=float(number + 1))
            made.vb.sigRangeChangedManually.connect(partial(self._on_range_changed, number))
            self._panels.append(made)
        return self._panels[number]

    def _follow(self, drawing: Drawing, sight: Sight) -> None:
        """Give each plot the ranges that are seen, and the limits of what can be."""
        self._timed = drawing.chart.slotted and drawing.sheet is None
        if not self._plots:
            return
        x = _seen(self._plots[0].x, self._plots[0].box.x, self._plots[0].box.right)
        ys = [_seen(plot.y, plot.box.y, plot.box.bottom) for plot in self._plots]
        whole = sight.x is None or self._whole is None
        if whole:
            self._whole = x, ys
        for panel, y in zip(self._panels, ys, strict=False):
            panel.vb.setMouseEnabled(x=True, y=not self._timed)
            if whole:
                self._set_limits(panel.vb, x, y)
            panel.vb.setRange(xRange=x, yRange=y, padding=0.0, disableAutoRange=True)

    def look_at(self, x: Range, y: Range | None) -> None:
        """Look at ranges of the axes, as far as there is something; looking at all of it ends the zoom.

        The ranges are in powers of ten where an axis counts by them.
        """
        if self._whole is None or not self._plots:
            return
        whole_x, whole_y = self._whole[0], self._whole[1][0]
        x = _within(x, whole_x)
        y = None if self._timed or y is None else _within(y, whole_y)
        all_of_x = x[1] - x[0] >= (whole_x[1] - whole_x[0]) * 0.999
        all_of_y = y is None or y[1] - y[0] >= (whole_y[1] - whole_y[0]) * 0.999
        if all_of_x and all_of_y:
            self.looked.emit(Sight())
        else:
            plot = self._plots[0]
            self.looked.emit(Sight(_values(plot.x, x), None if y is None else _values(plot.y, y)))

    def zoom_by(self, factor: float) -> None:
        """Look at `factor` times as much of the axes, around their middle."""
        if self._plots:
            x, y = self._panels[0].vb.viewRange()
            self.look_at(*(_around_middle(low, high, factor) for low, high in (x, y)))

    def _set_limits(self, box: pg.ViewBox, x: Range, y: Range) -> None:
        width, height = x[1] - x[0], y[1] - y[0]
        limits: dict[str, float | None] = {
            "xMin": x[0],
            "xMax": x[1],
            "minXRange": min(width, _FEWEST_DAYS) if self._timed else width / _FINEST,
            "maxXRange": width,
            "yMin": None,
            "yMax": None,
            "minYRange": None,
            "maxYRange": None,
        }
        if not self._timed:
            limits |= {"yMin": y[0], "yMax": y[1], "minYRange": height / _FINEST, "maxYRange": height}
        box.setLimits(**limits)

    def _on_range_changed(self, number: int, *_: object) -> None:
        if not self._following:
            (x_low, x_high), (y_low, y_high) = self._panels[number].vb.viewRange()
            self.look_at((x_low, x_high), (y_low, y_high))


def _seen(scale: Scale, start: float, end: float) -> Range:
    """Return what is seen between two pixels, in powers of ten where the scale counts by them."""
    low, high = sorted((scale.value(start), scale.value(end)))
    return (math.log10(low), math.log10(high)) if scale.log else (low, high)


def _values(scale: Scale, seen: Range) -> Range:
    return (10.0 ** seen[0], 10.0 ** seen[1]) if scale.log else seen


def _around_middle(low: float, high: float, factor: float) -> Range:
    middle, half = (low + high) / 2, (high - low) / 2
    return middle - half * factor, middle + half * factor


def _within(part: Range, whole: Range) -> Range:
    """Return `part` moved into `whole` and, where it is larger, cut to it."""
    width = min(part[1] - part[0], whole[1] - whole[0])
    low = min(max(part[0], whole[0]), whole[1] - width)
    return low, low + width
