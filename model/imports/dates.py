"""Days of the cells of a column, read as `date_evidence` finds that they are written."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.imports.cells import Cell, Record, is_empty, text_of
from model.imports.choices import RowCovers
from model.text.day_rules import PLAIN, DayRules, TwoWays
from model.text.days import FIRST_YEAR, Span, iso_week, months
from model.text.errors import Unreadable
from model.text.month_names import month_of
from model.text.notation import clipped
from model.text.read_days import days_named, orders_of, year_meant
from model.text.records import replace
from model.text.words import Words, marked, words

UNIX, SERIAL, SERIAL_1904 = "unix", "serial", "serial1904"
_SHORT = "my"  # a month and the last two digits of its year
_SERIAL_ZEROS = {
    SERIAL: date(1899, 12, 30),
    SERIAL_1904: date(1904, 1, 1),
}  # of spreadsheets, from March 1900 on
_SERIALS = range(61, 2_958_466)
_MILLISECONDS = 100_000_000_000
_CENTURY = re.compile("([1-9][0-9])%y")
_HAS_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_MIDNIGHT = re.compile(r"(?<![0-9:])00?:00(?::00(?:\.0+)?)?(?![0-9:])(?! ?pm)", re.IGNORECASE)

_WORDED = {"dd/mm/yyyy": "dmy", "mm/dd/yyyy": "mdy", "yyyy-mm-dd": "ymd"}
_DIRECTIVES = {
    "d": r"(?P<d>[0-9]{1,2})",
    "m": r"(?P<m>[0-9]{1,2})",
    "Y": r"(?P<Y>[0-9]{4})",
    "y": r"(?P<y>[0-9]{2})",
    "b": r"(?P<b>[^\W\d_]+)\.?",
    "B": r"(?P<b>[^\W\d_]+)\.?",
    "H": "[0-9]{1,2}",
    "M": "[0-9]{2}",
    "S": "[0-9]{2}",
    "G": r"(?P<G>[0-9]{4})",
    "V": r"(?P<V>[0-9]{1,2})",
    "%": "%",
}  # fmt: skip - a table of pairs
_TIME = re.compile(
    r"[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AP]M| ?Z| ?[+-][0-9]{2}:?(?:[0-9]{2})?)?",
    re.IGNORECASE,
)
_WHOLE = (
    {"d", "m", "Y"},
    {"d", "m", "y"},
    {"d", "b", "Y"},
    {"d", "b", "y"},
    {"G", "V"},
    {"m", "Y"},
    {"b", "Y"},
    {"m", "y"},
    {"b", "y"},
)

_PARTS = {
    3: re.compile(r"(?:calendar )?(?:quarter|qtr|q)(?:[ _]?(?:no|nr))?\.?|quartal|trimestre|квартал"),
    6: re.compile(r"half(?:[ -]?year)?|halbjahr|semestre|півріччя|полугодие"),
}
_EPOCH, _FIRST = date(1970, 1, 1).toordinal(), date(FIRST_YEAR, 1, 1).toordinal()


class DateFormat(Struct, frozen=True):
    """How days are written: what settles them, a pattern where it is given in full (`%d/%m/%Y`).

    `counts`: numbers are days of a spreadsheet (`SERIAL`, or `SERIAL_1904` as some count them on a Mac) or
    seconds since 1970 (`UNIX`).
    """

    rules: DayRules = PLAIN
    pattern: re.Pattern[str] | None = None
    counts: str = ""


ANY_FORMAT = DateFormat(DayRules("dmy", 1, "end", short_years=True))
"""Some reading of days, to find what else is to be asked of rows: what is one day stays one day."""


def date_format(given: str, rules: DayRules = PLAIN) -> DateFormat:
    """Return the format that is named: `dmy`, `mdy`, `ymd`, `my`, `unix`, `serial`, one such as `%d.%m.%y`.

    `19%y` is a year of two digits whose century is said; without it 69 to 99 are of the last century.

    Raises Unreadable.
    """
    plain = re.sub(r"[./ -]", "", given.casefold())
    if plain == UNIX or plain in _SERIAL_ZEROS:
        return DateFormat(rules, counts=plain)
    if plain == _SHORT:
        return DateFormat(replace(rules, short_years=True))
    for worded, order in _WORDED.items():
        if plain in (order, re.sub(r"[./ -]", "", worded)):
            return DateFormat(replace(rules, order=order))
    if "%" in given and (pattern := _pattern(given)) is not None:
        return DateFormat(rules, pattern)
    message = marked(
        "“{text}” is no format of dates; write dmy, mdy, ymd, my, unix, serial or such as %d/%m/%Y"
    )
    raise Unreadable(words(message, text=clipped(given)))


def _pattern(given: str) -> re.Pattern[str] | None:
    pattern, rest = "", given
    while rest:
        if said := _CENTURY.match(rest):
            pattern, rest = pattern + f"(?:{said[1]})?(?P<y{said[1]}>[0-9]{{2}})", rest[said.end() :]
            continue
        sign, rest = rest[0], rest[1:]
        if sign == "%" and rest[:1] in _DIRECTIVES:
            pattern, rest = pattern + _DIRECTIVES[rest[0]], rest[1:]
        else:
            pattern += re.escape(sign)
    try:
        compiled = re.compile(pattern)
    except re.error:
        return None
    parts = [name[0] for name in compiled.groupindex]
    return compiled if set(parts) in _WHOLE and len(set(parts)) == len(parts) else None


def looks_dated(cell: Cell) -> bool:
    """Whether a cell holds a date, a month, a quarter or other days by name, in whatever order."""
    if not isinstance(cell, str):
        return isinstance(cell, date)
    bare = cell.strip()
    if re.fullmatch(r"[0-9]*|[0-9]{1,3}[.,][0-9]+", bare) or _is_range(bare):
        return False  # a number, however it may be read
    try:
        days_named(bare)
    except TwoWays:
        return True
    except Unreadable:
        return any(orders_of(bare))
    return True


def _is_range(text: str) -> bool:
    """Whether a text is rather a range of amounts, `1200–1300`, than one of years."""
    ends = re.fullmatch(r"([0-9]{4})\s?[-–—]\s?([0-9]{4})", text)
    return ends is not None and not 1800 <= int(ends[1]) <= int(ends[2]) <= min(2100, int(ends[1]) + 30)


def month_number(cell: Cell) -> int:
    """Return the month, 1 to 12, that a cell names or numbers; 0 if none."""
    text = text_of(cell)
    if text.isascii() and text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    return month_of(text) if len(text) < 30 else 0


def months_of_part(name: str) -> int:
    """Return how many months a part of a year has that the name of a column says: 3 of `quarter`; else 0."""
    plain = name.strip().casefold()
    return next((length for length, pattern in _PARTS.items() if pattern.fullmatch(plain)), 0)


def part_of_year(cell: Cell, year: int, named: str = "") -> Span | None:
    """Return the days that a cell names within a year: `9`, `September`, `Q3`, `III кв.`, `H1`.

    A number alone is that of a month, in a column `named` quarter or half-year of one of these.
    """
    text = text_of(cell)
    if (length := months_of_part(named)) and re.fullmatch("[1-4]", text):
        number = int(text)
        return months(year, 1 + (number - 1) * length, length) if number * length <= 12 else None
    if month := month_number(cell):
        return months(year, month, 1)
    if not re.match(r"[^\W_]", text) or re.search("[0-9]{4}", text):
        return None
    try:
        return days_named(f"{text} {year}")
    except Unreadable:
        return None


def is_part_of_year(cell: Cell) -> bool:
    """Whether a cell names a month, a quarter or a half without its year."""
    return part_of_year(cell, 2000) is not None


class DatedText(Struct, frozen=True, eq=False):
    """First and last days of the cells of a column, as ordinals; 0 where there is none.

    `unreadable` has a reason for each cell that is not empty and names no days. `timed`: so many different
    cells name a time of day too, which is left out.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    unreadable: dict[int, Words]
    timed: int


