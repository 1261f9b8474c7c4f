"""Losses and gains, period by period: gains along x, losses along y, with lines of equal cost."""

from __future__ import annotations

import math

import numpy as np

from model.charts.axis import LARGEST_SPAN, LEAST_SPAN
from model.charts.captions import empty_chart, extremes, left_out, roles_left_out, sources_line, tip, without
from model.charts.chart_context import Subject, tidy
from model.charts.data import Chart, LegendEntry, Marks, MarkShape, MarkTone, Panel, Ray
from model.charts.outliers import axis_rule, chosen_rule, said_beyond
from model.derive.bands import Floats, Reason
from model.text.days import span_words
from model.text.formats import counted
from model.text.words import marked

_RAYS = 5


def scatter(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of losses a day (or a month) over gains a day, one point for each part."""
    monthly = subject.monthly
    suffix = "per_month" if monthly else "per_day"
    gains_unit = "km2/month" if monthly else "km2/day"
    gains, x_low, x_best, x_high = subject.shown(f"gains_{suffix}")
    losses, low, best, high = subject.shown(f"losses_{suffix}")
    has = np.flatnonzero((gains.absent == Reason.PRESENT) & (losses.absent == Reason.PRESENT))
    left = roles_left_out(subject) + without(subject, losses, gains)
    if not len(has):
        why = subject.say(marked("Nothing to draw yet: no period has both losses and ground gained."))
        return empty_chart(subject, key, label, why, left)
    has = has[np.argsort(x_best[has], kind="stable")]
    rows = subject.rows[has]

    def lines(i: int) -> tuple[tuple[str, ...], ...]:
        period = subject.project.periods[int(rows[i])]
        days = subject.formats.words(span_words(period.start, period.end))
        return ((tidy(period.label) or days,),)

    points = Marks(
        MarkShape.POINT,
        MarkTone.LOSSES,
        subject.say(marked("period")),
        "periods",
        rows,
        x_best[has],
        x_best[has],
        low[has],
        best[has],
        high[has],
        lines,
        lambda i: tip(subject, int(rows[i])),
        x_low=x_low[has],
        x_high=x_high[has],
    )
    area = subject.unit(gains_unit)
    losses_title, subtitle = (
        (
            marked("Losses a month"),
            marked("Each period by losses a month and ground gained ({unit})"),
        )
        if monthly
        else (
            marked("Losses a day"),
            marked("Each period by losses a day and ground gained ({unit})"),
        )
    )
    across, axis = axis_rule(points.x0), chosen_rule(subject.settings, points.best)
    beyond = said_beyond(
        subject,
        [
            (points.best, points, f"losses_{suffix}", axis),
            (points.x0, points, f"gains_{suffix}", across),
        ],
    )
    note = " ".join(part for part in (beyond, left_out(subject, left)) if part)
    title, sources = subject.titled(label), sources_line(subject, (points,))

    def described() -> str:
        parts = (
            subject.say(
                marked(
                    "{title}. One point, of the one period that has both, {days}.|"
                    "{title}. A point for each of {count} periods, {days}."
                ),
                title=title,
                count=counted(len(points)),
                days=subject.days(),
            ),
            extremes(subject, points, f"losses_{suffix}"),
            extremes(subject, _along_x(points), f"gains_{suffix}"),
            note,
            sources,
        )
        return " ".join(part for part in parts if part)

    gained = subject.say(marked("Ground gained, {unit}"), unit=area)
    legend = [LegendEntry(MarkShape.POINT, MarkTone.LOSSES, points.name)]
    if (points.low < points.high).any() or (x_low[has] < x_high[has]).any():
        legend.append(LegendEntry(None, MarkTone.RANGE, subject.say(marked("low to high"))))
    panel = Panel(
        (subject.say(losses_title),),
        subject.tick,
        (points,),
        MarkTone.LOSSES,
        rays=_rays(subject, points.x0, points.best),
        axis=axis,
    )
    if panel.rays:
        legend.append(LegendEntry(None, MarkTone.RAY, subject.say(marked("equal cost"))))
    return Chart(
        key,
        title,
        subject.say(subtitle, unit=area),
        subject.days(),
        note,
        sources,
        described,
        (panel,),
        float(points.x0.min()),
        float(points.x0.max()),
        tuple(legend),
        x_titles=(gained, area),
        x_tick=subject.tick,
        x_axis=across,
        color=subject.color,
        beyond=beyond,
    )


def _along_x(points: Marks) -> Marks:
    """Return the points with the values that they have along x."""
    return Marks(
        points.shape,
        points.tone,
        points.name,
        points.table,
        points.rows,
        points.x0,
        points.x1,
        points.x0,
        points.x0,
        points.x0,
        points.lines,
        points.tip,
    )


def _rays(subject: Subject, gains: Floats, losses: Floats) -> tuple[Ray, ...]:
    """Return rays at round costs (1, 2 or 5 times a power of ten) around those of the points."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        slopes = losses / gains
    slopes = slopes[(slopes >= LEAST_SPAN) & (slopes <= LARGEST_SPAN) & (gains > 0)]
    if not len(slopes):
        return ()
    # The bulk of the points decides: a single tiny gain would ask for rays that nothing else is near.
    low, high = (float(value) for value in np.quantile(slopes, (0.1, 0.9)))
    costs = [
        step * 10.0**power
        for power in range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
        for step in (1.0, 2.0, 5.0)
        if low / 2.5 <= step * 10.0**power <= high * 2.5
    ]
    costs = costs[:: max(1, math.ceil(len(costs) / _RAYS))]
    return tuple(Ray(cost, subject.formats.with_unit(subject.tick(cost), "people/km2")) for cost in costs)
