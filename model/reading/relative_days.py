"""Days that are reckoned from the day on which a text was published: `last month`, `since January`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from model.reading.calendar_days import MONTHS, month_end
from model.reading.days_found import WAR_BEGAN, DaysFound, length_told, month_pattern
from model.reading.patterns import any_case
from model.reading.vocabulary import Vocabulary, weekdays_of


class RelativeDays:
    """The expressions of days of a text that only make sense on the day it was published."""

    def __init__(self, text: str, words: Vocabulary, published: date | None, today: date) -> None:
        """`today` is the day published, or the last that a day without a year can be."""
        self._text, self._words, self._published, self._today = text, words, published, today

    def all(self) -> Iterator[DaysFound]:
        """Yield them, and the words that point at days named before."""
        for match in self._said(rf"(?<!\w)(?:{self._words.same})(?!\w)"):
            yield DaysFound(match.start(), match.end(), None, None, "same")
        for key, pattern in self._words.relative.items():
            for match in self._said(rf"(?<!\w)(?:{pattern})(?!\w)"):
                yield from self._reckoned(match, key)
        if self._published is None:
            return
        for number, name in enumerate(weekdays_of(self._words.code)):
            for match in self._said(rf"(?<!\w)(?:{name})(?!\w)"):
                back = (self._today.weekday() - number) % 7
                day = self._today - timedelta(days=back)
                yield DaysFound(match.start(), match.end(), day, day, "weekday")

    def _said(self, pattern: str) -> Iterator[re.Match[str]]:
        return any_case(pattern).finditer(self._text)

    def _is_of_another(self, end: int) -> bool:
        """Whether what follows tells of what words are said: `за останній тиждень жовтня`, `of the siege`."""
        units = "|".join(self._words.counted_spans[unit] for unit in ("month", "quarter", "year"))
        whole = rf"{month_pattern(self._words.code)}|(?:{self._words.of_it})?(?:{units})(?!\w)"
        of = r"of\s+" if self._words.code == "en" else r"(?:des\s+)?"
        return any_case(rf"\s+{of}(?:{whole})").match(self._text, end) is not None

    def _is_this_war(self, end: int) -> bool:
        """Whether `since the war began` is that of Russia in Ukraine, and no day is named behind it."""
        named = any_case(rf"\s+(?:{self._words.on})\s+\S*\d").match(self._text[end : end + 30])
        return named is None and names_this_war(self._text, self._words)

    def _reckoned(self, match: re.Match[str], key: str) -> Iterator[DaysFound]:
        place = match.span()
        if key in ("past", "last_week") and self._is_of_another(match.end()):
            return
        if key == "war" and not self._is_this_war(match.end()):
            return
        said = re.search(r"\d{4}", match.group())
        if key == "since_year" and said is not None and int(said.group()) != self._today.year:
            return
        if key == "war":
            yield DaysFound(
                *place, WAR_BEGAN, self._published, "since" if self._published else "open", dateline=True
            )
        if key == "since_year":
            begun = date(self._today.year, 1, 1)
            role = "since" if self._published else "open"
            yield DaysFound(*place, begun, self._published, role, dateline=True)
        if self._published is None:
            return
        today = self._today
        month, monday = today.replace(day=1), today - timedelta(days=today.weekday())
        spans = {
            "today": (today, today),  # when something was said, as weekdays are
            "this_month": (month, today),
            "this_year": (date(today.year, 1, 1), date(today.year, 12, 31)),
            "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
            "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
            "last_24h": (today - timedelta(days=1), today - timedelta(days=1)),  # so is what next day's tells
            "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        }
        if key in spans:
            role = "day" if key == "yesterday" else "weekday" if key == "today" else "span"
            yield DaysFound(*place, *spans[key], role, dateline=True)
        past = self._past(match.group()) if key == "past" else None
        if past is not None:
            yield DaysFound(*place, *past, dateline=True)

    def _past(self, said: str) -> tuple[date, date] | None:
        """Return the days of `last month`, `the past three weeks`: whole months; weeks up to yesterday."""
        unit, count = length_told(said, self._words)
        count, months = max(count, 1), MONTHS.get(unit, 0)
        if months:
            begins = (self._today.month - 1) // months * months + 1  # of the month or quarter of today
            last = self._today.replace(month=begins, day=1) - timedelta(days=1)
            return month_end(last, -months * count) + timedelta(days=1), last
        days = {"day": 1, "week": 7}.get(unit, 0) * count
        return (self._today - timedelta(days=days), self._today - timedelta(days=1)) if days else None


def names_this_war(text: str, words: Vocabulary) -> bool:
    """Whether a text names a side of the war of Russia in Ukraine."""
    sides = "|".join(islice(words.sides.values(), 2))
    return any_case(rf"(?<!\w)(?:{sides})(?!\w)").search(text) is not None
