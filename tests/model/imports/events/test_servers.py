"""The same answer from a server of PostgreSQL and from Spark: long tests, each with programs of its own.

Debian has them as `postgresql` and `default-jre-headless`; `pip install pyspark` is the third.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from model.imports.cells import Unsettled
from model.imports.choices import ColumnNames, FileReading
from model.imports.events.opening import opened
from model.imports.events.source import source_of
from model.text.errors import Unreadable
from model.text.records import replace
from tests.model.imports.events import kit

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")
pytestmark = pytest.mark.long
FEW = settings(
    max_examples=10,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module", autouse=True)
def asked_for(pytestconfig: pytest.Config) -> None:
    """Leave them out unless they are asked for: a server and a Java take longer than all they prove."""
    if not pytestconfig.getoption("--long"):
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
    if shutil.which("openssl"):
        name = ("-subj", "/CN=db.example", "-addext", "subjectAltName=DNS:db.example")
        made = ("-nodes", "-keyout", str(folder / "key"), "-out", str(folder / "certificate"))
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", *name, *made)
        options += f" -c ssl=on -c ssl_cert_file={folder / 'certificate'} -c ssl_key_file={folder / 'key'}"
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
        connection.execute(f"CREATE TABLE events ({kit.COLUMNS})")
        connection.cursor().executemany(f"INSERT INTO events VALUES ({marks})", kit.literals(rows))  # noqa: S608 - marks alone
    assert kit.answers(kit.of_source(server)) == kit.of_file(rows)


def test_a_server_is_only_read_and_one_elsewhere_has_to_prove_who_it_is(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(server) as connection:
        connection.execute("DROP TABLE IF EXISTS events; CREATE TABLE events (a int)")
        ((folder,),) = connection.execute("SHOW data_directory").fetchall()
        ((secured,),) = connection.execute("SHOW ssl").fetchall()
    with (
        pytest.raises(Exception, match="read-only transaction"),
        opened(source_of(server), FileReading()) as engine,
    ):
        next(iter(engine.tables.values()))()._find_backend().con.execute("CREATE TABLE other (a int)")
    with pytest.raises(Unreadable, match="does not verify whose server it is"):
        kit.of_source("postgresql://salient@db.example/events?sslmode=require")
    if secured != "on":
        pytest.skip("openssl is not installed")
    at = server.replace("127.0.0.1", "db.example") + "?hostaddr=127.0.0.1"
    proved = f"sslrootcert={Path(folder).parent / 'certificate'}"
    assert "a" in kit.of_source(f"{at}&{proved}").table.names
    with pytest.raises(Unreadable, match="certificate verify failed"):
        kit.of_source(at)
    with pytest.raises(Unreadable, match=r"does not match host name .other\.example"):
        kit.of_source(f"{at}&{proved}".replace("db.example", "other.example"))
    monkeypatch.setenv("PGHOST", "db.example")  # as libpq would take it
    with pytest.raises(Unreadable, match="certificate verify failed"):
        kit.of_source(server.replace("127.0.0.1", "") + "?hostaddr=127.0.0.1")


def _in_parquet(folder: Path, rows: list[kit.Row]) -> str:
    """Write rows into a file of Parquet, and return the folder that it lies in."""
    return kit.put(folder, "parquet", rows).partition(":")[2]


def _java() -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")


@settings(FEW, max_examples=3)  # of half a minute each
@given(rows=kit.ROWS)
def test_spark_answers_as_the_file_with_the_same_rows(tmp_path: Path, rows: list[kit.Row]) -> None:
    _java()
    assert kit.answers(kit.of_source(f"spark:{_in_parquet(tmp_path, rows)}")) == kit.of_file(rows)


def test_files_with_a_column_of_several_types_are_to_spark_what_they_are_to_duckdb(tmp_path: Path) -> None:
    _java()
    for name, said in (("a", "1 AS killed"), ("b", "2.25::DECIMAL(9, 2) AS killed, 'x' AS note")):
        made = duckdb.sql(f"FROM range(31) SELECT DATE '2024-01-01' + range::INTEGER AS event_date, {said}")
        made.write_parquet(str(tmp_path / f"{name}.parquet"))
    choices = replace(kit.GROUND, columns=ColumnNames("event_date", "killed"))
    spark, duck = (kit.answer(kit.of_source(f"{kind}:{tmp_path}"), choices) for kind in ("spark", "parquet"))
    assert isinstance(duck, tuple)
    assert spark == duck
    duckdb.sql("SELECT 1.5::FLOAT AS killed").write_parquet(str(tmp_path / "c.parquet"))
    for kind in ("spark", "parquet"):
        with pytest.raises(Unreadable, match="and FLOAT holds seven digits"):
            kit.of_source(f"{kind}:{tmp_path}")


@pytest.fixture
def cluster() -> Iterator[str]:
    """A master and a worker of Spark, which listen on the loopback alone."""
    _java()
    pyspark = pytest.importorskip("pyspark")
    with tempfile.TemporaryDirectory(prefix="salient-spark-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        master = f"127.0.0.1:{free.getsockname()[1]}"
        free.close()
        run = [str(Path(pyspark.__file__).parent / "bin" / "spark-class")]
        about = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        begun: list[subprocess.Popen[str]] = []
        reading: list[Thread] = []
        for what in (
            ("master.Master", "--host", "127.0.0.1", "--port", master.partition(":")[2], "--webui-port", "0"),
            ("worker.Worker", "--webui-port", "0", "-c", "1", "-m", "1g", "-d", folder, f"spark://{master}"),
        ):
            command = [*run, f"org.apache.spark.deploy.{what[0]}", *what[1:]]
            begun.append(subprocess.Popen(command, cwd=folder, env=about, stderr=subprocess.PIPE, text=True))
            log = begun[-1].stderr or pytest.fail("no log")
            assert any("ALIVE" in line or "Successfully registered" in line for line in log)
            reading.append(Thread(target=log.read))  # what is not read stops it
            reading[-1].start()
        yield f"spark://{master}"
        for one, thread in zip(begun, reading, strict=True):
            with one:
                one.terminate()
                thread.join()


def test_a_cluster_of_spark_answers_as_the_file_with_the_same_rows(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    rows: list[kit.Row] = [
        (date(2024, 1, 1 + n % 20), n, n // 2, 100 + n, Decimal(n) / 8, "ab"[n % 2], "here", str(n))
        for n in range(60)
    ]
    looked = kit.of_source(f"{cluster}{_in_parquet(tmp_path, rows)}")
    assert looked.format == "Spark (Parquet)"
    assert kit.answers(looked) == kit.of_file(rows)
    with pytest.raises(
        Unsettled, match="there is no table in it"
    ):  # in the catalogue of a cluster that has none
        kit.of_source(cluster)
