"""Trino, BigQuery and Snowflake: no server here, but what they are asked, translated and asked of DuckDB."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event
from typing import Any
from unittest import mock

import pytest

from model.imports.choices import FileReading, Watch
from model.imports.events import apart, servers, services
from model.imports.events.opening import opened
from model.imports.events.source import EventSource, likely_name, source_of
from model.text.errors import Unreadable
from model.text.records import replace
from tests.model.imports.events import kit

duckdb = pytest.importorskip("duckdb")
ibis = pytest.importorskip("ibis")
sqlglot = pytest.importorskip("sqlglot")

ROWS = [
    ("2024-01-05", 7, 5, 9, "1.250", "a", "here", "7"),
    ("2024-01-05", 20, None, None, "-3", "a", " Total:", "~20"),
    ("2024-01-31", None, 2, 4, None, "b", "it's \\ 100%", "unknown"),
    ("2024-02-01", 3, None, None, "12.5", "a", "there", None),
    ("2024-02-01", 3, None, None, "12.5", "a", "there", None),
]
SECRET = "s3cret"  # noqa: S105 - is none


@pytest.mark.parametrize("dialect", services.FORMS)
def test_the_same_is_asked_of_a_service_in_its_own_words(
    dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.near(monkeypatch)
    place = kit.stored(tmp_path / "events.duckdb", *ROWS, types=kit.COLUMNS)
    kit.stored(tmp_path / "same.duckdb", *ROWS, types=kit.COLUMNS)
    wanted = kit.answers(kit.of_source(place))
    asked: list[str] = []

    def translated(self: Any, expression: Any, watch: Watch | None, of: int) -> list[tuple[Any, ...]]:
        statement = str(ibis.to_sql(expression, dialect=dialect))
        (tree,) = sqlglot.parse(statement, read=dialect)
        asked.append(statement)
        return [tuple(row) for row in connection.execute(tree.sql("duckdb")).fetchall()]

    monkeypatch.setattr(apart._Asking, "rows", translated)
    with duckdb.connect(str(tmp_path / "same.duckdb")) as connection:
        assert kit.answers(kit.of_source(place)) == wanted
    assert len(asked) > 5
    assert all(isinstance(sqlglot.parse_one(one, read=dialect), sqlglot.exp.Query) for one in asked)


def test_what_is_missing_or_unsafe_is_said_before_anything_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for place, said in (
        ("trino://reader@db.example/hive", "is to be written as trino://PERSON@HOST/CATALOG/SCHEMA"),
        ("bigquery://project", "is to be written as bigquery://PROJECT/DATASET"),
        ("snowflake://me:s3cret@account/db/schema", "holds a password"),
        ("snowflake://me@account/db/schema?token=s3cret", "holds a password"),
    ):
        with pytest.raises(Unreadable, match=said):
            kit.of_source(place)
    for module, place in (
        ("trino", "trino://reader@db.example/hive/events"),
        ("google.cloud.bigquery", "bigquery://project/events"),
        ("snowflake.connector", "snowflake://me@account/db/schema?warehouse=small"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        extra = place.partition(":")[0]
        with pytest.raises(Unreadable, match=rf"{module}.*pip install 'ibis-framework\[{extra}\]'"):
            kit.of_source(place)


def test_a_password_goes_to_a_service_elsewhere_by_tls_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def connect(**said: Any) -> mock.Mock:
        asked.append(said)
        return mock.Mock(list_tables=list)

    service = mock.Mock(connect=connect)
    monkeypatch.setattr(services, "part", lambda *_: mock.Mock(trino=service, snowflake=service))
    for text in ("trino://reader@db.example/hive/events", "snowflake://me@account/db/schema?role=reader"):
        source = replace(source_of(text, "warehouse"), password=SECRET)
        with opened(source, FileReading()) as engine:
            assert engine.tables == {}
    trino, snowflake = asked
    assert (trino["host"], trino["port"], trino["auth"]) == ("https://db.example", 443, SECRET)
    assert snowflake["create_object_udfs"] is False
    assert (snowflake["role"], snowflake["database"]) == ("reader", "db/schema")


def test_a_server_is_interrupted_when_the_program_is_while_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = Event()
    asked: list[int] = []
    monkeypatch.setattr(servers, "wait_for", mock.Mock(side_effect=KeyboardInterrupt))

    def interrupt() -> None:
        asked.append(len(asked))
        if len(asked) == 1:
            raise OSError  # and whatever it was, it is tried again: the question may not have arrived yet
        stopped.set()

    with pytest.raises(KeyboardInterrupt):
        servers.asking("PostgreSQL", lambda _: [(stopped.wait(),)], interrupt)(None, None, 0)
    assert asked == [0, 1]


@pytest.mark.parametrize(
    "place",
    ["D:\\war\\events", "\\\\server\\war\\events\\", "/war/events/", "//host/events?port=1"],
)
def test_no_folder_is_in_the_name_that_a_connection_is_given(place: str) -> None:
    """Projects keep that name, and go out."""
    assert likely_name(EventSource("parquet", place)) == "parquet events"
