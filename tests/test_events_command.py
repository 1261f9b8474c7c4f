"""`main.py import` from a database and `main.py connections`, as scripts use them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.model.imports.data import lines
from tests.model.imports.events import kit
from tests.program import run

pytest.importorskip("duckdb")
pytest.importorskip("ibis")

KILLED = ("--as", "losses", "--kind", "per-row", "--each", "day", "--by", "month", "--zero-gaps")


def test_events_are_counted_where_they_lie_and_the_project_holds_a_name(tmp_path: Path) -> None:
    events, made = tmp_path / "events", tmp_path / "made.json"
    events.mkdir()
    days = [f"2024-0{month}-{day:02}" for month in (1, 2) for day in range(1, 29)]
    (events / "a.csv").write_text(lines(("day", "side", "killed"), *((day, "a", 2) for day in days)))
    (events / "b.csv").write_text(lines(("day", "side", "killed"), *((day, "b", 3) for day in days)))
    place = f"csv:{events}"

    looked = run("import", place, "--look", *KILLED)
    assert looked.code == 0, looked.err
    assert "note: the columns as the engine has them: “day” string" in looked.out
    assert "asks: " in looked.out
    assert "“side” splits the rows (a, b)" in looked.out
    assert run("connections").out == ""  # a look keeps nothing

    span = ("--span", "2024-01-01..2024-02-29", "--split", "side", "--connection", "warehouse")
    ran = run("import", place, *KILLED, *span, "-o", made)
    assert ran.faults == ["main.py: kept in your settings as the connection “warehouse”"]
    assert "112 rows read = 112 used + 0 left out + 0 refused" in ran.out
    project = json.loads(made.read_text())
    assert [row["losses"]["value"] for row in project["periods"]] == [56, 56, 84, 84]
    assert [recipe["connection"] for recipe in project["imports"]] == ["warehouse"]
    assert str(tmp_path) not in made.read_text()

    again = run("import", "connection:warehouse", *KILLED, *span, "--into", made, "-o", made)
    assert (again.code, again.err) == (0, "")
    assert run("connections").out == f"warehouse: {place}\n"
    assert run("connections", "--add", "other", f"parquet:{events}").code == 0
    assert run("import", place, *KILLED, *span[:-1], "other", "-o", made).code == 2
    for name in ("other", "warehouse"):
        assert run("connections", "--remove", name).code == 0
    assert run("connections", "--remove", "warehouse").code == 2
    assert "no connection “warehouse”" in run("import", "connection:warehouse", "--look").faults[0]


class Terminal(io.TextIOWrapper):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_is_told_how_far_the_engine_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.half_way(monkeypatch)
    days = [(f"2024-01-{day:02}", day) for day in range(1, 32)]
    (tmp_path / "a.csv").write_text(lines(("day", "killed"), *days))
    monkeypatch.setattr(io, "TextIOWrapper", Terminal)
    ran = run("import", f"csv:{tmp_path}", *KILLED, "--look")
    assert ran.err.split("\r")[1] == "15 of 31 rows, question 1"
    assert ran.err.endswith("\r" + " " * len("15 of 31 rows, question 1") + "\r")


def test_what_a_place_may_be_is_told_on_a_line(tmp_path: Path) -> None:
    for said, told in (
        (("connections", "--add", "x", "mysql://db/events"), "is to be written as one of these"),
        (("connections", "--add", "x", "postgresql://me:secret@db/events"), "holds a password"),
        (("import", f"parquet:{tmp_path}", "--look"), "no folder with files that end in .parquet, .pq"),
        (("import", "--table", "events.csv"), "events.csv"),  # of a file, as ever
        (("import", "events.csv", "--table", "events", "--look"), "is no database, which has tables"),
    ):
        ran = run(*said)
        assert ran.code == 2
        assert told in ran.faults[0]
        assert "secret" not in ran.err
