"""The quick way through a long text file: separators found by NumPy, only the cells that are wanted decoded.

It knows regular files alone: no quotes, every row as wide as the table, letters of ASCII where it filters.
Anything else is left to `model.imports.table.select`, which gives the same answer (a property test says so)
and takes several times as long over a million rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.imports.cells import Cell
from model.imports.choices import Watch
from model.imports.text_column import TextColumn
from model.imports.text_file import TextFile

SHORTEST = 20_000  # bytes below which the plain way is as quick
LONGEST = 100_000  # bytes of a line
WIDEST = (
    64  # bytes of a cell up to which those of its column are kept side by side, each as wide as the widest
)
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
) -> tuple[_Positions, list[Sequence[Cell]], _Positions, _Positions] | None:
    """Return the rows let through, their cells by column, the empty rows and those filtered out.

    `shape` is the row of the header and the number of columns. None where the file is not regular.
    """
    header, width = shape
    data = file.data
    if header < 1 or len(data) < SHORTEST or file.encoding not in _ASCII_BELOW or width < 2:
        return None
    rows: list[_Positions] = []
    cells: list[list[NDArray[np.bytes_]]] = [[] for _ in columns]
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
            rows.append(block.numbers[chosen])
            empty.append(block.empty)
            filtered.append(block.numbers[~passed])
            for column, target in zip(columns, cells, strict=True):
                target.append(_cells(block, column, chosen))
    except _Irregular:
        return None
    none = np.zeros(0, dtype=np.int64)
    encoding = file.encoding.removesuffix("-sig")
    by_column: list[Sequence[Cell]] = [TextColumn(parts, encoding) for parts in cells]
    numbers = np.concatenate([none, *rows])
    return numbers, by_column, np.concatenate([none, *empty]), np.concatenate([none, *filtered])


def _blocks(data: bytes, header: int, width: int, delimiter: int) -> Iterator[_Block]:
    """Yield the lines of data, some megabytes at a time: what has to be kept of each is small."""
    start, number = 0, 1
    for _ in range(header):
        start = data.find(b"\n", start) + 1
        if not start:
            raise _Irregular
        number += 1
    _refuse_irregular(data[:start])
    while start < len(data):
        end = len(data) if start + BLOCK >= len(data) else data.rfind(b"\n", start, start + BLOCK) + 1
        if end <= start:
            raise _Irregular  # a line longer than a block
        part = data[start:end]
        _refuse_irregular(part)
        block, lines = _block(part, number, width, delimiter)
        yield block
        start, number = end, number + lines


def _refuse_irregular(lines: bytes) -> None:
    if b'"' in lines or b"\0" in lines or lines.count(b"\r") != lines.count(b"\r\n"):
        raise _Irregular


def _block(data: bytes, first: int, width: int, delimiter: int) -> tuple[_Block, int]:
    """Return a block of whole lines, and how many there are with the empty ones."""
    signs = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(signs == _NEWLINE)
    if not len(ends) or ends[-1] != len(data) - 1:
        ends = np.append(ends, len(data))
    starts = np.concatenate(([0], ends[:-1] + 1))
    ends = ends - ((ends > starts) & (signs[np.maximum(ends - 1, 0)] == _RETURN))
    blank = ends == starts
    if (ends - starts).max() > LONGEST:
        raise _Irregular
    separators = _separators(signs == delimiter, starts[~blank], ends[~blank], width)
    filled = np.logical_or.reduceat((signs > 32) & (signs != delimiter), starts)
    numbers = np.arange(first, first + len(starts))
    separators = separators[filled[~blank]]
    block = _Block(data, signs, starts[filled], ends[filled], separators, numbers[filled], numbers[~filled])
    return block, len(starts)


def _separators(found: NDArray[np.bool_], starts: _Positions, ends: _Positions, width: int) -> _Positions:
    """Return where the separators of each line stand, one less than the table has columns."""
    places = np.flatnonzero(found)
    if len(places) != len(starts) * (width - 1):
        raise _Irregular
    by_line = places.reshape(-1, width - 1)
    if (by_line[:, 0] < starts).any() or (by_line[:, -1] >= ends).any():
        raise _Irregular
    return by_line


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


def _cells(block: _Block, column: int, rows: NDArray[np.intp]) -> NDArray[np.bytes_]:
    """Return the bytes of the cells of a column in some lines."""
    starts, ends = (places[rows] for places in block.field(column))
    lengths = ends - starts
    widest = max(1, int(lengths.max(initial=0)))
    if widest > WIDEST:
        raise _Irregular
    places = np.arange(widest)
    signs = block.signs[np.minimum(starts[:, None] + places, len(block.signs) - 1)]
    signs[places >= lengths[:, None]] = 0
    return np.ascontiguousarray(signs).view(f"S{widest}").ravel()
