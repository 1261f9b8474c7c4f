"""What is found in a file before anything is chosen: how it is written, and what its columns seem to be."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from model.checks.findings import Level
from model.columns.heads import OwnTable, own_table
from model.files import read_file
from model.imports.cells import (
    Broken,
    Cell,
    Noticed,
    Question,
    Record,
    RowNumbers,
    is_empty,
    says_nothing,
    text_of,
)
from model.imports.choices import FileReading, Watch, ask
from model.imports.column_names import scale_said, speaks_of
from model.imports.dates import (
    ANY_FORMAT,
    DateFormat,
    date_format,
    is_part_of_year,
    looks_dated,
    months_of_part,
    read_days,
)
from model.imports.formats.json_file import open_json
from model.imports.formats.parquet_file import MARK, open_parquet
from model.imports.formats.text_file import open_text
from model.imports.formats.unpack import unpacked
from model.imports.formats.workbook import is_workbook, open_workbook
from model.imports.maps.map_look import Maps, look_maps
from model.imports.numbers import ColumnForm, DecimalEvidence, looks_like_figure, read_numbers
from model.imports.places import Places
from model.imports.table import OpenedFile, ReadTable, sample
from model.imports.wide import turned
from model.text.day_rules import ORDERS
from model.text.errors import Unreadable
from model.text.notation import clipped
from model.text.records import replace
from model.text.safe_text import cleaned
from model.text.words import joined, marked, quoted, words

if TYPE_CHECKING:
    from model.imports.events.table import EventTable

SAMPLED = 5000
_JSON = (".json", ".geojson", ".jsonl", ".ndjson")
_NO_TABLES = (".yml", ".yaml", ".xml", ".html", ".pdf", ".docx")
_NAMED = 20  # columns
_FOUND = ("sheet", "header", "delimiter", "encoding")  # of how a file is read, by looking
_HEADS_NAMED = 3
_WEEK_NAMES = re.compile(
    r"(?:iso[ _]?)?(?:week|wk|kw|(?:kalender)?woche|semaine|неделя|тиждень)(?:[ _]?(?:no|nr|number))?\.?",
    re.IGNORECASE,
)
_YEAR_NAMES = re.compile(r"(?:iso[ _]?)?(?:year|jahr|yr|année|annee|год|рік)", re.IGNORECASE)
_DATE_NAMES = re.compile(r".*date.*", re.IGNORECASE)
_DAY_NAMES = re.compile(r"day(?: of (?:the )?month)?|dd|tag|jour|день|число", re.IGNORECASE)
_MONTH_NAMES = re.compile(r"month|monat|mois|месяц|місяць", re.IGNORECASE)


class ColumnMeaning(StrEnum):
    """What the cells of a column seem to be."""

    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"  # of a month
    NUMBER = "number"
    TEXT = "text"
    NOTHING = "nothing"


MEANINGS: Mapping[ColumnMeaning, str] = {
    ColumnMeaning.DATE: marked("dates"),
    ColumnMeaning.YEAR: marked("years"),
    ColumnMeaning.MONTH: marked("months"),
    ColumnMeaning.WEEK: marked("weeks"),
    ColumnMeaning.DAY: marked("days of a month"),
    ColumnMeaning.NUMBER: marked("numbers"),
    ColumnMeaning.TEXT: marked("text"),
    ColumnMeaning.NOTHING: marked("nothing"),
}
"""What the cells of a column are called."""


class ColumnReport(Struct, frozen=True):
    """A column: its name, what its cells seem to be, the first few of them, and how often it falls.

    `falls` is the share of steps of a number that go down, from the earlier row to the later.
    """

    name: str
    meaning: ColumnMeaning
    examples: tuple[str, ...]
    filled: int
    falls: float | None = None


class FileReport(Struct, frozen=True):
    """A file as it was found: how it is read, its table and columns, a sample of rows.

    `reading` has every setting of the file; the decimal sign and the format of dates only where they were
    given, since every cell has a say in them: `decimal` is what the sample says.

    `whole`: the sample is all there is. `digest` is the SHA-256 of the bytes. `questions` are open before any
    choice is made, and were answered in some way to look at all. `maps`: what the rows are features of.
    `events`: the rows lie in an engine that counts them; `table` has but the sample, until they are counted.
    `own`: the columns are those of a table that this program exported.
    """

    name: str
    path: str
    format: str
    digest: str
    reading: FileReading
    decimal: str
    table: ReadTable
    columns: tuple[ColumnReport, ...]
    sheets: tuple[str, ...]
    sample: tuple[tuple[int, Record], ...]
    whole: bool
    noticed: tuple[Noticed, ...]
    evidence: DecimalEvidence
    questions: tuple[Question, ...] = ()
    maps: Maps | None = None
    events: EventTable | None = None
    own: OwnTable | None = None

    @property
    def connection(self) -> str:
        """What the person's settings call the place where the rows lie; "" for a file."""
        return "" if self.events is None else self.events.source.name

    def cells(self, index: int, most: int | None = None) -> list[Cell]:
        """Return the cells of a column in the sample, of so many rows at most."""
        return [row[index] for _, row in self.sample[:most] if index < len(row)]

    def with_meaning(self, *meanings: ColumnMeaning) -> tuple[ColumnReport, ...]:
        """Return the columns that seem to be one of these."""
        return tuple(column for column in self.columns if column.meaning in meanings)


