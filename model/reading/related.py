"""What a number says of related series: 2 to 1, three wounded for each killed, 45–65 % of the dead."""

from __future__ import annotations

import re

from model.reading.cues import LOST, CueFound, Cues
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, begins_with, bounded, ends_with
from model.reading.proposal import NoFigure, ProposedKind
from model.reading.vocabulary import Cue, Vocabulary

_NEAR = 40  # letters between a number and what it is a share of, or for each of which it is
_DEAD = (Cue.KILLED, Cue.CONFIRMED)


def related(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> Meaning | None:
    """Return the claim of a number that holds series against each other; None where it does not."""
    said = {cue.cue for cue in cues.all.between(sentence.start, sentence.end)}
    to_one = not number.unit and any_case(words.to_one).match(text[number.core[1] :]) is not None
    of_one = number.low == 1 and not number.unit and cues.own(number) is None  # `1 to 27`
    if _is_one(text, words, number, sentence) or of_one or (to_one and said.isdisjoint(LOST)):
        return Meaning(why_not=NoFigure.RATIO)
    if said.isdisjoint(LOST):
        return None
    if to_one:
        wounded, killed = words.cues[Cue.WOUNDED], words.cues[Cue.KILLED]
        pair = bounded(rf"(?:{wounded})\s+(?:{words.and_}|{words.through})\s+(?:{killed})")
        of_wounded = Cue.WOUNDED in said and not said.isdisjoint(_DEAD)
        of_wounded = of_wounded or pair.search(text, sentence.start, sentence.end) is not None
        return _claim("wounded_per_killed" if of_wounded else "exchange", "times")
    if not number.unit and (of_so_many := _for_so_many(text, words, cues, number, sentence)) is not None:
        return of_so_many
    if not number.unit and (each := _of_each(text, words, cues, number, sentence)) is not None:
        return each
    if number.unit == "times" and _of_names(text, words, number, sentence):
        return _claim("undercount", "times")
    if number.unit == "times" and _than_a_side(text, words, number):
        return _claim("exchange", "times")
    if number.unit == "share":
        return _share(text, words, cues, number, sentence)
    if number.unit or number.per or number.spelled:
        return None
    both = bounded(words.both_sides).search(text, sentence.start, sentence.end)
    return None if both is None else _claim("both_sides", "people")


def _claim(measure: str, unit: str) -> Meaning:
    return Meaning(ProposedKind.CLAIM, measure=measure, unit=unit)


def _is_one(text: str, words: Vocabulary, number: NumberFound, sentence: Sentence) -> bool:
    """Whether a number is the other half of a ratio: `2 to 1`, `3 wounded for each 1 killed`."""
    if number.value != 1:
        return False
    before = text[sentence.start : number.core[1]]
    return any_case(rf"\w(?:{words.to_one})$").search(before) is not None


def _of_each(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> Meaning | None:
    """Return the claim of so many for each of the killed, for each item, or for each of another side."""
    each = [one.end() for one in _each(text, words, sentence)]
    if _beside_each(text, cues, number, sentence, sentence.start, each, Cue.WOUNDED):
        return _claim("wounded_per_killed", "times")
    if _for_each_item(text, words, cues, number, sentence):
        return _claim("people_per_item", "people/item")
    dead = _beside_each(text, cues, number, sentence, number.core[1], each, *_DEAD)
    if dead or _for_each_of_a_side(text, words, cues, number, sentence):
        return _claim("exchange", "times")
    return None


def _beside_each(
    text: str, cues: Cues, number: NumberFound, sentence: Sentence, place: int, each: list[int], *told: Cue
) -> bool:
    """Whether so many told from a place on come on each of other dead: `three wounded for each killed`."""
    lost = cues.nearest(number, place, sentence.end, *told)
    if lost is None or cues.cost(lost, number) > _NEAR:
        return False
    return any(_behind(text, cues, end, sentence, *_DEAD) not in (None, lost) for end in each)


def _for_each_item(text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence) -> bool:
    """Whether so many people are said to be lost for each item: `116 soldiers for each tank`."""
    lost = cues.nearest(number, sentence.start, sentence.end, *LOST)
    if lost is None or cues.cost(lost, number) > _NEAR:
        return False
    each = _each(text, words, sentence)
    return any(begins_with(words.cues[Cue.EQUIPMENT], text[one.end() :]) for one in each)


def _for_each_of_a_side(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> bool:
    """Whether so many people are said to be lost for each of another side: `two for every Ukrainian`."""
    lost = cues.nearest(number, sentence.start, sentence.end, *LOST)
    sides = "|".join(words.sides.values())
    return lost is not None and any(
        begins_with(sides, text[one.end() :])
        and (
            number.core[1] <= one.start() <= number.core[1] + _NEAR
            or (
                0 < number.start - one.end() <= 2 * _NEAR
                and re.search(r"[\d.;:]", text[one.end() : number.start]) is None
            )
        )
        for one in _each(text, words, sentence)
    )


def _for_so_many(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> Meaning | None:
    """Return what a number says that something else is told for: `a tank was lost for every 116 soldiers`."""
    if ends_with(words.to_each, text[max(sentence.start, number.start - _NEAR) : number.start]) is None:
        return None
    before = cues.all.between(sentence.start, number.start)
    alone = not cues.counted.count(sentence.start, number.start)
    if alone and any(cue.cue is Cue.EQUIPMENT for cue in before):
        return _claim("people_per_item", "people/item")
    return Meaning(why_not=NoFigure.RATIO)


def _of_names(text: str, words: Vocabulary, number: NumberFound, sentence: Sentence) -> bool:
    """Whether so many times as many died as are known by name."""
    named = bounded(words.by_name).search(text, number.unit_end, sentence.end)
    return named is not None and not re.search(r"[\d.;:]", text[number.unit_end : named.start()])


def _each(text: str, words: Vocabulary, sentence: Sentence) -> list[re.Match[str]]:
    return list(bounded(words.to_each).finditer(text, sentence.start, sentence.end))


def _behind(text: str, cues: Cues, place: int, sentence: Sentence, *wanted: Cue) -> CueFound | None:
    """Return the first of these words that stands soon behind a place, with no number between."""
    found = next((cue for cue in cues.all.between(place, sentence.end) if cue.cue in wanted), None)
    if found is None or found.start - place > _NEAR or re.search(r"[\d.;:]", text[place : found.start]):
        return None
    return found


def _than_a_side(text: str, words: Vocabulary, number: NumberFound) -> bool:
    """Whether so many times as many are lost as by a side: `2.2 times as many soldiers as Ukraine`."""
    sides = "|".join(words.sides.values())
    than = rf"[^.;:\d]{{0,{_NEAR}}}?(?<!\w)(?:{words.as_side})\s+(?:[^\W\d]+\s+)?(?:{sides})(?!\w)"
    return any_case(than).match(text[number.unit_end :]) is not None


def _share(
    text: str, words: Vocabulary, cues: Cues, number: NumberFound, sentence: Sentence
) -> Meaning | None:
    """Return the claim of a share of the dead who are counted by name, or of the casualties killed."""
    of = any_case(rf"\s*(?:{words.of_whole})?\s+").match(text[number.unit_end : sentence.end])
    whole = None
    if of is not None:
        whole = _behind(text, cues, number.unit_end + of.end(), sentence, *LOST)
    if whole is None:
        return None
    counted = bounded(words.by_name).search(text, sentence.start, sentence.end)
    if whole.cue in _DEAD and counted is not None and not whole.start <= counted.start() < whole.end:
        return _claim("coverage", "share")
    if whole.cue is Cue.CASUALTIES:
        dead = cues.nearest(number, sentence.start, sentence.end, Cue.KILLED)
        if dead is not None and not dead.start <= whole.start < dead.end:
            return _claim("killed_share", "share")
    return None
