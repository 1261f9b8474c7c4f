"""What is shown of a claim: what is stated, of which days; what is computed for it; what comes of that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from model.checks.claims import OF_CAMPAIGN, Judgement, Verdict
from model.checks.verdict_words import VERDICT_NAMES, measure_words, why_words
from model.columns.claim_against import other_basis_text
from model.columns.claim_words import judgement_of, stated_quantity
from model.columns.common import SERIES_OF_ROW
from model.columns.trends import trend_of
from model.derive.measures import CLAIMED, MEASURE, formula_of, leaves_of
from model.derive.ranges import errors_over, errors_words
from model.derive.references import DIVISORS
from model.derive.stocks import taken_on
from model.explain.data import Entry, Fact, Looked, Tone
from model.explain.of_figure import of_source, reading
from model.explain.of_result import rests_on, with_unit
from model.explain.rests_on import Resting
from model.project import RECORDS, Claim
from model.text.amounts import amount_text
from model.text.days import span_words
from model.text.outcomes import Absent, Value
from model.text.words import Words, marked, words


def items(looked: Looked) -> Iterator[Entry | Fact]:
    """Go through what is shown of a claim, whichever of its cells is looked at."""
    claim: Claim = looked.row
    yield looked.entry("quote", marked("Quote"), lines=3)
    yield looked.entry("source", marked("Source"), begins=True)
    yield from of_source(looked, claim.source)
    if len(looked.ctx.project.series) > 1:
        yield looked.entry("series", SERIES_OF_ROW.head)
    if claim.trend is None:
        yield looked.entry("start", marked("First day"))
    else:
        first = looked.text(marked("First day"))
        yield Fact(first, looked.ctx.formats.date(claim.start))
    yield looked.entry("end", marked("Last day"))
    yield looked.entry("measure", marked("Measure"))
    if claim.reference or (claim.measure in MEASURE and leaves_of(claim.measure) & frozenset(DIVISORS)):
        yield looked.entry("reference", marked("Divided by"))
    if claim.trend is None and claim.measure not in OF_CAMPAIGN:
        yield looked.entry("against", marked("Compared with"))
    if claim.against is not None and claim.against.kind in RECORDS:
        yield looked.entry("step", marked("Moved"))
    yield looked.entry("stated", marked("Stated"))
    yield from _as_read(looked, claim)
    judged = judgement_of(looked.ctx, looked.place.row)
    yield from _computed(looked, claim, judged)
    yield from _verdict(looked, claim, judged)
    yield looked.entry("basis", marked("Figures of"))
    other = looked.ctx.checks.on_other_basis(looked.place.row)
    if other is not None:
        yield Fact(looked.text(marked("From other figures")), other_basis_text(looked.ctx, claim, other))
    if claim.trend is None:
        yield looked.entry("precision", marked("Precision"))
        yield looked.entry("stated.scope", marked("Scope"))
        yield looked.entry("stated.as_of", marked("As of"))
    yield looked.entry("note", marked("Note"), lines=2)


def _as_read(looked: Looked, claim: Claim) -> Iterator[Fact]:
    if claim.stated is not None and claim.trend is None:
        yield from reading(looked, claim.stated, stated_quantity(claim))
    else:
        yield Fact(looked.text(marked("Read as")), looked.say(trend_of(claim)))


def _computed(looked: Looked, claim: Claim, judged: Judgement) -> Iterator[Fact]:
    formats, computed = looked.ctx.formats, judged.computed
    if isinstance(computed, Absent):
        said = looked.say(computed.reason)
        yield Fact(looked.text(marked("No value")), said, Tone.DOUBTFUL)
        return
    head = looked.text(marked("Computed"))
    yield Fact(head, looked.say(formats.full(computed, judged.unit)))
    for step in judged.steps:
        span = looked.say(span_words(step.span.start, step.span.end))
        yield Fact(span, amount_text(formats, step.value, step.unit))
    measure = CLAIMED[claim.measure]
    formula = looked.say(formula_of(measure))
    yield Fact(looked.text(marked("Formula")), formula)
    if measure.went_on:
        named = looked.say(measure_words(looked.ctx.project, claim, judged))
        yield Fact(looked.text(marked("What it is")), named)
        days = looked.ctx.results.of_reference(claim.reference).within(claim.series, claim.start, claim.end)
        if isinstance(until := days["days_to"], Value) and measure.unit != "people":
            yield Fact(looked.text(marked("That would be")), looked.say(taken_on(claim.end, until)))
    if claim.trend is None and claim.against is None and measure.worked:
        yield Fact(looked.text(marked("In numbers")), looked.say(_worked(looked, claim)))
    if claim.measure in OF_CAMPAIGN:
        return
    results = looked.ctx.results.of_reference(claim.reference)
    rows = results.rows_within(claim.series, claim.start, claim.end)
    if not isinstance(rows, Words):
        resting = Resting(results)
        if errors := errors_over(results, claim.measure, rows.tolist()):
            yield Fact(looked.text(marked("Errors")), looked.say(errors_words(errors, measure.unit)))
        figures = resting.figures_behind(claim.measure, rows.tolist())
        yield from rests_on(looked, resting, figures, alone=resting.over(rows, claim.measure))


def _worked(looked: Looked, claim: Claim) -> Words:
    """Return the formula of the measure with the numbers of the claim's days put in."""
    results = looked.ctx.results.of_reference(claim.reference)
    within = results.within(claim.series, claim.start, claim.end)
    return results.explain_of(claim.measure, within.__getitem__, partial(with_unit, looked))


def _verdict(looked: Looked, claim: Claim, judged: Judgement) -> Iterator[Fact]:
    sign = looked.text(VERDICT_NAMES[judged.verdict].signed)
    head = looked.text(marked("Verdict"))
    why = None if judged.verdict is Verdict.UNVERIFIABLE else why_words(judged, claim.trend)
    doubtful = judged.verdict in (Verdict.INCONSISTENT, Verdict.NOT_REFUTED)
    told = sign if why is None else looked.say(words("{verdict}: {why}", verdict=sign, why=why))
    yield Fact(head, told, *((Tone.DOUBTFUL,) if doubtful else ()))
    if judged.note is not None:
        yield Fact(looked.text(marked("Computed from")), looked.say(judged.note))
    if judged.difference is not None and claim.trend is None:
        columns = looked.table.column("difference"), looked.table.column("percent")
        shown = (column.text(looked.ctx, looked.place.row) for column in columns)
        both = marked("{difference} ({share})")
        difference, share = shown
        said = words(both, difference=difference, share=share)
        yield Fact(looked.text(marked("Difference")), looked.say(said))
