"""Asks servers and clusters that hold tables of events, each by a driver of its own."""

from __future__ import annotations

import contextlib
import os
import re
import ssl
import time
import warnings
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from functools import partial, reduce
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from model.imports.choices import FileReading, Watch, ask
from model.imports.events.engine import Answering, Engine, Rows, part, refuse_rounded, told
from model.imports.events.source import EventSource, files_of
from model.text.errors import Unreadable
from model.text.safe_text import cleaned
from model.text.words import marked, words

_ASKED = 0.1  # seconds from one look of the watch to the next
_STOPPED = 5  # seconds at most until a server that was interrupted stops
_SECONDS = 3600  # a statement of PostgreSQL
_FIRST = "public"  # the schema whose tables are named without it
_WHOLE = {"tinyint", "smallint", "int", "bigint"}  # of Spark
LOCAL = ("", "localhost", "127.0.0.1", "::1")


def open_postgresql(
    source: EventSource, reading: FileReading, stack: contextlib.ExitStack, _watch: Watch | None
) -> Engine:
    """Connect to PostgreSQL as libpq does (service file, ~/.pgpass), in a transaction that only reads."""
    ibis, psycopg = part("ibis"), part("psycopg")
    settings = part("psycopg.conninfo").conninfo_to_dict(source.text)
    said = {
        name: str(settings.get(name) or os.environ.get(f"PG{name.upper()}", ""))
        for name in ("host", "hostaddr", "service")
    }
    hosts = [*said["host"].split(","), *said["hostaddr"].split(",")]
    near = not said["service"] and all(host in LOCAL or host.startswith("/") for host in hosts)
    mode = str(settings.get("sslmode", "" if near else "verify-full"))
    if not near and mode != "verify-full":
        message = marked("sslmode={mode} does not verify whose server it is; leave it out")
        raise Unreadable(words(message, mode=mode))
    secured = {"sslmode": mode} if mode else {}
    if mode and "sslrootcert" not in settings and not (Path.home() / ".postgresql" / "root.crt").exists():
        # libpq knows the certificates of the system from its version 16 on
        system = "system" if psycopg.pq.version() >= 160000 else ssl.get_default_verify_paths().cafile
        secured |= {"sslrootcert": system} if system else {}
    if source.password:
        secured["password"] = source.password
    connection = psycopg.connect(
        source.text,
        connect_timeout=15,
        application_name="Salient",
        client_encoding="utf8",
        options="-c default_transaction_read_only=on -c datestyle=ISO -c timezone=UTC"
        f" -c extra_float_digits=1 -c statement_timeout={_SECONDS * 1000}",
        **secured,
    )
    stack.callback(connection.close)
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    backend = ibis.postgres.from_connection(connection)

    def answer(asked: Any) -> Rows:
        # by the cursors of Ibis a server would use one core, and each question a transaction of its own
        return list(connection.execute(backend.compile(asked)).fetchall())

    interrupt = partial(connection.cancel_safe, timeout=_STOPPED)
    rows = asking("PostgreSQL", answer, interrupt)
    return Engine("PostgreSQL", _named(backend, rows), reading, rows)


def open_spark(
    source: EventSource, reading: FileReading, stack: contextlib.ExitStack, _watch: Watch | None
) -> Engine:
    """Begin a session of Spark, of the cluster that is named or of this machine."""
    ibis, sql = part("ibis"), part("pyspark.sql", "pyspark")
    far = source.place.startswith("//")
    where = urlsplit(source.text)
    master, folder = (f"spark://{where.netloc}", unquote(where.path)) if far else ("local[*]", source.place)
    begun = sql.SparkSession.builder.appName("Salient").master(master)
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
        if session.sparkContext.master != master:  # of what was read before
            session.stop()
            session = begun.getOrCreate()
        backend = ibis.pyspark.connect(session)
    context, ours = session.sparkContext, f"salient_{uuid4().hex}"  # others may ask the same session

    def answer(asked: Any) -> Rows:
        context.setJobGroup(ours, "Salient", interruptOnCancel=True)
        columns = session.sql(backend.compile(asked)).toArrow().columns
        return list(zip(*(column.to_pylist() for column in columns), strict=True))

    rows = asking("Spark", answer, partial(context.cancelJobGroup, ours))
    if folder in ("", "/"):
        named = {cleaned(name): partial(backend.table, name) for name in backend.list_tables()}
        return Engine("Spark", named, reading, rows)
    files = map(_literally, files_of(EventSource("parquet", folder)))
    _together(session, list(files)).createOrReplaceTempView(ours)
    stack.callback(session.catalog.dropTempView, ours)
    table = backend.table(ours)
    return Engine("Spark (Parquet)", {"": lambda: table}, reading, rows)


