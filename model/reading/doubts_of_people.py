"""What has to be settled about whose figure a proposal is, and who states it."""

from __future__ import annotations

import re
from itertools import pairwise

from model.derive.measures import COSTS
from model.reading.layout import line_start, title_of
from model.reading.patterns import any_case, bounded
from model.reading.proposal import ProposedKind
from model.reading.source_names import Named
from model.reading.speakers import NATION
from model.reading.words_around import Read, WordsAround
from model.text.words import marked

WHOSE = marked("Whose figure is this?")
WHO_STATES = marked("Who states this?")

_TWO = 2  # sources of a text, of which a table beside may be either’s
_BY = 2  # letters of `by`, which goes before much else than who states it
_FIRST_PARAGRAPH = re.compile(r"(?s).*?[.!][”\"»)]*[ \t]*(?=\n|$)")  # and the lines that head it
_SENTENCE = 200  # letters before a name in which its sentence tells of whom it speaks


class DoubtsOfPeople(WordsAround):
    """What is uncertain about whose the numbers of a text are, and who states them."""

    def of(self, read: Read) -> tuple[str, str]:
        """Return what is asked of whose a number is, and of who states it, or nothing."""
        return self._whose(read), self._who(read)

    def _whose(self, read: Read) -> str:
        enemy = self.says(self.words.enemy, self.whole(read))
        lost = read.meaning.counts != "" and bool(enemy or self.sides.named.all or self.sources.named.all)
        own = bounded(self.words.sides.get(read.side, r"(?!)")).search(read.statement.source)
        if enemy and own is not None:
            return WHOSE  # who states it is of that side, of which the enemy is another
        return WHOSE if (not self._is_side_said(read) if read.side else lost) else ""

    def _who(self, read: Read) -> str:
        if read.cell is not None:
            places = (read.cell.head, read.cell.label, title_of(self.text, read.cell))
            said = any(self.sources.at(*place) for place in places)
            return "" if said or len({name.name for name in self.sources.named.all}) < _TWO else WHO_STATES
        said = self._is_source_said(read) if read.statement.source else not self._is_told(read)
        here = self.sources.named.between(read.sentence.start, read.sentence.end)
        said = said and all(name.name for name in here)
        if read.meaning.measure in COSTS and len(self.sources.stating(read.sentence)) > 1:
            said = False  # who divides what two others counted
        return "" if said else WHO_STATES

    def _is_side_said(self, read: Read) -> bool:
        """Whether a side is named where a number stands, or is the one spoken of before it."""
        start, end = read.sentence.start, read.sentence.end
        line = line_start(self.text, start)
        if self.sides.is_foreign(start, end):
            return False
        if self.says(self.words.we, self.whole(read)) or self._is_recruited_elsewhere(read):
            return False
        if self.says(self.words.own, self.own_before(read) + self.near(read)):
            return self.sides.only or self.sides.fighting(start, read.number.start) == {read.side}
        also = rf"(?:\s+(?:{self.words.and_}|{self.words.or_})\s+\w+)?"
        killed = any_case(rf"(?<!\w)(?:{self.words.kills}){also}[\s”\"»]+$")
        if any(killed.search(self.text, start, n.start) for n in self.cues.counted.between(start, end)):
            return self.sides.right_behind(read.number) == {read.side}
        if read.meaning.lost_ground and not self.sides.is_clear(start, read.number, read.side):
            return False
        if self.sides.only or (read.cell is not None and self.sides.at(*read.cell.head) == read.side):
            return True
        named = self.sides.fighting(start, end)
        if named:
            return (self._is_side_near(read) and named == {read.side}) or self.sides.is_clear(
                start, read.number, read.side
            )
        source = read.statement.source  # a health ministry counts the dead of its own
        if read.side in source and any_case(self.words.of_own).search(source) is not None:
            return True
        if self.sides.speaking(start, end) or len(self.sides.fighting(line, start)) > 1:
            return False
        return self.sides.latest(start) == read.side

    def _is_side_near(self, read: Read) -> bool:
        """Whether a side is named between the semicolons around a number, and not only right before another.

        `the Germans 217,000` says nothing of the number before.
        """
        start, end = read.sentence.start, read.sentence.end
        stops = [start, *self._semicolons(start, end), end]
        low = max(stop for stop in stops if stop <= read.number.start)
        high = min(stop for stop in stops if stop > read.number.start)
        for number in self.cues.counted.between(read.number.core[1], high):
            last = re.search(r"\w+\W*$", self.text[low : number.start])
            if self.sides.fighting(low, number.start if last is None else low + last.start()):
                return True
            low = number.core[1]
        return bool(self.sides.fighting(low, high))

    def _is_recruited_elsewhere(self, read: Read) -> bool:
        """Whether recruits are those of another side's office: `the ministry in Moscow aims to enlist …`."""
        recruits = not read.meaning.counts and read.meaning.unit.startswith("people")
        offices = {name.name for name in self.sides.named.between(read.sentence.start, read.sentence.end)}
        return recruits and bool(offices) and read.side not in offices

    def _is_source_said(self, read: Read) -> bool:
        """Whether who states a number is named with it, or is the only one who has spoken so far."""
        named = self.sources.named.between(read.sentence.start, read.sentence.end)
        if any(name.name == read.statement.source for name in named):
            stating = self.sources.stating(read.sentence) - {read.statement.relayed_by}
            for one, other in pairwise(named):  # an office, and the name of who holds it
                title = re.fullmatch(r",?\s*(?:\w+\s+){0,2}", self.text[one.end : other.start])
                if title is not None and one.name != other.name:
                    stating -= {one.name}
            if self._is_of_a_nation(read) or self._is_of_an_army(read, named):
                return False
            return (len(stating) == 1 and self._is_of_all(read)) or self._is_source_near(read)
        if self.sources.stating(read.sentence):
            return False
        if self.says(rf"(?:{self.words.we})\s+(?:\w+\s+)?(?:{self.words.counting})", self.whole(read)):
            return False
        if not named and (self._is_told(read) or self.says(self.words.counting, self.own_before(read))):
            return False  # somebody states it whose name was not made out
        line = line_start(self.text, read.sentence.start)
        spoke = {name.name for name in self.sources.named.between(line, read.sentence.start)}
        if read.meaning.goes_on and len(spoke) > 1:
            return False  # of which of them it goes on, nobody says
        lost = read.meaning.kind is ProposedKind.LOSSES or read.meaning.measure.startswith("losses")
        goes_on = self.sources.goes_on(read.statement.source, read.sentence, of_losses=lost)
        if lost or read.meaning.kind is ProposedKind.GAINS or read.meaning.measure.startswith("gains"):
            goes_on = goes_on or self.sources.publishes(read.statement.source)
        return goes_on and not self._is_new_side(read) and (bool(spoke) or self._is_of_text(read))

    def _is_of_text(self, read: Read) -> bool:
        """Whether who states a number of another paragraph is named in the first one, or states no other.

        `This was reported by X` is a paragraph without a number, or X heads a list.
        """
        first = _FIRST_PARAGRAPH.match(self.text)
        named = [name.start for name in self.sources.named.all if name.name == read.statement.source]
        if read.sentence.bullet or first is None or not named or named[0] < first.end():
            return True
        line = line_start(self.text, named[0]), self.text.find("\n", named[0])
        others = {name.name for name in self.sources.named.between(*line)}
        return len(others) == 1 and not self.cues.counted.count(*line)

    def _is_told(self, read: Read) -> bool:
        """Whether the sentence of a number has words of stating it: `according to`, `said`."""
        told = bounded(f"{self.words.tells}|{self.words.by_whom}").finditer(self.whole(read))
        return any(len(match.group()) > _BY for match in told)

    def _is_new_side(self, read: Read) -> bool:
        """Whether a sentence turns to a side of which the source named last has not spoken."""
        start = read.sentence.start
        last = self.sources.named.before(start, 1)
        if not last:
            return False
        spoken = max(0, last[0].start - _SENTENCE), start
        known = self.sides.fighting(*spoken)
        now = self.sides.fighting(start, read.sentence.end)
        return bool(now - known) and (bool(known) or self.sides.is_foreign(*spoken))

    def _is_of_a_nation(self, read: Read) -> bool:
        """Whether it is their own count, or `the American count`: whose that is, nobody says."""
        of_nation = rf"(?:{self.words.by})\s+(?:the\s+)?(?-i:{NATION})\s+(?:{self.words.counting})"
        return self.says(f"{self.words.own}|{of_nation}", self.own(read))

    def _is_of_an_army(self, read: Read, named: list[Named]) -> bool:
        """Whether who states a number is the army of another side than the one it is of."""
        own = [name for name in named if name.name == read.statement.source]
        armies = {side for name in own for side in self.sides.fighting(name.start, name.end)}
        return bool(armies) and armies != {read.side}

    def _is_of_all(self, read: Read) -> bool:
        """Whether who states a number is named before or behind all numbers of the sentence, or with it."""
        counted = self.cues.counted
        stops = [*self._semicolons(start := read.sentence.start, end := read.sentence.end)]
        low = max((stop for stop in stops if stop <= read.number.start), default=start)
        high = min((stop for stop in stops if stop > read.number.start), default=end)
        for name in self.sources.named.between(start, end):
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
        breaks = bounded(rf"{self.words.clause}|{self.words.and_}").finditer(self.text, start, end)
        stops = sorted([start, end, *(m.start() for m in breaks), *self._semicolons(start, end)])
        low = max(stop for stop in stops if stop <= read.number.start)
        high = min(stop for stop in stops if stop >= read.number.core[1])
        named = {n.name for n in self.sources.named.between(low, high)}
        return named == {read.statement.source}

    def _semicolons(self, start: int, end: int) -> list[int]:
        return [m.end() for m in re.compile(";").finditer(self.text, start, end)]
