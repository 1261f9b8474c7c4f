"""Which days a cell of a table is of: its row's, its column's, or those of the rows that a total is of."""

from __future__ import annotations

import re
from itertools import pairwise

from model.reading.days_found import DaysFound
from model.reading.layout import Placed, TableCell
from model.reading.patterns import bounded
from model.reading.vocabulary import Vocabulary
from model.text.records import replace


class DaysOfTables:
    """The days of the cells of a text's tables."""

    def __init__(self, text: str, words: Vocabulary, days: Placed[DaysFound]) -> None:
        self._text, self._words, self._days = text, words, days

    def of(self, cell: TableCell) -> DaysFound | None:
        """Return the days that the row of a cell begins with, that head its column, or of the rows above.

        Days without an end where these do not follow one another, or the row is no total of them.
        """
        named, rows = self._named_in(cell.label) or self._named_in(cell.head), self._rows(cell)
        if named is not None or not rows:
            return named
        total = bounded(self._words.total).search(self._text, *cell.label) is not None
        if total and all(_follows(early, late) for early, late in pairwise(rows)):
            return replace(rows[0], last=rows[-1].last, joined=True)
        return replace(rows[0], first=None, last=None, role="open")

    def _named_in(self, place: tuple[int, int]) -> DaysFound | None:
        return next((d for d in self._days.between(*place) if d.last), None)

    def _rows(self, cell: TableCell) -> list[DaysFound]:
        """Return the days with which the rows between a cell and the head of its column begin."""
        lines = re.compile(r"\n\W*").finditer(self._text, cell.head[1], cell.label[0])
        named = [self._named_in((line.end(), line.end() + 1)) for line in lines]
        return [days for days in named if days is not None]


def _follows(early: DaysFound, late: DaysFound) -> bool:
    """Whether days begin on the day after others end."""
    return early.last is not None and late.first is not None and (late.first - early.last).days == 1
