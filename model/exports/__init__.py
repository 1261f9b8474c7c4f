"""Export of tables: CSV, XLSX, Markdown, HTML and JSON, of what is shown or of everything.

Each format is a function from `Grid`s to bytes, which the caller writes with `model.files.write_file`. Text
of a project is inert in each of them: no formula, no markup, no link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import overload

from model.columns import TABLES, Context
from model.exports.csv_export import csv_export
from model.exports.fields import grid, shown_columns
from model.exports.grid import Field, Grid
from model.exports.html_export import html_export
from model.exports.json_export import json_export
from model.exports.markdown_export import markdown_export
from model.words import QT_TRANSLATE_NOOP

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
    from model.exports.xlsx_export import xlsx_export  # noqa: PLC0415 - loads a library no other kind needs

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
    ExportKind("xlsx", "xlsx", QT_TRANSLATE_NOOP("model", "Excel workbook (XLSX)"), _xlsx),
    ExportKind("csv", "csv", QT_TRANSLATE_NOOP("model", "CSV"), csv_export, several=False),
    ExportKind("markdown", "md", QT_TRANSLATE_NOOP("model", "Markdown"), markdown_export),
    ExportKind("html", "html", QT_TRANSLATE_NOOP("model", "Web page (HTML)"), html_export),
    ExportKind("json", "json", QT_TRANSLATE_NOOP("model", "JSON"), json_export),
)
"""The formats in the order in which they are offered; a further one is a function and its entry here."""

EXPORT: Mapping[str, ExportKind] = {kind.key: kind for kind in EXPORTS}

_EVERY = 250  # rows between two looks at whether to go on


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
        progress = _Progress(sum(len(grid.rows) for grid in grids), tick)
        grids = [replace(each, rows=_Watched(each.rows, progress)) for each in grids]
    return EXPORT[kind].make(ctx, grids)


def whole_workbook(ctx: Context) -> bytes:
    """Return every table that has rows, with everything in it, as a workbook: the report as XLSX."""
    filled = [table.key for table in TABLES if table.row_count(ctx.project)]
    return export(ctx, [grid(ctx, key) for key in filled or ["periods"]], "xlsx")


class _Progress:
    """Counts rows and tells of some of them."""

    def __init__(self, count: int, tick: Callable[[int, int], None]) -> None:
        self._count, self._tick, self._done = count, tick, 0

    def step(self) -> None:
        """Count a row."""
        self._done += 1
        if self._done % _EVERY == 0:
            self._tick(min(self._done, self._count), self._count)


class _Watched(Sequence[int]):
    """Rows whose reading is counted."""

    def __init__(self, rows: Sequence[int], progress: _Progress) -> None:
        self._rows, self._progress = rows, progress

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...

    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[int]:
        for row in self._rows:
            self._progress.step()
            yield row
