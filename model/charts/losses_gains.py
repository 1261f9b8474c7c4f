"""Losses against gains: losses upward and gains downward, two panels that share the time axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from model.charts.captions import empty_chart, extremes, left_out, roles_left_out, sources_line, without
from model.charts.chart_context import Subject
from model.charts.data import Chart, LegendEntry, Marks, MarkShape, MarkTone, Panel
from model.charts.marks import milestone_marks, part_marks
from model.charts.means import legend_of, mean_marks
from model.charts.outliers import axis_rule, chosen_rule, said_beyond
from model.charts.paragraph import totals
from model.derive.bands import Floats, Reason
from model.text.words import marked


def losses_gains(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of losses and gains a day (or a month): the areas of the bars are the totals."""
    monthly = subject.monthly
    suffix = "per_month" if monthly else "per_day"
    losses_key, gains_key = f"losses_{suffix}", f"gains_{suffix}"
    losses_form = marked("{value} losses a month") if monthly else marked("{value} losses a day")
    gains_unit = "km2/month" if monthly else "km2/day"

    def losses_lines(row: int) -> tuple[tuple[str, ...], ...]:
        value = subject.outcome(losses_key, row)
        lines: tuple[tuple[str, ...], ...] = ((subject.say(losses_form, value=value), value),)
        cost = subject.results.columns["losses_per_gain"].cell(row)
        if cost.absent == Reason.PRESENT:
            price = subject.formats.with_unit(subject.outcome("losses_per_gain", row), "people/km2")
            lines = (*lines, (price,))
        return lines

    def gains_lines(row: int) -> tuple[tuple[str, ...], ...]:
        value = subject.outcome(gains_key, row)
        return ((subject.formats.with_unit(value, gains_unit), value),)

    losses = part_marks(subject, MarkShape.BAR, MarkTone.LOSSES, losses_key, losses_lines)
    gains = part_marks(subject, MarkShape.BAR, MarkTone.GAINS, gains_key, gains_lines)
    means = [mean_marks(subject, each) for each in ("losses", "gains")]
    lines = [() if mean is None else (mean,) for mean in means]
    milestones, outside = milestone_marks(subject)
    counted = roles_left_out(subject) + without(subject, subject.measure("losses"), subject.measure("gains"))
    counted.append(
        (
            outside,
            marked("{count} milestone outside these days|{count} milestones outside these days"),
        )
    )
    if not len(losses) and not len(gains):
        why = subject.say(marked("Nothing to draw yet: no period has losses or gains."))
        return empty_chart(subject, key, label, why, counted)

    title = subject.titled(label)
    area = subject.unit(gains_unit)
    subtitle = (
        marked("Losses a month upward, ground gained ({unit}) downward")
        if monthly
        else marked("Losses a day upward, ground gained ({unit}) downward")
    )
    shown = milestones.rows.tolist() if milestones is not None else []
    stones = Counter(subject.project.milestones[row].figure.source for row in shown)
    sources = sources_line(subject, (losses, gains), stones)
    axes = [
        (losses.best, losses, losses_key, chosen_rule(subject.settings, losses.best, *_best(lines[0]))),
        (gains.best, gains, gains_key, axis_rule(gains.best, *_best(lines[1]))),
    ]
    beyond = said_beyond(subject, axes)
    note = " ".join(part for part in (beyond, left_out(subject, counted)) if part)

    def described() -> str:
        parts = (
            subject.say(
                marked("{title}. Bars over time, {days}: losses upward, ground gained downward."),
                title=title,
                days=subject.days(),
            ),
            extremes(subject, losses, losses_key),
            extremes(subject, gains, gains_key),
            *totals(subject),
            note,
            sources,
        )
        return " ".join(part for part in parts if part)

    upper = (
        (marked("Losses a month"), marked("a month"))
        if monthly
        else (marked("Losses a day"), marked("a day"))
    )
    gained = subject.say(marked("Gained, {unit}"), unit=area)
    return Chart(
        key,
        title,
        subject.say(subtitle, unit=area),
        subject.days(),
        note,
        sources,
        described,
        (
            Panel(
                tuple(subject.say(form) for form in upper),
                subject.tick,
                (losses, *lines[0]),
                MarkTone.LOSSES,
                1.5,
                axis=axes[0][-1],
            ),
            Panel(
                (gained, area, subject.unit("km2")),
                subject.tick,
                (gains, *lines[1]),
                MarkTone.GAINS,
                1.0,
                downward=True,
                axis=axes[1][-1],
            ),
        ),
        *subject.extent,
        (*_legend(subject, losses, gains, milestones), *([legend_of(subject)] if any(lines) else [])),
        subject.calendar,
        milestones=milestones,
        binned=subject.binned,
        color=subject.color,
        beyond=beyond,
    )


def _best(lines: Sequence[Marks]) -> list[Floats]:
    return [marks.best for marks in lines]


def _legend(
    subject: Subject, losses: Marks, gains: Marks, milestones: Marks | None
) -> tuple[LegendEntry, ...]:
    legend = []
    if len(losses):
        legend.append(LegendEntry(MarkShape.BAR, MarkTone.LOSSES, subject.say(marked("losses"))))
    if (gains.best >= 0).any():
        legend.append(LegendEntry(MarkShape.BAR, MarkTone.GAINS, subject.say(marked("ground gained"))))
    if (gains.best < 0).any():
        text = subject.say(marked("ground lost"))
        legend.append(LegendEntry(MarkShape.BAR, MarkTone.GROUND_LOST, text, hatched=True))
    if any((some.low < some.high).any() for some in (losses, gains)):
        legend.append(LegendEntry(None, MarkTone.RANGE, subject.say(marked("low to high"))))
    if milestones is not None:
        legend.append(LegendEntry(None, MarkTone.MILESTONE, milestones.name))
    return tuple(legend)
