"""What has to be settled about the days of a proposal."""

from __future__ import annotations

import re
from datetime import date

from model.reading.calendar_days import MONTHS, is_as_long, is_year, whole_months
from model.reading.cues import Cues
from model.reading.days_found import WAR_BEGAN, DaysFound, counted_by
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.patterns import any_case, bounded, ends_with
from model.reading.pointed_days import NO_YEAR
from model.reading.proposal import DaysSaid, ProposedKind
from model.reading.speakers import CAPITAL
from model.reading.speech import SPEECH
from model.reading.vocabulary import Cue, Vocabulary
from model.reading.who_said import Sides, Sources
from model.reading.words_around import Read, WordsAround
from model.text.words import marked

WHICH_DAYS = marked("Are these the days? The sentence does not say it of this number alone.")
COMPARED = marked("Is this a figure of its own? It is only compared with another.")

_WHOLE = ("en", "uk")  # languages of which more than the commonest words are known
_LONG_AGO = 300  # days before that of the text
_LONGEST = 200  # letters of an expression of days
_DAY_AND_NIGHT = 2  # days of the calendar
_LOOK_BACK = 12  # expressions of days before `the same month` that can be meant
_RECRUITED = (ProposedKind.REQUIREMENT, ProposedKind.INTAKE)
_COUNTED = (ProposedKind.LOSSES, ProposedKind.GAINS, ProposedKind.INTAKE)
_PLANNED = (ProposedKind.TARGET, ProposedKind.REQUIREMENT)


