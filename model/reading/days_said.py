"""The days that a text speaks of: every expression of days, where it stands, and which days it means.

What names no year takes that of the same expression, of the sentence, else the last time before the day on
which the text was published. `last month`, `since January` and their like are reckoned from that day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from model.reading.vocabulary import Vocabulary, months_of, weekdays_of

WAR_BEGAN = date(2022, 2, 24)
"""The first day of the full-scale war: `since the start of the invasion` of a text that says no other."""


@dataclass(frozen=True, slots=True)
class DaysFound:
    """An expression of days: its place, its first and last day, and how it was meant.

    `role` is `span`, `day`, `since` (to the day published), `until` (the last day only), `same` (days said
    before), `event` (of what began and ended), `weekday` or `never`. `year` is True where a year was said;
    `parts` are the spans that it was joined of; `plain` are the days without the word before them;
    `partly`: only a part of them is meant, such as a week of a month.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    role: str = "span"
    year: bool = False
    dateline: bool = False
    parts: tuple[tuple[date, date], ...] = ()
    joined: bool = False
    plain: tuple[date, date] | None = None
    partly: bool = False


@cache
def _month(code: str) -> str:
    return "|".join(f"(?P<m{number}>{pattern})" for pattern, number in months_of(code).items())


def _month_of(match: re.Match[str], mark: str = "m") -> int:
    return next(number for number in range(1, 13) if match.groupdict().get(f"{mark}{number}") is not None)


_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d|[.,]\d)"
_DAY = r"(?P<day>[0-3]?\d)"


def find_days(text: str, words: Vocabulary, published: date | None) -> list[DaysFound]:
    """Return the expressions of days of a text from first to last, none over another."""
    reader = _DaysReader(text, words, published)
    atoms = reader.atoms()
    return reader.joined(atoms)


