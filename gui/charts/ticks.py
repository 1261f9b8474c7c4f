"""Which ticks an axis has, as many as can be written beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gui.charts.labels import Box, in_a_row, row_is_free
from gui.charts.scales import Scale
from gui.charts.style import ChartText, text_width
from model.charts.axis import Tick, date_ticks, log_ticks, round_ticks
from model.charts.data import Calendar, Chart, Panel

_TICK_SPACE = 36.0
_TICK_LEADING = 3.0  # between the numbers of ticks that stand as close as may be
_LEAST_TICKS = 3  # two leave open how a scale goes on


def y_ticks(panel: Panel, scale: Scale) -> list[Tick]:
    """Return the ticks of a panel's y axis: one for some 56 pixels, three at least where they can be read."""
    pixels = abs(scale.end - scale.start)
    most = max(2, int(pixels / 56) + 1)
    if scale.log:
        return [(value, panel.tick(value)) for value in log_ticks(scale.low, scale.high, most)]
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


def x_ticks(chart: Chart, x: Scale, body: Box) -> tuple[Tick, ...]:
    """Return the ticks of the axis that the panels share, as many as can be written within `body`."""
    if chart.calendar is not None:
        return tuple(_dates(chart.calendar, x, body.x, body.right))
    made = log_ticks if x.log else round_ticks
    for at_most in range(max(2, int(abs(x.end - x.start) / 100)), 0, -1):
        ticks = [(value, chart.x_tick(value)) for value in made(x.low, x.high, at_most)]
        if _fit(ticks, x, body.x, body.right):
            return tuple(ticks)
    return ()


@lru_cache(maxsize=8)  # an edit of a figure leaves the days alone, and finding what fits takes a while
def _dates(calendar: Calendar, x: Scale, low: float, high: float) -> list[Tick]:
    """Return the ticks of a time axis whose labels fit between the pixels `low` and `high`."""
    return date_ticks(x.low, x.high, calendar, lambda ticks: _fit(ticks, x, low, high))


def _fit(ticks: Sequence[Tick], x: Scale, low: float, high: float) -> bool:
    return row_is_free(tick_lefts(ticks, x, low, high), [text for _, text in ticks], _TICK_SPACE, tick_width)


def tick_lefts(ticks: Sequence[Tick], x: Scale, low: float, high: float) -> list[float]:
    """Return where the labels of ticks along x begin, each within the pixels `low` and `high`."""
    return in_a_row([x.at(value) for value, _ in ticks], [text for _, text in ticks], low, high, tick_width)


def tick_width(words: str) -> float:
    """Return the width of a tick's label, in logical pixels."""
    return text_width(words, ChartText.SMALL)
