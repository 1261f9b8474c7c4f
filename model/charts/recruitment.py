"""Recruitment against losses: losses as bars, intake and requirement as bands, the shortfall in between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.arithmetic.bands import Band, Reason, ratio
from model.charts.data import Chart, Entry, Floats, Marks, Panel, Shape, Tone
from model.charts.in_words import recruited
from model.charts.marks import part_marks
from model.charts.said import empty_chart, extremes, left_out, roles_left_out, sources_line, without
from model.charts.subject import Subject, tidy
from model.project import Intake, Requirement
from model.words import QT_TRANSLATE_NOOP


def recruitment(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of losses a month (or a day) against intake and requirement over the same days."""
    monthly = subject.monthly
    suffix, unit = ("per_month", "people/month") if monthly else ("per_day", "people/day")
    losses_key = f"losses_{suffix}"
    time = subject.measure("months" if monthly else "days")
    intake, needed = (ratio(subject.measure(k), time, Reason.BACKWARDS) for k in ("intake", "requirement"))
    short = ratio(subject.measure("shortfall"), time, Reason.BACKWARDS)
    place = {int(row): i for i, row in enumerate(subject.rows)} if len(subject.rows) <= _NAMED else {}
    losses_form = (
        QT_TRANSLATE_NOOP("model", "{value} losses a month")
        if monthly
        else QT_TRANSLATE_NOOP("model", "{value} losses a day")
    )

    def lines(row: int) -> tuple[tuple[str, ...], ...]:
        value = subject.outcome(losses_key, row)
        written: tuple[tuple[str, ...], ...] = ((subject.say(losses_form, value=value), value),)
        i = place.get(row)
        if i is None or short.absent[i] != Reason.PRESENT:
            return written
        return (*written, _shortfall(subject, short, i, unit))

    losses = part_marks(subject, Shape.BAR, Tone.LOSSES, losses_key, lines, met=intake.best)
    requirements = _Stated(subject, subject.project.requirements)
    recruits = _Stated(subject, subject.project.intake)
    bands = [
        some
        for some in (
            _band(subject, needed, Tone.REQUIREMENT, unit, requirements),
            _band(subject, intake, Tone.INTAKE, unit, recruits),
        )
        if len(some)
    ]
    counted = roles_left_out(subject) + without(subject.measure("losses"), intake)
    if not len(losses) and not bands:
        why = subject.say(
            QT_TRANSLATE_NOOP(
                "model", "Nothing to draw yet: no period has losses, and no recruitment is known."
            )
        )
        return empty_chart(subject, key, label, why, counted)

    title, note = subject.titled(label), left_out(subject, counted)
    first, stop = float(subject.starts[0]), float(subject.stops.max())
    figures = [row.per_month for stated in (recruits, requirements) for row in stated.within(first, stop)]
    sources = sources_line(subject, (losses,), figures)
    alt = [
        subject.say(
            QT_TRANSLATE_NOOP(
                "model", "{title}. Bars of losses over time, {days}, with bands for recruitment."
            ),
            title=title,
            days=subject.days(),
        ),
        extremes(subject, losses, losses_key),
    ]
    alt += recruited(subject)
    for band in bands:
        ends = dict.fromkeys((int(band.best.argmin()), int(band.best.argmax())))
        texts = [band.lines(i)[0][0] for i in ends]
        alt += [f"{text[:1].upper()}{text[1:]}." for text in texts]
    subtitle = (
        QT_TRANSLATE_NOOP("model", "People a month: lost, recruited, and said to be needed")
        if monthly
        else QT_TRANSLATE_NOOP("model", "People a day: lost, recruited, and said to be needed")
    )
    titles = (
        (QT_TRANSLATE_NOOP("model", "People a month"), QT_TRANSLATE_NOOP("model", "a month"))
        if monthly
        else (QT_TRANSLATE_NOOP("model", "People a day"), QT_TRANSLATE_NOOP("model", "a day"))
    )
    return Chart(
        key,
        title,
        subject.say(subtitle),
        subject.days(),
        note,
        sources,
        " ".join(part for part in (*alt, note, sources) if part),
        (Panel(tuple(subject.say(form) for form in titles), subject.tick, (losses, *bands), Tone.LOSSES),),
        first,
        stop,
        _legend(subject, losses, bands),
        subject.calendar,
        binned=subject.binned,
        color=subject.color,
    )


_NAMED = 2_000  # beyond, no bar is wide enough for a second line anyway