def look(
    source: str | os.PathLike[str] | bytes,
    reading: FileReading | None = None,
    name: str = "",
    watch: Watch | None = None,
) -> FileReport:
    """Look at a file, or a folder of maps (its path, or its bytes and a name), and change nothing.

    `watch` is asked between one step and the next, and may raise `Cancelled`.

    Raises FileError where it cannot be read from the disk, Unreadable where it is no table, Unsettled where
    it can be read in two ways from its first byte on.
    """
    reading = reading or FileReading()
    path = "" if isinstance(source, bytes) else os.fspath(source)
    shown = cleaned(name or Path(path).absolute().name)
    if reading.date_format:
        date_format(reading.date_format)
    if reading.decimal not in ("", ".", ","):
        message = marked("“{text}” is no decimal sign; it is . or ,")
        raise Unreadable(words(message, text=reading.decimal))
    maps = look_maps(source, shown, reading, watch)
    if maps is not None and maps.maps is not None:
        opened, digest = maps, maps.maps.set.digest
    else:
        data = source if isinstance(source, bytes) else read_file(source)
        opened, digest = _turned(_opened(data, shown, reading, watch)), hashlib.sha256(data).hexdigest()
    ask(watch)
    rows, whole = sample(opened.table, SAMPLED)
    ask(watch)
    evidence = DecimalEvidence()
    columns = columns_of(opened.table, rows, evidence, watch)
    decimal = reading.decimal or evidence.proved
    return FileReport(
        name=shown,
        path=path,
        format=opened.format,
        digest=digest,
        reading=replace(
            reading,
            date_format=opened.reading.date_format or reading.date_format,
            **{key: getattr(opened.reading, key) for key in _FOUND},
        ),
        decimal=decimal,
        table=opened.table,
        columns=tuple(columns),
        sheets=opened.sheets,
        sample=tuple(rows),
        whole=whole,
        noticed=(*opened.noticed, *_noticed(opened.table), *_scales_said(opened.table, rows)),
        evidence=evidence,
        questions=opened.questions,
        maps=opened.maps,
        own=opened.own or own_table(opened.table.names),
    )


def _opened(data: bytes, name: str, reading: FileReading, watch: Watch | None) -> OpenedFile:
    data, name = unpacked(data, name, watch)
    if not data[:4096].strip() and not data.strip():
        raise Unreadable(words("the file is empty"))
    if is_workbook(data):
        return open_workbook(data, reading, watch)
    ending = Path(name).suffix.casefold()
    if ending in _JSON or _begins_as_json(data, ending):
        return open_json(data, reading)
    if data.startswith(MARK):
        return open_parquet(data, watch)
    if ending in _NO_TABLES:
        message = marked(
            "a file of this kind ({ending}) holds no table that is understood;"
            " CSV, TSV, XLSX, ODS, JSON and Parquet do"
        )
        raise Unreadable(words(message, ending=ending))
    return open_text(data, reading, watch, ending)


