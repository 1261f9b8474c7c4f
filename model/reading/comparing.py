"""Numbers that compare: `44 % less than in October`, `three times the losses of 2023`, a share of a year's.

Whether a number compares is told by the words beside it; with which days, by the days behind those words.
What names no other days is no claim that could be checked.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from model.project import ComparedBy
from model.reading.calendar_days import MONTHS, month_end, whole_months
from model.reading.cues import LOST, NONE_OF_OURS, CueFound, Cues
from model.reading.days_found import DaysFound, length_told
from model.reading.layout import Placed, Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, begins_with, bounded, says
from model.reading.proposal import NoFigure
from model.reading.vocabulary import Cue, Vocabulary
from model.text.records import replace

_BEHIND = 25  # letters between a number and the word that says which way it differs
_FAR = 40  # letters between a word that compares and the days behind it
_NAMED = 90  # letters behind a number within which the days it compares with are told
_STEPS = 31  # as many days or months before as are told at most
Days = tuple[date, date]


class Comparison(Struct, frozen=True):
    """How a number compares, and what; `else_why` is why it is no figure where other days are not named."""

    kind: ComparedBy
    measure: str
    unit: str
    else_why: NoFigure
    less: bool = False
    sure: bool = False


class Comparisons:
    """The numbers of a text that compare."""

    def __init__(self, text: str, words: Vocabulary, cues: Cues) -> None:
        self._text, self._words, self._cues = text, words, cues

    def of(self, number: NumberFound, sentence: Sentence) -> Comparison | None:
        """Return how a number compares, or None where it does not."""
        if number.per:
            return self._by_how_much(number, sentence) if number.per in ("day", "month") else None
        if number.unit == "times":
            measure = self._of_things(self._measure(number, sentence), sentence)
            return Comparison(ComparedBy.FACTOR, measure, "times", NoFigure.RATIO) if measure else None
        if number.unit == "share":
            return self._change(number, sentence) or self._share(number, sentence)
        return self._difference(number, sentence)

    def _change(self, number: NumberFound, sentence: Sentence) -> Comparison | None:
        near = self._cues.near
        said = near(number, sentence, 12, Cue.LESS, Cue.MORE) or near(
            number, sentence, 14, Cue.FALLING, Cue.RISING
        )
        around = self._text[max(sentence.start, number.core[0] - 60) : sentence.end]
        measure = self._measure(number, sentence) if said else ""
        if not measure or not (says(self._words.compared, around) or self._right_behind(number)):
            return None
        less = self._is_less(number, sentence)
        told = {cue.cue for cue in self._cues.all.between(sentence.start, sentence.end)}
        measure = self._of_things(measure, sentence)
        sure = told.isdisjoint(NONE_OF_OURS)  # `164 civilians were killed, 50 % more than in May`
        return Comparison(ComparedBy.CHANGE, measure, "share", NoFigure.PERCENT_OTHER, less=less, sure=sure)

    def _of_things(self, measure: str, sentence: Sentence) -> str:
        """Return the measure of a sentence that may tell of things: `1,816 tanks, 50.8 % fewer`."""
        told = {cue.cue for cue in self._cues.all.between(sentence.start, sentence.end)}
        return "items" if measure == "losses" and Cue.EQUIPMENT in told else measure

    def _right_behind(self, number: NumberFound) -> bool:
        return _from(self._text, self._words, number) is not None

    def _share(self, number: NumberFound, sentence: Sentence) -> Comparison | None:
        behind = self._text[number.unit_end : number.unit_end + 12]
        if begins_with(self._words.of_whole, behind) is None:
            return None
        if not self._cues.near(number, sentence, 60, *LOST, Cue.GAINED):
            return None
        measure = self._measure(number, sentence)
        return Comparison(ComparedBy.SHARE, measure, "share", NoFigure.PERCENT_OTHER) if measure else None

    def _difference(self, number: NumberFound, sentence: Sentence) -> Comparison | None:
        """Return the change of `some 100 km² less than in October`."""
        behind = self._text[number.unit_end : min(sentence.end, number.unit_end + 70)]
        way = next(
            (
                cue
                for cue in self._cues.all.between(number.unit_end, number.unit_end + _BEHIND + 15)
                if cue.cue in (Cue.LESS, Cue.MORE) and not self._is_of_next(cue, number)
            ),
            None,
        )
        if way is None:
            return self._by_how_much(number, sentence)
        if not says(self._words.compared, behind):
            return None
        if self._cues.counted.count(number.unit_end, way.start):
            return None  # `449 km², twice as much as in April`
        between = self._text[number.unit_end : way.start]
        measure = self._measure(number, sentence)
        unit = number.unit or self._unit_before(number, sentence)
        ground = unit in ("km2", "mi2")
        if re.fullmatch(rf"[^.,;:()\d]{{0,{_BEHIND}}}", between) is None or not measure:
            return None
        if ground != measure.startswith("gains") or measure == "losses_per_gain":
            return None
        less = way.cue is Cue.LESS
        unit = unit if ground else "people"
        return Comparison(ComparedBy.CHANGE, measure, unit, NoFigure.PART, less=less)

    def _by_how_much(self, number: NumberFound, sentence: Sentence) -> Comparison | None:
        """Return the change of `a fall of 300 on January`; what it names no other days for is no figure."""
        before = self._cues.all.between(max(sentence.start, number.start - _BEHIND), number.start)
        way = next((c for c in reversed(before) if c.cue in (Cue.RISING, Cue.FALLING)), None)
        if (
            way is None
            or any_case(rf"\s+(?:{self._words.by_how_much})\s+").fullmatch(self._text[way.end : number.start])
            is None
        ):
            return None
        measure = self._measure(number, sentence)
        ground = number.unit != "" or measure.startswith("gains")
        if not measure or (ground and not number.per):  # ground that grew by 20 km² is gained
            return None
        unit = number.unit or "people"
        if number.per:
            measure, unit = (
                f"{'gains' if ground else measure.partition('_')[0]}_per_{number.per}",
                f"{unit}/{number.per}",
            )
        elif measure.endswith("_per_day"):
            unit = "people/day"
        less = way.cue is Cue.FALLING
        return Comparison(ComparedBy.CHANGE, measure, unit, NoFigure.PART, less=less)

    def _is_of_next(self, cue: CueFound, number: NumberFound) -> bool:
        """Whether words qualify the number behind them: `198,000 killed and more than 550,000 wounded`."""
        following = self._cues.counted.between(number.core[1], cue.end + 1)
        return any(n.start <= cue.start < n.core[0] for n in following)

    def _unit_before(self, number: NumberFound, sentence: Sentence) -> str:
        """Return the unit of the number before one without a noun: `556 km², 120 more than in May`."""
        before = self._cues.counted.between(sentence.start, number.start)
        return before[-1].unit if before and self._cues.own(number) is None else ""

    def _is_less(self, number: NumberFound, sentence: Sentence) -> bool:
        ways = (Cue.LESS, Cue.MORE, Cue.FALLING, Cue.RISING)
        nearest = self._cues.nearest(number, sentence.start, sentence.end, *ways)
        return nearest is not None and nearest.cue in (Cue.LESS, Cue.FALLING)

    def _measure(self, number: NumberFound, sentence: Sentence) -> str:
        """Return what is compared: the losses, gains or recruits spoken of, or a rate that is said."""
        wanted = (*LOST, Cue.GAINED, Cue.LOST_GROUND, Cue.RECRUITS)
        found = self._cues.nearest(number, max(0, sentence.start - 220), sentence.end, *wanted)
        if found is None:
            said = self._text[sentence.start : sentence.end]
            return "gains" if bounded(self._words.ground).search(said) is not None else ""
        if found.cue is Cue.RECRUITS:
            return "intake"
        around = self._text[max(sentence.start, found.start - 20) : min(sentence.end, found.end + 28)]
        if found.cue in LOST and bounded(self._words.per_area).search(around):
            return "losses_per_gain"
        base = "losses" if found.cue in LOST else "gains"
        per_day = bounded(f"{self._words.daily}|{self._words.per['day']}").search(around)
        return f"{base}_per_day" if per_day else base


class ComparedDays:
    """The days with which numbers of a text compare."""

    def __init__(self, text: str, words: Vocabulary, days: Placed[DaysFound], cues: Cues) -> None:
        self._text, self._words, self._days, self.cues = text, words, days, cues

    def named(self, number: NumberFound, sentence: Sentence, kind: ComparedBy) -> DaysFound | None:
        """Return the days that a sentence names: `than in October`, `of the gains of 2024`."""
        if self._before(number, sentence):
            return None
        if kind is ComparedBy.SHARE:
            return self._of_whole(number, sentence)
        marks = (
            self._words.compared
            if kind is ComparedBy.CHANGE
            else f"{self._words.compared}|{self._words.as_in}"
        )
        return (
            self._behind_mark(marks, number.core[1], sentence.end)
            or self._from(number, sentence)
            or self._behind_mark(self._words.compared, sentence.start, number.start)
        )

    def _from(self, number: NumberFound, sentence: Sentence) -> DaysFound | None:
        """Return the days of `fell by 44 % from October`."""
        mark = _from(self._text, self._words, number)
        if mark is None:
            return None
        near = self._days.between(mark.end(), min(sentence.end, mark.end() + 12))
        return next((d for d in near if d.last is not None and not d.joined), None)

    def reckoned(self, number: NumberFound, sentence: Sentence, own: Days) -> Days | None:
        """Return the days that follow from a claim's own: `than the month before`, `of the year's gains`."""
        end = min(sentence.end, number.core[1] + _NAMED)
        return self.reckoned_between(number.core[1], end, own)

    def reckoned_between(self, start: int, end: int, own: Days) -> Days | None:
        """Return the days that words between two places reckon from others: `a week earlier`, `the next day`.

        Of months only where the days are so many.
        """
        first, last = own
        if bounded(self._words.of_year).search(self._text, start, end) is not None:
            return date(last.year, 1, 1), date(last.year, 12, 31)
        before = bounded(self._words.before_that).search(self._text, start, end)
        said = before or bounded(self._words.after_that).search(self._text, start, end)
        if said is None:
            return None
        unit, count = length_told(said.group(), self._words)
        if not unit:  # `than the one before it`
            unit = "week" if (last - first).days == 6 else "month"
        count = count if 0 < count <= _STEPS else 1  # `464 місяцем раніше` is one month
        further = -count if before else count
        if days := {"day": 1, "week": 7}.get(unit, 0) * further:
            return first + timedelta(days=days), last + timedelta(days=days)
        months = MONTHS.get(unit, 0) * further
        if months and (months % 12 == 0 or first == last):
            return _further(first, months), _further(last, months)
        if not months or whole_months(first, last) not in (1, MONTHS[unit], abs(months)):
            return None
        return month_end(first, months - 1) + timedelta(days=1), month_end(last, months)

    def _before(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether the days with which a number compares are reckoned from its own."""
        following = self.cues.counted.between(number.core[1], sentence.end)
        end = min(sentence.end, number.core[1] + _NAMED, *(n.start for n in following[:1]))
        told = bounded(f"{self._words.before_that}|{self._words.of_year}")
        return told.search(self._text, number.core[1], end) is not None

    def counted_before(self, number: NumberFound, sentence: Sentence) -> list[NumberFound]:
        """Return the numbers of a sentence before a number."""
        return self.cues.counted.between(sentence.start, number.start)

    def is_compared(self, days: DaysFound) -> bool:
        """Whether days are only named to compare with: `fewer than in September`."""
        before = self._text[max(0, days.start - 40) : days.start]
        mark = rf"(?<!\w)(?:{self._words.compared})\s+(?:(?:{self._words.within})\s+)?$"
        return any_case(mark).search(before) is not None

    def _behind_mark(self, marks: str, start: int, end: int) -> DaysFound | None:
        for mark in bounded(marks).finditer(self._text, start, end):
            for days in self._days.between(mark.start(), end):
                gap = self._text[mark.end() : max(mark.end(), days.start)]
                if len(gap) > _FAR or re.search(r"[.;:]", gap):
                    break
                if days.plain is not None and days.last is None and not gap.strip():
                    return replace(days, first=days.plain[0], last=days.plain[1])  # `порівняно з 2024`
                if days.first is not None and days.last is not None and days.role != "weekday":
                    return days
        return None

    def _of_whole(self, number: NumberFound, sentence: Sentence) -> DaysFound | None:
        """Return the days of the whole: they stand right behind what is counted, with no verb between."""
        for cue in self.cues.all.between(number.unit_end, sentence.end):
            if cue.cue not in (*LOST, Cue.GAINED) or cue.start - number.unit_end > _FAR:
                continue
            for days in self._days.between(cue.end, cue.end + 30):
                gap = self._text[cue.end : days.start]
                small = any_case(rf"\s*(?:(?:{self._words.within})\s+)?{self._words.the}").fullmatch(gap)
                if small is not None and days.first is not None and days.last is not None:
                    return days
        return None


def _from(text: str, words: Vocabulary, number: NumberFound) -> re.Match[str] | None:
    way = f"{words.cues[Cue.RISING]}|{words.cues[Cue.FALLING]}"  # `41 % up on April`
    own = rf"(?:{words.within})\s+(?:[^\W\d]+\s+)?(?:[12]\d{{3}}\s+)?"  # `50.8 % in 2025 from 2024`
    said = rf"\s+(?:(?:{way})\s+|{own})?(?:{words.right_behind})\s+"
    return any_case(said).match(text, number.unit_end)


def _further(day: date, months: int) -> date:
    """Return the day so many months later, or the last of its month."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))
