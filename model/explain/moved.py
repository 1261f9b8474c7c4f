"""Which results move when another figure is used, in words: `November 2024: Losses/km² 54.5 → 60.1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from model.checks.claims import ClaimResult, judge_claims
from model.checks.verdict_words import VERDICT_NAMES
from model.columns import TABLE, Context
from model.columns.claim_words import claim_title
from model.derive.measures import MEASURE
from model.derive.results import derive
from model.explain.alternatives import Move, moves, switched
from model.explain.trace import Place
from model.text.outcomes import Absent, Outcome
from model.text.words import marked, words

MOST = 6


class Moved(Struct, frozen=True):
    """What moves: the results that the tables show at first, a line each, then how many others do."""

    lines: tuple[str, ...]
    more: int

    @property
    def nothing(self) -> bool:
        """Whether no result is another."""
        return not self.lines and not self.more


def moved_by(ctx: Context, place: Place, number: int, *, every: bool = False) -> Moved:
    """Return what moves when alternative `number` of a figure is used in its stead.

    With `every`, results in hidden columns have lines too, and so has each claim with another verdict.
    """
    after = derive(switched(ctx.project, *place, number), ctx.results)
    columns = TABLE["periods"].columns
    shown = {column.key for column in columns if column.key in MEASURE and (every or column.shown(ctx))}
    found = moves(ctx.results, after, shown)
    lines = []
    for move in found.first:
        before, now = (_written(ctx, move, outcome) for outcome in (move.before, move.after))
        if before != now:
            lines.append(_line(ctx, move, before, now))
    more = found.count - len(lines)
    judged = judge_claims(after)
    held = [_agreeing(claims) for claims in (ctx.checks.claims, judged)]
    if held[0] != held[1]:
        said = marked("Claims that follow {before} → {after}")
        lines.append(ctx.formats.words(words(said, before=held[0], after=held[1])))
    if every:
        lines.extend(_turned(ctx, judged))
    return Moved(tuple(lines), more)


def _turned(ctx: Context, judged: Sequence[ClaimResult]) -> Iterator[str]:
    """Name each claim with another verdict than before."""
    said = marked("{claim}: {before} → {after}")
    for before, now in zip(ctx.checks.claims, judged, strict=True):
        verdicts = [
            ctx.formats.words(words(VERDICT_NAMES[each.judgement.verdict].signed)) for each in (before, now)
        ]
        if verdicts[0] != verdicts[1]:
            claim = claim_title(ctx, before.row)
            yield ctx.formats.words(words(said, claim=claim, before=verdicts[0], after=verdicts[1]))


def _agreeing(claims: Sequence[ClaimResult]) -> int:
    return sum(claim.judgement.verdict.holds for claim in claims)


def _written(ctx: Context, move: Move, outcome: Outcome) -> str:
    if move.measure == "vs_baseline":
        return ctx.formats.change(outcome)
    text = ctx.formats.outcome(outcome, MEASURE[move.measure].unit)
    return f"{text} ({ctx.formats.words(outcome.reason)})" if isinstance(outcome, Absent) else text


def _line(ctx: Context, move: Move, before: str, after: str) -> str:
    if move.row is not None:
        where = TABLE["periods"].row_name(ctx, move.row)
    elif len(ctx.project.series) > 1:
        where = ctx.project.the_series(move.series).called
    else:
        where = ctx.formats.words(words("Total"))
    measure = TABLE["periods"].column(move.measure).label(ctx)
    said = marked("{where}: {measure} {before} → {after}")
    return ctx.formats.words(words(said, where=where, measure=measure, before=before, after=after))
