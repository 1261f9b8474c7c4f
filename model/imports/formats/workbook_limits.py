"""What is in a workbook, told from its parts before it is read: its size, and what a reader would not say.

Runs in the process that `workbook_process` is. Two cells far apart abort calamine, error cells read as empty
in it, a raised footnote digit as one of the number's (all measured): so these are found first.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.parsers import expat

from model.imports.child_side import OddFile
from model.imports.formats.workbook_styles import PERCENT, Shown

UNPACKED = 160 << 20
PARTS = 4000
SHEETS = 1000
AREA = 6_000_000  # cells of the rectangle around everything
CELLS = 2_500_000  # with something in them: a full sheet of two columns, 100,000 rows of 25
LETTERS = 16 << 20  # of all cells: a text that many cells name counts for each of them
LONGEST = 40_000  # letters of a cell; Excel itself holds 32,767
CHUNK = 1 << 16
TOLD = 1000  # cells of a kind that are told


class Enough(Exception):
    """Nothing more has to be known of a part."""


class Examined:
    """What an examination of one sheet found: its size, and cells of which a reader would not say everything.

    `told`: what a cell says instead of its value (an error, a raised digit, a formula without a value).
    `months`: dates shown as their `month` or `year`. `unseen`: white or formatted away. `scaled` are columns
    with numbers shown in thousands, `whole` with numbers shown whole, `money` with sums of it, `percent`
    cells shown so. Rows, columns from 0.
    """

    def __init__(self) -> None:
        self.rows = self.columns = self.cells = self.letters = 0
        self.told: dict[tuple[int, int], str] = {}
        self.months: dict[tuple[int, int], str] = {}
        self.raised: list[tuple[int, int]] = []
        self.fixed: dict[tuple[int, int], str] = {}
        self.unseen: list[tuple[int, int]] = []
        self.scaled: set[int] = set()
        self.whole: set[int] = set()
        self.money: set[int] = set()
        self.percent: set[tuple[int, int]] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.filtered = False

    def reach(self, row: int, column: int, count: int = 1) -> None:
        """Take a cell into account; refuse what would not fit into memory."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.cells += count
        if self.rows * self.columns > AREA or self.cells > CELLS:
            raise OddFile("area", rows=self.rows, columns=self.columns)

    def hold(self, letters: int, count: int = 1) -> None:
        """Take the text of a cell into account."""
        self.letters += letters * count
        if letters > LONGEST or self.letters > LETTERS:
            raise OddFile("letters", count=LETTERS)

    def show(self, place: tuple[int, int], shown: Shown) -> None:
        """Take the style of a cell with something in it into account."""
        if shown.date:
            self.months[place] = shown.date
        if shown.fixed:
            self.fixed[place] = shown.fixed
        if shown.unseen:
            self.unseen.append(place)
        if shown.money:
            self.money.add(place[1])
        if shown.power == PERCENT:
            self.percent.add(place)
        elif shown.power:
            self.scaled.add(place[1])


def examine(data: bytes) -> zipfile.ZipFile:
    """Return the archive, if its parts are few, small when unpacked and not encrypted."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise OddFile("zip") from error
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise OddFile("parts", count=len(parts))
    if any(part.flag_bits & 1 for part in parts):
        raise OddFile("password")
    if sum(part.file_size for part in parts) > UNPACKED:
        raise OddFile("unpacked", size=sum(part.file_size for part in parts))
    return archive


def parsed(archive: zipfile.ZipFile, part: str, start: Any, end: Any = None, text: Any = None) -> None:
    """Run the handlers over one part, never more of it than it said it holds; a DOCTYPE is refused.

    A handler that raises `Enough` ends it.
    """
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text

    def doctype(*_: object) -> None:
        raise OddFile("doctype")

    parser.StartDoctypeDeclHandler = doctype
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except Enough:
        return


def plain(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]
