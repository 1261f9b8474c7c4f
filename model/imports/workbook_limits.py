"""What is in a workbook (XLSX, ODS), told from its parts: sizes, error cells, merged cells.

Runs in the process that `workbook_process` is. Two cells far apart abort calamine and error cells read
as empty in it (both measured); so both are looked for first.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Any
from xml.parsers import expat

UNPACKED = 512 << 20
PARTS = 4000
AREA = 12_000_000  # cells of the rectangle around everything: a full sheet of eleven columns
CHUNK = 1 << 16


class Odd(Exception):
    """A workbook that is not read, with a code for the reason and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.answer = {"refused": code, **details}


class Found:
    """What an examination of one sheet found: its last row and column, its error cells, merged cells."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self.cells = 0
        self.errors: dict[tuple[int, int], str] = {}
        self.merged: list[tuple[int, int, int, int]] = []

    def reach(self, row: int, column: int, count: int = 1) -> None:
        """Take a cell into account; refuse what would not fit into memory."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.cells += count
        if self.rows * self.columns > AREA or self.cells > AREA:
            raise Odd("area", rows=self.rows, columns=self.columns)


def examine(data: bytes) -> zipfile.ZipFile:
    """Return the archive, if its parts are few, small when unpacked and not encrypted."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Odd("zip") from error
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise Odd("parts", count=len(parts))
    if any(part.flag_bits & 1 for part in parts):
        raise Odd("password")
    if sum(part.file_size for part in parts) > UNPACKED:
        raise Odd("unpacked", size=sum(part.file_size for part in parts))
    return archive


def parsed(archive: zipfile.ZipFile, part: str, start: Any, end: Any = None, text: Any = None) -> None:
    """Run the handlers over one part, never more of it than it said it holds; a DOCTYPE is refused."""
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text

    def doctype(*_: object) -> None:
        raise Odd("doctype")

    parser.StartDoctypeDeclHandler = doctype
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def plain(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part relates to: id -> (kind of relation, name of the other part)."""
    folder, _, name = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if plain(tag) == "Relationship":
            target = attributes.get("Target", "")
            whole = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = kind, whole

    beside = posixpath.join(folder, "_rels", f"{name}.rels")
    if beside in archive.namelist():
        parsed(archive, beside, start)
    return found


def xlsx_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name. The workbook is found as calamine finds it."""
    books = [part for kind, part in relations(archive, "").values() if kind == "officeDocument"]
    if len(books) != 1 or not books[0].endswith(".xml") or books[0] not in archive.namelist():
        raise Odd("kind")
    ids: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if plain(tag) == "sheet":
            key = next((value for known, value in attributes.items() if known.endswith(":id")), "")
            ids[attributes.get("name", "")] = key

    parsed(archive, books[0], start)
    targets = relations(archive, books[0])
    return {
        name: targets[key][1] for name, key in ids.items() if targets.get(key, ("", ""))[0] == "worksheet"
    }


def place(reference: str) -> tuple[int, int] | None:
    """Return row and column, from 0, of `B3`."""
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


class XlsxSheet:
    """Goes through a sheet of an XLSX file and finds what is in it, without reading its values."""

    def __init__(self) -> None:
        self.found = Found()
        self._row = self._column = -1
        self._error = self._inside = False
        self._shown: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element into account."""
        tag = plain(name)
        if tag == "row":
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
        elif tag == "c":
            self._row, self._column = place(attributes.get("r", "")) or (self._row, self._column + 1)
            self.found.reach(self._row, self._column)
            self._error = attributes.get("t") == "e"
            self._shown.clear()
        elif tag == "v":
            self._inside = self._error
        elif tag == "mergeCell":
            ends = [place(end) for end in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.found.merged.append((*ends[0], *ends[1]))

    def end(self, name: str) -> None:
        """Take the end of an element into account."""
        if self._inside and plain(name) == "v":
            self.found.errors[self._row, self._column] = "".join(self._shown) or "#ERROR"
            self._inside = False

    def text(self, data: str) -> None:
        """Take text into account."""
        if self._inside:
            self._shown.append(data)


class OdsSheet:
    """The same for one sheet of an ODS file, where rows and cells are repeated by a number."""

    def __init__(self, name: str) -> None:
        self.found = Found()
        self._name = name
        self._row = self._column = 0
        self._here = self._error = False
        self._again = 1
        self._shown: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element into account."""
        if name == "table:table":
            self._here, self._row = attributes.get("table:name") == self._name, 0
        elif self._here and name == "table:table-row":
            self._again, self._column = int(attributes.get("table:number-rows-repeated", 1)), 0
        elif self._here and name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        wide = int(attributes.get("table:number-columns-repeated", 1))
        row, column = self._row, self._column
        if "office:value-type" in attributes:
            self.found.reach(row + self._again - 1, column + wide - 1, wide * self._again)
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            self.found.merged.append((row, column, row + down - 1, column + across - 1))
        self._error = attributes.get("calcext:value-type") == "error"
        self._shown.clear()
        self._column += wide

    def end(self, name: str) -> None:
        """Take the end of an element into account."""
        if self._error and name == "table:table-cell":
            self.found.errors[self._row, self._column - 1] = "".join(self._shown) or "#ERROR"
            self._error = False
        elif self._here and name == "table:table-row":
            self._row += self._again
        elif name == "table:table":
            self._here = False

    def text(self, data: str) -> None:
        """Take text into account."""
        if self._error:
            self._shown.append(data)


def examine_sheet(archive: zipfile.ZipFile, part: str, sheet: XlsxSheet | OdsSheet) -> Found:
    """Return what is in a sheet."""
    parsed(archive, part, sheet.start, sheet.end, sheet.text)
    return sheet.found