def _turned(opened: OpenedFile) -> OpenedFile:
    """Return what was opened, a table with days as heads of its columns turned."""
    table = opened.table
    turn = turned(table.names, lambda: islice(table.records(), table.header, None))
    if turn is None:
        return opened
    message = marked(
        "{heads} stand as heads of columns: read as {columns}, from each row of the file {count} row|"
        "{heads} stand as heads of columns: read as {columns}, from each row of the file {count} rows"
    )
    if turn.across:
        message = marked("{heads} stand as heads of columns: read as {columns}, a row for each")
    heads = quoted(turn.heads[:_HEADS_NAMED])
    if len(turn.heads) > _HEADS_NAMED:
        heads = joined((heads, quoted(turn.heads[-1:])), " … ")
    columns = quoted(turn.names, _NAMED)
    found = [Noticed(Level.NOTE, "wide", words(message, heads=heads, columns=columns, count=len(turn.heads)))]
    if turn.totals:
        left = words("columns of totals are left out: {names}", names=quoted(turn.totals))
        found.append(Noticed(Level.NOTE, "wide_totals", left))
    noticed = (*opened.noticed, *_noticed(table), *found)
    places = Places(table.header, turn.columns, turn.across)
    return replace(opened, table=ReadTable(turn.names, 0, turn.records, places=places), noticed=noticed)


def _begins_as_json(data: bytes, ending: str) -> bool:
    head = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip()
    return ending not in (".csv", ".tsv", ".txt") and head[:1] in (b"[", b"{") and bool(head)


def columns_of(
    table: ReadTable,
    rows: Sequence[tuple[int, Record]],
    evidence: DecimalEvidence,
    watch: Watch | None = None,
) -> list[ColumnReport]:
    """Return what the columns seem to be by a sample of rows; their numbers are added to the `evidence`."""
    columns = []
    newest_first = _newest_first(rows)
    for index in range(len(table.names)):
        ask(watch)
        columns.append(_column(table, index, rows, evidence, newest_first=newest_first))
    return columns


def _column(
    table: ReadTable,
    index: int,
    rows: Sequence[tuple[int, Record]],
    evidence: DecimalEvidence,
    *,
    newest_first: bool,
) -> ColumnReport:
    """Return what a column seems to be; its numbers are added to the `evidence` of the file."""
    name = table.names[index]
    cells: list[Cell] = [row[index] for _, row in rows if index < len(row) and not says_nothing(row[index])]
    examples = tuple(dict.fromkeys(text_of(cell) for cell in cells[:200]))[:3]
    if not cells:
        return ColumnReport(name, ColumnMeaning.NOTHING, (), 0)
    meaning = _meaning(name, cells)
    falls = None
    if meaning is ColumnMeaning.NUMBER:
        evidence.add(cells)
    if meaning is ColumnMeaning.NUMBER and len(cells) > 2:
        values = read_numbers(cells, ColumnForm(DecimalEvidence().add(cells).proved or ".", "km2")).best
        known = values[values == values]  # noqa: PLR0124 - NaN differs from itself
        steps = known[1:] - known[:-1]
        if len(steps):
            down = float((steps < 0).mean())
            falls = min(down, float((steps > 0).mean())) if newest_first else down
    return ColumnReport(name, meaning, examples, len(cells), falls)


def _newest_first(rows: Sequence[tuple[int, Record]]) -> bool:
    """Whether the dates of the rows, in the first column that has nothing else, go down in any reading."""
    for index in range(len(rows[0][1]) if rows else 0):
        cells = [row[index] for _, row in rows[:50] if index < len(row)]
        if cells and all(map(looks_dated, cells)):
            read = [read_days(cells, DateFormat(replace(ANY_FORMAT.rules, order=order))) for order in ORDERS]
            readable = [days.starts for days in read if not days.unreadable]
            return bool(readable) and all(starts[0] > starts[-1] for starts in readable)
    return False


