"""Words of time in a text that were not read as days: `just weeks ago`, `on the first day of it`."""

from __future__ import annotations

import re
from datetime import date

from model.reading.calendar_days import is_as_long
from model.reading.days_found import DaysFound, counted_by
from model.reading.layout import Placed
from model.reading.patterns import bounded, ends_with
from model.reading.vocabulary import Vocabulary

_LONGEST = 200  # letters of an expression of days
_SEVERAL = 2
_MONTH = 30
_LONG = {"day": 1, "week": 7, "month": _MONTH, "quarter": 91, "year": 365}  # days


class UnreadTime:
    """The words of time of a text beside its expressions of days."""

    def __init__(self, text: str, words: Vocabulary, days: Placed[DaysFound]) -> None:
        self._text, self._words, self._days = text, words, days
        units = "|".join(f"(?P<{unit}>{said})" for unit, said in words.counted_spans.items())
        self._time = bounded(rf"{units}|{'|'.join(words.seasons)}|{words.the}\d{{1,2}}(?:{words.day_ending})")
        rates = (*words.per.values(), words.daily, words.each_month, words.trend_words, words.average_day)
        told = rf"(?:{words.tells})\s+(?:\w+\s+)?\w+"  # `said this week`
        most = rf"(?:{words.highest}|{words.lowest})(?:\s+\w+){{1,2}}"
        reckoned = f"{words.before_that}|{words.after_that}"
        self._known = bounded("|".join((*rates, told, most, reckoned, words.portion)))

    def between(
        self, start: int, end: int, number: tuple[int, int], days: tuple[date | None, date | None]
    ) -> bool:
        """Whether there are words of time between two places that were not read as days.

        `number` is where one stands: it is none of them (`half a million`), nor is a length that of its days.
        """
        here = [d for d in self._days.between(start - _LONGEST, end) if d.end > start]
        known = [(d.start, d.end + 1) for d in here]  # `2025` and the year behind it
        known.append(number)
        which = f"{self._words.nth}|{self._words.last_one}"
        known += [m.span() for m in self._known.finditer(self._text, start, end)]
        return any(
            not any(low <= word.start() <= high for low, high in known)
            for word in self._time.finditer(self._text, start, end)
            if not self._is_as_long(word, days)
            or ends_with(which, self._text[max(start, word.start() - 20) : word.start()])
        )

    def _is_as_long(self, word: re.Match[str], days: tuple[date | None, date | None]) -> bool:
        """Whether days are as many as words tell: `in those three months`, `after 195 days of war`."""
        unit, (first, last) = word.lastgroup or "", days
        before = self._text[max(0, word.start() - 20) : word.start()].split()
        count = counted_by(before[-1].lower(), self._words) if before else 0
        if count < _SEVERAL or unit not in _LONG or first is None or last is None:
            return is_as_long(unit, first, last)
        one = _LONG[unit]
        return abs((last - first).days + 1 - count * one) <= (1 if one < _MONTH else one)
