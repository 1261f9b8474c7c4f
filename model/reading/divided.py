"""What a number says that is divided by a reference: 2 per 1,000 a day, one in 35, 0.04 % of Ukraine."""

from __future__ import annotations

import re

from model.reading.cues import LOST, Cues
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded, ends_with, says
from model.reading.proposal import NoFigure, ProposedKind
from model.reading.vocabulary import Cue, Vocabulary
from model.text.records import replace

_BEHIND = 70  # letters within which it is said of what a number is a part, and for which time
_IN_REPORTS = {Cue.GAINED: "gains_of_area"}
_OF_AREA = {**_IN_REPORTS, Cue.HELD: "held_of_area"}
_TIMES = ("day", "month")
_NEAR = 25  # letters between a share and the area that it is of
_SOON = 30  # letters between `it was` and how much
_OWNS = ("'s", "’s")  # of Ukraine's population
_LEAST_HELD = 0.01  # of a country; `it was 0.04 % of Ukraine` tells of what was gained


def divided(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence, *, alone: bool
) -> Meaning | None:
    """Return the claim of a number that is so many of a reference; None where it is none of these.

    What is held of a country is claimed by a sentence that stands `alone`; a report tells it in passing.
    """
    before = text[max(sentence.start, number.core[0] - 30) : number.core[0]]
    behind = text[number.core[1] : min(sentence.end, number.core[1] + _BEHIND)]
    lost = cues.nearest(number, sentence.start, sentence.end, *LOST) is not None
    if number.value == 1 and any_case(rf"\s+(?:{words.one_in})\s+\D{{0,20}}\d").match(behind):
        return Meaning(why_not=NoFigure.RATIO)
    whole = number.unit in ("km2", "mi2") and alone and any_case(rf"\d\s+(?:{words.of_whole})\s+{words.the}$")
    if whole and whole.search(before) is not None:
        return Meaning(why_not=NoFigure.RATIO)  # `2,356 of 4,168 km²`
    if number.value in (1_000, 10_000) and ends_with(words.out_of, before):
        return Meaning(why_not=NoFigure.RATIO)
    if lost and not number.unit:
        told = (
            _one_in(text, words, cues, number, sentence, alone=alone)
            or _of_many(text, words, number, sentence, alone=alone)
            or _per_front(text, words, number, sentence, alone=alone)
        )
        if told is not None:
            return told
    return _share_of(text, words, cues, number, sentence, alone=alone) if number.unit == "share" else None


def _one_in(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence, *, alone: bool
) -> Meaning | None:
    """Return the claim of `one in 35 was killed`, `every 35th`; no figure where they are some of the lost."""
    before = text[max(sentence.start, number.core[0] - 30) : number.core[0]]
    of_a_part = rf"(?:(?!(?<!\w)(?:{words.of_whole})\s)\D){{0,20}}"  # not `one in four of the 45,690`
    someone = rf"(?:{words.one}|1)\s+(?:(?:{words.cues[Cue.PEOPLE]})\s+)?"
    one = any_case(rf"(?<!\w){someone}(?:{words.one_in})\s+(?:{of_a_part}\s)?$")
    if one.search(before) is not None:
        of_lost = rf"\s+(?:{words.of_whole})\s+(?:\w+\s+)?(?:{words.cues[Cue.CASUALTIES]})"
        if any_case(of_lost).match(text[number.core[1] : sentence.end]) is not None:
            return Meaning(why_not=NoFigure.RATIO)  # `one in four of the casualties`
        return _claim("losses_of_people", "one_in")
    if ends_with(words.every, before) is None:
        return None
    if number.spelled:
        return Meaning(why_not=NoFigure.RATIO)  # `every fourth casualty`
    dead = cues.nearest(number, sentence.start, sentence.end, Cue.CASUALTIES, Cue.KILLED) is not None
    if number.ordinal and alone and dead and not _of_others(text, words, cues, number, sentence):
        return _claim("losses_of_people", "one_in")
    return None


def _of_many(
    text: str, words: Vocabulary, number: NumberFound, sentence: Sentence, *, alone: bool
) -> Meaning | None:
    """Return the claim of `2 per 1,000`, of a day or a month where that is said."""
    many = _per_many(words, text[number.core[1] : min(sentence.end, number.core[1] + _BEHIND)])
    if many is None:
        return None
    scale, rest = many
    per = _time(words, rest)
    if not per and alone:  # `every day they lose 2 per 1,000`
        per = _time(words, text[sentence.start : number.core[0]])
    return _claim(f"losses_of_people{_step(per)}", f"{scale}/{per}" if per else scale)


