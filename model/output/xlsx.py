"""Tables as a workbook: a sheet each with its head frozen, real days and numbers, live sums and ratios.

Every text is written as a text, whatever it begins with, and no address becomes a link. The sources stand on
a sheet of their own, and the last sheet says what the numbers are.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from model.columns import Context
from model.columns.heads import ABOUT
from model.derive.measures import MEASURE
from model.derive.roles import Role
from model.output.cells import ROLES
from model.output.documents import Document, explanations
from model.output.fields import grid as grid_of_columns
from model.output.fields import shown_columns
from model.output.grid import CellGrid, GridField, Plain, TotalRow, say, with_unit
from model.text.errors import Refused
from model.text.records import replace
from model.text.words import marked, words

_LEAST_WIDTH, _WIDEST = 10, 44  # letters
_LOOKED_AT = 200  # rows that decide how wide a column is
_FIRST_DAY = date(1900, 3, 1)  # that every reader of workbooks takes for the same; Excel knows a 29 Feb 1900
_MOST_ROWS = 1_048_576 - 1
_A4, _MARGIN = 9, 0.4  # as workbooks number sizes of paper; inches
_TWO_LINES = 30  # points
_LONGEST = 32_767  # UTF-16 units in a cell
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


_SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-"})
_OPERAND = re.compile(r"\{(\w+)\}")
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_NEAR = 1e-12

SUMMED = ("days", "months", "losses", "gains", "intake", "requirement")
"""Measures of a total that are the sums of those of the parts."""


def write(document: Document) -> Iterator[bytes]:
    """Yield the workbook. Raises ValueError for a table that a sheet cannot hold."""
    ctx, data = document.ctx, BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(data, options) as book:
        book.set_properties({"title": ctx.project.title[:255], "comments": ""})
        names: set[str] = set()
        formats = _CellStyles(book)
        wanted = list(document.data_grids())
        if ctx.project.sources and all(grid.key != "sources" for grid in wanted):
            wanted.append(grid_of_columns(ctx, "sources"))
        if document.is_report:
            wanted.append(_to_print(ctx))
        for grid in wanted:
            _Sheet(ctx, grid, book.add_worksheet(_sheet_name(grid.title, names)), formats).write()
        about = say(ctx, ABOUT)
        left_out = any(grid.left_out for grid in wanted)
        _write_about(document, left_out, book.add_worksheet(_sheet_name(about, names)), formats)
    yield data.getvalue()


def _to_print(ctx: Context) -> CellGrid:
    """Return the periods with the columns that a table shows at first, which a page of paper can hold."""
    narrow = grid_of_columns(ctx, "periods", shown_columns(ctx, "periods"))
    return replace(narrow.filled(), title=say(ctx, marked("To print")))


def _write_about(document: Document, left_out: bool, sheet: Worksheet, formats: _CellStyles) -> None:
    sheet.set_column(0, 0, 110)
    _write_text(sheet, 0, 0, document.title, formats.of(bold=True))
    lines = [*document.ctx.project.notes.splitlines(), "", *explanations(document.ctx)]
    if left_out:
        said = marked("Columns that hold nothing in any row are left out; Export Table writes each column.")
        lines.append(say(document.ctx, said))
    for row, line in enumerate(lines, 1):
        _write_text(sheet, row, 0, line, formats.of(text_wrap=True))


def _write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text as it is. Raises `Refused` for one that no cell can hold; the library would cut it."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # The library takes it for markup of its own and writes it as it stands, formulas within it too;
        # in pieces it is escaped as any other.
        sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], look)
        return
    if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * _LONGEST:
        said = marked("a cell of a workbook holds {most} characters, and one here has more")
        raise Refused(words(said, most=_LONGEST))
    sheet.write_string(row, column, text, look)


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and that no other has."""
    stem = title.translate(_FORBIDDEN).strip("' ")[:28] or "Table"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} {number}"
    taken.add(name.casefold())
    return name


class _Exact(float):
    """A number that is written in full: the library writes 16 digits, and some floats need 17."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return repr(float(self))


class _CellStyles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Return the format of these properties, which are named in the same order each time."""
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


