"""Lays out what stands around the panels of a chart: title, legend, milestones, axes' rows, notes. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from gui.charts.labels import Box, elided, wrapped
from gui.charts.style import ChartText, style_in_use
from model.chart_settings import LegendPlace
from model.charts.data import Chart, LegendEntry
from model.text.records import replace

Measure = Callable[[str, ChartText], float]

_SWATCH = 14.0
_TICKS = 23.0
_CATEGORIES = 69.0  # four lines of small text
STRIP_ROW = 17.0
# How many lines title, subtitle, legend, note and sources may take and how many rows the milestones:
# generous first, then tighter until the panels keep their share of the height.
_BUDGETS = (
    (2, 2, 3, 3, 3, 2),
    (2, 2, 2, 2, 2, 2),
    (1, 1, 2, 2, 2, 1),
    (1, 1, 1, 2, 2, 1),
    (1, 1, 1, 1, 2, 1),
    (1, 1, 1, 1, 2, 0),
    (1, 1, 1, 1, 1, 0),
    (1, 0, 2, 1, 2, 0),
    (1, 1, 0, 1, 1, 0),
    (1, 0, 0, 1, 1, 0),
    (1, 0, 0, 0, 1, 0),
    (0, 0, 0, 0, 0, 0),
)
PANELS_SHARE = 0.32
_CREDIT_GAP = 16.0


class Show(Struct, frozen=True):
    """Which parts of a chart's surroundings are shown."""

    title: bool = True
    subtitle: bool = True
    dates: bool = True
    sources: bool = True


class FrameLine(Struct, frozen=True):
    """One line of text and where it stands."""

    box: Box
    text: str
    kind: ChartText
    muted: bool


class Frame(Struct, frozen=True):
    """Where everything stands, in logical pixels. `body` is left for axes and panels."""

    lines: tuple[FrameLine, ...]
    legend: tuple[tuple[LegendEntry, Box], ...]
    strip: Box
    body: Box
    ticks: Box
    x_title: Box


def frame(
    chart: Chart,
    width: float,
    height: float,
    show: Show,
    measure: Measure,
    margin: float = 16.0,
    share: float = PANELS_SHARE,
) -> Frame:
    """Lay out `chart` in width × height logical pixels; nothing leaves it, nothing meets.

    The panels get `share` of the height; for more than usual neither title, note nor sources are left out.
    """
    budgets = _BUDGETS if share == PANELS_SHARE else _BUDGETS[:-2]
    roomy: Frame | None = None
    for budget in budgets[:-1]:
        made = _laid_out(chart, width, height, show, measure, margin, budget)
        if made.body.h >= height * share:
            # What a mark stands for is to be told even where a subtitle has to go for it.
            if len(made.legend) == len(_wanted(chart)):
                return made
            roomy = roomy or made
    return roomy or _laid_out(chart, width, height, show, measure, margin, budgets[-1])


def _wanted(chart: Chart) -> tuple[LegendEntry, ...]:
    return chart.legend if chart.legend_place is not LegendPlace.NONE else ()


def _laid_out(
    chart: Chart,
    width: float,
    height: float,
    show: Show,
    measure: Measure,
    margin: float,
    budget: tuple[int, ...],
) -> Frame:
    title, subtitle, legend, note, sources, strip = budget
    room = max(1.0, width - 2 * margin)
    lines, top = _head(chart, show, (title, subtitle), Box(margin, margin, room, 0.0), measure)
    if lines:
        top += 6.0
    entries, under_legend = _legend(_wanted(chart), margin, top, room, legend, measure)
    texts = ((chart.note, note), (chart.sources if show.sources else "", sources))
    foot = _foot(chart, texts, Box(margin, margin, room, height - 2 * margin), measure)
    lines += foot
    bottom = min(line.box.y for line in foot) - 6.0 if foot else height - margin
    if chart.legend_place is LegendPlace.BELOW:
        bottom -= under_legend - top
        entries = [(entry, Box(box.x, bottom + box.y - top, box.w, box.h)) for entry, box in entries]
    else:
        top = under_legend

    x_title = Box(margin, bottom, room, 0.0)
    if chart.x_titles:
        bottom -= ChartText.SMALL.line
        x_title = Box(margin, bottom, room, ChartText.SMALL.line)
    beneath = _TICKS
    bottom -= beneath
    ticks = Box(margin, bottom, room, beneath)
    rows = min(strip, len(chart.milestones)) if chart.milestones is not None else 0
    strip_box = Box(margin, top, room, rows * STRIP_ROW)
    top += strip_box.h + 2.0
    return Frame(
        tuple(lines),
        tuple(entries),
        strip_box,
        Box(margin, top, room, max(0.0, bottom - top)),
        ticks,
        x_title,
    )


