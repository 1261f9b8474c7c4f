"""What lies over a chart: what is selected, what is hovered, and the cross hair with its day and value."""

from __future__ import annotations

from gui.charts import pyqtgraph_qt  # noqa: F401 - before pyqtgraph is imported

# isort: split
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gui.app.guard import guarded
from gui.charts.drawing import Drawing
from gui.charts.hits import Hit
from gui.charts.labels import Box
from gui.charts.paint_lanes import paint_selected_lanes
from gui.charts.paint_marks import Selected, paint_selection
from gui.charts.pens import Canvas
from gui.charts.scales import Plot
from gui.charts.style import ChartText, text_width, using
from model.charts.axis import day_at, to_the_pixel
from model.charts.data import MarkShape


@guarded
class MarkedItem(pg.GraphicsObject):
    """Marks over a chart that is painted already: they follow every step and move, and paint nothing anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(1.0)
        self.selected: Selected = {}
        self._drawing: Drawing | None = None
        self._area = QRectF()
        self._hit: Hit | None = None
        self._cross: tuple[float, float] | None = None

    def show_drawing(self, drawing: Drawing) -> None:
        """Lie over `drawing` from now on."""
        area = QRectF(0.0, 0.0, drawing.width, drawing.height)
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self._drawing = drawing
        self.update()

    def show_selected(self, selected: Selected) -> None:
        """Mark what stands for these rows, by table."""
        self.selected = selected
        self.update()

    def show_hit(self, hit: Hit | None) -> None:
        """Mark what is hovered, or nothing."""
        self._hit = hit
        self.update()

    def show_cross(self, at: tuple[float, float] | None) -> None:
        """Show the cross hair at a pixel of the drawing, or none."""
        if at != self._cross:
            self._cross = at
            self.update()

    @property
    def selected_days(self) -> tuple[float, float] | None:
        """From the first to the day after the last of the selected marks that span days, as ordinals."""
        plots = self._drawing.plots if self._drawing is not None else ()
        for marks in (marks for plot in plots for marks in plot.panel.marks):
            chosen = marks.of_rows(self.selected.get(marks.table, ()))
            if len(chosen) and marks.shape is not MarkShape.POINT:
                return float(marks.x0[chosen].min()), float(marks.x1[chosen].max())
        return None

    @property
    def cross_text(self) -> tuple[str, str]:
        """What the cross hair says along x and along y; empty where there is none."""
        drawing, plot = self._drawing, self._crossed()
        if drawing is None or plot is None or self._cross is None:
            return "", ""
        x, y = (scale.value(at) for scale, at in zip((plot.x, plot.y), self._cross, strict=True))
        fine_x, fine_y = (
            scale.value(at + 1.0) for scale, at in zip((plot.x, plot.y), self._cross, strict=True)
        )
        chart = drawing.chart
        value = plot.panel.tick(to_the_pixel(y, fine_y))
        if chart.calendar is not None:
            return day_at(x, chart.calendar), value
        return chart.x_tick(to_the_pixel(x, fine_x)), value

    def _crossed(self) -> Plot | None:
        """Return the panel in which the cross hair is."""
        if self._drawing is None or self._cross is None:
            return None
        x, y = self._cross
        inside = (
            p for p in self._drawing.plots if p.box.x <= x <= p.box.right and p.box.y <= y <= p.box.bottom
        )
        return next(inside, None)

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        drawing = self._drawing
        if drawing is None or not (self.selected or self._hit or self._cross):
            return
        with using(drawing.look.style):  # its texts are none of the chart's
            self._paint_marks(Canvas(painter, drawing.look.palette, drawing.look.scale), drawing)

    def _paint_marks(self, canvas: Canvas, drawing: Drawing) -> None:
        if self.selected:
            with canvas.keeping_off(drawing.texts, drawing.width, drawing.height):
                for plot in drawing.plots:
                    paint_selection(canvas, plot, self.selected)
            if drawing.lanes is not None:
                paint_selected_lanes(canvas, drawing.lanes, self.selected)
        if self._hit is not None:
            canvas.rounded(self._hit.box, canvas.palette.ink, 1.5)
        self._paint_cross(canvas, drawing)

    def _paint_cross(self, canvas: Canvas, drawing: Drawing) -> None:
        plot = self._crossed()
        if plot is None or self._cross is None:
            return
        x, y = self._cross
        top, bottom = drawing.plots[0].box.y, drawing.plots[-1].box.bottom
        hair = [Box(x - 0.5, top, 1.0, bottom - top), Box(plot.box.x, y - 0.5, plot.box.w, 1.0)]
        canvas.fill(hair, canvas.palette.muted, 0.6)
        kind, line = ChartText.SMALL, ChartText.SMALL.line
        for text, along_x in zip(self.cross_text, (True, False), strict=True):
            w = text_width(text, kind)
            left = min(max(x - w / 2, 4.0), drawing.width - w - 4.0) if along_x else plot.box.x - w - 7.0
            spot = Box(max(left, 4.0), drawing.frame.ticks.y + 7.0 if along_x else y - line / 2, w, line)
            if text:
                canvas.tag(spot, text, kind, canvas.palette.paper, canvas.palette.ink)
