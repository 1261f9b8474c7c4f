"""Recruitment against losses: losses as bars, intake and requirement as bands, the shortfall in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np

from model.charts.captions import empty_chart, extremes, left_out, roles_left_out, sources_line, without
from model.charts.chart_context import Parts, Subject, tidy
from model.charts.data import Chart, LegendEntry, Marks, MarkShape, MarkTone, Panel
from model.charts.marks import part_marks
from model.charts.outliers import chosen_rule, said_beyond
from model.charts.paragraph import recruited, turned
from model.derive.bands import Band, BandRow, Reason, ratio
from model.derive.identity_cache import kept
from model.project import Intake, Requirement
from model.text.words import marked


def recruitment(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of losses a month (or a day) against intake and requirement over the same days."""
    monthly = subject.monthly
    suffix, unit = ("per_month", "people/month") if monthly else ("per_day", "people/day")
    losses_key = f"losses_{suffix}"
    time = subject.measure("months" if monthly else "days")
    intake, needed = (_rate(subject.measure(key), time) for key in ("intake", "requirement"))
    losses_form = marked("{value} losses a month") if monthly else marked("{value} losses a day")

    def lines(row: int) -> tuple[tuple[str, ...], ...]:
        value = subject.outcome(losses_key, row)
        written: tuple[tuple[str, ...], ...] = ((subject.say(losses_form, value=value), value),)
        if len(subject.rows) > _NAMED:
            return written
        place = int(np.flatnonzero(subject.rows == row)[0])
        short = shortfall().cell(place)
        return written if short.absent else (*written, _shortfall(subject, short, unit))

    @cache
    def shortfall() -> Band:
        return ratio(subject.measure("shortfall"), time, Reason.BACKWARDS)

    losses = part_marks(subject, MarkShape.BAR, MarkTone.LOSSES, losses_key, lines, met=intake.low)
    name = subject.series.id if subject.series is not None else ""
    requirements = _stated(subject.project.requirements, name)
    recruits = _stated(subject.project.intake, name)
    bands = [
        some
        for some in (
            _band(subject, needed, MarkTone.REQUIREMENT, unit, requirements),
            _band(subject, intake, MarkTone.INTAKE, unit, recruits),
        )
        if len(some)
    ]
    counted = roles_left_out(subject) + without(subject, subject.measure("losses"), intake)
    if not len(losses) and not bands:
        why = subject.say(marked("Nothing to draw yet: no period has losses, and no recruitment is known."))
        return empty_chart(subject, key, label, why, counted)

    others = np.concatenate([band.best for band in bands]) if bands else np.empty(0)
    axis = chosen_rule(subject.settings, losses.best, others)
    beyond = said_beyond(subject, [(losses.best, losses, losses_key, axis)])
    title = subject.titled(label)
    note = " ".join(part for part in (beyond, left_out(subject, counted)) if part)
    first, stop = subject.extent
    stated = _named(recruits, subject.parts) + _named(requirements, subject.parts)
    sources = sources_line(subject, (losses,), stated)

    def described() -> str:
        parts = [
            subject.say(
                marked("{title}. Bars of losses over time, {days}, with bands for recruitment."),
                title=title,
                days=subject.days(),
            ),
            extremes(subject, losses, losses_key),
            *recruited(subject),
        ]
        for band in bands:
            ends = dict.fromkeys((int(band.best.argmin()), int(band.best.argmax())))
            texts = [band.lines(i)[0][0] for i in ends]
            parts += [f"{text[:1].upper()}{text[1:]}." for text in texts]
        return " ".join(part for part in (*parts, note, sources) if part)

    subtitle = (
        marked("People a month: lost, recruited, and said to be needed")
        if monthly
        else marked("People a day: lost, recruited, and said to be needed")
    )
    titles = (
        (marked("People a month"), marked("a month"))
        if monthly
        else (marked("People a day"), marked("a day"))
    )
    return Chart(
        key,
        title,
        subject.say(subtitle),
        subject.days(),
        note,
        sources,
        described,
        (
            Panel(
                tuple(subject.say(form) for form in titles),
                subject.tick,
                (losses, *bands),
                MarkTone.LOSSES,
                axis=axis,
            ),
        ),
        first,
        stop,
        _legend(subject, losses, bands),
        subject.calendar,
        binned=subject.binned,
        color=subject.color,
        beyond=beyond,
    )


_NAMED = 2_000  # beyond, no bar is wide enough for a second line anyway


