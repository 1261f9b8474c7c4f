"""Which cells a pasted block would go to, and which of them cannot take it; nothing is changed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gui.tables.clipboard import Block
from model.columns import Column, Context, Table
from model.edits import Edit, check_cells, set_cells
from model.text.errors import SalientError
from model.text.words import Words, marked, words

Cell = tuple[int, str]
NO_COLUMN = words("There is no column here.")
PASTE = marked("paste {count} cells")
ROW_LEFT_OUT = words("Left out with its row, which lacks what it needs.")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block goes: the numbers of the rows and the columns, from the cell where it begins.

    Rows from the row count on are begun by the paste. There are fewer columns than the block has where it
    does not fit.
    """

    rows: tuple[int, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A cell of the block: its text, where it goes (None: nowhere), why it cannot (None: it can)."""

    text: str
    cell: Cell | None
    fault: Words | None


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do, cell by cell as the block is shaped. `heads` are the columns it goes to.

    `edit` is the paste itself where nothing has to be left out: made once, for it takes a while.
    """

    heads: tuple[str, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[PastedCell, ...], ...]
    edit: Edit | None = None

    @property
    def good(self) -> Mapping[Cell, str]:
        """The texts that can be pasted."""
        return {
            pasted.cell: pasted.text
            for row in self.cells
            for pasted in row
            if pasted.cell is not None and pasted.fault is None
        }

    @property
    def fault_count(self) -> int:
        """How many cells cannot be pasted."""
        return sum(pasted.fault is not None for row in self.cells for pasted in row)


def tiled(block: Block, rows: int, columns: int) -> Block:
    """Return the block repeated over a selection of `rows` × `columns` if that is a multiple of it."""
    height, width = len(block.rows), max((len(row) for row in block.rows), default=0)
    even = all(len(row) == width for row in block.rows)
    if not height or not width or not even or rows % height or columns % width:
        return block
    if (rows, columns) == (height, width):
        return block
    down, across = rows // height, columns // width
    computed = tuple(row * across for row in block.computed) * down
    return Block(tuple(row * across for row in block.rows) * down, computed)


def plan_paste(ctx: Context, table: Table, block: Block, target: Target) -> PastePlan:
    """Return what pasting `block` to `target` would do.

    What was copied from a computed column of this program and falls on one is passed over without a word.
    """
    typed: dict[Cell, str] = {}
    for row, number in enumerate(target.rows):
        for column, text in enumerate(block.rows[row][: len(target.columns)]):
            declared = target.columns[column]
            if declared.editable or not block.is_computed(row, column):
                typed[number, declared.key] = text
    edit = _edit(ctx, table, typed)
    faults = _faults(ctx, table, typed) if edit is None else {}
    cells = tuple(
        tuple(
            _pasted(
                text, number, target.columns[column] if column < len(target.columns) else None, typed, faults
            )
            for column, text in enumerate(block.rows[row])
        )
        for row, number in enumerate(target.rows)
    )
    return PastePlan(tuple(column.label(ctx) for column in target.columns), target.rows, cells, edit)


def _edit(ctx: Context, table: Table, typed: Mapping[Cell, str]) -> Edit | None:
    """Return the edit that puts all the texts into their cells; None where one of them cannot be."""
    try:
        return set_cells(ctx, table, typed, words(PASTE, count=len(typed))) if typed else None
    except SalientError:
        return None


def _pasted(
    text: str, number: int, column: Column | None, typed: Mapping[Cell, str], faults: Mapping[Cell, Words]
) -> PastedCell:
    if column is None:
        return PastedCell(text, None, NO_COLUMN if text.strip() else None)
    cell = (number, column.key)
    if cell not in typed:
        return PastedCell(text, None, None)
    return PastedCell(text, cell, faults.get(cell))


def _faults(ctx: Context, table: Table, typed: Mapping[Cell, str]) -> Mapping[Cell, Words]:
    """Return why cells must be left out, so that all others can be pasted together.

    A row that the paste begins is left out as a whole if it cannot begin without its unreadable cells.
    """
    faults = dict(check_cells(ctx, table, typed))
    if not faults:
        return faults
    count = table.row_count(ctx.project)
    rest = {cell: text for cell, text in typed.items() if cell not in faults}
    while found := check_cells(ctx, table, rest):
        faults |= found
        broken = {row for row, _ in found if row >= count}
        for cell in rest:
            if cell[0] in broken:
                faults.setdefault(cell, ROW_LEFT_OUT)
        rest = {cell: text for cell, text in rest.items() if cell not in faults}
    return faults


def width_of(rows: Sequence[Sequence[object]]) -> int:
    """Return how many cells the longest row has."""
    return max((len(row) for row in rows), default=0)
