"""Reads a sentence as the tests of reading do: published on one day, all of it or what is taken."""

from __future__ import annotations

from datetime import date

from model.reading.proposal import Proposal
from model.reading.report import read_report

PUBLISHED, LATER = date(2025, 3, 4), date(2025, 11, 20)
FEBRUARY = (date(2025, 2, 1), date(2025, 2, 28))


def read(text: str, language: str = "en", published: date | None = PUBLISHED) -> list[Proposal]:
    return list(read_report(text, published, language).proposals)


def taken(text: str, language: str = "en", published: date | None = PUBLISHED) -> list[Proposal]:
    return [proposal for proposal in read(text, language, published) if proposal.kind is not None]


def only(text: str, language: str = "en") -> Proposal:
    found = taken(text, language)
    assert len(found) == 1, [text[p.start : p.end] for p in found]
    return found[0]


def of(text: str, value: float) -> Proposal:
    """Return what is made of the one number of so much, published on `LATER`."""
    found = [p for p in read_report(text, LATER).proposals if value in {p.value, p.low, p.high}]
    assert len(found) == 1, found
    return found[0]
