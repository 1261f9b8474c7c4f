"""A table as CSV, for spreadsheets and data frames: one head line, comma, UTF-8 with the mark Excel needs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from model.columns import Context
from model.output.grid import Grid, Plain, plain_text
from model.text.safe_text import inert


def csv_export(ctx: Context, grids: Sequence[Grid]) -> bytes:
    """Return the one table of `grids`; without its totals: a program would sum them with the rows."""
    (grid,) = grids
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([inert(head) for head in grid.heads(ctx, fractions=True)])
    for cells in grid.values():
        writer.writerow([csv_cell(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def csv_cell(cell: Plain) -> str:
    """Return a cell as it is written: numbers and days as they are, text so that nothing runs it."""
    return inert(cell) if isinstance(cell, str) else plain_text(cell)
