"""What has to be settled about the days of a proposal."""

from __future__ import annotations

import re
from datetime import date

from model.reading.calendar_days import MONTHS, is_year, whole_months
from model.reading.cues import Cues
from model.reading.days_found import WAR_BEGAN, DaysFound
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.earlier_days import is_span
from model.reading.layout import line_start
from model.reading.patterns import any_case, bounded, ends_with
from model.reading.pointed_days import NO_YEAR
from model.reading.proofs import Proofs
from model.reading.proposal import DaysSaid, ProposedKind
from model.reading.said_with import SaidWith
from model.reading.sides import Sides
from model.reading.vocabulary import Cue, Vocabulary
from model.reading.who_said import Sources
from model.reading.words_around import Read, WordsAround
from model.text.words import marked

WHICH_DAYS = marked("Are these the days? The sentence does not say it of this number alone.")
OTHER_DAYS = marked("Are these the days? They are said in an earlier paragraph.")
COMPARED = marked("Is this a figure of its own? It is only compared with another.")

_LONG_AGO = 300  # days before that of the text
_JUST_ENDED = 5  # days of a month: `the past month`, told then, is the one before
_LOOK_BACK = 12  # expressions of days before `the same month` that can be meant
_COUNTED = (ProposedKind.LOSSES, ProposedKind.GAINS, ProposedKind.INTAKE)
_PLANNED = (ProposedKind.TARGET, ProposedKind.REQUIREMENT)


