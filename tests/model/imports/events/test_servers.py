"""The same answer from a server of PostgreSQL and from Spark: long tests, each with programs of its own.

Debian has them as `postgresql` and `default-jre-headless`; `pip install pyspark` is the third.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from model.imports.choices import FileReading
from model.imports.events.opening import opened
from model.imports.events.source import source_of
from model.text.errors import Unreadable
from tests.model.imports.events import kit
from tests.model.imports.events.test_counting import stored

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")
pytestmark = pytest.mark.long
FEW = settings(
    max_examples=10,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
COLUMNS = ", ".join(map(" ".join, zip(kit.NAMES, kit.TYPES, strict=True)))


@pytest.fixture(autouse=True)
def asked_for(long: bool) -> None:
    """Leave them out unless they are asked for: a server and a Java take longer than all they prove."""
    if not long:
        pytest.skip("run with --long")


def _program(name: str) -> str:
    found = shutil.which(name) or next(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)
    return found or pytest.skip(f"{name} of PostgreSQL is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of PostgreSQL in a folder of its own, that listens on the loopback alone."""
    with tempfile.TemporaryDirectory(prefix="salient-postgresql-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        yield from _served(Path(folder), port)


def _served(folder: Path, port: int) -> Iterator[str]:
    before: list[str] = []
    if os.name == "posix" and os.getuid() == 0:  # which PostgreSQL refuses to run as
        shutil.chown(folder, "postgres")
        before = ["runuser", "-u", "postgres", "--"]

    def run(*command: str) -> None:
        subprocess.run([*before, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    data = str(folder / "data")
    run(_program("initdb"), "-D", data, "-A", "trust", "-U", "salient", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run(_program("pg_ctl"), "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql://salient@127.0.0.1:{port}/postgres"
    finally:
        run(_program("pg_ctl"), "-D", data, "-m", "immediate", "stop")


@FEW
@given(rows=kit.ROWS)
def test_postgresql_answers_as_the_file_with_the_same_rows(server: str, rows: list[kit.Row]) -> None:
    psycopg = pytest.importorskip("psycopg")
    marks = ", ".join(["%s"] * len(kit.NAMES))
    with psycopg.connect(server) as connection:
        connection.execute("DROP TABLE IF EXISTS events")
        connection.execute(f"CREATE TABLE events ({COLUMNS})")
        connection.cursor().executemany(f"INSERT INTO events VALUES ({marks})", kit.literals(rows))  # noqa: S608 - marks alone
    assert kit.answers(kit.of_source(server)) == kit.of_file(rows)


def test_a_server_is_only_read_and_one_elsewhere_has_to_prove_who_it_is(server: str) -> None:
    with (
        pytest.raises(Exception, match="read-only transaction"),
        opened(source_of(server), FileReading()) as engine,
    ):
        next(iter(engine.tables.values()))()._find_backend().con.execute("CREATE TABLE other (a int)")
    with pytest.raises(Unreadable, match="does not verify whose server it is"):
        kit.of_source("postgresql://salient@db.example/events?sslmode=require")


@settings(FEW, max_examples=3)  # of half a minute each
@given(rows=kit.ROWS)
def test_spark_answers_as_the_file_with_the_same_rows(tmp_path: Path, rows: list[kit.Row]) -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    stored(tmp_path / "events.duckdb", *kit.literals(rows), types=COLUMNS)
    with duckdb.connect(str(tmp_path / "events.duckdb")) as connection:
        connection.execute(f"COPY events TO '{tmp_path / 'events.parquet'}' (FORMAT parquet)")
    assert kit.answers(kit.of_source(f"spark:{tmp_path / 'events.parquet'}")) == kit.of_file(rows)
