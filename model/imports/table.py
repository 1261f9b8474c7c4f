"""A table of a file: its columns by name, and the cells of some columns of the rows that are wanted."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from model.imports.cells import (
    NO_ROWS,
    Broken,
    Cell,
    Noticed,
    Question,
    Record,
    RowNumbers,
    UnusableRow,
    is_empty,
    text_of,
)
from model.imports.choices import FileReading, Watch
from model.imports.column_names import is_unit
from model.imports.places import Groups, Places
from model.text.errors import Unreadable
from model.text.records import replace
from model.text.words import marked, quoted, words

if TYPE_CHECKING:
    from model.columns.heads import OwnTable
    from model.imports.maps.map_look import Maps

Where = Sequence[tuple[str, str]]
_Test = tuple[int, dict[Cell, bool], set[str]]  # a column, what was seen in it, what is let through

UNDIVIDED = ("long", "quotes", "json")
"""Codes of rows whose cells cannot be told apart."""

_LEFT = ("quotes", "json", "total", "empty", "long", "skipped", "filtered", "tags", "hidden")
WATCHED = 1 << 14  # rows from one look of the watcher to the next
TOTAL_WORDS = frozenset(
    (
        "total",
        "totals",
        "grand total",
        "sum",
        "gesamt",
        "summe",
        "somme",
        "suma",
        "всего",
        "итого",
        "усього",
        "разом",
        "всього",
    )  # fmt: skip - one word each reads worse
)


TOTAL = words("a total of other rows")
"""Why a row is left out that sums up others."""


class ReadTable(Struct, frozen=True):
    """A table: `names` of its columns, the row of the names (0: none), the rows that are no data.

    `records` yields every record of the file from row 1 on; those up to the header are passed over.
    `titles` and `tags` (HXL) are rows about the table; `groups` is the row above the names that they are
    joined with, `hidden` are rows to be left out. `scaled` are columns with numbers shown in thousands, and
    whether all of theirs are. `places`: where the records of a turned table stand. `many`: each record
    stands for rows that a database counted.
    """

    names: tuple[str, ...]
    header: int
    records: Callable[[], Iterator[Record]]
    titles: RowNumbers = NO_ROWS
    tags: RowNumbers = NO_ROWS
    groups: RowNumbers = NO_ROWS
    hidden: RowNumbers = NO_ROWS
    scaled: Mapping[int, bool] = field(default_factory=dict)
    places: Places | None = None
    many: Groups | None = None

    def numbers(self, ordinals: Sequence[int]) -> NDArray[np.int64]:
        """Return the numbers by which records are named, by their place among all records, from 1."""
        counted = np.array(ordinals, dtype=np.int64)
        if self.many is not None:
            return self.many.numbers(counted - 1)
        return counted if self.places is None else self.places.numbers(counted)

    def rows(self, records: int) -> int:
        """Return how many rows a number of records are, from the first one on."""
        return records if self.many is None else int(self.many.rows[:records].sum())

    def numbered(self) -> Iterator[tuple[int, Record]]:
        """Yield every record with the number by which it is named."""
        for ordinal, record in enumerate(self.records(), 1):
            yield ordinal if self.places is None else int(self.numbers([ordinal])[0]), record

    def ordinals(self, row: int) -> Sequence[int]:
        """Return which records a row of the file became."""
        return [row] if self.places is None else self.places.ordinals(row)

    def column(self, name: str) -> int:
        """Return the index of a column by its name; case and space around it do not matter.

        Raises Unreadable, naming the columns there are.
        """
        if name in self.names:
            return self.names.index(name)
        wanted = folded(name)
        found = [index for index, known in enumerate(self.names) if folded(known) == wanted]
        if not found:  # under a row of groups: `total` of `Personnel losses total`
            found = [index for index, known in enumerate(self.names) if folded(known).endswith(f" {wanted}")]
        if not found:  # over a row of units: `losses` of `losses thousands`
            longer = {
                index: folded(known).removeprefix(f"{wanted} ") for index, known in enumerate(self.names)
            }
            found = [
                n
                for n, rest in longer.items()
                if rest != folded(self.names[n]) and is_unit(rest.strip("()[]"))
            ]
        if len(found) == 1:
            return found[0]
        raise Unreadable(
            words(
                "there is no column “{name}”; there are {columns}",
                name=name,
                columns=quoted(self.names, 40),
            )
        )


class OpenedFile(Struct, frozen=True):
    """What a reader makes of a file: its format, its table, what it found of how that is written.

    `sheets` are those there are, or what stands for them in other files. `questions` are open, and were
    answered in some way. `maps`: what the rows are features of. `own`: the table is one that we exported.
    """

    format: str
    table: ReadTable
    reading: FileReading
    sheets: tuple[str, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    questions: tuple[Question, ...] = ()
    maps: Maps | None = None
    own: OwnTable | None = None


class Selected(Struct):
    """Cells of the wanted columns, column by column, of the rows in `rows`; and the rows left out.

    `undivided` has by number the records whose cells cannot be told apart.
    """

    rows: NDArray[np.int64]
    cells: Sequence[Sequence[Cell]]
    read: int
    refused: list[UnusableRow]
    undivided: dict[int, Record] = field(default_factory=dict)


def select(
    table: ReadTable,
    columns: Sequence[int],
    where: Where = (),
    skip: Sequence[int] = (),
    watch: Watch | None = None,
) -> Selected:
    """Read the table once and return the cells of `columns` for the rows that `where` lets through.

    Every row after the header is either in `rows` or in `refused`.
    """
    tests: list[_Test] = [(n, {}, values) for n, values in _allowed(table, where).items()]
    passed = {ordinal: "skipped" for row in skip for ordinal in table.ordinals(row)}
    passed |= dict.fromkeys(table.hidden, "hidden")
    passed |= dict.fromkeys(table.tags, "tags")
    rows: list[int] = []
    cells: list[list[Cell]] = [[] for _ in columns]
    left: dict[str, list[int]] = {code: [] for code in _LEFT}
    undivided: dict[int, Record] = {}
    targets = list(zip(cells, columns, strict=True))
    number, width = 0, len(table.names)
    for number, record in enumerate(table.records(), 1):
        if not number % WATCHED and watch is not None:
            watch(number)
        if number <= table.header:
            continue
        row = record if len(record) == width else _fitted(record, width)
        code = _left_out(record, row, number, passed, tests)
        if code or row is None:
            left[code].append(number)
            if code in UNDIVIDED:
                undivided[int(table.numbers([number])[0])] = record
            continue
        rows.append(number)
        for column, index in targets:
            column.append(row[index])
    read = table.rows(max(0, number - table.header))
    refused = _refused(table, where, {code: table.numbers(found) for code, found in left.items()})
    return Selected(table.numbers(rows), cells, read, refused, undivided)


def _left_out(
    record: Record, row: Record | None, number: int, passed: Mapping[int, str], tests: Sequence[_Test]
) -> str:
    """Return the code of why a record is left out, or ""; `row` is as wide as the table, or None."""
    if isinstance(record, Broken):
        return record.code
    if row is None:
        return "long"
    if not any(row) and all(is_empty(cell) for cell in row):
        return "empty"
    if number in passed:
        return passed[number]
    return "filtered" if tests and not _passes(row, tests) else ""


def parts_of(table: ReadTable, selected: Selected, values: Sequence[int], count: int) -> Iterator[ReadTable]:
    """Yield for each value of a column, of rows that a database counted, its records and those left out.

    `values` are the numbers of those of the selected rows, below `count`.
    """
    if table.many is not None:
        told = np.full(len(table.many.rows), count)
        told[table.many.indexes(selected.rows)] = values
        for value in range(count):
            kept = (told == value) | (told == count)
            records = list(compress(table.records(), kept.tolist()))
            yield replace(table, records=partial(iter, records), many=table.many.part(kept))


def folded(text: str) -> str:
    """Return a text as it is compared: whatever its case, spaces and Unicode form."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _fitted(record: Record, width: int) -> Record | None:
    """Return a record as wide as the table; None where there is more in it than the table has columns."""
    if any(not is_empty(cell) for cell in record[width:]):
        return None
    return [*record[:width], *[""] * (width - len(record))]