def _meaning(name: str, cells: Sequence[Cell]) -> ColumnMeaning:
    probe = cells[:300]
    dated = sum(looks_dated(cell) for cell in probe)
    numeric = sum(map(looks_like_figure, probe))
    whole = [
        int(text) for text in map(text_of, probe) if text.isascii() and text.isdecimal() and len(text) < 9
    ]
    if dated * 2 > len(probe):
        # 1200* and 1500–1600 may be years; under a name such as losses they are people
        of_amounts = bool(speaks_of(name)) and sum(map(looks_like_figure, probe)) * 2 > len(probe)
        return ColumnMeaning.NUMBER if of_amounts else ColumnMeaning.DATE
    if (found := _meaning_of_whole(name.strip(), whole, len(probe))) is not None:
        return found
    if numeric * 2 > len(probe):
        return ColumnMeaning.NUMBER
    if sum(is_part_of_year(cell) for cell in probe) * 2 > len(probe):
        return ColumnMeaning.MONTH
    return ColumnMeaning.TEXT


def _meaning_of_whole(name: str, whole: Sequence[int], count: int) -> ColumnMeaning | None:
    """Return what whole numbers are in a column of that name, of which `count` cells were looked at."""
    if most := months_of_part(name):
        return ColumnMeaning.MONTH if whole and len(whole) == count and max(whole) <= 12 // most else None
    within = {
        ColumnMeaning.WEEK: (1, 53, _WEEK_NAMES),
        ColumnMeaning.MONTH: (1, 12, _MONTH_NAMES),
        ColumnMeaning.DAY: (1, 31, _DAY_NAMES),
        ColumnMeaning.DATE: (19000101, 21001231, _DATE_NAMES),
    }
    if _YEAR_NAMES.fullmatch(name) and 2 * len(whole) > count and all(1000 <= x <= 9999 for x in whole):
        return ColumnMeaning.YEAR  # beside them stand a total, a remark
    if len(whole) < count:
        return None
    return next(
        (
            meaning
            for meaning, (least, most, names) in within.items()
            if names.fullmatch(name) and all(least <= number <= most for number in whole)
        ),
        None,
    )


def _scales_said(table: ReadTable, rows: Sequence[tuple[int, Record]]) -> list[Noticed]:
    """Warn where a title or a remark tells of thousands: no name of a column says whose numbers these are."""
    titles = set(table.titles)
    above = [row for row in enumerate(islice(table.records(), max(titles, default=0)), 1) if row[0] in titles]
    said = {
        number: text_of(filled[0])
        for number, row in (*above, *rows)
        if not isinstance(row, Broken)
        and len(filled := [cell for cell in row if not is_empty(cell)]) == 1
        and isinstance(filled[0], str)
        and scale_said(filled[0])
    }
    if not said:
        return []
    message = marked(
        "{texts}: the numbers are taken as they stand, unless the name of their column says so"
        " (losses (thousands))"
    )
    found = words(message, texts=quoted((clipped(text) for text in said.values()), _NAMED))
    return [Noticed(Level.WARNING, "scale_said", found, RowNumbers.of(list(said)))]


def _noticed(table: ReadTable) -> list[Noticed]:
    noticed = []
    if table.titles:
        noticed.append(Noticed(Level.NOTE, "titles", words("titles above the table"), table.titles))
    if table.groups:
        of_two = marked("the names of the columns are joined of two rows: {names}")
        names = quoted(table.names, _NAMED)
        noticed.append(Noticed(Level.NOTE, "groups", words(of_two, names=names), table.groups))
    if table.tags:
        noticed.append(
            Noticed(Level.NOTE, "tags", words("tags (HXL) under the names of the columns"), table.tags)
        )
    if not table.header and table.names and all(name.startswith("column ") for name in table.names):
        noticed.append(
            Noticed(Level.NOTE, "no_header", words("no row of names: the columns are named by their place"))
        )
    return noticed
