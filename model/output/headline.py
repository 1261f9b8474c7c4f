"""What the window says in large type: five results, of a series or of the rows that are selected.

Here and not in the window, because it chooses measures and writes numbers; the window only shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from model.checks.claims import Verdict
from model.checks.findings import ON_VERDICTS, Level
from model.columns import Context
from model.derive.measures import MEASURES
from model.derive.results import SeriesResults
from model.explain.rests_on import Resting
from model.text.days import span_words
from model.text.formats import counted
from model.text.outcomes import Absent, Outcome
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import Words, marked, words

Outcomes = Mapping[str, Outcome]

NO_PERIODS = marked("No periods yet.")


class Card(Struct, frozen=True):
    """One result: what it is, the result, and a line on it: where `absent`, the reason in full.

    `lacks` says that there is none for want of rows that a person may add; `remark` what it leaves out.
    """

    key: str
    heading: str
    value: str
    note: str
    absent: bool = False
    tip: str = ""
    lacks: bool = False
    remark: str = ""


class Verdicts(Struct, frozen=True):
    """How the published claims and totals came out, and how much else was noticed at each level.

    `holding` are those with a tick: that follow, are possible, or were cut and not rounded.
    """

    holding: int
    not_refuted: int
    inconsistent: int
    unverifiable: int
    errors: int
    warnings: int
    notes: int


def cards(ctx: Context, series: str, rows: Sequence[int] = (), *, filtered: bool = False) -> tuple[Card, ...]:
    """Return the cards of a series, or of `rows` of the periods where there are several of them.

    Where those are all rows of the series, as when a column is selected, the cards are those of the series:
    it counts no day twice, while published totals share the days of their parts.

    `filtered` says that a filter hides rows of the table; in the results of a series they count all the same.
    In order: losses, gains, losses_per_gain, shortfall. `series` may be empty where a project has none.
    """
    about: Words | None
    if len(rows) > 1 and _all_of(ctx, series, rows):
        rows = ()
    if len(rows) > 1:
        outcomes = ctx.results.over(rows)
        about = words("{count} selected row|{count} selected rows", count=counted(len(rows)))
    elif all(period.series != series for period in ctx.project.periods):
        return _begin(ctx)
    else:
        computed = ctx.results.series[series]
        about = _span_of(computed)
        if filtered and about is not None:
            about = words("{span}, hidden rows too", span=about)
        outcomes = _nothing(computed.total.reason) if isinstance(computed.total, Absent) else computed.total
    made = (
        _losses(ctx, outcomes, about),
        _gains(ctx, outcomes),
        _cost(ctx, outcomes, _compared(ctx, series, rows)),
        _shortfall(ctx, outcomes),
    )
    resting = Resting(ctx.results)
    return tuple(replace(card, tip=_resting(ctx, card, resting, series, rows)) for card in made)


def _all_of(ctx: Context, series: str, rows: Sequence[int]) -> bool:
    """Whether these rows are those of a series, all of them and no other."""
    places = [each.id for each in ctx.project.series]
    of_series = np.flatnonzero(ctx.results.inputs.series == places.index(series)) if series in places else ()
    return np.array_equal(of_series, rows)


def _begin(ctx: Context) -> tuple[Card, ...]:
    """Return the cards of a series without periods: the first says how to begin, the others only wait."""
    outcomes, said = _nothing(words(NO_PERIODS)), ctx.formats.words(words(NO_PERIODS))
    first = _losses(ctx, outcomes, None)
    nothing = words("")
    others = (_gains(ctx, outcomes), _cost(ctx, outcomes, nothing), _shortfall(ctx, outcomes))
    waiting = (replace(card, note="", tip=said) for card in others)
    return tuple(replace(card, lacks=True) for card in (first, *waiting))


def _resting(ctx: Context, card: Card, resting: Resting, series: str, rows: Sequence[int]) -> str:
    """Say where a result rests on parties to the conflict alone."""
    if card.absent or series not in ctx.results.series:
        return ""
    chosen = rows if len(rows) > 1 else ctx.results.series[series].parts
    if not resting.over(chosen, card.key):
        return ""
    said = words("Rests on parties to the conflict alone.")
    return ctx.formats.words(said)


def verdicts(ctx: Context) -> Verdicts:
    """Count the verdicts on claims and on published totals, and the open findings of each level."""
    given = [claim.judgement.verdict for claim in ctx.checks.claims]
    given += [reconciled.judgement.verdict for reconciled in ctx.checks.reconciled]
    levels = [
        finding.level
        for finding in ctx.checks.findings
        if finding.code not in ON_VERDICTS and finding.acknowledged is None
    ]
    return Verdicts(
        holding=sum(verdict.holds for verdict in given),
        not_refuted=given.count(Verdict.NOT_REFUTED),
        inconsistent=given.count(Verdict.INCONSISTENT),
        unverifiable=given.count(Verdict.UNVERIFIABLE),
        errors=levels.count(Level.ERROR),
        warnings=levels.count(Level.WARNING),
        notes=levels.count(Level.NOTE),
    )


def _nothing(reason: Words) -> Outcomes:
    return {measure.key: Absent(reason) for measure in MEASURES}


def _span_of(computed: SeriesResults) -> Words | None:
    return None if computed.span is None else span_words(computed.span.start, computed.span.end)


def _losses(ctx: Context, outcomes: Outcomes, about: Words | None) -> Card:
    heading = words("Losses")
    if about is not None:
        heading = words("Losses · {span}", span=about)
    days = outcomes["days"]
    note = words(
        "{rate} a day over {count} day|{rate} a day over {count} days",
        rate=ctx.formats.outcome(outcomes["losses_per_day"], "people/day"),
        count=counted(0 if isinstance(days, Absent) else int(days.best)),  # absent, so are the losses
    )
    return _card(ctx, "losses", heading, outcomes["losses"], "people", note)


def _gains(ctx: Context, outcomes: Outcomes) -> Card:
    other = AreaUnit.MI2 if ctx.formats.area_unit is AreaUnit.KM2 else AreaUnit.KM2
    elsewhere = replace(ctx.formats, area_unit=other)
    note = words(
        "{rate} · {other}",
        rate=ctx.formats.with_unit(ctx.formats.outcome(outcomes["gains_per_day"], "km2/day"), "km2/day"),
        other=elsewhere.with_unit(elsewhere.outcome(outcomes["gains"], "km2"), "km2"),
    )
    heading = words("Ground gained")
    return _card(ctx, "gains", heading, outcomes["gains"], "km2", note, with_unit=True)


def _cost(ctx: Context, outcomes: Outcomes, note: Words) -> Card:
    heading = words("Losses {unit}", unit=ctx.formats.unit("people/km2"))
    return _card(ctx, "losses_per_gain", heading, outcomes["losses_per_gain"], "people/km2", note)


def _shortfall(ctx: Context, outcomes: Outcomes) -> Card:
    note = words(
        "intake replaces {share} of losses", share=ctx.formats.outcome(outcomes["replaced"], "share")
    )
    card = _card(ctx, "shortfall", words("Gross shortfall"), outcomes["shortfall"], "people", note)
    remark = ctx.formats.words(words("Wounded who return are not counted."))
    lacks = card.absent and not isinstance(outcomes["losses"], Absent)
    return replace(card, lacks=lacks, remark=remark)


def _compared(ctx: Context, series: str, rows: Sequence[int]) -> Words:
    """Say how the cost of the selected rows, else of the latest part, compares with that of the baseline."""
    baseline = ctx.project.view.baseline
    if baseline is None:
        return words("no baseline chosen")
    then = ctx.results.within(baseline.series, baseline.start, baseline.end)["losses_per_gain"]
    if len(rows) > 1:
        outcomes = ctx.results.over(rows)
        now, change = outcomes["losses_per_gain"], outcomes["vs_baseline"]
    else:
        computed = ctx.results.series.get(series)
        if computed is None or not len(computed.parts):
            return words("nothing to compare with the baseline")
        latest = int(computed.parts[-1])
        now, change = (
            ctx.results.outcome("losses_per_gain", latest),
            ctx.results.outcome("vs_baseline", latest),
        )
    if isinstance(change, Absent):
        return change.reason
    return words(
        "{then} → {now}  {change} on the baseline",
        then=ctx.formats.outcome(then, "people/km2"),
        now=ctx.formats.outcome(now, "people/km2"),
        change=ctx.formats.change(change),
    )


def _card(
    ctx: Context,
    key: str,
    heading: Words,
    outcome: Outcome,
    unit: str,
    note: Words,
    *,
    with_unit: bool = False,
) -> Card:
    if isinstance(outcome, Absent):
        return Card(key, ctx.formats.words(heading), "—", ctx.formats.words(outcome.reason), absent=True)
    value = ctx.formats.outcome(outcome, unit)
    if with_unit:
        value = ctx.formats.with_unit(value, unit)
    return Card(key, ctx.formats.words(heading), value, ctx.formats.words(note))
