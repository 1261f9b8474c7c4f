"""What has to be settled about a proposal before it is certain.

It is the one place that decides whether a number is ticked: only where its own sentence, or what heads it,
says what it counts, of which days, of whose and by whom, and where no other reading fits.
"""

from __future__ import annotations

import re
from itertools import pairwise

from model.reading.cues import LOST, Cues
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.doubts_of_days import COMPARED, OTHER_DAYS, WHICH_DAYS, DoubtsOfDays
from model.reading.doubts_of_people import DoubtsOfPeople
from model.reading.layout import line_start
from model.reading.patterns import any_case, begins_with, bounded, ends_with
from model.reading.proposal import DaysSaid, ProposedKind
from model.reading.sides import Sides
from model.reading.speech import SPEECH
from model.reading.vocabulary import Cue, Vocabulary
from model.reading.who_said import Sources
from model.reading.words_around import Read, WordsAround
from model.text.figure_words import Qualifier
from model.text.words import marked

NO_DAYS = marked("Which days is this said of?")
NOT_SURE = marked("Is this what the number says?")
TWO_READINGS = marked("How is this number to be read?")
A_PART = marked("Is this of the whole side? A part of it is named.")

_NEAR = 2  # times the rate before it in its sentence, of which another is one too
_RATES = 5  # times the rate before it, of which more is no rate
_OTHERS = (Cue.BODIES, Cue.PRISONERS, Cue.EQUIPMENT, Cue.DISPLACED)
_BEHIND = 40  # letters, from a number on, that can still tell that it is none that happened
_RIGHT_BEFORE = 3  # letters between a verb and the number that is its object
_AREAS = ("km2", "mi2")
_PERIODS = (ProposedKind.LOSSES, ProposedKind.GAINS)
_RECRUITED = (ProposedKind.INTAKE, ProposedKind.ACHIEVED, ProposedKind.TARGET)

_MOST_LOST = 60_000  # people in a day: none cost an army more than the first of the Somme
_MOST_TAKEN = 20_000  # km² in a day


