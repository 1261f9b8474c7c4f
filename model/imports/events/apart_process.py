"""A program of its own: DuckDB or SQLite on the files that a person named, and on nothing else.

A line of JSON on standard input opens the files; each further one is a question: the columns of a table, or a
statement that Ibis made. What a hostile file does to an engine stays in this process.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol
from urllib.parse import quote
from weakref import finalize

from model.imports.child_side import bound_memory, tell

_OF_ENGINE = "640MB"  # of DuckDB; what does not fit goes to a folder of its own
_SPILLED = "40GB"
_TOLD = 0.1  # seconds from one word about how far it is to the next
_AT_ONCE = 10_000  # rows
_SWEPT = 5  # times
_LONGEST = 400  # letters of what an engine says
# What DuckDB reads by several threads may have cells with line ends, or rows that are too short, not both. By
# one thread it would lose the rest of a file after a stray quote without a word (2.0).
_OF_TWO_KINDS = "null_padding in conjunction with quoted new lines"


class Opened(Protocol):
    """Files that are open."""

    def tables(self) -> Sequence[tuple[str, str]]:
        """Return schema and name of each table."""

    def differing(self) -> Sequence[tuple[str, str, int]]:
        """Return the columns that files lack, or have in several types: name, types, how many have it."""

    def columns(self, schema: str, table: str) -> Sequence[tuple[str, str]]:
        """Return name and type of each column of a table."""

    def rows(self, statement: str) -> Iterator[Any]:
        """Yield how much of a statement is done, 0 to 1, as `part`, then its rows."""


class DuckDB:
    """DuckDB on its own file, read-only, or on files that it reads: on these alone, never the network."""

    def __init__(self, opening: dict[str, Any]) -> None:
        import duckdb  # noqa: PLC0415 - after the limits are set; it may not be there

        files, whole = opening["files"], opening["kind"] == "duckdb"
        self._fault = duckdb.Error
        settings = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_persistent_secrets": "false",
            "memory_limit": _OF_ENGINE,
            "temp_directory": opening["spilled"],
            "max_temp_directory_size": _SPILLED,
            "preserve_insertion_order": "false",
        }
        self._connection = duckdb.connect(files[0] if whole else ":memory:", read_only=whole, config=settings)
        self._connection.execute("SET TimeZone = 'UTC'")  # the day of a moment is not that of the machine
        self._connection.execute("SET enable_progress_bar = true")
        self._connection.execute("SET enable_progress_bar_print = false")
        if not whole:
            self._connection.execute("SET allowed_paths = $1", [files])
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        self._files = files if opening["kind"] == "parquet" else []
        reader: Any = {
            "parquet": self._connection.read_parquet,
            "csv": self._connection.read_csv,
            "json": self._connection.read_json,
        }.get(opening["kind"])
        if reader is not None:
            read = partial(reader, files)
            found = read(**opening["how"])
            if opening["kind"] == "json":
                # DuckDB turns moments with a zone into those of UTC; they are of the day that is written
                kinds = {name: str(kind) for name, kind in zip(found.columns, found.types, strict=True)}
                texts = {name: kind.partition("TIMESTAMP")[0] or "VARCHAR" for name, kind in kinds.items()}
                found = read(**opening["how"], columns=texts) if texts != kinds else found
            found.create_view(opening["view"])
            whole_rows = opening["how"] | {"null_padding": False}
            self._read_whole_rows: Any = lambda: read(**whole_rows).create_view(opening["view"], replace=True)

    def tables(self) -> Sequence[tuple[str, str]]:
        """Return schema and name of each table."""
        return self._connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE"
            " table_catalog = current_database() OR table_catalog = 'temp' ORDER BY ALL"
        ).fetchall()

    def differing(self) -> Sequence[tuple[str, str, int]]:
        """Return the columns that files lack, or have in several types: name, types, how many have it."""
        if len(self._files) < 2:
            return []
        return self._connection.execute(
            "SELECT any_value(name), string_agg(DISTINCT duckdb_type, ', ' ORDER BY duckdb_type),"
            " count(DISTINCT file_name) AS files FROM parquet_schema($1) WHERE lower(name) IN"
            " (SELECT lower(column_name) FROM information_schema.columns) GROUP BY lower(name)"
            " HAVING files < $2 OR count(DISTINCT duckdb_type) > 1 ORDER BY ALL",
            [self._files, len(self._files)],
        ).fetchall()

    def columns(self, schema: str, table: str) -> Sequence[tuple[str, str]]:
        """Return name and type of each column of a table."""
        return self._connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position",
            [schema, table],
        ).fetchall()

    def rows(self, statement: str) -> Iterator[Any]:
        """Yield how much of a statement is done, 0 to 1, as `part`, then its rows."""
        with ThreadPoolExecutor(1) as pool:
            asked: Future[Any] = pool.submit(self._connection.execute, statement)
            while wait_for([asked], _TOLD).not_done:
                if (percent := self._connection.query_progress()) >= 0:  # else it cannot tell
                    yield {"part": percent / 100}
            try:
                asked.result()
            except self._fault as fault:
                if _OF_TWO_KINDS not in str(fault):
                    raise
                self._read_whole_rows()
                self._connection.execute(statement)
        while rows := self._connection.fetchmany(_AT_ONCE):
            yield from rows


class SQLite:
    """A database of SQLite, read-only; what functions its schema calls for is not done."""

    def __init__(self, opening: dict[str, Any]) -> None:
        import sqlite3  # noqa: PLC0415 - after the limits are set

        import ibis  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types; for functions of its statements

        (file,) = opening["files"]
        self._connection = sqlite3.connect(f"file:{quote(file)}?mode=ro", uri=True)
        finalize(self, self._connection.close)  # Python 3.13 warns of one that is left to the garbage
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
        self._ibis = ibis.sqlite.from_connection(self._connection)

    def differing(self) -> Sequence[tuple[str, str, int]]:
        """Return nothing: each table has one list of columns."""
        return []

    def tables(self) -> Sequence[tuple[str, str]]:
        """Return schema and name of each table."""
        return [("", name) for name in self._ibis.list_tables()]

    def columns(self, schema: str, table: str) -> Sequence[tuple[str, str]]:
        """Return name and type of each column of a table."""
        return [(name, str(kind)) for name, kind in self._ibis.get_schema(table).items()]

    def rows(self, statement: str) -> Iterator[Any]:
        """Yield the rows of a statement."""
        yield from self._connection.execute(statement)


def answers(lines: Iterable[bytes]) -> Generator[Any]:
    """Yield what is answered to each line, as JSON; whatever goes wrong is an answer too."""
    opened: Opened | None = None
    for line in lines:
        asked = json.loads(line)
        try:
            if opened is None:
                opened = SQLite(asked) if asked["kind"] == "sqlite" else DuckDB(asked)
                yield {"tables": opened.tables(), "differing": opened.differing()}
            elif "columns" in asked:
                yield {"columns": opened.columns(*asked["columns"])}
            else:
                yield from opened.rows(asked["statement"])
                yield {"done": True}
        except ImportError as error:
            yield {"missing": error.name}
        except MemoryError:
            yield {"said": "Out of memory"}
        except Exception as error:  # noqa: BLE001 - each engine has faults of its own
            yield {"said": str(error)[:_LONGEST] or type(error).__name__}


def _hand_on(asked: SimpleQueue[bytes]) -> None:
    """Hand on what is asked. Where the asking process was killed, nobody else ends this one or clears up."""
    spilled = ""
    for line in sys.stdin.buffer:
        spilled = spilled or json.loads(line)["spilled"]
        asked.put(line)
    for _ in range(_SWEPT):  # while something is still written there
        shutil.rmtree(spilled, ignore_errors=True)
    os._exit(0)  # whatever is being counted


def main() -> int:
    """Answer on standard output, until who asks is gone."""
    bound_memory(int(sys.argv[1]), own=True)
    asked: SimpleQueue[bytes] = SimpleQueue()
    listening = Thread(target=_hand_on, args=(asked,), daemon=True)
    listening.start()
    with contextlib.suppress(BrokenPipeError):
        for told in answers(iter(asked.get, None)):
            tell(told)
            if isinstance(told, dict):  # rows go out by many
                sys.stdout.flush()
    listening.join()
    return 0
