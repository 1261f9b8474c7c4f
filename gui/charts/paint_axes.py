"""Paints the axes of a chart: gridlines, ticks, titles, and the line at zero."""

from __future__ import annotations

from functools import lru_cache

from gui.charts.frame import Frame
from gui.charts.labels import Box, in_a_row, longest_that_fits, row_is_free, wrapped
from gui.charts.pens import Canvas
from gui.charts.scales import Plot, Scale
from gui.charts.style import ChartText, text_width
from model.charts.axis import Tick, date_ticks, round_ticks
from model.charts.data import Calendar, Chart, MarkTone, Panel

TITLE_WIDTH = 20.0
TICK_GAP = 7.0
_TICK_SPACE = 36.0
_TICK_LEADING = 3.0  # between the numbers of ticks that stand as close as may be
_LEAST_TICKS = 3  # two leave open how a scale goes on


def y_ticks(panel: Panel, scale: Scale) -> list[Tick]:
    """Return the ticks of a panel's y axis: one for some 56 pixels, three at least where they can be read."""
    pixels = abs(scale.end - scale.start)
    most = max(2, int(pixels / 56) + 1)
    found = round_ticks(scale.low, scale.high, most)
    while len(found) < _LEAST_TICKS and most <= _LEAST_TICKS + 1:
        most += 1
        finer = round_ticks(scale.low, scale.high, most)
        if (
            len(finer) > 1
            and abs(scale.at(finer[1]) - scale.at(finer[0])) < ChartText.SMALL.line + _TICK_LEADING
        ):
            break
        if len({panel.tick(value) for value in finer}) == len(finer):  # else rounded to the same words
            found = finer
    return [(value, panel.tick(value)) for value in found]


def paint_y_axis(canvas: Canvas, plot: Plot, left: float) -> None:
    """Draw gridlines, numbers and the title, which stands upright at `left`, or shorter, or not at all."""
    palette, box = canvas.palette, plot.box
    half = ChartText.SMALL.line / 2
    ticks = y_ticks(plot.panel, plot.y)
    levels = [plot.y.at(value) for value, _ in ticks]
    canvas.lines(
        [(box.x, level, box.right, level) for level in levels if box.y - 0.5 <= level <= box.bottom + 0.5],
        palette.grid,
        1.0,
    )
    for (value, text), level in zip(ticks, levels, strict=True):
        if value == 0 and plot.panel.downward and not plot.y.low < 0:
            continue
        w = text_width(text, ChartText.SMALL)
        y = min(max(level - half, box.y - half), box.bottom - half)
        spot = Box(box.x - TICK_GAP - w, y, w, ChartText.SMALL.line)
        # The numbers of the panel above count as well: two zeros may stand close.
        if not any(spot.meets(other) for other in canvas.texts):
            canvas.text(spot, text, ChartText.SMALL, palette.muted)
    title = longest_that_fits(
        plot.panel.titles, box.h - 6.0, lambda words: text_width(words, ChartText.SMALL)
    )
    if title:
        canvas.upright(
            left + ChartText.SMALL.line / 2,
            box.y + box.h / 2,
            title,
            ChartText.SMALL,
            palette.tones[plot.panel.tone].line,
        )


def paint_zero(canvas: Canvas, plot: Plot) -> None:
    """Draw the line from which bars grow."""
    level = plot.y.at(0.0)
    if plot.box.y - 0.5 <= level <= plot.box.bottom + 0.5:
        canvas.lines([(plot.box.x, level, plot.box.right, level)], canvas.palette.axis, 1.25)


def paint_x_axis(canvas: Canvas, chart: Chart, plots: tuple[Plot, ...], laid: Frame) -> None:
    """Draw the axis that the panels share: dates or names below the last, or numbers with gridlines."""
    paint = _paint_categories if chart.categories else _paint_scale
    paint(canvas, chart, plots, laid)


def _paint_scale(canvas: Canvas, chart: Chart, plots: tuple[Plot, ...], laid: Frame) -> None:
    x, box = plots[0].x, plots[0].box
    low, high = laid.body.x, laid.body.right
    if chart.calendar is not None:
        ticks = _dates(chart.calendar, x, low, high)
    else:
        at_most = max(2, int(box.w / 100))
        ticks = []
        while at_most > 0:
            ticks = [(value, chart.x_tick(value)) for value in round_ticks(x.low, x.high, at_most)]
            if _fit(ticks, x, low, high):
                break
            at_most -= 1
    bottom = plots[-1].box.bottom
    for (value, text), left in zip(ticks, _lefts(ticks, x, low, high), strict=True):
        at = x.at(value)
        canvas.text(
            Box(left, laid.ticks.y + 8.0, _width(text), ChartText.SMALL.line),
            text,
            ChartText.SMALL,
            canvas.palette.muted,
        )
        if chart.calendar is None:
            canvas.lines([(at, plots[0].box.y, at, bottom)], canvas.palette.grid, 1.0)
        else:
            canvas.lines([(at, bottom, at, bottom + 4.0)], canvas.palette.axis, 1.0)
    title = longest_that_fits(chart.x_titles, box.w, _width)
    if title:
        spot = Box(box.x + (box.w - _width(title)) / 2, laid.x_title.y, _width(title), ChartText.SMALL.line)
        canvas.text(spot, title, ChartText.SMALL, canvas.palette.tones[MarkTone.GAINS].line)


@lru_cache(maxsize=8)  # an edit of a figure leaves the days alone, and finding what fits takes a while
def _dates(calendar: Calendar, x: Scale, low: float, high: float) -> list[Tick]:
    """Return the ticks of a time axis whose labels fit between the pixels `low` and `high`."""
    return date_ticks(x.low, x.high, calendar, lambda ticks: _fit(ticks, x, low, high))


def _fit(ticks: list[Tick], x: Scale, low: float, high: float) -> bool:
    return row_is_free(_lefts(ticks, x, low, high), [text for _, text in ticks], _TICK_SPACE, _width)


def _lefts(ticks: list[Tick], x: Scale, low: float, high: float) -> list[float]:
    return in_a_row([x.at(value) for value, _ in ticks], [text for _, text in ticks], low, high, _width)


def _width(words: str) -> float:
    return text_width(words, ChartText.SMALL)


_CATEGORY_LINES = 2  # of the name, and of what stands beneath it


def _paint_categories(canvas: Canvas, chart: Chart, plots: tuple[Plot, ...], laid: Frame) -> None:
    """Write what each slot stands for beneath it, as much of it as the slot is wide."""
    x, line = plots[0].x, ChartText.SMALL.line
    bottom, top = plots[-1].box.bottom, laid.ticks.y + 6.0

    for number, (name, *more) in enumerate(chart.categories):
        left, right = x.at(float(number)), x.at(float(number + 1))
        middle, room = (left + right) / 2, right - left - 6.0
        if not plots[0].box.x - 0.5 <= middle <= plots[0].box.right + 0.5:
            continue
        canvas.lines([(middle, bottom, middle, bottom + 4.0)], canvas.palette.axis, 1.0)
        lines = [(text, canvas.palette.ink) for text in wrapped(name, room, _CATEGORY_LINES, _width)]
        for beneath in more[:1]:
            told = wrapped(beneath, room, _CATEGORY_LINES, _width)
            lines += [(text, canvas.palette.muted) for text in told]
        for row, (text, color) in enumerate(lines):
            if text:
                spot = Box(middle - _width(text) / 2, top + row * line, _width(text), line)
                canvas.text(spot, text, ChartText.SMALL, color)
