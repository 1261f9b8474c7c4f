"""Tables of events as files and as what engines hold, and what comes of each, to be compared."""

from __future__ import annotations

import contextlib
import csv
import io
import json
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
    """Have DuckDB, opened in this process, say that it is half way, and again while the event is set."""
    near(monkeypatch)
    held, rows = Event(), apart_process.DuckDB.rows

    def told(self: apart_process.DuckDB, statement: str) -> Iterator[Any]:
        yield {"part": 0.5}
        while held.is_set():
            yield {"part": 0.5}
        yield from rows(self, statement)

    monkeypatch.setattr(apart_process.DuckDB, "rows", told)
    return held


NAMES = ("event_date", "best", "low", "high", "area_km2", "side", "place")
TYPES = ("date", "bigint", "integer", "integer", "decimal(12, 3)", "varchar", "varchar")

Row = tuple[date, int | None, int | None, int | None, Decimal | None, str, str]
ROWS: st.SearchStrategy[list[Row]] = st.lists(
    st.tuples(
        st.dates(date(2024, 1, 1), date(2024, 2, 29)),
        st.none() | st.integers(0, 400),
        st.none() | st.integers(0, 200),
        st.none() | st.integers(100, 500),
        st.none() | st.decimals(-500, 500, places=3),
        st.sampled_from(("a", "b")),
        st.sampled_from(("here", "there", "=1+1", " Total:")),
    ),
    min_size=20,
    max_size=60,
)
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


def literals(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """Return the rows as the engines are given them in a statement."""
    return [(str(row[0]), *row[1:4], None if row[4] is None else str(row[4]), *row[5:]) for row in rows]


def answers(looked: FileReport) -> list[object]:
    """Return what comes of a table in each of the ways, but for the numbers of rows and their wording."""
    return [answer(looked, choices) for choices in (COUNTED, SUMMED, GROUND)]


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
