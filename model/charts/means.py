"""A line of means over so many days, each ending with the last day of a part (measures.md §5)."""

from __future__ import annotations

from datetime import date

import numpy as np

from model.charts.chart_context import Subject
from model.charts.data import LegendEntry, Marks, MarkShape, MarkTone
from model.derive.means import means_over
from model.derive.measures import MEASURE
from model.text.days import span_words
from model.text.formats import counted
from model.text.words import marked


def mean_marks(subject: Subject, key: str) -> Marks | None:
    """Return the means a day of `losses` or `gains` over the days chosen, each day once; None for no line.

    There is one wherever parts have just these days. A month has no number of days, so that of rates a month
    there are none.
    """
    days, series = subject.settings.mean, subject.series
    if days < 1 or series is None or subject.monthly:
        return None
    place, after = list(subject.results.series).index(series.id), subject.stops.astype(np.int64)
    band = means_over(subject.results.derived, key, days, place, after)
    at = np.flatnonzero(band.absent == 0)
    if not len(at):
        return None
    measure = MEASURE[f"{key}_per_day"]
    factor, found = subject.factor(measure.unit), band.take(at)
    name = said(subject)

    def tip(i: int) -> str:
        last = int(after[at[i]]) - 1
        span = span_words(date.fromordinal(last - days + 1), date.fromordinal(last))
        value = subject.alike(measure.key).outcome(found.cell(i).value(), measure.unit)
        value = subject.formats.with_unit(value, measure.unit)
        return subject.say(marked("{name}, {days}: {value}"), name=name, days=span, value=value)

    return Marks(
        MarkShape.STEP,
        MarkTone.RAY,
        name,
        "periods",
        subject.rows[at],
        subject.starts[at],
        subject.stops[at],
        found.low * factor,
        found.best * factor,
        found.high * factor,
        lambda _: (),
        tip,
    )


def said(subject: Subject) -> str:
    """Return what the line is called."""
    form = marked("mean of {count} day|mean of {count} days")
    return subject.say(form, count=counted(subject.settings.mean))


def legend_of(subject: Subject) -> LegendEntry:
    """Return the entry of the line in the legend."""
    return LegendEntry(MarkShape.STEP, MarkTone.RAY, said(subject))
