"""A new claim as it would be of what is typed: what is read, and at once what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from model.checks.claims import Verdict, judge_claim
from model.checks.verdict_words import VERDICT_NAMES, measure_words
from model.columns import TABLE, Context
from model.columns.claim_words import stated_as_read, verdict_line
from model.edits.begin import begin_row
from model.edits.edit import Edit, Missing, missing_words
from model.text.days import span_words
from model.text.words import words


class NewClaim(Struct, frozen=True):
    """The edit that adds the claim, None while it lacks something; what is read of it; what comes of it.

    `about` is its measure and days, `reading` how its figure was read; both are empty while it lacks
    something, and `come_to` says then what. `verdict` is None so long.
    """

    begun: Edit | None
    about: str
    reading: str
    come_to: str
    verdict: Verdict | None


def new_claim(ctx: Context, typed: Mapping[str, str]) -> NewClaim:
    """Read the texts typed into the cells of a new claim. Raises `Unreadable` or `Refused`."""
    begun, say = begin_row(ctx, TABLE["claims"], typed), ctx.formats.words
    if isinstance(begun, Missing):
        return NewClaim(None, "", "", say(missing_words(ctx, begun)), None)
    claim = begun.project.claims[-1]
    judged = judge_claim(ctx.results, claim)
    about = words(
        "{measure}, {days}",
        measure=measure_words(begun.project, claim, judged),
        days=span_words(claim.start, claim.end),
    )
    sign, why = words(VERDICT_NAMES[judged.verdict].signed), verdict_line(ctx, judged, claim)
    come_to = say(words("{verdict}: {why}", verdict=sign, why=why))
    return NewClaim(begun, say(about), stated_as_read(ctx, claim), come_to, judged.verdict)