class DoubtsOfDays(WordsAround):
    """What is uncertain about the days of the numbers of a text."""

    def __init__(
        self, text: str, words: Vocabulary, cues: Cues, spans: DaysOfNumbers, sources: Sources, sides: Sides
    ) -> None:
        super().__init__(text, words, cues, spans, sources, sides)
        units = "|".join(f"(?P<{unit}>{said})" for unit, said in words.counted_spans.items())
        self._time = bounded(rf"{units}|{'|'.join(words.seasons)}")
        rates = (*words.per.values(), words.daily, words.each_month, words.trend_words, words.average_day)
        told = rf"(?:{words.tells})\s+(?:\w+\s+)?\w+"  # `said this week`
        most = rf"(?:{words.highest}|{words.lowest})(?:\s+\w+){{1,2}}"
        reckoned = f"{words.before_that}|{words.after_that}"
        self._known_time = bounded("|".join((*rates, told, most, reckoned, words.portion)))
        # paragraphs, and days that may not be theirs
        self._unclear: set[tuple[int, tuple[date | None, date | None]]] = set()

    def of(self, read: Read) -> str:
        """Return the first question that a number leaves open, or nothing."""
        here = [
            d for d in self.spans.days.between(read.sentence.start, read.sentence.end) if d.role != "weekday"
        ]
        dated = [d for d in here if d.last is not None]
        if self.spans.summed:
            return ""
        if self._is_carried(read, here):
            return WHICH_DAYS
        if read.meaning.compared is None and self._is_elsewhen(read):
            return WHICH_DAYS
        if self._is_left_over(read) or self._is_of_one_day(read) or self._is_parted(read, dated):
            return WHICH_DAYS
        if self._is_only_compared(read, dated):
            return COMPARED
        return WHICH_DAYS if self._is_of_others(read, dated) else ""

    def _is_carried(self, read: Read, here: list[DaysFound]) -> bool:
        """Whether days were carried over from where they may be said of something else."""
        meaning = read.meaning
        rate = meaning.kind in _RECRUITED and "/" in meaning.unit
        if read.said is not DaysSaid.EARLIER:
            return False
        if self.says(self.words.including, self.own_before(read)):
            return True  # `This number includes 1,480 casualties`: of fewer days
        in_part = self.words.code not in _WHOLE and read.cell is None and not read.sentence.bullet
        if in_part or meaning.record or (self.spans.reckoned and not here and self._is_one_of_line(read)):
            return True  # a record is of one day; `a year earlier` of which of them
        if self._is_of_a_day(read) and not here and not self.spans.headed:
            return True  # `In the past 24 hours 300 died.` What follows may be of all the war
        return rate or not self._is_pointed(read, here)

    def _is_of_a_day(self, read: Read) -> bool:
        """Whether a number is of people lost in a day, or a day and a night."""
        first, last = read.days
        lost = read.meaning.kind is ProposedKind.LOSSES
        return lost and first is not None and last is not None and (last - first).days < _DAY_AND_NIGHT

    def _is_one_of_line(self, read: Read) -> bool:
        """Whether the paragraph of a number named more days than one before its sentence."""
        line = self.text.rfind("\n", 0, read.sentence.start) + 1
        named = self.spans.days.between(line, read.sentence.start)
        return len({(d.first, d.last) for d in named if d.last and d.role != "weekday"}) > 1

    def _is_only_compared(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether a number is only what another is compared with, and no figure of its own."""
        if not self._is_beside(read):
            return False
        own = self.spans.attached.own(read.number, read.sentence)
        dates = self.spans.reckoned or own is not None
        counted = read.meaning.kind in _COUNTED
        return (counted and not dates) or any(d.role in ("since", "until") for d in dated)

    def _is_of_others(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether the days of a number may be those of another, of another year, or a part of its own."""
        meaning = read.meaning
        if meaning.compared is None and not self._is_bound(read, dated):
            return True
        if read.said is DaysSaid.DATELINE and self._is_beside_others(read, dated):
            return True
        if self._is_of_report(read, dated) or self._is_cut(read, dated):
            return True
        lost = meaning.kind is ProposedKind.LOSSES
        many = lost and max(read.number.value or 0, read.number.high or 0) >= NO_YEAR
        if many and read.days[0] != WAR_BEGAN and self.says(self.words.total, self.own_before(read)):
            return True  # `the total is 1.1 million`: of which war
        if meaning.record and read.said is DaysSaid.DATELINE:
            return True  # on which day, nobody has said
        if self._is_long_ago(read, dated) or self._is_standing(read, dated) or self._is_vague(read, dated):
            return True
        if meaning.kind is ProposedKind.MILESTONE and any(
            d.role == "since" and not d.dateline for d in dated
        ):
            return True  # named since a day, or all dead since then
        up_to = any(d.role == "until" and d.last == read.days[1] for d in dated)
        since = any(d.role == "since" and (d.first, d.last) == read.days for d in dated)
        if up_to and not since and read.days[0] not in (None, WAR_BEGAN) and meaning.kind in _COUNTED[:2]:
            return True  # counted from what the text said had begun
        return (
            {self.begins_then(read, d) for d in dated if d.last == read.days[1]} == {True}
            or self._is_after_months(read)
            or (lost and read.days[0] == WAR_BEGAN and self._is_of_part_of_war(read))
            or self._is_of_another_year(read, dated)
            or self._is_some_week(read)
            or self._is_told_before(read, dated)
            or (meaning.kind is ProposedKind.TARGET and not is_year(*read.days))
            or self._is_to_come(read)
            or not self._is_named(read)
        )

    def _is_after_months(self, read: Read) -> bool:
        """Whether `the past two months` may be those that a paragraph named, not the last before its day."""
        line = self.text.rfind("\n", 0, read.sentence.start) + 1
        here = self.spans.days.between(read.sentence.start, read.sentence.end)
        if read.said is not DaysSaid.DATELINE or not self._is_reckoned(here, read):
            return False
        many = whole_months(*read.days) if read.days[0] and read.days[1] else 0
        named = [d for d in self.spans.days.between(line, read.sentence.start) if d.first and d.last]
        months = [d for d in named if d.role == "span" and not d.dateline]
        return many > 1 and any(
            whole_months(d.first, d.last) == many for d in months if d.last != read.days[1]
        )

    def _is_of_report(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether a day is that of who states a number before it: `according to a report by X on 28 June`."""
        end = read.number.core[1]
        told = (d for d in dated if d.role == "day" and d.start >= end and (d.first, d.last) == read.days)
        said = f"{self.words.by_whom}|{self.words.tells}"
        return any(self.says(said, self.text[end : d.start]) for d in told)

    def _is_cut(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether months that are told as over are not: `in nine months of 2025`, on 10 September."""
        now = self.spans.published
        chosen = [d for d in dated if d.last and d.first == read.days[0] and read.days[1] == now]
        months = [
            whole_months(d.first, d.last) for d in chosen if now is not None and d.last and d.last > now
        ]
        return any(month not in (0, 1, MONTHS["year"]) for month in months)

    def _is_long_ago(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days without a year may be of this one: `in April`, told in the first days of April."""
        now = self.spans.published
        chosen = [d for d in dated if d.last == read.days[1] and d.role in ("span", "day")]
        chosen = [d for d in chosen if not ends_with(self.words.last_one, self.text[: d.start][-20:])]
        ago = [
            d for d in chosen if d.last is not None and now is not None and (now - d.last).days > _LONG_AGO
        ]
        return bool(ago) and not any(d.year or d.dateline or _names_year(d) for d in ago)

    def _is_vague(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days are only about those: `in early May`, `by August`, `in August 2024 and 2025`."""
        parts = self.words.early_late
        edges = bounded("|".join(parts[part] for part in ("begin", "end") if part in parts))
        rough = bounded("|".join(said for part, said in parts.items() if part not in ("begin", "end")))
        again = any_case(rf"\s*(?:{self.words.and_}|[,/])\s*(?:19|20)\d\d(?!\d)")
        for days in dated:
            if days.first != read.days[0] and days.last != read.days[1]:
                continue
            said = self.text[days.start : days.end]
            if rough.search(said) or again.match(self.text[days.end : days.end + 12]):
                return True
            if days.role in ("span", "day") and edges.search(said):
                return True
            lead = self.text[max(0, days.start - 20) : days.start]
            long = days.plain is not None and days.plain[0] != days.plain[1]
            if days.role == "until" and long and not bounded(self.words.up_to_whole).search(lead):
                return True
        return False

    def _is_standing(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days are those since when a figure stands: `has remained below 6,000 since September`."""
        since = any(d.role == "since" and (d.first, d.last) == read.days for d in dated)
        return since and self.says(self.words.remains, self.own_before(read) + self.near(read))

    def _is_beside_others(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days reckoned from that of the text stand beside days of no other number."""
        chosen = [d for d in dated if d.dateline and d.role == "span" and (d.first, d.last) == read.days]
        owners = self.spans.attached.owner
        free = [d for d in dated if owners(d, read.sentence) in (None, read.number.start)]
        others = [d for d in free if not d.dateline and d.role in ("span", "day", "until")]
        return bool(chosen) and bool(others) and read.meaning.compared is None

    def _is_named(self, read: Read) -> bool:
        """Whether the last day of a number is one that its sentence names, or that of the text."""
        last, said = read.days[1], read.said is DaysSaid.SENTENCE
        here = self.spans.days.between(read.sentence.start, read.sentence.end)
        ends = {d.last for d in here} | {d.plain[1] for d in here if d.plain} | {self.spans.published}
        return not said or last in ends or read.meaning.kind in _PLANNED

    def _is_to_come(self, read: Read) -> bool:
        """Whether what was counted is said of days after that on which the text was published."""
        last, now = read.days[1], self.spans.published
        return read.meaning.kind not in _PLANNED and last is not None and now is not None and last > now

    def _is_elsewhen(self, read: Read) -> bool:
        """Whether the words of a number tell of days that were not made out, or of when it was said."""
        own, start = self.own(read), read.number.start - len(self.own_before(read))
        near = self.own_before(read) + self.near(read)
        here = self.spans.days.between(read.sentence.start, read.sentence.end)
        vague = [
            m
            for m in bounded(self.words.elsewhen).finditer(near)
            if not any(d.start <= start + m.start() < d.end or self._opens(start + m.end(), d) for d in here)
        ]
        said = start + (vague[-1].end() if vague else 0)  # `before, as of 1 May`, not `half of May`
        named = [
            d for d in self.spans.days.between(said, start + len(own)) if self.text[said : d.start].strip()
        ]
        if (
            vague
            and not self.spans.reckoned
            and not any(d.last is not None and d.last == read.days[1] for d in named)
        ):
            return True
        since = any(d.role == "since" and d.first == read.days[0] for d in here)
        told_then = rf"(?:{self.words.that_was})\s+(?:(?:{self.words.within}|{self.words.on})\s+)?"
        if any(
            d.last == read.days[1] and any_case(rf"(?<!\w){told_then}$").search(self.text[: d.start][-40:])
            for d in here
        ):
            return True  # `31,000 dead, and that was in February`
        to_whom = rf"(?:(?-i:{CAPITAL})[\w’'-]*\s+){{0,2}}"  # `told NBC in February`
        said_in = bounded(
            rf"(?:{self.words.tells})\W+{to_whom}(?:{self.words.within}|{self.words.on})\W+{self.words.the}"
        )
        told = bounded(rf"(?:{self.words.tells})[^\w;:.]+(?:\w+[^\w;:.]+){{0,4}}")
        for days in here:
            if days.role == "weekday" and (since or not start <= days.start < start + len(near)):
                continue
            lead = self.text[max(read.sentence.start, days.start - 40) : days.start]
            stated = any_case(rf"{told.pattern}$").search(lead) is not None
            on_last = days.last == read.days[1]
            chosen = since and not on_last if days.role == "span" else on_last and not since
            rates = read.meaning.kind is not ProposedKind.INTAKE
            if (
                rates
                and not since
                and days.last == read.days[1]
                and any_case(rf"{said_in.pattern}$").search(lead)
            ):
                return True
            dateline = self.text[days.end : days.end + 1] == ")"
            if stated and days.role == "day" and not since and self._is_reckoned(here, read):
                return True
            if (days.role == "weekday" and not stated and not dateline) or (chosen and stated):
                return True
        kind = read.meaning.kind
        told_in = kind in {ProposedKind.LOSSES, ProposedKind.INTAKE}
        if told_in and any(self._tells_in(read, d) for d in here):
            return True
        lengths = bounded(rf"(?:\d+|\w+)\s+(?:{self.words.duration})")
        return any(
            self._is_number(m.group().split()[0])
            and not any(d.start <= start + m.start() < d.end for d in here)
            for m in lengths.finditer(near)
        )

    def _is_left_over(self, read: Read) -> bool:
        """Whether words of time stand with a number that say nothing of the days it was given.

        They are those of another number or of a rate, or what was read of them is not all that they say.
        """
        own, near = self.own_before(read), self.near(read)
        start, end = read.number.start - len(own), read.number.start + len(near)
        here = [d for d in self.spans.days.between(start - _LONGEST, end) if d.end > start]
        known = [(d.start, d.end + 1) for d in here]  # `2025` and the year behind it
        known.append(read.number.core)  # `half a million`
        known += [m.span() for m in self._known_time.finditer(self.text, start, end)]
        return any(
            not any(low <= word.start() <= high for low, high in known)
            for word in self._time.finditer(self.text, start, end)
            if not is_as_long(word.lastgroup or "", *read.days)
        )

    def _is_parted(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether a year behind a number may be that of a month before it: `in May … 35,370 men in 2025`."""
        number = read.number
        years = any(
            d.start >= number.core[1] and is_year(d.first, d.last) and d.first == read.days[0] for d in dated
        )
        parts = (d for d in dated if d.end <= number.start and not d.year and not d.dateline)
        return years and any(d.role in ("span", "day") and not is_year(d.first, d.last) for d in parts)

    def _is_of_one_day(self, read: Read) -> bool:
        """Whether a number of more days than one is told of a single one: `on one day in November 2,030`."""
        said = rf"(?:{self.words.one})\s+(?:{self.words.steps['day']})"
        total = read.meaning.kind in _COUNTED and "/" not in read.meaning.unit
        return (
            total
            and read.days[0] != read.days[1]
            and self.says(said, self.own_before(read) + self.near(read))
        )

    def _tells_in(self, read: Read, days: DaysFound) -> bool:
        """Whether days are those in which somebody said it: `In August, officials put them at 70,000`."""
        start, end = days.end, read.number.start
        if days.role not in ("span", "day") or days.last != read.days[1] or end < start:
            return False
        lead = self.text[max(read.sentence.start, days.start - 10) : days.start]
        goes_on = rf"(?!,(?!\s+(?:{self.words.that_clause})\s))"  # `заявляв, що`, not `ISW says, they lost`
        told = bounded(rf",?\s+(?:\w+\W+){{0,6}}?(?:{self.words.tells}){goes_on}").match(self.text[start:end])
        said_in = bounded(rf"(?:{self.words.on})\s+$").search(lead)
        return told is not None and said_in is not None and bool(self.sources.named.between(start, end))

    def _is_number(self, word: str) -> bool:
        return word[0].isdigit() or counted_by(word, self.words) > 1

    def _opens(self, end: int, days: DaysFound) -> bool:
        """Whether words that end at a place are those before days: `since the beginning of 2025`."""
        between = self.text[end : max(end, days.start)]
        return days.role == "since" and re.fullmatch(r"[^.,;:()\d]{0,60}", between) is not None

    def _is_reckoned(self, here: list[DaysFound], read: Read) -> bool:
        """Whether days were reckoned from the day published, such as those of `yesterday`."""
        chosen = [self.text[d.start : d.end] for d in here if d.last == read.days[1]]
        relative = bounded("|".join(self.words.relative.values()))
        return any(relative.search(said) is not None for said in chosen)

    def _is_pointed(self, read: Read, here: list[DaysFound]) -> bool:
        """Whether days said earlier are pointed at, head a list, or are the only ones of the paragraph."""
        roles = {d.role for d in here}
        if "same" in roles and self._is_one_of_many(read):
            self._unclear.add((read.sentence.line, read.days))
        # `the first month since May in which …`
        if "never" in roles or (read.sentence.line, read.days) in self._unclear:
            return False
        if "same" in roles and (self._is_spoken_of_else(read) or self._is_made_of_others(read, here)):
            return False
        if "same" in roles or self.spans.headed or self.spans.reckoned:
            return True
        if read.sentence.bullet:
            return not self.spans.of_entry and not self._is_behind_total(read)
        if self.says(self.words.tells, self.whole(read)):  # somebody says it, maybe of other days
            return False
        return self._is_alone(read)

    def _is_spoken_of_else(self, read: Read) -> bool:
        """Whether a time that was not made out is named between `the same period` and its days."""
        start = read.sentence.start
        near = [d for d in self.spans.days.before(start, _LOOK_BACK) if (d.first, d.last) == read.days]
        low = near[-1].end if near else start
        known = [d for d in self.spans.days.between(low - _LONGEST, start) if d.end > low]
        told = [(d.start, d.end + 1) for d in known]
        told += [m.span() for m in self._known_time.finditer(self.text, low, start)]
        return any(
            not any(begin <= word.start() <= end for begin, end in told)
            for word in self._time.finditer(self.text, low, start)
        )

    def _is_made_of_others(self, read: Read, here: list[DaysFound]) -> bool:
        """Whether a month was reckoned from other days of its sentence: `920 in a day, 30,300 in a month`."""
        named = self.spans.days.before(read.sentence.end, _LOOK_BACK)
        return all((d.first, d.last) != read.days for d in named) and any(d.last is not None for d in here)

    def _is_behind_total(self, read: Read) -> bool:
        """Whether the entry above is a total since a day, of which an entry without days may be too."""
        above = self.text.rfind("\n", 0, max(0, self.text.rfind("\n", 0, read.sentence.start))) + 1
        return any(d.role == "since" for d in self.spans.days.between(above, read.sentence.start))

    def _is_alone(self, read: Read) -> bool:
        """Whether the days of a number are the only ones that its paragraph has named."""
        line = self.text.rfind("\n", 0, read.sentence.start) + 1
        near = self.spans.days.between(line, read.sentence.start)
        said = [d for d in near if d.last is not None and d.role != "weekday"]
        told = {(d.first, d.last) for d in said} or self.spans.of_line(read.sentence.line)
        if len(told) != 1:
            return False
        if said and all(d.role == "since" for d in said):
            return True
        if said and not self.cues.counted.count(line, read.sentence.start):
            return True  # `Verdun, 21 February to 18 December 1916.`: all that follows
        sides = self.sides.fighting(read.sentence.start, read.sentence.end)
        return sides <= self.sides.fighting(line, read.sentence.start)

    def _is_one_of_many(self, read: Read) -> bool:
        """Whether `the same month` of another paragraph can be more than one of those it names."""
        line = self.text.rfind("\n", 0, read.sentence.start) + 1
        before = [
            d for d in self.spans.days.before(line, _LOOK_BACK) if d.first and d.last and not d.dateline
        ]
        chosen = next((d for d in reversed(before) if (d.first, d.last) == read.days), None)
        if chosen is None or any(
            (d.first, d.last) == read.days for d in self.spans.days.between(line, read.sentence.start)
        ):
            return False
        paragraph = self.text.rfind("\n", 0, chosen.start) + 1
        long = whole_months(*read.days)
        others = {(d.first, d.last) for d in before if d.start >= paragraph and d.role == "span"}
        return sum(whole_months(*days) == long for days in others) > 1

    def _is_beside(self, read: Read) -> bool:
        """Whether a number is only what another one is compared with."""
        number, start = read.number, read.sentence.start
        if read.meaning.inherited:
            return not read.sentence.bullet
        before = self.text[max(start, number.start - 24) : number.start]
        last = [*bounded(f"{self.words.compared_to}|{self.words.compared}").finditer(before)]
        behind = before[last[-1].end() :] if last else ""
        marked = bool(last) and len(behind.split()) <= 2 and "," not in behind
        if not marked and not before.rstrip().endswith("("):
            return False
        return self.cues.counted.count(start, number.start) > 0 or self.cues.near(
            number, read.sentence, 40, Cue.RISING, Cue.FALLING
        )

    def _is_of_another_year(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days are said without a year where the paragraph speaks of another: `June 2024 … July`."""
        last = read.days[1]
        if last is None or any(d.year and d.last == last for d in dated):
            return False
        line = self.text.rfind("\n", 0, read.sentence.start) + 1
        said = [d for d in self.spans.days.between(line, read.sentence.end) if d.last and _names_year(d)]
        before = [d for d in said if d.start < read.number.start]
        if len({d.last.year for d in before if d.last}) > 1:
            return True  # `in 2025 …, in 2024 …. In May …`
        nearest = before[-1] if before else said[0] if said else None
        return nearest is not None and nearest.last is not None and nearest.last.year != last.year

    def _is_told_before(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether a total since a day is said up to now where a sentence names another day of telling it."""
        since = [d for d in dated if d.role == "since" and (d.first, d.last) == read.days]
        others = [
            d for d in dated if d not in since and d.last and since and d.last < (since[0].last or d.last)
        ]
        return bool(others) and self.says(self.words.tells, self.whole(read))

    def _is_of_part_of_war(self, read: Read) -> bool:
        """Whether a total up to a day may be one since another day than that on which the war began.

        The text tells what else began, or nobody told of the war and the days are those of another one.
        """
        before = self.spans.days.before(read.sentence.end, _LOOK_BACK)
        begun = [d.first for d in before if d.role == "event" or (d.role == "since" and not d.dateline)]
        if any(first is not None and first > WAR_BEGAN for first in begun):
            return all(d.first != WAR_BEGAN for d in before)
        return read.said is DaysSaid.EARLIER and all(d.first != WAR_BEGAN for d in before)

    def _is_some_week(self, read: Read) -> bool:
        """Whether days are those of `last week`: the seven last ones, or a week of the calendar."""
        weeks = bounded(self.words.counted_spans["week"])
        return any(
            d.dateline and (d.first, d.last) == read.days and weeks.search(self.text[d.start : d.end])
            for d in self.spans.days.before(read.sentence.end, _LOOK_BACK)
        )

    def _is_bound(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether no other number has a better right to the days that a number was given."""
        number = read.number
        ahead = [d for d in dated if d.end <= number.start]
        behind = [d for d in dated if d.start >= number.core[1]]
        chosen = next((d for d in (*ahead[::-1], *behind) if d.last == read.days[1]), None)
        owner = None if chosen is None else self.spans.attached.owner(chosen, read.sentence)
        if chosen is None or owner is None or owner == number.start:
            return True
        told = self.says(SPEECH[self.words.code].says, self.text[chosen.end : number.start])
        if owner < chosen.start and told and self._is_of_a_day(read):
            return False  # `300 in the past 24 hours, it said, adding that 9,000 were wounded`
        if chosen.end <= number.start:  # `lost 500, after 400 in May, and gained 20 km²`: not in May
            return owner > chosen.start or len(dated) == 1
        between = self.text[number.core[1] : owner]
        return owner < chosen.start and re.search(rf"[;,]|\b(?:{self.words.clause})\b", between) is None


def _names_year(days: DaysFound) -> bool:
    """Whether an expression of days tells the year: with digits, or as `last year`."""
    return days.year or is_year(days.first, days.last)
