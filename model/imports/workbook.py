"""Workbooks (XLSX, ODS): read by `workbook_process` in a child, within limits of memory and time."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from model.imports.cells import Cell, Question, Record, Unsettled
from model.imports.choices import Watch, ask
from model.text.errors import Unreadable
from model.text.words import Words, marked, words

SECONDS = 60  # on the clock; the child has its own limit of processor time
_ASKED = 0.1  # seconds from one question whether to go on to the next
_ROOT = str(Path(__file__).parents[2])
_CHILD = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
from model.imports.workbook_process import main
sys.exit(main())
"""
_LINES = 4096
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"

_REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "zip": marked("the workbook is damaged: it is no archive that can be unpacked"),
        "kind": marked("this archive holds no workbook that is understood (XLSX, ODS)"),
        "parts": marked("the workbook has too many parts ({count})"),
        "password": marked("the workbook is protected by a password; save it without one"),
        "unpacked": marked("the workbook is too large when unpacked ({size} bytes)"),
        "area": marked(
            "the sheet reaches too far: {rows} rows, {columns} columns; delete what stands far off"
        ),
        "doctype": marked("the workbook declares a document type, which none has to"),
        "memory": marked("the workbook takes more memory than it may; save the sheet as CSV"),
        "broken": marked("the workbook cannot be read: {reason}"),
    }
)


@dataclass(frozen=True, slots=True)
class Workbook:
    """One sheet of a workbook; the sheets there are."""

    format: str
    sheet: str
    sheets: tuple[str, ...]
    rows: list[Record]

    def records(self) -> Iterator[Record]:
        """Yield the rows, the first of the sheet first."""
        return iter(self.rows)


def is_workbook(data: bytes) -> bool:
    """Whether bytes are an archive or an older Office file, by what they begin with."""
    return data.startswith((_ZIP, _OLE))


def open_workbook(data: bytes, sheet: str = "", watch: Watch | None = None) -> Workbook:
    """Return a sheet of a workbook; the only one with anything in it where none is named.

    Raises Unreadable with the reason, and Unsettled where several sheets hold something.
    """
    if data.startswith(_OLE):
        message = marked("an older Excel file, or one with a password; save it as XLSX without one")
        raise Unreadable(words(message))
    lines = _run(data, sheet, watch)
    head = _parsed(next(lines, ""))
    if "refused" in head:
        raise Unreadable(_refusal(head))
    sheets = tuple(head["sheets"])
    chosen = str(head["sheet"])
    if sheet and sheet not in sheets:
        message = marked("there is no sheet “{name}”; there are {names}")
        raise Unreadable(words(message, name=sheet, names=", ".join(sheets)))
    if not chosen:
        if not head["filled"]:
            raise Unreadable(words("no sheet of the workbook holds anything"))
        message = marked("the workbook has several sheets: {names}")
        filled = tuple(head["filled"])
        raise Unsettled([Question("sheet", words(message, names=", ".join(filled)), filled)])
    rows: list[Record] = []
    for number, line in enumerate(lines, 1):
        if not number % _LINES:
            ask(watch)
        parsed = json.loads(line)
        if isinstance(parsed, dict):
            if "refused" in parsed:
                raise Unreadable(_refusal(parsed))
            return Workbook(str(head["format"]), chosen, sheets, rows)
        rows.append([_cell(value) for value in parsed])
    raise Unreadable(_refusal({"refused": "memory"}))  # it ended without its last word


def _run(data: bytes, sheet: str, watch: Watch | None) -> Iterator[str]:
    """Return what the child says, line by line. It ends with whatever ends this."""
    command = [sys.executable, "-I", "-c", _CHILD, _ROOT, sheet]
    said: list[bytes] = []
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as child:
        # `communicate` does not go on with what it was to send once it was interrupted: so it is not.
        talk = threading.Thread(target=lambda: said.append(child.communicate(data)[0]))
        talk.start()
        try:
            late = time.monotonic() + SECONDS
            while talk.is_alive() and time.monotonic() < late:
                talk.join(_ASKED)
                ask(watch)
            if talk.is_alive():
                message = marked("the workbook takes too long to read; save the sheet as CSV")
                raise Unreadable(words(message))
        finally:
            child.kill()  # which does nothing to one that is done
            talk.join()
    if not said or not said[0]:
        raise Unreadable(_refusal({"refused": "memory"}))
    return iter(said[0].decode().splitlines())


def _parsed(line: str) -> dict[str, Any]:
    parsed = json.loads(line)
    return parsed if isinstance(parsed, dict) else {"refused": "broken", "reason": ""}


def _refusal(answer: Mapping[str, Any]) -> Words:
    details = {key: value for key, value in answer.items() if key != "refused"}
    return Words(_REFUSALS[str(answer["refused"])], tuple(details.items()))


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        with contextlib.suppress(ValueError):
            moment = datetime.fromisoformat(value[0])
            return (
                moment
                if (moment.hour or moment.minute or moment.second)
                else date(moment.year, moment.month, moment.day)
            )
        return str(value[0])
    return value if isinstance(value, str | int | float) else None
