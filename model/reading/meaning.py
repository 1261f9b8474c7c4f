"""What a number says: losses, ground, recruits, a claim about them, or nothing of this field, and why.

A number is read by the words that belong to it: its own noun behind it first, then the words of its clause,
then those of its sentence. A word in another clause never outweighs one in its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from model.project import Trend
from model.reading.layout import Placed, Sentence
from model.reading.numbers_in_text import NumberFound
from model.reading.proposal import NoFigure, ProposedKind
from model.reading.vocabulary import Cue, Vocabulary

LOST = (Cue.CASUALTIES, Cue.KILLED, Cue.WOUNDED, Cue.CONFIRMED, Cue.MISSING)
GROUND = (Cue.GAINED, Cue.LOST_GROUND, Cue.HELD)
INTAKE = (Cue.RECRUITS, Cue.NEED, Cue.PLAN, Cue.DONE)
_NO_FIGURE = {
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
_COUNTS = {
    Cue.CASUALTIES: "casualties",
    Cue.KILLED: "killed",
    Cue.WOUNDED: "wounded",
    Cue.CONFIRMED: "confirmed_killed",
    Cue.MISSING: "other",
}


@dataclass(frozen=True, slots=True)
class CueFound:
    """A word that tells something, and its place."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number says. `kind` None: it is no figure, for `why_not`. `sure`: its own words say so."""

    kind: ProposedKind | None = None
    why_not: NoFigure | None = None
    measure: str = ""
    unit: str = ""
    counts: str = ""
    trend: Trend | None = None
    sure: bool = True
    record: bool = False
    lost_ground: bool = False
    inherited: bool = False


@cache
def _word(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{text})\b", re.IGNORECASE)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)", re.IGNORECASE)


