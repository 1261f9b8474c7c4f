"""Records of separated text: a stray quote costs its own row, never those after it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from model.imports.cells import Broken, Record

LONGEST_CELL = 131_072
_LINES = 200  # lines that a cell in quotes may go over


class _Lines:
    """Lines that can be taken back: those of a record are kept until it is known to be one."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._coming = iter(lines)
        self._again: deque[str] = deque()
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= _LINES:
            raise StopIteration  # a quote that opens here does not close
        line = self._again.popleft() if self._again else next(self._coming)
        self.record.append(line)
        return line

    def take_back(self) -> None:
        """Give all lines of the record but its first once more."""
        self._again.extendleft(reversed(self.record[1:]))
        self.record.clear()


def records_of(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Yield the records of a text. A line whose quotes do not match is `Broken`, and the next is read anew.

    So is one whose quotes swallow whole rows: whether each inner line has all separators tells it.
    """
    csv.field_size_limit(LONGEST_CELL)
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if not source.record:
                return
            record = None
        if record is None or (len(source.record) > 2 and _swallows(record, source.record, delimiter)):
            yield Broken([source.record[0].rstrip("\r\n")])
            source.take_back()
            reader = csv.reader(source, delimiter=delimiter, strict=True)
        else:
            source.record.clear()
            yield record


def _swallows(record: Record, lines: list[str], delimiter: str) -> bool:
    """Whether the lines within the quotes of a record look like rows of their own."""
    return len(record) > 1 and all(line.count(delimiter) >= len(record) - 1 for line in lines[1:-1])
