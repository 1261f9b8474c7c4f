"""A number as it was read, and the words around it by which others judge what it says."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from model.reading.cues import Cues
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence, TableCell
from model.reading.number_found import NumberFound
from model.reading.patterns import says
from model.reading.proposal import DaysSaid
from model.reading.sides import Sides
from model.reading.vocabulary import Vocabulary
from model.reading.who_said import Sources, Statement


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
