"""A table of events looked at as a file is: the engine is asked for its columns and a sample of its rows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from msgspec import Struct

from model.checks.findings import Level
from model.imports.cells import Cell, Noticed, Question, Unsettled
from model.imports.choices import FileReading, Watch, ask
from model.imports.events.engine import Engine, not_said, told
from model.imports.events.opening import opened
from model.imports.events.source import EventSource
from model.imports.inspect_file import SAMPLED, FileReport, columns_of, look
from model.imports.numbers import DecimalEvidence
from model.imports.table import ReadTable
from model.text.errors import Unreadable
from model.text.records import replace
from model.text.safe_text import cleaned, cleaned_data
from model.text.words import joined, marked, words

_NAMED = 100  # columns
_LONGEST = 2000  # letters of a cell that is looked at


class ColumnType(Enum):
    """What an engine says that a column holds."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    FLOAT = "float"
    DAY = "day"
    MOMENT = "moment"
    TEXT = "text"  # and whatever is told as text

    @classmethod
    def of(cls, dtype: Any) -> ColumnType:
        """Return the type of a column of ibis."""
        named = (
            (cls.WHOLE, dtype.is_integer()),
            (cls.DECIMAL, dtype.is_decimal()),
            (cls.FLOAT, dtype.is_floating()),
            (cls.DAY, dtype.is_date()),
            (cls.MOMENT, dtype.is_timestamp()),
        )
        return next((kind for kind, is_it in named if is_it), cls.TEXT)

    def cell(self, text: str | None) -> Cell:
        """Return the cell that a text of the engine stands for; one that is not of the type stays text."""
        if text is None:
            return None
        try:
            match self:
                case ColumnType.WHOLE:
                    return int(text)
                case ColumnType.DECIMAL | ColumnType.FLOAT:
                    number = float(text)
                    return int(number) if number.is_integer() and abs(number) < 2**53 else number
                case ColumnType.DAY:
                    return date.fromisoformat(text[:10])
                case ColumnType.MOMENT:
                    moment = datetime.fromisoformat(text)
                    return moment if moment.time() != moment.min.time() else moment.date()
        except (ValueError, OverflowError):
            pass
        return cleaned_data(text)


class EventTable(Struct, frozen=True):
    """Which table of which place it is, the names of its columns as the engine has them, and their types."""

    source: EventSource
    table: str
    reading: FileReading
    columns: tuple[str, ...]
    types: tuple[ColumnType, ...]


def look_at(
    given: str | os.PathLike[str] | bytes | EventSource,
    reading: FileReading | None = None,
    name: str = "",
    watch: Watch | None = None,
) -> FileReport:
    """Look at a file, or at a table of events, and change nothing. Raises as `look` does."""
    if isinstance(given, EventSource):
        return look_at_events(given, reading, watch)
    return look(given, reading, name, watch)


def look_at_events(
    source: EventSource, reading: FileReading | None = None, watch: Watch | None = None
) -> FileReport:
    """Look at a table of events and change nothing; its name is the `sheet` of the reading.

    Raises Unreadable, and Unsettled where there are several tables and none is named.
    """
    reading = reading or FileReading()
    with opened(source, reading, watch) as engine:
        ask(watch)
        name, table = table_of(engine, reading)
        names = tuple(map(cleaned, table.columns))
        kinds = tuple(table.schema().values())
        types = types_of(table)
        rows = engine.rows(_texts(table).limit(SAMPLED + 1), watch)
        found, noticed = engine.reading, engine.noticed
    records = [[kind.cell(text) for kind, text in zip(types, row, strict=True)] for row in rows]
    shown = ReadTable(names, 0, lambda: iter(records))
    sample = list(enumerate(records, 1))[:SAMPLED]
    evidence = DecimalEvidence()
    pairs = zip(names, kinds[:_NAMED], strict=False)
    schema = joined(words("“{name}” {kind}", name=name, kind=str(kind)) for name, kind in pairs)
    return FileReport(
        name=source.name if not name or len(engine.tables) == 1 else f"{source.name}: {name}",
        path="",
        format=engine.title,
        digest=hashlib.sha256(repr(rows).encode()).hexdigest(),
        reading=replace(found, sheet=name),
        decimal=reading.decimal or evidence.proved,
        table=shown,
        columns=tuple(columns_of(shown, sample, evidence, watch)),
        sheets=tuple(engine.tables) if name else (),
        sample=tuple(sample),
        whole=len(rows) <= SAMPLED,
        noticed=(
            Noticed(
                Level.NOTE, "schema", words("the columns as the engine has them: {columns}", columns=schema)
            ),
            *(Noticed(Level.WARNING, "schema", said) for said in noticed),
        ),
        evidence=evidence,
        events=EventTable(source, name, replace(found, sheet=name), tuple(table.columns), types),
    )


def table_of(engine: Engine, reading: FileReading) -> tuple[str, Any]:
    """Return the name of the table that is meant, and the table. Raises Unsettled where none is named."""
    tables: Mapping[str, Any] = engine.tables
    name = reading.sheet or (next(iter(tables)) if len(tables) == 1 else "")
    if name in tables:
        with told(engine.title):
            return name, tables[name]()
    if reading.sheet:
        message = marked("there is no table “{name}”; there are {tables}")
        raise Unreadable(words(message, name=name, tables=", ".join(tables) or "–"))
    raise Unsettled([Question("sheet", not_said(tables), tuple(tables))])


def types_of(table: Any) -> tuple[ColumnType, ...]:
    """Return what the columns of a table of ibis hold."""
    return tuple(map(ColumnType.of, table.schema().values()))


def _texts(table: Any) -> Any:
    """Return the columns as texts, of each so much as is looked at."""
    return table.select(
        **{
            f"c{number}": table[name].cast("string").left(_LONGEST)
            for number, name in enumerate(table.columns)
        }
    )
