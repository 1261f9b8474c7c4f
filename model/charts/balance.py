"""The balance: how many more people were lost than recruited since the first day, with its range."""

from __future__ import annotations

from collections import Counter

from model.charts.captions import empty_chart, extremes, left_out, roles_left_out, sources_line, without
from model.charts.chart_context import Subject
from model.charts.data import Chart, LegendEntry, MarkShape, MarkTone, Panel
from model.charts.marks import part_marks
from model.charts.outliers import given_rule, said_beyond
from model.text.words import marked

_KEY = "cumulative_shortfall"
_LEGEND = marked("gross shortfall (wounded who return not counted), low to high")


def balance(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of the running sum of losses − intake; a step is the sum at the end of its period."""

    def lines(row: int) -> tuple[tuple[str, ...], ...]:
        return ((subject.outcome(_KEY, row),),)

    steps = part_marks(subject, MarkShape.STEP, MarkTone.BALANCE, _KEY, lines)
    counted = roles_left_out(subject) + without(subject, subject.measure(_KEY))
    if not len(steps):
        why = subject.say(
            marked("Nothing to draw yet: the gross shortfall needs losses and an intake for all days.")
        )
        return empty_chart(subject, key, label, why, counted)
    axis = given_rule(subject.settings, steps.best)
    beyond = said_beyond(subject, [(steps.best, steps, _KEY, axis)])
    title = subject.titled(label)
    note = " ".join(part for part in (beyond, left_out(subject, counted)) if part)
    intake = Counter(
        row.per_month.source
        for row in subject.project.intake
        if subject.series and row.series == subject.series.id
    )
    sources = sources_line(subject, (steps,), intake)
    last = int(steps.rows[-1])

    def described() -> str:
        parts = (
            subject.say(
                marked("{title}. Steps over time, {days}; at the end {value}."),
                title=title,
                days=subject.days(),
                value=subject.outcome(_KEY, last),
            ),
            extremes(subject, steps, _KEY),
            note,
            sources,
        )
        return " ".join(part for part in parts if part)

    return Chart(
        key,
        title,
        subject.say(marked("Losses less intake, added up at the end of each period, people")),
        subject.days(),
        note,
        sources,
        described,
        (
            Panel(
                (subject.say(marked("People short")),),
                subject.tick,
                (steps,),
                MarkTone.BALANCE,
                axis=axis,
            ),
        ),
        *subject.extent,
        (
            LegendEntry(
                MarkShape.STEP,
                MarkTone.BALANCE,
                subject.say(_LEGEND),
            ),
        ),
        subject.calendar,
        binned=subject.binned,
        beyond=beyond,
    )
