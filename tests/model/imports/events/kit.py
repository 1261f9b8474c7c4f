"""Tables of events as files and as what engines hold, and what comes of each, to be compared."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import strategies as st

from model.imports.cells import Unsettled
from model.imports.choices import (
    Choices,
    ColumnNames,
    Duplicates,
    FileReading,
    Fractions,
    Kind,
    PeriodLength,
    RowCovers,
    SeriesQuantity,
    Watch,
    ask,
)
from model.imports.events import apart, apart_process
from model.imports.events.source import source_of
from model.imports.events.table import look_at_events
from model.imports.inspect_file import FileReport, look
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.text.errors import Unreadable
from model.text.records import replace

duckdb = pytest.importorskip("duckdb")


class NearTalk:
    """Asks what the process of an engine asks, without a process."""

    def __init__(self) -> None:
        self._line = b""
        self._answers: Generator[Any] = apart_process.answers(iter(lambda: self._line, None))

    def ask(self, line: bytes, watch: Watch | None = None) -> Iterator[bytes]:
        self._line = line
        for told in self._answers:
            ask(watch)
            yield json.dumps(told).encode()

    def close(self) -> None:
        """Close what was opened."""
        self._answers.close()


def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open files in this process: starting one takes longer than what most tests ask."""
    monkeypatch.setattr(apart, "talking", lambda *_: contextlib.closing(NearTalk()))


def half_way(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Have DuckDB, opened in this process, say that it is half way, and wait while the event is cleared."""
    near(monkeypatch)
    let_on, rows = Event(), apart_process.DuckDB.rows
    let_on.set()

    def told(self: apart_process.DuckDB, statement: str) -> Iterator[Any]:
        yield {"part": 0.5}
        while "GROUP BY" in statement and not let_on.wait(0.05):
            yield {"part": 0.5}
        yield from rows(self, statement)

    monkeypatch.setattr(apart_process.DuckDB, "rows", told)
    return let_on


NAMES = ("event_date", "best", "low", "high", "area_km2", "side", "place", "said")
TYPES = ("date", "bigint", "integer", "integer", "decimal(18, 9)", "varchar", "varchar", "varchar")
COLUMNS = ", ".join(map(" ".join, zip(NAMES, TYPES, strict=True)))

Row = tuple[date, int | None, int | None, int | None, Decimal | None, str | None, str, str | None]
_ENDS = [date(2024, month, day) for month, day in ((1, 1), (1, 31), (2, 1), (2, 28), (2, 29))]
_SIDES = ("a", "b", "c", None)
_ROW: st.SearchStrategy[Row] = st.tuples(
    st.sampled_from(_ENDS) | st.dates(_ENDS[0], _ENDS[-1]),
    st.none() | st.integers(100, 200),
    st.none() | st.integers(0, 101),
    st.none() | st.integers(199, 500),
    st.none() | st.decimals(-500, 500, places=9),
    st.sampled_from(_SIDES),
    st.sampled_from(("here", "=1+1", " Total:", 'two\n"lines"', "it's; --")),
    st.sampled_from(("12", " 7 ", "1200000", "~20", ">5", "3.5", "unknown", "", None)),
)
_OUTER: list[Row] = [
    (day, 150, None, None, Decimal(1), side, "there", "1") for day in (_ENDS[0], _ENDS[-1]) for side in _SIDES
]  # so that each series has whole periods, and there is an answer
ROWS: st.SearchStrategy[list[Row]] = st.lists(_ROW, min_size=12, max_size=30).flatmap(
    lambda rows: st.lists(st.sampled_from(rows), max_size=8).map([*rows, *_OUTER].__add__)
)
"""Rows, some of them twice, with nothing, oddly written numbers, ends of months, and odd text."""
COUNTED = Choices(
    SeriesQuantity.LOSSES,
    ColumnNames("event_date", series="side"),
    kind=Kind.COUNT,
    by=PeriodLength.WEEK,
    each=RowCovers.DAY,
    zero_gaps=True,
)
SUMMED = Choices(
    SeriesQuantity.LOSSES,
    ColumnNames("event_date", "best", "low", "high"),
    kind=Kind.PER_ROW,
    by=PeriodLength.MONTH,
    each=RowCovers.DAY,
    where=(("side", " A"),),
    zero_gaps=True,
    known_only=True,
)
SAID = replace(
    SUMMED, columns=ColumnNames("event_date", "said", series="side"), where=(), fractions=Fractions.ROUND
)
GROUND = Choices(
    SeriesQuantity.GAINS,
    ColumnNames("event_date", "area_km2", series="side"),
    kind=Kind.PER_ROW,
    by=PeriodLength.WEEK,
    unit="km2",
    each=RowCovers.DAY,
    duplicates=Duplicates.ADD,
    zero_gaps=True,
)


def csv_of(rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([NAMES, *rows])
    return text.getvalue().encode()


def put(folder: Path, kind: str, rows: Sequence[Row]) -> str:
    """Write rows as what an engine opens in a process of its own, and return how it is named."""
    place = folder / kind
    place.mkdir(exist_ok=True)
    if kind == "csv":
        (place / "events.csv").write_bytes(csv_of(rows))
    elif kind == "json":
        said = [dict(zip(NAMES, row, strict=True)) for row in literals(rows)]
        told = [one | {"area_km2": one["area_km2"] and float(str(one["area_km2"]))} for one in said]
        (place / "events.json").write_text(json.dumps(told))
    elif kind == "sqlite":
        with contextlib.closing(sqlite3.connect(place / "events")) as lite, lite:
            lite.execute("DROP TABLE IF EXISTS events")
            lite.execute(f"CREATE TABLE events ({COLUMNS})")
            marks = ", ".join("?" * len(NAMES))
            lite.executemany(f"INSERT INTO events VALUES ({marks})", literals(rows))  # noqa: S608 - marks alone
        return f"sqlite:{place / 'events'}"
    else:
        stored(place / "events", *literals(rows), types=COLUMNS)
        if kind == "duckdb":
            return f"duckdb:{place / 'events'}"
        with duckdb.connect(str(place / "events")) as duck:
            duck.execute(f"COPY events TO '{place / 'events.parquet'}' (FORMAT parquet)")
    return f"{kind}:{place}"


def stored(path: Path, *rows: Sequence[object], types: str = "id INTEGER, day DATE, killed INTEGER") -> str:
    """Put rows into the table `events` of a database of DuckDB, and return how it is named."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE OR REPLACE TABLE events ({types})")
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO events VALUES ({marks})", rows)  # noqa: S608 - marks alone
    return f"duckdb:{path}"


