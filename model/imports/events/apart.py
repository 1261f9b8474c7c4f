"""Asks the process that opens files and databases of events; statements, which Ibis makes, cross as text."""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from model.imports.child import Talk, TooMuch, talking
from model.imports.choices import FileReading, Gone, Watch
from model.imports.events.engine import Engine, Rows, missing, part, refuse_rounded, said_by
from model.imports.events.source import EventSource, files_of
from model.imports.inspect_file import look
from model.text.errors import Unreadable
from model.text.safe_text import cleaned
from model.text.words import Words, marked, quoted, words

_PROCESS = "model.imports.events.apart_process"
_MEMORY: Mapping[str, int] = {"sqlite": 768 << 20}  # bytes that are a process's own
_OF_DUCKDB = 1536 << 20  # which holds back twice of what it takes
_LONGEST_LINE = 2_000_000  # letters; so it is to DuckDB
_VIEW = "events"  # as files are called that are one table
_NAMED = 20  # columns that are not in all files
_HEAD = 1 << 17  # bytes of a text file by which it is told how it is written
_FIRST = {"sqlite": "", "duckdb": "main"}  # the schema whose tables are named without it


def open_apart(
    source: EventSource, reading: FileReading, stack: contextlib.ExitStack, watch: Watch | None
) -> Engine:
    """Open files or a database in a process of its own, which ends with the stack. Raises Unreadable."""
    files = files_of(source)
    how: Mapping[str, Any] = {}
    if source.kind == "csv":
        how, reading = _written(files, reading)
    elif source.kind == "json":
        how = {"union_by_name": True, "sample_size": -1}
    elif source.kind == "parquet":
        how = {"union_by_name": True}
    memory = _MEMORY.get(source.kind, _OF_DUCKDB)
    spilled = stack.enter_context(tempfile.TemporaryDirectory(prefix="salient-"))
    title = "SQLite" if source.kind == "sqlite" else "DuckDB"
    asking = _Asking(title, stack.enter_context(talking(_PROCESS, [str(memory)], memory)), watch)
    opening = {"kind": source.kind, "files": files, "how": how, "view": _VIEW, "spilled": spilled}
    part("ibis")  # while the process begins
    told = asking.answer(opening)
    whole = source.kind in _FIRST
    tables: dict[str, Callable[[], Any]] = {}
    for schema, name in told["tables"]:
        known = name if not whole or schema == _FIRST[source.kind] else f"{schema}.{name}"
        tables[cleaned(known) if whole else ""] = partial(asking.table, schema, name)
    return Engine(
        title if whole else f"{title} ({source.kind})",
        tables,
        reading,
        asking.rows,
        typed=source.kind != "sqlite",
        decimals=source.kind != "sqlite",
        tells=source.kind != "sqlite",
        noticed=tuple(_differing(told.get("differing", ()), len(files))),
    )


def _differing(columns: Sequence[tuple[str, str, int]], files: int) -> Iterator[Words]:
    """Yield what is to be said of columns, each with its type, that are not so in all files."""
    message = marked(
        "not all files have “{name}” ({types}): {count} of {files} do, and it is blank in the others"
    )
    for name, types, _ in columns:
        refuse_rounded(name, types.split(", "))
    for name, types, count in columns[:_NAMED]:
        yield words(message, name=cleaned(name), types=types, count=count, files=files)


class _Asking:
    """Puts questions to the process of an engine, and takes its answers apart."""

    def __init__(self, title: str, talk: Talk, watch: Watch | None) -> None:
        self._title, self._talk, self._watch = title, talk, watch
        self._dialect = title.casefold()
        self._question = 0

    def table(self, schema: str, name: str) -> Any:
        """Return a table for Ibis, with the columns that the engine has."""
        types = part("ibis.backends.sql.datatypes")
        typed = part("ibis").dtype if self._dialect == "sqlite" else types.DuckDBType.from_string
        columns = {
            column: typed(kind) for column, kind in self.answer({"columns": [schema, name]})["columns"]
        }
        return part("ibis").table(columns, name=name, database=schema or None)

    def rows(self, asked: Any, watch: Watch | None, of: int) -> Rows:
        """Return the rows of an expression."""
        statement = str(part("ibis").to_sql(asked, dialect=self._dialect))
        self._question += bool(of)
        found: Rows = []
        for told in self._told({"statement": statement}, watch):
            if isinstance(told, list):
                found.append(tuple(told))
            elif "part" not in told:
                break
            elif of and watch is not None:
                watch(Gone(int(of * told["part"]), of, self._question))
        return found

    def answer(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the one answer to a question."""
        return dict(next(self._told(asked, self._watch)))

    def _told(self, asked: Mapping[str, Any], watch: Watch | None) -> Iterator[Any]:
        try:
            for line in self._talk.ask(json.dumps(asked).encode(), watch):
                told = json.loads(line)
                if isinstance(told, dict) and "missing" in told:
                    raise missing(str(told["missing"]))
                if isinstance(told, dict) and "said" in told:
                    raise said_by(self._title, told["said"])
                yield told
        except TooMuch as ended:
            message = marked("what {engine} was asked for is too much to be taken over")
            raise Unreadable(words(message, engine=self._title)) from ended
        message = marked(
            "{engine} ended while it was reading: what it reads is damaged, or takes more memory than it may"
        )
        raise Unreadable(words(message, engine=self._title))


def _written(files: Sequence[str], reading: FileReading) -> tuple[Mapping[str, Any], FileReading]:
    """Return how files of text are read that have the same columns, as the beginning of each shows."""
    (names, found), *others = [_head(file, reading) for file in files]
    for (other, _), file in zip(others, files[1:], strict=True):
        if other != names:
            message = marked("{file} has other columns than {first}: {columns}")
            raise Unreadable(words(message, file=file, first=files[0], columns=quoted(other)))
    header = found.header or 0
    how = {
        "columns": dict.fromkeys(names, "VARCHAR"),
        "sep": found.delimiter,
        "encoding": found.encoding,
        "header": header > 0,
        "skiprows": max(header - 1, 0),
        "quotechar": '"',
        "escapechar": '"',
        "auto_detect": False,
        "null_padding": True,
    }
    return how, found


def _head(file: str, reading: FileReading) -> tuple[tuple[str, ...], FileReading]:
    """Return the names of the columns of a text file, and how it is written, as its beginning shows."""
    with open(file, "rb") as opened_file:  # noqa: PTH123 - a path of text
        data = opened_file.read(_HEAD)
        opened_file.seek(max(Path(file).stat().st_size - _LONGEST_LINE, 0))
        tail = opened_file.read()
    if file.casefold().endswith(".gz"):
        import zlib  # noqa: PLC0415 - few are packed

        data = zlib.decompressobj(31).decompress(data, _HEAD)
    elif len(tail) == _LONGEST_LINE and not re.search(rb"[\r\n]", tail.rstrip()):
        # one that is far longer is lost by DuckDB where it is the last (2.0)
        message = marked("the last line of {file} is longer than {most} letters")
        raise Unreadable(words(message, file=file, most=_LONGEST_LINE))
    whole = data if len(data) < _HEAD else data[: data.rfind(b"\n") + 1]
    if data and not whole:
        raise Unreadable(
            words("the first line of {file} is longer than {most} letters", file=file, most=_HEAD)
        )
    looked = look(whole, reading, file.casefold().removesuffix(".gz"))
    return looked.table.names, looked.reading
