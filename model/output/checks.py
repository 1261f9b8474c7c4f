"""The tables of a report that say what came of checking: published totals, claims, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.checks.claims import Judgement, Verdict, claim_source
from model.checks.findings import NAMED, ON_VERDICTS, Concerned, Level, RowRef, row_name
from model.checks.verdict_words import VERDICT_NAMES, computed_amount, measure_words, why_words
from model.columns import TABLE, Context
from model.columns.trends import trend_of
from model.derive.measures import MEASURE
from model.output.grid import CellGrid, grid_of, on_one_line, say
from model.project import Claim, Series
from model.text.amounts import amount_text
from model.text.days import span_words
from model.text.safe_text import isolated
from model.text.words import marked, words

LEVELS: Mapping[Level, str] = {
    Level.ERROR: marked("error"),
    Level.WARNING: marked("warning"),
    Level.NOTE: marked("note"),
}


def reconciled_grids(ctx: Context, series: Series) -> Iterator[CellGrid]:
    """Yield the published totals of a series beside the sums of their parts, where there are any."""
    periods = ctx.project.periods
    found = [result for result in ctx.checks.reconciled if periods[result.row].series == series.id]
    if not found:
        return
    heads = (
        marked("Published total"),
        marked("Measure"),
        marked("Published"),
        marked("Sum of parts"),
        marked("Verdict"),
        marked("Difference"),
    )
    rows = tuple(
        (
            TABLE["periods"].row_name(ctx, result.row),
            say(ctx, MEASURE[result.measure].label),
            stated_text(ctx, result.judgement),
            computed_text(ctx, result.judgement),
            say(ctx, VERDICT_NAMES[result.judgement.verdict].signed),
            difference_text(ctx, result.judgement),
        )
        for result in found
    )
    title = words("{series}: published totals against their parts", series=row_name(series))
    numeric = (False, False, True, True, False, False)
    yield grid_of(ctx.formats.words(title), [say(ctx, head) for head in heads], rows, numeric=numeric)


def claim_grids(ctx: Context) -> Iterator[CellGrid]:
    """Yield the claims with their verdicts, where there are any."""
    if not ctx.checks.claims:
        return
    heads = (
        marked("Claim"),
        marked("Verdict"),
        marked("Stated"),
        marked("Computed"),
        marked("Difference"),
        marked("Measure"),
        marked("Days"),
        marked("Source"),
    )
    names = {source.id: source.called for source in ctx.project.sources}
    rows = []
    for result in ctx.checks.claims:
        claim, judgement = result.claim, result.judgement
        source = claim_source(claim)
        rows.append(
            (
                str(row_name(claim)),
                say(ctx, VERDICT_NAMES[judgement.verdict].signed),
                stated_text(ctx, judgement, claim),
                computed_text(ctx, judgement),
                difference_text(ctx, judgement, claim),
                ctx.formats.words(measure_words(ctx.project, claim, judgement)),
                ctx.formats.words(span_words(claim.start, claim.end)),
                names.get(source, source),
            )
        )
    numeric = (False, False, True, True, False, False, False, False)
    title = say(ctx, marked("Claims"))
    yield grid_of(title, [say(ctx, head) for head in heads], rows, numeric=numeric)


def finding_grids(ctx: Context) -> Iterator[CellGrid]:
    """Yield the findings, where there are any."""
    heads = (
        marked("Level"),
        marked("Finding"),
        marked("Acknowledged"),
    )
    shown = len(heads) if any(found.acknowledged is not None for found in ctx.checks.findings) else -1
    rows = tuple(
        (
            say(ctx, LEVELS[finding.level]),
            ctx.formats.words(finding.words),
            acknowledged_text(ctx, finding.acknowledged),
        )[:shown]
        for finding in ctx.checks.findings
    )
    if rows:
        title = say(ctx, marked("Findings"))
        yield grid_of(title, [say(ctx, head) for head in heads[:shown]], rows)


def check_lines(ctx: Context) -> Iterator[str]:
    """Yield a line for each claim, each published total and each finding: verdict or level, place, sentence.

    A finding that only repeats the verdict on a claim or a total has been said by then.
    """
    seen = {
        (*finding.rows, finding.about): finding.acknowledged
        for finding in ctx.checks.findings
        if finding.code in ON_VERDICTS
    }
    for claim in ctx.checks.claims:
        about = ctx.formats.words(measure_words(ctx.project, claim.claim, claim.judgement))
        name = f"{isolated(str(row_name(claim.claim)))} ({about})"
        said = _verdict_text(ctx, name, claim.judgement, claim.claim)
        place = RowRef("claims", claim.row)
        yield _line(claim.judgement.verdict, str(place), said + _seen(ctx, seen.get((place, ""))))
    for total in ctx.checks.reconciled:
        period = isolated(TABLE["periods"].row_name(ctx, total.row))
        name = f"{period} ({say(ctx, MEASURE[total.measure].label)})"
        said = _verdict_text(ctx, name, total.judgement)
        place = RowRef("periods", total.row)
        yield _line(total.judgement.verdict, str(place), said + _seen(ctx, seen.get((place, total.measure))))
    for finding in ctx.checks.findings:
        if finding.code not in ON_VERDICTS:
            said = f"{ctx.formats.words(finding.words)} [{finding.code}]"
            yield _line(finding.level, rows_text(finding.rows), said + _seen(ctx, finding.acknowledged))


def _line(word: str, place: str, text: str) -> str:
    return f"{word:<13} {place}: {on_one_line(text)}"


def _seen(ctx: Context, reason: str | None) -> str:
    return "" if reason is None else f" [{acknowledged_text(ctx, reason)}]"


def acknowledged_text(ctx: Context, reason: str | None) -> str:
    """Return that a finding is acknowledged, and why; nothing where it is not."""
    if not reason:
        return "" if reason is None else say(ctx, marked("acknowledged"))
    why = marked("acknowledged: {reason}")
    return ctx.formats.words(words(why, reason=" ".join(reason.split())))


def _verdict_text(ctx: Context, name: str, judgement: Judgement, claim: Claim | None = None) -> str:
    why = why_text(ctx, judgement, claim)
    if judgement.verdict is Verdict.UNVERIFIABLE:
        template = marked("{name}: stated {stated}; {computed}")
    elif not why:
        template = marked("{name}: stated {stated}, computed {computed}")
    else:
        template = marked("{name}: stated {stated}, computed {computed}: {why}")
    return ctx.formats.words(
        words(
            template,
            name=name,
            stated=stated_text(ctx, judgement, claim),
            computed=computed_text(ctx, judgement),
            why=why,
        )
    )


def stated_text(ctx: Context, judgement: Judgement, claim: Claim | None = None) -> str:
    """Return what is stated as shown, with its unit, or the trend that a claim states."""
    trend = None if claim is None else trend_of(claim)
    if trend is not None:
        return ctx.formats.words(trend)
    return amount_text(ctx.formats, judgement.figure, judgement.unit)


def computed_text(ctx: Context, judgement: Judgement) -> str:
    """Return what is computed as shown in the unit of the statement, or the reason why it is not."""
    return ctx.formats.words(computed_amount(judgement))


def difference_text(ctx: Context, judgement: Judgement, claim: Claim | None = None) -> str:
    """Return how far the computed value lies from what is stated, where the two disagree."""
    return why_text(ctx, judgement, claim) if judgement.verdict is Verdict.INCONSISTENT else ""


def why_text(ctx: Context, judgement: Judgement, claim: Claim | None = None) -> str:
    """Return what is to be known of a verdict beside the numbers; nothing where nothing is."""
    if judgement.verdict is Verdict.UNVERIFIABLE:
        return ""
    why = why_words(judgement, None if claim is None else claim.trend)
    return "" if why is None else ctx.formats.words(why)


def rows_text(rows: Concerned) -> str:
    """Return the first rows of a finding and how many more there are: `periods[0], periods[2]`."""
    names = ", ".join(str(row) for row in rows[:NAMED])
    return names if len(rows) <= NAMED else f"{names} +{len(rows) - NAMED}"