def _together(session: Any, files: Sequence[str]) -> Any:
    """Return files of Parquet as one table. A column of several types is of the widest, as DuckDB has it."""
    read = session.read
    try:
        return read.option("mergeSchema", "true").parquet(*files)
    except Exception as fault:
        if "CANNOT_MERGE" not in str(fault):
            raise
    alike: dict[str, tuple[Any, list[str]]] = {}
    for file in files:
        schema = read.parquet(file).schema
        alike.setdefault(schema.json(), (schema, []))[1].append(file)
    parts = [session.read.schema(schema).parquet(*some) for schema, some in alike.values()]
    kinds: dict[str, set[str]] = {}
    for column in (column for one in parts for column in one.schema):
        kinds.setdefault(column.name, set()).add(column.dataType.simpleString())
    widest = {name: _widest(name, found) for name, found in kinds.items()}
    wide = [
        one.select(*(one[_quoted(name)].cast(widest[name]).alias(name) for name in one.columns))
        for one in parts
    ]
    return reduce(partial(type(parts[0]).unionByName, allowMissingColumns=True), wide)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _widest(name: str, kinds: Collection[str]) -> str:
    """Return the type that holds what a column holds in all files. Raises Unreadable where none does."""
    refuse_rounded(name, kinds)
    if len(kinds) == 1:
        return next(iter(kinds))
    plain = {kind.partition("(")[0] for kind in kinds}
    if plain <= _WHOLE:
        return "bigint"
    if plain <= {*_WHOLE, "decimal"}:
        return f"decimal(38, {max(int(kind[:-1].partition(',')[2] or 0) for kind in kinds)})"
    if plain <= {*_WHOLE, "decimal", "double"}:
        return "double"
    return "timestamp_ntz" if plain <= {"date", "timestamp", "timestamp_ntz"} else "string"


def _literally(file: str) -> str:
    """Return a path for Hadoop, which takes signs of patterns in it for such."""
    return re.sub(r"([\\{}\[\]*?,])", r"\\\1", file)


def _named(backend: Any, rows: Answering) -> dict[str, Callable[[], Any]]:
    """Return the tables of PostgreSQL by name; those of another schema than the first have it in theirs."""
    listed = backend.table("tables", database="information_schema")
    inner = listed.table_schema.isin(["information_schema", "pg_catalog"])
    tables: dict[str, Callable[[], Any]] = {}
    for schema, name in sorted(rows(listed.filter(~inner).select("table_schema", "table_name"), None, 0)):
        known = name if schema == _FIRST else f"{schema}.{name}"
        tables[cleaned(known)] = partial(backend.table, name, database=schema)
    return tables


def asking(title: str, answer: Callable[[Any], Rows], interrupt: Callable[[], None]) -> Answering:
    """Return how a server that is stopped so is asked; how far it is it does not tell."""

    def rows(asked: Any, watch: Watch | None, _of: int) -> Rows:
        job: Future[Rows] = Future()
        # no pool, which would wait for a server that does not stop
        thread = Thread(target=_answer_into, args=(job, partial(answer, asked)), daemon=True)
        thread.start()
        while not job.done():
            try:
                wait_for([job], _ASKED)
                ask(watch)
            except BaseException:  # Ctrl+C too, which mostly comes while it waits
                _stop(thread, interrupt)
                raise
        with told(title):
            return job.result()

    return rows


def _stop(thread: Thread, interrupt: Callable[[], None]) -> None:
    """Interrupt a server until it stops: the program may end next, and with it the thread that asks."""
    until = time.monotonic() + _STOPPED
    while thread.is_alive() and time.monotonic() < until:
        with contextlib.suppress(Exception):  # it may be gone
            interrupt()  # which does nothing where the question has not arrived yet
        thread.join(_ASKED)


def answer_of(asked: Any) -> Rows:
    """Return the rows of an expression that knows its engine."""
    return [tuple(row.values()) for row in asked.to_pyarrow().to_pylist()]


def _answer_into(job: Future[Rows], answer: Callable[[], Rows]) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # PySpark warns of versions of pandas
            job.set_result(answer())
    except BaseException as error:  # noqa: BLE001 - is raised where the answer is waited for
        job.set_exception(error)
