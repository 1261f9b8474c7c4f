"""One reader of days for labels, cells, columns and what is typed: days, and spans of them in words.

`2024-09`, `Sep-24`, `III кв. 2024`, `2023/24`, `Autumn 2024`, `2024-W45`, … What may be two days is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct

from model.text.day_rules import ORDERS, PLAIN, DayRules, TwoWays
from model.text.day_words import NUMBERS, PARTS, SEASONS, is_known
from model.text.days import FIRST_YEAR, Span, day_words, iso_week, months, span_words
from model.text.errors import Unreadable
from model.text.month_names import month_of, weekday_of
from model.text.notation import clipped, refuse_digits
from model.text.patterns import Pattern
from model.text.records import replace
from model.text.words import marked, words

LONGEST = 80  # characters of what is read as days


class _Unit(Struct, frozen=True):
    """Days with one name, and its grain: a `day`, `week`, `month`, `quarter`, `half`, `season` or `year`."""

    span: Span
    grain: str


_TIME = Pattern(
    r"(?:\s*[T ,]\s*)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?:z|utc|gmt|[a-z]{2,4}t)?(?:\s?[+-][0-9]{1,2}(?::?[0-9]{2})?)?)(?:\[[\w/]+\])?$",
    re.IGNORECASE,
)
_DIGITS_IN = Pattern("[0-9]{2}")
_YEAR_IN = Pattern("[0-9]{4}")
_MARK = Pattern(r"\s*(?:\*+|†|‡|\[[0-9a-z]{1,3}\]|[⁰¹²³⁴-⁹])+$")
_TRIPLE = Pattern(r"(?<![0-9])([0-9]{1,4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})(?![0-9])\.?")
_ISO_DAY = Pattern(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")
_COMPACT = Pattern(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])?")
_YEAR_MONTH = Pattern(r"([0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_YEAR = Pattern(r"([0-9]{1,2})[-/.]([0-9]{4})")
_TWO_YEARS = Pattern(
    r"(?:(?:fy|season|campaign|сезон|saison)\s?)?([0-9]{4})\s?([-/–])\s?([0-9]{4}|[0-9]{2})", re.IGNORECASE
)
_WORD = Pattern(r"[^\W\d_]+(?:[’ʼ][^\W\d_]+)*")
_TOKEN = Pattern(r"[0-9]+|[^\W\d_]+")
_BETWEEN = Pattern(
    r"\s*(?:\.\.\.?|…|[\u2012-\u2015−]|~)\s*|\s+-\s+|\s+(?:to|until|till|through|thru|and|bis|до|по|au|à|jusqu’au)\s+|-|/",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"(?:(?:from|between|on|in|during|for|the|von|vom|im|am|з|із|від|с|со|от|у|в|за|du|de|le|en|au)\s+)+",
    re.IGNORECASE,
)
_WEEKDAY = Pattern(r"([^\W\d_]+(?:[’ʼ][^\W\d_]+)?)\.?,?\s(.*[0-9].*)")

_MONTHS_OF = MappingProxyType({"month": 1, "quarter": 3, "half": 6})


def read_date(text: str, edge: str = "") -> date:
    """Return the day that is typed: `2024-09-01`, `1 Sep 2024`, `Sep 1, 2024`, `30.11.2024`.

    With an `edge`, `start` or `end`, what names several days (`Nov 2024`) is the first or the last of them.
    Raises Unreadable for anything else: also for a day that does not exist, or a date that could be two.
    """
    span = days_named(text)
    if span.days != 1 and not (edge and _YEAR_IN.search(text)):  # `Dec-24` may be a day of December
        raise no_date(text)
    return span.end if edge == "end" else span.start


def read_span(text: str) -> Span | None:
    """Return the days that a label names as a whole, or None where it names none for certain."""
    try:
        return days_named(text)
    except Unreadable:
        return None


def days_named(text: str, rules: DayRules = PLAIN) -> Span:
    """Return the days that a text names as a whole: a day, a month, two of them with a dash between.

    Raises TwoWays where they can be read in two ways that `rules` do not settle, Unreadable for no days.
    """
    if _ISO_DAY.fullmatch(text):  # most columns of days are written so, and nothing else is meant by it
        return _day(int(text[:4]), int(text[5:7]), int(text[8:]), text).span
    found = _read(text, rules)
    if isinstance(found, Unreadable):
        raise found
    return found


@lru_cache(1 << 14)
def _read(text: str, rules: DayRules) -> Span | Unreadable:
    """Return what a text names, or why it names nothing: the same words stand in many rows."""
    try:
        refuse_digits(text)
        bare = _bare(text)
        if not all(is_known(word[0]) for word in _WORD.finditer(bare)):
            return no_date(text)
        if not rules.order and (proved := common_order(orders_of(bare))):
            rules = replace(rules, order=proved)
        unit = _unit(bare, rules)
        span = unit.span if unit is not None else _from_to(bare, rules)
    except Unreadable as error:
        return error
    return span or no_date(text)


def _bare(text: str) -> str:
    """Return a text with single spaces, without footnote mark, time of day or `from`; "" for no days."""
    bare = " ".join(unicodedata.normalize("NFC", text).split())
    if len(bare) > LONGEST or not _DIGITS_IN.search(bare):
        return ""
    bare = _TIME.sub("", _MARK.sub("", bare).replace("'", "’"))
    before = _BEFORE.match(bare)
    return bare[before.end() :] if before else bare


def _from_to(bare: str, rules: DayRules) -> Span | None:
    """Return the days from the first to the last of two names, what one leaves out taken from the other."""
    for sign in _BETWEEN.finditer(bare):
        left, right = bare[: sign.start()].strip(" ,"), bare[sign.end() :].strip(" ,")
        if not left or not right:
            continue
        first, last = (_unit_or_none(_TIME.sub("", side), rules) for side in (left, right))
        if first is None and last is None:
            first = next(
                (u for at in reversed(_edges(right)) if (u := _unit_or_none(left + right[at:], rules))), None
            )
        if last is None and first is not None:
            last = _completed(first, (left[:at] + right for at in reversed(_edges(left))), rules)
        if first is None and last is not None:
            first = _completed(last, (left.rstrip(".") + right[at:] for at in reversed(_edges(right))), rules)
        if first is None or last is None:
            continue
        if first.span.start > last.span.start or first.span.end > last.span.end:
            continue
        return Span(first.span.start, last.span.end)
    return None


def _edges(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"(?<=\w)[\s./-]|[\s./,-]+", text) if found.start()]


def _unit_or_none(text: str, rules: DayRules) -> _Unit | None:
    try:
        return _unit(text, rules)
    except TwoWays:
        raise
    except Unreadable:
        return None


def _completed(other: _Unit, texts: Iterator[str], rules: DayRules) -> _Unit | None:
    """Return the first that is days of the same grain as those of the other end."""
    units = (_unit_or_none(text, rules) for text in texts)
    return next((unit for unit in units if unit is not None and unit.grain == other.grain), None)


def _unit(text: str, rules: DayRules) -> _Unit | None:
    """Return the days of one name, None where it is none. Raises Unreadable for days that do not exist."""
    if (found := _WEEKDAY.fullmatch(text)) and (weekday := weekday_of(found[1])) is not None:
        unit = _unit(found[2], rules)
        if unit is not None and unit.grain == "day":
            return _checked_weekday(unit, weekday, text)
    if found := _TRIPLE.fullmatch(text):
        return _Unit(Span(*[_triple(found, rules, text)] * 2), "day")
    if text.isdecimal() and len(text) == 4:
        return _Unit(months(int(text), 1, 12), "year") if int(text) >= FIRST_YEAR else None
    if found := _COMPACT.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        if found[3]:
            return _day(year, month, int(found[3]), text)
        return _Unit(months(year, month, 1), "month")
    if found := _TWO_YEARS.fullmatch(text):
        return _two_years(found, rules, text)
    for pattern, year_at in ((_YEAR_MONTH, 1), (_MONTH_YEAR, 2)):
        if (found := pattern.fullmatch(text)) and ("." not in text or 1800 <= int(found[year_at]) < 2200):
            return _month(int(found[year_at]), int(found[3 - year_at]))
    return _worded(text, rules)


def orders_of(text: str) -> Iterator[set[str]]:
    """Yield, for each date of three numbers in a text, the orders of day, month and year that make it a day.

    All of them where they make it the same day; a year of four digits in front leaves nothing open.
    """
    for found in _TRIPLE.finditer(text):
        days = {order: day for order in ORDERS if (day := _in_order(found, order)) is not None}
        if len(found[1]) < 4 and days:
            yield set(ORDERS) if len(set(days.values())) == 1 and len(days) > 1 else set(days)


def common_order(orders: Iterable[set[str]]) -> str:
    """Return the one order in which all dates are days, "" where there is none or more than one."""
    common = set(ORDERS)
    for one in orders:
        common &= one
    return common.pop() if len(common) == 1 else ""


def _in_order(found: re.Match[str], order: str) -> date | None:
    parts = dict(zip(order, (found[1], found[3], found[4]), strict=True))
    if len(parts["d"]) > 2 or len(parts["m"]) > 2 or len(parts["y"]) not in (2, 4):
        return None
    try:
        day = date(year_meant(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
    return day if day.year >= FIRST_YEAR else None


def _triple(found: re.Match[str], rules: DayRules, text: str) -> date:
    """Return the day that three numbers are."""
    if len(found[1]) == 4:  # the year first: then the month, everywhere
        return _one_day(int(found[1]), int(found[3]), int(found[4]), text)
    days = {order: day for order in ORDERS if (day := _in_order(found, order)) is not None}
    if rules.order in days:
        return days[rules.order]
    if not days or rules.order:
        raise _no_such_day(text)
    ways = sorted(set(days.values()))
    if len(ways) > 1:
        message = marked("“{text}” may be {one} or {other}; write it as {first} or {last}")
        named = {"one": day_words(ways[0]), "other": day_words(ways[-1])}
        written = {"first": ways[0].isoformat(), "last": ways[-1].isoformat()}
        raise TwoWays("order", words(message, text=text, **named, **written))
    return ways[0]


def year_meant(text: str) -> int:
    """Return a year of four digits, or of two: 69 to 99 are of the last century, as POSIX has it."""
    year = int(text)
    return year if len(text) > 2 else year + (1900 if year >= 69 else 2000)


def _two_years(found: re.Match[str], rules: DayRules, text: str) -> _Unit | None:
    """Return the campaign or fiscal year `2023/24`; a month where it is one: `2023-11`."""
    year, second = int(found[1]), found[3]
    follows = int(second) == (year + 1 if len(second) == 4 else (year + 1) % 100)
    may_be_month = len(second) == 2 and 1 <= int(second) <= 12
    if may_be_month and (not follows or found[2] == "-" or rules.pairs_are_months):
        return _month(year, int(second))
    if not follows or (len(second) == 4 and found[2] != "/"):
        return None  # 2022–2024: from one to the other
    if may_be_month and not rules.year_begins:
        message = marked("“{text}” may be {month} or the year from {year} to {next}")
        whole = months(year, int(second), 1)
        month = span_words(whole.start, whole.end)
        raise TwoWays("year_begins", words(message, text=text, month=month, year=year, next=year + 1))
    if not rules.year_begins:
        raise _which_year(text)
    if rules.year_begins == 1:
        message = marked("“{text}” is no calendar year; say with which month it begins")
        raise Unreadable(words(message, text=text))
    return _Unit(months(year, rules.year_begins, 12), "year")


def _which_year(text: str) -> TwoWays:
    message = marked("it is not said with which month the year “{text}” begins")
    return TwoWays("year_begins", words(message, text=text))


def _fiscal(year: int, rules: DayRules, text: str) -> Span:
    """Return a fiscal year that is named by one year."""
    if not rules.year_begins:
        raise _which_year(text)
    if rules.year_begins == 1:
        return months(year, 1, 12)
    return months(_first_of_two(year, rules, text), rules.year_begins, 12)


def _first_of_two(year: int, rules: DayRules, text: str) -> int:
    """Return the year in which begins what lies over the turn of a year and is named by one of the two."""
    if not rules.year_named:
        message = marked(
            "“{text}” may be that of {before} or of {after}: which of its years names it is not said"
        )
        before, after = (f"{first}/{(first + 1) % 100:02}" for first in (year - 1, year))
        raise TwoWays("year_named", words(message, text=text, before=before, after=after))
    return year if rules.year_named == "begin" else year - 1


def _month(year: int, month: int) -> _Unit | None:
    return _Unit(months(year, month, 1), "month") if 1 <= month <= 12 and year >= FIRST_YEAR else None


def pairs_are_months(texts: Iterable[str]) -> bool:
    """Whether `2008/09` stands among texts that can only be months (`2008/11`)."""
    found = (_TWO_YEARS.fullmatch(text.strip()) for text in texts)
    return any(
        f and len(f[3]) == 2 and 1 <= int(f[3]) <= 12 and int(f[3]) != (int(f[1]) + 1) % 100 for f in found
    )


def _day(year: int, month: int, day: int, text: str) -> _Unit:
    return _Unit(Span(*[_one_day(year, month, day, text)] * 2), "day")


def _one_day(year: int, month: int, day: int, text: str) -> date:
    if year < FIRST_YEAR:
        message = marked("“{text}” lies before the year 1000; later dates are kept")
        raise Unreadable(words(message, text=clipped(text)))
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_day(text) from None


class _Tokens(Struct, frozen=True):
    """Words and numbers of a name: what each is, and its value.

    `kinds` has a letter for each: `Y` a year of four digits, `n` and `t` a number of one or two, `M` a month,
    `S` a season, `P` quarter, half, week or month by number, `F` a fiscal year.
    """

    kinds: str
    values: tuple[int, ...]
    part: str


def _tokens(text: str) -> _Tokens | None:
    kinds, values, part = "", list[int](), ""
    for found in _TOKEN.finditer(text):
        token = found[0].casefold()
        if token.isdecimal():
            if len(token) not in _DIGITS or (len(token) == 4 and int(token) < FIRST_YEAR):
                return None
            kind, value = _DIGITS[len(token)], int(token)
        elif (role := PARTS.get(token)) is not None:
            if role in ("year", "filler"):
                continue
            kind, value = "F" if role == "fiscal" else "P", 0
            part = part if role == "fiscal" else role
        elif token in NUMBERS:
            kind, value = "n", NUMBERS[token]
        elif token in SEASONS:
            kind, value = "S", SEASONS[token]
        elif month := month_of(token):
            kind, value = "M", month
        else:
            return None
        kinds += kind
        values.append(value)
    return _Tokens(kinds, tuple(values), part)


_DIGITS = MappingProxyType({1: "n", 2: "t", 4: "Y"})
# Where a day has its year, month and day among the tokens, and a part of a year its number and its year.
_DAY_AT = (
    (Pattern("[nt]M[Yt]"), (2, 1, 0)),
    (Pattern("M[nt][Yt]"), (2, 0, 1)),
    (Pattern("YM[nt]"), (0, 1, 2)),
)
_PART_AT = (
    (Pattern("P[nt][Yt]"), (1, 2)),
    (Pattern("[nt]P[Yt]"), (0, 2)),
    (Pattern("YP[nt]"), (2, 0)),
    (Pattern("Y[nt]P"), (1, 0)),
)
_WEEK_OF = Pattern(
    r"(?:(?:week|wk|w)[ /]?(?:of|commencing|beginning|starting|from|c)|woche (?:vom|ab)|тиждень (?:з|від)"
    r"|неделя с|semaine du)\s(.+)",
    re.IGNORECASE,
)
_FIRST_MONTHS = Pattern(r"[0-9]\s?m\b", re.IGNORECASE)
_WEEK_TO = Pattern(r"(?:(?:week|wk|w)[ /]?(?:ending|ended|to|e)|woche bis)\s(.+)", re.IGNORECASE)


def _worded(text: str, rules: DayRules) -> _Unit | None:
    """Return the days of a name with words or letters in it."""
    if not re.search(r"[^\W\d_]", text) or re.search(r"[^\w\s.,’/()–-]", text):
        return None
    if (week := _week_by_day(text, rules)) is not None:
        return week
    tokens = _tokens(text)
    if tokens is None:
        return None
    fiscal = "F" in tokens.kinds
    kept = [(kind, value) for kind, value in zip(tokens.kinds, tokens.values, strict=True) if kind != "F"]
    kinds, values = "".join(kind for kind, _ in kept), tuple(value for _, value in kept)
    if kinds == "Y" or (kinds == "t" and fiscal):
        year = _four(values[0], kinds)
        return _Unit(_fiscal(year, rules, text) if fiscal else months(year, 1, 12), "year")
    if "P" in kinds or fiscal:
        return _part(tokens.part, kinds, values, fiscal, rules, text) if tokens.part else None
    return _named(kinds, values, rules, text)


def _week_by_day(text: str, rules: DayRules) -> _Unit | None:
    """Return the week that begins or ends on a day: `week of 6 Jan 2024`, `w/e 12 Jan 2024`."""
    for pattern, back in ((_WEEK_OF, 0), (_WEEK_TO, 6)):
        if (found := pattern.fullmatch(text)) and (unit := _unit(found[1], rules)) and unit.grain == "day":
            start = unit.span.start - timedelta(back)
            return _Unit(Span(start, start + timedelta(6)), "week")
    return None


def _named(kinds: str, values: tuple[int, ...], rules: DayRules, text: str) -> _Unit | None:
    """Return a day or a month whose month has a name, or a season."""
    for pattern, (year, month, day) in _DAY_AT:
        if pattern.fullmatch(kinds):
            return _day(_four(values[year], kinds[year]), values[month], values[day], text)
    if kinds in ("MY", "YM"):
        return _month(max(values), min(values))
    if kinds == "Mt":
        return _month_and_two_digits(values, rules, text)
    return _season(kinds, values, rules, text) if "S" in kinds else None


def _four(year: int, kind: str) -> int:
    return year if kind == "Y" else year_meant(f"{year:02}")


def _checked_weekday(unit: _Unit, weekday: int, text: str) -> _Unit:
    if unit.span.start.weekday() != weekday:
        message = marked("“{text}” is another day of the week; look at its day, month and year")
        raise Unreadable(words(message, text=clipped(text)))
    return unit


def _month_and_two_digits(values: tuple[int, ...], rules: DayRules, text: str) -> _Unit | None:
    year = year_meant(f"{values[1]:02}")
    if not re.search(r"[-’/]\s?[0-9]{2}$", text) and not rules.short_years:
        if not re.search(r"\s[0-9]{2}$", text):
            return None
        message = marked(
            "“{text}” may be a month of {year} or a day without a year; write the year with four digits"
        )
        raise TwoWays("short_years", words(message, text=text, year=year))
    return _month(year, values[0])


def _season(kinds: str, values: tuple[int, ...], rules: DayRules, text: str) -> _Unit | None:
    """Return a season of the northern year, in whole months as meteorologists have it."""
    first = values[0] if kinds[0] == "S" else values[-1]
    years = [value for kind, value in zip(kinds, values, strict=True) if kind != "S"]
    if kinds in ("SY", "YS"):
        year = _first_of_two(years[0], rules, text) if first == 12 else years[0]
        return _Unit(months(year, first, 3), "season")
    follows = len(years) == 2 and years[1] in (years[0] + 1, (years[0] + 1) % 100)
    if first == 12 and follows and kinds in ("SYY", "SYt", "YYS", "YtS"):
        return _Unit(months(years[0], 12, 3), "season")
    return None


def _part(
    part: str, kinds: str, values: tuple[int, ...], fiscal: bool, rules: DayRules, text: str
) -> _Unit | None:
    """Return a week, month, quarter or half of a year, by its number."""
    if kinds.endswith("Yt") and values[-1] == (values[-2] + 1) % 100:  # Q1 2023/24
        kinds, values, fiscal = kinds[:-1], values[:-1], True
        rules = replace(rules, year_named="begin")
    for pattern, (number_at, year_at) in _PART_AT:
        if not pattern.fullmatch(kinds):
            continue
        number, year = values[number_at], _four(values[year_at], kinds[year_at])
        if part == "month" and number_at == 0 and _FIRST_MONTHS.search(text):
            return None  # as many months of the year, not the month of that number
        if part == "week":
            return None if fiscal else _Unit(iso_week(year, number), "week")
        length = _MONTHS_OF[part]
        if not 1 <= number <= 12 // length:
            return None
        whole = _fiscal(year, rules, text) if fiscal else months(year, 1, 12)
        return _Unit(months(whole.start.year, whole.start.month + (number - 1) * length, length), part)
    return None


def no_date(text: str) -> Unreadable:
    """Return the refusal of what names no days."""
    said = clipped(" ".join(text.split()))
    return Unreadable(words("“{text}” is not a date; write it as 2024-09-01 or 1 Sep 2024", text=said))


def _no_such_day(text: str) -> Unreadable:
    return Unreadable(
        words("there is no such day as “{text}”; look at its day and month", text=clipped(text))
    )
