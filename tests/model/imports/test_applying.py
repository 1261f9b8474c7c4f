from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model.files import read_project, write_project
from model.files.shape import schema
from model.imports.applying import ChangeKind, apply
from model.imports.choices import (
    Choices,
    ColumnNames,
    Dating,
    Duplicates,
    FileReading,
    Kind,
    PeriodLength,
    RowCovers,
    SeriesQuantity,
    TableChoices,
    Target,
)
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.imports.preview import try_import
from model.imports.recipe import Recipe, recipe_of, recipe_tree
from model.imports.refresh import renew
from model.project import Counts, GainsAre, Period, Project, Series
from model.text.catalogue import in_language
from model.text.errors import Refused
from model.text.figures import DatedBy, Figure, RangeIs
from model.text.formats import Formats
from model.text.kept_texts import free_tag
from model.text.records import replace
from tests.model.imports.data import days, lines, text

DAYS = (("2024-09-01", 100), ("2024-09-02", 130), ("2024-09-03", 170))
COLUMNS = ColumnNames("date", "value")


def daily(
    *rows: tuple[str, object], name: str = "daily.csv", target: Target | None = None, **choices: object
) -> Outcome:
    settings = {"kind": Kind.CUMULATIVE, "dating": Dating.REPORT, "by": PeriodLength.DAY, **choices}
    chosen = Choices(SeriesQuantity.LOSSES, COLUMNS, **settings)  # type: ignore[arg-type] # each test says them in full
    looked = text(lines(("date", "value"), *rows), FileReading(delimiter=","), name=name)
    return plan(looked, chosen, target=target or Target())


def test_a_new_project_gets_series_source_and_figures_that_say_where_they_are_from() -> None:
    imported = apply(Project(), daily(*DAYS, target=Target("ru", "Russian forces", scope="Ukraine")))
    project = imported.project
    assert [(row.id, row.name) for row in project.series] == [("ru", "Russian forces")]
    assert [row.name for row in project.sources] == ["daily.csv"]
    first = project.periods[0].losses
    assert first is not None
    assert (first.value, first.source, first.scope) == (30, project.sources[0].id, "Ukraine")
    assert first.note == "daily.csv, value: row 3 (2024-09-02) less row 2 (2024-09-01)"
    assert str(imported.words) == "import 2 figures from daily.csv"
    assert read_project(write_project(project), "again") == project


@pytest.mark.parametrize(
    ("of_losses", "of_gains"), [("losses_source", "gains source"), ("Source of losses", "Quelle Gewinne km2")]
)
def test_a_figure_has_the_source_that_its_own_column_names_else_that_of_its_row(
    of_losses: str, of_gains: str
) -> None:
    content = lines(
        ("start", "end", "losses", of_losses, "gains km2", of_gains, "source"),
        ("2024-09-01", "2024-09-30", 100, "General Staff 2024", 5, "ISW", "Ministry"),
        ("2024-10-01", "2024-10-31", 200, "", 6, "ISW", "Ministry"),
    )
    project = apply(Project(), plan(text(content), TableChoices())).project
    named = {source.id: source.name for source in project.sources}
    figures = [figure for row in project.periods for figure in (row.losses, row.gains) if figure is not None]
    assert [named[figure.source] for figure in figures] == ["General Staff 2024", "ISW", "Ministry", "ISW"]
    assert [*named][1:] == [free_tag(name, ()) for name in [*named.values()][1:]]
    assert [figure.value for figure in figures] == [100, 5, 200, 6]


def test_periods_of_the_same_days_and_series_get_the_figure_and_keep_the_rest() -> None:
    gains = Figure(5.0, note="of somebody")
    row = Period("a", "the second", date(2024, 9, 2), date(2024, 9, 2), None, gains, "kept")
    project = apply(Project(series=(Series("a"),), periods=(row,)), daily(*DAYS)).project
    assert len(project.periods) == 2
    assert (project.periods[0].label, project.periods[0].gains, project.periods[0].note) == (
        "the second",
        gains,
        "kept",
    )
    assert project.periods[0].losses is not None
    assert project.periods[0].losses.value == 30