class _DaysReader:
    def __init__(self, text: str, words: Vocabulary, published: date | None) -> None:
        self.text, self.words, self.published = text, words, published
        self._today = published or date(9999, 12, 31)

    def atoms(self) -> list[DaysFound]:
        """Return single expressions, the longest where several begin."""
        found = sorted(self._all(), key=lambda d: (d.start, -(d.end - d.start)))
        kept: list[DaysFound] = []
        for days in found:
            if not kept or days.start >= kept[-1].end:
                kept.append(days)
        return kept

    def _all(self) -> Iterator[DaysFound]:
        yield from self._dates()
        yield from self._months()
        yield from self._parts_of_years()
        yield from self._years()
        yield from self._relative()

    def _finditer(self, pattern: str) -> Iterator[re.Match[str]]:
        return re.compile(pattern, re.IGNORECASE).finditer(self.text)

    # dates

    def _dates(self) -> Iterator[DaysFound]:
        month = _month(self.words.code)
        suffix = r"(?:st|nd|rd|th|\.|-?го|-?е)?"
        behind = rf"(?<![\w.,]){_DAY}{suffix}\s+(?:of\s+)?(?:{month})(?!\w)(?:(?:,|\s+of)?\s+{_YEAR})?"
        for match in self._finditer(behind):
            yield from self._date(match)
        if self.words.code == "en":
            ahead = rf"(?<!\w)(?:{month})\s+{_DAY}(?:st|nd|rd|th)?(?![\w]|[.,]\d)(?:,?\s+{_YEAR})?"
            for match in self._finditer(ahead):
                yield from self._date(match)
        for match in self._finditer(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"):
            yield from self._plain(match)
        for match in self._finditer(r"(?<![\d.])(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<y>(?:19|20)\d\d)(?!\d)"):
            yield from self._plain(match)

    def _plain(self, match: re.Match[str]) -> Iterator[DaysFound]:
        day = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
        if day is not None:
            yield DaysFound(match.start(), match.end(), day, day, "day", year=True)

    def _date(self, match: re.Match[str]) -> Iterator[DaysFound]:
        month, number = _month_of(match), int(match["day"])
        if match["year"]:
            day = _valid(int(match["year"]), month, number)
        else:
            day = self._latest(match.start(), month, number)
        if day is not None:
            yield DaysFound(match.start(), match.end(), day, day, "day", year=match["year"] is not None)

    def _latest(self, place: int, month: int, number: int) -> date | None:
        """Return the day without a year: of the year of its sentence, else the last before publication."""
        year = self._year_nearby(place)
        if year is not None:
            return _valid(year, month, number)
        day = _valid(self._today.year, month, number)
        if day is not None and day > self._today:
            day = _valid(self._today.year - 1, month, number)
        return day

    def _year_nearby(self, place: int) -> int | None:
        """Return the year said in the line before `place`, where it is not that of the day published."""
        line = self.text.rfind("\n", 0, place) + 1
        years = [
            int(y) for y in re.findall(r"(?<![\d.,])((?:1[89]|20)\d\d)(?![\d]|[.,]\d)", self.text[line:place])
        ]
        far = [year for year in years if abs(year - self._today.year) > 5]
        return far[-1] if far else None

    # months

    def _months(self) -> Iterator[DaysFound]:
        month = _month(self.words.code)
        early = "|".join(f"(?P<{key}>{pattern})" for key, pattern in self.words.early_late.items())
        for match in self._finditer(rf"(?<!\w)(?:(?:{early})[\s-]*)?(?:{month})(?!\w)(?:,?\s+{_YEAR})?"):
            name = re.sub(r"\W", "", match.group())
            if self.words.code == "en" and match["m5"] and not match["year"] and not self._is_may(match):
                continue
            if self.words.code == "en" and match["m3"] and match["m3"] != match["m3"].capitalize():
                continue
            if len(name) < 3:
                continue
            number = _month_of(match)
            year = (
                int(match["year"])
                if match["year"]
                else self._year_of_month(match.start(), match.end(), number)
            )
            if not 1000 <= year <= 9999:
                continue
            first = date(year, number, 1)
            last = date(year, number, monthrange(year, number)[1])
            part = next((key for key in self.words.early_late if match[key]), "")
            yield _part_of_month(
                DaysFound(match.start(), match.end(), first, last, year=match["year"] is not None), part
            )

    def _is_may(self, match: re.Match[str]) -> bool:
        """Whether `May` is the month: written with a capital, and not a verb at the start of a sentence."""
        if match["m5"] != "May":
            return False
        return re.match(r"\s+(?:be|have|not|well|also)\b", self.text[match.end() : match.end() + 8]) is None

    def _year_of_month(self, place: int, end: int, number: int) -> int:
        nearby = self._year_nearby(place)
        if nearby is not None:
            return nearby
        if re.match(rf"\s+(?:{self.words.that_year})(?!\w)", self.text[end : end + 25], re.IGNORECASE):
            said = re.findall(
                r"(?<![\d.,])((?:1[89]|20)\d\d)(?![\d]|[.,]\d)", self.text[max(0, place - 300) : place]
            )
            if said:
                return int(said[-1])
        year = self._today.year
        return year if (number <= self._today.month) else year - 1

    # years, seasons, quarters, parts of a year

    def _years(self) -> Iterator[DaysFound]:
        for match in self._finditer(
            r"(?<![\w.,–-])(?P<y1>(?:1[89]|20)\d\d)\s*[–-]\s*(?P<y2>(?:1[89]|20)\d\d)(?![\d])"
        ):
            yield DaysFound(
                match.start(),
                match.end(),
                date(int(match["y1"]), 1, 1),
                date(int(match["y2"]), 12, 31),
                year=True,
            )
        for match in self._finditer(rf"(?<![\d.,$€£]){_YEAR}(?!\w)"):
            if self._is_amount(match.end("year")):
                continue
            year = int(match["year"])
            yield DaysFound(match.start(), match.end("year"), date(year, 1, 1), date(year, 12, 31), year=True)
        for pattern, begin in self.words.seasons.items():
            for match in self._finditer(rf"(?<!\w)(?:{pattern})(?!\w)(?:,?\s+(?:of\s+)?{_YEAR})?"):
                year = int(match["year"]) if match["year"] else self._today.year - (begin > self._today.month)
                first = date(year, begin, 1)
                last = _month_end(first, 2)
                yield DaysFound(match.start(), match.end(), first, last, year=match["year"] is not None)
        for match in self._finditer(self.words.first_months):
            count = _count(match["count"], self.words)
            year = int(match["year"]) if match.groupdict().get("year") else self._today.year
            if 1 <= count <= 12:
                yield DaysFound(
                    match.start(),
                    match.end(),
                    date(year, 1, 1),
                    _month_end(date(year, 1, 1), count - 1),
                    year=True,
                )

    def _parts_of_years(self) -> Iterator[DaysFound]:
        """Yield quarters and halves: `the second quarter of 2025`, `Q2 2025`, `first half of the year`."""
        for pattern, months in ((self.words.quarter, 3), (self.words.half_year, 6)):
            for match in self._finditer(rf"(?<!\w)(?:{pattern})(?!\w)(?:,?\s+{_YEAR})?"):
                place = self._place_of(match)
                if place is None or not 1 <= place <= 12 // months:
                    continue
                begins = months * (place - 1) + 1
                year = (
                    int(match["year"]) if match["year"] else self._today.year - (begins > self._today.month)
                )
                first = date(year, begins, 1)
                last = _month_end(first, months - 1)
                yield DaysFound(match.start(), match.end(), first, last, year=match["year"] is not None)

    def _place_of(self, match: re.Match[str]) -> int | None:
        """Return which quarter or half is meant: `second`, `2`, `II`."""
        said = match.groupdict()
        if said.get("q"):
            return _count(said["q"], self.words)
        digits = said.get("n") or said.get("m") or ""
        roman = {"I": 1, "II": 2, "III": 3, "IV": 4}
        return roman.get(digits.upper()) or (int(digits) if digits.isdigit() else None)

    def _is_amount(self, end: int) -> bool:
        """Whether four digits that could be a year count something: people or ground follow at once."""
        people = self.words.cues
        behind = "|".join([*self.words.units.values(), people[next(c for c in people if c == "people")]])
        return re.match(rf"\s+(?:{behind})(?!\w)", self.text[end : end + 40], re.IGNORECASE) is not None

    # reckoned from the day published

    def _relative(self) -> Iterator[DaysFound]:
        for match in self._finditer(rf"(?<!\w)(?:{self.words.same})(?!\w)"):
            yield DaysFound(match.start(), match.end(), None, None, "same")
        for key, pattern in self.words.relative.items():
            for match in self._finditer(rf"(?<!\w)(?:{pattern})(?!\w)"):
                yield from self._reckoned(match, key)
        if self.published is None:
            return
        for number, name in enumerate(weekdays_of(self.words.code)):
            for match in self._finditer(rf"(?<!\w)(?:{name})(?!\w)"):
                back = (self._today.weekday() - number) % 7
                day = self._today - timedelta(days=back)
                yield DaysFound(match.start(), match.end(), day, day, "weekday")

    def _reckoned(self, match: re.Match[str], key: str) -> Iterator[DaysFound]:
        place = match.span()
        if key == "war":
            yield DaysFound(*place, WAR_BEGAN, self.published, "since", dateline=True)
        if self.published is None:
            return
        today = self._today
        month = today.replace(day=1)
        before = month - timedelta(days=1)
        spans = {
            "last_month": (before.replace(day=1), before),
            "this_month": (month, today),
            "this_year": (date(today.year, 1, 1), date(today.year, 12, 31)),
            "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
            "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
            "last_24h": (today - timedelta(days=1), today),
            "last_week": (today - timedelta(days=7), today - timedelta(days=1)),
        }
        if key in spans:
            yield DaysFound(*place, *spans[key], dateline=True)
        if key == "past_months":
            count = _count(match["count"], self.words)
            if 1 <= count <= 24:
                yield DaysFound(
                    *place, _month_end(month, -count - 1) + timedelta(days=1), before, dateline=True
                )

    # joined

    def joined(self, atoms: list[DaysFound]) -> list[DaysFound]:
        """Return the expressions with `from … to …`, `May and June`, `since …` and `by …` put together."""
        return [self._with_role(days) for days in self._pairs(self._ordinals(atoms))]

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
                _valid(month.year, month.month, int(match["a"])),
                _valid(month.year, month.month, int(match["b"])),
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
            pair = None if last is None else self._pair(last, days)
            if pair is None:
                joined.append(days)
            else:
                joined[-1] = pair
        return joined

    def _pair(self, a: DaysFound, b: DaysFound) -> DaysFound | None:
        if (
            a.first is None
            or b.first is None
            or a.last is None
            or b.last is None
            or "weekday" in (a.role, b.role)
        ):
            return None
        between = self.text[a.end : b.start]
        to = re.fullmatch(rf",?\s*(?:{self.words.through})\s*(?:the\s+)?", between, re.IGNORECASE)
        and_ = re.fullmatch(rf"\s*(?:,|{self.words.and_})\s*", between, re.IGNORECASE)
        opened = re.search(
            rf"(?<!\w)(?:{self.words.between})\s+(?:[\w’'-]+\s+){{0,6}}$",
            self.text[max(0, a.start - 60) : a.start],
            re.IGNORECASE,
        )
        event = self._event(a, b, between)
        if event is not None:
            return event
        months = a.role == b.role == "span"
        if to is None and not (and_ is not None and (opened is not None or (months and _follow(a, b)))):
            return None
        first = a.first
        if b.year and not a.year and a.role in ("span", "day"):
            year = (
                b.last.year if (a.first.month, a.first.day) <= (b.last.month, b.last.day) else b.last.year - 1
            )
            moved = _valid(year, first.month, first.day)
            first = moved or first
        last = b.last
        if a.year and not b.year:
            year = a.first.year if (last.month, last.day) >= (first.month, first.day) else a.first.year + 1
            last = _valid(year, last.month, min(last.day, monthrange(year, last.month)[1])) or last
        if first > last:
            earlier = _valid(first.year - 1, first.month, first.day)
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

    def _event(self, a: DaysFound, b: DaysFound, between: str) -> DaysFound | None:
        """Return the days of what `began on A and ended on B`."""
        before = self.text[max(0, a.start - 50) : a.start]
        if a.role != "day" or b.role != "day" or a.first is None or b.last is None or len(between) > 50:
            return None
        if not re.search(rf"(?<!\w)(?:{self.words.began})(?!\w)", before, re.IGNORECASE):
            return None
        if not re.search(rf"(?<!\w)(?:{self.words.ended})(?!\w)", between, re.IGNORECASE):
            return None
        last = b.last if b.year else _valid(a.first.year, b.last.month, b.last.day)
        if last is None or last < a.first:
            return None
        return replace(a, end=b.end, last=last, role="event", joined=True, year=True)

    def _with_role(self, days: DaysFound) -> DaysFound:
        before = self.text[max(0, days.start - 60) : days.start]
        if days.role in ("since", "same", "weekday", "event") or days.first is None or days.last is None:
            return days
        if days.joined:
            return days
        first, last = days.first, days.last
        days = replace(days, plain=(first, last))
        if days.role == "span" and re.search(
            rf"(?<!\w)(?:{self.words.part_of})\s+(?:\w+\s+)?$", before, re.IGNORECASE
        ):
            days = replace(days, partly=True)
        begun = rf"(?:(?:the\s+)?(?:{self.words.beginning})\s+)?"
        since = rf"(?<!\w)(?:{self.words.since})\s+(?:{self.words.filler_days})?{begun}(?:the\s+)?$"
        event = rf"(?<!\w)(?:{self.words.since_event})\s+(?:[\w’'-]+\s+){{1,6}}(?:{self.words.on})\s+$"
        if re.search(since, before, re.IGNORECASE) or re.search(event, before, re.IGNORECASE):
            if re.search(
                rf"(?<!\w)(?:{self.words.never})\s+(?:{self.words.since})\s+$", before, re.IGNORECASE
            ):
                return replace(days, first=None, last=None, role="never")
            first = WAR_BEGAN if (first.year, first.month) == (2022, 2) else first
            if self.published is not None and first <= self._today:
                return replace(days, first=first, last=self._today, role="since")
        until = rf"(?<!\w)(?:{self.words.until})\s+(?:the\s+)?$"
        if days.role in ("day", "span") and re.search(until, before, re.IGNORECASE):
            by_the_first = days.role == "day" and last.day == 1  # up to the day before
            return replace(days, first=None, last=last - timedelta(days=by_the_first), role="until")
        return days


def _follow(a: DaysFound, b: DaysFound) -> bool:
    """Whether one span begins on the day after the other ends."""
    return a.last is not None and b.first is not None and (b.first - a.last).days in (1, -334, -335, -364)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(first: date, further: int) -> date:
    """Return the last day of the month that is so many months further."""
    month = first.month - 1 + further
    year = first.year + month // 12
    return date(year, month % 12 + 1, monthrange(year, month % 12 + 1)[1])


def _part_of_month(days: DaysFound, part: str) -> DaysFound:
    """Return the days for `end of October` (its last day), `mid-April` (the 15th), `late June`."""
    if days.first is None or days.last is None:
        return days
    if part == "end":
        return replace(days, first=days.last, role="day")
    if part == "mid":
        middle = days.first.replace(day=15)
        return replace(days, first=middle, last=middle, role="day")
    if part == "begin":
        return replace(days, last=days.first, role="day")
    if part == "late":
        return replace(days, first=days.first.replace(day=21))
    if part == "early":
        return replace(days, last=days.first.replace(day=10))
    return days


def _count(said: str, words: Vocabulary) -> int:
    if said.isdigit():
        return int(said)
    for pattern, value in words.words.items():
        if re.fullmatch(pattern, said, re.IGNORECASE):
            return int(value)
    return 0
