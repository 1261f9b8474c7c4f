"""A report of chosen parts and series, and verdicts on claims as schema.org has them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from model.columns import Context
from model.files import sample
from model.output.asked import Asked, Review
from model.output.documents import report_bytes
from model.project import Claim, ComparedBy, OtherDays, Period, Project, Series
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace

LD = re.compile(r'<script type="application/ld\+json">\n(.*?)\n</script>', re.DOTALL)

# What Google and schema.org ask of a ClaimReview: the type of each member, and those that must be there.
MEMBERS: Mapping[str, tuple[Mapping[str, type], set[str]]] = {
    "ClaimReview": (
        {"claimReviewed": str, "author": dict, "url": str, "reviewBody": str, "reviewRating": dict}
        | {"itemReviewed": dict},
        {"claimReviewed", "reviewRating", "itemReviewed", "author"},
    ),
    "Rating": (
        {"ratingValue": int, "bestRating": int, "worstRating": int, "alternateName": str},
        {"ratingValue", "bestRating", "worstRating", "alternateName"},
    ),
    "Claim": ({"author": dict, "datePublished": str, "appearance": dict}, set()),
    "Organization": ({"name": str}, {"name"}),
    "CreativeWork": ({"url": str}, {"url"}),
}


def context(project: Project) -> Context:
    return Context.of(project, Formats())


def valid(node: dict[str, object]) -> None:
    """Hold a node of JSON-LD, and those within it, to what schema.org says of its type."""
    members, needed = MEMBERS[str(node["@type"])]
    given = {key: value for key, value in node.items() if key != "@type"}
    assert needed <= given.keys() <= members.keys()
    for key, value in given.items():
        assert isinstance(value, members[key])
        assert value != ""
        if isinstance(value, dict):
            valid(value)


def page(project: Project, asked: Asked) -> str:
    return report_bytes(context(project), "html", asked=asked).decode()


def test_claims_that_were_checked_are_reviewed_for_machines() -> None:
    project = sample("autumn-2024")
    found = LD.findall(page(project, Asked(review=Review("The Desk", "https://example.org/check"))))
    assert len(found) == 1
    read = json.loads(found[0])
    assert read["@context"] == "https://schema.org"
    for node in read["@graph"]:
        valid(node)
    said = {node["claimReviewed"]: node for node in read["@graph"]}
    wrong = said["between 50,000 and 52,000 soldiers monthly"]
    ratings = [node["reviewRating"] for node in said.values()]
    assert {(rating["worstRating"], rating["bestRating"]) for rating in ratings} == {(1, 5)}
    assert {rating["ratingValue"] for rating in ratings if rating["alternateName"] == "follows"} == {5}
    assert wrong["reviewRating"]["ratingValue"] == 1
    assert wrong["reviewRating"]["alternateName"] == "inconsistent"
    assert wrong["itemReviewed"]["author"] == {"@type": "Organization", "name": "Col. Petro Chernyk"}
    assert wrong["url"] == "https://example.org/check"
    assert "computed 45,690" in wrong["reviewBody"]
    judged = [each.judgement.verdict for each in context(project).checks.claims]
    assert len(read["@graph"]) == sum(verdict != "unverifiable" for verdict in judged)


def test_nothing_is_said_to_machines_unless_asked_and_no_words_of_a_project_end_it() -> None:
    project = sample("autumn-2024")
    assert not LD.findall(page(project, Asked()))
    attack = "</script><script>alert(1)</script>&amp;"
    claims = (replace(project.claims[0], quote=attack), *project.claims[1:])
    written = page(replace(project, claims=claims), Asked(review=Review(attack)))
    assert written.count("</script>") == 1
    read = json.loads(LD.findall(written)[0])
    assert read["@graph"][0]["claimReviewed"] == attack
    assert "url" not in read["@graph"][0]


def test_a_report_holds_the_parts_that_are_asked_for_in_their_order() -> None:
    written = page(sample("autumn-2024"), Asked(parts=frozenset({"sources", "summary", "claims"})))
    assert re.findall("<h2>(.*?)</h2>", written) == ["Summary", "Claims", "Sources"]


def test_a_report_of_one_series_has_nothing_of_the_others() -> None:
    project = sample("autumn-2024")
    day = project.periods[0].start
    other = Period("ua", "their month", day, day, Figure(777.0), None)
    compared = Claim(
        "ru", day, day, "losses", Figure(1.0), against=OtherDays(day, day, ComparedBy.CHANGE, "ua")
    )
    both = replace(
        project,
        series=(*project.series, Series("ua", "The others")),
        periods=(*project.periods, other),
        claims=(*project.claims, compared),
    )
    alone = Asked(series=frozenset({"ru"}))
    assert report_bytes(context(both), "text", asked=alone) == report_bytes(context(project), "text")
    assert b"their month" in report_bytes(context(both), "text")
