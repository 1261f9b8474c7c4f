"""The tables of a report that say what came of checking: published totals, claims, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.amounts import amount_text, sentence
from model.checks.claims import Judgement, Verdict
from model.checks.findings import NAMED, Level, Rows, row_name
from model.checks.of_tables import distance
from model.columns import TABLE, Context
from model.days import span_words
from model.measures import MEASURE
from model.project import Series
from model.report.sheet import Sheet, plain, say
from model.words import QT_TRANSLATE_NOOP, words

VERDICTS: Mapping[Verdict, str] = {
    Verdict.CONSISTENT: QT_TRANSLATE_NOOP("model", "consistent"),
    Verdict.INCONSISTENT: QT_TRANSLATE_NOOP("model", "inconsistent"),
    Verdict.UNVERIFIABLE: QT_TRANSLATE_NOOP("model", "unverifiable"),
}
LEVELS: Mapping[Level, str] = {
    Level.ERROR: QT_TRANSLATE_NOOP("model", "error"),
    Level.WARNING: QT_TRANSLATE_NOOP("model", "warning"),
    Level.NOTE: QT_TRANSLATE_NOOP("model", "note"),
}

REPEATED = {"claim_inconsistent", "claim_unverifiable", "total_inconsistent", "total_unverifiable"}


def reconciled_sheets(ctx: Context, series: Series) -> Iterator[Sheet]:
    """Yield the published totals of a series beside the sums of their parts, where there are any."""
    periods = ctx.project.periods
    found = [result for result in ctx.checks.reconciled if periods[result.row].series == series.id]
    if not found:
        return
    heads = (
        QT_TRANSLATE_NOOP("model", "Published total"),
        QT_TRANSLATE_NOOP("model", "Measure"),
        QT_TRANSLATE_NOOP("model", "Published"),
        QT_TRANSLATE_NOOP("model", "Sum of parts"),
        QT_TRANSLATE_NOOP("model", "Verdict"),
        QT_TRANSLATE_NOOP("model", "Difference"),
    )
    rows = tuple(
        (
            TABLE["periods"].row_name(ctx, result.row),
            say(ctx, MEASURE[result.measure].label),
            stated_text(ctx, result.judgement),
            computed_text(ctx, result.judgement),
            say(ctx, VERDICTS[result.judgement.verdict]),
            difference_text(ctx, result.judgement),
        )
        for result in found
    )
    title = words(
        QT_TRANSLATE_NOOP("model", "{series}: published totals against their parts"), series=row_name(series)
    )
    numeric = (False, False, True, True, False, False)
    yield Sheet(ctx.formats.words(title), tuple(say(ctx, head) for head in heads), numeric, rows)


def claim_sheets(ctx: Context) -> Iterator[Sheet]:
    """Yield the claims with their verdicts, where there are any."""
    if not ctx.checks.claims:
        return
    heads = (
        QT_TRANSLATE_NOOP("model", "Claim"),
        QT_TRANSLATE_NOOP("model", "Verdict"),
        QT_TRANSLATE_NOOP("model", "Stated"),
        QT_TRANSLATE_NOOP("model", "Computed"),
        QT_TRANSLATE_NOOP("model", "Difference"),
        QT_TRANSLATE_NOOP("model", "Measure"),
        QT_TRANSLATE_NOOP("model", "Days"),
        QT_TRANSLATE_NOOP("model", "Source"),
    )
    names = {source.id: source.name or source.id for source in ctx.project.sources}
    rows = []
    for result in ctx.checks.claims:
        claim, judgement = result.claim, result.judgement
        source = claim.source or claim.stated.source
        rows.append(
            (
                str(row_name(claim)),
                say(ctx, VERDICTS[judgement.verdict]),
                stated_text(ctx, judgement),
                computed_text(ctx, judgement),
                difference_text(ctx, judgement),
                say(ctx, MEASURE[claim.measure].label),
                ctx.formats.words(span_words(claim.start, claim.end)),
                names.get(source, source),
            )
        )
    numeric = (False, False, True, True, False, False, False, False)
    title = say(ctx, QT_TRANSLATE_NOOP("model", "Claims"))
    yield Sheet(title, tuple(say(ctx, head) for head in heads), numeric, tuple(rows))


def finding_sheets(ctx: Context) -> Iterator[Sheet]:
    """Yield the findings, where there are any."""
    heads = (
        QT_TRANSLATE_NOOP("model", "Level"),
        QT_TRANSLATE_NOOP("model", "Finding"),
        QT_TRANSLATE_NOOP("model", "Rows"),
    )
    rows = tuple(
        (say(ctx, LEVELS[finding.level]), sentence(ctx.formats, finding.words), rows_text(finding.rows))
        for finding in ctx.checks.findings
    )
    if rows:
        title = say(ctx, QT_TRANSLATE_NOOP("model", "Findings"))
        yield Sheet(title, tuple(say(ctx, head) for head in heads), (False,) * len(heads), rows)


def check_lines(ctx: Context) -> Iterator[str]:
    """Yield a line for each claim, each published total and each finding: verdict or level, place, sentence.

    A finding that only repeats the verdict on a claim or a total has been said by then.
    """
    for claim in ctx.checks.claims:
        name = f"{row_name(claim.claim)} ({say(ctx, MEASURE[claim.claim.measure].label)})"
        yield _line(
            claim.judgement.verdict, f"claims[{claim.row}]", _verdict_text(ctx, name, claim.judgement)
        )
    for total in ctx.checks.reconciled:
        name = f"{TABLE['periods'].row_name(ctx, total.row)} ({say(ctx, MEASURE[total.measure].label)})"
        yield _line(
            total.judgement.verdict, f"periods[{total.row}]", _verdict_text(ctx, name, total.judgement)
        )
    for finding in ctx.checks.findings:
        if finding.code not in REPEATED:
            yield _line(
                finding.level,
                rows_text(finding.rows),
                f"{sentence(ctx.formats, finding.words)} [{finding.code}]",
            )


def _line(word: str, place: str, text: str) -> str:
    return f"{word:<13} {place}: {plain(text)}"


def _verdict_text(ctx: Context, name: str, judgement: Judgement) -> str:
    if judgement.verdict is Verdict.UNVERIFIABLE:
        template = QT_TRANSLATE_NOOP("model", "{name}: stated {stated}; {computed}")
    elif judgement.verdict is Verdict.CONSISTENT:
        template = QT_TRANSLATE_NOOP("model", "{name}: stated {stated}, computed {computed}")
    else:
        template = QT_TRANSLATE_NOOP("model", "{name}: stated {stated}, computed {computed}: {difference}")
    return ctx.formats.words(
        words(
            template,
            name=name,
            stated=stated_text(ctx, judgement),
            computed=computed_text(ctx, judgement),
            difference=difference_text(ctx, judgement),
        )
    )


def stated_text(ctx: Context, judgement: Judgement) -> str:
    """Return what is stated as shown, with its unit."""
    return amount_text(ctx.formats, judgement.figure, judgement.unit)


def computed_text(ctx: Context, judgement: Judgement) -> str:
    """Return what is computed as shown in the unit of the statement, or the reason why it is not."""
    return amount_text(ctx.formats, judgement.computed, judgement.unit)


def difference_text(ctx: Context, judgement: Judgement) -> str:
    """Return how far the computed value lies from what is stated, where the two disagree."""
    return sentence(ctx.formats, distance(judgement)) if judgement.verdict is Verdict.INCONSISTENT else ""


def rows_text(rows: Rows) -> str:
    """Return the first rows of a finding and how many more there are: `periods[0], periods[2]`."""
    names = ", ".join(str(row) for row in rows[:NAMED])
    return names if len(rows) <= NAMED else f"{names} +{len(rows) - NAMED}"
