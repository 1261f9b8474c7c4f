"""Which expression of days stands with which number of a sentence: `31,000 in October and 28,300 in May`.

Days between two numbers are those of the one from which less parts them: fewer commas, brackets and words
that begin a clause. Where both are as near they are those of the number before them, unless they open a
clause. A number has one expression of days, and these one number; what is left is said of all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from model.reading.comparing import ComparedDays
from model.reading.days_found import DaysFound
from model.reading.days_of_telling import DaysOfTelling
from model.reading.layout import Placed, Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded
from model.reading.vocabulary import Cue, Vocabulary
from model.text.records import replace

_AREAS = ("km2", "mi2")
_CLAUSE = 8  # what a semicolon or a bracket parts, more than any commas
_LABEL = re.compile(r"\s*[:–—-]\s*(?:[^\W\d]+\s+)?")  # `October: 31,000`
_MARK = re.compile(r"[,:;]\s|\s[–-]\s|\s?—\s?")
_ASIDE = re.compile(r"\([^()]*\)|\s[–—]\s[^–—\n]*\s[–—](?=\s)")
_OPENS_BRACKET = re.compile(r"(?:-\w{1,3})?\s*\(\s*")


class AttachedDays:
    """The days of a text by the numbers that they stand with."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        days: Placed[DaysFound],
        telling: DaysOfTelling,
        others: ComparedDays,
    ) -> None:
        self._text, self._words, self._days, self._cues = text, words, days, others.cues
        self._telling, self._others = telling, others
        self._known: dict[int, Mapping[int, int]] = {}
        into = f"{words.within}|{words.since}|{words.until}|{words.between}|{words.on}"
        month = (
            rf"(?:(?:{words.counted_spans['month']})\s+(?:(?:{words.of_whole})\s+)?)?"  # `the month of May`
        )
        self._leads = any_case(rf"\s*(?:(?:{into})\s+)?{words.the}{month}")
        self._or = any_case(rf"\s*(?:{words.or_}|\()\s*")
        self._parts = bounded(f"{words.clause}|{words.and_}|{words.compared_to}|{words.compared}")
        self._clause = any_case(rf",\s+(?:{words.clause}|{words.that}|{words.that_clause})(?!\w)")
        opens = "|".join((*(opening for opening, _middle in words.ranges if opening), words.since))
        self._from = any_case(rf"(?<!\w)(?:{opens})\s+$")
        self._when = any_case(rf",?\s+(?:{words.when})(?!\w)")

    def of_both(self, number: NumberFound, sentence: Sentence) -> DaysFound | None:
        """Return the days behind the number that follows: `46,000 dead and 380,000 wounded since 2022`."""
        following = self._cues.counted.between(number.core[1], sentence.end)[:1]
        days = self.own(following[0], sentence) if following else None
        told = bounded(f"{self._words.tells}|{self._words.states}")
        stated = told.search(self._text, sentence.start, number.start) is not None
        if days is None or days.role != "since" or days.start < following[0].start or not stated:
            return None
        joined = rf"[^;:.()\d]*\b(?:{self._words.and_})\b[^;:.()\d]*"
        return days if re.fullmatch(joined, self._text[number.core[1] : following[0].start]) else None

    def is_of_others(self, number: NumberFound, days: DaysFound, sentence: Sentence) -> bool:
        """Whether days behind a number are of another: in brackets, of a forecast, of the next number."""
        place = number.unit_end, days.start
        between = self._text[slice(*place)]
        owner = self.owner(days, sentence)
        if between.count("(") > between.count(")") or (owner is not None and owner > days.start):
            return True
        others = self._cues.counted.between(*place)  # `1,008 against 950 in September`
        compared = rf"(?<!\w)(?:{self._words.compared_to}|{self._words.compared})\s+$"
        if others and any_case(compared).search(self._text[number.unit_end : others[-1].start]):
            return True
        told = {cue.cue for cue in self._cues.all.between(*place)}
        change = any(other.unit == "share" for other in others) and told & {Cue.RISING, Cue.FALLING}
        return Cue.FORECAST in told or bool(change)  # `— represent a 42 percent rise over the same months`

    def own(self, number: NumberFound, sentence: Sentence) -> DaysFound | None:
        """Return the days that stand with a number, and with no other."""
        place = next((d for d, n in self._owners(sentence).items() if n == number.start), None)
        if place is None:
            opened, closed = (self._text.rfind(sign, sentence.start, number.start) for sign in "()")
            ahead = self._cues.counted.between(sentence.start, max(opened, 0))  # `4,300 dead (590 wounded)`
            return self.own(ahead[-1], sentence) if ahead and opened > closed else None
        days = self._days.between(place, place + 1)[0]
        before = days.end <= number.start and self._goes_on(days)
        # but `since May, when it fell, 500`
        before = before and ", " not in self._text[days.end + 1 : number.start]
        if before and days.plain is not None:  # `since November 2024 (725 sq km)`
            return replace(days, first=days.plain[0], last=days.plain[1], role="span")
        return days

    def owner(self, days: DaysFound, sentence: Sentence) -> int | None:
        """Return where the number begins that days stand with; None where they stand with none."""
        return self._owners(sentence).get(days.start)

    def _owners(self, sentence: Sentence) -> Mapping[int, int]:
        """Return the start of the number for the start of each expression of days that stands with one."""
        if sentence.start not in self._known:
            days = [d for d in self._days.between(sentence.start, sentence.end) if self._is_for_a_number(d)]
            every = self._cues.counted.between(sentence.start, sentence.end)
            numbers = [n for n in every if not self._is_second_unit(n, every) and not _is_in(n, days)]
            self._known[sentence.start] = self._attached(days, numbers, sentence)
        return self._known[sentence.start]

    def _is_second_unit(self, number: NumberFound, every: Sequence[NumberFound]) -> bool:
        """Whether a number says the one right before it in another unit: `612 km² (236 sq mi)`."""
        before = [n for n in every if n.start < number.start and n.unit in _AREAS and n.unit != number.unit]
        gap = self._text[before[-1].end : number.start] if before and number.unit in _AREAS else ""
        if number.unit == "share":  # `2,356 km² or 65.5 percent of it between May and July`
            last = next((n for n in reversed(every) if n.start < number.start), number)
            gap = self._text[last.unit_end or last.core[1] : number.start]
            return self._or.fullmatch(gap) is not None
        return re.fullmatch(r"\s*\(\W*", gap) is not None

    def _is_for_a_number(self, days: DaysFound) -> bool:
        told = is_told(days) and not self._others.is_compared(days)
        return told or (days.plain is not None and self._goes_on(days))

    def _goes_on(self, days: DaysFound) -> bool:
        """Whether a bracket or `when` goes on to tell of days that were only named beside others."""
        return (
            _OPENS_BRACKET.match(self._text, days.end) or self._when.match(self._text, days.end)
        ) is not None

    def _attached(
        self, days: Sequence[DaysFound], numbers: Sequence[NumberFound], sentence: Sentence
    ) -> Mapping[int, int]:
        """Return which days stand with which number: the pairs that least parts come first."""
        pairs: list[tuple[float, int, int]] = []
        for place, here in enumerate(days):
            ahead = (n for n in reversed(numbers) if n.core[1] <= here.start)
            left = next((n for n in ahead if self._is_open(n, here)), None)
            if left and days[0].end <= left.start and self._clause.search(self._text, left.end, here.start):
                left = None  # `In July 286 died, which exceeded the number of June`
            right = next((n for n in numbers if n.start >= here.end), None)
            aside = 3 * self._telling.is_told(here, sentence)
            if left is not None and not (place and days[place - 1].start > left.start):
                pairs.append((self._behind(left, here) + aside, here.start, left.start))
            if right is not None and not (place + 1 < len(days) and days[place + 1].end <= right.start):
                pairs.append((self._ahead(here, right, sentence) + aside, here.start, right.start))
        owners: dict[int, int] = {}
        for parted, day, number in sorted(pairs):
            if parted < _CLAUSE and day not in owners and number not in owners.values():
                owners[day] = number
        return owners

    def _is_open(self, number: NumberFound, days: DaysFound) -> bool:
        """Whether no bracket around a number is closed before days: `4,300 dead (590 wounded) in May`."""
        gap = self._text[number.core[1] : days.start]
        return gap.count(")") <= gap.count("(")

    def _behind(self, number: NumberFound, days: DaysFound) -> float:
        """Return how much parts days from a number before them; more, where they open a clause."""
        gap = self._text[number.unit_end or number.core[1] : days.start]
        gap = _ASIDE.sub("", gap)  # the number in another unit
        if re.fullmatch(r"\s*\([^\d()]{0,12}", gap) and self._text[days.end : days.end + 1] == ")":
            return 0  # `267 km² (in October)`
        if days.joined or days.role == "since":
            gap = self._from.sub("", gap)  # `from May to August`, `з 1 травня` parts nothing
        marks = [*_MARK.finditer(gap), *self._parts.finditer(gap)]
        opens = bool(marks) and self._leads.fullmatch(gap, max(m.end() for m in marks)) is not None
        return self._parted(gap) + 2 * opens

    def _ahead(self, days: DaysFound, number: NumberFound, sentence: Sentence) -> float:
        """Return how much parts days from a number behind them; what opens a sentence, its comma does not."""
        gap = self._text[days.end : number.start]
        if self._leads.fullmatch(self._text, sentence.start, days.start) is not None:
            gap = re.sub(r"^(?:\s+\w+)?,", "", gap)
        if re.fullmatch(r"['’]s\s+", gap) is not None:
            return -1  # `August’s 456 km²`
        near = _LABEL.fullmatch(gap) or _OPENS_BRACKET.fullmatch(gap) or self._when.match(gap)
        return 0.5 if near else 0.5 + self._parted(gap)

    def _parted(self, gap: str) -> int:
        """Return how much parts what stands on both sides of a gap."""
        clauses = len(re.findall(r"[;\n]|[.!?]\s", gap)) + abs(gap.count("(") - gap.count(")"))
        return _CLAUSE * clauses + 2 * len(_MARK.findall(gap)) + len(self._parts.findall(gap))


def _is_in(number: NumberFound, days: Sequence[DaysFound]) -> bool:
    """Whether a number is one of the words of days: `in the three winter months`."""
    return number.spelled and any(0 <= d.start - number.core[1] <= 1 for d in days)


def is_told(days: DaysFound) -> bool:
    """Whether an expression tells days, or points at some: a weekday tells when something was said."""
    return days.role != "weekday" and (days.last is not None or days.role in ("same", "open"))