def _passes(row: Record, tests: Sequence[_Test]) -> bool:
    for index, known, allowed in tests:
        cell = row[index]
        passes = known.get(cell)
        if passes is None:
            passes = known[cell] = folded(text_of(cell)) in allowed
        if not passes:
            return False
    return True


def _allowed(table: ReadTable, where: Where) -> dict[int, set[str]]:
    """Return the values that each filtered column may have: one of those given for it."""
    by_column: dict[int, set[str]] = {}
    for name, value in where:
        by_column.setdefault(table.column(name), set()).add(folded(value))
    return by_column


def _refused(table: ReadTable, where: Where, left: Mapping[str, NDArray[np.int64]]) -> list[UnusableRow]:
    """Return the groups of rows that were left out, each with its reason."""
    filters = ", ".join(f"{name}={value}" for name, value in where)
    long = marked("more cells than the table has columns ({count})")
    reasons = {
        "tags": words("tags (HXL), no data"),
        "quotes": words("the quotes in the line do not match, so that its cells cannot be told apart"),
        "json": words("no object of JSON"),
        "total": TOTAL,
        "empty": words("nothing in the row"),
        "hidden": words("hidden in the workbook, and left out as asked"),
        "long": words(long, count=len(table.names)),
        "skipped": words("left out as asked, by the number of the row"),
        "filtered": words("left out by the filter {filter}", filter=filters),
    }
    return [
        UnusableRow(code, reasons[code], RowNumbers.of(numbers))
        for code, numbers in left.items()
        if len(numbers)
    ]


def sample(table: ReadTable, count: int) -> tuple[list[tuple[int, Record]], bool]:
    """Return the first `count` rows of data with their numbers, and whether these are all."""
    rows: list[tuple[int, Record]] = []
    for number, row in table.numbered():
        if number > table.header and number not in table.tags and not isinstance(row, Broken):
            if len(rows) == count:
                return rows, False
            rows.append((number, row))
    return rows, True


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a cell of the row says that the row is a total."""
    return any(isinstance(cell, str) and cell.strip().rstrip(":").casefold() in TOTAL_WORDS for cell in cells)