class Doubts(WordsAround):
    """What is uncertain about the numbers of a text."""

    def __init__(
        self, text: str, words: Vocabulary, cues: Cues, spans: DaysOfNumbers, sources: Sources, sides: Sides
    ) -> None:
        super().__init__(text, words, cues, spans, sources, sides)
        self._last = -1, False  # the line of the last number, and whether it left a question open
        self._unit = ""  # that of the last number of the line
        self._days = DoubtsOfDays(text, words, cues, spans, sources, sides)
        self._people = DoubtsOfPeople(text, words, cues, spans, sources, sides)

    def of(self, read: Read) -> tuple[str, ...]:
        """Return the questions that a number leaves open.

        Days that follow from those of a number before it are as open as that one is.
        """
        line, open_before = self._last
        self._unit = self._unit if line == read.sentence.line else ""
        asked = [*filter(None, (*self._of(read), *self._people.of(read)))]
        if not asked and self.spans.reckoned and open_before and line == read.sentence.line:
            asked = [WHICH_DAYS]
        if not asked:
            self._days.remember(read)
        self._last, self._unit = (read.sentence.line, bool(asked)), read.meaning.unit
        return tuple(dict.fromkeys(asked))

    def _of(self, read: Read) -> tuple[str, ...]:
        """Return what is asked of what a number says, and of its days."""
        meaning, first, last = read.meaning, *read.days
        every = ends_with(self.words.every, self.before(read)) is not None  # `every 5 square kilometres`
        what = TWO_READINGS if read.number.unsure else NOT_SURE if not meaning.sure or every else ""
        unknown = last is None or (first is None and meaning.trend is None)
        when = NO_DAYS if unknown else WHICH_DAYS if _is_beyond_all(read) else ""
        if self.spans.partly(read.number, read.sentence, meaning):
            return OTHER_DAYS, what
        if self.spans.headed or (read.cell is not None and read.said is not DaysSaid.SENTENCE):
            return what, when
        return what, when, what or self._of_meaning(read), when or self._days.of(read)

    def _of_meaning(self, read: Read) -> str:
        number, meaning = read.number, read.meaning
        before = self.before(read)
        around = before + self.text[number.start : self.until(read)]
        told = before + self.near(read)[number.core[1] - number.start :][:_BEHIND]
        # what would be needed is needed
        if meaning.kind is not ProposedKind.REQUIREMENT and self.says(self.words.unreal, told):
            return NOT_SURE
        recruited = meaning.kind in (*_RECRUITED, ProposedKind.REQUIREMENT)
        if any(
            (
                self._is_passed(read),
                self._is_portion(read),
                self._is_foretold(read),
                self._is_difference(read),
                recruited and self._is_of_other_things(read),
            )
        ):
            return NOT_SURE
        if meaning.kind in _PERIODS and any(
            self.cues.near(number, read.sentence, 60, cue) for cue in (Cue.PLAN, Cue.NEED, Cue.SHORT)
        ):
            return NOT_SURE
        if meaning.compared is None and (self._is_changing_range(read) or self._is_one_of_several(read)):
            return TWO_READINGS
        if self._is_of_a_rate(read):
            return COMPARED
        if self._is_for_each(read) or self._is_for_another(read) or self._is_no_rate(read):
            return NOT_SURE
        if meaning.kind is ProposedKind.INTAKE and self._is_of_no_recruits(read):
            return NOT_SURE
        people = meaning.unit.startswith("people")
        if people and (self._is_of_the_next(read) or self._is_of_others(read)):
            return NOT_SURE
        line = line_start(self.text, read.sentence.start)
        of_part = self.says(self.words.part_of_force, self.whole(read))
        of_part = of_part or self.says(self.words.subregion, self.text[line : read.sentence.end])
        of_part = of_part or self._is_of_civilians(read)
        if of_part or self.says(self.words.nearby, around) or self._is_in_a_place(read):
            return A_PART
        return ""

    def _is_passed(self, read: Read) -> bool:
        """Whether a number may be one that was passed: `überschritten die Verluste 10.000 Mann`."""
        exact = read.number.qualifier is Qualifier.EXACT
        return exact and self.says(self.words.passed, self.own_before(read))

    def _is_difference(self, read: Read) -> bool:
        """Whether a number is by how many more something is: `9,000 more losses than it replaced`."""
        if read.number.unit and self.text[read.number.core[1]] == "-":
            return True  # a `100-square-kilometre decrease`
        rest = self.text[read.number.unit_end or read.number.core[1] : read.sentence.end]
        if read.meaning.unit == "share" and read.meaning.compared is None:
            return begins_with(self.words.more_or_fewer, rest) is not None  # `all recruits and 3 % more`
        said = rf"\s+(?:{self.words.more_or_fewer})\s[^.;]*?(?<!\w)(?:{self.words.compared})(?!\w)"
        return read.meaning.compared is None and any_case(said).match(rest) is not None

    def _is_foretold(self, read: Read) -> bool:
        """Whether the words of a number tell what is to come: `likely to go on to exceed 1,000 a day`."""
        start = read.number.start - len(self.own_before(read))
        end = read.number.start + len(self.near(read))
        planned = read.meaning.kind in (ProposedKind.TARGET, ProposedKind.REQUIREMENT)
        return not planned and any(c.cue is Cue.FORECAST for c in self.cues.all.between(start, end))

    def _is_portion(self, read: Read) -> bool:
        """Whether a number, or one before it, is of a whole or a unit: `half of 500`, `for every 10 men`."""
        start = read.sentence.start
        numbers = {n.start for n in self.cues.counted.between(start, read.number.core[1])} | {
            read.number.start
        }
        said = any_case(rf"(?<!\w)(?:{self.words.portion})\s+")
        if any(m.end() in numbers for m in said.finditer(self.text, start, read.number.start)):
            return True
        own = self.cues.own(read.number)
        of_them = rf"\s+(?:{self.words.of_them})(?!\w)"
        behind = self.text[read.number.core[1] : read.number.core[1] + 20]
        lost = read.meaning.kind is ProposedKind.LOSSES
        if not lost and any_case(of_them).match(behind):
            return True
        part = rf"(?:{self.words.including})\W+(?:\w+\W+){{0,2}}$"
        return (own is None or own.cue not in LOST) and any_case(rf"(?<!\w){part}").search(
            self.before(read)
        ) is not None

    def _is_in_a_place(self, read: Read) -> bool:
        """Whether a place is named that is no side: `in Idlib`."""
        if self.words.code == "de":  # every noun has a capital
            return False
        start = read.number.start - len(self.own_before(read))
        places = re.compile(rf"(?<!\w)(?i:{self.words.inside})\s+(?:the\s+)?([^\W\d_][^\W\d_]+(?!\d))")
        end = self.until(read)
        for place in places.finditer(self.text, start, end):
            if not place[1][0].isupper():
                continue
            known = (self.spans.days, self.sides.named, self.sources.named)
            if not any(n.start <= place.start(1) < n.end for k in known for n in k.between(start - 60, end)):
                return True
        return False

    def _is_of_the_next(self, read: Read) -> bool:
        """Whether what is counted is told of the next number, or may be the ground of the one before."""
        number = read.number
        earlier = self.cues.counted.between(read.sentence.start, number.start)
        bare = self.cues.own(number) is None and self.cues.label(number) is None
        if bare and read.meaning.kind is ProposedKind.LOSSES and earlier and earlier[-1].unit in _AREAS:
            return True  # `took 20 km² and lost 10`: of either
        nearest = self.cues.nearest(number, read.sentence.start, read.sentence.end, *LOST)
        if not read.meaning.counts or read.meaning.inherited or read.meaning.goes_on or nearest is None:
            return False
        behind = number.core[1] + len(self.near(read)) - (number.core[1] - number.start)
        return nearest.start >= behind and self.cues.own(number) is None

    def _is_of_no_recruits(self, read: Read) -> bool:
        """Whether no word between semicolons tells of recruits, or one right before a number of losses."""
        before = self.cues.all.between(read.sentence.start, read.number.start)[-1:]
        if before and before[0].cue in LOST and read.number.start - before[0].end < _RIGHT_BEFORE:
            return True  # `lost 1,000 soldiers recruited`
        start, end = read.sentence.start, read.sentence.end
        low = self.text.rfind(";", start, read.number.start)
        high = self.text.find(";", read.number.core[1], end)
        said = self.cues.all.between(max(start, low), end if high < 0 else high)
        return not any(cue.cue in (Cue.RECRUITS, Cue.DONE, Cue.PLAN, Cue.NEED) for cue in said)

    def _is_of_other_things(self, read: Read) -> bool:
        """Whether a noun that is none of ours stands right behind a number: `needs 6 answers`."""
        own, words, speech = self.cues.own(read.number), self.words, SPEECH[self.words.code]
        noun = re.compile(r"\s+([^\W\d_][\w’'-]+)").match(self.text, read.number.core[1])
        if noun is None or noun[1].lower() in words.stops:
            return False
        if own is not None and (own.start <= noun.start(1) or own.cue is not Cue.RECRUITS):
            return False
        verbs = f"{speech.helpers}|{speech.passive}"  # `4,000 had been found`
        if own is not None and not begins_with(verbs, self.text[noun.end() : own.start]):
            return False  # `600 foreign recruits`, not `600 schools have signed up`
        known = [verbs, words.clause, words.compared, words.by_now, words.filler, *words.per.values()]
        known += [words.within, words.since, words.until, words.and_, words.or_, words.by, words.of_whole]
        known.append(words.on)
        return bounded("|".join(known)).match(self.text, noun.start(1)) is None

    def _is_of_others(self, read: Read) -> bool:
        """Whether what is counted is told before a number and is none of ours: `bodies of 500 dead`."""
        before = self.own_before(read)
        start = read.number.start - min(_BEHIND, len(re.split(r"[,;:.]", before)[-1]))
        return any(cue.cue in _OTHERS for cue in self.cues.all.between(start, read.number.start))

    def _is_of_civilians(self, read: Read) -> bool:
        """Whether those who were killed or wounded are no soldiers: `300 civilians were killed`."""
        own = self.cues.own(read.number)
        between = [] if own is None else self.cues.all.between(read.number.core[1], own.start)
        return any(cue.cue is Cue.DISPLACED for cue in between)

    def _is_changing_range(self, read: Read) -> bool:
        """Whether two numbers may be what something was and what it became: `grew from 500 to 600`."""
        number = read.number
        ways = (Cue.RISING, Cue.FALLING, Cue.LESS, Cue.MORE)
        bound = number.low is not None or number.qualifier is Qualifier.UP_TO  # `зросли до 500`
        counted = self.cues.counted
        joins = "|".join(middle for opening, middle in self.words.ranges if opening)
        pairs = [*counted.between(read.sentence.start, number.start)[-1:], number]
        pairs += counted.between(number.core[1], read.sentence.end)[:1]
        between = [self.text[a.unit_end or a.core[1] : b.start] for a, b in pairwise(pairs)]
        bound = bound or ends_with(f"to|{self.words.until}", self.own_before(read)) is not None
        bound = bound or any(any_case(rf"\s*(?:{joins})\s*").fullmatch(gap) for gap in between)
        return bound and self.cues.near(number, read.sentence, 90, *ways)

    def _is_one_of_several(self, read: Read) -> bool:
        """Whether a number is one of two, or of a list: `30,000, maybe 35,000`, `449, 466 and 446 km²`."""
        words, number = self.words, read.number
        either = rf"\s*/\s*|\s*[,(]?\s*(?:(?:{words.or_}|{words.maybe})\s+)+"
        listed = rf"\s*,\s*|\s*,?\s*(?:{words.and_})\s+"
        counted = self.cues.counted
        near = [*counted.between(read.sentence.start, number.start)[-1:], number]
        near += counted.between(number.core[1], read.sentence.end)[:1]
        for a, b in pairwise(near):
            alike = not (a.per or b.per or b.signed) and b.qualifier is Qualifier.EXACT
            said = f"{either}|{listed}" if alike else either
            if any_case(said).fullmatch(self.text, a.core[1], b.start) is not None:
                return True
        middles = "|".join(middle for _opening, middle in words.ranges if middle.isalpha())
        bound = "|".join(words.before[key] for key in (Qualifier.OVER, Qualifier.ABOUT, Qualifier.AT_LEAST))
        unread = any_case(rf"\s*/\s*\d|\s+(?:{middles})\s+(?:{bound})(?!\w)")  # `970 bis über eintausend`
        return unread.match(self.text, number.core[1]) is not None

    def _is_of_a_rate(self, read: Read) -> bool:
        """Whether a bare number goes on with one that was a rate: `1,050 a day in July fell to 890`."""
        number = read.number
        if (
            number.per
            or read.meaning.kind not in (*_PERIODS, ProposedKind.INTAKE)
            or "/" in read.meaning.unit
            or read.meaning.goes_on
        ):
            return False
        rates = f"{self.words.average}|{self.words.rates}"
        own = self.own_before(read)
        near = re.sub(rf"(?:{rates})\W+(?:\w+\W+)?$", "", self.near(read), flags=re.IGNORECASE)
        if self.says(f"{rates}|{self.words.average_day}", own + near) or self._is_daily(read):
            return True
        line = line_start(self.text, read.sentence.start)
        earlier = self.cues.counted.between(line, number.start)
        if not earlier:
            return False
        if self.cues.own(number) is not None:  # `1,130 men a day, more than 1,030 men in May`
            alike = (number.value or 0) <= _NEAR * (earlier[-1].value or 0) and number.unit == ""
            return alike and "/" in self._unit and earlier[-1].start >= read.sentence.start
        if (number.value or 0) > _RATES * (earlier[-1].value or earlier[-1].high or 0):
            return False  # what rates come to
        kinds = (*LOST, Cue.GAINED, Cue.LOST_GROUND)
        words = self.cues.all.between(max(earlier[-1].core[1], read.sentence.start), self.until(read))
        if number.unit and any(cue.cue in kinds for cue in words):
            return False
        return (
            earlier[-1].per != ""
            or "/" in self._unit
            or self.says(f"{rates}|{self.words.daily}", self.before(read))
        )

    def _is_for_each(self, read: Read) -> bool:
        """Whether a total of more days than one may be so many each day, or for each km²: `in May 700 daily`.

        The word may stand anywhere between the numbers around it.
        """
        first, last = read.days
        total = read.meaning.kind in (*_PERIODS, *_RECRUITED) and "/" not in read.meaning.unit
        if not total or first == last:
            return False
        words = self.words
        rates = (
            *(words.per[time] for time in ("day", "week", "month")),
            words.each_month,
            words.per_area,
            words.each_else,
        )
        before = self.own_before(read)
        earlier = self.cues.counted.between(read.sentence.start, read.number.start)
        if earlier and earlier[-1].per:  # `1,000 a day in May, 30,000 in all`
            before = re.sub(r"^[^,;]*", "", before)
        said = f"{before.rpartition(';')[2]}{self.near(read)}"
        for found in bounded("|".join(rates)).finditer(said):
            behind = re.match(r"\s+([^\W\d_]+)", said[found.end() :])
            adjective = bounded(words.daily).fullmatch(found.group()) is not None
            if not adjective or behind is None or behind[1].lower() in words.stops:
                return True  # but for `daily reports`
        return False

    def _is_no_rate(self, read: Read) -> bool:
        """Whether a rate is told in another clause: `the monthly gain fell, from July when 634 km² …`."""
        meaning, words = read.meaning, self.words
        rate = meaning.measure.endswith(("_per_day", "_per_month")) and not read.number.per
        if not rate or read.cell is not None or meaning.inherited or meaning.goes_on:
            return False
        clause = re.split(r"[,;]\s", self.before(read))[-1] + re.split(r"[,;]\s", self.near(read))[0]
        rates = f"{words.average}|{words.rates}|{words.daily}|{words.each_month}|{words.average_day}"
        return not self.says("|".join((rates, *words.per.values())), clause)

    def _is_for_another(self, read: Read) -> bool:
        """Whether so many are told for each of something: `103 per settlement`, `по 2500`."""
        if read.number.per:
            return False
        if ends_with(self.words.apiece, self.before(read)) is not None:
            return True
        rate = read.meaning.measure.endswith(("_per_day", "_per_month")) or read.meaning.kind in _PERIODS
        behind = self.near(read)[read.number.core[1] - read.number.start :]
        return rate and self.says(self.words.to_each, behind)

    def _is_daily(self, read: Read) -> bool:
        """Whether `daily` stands before what is lost or gained in the words of a number."""
        start = read.number.start - len(self.own_before(read))
        said = bounded(self.words.daily).finditer(self.text, start, start + len(self.own(read)))
        kinds = (*LOST, Cue.GAINED)
        return any(c.cue in kinds for m in said for c in self.cues.all.between(m.start(), m.end() + 12))


def _is_beyond_all(read: Read) -> bool:
    """Whether more was lost or taken in the days than ever was: a toll of the war, said of one day."""
    most = {"people": _MOST_LOST, "km2": _MOST_TAKEN}.get(read.meaning.unit.partition("/")[0])
    value = max(abs(end or 0) for end in (read.number.value, read.number.low, read.number.high))
    first, last = read.days
    counted = read.meaning.kind in (ProposedKind.LOSSES, ProposedKind.GAINS) and first is not None
    days = (last - first).days + 1 if counted and first is not None and last is not None else 0
    days = 1 if read.meaning.unit in ("people/day", "km2/day") else days
    return most is not None and days > 0 and value / days > most
