"""Dates of a column: whether day or month comes first is found by looking; then each is read strictly."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from model.imports.cells import Cell, is_empty, text_of
from model.imports.text_column import TextColumn, ordinals
from model.text.days import FIRST_YEAR, Span, read_date, read_span
from model.text.errors import Unreadable
from model.text.notation import clipped
from model.text.words import Words, marked, words

_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AP]M| ?Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})\.?{_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}", re.IGNORECASE)
_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
_WEEK = re.compile(r"([0-9]{4})[- ]?W([0-9]{1,2})", re.IGNORECASE)

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


@dataclass(frozen=True, slots=True)
class DateFormat:
    """The order of day, month and year, and a pattern where a format is given in full (`%d/%m/%Y`)."""

    order: str = ""
    pattern: re.Pattern[str] | None = None


def date_format(given: str) -> DateFormat:
    """Return the format that is named: `dmy`, `mdy`, `ymd`, `DD/MM/YYYY`, or one such as `%d.%m.%y`.

    Raises Unreadable.
    """
    plain = re.sub(r"[./ -]", "", given.casefold())
    for worded, order in _WORDED.items():
        if plain in (order, re.sub(r"[./ -]", "", worded)):
            return DateFormat(order)
    if "%" in given:
        pattern, rest = "", given
        while rest:
            sign, rest = rest[0], rest[1:]
            if sign == "%" and rest[:1] in _DIRECTIVES:
                pattern, rest = pattern + _DIRECTIVES[rest[0]], rest[1:]
            else:
                pattern += re.escape(sign)
        try:
            compiled = re.compile(pattern)
        except re.error:
            compiled = re.compile("")
        names = set(compiled.groupindex)
        if names in ({"d", "m", "Y"}, {"d", "m", "y"}, {"d", "b", "Y"}, {"d", "b", "y"}, {"G", "V"}):
            return DateFormat(pattern=compiled)
        if names in ({"m", "Y"}, {"b", "Y"}):
            return DateFormat(pattern=compiled)
    raise Unreadable(
        words("“{text}” is no format of dates; write dmy, mdy, ymd or such as %d/%m/%Y", text=clipped(given))
    )


def looks_dated(cell: Cell) -> bool:
    """Whether a cell holds a date, a month or a week, in whatever order."""
    if isinstance(cell, str):
        bare = cell.strip()
        if _YEAR_LAST.fullmatch(bare) or _YEAR_FIRST.fullmatch(bare) or _WEEK.fullmatch(bare):
            return True
        if _MONTH.fullmatch(bare):
            return True
        return not bare.isdigit() and read_span(bare) is not None
    return isinstance(cell, date)


class OrderEvidence:
    """Whether the day or the month comes first, as far as the dates of a column prove it."""

    def __init__(self) -> None:
        self.day_first = ""
        self.month_first = ""
        self.open = ""

    def add(self, cells: Iterable[Cell]) -> None:
        """Take the dates among some cells into account."""
        for cell in cells:
            found = _YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
            if found is None:
                continue
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                self.day_first = self.day_first or found[0]
            elif second > 12 >= first:
                self.month_first = self.month_first or found[0]
            elif first != second:
                self.open = self.open or found[0]

    @property
    def order(self) -> str:
        """`dmy`, `mdy`, or "" where nothing is proved or nothing needs to be."""
        if self.day_first and self.month_first:
            return ""
        return "dmy" if self.day_first else "mdy" if self.month_first else ""

    @property
    def question(self) -> Words | None:
        """What has to be settled, or None."""
        if self.day_first and self.month_first:
            return words(
                "day and month change places: there are {one} and {other}",
                one=self.day_first,
                other=self.month_first,
            )
        if self.open and not self.order:
            return words(
                "it is not said whether the day or the month comes first in {example}", example=self.open
            )
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """The days of a column's cells as ordinals, first and last; 0 where there is none, and why, by index.

    `timed` counts the cells whose time of day was left out.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    unreadable: dict[int, Words]
    timed: int


def read_days(cells: Sequence[Cell], form: DateFormat) -> Dated:
    """Return the days that the cells of a column name; a month or a week is all of its days."""
    if form.pattern is None and (quick := iso_days(cells)) is not None:
        return Dated(quick, quick, {}, 0)
    known: dict[Cell, tuple[int, int] | Words | None] = {}
    starts, ends, unreadable = [], [], {}
    timed = 0
    for index, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _span(cell, form)
        found = known[cell]
        if found.__class__ is tuple:
            starts.append(found[0])
            ends.append(found[1])
        else:
            starts.append(0)
            ends.append(0)
            if found is not None:
                unreadable[index] = found
    for cell, found in known.items():
        if found.__class__ is tuple and isinstance(cell, str | datetime) and _has_time(cell):
            timed += 1
    return Dated(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64), unreadable, timed)  # type: ignore[arg-type] # only words are kept


def iso_days(cells: Sequence[Cell]) -> NDArray[np.int64] | None:
    """Return the days of a column of nothing but `2024-09-01`, or None: the quick way for many."""
    if isinstance(cells, TextColumn):
        return ordinals(cells.signs)
    try:
        joined = "\n".join(cells).encode("ascii")  # type: ignore[arg-type] # what is no text raises
    except (TypeError, UnicodeEncodeError):
        return None
    if not cells or len(joined) != 11 * len(cells) - 1:
        return None
    signs = np.frombuffer(joined + b"\n", dtype=np.uint8).reshape(-1, 11)
    return ordinals(signs[:, :10]) if (signs[:, 10] == ord("\n")).all() else None


