"""Where an axis ends so that a few far values do not flatten all others; they are broken there, and said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from model.charts.chart_context import Subject, tidy
from model.charts.data import Marks, Panel
from model.charts.reduce import median
from model.derive.bands import Floats
from model.derive.measures import MEASURE
from model.text.days import span_words
from model.text.words import marked

_FEWEST = 6  # marks of which one may be cut
_ONE_IN = 10
_FAR = 5.0  # times the median
_WORTH = 2.0  # how many times as high the others then are, at least
_ROOM = 1.12  # the axis beyond what is not cut
_NAMED = 5


def end_of_axis(values: Floats, others: Floats) -> float | None:
    """Return where an axis of `values` (n,) ends, or None where all of them have their place on it.

    At most one value in ten (of six at least, one) is cut: those beyond 5 × the median, if all others are
    drawn at least twice as high for it. `others` are values that are never cut.
    """
    if len(values) < _FEWEST:
        return None
    ordered = np.sort(values)[::-1]
    most = max(1, len(values) // _ONE_IN)
    for far in range(min(most, int((ordered > _FAR * median(ordered)).sum())), 0, -1):
        kept: float = max([float(ordered[far]), *others.tolist()])
        if kept > 0 and ordered[far - 1] > kept * _ROOM and ordered[0] >= kept * _WORTH:
            return kept * _ROOM
    return None


def broken(panel: Panel, low: float, high: float) -> Panel:
    """Return a panel as it is drawn for [low, high] on x: what is beyond the end of its axis ends there.

    Where nothing that is looked at would stay whole, nothing is cut.
    """
    end = panel.end
    if end is None:
        return panel
    seen = [marks.best[(marks.x0 < high) & (marks.x1 > low)] for marks in panel.marks]
    if not any((best <= end).any() for best in seen):
        return panel
    return replace(
        panel,
        marks=tuple(_cut(marks, end) for marks in panel.marks),
        beside=tuple(_cut(marks, end) for marks in panel.beside),
    )


def _cut(marks: Marks, end: float) -> Marks:
    beyond = marks.best > end
    if not beyond.any():
        return marks
    return replace(
        marks,
        low=np.where(beyond, np.minimum(marks.low, end), marks.low),
        best=np.minimum(marks.best, end),
        high=np.where(beyond, end, marks.high),
        broken=beyond,
    )


def said_beyond(subject: Subject, marks: Marks, key: str, end: float | None) -> str:
    """Return the sentence that names what lies beyond the end of the axis with its values, or nothing."""
    if end is None:
        return ""
    beyond = np.flatnonzero(marks.best > end)
    beyond = beyond[np.argsort(-marks.best[beyond], kind="stable")]
    named = [
        subject.say(
            marked("{what} ({value})"),
            what=_named(subject, int(marks.rows[at])),
            value=subject.outcome(key, int(marks.rows[at])),
        )
        for at in beyond[:_NAMED].tolist()
    ]
    if len(beyond) > _NAMED:
        named.append(subject.say(marked("and {count} more"), count=len(beyond) - _NAMED))
    return subject.say(
        marked("Broken, because beyond the axis: {what}, {unit}."),
        what=", ".join(named),
        unit=subject.unit(MEASURE[key].unit),
    )


def _named(subject: Subject, row: int) -> str:
    period = subject.project.periods[row]
    return tidy(period.label) or subject.formats.words(span_words(period.start, period.end))