class _Sheet:
    """Writes a table from top to bottom."""

    def __init__(self, ctx: Context, grid: CellGrid, sheet: Worksheet, formats: _CellStyles) -> None:
        if len(grid.rows) + len(grid.totals) > _MOST_ROWS:
            raise ValueError(f"a sheet holds {_MOST_ROWS} rows")
        self._ctx, self._grid, self._sheet, self._formats = ctx, grid, sheet, formats
        self._place = {field.key: place for place, field in enumerate(grid.fields)}
        self._measured = [(place, field.measure) for place, field in enumerate(grid.fields) if field.measure]
        self._sums: dict[str, dict[str, list[float]]] = {}  # by series and key, of the parts
        self._lacking: set[tuple[str, str]] = set()  # series and key of which a part has no plain number

    def write(self) -> None:
        """Write the head, the rows and the totals."""
        sheet, fields = self._sheet, self._grid.fields
        for place, width in enumerate(self._widths()):
            sheet.set_column(place, place, width)
        head = self._formats.of(bold=True, text_wrap=True, valign="top", bottom=1, bg_color="#F1F4F8")
        sheet.set_row(0, _TWO_LINES)
        for place, field in enumerate(fields):
            _write_text(sheet, 0, place, with_unit(self._ctx, field), head)
        sheet.freeze_panes(1, 1)
        if self._grid.rows:
            sheet.autofilter(0, 0, len(self._grid.rows), len(fields) - 1)
        for line, (row, cells) in enumerate(zip(self._grid.rows, self._grid.values(), strict=True), 1):
            self._write_row(line, cells, {})
            if self._grid.totals:
                self._remember(row, cells)
        for line, total in enumerate(self._grid.totals, len(self._grid.rows) + 1):
            cells = [total.cell(field.key).value for field in fields]
            self._write_row(line, cells, dict(self._total_formulas(total)), bold=True, top=1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=_MARGIN, right=_MARGIN)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write_row(self, line: int, cells: Sequence[Plain], formulas: dict[str, str], **look: Any) -> None:
        numbers: dict[str, tuple[str, float]] = {}
        for place, measure in self._measured:
            cell = cells[place]
            if isinstance(cell, int | float):
                numbers[measure] = (xl_rowcol_to_cell(line, place), float(cell))
        for place, (field, cell) in enumerate(zip(self._grid.fields, cells, strict=True)):
            if cell is None and not look:
                continue
            if isinstance(cell, int | float):
                shown = self._formats.of(num_format=number_format(cell, field), **look)
                live = formulas.get(field.key) or (
                    ratio_formula(field.measure, cell, numbers) if field.measure else None
                )
                if live is None:
                    self._sheet.write_number(line, place, _Exact(cell), shown)
                else:
                    self._sheet.write_formula(line, place, live, shown, cell)
            else:
                self._write_other(line, place, field, cell, look)

    def _write_other(
        self, line: int, place: int, field: GridField, cell: Plain, look: dict[str, Any]
    ) -> None:
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            day = datetime.combine(cell, time())
            self._sheet.write_datetime(line, place, day, self._formats.of(num_format="yyyy-mm-dd", **look))
        elif cell is not None:
            text = cell.isoformat() if isinstance(cell, date) else str(cell)
            aligned = {"align": "right"} if field.numeric else {}
            _write_text(self._sheet, line, place, text, self._formats.of(**aligned, **look))
        else:
            self._sheet.write_blank(line, place, None, self._formats.of(**look))

    def _remember(self, row: int, cells: Sequence[Plain]) -> None:
        """Keep what the total of the row's series is summed from."""
        if self._ctx.results.role(row) is not Role.PART:
            return
        series = self._ctx.project.periods[row].series
        for key in SUMMED:
            place = self._place.get(key)
            if place is None:
                continue
            cell = cells[place]
            if isinstance(cell, int | float):
                self._sums.setdefault(series, {}).setdefault(key, []).append(float(cell))
            else:
                self._lacking.add((series, key))

    def _total_formulas(self, total: TotalRow) -> Iterator[tuple[str, str]]:
        """Yield the live sums of a total by key: of the rows whose role is part, in its series."""
        conditions = self._conditions(total)
        if conditions is None:
            return
        last = len(self._grid.rows) + 1
        for key, numbers in self._sums.get(total.series, {}).items():
            value = total.cell(key).value
            if not isinstance(value, int | float) or (total.series, key) in self._lacking:
                continue
            if near(math.fsum(numbers), value):
                column = xl_col_to_name(self._place[key])
                yield key, f"=SUMIFS({column}$2:{column}${last},{conditions})"

    def _conditions(self, total: TotalRow) -> str | None:
        """Return what tells the parts of a total's series from all other rows; None where nothing does."""
        last = len(self._grid.rows) + 1
        role = self._place.get("role")
        if role is None:
            return None
        column, part = xl_col_to_name(role), say(self._ctx, ROLES[Role.PART]).replace('"', '""')
        conditions = f'{column}$2:{column}${last},"{part}"'
        series = self._ctx.project.series
        if len({period.series for period in self._ctx.project.periods}) == 1:
            return conditions
        place, names = self._place.get("series"), [each.called.casefold() for each in series]
        name = str(total.cell("series").value)
        # A condition would take some signs for patterns, and no letter for another case of it.
        if place is None or len(set(names)) < len(names) or not name.replace(" ", "").isalnum():
            return None
        column = xl_col_to_name(place)
        return f'{conditions},{column}$2:{column}${last},"{name}"'

    def _widths(self) -> list[float]:
        fields = self._grid.fields
        longest = [max(_LEAST_WIDTH, *(len(word) for word in field.head.split())) for field in fields]
        rows = self._grid.rows[:_LOOKED_AT]
        for place, field in enumerate(fields):
            longest[place] = max(longest[place], *map(len, field.texts(rows)), 0)
        return [min(length + 2, _WIDEST) for length in longest]


