"""Files made to harm whoever opens them: each is refused in a sentence, by a process that is ended then."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from model.imports.child import Talk, talking
from model.imports.events import apart
from model.imports.events.source import source_of
from model.imports.events.table import look_at_events
from model.text.errors import Unreadable
from tests.model.imports.events import kit

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")

MOST_TAKEN = 1_000_000_000  # bytes, of this process and the one that reads


def of_duckdb(path: Path, view: str) -> str:
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE VIEW events AS {view}")
    return f"duckdb:{path}"


def of_sqlite(path: Path, view: str) -> str:
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE VIEW events AS {view}")
    connection.close()
    return f"sqlite:{path}"


def of_bytes(kind: str) -> Callable[[Path, bytes], str]:
    def made(path: Path, data: bytes) -> str:
        path.write_bytes(data)
        return f"{kind}:{path}"

    return made


HOSTILE: dict[str, tuple[Callable[[Path, Any], str], Any, str]] = {
    "a file beside it": (of_duckdb, "FROM read_csv('/etc/passwd')", "file system operations are disabled"),
    "a folder": (of_duckdb, "FROM glob('/etc/*')", "file system operations are disabled"),
    "the network": (of_duckdb, "SELECT * FROM (SELECT content FROM read_text('secret'))", "disabled"),
    "a text of 2 GB": (of_duckdb, "SELECT repeat('x', 2000000000) AS a", "Out of Memory"),
    "a list without end": (of_duckdb, "SELECT CAST(range(0, 2000000000) AS VARCHAR) AS a", "Out of Memory"),
    "no database": (of_bytes("duckdb"), b"x" * 100_000, "not a valid DuckDB database"),
    "an extension": (of_sqlite, "SELECT load_extension('/tmp/x') AS a", "unsafe use of load_extension"),
    "a blob of 900 MB": (of_sqlite, "SELECT hex(zeroblob(900000000)) AS a", "Out of memory|too big"),
    "a damaged one": (of_bytes("sqlite"), b"SQLite format 3\0" + bytes(range(256)) * 40, "not a database"),
    "deep JSON": (of_bytes("json"), b"[" * 1_000_000 + b"]" * 1_000_000, "recursion depth"),
    "a footer of 2 GB": (of_bytes("parquet"), b"PAR1" + b"\xff\xff\xff\x7fPAR1" * 4, "DuckDB says"),
    "names without end": (of_bytes("csv"), b"a," * 100_000 + b"\n", "the first line of .* is longer than"),
}
NEAR = ("a file beside it", "deep JSON", "an extension")  # those that are tried each time


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(
    name: str, tmp_path: Path, long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not long:
        if name not in NEAR:
            pytest.skip("run with --long")
        kit.near(monkeypatch)
    make, content, said = HOSTILE[name]
    with pytest.raises(Unreadable, match=said):
        kit.of_source(
            make(
                tmp_path / f"events.{'csv' if 'names' in name else 'json' if 'JSON' in name else 'db'}",
                content,
            )
        )
    if long:
        resource = pytest.importorskip("resource")
        taken = [
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ]
        assert sum(taken) * 1024 <= MOST_TAKEN


def test_a_process_that_dies_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = of_duckdb(tmp_path / "e.duckdb", "SELECT count(*) AS n FROM range(10000000), range(10000000)")
    begun: list[Talk] = []

    @contextlib.contextmanager
    def seen(module: str, arguments: Sequence[str], memory: int) -> Iterator[Talk]:
        with talking(module, arguments, memory) as talk:
            begun.append(talk)
            yield talk

    monkeypatch.setattr(apart, "talking", seen)
    with pytest.raises(Unreadable, match="DuckDB ended while it was reading"):
        look_at_events(source_of(place, "events"), watch=lambda _rows: begun[0]._child.kill())


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_process_whose_asker_was_killed_ends_and_leaves_no_file(kind: str, tmp_path: Path) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    (spilled := tmp_path / "spilled").mkdir()
    (spilled / "block").touch()
    opening = {
        "kind": kind,
        "files": [str(tmp_path / "e.db")],
        "how": {},
        "view": "",
        "spilled": str(spilled),
    }
    {"duckdb": of_duckdb, "sqlite": of_sqlite}[kind](tmp_path / "e.db", "SELECT 1 AS a")
    with talking("model.imports.events.apart_process", [str(1 << 31)], 1 << 31) as talk:
        next(talk.ask(json.dumps(opening).encode()))
        talk.ask(json.dumps({"statement": many}).encode())
        assert talk._child.stdin is not None
        talk._child.stdin.close()  # as the system does
        assert talk._child.wait(30) == 0
    assert not spilled.exists()
