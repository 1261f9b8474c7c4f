"""A Frictionless Data Package: the tables as CSV, and what each column is, with its unit and the sources.

One ZIP file, as https://datapackage.org reads it: `datapackage.json` and a CSV file for each table with rows.
Columns that hold nothing in any row are named and left out. A licence is that of a source, as the project has
it: under which the package as a whole may be used, nobody has said.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from model.output.csv import csv_cell
from model.output.documents import Document
from model.output.grid import CellGrid, GridField, Plain
from model.project import Source
from model.text.links import web_address

_WRITTEN = (1980, 1, 1, 0, 0, 0)  # the day of the files within: the same project gives the same bytes


def write(document: Document) -> Iterator[bytes]:
    """Yield the package, made as a whole: its description holds the digests of its files."""
    packed = io.BytesIO()
    resources = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for grid in document.data_grids():
            rows = list(grid.values())
            data = _csv(grid, rows)
            _add(archive, _path(grid), data)
            resources.append(_resource(grid, rows, data))
        described = json.dumps(_package(document, resources), ensure_ascii=False, indent=2) + "\n"
        _add(archive, "datapackage.json", described.encode())
    yield packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _WRITTEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _path(grid: CellGrid) -> str:
    return f"data/{grid.key}.csv"


def _csv(grid: CellGrid, rows: Sequence[Sequence[Plain]]) -> bytes:
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([field.key for field in grid.fields])
    lines.writerows([csv_cell(cell) for cell in row] for row in rows)
    return written.getvalue().encode()


def _package(document: Document, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    project = document.ctx.project
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", project.title.casefold()).strip("-") or "salient",
        "title": document.title,
    }
    if project.notes.strip():
        package["description"] = project.notes
    sources = [_source(source) for source in project.sources]
    if sources:
        package["sources"] = sources
    return {**package, "resources": list(resources)}


def _source(source: Source) -> dict[str, Any]:
    """Return a source by its name, its link where it is one of the web, and its licence if one is said."""
    described: dict[str, Any] = {"title": source.called}
    if web_address(source.url) is not None:
        described["path"] = source.url
    if source.licence:  # a property of our own, in the form that the format has for those of a package
        described["licenses"] = [_licence(source.licence)]
    return described


def _licence(said: str) -> dict[str, str]:
    """Return a licence by its link, or by its name as registers write it: `CC-BY-4.0`."""
    if web_address(said) is not None:
        return {"path": said}
    return {"name": re.sub(r"[^\w.]+", "-", said).strip("-"), "title": said}


def _resource(grid: CellGrid, rows: Sequence[Sequence[Plain]], data: bytes) -> dict[str, Any]:
    columns: Sequence[Sequence[Plain]] = list(zip(*rows, strict=True)) or [()] * len(grid.fields)
    described: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": grid.key.replace("_", "-"),
        "title": grid.title,
        "path": _path(grid),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"fields": list(map(_field, grid.fields, columns)), "missingValues": [""]},
    }
    if grid.left_out:  # a property of our own, which the format allows
        described["emptyFieldsLeftOut"] = list(grid.left_out)
    return described


def _field(field: GridField, cells: Sequence[Plain]) -> dict[str, str]:
    described = {"name": field.key, "title": field.head, "type": _type(field, cells)}
    return {**described, "unit": str(field.unit)} if field.unit else described


def _type(field: GridField, cells: Sequence[Plain]) -> str:
    """Return the type that all cells of a column have; text where they have several."""
    kinds = {_kind(cell) for cell in cells if cell is not None and cell != ""}
    if not kinds:
        return "number" if field.numeric else "string"
    return kinds.pop() if len(kinds) == 1 else "string"


def _kind(cell: Plain) -> str:
    return "date" if isinstance(cell, date) else "string" if isinstance(cell, str) else "number"