def literals(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """Return the rows as the engines are given them in a statement."""
    return [(str(row[0]), *row[1:4], None if row[4] is None else f"{row[4]:f}", *row[5:]) for row in rows]


def answers(looked: FileReport) -> list[object]:
    """Return what comes of a table in each of the ways, but for the numbers of rows and their wording."""
    return [answer(looked, choices) for choices in (COUNTED, SUMMED, SAID, GROUND)]


def answer(looked: FileReport, choices: Choices) -> object:
    try:
        outcome = plan(looked, choices)
    except Unsettled as error:
        return sorted(question.choice for question in error.questions)
    except Unreadable as error:
        return type(error)
    made = [
        (
            one.series,
            one.span,
            {what: (f.value, f.low, f.high, f.qualifier) for what, f in one.figures.items()},
        )
        for one in outcome.made
    ]
    return (
        outcome.read,
        outcome.used,
        outcome.filtered,
        outcome.unusable,
        refused(outcome),
        sorted(made, key=str),
    )


def refused(outcome: Outcome) -> dict[str, int]:
    """Return how many rows were not used, by why."""
    found: dict[str, int] = {}
    for one in outcome.refused:
        found[one.code] = found.get(one.code, 0) + len(one.rows)
    return found


def of_file(rows: Sequence[Row]) -> list[object]:
    # A text alone does not prove that 1.250 is no 1250; a column of decimals does.
    return answers(look(csv_of(rows), FileReading(decimal="."), "events.csv"))


def of_source(text: str | Path) -> FileReport:
    return look_at_events(source_of(str(text), "events"))
