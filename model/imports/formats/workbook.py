"""Workbooks (XLSX, ODS): read by `workbook_process` in a child, within limits of memory and time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
from msgspec import Struct

from model.checks.findings import Level
from model.columns.heads import own_sheet, own_table
from model.imports.cells import NO_ROWS, Cell, Noticed, Question, Record, RowNumbers, Unsettled
from model.imports.child import told_by
from model.imports.choices import FileReading, Watch
from model.imports.dates import SERIAL, SERIAL_1904, date_format
from model.imports.header import find_table
from model.imports.places import cell_name, column_name
from model.imports.table import OpenedFile
from model.text.errors import Unreadable
from model.text.records import replace
from model.text.safe_text import cleaned_data
from model.text.words import Words, marked, words

_READER = "model.imports.formats.workbook_process"
_NAMED = 8  # cells
READ, SKIP = "read", "skip"  # what becomes of what is hidden
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "zip": marked("the workbook is damaged: it is no archive that can be unpacked"),
        "kind": marked("this archive holds no workbook that is understood (XLSX, ODS)"),
        "parts": marked("the workbook has too many parts ({count})"),
        "sheets": marked("the workbook has more than {limit} sheets"),
        "letters": marked("the cells of the workbook hold too much text: more than {count} letters"),
        "password": marked("the workbook is protected by a password; save it without one"),
        "unpacked": marked("the workbook is too large when unpacked ({size} bytes)"),
        "area": marked(
            "the sheet reaches too far, to row {rows} and column {columns}; delete what stands far off"
        ),
        "doctype": marked("the workbook declares a document type, which none has to"),
        "time": marked("the workbook takes too long to read; save the sheet as CSV"),
        "busy": marked("the machine is too busy to read the workbook; try again later, or save it as CSV"),
        "said": marked("the workbook holds too much to be read; save the sheet as CSV"),
        "memory": marked("the workbook takes more memory than it may; save the sheet as CSV"),
        "broken": marked("the workbook cannot be read: {reason}"),
    }
)


def is_workbook(data: bytes) -> bool:
    """Whether bytes are an archive or an older Office file, by what they begin with."""
    return data.startswith((_ZIP, _OLE))


def open_workbook(data: bytes, reading: FileReading, watch: Watch | None = None) -> OpenedFile:
    """Return a sheet of a workbook; the only one with anything in it where none is named.

    What is hidden (rows, columns, white text) is read, or left out where that is said. Where it is not, that
    is a question. Raises Unreadable with the reason, and Unsettled where several sheets hold something.
    """
    if data.startswith(_OLE):
        message = marked("an older Excel file, or one with a password; save it as XLSX without one")
        raise Unreadable(words(message))
    try:
        return _opened(data, reading, watch)
    except Unsettled as error:
        own = own_sheet(error.questions[0].ways)
        opened = _opened(data, replace(reading, sheet=own), watch) if own else None
        if opened is None or own_table(opened.table.names) is None:
            raise
        return opened


def _opened(data: bytes, reading: FileReading, watch: Watch | None) -> OpenedFile:
    with contextlib.closing(told_by(_READER, [reading.sheet], data, watch, REFUSALS)) as told:
        return _read(next(told), told, reading)


def _read(head: Mapping[str, Any], told: Iterator[list[Any]], reading: FileReading) -> OpenedFile:
    """Return the sheet that the child tells of, first what it is, then its rows."""
    sheets = tuple(head["sheets"])
    chosen = str(head["sheet"])
    if reading.sheet and reading.sheet not in sheets:
        message = marked("there is no sheet “{name}”; there are {names}")
        raise Unreadable(words(message, name=reading.sheet, names=_listed(sheets)))
    if not chosen:
        if not head["filled"]:
            raise Unreadable(words("no sheet of the workbook holds anything"))
        message = marked("the workbook has several sheets: {names}")
        filled, hidden_sheets = tuple(head["filled"]), head["hidden_sheets"]
        if len(filled) == len(hidden_sheets):
            message = marked("all that the workbook holds stands on hidden sheets: {names}")
        elif hidden_sheets:
            message = marked("the workbook has several sheets: {names}; hidden are {hidden}")
        names, of_these = _listed(filled), _listed(tuple(hidden_sheets))
        raise Unsettled([Question("sheet", words(message, names=names, hidden=of_these), filled)])
    unseen = _Unseen.of(head)
    said = unseen.words
    questions: tuple[Question, ...] = ()
    if said is not None and reading.hidden not in (READ, SKIP):
        questions = (Question("hidden", said, (READ, SKIP)),)
    skip = reading.hidden == SKIP
    dropped = set(unseen.columns) if skip else set()
    rows: list[Record] = []
    texts: dict[str, str] = {}  # a text that stands in many cells is kept once
    for row in told:
        seen = [value for column, value in enumerate(row) if column not in dropped] if dropped else row
        rows.append([texts.setdefault(v, v) if v.__class__ is str else cell_of(v, skip=skip) for v in seen])
    scaled = {
        column - sum(one < column for one in dropped): every
        for column, every in unseen.scaled.items()
        if column not in dropped
    }
    table = find_table(partial(iter, rows), reading.header)
    table = replace(table, hidden=unseen.rows if skip else NO_ROWS, scaled=scaled)
    counts = date_format(reading.date_format).counts if reading.date_format and head["since_1904"] else ""
    settled = FileReading(
        sheet=chosen, header=table.header, date_format=SERIAL_1904 if counts == SERIAL else ""
    )
    return OpenedFile(str(head["format"]), table, settled, sheets, tuple(unseen.noticed(said)), questions)


class _Unseen(Struct, frozen=True):
    """What a person who looks at a sheet does not see, and a reader does; the cells with raised digits."""

    rows: RowNumbers
    columns: tuple[int, ...]
    filtered: bool
    white: tuple[str, ...]
    raised: tuple[str, ...]
    scaled: Mapping[int, bool]
    money: tuple[int, ...]
    sheets: tuple[str, ...]

    @classmethod
    def of(cls, head: Mapping[str, Any]) -> _Unseen:
        rows = np.array(head["hidden_rows"], dtype=np.int64).reshape(-1, 2) + 1
        columns = [column for first, last in head["hidden_columns"] for column in range(first, last + 1)]
        white, raised = (tuple(cell_name(*place) for place in head[kind]) for kind in ("white", "raised"))
        scaled = {int(column): bool(every) for column, every in head["scaled"]}
        sheets = tuple(name for name in head["hidden_sheets"] if name != head["sheet"])
        money = tuple(head["money"])
        return cls(
            RowNumbers(rows), tuple(columns), bool(head["filtered"]), white, raised, scaled, money, sheets
        )

    @property
    def words(self) -> Words | None:
        """What is hidden, None where nothing is."""
        if self.rows:
            message = marked("{count} row is hidden ({rows})|{count} rows are hidden ({rows})")
            if self.filtered:
                message = marked(
                    "{count} row is hidden by a filter ({rows})|{count} rows are hidden by a filter ({rows})"
                )
            return words(message, count=len(self.rows), rows=self.rows.words)
        if self.columns:
            names = ", ".join(column_name(column) for column in self.columns[:_NAMED])
            return words(
                "{count} column is hidden ({names})|{count} columns are hidden ({names})",
                count=len(self.columns),
                names=names,
            )
        if self.white:
            return words("white, hidden or struck-through text stands in {cells}", cells=_cells(self.white))
        return None

    def noticed(self, hidden: Words | None) -> Iterator[Noticed]:
        """Yield what is to be said of the sheet."""
        if hidden is not None:
            yield Noticed(Level.WARNING, "hidden", hidden)
        if self.sheets:
            found = words("hidden sheets are not read: {names}", names=_listed(self.sheets))
            yield Noticed(Level.WARNING, "hidden_sheets", found)
        if self.scaled:
            names = ", ".join(column_name(column) for column in list(self.scaled)[:_NAMED])
            message = marked(
                "shown in thousands or millions, and read whole as they are held: column {names}"
            )
            yield Noticed(Level.WARNING, "scaled", words(message, names=names))
        if self.money:
            names = ", ".join(column_name(column) for column in self.money[:_NAMED])
            yield Noticed(
                Level.WARNING, "money", words("shown as sums of money: column {names}", names=names)
            )
        if self.raised:
            message = marked("raised digits stand in {cells}: footnotes, and no part of a number")
            yield Noticed(Level.WARNING, "raised", words(message, cells=_cells(self.raised)))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:20])


def _cells(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def cell_of(value: Any, *, skip: bool = False) -> Cell:
    """Return a cell as a child tells it: a date is a list of its text; `skip` leaves out white text."""
    if isinstance(value, dict):
        return "" if skip else cell_of(value["white"], skip=skip)
    if isinstance(value, list):
        with contextlib.suppress(ValueError):
            moment = datetime.fromisoformat(value[0])
            return (
                moment
                if (moment.hour or moment.minute or moment.second)
                else date(moment.year, moment.month, moment.day)
            )
        return cleaned_data(str(value[0]))
    if isinstance(value, str):
        return cleaned_data(value)
    return value if isinstance(value, int | float) else None