def _head(
    chart: Chart, show: Show, most: tuple[int, int], page: Box, measure: Measure
) -> tuple[list[FrameLine], float]:
    """Return the lines of title and subtitle, of `most` lines each, and where they end.

    What would be cut is written smaller, on a line more; what then is cut is never the days.
    """
    lines: list[FrameLine] = []
    top = page.y

    def write(parts: Sequence[str], kinds: tuple[ChartText, ChartText], most: int, *, muted: bool) -> None:
        nonlocal top
        kind, written = kinds[0], _in_lines(parts, kinds[0], most, page.w, measure)
        if most and len(_in_lines(parts, kind, most + 1, page.w, measure)) > most:
            kind, written = kinds[1], _in_lines(parts, kinds[1], most + 1, page.w, measure)
        for line in written:
            lines.append(FrameLine(Box(page.x, top, measure(line, kind), kind.line), line, kind, muted))
            top += kind.line

    if show.title:
        write([chart.title], (ChartText.TITLE, ChartText.TIGHT), most[0], muted=False)
    told = (chart.subtitle if show.subtitle else "", chart.dates if show.dates else "")
    under = [part for part in told if part]
    if len(_in_lines(under, ChartText.SMALL, most[1] + 2, page.w, measure)) > most[1] + 1:
        under.reverse()
    write(under, (ChartText.SUBTITLE, ChartText.SMALL), most[1], muted=True)
    return lines, top


def _in_lines(parts: Sequence[str], kind: ChartText, most: int, room: float, measure: Measure) -> list[str]:
    """Return the lines of a text of some parts, a line for each of them where they have room so."""
    text = " · ".join(parts)
    if measure(text, kind) > room >= max(measure(part, kind) for part in parts) and len(parts) <= most:
        return list(parts)
    return wrapped(text, room, most, lambda words: measure(words, kind))


def _foot(chart: Chart, texts: Sequence[tuple[str, int]], page: Box, measure: Measure) -> list[FrameLine]:
    """Return the lines beneath a chart, the last at the foot of the page, from `texts` and their most lines.

    The credit stands at the right of the last line, or, where that is full, on one of its own.
    """
    kind, line = ChartText.SMALL, ChartText.SMALL.line
    written = [
        each
        for text, most in texts
        for each in wrapped(text, page.w, most, lambda words: measure(words, kind))
    ]
    named = style_in_use().credit if chart.credit is None else chart.credit
    credit = elided(named, page.w, lambda words: measure(words, kind)) if texts[-1][1] else ""
    beside = bool(written) and measure(written[-1], kind) + _CREDIT_GAP + measure(credit, kind) <= page.w
    top = page.bottom - (len(written) + bool(credit and not beside)) * line
    lines = [
        FrameLine(Box(page.x, top + row * line, measure(text, kind), line), text, kind, True)
        for row, text in enumerate(written)
    ]
    if credit:
        w = measure(credit, kind)
        lines.append(FrameLine(Box(page.right - w, page.bottom - line, w, line), credit, kind, True))
    return lines


def _legend(
    legend: tuple[LegendEntry, ...], left: float, top: float, room: float, most: int, measure: Measure
) -> tuple[list[tuple[LegendEntry, Box]], float]:
    placed: list[tuple[LegendEntry, Box]] = []
    x, y, rows = left, top, 1 if legend and most else 0
    for entry in legend if most else ():
        shown = elided(entry.text, room - _SWATCH - 6.0, lambda words: measure(words, ChartText.LABEL))
        w = _SWATCH + 6.0 + measure(shown, ChartText.LABEL)
        if x > left and x + w > left + room:
            if rows == most:
                break
            x, y, rows = left, y + ChartText.LABEL.line + 2.0, rows + 1
        placed.append((replace(entry, text=shown), Box(x, y, w, ChartText.LABEL.line)))
        x += w + 16.0
    return placed, top + rows * (ChartText.LABEL.line + 2.0) + (4.0 if rows else 0.0)