def read_days(cells: Sequence[Cell], form: DateFormat) -> DatedText:
    """Return the days of the cells of a column; a month or a week is all of its days."""
    if form.pattern is None and not form.counts and (quick := iso_days(cells)) is not None:
        return DatedText(quick, quick, {}, 0)
    known: dict[Cell, tuple[int, int] | Words | None] = {}
    starts, ends, unreadable = [], [], {}
    for index, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _ordinals_of(cell, form)
        found = known[cell]
        if isinstance(found, tuple):
            starts.append(found[0])
            ends.append(found[1])
        else:
            starts.append(0)
            ends.append(0)
            if found is not None:
                unreadable[index] = found
    timed = sum(isinstance(found, tuple) and _has_time(cell) for cell, found in known.items())
    return DatedText(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64), unreadable, timed)


def iso_days(cells: Sequence[Cell]) -> NDArray[np.int64] | None:
    """Return the days of a column of nothing but `2024-09-01`, or None: the quick way for many."""
    try:
        joined = "".join(cells).encode("ascii")  # type: ignore[arg-type] # what is no text raises
        if joined.translate(None, b"0123456789") != b"--" * len(cells) or len(joined) != 10 * len(cells):
            return None
        days = np.array(cells, dtype="datetime64[D]").astype(np.int64) + _EPOCH
    except (TypeError, ValueError):
        return None
    return days if len(cells) and days.min() >= _FIRST else None


