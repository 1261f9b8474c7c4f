"""Export of tables: CSV, XLSX, Markdown, HTML and JSON, of what is shown or of everything.

Each format is a function from `Grid`s to bytes, which the caller writes with `model.files.write_file`. Text
of a project is inert in each of them: no formula, no markup, no link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from model.columns import TABLES, Context
from model.output.baseline_grid import baseline_grid
from model.output.csv_export import csv_export
from model.output.fields import grid, shown_columns
from model.output.grid import Field, Grid
from model.output.html_export import html_export
from model.output.json_export import json_export
from model.output.markdown_export import markdown_export
from model.text.words import marked

__all__ = [
    "EXPORT",
    "EXPORTS",
    "ExportKind",
    "Field",
    "Grid",
    "export",
    "grid",
    "shown_columns",
    "whole_workbook",
]


def _xlsx(ctx: Context, grids: Sequence[Grid]) -> bytes:
    from model.output.xlsx import xlsx_export  # noqa: PLC0415 - loads a library no other kind needs

    return xlsx_export(ctx, grids)


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A format: its name and ending, what it is called (marked), and whether it holds several tables."""

    key: str
    ending: str
    label: str
    make: Callable[[Context, Sequence[Grid]], bytes]
    several: bool = True


EXPORTS = (
    ExportKind("xlsx", "xlsx", marked("Excel workbook (XLSX)"), _xlsx),
    ExportKind("csv", "csv", marked("CSV"), csv_export, several=False),
    ExportKind("markdown", "md", marked("Markdown"), markdown_export),
    ExportKind("html", "html", marked("Web page (HTML)"), html_export),
    ExportKind("json", "json", marked("JSON"), json_export),
)
"""The formats in the order in which they are offered; a further one is a function and its entry here."""

EXPORT: Mapping[str, ExportKind] = {kind.key: kind for kind in EXPORTS}


def export(
    ctx: Context, grids: Sequence[Grid], kind: str, tick: Callable[[int, int], None] | None = None
) -> bytes:
    """Return tables in a format of `EXPORTS`. Raises KeyError for any other format.

    `tick(done, all)` is told of the rows as they are written; what it raises ends the export. Raises
    ValueError where a format that holds one table is given several.
    """
    if len(grids) != 1 and not EXPORT[kind].several:
        raise ValueError(f"{kind} holds one table")
    if tick is not None:
        done, count = 0, sum(len(grid.rows) for grid in grids)

        def told(more: int) -> None:
            nonlocal done
            done += more
            tick(done, count)

        grids = [replace(each, told=told) for each in grids]
    return EXPORT[kind].make(ctx, grids)


def whole_workbook(ctx: Context, tick: Callable[[int, int], None] | None = None) -> bytes:
    """Return every table that has rows, with everything in it, as a workbook: the report as XLSX.

    Where a period is the baseline, a sheet sets all ratios against it. `tick` as in `export`.
    """
    filled = [table.key for table in TABLES if table.row_count(ctx.project)]
    grids = [grid(ctx, key) for key in filled or ["periods"]]
    against = baseline_grid(ctx)
    if against is not None:
        grids.insert(1, against)
    return export(ctx, grids, "xlsx", tick)
