"""What is said before a number of the time or the area that it is counted for: `average daily losses`."""

from __future__ import annotations

import re

from model.project import MOST_STEPS
from model.reading.cues import Cues
from model.reading.days_found import DaysFound
from model.reading.days_of_lengths import days_averaged
from model.reading.layout import Placed, Sentence, line_start
from model.reading.number_found import NumberFound
from model.reading.numbers_in_text import area_of
from model.reading.patterns import any_case, bounded
from model.reading.vocabulary import Vocabulary

_NO_RATE = {"a", "за", "am", "daily"}  # words that begin what is said of one day, or with a noun behind
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Rates:
    """The rates of a text whose time or area is told before their number."""

    def __init__(self, text: str, words: Vocabulary, cues: Cues, days: Placed[DaysFound]) -> None:
        self._text, self._words, self._cues, self._days = text, words, cues, days

    def daily(self, number: NumberFound, sentence: Sentence) -> str:
        """Return `day` for `average daily losses … 1,262`, `month` for monthly ones: said before a number."""
        said = self._own_words(number, sentence)
        before = self._text[said : number.start]
        around = self._text[said : number.end + 40]
        daily = f"{self._words.daily}|{self._words.per['day']}"
        if bounded(self._words.average).search(around) and bounded(daily).search(before):
            return "day"
        if days_averaged(self._text[sentence.start : number.start], self._words):
            return "day"
        if bounded(self._words.average).search(before) and bounded(self._words.each_month).search(before):
            return "month"
        told = [*bounded(self._words.per["day"]).finditer(before)]
        if any(m.group().split()[0].lower() not in _NO_RATE for m in told):  # `Every day they lost 1,200 men`
            return "day"
        if any(any_case(self._words.anaphor).match(before[m.end() :]) for m in told):
            return "day"  # `that is 1,033` behind it
        if bounded(self._words.average_day).search(before) or self._points_at_days(sentence, said, number):
            return "day"
        return "day" if self._closes_daily(number, sentence, before) else ""

    def _closes_daily(self, number: NumberFound, sentence: Sentence, before: str) -> bool:
        """Whether the clause of a number ends with what it is counted for: `34 killed in May daily`."""
        others = self._cues.counted.between(number.core[1], sentence.end)[:1]
        end = min(sentence.end, *(n.start for n in others)) if others else sentence.end
        said = re.split(r"[,;:(]", self._text[number.core[1] : end])[0].rstrip('”"».!? \n')
        daily = [m for m in bounded(self._words.per["day"]).finditer(said) if m.end() == len(said)]
        firm = bounded(self._words.average).search(before) is not None
        return any(firm or m.group().split()[0].lower() not in _NO_RATE for m in daily)

    def _points_at_days(self, sentence: Sentence, start: int, number: NumberFound) -> bool:
        """Whether `this figure` before a number is a daily average, spoken of before without a number."""
        pointed = bounded(self._words.the_figure).search(self._text, start, number.start)
        line = line_start(self._text, sentence.start)
        for average in bounded(self._words.average).finditer(self._text, line, sentence.start):
            daily = bounded(self._words.daily).search(self._text, average.start(), sentence.start)
            if pointed and daily and not self._cues.counted.count(average.start(), pointed.start()):
                return True
        return False

    def monthly(self, number: NumberFound, sentence: Sentence) -> str:
        before = self._text[max(sentence.start, number.start - 60) : number.start]
        said = rf"(?<!\w)(?:(?:{self._words.each_month})(?!\w)|(?:{self._words.per['month']}):?\s*$)"
        return "month" if any_case(said).search(before) else ""

    def is_of_one_day(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether `за добу` behind losses is the day told of: no average is spoken of, and no streak."""
        said = bounded(self._words.per["day"]).search(self._text, number.core[1], sentence.end)
        one = said is not None and said.group().split()[0].lower() == "за"
        of_more = bounded(f"{self._words.average}|{self._words.streak}")
        return one and of_more.search(self._text, sentence.start, sentence.end) is None

    def is_one(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether a number says what a rate came to: `the rate fell to 57`."""
        if number.per or self.daily(number, sentence) or self.monthly(number, sentence):
            return False
        before = self._text[max(self._own_words(number, sentence), number.start - 30) : number.start]
        return bounded(self._words.rates).search(before) is not None

    def area_of_cost(self, number: NumberFound, sentence: Sentence) -> str:
        """Return the area of `each square kilometre cost 53 soldiers`."""
        start = max(sentence.start, number.start - 80)
        said = [*bounded(self._words.area_cost).finditer(self._text, start, number.start)]
        counted = self._cues.counted.between(sentence.start, number.start)
        if not counted or counted[-1].per not in ("km2", "mi2"):  # `for every km² it lost 103 men`
            own = max(start, self._own_words(number, sentence))
            said += bounded(self._words.per_area).finditer(self._text, own, number.start)
        if not said or re.search(r"\d|;|:(?!\s*$)", self._text[said[-1].end() : number.start]):
            return ""
        return area_of(said[-1].group(), self._words)

    def _own_words(self, number: NumberFound, sentence: Sentence) -> int:
        """Return where the words before a number begin that are its own: behind the number before it.

        A place in a row is none: `for the third month in a row, to 953`.
        """
        before = self._cues.counted.between(sentence.start, number.start)
        others = [n.core[1] for n in before if not n.spelled or n.unit or (n.value or 0) > MOST_STEPS]
        start = others[-1] if others else sentence.start
        for digits in _DIGITS.finditer(self._text, start, number.start):
            day = self._days.before(digits.end(), 1)  # `50 metres a day`: of another number
            if not day or day[0].end < digits.end():
                start = digits.end()
        return start