def _has_time(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return bool(cell.hour or cell.minute or cell.second)
    return isinstance(cell, str) and bool(_HAS_TIME.search(cell)) and not _MIDNIGHT.search(cell)


def _ordinals_of(cell: Cell, form: DateFormat) -> tuple[int, int] | Words | None:
    if is_empty(cell):
        return None
    try:
        span = days_of(cell, form)
    except Unreadable as error:
        return error.words
    return span.start.toordinal(), span.end.toordinal()


def days_of(cell: Cell, form: DateFormat) -> Span:
    """Return the days that a cell names: one, a month, a week, from one day to another. Raises Unreadable."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return Span(*[_late_enough(day, str(cell))] * 2)
    text = text_of(cell)
    if form.counts:
        return _by_count(text, form.counts)
    if form.pattern is not None:
        return _by_pattern(text, form.pattern)
    return days_named(text, form.rules)


def _by_count(text: str, counts: str) -> Span:
    """Return the day that a number counts, in UTC."""
    if re.fullmatch(r"[0-9]{1,13}(?:\.[0-9]+)?", text):
        number = int(float(text))
        if counts in _SERIAL_ZEROS and number in _SERIALS:
            return Span(*[_SERIAL_ZEROS[counts] + timedelta(number)] * 2)
        seconds = number // 1000 if number >= _MILLISECONDS else number
        if counts == UNIX:
            return Span(*[date(1970, 1, 1) + timedelta(seconds=seconds)] * 2)
    raise Unreadable(words("“{text}” is not written in the format given", text=clipped(text)))


def _by_pattern(text: str, pattern: re.Pattern[str]) -> Span:
    found = pattern.match(text)
    if found is None or (found.end() != len(text) and not _TIME.fullmatch(text[found.end() :])):
        raise Unreadable(words("“{text}” is not written in the format given", text=clipped(text)))
    parts = found.groupdict()
    if "G" in parts:
        return iso_week(int(parts["G"]), int(parts["V"]))
    year = next(year_meant(name[1:] + digits) for name, digits in parts.items() if name[0] in "Yy")
    month = month_of(parts["b"]) if "b" in parts else int(parts["m"])
    try:
        if "d" not in parts:
            span = months(year, month, 1) if 1 <= month <= 12 else None
        else:
            span = Span(*[date(year, month, int(parts["d"]))] * 2)
    except ValueError:
        span = None
    if span is None:
        message = marked("there is no such day as “{text}”; look at its day and month")
        raise Unreadable(words(message, text=clipped(text)))
    _late_enough(span.start, text)
    return span


def _late_enough(day: date, text: str) -> date:
    if day.year < FIRST_YEAR:
        message = marked("“{text}” lies before the year 1000; later dates are kept")
        raise Unreadable(words(message, text=clipped(text)))
    return day


def days_in_parts(
    year: Cell, part: Cell, day: Cell = None, *, of_week: bool = False, named: str = ""
) -> Span:
    """Return the days of a year and its month or ISO week, or of one day of the month, in cells of their own.

    `named` is the name of the column of the part. Raises Unreadable.
    """
    said = [text_of(cell) for cell in (year, part, day)]
    whole = re.fullmatch("[1-9][0-9]{3}", said[0]) is not None
    if whole and of_week and re.fullmatch("[0-9]{1,2}", said[1]):
        return iso_week(int(said[0]), int(said[1]))
    span = part_of_year(part, int(said[0]), named) if whole and not of_week else None
    if span is not None:
        if is_empty(day):
            return span
        if re.fullmatch("[0-9]{1,2}", said[2]) and 1 <= int(said[2]) <= span.days:
            return Span(*[span.start.replace(day=int(said[2]))] * 2)
    message = marked("“{parts}” are no year with its month or week")
    raise Unreadable(words(message, parts=clipped(" ".join(text for text in said if text))))


def days_about(day: date, each: RowCovers) -> Span:
    """Return the days that a row is about, of which its date is the first or the last.

    A month from its last day is the calendar's; from another day on it ends before that day of the next one.
    """
    if each is RowCovers.WEEK:
        return Span(day, day + timedelta(6))
    if each is RowCovers.WEEK_ENDING:
        return Span(day - timedelta(6), day)
    if each is RowCovers.MONTH:
        whole = months(day.year, day.month, 1)
        if day in (whole.start, whole.end):
            return whole
        following = months(day.year, day.month + 1, 1)
        return Span(day, following.start + timedelta(min(day.day, following.days + 1) - 2))
    return Span(day, day)


def spans_in(record: Record) -> Iterator[Span]:
    """Yield the days that stand in the text of a record whose cells cannot be told apart."""
    for piece in re.split(r'[",;\t|{}]+', ",".join(map(text_of, record))[:1000]):
        with contextlib.suppress(Unreadable):
            yield days_named(piece.strip())


def looks_like_span(cell: Cell) -> bool:
    """Whether a cell names days as a whole, and more than one of them; or may."""
    try:
        return days_named(text_of(cell)).days > 1 and not _is_range(text_of(cell))
    except TwoWays as error:
        return error.choice != "order"
    except Unreadable:
        return False


def read_spans(text: str) -> tuple[Span, ...]:
    """Return the spans typed, separated by `;`: `2024`, `Sep–Oct 2024; 2024-11-01..2024-11-30`.

    Raises Unreadable for what names no days.
    """
    return tuple(days_named(part) for part in text.split(";") if part.strip())


def read_map_days(text: str) -> tuple[tuple[str, str], ...]:
    """Return the days of files, separated by `;`: `a.geojson=2024-09-01; b.geojson=2 Sep 2024`, in ISO.

    Raises Unreadable for what names no file, or no single day.
    """
    found = []
    for part in text.split(";"):
        name, sign, day = part.strip().rpartition("=")
        if not part.strip():
            continue
        if not sign or not name.strip():
            raise Unreadable(words("“{text}” is to be written NAME=VALUE", text=part.strip()))
        span = days_named(day)
        if span.start != span.end:
            raise Unreadable(words("“{text}” is no single day", text=day.strip()))
        found.append((name.strip(), span.start.isoformat()))
    return tuple(found)


def read_rows(text: str) -> tuple[int, ...]:
    """Return the numbers of rows, separated by `,` or `;`. Raises Unreadable for what is none."""
    texts = [part.strip() for part in text.replace(";", ",").split(",")]
    for part in texts:
        if part and not (part.isascii() and part.isdecimal() and len(part) < 10):
            raise Unreadable(words("“{text}” is not the number of a row", text=part))
    return tuple(int(part) for part in texts if part)
