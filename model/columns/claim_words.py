"""A claim in words: its title, what it states and how that was read, what came of it."""

from __future__ import annotations

from model.checks.claims import Judgement
from model.checks.verdict_words import computed_amount, measure_words, why_words
from model.columns.blank import UNSTATED
from model.columns.cell import Context
from model.columns.figure import source_tag
from model.columns.trends import trend_of
from model.derive.measures import CLAIMED, MEASURES, claimed_unit
from model.project import Claim
from model.text.amounts import amount_text
from model.text.days import span_words
from model.text.figures import Quantity
from model.text.words import quoted, words

NEVER_NEGATIVE = tuple(measure.key for measure in MEASURES if measure.positive)
"""The measures of which a claim may state nothing below 0; the schema says so too."""


def judgement_of(ctx: Context, row: int) -> Judgement:
    """Return what came of a claim."""
    return ctx.checks.claims[row].judgement


def verdict_line(ctx: Context, judged: Judgement, claim: Claim) -> str:
    """Return what came of a claim, in a line: `computed 53.4 per km²`, with how far off it is."""
    if judged.reason is not None:
        return ctx.formats.words(judged.reason)
    computed, why = words("{value}", value=computed_amount(judged)), why_words(judged, claim.trend)
    if condition := CLAIMED[claim.measure].condition:
        condition_said = words(condition, span=span_words(claim.start, claim.end))
        computed = words("{value}, {condition}", value=computed, condition=condition_said)
    if why is None:
        return ctx.formats.words(words("computed {computed}", computed=computed))
    return ctx.formats.words(words("computed {computed}: {why}", computed=computed, why=why))


def claim_line(ctx: Context, row: int) -> str:
    """Return who made a claim and what came of it: `ISW · computed 53.4 per km²`."""
    claim = ctx.project.claims[row]
    line = verdict_line(ctx, judgement_of(ctx, row), claim)
    return f"{source_tag(claim.source)} · {line}" if claim.source else line


def claim_title(ctx: Context, row: int) -> str:
    """Return the words of a claim, else the measure and what is stated of it."""
    claim = ctx.project.claims[row]
    if claim.quote:
        return ctx.formats.words(quoted([" ".join(claim.quote.split())]))
    about = measure_words(ctx.project, claim, judgement_of(ctx, row))
    return f"{ctx.formats.words(about)}: {stated_text(ctx, claim)}"


def stated_text(ctx: Context, claim: Claim) -> str:
    """Return what a claim states, with its unit."""
    trend = trend_of(claim)
    if trend is not None:
        return ctx.formats.words(trend)
    if claim.stated is None:
        raise ValueError("a claim states a figure or a trend")
    return amount_text(ctx.formats, claim.stated, claim.stated.unit or claimed_unit(claim))


def stated_quantity(claim: Claim) -> Quantity:
    """Return what a claim may state: a figure of its measure, or how that compares with other days."""
    measure = claim.measure or "losses"
    if claim.against is None:
        return Quantity.stated(CLAIMED[measure].unit, negative=measure not in NEVER_NEGATIVE)
    unit = claim.stated.unit if claim.stated is not None else ""
    return Quantity.stated(unit if unit in ("share", "points") else claimed_unit(claim))


def stated_as_read(ctx: Context, claim: Claim) -> str:
    """Return how what a claim states was understood: `read as about 53 per km²`."""
    trend = trend_of(claim)
    if trend is not None:
        return ctx.formats.words(words("read as {text}", text=trend))
    if claim.stated is None or claim.stated is UNSTATED:
        return ""
    return ctx.formats.as_read(claim.stated, stated_quantity(claim))
