"""Events that an engine counts: the answer is that of the file with the same rows, none of them lost."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from model.imports.applying import apply
from model.imports.cells import Unsettled
from model.imports.choices import (
    Choices,
    ColumnNames,
    Duplicates,
    FileReading,
    Fractions,
    Gone,
    Kind,
    RowCovers,
    SeriesQuantity,
)
from model.imports.events import counting
from model.imports.events.source import EventSource, source_of
from model.imports.events.table import look_at_events
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.imports.refresh import renew
from model.project import Project
from model.text.errors import Cancelled, Unreadable
from model.text.records import replace
from tests.model.imports.data import days, lines, only
from tests.model.imports.events import kit

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")

MARCH = Choices(
    SeriesQuantity.LOSSES,
    ColumnNames("day", "killed"),
    kind=Kind.PER_ROW,
    spans=(days("2024-03-01", "2024-03-31"),),
    each=RowCovers.DAY,
    zero_gaps=True,
)


@pytest.fixture(autouse=True)
def opened_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "apart" not in request.fixturenames:
        kit.near(monkeypatch)


@pytest.fixture
def apart() -> None:
    """Have the files opened in a process of their own, as they are."""


def written(folder: Path, *rows: Sequence[object]) -> str:
    """Write rows into a folder of CSV, and return how it is named."""
    (folder / "events.csv").write_text(lines(*rows))
    return f"csv:{folder}"


@settings(
    max_examples=4,
    phases=[Phase.generate],  # to make a table smaller takes a minute
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=kit.ROWS, kind=st.sampled_from(("duckdb", "parquet", "csv", "json", "sqlite")))
def test_an_engine_answers_as_the_file_with_the_same_rows(
    tmp_path: Path, rows: list[kit.Row], kind: str
) -> None:
    assert kit.answers(kit.of_source(kit.put(tmp_path, kind, rows))) == kit.of_file(rows)


def test_every_row_of_a_folder_of_text_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        ("id", "day", "killed"),
        (1, "2024-03-01", 10),
        (2, "2024-03-01", "~20"),  # is read as in a file: about 20
        (3, "2024-03-02", "unknown"),
        (4, "2024-03-02", "2.5"),  # of a person
        (5, "", 7),
        (6, "2024-03-05", ""),
        (7, "2024-03-06", 5),
        (7, "2024-03-06", 5),
        (8, "2024-03-07T23:59:00Z", 1),
    ]
    outcome = plan(kit.of_source(written(tmp_path, *rows)), MARCH)
    assert (outcome.read, outcome.used, outcome.filtered, outcome.unusable) == (9, 4, 1, 4)
    assert kit.refused(outcome) == {
        "numbers": 2,
        "no_date": 1,
        "no_value": 1,
        "duplicate": 1,
    }
    (made,) = outcome.made
    assert not made.figures
    assert "4 rows inside it cannot be used" in str(made.reasons[SeriesQuantity.LOSSES])
    known = only(plan(kit.of_source(f"csv:{tmp_path}"), replace(MARCH, known_only=True)))
    assert (known.value, str(known.qualifier)) == (36, "at_least")  # 10, 20, 5 and 1


def test_cells_that_say_the_same_are_counted_as_decimals(tmp_path: Path) -> None:
    said = [("day", "area"), *[("2024-03-01", "~0.1")] * 3, ("2024-03-31", "0.0")]
    asked = replace(MARCH, what=SeriesQuantity.GAINS, columns=ColumnNames("day", "area"), unit="km2")
    outcome = plan(kit.of_source(written(tmp_path, *said)), replace(asked, duplicates=Duplicates.ADD))
    figure = outcome.made[0].figures[SeriesQuantity.GAINS]
    assert (figure.value, str(figure.qualifier)) == (0.3, "about")  # 3 × 0.1 is 0.30000000000000004 in floats


def test_lines_of_text_may_end_within_a_cell(tmp_path: Path) -> None:
    rows = [("day", "killed", "note"), *((f"2024-03-{n:02}", n, '"two\nlines"') for n in range(1, 11))]
    assert only(plan(kit.of_source(written(tmp_path, *rows)), MARCH)).value == 55


def test_a_quote_or_a_line_without_an_end_loses_no_row_unsaid(tmp_path: Path) -> None:
    stray = [("day", "killed"), ("2024-03-01", 1), ("2024-03-02", '"2'), ("2024-03-03", 3)]
    with pytest.raises(Unreadable, match=r"CSV Error on Line: 3 Original Line"):
        kit.of_source(written(tmp_path, *stray))
    long = [("day", "killed"), ("2024-03-01", "5" * 40_000_000)]
    with pytest.raises(Unreadable, match=r"the last line of .*events\.csv is longer"):
        kit.of_source(written(tmp_path, *long))


def test_totals_of_others_are_left_out_or_asked_about_as_in_a_file(tmp_path: Path) -> None:
    said: list[Sequence[object]] = [("day", "place", "killed")]
    said += [("2024-03-01", "north", 10), ("2024-03-01", "south", 20), ("2024-03-01", "Total:", 30)]
    said += [("2024-03-02", "total", 4)]  # of nothing else that is there
    place = written(tmp_path, *said)
    unsaid = lines(*said).replace("Total:", "west").replace("total", "east")
    for looked in (kit.of_source(place), look(lines(*said).encode(), name="e.csv")):
        outcome = plan(looked, MARCH)
        assert only(outcome).value == 34
        assert kit.refused(outcome) == {"total": 1}
        assert only(plan(looked, replace(MARCH, duplicates=Duplicates.ADD))).value == 64
    (tmp_path / "events.csv").write_text(unsaid)
    for looked in (kit.of_source(place), look(unsaid.encode(), name="e.csv")):
        with pytest.raises(Unsettled, match="may be totals: each is the sum of all other rows of its day"):
            plan(looked, MARCH)


def test_rows_that_are_all_totals_give_no_figure_as_in_a_file(tmp_path: Path) -> None:
    said = [("day", "place", "killed"), ("2024-03-01", "Total", "~1"), ("2024-03-01", "total:", "~2")]
    for looked in (kit.of_source(written(tmp_path, *said)), look(lines(*said).encode(), name="e.csv")):
        with pytest.raises(Unreadable, match="no row can be used: a total of other rows"):
            plan(looked, MARCH)


def test_equal_rows_with_little_in_them_are_asked_about_as_in_a_file(tmp_path: Path) -> None:
    rows = [("day", "killed", "note"), ("2024-03-01", 1, ""), ("2024-03-01", 1, ""), ("2024-03-02", 2, "x")]
    for looked in (kit.of_source(written(tmp_path, *rows)), look(lines(*rows).encode(), name="e.csv")):
        with pytest.raises(Unsettled, match="rows are the same in every column"):
            plan(looked, MARCH)


def test_what_two_rows_may_mean_is_asked_at_once(tmp_path: Path) -> None:
    with pytest.raises(Unsettled) as asked:
        plan(
            kit.of_source(written(tmp_path, ("day", "side", "killed"), ("3/4/2024", "a", "1.250"))),
            replace(MARCH, kind=None),
        )
    assert {question.choice for question in asked.value.questions} == {"kind", "decimal", "date_format"}
    rows = [(1, "2024-03-01", 10), (1, "2024-03-01", 11)]
    with pytest.raises(Unsettled, match="“id” is the same in several rows of one day"):
        plan(kit.of_source(kit.stored(tmp_path / "a.duckdb", *rows)), MARCH)
    both = plan(kit.of_source(f"duckdb:{tmp_path / 'a.duckdb'}"), replace(MARCH, duplicates=Duplicates.ADD))
    assert only(both).value == 21
    sides = [("a", "2024-03-01", 10), ("b", "2024-03-01", 10)]
    place = kit.stored(tmp_path / "b.duckdb", *sides, types="side TEXT, day DATE, killed INTEGER")
    with pytest.raises(Unsettled, match="“side” splits the rows"):
        plan(kit.of_source(place), MARCH)
    each = plan(kit.of_source(place), replace(MARCH, columns=ColumnNames("day", "killed", series="side")))
    assert [(made.series, made.figures[SeriesQuantity.LOSSES].value) for made in each.made] == [
        ("a", 10),
        ("b", 10),
    ]


def test_values_that_differ_in_case_are_one_series_as_in_a_file(tmp_path: Path) -> None:
    rows = [("day", "side", "killed"), *((f"2024-03-0{1 + n // 3}", "Aab"[n % 3], 10**n) for n in range(6))]
    each = replace(MARCH, columns=ColumnNames("day", "killed", series="side"), where=(("side", "a"),))
    of_file = look(lines(*rows).encode(), FileReading(), "events.csv")
    for looked in (of_file, kit.of_source(written(tmp_path, *rows))):
        outcome = plan(looked, each)
        assert (outcome.read, outcome.used, outcome.filtered) == (6, 4, 2)
        (made,) = outcome.made
        assert (made.series, made.figures[SeriesQuantity.LOSSES].value) == ("A", 11_011)


def test_too_many_groups_are_refused_before_any_is_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_GROUPS", 3)
    rows = [(n, f"2024-03-0{n}", 1) for n in range(1, 6)]
    place = kit.stored(tmp_path / "e.duckdb", *rows)
    assert only(plan(kit.of_source(place), replace(MARCH, where=(("id", "1"), ("id", "2"))))).value == 2
    with pytest.raises(Unreadable, match="more than 3 different rows would have to be read"):
        plan(kit.of_source(place), MARCH)
    with duckdb.connect(str(tmp_path / "e.duckdb")) as connection:
        connection.execute("DELETE FROM events")
    with pytest.raises(Unreadable, match="no row can be used"):
        plan(kit.of_source(place), MARCH)


def test_files_of_parquet_may_have_other_columns_and_that_is_said(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        for name, row in (
            ("a", "1 AS killed, {'killed': 1} AS told"),
            ("b", "'~20' AS killed"),
            ("c", "300 AS dead"),
        ):
            connection.execute(
                f"COPY (SELECT DATE '2024-03-01' AS day, {row}) TO '{tmp_path / name}.parquet'"
            )
    looked = kit.of_source(f"parquet:{tmp_path}")
    assert [str(found.sentence) for found in looked.noticed][1:] == [
        "not all files have “dead” (INTEGER): 1 of 3 do, and it is blank in the others",
        "not all files have “killed” (INTEGER, VARCHAR): 2 of 3 do, and it is blank in the others",
        "not all files have “told” (STRUCT(killed INTEGER)): 1 of 3 do, and it is blank in the others",
    ]
    outcome = plan(looked, replace(MARCH, known_only=True))
    assert (outcome.read, outcome.used, kit.refused(outcome)) == (3, 2, {"no_value": 1})
    assert only(outcome).value == 21


def test_files_of_parquet_whose_numbers_one_would_round_are_refused(tmp_path: Path) -> None:
    for name, number in (("a", "16777217"), ("b", "2.5::FLOAT")):
        duckdb.sql(f"SELECT DATE '2024-03-01' AS day, {number} AS killed").write_parquet(
            str(tmp_path / f"{name}.parquet")
        )
    with pytest.raises(Unreadable, match="“killed” is FLOAT, INTEGER in different files"):
        kit.of_source(f"parquet:{tmp_path}")


def test_a_moment_with_a_zone_is_of_the_day_that_is_written(tmp_path: Path) -> None:
    moments = ("2024-03-01T00:30:00+02:00", "2024-03-31T23:30:00-05:00")
    rows = [{"day": moment, "killed": 2} for moment in moments]
    (tmp_path / "e.json").write_text(json.dumps(rows))
    assert only(plan(kit.of_source(f"json:{tmp_path}"), MARCH)).value == 4


def test_a_moment_without_a_place_is_of_the_day_in_utc_whatever_the_machine_has(
    apart: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    place = kit.stored(tmp_path / "e.duckdb", ("2024-03-31 23:30:00+00",), types="day TIMESTAMPTZ")
    ((_, (moment,)),) = kit.of_source(place).sample
    assert str(moment) == "2024-03-31 23:30:00+00:00"


def test_what_was_looked_at_has_to_be_what_is_counted(tmp_path: Path) -> None:
    place = kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", 10))
    looked = kit.of_source(place)
    kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", "10"), types="id INTEGER, day DATE, killed TEXT")
    with pytest.raises(Unreadable, match="the columns of the table have changed"):
        plan(looked, MARCH)
    with duckdb.connect(str(tmp_path / "e.duckdb")) as connection:
        connection.execute("ALTER TABLE events RENAME TO others")
    with pytest.raises(Unreadable, match="there is no table “events”; there are others"):
        plan(looked, MARCH)


def test_people_with_fractions_are_asked_about_and_rounded_one_by_one(tmp_path: Path) -> None:
    rows = [(n, f"2024-03-0{n}", 1.5) for n in range(1, 5)]
    looked = kit.of_source(
        kit.stored(tmp_path / "e.duckdb", *rows, types="id INTEGER, day DATE, killed DECIMAL(9, 2)")
    )
    with pytest.raises(Unsettled) as asked:
        plan(looked, MARCH)
    assert [question.choice for question in asked.value.questions] == ["fractions"]
    assert only(plan(looked, replace(MARCH, fractions=Fractions.ROUND))).value == 8  # four times 2
    assert only(plan(looked, replace(MARCH, fractions=Fractions.KEEP))).value == 6


def test_sqlite_holds_whatever_was_put_into_a_column(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "e.sqlite") as connection:
        connection.execute("CREATE TABLE events (id INTEGER, day TEXT, killed INTEGER)")
        connection.executemany(
            "INSERT INTO events VALUES (?, ?, ?)",
            [(1, "2024-03-01", 3), (2, "2024-03-02", "many"), (3, "2024-03-03", 4)],
        )
    connection.close()
    outcome = plan(kit.of_source(f"sqlite:{tmp_path / 'e.sqlite'}"), replace(MARCH, known_only=True))
    assert (outcome.read, outcome.used, outcome.unusable) == (3, 2, 1)
    assert only(outcome).value == 7


def test_of_several_tables_one_has_to_be_named(tmp_path: Path) -> None:
    place = kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", 10))
    with duckdb.connect(str(tmp_path / "e.duckdb")) as connection:
        connection.execute("CREATE SCHEMA old; CREATE TABLE old.events AS FROM main.events")
    with pytest.raises(Unsettled) as asked:
        kit.of_source(place)
    assert asked.value.questions[0].ways == ("events", "old.events")
    looked = look_at_events(source_of(place, "warehouse"), FileReading(sheet="old.events"))
    assert (looked.name, looked.format, looked.reading.sheet) == (
        "warehouse: old.events",
        "DuckDB",
        "old.events",
    )


def test_a_database_reads_nothing_but_itself(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id,day,killed\n1,2024-03-01,1\n")
    kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", 10))
    with duckdb.connect(str(tmp_path / "e.duckdb")) as connection:
        connection.execute("DROP TABLE events")
        connection.execute(f"CREATE VIEW events AS FROM read_csv('{tmp_path / 'secret.csv'}')")
    with pytest.raises(Unreadable, match=r"DuckDB says: .*disabled"):
        kit.of_source(f"duckdb:{tmp_path / 'e.duckdb'}")
    (tmp_path / "link.parquet").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(Unreadable, match="no folder with files that end in"):
        kit.of_source(f"parquet:{tmp_path}")


def test_text_of_a_database_is_text_and_no_statement(tmp_path: Path) -> None:
    odd = "x'); DROP TABLE events; --\u202e"
    place = kit.stored(
        tmp_path / "e.duckdb",
        (odd, "2024-03-01", 10),
        ("=1+1", "2024-03-01", 5),
        types='"a ""b"" side" TEXT, day DATE, killed INTEGER',
    )
    looked = kit.of_source(place)
    assert looked.table.names[0] == 'a "b" side'
    chosen = replace(MARCH, where=(('a "b" side', odd[:-1]),))  # as it is seen
    assert only(plan(looked, chosen)).value == 10
    assert only(plan(looked, replace(MARCH, where=(('a "b" side', "=1+1"),)))).value == 5


def test_a_password_is_kept_out_of_what_names_a_place() -> None:
    with pytest.raises(Unreadable, match="holds a password"):
        source_of("postgresql://me:secret@db.example/events")
    with pytest.raises(Unreadable, match="holds a password"):
        source_of("postgresql://db.example/events?user=me&password=secret")
    kept = EventSource("postgresql", "//db.example/events", "warehouse", "secret")
    assert kept.text == "postgresql://db.example/events"


def test_what_is_not_installed_is_said_and_in_a_bundle_without_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", 10))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(Unreadable, match=r"not installed \(duckdb\).*pip install 'ibis-framework\[duckdb"):
        kit.of_source(place)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(Unreadable, match=r"this bundle .* has no part that reads tables of events") as said:
        kit.of_source(place)
    assert "pip" not in str(said.value)


def test_a_recipe_holds_the_name_of_the_connection_and_refresh_asks_for_its_place(tmp_path: Path) -> None:
    place = kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", 10), (2, "2024-03-02", None))
    outcome = plan(kit.of_source(place), replace(MARCH, known_only=True))
    project = apply(Project(), outcome).project
    (recipe,) = project.imports
    assert recipe["connection"] == "events"
    assert "file" not in recipe
    assert str(tmp_path) not in str(recipe)
    assert recipe["rows"] == {"read": 2, "used": 1, "filtered": 0, "refused": 1}
    assert [(one["row"], one["why"]) for one in recipe["refused"]] == [(0, "1 row: no value")]
    (unknown,) = renew(project, "").renewed
    assert "no connection “events”" in str(unknown.refused)
    kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", 10), (2, "2024-03-02", 4))
    renewal = renew(project, "", place_of=lambda name: source_of(place, name))
    assert [change.after and change.after.value for change in renewal.changes] == [14]


def test_of_a_question_it_is_told_how_far_the_engine_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.half_way(monkeypatch)
    place = kit.stored(tmp_path / "e.duckdb", *((n, f"2024-03-0{n}", 1) for n in range(1, 9)))
    told: list[int | Gone] = []
    plan(kit.of_source(place), MARCH, watch=told.append)
    parts = [how_far for how_far in told if isinstance(how_far, Gone)]
    assert parts == [Gone(4, 8, number) for number in range(1, len(parts) + 1)]
    assert str(parts[0].words) == "4 of 8 rows, question 1"


def test_an_engine_is_stopped_when_the_answer_is_no_longer_wanted(apart: None, tmp_path: Path) -> None:
    kit.stored(tmp_path / "e.duckdb", (1, "2024-03-01", 10))
    with duckdb.connect(str(tmp_path / "e.duckdb")) as connection:
        connection.execute("DROP TABLE events")
        connection.execute(
            "CREATE VIEW events AS SELECT count(*) AS n FROM range(10000000) a, range(10000000) b"
        )
    asked: list[int | Gone] = []

    def given_up(rows: int | Gone) -> None:
        asked.append(rows)
        if len(asked) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        look_at_events(source_of(f"duckdb:{tmp_path / 'e.duckdb'}", "events"), watch=given_up)
    assert len(asked) == 3
