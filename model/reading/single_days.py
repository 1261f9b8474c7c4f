"""Single expressions of days in a text: dates, months, years and their parts, `last month`, weekdays.

What names no year takes that of the sentence, else the last time before the day on which the text was
published. `last month` and its like are reckoned from that day.
"""

from __future__ import annotations

import re
from bisect import bisect
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from model.reading.calendar_days import month_end, valid, whole_months
from model.reading.days_found import DaysFound, counted_by, month_pattern
from model.reading.layout import line_start
from model.reading.parts_of_months import half_of_month, part_of_month
from model.reading.patterns import any_case, begins_with, ends_with
from model.reading.relative_days import RelativeDays
from model.reading.vocabulary import Cue, Vocabulary
from model.text.records import replace


def _month_of(match: re.Match[str], mark: str = "m") -> int:
    return next(number for number in range(1, 13) if match.groupdict().get(f"{mark}{number}") is not None)


_DECADE = r"-(?:ті|тих|х|ми|е)\b"  # `у 1980-х`
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d|[.,]\d)"
_SAID_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?!\d|[.,]\d)")
_NEXT_YEAR = re.compile(r"\s?[-–—/]\s?(?:20|19)?(\d\d)(?!\d)")
_CAMPAIGN = re.compile(
    r"\s+(?:counter-?)?(?:offensive|campaign|push)\b"
)  # that begins and ends on other days
_SAME_WAR = 1500  # letters over which a text speaks of the same years, where these are long ago
_COUNTED = 7  # days of a month that have to be over before it is spoken of by its name alone
_LONG_AGO = 100  # days since a season, of which `the last one` can be no other
_DAY = r"(?P<day>[0-3]?\d)"


