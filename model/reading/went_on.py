"""A length of time in which something would be taken if it went on: `at this rate it would take 91 years`."""

from __future__ import annotations

from model.reading.cues import GROUND, Cues
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence
from model.reading.numbers_in_text import NumberFound
from model.reading.patterns import any_case, bounded
from model.reading.proposal import ProposedKind
from model.reading.vocabulary import Cue, Vocabulary

_MEASURES = {"day": ("days_to", "days"), "month": ("years_to", "months"), "year": ("years_to", "years")}


def went_on(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> Meaning | None:
    """Return the claim of a length of time that a sentence supposes; None where it supposes none.

    That ground is spoken of makes it certain; without it a person says what would take so long.
    """
    if bounded(words.hypothetical).search(text[sentence.start : sentence.end]) is None:
        return None
    behind = text[number.core[1] : number.core[1] + 20]
    for step, (measure, unit) in _MEASURES.items():
        if any_case(rf"[\s-](?:{words.counted_spans[step]})").match(behind):
            ground = cues.nearest(number, sentence.start, sentence.end, *GROUND, Cue.TERRITORY)
            return Meaning(ProposedKind.CLAIM, measure=measure, unit=unit, sure=ground is not None)
    return None
