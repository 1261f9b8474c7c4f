"""Sources, links, notes and scopes that stand beside the numbers of a series."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from model.imports.applying import apply
from model.imports.cells import Unsettled
from model.imports.choices import (
    NO_COLUMN,
    Choices,
    ColumnNames,
    Dating,
    Duplicates,
    Kind,
    PeriodLength,
    SeriesQuantity,
    TableChoices,
)
from model.imports.inspect_file import FileReport
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.imports.recipe import recipe_of, recipe_tree
from model.project import Project
from model.text.figures import Figure, Qualifier
from model.text.records import replace
from tests.model.imports.data import codes, days, lines, text, values

ROWS = lines(
    ("date", "losses", "gains km2", "losses source", "gains source", "url", "note", "scope"),
    ("2024-09-01", 10, 5, "General Staff", "ISW", "https://gs.example/1", "", "Ukraine"),
    ("2024-09-02", 12, 6, "General Staff", "ISW", "https://gs.example/1", "partial", "Ukraine"),
    ("2024-09-03", 15, 7, "UK MoD", "", "https://mod.example/2", "partial", ""),
    ("2024-09-04", 16, 8, "", "", "", "night", ""),
)


def read(looked: FileReport, *spans: tuple[str, str], **choices: object) -> Outcome:
    settings = {"what": SeriesQuantity.LOSSES, "kind": Kind.PER_ROW, **choices}
    return plan(looked, Choices(spans=tuple(days(*span) for span in spans), **settings))  # type: ignore[arg-type] # each test says them in full


def told(outcome: Outcome) -> list[tuple[str, str, str, str]]:
    return [(made.source, made.url, made.scope, made.note) for made in outcome.made]


def test_a_figure_has_the_source_link_scope_and_notes_of_its_rows() -> None:
    outcome = read(text(ROWS), ("2024-09-01", "2024-09-02"))
    assert told(outcome) == [("General Staff", "https://gs.example/1", "Ukraine", "partial")]
    project = apply(Project(), outcome).project
    source = next(row for row in project.sources if row.name == "General Staff")
    (period,) = project.periods
    assert period.losses is not None
    assert (period.losses.source, period.losses.scope, period.note) == (source.id, "Ukraine", "partial")
    assert source.url == "https://gs.example/1"


def test_rows_that_say_different_things_lose_none_of_them() -> None:
    (made,) = told(read(text(ROWS), ("2024-09-01", "2024-09-04")))
    links = "links: https://gs.example/1; https://mod.example/2"
    note = f"partial; night; {links}; scope of some of its rows: Ukraine"
    assert made == ("General Staff; UK MoD; some.csv", "", "", note)


def test_ground_has_the_source_of_ground() -> None:
    outcome = read(text(ROWS), ("2024-09-01", "2024-09-02"), what=SeriesQuantity.GAINS)
    assert told(outcome)[0][0] == "ISW"


@pytest.mark.parametrize("kind", [Kind.CUMULATIVE, Kind.LEVEL])
def test_a_total_rests_on_two_rows_and_has_the_notes_of_its_days(kind: Kind) -> None:
    outcome = read(text(ROWS), ("2024-09-02", "2024-09-04"), kind=kind, dating=Dating.REPORT)
    ((source, _, _, note),) = told(outcome)
    assert source == "General Staff; some.csv"
    assert note.startswith("partial; night; links: https://gs.example/1; ")


def test_the_recipe_keeps_the_columns_and_reads_a_newer_file_alike() -> None:
    outcome = read(text(ROWS), ("2024-09-01", "2024-09-02"))
    kept = recipe_of(recipe_tree(outcome.kept_recipe())).choices
    assert isinstance(kept, Choices)
    assert (kept.columns.source, kept.columns.url) == ("losses source", "url")
    assert told(plan(text(ROWS), kept)) == told(outcome)


def test_a_column_that_is_not_wanted_is_named_as_not_used() -> None:
    columns = ColumnNames(source="gains source", url=NO_COLUMN, note=NO_COLUMN, scope=NO_COLUMN)
    outcome = read(text(ROWS), ("2024-09-01", "2024-09-02"), columns=columns)
    assert told(outcome) == [("ISW", "", "", "")]
    said = next(str(one.sentence) for one in outcome.noticed if one.code == "columns")
    assert "source: “gains source”; not used: " in said
    assert "“url”, “note”, “scope”" in said


def test_more_notes_than_there_is_room_for_are_counted() -> None:
    rows = [(f"2024-09-{day:02}", 1, f"{day:02} " + "x" * 97) for day in range(1, 31)]
    outcome = read(text(lines(("date", "losses", "note"), *rows)), by=PeriodLength.MONTH)
    (made,) = outcome.made
    assert made.note.endswith("; … (+20)")
    assert made.note.startswith("01 xxx")


def test_two_accounts_of_one_day_are_never_added_up_unasked() -> None:
    rows = lines(
        ("date", "killed", "source"), *((f"2024-09-0{n // 2 + 1}", 9, "AB"[n % 2]) for n in range(6))
    )
    with pytest.raises(Unsettled, match=r"differ in “source” \(A, B; rows 2–7\)"):
        read(text(rows), by=PeriodLength.DAY)
    apart = read(text(rows), by=PeriodLength.DAY, columns=ColumnNames(series="source"))
    assert {made.series for made in apart.made} == {"A", "B"}
    assert values(read(text(rows), by=PeriodLength.DAY, duplicates=Duplicates.ADD)) == [18, 18, 18]


def test_events_of_one_day_that_other_columns_tell_apart_add_up() -> None:
    rows = lines(
        ("date", "killed", "source", "place"), ("2024-09-01", 1, "A", "x"), ("2024-09-01", 3, "B", "y")
    )
    assert values(read(text(rows), by=PeriodLength.DAY)) == [4]


@pytest.mark.parametrize(
    ("name", "said"), [("version", "12"), ("status", "pf"), ("published", ("2024-09-02", "2024-09-05"))]
)
def test_two_editions_of_one_day_are_never_added_up_unasked(name: str, said: Sequence[str]) -> None:
    rows = lines(("date", "killed", name), ("2024-09-01", 1300, said[0]), ("2024-09-01", 1350, said[1]))
    with pytest.raises(Unsettled, match=f"differ in “{name}”"):
        read(text(rows), by=PeriodLength.DAY, columns=ColumnNames("date"))


def test_totals_among_the_rows_of_a_day_never_count_twice() -> None:
    head, first = ("date", "region", "killed"), ("2024-09-01", "Donetsk", 300)
    others = ("2024-09-01", "Kharkiv", 100), ("2024-09-02", "Donetsk", 310)
    totals = read(
        text(lines(head, first, *others, ("2024-09-01", "Total", 400), ("2024-09-02", "Total", 310))),
        by=PeriodLength.DAY,
    )
    assert (values(totals), codes(totals)) == ([400, 310], {"total": [5, 6]})
    with pytest.raises(Unsettled, match="row 5 may be totals: each is the sum of all other rows"):
        read(text(lines(head, first, *others, ("2024-09-01", "All", 400))), by=PeriodLength.DAY)
    events = lines(head, first, *others, ("2024-09-01", "Sumy", 250))
    assert values(read(text(events), by=PeriodLength.DAY)) == [650, 310]


def test_bounds_that_say_nothing_else_are_those_of_the_only_amount() -> None:
    made = read(text("date,killed,lo,hi\n2024-09-01,5,3,8\n"), by=PeriodLength.DAY).made[0]
    assert made.figures[SeriesQuantity.LOSSES].bounds() == (3, 5, 8)


def test_a_table_says_how_firmly_a_value_is_meant_in_a_column_beside_it() -> None:
    said = (("Sep 2024", 5, "about"), ("Oct 2024", 6, "over"), ("Nov 2024", 7, ""), ("Dec 2024", 8, "maybe"))
    outcome = plan(text(lines(("month", "losses", "losses_qualifier"), *said)), TableChoices())
    told = [made.figures[SeriesQuantity.LOSSES].qualifier for made in outcome.made]
    assert told == [Qualifier.ABOUT, Qualifier.OVER, Qualifier.EXACT]
    assert codes(outcome) == {"unreadable": [5]}


@pytest.mark.parametrize(
    ("bound", "end", "told"),
    [
        ("low", 90, Figure(100, low=90)),
        ("high", 110, Figure(100, high=110)),
        ("low", 100, Figure(100, qualifier=Qualifier.AT_LEAST)),
        ("high", 100, Figure(100, qualifier=Qualifier.UP_TO)),
    ],
)
def test_a_bound_says_more_than_a_word_for_more_beside_it(bound: str, end: float, told: Figure) -> None:
    head = ("month", "losses", f"losses_{bound}", "losses_qualifier")
    outcome = plan(text(lines(head, ("2024-09", 100, end, "over"))), TableChoices())
    assert replace(outcome.made[0].figures[SeriesQuantity.LOSSES], note="") == told