class Meanings:
    """The words of a text that tell what its numbers mean."""

    def __init__(self, text: str, words: Vocabulary, numbers: list[NumberFound]) -> None:
        """`numbers` are those that are no dates, sums of money and the like."""
        self._text, self._words = text, words
        self._counted = Placed(numbers)
        self._cues = Placed(sorted(self._found(), key=lambda c: (c.start, -(c.end - c.start))))
        found = Counter(c.cue for c in self._cues.all)
        self._of_recruits = found[Cue.RECRUITS] > sum(found[cue] for cue in LOST)
        self._last: dict[int, tuple[Meaning, int]] = {}
        self._bullet: Meaning | None = None

    def _found(self) -> Iterator[CueFound]:
        for cue, pattern in self._words.cues.items():
            for match in _pattern(pattern).finditer(self._text):
                yield CueFound(match.start(), match.end(), cue)

    def of(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None = None) -> Meaning:
        """Return what a number of a sentence says; `context` is text that heads it, such as a heading's."""
        meaning = self._meaning(number, sentence, context)
        if meaning.kind is not None:
            self._last[sentence.start] = meaning, number.core[1]
            self._bullet = meaning if sentence.bullet else None
        elif not sentence.bullet:
            self._bullet = None
        return meaning

    def _meaning(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None) -> Meaning:
        if number.ordinal or number.spelled:
            trend = self._trend(number, sentence)
            if trend is not None:
                return trend
        if number.ordinal:
            return Meaning(why_not=NoFigure.UNIT_NAME)
        if re.match(
            rf"\s?(?:{self._words.times})(?!\w)",
            self._text[number.core[1] : number.core[1] + 12],
            re.IGNORECASE,
        ):
            return Meaning(why_not=NoFigure.RATIO)
        behind = self._text[number.core[1] : number.core[1] + 60]
        if re.match(rf"(?:\s+\w+)?\s+(?:{self._words.per_person})", behind, re.IGNORECASE):
            return Meaning(why_not=NoFigure.RATIO)
        if re.match(rf"\s+(?:{self._words.added})(?!\w)", behind, re.IGNORECASE) and not number.unit:
            return Meaning(why_not=NoFigure.PART)
        if number.unit == "share":
            return self._share(number, sentence)
        if number.unit:
            return self._ground(number, sentence, context)
        return self._people(number, sentence, context)

    # what stands where

    def _own(self, number: NumberFound) -> CueFound | None:
        """Return the noun of a number: a word that tells something, at most a few small words behind it."""
        place = number.unit_end or number.core[1]
        rest = self._text[place : place + 60]
        stop = re.search(r"[.;:,()\[\]\n•|]|\s[–—-]\s|\d", rest)
        reach = place + (stop.start() if stop else len(rest))
        near = [c for c in self._cues.between(place, reach) if c.cue not in _MANNER]
        if not near:
            return None
        first = min(near, key=lambda c: (c.start, -(c.end - c.start)))
        between = self._text[place : first.start].split()
        if len(between) > 3 or any(word.lower() in self._words.stops for word in between):
            return None
        if first.cue is Cue.PEOPLE:  # “men killed and wounded”, “Russian casualties”
            told = [c for c in near if c.start >= first.end and self._joined(first.end, c.start)]
            told = [c for c in told if c.cue in (*LOST, *_NO_FIGURE, Cue.RECRUITS)]
            return min(told, key=lambda c: (c.start, -(c.end - c.start))) if told else first
        return first

    def _joined(self, start: int, end: int) -> bool:
        """Whether at most two small words stand between two places, none of which begins another clause."""
        between = self._text[start:end].lower().split()
        return len(between) <= 2 and not self._words.stops & set(between) and "if" not in between

    def _label(self, number: NumberFound) -> CueFound | None:
        """Return the word of a label: `tanks — 9419`, `Officers: 5 540`."""
        before = self._text[max(0, number.start - 60) : number.start]
        match = re.search(r"(?:^|[\n;,.•▪])([^\n;,.•▪\d]{2,40}?)\s*[:–—=]\s*$", before)
        if match is None:
            return None
        start = number.start - len(before) + match.start(1)
        inside = [c for c in self._cues.between(start, number.start) if c.cue not in _MANNER]
        return inside[0] if inside else None

    def _cost(self, cue: CueFound, number: NumberFound) -> float:
        """Return how far a word is from a number: letters between, more for what separates clauses."""
        place = number.core
        between = self._text[cue.end : place[0]] if cue.end <= place[0] else self._text[place[1] : cue.start]
        cost = float(len(between))
        cost += 45 * len(re.findall(r"[;:]|\s[–—]\s", between)) + 25 * len(re.findall(r",\s|[()]", between))
        low, high = (cue.end, number.start) if cue.end <= place[0] else (place[1], cue.start)
        cost += 30 * self._counted.count(low, high)
        cost += 30 * len(_word(self._words.clause).findall(between))
        if cue.end > place[0]:
            cost += 35 * len(_word(self._words.and_).findall(between))
            cost *= 1.2
        return cost

    def nearest(self, number: NumberFound, start: int, end: int, *wanted: Cue) -> CueFound | None:
        """Return the nearest of these words between two places."""
        near = [c for c in self._cues.between(start, end) if c.cue in wanted]
        return min(near, key=lambda c: self._cost(c, number), default=None)

    def _near(self, number: NumberFound, sentence: Sentence, reach: float, *wanted: Cue) -> bool:
        found = self.nearest(number, sentence.start, sentence.end, *wanted)
        return found is not None and self._cost(found, number) <= reach

    # kinds

    def _trend(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        behind = self._text[number.core[1] : number.core[1] + 45]
        steps = rf"^\W*(?:{self._words.trend_words})"
        if re.match(steps, behind, re.IGNORECASE) is None:
            return None
        rising = self.nearest(number, sentence.start, sentence.end, Cue.RISING, Cue.FALLING)
        what = self.nearest(number, sentence.start, sentence.end, *LOST, Cue.GAINED, Cue.LOST_GROUND)
        if rising is None:
            return Meaning(ProposedKind.CLAIM, measure="losses", unit="months", sure=False)
        measure = "losses" if what is not None and what.cue in LOST else "gains"
        way = Trend.RISING if rising.cue is Cue.RISING else Trend.FALLING
        return Meaning(ProposedKind.CLAIM, measure=measure, unit="months", trend=way, sure=what is not None)

    def _share(self, number: NumberFound, sentence: Sentence) -> Meaning:
        if self._near(number, sentence, 25, Cue.TERRITORY):
            return Meaning(why_not=NoFigure.PERCENT_OF_TERRITORY)
        compared = self._near(number, sentence, 12, Cue.LESS, Cue.MORE) or self._near(
            number, sentence, 14, Cue.FALLING, Cue.RISING
        )
        about = self.nearest(number, max(0, sentence.start - 220), sentence.end, *LOST, Cue.GAINED)
        if (
            compared
            and about is not None
            and self._words.compared_with(self._text[number.core[0] - 60 : sentence.end])
        ):
            return Meaning(ProposedKind.CLAIM, measure="vs_baseline", unit="share")
        if self._near(number, sentence, 60, Cue.REPLACES) and self._near(number, sentence, 200, Cue.RECRUITS):
            return Meaning(ProposedKind.CLAIM, measure="replaced", unit="share", sure=True)
        if self._near(number, sentence, 60, Cue.PLAN) and not self._near(number, sentence, 20, Cue.FORECAST):
            return Meaning(ProposedKind.CLAIM, measure="attained", unit="share", sure=False)
        if self._near(number, sentence, 60, Cue.HELD):
            return Meaning(why_not=NoFigure.PERCENT_OF_TERRITORY)
        return Meaning(why_not=NoFigure.PERCENT_OTHER)

    def _ground(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None) -> Meaning:
        unit = "km2" if number.unit == "ha" else number.unit
        if self._is_measure(number):
            return Meaning(why_not=NoFigure.RATIO)
        where = self._ground_cue(number, sentence, context)
        if self._forecast(number, sentence):
            return Meaning(why_not=NoFigure.FORECAST)
        if number.per in ("day", "month", "year", "week"):
            if number.per in ("day", "month"):
                kind = f"gains_per_{number.per}"
                return Meaning(
                    ProposedKind.CLAIM, measure=kind, unit=f"{unit}/{number.per}", sure=where is not None
                )
            return Meaning(
                ProposedKind.CLAIM, measure="gains_per_month", unit=f"{unit}/{number.per}", sure=False
            )
        if where is None:
            return Meaning(ProposedKind.GAINS, unit=unit, sure=self._is_price(number, sentence))
        if where.cue is Cue.OTHER:
            return Meaning(why_not=NoFigure.OTHER_COUNT)
        if where.cue is Cue.HELD:
            return Meaning(ProposedKind.LEVEL, unit=unit)
        if self._is_given_up(number, sentence, where):  # whose gain that is, nobody has said
            return Meaning(ProposedKind.GAINS, unit=unit, sure=False)
        return Meaning(ProposedKind.GAINS, unit=unit, lost_ground=where.cue is Cue.LOST_GROUND)

    def _is_price(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether losses are said to have been the price of ground: `125,000 casualties for 2,356 km²`."""
        before = self._text[max(0, number.start - 12) : number.start]
        paid = re.search(rf"\b(?:{self._words.for_price})\s+$", before, re.IGNORECASE)
        return paid is not None and self.nearest(number, sentence.start, sentence.end, *LOST) is not None

    def _is_measure(self, number: NumberFound) -> bool:
        """Whether ground is only what something else is counted for: `losses per 1 km²`."""
        before = self._text[max(0, number.start - 12) : number.start]
        return (
            number.value == 1
            and re.search(rf"\b(?:{self._words.for_each})\s+$", before, re.IGNORECASE) is not None
        )

    def _is_given_up(self, number: NumberFound, sentence: Sentence, where: CueFound) -> bool:
        """Whether it is said that ground was lost: `lost 583 square kilometres`."""
        lost = self.nearest(number, sentence.start, number.core[0], Cue.CASUALTIES)
        if lost is None or self._cost(lost, number) > 25:
            return False
        return self._cost(lost, number) < self._cost(where, number)

    def _ground_cue(
        self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None
    ) -> CueFound | None:
        found = self.nearest(number, sentence.start, sentence.end, *GROUND, Cue.OTHER)
        if found is None and context is not None:
            found = self.nearest(number, *context, *GROUND)
        return found

    def _people(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None) -> Meaning:
        own = self._own(number) or self._label(number)
        if own is not None and own.cue in _NO_FIGURE:
            return Meaning(why_not=_NO_FIGURE[own.cue])
        if own is not None and own.cue is Cue.TERRITORY:
            return Meaning(why_not=NoFigure.OTHER_COUNT)
        if number.spelled and own is None and (number.value or 0) < 100:
            return Meaning(why_not=NoFigure.OTHER_COUNT)
        if number.per in ("km2", "mi2"):
            return Meaning(
                ProposedKind.CLAIM,
                measure="losses_per_gain",
                unit=f"people/{number.per}",
                counts="casualties",
            )
        if self._forecast(number, sentence):
            return Meaning(why_not=NoFigure.FORECAST)
        if own is not None and own.cue in LOST:
            return self._lost(number, sentence, own)
        if own is not None and own.cue is Cue.RECRUITS:
            return self._recruits(number, sentence)
        return self._by_clause(number, sentence, context, named=own is not None)

    def _by_clause(
        self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None, named: bool
    ) -> Meaning:
        wanted = (*LOST, *INTAKE, *_NO_FIGURE)
        nearest = self.nearest(number, sentence.start, sentence.end, *wanted)
        inherited = self._inherited(number, sentence)
        if inherited is not None and not named:
            return inherited
        from_context = nearest is None and context is not None
        if nearest is None and context is not None:
            nearest = self.nearest(number, *context, Cue.CASUALTIES, Cue.KILLED, Cue.WOUNDED, Cue.RECRUITS)
        if nearest is None and number.per == "month" and self._of_recruits:
            return self._recruits(number, sentence)
        if nearest is None:
            return Meaning(why_not=NoFigure.OTHER_COUNT)
        if nearest.cue in _NO_FIGURE:
            return Meaning(why_not=_NO_FIGURE[nearest.cue])
        if nearest.cue in LOST:
            reach = 110 if number.per else 60
            sure = not from_context and (named or self._cost(nearest, number) < reach)
            return self._lost(number, sentence, nearest, sure=sure)
        if self._near(number, sentence, 400, Cue.RECRUITS) or nearest.cue is Cue.NEED or self._of_recruits:
            return self._recruits(number, sentence)
        if context is not None and self.nearest(number, *context, Cue.RECRUITS) is not None:
            return replace(self._recruits(number, sentence), sure=False)
        return Meaning(why_not=NoFigure.OTHER_COUNT)

    def _inherited(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the meaning of the number before, for `447 sq km, after 594 in August and 634 in July`."""
        last, end = self._last.get(sentence.start, (None, 0))
        if last is None and sentence.bullet and number.signed:
            last = self._bullet
        elif any(c.cue in (*LOST, Cue.RECRUITS) for c in self._cues.between(end, number.core[0])):
            return None  # it has a word of its own: `236 killed, and of the injured to 600`
        if last is None or last.trend is not None:
            return None
        if last.measure.startswith("gains_per_"):
            last = Meaning(ProposedKind.GAINS, unit=last.unit.partition("/")[0], sure=last.sure)
        if last.kind not in (ProposedKind.GAINS, ProposedKind.LOSSES):
            return None
        rest = self._text[number.core[1] : number.core[1] + 30]
        if (
            re.match(
                rf"\s*(?:$|[,;.)(\n]|(?:{self._words.within}|{self._words.and_}|{self._words.by})\b)",
                rest,
                re.IGNORECASE,
            )
            is None
        ):
            return None
        return Meaning(
            last.kind, unit=last.unit, counts=last.counts, lost_ground=last.lost_ground, inherited=True
        )

    def _forecast(self, number: NumberFound, sentence: Sentence) -> bool:
        said = self._text[sentence.start : sentence.end]
        if said.rstrip().endswith("?") or _word(self._words.hypothetical).search(said) is not None:
            return True
        ahead = self.nearest(number, sentence.start, number.core[0], Cue.FORECAST)
        return ahead is not None and self._cost(ahead, number) <= 38

    def _lost(self, number: NumberFound, sentence: Sentence, cue: CueFound, sure: bool = True) -> Meaning:
        counts = _COUNTS[cue.cue]
        confirmed = self.nearest(number, sentence.start, sentence.end, Cue.CONFIRMED)
        if (
            confirmed is not None
            and cue.cue in (Cue.KILLED, Cue.CONFIRMED)
            and self._cost(confirmed, number) < 70
        ):
            counts = "confirmed_killed"
        average = re.search(
            rf"(?:{self._words.average})", self._text[sentence.start : number.end + 40], re.IGNORECASE
        )
        per = number.per or self._daily(number, sentence, average is not None)
        if per in ("day", "month"):
            return Meaning(
                ProposedKind.CLAIM,
                measure=f"losses_per_{per}",
                unit=f"people/{per}",
                counts=counts,
                sure=sure,
            )
        record = self._near(number, sentence, 60, Cue.RECORD)
        if record or counts == "confirmed_killed":
            return Meaning(ProposedKind.MILESTONE, unit="people", counts=counts, sure=sure, record=record)
        return Meaning(ProposedKind.LOSSES, unit="people", counts=counts, sure=sure)

    def _daily(self, number: NumberFound, sentence: Sentence, average: bool) -> str:
        """Return `day` for `average daily losses … 1,262`: the rate is said before the number."""
        if not average:
            return ""
        before = self._text[sentence.start : number.start]
        return "day" if re.search(rf"\b(?:{self._words.daily})\b", before, re.IGNORECASE) else ""

    def _recruits(self, number: NumberFound, sentence: Sentence) -> Meaning:
        needed = self._near(number, sentence, 70, Cue.NEED)
        rate = (
            number.per or self._monthly(number, sentence) or (self._rate_before(sentence) if needed else "")
        )
        unit = f"people/{rate}" if rate in ("day", "month", "year") else "people"
        if needed:
            return Meaning(ProposedKind.REQUIREMENT, unit=unit)
        if rate:
            return Meaning(ProposedKind.INTAKE, unit=unit, sure=rate == "month")
        plan = self.nearest(number, sentence.start, sentence.end, Cue.PLAN)
        done = self.nearest(number, sentence.start, sentence.end, Cue.DONE)
        nearer = min(
            (c for c in (plan, done) if c is not None), key=lambda c: self._cost(c, number), default=None
        )
        if nearer is not None and self._cost(nearer, number) < 60:
            kind = ProposedKind.TARGET if nearer.cue is Cue.PLAN else ProposedKind.ACHIEVED
            return Meaning(kind, unit="people")
        return Meaning(ProposedKind.INTAKE, unit="people")

    def _rate_before(self, sentence: Sentence) -> str:
        """Return the rate of the number before: `recruits 30,000 a month, but would need 40,000`."""
        last, _end = self._last.get(sentence.start, (None, 0))
        recruits = last is not None and last.kind in (ProposedKind.INTAKE, ProposedKind.REQUIREMENT)
        return last.unit.partition("/")[2] if last is not None and recruits else ""

    def _monthly(self, number: NumberFound, sentence: Sentence) -> str:
        before = self._text[max(sentence.start, number.start - 60) : number.start]
        return (
            "month" if re.search(rf"(?<!\w)(?:{self._words.each_month})(?!\w)", before, re.IGNORECASE) else ""
        )


_MANNER = (
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
)