class DoubtsOfDays(WordsAround):
    """What is uncertain about the days of the numbers of a text."""

    def __init__(
        self, text: str, words: Vocabulary, cues: Cues, spans: DaysOfNumbers, sources: Sources, sides: Sides
    ) -> None:
        super().__init__(text, words, cues, spans, sources, sides)
        self._proofs = Proofs()
        self._said = SaidWith(text, words, cues, spans, sources, sides)
        self._certain: Read | None = None  # the last number of which nothing is asked
        # paragraphs, and days that may not be theirs
        self._unclear: set[tuple[int, tuple[date | None, date | None]]] = set()

    def of(self, read: Read) -> str:
        """Return the first question that a number leaves open, or nothing."""
        if self.spans.summed:
            return ""
        if read.cell is not None:  # `Date of the estimate`: the days of its row are those of counting
            row = line_start(self.text, read.cell.head[0]), self.text.find("\n", read.cell.head[1])
            if self.says(f"{self.words.counting}|{self.words.states}", self.text[slice(*row)]):
                return WHICH_DAYS
        named = self.spans.days.between(read.sentence.start, read.sentence.end)
        here = [d for d in named if d.role != "weekday"]
        if read.said is DaysSaid.EARLIER:
            certain = self._is_pointed(read, here)
        else:
            certain = not (named if read.said is DaysSaid.SENTENCE else here) or self._said.is_said(read)
        dated = [d for d in here if d.last is not None]
        beside = self._is_beside(read)
        if beside and any(d.role in ("since", "until") for d in dated):
            return COMPARED
        if not certain and not self._proofs.of(read) and not self._is_joined(read):
            line = line_start(self.text, read.sentence.start)
            own = any(is_span(d) for d in self.spans.days.between(line, read.sentence.end))
            return COMPARED if beside else WHICH_DAYS if own else OTHER_DAYS
        return WHICH_DAYS if self._is_left_over(read) or self._is_of_others(read, dated) else ""

    def _is_pointed(self, read: Read, here: list[DaysFound]) -> bool:
        """Whether days said earlier are pointed at, or head a list."""
        place = read.sentence.line, read.days
        if "same" in {d.role for d in here} and not self._is_one_named(read):
            self._unclear.add(place)
        if any(d.role == "never" for d in here) or place in self._unclear:
            return False  # `the first month since May in which …`
        line = line_start(self.text, read.sentence.start)
        named = {(d.first, d.last) for d in self.spans.days.between(line, read.sentence.start) if d.last}
        if any(d.role == "same" for d in here) or (self.spans.reckoned and not here and len(named) < 2):
            return True  # `a year earlier` of the only days that a paragraph names
        told = any_case(self.words.anaphor).search(self.whole(read)) is not None
        if (
            told
            and read.meaning.kind is ProposedKind.CLAIM
            and len(named) == 1
            and all(d.start in self.spans.compared for d in here)
        ):
            return True  # `That works out at 68 for each km²`
        # the entry above is a total since a day, of which an entry without days may be too
        above = line_start(self.text, max(0, line_start(self.text, read.sentence.start) - 1))
        total = any(d.role == "since" for d in self.spans.days.between(above, read.sentence.start))
        return read.sentence.bullet and not total

    def _is_of_others(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether the days of a number may be those of another year, to come, or only about those."""
        meaning = read.meaning
        lost = meaning.kind is ProposedKind.LOSSES
        many = lost and max(read.number.value or 0, read.number.high or 0) >= NO_YEAR
        if many and read.days[0] != WAR_BEGAN and self.says(self.words.total, self.own_before(read)):
            return True  # `the total is 1.1 million`: of which war
        span = not any(d.role in ("since", "until") and d.last == read.days[1] for d in dated)
        own = self.own_before(read) + self.near(read)
        passed = self.says(self.words.the_figure, own) and self.says(self.words.passed, own)
        second = self.cues.counted.count(read.sentence.start, read.number.start) > 0
        if lost and span and (passed or (second and self.says(self.words.total, own))):
            return not self._proofs.of(read)  # `the number of the dead passed 9,000`, `300, and 9,000 in all`
        if meaning.record and read.said is DaysSaid.DATELINE:
            return True  # on which day, nobody has said
        if meaning.kind is ProposedKind.MILESTONE and any(
            d.role == "since" and not d.dateline for d in dated
        ):
            return True  # named since a day, or all dead since then
        up_to = any(d.role == "until" and d.last == read.days[1] for d in dated)
        since = any(d.role == "since" and (d.first, d.last) == read.days for d in dated)
        if since and self.says(self.words.remains, self.own_before(read)):
            return True  # `has remained below 6,000 since September`
        if up_to and not since and read.days[0] not in (None, WAR_BEGAN) and meaning.kind in _COUNTED[:2]:
            return True  # counted from what the text said had begun
        return (
            self._is_long_ago(read, dated)
            or self._is_vague(read, dated)
            or self._is_of_another_year(read, dated)
            or self._is_some_week(read)
            or (meaning.kind is ProposedKind.TARGET and not is_year(*read.days))
            or self._is_to_come(read, dated)
        )

    def remember(self, read: Read) -> None:
        """Keep a number of which nothing is asked: what others come to with it proves their days."""
        self._proofs.remember(read)
        self._certain = read

    def _is_joined(self, read: Read) -> bool:
        """Whether people are named by the side of others of whom it is certain: `60 dead and 344 injured`."""
        last = self._certain
        if last is None or last.sentence != read.sentence or last.days != read.days:
            return False
        between = self.text[last.number.core[1] : read.number.start]
        joined = rf"[^.;:()\d—–]*(?<!\w)(?:{self.words.and_}|{self.words.beside})(?!\w)[^.,;:()\d—–]*"
        of = {last.meaning.kind, read.meaning.kind}, {last.meaning.unit, read.meaning.unit}
        if of != ({ProposedKind.LOSSES}, {"people"}) or any_case(joined).fullmatch(between) is None:
            return False
        return not self.says(f"{self.words.total}|{self.words.clause}", between)

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
            if re.search(r"[^\W\d_]-$|\d/$", lead):
                return True  # `pre-1975`, `by end-2025`, `1914-1922/1923`
            long = days.plain is not None and days.plain[0] != days.plain[1]
            if days.role == "until" and long and not bounded(self.words.up_to_whole).search(lead):
                return True
        return False

    def _is_to_come(self, read: Read, dated: list[DaysFound]) -> bool:
        """Whether days are to come, or are some of which not all are over: `nine months`, on 10 September."""
        last, now = read.days[1], self.spans.published
        if read.meaning.kind in _PLANNED or last is None or now is None:
            return False
        cut = (d for d in dated if d.first == read.days[0] and d.last is not None and d.last > now)
        return last > now or any(whole_months(d.first, d.last) not in (0, 1, MONTHS["year"]) for d in cut)

    def _is_left_over(self, read: Read) -> bool:
        """Whether words of time stand with a number that say nothing of the days it was given.

        They are those of another number or of a rate, or what was read of them is not all that they say.
        """
        own, near = self.own_before(read), self.near(read)
        day = rf"(?:{self.words.one})\s+(?:{self.words.steps['day']})"
        if read.days[0] != read.days[1] and "/" not in read.meaning.unit and self.says(day, own + near):
            return True  # `on one day in November`
        return self._is_unread(read.number.start - len(own), read.number.start + len(near), read)

    def _is_unread(self, start: int, end: int, read: Read) -> bool:
        """Whether there are words of time between two places that say nothing of the days of a number."""
        return self.spans.unread.between(start, end, read.number.core, read.days)

    def _is_one_named(self, read: Read) -> bool:
        """Whether the days that `the same month` points at are the only ones it can.

        No other words of time stand between; of another paragraph no days may be as long.
        """
        start = read.sentence.start
        before = [d for d in self.spans.days.before(read.sentence.end, _LOOK_BACK) if d.first and d.last]
        chosen = next((d for d in reversed(before) if (d.first, d.last) == read.days), None)
        if chosen is None or chosen.partly or self._is_unread(chosen.end, max(chosen.end, start), read):
            return False
        if chosen.start >= line_start(self.text, start):
            return True
        paragraph = line_start(self.text, chosen.start)
        spans = {
            (d.first, d.last) for d in before if d.start >= paragraph and d.role == "span" and not d.dateline
        }
        return sum(whole_months(*days) == whole_months(*read.days) for days in spans) < 2

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
        line = line_start(self.text, read.sentence.start)
        said = [d for d in self.spans.days.between(line, read.sentence.end) if d.last and _names_year(d)]
        before = [d for d in said if d.start < read.number.start]
        if len({d.last.year for d in before if d.last}) > 1:
            return True  # `in 2025 …, in 2024 …. In May …`
        nearest = before[-1] if before else said[0] if said else None
        return nearest is not None and nearest.last is not None and nearest.last.year != last.year

    def _is_some_week(self, read: Read) -> bool:
        """Whether days are the last ones, or those of the calendar: `last week`, `the past two months`."""
        now, week = self.spans.published, self.words.counted_spans["week"]
        rolls = now is not None and now.day > _JUST_ENDED  # then `the past month` is none of the calendar
        some = bounded(f"{week}|{self.words.rolling}" if rolls else week)
        return any(
            d.dateline
            and d.role == "span"
            and (d.first, d.last) == read.days
            and (some.search(self.text[d.start : d.end]) or 1 < whole_months(*read.days) < MONTHS["year"])
            for d in self.spans.days.before(read.sentence.end, _LOOK_BACK)
        )


def _names_year(days: DaysFound) -> bool:
    """Whether an expression of days tells the year: with digits, or as `last year`."""
    return days.year or is_year(days.first, days.last)
