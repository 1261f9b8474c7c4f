"""The quick way through a long text file: separators found by NumPy, only the cells that are wanted decoded.

It knows regular files alone: no quotes, every row as wide as the table, letters of ASCII where it filters.
Anything else is left to `model.imports.table.select`, which gives the same answer (a property test says so)
and takes three to four times as long over a million rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.imports.cells import Cell
from model.imports.choices import Watch
from model.imports.text_file import TextFile

SHORTEST = 20_000  # bytes below which the plain way is as quick
LONGEST = 100_000  # bytes of a line
BLOCK = 4 << 20  # bytes taken at a time: their positions then stay in some tens of megabytes
_ASCII_BELOW = (
    "utf-8",
    "utf-8-sig",
    "ascii",
    "cp1252",
    "cp1251",
    "iso8859-1",
    "iso8859-15",
    "koi8-r",
    "koi8-u",
)
_NEWLINE, _RETURN = 10, 13
_FOLDED = np.array([sign + 32 if 65 <= sign < 91 else sign for sign in range(256)], dtype=np.uint8)
_Positions = NDArray[np.int64]


class _Irregular(Exception):
    """The file is not regular; the plain way reads it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Lines of data with something in them: the bytes, where each begins and ends, and its separators.

    `numbers` are those of the lines in the file, `empty` those of lines with nothing in them.
    """

    data: bytes
    signs: NDArray[np.uint8]
    starts: _Positions
    ends: _Positions
    separators: _Positions  # (lines, width - 1)
    numbers: _Positions
    empty: _Positions

    def field(self, column: int) -> tuple[_Positions, _Positions]:
        """Return where the cells of a column begin and end."""
        starts = self.starts if column == 0 else self.separators[:, column - 1] + 1
        return starts, self.ends if column == self.separators.shape[1] else self.separators[:, column]


def quick_select(
    file: TextFile,
    shape: tuple[int, int],
    columns: Sequence[int],
    tests: Mapping[int, set[str]],
    watch: Watch | None = None,
) -> tuple[list[int], list[list[Cell]], _Positions, _Positions] | None:
    """Return the rows let through, their cells by column, the empty rows and those filtered out.

    `shape` is the row of the header and the number of columns. None where the file is not regular.
    """
    header, width = shape
    data = file.data
    if header < 1 or len(data) < SHORTEST or file.encoding not in _ASCII_BELOW or width < 2:
        return None
    if b'"' in data or b"\0" in data or data.count(b"\r") != data.count(b"\r\n"):
        return None
    rows: list[int] = []
    cells: list[list[Cell]] = [[] for _ in columns]
    empty: list[_Positions] = []
    filtered: list[_Positions] = []
    try:
        for block in _blocks(data, header, width, ord(file.delimiter)):
            if watch is not None and len(block.numbers):
                watch(int(block.numbers[-1]))
            passed = np.ones(len(block.numbers), dtype=bool)
            for column, allowed in tests.items():
                passed &= _let_through(block, column, allowed)
            chosen = np.flatnonzero(passed)
            rows += block.numbers[chosen].tolist()
            empty.append(block.empty)
            filtered.append(block.numbers[~passed])
            for column, target in zip(columns, cells, strict=True):
                target.extend(_cells(block, column, chosen, file.encoding.removesuffix("-sig")))
    except _Irregular:
        return None
    none = np.zeros(0, dtype=np.int64)
    return rows, cells, np.concatenate([none, *empty]), np.concatenate([none, *filtered])


def _blocks(data: bytes, header: int, width: int, delimiter: int) -> Iterator[_Block]:
    """Yield the lines of data, some megabytes at a time: what has to be kept of each is small."""
    start, number = 0, 1
    for _ in range(header):
        start = data.find(b"\n", start) + 1
        if not start:
            raise _Irregular
        number += 1
    while start < len(data):
        end = len(data) if start + BLOCK >= len(data) else data.rfind(b"\n", start, start + BLOCK) + 1
        if end <= start:
            raise _Irregular  # a line longer than a block
        block, lines = _block(data[start:end], number, width, delimiter)
        yield block
        start, number = end, number + lines


def _block(data: bytes, first: int, width: int, delimiter: int) -> tuple[_Block, int]:
    """Return a block of whole lines, and how many there are with the empty ones."""
    signs = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(signs == _NEWLINE)
    if not len(ends) or ends[-1] != len(data) - 1:
        ends = np.append(ends, len(data))
    starts = np.concatenate(([0], ends[:-1] + 1))
    ends = ends - ((ends > starts) & (signs[np.maximum(ends - 1, 0)] == _RETURN))
    separators = np.flatnonzero(signs == delimiter)
    counts = np.searchsorted(separators, ends) - np.searchsorted(separators, starts)
    blank = ends == starts
    if (ends - starts).max() > LONGEST or (counts[~blank] != width - 1).any():
        raise _Irregular
    said = np.concatenate(([0], np.cumsum((signs > 32) & (signs != delimiter), dtype=np.int64)))
    filled = said[ends] > said[starts]
    numbers = np.arange(first, first + len(starts))
    separators = separators.reshape(-1, width - 1)[filled[~blank]]
    block = _Block(data, signs, starts[filled], ends[filled], separators, numbers[filled], numbers[~filled])
    return block, len(starts)


def _let_through(block: _Block, column: int, allowed: set[str]) -> NDArray[np.bool_]:
    """Return which lines have one of the values in a column, case aside."""
    starts, ends = block.field(column)
    lengths = ends - starts
    filled = lengths > 0
    if (block.signs[starts[filled]] <= 32).any() or (block.signs[ends[filled] - 1] <= 32).any():
        raise _Irregular  # space around a value does not count
    passed: NDArray[np.bool_] = (lengths == 0) & ("" in allowed)
    for length in np.unique(lengths[filled]).tolist():
        rows = np.flatnonzero(lengths == length)
        cells = block.signs[starts[rows][:, None] + np.arange(length)]
        if (cells > 127).any():
            raise _Irregular
        folded = _FOLDED[cells]
        for value in allowed:
            if value.isascii() and len(value) == length:
                passed[rows] |= (folded == np.frombuffer(value.encode(), dtype=np.uint8)).all(axis=1)
    return passed


def _cells(block: _Block, column: int, rows: NDArray[np.intp], encoding: str) -> Iterator[Cell]:
    """Yield the cells of a column in some lines."""
    starts, ends = block.field(column)
    data = block.data
    for start, end in zip(starts[rows].tolist(), ends[rows].tolist(), strict=True):
        yield data[start:end].decode(encoding)
