"""Wide tables: days as heads of columns (months, years, quarters) turned, so that each row has its days.

A column of measures (`Losses`, `Gains km²`) becomes columns; any other column beside the days stays one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from model.imports.cells import Broken, Cell, Record, is_empty, text_of
from model.imports.column_names import speaks_of
from model.imports.table import TOTAL_WORDS, is_total
from model.text.day_rules import TwoWays
from model.text.errors import Unreadable
from model.text.month_names import month_of
from model.text.read_days import days_named
from model.text.records import replace

PERIOD, YEAR, MONTH, VALUE = "period", "year", "month", "value"
_FEWEST = 2  # heads of days that make a table a wide one
_MEASURES = 30  # rows that may be measures
_PROBED = 50
_YEARS = range(1800, 2101)  # of heads: other numbers of four digits are amounts


class Turned(Struct, frozen=True):
    """A table turned: its names, its records, the heads that were columns of days, the `totals` left out.

    Each row of the file becomes as many records as there are `heads`, also where its cells are empty; with
    `across` the heads become records instead. `columns` are the first and the last of each, from 0.
    """

    names: tuple[str, ...]
    records: Callable[[], Iterator[Record]]
    heads: tuple[str, ...]
    columns: tuple[tuple[int, int], ...]
    across: bool = False
    totals: tuple[str, ...] = ()


class _WideHead(Struct, frozen=True):
    """A column of days: where it stands, its days as written, and the measure that is named beside them."""

    column: int
    days: str
    measure: str


def names_days(text: str) -> bool:
    """Whether the head of a column names days, and nothing else."""
    if text.isdecimal() and (len(text) != 4 or int(text) not in _YEARS):
        return False
    try:
        days_named(text)
    except TwoWays:
        return True
    except Unreadable:
        return False
    return True


def is_wide_header(row: Record, below: Sequence[Record]) -> bool:
    """Whether a row is the head of a wide table: days, or names of months, after at most three words."""
    heads = [index for index, cell in enumerate(row) if not is_empty(cell) and _is_head(text_of(cell))]
    named = [index for index, cell in enumerate(row) if not (is_empty(cell) or _is_total(text_of(cell)))]
    others = [index for index in named if index not in heads]
    if len(heads) < max(_FEWEST, len(others)) or (others and max(others) > min(heads)) or len(others) > 3:
        return False
    if not others and len(heads) < 3 and not _are_named(below, min(heads)):
        return False
    if len({text_of(row[index]).casefold() for index in heads}) < len(heads):
        return False
    under = [text_of(below[0][index]) for index in heads if index < len(below[0])] if below else []
    if 2 * sum(map(_is_head, under)) > len(under):
        return False  # another row of heads stands below
    cells = [text_of(line[index]) for line in below for index in heads if index < len(line)]
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(not _is_head(cell) for cell in filled) * 2 > len(filled)


def _are_named(below: Sequence[Record], first: int) -> bool:
    """Whether the rows below the heads begin with words, before the first column of days."""
    rows = [row for row in below if any(not is_empty(cell) for cell in row)]
    return first > 0 and bool(rows) and all(re.match(r"[^\W\d_]", text_of(row[0])) for row in rows)


def _is_head(text: str) -> bool:
    if not re.search("[0-9]{2}", text):
        return bool(month_of(text))
    return names_days(text) or _measured(text) is not None


def _measured(text: str) -> tuple[str, str] | None:
    """Return the days and the measure of a head such as `Sep 2024 losses`."""
    words = text.split()
    for at in range(len(words) - 1, 0, -1):
        for days, measure in ((words[:at], words[at:]), (words[at:], words[:at])):
            if names_days(" ".join(days)) and not re.search("[0-9]{3}", " ".join(measure)):
                return " ".join(days), " ".join(measure)
    return None


def turned(names: Sequence[str], records: Callable[[], Iterator[Record]]) -> Turned | None:
    """Return a wide table turned, None where the heads are no days; `records` are those of the data."""
    heads = _heads(names)
    totals = [index for index, name in enumerate(names) if _is_total(name)]
    taken = {head.column for head in heads} | set(totals)
    rest = [index for index in range(len(names)) if index not in taken]
    if len(heads) < _FEWEST or len(heads) < len(rest):
        return None
    probe = [row for row in islice(records(), _PROBED) if not isinstance(row, Broken)]
    turn = _turned(names, records, heads, rest, probe)
    return None if turn is None else replace(turn, totals=tuple(names[index] for index in totals))


def _turned(
    names: Sequence[str],
    records: Callable[[], Iterator[Record]],
    heads: Sequence[_WideHead],
    rest: Sequence[int],
    probe: Sequence[Record],
) -> Turned | None:
    of_months = not names_days(heads[0].days)
    word_columns = [index for index in rest if _is_text(probe, index)]
    if len(word_columns) == 1 and len(probe) <= _MEASURES and not (of_months or heads[0].measure):
        rows = [row for row in probe if any(not is_empty(cell) for cell in row)]
        said = [text_of(row[word_columns[0]]) if word_columns[0] < len(row) else "" for row in rows]
        if len(set(said)) == len(said) and any(map(speaks_of, said)) and len(rest) == 1:
            return _of_measures(rows, said, heads)
    return _by_days(names, records, heads, rest, MONTH if of_months else _period_name(names, heads))


def _heads(names: Sequence[str]) -> list[_WideHead]:
    plain = [_WideHead(index, name, "") for index, name in enumerate(names) if names_days(name)]
    if len(plain) >= _FEWEST:
        return plain
    months = [_WideHead(index, name, "") for index, name in enumerate(names) if month_of(name)]
    if len(months) >= 3 and len({month_of(head.days) for head in months}) == len(months):
        return months
    found = ((index, _measured(name)) for index, name in enumerate(names))
    return [_WideHead(index, *said) for index, said in found if said is not None]


def _period_name(names: Sequence[str], heads: Sequence[_WideHead]) -> str:
    """Return `year` where the heads are years and a column beside them has the months."""
    years = all(re.fullmatch("[12][0-9]{3}", head.days) for head in heads)
    beside = {name.casefold() for name in names}
    return YEAR if years and not beside & {YEAR} else PERIOD


def _is_text(rows: Sequence[Record], index: int) -> bool:
    cells = [row[index] for row in rows if index < len(row) and not is_empty(row[index])]
    return bool(cells) and all(isinstance(cell, str) and not cell.strip()[:1].isdigit() for cell in cells)


def _free(name: str, names: Sequence[str]) -> str:
    return name if name not in names else f"{name} of the head"


def _is_total(name: str) -> bool:
    return name.strip().rstrip(":").casefold() in TOTAL_WORDS


def _cell(row: Record, index: int) -> Cell:
    return row[index] if index < len(row) else ""


def _left(row: Record, kept: Sequence[Cell]) -> Record | None:
    """Return what stands in place of each record of a row that makes none: it is broken, or a total."""
    if isinstance(row, Broken):
        return row
    return Broken([_cell(row, 0)], "total") if is_total(kept) else None


def _of_measures(rows: Sequence[Record], said: Sequence[str], heads: Sequence[_WideHead]) -> Turned:
    def turned_rows() -> Iterator[Record]:
        for head in heads:
            yield [head.days, *(_cell(row, head.column) for row in rows)]

    days, columns = [head.days for head in heads], [(head.column, head.column) for head in heads]
    return Turned((_period_name(said, heads), *said), turned_rows, tuple(days), tuple(columns), across=True)


def _by_days(
    all_names: Sequence[str],
    records: Callable[[], Iterator[Record]],
    heads: Sequence[_WideHead],
    rest: Sequence[int],
    named: str,
) -> Turned | None:
    """Return a record for each day of each row, with the measures that the heads name or with one value."""
    measures = list(dict.fromkeys(head.measure for head in heads))
    days = list(dict.fromkeys(head.days for head in heads))
    at = {(head.days, head.measure): head.column for head in heads}
    if len(days) < _FEWEST or len(at) < len(heads):
        return None
    beside = [all_names[index] for index in rest]

    def rows() -> Iterator[Record]:
        for row in records():
            kept = [_cell(row, index) for index in rest]
            for day in days:
                columns = [at.get((day, measure)) for measure in measures]
                cells = ["" if index is None else _cell(row, index) for index in columns]
                yield _left(row, kept) or ([] if all(map(is_empty, cells)) else [*kept, day, *cells])

    columns = [[head.column for head in heads if head.days == day] for day in days]
    names = (*beside, _free(named, beside), *(measure or _free(VALUE, beside) for measure in measures))
    return Turned(names, rows, tuple(days), tuple((min(under), max(under)) for under in columns))
