"""Verdicts on claims as machines read them: `ClaimReview` of schema.org, as JSON-LD within a page.

A claim that cannot be checked was not reviewed and is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from model.checks.claims import ClaimResult, Verdict, claim_source
from model.checks.findings import row_name
from model.checks.verdict_words import VERDICT_NAMES
from model.columns import Context
from model.output.asked import Review
from model.output.checks import computed_text, stated_text, why_text
from model.output.grid import say
from model.text.links import web_address
from model.text.words import marked, words

_WORST, _BEST = 1, 5
_RATING: Mapping[Verdict, int] = {
    Verdict.FOLLOWS: _BEST,
    Verdict.POSSIBLE: _BEST,
    Verdict.CUT: _BEST,
    Verdict.NOT_REFUTED: 3,
    Verdict.INCONSISTENT: _WORST,
}


def claim_reviews(ctx: Context, review: Review) -> str:
    """Return the reviews as JSON that may stand within a page: no sign in it begins markup."""
    graph = [_reviewed(ctx, review, each) for each in ctx.checks.claims if each.judgement.verdict in _RATING]
    said = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=True, indent=1)
    return said.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _reviewed(ctx: Context, review: Review, checked: ClaimResult) -> dict[str, Any]:
    claim, judgement = checked.claim, checked.judgement
    found = {
        "@type": "ClaimReview",
        "claimReviewed": claim.quote or str(row_name(claim)),
        "author": {"@type": "Organization", "name": review.author},
        "reviewBody": _body(ctx, checked),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATING[judgement.verdict],
            "bestRating": _BEST,
            "worstRating": _WORST,
            "alternateName": say(ctx, VERDICT_NAMES[judgement.verdict].name),
        },
        "itemReviewed": {"@type": "Claim", **dict(_origin(ctx, checked))},
    }
    return {**found, "url": review.url} if web_address(review.url) is not None else found


def _body(ctx: Context, checked: ClaimResult) -> str:
    judgement, claim = checked.judgement, checked.claim
    why = why_text(ctx, judgement, claim)
    plain = marked("Stated {stated}, computed {computed}.")
    explained = marked("Stated {stated}, computed {computed}: {why}.")
    said = words(
        explained if why else plain,
        stated=stated_text(ctx, judgement, claim),
        computed=computed_text(ctx, judgement),
        why=why,
    )
    return ctx.formats.words(said)


def _origin(ctx: Context, checked: ClaimResult) -> Iterator[tuple[str, Any]]:
    """Yield who stated a claim, when and where, as far as the project says."""
    named = claim_source(checked.claim)
    source = next((each for each in ctx.project.sources if each.id == named), None)
    if source is None:
        return
    yield "author", {"@type": "Organization", "name": source.called}
    if source.published is not None:
        yield "datePublished", source.published.isoformat()
    if web_address(source.url) is not None:
        yield "appearance", {"@type": "CreativeWork", "url": source.url}
