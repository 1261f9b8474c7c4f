"""What a cell of a file holds, which rows something concerns, and what is noticed about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from model.checks.findings import Level
from model.imports.places import counted_rows, is_counted, is_placed, place_name, rows_counted
from model.text.errors import SalientError
from model.text.formats import counted
from model.text.words import Words, marked, words

Cell = str | int | float | date | None
"""Text as it stands in the file, or what a workbook or JSON says is a number or a date; None is no cell."""

Record = Sequence[Cell]


class Broken(list[Cell]):
    """A record that is not divided into the cells of the table: `code` is why (`table.select` has the words).

    `quotes` of a line do not match, `json`: it is no JSON, `total`: it sums up others.
    """

    def __init__(self, cells: Iterable[Cell], code: str = "quotes") -> None:
        super().__init__(cells)
        self.code = code


NAMED = 5  # ranges of rows that a sentence names before it says how many rows more there are
_NO_VALUE = frozenset(
    ("", "-", "–", "—", "na", "n/a", "n.a.", "#n/a", "nan", "null", "none", "nil", "?", ".", "..", "…")
)


class RowNumbers(Struct, frozen=True, eq=False):
    """Numbers of rows of a file, ascending, as ranges; the first record of the file is row 1.

    Those of a turned table, or of rows that a database counted, are numbers of `model.imports.places`.

    `spans` has the first and the last row of each range: a hundred thousand of them cost one array.
    """

    spans: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int64))

    @classmethod
    def of(cls, numbers: Iterable[int] | NDArray[np.int64]) -> RowNumbers:
        """Return the rows of these numbers, in whatever order they come."""
        given = numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, dtype=np.int64)
        if not len(given):
            return cls()
        steps = given[1:] - given[:-1]
        if not (steps != 1).any():
            return cls(np.array([[given[0], given[-1]]], dtype=np.int64))
        unique = given if (steps > 0).all() else np.unique(given)
        breaks = np.flatnonzero(np.diff(unique) > 1)
        spans = np.stack([unique[np.r_[0, breaks + 1]], unique[np.r_[breaks, len(unique) - 1]]], axis=1)
        return cls(spans.astype(np.int64))

    @classmethod
    def counted(cls, count: int) -> RowNumbers:
        """Return as many rows that have no numbers."""
        return cls.of([counted_rows(count)])

    def __len__(self) -> int:
        if self._counted:
            return int(rows_counted(self.spans[:, 0]).sum())
        return int((self.spans[:, 1] - self.spans[:, 0] + 1).sum())

    @property
    def _counted(self) -> bool:
        return len(self.spans) > 0 and is_counted(int(self.spans[0, 0]))

    def __iter__(self) -> Iterator[int]:
        for first, last in self.spans.tolist():
            yield from range(first, last + 1)

    def __contains__(self, number: object) -> bool:
        at = int(np.searchsorted(self.spans[:, 0], number, side="right")) - 1  # type: ignore[call-overload] # a number
        return at >= 0 and bool(self.spans[at, 1] >= number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RowNumbers) and np.array_equal(self.spans, other.spans)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.spans.tobytes())

    @property
    def words(self) -> Words:
        """The rows as a sentence names them: `row 5`, `rows 3, 5–9 and 1204 more`."""
        if len(self.spans) and is_placed(int(self.spans[0, 0])):
            return self._places
        if self._counted:
            return words("{count} row|{count} rows", count=counted(len(self)))
        named = self.spans[:NAMED].tolist()
        count = sum(last - first + 1 for first, last in named)
        more = 0 if len(named) == len(self.spans) else len(self) - count
        text = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in named)
        if more:
            return words("rows {rows} and {more} more", rows=text, more=more)
        return words("row {rows}|rows {rows}", rows=text, count=count)

    @property
    def _places(self) -> Words:
        """The cells of a turned table as a sentence names them: `cells B5, C7:D7 and 12 more`, `column C`."""
        count = len(self)
        names = [place_name(number) for number in islice(self, NAMED)]
        text = ", ".join(names)
        if names[0].isalpha():
            return words("column {columns}|columns {columns}", columns=text, count=count)
        if count > NAMED:
            return words("cells {cells} and {more} more", cells=text, more=count - NAMED)
        return words("cell {cells}|cells {cells}", cells=text, count=count)


NO_ROWS = RowNumbers()


class Noticed(Struct, frozen=True):
    """Something found in a file: how much it weighs, a stable code, the rows, a sentence."""

    level: Level
    code: str
    words: Words
    rows: RowNumbers = NO_ROWS

    @property
    def sentence(self) -> Words:
        """The words with the rows they are about."""
        if not self.rows:
            return self.words
        return words("{found} ({rows})", found=self.words, rows=self.rows.words)


FILTERED = frozenset(("filtered", "skipped", "hidden", "not_chosen", "duplicate"))
HEADINGS = frozenset(("empty", "tags", "total", "remark", "header", "not_area"))


class UnusableRow(Struct, frozen=True):
    """Rows that were read and not used, and why: a stable code and a sentence.

    `filtered`: somebody asked for it, or another row says the same. `heading`: they are no data.
    """

    code: str
    words: Words
    rows: RowNumbers

    @property
    def filtered(self) -> bool:
        """Whether the rows were left out because it was asked for, or stand there again."""
        return self.code in FILTERED

    @property
    def heading(self) -> bool:
        """Whether the rows are no data: empty, tags, a total, a remark under the table."""
        return self.code in HEADINGS

    @property
    def sentence(self) -> Words:
        """How many they are, why, and which."""
        said = marked("refused: {count}: {reason} ({rows})")
        if self.filtered or self.heading:
            said = marked("left out: {count}: {reason} ({rows})")
        return words(said, count=counted(len(self.rows)), reason=self.words, rows=self.rows.words)


class Question(Struct, frozen=True):
    """What can be read in two ways: the choice that settles it, and a sentence with the ways.

    `ways` are the values of the choice, where the file itself has them: its sheets.
    """

    choice: str
    words: Words
    ways: tuple[str, ...] = ()


class Unsettled(SalientError):
    """A file that can be read in two ways: every question that has to be answered first."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = tuple(questions)
        super().__init__(
            self.questions[0].words
            if len(self.questions) == 1
            else words(
                "{first}; and {more} more to settle",
                first=self.questions[0].words,
                more=len(self.questions) - 1,
            )
        )


def text_of(cell: Cell) -> str:
    """Return a cell as text, without space around it; a number as Python writes it, a date as ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if (cell.hour or cell.minute or cell.second) else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return (
        str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**63 else repr(cell)
    )


def says_nothing(cell: Cell) -> bool:
    """Whether a cell says that there is no value: it is empty, or `NA`, `null`, a dash."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _NO_VALUE)


def is_empty(cell: Cell) -> bool:
    """Whether there is nothing in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
