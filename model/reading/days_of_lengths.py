"""Days that a text gives only as a length, where two days it named agree: `in those thirty-one days`.

That the length is the one between these days is what makes them certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from model.reading.calendar_days import MONTHS, month_end
from model.reading.days_found import DaysFound, counted_by
from model.reading.layout import Placed
from model.reading.patterns import any_case
from model.reading.vocabulary import Vocabulary

_LEAST = {"day": 3, "week": 2, "month": 2, "year": 2}  # shorter ones agree with too many days
_MOST = {"day": 9999, "week": 9999, "month": 9999, "year": 999}  # that end within the calendar
_LOOSE = {"month": 8, "year": 5}  # days by which what began and ended may miss round months or years
_NAMED = 12  # days named before a length that it can lie between


def with_lengths(text: str, words: Vocabulary, found: Sequence[DaysFound]) -> Iterator[DaysFound]:
    """Yield the days of `in those sixteen days`, `had lasted 105 days`, where two named agree."""
    units = "|".join(f"(?P<{unit}>{words.counted_spans[unit]})" for unit in _LEAST)
    leads = rf"(?:(?:{words.within})\s+)?(?:{words.those})|(?P<lasted>{words.lasted})"
    said = rf"(?<!\w)(?:{leads})\s+(?:\w+\s+)?(?P<count>[\w’'ʼ-]+)\s+(?:{units})(?!\w)"
    of_others = any_case(rf"(?:{words.nth})\s|.*(?:{words.before_that}|{words.after_that})(?!\w)")
    named = Placed(d for d in found if not d.dateline and d.role not in ("weekday", "never"))
    for match in any_case(said).finditer(text):
        unit = next(unit for unit in _LEAST if match[unit] is not None)
        count = counted_by(match["count"], words)
        if not _LEAST[unit] <= count <= _MOST[unit] or of_others.match(
            text, match.start("count"), match.end() + 12
        ):
            continue  # `the third month`, `in the three months before`
        line = text.find("\n", match.end())
        before = [d for d in named.before(match.start(), _NAMED) if d.end <= match.start()]
        behind = named.between(match.end(), line if line > 0 else len(text))[:1]
        days = _apart(count, unit, before) or _apart(count, unit, behind)
        if days is not None:
            told_of = match["lasted"] or "\n" not in text[: match.start()].strip()
            role = "event" if told_of else days[0]
            yield DaysFound(*match.span(), *days[1:], role, joined=True)


def days_averaged(said: str, words: Vocabulary) -> int:
    """Return over how many days a text tells a mean: 7 of `the seven-day average`; 0 where it tells none."""
    found = any_case(rf"(?<!\w)(?:{words.moving})(?!\w)").search(said)
    told = [] if found is None else re.split(r"[\s-]", found.group())
    return next((count for one in told if (count := counted_by(one, words))), 0)


def _apart(count: int, unit: str, named: Sequence[DaysFound]) -> tuple[str, date, date] | None:
    """Return the last two days named that are so far apart: a span said as one, or what began and ended."""
    for late in reversed(named):
        if late.last is None:
            continue
        if late.first is not None and _behind(late.first, count, unit) == late.last:
            return "span", late.first, late.last
        begun = [d.first for d in named if d.role in ("day", "since", "event") and d.first is not None]
        loose = _LOOSE.get(unit, 0)
        begins = {first for first in begun if abs((_behind(first, count, unit) - late.last).days) <= loose}
        if late.role in ("day", "until") and len(begins) == 1:
            return "event", begins.pop(), late.last
    return None


def _behind(first: date, count: int, unit: str) -> date:
    """Return the last day of so many from a day on; of months that with its number."""
    if unit in ("month", "year"):
        end = month_end(first, count * MONTHS[unit])
        return end.replace(day=min(first.day, end.day)) if first.day > 1 else date.min
    return first + timedelta(days=count * (7 if unit == "week" else 1) - 1)