def _shortfall(subject: Subject, short: BandRow, unit: str) -> tuple[str, ...]:
    if short.best < 0 and short.high <= 0:
        value = subject.formats.outcome(turned(short.value()), unit)
        return subject.say(marked("surplus {value}"), value=value), value
    value = subject.formats.outcome(short.value(), unit)
    return subject.say(marked("gross shortfall {value}"), value=value), value


def _legend(subject: Subject, losses: Marks, bands: Sequence[Marks]) -> tuple[LegendEntry, ...]:
    legend = []
    replaced = losses.met is not None and bool((losses.met > 0).any())
    if len(losses):
        text = subject.say(marked("losses not replaced") if replaced else marked("losses"))
        legend.append(LegendEntry(MarkShape.BAR, MarkTone.LOSSES, text))
    if replaced:
        text = subject.say(marked("losses replaced"))
        legend.append(LegendEntry(MarkShape.BAR, MarkTone.REPLACED, text, hatched=True))
    for band in bands:
        taken = band.tone is MarkTone.INTAKE
        ranged = taken and bool((band.low < band.high).any())
        text = subject.say(marked("intake, uncertain within its range")) if ranged else band.name
        legend.append(LegendEntry(MarkShape.BAND, band.tone, text, hatched=taken))
    if (losses.low < losses.high).any():
        legend.append(LegendEntry(None, MarkTone.RANGE, subject.say(marked("low to high"))))
    return tuple(legend)


class _Stated:
    """The rows of the series in which a rate is stated, to be asked which reach into some days."""

    def __init__(self, rows: Sequence[Intake | Requirement], series: str) -> None:
        self._rows = [row for row in rows if row.series == series]
        self._starts = np.array([row.start.toordinal() for row in self._rows])
        self._ends = np.array([row.end.toordinal() for row in self._rows])

    def within(self, first: float, stop: float) -> list[Intake | Requirement]:
        """Return the rows that share days with [first, stop)."""
        near = (self._starts < stop) & (self._ends >= first)
        return [self._rows[place] for place in np.flatnonzero(near).tolist()]


@kept(4)
def _stated(rows: Sequence[Intake | Requirement], series: str) -> _Stated:
    return _Stated(rows, series)


@kept(4)
def _named(stated: _Stated, parts: Parts) -> Counter[str]:
    """Return how often each source is named for the days of the parts."""
    return Counter(row.per_month.source for row in stated.within(parts.first, parts.stop))


@kept(4)
def _rate(amount: Band, time: Band) -> Band:
    """Return what an amount is a month, or a day."""
    return ratio(amount, time, Reason.BACKWARDS)


def _band(subject: Subject, rate: Band, tone: MarkTone, unit: str, stated: _Stated) -> Marks:
    """Return a rate over the parts as bands; neighbours that touch and say the same are one."""
    first, last = _runs(rate, subject.parts)
    if tone is MarkTone.INTAKE:
        name = subject.say(marked("intake"))
        form = marked("intake {value}")
        sourced = marked("intake {value} ({source})")
    else:
        name = subject.say(marked("said to be needed"))
        form = marked("said to be needed: {value}")
        sourced = marked("said to be needed: {value} ({source})")

    def lines(i: int) -> tuple[tuple[str, ...], ...]:
        k = int(first[i])
        value = subject.formats.outcome(rate.cell(k).value(), unit)
        own = stated.within(float(subject.starts[k]), float(subject.stops[int(last[i])]))
        ids = list(dict.fromkeys(row.per_month.source for row in own if row.per_month.source))
        names = [tidy(s.called) for s in subject.project.sources if s.id in ids]
        short = (subject.say(form, value=value), value)
        return (
            ((subject.say(sourced, value=value, source=names[0]), *short),) if len(names) == 1 else (short,)
        )

    return Marks(
        MarkShape.BAND,
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


@kept(4)
def _runs(rate: Band, parts: Parts) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last position of each run of parts with touching days and an equal rate."""
    has = np.flatnonzero(rate.absent == Reason.PRESENT)
    if not len(has):
        return has, has
    a, b = has[:-1], has[1:]
    same = parts.starts[b] == parts.stops[a]
    for column in (rate.low, rate.best, rate.high):
        same &= (column[a] == column[b]) | np.isclose(column[a], column[b], rtol=1e-9, atol=0.0)
    begins = np.flatnonzero(np.concatenate(([True], ~same)))
    ends = np.append(begins[1:], len(has)) - 1
    return has[begins], has[ends]