def test_a_figure_that_differs_is_refused_by_name_unless_it_may_be_replaced() -> None:
    before = apply(Project(), daily(*DAYS)).project
    revised = daily(DAYS[0], ("2024-09-02", 140), DAYS[2])
    with pytest.raises(Refused, match="losses of 2 Sep 2024, losses of 3 Sep 2024"):
        apply(before, revised)
    after = apply(before, revised, Target(replace=True)).project
    assert [row.losses.value for row in after.periods if row.losses] == [40, 30]
    again = apply(before, daily(*DAYS), Target("series_1", source="daily")).project
    assert again == before
    assert again.periods[0] is before.periods[0]


def test_refresh_shows_what_a_newer_file_would_change_and_changes_nothing() -> None:
    before = apply(Project(), daily(*DAYS)).project
    newer = daily(DAYS[0], ("2024-09-02", 140), ("2024-09-04", 200), ("2024-09-05", 250))
    changes = apply(before, newer, Target(replace=True)).changes
    found = {(change.kind, str(change.start)) for change in changes}
    assert found == {
        (ChangeKind.REVISED, "2024-09-02"),
        (ChangeKind.NEW, "2024-09-05"),
        (ChangeKind.GONE, "2024-09-03"),
    }
    gone = next(change for change in changes if change.kind is ChangeKind.GONE)
    assert str(gone.reason) == "date missing: 2024-09-03"


