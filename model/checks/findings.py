"""What the program noticed: findings, the rows they concern, and how they are put in order (domain.md §7).

What is looked for stands in `model.checks.of_periods` and `model.checks.of_tables`; `model.checks` brings it
all together.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, overload

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import RowNumbers
from model.text.days import span_words
from model.text.formats import counted
from model.text.words import Words, words

INCONSISTENCIES = frozenset({"claim_inconsistent", "total_inconsistent"})
"""The codes of findings that say that a published figure is not what the tables make."""

NOT_REFUTED = frozenset({"claim_not_refuted", "total_not_refuted"})
"""The codes of findings that say that a published figure does not follow, though nothing refutes it."""

ON_VERDICTS = INCONSISTENCIES | NOT_REFUTED | {"claim_unverifiable", "total_unverifiable"}
"""The codes of findings that say what a verdict says, so that nothing is told or counted twice."""

NAMED = 3  # rows that a sentence names before it says how many more there are


class Level(StrEnum):
    """How much a finding weighs: an error makes numbers missing, a warning may make them mislead."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class RowRef(Struct, frozen=True, order=True):
    """A row of a table of the project, written `periods[0]` as in the project file."""

    table: str
    index: int

    def __str__(self) -> str:
        return f"{self.table}[{self.index}]"


class Concerned(Sequence[RowRef]):
    """The rows of a finding, table by table and ascending; 100,000 of them cost one array."""

    __slots__ = ("_tables",)

    def __init__(self, tables: Mapping[str, Iterable[int] | RowNumbers]) -> None:
        self._tables: dict[str, RowNumbers] = {}
        for table, rows in tables.items():
            numbers = np.asarray(rows if isinstance(rows, np.ndarray) else list(rows), dtype=np.intp)
            if (numbers[1:] <= numbers[:-1]).any():
                numbers = np.unique(numbers)
            if len(numbers):
                self._tables[table] = numbers

    def __len__(self) -> int:
        return sum(len(rows) for rows in self._tables.values())

    @overload
    def __getitem__(self, place: int) -> RowRef: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[RowRef, ...]: ...
    def __getitem__(self, place: int | slice) -> RowRef | tuple[RowRef, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        left = place if place >= 0 else place + len(self)
        for table, rows in self._tables.items():
            if 0 <= left < len(rows):
                return RowRef(table, int(rows[left]))
            left -= len(rows)
        raise IndexError(place)

    def __iter__(self) -> Iterator[RowRef]:
        for table, rows in self._tables.items():
            for row in rows.tolist():
                yield RowRef(table, row)

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, RowRef) and self.holds(ref.table, ref.index)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Concerned) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Rows({', '.join(map(str, self))})"

    @property
    def tables(self) -> Mapping[str, RowNumbers]:
        """The row numbers by table."""
        return self._tables

    def holds(self, table: str, index: int) -> bool:
        """Whether the row is among these; a search by halves, not through all of them."""
        rows = self._tables.get(table)
        if rows is None:
            return False
        place = int(np.searchsorted(rows, index))
        return place < len(rows) and int(rows[place]) == index


class Finding(Struct, frozen=True):
    """One thing noticed. `code` is stable: scripts and translations may rely on it.

    `about` is the measure, where rows may have several findings of one code. `acknowledged` is the reason for
    which a person keeps it as it is (it may be empty), None where nobody has said so.
    """

    level: Level
    code: str
    rows: Concerned
    words: Words
    about: str = ""
    acknowledged: str | None = None

    @property
    def key(self) -> str:
        """What a finding is known by, together with its rows: `gap`, `total_inconsistent/losses`."""
        return f"{self.code}/{self.about}" if self.about else self.code


def listed(names: Sequence[Words | str], count: int | None = None) -> Words:
    """Return names as a list in a sentence; `count` is how many there are, `names` the first of them."""
    more = (len(names) if count is None else count) - min(len(names), NAMED)
    match names[:NAMED]:
        case [a]:
            if more:
                return words("{a} and {count} more", a=a, count=counted(more))
            return a if isinstance(a, Words) else words("{a}", a=a)
        case [a, b]:
            if more:
                return words("{a}, {b} and {count} more", a=a, b=b, count=counted(more))
            return words("{a} and {b}", a=a, b=b)
        case [a, b, c]:
            if more:
                return words("{a}, {b}, {c} and {count} more", a=a, b=b, c=c, count=counted(more))
            return words("{a}, {b} and {c}", a=a, b=b, c=c)
    raise ValueError("nothing to list")


def row_name(row: Any) -> Words | str:
    """Return what a row is called in a sentence: its label, its name, the words of a claim, else its days."""
    for attribute in ("label", "name", "quote", "id"):
        name = getattr(row, attribute, "")
        if name:
            return str(name)
    days = (row.start, row.end) if hasattr(row, "start") else (row.date, row.date)
    return str(days[0]) if days[0] == days[1] else span_words(*days)


def named(items: Sequence[Any], rows: RowNumbers, starts: NDArray[np.int64] | None = None) -> Words:
    """Name the earliest of some rows of `items` and say how many more there are, whatever their order.

    `starts`, the first days of all items as ordinals, spares going through 100,000 of them one by one.
    """
    chosen = rows
    if starts is not None and len(rows) > NAMED:
        latest = np.partition(starts[rows], NAMED - 1)[NAMED - 1]
        chosen = rows[starts[rows] <= latest]
    first = heapq.nsmallest(NAMED, (items[row] for row in chosen.tolist()), key=date_key)
    return listed([row_name(item) for item in first], len(rows))


def date_key(row: Any) -> tuple[date, date, str]:
    """Return the key that puts rows in order of their days, whatever their order in the file."""
    start = getattr(row, "start", None) or getattr(row, "date", None) or date.min
    return start, getattr(row, "end", start), str(getattr(row, "label", "") or getattr(row, "quote", ""))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by weight, then code, then sentence: the same whatever the order of the rows."""
    weight = {level: place for place, level in enumerate(Level)}
    return tuple(
        sorted(findings, key=lambda finding: (weight[finding.level], finding.code, str(finding.words)))
    )
