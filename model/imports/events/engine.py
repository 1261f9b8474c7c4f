"""The engines that hold tables of events: opened to be read and nothing else, asked, and stopped."""

from __future__ import annotations

import contextlib
import re
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from typing import Any

from msgspec import Struct

from model.imports.choices import FileReading, Watch
from model.imports.events.source import EventSource, files_of
from model.imports.inspect_file import look
from model.text.errors import SalientError, Unreadable
from model.text.safe_text import cleaned, on_one_line
from model.text.words import Words, marked, words

_ASKED = 0.1  # seconds from one look of the watch to the next
_MEMORY = "640MB"  # of DuckDB; what does not fit goes to a folder of its own
_SPILLED = "40GB"
_SECONDS = 3600  # a statement of PostgreSQL
_HEAD = 1 << 17  # bytes of a text file by which it is told how it is written
_LONGEST = 400  # letters of what an engine says
_LOCAL = ("", "localhost", "127.0.0.1", "::1")
_MISSING = marked(
    "tables of events are read by a part of the program that is not installed ({package}); install it"
    " with: pip install {requirement}"
)


class Engine(Struct, frozen=True):
    """An engine that was opened: what it is called, its tables by name, and how it is asked.

    `typed`: a column holds values of its type alone. `decimals`: it sums decimal numbers exactly. `progress`
    is the part of a question that is done, 0 to 1, or None where it does not tell.
    """

    title: str
    tables: Mapping[str, Callable[[], Any]]
    reading: FileReading
    interrupt: Callable[[], None]
    progress: Callable[[], float | None] = lambda: None
    typed: bool = True
    decimals: bool = True

    def rows(self, asked: Any, watch: Watch | None = None, of: int = 0) -> list[tuple[Any, ...]]:
        """Return the rows of an expression, while the watch is told how many `of` the rows were gone through.

        Raises Unreadable with what the engine says, and `Cancelled`.
        """
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(_answer, asked)
            while not job.done():
                with contextlib.suppress(TimeoutError):
                    job.exception(_ASKED)
                try:
                    if watch is not None:
                        watch(int(of * (self.progress() or 0.0)))
                except BaseException:
                    self.interrupt()
                    raise
        with told(self.title):
            return job.result()


def _answer(asked: Any) -> list[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PySpark warns of versions of pandas
        return [tuple(row.values()) for row in asked.to_pyarrow().to_pylist()]


@contextlib.contextmanager
def told(title: str) -> Iterator[None]:
    """Turn whatever an engine raises into words."""
    try:
        yield
    except SalientError:
        raise
    except Exception as error:  # each engine has faults of its own
        said = on_one_line(cleaned(str(error).strip())) or type(error).__name__
        message = marked("{engine} says: {reason}")
        raise Unreadable(words(message, engine=title, reason=said[:_LONGEST])) from error


def part(module: str, requirement: str = "salient[events]") -> Any:
    """Return a module of the optional part. Raises Unreadable with how it is installed."""
    try:
        return import_module(module)
    except ImportError:
        raise Unreadable(words(_MISSING, package=module, requirement=f"'{requirement}'")) from None


@contextlib.contextmanager
def opened(source: EventSource, reading: FileReading) -> Iterator[Engine]:
    """Open the engine of a place, to be read and nothing else, and close it. Raises Unreadable."""
    opening = {"sqlite": _sqlite, "postgresql": _postgresql, "spark": _spark}.get(source.kind, _duckdb)
    with contextlib.ExitStack() as stack:
        with told(_TITLES.get(source.kind, "DuckDB")):
            engine = opening(source, reading, stack)
        yield engine


_TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "spark": "Spark"}


def _duckdb(source: EventSource, reading: FileReading, stack: contextlib.ExitStack) -> Engine:
    """Open DuckDB on its own file, or on files that it reads: these and no others, and never the network."""
    ibis, duckdb = part("ibis"), part("duckdb")
    whole = source.kind == "duckdb"
    files = files_of(source)
    spilled = stack.enter_context(tempfile.TemporaryDirectory(prefix="salient-"))
    settings = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": _MEMORY,
        "temp_directory": spilled,
        "max_temp_directory_size": _SPILLED,
        "preserve_insertion_order": "false",
    }
    connection = duckdb.connect(files[0] if whole else ":memory:", read_only=whole, config=settings)
    stack.callback(connection.close)
    backend = ibis.duckdb.from_connection(connection)
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    if not whole:
        connection.execute("SET allowed_paths = $1", [files])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    if whole:
        tables = _named(backend, "main")
    else:
        table, reading = _of_files(backend, source.kind, files, reading)
        tables = {"": lambda: table}

    def progress() -> float:
        return max(0.0, float(connection.query_progress())) / 100

    title = "DuckDB" if whole else f"DuckDB ({source.kind})"
    return Engine(title, tables, reading, connection.interrupt, progress)


def _of_files(backend: Any, kind: str, files: list[str], reading: FileReading) -> tuple[Any, FileReading]:
    """Return the one table that files are, and how they are read."""
    if kind == "parquet":
        return backend.read_parquet(files, union_by_name=True), reading
    if kind == "json":
        return backend.read_json(files, union_by_name=True, sample_size=-1), reading
    (names, found), *others = [_head(file, reading) for file in files]
    for (other, _), file in zip(others, files[1:], strict=True):
        if other != names:
            message = marked("{file} has other columns than {first}: {columns}")
            columns = ", ".join(f"“{name}”" for name in other[:20])
            raise Unreadable(words(message, file=file, first=files[0], columns=columns))
    header = found.header or 0
    table = backend.read_csv(
        files,
        columns=dict.fromkeys(names, "VARCHAR"),
        delim=found.delimiter,
        encoding=found.encoding,
        header=header > 0,
        skip=max(header - 1, 0),
        quote='"',
        escape='"',
        auto_detect=False,
        null_padding=True,
    )
    return table, found


