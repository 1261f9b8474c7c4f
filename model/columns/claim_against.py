"""Whose figures a claim is held to, and the days with which it compares: as cells show and read them."""

from __future__ import annotations

import re
from typing import Any

from model.checks.claims import OF_CAMPAIGN
from model.checks.judging import Judgement
from model.checks.verdict_words import VERDICT_NAMES, compared_words, computed_amount, why_words
from model.columns.blank import UNSTATED
from model.columns.cell import CellKind, Column, Context
from model.derive.measures import CLAIMED
from model.project import COMPARED_IN, RECORDS, Claim, ComparedBy, OtherDays, WhoseFigures
from model.text.days import Span, Step
from model.text.errors import Refused, Unreadable
from model.text.figures import is_blank
from model.text.read_days import read_span
from model.text.records import replace
from model.text.units import SCALES, Unit, of_difference, same_kind
from model.text.words import marked, words

BASIS_NAMES = {
    WhoseFigures.IN_USE: marked("figures in use"),
    WhoseFigures.OWN: marked("its source's own"),
}
_KINDS = {
    ComparedBy.CHANGE: marked("change"),
    ComparedBy.FACTOR: marked("factor"),
    ComparedBy.SHARE: marked("share"),
    ComparedBy.HIGHEST: marked("highest"),
    ComparedBy.LOWEST: marked("lowest"),
}
_TYPED = re.compile(
    r"(?P<kind>[^\s;]+)"
    r"(?:\s+(?:(?:from|of|to|against|in|проти|до|у|в|(?P<since>since|від|з|із))\s+)?(?P<days>[^;]+?))?"
    r"\s*(?:;\s*(?P<series>.*?)\s*)?"
)
STEPS = {
    Step.DAY: marked("by a day"),
    Step.WEEK: marked("by a week"),
    Step.MONTH: marked("by a month"),
    Step.QUARTER: marked("by a quarter"),
    Step.YEAR: marked("by a year"),
}
NO_OTHER_DAYS = marked("A trend and a claim about a campaign are compared with no other days.")
MOST_BESIDE, MOST_PERIODS = 200, 1_000
"""Claims and periods up to which it is asked after every edit whether other figures change a verdict."""


def units_compared(claim: Claim) -> tuple[Unit, ...]:
    """Return the units in which a claim may state its figure, with or without other days."""
    own = CLAIMED[claim.measure].unit
    if claim.against is None:
        return (*same_kind(own), *SCALES.get(own, ()))
    if claim.against.kind is ComparedBy.CHANGE:
        return (*same_kind(of_difference(own)), "points" if own == "share" else "share")
    return (COMPARED_IN[claim.against.kind],)


class AgainstColumn(Column, frozen=True, kw_only=True):
    """The other days with which a claim compares its own, and how: `change from 1 Sep – 31 Oct 2024`."""

    sample: str = "change from 1 Sep – 31 Oct"

    def text(self, ctx: Context, row: int) -> str:
        claim: Claim = self.row(ctx, row)
        other = claim.against
        return "" if other is None else ctx.formats.words(compared_words(ctx.project, other))

    def typed(self, ctx: Context, row: int) -> str:
        claim: Claim = self.row(ctx, row)
        other = claim.against
        if other is None:
            return ""
        text = f"{ctx.formats.words(words(_KINDS[other.kind]))} {other.start}..{other.end}"
        named = ctx.project.series_of(other.series)
        return f"{text}; {named.called if named else other.series}" if other.series else text

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        new = None if is_blank(text) else _read(ctx, row, text)
        if new == row.against:
            return row
        if new is not None and (row.trend is not None or row.measure in OF_CAMPAIGN):
            raise Refused(words(NO_OTHER_DAYS))
        step = row.step if new is not None and new.kind in RECORDS else Step.MONTH
        claim = replace(row, against=new, step=step)
        stated = row.stated
        if (
            stated is not None
            and stated is not UNSTATED
            and stated.unit
            and stated.unit not in units_compared(claim)
        ):
            raise Refused(
                words("What is stated is in a unit that it cannot have then; type the figure anew first.")
            )
        return claim