def _shortfall(subject: Subject, short: Band, i: int, unit: str) -> tuple[str, ...]:
    low, best, high = float(short.low[i]), float(short.best[i]), float(short.high[i])
    about = bool(short.approximate[i])
    if best < 0 and high <= 0:
        value = subject.written(-high, -best, -low, unit, about=about)
        return subject.say(QT_TRANSLATE_NOOP("model", "surplus {value}"), value=value), value
    value = subject.written(low, best, high, unit, about=about)
    return subject.say(QT_TRANSLATE_NOOP("model", "short {value}"), value=value), value


def _legend(subject: Subject, losses: Marks, bands: Sequence[Marks]) -> tuple[Entry, ...]:
    legend = []
    if len(losses):
        legend.append(Entry(Shape.BAR, Tone.LOSSES, subject.say(QT_TRANSLATE_NOOP("model", "losses"))))
    if losses.met is not None and np.isfinite(losses.met).any():
        text = subject.say(QT_TRANSLATE_NOOP("model", "losses replaced"))
        legend.append(Entry(Shape.BAR, Tone.REPLACED, text))
    legend += [Entry(Shape.BAND, band.tone, band.name) for band in bands]
    if (losses.low < losses.high).any():
        legend.append(Entry(None, Tone.RANGE, subject.say(QT_TRANSLATE_NOOP("model", "low to high"))))
    return tuple(legend)


class _Stated:
    """The rows of the series in which a rate is stated, to be asked which reach into some days."""

    def __init__(self, subject: Subject, rows: Sequence[Intake | Requirement]) -> None:
        name = subject.series.id if subject.series is not None else None
        self._rows = [row for row in rows if row.series == name]
        self._starts = np.array([row.start.toordinal() for row in self._rows])
        self._ends = np.array([row.end.toordinal() for row in self._rows])

    def within(self, first: float, stop: float) -> list[Intake | Requirement]:
        """Return the rows that share days with [first, stop)."""
        near = (self._starts < stop) & (self._ends >= first)
        return [self._rows[place] for place in np.flatnonzero(near).tolist()]


def _band(subject: Subject, rate: Band, tone: Tone, unit: str, stated: _Stated) -> Marks:
    """Return a rate over the parts as bands; neighbours that touch and say the same are one."""
    has = np.flatnonzero(rate.absent == Reason.PRESENT)
    first, last = _runs(has, (rate.low, rate.best, rate.high), subject.starts, subject.stops)
    if tone is Tone.INTAKE:
        name = subject.say(QT_TRANSLATE_NOOP("model", "intake"))
        form = QT_TRANSLATE_NOOP("model", "intake {value}")
        sourced = QT_TRANSLATE_NOOP("model", "intake {value} ({source})")
    else:
        name = subject.say(QT_TRANSLATE_NOOP("model", "said to be needed"))
        form = QT_TRANSLATE_NOOP("model", "said to be needed: {value}")
        sourced = QT_TRANSLATE_NOOP("model", "said to be needed: {value} ({source})")

    def lines(i: int) -> tuple[tuple[str, ...], ...]:
        k = int(first[i])
        about = bool(rate.approximate[k])
        value = subject.written(
            float(rate.low[k]), float(rate.best[k]), float(rate.high[k]), unit, about=about
        )
        own = stated.within(float(subject.starts[k]), float(subject.stops[int(last[i])]))
        ids = list(dict.fromkeys(row.per_month.source for row in own if row.per_month.source))
        names = [tidy(s.name or s.id) for s in subject.project.sources if s.id in ids]
        short = (subject.say(form, value=value), value)
        return (
            ((subject.say(sourced, value=value, source=names[0]), *short),) if len(names) == 1 else (short,)
        )

    return Marks(
        Shape.BAND,
        tone,
        name,
        "periods",
        subject.rows[first],
        subject.starts[first],
        subject.stops[last],
        rate.low[first],
        rate.best[first],
        rate.high[first],
        lines,
        lambda i: lines(i)[0][0],
    )


def _runs(
    has: np.ndarray, columns: Sequence[Floats], starts: Floats, stops: Floats
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last position of each run of `has` with touching days and equal columns."""
    if not len(has):
        return has, has
    a, b = has[:-1], has[1:]
    same = starts[b] == stops[a]
    for column in columns:
        same &= (column[a] == column[b]) | np.isclose(column[a], column[b], rtol=1e-9, atol=0.0)
    begins = np.flatnonzero(np.concatenate(([True], ~same)))
    ends = np.append(begins[1:], len(has)) - 1
    return has[begins], has[ends]
