"""The words of a text that tell what its numbers mean, and which of them belongs to a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from model.reading.layout import Placed, Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import bounded
from model.reading.proposal import NoFigure
from model.reading.vocabulary import Cue, Vocabulary

LOST = (Cue.CASUALTIES, Cue.KILLED, Cue.WOUNDED, Cue.CONFIRMED, Cue.MISSING)
GROUND = (Cue.GAINED, Cue.LOST_GROUND, Cue.HELD)
NONE_OF_OURS: Mapping[Cue, NoFigure] = MappingProxyType(
    {
        Cue.EQUIPMENT: NoFigure.EQUIPMENT,
        Cue.ATTACKS: NoFigure.ATTACKS,
        Cue.PRISONERS: NoFigure.PRISONERS,
        Cue.BODIES: NoFigure.BODIES,
        Cue.DISPLACED: NoFigure.DISPLACED,
        Cue.VOTES: NoFigure.VOTE,
        Cue.STRENGTH: NoFigure.STRENGTH,
        Cue.RANK: NoFigure.RANK,
        Cue.OTHER: NoFigure.OTHER_COUNT,
    }
)
"""Nouns of numbers that are no figure of a project, and why."""
MANNER = (
    Cue.FORECAST,
    Cue.RECORD,
    Cue.LESS,
    Cue.MORE,
    Cue.RISING,
    Cue.FALLING,
    Cue.NEED,
    Cue.PLAN,
    Cue.DONE,
    Cue.REPLACES,
    Cue.SHORT,
)


_DASH = 45  # letters by which a word is nearer behind which nothing but a dash stands
_BESIDE = 20  # letters around a word in which another that stands beside it begins
_RIGHT_BEFORE = 4  # letters between a word and the number that it is of
_RIGHT_BEHIND = 8  # letters between people and a word that says they were put out of action
_STRENGTH = 40  # letters between a force and its number, more for what separates clauses
_OF = 25  # letters between what is counted and the force it is of: `losses of the army grew to 500`
_LABEL = re.compile(r"(?:^|[\n;.•▪*]|\b\d{1,2}[/)]\s)([^\n;.•▪*\d]{2,40}?)\s*[:–—=]\s*$")

_AGAIN = re.compile(r"\s*\([^()\n]{0,25}\)")  # the number in other words
_PARTS, _COMMAS, _DASH_BEFORE = (re.compile(part) for part in (r"[;:]|\s[–—]\s", r",\s|[()]", r"\s[–—]\s*$"))
_STOP = re.compile(r"[.;:,()\[\]\n•|]|\s[–—-]\s|\d")


class CueFound(Struct, frozen=True):
    """A word that tells something, and its place."""

    start: int
    end: int
    cue: Cue


class Cues:
    """The telling words of a text, by place."""

    def __init__(self, text: str, words: Vocabulary, numbers: list[NumberFound]) -> None:
        """`numbers` are those that are no dates, sums of money and the like."""
        self._text, self._words = text, words
        self._nouns: dict[int, CueFound | None] = {}
        self.counted = Placed(numbers)
        self.all = Placed(
            _without_taking_hold(_outermost(sorted(self._found(), key=lambda c: (c.start, -c.end))))
        )

    def _found(self) -> Iterator[CueFound]:
        for cue, pattern in self._words.cues.items():
            for match in bounded(pattern).finditer(self._text):
                yield CueFound(match.start(), match.end(), cue)

    def of_equipment(self, losses: CueFound) -> bool:
        """Whether things are lost, and no people: `tank losses`, `втрати танків`."""
        return losses.cue is Cue.CASUALTIES and any(
            cue.cue is Cue.EQUIPMENT and min(abs(losses.start - cue.end), abs(cue.start - losses.end)) == 1
            for cue in self.all.between(losses.start - _BESIDE, losses.end + _BESIDE)
        )

    def own(self, number: NumberFound) -> CueFound | None:
        """Return the noun of a number: a word that tells something, at most a few small words behind it."""
        place = number.unit_end or number.core[1]
        if place not in self._nouns:
            self._nouns[place] = self._noun(place)
        return self._nouns[place]

    def _noun(self, place: int) -> CueFound | None:
        again = _AGAIN.match(self._text, place)
        place = place if again is None else again.end()
        rest = self._text[place : place + 60]
        stop = _STOP.search(rest)
        reach = place + (stop.start() if stop else len(rest))
        near = [c for c in self.all.between(place, reach) if c.cue not in MANNER]
        if not near:
            return None
        first = min(near, key=lambda c: (c.start, -(c.end - c.start)))
        between = self._text[place : first.start].split()
        if first.cue is Cue.RANK:  # `officers and soldiers`
            men = (c for c in near if c.cue is Cue.PEOPLE)
            both = bounded(self._words.and_)
            first = next((c for c in men if both.fullmatch(self._text[first.end : c.start].strip())), first)
        if len(between) > 3 or any(word.lower() in self._words.stops for word in between):
            return None
        if first.cue in LOST:  # `12 lost tanks`
            lost = (c for c in near if c.cue is Cue.EQUIPMENT and c.start - first.end == 1)
            return next(lost, first)
        if first.cue in (Cue.PEOPLE, Cue.DISPLACED):  # “men killed and wounded”, “civilians were killed”
            told = [c for c in near if c.start >= first.end and self._joined(first.end, c.start)]
            people = (*NONE_OF_OURS, Cue.RECRUITS) if first.cue is Cue.PEOPLE else ()
            told = [c for c in told if c.cue in (*LOST, *people)]
            return min(told, key=lambda c: (c.start, -(c.end - c.start))) if told else first
        return first

    def _joined(self, start: int, end: int) -> bool:
        """Whether at most two small words stand between two places, none of which begins another clause."""
        between = self._text[start:end].lower().split()
        return len(between) <= 2 and not self._words.stops & set(between) and "if" not in between

    def is_killed(self, number: NumberFound, sentence: Sentence, people: CueFound) -> bool:
        """Whether people are said to have been put out of action: `знищили 41 160 загарбників`."""
        if people.cue is not Cue.PEOPLE:
            return False
        before = self._text[max(sentence.start, number.start - 30) : number.start]
        killed = bounded(rf"(?:{self._words.kills})\s+$").search(before) is not None
        own = self.nearest(number, sentence.start, number.start, Cue.KILLED, Cue.WOUNDED)
        return killed and (own is None or self.cost(own, number) > _RIGHT_BEHIND)

    def has_label(self, number: NumberFound) -> bool:
        """Whether a label stands before a number that none of these words is in: `Buildings: 312`."""
        before = self._text[max(0, number.start - 60) : number.start]
        match = _LABEL.search(before)
        return match is not None and self.label(number) is None

    def label(self, number: NumberFound) -> CueFound | None:
        """Return the word of a label: `tanks — 9419`, `Officers: 5 540`."""
        before = self._text[max(0, number.start - 60) : number.start]
        match = _LABEL.search(before)
        if match is None:
            return None
        start = number.start - len(before) + match.start(1)
        inside = [c for c in self.all.between(start, number.start) if c.cue not in MANNER]
        lost = [c for c in inside if c.cue in LOST]  # `Personnel losses: 35,300`
        return next(iter(lost if inside and inside[0].cue is Cue.PEOPLE and lost else inside), None)

    def cost(self, cue: CueFound, number: NumberFound) -> float:
        """Return how far a word is from a number: letters between, more for what separates clauses."""
        place = number.core
        between = self._text[cue.end : place[0]] if cue.end <= place[0] else self._text[place[1] : cue.start]
        cost = float(len(between))
        cost += 45 * len(_PARTS.findall(between)) + 25 * len(_COMMAS.findall(between))
        low, high = (cue.end, number.start) if cue.end <= place[0] else (place[1], cue.start)
        if _DASH_BEFORE.search(self._text[cue.end : number.start]):
            cost -= _DASH  # in the place of a verb
        cost += 30 * self.counted.count(low, high)
        cost += 30 * len(bounded(self._words.clause).findall(between))
        if cue.end > place[0]:
            cost += 40 * self.is_of_next(cue, number)  # `planned 403,000`
            cost += 35 * len(bounded(self._words.and_).findall(between))
            cost *= 1.2
        return cost

    def is_of_next(self, cue: CueFound, number: NumberFound) -> bool:
        """Whether a word behind a number stands right before the next: `trained 400 men, but lost 300`."""
        return cue.start >= number.core[1] and self.counted.count(cue.end, cue.end + _RIGHT_BEFORE) > 0

    def is_strength(self, number: NumberFound, sentence: Sentence, own: CueFound | None) -> bool:
        """Whether a number is the strength of a force, as is said before it: `an army of 710,000`."""
        if own is not None and own.cue in LOST:
            return False
        said = self.nearest(number, sentence.start, number.start, Cue.STRENGTH, *LOST, Cue.RECRUITS)
        if self.is_grown_to(number, sentence):
            return True
        return said is not None and said.cue is Cue.STRENGTH and self.cost(said, number) <= _STRENGTH

    def is_grown_to(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether a number is what a force was or comes to: `boost its forces to 1.5 million`."""
        opens, closes = (
            "|".join(said) for said in zip(*(r for r in self._words.ranges if r[0]), strict=True)
        )
        between = rf"[^.;:()\d]|(?:19|20)\d\d|\d+\s?(?:{self._words.percent})"
        grown = rf"(?:{self._words.force})(?!\w)(?:{between}){{0,40}}?\s"
        joins = rf"(?:{opens}|(?:(?:{opens})\s+\d[\d.,]*\s+)?(?:{closes}))\s+$"
        said = bounded(grown + joins).search(self._text[sentence.start : number.start])
        if said is None:
            return False
        force = sentence.start + said.start()
        return all(c.cue not in (*LOST, Cue.RECRUITS) for c in self.all.between(force - _OF, number.start))

    def nearest(self, number: NumberFound, start: int, end: int, *wanted: Cue) -> CueFound | None:
        """Return the nearest of these words between two places; none that qualifies the number itself."""
        near = [c for c in self.all.between(start, end) if c.cue in wanted]
        near = [c for c in near if c.start < number.start or c.end > number.core[0]]
        low, high = number.core
        far = sorted(
            (c.start - high if c.end > low else low - c.end, c.start, at) for at, c in enumerate(near)
        )
        best, least = None, (math.inf, 0)
        for letters, _start, at in far:  # what is further away than the nearest costs is not looked at
            if letters - _DASH > least[0]:
                break
            cost = self.cost(near[at], number), at
            if cost < least:
                best, least = near[at], cost
        return best

    def near(self, number: NumberFound, sentence: Sentence, reach: float, *wanted: Cue) -> bool:
        found = self.nearest(number, sentence.start, sentence.end, *wanted)
        return found is not None and self.cost(found, number) <= reach


def _outermost(cues: list[CueFound]) -> Iterator[CueFound]:
    """Yield the words but for nouns within others: `wounded` of `killed and wounded`."""
    outer = (0, 0)
    for cue in cues:
        if cue.cue in MANNER:
            yield cue
        elif cue.end > outer[1] or (cue.start, cue.end) == outer:
            outer = cue.start, cue.end
            yield cue


def _without_taking_hold(cues: Iterable[CueFound]) -> Iterator[CueFound]:
    """Yield the words but for `control` in `regained control of`, which says that ground changed hands."""
    cues = list(cues)
    taken = [c.end for c in cues if c.cue in (Cue.GAINED, Cue.LOST_GROUND)]
    places = {end + gap for end in taken for gap in (1, 2)}
    for cue in cues:
        if cue.cue is not Cue.HELD or cue.start not in places:
            yield cue