class SingleDays:
    """The expressions of days of a text, before they are put together."""

    def __init__(self, text: str, words: Vocabulary, published: date | None, today: date) -> None:
        """`today` is the day published, or the last that a day without a year can be."""
        self.text, self.words, self.published, self._today = text, words, published, today
        said = ((m.start(), m) for m in _SAID_YEAR.finditer(text))
        since = any_case(
            rf"(?<!\w)(?:{words.since})\W+(?:[\w.]+\W+){{0,3}}$"
        )  # which tells of other years than its text
        self._years_in = [
            (place, int(m.group()))
            for place, m in said
            if int(m.group()) <= today.year + 1  # `the record, 2030` is a number, and `by 2030` a plan
            and not self._is_amount(m.end())
            and not since.search(text, max(0, place - 25), place)
        ]

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
        for days in RelativeDays(self.text, self.words, self.published, self._today).all():
            if not days.dateline or self._year_nearby(days.start) is None:  # of a war long ago
                yield days

    def _finditer(self, pattern: str) -> Iterator[re.Match[str]]:
        return any_case(pattern).finditer(self.text)

    # dates

    def _dates(self) -> Iterator[DaysFound]:
        month = month_pattern(self.words.code)
        suffix = rf"(?:{self.words.day_ending})?"
        through = rf"\s*(?:{self.words.through}|{self.words.and_})\s*"
        within = (
            rf"(?<![\w.,]){self.words.the}(?P<first>[0-3]?\d){suffix}{through}{self.words.the}{_DAY}{suffix}"
            rf"\s+(?:of\s+)?(?:{month})(?!\w)(?:(?:,|\s+of)?\s+{_YEAR})?"
        )
        for match in self._finditer(within):
            yield from self._within_month(match)
        behind = rf"(?<![\w.,]){_DAY}{suffix}\s+(?:of\s+)?(?:{month})(?!\w)(?:(?:,|\s+of)?\s+{_YEAR})?"
        for match in self._finditer(behind):
            yield from self._date(match)
        if self.words.code == "en":
            yield from self._dates_behind_months(month, suffix, through)
        for match in self._finditer(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"):
            yield from self._plain(match)
        dotted = r"(?<![\d.])(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<y>(?:19|20)\d\d|\d\d)(?![\d.]\d|\d)"
        for match in self._finditer(dotted):
            yield from self._plain(match)

    def _dates_behind_months(self, month: str, suffix: str, through: str) -> Iterator[DaysFound]:
        """Yield `October 5, 2024`, `Oct. 22–28`, and `the first of October`."""
        named = rf"(?<!\w)(?:{month})\s+"
        closes = rf"{_DAY}{suffix}(?![\w]|[.,]\d)(?:,?\s+{_YEAR})?"
        for match in self._finditer(rf"{named}(?P<first>[0-3]?\d){suffix}{through}{self.words.the}{closes}"):
            if not self._is_amount(match.end("day")):  # `Oct. 22–28`
                yield from self._within_month(match)
        for match in self._finditer(named + closes):
            if int(match["day"]) <= 31 and not self._is_amount(match.end("day")):  # `October 37 men died`
                yield from self._date(match)
        for match in self._finditer(
            rf"(?<!\w){self.words.the}(?P<day>first)\s+of\s+(?:{month})(?!\w)(?:,?\s+{_YEAR})?"
        ):
            yield from self._date(match)

    def _within_month(self, match: re.Match[str]) -> Iterator[DaysFound]:
        """Yield `1 to 15 November`, `from 1–15 November 2024`: days of one month, the last with its name."""
        for last in self._date(match):
            first = (
                None if last.first is None else valid(last.first.year, last.first.month, int(match["first"]))
            )
            if first is not None and last.last is not None and first < last.last:
                yield replace(last, first=first, role="span", joined=True)

    def _plain(self, match: re.Match[str]) -> Iterator[DaysFound]:
        year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
        day = valid(year, int(match["m"]), int(match["d"]))
        yield DaysFound(match.start(), match.end(), day, day, "open" if day is None else "day", year=True)

    def _date(self, match: re.Match[str]) -> Iterator[DaysFound]:
        month, number = _month_of(match), counted_by(match["day"], self.words)
        year, end = self._year_behind(match)
        day = self._latest(match.start(), month, number) if year is None else valid(year, month, number)
        role = "open" if day is None else "day"  # there is no 30 February: nor is February meant
        yield DaysFound(match.start(), end, day, day, role, year=year is not None)

    def _year_behind(self, match: re.Match[str]) -> tuple[int | None, int]:
        """Return the year said with a day or month, and where it ends: `6 August last year`."""
        if match["year"]:
            return int(match["year"]), match.end()
        for key, back in (("last_year", 1), ("this_year", 0)):
            said = any_case(rf",?\s+(?:of\s+)?(?:{self.words.relative[key]})(?!\w)")
            behind = said.match(self.text, match.end())
            if behind is not None and self.published is not None:
                return self._today.year - back, behind.end()
        return None, match.end()

    def _year_ahead(self, place: int) -> tuple[int | None, int]:
        """Return the year said before a day or month, and where that begins: `торік у листопаді`."""
        for key, back in (("last_year", 1), ("this_year", 0)):
            said = rf"(?<!\w)(?:{self.words.relative[key]}),?\s+(?:(?:{self.words.within})\s+)?$"
            ahead = any_case(said).search(self.text, max(0, place - 40), place)
            if ahead is not None and self.published is not None:
                return self._today.year - back, ahead.start()
        return None, place

    def _said_year(self, match: re.Match[str]) -> tuple[int | None, int, int]:
        """Return the year said with days, and where these begin and end with it."""
        said, end = self._year_behind(match)
        begins = match.start()
        if said is None:
            said, begins = self._year_ahead(begins)
        return said, begins, end

    def _latest(self, place: int, month: int, number: int) -> date | None:
        """Return the day without a year: of the year of its sentence, else the last before publication."""
        year = self._year_nearby(place)
        if year is not None:
            return valid(year, month, number)
        day = valid(self._today.year, month, number)
        if day is not None and day > self._today:
            day = valid(self._today.year - 1, month, number)
        return day

    def _year_nearby(self, place: int) -> int | None:
        """Return the year said in the line before `place`, where it is not that of the day published."""
        line = line_start(self.text, place)
        far = [year for year in self._years_said(line, place) if abs(year - self._today.year) > 5]
        if far:
            return far[-1]
        before = self._years_said(max(0, place - _SAME_WAR), place)
        if not before or any(abs(year - self._today.year) <= 5 for year in before):
            return None
        dated = any_case(rf"(?:{month_pattern(self.words.code)})(?:\s+\d{{1,2}},)?\s+{before[-1]}(?!\d)")
        return before[-1] if dated.search(self.text, max(0, place - _SAME_WAR), place) else None

    def _year_goes_on(self, place: int, number: int) -> int | None:
        """Return the year in which months go on: `In 2024: … in May`, `in December 2024 … in January`."""
        line = line_start(self.text, place)
        of_year = rf"(?:{self.words.the}(?:{self.words.counted_spans['year']})\s+)?"  # `Im Jahr 2024`
        opens = any_case(rf"\W*(?:(?:{self.words.within})\s+)?{of_year}{_YEAR}\W")
        begins = max((m.end() for m in re.finditer(r"[.!?]\s+(?=[^\W\d])", self.text[line:place])), default=0)
        opened = opens.match(self.text, line + begins, place)
        if opened is not None and not self._is_amount(opened.end("year")):
            return int(opened["year"])
        said = any_case(rf"(?:{month_pattern(self.words.code)})\s+{_YEAR}")
        before = [*said.finditer(self.text, line, place)]
        if not before:
            return None
        aside = ends_with(f"{self.words.since}|{self.words.compared}", self.text[line : before[-1].start()])
        here = aside is None and before[-1].start() >= line + begins  # `4,300 in March 2022, 590 in May`
        if not here and _month_of(before[-1]) % 12 + 1 != number:
            return None
        year = int(before[-1]["year"]) + (number < _month_of(before[-1]))
        return year if date(year, number, 1) <= self._today else None

    def _years_said(self, start: int, end: int) -> list[int]:
        return [
            year
            for _place, year in self._years_in[
                bisect(self._years_in, (start,)) : bisect(self._years_in, (end,))
            ]
        ]

    # months

    def _months(self) -> Iterator[DaysFound]:
        month = month_pattern(self.words.code, self.words.month_adjectives)
        early = "|".join(f"(?P<{key}>{pattern})" for key, pattern in self.words.early_late.items())
        for match in self._finditer(rf"(?<!\w)(?:(?:{early})[\s-]*)?(?:{month})(?!\w)(?:,?\s+{_YEAR})?"):
            name = re.sub(r"\W", "", match.group())
            if self.words.code == "en" and match["m5"] and not match["year"] and not self._is_may(match):
                continue
            if (
                self.words.code == "en"
                and match["m3"]
                and match["m3"] not in (match["m3"].capitalize(), match["m3"].upper())
            ):
                continue
            attribute = self.words.code == "en" and re.search(
                r"\b[Aa]n?\s+$", self.text[: match.start()][-5:]
            )
            if len(name) < 3 or attribute or self._is_first_name(match):  # `an August invasion`
                continue
            number = _month_of(match)
            said, begins, end = self._said_year(match)
            year = self._year_of_month(match.start(), match.end(), number) if said is None else said
            if not 1000 <= year <= 9999:
                continue
            first = date(year, number, 1)
            last = date(year, number, monthrange(year, number)[1])
            part = next((key for key in self.words.early_late if match[key]), "")
            days = DaysFound(begins, end, first, last, year=said is not None)
            whole = part in ("", "end")
            told = half_of_month(self.text, self.words, days) if whole else None
            yield told or part_of_month(days, part)

    def _is_first_name(self, match: re.Match[str]) -> bool:
        """Whether a short month may be the name of somebody: `the researcher Jan Moor`."""
        if match.group() != "Jan" or re.match(r" [^\W\d_a-zäöü][^\W\d_]", self.text[match.end() :]) is None:
            return False
        words = self.words
        into = f"{words.within}|{words.on}|{words.since}|{words.until}|{words.through}|{words.of_whole}"
        lead = self.text[max(0, match.start() - 20) : match.start()]
        return any_case(rf"(?:^|(?<!\w)(?:{into})|[\d,–-])\s*$").search(lead) is None

    def _is_may(self, match: re.Match[str]) -> bool:
        """Whether `May` is the month: written with a capital, and not a verb at the start of a sentence."""
        if match["m5"] not in ("May", "MAY"):
            return False
        return re.match(r"\s+(?:be|have|not|well|also)\b", self.text[match.end() : match.end() + 8]) is None

    def _year_of_month(self, place: int, end: int, number: int) -> int:
        nearby = self._year_nearby(place) or self._year_goes_on(place, number)
        if nearby is not None:
            return nearby
        if begins_with(self.words.that_year, self.text[end : end + 25]):
            said = re.findall(
                r"(?<![\d.,])((?:1[89]|20)\d\d)(?![\d]|[.,]\d)", self.text[max(0, place - 300) : place]
            )
            if said:
                return int(said[-1])
        now = self._today  # of a month that has just begun nobody has counted anything
        part = any_case(rf"(?<!\w)(?:{self.words.part_of_month})$").search(
            self.text[max(0, place - 45) : place]
        )
        counted = 1 if part is not None else _COUNTED  # `the first two days of May`
        ended = number < now.month or (number == now.month and now.day >= counted)
        return now.year if ended else now.year - 1

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
        early = "|".join(f"(?P<{key}>{pattern})" for key, pattern in self.words.early_late.items())
        for match in self._finditer(rf"(?:(?<!\w)(?:{early})[\s-]*)?(?<![\d.,$€£]){_YEAR}(?!\w|{_DECADE})"):
            if self._is_amount(match.end("year")):
                continue
            year = int(match["year"])
            days = DaysFound(
                match.start(), match.end("year"), date(year, 1, 1), date(year, 12, 31), year=True
            )
            part = next((key for key in self.words.early_late if match[key]), "")
            yield self._part_of_year(days, part) if part else days
        yield from self._seasons(early)
        for match in self._finditer(self.words.first_months):
            count = counted_by(match["count"], self.words)
            year = int(match["year"]) if match["year"] else self._today.year
            if 1 <= count <= 12 and (match["first"] or match["of"]):
                if match["last"] and match["year"]:  # `the last three months of 2024`
                    first = date(year, 13 - count, 1)
                    yield DaysFound(match.start(), match.end(), first, date(year, 12, 31), year=True)
                    continue
                last = month_end(date(year, 1, 1), count - 1)
                if not match["year"] and last > self._today:  # they are over
                    year, last = year - 1, month_end(date(year - 1, 1, 1), count - 1)
                yield DaysFound(match.start(), match.end(), date(year, 1, 1), last, year=True)

    def _seasons(self, early: str) -> Iterator[DaysFound]:
        """Yield `summer`, `the end of autumn 2024`, `last winter`: the last one that is over."""
        part_of = rf"(?:(?:{early})[\s-]*(?:{self.words.of_it})?)?"
        before: list[DaysFound] = []
        for pattern, begin in self.words.seasons.items():
            named = rf"(?<!\w){part_of}(?P<last>(?:{self.words.last_one})\s+)?(?:{pattern})(?![\w-])"
            for match in self._finditer(rf"{named}(?:,?\s+(?:of\s+)?{_YEAR})?"):
                said, start, end = self._said_year(match)
                if self.words.code == "en" and _CAMPAIGN.match(self.text, end):
                    continue
                year = said or self._today.year - (begin > self._today.month)
                first = date(year, begin, 1)
                over = _NEXT_YEAR.match(self.text, end)
                if over is not None and month_end(first, 2).year % 100 == int(over[1]):  # 2023/24
                    end = over.end()
                days = DaysFound(start, end, first, month_end(first, 2), year=said is not None)
                if match["last"] and said is None:
                    days = self._season_before(days, before)
                before.append(days)
                part = next((key for key in self.words.early_late if match[key]), "")
                yield self._part_of_year(days, part) if part else days

    def _season_before(self, last: DaysFound, before: list[DaysFound]) -> DaysFound:
        """Return the days of `last summer`: a year before those of `summer` where both are spoken of.

        Whether it is the one that has just ended or the one before, somebody has to say.
        """
        if last.first is None or last.last is None:
            return last
        spoken_of = any((d.first, d.last) == (last.first, last.last) for d in before)
        long_ago = self._today - timedelta(days=_LONG_AGO)
        if not spoken_of and last.last < long_ago:  # `last summer`, said in spring
            return last
        if spoken_of or last.last >= self._today:
            return replace(
                last, first=month_end(last.first, -13) + timedelta(days=1), last=month_end(last.last, -12)
            )
        return replace(last, partly=True)

    def _parts_of_years(self) -> Iterator[DaysFound]:
        """Yield quarters and halves: `the second quarter of 2025`, `Q2 2025`, `first half of the year`."""
        for pattern, months in ((self.words.quarter, 3), (self.words.half_year, 6)):
            for match in self._finditer(rf"(?<!\w)(?:{pattern})(?!\w)(?:,?\s+{_YEAR})?"):
                place = self._place_of(match, months)
                if place is None or not 1 <= place <= 12 // months:
                    continue
                begins = months * (place - 1) + 1
                half = begins + months // 2  # what is spoken of is half over
                said, start, end = self._said_year(match)
                year = said or self._today.year - (half > self._today.month)
                first = date(year, begins, 1)
                yield DaysFound(start, end, first, month_end(first, months - 1), year=said is not None)

    def _part_of_year(self, days: DaysFound, part: str) -> DaysFound:
        """Return the day of `by the end of 2024`, `since the start of it`; `late 2024` is open."""
        lead = self.text[max(0, days.start - 20) : days.start]

        def behind(words: str) -> bool:
            return any_case(rf"(?<!\w)(?:{words})\s+{self.words.the}$").search(lead) is not None

        until = behind(f"{self.words.until}|{self.words.through}")
        if part in ("end", "begin") and (until or behind(self.words.since)):
            return part_of_month(days, part)
        if part == "mid" and until and days.first is not None:
            return replace(days, last=month_end(days.first, whole_months(days.first, days.last) // 2 - 1))
        return replace(days, first=None, last=None, role="open")

    def _place_of(self, match: re.Match[str], months: int) -> int | None:
        """Return which quarter or half is meant: `second`, `2`, `II`."""
        said = match.groupdict()
        if said.get("q"):
            last = 12 // months if said.get("year") else None  # `the last quarter of 2024`
            return counted_by(said["q"], self.words) or last
        digits = said.get("n") or said.get("m") or ""
        roman = {"I": 1, "II": 2, "III": 3, "IV": 4}
        return roman.get(digits.upper().replace("І", "I")) or (int(digits) if digits.isdigit() else None)

    def _is_amount(self, end: int) -> bool:
        """Whether four digits that could be a year count something: people or ground follow at once."""
        people = self.words.cues
        counted = [*self.words.units.values(), people[Cue.PEOPLE]]
        if ends_with("|".join(self.words.before.values()), self.text[max(0, end - 20) : end - 4]) is not None:
            counted += (people[Cue.CASUALTIES], people[Cue.KILLED], people[Cue.WOUNDED])  # `über 2000 Opfer`
        return begins_with("|".join(counted), self.text[end : end + 40]) is not None