def test_the_recipe_is_kept_and_reads_a_newer_file_again(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "daily.csv"
    file.write_text(lines(("date", "value"), *DAYS), "utf-8")
    chosen = Choices(SeriesQuantity.LOSSES, COLUMNS, Kind.CUMULATIVE, Dating.REPORT, by=PeriodLength.DAY)
    project = apply(Project(), plan(look(file), chosen), folder=tmp_path).project
    (tree,) = project.imports
    assert (tree["file"], tree["series"], tree["source"]) == ("data/daily.csv", "series_1", "daily")
    assert read_project(write_project(project), "again") == project
    same = renew(project, tmp_path)
    assert [change.kind for one in same.renewed for change in one.changes] == [ChangeKind.SAME] * 2
    file.write_text(lines(("date", "value"), DAYS[0], ("2024-09-02", 140), DAYS[2]), "utf-8")
    newer = renew(project, tmp_path)
    assert [change.kind for change in newer.changes] == [ChangeKind.REVISED] * 2
    after = newer.project
    assert len(after.imports) == 1
    assert after.imports[0]["digest"] != tree["digest"]


def test_a_period_without_a_figure_keeps_the_reason() -> None:
    project = apply(
        Project(), daily(DAYS[0], DAYS[2], spans=(days("2024-09-02", "2024-09-02"),), by=None)
    ).project
    assert project.periods[0].losses is None
    assert project.periods[0].note == "no losses: date missing: 2024-09-02"


def test_interpolation_is_marked_as_about_and_noted() -> None:
    outcome = daily(DAYS[0], DAYS[2], interpolate=True)
    figure = outcome.made[0].figures[SeriesQuantity.LOSSES]
    assert (figure.value, figure.qualifier) == (35, "about")
    assert "interpolated between 2024-09-01 and 2024-09-03" in figure.note


def test_intake_becomes_people_a_calendar_month() -> None:
    looked = text(lines(("date", "value"), *((f"2024-09-{day:02}", 100) for day in range(1, 31))))
    chosen = Choices(
        SeriesQuantity.INTAKE,
        COLUMNS,
        Kind.PER_ROW,
        spans=(days("2024-09-01", "2024-09-15"), days("2024-09-01", "2024-09-30")),
    )
    project = apply(Project(), plan(looked, chosen)).project
    assert [row.per_month.value for row in project.intake] == [3000, 3000]
    assert project.periods == ()


def test_negative_ground_is_refused_where_gains_are_gross() -> None:
    looked = text(lines(("date", "value"), ("2024-09-01", 100), ("2024-09-02", 90)))
    outcome = plan(
        looked, Choices(SeriesQuantity.GAINS, COLUMNS, Kind.LEVEL, Dating.REPORT, "km2", PeriodLength.DAY)
    )
    project = Project(series=(Series("a", gains_are=GainsAre.GROSS),))
    with pytest.raises(Refused, match="gross"):
        apply(project, outcome)
    assert apply(Project(), outcome).project.periods[0].gains == Figure(
        -10.0,
        dating=DatedBy.MAP,
        source="some",
        note="some.csv, value: row 3 (2024-09-02) less row 2 (2024-09-01)",
    )


def test_bounds_in_columns_of_intervals_are_intervals_of_a_row_and_bounds_of_a_sum() -> None:
    rows = (("2024-09-01", 100, 90, 120), ("2024-09-02", 110, 100, 130))
    looked = text(lines(("date", "value", "ci_lower", "ci_upper"), *rows))
    columns = ColumnNames("date", "value", "ci_lower", "ci_upper")
    chosen = Choices(SeriesQuantity.LOSSES, columns, Kind.PER_ROW, Dating.REPORT, by=PeriodLength.DAY)
    daily_rows = apply(Project(), plan(looked, chosen)).project.periods
    assert [row.losses and row.losses.range for row in daily_rows] == [RangeIs.CI95] * 2
    both = replace(chosen, by=None, spans=(days("2024-09-01", "2024-09-02"),))
    (summed,) = apply(Project(), plan(looked, both)).project.periods
    assert summed.losses is not None
    assert (summed.losses.bounds(), summed.losses.range) == ((190.0, 210.0, 250.0), RangeIs.BOUNDS)


def test_a_series_must_be_named_where_the_project_has_several() -> None:
    project = Project(series=(Series("a"), Series("b")))
    with pytest.raises(Refused, match="several series: a, b"):
        apply(project, daily(*DAYS))
    assert {row.series for row in apply(project, daily(*DAYS), Target("b")).project.periods} == {"b"}


def test_a_table_brings_figures_as_published_with_its_own_series() -> None:
    content = (
        "Series;Period;Losses;Gains (sq mi);Note\n"
        "east;November 2024;>45,690;324;first\neast;Sep–Oct 2024;25–30k;~586;\n"
        "west;Q1 2024;n/a;-5.5;\nTotal;;1;1;\nwest;then;1;1;\n"
    )
    outcome = plan(text(content), TableChoices())
    assert outcome.read == 5 == outcome.used + 2
    project = apply(Project(), outcome, Target(counts="other")).project
    assert [row.id for row in project.series] == ["east", "west"]
    assert {row.counts for row in project.series} == {Counts.OTHER}
    november = project.periods[0]
    assert (november.start, november.end, november.note) == (date(2024, 11, 1), date(2024, 11, 30), "first")
    assert november.losses is not None
    assert (november.losses.value, november.losses.qualifier) == (
        45690,
        "over",
    )
    assert november.gains is not None
    assert (november.gains.value, november.gains.unit) == (324, "mi2")
    second = project.periods[1].losses
    assert second is not None
    assert (second.low, second.high) == (25_000, 30_000)
    assert project.periods[2].losses is None


def test_a_recipe_is_kept_as_json_and_read_again() -> None:
    series = Choices(
        SeriesQuantity.GAINS,
        ColumnNames("date", "value", "low", "high"),
        Kind.LEVEL,
        Dating.EVENT,
        "m2",
        PeriodLength.MONTH,
        (days("2024-01-01", "2024-12-31"),),
        (("a", "b"),),
        RowCovers.WEEK,
        Duplicates.LAST,
        (3,),
        True,
        True,
    )  # fmt: skip - a value for each
    reading = FileReading("Sheet", 3, ";", "cp1251", ",", "dmy")
    target = Target("ru", source="isw", scope="Ukraine")
    for recipe in (
        Recipe("data/x.csv", "0" * 64, series, reading, target),
        Recipe("x.csv", "1" * 64, TableChoices({"losses": "dead"}, "km2", (("a", "b"),), (2,))),
    ):
        tree = recipe_tree(recipe)
        assert recipe_of(tree) == recipe
        assert [list(tree)[place] for place in (0, -1)] == ["file", "digest"]


def test_a_file_may_name_the_columns_that_a_series_has() -> None:
    rule = schema()["$defs"]["recipe"]["else"]["properties"]["columns"]
    assert sorted(rule["properties"]) == sorted(ColumnNames.__struct_fields__)


@pytest.mark.parametrize("said", ["ours", ""])
def test_a_series_whose_periods_sides_are_read_for_is_known_at_refresh(said: str, tmp_path: Path) -> None:
    rows = [("day", "side", "killed"), ("2024-03-01", "a", 4), ("2024-03-02", "a", 3), ("2024-03-01", "b", 5)]
    (tmp_path / "e.csv").write_text(lines(*rows, ("2024-03-02", "b", 6)))
    march = Period("ours", "March", start=date(2024, 3, 1), end=date(2024, 3, 2))
    project = Project(series=(Series("ours", "Ours"),), periods=(march,))
    choices = Choices(
        SeriesQuantity.LOSSES,
        ColumnNames("day", "killed", series="side"),
        kind=Kind.PER_ROW,
        by=PeriodLength.EXISTING,
        each=RowCovers.DAY,
    )
    trial = try_import(project, look(tmp_path / "e.csv"), choices, Target(series=said), tmp_path)
    assert trial.imported is not None
    (tmp_path / "e.csv").write_text(lines(*rows, ("2024-03-02", "b", 7)))
    (again,) = renew(trial.imported.project, tmp_path).renewed
    assert again.refused is None
    changes = [(one.series, one.kind, one.after and one.after.value) for one in again.changes]
    assert changes == [("a", ChangeKind.SAME, 7), ("b", ChangeKind.REVISED, 12)]


def test_periods_and_a_refresh_are_named_in_the_language_of_who_imports(tmp_path: Path) -> None:
    file, say = tmp_path / "monthly.csv", in_language(Formats(), "uk").words
    choices = Choices(
        SeriesQuantity.LOSSES, COLUMNS, Kind.PER_ROW, by=PeriodLength.MONTH, each=RowCovers.MONTH
    )
    file.write_text(lines(("date", "value"), ("2024-11-01", 7)), "utf-8")
    trial = try_import(Project(), look(file), choices, Target("ru"), tmp_path, say=say)
    assert trial.imported is not None
    file.write_text(lines(("date", "value"), ("2024-11-01", 7), ("2024-12-01", 8)), "utf-8")
    newer = renew(trial.imported.project, tmp_path, say=say).project
    assert [period.label for period in newer.periods] == ["листопад 2024", "грудень 2024"]


def test_notes_and_refusals_are_written_in_the_language_of_who_imports(tmp_path: Path) -> None:
    file, formats = tmp_path / "daily.csv", in_language(Formats(), "uk")
    file.write_text(lines(("date", "value"), *DAYS[:2], ("2024-09-05", 1170)), "utf-8")
    two, three = days("2024-09-02", "2024-09-02"), days("2024-09-03", "2024-09-03")
    chosen = Choices(SeriesQuantity.LOSSES, COLUMNS, Kind.CUMULATIVE, Dating.REPORT, spans=(two, three))
    imported = try_import(Project(), look(file), chosen, folder=tmp_path, say=formats.words).imported
    assert imported is not None
    assert imported.project.series[0].name == "Ряд 1"
    told, silent = imported.project.periods
    assert told.losses is not None
    assert told.losses.note == "daily.csv, value: рядок 3 (2024-09-02) мінус рядок 2 (2024-09-01)"
    assert silent.note == "немає: втрати. дати відсутні з 2024-09-03 по 2024-09-04"
    other = replace(told, label="2 вер. 2024", losses=Figure(1.0))
    with pytest.raises(Refused) as refused:
        apply(replace(imported.project, periods=(other,)), plan(look(file), chosen, say=formats.words))
    assert formats.words(refused.value.words) == "уже є й різниться: втрати, 2 вер. 2024"


def test_numbers_in_what_is_noticed_of_a_file_are_written_as_the_person_writes_them() -> None:
    outcome = daily(
        ("2024-09-01", 101_200.5), ("2024-09-02", 101_300.5), ("2024-09-03", 1_200), fractions="keep"
    )
    (noticed,) = [one for one in outcome.noticed if one.code == "reset"]
    said = in_language(Formats(), "uk").words(noticed.words).replace("\xa0", " ")
    assert said == "наростний підсумок починається знову 2024-09-03: 101 300,5, далі 1 200"
