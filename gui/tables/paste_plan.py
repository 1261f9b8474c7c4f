"""What a paste would do, cell by cell: where each goes, how it is read, why it cannot be or is asked about.

Nothing is changed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import Struct

from gui.tables.clipboard import Block, Pasted
from model.columns import CellKind, Column, Context, Table
from model.columns.cell import read_day, rows_of
from model.columns.figure import FigureColumn
from model.edits import CellPlace, Edit, WholeFigure, as_typed, check_cells, nobody_gave_days, paste_cells
from model.imports.date_evidence import OrderEvidence
from model.imports.formats.spreadsheet_cells import CopiedCell
from model.text.day_rules import ORDERS, DayRules
from model.text.days import span_words
from model.text.errors import SalientError, Unreadable
from model.text.figures import Figure
from model.text.formats import counted
from model.text.notation import MINUS, SPACES, Notation, write_decimal
from model.text.read_days import days_named
from model.text.records import replace
from model.text.words import Words, marked, words

Given = str | WholeFigure
NO_COLUMN = words("There is no column here.")
PASTE = marked("paste {count} cell|paste {count} cells")
ROW_LEFT_OUT = words("Left out with its row, which lacks what it needs.")
HOLDS_ANOTHER = marked("The spreadsheet shows “{shown}” here and holds {held}; type the one that is meant.")
EMPTY_COLUMN = marked(
    "A column is empty where this table has one that is computed; see that each figure is where it belongs."
)
MADE_UP_DAYS = marked(
    "A new row begins here, over {days}: nobody gave its days, they follow from other rows."
)
TWO_READINGS = marked(
    "“{text}” is read as {read}; where its sign separates thousands it is a thousand times as much."
)
SHOWN_OTHERWISE = marked("The spreadsheet shows “{shown}” here and holds {held}: what it holds is taken.")
_TWO_READINGS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])")


class PasteTarget(Struct, frozen=True):
    """Where a block goes: the numbers of the rows and the columns, from the cell where it begins.

    Rows from the row count on are begun by the paste. There are fewer columns than the block has where it
    does not fit. `doubt` says why it is to be looked at, whatever its cells are.
    """

    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    doubt: Words | None = None


class PastedCell(Struct, frozen=True, gc=False):
    """A cell of the block: its text, where it goes (None: nowhere), what is put there.

    `fault` says why it cannot be, `doubt` what is to be looked at before it is.
    """

    text: str
    cell: CellPlace | None = None
    given: Given = ""
    fault: Words | None = None
    doubt: Words | None = None


class PastePlan(Struct, frozen=True, dict=True):
    """What a paste would do, cell by cell as the block is shaped, its numbers read as `reading` says.

    `contradicted` says that a spreadsheet shows another number than it holds. `edit` is the paste itself,
    made once, where there is nothing to be asked. `order` is in which day, month and year stand in numbers;
    `order_open` is what has to be said of that, whatever is said.
    """

    ctx: Context
    reading: Context
    table: Table
    target: PasteTarget
    block: Block
    given: Mapping[CellPlace, Given]
    cells: tuple[tuple[PastedCell, ...], ...]
    contradicted: bool
    edit: Edit | None = None
    order: str = ""
    order_open: Words | None = None

    @cached_property
    def faults(self) -> tuple[tuple[int, int], ...]:
        """The places of cells that cannot be pasted."""
        return self._where(lambda pasted: pasted.fault is not None)

    @cached_property
    def doubts(self) -> tuple[tuple[int, int], ...]:
        """The places of cells that can be pasted and are to be looked at before."""
        return self._where(lambda pasted: pasted.doubt is not None)

    def _where(self, holds: Callable[[PastedCell], bool]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (row, column)
            for row, cells in enumerate(self.cells)
            for column, pasted in enumerate(cells)
            if holds(pasted)
        )

    @cached_property
    def certain(self) -> Mapping[CellPlace, Given]:
        """What can be pasted and need not be looked at."""
        return self.taken(doubtful=False)

    def taken(self, *, doubtful: bool) -> Mapping[CellPlace, Given]:
        """Return what can be pasted, with what is to be looked at or without it."""
        return {
            pasted.cell: pasted.given
            for row in self.cells
            for pasted in row
            if pasted.cell is not None and pasted.fault is None and (doubtful or pasted.doubt is None)
        }

    def made(self, cells: Mapping[CellPlace, Given]) -> Edit:
        """Return the paste of these cells of what can be pasted. Raises as `set_cells`."""
        return self.edit or _paste(self.reading, self.table, cells, self.block)

    def read(self, row: int, column: int) -> str:
        """Return what a cell will show once it is pasted: a figure and a day as they are read."""
        pasted = self.cells[row][column]
        if pasted.cell is None or pasted.fault is not None:
            return pasted.text
        declared = self.target.columns[column]
        try:
            return as_it_is_read(self.ctx, self.reading, declared, pasted.cell[0], pasted.given)
        except SalientError:  # beside the other cells of its row it can be read
            return pasted.text


def as_it_is_read(ctx: Context, reading: Context, column: Column, row: int, given: Given) -> str:
    """Return what a cell shows after something is put into it, read as `reading` says. Raises as `put`."""
    figure = figure_read(reading, column, row, given)
    if figure is not None and isinstance(column, FigureColumn):
        return ctx.formats.figure(figure, column.quantity(ctx, column.row_or_blank(ctx, row)))
    return given if isinstance(given, str) else given.text


def figure_read(ctx: Context, column: Column, row: int, given: Given) -> Figure | None:
    """Return the figure that would stand in a cell; None where it holds none. Raises as `put`."""
    if not isinstance(column, FigureColumn):
        return None
    if isinstance(given, WholeFigure):
        return given.figure
    figure: Figure | None = column.lens.get(column.read(ctx, column.row_or_blank(ctx, row), given))
    return figure if given.strip() else None


def aimed(
    ctx: Context, block: Block, rows: tuple[int, ...], shown: Sequence[Column]
) -> tuple[PasteTarget, Block]:
    """Return where a block goes, `shown` being the columns from where it begins, and the block.

    What comes from elsewhere steps over computed columns, unless it holds what they show: then it was copied
    from here, by way of another program. Where it has nothing there, it is stepped over if that fits as well,
    and that is to be looked at.
    """
    whole = PasteTarget(rows, tuple(shown[: block.width]))
    if block.own or not whole.columns[0].editable or all(column.editable for column in whole.columns):
        return whole, block
    stepped = PasteTarget(rows, tuple(column for column in shown if column.editable)[: block.width])
    of_computed = [
        (row, place)
        for row, cells in enumerate(block.rows)
        for place, column in enumerate(whole.columns[: len(cells)])
        if not column.editable
    ]
    blank = not any(block.rows[row][place].text.strip() for row, place in of_computed)
    fits = len(stepped.columns) == block.width
    if (not blank and all(_shows(ctx, block, whole, *at) for at in of_computed)) or (blank and not fits):
        return whole, replace(block, computed=tuple(not column.editable for column in whole.columns))
    return (replace(stepped, doubt=words(EMPTY_COLUMN)) if blank else stepped), block


def _shows(ctx: Context, block: Block, target: PasteTarget, row: int, place: int) -> bool:
    """Whether a cell of a block is what a computed column shows there."""
    pasted, column, number = block.rows[row][place], target.columns[place], target.rows[row]
    if number < len(rows_of(ctx.project, column.rows)):
        return _bare(pasted.text) == _bare(column.text(ctx, number))
    given = {each.key: cell for each, cell in zip(target.columns, block.rows[row], strict=False)}
    if column.key != "days" or not {"start", "end"} <= given.keys():
        return False
    return any(_bare(pasted.text) == _days_between(given, order) for order in ORDERS)


def _bare(text: str) -> str:
    """Return a number without the signs that separate thousands."""
    return re.sub(rf"[{SPACES},’']", "", text).replace(MINUS, "-")


def _days_between(given: Mapping[str, Pasted], order: str) -> str:
    """Return how many days a period has whose days stand in a pasted row so; "" where they do not."""
    try:
        start, end = (read_day(_as_day(given[key], order), key) for key in ("start", "end"))
    except SalientError:
        return ""
    return str((end - start).days + 1)


def _as_day(pasted: Pasted, order: str) -> str:
    """Return the day of a cell as YYYY-MM-DD, its text where it is of no one day. Raises Unreadable."""
    if isinstance(pasted, CopiedCell) and pasted.day is not None:
        return pasted.day.isoformat()
    if not pasted.text.strip():
        return ""
    span = days_named(pasted.text, DayRules(order))
    return span.start.isoformat() if span.days == 1 else pasted.text


def _evidence(block: Block, target: PasteTarget) -> OrderEvidence:
    """Return what all the days of a block say of the order of day and month."""
    evidence = OrderEvidence()
    for row in block.rows:
        cells = zip(target.columns, row, strict=False)
        days = [pasted for column, pasted in cells if column.kind is CellKind.DATE]
        evidence.add(day.text for day in days if isinstance(day, CopiedCell) and day.day is None)
    return evidence


def plan_paste(
    ctx: Context,
    table: Table,
    block: Block,
    target: PasteTarget,
    begun: Mapping[str, str] | None = None,
    notation: Notation | None = None,
    order: str = "",
) -> PastePlan:
    """Return what pasting `block` to `target` would do, its numbers read in `notation`, else as the window's.

    Days in numbers are read in `order`, else in the one that some day of the block proves.

    What was copied from a computed column of this program and falls on one is passed over without a word.
    `begun` is what is typed already into the row that the first row of the block goes to.
    """
    shown, first = ctx, target.rows[0]
    if notation is not None:
        ctx = replace(ctx, formats=replace(ctx.formats, notation=notation))
    given: dict[CellPlace, Given] = {(first, key): text for key, text in (begun or {}).items()}
    faults: dict[CellPlace, Words] = {}
    doubts: dict[CellPlace, Words] = {}
    evidence = _evidence(block, target)
    order = order or evidence.order
    for row, number in enumerate(target.rows):
        for column, pasted in enumerate(block.rows[row][: len(target.columns)]):
            declared = target.columns[column]
            if not declared.editable and block.is_computed(column):
                continue
            cell = number, declared.key
            given[cell], fault = _given(ctx, declared, pasted, order)
            if fault is not None:
                faults[cell] = fault
            elif doubt := target.doubt or _looked_at(shown, ctx, declared, number, pasted):
                doubts[cell] = doubt
    for number, key in [cell for cell in given if "." in cell[1]]:
        if isinstance(given.get((number, key.partition(".")[0])), WholeFigure):
            del given[number, key]  # the figure has it with it
    contradicted = bool(faults)
    edit = None if faults else _edit(ctx, table, given, block)
    if edit is None:
        faults |= _faults(ctx, table, _without(given, faults))
    good = _without(given, faults)
    doubts |= _made_up_days(ctx, table, good, edit or _edit(ctx, table, good, block))
    cells = tuple(
        tuple(
            _pasted(pasted, _cell(target, number, column), given, faults, doubts)
            for column, pasted in enumerate(block.rows[row])
        )
        for row, number in enumerate(target.rows)
    )
    edit = None if doubts else edit
    asked = evidence.question
    return PastePlan(shown, ctx, table, target, block, given, cells, contradicted, edit, order, asked)


def _without(given: Mapping[CellPlace, Given], faults: Mapping[CellPlace, Words]) -> dict[CellPlace, Given]:
    return {cell: each for cell, each in given.items() if cell not in faults}


def _cell(target: PasteTarget, number: int, column: int) -> CellPlace | None:
    return (number, target.columns[column].key) if column < len(target.columns) else None


def _given(ctx: Context, column: Column, pasted: Pasted, order: str) -> tuple[Given, Words | None]:
    """Return what goes into a cell, and why it cannot: whole figures, exact numbers, days, else the text."""
    notation = ctx.formats.notation
    if isinstance(pasted, WholeFigure):
        return (pasted if column.kind is CellKind.FIGURE else pasted.text), None
    if column.kind not in (CellKind.FIGURE, CellKind.DATE):
        return pasted.text, None
    if pasted.held is not None and pasted.number is None:
        held = write_decimal(pasted.held, notation)
        return pasted.text, words(HOLDS_ANOTHER, shown=pasted.text, held=held)
    if column.kind is CellKind.FIGURE:
        return pasted.typed(notation), None
    try:
        return _as_day(pasted, order), None
    except Unreadable as error:
        return pasted.text, error.words


def _paste(ctx: Context, table: Table, given: Mapping[CellPlace, Given], block: Block) -> Edit:
    return paste_cells(ctx, table, given, block.sources, words(PASTE, count=counted(len(given))))


def _edit(ctx: Context, table: Table, given: Mapping[CellPlace, Given], block: Block) -> Edit | None:
    """Return the edit that puts everything into its cells; None where something of it cannot be."""
    try:
        return _paste(ctx, table, given, block) if given else None
    except SalientError:
        return None


def _pasted(
    pasted: Pasted,
    cell: CellPlace | None,
    given: Mapping[CellPlace, Given],
    faults: Mapping[CellPlace, Words],
    doubts: Mapping[CellPlace, Words],
) -> PastedCell:
    if cell is None:
        return PastedCell(pasted.text, fault=NO_COLUMN if pasted.text.strip() else None)
    if cell not in given:
        return PastedCell(pasted.text)
    return PastedCell(pasted.text, cell, given[cell], faults.get(cell), doubts.get(cell))


def _made_up_days(
    ctx: Context, table: Table, given: Mapping[CellPlace, Given], edit: Edit | None
) -> dict[CellPlace, Words]:
    """Return, for the cells of new rows whose days nobody gave, which days they would have."""
    count = table.row_count(ctx.project)
    begun: dict[int, dict[str, Given]] = {}
    for (row, key), each in sorted(given.items()):
        if row >= count:
            begun.setdefault(row, {})[key] = each
    made: Any = iter(() if edit is None else rows_of(edit.project, table.key)[count:])
    doubts: dict[CellPlace, Words] = {}
    for row, cells in begun.items():
        if not any(map(as_typed, cells.values())):
            continue  # nothing begins there
        new = next(made, None)
        if new is not None and nobody_gave_days(table, cells):
            said = words(MADE_UP_DAYS, days=span_words(new.start, new.end))
            doubts |= {(row, key): said for key in cells}
    return doubts


def _looked_at(ctx: Context, reading: Context, column: Column, row: int, pasted: Pasted) -> Words | None:
    """Return how a text is read of which the sign may separate thousands; None where it is read otherwise."""
    if isinstance(pasted, WholeFigure) or column.kind is not CellKind.FIGURE:
        return None
    if pasted.number is not None:
        return None if pasted.held is None else _shown_otherwise(reading, column, row, pasted, pasted.held)
    decimal = reading.formats.notation.decimal
    if not any(decimal in number for number in _TWO_READINGS.findall(pasted.text)):
        return None
    try:
        if figure_read(reading, column, row, pasted.text) is None:
            return None
        return words(
            TWO_READINGS, text=pasted.text, read=as_it_is_read(ctx, reading, column, row, pasted.text)
        )
    except SalientError:
        return None  # it is refused, and for that the reason is told


def _shown_otherwise(
    ctx: Context, column: Column, row: int, pasted: CopiedCell, held: Decimal
) -> Words | None:
    """Return that a cell shows what is read here as another number than the one it holds, which is taken."""
    notation = ctx.formats.notation
    try:
        if figure_read(ctx, column, row, pasted.text) == figure_read(
            ctx, column, row, pasted.typed(notation)
        ):
            return None
    except SalientError:
        pass  # what it shows is refused
    return words(SHOWN_OTHERWISE, shown=pasted.text, held=write_decimal(held, notation))


def _faults(ctx: Context, table: Table, given: Mapping[CellPlace, Given]) -> dict[CellPlace, Words]:
    """Return why cells must be left out, so that all others can be pasted together.

    A row that the paste begins is left out as a whole if it cannot begin without its unreadable cells.
    """
    faults = dict(check_cells(ctx, table, given))
    if not faults:
        return faults
    count = table.row_count(ctx.project)
    rest = _without(given, faults)
    while found := check_cells(ctx, table, rest):
        faults |= found
        broken = {row for row, _ in found if row >= count}
        for cell in rest:
            if cell[0] in broken:
                faults.setdefault(cell, ROW_LEFT_OUT)
        rest = _without(rest, faults)
    return faults
