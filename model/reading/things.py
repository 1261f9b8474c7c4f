"""Items, money and an advance in a sentence that is typed as a claim: `3,689 tanks`, `12 km in May`.

In a report such numbers are no figures of a project; who claims one of them says that it is (measures.md §8).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from model.reading.advance import length_at
from model.reading.cues import LOST, Cues
from model.reading.days_said import find_days
from model.reading.patterns import any_case, bounded
from model.reading.proposal import NoFigure, Proposal
from model.reading.records import own_days
from model.reading.vocabulary import Cue, Vocabulary
from model.text.days import Span
from model.text.units import Unit

_THINGS = {NoFigure.EQUIPMENT: "items", NoFigure.MONEY: "money", NoFigure.DISTANCE: "advance"}
_NEAR = 40  # letters behind a number in which it is said to be a day, a month or for each km²


class ThingSaid(Struct, frozen=True):
    """The one number of a sentence that is of items, money or an advance: its measure, unit and days."""

    number: Proposal
    measure: str
    unit: Unit
    span: Span | None


def thing_said(
    text: str, proposals: Sequence[Proposal], words: Vocabulary, year: int | None
) -> ThingSaid | None:
    """Return what a sentence claims of things; None where it claims people or ground, or several numbers."""
    told = [p for p in proposals if p.why_not in _THINGS and (p.value is not None or p.low is not None)]
    if len(told) != 1 or any(p.kind is not None for p in proposals):
        return None
    (number,) = told
    thing = _THINGS[number.why_not] if number.why_not else ""
    cues = {cue.cue for cue in Cues(text, words, []).all.all}
    unit = length_at(text, number.end) if thing == "advance" else ""
    lost = cues & {*LOST} or bounded(words.ground_told["lost"]).search(text)
    wanted = {"items": lost, "money": True, "advance": unit and Cue.GAINED in cues}
    if not wanted[thing]:
        return None
    behind = re.split(r"[.;:\d]", text[number.end : number.end + _NEAR])[0]
    rate = next((f"_per_{time}" for time in ("day", "month") if bounded(words.per[time]).search(behind)), "")
    if thing == "money" and (area := _area_paid_for(text, words, number, behind)):
        # a square mile is told by what is written; all else that an area is told in are square kilometres
        unit, rate = "money/mi2" if any_case(r"mi(?:\b|les?)|мил").search(area) else "", "_per_km2"
    if thing == "advance" and rate:
        return None  # what is told a day is read as such, and a month has no metres
    span = own_days(find_days(text, words, None, year))
    lengths = any(p.why_not is NoFigure.DURATION for p in proposals)
    if lengths and span is not None and span.days == 1:
        span = None  # `in 148 days from 1 January`
    return ThingSaid(number, f"{thing}{rate}", unit, span)


def _area_paid_for(text: str, words: Vocabulary, number: Proposal, behind: str) -> str:
    """Return the area for each of which money is told, behind it or before; "" where there is none."""
    each = any_case(words.per_area).search(behind)
    if each is not None:
        return each.group()
    before = [*bounded(words.area_cost).finditer(text, 0, number.start)]
    told = bool(before) and not re.search(r"[.;:\d]", text[before[-1].end() : number.start])
    return before[-1].group() if told else ""
