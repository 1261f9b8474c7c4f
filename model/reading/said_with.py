"""Whether a sentence says its days of a number: what it takes for them to be certain.

Days are said of a number where nothing parts them from it: no comma, bracket or word that opens another
clause, no other days, and no word of telling, of what began, or of comparing. Days that open a sentence and
are its only ones are said of all that it goes on with. Of all else a person is asked.
"""

from __future__ import annotations

import re

from model.reading.calendar_days import MONTHS, whole_months
from model.reading.cues import GROUND, LOST, CueFound, Cues
from model.reading.days_found import DaysFound
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.patterns import any_case, begins_with, bounded, ends_with
from model.reading.sides import Sides
from model.reading.speech import SPEECH
from model.reading.vocabulary import Cue, Vocabulary
from model.reading.who_said import Sources
from model.reading.words_around import Read, WordsAround

_COUNTED = (*LOST, *GROUND, Cue.RECRUITS, Cue.PLAN, Cue.NEED, Cue.DONE)
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")  # such as the number in another unit
_ENDS = re.compile(r"[;:,]\s|\((?![^()]*\))|\s[–—-]\s")
_UNKNOWN = 1  # words between a number and its days that may be any
_SIGNS = r"[;()\[\]“”«»]|\s[–-]\s|—"


class SaidWith(WordsAround):
    """Which days of a sentence are said of which of its numbers."""

    def __init__(
        self, text: str, words: Vocabulary, cues: Cues, spans: DaysOfNumbers, sources: Sources, sides: Sides
    ) -> None:
        super().__init__(text, words, cues, spans, sources, sides)
        speech = SPEECH[words.code]
        pronouns = rf"{words.clause}|{words.that}|{words.that_clause}|{words.when}"
        opens = rf"(?!(?:{words.but})(?!\w))(?:{pronouns}|{words.of_else}|{words.compared})"
        self._other = any_case(rf"{_SIGNS}|(?<!\w)(?:{opens})(?!\w)")
        self._breaks = any_case(rf",(?:\s|$)|:|{_SIGNS}|(?<!\w)(?:{opens}|{pronouns})(?!\w)")
        ranges = "|".join(opening for opening, _middle in words.ranges if opening)
        small = rf"{words.within}|{words.on}|{words.since}|{words.until}|{ranges}"
        units = "|".join(words.counted_spans.values())
        of = rf"{words.of_whole}|{words.until}|{ranges}|ending|ended"
        length = (
            rf"(?:(?:[\w-]+\s+)?(?:{units})\s+(?:(?:{of})\s+)?)?"  # `the month of May`, `the week to 5 May`
        )
        into = rf"(?:(?:{small})\s+)?{words.the}{length}"
        small_ones = rf"(?:(?:{small})\s+)?{words.the}"
        year = words.counted_spans["year"]
        self._right_behind = any_case(rf"\s*(?:[(\[–—-]\s*)?{small_ones}")
        self._right_before = any_case(rf"(?:\s+(?:{year})(?!\w))?[^\w;,]*{small_ones}")
        self._opens = any_case(
            rf"(?:\W*\d{{1,2}}(?:/\d{{1,2}}|[.)]))?\W*(?:(?:{words.and_}|{words.but}|(?P<pronoun>{pronouns}))\s+)?(?:(?:{words.filler})\s+)?{into}"
        )
        self._attribute = any_case(rf"(?<!\w)(?:{speech.articles})\s+(?:{small})\s+$")
        self._small = any_case(rf"\s(?:{small})\s+{words.the}{length}$")
        self._again = any_case(rf",\s+(?:{words.or_})\s+0[^,;0]{{0,25}},")  # `, or 78 square miles,`
        self._since = bounded(words.since)
        little = (
            small,
            words.and_,
            words.or_,
            words.of_whole,
            speech.helpers,
            speech.passive,
            speech.articles,
        )
        self._little = any_case(
            "|".join((*little, speech.links, words.filler, words.ground, words.the, words.own))
        )
        self._when = any_case(rf",?\s+(?:{words.when})(?!\w)")
        self._that = any_case(rf"(?:(?:{words.that_clause})|(?<=\w\s)that)(?=\s)")
        self._relative = any_case(rf"((?:\s+[^\W\d][\w’'-]*){{1,3}}?),?\s+(?:{words.that}|who)\s+")
        self._opening = ranges
        self._report = any_case(rf"\s+(?:(?:{words.publications})\w{{0,3}}|{words.counting})(?!\w)")
        self._now = any_case(speech.now)
        self._done = any_case(speech.done)
        self._told = bounded(f"{words.tells}|{words.states}|{speech.says}|{words.report_of}")
        self._ascribed = any_case(rf"(?<!\w)(?:{speech.ascribes})(?:\s+(?:{speech.articles}))?(?!\w)")
        self._against = any_case(words.compared)
        self._begun = bounded(f"{words.began}|{words.remains}")

    def is_said(self, read: Read) -> bool:
        """Whether the days of a number are said of it."""
        here = self.spans.days.between(read.sentence.start, read.sentence.end)
        if read.meaning.compared is not None:
            here = [d for d in here if d.start not in self.spans.compared]
        near = [d for d in here if d.end <= read.number.start][-1:]  # others stand between any further ones
        near += [d for d in here if d.start >= read.number.core[1]][:1]
        bound = [d for d in near if d.role not in ("same", "never") and self._binds(d, here, read)]
        return bool(bound) and all(_gives(d, read) for d in bound)

    def _binds(self, days: DaysFound, here: list[DaysFound], read: Read) -> bool:
        alone = all(d.last == days.last for d in here if d.last is not None and d.role != "weekday")
        report = self._report.match(self.text, days.end)  # `an October report`
        if report is not None or self._is_open(days) or (days.role == "since" and not alone):
            return False
        if days.end <= read.number.start:
            beside = self._right_before.fullmatch(self.text, days.end, read.number.start)  # `October: 31,000`
            return beside is not None or self._binds_ahead(days, here, read, alone)
        start = read.number.unit_end or read.number.core[1]
        again = _BRACKETS.match(self.text, start, max(start, days.start))
        start = start if again is None else again.end()
        if days.start < start:
            return False
        beside = self._right_behind.fullmatch(self.text, start, days.start)  # `267 km² (October)`
        return beside is not None or self._binds_behind(days, start, here, read, alone)

    def _is_open(self, days: DaysFound) -> bool:
        """Whether nobody says on which day that ended or began: `from May`, `since 2022`, `since then`."""
        year = days.plain is not None and whole_months(*days.plain) == MONTHS["year"]
        if days.role == "since":
            return year or bool(bounded(self.words.since_then).fullmatch(self.text, days.start, days.end))
        opened = ends_with(self._opening, self.text[max(0, days.start - 20) : days.start])
        single = days.role == "day" or (days.role == "span" and whole_months(days.first, days.last) == 1)
        return single and not days.joined and opened is not None

    def _binds_behind(
        self, days: DaysFound, start: int, here: list[DaysFound], read: Read, alone: bool
    ) -> bool:
        """Whether days are said of a number before them: `31,000 soldiers who died in October`."""
        if self.spans.telling.is_told(days, read.sentence) or _any_between(here, start, days.start):
            return False
        end = days.start
        if days.role == "since":  # `since the ceasefire of 11 October`
            end = max((m.start() for m in self._since.finditer(self.text, start, end)), default=end)
        relative = self._relative.match(self.text, start, end)
        if relative is not None and self.words.stops.isdisjoint(relative[1].lower().split()):
            start = relative.end()
        if not alone and self.cues.counted.count(start, days.start):
            return False
        said = self._plain(start, end)
        return (
            self._ascribed.search(said) is None
            and not self._parts(said)
            and self._is_phrase(start, end, read)
        )

    def _is_phrase(self, start: int, end: int, read: Read) -> bool:
        """Whether the words behind a number only tell what it is: `soldiers killed in the fighting`."""
        others = self.cues.counted.between(start, end)
        start = max(others[-1].unit_end, others[-1].core[1]) if others else start
        cues = self.cues.all.between(start, end)
        if not others and any(
            c.cue in _COUNTED and (c.cue in LOST) != (read.meaning.counts != "") for c in cues
        ):
            return False  # `lost 1,000 soldiers in the town taken in May`
        said = self._plain(start, end, *(cue for cue in cues if cue.end <= end))
        small = re.findall(r"(?<![\w’'-])[^\W\d_][\w’'-]*", said)
        unknown = [word for word in small if word[0].islower() and not self._little.fullmatch(word)]
        done = any(map(self._done.fullmatch, unknown))  # `soldiers sent there in May`
        return len(unknown) <= _UNKNOWN and not done

    def _binds_ahead(self, days: DaysFound, here: list[DaysFound], read: Read, alone: bool) -> bool:
        """Whether days are said of a number behind them: `In October, according to X, 31,000 died`."""
        start, stop = days.end, read.number.start
        left = self._left(days, read)
        opens = self._opens.fullmatch(self.text, left, days.start)
        before = self.text[read.sentence.start : left]
        first = opens is not None and opens["pronoun"] is None
        told = self._ascribed.search(before) or self._told.search(before)
        first = first and (not before or told is not None)
        if first and alone and read.sentence.bullet:
            return True  # `May – 499 km², 35,370 casualties`
        if _any_between(here, start, stop) or self.cues.counted.count(left, days.start):
            return False
        when = self._when.match(self.text, start, stop)
        if when is not None:
            return not self._parts(self._plain(when.end(), stop))
        said = self._plain(start, stop)
        if days.role == "until":  # `by 1 May journalists had counted 80,000`
            said = self._told.sub("", said)
        trend = alone and read.meaning.trend is not None
        if opens is None and not trend:
            return self._is_subject(left, days.start) and not self._parts(self._ascribed.sub("", said))
        whole = said.split(", ")
        asides = [
            p for p in whole[1:-1] if "0" not in p and (self._told.search(p) or self._ascribed.search(p))
        ]
        pieces = [self._ascribed.sub("", p) for p in whole if p not in asides]
        if len(pieces) > 1 and (len(pieces[0].split()) < 2 or days.role == "since"):  # `In October alone,`
            del pieces[0]
        if alone and (first or trend):
            return not any(self._parts(piece, self._other) for piece in pieces)
        return len(pieces) == 1 and not self._parts(pieces[0])

    def _left(self, days: DaysFound, read: Read) -> int:
        """Return where the clause of days begins."""
        start = read.sentence.start
        ends = [m.end() for m in _ENDS.finditer(self.text, start, days.start)]
        ends += [m.end() for m in self._that.finditer(self.text, start, days.start)]
        begins = max(ends, default=start)
        since = self._since.search(self.text, begins, days.start)
        return days.start if days.role == "since" and since is not None else begins

    def _is_subject(self, start: int, end: int) -> bool:
        """Whether words before days are those of whom or what a clause speaks: `Losses in October`."""
        if self._attribute.search(self.text, start, end):
            return False  # `in der im Mai begonnenen Schlacht`
        told = [m.end() for m in self._told.finditer(self.text, start, end)]
        begins = max(told, default=start)
        said = any(c.cue in _COUNTED for c in self.cues.all.between(begins, end))
        return not self._parts(self._plain(begins, end)) and (said or not (told or self.words.code == "en"))

    def _plain(self, start: int, end: int, *told: CueFound) -> str:
        """Return the words between two places without brackets and small ones at the end; 0 for numbers."""
        said = self.text[start:end]
        places = [(n.start, n.core[1], "0") for n in self.cues.counted.between(start, end)]
        for low, high, sign in sorted([*places, *((c.start, c.end, "") for c in told)], reverse=True):
            said = f"{said[: low - start]}{sign}{said[high - start :]}"
        return self._small.sub("", self._again.sub("", _BRACKETS.sub("", said)))

    def _parts(self, said: str, breaks: re.Pattern[str] | None = None) -> bool:
        """Whether something in a gap parts what stands on both sides of it."""
        for found in (breaks or self._breaks).finditer(said):
            # `the war against Ukraine` opens nothing
            if not self._against.fullmatch(found.group()) or not self._names_side(said[found.end() :]):
                return True
        told = (m.group() for m in self._told.finditer(said))  # in October nobody `says` it, but `said`
        return any(self._now.fullmatch(word) is None for word in told) or self._begun.search(said) is not None

    def _names_side(self, said: str) -> bool:
        """Whether a text begins with a side."""
        return begins_with("|".join(self.words.sides.values()), said) is not None


def _any_between(here: list[DaysFound], start: int, end: int) -> bool:
    return any(start <= d.start < end for d in here)


def _gives(days: DaysFound, read: Read) -> bool:
    """Whether an expression of days gives those of a number."""
    first, last = read.days
    ends = {days.last, *(days.plain or ())}
    return last in ends or (first is not None and first == days.first)
