"""Parts of months: `the first half of May`, `mid-April`, `late June`, `the two months to May`."""

from __future__ import annotations

from datetime import timedelta

from model.reading.calendar_days import month_end
from model.reading.days_found import DaysFound, counted_by
from model.reading.patterns import any_case
from model.reading.vocabulary import Vocabulary
from model.text.records import replace

_LEAD = 45  # letters before a month in which stands which part of it is meant


def half_of_month(text: str, words: Vocabulary, days: DaysFound) -> DaysFound | None:
    """Return the days of `the first half of May`, `the last ten days of May`, `the two months to May`."""
    lead = text[max(0, days.start - _LEAD) : days.start]
    said = any_case(rf"(?<!\w)(?:{words.part_of_month})$").search(lead)
    if said is None or days.first is None or days.last is None:
        return None
    start = days.start - len(said.group())
    if (told := said.groupdict().get("months")) is not None:
        count = counted_by(told, words)
        return (
            replace(days, start=start, first=month_end(days.first, -count) + timedelta(days=1))
            if count
            else None
        )
    end, ordinal = days.last.day, 0 if said["first"] else 1 if said["second"] else -1
    long = 15 if said["half"] else 10
    if said["count"]:
        long = counted_by(said["count"], words) * (7 if said["weeks"] else 1)
    parts = 2 if said["half"] else 3
    if said["week"]:
        begins = 1 + 7 * ordinal if ordinal >= 0 else end - 6
        first, last = days.first.replace(day=begins), days.last.replace(day=begins + 6)
        return replace(days, start=start, first=first, last=last, partly=True)  # or one of the calendar
    if not 0 < long < end or (said["count"] and ordinal == 1):
        return None
    begins = 1 + ordinal * long if ordinal >= 0 else 1 + (parts - 1) * long
    ends = begins + long - 1 if ordinal in range(parts - 1) else end
    if said["count"]:
        begins, ends = (1, long) if ordinal == 0 else (end - long + 1, end)
    return replace(days, start=start, first=days.first.replace(day=begins), last=days.last.replace(day=ends))


def part_of_month(days: DaysFound, part: str) -> DaysFound:
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