def kind_names(ctx: Context) -> tuple[str, ...]:
    """Return the words for the ways in which a claim compares, as they are typed before the other days."""
    return tuple(ctx.formats.words(words(name)) for name in _KINDS.values())


def _read(ctx: Context, row: Claim, text: str) -> OtherDays:
    found = _TYPED.fullmatch(" ".join(text.split()))
    kinds = {ctx.formats.words(words(name)).casefold(): kind for kind, name in _KINDS.items()}
    kinds |= {str(kind): kind for kind in ComparedBy}
    kind = kinds.get(found["kind"].casefold()) if found else None
    span = read_span(found["days"]) if found and found["days"] else None
    if kind in RECORDS and found is not None:
        span = _days_of_record(ctx, row, span, since=bool(found["since"]), given=bool(found["days"]))
    if found is None or kind is None or span is None:
        raise Unreadable(
            words(
                "“{text}” is not read; write change, factor, share, highest or lowest, and days: "
                "change Oct 2024",
                text=text.strip(),
            )
        )
    named = (found["series"] or "").casefold()
    series = next(
        (one.id for one in ctx.project.series if named in (one.id.casefold(), one.name.casefold())), ""
    )
    if named and not series:
        raise Unreadable(words("There is no series “{name}”.", name=found["series"]))
    return OtherDays(span.start, span.end, kind, series)


def _days_of_record(ctx: Context, row: Claim, span: Span | None, *, since: bool, given: bool) -> Span | None:
    """Return the days of `highest since Apr 2024`, to the end of the claim; of `highest` alone all so far."""
    if given:
        return span if span is None or not since else Span(span.start, max(row.end, span.start))
    found = ctx.results.series.get(row.series)
    known = None if found is None else found.span
    return Span(row.start if known is None else min(known.start, row.start), row.end)


class OtherBasisColumn(Column, frozen=True, kw_only=True):
    """What comes of a claim from the other figures, its source's own or those in use, where that differs."""

    kind: CellKind = CellKind.COMPUTED
    sample: str = "own figures: ✓ follows"

    def text(self, ctx: Context, row: int) -> str:
        judged = ctx.checks.on_other_basis(row)
        return "" if judged is None else other_basis_text(ctx, self.row(ctx, row), judged)

    def tip(self, ctx: Context, row: int) -> str:
        judged = ctx.checks.on_other_basis(row)
        why = None if judged is None else why_words(judged)
        return self.text(ctx, row) if why is None else ctx.formats.words(why)


def other_basis_text(ctx: Context, claim: Claim, judged: Judgement) -> str:
    """Return what a claim comes to from the other figures: `own figures: ✓ follows, 53.4 per km²`."""
    own = claim.basis is WhoseFigures.IN_USE
    said = (
        marked("own figures: {verdict}, {computed}")
        if own
        else marked("figures in use: {verdict}, {computed}")
    )
    verdict = words(VERDICT_NAMES[judged.verdict].signed)
    return ctx.formats.words(words(said, verdict=verdict, computed=computed_amount(judged)))


def any_compares(ctx: Context) -> bool:
    """Whether some claim compares its days with others."""
    return any(claim.against is not None for claim in ctx.project.claims)


def any_moved(ctx: Context) -> bool:
    """Whether the days of some record are moved by another step than a month."""
    return any(claim.trend is None and claim.step is not Step.MONTH for claim in ctx.project.claims)


def any_own(ctx: Context) -> bool:
    """Whether some claim is held to its source's own figures."""
    return any(claim.basis is WhoseFigures.OWN for claim in ctx.project.claims)


def any_differs(ctx: Context) -> bool:
    """Whether some claim comes to another verdict from the other figures; of very many it is not asked."""
    count = len(ctx.project.claims)
    if count > MOST_BESIDE or len(ctx.project.periods) > MOST_PERIODS:
        return False
    return any(ctx.checks.on_other_basis(row) is not None for row in range(count))
