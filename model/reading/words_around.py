"""A number as it was read, and the words around it by which others judge what it says."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from model.reading.calendar_days import whole_months
from model.reading.cues import Cues
from model.reading.days_found import DaysFound
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence, TableCell
from model.reading.number_found import NumberFound
from model.reading.patterns import bounded, ends_with, says
from model.reading.proposal import DaysSaid
from model.reading.vocabulary import Vocabulary
from model.reading.who_said import Sides, Sources, Statement


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


class WordsAround:
    """The words around the numbers of a text, and all that was read of it."""

    def __init__(
        self, text: str, words: Vocabulary, cues: Cues, spans: DaysOfNumbers, sources: Sources, sides: Sides
    ) -> None:
        self.text, self.words, self.cues = text, words, cues
        self.spans, self.sources, self.sides = spans, sources, sides

    def own_before(self, read: Read) -> str:
        """Return the words between the number before and a number, of the same sentence."""
        before = self.cues.counted.between(read.sentence.start, read.number.start)
        return self.text[before[-1].core[1] if before else read.sentence.start : read.number.start]

    def begins_then(self, read: Read, days: DaysFound) -> bool:
        """Whether days behind a number tell of what else began: `a war, which began in May`, `from May`."""
        if days.start < read.number.core[1] or days.role not in {"span", "day"} or days.joined:
            return False
        opens = "|".join(opening for opening, _middle in self.words.ranges if opening)
        lead = self.text[max(read.sentence.start, days.start - 20) : days.start]
        if whole_months(days.first, days.last) == 1 and ends_with(f"{opens}|{self.words.since}", lead):
            return ends_with(self.words.between, lead) is None  # `from May`, without an end
        between = self.text[read.number.core[1] : days.start]
        other = bounded(rf"{self.words.began}|(?<=[\w,]\s)(?:{self.words.of_else})").search(between)
        if other is None or ends_with(self.words.that, other.group() + " ") is None:
            return other is not None
        return len(between[: other.start()].split()) > 1  # not `400 men that were lost in May`

    def near(self, read: Read) -> str:
        """Return a number and the words behind it, up to the next number or the end of the clause."""
        number = read.number
        stop = re.compile(r"[,;:]|\s[–—]\s").search(self.text, number.core[1], self.until(read))
        return self.text[number.start : self.until(read) if stop is None else stop.start()]

    def own(self, read: Read) -> str:
        """Return the words from the number before to the number behind, of the same sentence."""
        return self.own_before(read) + self.text[read.number.start : self.until(read)]

    def says(self, pattern: str, text: str) -> bool:
        """Whether a text has a word of a pattern."""
        return says(pattern, text)

    def whole(self, read: Read) -> str:
        """Return the sentence of a number."""
        return self.text[read.sentence.start : read.sentence.end]

    def before(self, read: Read) -> str:
        """Return the words before a number in its sentence."""
        return self.text[read.sentence.start : read.number.start]

    def until(self, read: Read) -> int:
        """Return where the next number begins, or the sentence ends."""
        rest = self.cues.counted.between(read.number.core[1], read.sentence.end)
        return rest[0].start if rest else read.sentence.end