def _per_front(
    text: str, words: Vocabulary, number: NumberFound, sentence: Sentence, *, alone: bool
) -> Meaning | None:
    """Return the claim of `28 per km of front`, also behind it; before it no figure without the front."""
    begin = max(sentence.start, number.core[0] - _BEHIND)
    said = [*bounded(words.per_length).finditer(text, begin, number.core[0])]
    if said and not re.search(r"[\d,.;:]", text[said[-1].end() : number.core[0]]):
        if not said[-1]["front"]:
            return Meaning(why_not=NoFigure.RATIO)
        return _of_front(said[-1])
    behind = text[number.core[1] : min(sentence.end, number.core[1] + _BEHIND)]
    length = bounded(words.per_length).search(behind)
    if length is None:
        return None
    between = behind[: length.start()]
    if re.search(r"[\d,.;:()]", between) or len(between.split()) > 3:
        return None
    claim = _of_front(length)
    return claim if alone or length["front"] else replace(claim, sure=False)  # or km² that were taken


def _share_of(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence, *, alone: bool
) -> Meaning | None:
    """Return the claim of a share of a country's area, or of a force."""
    behind = text[number.core[1] : min(sentence.end, number.core[1] + _BEHIND)]
    lost = cues.nearest(number, sentence.start, sentence.end, *LOST) is not None
    area = cues.nearest(number, sentence.start, sentence.end, Cue.TERRITORY)
    if area is not None and cues.cost(area, number) <= _NEAR and text[area.end : area.end + 2] not in _OWNS:
        ground = cues.nearest(number, sentence.start, sentence.end, Cue.GAINED, Cue.HELD, Cue.LOST_GROUND)
        # which of the area is meant, the text need not say: a person settles it
        measure = None if ground is None else (_OF_AREA if alone else _IN_REPORTS).get(ground.cue)
        before = text[max(sentence.start, number.start - _SOON) : number.start]
        of_it = number.value is not None and number.value <= _LEAST_HELD and says(words.that_was, before)
        if ground is None and alone and not lost and (of_it or _told_in_areas(cues, number, sentence)):
            measure = "gains_of_area"
        return replace(_claim(measure, "share"), sure=False) if measure else None
    if lost and any_case(rf"^\W*(?:{words.percent})?\s+(?:{words.of_force})(?!\w)").search(behind):
        per = _time(words, behind)
        if not per and alone:
            per = _time(words, text[sentence.start : number.core[0]])
        return _claim(f"losses_of_people{_step(per)}", f"percent/{per}" if per else "share")
    return None


def _told_in_areas(cues: Cues, number: NumberFound, sentence: Sentence) -> bool:
    """Whether the ground that is so much of an area is told before: `234 km² are 0.04 % of the country`."""
    before = cues.counted.between(sentence.start, number.start)
    return any(one.unit in ("km2", "mi2") and not one.per for one in before)


def _of_others(text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence) -> bool:
    """Whether no people of a force are told: `every 3rd day`, `every 4th casualty`, `every 4th of a unit`."""
    told = cues.all.between(number.core[1], sentence.end)
    behind = text[number.core[1] : sentence.end]
    if any_case(rf"-?\w{{1,3}}\s+(?:{words.duration})").match(behind) or says(words.part_of_force, behind):
        return True
    return any(
        cue.cue is Cue.RANK
        or (cue.cue in LOST and re.fullmatch(r"-?\w{1,3}\s+", text[number.core[1] : cue.start]) is not None)
        for cue in told
    )


def _of_front(length: re.Match[str]) -> Meaning:
    return _claim("losses_per_front", "people/mi" if length["mile"] else "people/km")


def _claim(measure: str, unit: str) -> Meaning:
    return Meaning(ProposedKind.CLAIM, measure=measure, unit=unit)


def _per_many(words: Vocabulary, behind: str) -> tuple[str, str] | None:
    """Return of how many a number is, in its unit, and the text behind that; None where it is of none."""
    thousand = rf"(?P<ten>10[,. ]?000)|1[,. ]?000|{words.thousand}"
    many = any_case(rf"(?:\s+[^\W\d]+){{0,2}}?\s+(?:{words.out_of})\s+(?:{thousand})(?!\d)").match(behind)
    return None if many is None else ("per_10000" if many["ten"] else "per_1000", behind[many.end() :])


def _time(words: Vocabulary, rest: str) -> str:
    """Return for which time a number is, `day` or `month`; "" where that is not said."""
    found = ((bounded(words.per[time]).search(rest), time) for time in _TIMES)
    return next((time for match, time in found if match is not None and match.start() < 40), "")


def _step(per: str) -> str:
    return f"_per_{per}" if per else ""
