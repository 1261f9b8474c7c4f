"""Wheel and drag on a chart, turned into the ranges of its axes that are looked at."""

from __future__ import annotations

from gui.charts import pyqtgraph_qt  # noqa: F401 - before pyqtgraph is imported

# isort: split
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Signal

from gui.charts.paint import Painted, Sight

_FEWEST_DAYS = 2.0
_FINEST = 1000.0
Range = tuple[float, float]


class Zoom(pg.ViewBox):
    """Lies over the panels and draws nothing. `looked(Sight)` says what a person wants to look at."""

    looked = Signal(object)  # Sight

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.setZValue(1)
        self._whole: tuple[Range, Range] | None = None
        self._timed = True
        self._following = False
        self.sigRangeChangedManually.connect(self._on_range_changed)

    def follow(self, painted: Painted, sight: Sight, *, timed: bool, scale: float) -> None:
        """Cover the panels as they were painted, `scale` pixels to one of theirs, with the same ranges."""
        plots = painted.plots
        self.setVisible(bool(plots))
        if not plots:
            return
        first, last = plots[0], plots[-1]
        self._timed = timed
        self._following = True
        try:
            width, height = first.box.w, last.box.bottom - first.box.y
            self.setGeometry(QRectF(first.box.x * scale, first.box.y * scale, width * scale, height * scale))
            x = _sorted(first.x.value(first.box.x), first.x.value(first.box.right))
            y = _sorted(first.y.value(first.box.y), first.y.value(first.box.bottom))
            self.setMouseEnabled(x=True, y=not timed)
            if sight.x is None:
                self._whole = x, y
                self._set_limits(x, y)
            self.setRange(xRange=x, yRange=y, padding=0.0, disableAutoRange=True)
        finally:
            self._following = False

    def look_at(self, x: Range, y: Range | None) -> None:
        """Look at ranges of the axes, as far as there is something; looking at all of it ends the zoom."""
        if self._whole is None:
            return
        whole_x, whole_y = self._whole
        x = _within(x, whole_x)
        y = None if self._timed or y is None else _within(y, whole_y)
        all_of_x = x[1] - x[0] >= (whole_x[1] - whole_x[0]) * 0.999
        all_of_y = y is None or y[1] - y[0] >= (whole_y[1] - whole_y[0]) * 0.999
        self.looked.emit(Sight() if all_of_x and all_of_y else Sight(x, y))

    def _set_limits(self, x: Range, y: Range) -> None:
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
        self.setLimits(**limits)

    def _on_range_changed(self, *_: object) -> None:
        if not self._following:
            (x_low, x_high), (y_low, y_high) = self.viewRange()
            self.look_at((x_low, x_high), (y_low, y_high))


def _sorted(a: float, b: float) -> Range:
    return (a, b) if a <= b else (b, a)


def _within(part: Range, whole: Range) -> Range:
    """Return `part` moved into `whole` and, where it is larger, cut to it."""
    width = min(part[1] - part[0], whole[1] - whole[0])
    low = min(max(part[0], whole[0]), whole[1] - width)
    return low, low + width
