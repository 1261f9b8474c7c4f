"""Marks of a series: one for each part that has a value, and its milestones."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from model.charts.captions import tip
from model.charts.chart_context import Parts, Subject, tidy
from model.charts.data import Chart, DrawnRows, Marks, MarkShape, MarkTone
from model.derive.bands import Band, Floats, Reason
from model.derive.identity_cache import kept
from model.derive.measures import MEASURE
from model.derive.ranges import with_interval
from model.derive.results import Results, derive
from model.explain.alternatives import enveloped
from model.project import Milestone
from model.text.days import day_words
from model.text.figures import Quantity
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import marked, words


def part_marks(
    subject: Subject,
    shape: MarkShape,
    tone: MarkTone,
    key: str,
    lines: Callable[[int], tuple[tuple[str, ...], ...]],
    *,
    met: Floats | None = None,
) -> Marks:
    """Return a mark for each part that has a value of measure `key`. `lines` is given the row."""
    drawn = _drawn(subject.measure(key), subject.parts, subject.factor(MEASURE[key].unit))
    rows = drawn.rows
    return Marks(
        shape,
        tone,
        subject.label_of(key),
        "periods",
        rows,
        drawn.x0,
        drawn.x1,
        drawn.low,
        drawn.best,
        drawn.high,
        lambda i: lines(int(rows[i])),
        lambda i: tip(subject, int(rows[i])),
        met=None if met is None else met if drawn.places is None else met[drawn.places],
    )


class _Drawn(NamedTuple):
    """The n parts that have a value, at `places` among all, None for all of them."""

    places: DrawnRows | None
    rows: DrawnRows
    x0: Floats
    x1: Floats
    low: Floats
    best: Floats
    high: Floats


@kept(4)
def _drawn(band: Band, parts: Parts, factor: float) -> _Drawn:
    """Return the parts that have a value, with that value times `factor`."""
    low, best, high = (
        column if factor == 1.0 else column * factor for column in (band.low, band.best, band.high)
    )
    if not band.absent.any():
        return _Drawn(None, parts.rows, parts.starts, parts.stops, low, best, high)
    at = np.flatnonzero(band.absent == Reason.PRESENT)
    return _Drawn(at, parts.rows[at], parts.starts[at], parts.stops[at], low[at], best[at], high[at])


def milestone_marks(subject: Subject) -> tuple[Marks | None, int]:
    """Return the series' milestones within the days of its parts, and how many lie outside.

    Ground that a level says is held at the end of each period, without a name, is none to point at.
    """
    series = subject.series
    if series is None or not len(subject.rows):
        return None, 0
    first, stop = subject.extent
    own = [
        (i, m) for i, m in enumerate(subject.project.milestones) if m.series == series.id and _pointed_at(m)
    ]
    inside = [(i, m) for i, m in own if first <= m.date.toordinal() < stop]
    inside.sort(key=lambda pair: pair[1].date)
    if not inside:
        return None, len(own)
    rows = np.asarray([i for i, _ in inside], dtype=np.int64)
    days = np.asarray([float(m.date.toordinal()) for _, m in inside])
    bounds = np.asarray([m.figure.bounds() for _, m in inside], dtype=np.float64)
    stones = [m for _, m in inside]
    marks = Marks(
        MarkShape.POINT,
        MarkTone.MILESTONE,
        subject.say(marked("milestone")),
        "milestones",
        rows,
        days,
        days + 1.0,
        bounds[:, 0],
        bounds[:, 1],
        bounds[:, 2],
        lambda i: _milestone_lines(subject, stones[i]),
        lambda i: _milestone_tip(subject, stones[i]),
    )
    return marks, len(own) - len(inside)


def _pointed_at(stone: Milestone) -> bool:
    return bool(stone.label.strip()) or stone.figure.unit not in ("km2", "mi2")


def _milestone_lines(subject: Subject, stone: Milestone) -> tuple[tuple[str, ...], ...]:
    values = {
        "day": subject.formats.words(day_words(stone.date)),
        "label": tidy(stone.label),
        "figure": subject.formats.figure(stone.figure, Quantity.MILESTONE),
    }
    forms = (
        marked("{day}: {label} ({figure})"),
        marked("{day}: {figure}"),
        marked("{figure}"),
    )
    return (tuple(subject.say(form, **values) for form in forms[0 if stone.label else 1 :]),)


def _milestone_tip(subject: Subject, stone: Milestone) -> str:
    return "\n".join((_milestone_lines(subject, stone)[0][0], subject.source_of(stone.figure))).strip()


def ranged(results: Results) -> Results:
    """Return the results over all alternatives; the same where no figure has any."""
    project = enveloped(results.project)
    return results if project is results.project else derive(project, results)


def over_alternatives(chart: Chart, formats: Formats) -> Chart:
    """Return a chart that says that its ranges reach over alternatives."""
    said = words("Ranges reach from the least to the greatest of what the sources say of one thing.")
    return _noted(chart, formats.words(said))


def with_intervals(chart: Chart, subject: Subject) -> Chart:
    """Return a chart that says so where ranges of what it shows are 95 % intervals."""
    rows = with_interval(subject.project.periods)
    if not len(rows) or not np.isin(rows, subject.rows).any():
        return chart
    return _noted(chart, subject.say(marked("Ranges are 95 % intervals where the figures say so.")))


def _noted(chart: Chart, said: str) -> Chart:
    note = " ".join(part for part in (said, chart.note) if part)
    return replace(chart, note=note, describe=lambda: f"{chart.alt} {said}")
