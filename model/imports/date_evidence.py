"""How the days of a column are written, by all its cells: what can be read in two ways is asked once."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from msgspec import Struct, field

from model.imports.cells import Cell, Question, text_of
from model.imports.choices import FileReading
from model.imports.dates import SERIAL, UNIX, DateFormat, date_format
from model.text.day_rules import ORDERS, DayRules, TwoWays
from model.text.errors import Unreadable
from model.text.notation import clipped
from model.text.read_days import days_named, orders_of, pairs_are_months
from model.text.records import replace
from model.text.words import Words, marked, words

_YEARS_OF_TWO_DIGITS = 50  # farther apart their century is doubtful
_EITHER_CENTURY = range(2030, 2069)  # as two digits are read, which as well are those a hundred years before
_LIKELY = {SERIAL: range(14_000, 60_000), UNIX: range(500_000_000, 4_200_000_000)}  # numbers that may be days


class OrderEvidence(Struct):
    """What the cells of a column prove: the order of day and month, and what else has to be said of them."""

    common: set[str] = field(default_factory=lambda: set(ORDERS))
    excluded: dict[str, str] = field(default_factory=dict)  # an order, and a date that it cannot have
    open: str = ""

    def add(self, cells: Iterable[Cell]) -> None:
        """Take the dates among some cells into account."""
        for cell in cells:
            if not isinstance(cell, str) or not (found := list(orders_of(cell[:100]))):
                continue
            for orders in found:
                for order in set(ORDERS) - orders:
                    self.excluded.setdefault(order, cell.strip())
                self.common &= orders
            if not self.open and _is_open(cell):
                self.open = cell.strip()

    @property
    def proved(self) -> bool:
        """Whether the order is settled, one way or by a contradiction."""
        return len(self.common) < 2

    @property
    def order(self) -> str:
        """`dmy`, `mdy`, `ymd`, or "" where nothing is proved or nothing needs to be."""
        return next(iter(self.common)) if len(self.common) == 1 else ""

    @property
    def question(self) -> Words | None:
        """What has to be settled, or None."""
        if not self.common:
            one, other = (self.excluded.get(order, "") for order in ("mdy", "dmy"))
            return words("day and month change places: there are {one} and {other}", one=one, other=other)
        if self.open and len(self.common) > 1:
            message = marked("it is not said whether the day or the month comes first in {example}")
            return words(message, example=self.open)
        return None


def _is_open(cell: str) -> bool:
    """Whether it has to be said whether the day or the month comes first in a text."""
    try:
        days_named(cell)
    except TwoWays as error:
        return error.choice == "order"
    except Unreadable:
        return False
    return False


def format_of(
    cells: Sequence[Cell], reading: FileReading, beside: Iterable[Cell] = ()
) -> DateFormat | list[Question]:
    """Return how the days of a column are written, as said or as its cells prove it; else what to ask.

    `beside` are cells that are not read, and may prove the order.
    """
    said = DayRules(year_begins=reading.year_begins, year_named=reading.year_named)
    different = set(cells)
    if reading.date_format:
        form = date_format(reading.date_format, said)
        texts = [cell for cell in different if isinstance(cell, str)]
        plain = form.pattern is None and not form.counts
        return (
            plain and (_asked_of_years(texts, form.rules) or _asked_of_century(texts, form.rules))
        ) or form
    if counted := _counted(different):
        return [counted]
    evidence = OrderEvidence()
    evidence.add(different)
    if evidence.question is not None and not evidence.proved:
        evidence.add(set(beside))
    texts = [cell for cell in different if isinstance(cell, str)]
    rules = replace(said, order=evidence.order, pairs_are_months=pairs_are_months(texts))
    questions = [] if evidence.question is None else [Question("date_format", evidence.question)]
    questions += _asked_of_years(texts, rules)
    return questions or _asked_of_century(texts, rules) or DateFormat(rules)


def _counted(different: set[Cell]) -> Question | None:
    """Return the question whether the numbers of a column are days that are counted."""
    numbers = [text for cell in different if (text := text_of(cell))]
    for kind, likely in _LIKELY.items():
        if numbers and all(
            re.fullmatch(r"[0-9]{5,10}(?:\.[0-9]+)?", text) and int(float(text)) in likely for text in numbers
        ):
            if kind == SERIAL:
                message = marked("{example} is no date; it may be a day that a spreadsheet counts (serial)")
            else:
                message = marked("{example} is no date; it may be seconds since 1970, in UTC (unix)")
            return Question("date_format", words(message, example=min(numbers)))
    return None


_YEARS_ASKED: Mapping[str, tuple[str, DayRules]] = MappingProxyType(
    {
        "year_begins": ("year_begins", DayRules(year_begins=7)),
        "year_named": ("year_named", DayRules(year_named="end")),
        "short_years": ("date_format", DayRules(short_years=True)),
    }
)
"""What may have to be said of years: the choice that settles it, some answer, to find the next question."""


def _asked_of_years(texts: Sequence[str], rules: DayRules) -> list[Question]:
    """Return what has to be said of the years of some texts, each with the first text that needs it."""
    questions = []
    for rule, (choice, answer) in _YEARS_ASKED.items():
        if not getattr(rules, rule):
            why = next(
                (why for text in sorted(texts) if (why := _two_ways(text, rules, rule)) is not None), None
            )
            questions += [] if why is None else [Question(choice, why)]
            rules = replace(rules, **{rule: getattr(answer, rule)})
    return questions


def _asked_of_century(texts: Sequence[str], rules: DayRules) -> list[Question]:
    """Ask of which century years of two digits are, where they would lie most of one apart, or ahead."""
    days: list[tuple[date, str]] = []
    for text in texts:
        if not re.search("[0-9]{4}", text):
            with contextlib.suppress(Unreadable):
                days.append((days_named(text, rules).start, text.strip()))
    if not days:
        return []
    (first, early), (last, late) = min(days), max(days)
    apart = last.year - first.year > _YEARS_OF_TWO_DIGITS
    if not apart and last.year not in _EITHER_CENTURY:
        return []
    message = marked(
        "“{late}” would be of {last}: two digits do not say the century; say it in the format (%d.%m.19%y),"
        " or write %y where that is right"
    )
    if apart:
        message = marked(
            "“{early}” would be of {first} and “{late}” of {last}: two digits do not say the century;"
            " say it in the format (%d.%m.19%y), or write %y where both are right"
        )
    said = words(message, early=clipped(early), first=first.year, late=clipped(late), last=last.year)
    return [Question("date_format", said)]


def _two_ways(text: str, rules: DayRules, rule: str) -> Words | None:
    """Return why a text can be read in two ways that a rule settles, None where it cannot."""
    try:
        days_named(text, rules)
    except TwoWays as error:
        return error.words if error.choice == rule else None
    except Unreadable:
        return None
    return None
