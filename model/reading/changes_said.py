"""What something was and what it became, of which neither is a bound: `rose from 300 to 402`."""

from __future__ import annotations

from model.reading.digits import GAP, SPACE
from model.reading.patterns import any_case
from model.reading.vocabulary import Cue, Vocabulary

FAR_BACK = 150
"""Letters before `to` in which it is told that something changed, and from what."""


def is_change(text: str, words: Vocabulary, start: int) -> bool:
    """Whether `from 300 to 402` is what something was and what it became: `rose from 300 to 402`."""
    said = any_case(rf"{_changes(words)}[^.;:()\d]{{0,25}}$")
    return said.search(text[max(0, start - 60) : start]) is not None


def closes_change(words: Vocabulary, before: str) -> bool:
    """Whether words before a number close what began with another: `від 363 км² у серпні до 730 км²`.

    That one has a unit, so that it is no day: `from 4 March they lost up to 100`.
    """
    unit = "|".join((*words.units.values(), *words.scales, words.percent))
    middles = "|".join(middle for opening, middle in words.ranges if opening)
    fell = rf"{_changes(words)}[^.;:]*\d[^.;:]*(?<!\w)(?:{middles}){GAP}+$"
    if any_case(fell).search(before) is not None:
        return True  # `fell from more than 1,262 men a day in May to 1,140`
    return any(
        opening
        and any_case(
            rf"(?<!\w)(?:{opening}){GAP}+[^.;:()\d]{{0,12}}\d[\d.,{SPACE[1:-1]}]*(?:{unit})"
            rf"(?:(?!(?<!\w)(?:{middle})(?!\w))[^;:()]){{0,60}}(?<!\w)(?:{middle}){GAP}+$"
        ).search(before)
        for opening, middle in words.ranges
    )


def _changes(words: Vocabulary) -> str:
    """Return a pattern of the words that tell that something rose or fell."""
    return rf"(?<!\w)(?:{words.cues[Cue.RISING]}|{words.cues[Cue.FALLING]})(?!\w)"
