"""Tables as JSON, for programs: what each column is, the rows as objects, the totals and the sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from model.columns import Context
from model.output.grid import Grid, Plain
from model.project import Source


def json_export(ctx: Context, grids: Sequence[Grid]) -> bytes:
    """Return the tables as one object; a row stands on a line."""
    return "".join(_pieces(ctx, grids)).encode("utf-8")


def _pieces(ctx: Context, grids: Sequence[Grid]) -> Iterator[str]:
    yield f'{{\n  "title": {_text(ctx.project.title)},\n'
    yield f'  "area_unit": {_text(str(ctx.formats.area_unit))},\n  "tables": ['
    for number, grid in enumerate(grids):
        yield f'{"," if number else ""}\n    {{\n      "key": {_text(grid.key)},\n'
        yield f'      "title": {_text(grid.title)},\n      "columns": '
        columns = (
            {"key": field.key, "head": field.head, "unit": field.unit or None} for field in grid.fields
        )
        yield from _lines(columns, "      ")
        keys = [field.key for field in grid.fields]
        yield ',\n      "rows": '
        yield from _lines((dict(zip(keys, map(_plain, row), strict=True)) for row in grid.values()), "      ")
        yield ',\n      "totals": '
        totals = (
            {"series": total.series}
            | {key: _plain(total.cell(key).value) for key in keys if key in total.cells}
            for total in grid.totals
        )
        yield from _lines(totals, "      ")
        yield "\n    }"
    yield '\n  ],\n  "sources": '
    yield from _lines(map(_source, ctx.project.sources), "  ")
    yield "\n}\n"


def _lines(items: Any, indent: str) -> Iterator[str]:
    """Yield a list with an item on each line."""
    begun = False
    for item in items:
        yield f"{',' if begun else '['}\n{indent}  {_text(item)}"
        begun = True
    yield f"\n{indent}]" if begun else "[]"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _plain(cell: Plain) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "stance": str(source.stance),
        "url": source.url,
        "published": None if source.published is None else source.published.isoformat(),
        "accessed": None if source.accessed is None else source.accessed.isoformat(),
        "note": source.note,
    }