def number_format(x: float, field: GridField) -> str:
    """Return how a workbook shows a number: as the window does, while the cell keeps all of it."""
    if field.unit == "share":
        return "+0.0%;-0.0%;0.0%" if field.change else "0%" if abs(x) >= 0.1 else "0.0%"
    size = abs(x)
    if x == int(x) or size >= 100:
        return "#,##0"
    return "#,##0.0" if size >= 10 else "0.00" if size >= 1 else "0.0000"


# live formulas: only where the result is the very value that was computed


def ratio_formula(measure: str, value: float, cells: Mapping[str, tuple[str, float]]) -> str | None:
    """Return the formula of a measure over other cells of its row, or None where it cannot be live.

    `cells`: the place and the number of each measure that stands in the row as a plain number.
    """
    declared = _declared(measure)
    if declared is None:
        return None
    operands = _OPERAND.findall(declared)
    if not operands or any(operand not in cells for operand in operands):
        return None
    try:
        result = _worth(_tree(declared), {operand: cells[operand][1] for operand in operands})
    except ZeroDivisionError:
        return None
    if not near(result, value):
        return None
    return f"={_OPERAND.sub(lambda found: cells[found[1]][0], declared)}"


def near(one: float, other: float) -> bool:
    """Return whether two numbers are the same but for the last digits of a float."""
    return math.isclose(one, other, rel_tol=_NEAR, abs_tol=0.0)


@cache
def _declared(measure: str) -> str | None:
    """Return the declared formula in the signs of a workbook: `{losses}/{days}`."""
    worked = MEASURE[measure].worked if measure in MEASURE else ""
    return re.sub(r"\s", "", worked.translate(_SIGNS)) or None


@cache
def _tree(declared: str) -> ast.expr:
    return ast.parse(_OPERAND.sub(r"\1", declared), mode="eval").body


def _worth(tree: ast.expr, numbers: Mapping[str, float]) -> float:
    """Return what a declared formula comes to; it holds nothing but numbers, names and four signs."""
    if isinstance(tree, ast.BinOp):
        return _OPERATORS[type(tree.op)](_worth(tree.left, numbers), _worth(tree.right, numbers))
    if isinstance(tree, ast.Name):
        return numbers[tree.id]
    if isinstance(tree, ast.Constant) and isinstance(tree.value, int | float):
        return tree.value
    raise ValueError(f"not a formula of a measure: {ast.dump(tree)}")
