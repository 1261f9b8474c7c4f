"""The cost of ground: losses per area gained as steps with their range, and published claims as points."""

from __future__ import annotations

from collections import Counter

import numpy as np

from model.charts.captions import (
    Counted,
    empty_chart,
    extremes,
    left_out,
    roles_left_out,
    sources_line,
    without,
)
from model.charts.chart_context import Subject, tidy
from model.charts.data import Chart, LegendEntry, Marks, MarkShape, MarkTone, Panel
from model.charts.marks import part_marks
from model.charts.outliers import chosen_rule, said_beyond
from model.checks.claims import ClaimResult, Verdict, claim_source
from model.text.days import span_words
from model.text.figures import Quantity
from model.text.units import convert, in_area_unit
from model.text.words import marked

_DOUBTED = (Verdict.INCONSISTENT, Verdict.NOT_REFUTED)
_KEY, _UNIT = "losses_per_gain", "people/km2"


def cost(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of losses ÷ gains, period by period; a claim stands over the days it speaks of."""
    unit = subject.unit(_UNIT)

    def lines(row: int) -> tuple[tuple[str, ...], ...]:
        value = subject.outcome(_KEY, row)
        return ((f"{value} {unit}", value),)

    steps = part_marks(subject, MarkShape.STEP, MarkTone.COST, _KEY, lines)
    claims, outside = _claims(subject)
    counted = roles_left_out(subject) + without(subject, subject.measure(_KEY)) + [outside]
    if not len(steps):
        why = subject.say(marked("Nothing to draw yet: no period has both losses and ground gained."))
        return empty_chart(subject, key, label, why, counted)

    legend = [LegendEntry(MarkShape.STEP, MarkTone.COST, subject.say(marked("computed, low to high")))]
    if claims is not None and claims.doubt is not None:
        if not claims.doubt.all():
            legend.append(LegendEntry(MarkShape.POINT, MarkTone.CLAIM, subject.say(marked("published"))))
        if claims.doubt.any():
            text = subject.say(marked("published, not borne out"))
            legend.append(LegendEntry(MarkShape.POINT, MarkTone.DOUBT, text))
    axis = chosen_rule(subject.settings, steps.best, np.empty(0) if claims is None else claims.best)
    beyond = said_beyond(subject, [(steps.best, steps, _KEY, axis)])
    title = subject.titled(label)
    note = " ".join(part for part in (beyond, left_out(subject, counted)) if part)
    shown = claims.rows.tolist() if claims is not None else []
    stated = Counter(claim_source(subject.project.claims[row]) for row in shown)
    sources = sources_line(subject, (steps,), stated)

    def described() -> str:
        parts = [
            subject.say(
                marked("{title}. Steps over time, {days}."),
                title=title,
                days=subject.days(),
            ),
            extremes(subject, steps, _KEY),
        ]
        if claims is not None:
            parts += [
                subject.say(marked("Published: {claim}."), claim=claims.lines(i)[0][0])
                for i in range(min(len(claims), 5))
            ]
        return " ".join(part for part in (*parts, note, sources) if part)

    return Chart(
        key,
        title,
        subject.say(marked("Losses {unit} gained"), unit=unit),
        subject.days(),
        note,
        sources,
        described,
        (
            Panel(
                (subject.say(marked("Losses {unit}"), unit=unit), unit),
                subject.tick,
                (steps,) if claims is None else (steps, claims),
                MarkTone.COST,
                axis=axis,
            ),
        ),
        *subject.extent,
        tuple(legend),
        subject.calendar,
        binned=subject.binned,
        beyond=beyond,
    )


def _claims(subject: Subject) -> tuple[Marks | None, Counted]:
    """Return the claims on the cost of ground that speak of days on the chart, and how many do not."""
    # a change or a factor of the cost is no cost
    found = [one for one in subject.claims(_KEY) if one.claim.against is None]
    forms = marked("{count} claim on other days|{count} claims on other days")
    if not found or not len(subject.rows):
        return None, (len(found), forms)
    first, stop = subject.extent
    shown = [
        c
        for c in found
        if c.claim.start <= c.claim.end
        and c.claim.start.toordinal() < stop
        and c.claim.end.toordinal() >= first
    ]
    shown.sort(key=lambda c: (c.claim.start, c.row))
    if not shown:
        return None, (len(found), forms)
    target = in_area_unit(_UNIT, subject.formats.area_unit)
    bounds = np.asarray(
        [
            [
                convert(x, c.judgement.unit, target)
                for x in (c.judgement.stated.low, c.judgement.stated.best, c.judgement.stated.high)
            ]
            for c in shown
        ]
    )
    marks = Marks(
        MarkShape.POINT,
        MarkTone.CLAIM,
        subject.say(marked("published")),
        "claims",
        np.asarray([c.row for c in shown], dtype=np.int64),
        np.asarray([max(float(c.claim.start.toordinal()), first) for c in shown]),
        np.asarray([min(float(c.claim.end.toordinal()) + 1.0, stop) for c in shown]),
        bounds[:, 0],
        bounds[:, 1],
        bounds[:, 2],
        lambda i: (_words_of(subject, shown[i]),),
        lambda i: _tip(subject, shown[i]),
        doubt=np.asarray([c.judgement.verdict in _DOUBTED for c in shown]),
    )
    return marks, (len(found) - len(shown), forms)


def _stated(subject: Subject, result: ClaimResult) -> str:
    return subject.formats.figure(result.judgement.figure, Quantity.stated(_UNIT, negative=False))


def _words_of(subject: Subject, result: ClaimResult) -> tuple[str, ...]:
    text = _stated(subject, result)
    source = subject.project.source(result.claim.source)
    if source is None:
        return (text,)
    named = subject.say(marked("{figure} ({source})"), figure=text, source=tidy(source.called))
    return named, text


def _tip(subject: Subject, result: ClaimResult) -> str:
    claim = result.claim
    lines = [subject.formats.words(span_words(claim.start, claim.end)), _words_of(subject, result)[0]]
    if claim.quote:
        lines.append(subject.say(marked("“{quote}”"), quote=" ".join(claim.quote.split())))
    computed = subject.formats.full(result.judgement.computed, result.judgement.unit)
    lines.append(subject.say(marked("computed: {value}"), value=subject.formats.words(computed)))
    return "\n".join(lines)
