"""Days that a text points at and does not name: `the quarter`, `the four months`, `a week earlier`."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property

from model.reading.calendar_days import MONTHS, month_end, valid, whole_months
from model.reading.comparing import ComparedDays
from model.reading.days_found import WAR_BEGAN, DaysFound, length_told
from model.reading.layout import Placed, Sentence, line_start
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded
from model.reading.relative_days import names_this_war
from model.reading.vocabulary import Vocabulary
from model.text.records import replace

_LOOK_BACK = 40  # expressions of days before one that points, and figures, that can be meant
_NEAR_YEAR = 30  # letters between `the same period` and its year
_BEFORE, _BEHIND = 90, 45  # letters from a number to `a year earlier`
NO_YEAR = 500_000
"""People lost, of which more have been lost in no year of the war."""
MANY = 5_000
"""People lost, of which more are a total rather than those of a day."""


class PointedDays:
    """What is pointed at, of the days that a text named and those of its figures so far."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        days: Placed[DaysFound],
        others: ComparedDays,
        compared: AbstractSet[int],
        published: date | None,
    ) -> None:
        """`compared` are the places of days that are named only to compare with."""
        self._text, self._words, self._days, self._others = text, words, days, others
        self._compared, self._published = compared, published
        self._of_figures: list[DaysFound] = []

    def remember(self, days: DaysFound) -> None:
        """Keep the days of a figure."""
        self._of_figures.append(days)

    @property
    def first(self) -> DaysFound | None:
        """The days of the first figure of the text."""
        return self._of_figures[0] if self._of_figures else None

    def meant_by(self, same: DaysFound) -> DaysFound | None:
        """Return the days that `the quarter` or `the four months` are; None where no length is told."""
        months = self.months_told(same)
        named = [d for d in self._days.before(same.start, _LOOK_BACK) if d.end <= same.start]
        named = [d for d in named if d.start not in self._compared and not self._others.is_compared(d)]
        if length_told(self._text[same.start : same.end], self._words) in (("week", 0), ("week", 1)):
            weeks = [d for d in named if d.first and d.last and (d.last - d.first).days == 6]
            return weeks[-1] if weeks else None
        if not months:
            return None
        spoken_of = [*reversed(named), *reversed(self._of_figures[-_LOOK_BACK:])]
        whole = next((d for d in spoken_of if whole_months(d.first, d.last) == months), None)
        if whole is not None:
            return whole
        for days in spoken_of if months == 1 else ():
            if days.role == "span" and days.first is not None and days.last is not None:
                first = days.last.replace(day=1)
                if days.first >= first:  # `in late October … that month`
                    return replace(days, first=first, last=month_end(first, 0))
        return None

    def months_told(self, same: DaysFound) -> int:
        """Return how many months `the quarter` or `the four months` are; 0 where no length is told."""
        unit, count = length_told(self._text[same.start : same.end], self._words)
        return MONTHS.get(unit, 0) * (count or 1)

    def is_as_long(self, same: DaysFound, days: DaysFound) -> bool:
        """Whether days are as many as `the same thirty days` or `within three weeks` say, where these do."""
        unit, count = length_told(self._text[same.start : same.end], self._words)
        one = {"day": 1, "week": 7, "month": 28}.get(unit, 0)
        if not one or days.first is None or days.last is None:
            return True
        long = (days.last - days.first).days + 1
        if not count or unit == "month":  # `those weeks`, `in the month`, `on the same day`
            return long >= one - 3 and (unit != "day" or long == 1)
        return abs(long - one * count) <= (1 if unit == "day" else 3)

    def right_before(
        self, number: NumberFound, sentence: Sentence, days: DaysFound | None
    ) -> tuple[date, date] | None:
        """Return the days of `89,600 in the first quarter; a year earlier it had been 73,400`."""
        if days is None or days.end > number.start:
            return None
        parted = (
            self._text.rfind(";", days.end, number.start) + 1
        )  # `twice that of the week before; 900 died`
        start = max(days.end, number.start - _BEFORE, parted)
        told = rf"(?:\s+[^\W\d]+)?\s+(?:{self._words.before_that})(?!\w)"  # `after 28,300 the month before`
        behind = any_case(told).match(self._text, number.unit_end or number.core[1])
        return self._reckoned(start, number.start if behind is None else behind.end(), days)

    def _years_near(self, days: DaysFound) -> tuple[list[DaysFound], list[int]]:
        ends = re.compile(r"[.!?]\s").search(self._text, days.end, days.end + _NEAR_YEAR)
        near = self._days.between(days.start - _NEAR_YEAR, ends.start() if ends else days.end + _NEAR_YEAR)
        years = [d.first.year for d in near if d.first and d.last and whole_months(d.first, d.last) == 12]
        return near, years

    def is_of_another_year(self, days: DaysFound) -> bool:
        """Whether days are, or tell the year of, `the same quarter of 2024`."""
        near, years = self._years_near(days)
        told = days.role == "same" or whole_months(days.first, days.last) == MONTHS["year"]
        return told and len(years) == 1 and any(d.role == "same" for d in near)

    def of_another_year(self, days: DaysFound, last: DaysFound) -> tuple[date, date] | None:
        """Return the days of `the same quarter of 2024`: those of the last figure, in that year."""
        near, years = self._years_near(days)
        if self._is_bare_year(days, last):
            years, near = [days.last.year] if days.last else [], []
        elif not self.is_of_another_year(days):
            return None
        if last.first is None or last.last is None or last.first.year != last.last.year:
            return None
        told = max((self.months_told(d) for d in near if d.role == "same"), default=0)
        several = any(
            any_case(self._words.counted_spans["month"]).search(self._text, d.start, d.end) for d in near
        )
        if told and not (told == 1 and several) and whole_months(last.first, last.last) != told:
            return None
        first, end = (valid(years[0], day.month, day.day) for day in (last.first, last.last))
        return None if first is None or end is None else (first, end)

    def _is_bare_year(self, days: DaysFound, last: DaysFound) -> bool:
        """Whether a year stands for a month or quarter of it: `in August last year 464, this year 480`."""
        if last.first is None or last.last is None or days.last is None or not days.dateline:
            return False
        gap = self._text[last.end : days.start]
        of_year = whole_months(days.first, days.last) == MONTHS["year"] and days.role == "span"
        parts = whole_months(last.first, last.last) in (1, MONTHS["quarter"], MONTHS["half"])
        beside = (
            0 <= days.start - last.end <= _BEFORE
            and re.search(r"[;\n]|[.!?]\s+[^\W\d_a-zа-яіїєґ]", gap) is None
        )
        return of_year and parts and beside and last.last.year != days.last.year

    def shifted(
        self, number: NumberFound, sentence: Sentence, last: DaysFound | None
    ) -> tuple[date, date] | None:
        """Return the days of `a week earlier it had been 52`, reckoned from those of the last figure."""
        before = [n.core[1] for n in self._others.counted_before(number, sentence)]
        parted = self._text.rfind(";", sentence.start, number.start) + 1
        start = max(sentence.start, number.start - _BEFORE, parted, *before[-1:])
        stop = re.compile(r"[(,;:]").search(
            self._text, number.core[1], sentence.end
        )  # of what stands behind it
        end = min(sentence.end if stop is None else stop.start(), number.core[1] + _BEHIND)
        return self._reckoned(start, end, last)

    def _reckoned(self, start: int, end: int, own: DaysFound | None) -> tuple[date, date] | None:
        if own is None or own.first is None or own.last is None:
            return None
        return self._others.reckoned_between(start, end, (own.first, own.last))

    def of_the_war(self, number: NumberFound, sentence: Sentence, *, going_on: bool) -> DaysFound | None:
        """Return the days from the start of the war to today for many losses that are a total.

        None where the text does not speak of that war. `going_on`: the figure before was a total of it.
        """
        said = self._text[sentence.start : sentence.end]
        many = max(number.value or 0, number.high or 0)
        if many >= NO_YEAR and not going_on:
            return self.of_the_war_so_far(number)
        steps = f"{self._words.quarters}|{self._words.each_month}|{self._words.annual}|{self._words.daily}"
        total = bounded(self._words.total).search(said) is not None
        if many < MANY or not total or bounded(steps).search(said) is not None:
            return None
        if self._of_this_war and not any(is_start(d.first) for d in self._days.all):
            return None
        return self.of_the_war_so_far(number)

    def of_the_war_so_far(self, number: NumberFound) -> DaysFound | None:
        """Return the days from the start of the war to the day published, if its sides are named."""
        first = self._began
        if self._published is None or first is None or self._published < first:
            return None
        return DaysFound(*number.core, first, self._published, "since", dateline=True)

    @cached_property
    def _began(self) -> date | None:
        """The day on which the war began that a text tells of: that of Ukraine, or the only one named."""
        if self._of_this_war:
            return WAR_BEGAN
        began = rf"(?<!\w)(?:{self._words.began})\s+(?:{self._words.on})\s+{self._words.the}$"
        since = [d for d in self._days.all if d.role == "since" and d.first and not d.dateline]
        lead = [(d.first, self._text[max(0, d.start - 30) : d.start]) for d in since]
        named = {first for first, before in lead if first and any_case(began).search(before)}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def _of_this_war(self) -> bool:
        return names_this_war(self._text, self._words)

    def begun(self, sentence: Sentence, last: date | None) -> date | None:
        """Return the day on which that began of which the paragraph of a sentence tells, before a day."""
        line = line_start(self._text, sentence.start)
        began = bounded(self._words.began)
        near = [
            d.first
            for d in self._days.between(line, sentence.end)
            if d.role == "event"
            or (d.role == "since" and began.search(self._text, max(line, d.start - 30), d.start))
        ]
        begun = [first for first in near if first is not None and last is not None and first < last]
        return begun[-1] if begun else None

    def since_in(self, sentence: Sentence, last: date | None) -> date | None:
        """Return the day since which a sentence counts up to another one: `since April … by June`."""
        since = [d.first for d in self._days.between(sentence.start, sentence.end) if d.role == "since"]
        return next(
            (first for first in since if first is not None and last is not None and first < last), None
        )

    def war_of(self, last: date | None) -> date | None:
        """Return the day on which the war or battle began that was going on on a day.

        That of Ukraine only where a text names one of its sides: there are other wars since.
        """
        begun = [d for d in self._days.all if d.first and last and d.first <= last]
        if (last is None or last >= WAR_BEGAN) and self._of_this_war:
            told = [d.first for d in begun if d.role in ("since", "event") and not d.dateline]
            days = {first for first in told if first is not None and first.day > 1}
            of_another = len(days) == 1 and min(days) > WAR_BEGAN and not any(is_start(day) for day in told)
            return min(days) if of_another else WAR_BEGAN
        events = [d.first for d in begun if d.role == "event"]
        return events[-1] if events else None


def is_start(day: date | None) -> bool:
    """Whether a day is in the month in which the full-scale war began."""
    return day is not None and (day.year, day.month) == (WAR_BEGAN.year, WAR_BEGAN.month)
