"""What has to be settled about a proposal before it is certain.

It is the one place that decides whether a number is ticked: only where its own sentence, or what heads it,
says what it counts, of which days, of whose and by whom, and where no other reading fits.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from msgspec import Struct

from model.reading.cues import LOST, Cues, bounded
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.layout import Sentence, TableCell
from model.reading.meaning import Meaning
from model.reading.numbers_in_text import NumberFound
from model.reading.proposal import DaysSaid, ProposedKind
from model.reading.single_days import DaysFound, counted_by
from model.reading.source_names import Named
from model.reading.vocabulary import Cue, Vocabulary
from model.reading.who_said import Sides, Sources, Statement
from model.text.figure_words import Qualifier
from model.text.words import marked

NO_DAYS = marked("Which days is this said of?")
OTHER_DAYS = marked("Are these the days? They are said in an earlier paragraph.")
WHICH_DAYS = marked("Are these the days? The sentence does not say it of this number alone.")
NOT_SURE = marked("Is this what the number says?")
TWO_READINGS = marked("How is this number to be read?")
A_PART = marked("Is this of the whole side? A part of it is named.")
WHOSE = marked("Whose figure is this?")
WHO_STATES = marked("Who states this?")
COMPARED = marked("Is this a figure of its own? It is only compared with another.")

_FEW = 100  # people lost; fewer are often those of one attack
_OTHERS = (Cue.BODIES, Cue.PRISONERS, Cue.EQUIPMENT, Cue.DISPLACED)
_BEHIND = 40  # letters, from a number on, that can still tell that it is none that happened
_AREAS = ("km2", "mi2", "ha")
_SENTENCE = 200  # letters before a name in which its sentence tells of whom it speaks
_PERIODS = (ProposedKind.LOSSES, ProposedKind.GAINS)
_COUNTED = (*_PERIODS, ProposedKind.INTAKE)


class Read(Struct, frozen=True):
    """A number as it was read, with all that its proposal will say."""

    number: NumberFound
    sentence: Sentence
    cell: TableCell | None
    meaning: Meaning
    days: tuple[date | None, date | None]
    said: DaysSaid
    statement: Statement
    side: str


class Doubts:
    """What is uncertain about the numbers of a text."""

    def __init__(
        self, text: str, words: Vocabulary, cues: Cues, spans: DaysOfNumbers, sources: Sources, sides: Sides
    ) -> None:
        self._text, self._words, self._cues = text, words, cues
        self._spans, self._sources, self._sides = spans, sources, sides

    def of(self, read: Read, crosses: bool) -> str:
        """Return the first question that a number leaves open, or nothing. `crosses`: days of elsewhere."""
        meaning, first, last = read.meaning, *read.days
        if crosses or self._spans.partly(read.number, read.sentence, meaning):
            return OTHER_DAYS
        if read.number.unsure:
            return TWO_READINGS
        if not meaning.sure or (read.cell is None and self._is_incident(read)):
            return NOT_SURE
        if last is None or (first is None and meaning.kind in _PERIODS):
            return NO_DAYS
        if read.cell is not None:
            return self._of_people(read)
        return self._of_meaning(read) or self._of_days(read) or self._of_people(read)

    # what it says

    def _of_meaning(self, read: Read) -> str:
        number, meaning = read.number, read.meaning
        before = self._before(read)
        around = before + self._text[number.start : self._until(read)]
        told = before + self._near(read)[number.core[1] - number.start :][:_BEHIND]
        # what would be needed is needed
        if meaning.kind is not ProposedKind.REQUIREMENT and self._says(self._words.unreal, told):
            return NOT_SURE
        if self._is_portion(read):
            return NOT_SURE
        if meaning.kind in _PERIODS and any(
            self._cues.near(number, read.sentence, 60, cue) for cue in (Cue.PLAN, Cue.NEED, Cue.SHORT)
        ):
            return NOT_SURE
        if meaning.compared is None and self._is_changing_range(read):
            return TWO_READINGS
        if self._is_of_a_rate(read):
            return COMPARED
        if meaning.kind is ProposedKind.INTAKE and self._is_of_no_recruits(read):
            return NOT_SURE
        people = meaning.unit.startswith("people")
        if people and (self._is_of_the_next(read) or self._is_of_others(read)):
            return NOT_SURE
        of_part = self._says(self._words.part_of_force, self._whole(read))
        if of_part or self._says(self._words.nearby, around) or self._is_in_a_place(read):
            return A_PART
        return ""

    def _is_portion(self, read: Read) -> bool:
        """Whether a number, or one before it, is of a whole or a unit: `half of 500`, `for every 10 men`."""
        start = read.sentence.start
        numbers = {n.start for n in self._cues.counted.between(start, read.number.core[1])} | {
            read.number.start
        }
        said = re.compile(rf"(?<!\w)(?:{self._words.portion})\s+", re.IGNORECASE)
        if any(m.end() in numbers for m in said.finditer(self._text, start, read.number.start)):
            return True
        own = self._cues.own(read.number)
        of_them = rf"\s+(?:{self._words.of_them})(?!\w)"
        behind = self._text[read.number.core[1] : read.number.core[1] + 20]
        lost = read.meaning.kind is ProposedKind.LOSSES
        if not lost and re.match(of_them, behind, re.IGNORECASE):
            return True
        part = rf"(?:{self._words.including})\W+(?:\w+\W+){{0,2}}$"
        return (own is None or own.cue not in LOST) and re.search(
            rf"(?<!\w){part}", self._before(read), re.IGNORECASE
        ) is not None

    def _is_in_a_place(self, read: Read) -> bool:
        """Whether a place is named that is no side: `in Idlib`."""
        if self._words.code == "de":  # every noun has a capital
            return False
        start = read.number.start - len(self._own_before(read))
        places = re.compile(rf"(?<!\w)(?i:{self._words.inside})\s+(?:the\s+)?([^\W\d_]\w+)")
        end = self._until(read)
        for place in places.finditer(self._text, start, end):
            if not place[1][0].isupper():
                continue
            known = (self._spans.days, self._sides.named, self._sources.named)
            if not any(n.start <= place.start(1) < n.end for k in known for n in k.between(start - 60, end)):
                return True
        return False

    def _is_incident(self, read: Read) -> bool:
        """Whether so few losses, whose days are not said with them, may be those of a single event."""
        few = read.meaning.kind is ProposedKind.LOSSES and (read.number.value or _FEW) < _FEW
        return few and read.said is DaysSaid.EARLIER

    def _is_of_the_next(self, read: Read) -> bool:
        """Whether what is counted is told of the next number, or may be the ground of the one before."""
        number = read.number
        earlier = self._cues.counted.between(read.sentence.start, number.start)
        bare = self._cues.own(number) is None and self._cues.label(number) is None
        if bare and read.meaning.kind is ProposedKind.LOSSES and earlier and earlier[-1].unit in _AREAS:
            return True  # `took 20 km² and lost 10`: of either
        nearest = self._cues.nearest(number, read.sentence.start, read.sentence.end, *LOST)
        if not read.meaning.counts or read.meaning.inherited or read.meaning.goes_on or nearest is None:
            return False
        behind = number.core[1] + len(self._near(read)) - (number.core[1] - number.start)
        return nearest.start >= behind and self._cues.own(number) is None

    def _is_of_no_recruits(self, read: Read) -> bool:
        """Whether no word between semicolons tells that a number counts recruits."""
        start, end = read.sentence.start, read.sentence.end
        low = self._text.rfind(";", start, read.number.start)
        high = self._text.find(";", read.number.core[1], end)
        said = self._cues.all.between(max(start, low), end if high < 0 else high)
        return not any(cue.cue in (Cue.RECRUITS, Cue.DONE, Cue.PLAN, Cue.NEED) for cue in said)

    def _is_of_others(self, read: Read) -> bool:
        """Whether what is counted is told before a number and is none of ours: `bodies of 500 dead`."""
        before = self._own_before(read)
        start = read.number.start - min(_BEHIND, len(re.split(r"[,;:.]", before)[-1]))
        return any(cue.cue in _OTHERS for cue in self._cues.all.between(start, read.number.start))

    def _is_changing_range(self, read: Read) -> bool:
        """Whether two numbers may be what something was and what it became: `grew from 500 to 600`."""
        ways = (Cue.RISING, Cue.FALLING, Cue.LESS, Cue.MORE)
        bound = read.number.low is not None or read.number.qualifier is Qualifier.UP_TO  # `зросли до 500`
        return bound and self._cues.near(read.number, read.sentence, 90, *ways)

    def _is_of_a_rate(self, read: Read) -> bool:
        """Whether a bare number goes on with one that was a rate: `1,050 a day in July fell to 890`."""
        number = read.number
        if number.per or read.meaning.kind not in _PERIODS or "/" in read.meaning.unit or read.meaning.goes_on:
            return False
        rates = f"{self._words.average}|{self._words.rates}"
        own = self._own_before(read)
        if self._says(f"{rates}|{self._words.average_day}", own + self._near(read)) or self._is_daily(read):
            return True
        line = self._text.rfind("\n", 0, read.sentence.start) + 1
        earlier = self._cues.counted.between(line, number.core[0])
        if not earlier or self._cues.own(number) is not None:
            return False
        kinds = (*LOST, Cue.GAINED, Cue.LOST_GROUND)
        words = self._cues.all.between(max(earlier[-1].core[1], read.sentence.start), self._until(read))
        if number.unit and any(cue.cue in kinds for cue in words):
            return False
        return earlier[-1].per != "" or self._says(f"{rates}|{self._words.daily}", self._before(read))

    def _is_daily(self, read: Read) -> bool:
        """Whether `daily` stands before what is lost or gained in the words of a number."""
        start = read.number.start - len(self._own_before(read))
        said = bounded(self._words.daily).finditer(self._text, start, start + len(self._own(read)))
        kinds = (*LOST, Cue.GAINED)
        return any(c.cue in kinds for m in said for c in self._cues.all.between(m.start(), m.end() + 12))

    # of which days

    def _of_days(self, read: Read) -> str:
        sentence, meaning = read.sentence, read.meaning
        here = [d for d in self._spans.days.between(sentence.start, sentence.end) if d.role != "weekday"]
        dated = [d for d in here if d.last is not None]
        if read.said is DaysSaid.EARLIER and not self._is_pointed(read, here):
            return WHICH_DAYS
        if meaning.compared is None and self._is_elsewhen(read):
            return WHICH_DAYS
        dates = self._spans.reckoned or self._is_next_to_days(read, dated)
        if meaning.kind in _COUNTED and self._is_beside(read) and not dates:
            return COMPARED
        if self._is_beside(read) and any(d.role in ("since", "until") for d in dated):
            return COMPARED
        if meaning.compared is None and not self._is_bound(read, dated):
            return WHICH_DAYS
        if self._is_of_another_year(read, dated):
            return WHICH_DAYS
        if meaning.kind is ProposedKind.TARGET and not _is_year(*read.days):
            return WHICH_DAYS
        return ""

    def _is_elsewhen(self, read: Read) -> bool:
        """Whether the words of a number tell of days that were not made out, or of when it was said."""
        own, start = self._own(read), read.number.start - len(self._own_before(read))
        near = self._own_before(read) + self._near(read)
        here = self._spans.days.between(read.sentence.start, read.sentence.end)
        vague = [
            m
            for m in bounded(self._words.elsewhen).finditer(near)
            if not any(d.start <= start + m.start() < d.end or self._opens(start + m.end(), d) for d in here)
        ]
        said = start + (vague[-1].end() if vague else 0)  # `before, as of 1 May`, not `half of May`
        named = [
            d for d in self._spans.days.between(said, start + len(own)) if self._text[said : d.start].strip()
        ]
        if vague and not self._spans.reckoned and not any(d.last is not None and d.last == read.days[1] for d in named):
            return True
        since = any(d.role == "since" and d.first == read.days[0] for d in here)
        said_in = bounded(
            rf"(?:{self._words.tells})\W+(?:{self._words.within}|{self._words.on})\W+(?:the\W+)?"
        )
        told = bounded(rf"(?:{self._words.tells})\W+(?:\w+\W+){{0,4}}")
        for days in here:
            if days.role == "weekday" and (since or not start <= days.start < start + len(near)):
                continue
            lead = self._text[max(read.sentence.start, days.start - 40) : days.start]
            stated = re.search(rf"{told.pattern}$", lead, re.IGNORECASE) is not None
            chosen = since if days.role == "span" else days.last == read.days[1] and not since
            rates = read.meaning.kind is not ProposedKind.INTAKE
            if rates and not since and days.last == read.days[1] and re.search(rf"{said_in.pattern}$", lead, re.IGNORECASE):
                return True
            dateline = self._text[days.end : days.end + 1] == ")"
            if stated and days.role == "day" and not since and self._is_reckoned(here, read):
                return True
            if (days.role == "weekday" and not stated and not dateline) or (chosen and stated):
                return True
        lengths = bounded(rf"(?:\d+|\w+)\s+(?:{self._words.duration})")
        return any(
            self._is_number(m.group().split()[0])
            and not any(d.start <= start + m.start() < d.end for d in here)
            for m in lengths.finditer(near)
        )

    def _is_number(self, word: str) -> bool:
        return word[0].isdigit() or counted_by(word, self._words) > 1

    def _opens(self, end: int, days: DaysFound) -> bool:
        """Whether words that end at a place are those before days: `since the beginning of 2025`."""
        between = self._text[end : max(end, days.start)]
        return days.role == "since" and re.fullmatch(r"[^.,;:()\d]{0,60}", between) is not None

    def _is_reckoned(self, here: list[DaysFound], read: Read) -> bool:
        """Whether days were reckoned from the day published, such as those of `yesterday`."""
        chosen = [self._text[d.start : d.end] for d in here if d.last == read.days[1]]
        relative = bounded("|".join(self._words.relative.values()))
        return any(relative.search(said) is not None for said in chosen)

    def _is_pointed(self, read: Read, here: list[DaysFound]) -> bool:
        """Whether days said earlier are pointed at, head a list, or are the only ones of the paragraph."""
        if any(d.role == "same" for d in here) or read.sentence.bullet:
            return True
        if self._spans.headed or self._spans.reckoned:
            return True
        if self._says(self._words.tells, self._whole(read)):  # somebody says it, maybe of other days
            return False
        line = self._text.rfind("\n", 0, read.sentence.start) + 1
        near = self._spans.days.between(line, read.sentence.start)
        said = [d for d in near if d.last is not None and d.role != "weekday"]
        told = {(d.first, d.last) for d in said} or self._spans.of_line(read.sentence.line)
        if len(told) != 1:
            return False
        if said and all(d.role == "since" for d in said):
            return True
        sides = self._sides.fighting(read.sentence.start, read.sentence.end)
        return sides <= self._sides.fighting(line, read.sentence.start)

    def _is_beside(self, read: Read) -> bool:
        """Whether a number is only what another one is compared with."""
        number, start = read.number, read.sentence.start
        if read.meaning.inherited:
            return not read.sentence.bullet
        before = self._text[max(start, number.start - 24) : number.start]
        last = [*bounded(f"{self._words.compared_to}|{self._words.compared}").finditer(before)]
        behind = before[last[-1].end() :] if last else ""
        marked = bool(last) and len(behind.split()) <= 2 and "," not in behind
        if not marked and not before.rstrip().endswith("("):
            return False
        return self._cues.counted.count(start, number.start) > 0 or self._cues.near(
            number, read.sentence, 40, Cue.RISING, Cue.FALLING
        )

    def _is_next_to_days(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days, and nothing else that counts, stand right beside a number."""
        number = read.number
        for days in dated:
            low, high = (
                (days.end, number.start) if days.end <= number.start else (number.unit_end, days.start)
            )
            between = self._text[low:high] if low <= high else "-" * 99
            near = len(between) <= 24 and not any(mark in between for mark in ".;)\n")
            if near and self._cues.counted.count(low, high) == 0:
                return True
        return False

    def _is_of_another_year(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days are said without a year where the paragraph speaks of another: `June 2024 … July`."""
        last = read.days[1]
        if last is None or any(d.year and d.last == last for d in dated):
            return False
        line = self._text.rfind("\n", 0, read.sentence.start) + 1
        said = [d for d in self._spans.days.between(line, read.sentence.end) if d.last and _names_year(d)]
        before = [d for d in said if d.start < read.number.start]
        nearest = before[-1] if before else said[0] if said else None
        return nearest is not None and nearest.last is not None and nearest.last.year != last.year

    def _is_bound(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether no other number has a better right to the days that a number was given."""
        number, counted = read.number, self._cues.counted
        ahead = [d for d in dated if d.end <= number.start]
        behind = [d for d in dated if d.start >= number.core[1]]
        chosen = next((d for d in (*ahead[::-1], *behind) if d.last == read.days[1]), None)
        if chosen is None:
            return True
        if chosen.end <= number.start:  # `lost 500, after 400 in May, and gained 20 km²`: not in May
            joins = self._text[chosen.end : chosen.end + 12]
            if re.match(rf",?\s+(?:{self._words.when})(?!\w)", joins, re.IGNORECASE):
                return counted.count(chosen.end, number.start) == 0  # `in September, when 259 …`
            before = counted.between(max(read.sentence.start, chosen.start - 60), chosen.start)
            follows = before and re.search(r"[,;:(]", self._text[before[-1].core[1] : chosen.start]) is None
            return not follows or len(dated) == 1
        between = counted.between(number.core[1], chosen.start)
        gap = self._text[number.core[1] : chosen.start]
        if between and (
            re.search(r"[;,]", self._text[number.core[1] : between[0].start])
            or bounded(self._words.clause).search(gap)
        ):
            return False
        near = self._text[number.unit_end : chosen.start]  # `16.8 km² a day in November`
        if re.fullmatch(rf"[^.,;:()\d]{{0,25}}\b(?:{self._words.within})\s+", near, re.IGNORECASE):
            return True
        following = counted.between(chosen.end, chosen.end + 25)
        if not following or re.search(r"[,.;:()]", self._text[chosen.end : following[0].start]):
            return True
        own = following[0].unit_end or following[0].core[1]  # `594 in August and 634 in July`
        return any(own < d.start <= own + 12 for d in behind)

    # of whose, and by whom

    def _of_people(self, read: Read) -> str:
        if read.side and not self._is_side_said(read):
            return WHOSE
        if read.statement.source and read.cell is None and not self._is_source_said(read):
            return WHO_STATES
        return ""

    def _is_side_said(self, read: Read) -> bool:
        """Whether a side is named where a number stands, or is the one spoken of before it."""
        start, end = read.sentence.start, read.sentence.end
        line = self._text.rfind("\n", 0, start) + 1
        if self._sides.is_foreign(start, end):
            return False
        if self._says(self._words.own, self._own_before(read) + self._near(read)):
            return self._sides.only
        also = rf"(?:\s+(?:{self._words.and_}|{self._words.or_})\s+\w+)?"
        if re.search(rf"(?<!\w)(?:{self._words.kills}){also}\s+$", self._before(read), re.IGNORECASE):
            return self._sides.right_behind(read.number) == {read.side}
        if read.meaning.lost_ground and not self._sides.is_clear(start, read.number, read.side):
            return False
        if self._sides.only or (read.cell is not None and self._sides.at(*read.cell.head) == read.side):
            return True
        named = self._sides.fighting(start, end)
        if named:
            return named == {read.side} or self._sides.is_clear(start, read.number, read.side)
        source = read.statement.source  # a health ministry counts the dead of its own
        if read.side in source and re.search(self._words.of_own, source, re.IGNORECASE) is not None:
            return True
        if self._sides.speaking(start, end) or len(self._sides.fighting(line, start)) > 1:
            return False
        return self._sides.latest(start) == read.side

    def _is_source_said(self, read: Read) -> bool:
        """Whether who states a number is named with it, or is the only one who has spoken so far."""
        named = self._sources.named.between(read.sentence.start, read.sentence.end)
        if any(name.name == read.statement.source for name in named):
            stating = self._sources.stating(read.sentence) - {read.statement.relayed_by}
            for one, other in pairwise(named):  # an office, and the name of who holds it
                title = re.fullmatch(r",?\s*(?:\w+\s+){0,2}", self._text[one.end : other.start])
                if title is not None and one.name != other.name:
                    stating -= {one.name}
            if self._says(self._words.own, self._own(read)) or self._is_of_an_army(read, named):
                return False
            return (len(stating) == 1 and self._is_of_all(read)) or self._is_source_near(read)
        if self._sources.stating(read.sentence):
            return False
        if self._says(rf"(?:{self._words.ours})\s+(?:\w+\s+)?(?:{self._words.counting})", self._whole(read)):
            return False
        if not named and self._says(self._words.tells, self._whole(read)):
            return False  # somebody states it whose name was not made out
        lost = read.meaning.kind is ProposedKind.LOSSES or read.meaning.measure.startswith("losses")
        goes_on = self._sources.goes_on(read.statement.source, read.sentence, of_losses=lost)
        return goes_on and not self._is_new_side(read)

    def _is_new_side(self, read: Read) -> bool:
        """Whether a sentence turns to a side of which the source named last has not spoken."""
        start = read.sentence.start
        last = self._sources.named.before(start, 1)
        if not last:
            return False
        spoken = max(0, last[0].start - _SENTENCE), start
        known = self._sides.fighting(*spoken)
        now = self._sides.fighting(start, read.sentence.end)
        return bool(now - known) and (bool(known) or self._sides.is_foreign(*spoken))

    def _is_of_an_army(self, read: Read, named: list[Named]) -> bool:
        """Whether who states a number is the army of another side than the one it is of."""
        own = [name for name in named if name.name == read.statement.source]
        armies = {side for name in own for side in self._sides.fighting(name.start, name.end)}
        return bool(armies) and armies != {read.side}

    def _is_of_all(self, read: Read) -> bool:
        """Whether who states a number is named before or behind all numbers of the sentence, or with it."""
        counted = self._cues.counted
        stops = [*self._semicolons(start := read.sentence.start, end := read.sentence.end)]
        low = max((stop for stop in stops if stop <= read.number.start), default=start)
        high = min((stop for stop in stops if stop > read.number.start), default=end)
        for name in self._sources.named.between(start, end):
            if name.name != read.statement.source:
                continue
            inside = low <= name.start < high
            before = counted.count(low if inside else start, name.start)
            behind = counted.count(name.end, high if inside else end)
            if not before or not behind or name.end <= read.number.start:
                return True
        return False

    def _is_source_near(self, read: Read) -> bool:
        """Whether the clause of a number names who states it, and nobody else."""
        start, end = read.sentence.start, read.sentence.end
        breaks = bounded(rf"{self._words.clause}|{self._words.and_}").finditer(self._text, start, end)
        stops = sorted([start, end, *(m.start() for m in breaks), *self._semicolons(start, end)])
        low = max(stop for stop in stops if stop <= read.number.start)
        high = min(stop for stop in stops if stop >= read.number.core[1])
        named = {n.name for n in self._sources.named.between(low, high)}
        return named == {read.statement.source}

    # words

    def _semicolons(self, start: int, end: int) -> list[int]:
        return [m.end() for m in re.compile(";").finditer(self._text, start, end)]

    def _own_before(self, read: Read) -> str:
        """Return the words between the number before and a number, of the same sentence."""
        before = self._cues.counted.between(read.sentence.start, read.number.start)
        return self._text[before[-1].core[1] if before else read.sentence.start : read.number.start]

    def _near(self, read: Read) -> str:
        """Return a number and the words behind it, up to the next number or the end of the clause."""
        number = read.number
        stop = re.compile(r"[,;:]").search(self._text, number.core[1], self._until(read))
        return self._text[number.start : self._until(read) if stop is None else stop.start()]

    def _own(self, read: Read) -> str:
        """Return the words from the number before to the number behind, of the same sentence."""
        return self._own_before(read) + self._text[read.number.start : self._until(read)]

    def _says(self, pattern: str, text: str) -> bool:
        return bounded(pattern).search(text) is not None

    def _whole(self, read: Read) -> str:
        return self._text[read.sentence.start : read.sentence.end]

    def _before(self, read: Read) -> str:
        """Return the words before a number in its sentence."""
        return self._text[read.sentence.start : read.number.start]

    def _until(self, read: Read) -> int:
        """Return where the next number begins, or the sentence ends."""
        rest = self._cues.counted.between(read.number.core[1], read.sentence.end)
        return rest[0].start if rest else read.sentence.end


def _is_year(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _names_year(days: DaysFound) -> bool:
    """Whether an expression of days tells the year: with digits, or as `last year`."""
    return days.year or _is_year(days.first, days.last)
