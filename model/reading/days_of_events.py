"""Days that a text counts from what it told of: `since then`, `since the truce began`, `the first week`.

Each is known only where the day is: that on which something began, or was said to have begun, in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from model.reading.calendar_days import MONTHS, month_end, valid, whole_months
from model.reading.days_found import DaysFound, counted_by, length_told
from model.reading.days_of_lengths import with_lengths
from model.reading.layout import Placed, Sentence, is_head, line_start
from model.reading.patterns import any_case, bounded
from model.reading.vocabulary import Vocabulary
from model.text.records import replace

_LEAD = 90  # letters before a day in which stands what began on it


def with_events(
    text: str, words: Vocabulary, found: list[DaysFound], published: date | None
) -> list[DaysFound]:
    """Return the expressions of a text with those that count from a day another one names."""
    stated = Placed(d for d in found if d.role == "until" and d.plain)
    found = [_in_event(_as_of(days, stated), found) for days in found]
    kept = list(found)
    counted = [*_Events(text, words, found, published).all(), *with_lengths(text, words, found)]
    for days in counted:
        over = [d for d in kept if d.start < days.end and days.start < d.end]
        if all(
            days.start + d.dateline <= d.start
            and d.end <= days.end
            and (d.dateline or (not d.year and days.role not in ("since", "open")))
            for d in over
        ):  # `the first weeks of this year`, `the first half` of a month; not `since the start of May`
            kept = [d for d in kept if d not in over] + [days]
    return sorted(kept, key=lambda d: d.start)


def _as_of(days: DaysFound, stated: Placed[DaysFound]) -> DaysFound:
    """Return `the past day` behind `as of the morning of 1 May` as the day before that one."""
    if not days.dateline or days.role != "span" or days.last is None or days.first != days.last:
        return days
    near = [d.plain for d in stated.before(days.start, 1) if days.start - d.end < _LEAD]
    if not near or near[0] is None:
        return days
    before = near[0][1] - timedelta(days=1)
    return replace(days, first=before, last=before)


def _in_event(days: DaysFound, found: Sequence[DaysFound]) -> DaysFound:
    """Return a month or day without a year in the year in which it is in what a text tells of."""
    if (
        days.year
        or days.dateline
        or days.role not in ("span", "day")
        or days.first is None
        or days.last is None
    ):
        return days
    event = next((d for d in reversed(found) if d.end <= days.start and d.role == "event"), None)
    if event is None or event.first is None or event.last is None or event.first <= days.first <= event.last:
        return days
    for year in (event.first.year, event.last.year):
        first, last = (
            valid(year + d.year - days.first.year, d.month, d.day) for d in (days.first, days.last)
        )
        if first is not None and last is not None and event.first <= first and last <= event.last:
            return replace(days, first=first, last=last, plain=days.plain and (first, last))
    return days


class _Events:
    def __init__(self, text: str, words: Vocabulary, found: list[DaysFound], published: date | None) -> None:
        self._text, self._words, self._found, self._published = text, words, found, published
        begun = (d for d in found if d.role in ("since", "event") and d.first and not d.dateline)
        self._begun = [d for d in begun if d.plain is None or whole_months(*d.plain) != MONTHS["year"]]

    def all(self) -> Iterator[DaysFound]:
        yield from self._since()
        yield from self._opening()
        yield from self._ordinals()

    def _since(self) -> Iterator[DaysFound]:
        """Yield `since then`, and `since the truce began` where a day was named on which it did."""
        then = [(m, True) for m in bounded(self._words.since_then).finditer(self._text)]
        began = [(m, False) for m in bounded(self._words.since_began).finditer(self._text)]
        told: list[DaysFound] = []
        starts = {d.start for d in self._found}
        war = Placed(d for d in self._found if d.dateline and d.role == "since")
        for match, points in sorted([*then, *began], key=lambda one: one[0].start()):
            if not points and any(match.start() < d.end for d in war.before(match.start() + 1, 1)):
                continue  # of the war that goes on
            # `since the beginning of the operation on 27 May`
            behind = any_case(rf"\s*(?:(?:{self._words.on})\s+)?").match(self._text, match.end())
            named = behind is not None and behind.end() in starts
            days = None if named else self._then(match, told) if points else self._began(match)
            if days is not None:
                told.append(days)
                yield days

    def _then(self, match: re.Match[str], told: list[DaysFound]) -> DaysFound | None:
        found = (replace(d, first=d.plain[0]) if d.role == "until" and d.plain else d for d in self._found)
        before = [d for d in (*found, *told) if d.end <= match.start() and d.first and d.last]
        # not `last month`, nor the weekday on which it was told
        named = [d for d in before if d.role != "weekday" and not (d.dateline and d.role == "span")]
        last = max(named, key=lambda d: d.start, default=None)
        if last is None or last.first is None or last.last is None:
            return None
        return self._from(match, last.last + timedelta(days=1) if last.role == "span" else last.first)

    def _began(self, match: re.Match[str]) -> DaysFound | None:
        noun = next(word for word in match.groupdict().values() if word)[:6].lower()
        named = (d for d in self._begun if noun in self._text[max(0, d.start - _LEAD) : d.start].lower())
        first = next((d.first for d in named), None)
        if first is None:
            return DaysFound(*match.span(), None, None, "open")
        return self._from(match, first)

    def _from(self, match: re.Match[str], first: date) -> DaysFound:
        now = self._published
        if now is None or first > now:
            return DaysFound(*match.span(), first, None, "open")
        return DaysFound(*match.span(), first, now, "since")

    def _opening(self) -> Iterator[DaysFound]:
        """Yield `the first five days` of what a text tells the beginning of."""
        of_year = any_case(
            rf"\s+(?:of\s+)?(?:{self._words.of_it}(?:{self._words.counted_spans['year']})|{self._words.relative['this_year']})(?!\w)"
        )
        for match in bounded(self._words.opening_days).finditer(self._text):
            begun = [d for d in self._begun if d.start < match.start()]
            event = next((d for d in reversed(begun) if d.role == "event"), begun[-1] if begun else None)
            unit, count = length_told(match.group(), self._words)
            count = max(count, 1)
            year = of_year.match(self._text, match.end())
            end = match.end()
            if year is not None and self._published is not None:  # `the first six weeks of this year`
                event = DaysFound(*match.span(), date(self._published.year, 1, 1), None)
                end = year.end()
            if event is None or event.first is None:
                continue
            line = line_start(self._text, match.start())
            days = {"day": 1, "week": 7}.get(unit, 0) * count
            last = event.first + timedelta(days=days - 1)
            if not days:
                behind = month_end(event.first, MONTHS.get(unit, 0) * count)
                last = valid(behind.year, behind.month, min(event.first.day, behind.day)) or behind
                last -= timedelta(days=1)
            elsewhere = year is None and event.role != "event" and event.start < line
            yield DaysFound(match.start(), end, event.first, last, partly=elsewhere)

    def _ordinals(self) -> Iterator[DaysFound]:
        """Yield `in the second` behind a first quarter, half or week; `the first half` behind a month."""
        week = self._words.counted_spans["week"]
        nth = any_case(
            rf"(?<!\w)(?:(?:{self._words.within})\s+)?{self._words.the}(?P<nth>{self._words.nth})"
            rf"(?:\s+(?:(?P<half>{self._words.half})|(?P<week>{week}))(?!\w)|(?=\W*\d|[,.;:]|\s+(?:{self._words.filler}|{self._words.and_})(?!\w)))"
        )
        goes_on = any_case(
            rf"\s+(?:{self._words.of_whole}|{self._words.counted_spans['year']}|\d{{4}})(?!\w)"
        )
        unit_words = {"half": self._words.half, "week": week}
        halves: list[DaysFound] = []
        for match in nth.finditer(self._text):
            line = line_start(self._text, match.start())
            before = [d for d in self._found if line <= d.start < match.start() and d.end <= match.start()]
            before = [d for d in before if not any(h.start <= d.start < h.end for h in halves)]
            named = [d for d in (*before, *halves) if d.first and d.last and d.role == "span"]
            named = sorted((d for d in named if d.start >= line), key=lambda d: d.start)
            if not named or match.start() - named[-1].end > _LEAD or goes_on.match(self._text, match.end()):
                continue
            unit = "half" if match["half"] else "week" if match["week"] else ""
            days = self._nth(counted_by(match["nth"], self._words), unit, named[-1])
            if days is None or (self._published is not None and days[0] > self._published):
                continue
            part = unit_words.get(unit)
            unsure = part is not None and not bounded(part).search(self._text, named[-1].start, named[-1].end)
            told = DaysFound(*match.span(), *days, partly=unsure)
            if unit:
                halves.append(told)
            yield told

    def _nth(self, place: int, unit: str, last: DaysFound) -> tuple[date, date] | None:
        """Return the days of the first, second … quarter of a year, half or week of a month."""
        if last.first is None or last.last is None:
            return None
        said, month = self._text[last.start : last.end], last.first.replace(day=1)
        in_month = last.last <= month_end(month, 0)
        for words, months in ((self._words.quarter, 3), (self._words.half_year, 6)):
            of_year = (
                bounded(words).search(said) is not None and whole_months(last.first, last.last) == months
            )
            if of_year and not unit and 1 <= place <= 12 // months:
                first = date(last.first.year, months * (place - 1) + 1, 1)
                return first, month_end(first, months - 1)
        unit = unit or ("half" if bounded(self._words.half).search(said) else "")
        unit = unit or ("week" if bounded(self._words.counted_spans["week"]).search(said) else "")
        if not in_month or not unit or not 1 <= place <= (2 if unit == "half" else 4):
            return None
        if unit == "half":
            middle = month + timedelta(days=14)
            return (month, middle) if place == 1 else (middle + timedelta(days=1), month_end(month, 0))
        if (last.last - last.first).days == 6 and last.first.day > 7:  # `From 10 to 16 May … in the third`
            return None
        first = month + timedelta(days=7 * (place - 1))
        return first, first + timedelta(days=6)


class _PartOfBattle(Struct, frozen=True):
    """Words that say of which days of a battle a text tells: of its first, or of all."""

    start: int
    first: bool


class DaysOfBattles:
    """The days of what a text tells the beginning and the end of."""

    def __init__(self, text: str, words: Vocabulary, days: list[DaysFound]) -> None:
        self._text = text
        self._events = Placed(d for d in days if d.role == "event")
        said = ((words.first_day, True), (words.whole, False)) if self._events.all else ()
        self._parts = Placed(
            _PartOfBattle(m.start(), first) for part, first in said for m in bounded(part).finditer(text)
        )

    def told(self, start: int, sentence: Sentence) -> DaysFound | None:
        """Return the days of which is told last between a place and the end of a sentence, or None.

        Its first day is that of a heading, or of the paragraph of the sentence; the whole holds until then.
        """
        before = self._events.before(sentence.start, 1)
        event = next(iter(before or self._events.all), None)  # `in the war`, of which it tells later
        if event is None or event.first is None:
            return None
        line = line_start(self._text, sentence.start)
        low = start if event.start > start else max(event.end, start)
        parts = [
            part
            for part in self._parts.between(low, sentence.end)
            if not part.first or part.start >= line or is_head(self._text, part.start)
        ]
        if not parts:
            return None
        return replace(event, last=event.first if parts[-1].first else event.last or event.first)