def _head(file: str, reading: FileReading) -> tuple[tuple[str, ...], FileReading]:
    """Return the names of the columns of a text file, and how it is written, as its beginning shows."""
    with open(file, "rb") as opened_file:  # noqa: PTH123 - a path of text
        data = opened_file.read(_HEAD)
    if file.casefold().endswith(".gz"):
        import zlib  # noqa: PLC0415 - few are packed

        data = zlib.decompressobj(31).decompress(data, _HEAD)
    whole = data if len(data) < _HEAD else data[: data.rfind(b"\n") + 1]
    looked = look(whole, reading, file.casefold().removesuffix(".gz"))
    return looked.table.names, looked.reading


def _named(backend: Any, first: str) -> dict[str, Callable[[], Any]]:
    """Return the tables of a database by name; those of another schema than the first have it in theirs."""
    listed = backend.table("tables", database="information_schema")
    inner = listed.table_schema.isin(["information_schema", "pg_catalog"])
    tables: dict[str, Callable[[], Any]] = {}
    for schema, name in sorted(_answer(listed.filter(~inner).select("table_schema", "table_name"))):
        known = name if schema == first else f"{schema}.{name}"
        tables[cleaned(known)] = partial(backend.table, name, database=schema)
    return tables


def _sqlite(source: EventSource, reading: FileReading, stack: contextlib.ExitStack) -> Engine:
    """Open a database of SQLite: its columns hold whatever was put in them, and it knows no decimals."""
    import sqlite3  # noqa: PLC0415 - only here

    ibis = part("ibis")
    (file,) = files_of(source)
    connection = sqlite3.connect(f"file:{_quoted(file)}?mode=ro", uri=True, check_same_thread=False)
    stack.callback(connection.close)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    backend = ibis.sqlite.from_connection(connection)
    tables = {cleaned(name): partial(backend.table, name) for name in backend.list_tables()}
    return Engine("SQLite", tables, reading, connection.interrupt, typed=False, decimals=False)


def _quoted(file: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - only here

    return quote(file)


def _postgresql(source: EventSource, reading: FileReading, stack: contextlib.ExitStack) -> Engine:
    """Connect to PostgreSQL as libpq does (service file, ~/.pgpass), in a transaction that only reads."""
    ibis, psycopg = part("ibis"), part("psycopg")
    settings = part("psycopg.conninfo").conninfo_to_dict(source.text)
    hosts = str(settings.get("host", "")).split(",")
    near = "service" not in settings and all(host in _LOCAL or host.startswith("/") for host in hosts)
    mode = str(settings.get("sslmode", "" if near else "verify-full"))
    if not near and mode != "verify-full":
        message = marked("sslmode={mode} does not verify whose server it is; leave it out")
        raise Unreadable(words(message, mode=mode))
    secured = {"sslmode": mode, "sslrootcert": settings.get("sslrootcert", "system")} if mode else {}
    if source.password:
        secured["password"] = source.password
    connection = psycopg.connect(
        source.text,
        connect_timeout=15,
        application_name="Salient",
        options="-c default_transaction_read_only=on -c datestyle=ISO"
        f" -c extra_float_digits=1 -c statement_timeout={_SECONDS * 1000}",
        **secured,
    )
    stack.callback(connection.close)
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    backend = ibis.postgres.from_connection(connection)
    return Engine("PostgreSQL", _named(backend, "public"), reading, connection.cancel)


def _spark(source: EventSource, reading: FileReading, _stack: contextlib.ExitStack) -> Engine:
    """Begin a session of Spark: of a cluster that is named, else in this machine on files of a folder."""
    ibis, sql = part("ibis"), part("pyspark.sql", "salient[spark]")
    far = source.place.startswith("//")
    begun = sql.SparkSession.builder.appName("Salient").master(source.text if far else "local[*]")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.jars": "",
        "spark.jars.packages": "",
        "spark.submit.pyFiles": "",
        "spark.log.level": "OFF",
        **({} if far else {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}),
    }
    for key, value in settings.items():
        begun = begun.config(key, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions of pandas
        session = begun.getOrCreate()
        backend = ibis.pyspark.connect(session)
    stop = session.sparkContext.cancelAllJobs
    if far:
        named = {name: partial(backend.table, name) for name in backend.list_tables()}
        return Engine("Spark", named, reading, stop)
    read = session.read.parquet(*map(_literally, files_of(source)))
    read.createOrReplaceTempView("events")
    table = backend.table("events")
    return Engine("Spark (Parquet)", {"": lambda: table}, reading, stop)


def _literally(file: str) -> str:
    """Return a path for Hadoop, which takes signs of patterns in it for such."""
    return re.sub(r"([\\{}\[\]*?,])", r"\\\1", file)


def not_said(tables: Mapping[str, Any]) -> Words:
    """Return that it is not said which table is meant."""
    if not tables:
        return words("there is no table in it")
    return words(
        "there are several tables, and it is not said which is meant: {sheets}", sheets=", ".join(tables)
    )