def _has_time(cell: str | datetime) -> bool:
    if isinstance(cell, datetime):
        return bool(cell.hour or cell.minute or cell.second)
    return (
        ":" in cell
        and re.search(r"[1-9]", cell.partition(":")[0][-2:] + cell.partition(":")[2][:5]) is not None
    )


def _span(cell: Cell, form: DateFormat) -> tuple[int, int] | Words | None:
    if is_empty(cell):
        return None
    try:
        span = days_of(cell, form)
    except Unreadable as error:
        return error.words
    return span.start.toordinal(), span.end.toordinal()


def days_of(cell: Cell, form: DateFormat) -> Span:
    """Return the days that a cell names: one, a month or a week. Raises Unreadable."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _one(day.year, day.month, day.day, str(cell))
    text = cell.strip() if isinstance(cell, str) else str(cell)
    if form.pattern is not None:
        return _by_pattern(text, form.pattern)
    if found := _YEAR_FIRST.fullmatch(text):
        return _one(int(found[1]), int(found[3]), int(found[4]), text)
    if found := _COMPACT.fullmatch(text):
        return _one(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if form.order == "mdy":
            return _one(year, first, second, text)
        if form.order == "dmy" or first == second:
            return _one(year, second, first, text)
        return Span(*[read_date(text)] * 2)  # which refuses it in its own words
    if found := _WEEK.fullmatch(text):
        return iso_week(int(found[1]), int(found[2]))
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12 and int(found[1]) >= FIRST_YEAR:
        return month_span(int(found[1]), int(found[2]))
    span = None if text.isdigit() else read_span(text)
    return span if span is not None else Span(*[read_date(text)] * 2)


def _by_pattern(text: str, pattern: re.Pattern[str]) -> Span:
    found = pattern.match(text)
    if found is None or (found.end() != len(text) and not re.fullmatch(_TIME, text[found.end() :])):
        raise Unreadable(words("“{text}” is not written in the format given", text=clipped(text)))
    parts = found.groupdict()
    if "G" in parts:
        return iso_week(int(parts["G"]), int(parts["V"]))
    # Two digits of a year: 69 to 99 are of the last century, as POSIX has it.
    year = int(parts["Y"]) if "Y" in parts else int(parts["y"]) + (1900 if int(parts["y"]) >= 69 else 2000)
    if "d" not in parts:
        span = read_span(f"{parts['b']} {year}") if "b" in parts else None
        if span is None and 1 <= int(parts.get("m") or 0) <= 12:
            span = month_span(year, int(parts["m"]))
        if span is None:
            raise Unreadable(_no_such_day(text))
        return span
    if "b" in parts:
        day = read_date(f"{parts['d']} {parts['b']} {year}")
        return Span(day, day)
    return _one(year, int(parts["m"]), int(parts["d"]), text)


def _one(year: int, month: int, day: int, text: str) -> Span:
    try:
        there = date(year, month, day)
    except ValueError:
        raise Unreadable(_no_such_day(text)) from None
    if year < FIRST_YEAR:
        raise Unreadable(_no_such_day(text))
    return Span(there, there)


def iso_week(year: int, week: int) -> Span:
    """Return the seven days of an ISO week. Raises Unreadable where the year has no such week."""
    try:
        start = date.fromisocalendar(year, week, 1)
        if year < FIRST_YEAR:
            raise ValueError
        return Span(start, date.fromisocalendar(year, week, 7))
    except ValueError:
        raise Unreadable(words("there is no week {week} of {year}", week=week, year=year)) from None


def month_span(year: int, month: int) -> Span:
    """Return the days of a month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _no_such_day(text: str) -> Words:
    return words("there is no such day as “{text}”; look at its day and month", text=clipped(text))


def read_days_named(cell: Cell) -> Span:
    """Return the days that a cell names as a whole. Raises Unreadable."""
    text = text_of(cell)
    first, dots, last = text.partition("..")
    if not dots:
        first, dots, last = text.partition("/") if text.count("/") == 1 and len(text) > 20 else (text, "", "")
    if dots:
        span = Span(read_days_named(first).start, read_days_named(last.lstrip(".")).end)
        if span.days < 1:
            message = marked("“{text}” ends before it begins")
            raise Unreadable(words(message, text=text))
        return span
    span_of_label = read_span(text)
    return span_of_label if span_of_label is not None else days_of(cell, DateFormat())


def looks_like_span(cell: Cell) -> bool:
    """Whether a cell names days as a whole, and more than one of them."""
    try:
        return read_days_named(cell).days > 1
    except Unreadable:
        return False


def read_spans(text: str) -> tuple[Span, ...]:
    """Return the spans named, separated by `;`: `2024`, `Sep–Oct 2024; 2024-11-01..2024-11-30`.

    Raises Unreadable for what names no days.
    """
    texts = [part.strip() for part in text.split(";")]
    return tuple(read_span(part) or read_days_named(part) for part in texts if part)


def read_rows(text: str) -> tuple[int, ...]:
    """Return the numbers of rows, separated by `,` or `;`. Raises Unreadable for what is none."""
    texts = [part.strip() for part in text.replace(";", ",").split(",")]
    for part in texts:
        if part and not (part.isascii() and part.isdecimal() and len(part) < 10):
            message = marked("“{text}” is not the number of a row")
            raise Unreadable(words(message, text=part))
    return tuple(int(part) for part in texts if part)
