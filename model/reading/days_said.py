"""The days that a text speaks of: every expression of days, where it stands, and which days it means.

Single expressions are put together: `from September to November`, `May and June`, `since January`, `by the
end of 2024`, `began on 1 July and ended on 18 November`. What is reckoned to today ends on the day published.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from model.reading.calendar_days import valid
from model.reading.days_found import WAR_BEGAN, DaysFound, counted_by
from model.reading.days_of_events import with_events
from model.reading.layout import line_start
from model.reading.patterns import any_case, bounded, ends_with
from model.reading.single_days import SingleDays
from model.reading.vocabulary import Vocabulary
from model.text.days import FIRST_YEAR
from model.text.records import replace

_NO_YEAR = 9900  # that of days whose year nobody knows, until they are put together with those beside them


def find_days(
    text: str, words: Vocabulary, published: date | None, year: int | None = None
) -> list[DaysFound]:
    """Return the expressions of days of a text from first to last, none over another.

    Where it is not known when the text was published, `year` is that of days without one.
    """
    known = year is not None and FIRST_YEAR < year < _NO_YEAR - 100
    today = published or date(year if known and year else _NO_YEAR, 12, 31)
    said = list(SingleDays(text, words, published, today).atoms())
    atoms = [_of_line(text, days, {other.start for other in said}) for days in said]
    found = [_known(days) for days in _Joining(text, words, published, today).joined(atoms)]
    return with_events(text, words, found, published)


_HEAD = 600  # letters within which a text says when it was published
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")


def published_in(text: str, words: Vocabulary) -> date | None:
    """Return the day on which a text says it was published: `KYIV, Dec. 5, 2024`, `10 September 2025, 07:17`.

    It stands in a line of its own, after a place or a word such as `Published`, or at the end of a heading
    behind a dash. A day in a sentence, or of a headline that tells of it, is none.
    """
    head = text[:_HEAD]
    for days in SingleDays(head, words, None, date(_NO_YEAR, 12, 31)).atoms():
        if days.role != "day" or not days.year or days.last is None:
            continue
        start = line_start(head, days.start)
        before, behind = head[start : days.start], head[days.end :].partition("\n")[0]
        place = all(not word[0].islower() for word in re.findall(r"[^\W\d]+", before))
        alone = (
            re.fullmatch(r"\W*(?:[^\W\d]{1,4}\W*){0,2}", _TIME.sub("", behind)) is not None
        )  # `року`, `GMT`
        if (place and (alone or _CLOSES_DATELINE.match(behind))) or (
            alone and re.search(r"\s[–—-]\s+$", before)
        ):
            return days.last
    return None


_OPENS_LINE = re.compile(r"(?:^|\n)[^\W\d_][^.!?\n]{1,40}[,(] ?$")
_CLOSES_DATELINE = re.compile(r"(?:,? \([^)\n]{2,20}\)|\))? ?[—–-]+ ")


def _of_line(text: str, days: DaysFound, starts: AbstractSet[int]) -> DaysFound:
    """Return the day of a dateline (`KYIV, Nov 12 — `) as one of which nothing is said.

    `starts` are where expressions of days begin: before another one, the dash stands for `to`.
    """
    opens = _OPENS_LINE.search(text[max(0, days.start - 45) : days.start])
    closes = _CLOSES_DATELINE.match(text, days.end)
    if days.role != "day" or opens is None or closes is None or closes.end() in starts:
        return days
    return replace(days, first=None, last=None, role="never")


def _known(days: DaysFound) -> DaysFound:
    """Return days whose year nobody knows as open ones."""
    end = days.last or days.first  # `since the start of the year` has no last one
    if end is None or end.year < _NO_YEAR - 2:
        return days
    return replace(days, first=None, last=None, role="open", parts=(), plain=None)


class _Joining:
    def __init__(self, text: str, words: Vocabulary, published: date | None, today: date) -> None:
        self.text, self.words, self.published, self._today = text, words, published, today

    def _finditer(self, pattern: str) -> Iterator[re.Match[str]]:
        return any_case(pattern).finditer(self.text)

    def joined(self, atoms: list[DaysFound]) -> list[DaysFound]:
        """Return the expressions with `from … to …`, `May and June`, `since …` and `by …` put together."""
        joined = self._in_other_words(self._pairs(self._ordinals(atoms)))
        return [self._since_weekday(d) if d.role == "weekday" else self._with_role(d) for d in joined]

    def _in_other_words(self, found: list[DaysFound]) -> list[DaysFound]:
        """Return the expressions with `summer (June–July)` as the days that the bracket says."""
        joined: list[DaysFound] = []
        for days in found:
            last = joined[-1] if joined else None
            if last is not None and days.role == last.role == "span" and _within(days, last):
                between = self.text[last.end : days.start]
                if re.fullmatch(r"\s*\(\s*", between) and self.text[days.end : days.end + 1] == ")":
                    joined[-1] = replace(days, start=last.start, end=days.end + 1, joined=True)
                    continue
            joined.append(days)
        return joined

    def _ordinals(self, atoms: list[DaysFound]) -> list[DaysFound]:
        """Add `the 1st and the 19th`, `from the 20th to the 30th`: days of the month spoken of last."""
        if self.words.code != "en":
            return atoms
        extra = []
        day = r"(?:the\s+)?(?P<{}>[0-3]?\d)(?:st|nd|rd|th)"
        for match in self._finditer(
            rf"(?<!\w){day.format('a')}\s+(?:to|and|until|through)\s+{day.format('b')}(?!\w)(?!\s+(?:{self.words.unit_name}))"
        ):
            month = next(
                (
                    d.first
                    for d in reversed(atoms)
                    if d.end <= match.start() and d.first and d.role != "weekday"
                ),
                None,
            )
            if month is None:
                continue
            first, last = (
                valid(month.year, month.month, int(match["a"])),
                valid(month.year, month.month, int(match["b"])),
            )
            if first and last and first <= last:
                extra.append(DaysFound(match.start(), match.end(), first, last))
        for match in self._finditer(r"(?<!\w)the\s+(?P<a>first|1st)\s+of\s+this\s+month(?!\w)"):
            day_one = self._today.replace(day=1)
            extra.append(DaysFound(match.start(), match.end(), day_one, day_one, "day", dateline=True))
        found = sorted([*atoms, *extra], key=lambda d: (d.start, -(d.end - d.start)))
        kept: list[DaysFound] = []
        for days in found:
            if not kept or days.start >= kept[-1].end:
                kept.append(days)
        return kept

    def _pairs(self, atoms: list[DaysFound]) -> list[DaysFound]:
        joined: list[DaysFound] = []
        for days in atoms:
            last = joined[-1] if joined else None
            pair = None if last is None else self._weekdays(last, days) or self._pair(last, days)
            if pair is None:
                joined.append(days)
            else:
                joined[-1] = pair
        return joined

    def _weekdays(self, a: DaysFound, b: DaysFound) -> DaysFound | None:
        """Return the days of `between Monday and Wednesday`, not those of telling something."""
        if a.role != "weekday" or b.role != "weekday" or a.first is None or b.first is None:
            return None
        opens = ends_with(self.words.between, self.text[max(0, a.start - 20) : a.start])
        joins = rf"\s*(?:{self.words.and_}|{self.words.through})\s*"
        if opens is None or any_case(joins).fullmatch(self.text[a.end : b.start]) is None:
            return None
        first = a.first - timedelta(days=7 * (a.first > b.first))
        return replace(a, end=b.end, first=first, last=b.last, role="span", dateline=True, joined=True)

    def _since_weekday(self, days: DaysFound) -> DaysFound:
        """Return a weekday as the first day of those up to today: `since Tuesday`."""
        before = self.text[max(0, days.start - 20) : days.start]
        since = ends_with(self.words.since, before)
        if since is None or days.dateline:
            return days
        return replace(days, last=self.published, role="since", dateline=True)

    def _pair(self, a: DaysFound, b: DaysFound) -> DaysFound | None:
        if (
            a.first is None
            or b.first is None
            or a.last is None
            or b.last is None
            or a.role == "weekday"
            or (b.role == "weekday" and not b.dateline)
        ):
            return None
        years = rf"^\s*(?:{self.words.counted_spans['year']})(?!\w)"  # `2022 года по`
        between = re.sub(years, "", self.text[a.end : b.start], flags=re.IGNORECASE)
        to = any_case(rf",?\s*(?:{self.words.through})\s*{self.words.the}").fullmatch(between)
        and_ = any_case(rf"\s*(?:,\s*(?:{self.words.and_})?|{self.words.and_})\s*{self.words.the}").fullmatch(
            between
        )
        opened = any_case(rf"(?<!\w)(?:{self.words.between})\s+(?:[\w’'-]+\s+){{0,10}}$").search(
            self.text[max(0, a.start - 90) : a.start]
        )
        within = any_case(rf"\s*\(\s*(?:{self.words.until})\s+{self.words.the}").fullmatch(between)
        if within is not None and b.role == "day" and a.first < b.last < a.last:  # `2025 (to 12 June)`
            return replace(a, end=b.end + (self.text[b.end : b.end + 1] == ")"), last=b.last, joined=True)
        event = self._event(a, b, between)
        if event is not None:
            return event
        months = a.role == b.role == "span"
        if b.role == "weekday":  # `from 18 March until today`
            return None if to is None else replace(a, end=b.end, last=b.last, role="since", joined=True)
        if to is None and not (and_ is not None and (opened is not None or (months and _follow(a, b)))):
            return None
        first = a.first
        if b.year and not a.year and a.role in ("span", "day"):
            year = (
                b.last.year if (a.first.month, a.first.day) <= (b.last.month, b.last.day) else b.last.year - 1
            )
            moved = valid(year, first.month, first.day)
            first = moved or first
        last = b.last
        if a.year and not b.year:
            year = a.first.year if (last.month, last.day) >= (first.month, first.day) else a.first.year + 1
            last = valid(year, last.month, min(last.day, monthrange(year, last.month)[1])) or last
        first = self._of_war(first, "" if opened is None else opened.group())
        if first > last:
            earlier = valid(first.year - 1, first.month, first.day)
            if a.year or b.year or earlier is None:
                return None
            first = earlier
        parts = (*(a.parts or ((a.first, a.last),)), (b.first, b.last)) if to is None else ()
        return replace(
            a,
            end=b.end,
            first=first,
            last=last,
            role="span",
            year=a.year or b.year,
            parts=parts,
            dateline=a.dateline or b.dateline,
            joined=True,
        )

    def _of_war(self, first: date, before: str) -> date:
        """Return the first day of `between the start of the invasion in February 2022 and …`."""
        begun = bounded(self.words.early_late["begin"]).search(before) is not None
        return WAR_BEGAN if begun and first == WAR_BEGAN.replace(day=1) else first

    def _event(self, a: DaysFound, b: DaysFound, between: str) -> DaysFound | None:
        """Return the days of what `began on A and ended on B`."""
        before = self.text[max(0, a.start - 50) : a.start]
        ends = b.role == "day" or (b.role == "weekday" and b.dateline)  # `today`
        if a.role != "day" or not ends or a.first is None or b.last is None or len(between) > 50:
            return None
        if not bounded(f"{self.words.began}|{self.words.states}").search(
            before
        ):  # `announced on … and ended on …`
            return None
        if not bounded(self.words.ended).search(between):
            return None
        first = a.first
        if b.year and not a.year:  # `began on 21 February and ended on 18 December 1916`
            later = (first.month, first.day) > (b.last.month, b.last.day)
            first = valid(b.last.year - later, first.month, first.day) or first
        last = b.last if b.year or b.dateline else valid(first.year, b.last.month, b.last.day)
        if last is None or last < first:
            return None
        return replace(a, end=b.end, first=first, last=last, role="event", joined=True, year=True)

    def _is_never(self, before: str) -> bool:
        """Whether words before `since …` say that nothing like it was: `not`, `its largest gain`."""
        most = rf"(?:{self.words.superlative})\s+(?:[^\W\d][\w’'-]*\s+){{0,8}}"
        said = rf"(?<!\w)(?:(?:{self.words.never})\s+|{most})$"
        return any_case(said).search(before) is not None

    def _days_up_to(self, before: str) -> int:
        """Return how many days are said to end on a day: 7 of `in the week to …`; 0 where none are."""
        if self.words.code not in ("en", "de"):  # elsewhere these words are said of the days before that week
            return 0
        units = "|".join(f"(?P<{key}>{self.words.counted_spans[key]})" for key in ("day", "week"))
        up_to = rf"(?:{self.words.until}|ending|ended)\s+(?:on\s+)?{self.words.the}$"
        told = rf"(?<!\w)(?:(?P<count>\w+)\s+)?(?:{units})\s+{up_to}"
        said = any_case(told).search(before)
        if said is None:
            return 0
        count = counted_by(said["count"] or "", self.words)
        return 7 * (count or 1) if said["week"] else count

    def _from(self, days: DaysFound, before: str) -> DaysFound | None:
        """Return the days behind a day, or from it on: `in the three days after …`, `in 148 days from …`."""
        units = "|".join(f"(?P<{key}>{self.words.counted_spans[key]})" for key in ("day", "week"))
        what = rf"(?:[^\W\d][\w’'-]*[)(]*\s+|\([\w\s]+\)\s+){{0,12}}?(?:(?:{self.words.on})\s+)?"
        told = rf"(?<!\w)(?P<count>[\w-]+)\s+(?:{units})\s+(?:{self.words.counted_after})\s+{what}$"
        said = any_case(told).search(before)
        long = 0 if said is None else counted_by(said["count"], self.words) * (7 if said["week"] else 1)
        if said is None or not long or days.role != "day" or days.first is None:
            return None
        first = days.first + timedelta(days=said["on"] is None)
        return replace(days, first=first, last=first + timedelta(days=long - 1), role="span")

    def _is_of_another(self, days: DaysFound, before: str) -> bool:
        """Whether days are those of a study, or only what something is the most of."""
        of = f"{self.words.of_whole}|{self.words.right_behind}"
        study = rf"(?<!\w)(?:{self.words.counting})\s+(?:{of})\s+$"  # `a study of 1990`
        if days.role == "span" and any_case(study).search(before):
            return True
        most = rf"(?<!\w)(?:{self.words.superlative})\s+(?:[\w’'-]+\s+)?of\s+{self.words.the}$"
        of_most = any_case(most).search(before)  # `the highest of the autumn`
        return of_most is not None and bounded(self.words.part_of).search(of_most.group()) is None

    def _with_role(self, days: DaysFound) -> DaysFound:
        before = self.text[max(0, days.start - 110) : days.start].rpartition("\n\n")[2]
        if days.role in ("since", "same") and self._is_never(before):
            return replace(days, first=None, last=None, role="never")
        if (
            days.role in ("since", "same", "weekday", "event", "open")
            or days.first is None
            or days.last is None
        ):
            return days
        if days.joined:
            lasted = bounded(self.words.lasted).search(before)
            return days if lasted is None else replace(days, role="event")
        days = replace(days, plain=(days.first, days.last))
        if self._is_of_another(days, before):
            return replace(days, first=None, last=None, role="never")
        part = rf"(?<!\w)(?:{self.words.part_of})[^\S\n]+(?:\w+[^\S\n]+)?$"
        rate = rf"(?<!\w)(?:{'|'.join(self.words.per.values())})[^\S\n]+(?:\w+[^\S\n]+)?$"
        owns = re.match(r"['’]s(?!\w)", self.text[days.end : days.end + 3]) is not None  # `half of May’s 449`
        partly = any_case(part).search(before) is not None and any_case(rate).search(before) is None
        if days.role == "span" and partly and not owns:
            days = replace(days, partly=True)
        return self._from(days, before) or self._since(days, before) or self._up_to(days, before)

    def _since(self, days: DaysFound, before: str) -> DaysFound | None:
        """Return days behind `since …` as the first ones of all up to today; None where that is not said."""
        first, today = days.first, self._today
        begun = rf"(?:{self.words.the}(?:{self.words.early_late['begin']})\s+)?"
        since = rf"(?<!\w)(?:{self.words.since})\s+(?:{self.words.filler_days})?{begun}{self.words.the}$"
        word, on = r"[“\"«]?[^\W\d][\w’'-]*[”\"»]?\s+", f"(?:{self.words.on})\\s+"
        far = 2 if self.words.code in ("uk", "ru") else 8  # where `since` is `with`, too
        of_it = (
            rf"(?:{word}){{1,{far}}}{on if days.role == 'span' else ''}"  # `since the attack of 7 October`
        )
        began = rf"(?:{word}){{1,12}}(?:{self.words.began})\s+{on}"
        event = rf"(?<!\w)(?:{self.words.since})\s+(?:{of_it}|{began})$"
        begun_on = rf"(?<!\w)(?:{self.words.began})\s+(?:{self.words.on})\s+{self.words.the}$"
        told = rf"{since}|{event}" + (rf"|{begun_on}" if days.role == "day" else "")
        if first is None or any_case(told).search(before) is None:
            return None
        if any_case(event).search(before) and ends_with(self.words.until, before) is not None:
            return None  # `since the start of the year and as of 1 September`
        if self._is_never(re.sub(since, "", before, flags=re.IGNORECASE)):
            return replace(days, first=None, last=None, role="never")
        of_war = any_case(self.words.relative["war"]).search(before) is not None
        if (first.year, first.month) == (2022, 2) or (of_war and first == date(2022, 1, 1)):
            first = WAR_BEGAN  # `since the invasion began in 2022`
        if self.published is None:
            return replace(days, first=first, last=None, role="open")
        return replace(days, first=first, last=today, role="since") if first <= today else None

    def _up_to(self, days: DaysFound, before: str) -> DaysFound:
        """Return days behind `by …` as the last ones, behind `the week to …` as a week."""
        first, last = days.first, days.last
        if first is None or last is None:
            return days
        part_of_day = rf"(?:(?:{self.words.part_of_day})\s+)?"
        into = f"{self.words.on}|{self.words.within}"
        what = rf"(?:[^\W\d][\w’'-]*\s+){{1,10}}?(?:{self.words.ended})\s+(?:(?:{into})\s+)?"
        by_then = rf"(?<!\w)(?:{self.words.by_the_time})\s+{what}$"  # `by the time it ended in May`
        if days.role in ("day", "span") and any_case(by_then).search(before):
            return replace(days, first=None, role="until")
        until = rf"(?<!\w)(?:{self.words.until})\s+{self.words.the}{part_of_day}{self.words.the}$"
        long = self._days_up_to(before)
        if days.role == "day" and long:
            return replace(days, first=last - timedelta(days=long - 1), role="span")
        if days.role in ("day", "span") and any_case(until).search(before):
            by_the_first = days.role == "day" and last.day == 1  # up to the day before
            return replace(days, first=None, last=last - timedelta(days=by_the_first), role="until")
        return days


def _within(inner: DaysFound, outer: DaysFound) -> bool:
    """Whether days are some of others."""
    if inner.first is None or inner.last is None or outer.first is None or outer.last is None:
        return False
    return outer.first <= inner.first and inner.last <= outer.last


def _follow(a: DaysFound, b: DaysFound) -> bool:
    """Whether one span begins on the day after the other ends."""
    return a.last is not None and b.first is not None and (b.first - a.last).days in (1, -334, -335, -364)
