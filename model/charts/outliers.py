"""Where an axis ends so that a few far values do not flatten all others; they are broken there, and said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.chart_settings import AxisKind, ChartSettings
from model.charts.chart_context import Subject, tidy
from model.charts.data import AxisRule, Marks, MarkShape, Panel
from model.charts.reduce import median
from model.derive.bands import Flags, Floats
from model.derive.measures import MEASURE
from model.text.days import span_words
from model.text.records import replace
from model.text.words import marked

_FEWEST = 6  # marks of which one may be cut
_ONE_IN = 10
_FAR = 5.0  # times the median
_WORTH = 2.0  # how many times as large the others then are, at least
_ROOM = 1.12  # the axis beyond what is not cut
_NAMED = 5
_NOTHING = np.empty(0)


def chosen_rule(settings: ChartSettings, values: Floats, others: Floats = _NOTHING) -> AxisRule:
    """Return how far the axis of `values` goes by what was chosen, else by `axis_rule`."""
    if settings.axis is AxisKind.AUTO:
        return axis_rule(values, others)
    return given_rule(settings, values)


def given_rule(settings: ChartSettings, values: Floats) -> AxisRule:
    """Return how far the axis of `values` goes by what was chosen; it is never broken of itself.

    Where nothing is above 0 there are no powers of ten to count it by, and with one end the other follows.
    """
    match settings.axis:
        case AxisKind.LOG if (values > 0).any():
            return AxisRule(log=True)
        case AxisKind.RANGE if settings.low is not None or settings.high is not None:
            low = settings.low if settings.low is not None else float(values.min(initial=0.0))
            high = settings.high if settings.high is not None else float(values.max(initial=0.0))
            return AxisRule(low, high, fixed=True) if low < high else AxisRule()
    return AxisRule()


def axis_rule(values: Floats, others: Floats = _NOTHING) -> AxisRule:
    """Return how far an axis of `values` (n,) goes on both sides of 0.

    At most one value in ten (of six at least, one) is cut on a side: those beyond 5 × the median size, if all
    others are drawn at least twice as large for it. `others` are values that are never cut.
    """
    if len(values) < _FEWEST:
        return AxisRule()
    far = _FAR * median(np.abs(values))
    high, low = _end_of_axis(values, others, far), _end_of_axis(-values, -others, far)
    return AxisRule(low=None if low is None else -low, high=high)


def _end_of_axis(values: Floats, others: Floats, far: float) -> float | None:
    """Return where the upper side of an axis ends, or None where all have their place on it."""
    share = max(1, len(values) // _ONE_IN)
    most = min(share, int((values > far).sum()))
    if not most:
        return None
    parted = np.partition(values, (share, len(values) - 1 - most))  # to sort them all takes longer
    ordered = np.sort(parted[-1 - most :])[::-1]
    # What stands below zero takes its share of the axis, but for values there that may be cut as well.
    below = max(0.0, -float(parted[share]))
    for cut in range(most, 0, -1):
        kept: float = max([float(ordered[cut]), *others.tolist()])
        beyond = ordered[cut - 1] > kept * _ROOM and ordered[0] + below >= (kept + below) * _WORTH
        if kept > 0 and beyond:
            return kept * _ROOM
    return None


def broken(panel: Panel, low: float, high: float, along: AxisRule | None = None) -> Panel:
    """Return a panel as it is drawn for [low, high] on x: what is beyond the end of its axis ends there.

    `along` is the rule of x in a chart without time. Where nothing that is looked at would stay whole,
    nothing is cut, but for an axis that was fixed.
    """
    axis, along = panel.axis, along or AxisRule()
    if axis == along == AxisRule():
        return panel
    if not axis.fixed and not axis.log and along == AxisRule():
        seen = [marks.best[(marks.x0 < high) & (marks.x1 > low)] for marks in panel.marks]
        if not any((~_beyond(best, axis)).any() for best in seen):
            return panel
    return replace(
        panel,
        marks=tuple(_cut(marks, axis, along) for marks in panel.marks),
        beside=tuple(_cut(marks, axis, along) for marks in panel.beside),
    )


def _ends(axis: AxisRule) -> tuple[float, float]:
    return (-np.inf if axis.low is None else axis.low, np.inf if axis.high is None else axis.high)


def _beyond(values: Floats, axis: AxisRule) -> Flags:
    """Return which values have no place on the axis."""
    least, most = _ends(axis)
    beyond: Flags = (values > most) | (values < least)
    return beyond | (values <= 0) if axis.log else beyond


def _cut(marks: Marks, axis: AxisRule, along: AxisRule) -> Marks:
    if marks.shape is MarkShape.BAND:
        return marks
    beyond, aside = _beyond(marks.best, axis), _beyond(marks.x0, along)
    gone = beyond | aside
    if not gone.any():
        return marks
    y, x = _ends(axis), _ends(along)
    low, high = (np.where(beyond, np.clip(bound, *y), bound) for bound in (marks.low, marks.high))
    x0, x1 = (np.clip(side, *x) for side in (marks.x0, marks.x1))
    x_low, x_high = (
        None if bound is None else np.where(aside, np.clip(bound, *x), bound)
        for bound in (marks.x_low, marks.x_high)
    )
    return replace(
        marks,
        x0=x0,
        x1=x1,
        low=low,
        best=np.clip(marks.best, *y),
        high=high,
        x_low=x_low,
        x_high=x_high,
        broken=gone,
        size=np.abs(marks.best),
    )


def said_beyond(subject: Subject, ends: Sequence[tuple[Floats, Marks, str, AxisRule]]) -> str:
    """Return the sentences that name what lies beyond an axis with its values, largest first, or nothing.

    `ends` gives for each axis its values, the marks they are of, the key of the measure, and its rule.
    """
    return " ".join(
        _said(subject, values, marks, key, rule, beyond)
        for values, marks, key, rule in ends
        if len(beyond := np.flatnonzero(_beyond(values, rule)))
    )


def _said(
    subject: Subject, values: Floats, marks: Marks, key: str, rule: AxisRule, beyond: NDArray[np.intp]
) -> str:
    beyond = beyond[np.argsort(-np.abs(values[beyond]), kind="stable")]
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
    form = (
        marked("Not on an axis of powers of ten: {what}, {unit}.")
        if rule.log
        else marked("Broken, because beyond the axis: {what}, {unit}.")
    )
    return subject.say(form, what=", ".join(named), unit=subject.unit(MEASURE[key].unit))


def _named(subject: Subject, row: int) -> str:
    period = subject.project.periods[row]
    return tidy(period.label) or subject.formats.words(span_words(period.start, period.end))
