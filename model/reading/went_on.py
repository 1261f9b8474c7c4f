"""A length of time in which something would be taken if it went on: `at this rate it would take 91 years`."""

from __future__ import annotations

import re

from model.reading.cues import GROUND, LOST, Cues
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded
from model.reading.proposal import ProposedKind
from model.reading.vocabulary import Cue, Vocabulary
from model.text.figures import Figure

_NEAR = 30  # letters between ground and that it remains
_MEASURES = {"day": ("days_to", "days"), "month": ("years_to", "months"), "year": ("years_to", "years")}


def went_on(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> Meaning | None:
    """Return the claim of a length of time that a sentence supposes; None where it supposes none.

    That ground is spoken of makes it certain; without it a person says what would take so long.
    """
    supposed = [*bounded(words.hypothetical).finditer(text, sentence.start, sentence.end)]
    if not supposed or any(
        one.groupdict().get("window") and one.end() + 1 == number.start for one in supposed
    ):
        return None  # `at the rate of those 30 days`
    if re.fullmatch(r"19\d\d|2[0-4]\d\d", text[slice(*number.core)]):
        return None  # a year: `до квітня 2117 року`, `навесні 2117 року`
    behind = text[number.core[1] : number.core[1] + 20]
    for step, (measure, unit) in _MEASURES.items():
        if any_case(rf"[\s-](?:{words.counted_spans[step]})").match(behind):
            ground = cues.nearest(number, sentence.start, sentence.end, *GROUND, Cue.TERRITORY)
            return Meaning(ProposedKind.CLAIM, measure=measure, unit=unit, sure=ground is not None)
    return None


def year_said(text: str, words: Vocabulary) -> tuple[Figure, int] | None:
    """Return the year in which a sentence supposes that ground is taken, and its place; None where none is.

    A month of that year, and a length of time beside it, leave open what is claimed.
    """
    told = {cue.cue for cue in Cues(text, words, []).all.all}
    if bounded(words.hypothetical).search(text) is None:
        return None
    if Cue.GAINED not in told and bounded(words.remains).search(text) is None:
        return None
    year = r"(?:(?:the\s+)?year\s+)?(?P<year>[1-9]\d{3})(?!\s*[–-]\s*\d)"
    reached = [
        (qualifier, said)
        for qualifier, pattern in words.year_reached.items()
        for said in bounded(rf"(?:{pattern})\s+{year}").finditer(text)
    ]
    if len(reached) != 1:
        return None
    ((qualifier, said),) = reached
    return Figure(float(said["year"]), qualifier=qualifier), said.start("year")


def what_remains(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> Meaning | None:
    """Return the claim of `485,704 km² remain`, or of `the rest would cost 50 million casualties`."""
    begin, end = max(sentence.start, number.start - _NEAR), min(sentence.end, number.unit_end + _NEAR)
    held = cues.nearest(number, sentence.start, sentence.end, *GROUND)
    near = bounded(words.remains).search(text, begin, end)
    if (
        number.unit in ("km2", "mi2")
        and not number.per
        and near
        and (held is None or held.cue is not Cue.HELD)
    ):
        return Meaning(ProposedKind.CLAIM, measure="remaining", unit=number.unit)
    own, told = cues.own(number), (words.hypothetical, words.remains)
    supposed = all(bounded(each).search(text, sentence.start, sentence.end) for each in told)
    if number.unit or own is None or own.cue not in (*LOST, Cue.PEOPLE) or not supposed:
        return None
    return Meaning(ProposedKind.CLAIM, measure="losses_to", unit="people", sure=False)
