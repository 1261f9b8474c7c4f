"""Ground taken, lost again and held: bars up and down, and what is held at the end of each period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from model.charts.captions import empty_chart, extremes, left_out, roles_left_out, sources_line, without
from model.charts.chart_context import Subject
from model.charts.data import Chart, LegendEntry, Marks, MarkShape, MarkTone, Panel
from model.charts.marks import part_marks
from model.charts.outliers import chosen_rule, said_beyond
from model.derive.measures import MEASURE
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import marked

_SHOWN = {
    "ground_taken": (MarkShape.BAR, MarkTone.GAINS),
    "ground_lost": (MarkShape.BAR, MarkTone.GROUND_LOST),
    "held": (MarkShape.STEP, MarkTone.HELD),
}
_AREAS = frozenset(AreaUnit)


def territory(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of what was taken and lost again in each period, and held at its end.

    What was lost stands below 0, on the scale of what was taken.
    """
    shown = ((each, _marks(subject, each, *how)) for each, how in _SHOWN.items())
    drawn = {each: marks for each, marks in shown if len(marks)}
    counted = roles_left_out(subject) + without(subject, *map(subject.measure, drawn))
    if not drawn:
        nothing = marked("Nothing to draw yet: no ground taken and lost again is told, and none held.")
        return empty_chart(subject, key, label, subject.say(nothing), counted)
    panels = [*_panels(subject, drawn)]
    ends = [
        (marks.best, marks, each, panel.axis)
        for keys, panel in panels
        for each, marks in zip(keys, panel.marks, strict=True)
    ]
    beyond = said_beyond(subject, ends)
    note = " ".join(part for part in (beyond, left_out(subject, counted)) if part)
    sources = sources_line(subject, tuple(drawn.values()), _held_by(subject))
    title, unit = subject.titled(label), subject.unit("km2")

    def described() -> str:
        form = marked("{title}. Bars and steps over time, {days}.")
        said = (extremes(subject, marks, each) for each, marks in drawn.items())
        parts = subject.say(form, title=title, days=subject.days()), *said, note, sources
        return " ".join(part for part in parts if part)

    return Chart(
        key,
        title,
        subject.say(marked("In each period and at its end, {unit}"), unit=unit),
        subject.days(),
        note,
        sources,
        described,
        tuple(panel for _, panel in panels),
        *subject.extent,
        tuple(
            LegendEntry(marks.shape, marks.tone, marks.name, hatched=each == "ground_lost")
            for each, marks in drawn.items()
        ),
        subject.calendar,
        binned=subject.binned,
        beyond=beyond,
    )


def _panels(subject: Subject, drawn: dict[str, Marks]) -> Iterator[tuple[list[str], Panel]]:
    """Yield the panels of what changed hands and of what is held, each with the measures of its marks."""
    unit = subject.unit("km2")
    if moved := [each for each in drawn if each != "held"]:
        marks = tuple(_below_0(drawn[each]) if each == "ground_lost" else drawn[each] for each in moved)
        title = subject.say(marked("Taken and lost, {unit}"), unit=unit)
        rule = chosen_rule(subject.settings, np.concatenate([some.best for some in marks]))
        yield moved, Panel((title, unit), lambda x: subject.tick(abs(x)), marks, MarkTone.GAINS, axis=rule)
    if (held := drawn.get("held")) is not None:
        rule = chosen_rule(subject.settings, held.best)
        yield ["held"], Panel((f"{held.name}, {unit}", unit), subject.tick, (held,), held.tone, axis=rule)


def _below_0(marks: Marks) -> Marks:
    return replace(marks, low=-marks.high, best=-marks.best, high=-marks.low)


def _held_by(subject: Subject) -> Counter[str]:
    """Return how often each source is named for ground held at the end of a period."""
    ends = {int(stop) - 1 for stop in subject.stops}
    return Counter(
        stone.figure.source
        for stone in subject.project.milestones
        if subject.series is not None and stone.series == subject.series.id
        if stone.figure.unit in _AREAS and stone.date.toordinal() in ends
    )


def _marks(subject: Subject, key: str, shape: MarkShape, tone: MarkTone) -> Marks:
    def value(row: int) -> str:
        return subject.formats.with_unit(subject.outcome(key, row), MEASURE[key].unit)

    def tip(i: int) -> str:
        told = subject.say(marked("{label}: {figure}"), label=marks.name, figure=value(int(marks.rows[i])))
        return f"{marks.tip(i)}\n{told}"

    marks = part_marks(subject, shape, tone, key, lambda row: ((value(row), subject.outcome(key, row)),))
    return replace(marks, tip=tip)
