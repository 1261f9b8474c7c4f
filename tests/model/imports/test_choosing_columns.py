"""Which column is taken as what: by name and content, never because it is the only one left."""

from __future__ import annotations

from datetime import date

import pytest

from model.imports.applying import apply
from model.imports.cells import Unsettled
from model.imports.choices import (
    UNITS,
    Choices,
    ColumnNames,
    Dating,
    Duplicates,
    Kind,
    PeriodLength,
    ReferenceChoices,
    RowCovers,
    SeriesQuantity,
    ShareChoices,
    TableChoices,
)
from model.imports.column_names import power_of_name, speaks_of, unit_of_name
from model.imports.inspect_file import ColumnMeaning
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.imports.recipe import recipe_of
from model.project import Project
from model.text.errors import Unreadable
from model.text.figures import Figure
from model.text.records import replace
from tests.model.imports.data import codes, lines, losses, noticed, text, values


@pytest.mark.parametrize(
    ("what", "names"),
    [
        (
            "losses",
            "Casualties (killed/wounded)|KIA|Втрати|Потери, чел.|Verluste|Gefallene|Pertes|Tués|personnel",
        ),
        (
            "gains",
            "Net advance sq. km|Площа, км²|Территория|Gebiet|Geländegewinn km²|Superficie (km²)|lost, km²|ha",
        ),
        (
            "intake",
            "Recruits per month|Рекрутів на місяць|Мобилизовано|Rekrutierte|Recrutés par mois|enlistments",
        ),
        ("intake", "inflow|New contracts|signed up|Contracts signed"),
    ],
)
def test_names_speak_of_losses_ground_and_recruits(what: str, names: str) -> None:
    for name in names.split("|"):
        assert speaks_of(name) == {what}, name


def test_losses_per_ground_are_no_ground() -> None:
    assert speaks_of("losses per km²") == speaks_of("Verluste pro km²") == {"losses"}


@pytest.mark.parametrize(
    "name", ["tank losses", "Aircraft lost", "Втрати танків", "losses, USD", "Panzerverluste"]
)
def test_losses_of_things_are_never_taken_for_people(name: str) -> None:
    looked = text(f"month,{name.replace(', ', ' ')}\nSep 2024,300\nOct 2024,310\n")
    with pytest.raises(Unsettled, match="of the losses the file may have no amounts, only"):
        plan(looked, TableChoices())
    series = text(f"date,{name.replace(', ', ' ')}\n2024-09-01,300\n2024-09-02,310\n")
    choices = Choices(SeriesQuantity.LOSSES, kind=Kind.CUMULATIVE, dating=Dating.REPORT, by=PeriodLength.DAY)
    with pytest.raises(Unsettled, match="which column holds the losses"):
        plan(series, choices)


def test_an_area_that_is_held_is_not_taken_for_what_was_gained() -> None:
    looked = text("month,losses,area km2\nSep 2024,38130,109000\nOct 2024,41980,109610\n")
    with pytest.raises(Unsettled, match="from 109,000 to 109,610 in every row"):
        plan(looked, TableChoices())
    chosen = plan(looked, TableChoices({"gains": "area km2"}))
    assert values(chosen, SeriesQuantity.GAINS) == [109_000, 109_610]


@pytest.mark.parametrize("name", ["temperature", "age", "day_of_war", "date", "id", "x", "population"])
def test_other_names_speak_of_none_of_these(name: str) -> None:
    assert not speaks_of(name)


@pytest.mark.parametrize(
    ("name", "power"),
    [
        ("Losses (thousands)", 3),
        ("Втрати, тис.", 3),
        ("Потери (тыс. чел.)", 3),
        ("Losses (in 1000s)", 3),
        ("Losses, 000s", 3),
        ("Verluste in Tsd.", 3),
        ("Pertes (milliers)", 3),
        ("Losses, million", 6),
        ("млн осіб", 6),
        ("Losses (hundreds)", 2),
        ("losses ×10³", 3),
        ("losses, 10^6", 6),
        ("losses, k", 3),
        ("Losses [k]", 3),
        ("Losses (’000)", 3),
        ("Losses (000)", 3),
        ("Losses, 000", 3),
        ("Losses (k people)", 3),
        ("losses-k", 3),
        ("Losses (thous.)", 3),
        ("Losses, th.", 3),
        ("Втрати (т. осіб)", 3),
        ("Straty (tys.)", 3),
        ("Perdite (migliaia)", 3),
        ("Losses, 1000 people", 3),
        ("Losses, 1 000", 3),
        ("Losses/1000", 3),
        ("Gains, 1000 km²", 3),
        ("Gains (k km²)", 3),
        ("Gains, thous. sq km", 3),
        ("Gains, 100 km²", 2),
        ("Losses, mn", 6),
        ("killed per thousand", 0),
        ("killed per 1,000 people", 0),
        ("killed per 100 km²", 0),
        ("losses of 10 000 men", 0),
        ("losses above 1000", 0),
        ("Gains, square miles", 0),
        ("losses per 100", 0),
        ("losses 10^5", 0),
        ("Losses", 0),
        ("losses 1000 km front", 0),
    ],
)
def test_thousands_in_a_name(name: str, power: int) -> None:
    assert power_of_name(name) == power


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Net advance sq. km", "km2"),
        ("Площа, км²", "km2"),
        ("gained (sq mi)", "mi2"),
        ("area_m2", "m2"),
        ("га", "ha"),
    ],
)
def test_units_in_a_name(name: str, unit: str) -> None:
    assert unit_of_name(name) == unit


def table(content: str, **choices: object) -> Outcome:
    return plan(text(content), TableChoices(**choices))  # type: ignore[arg-type] # each test says them in full


def asked(content: str, what: SeriesQuantity | None = None) -> list[str]:
    """Return the choices that are asked for, of a table or of a series."""
    choices = TableChoices() if what is None else Choices(what, kind=Kind.PER_ROW, by=PeriodLength.DAY)
    with pytest.raises(Unsettled) as refused:
        plan(text(content), choices)
    return [question.choice for question in refused.value.questions]


@pytest.mark.parametrize("column", ["age", "temperature", "day_of_war", "army_strength", "share_pct"])
def test_a_lone_column_of_numbers_is_asked_for(column: str) -> None:
    assert asked(f"date,{column}\n2024-01-01,3\n2024-01-02,5\n", SeriesQuantity.LOSSES) == ["value"]


@pytest.mark.parametrize("column", ["date of birth", "published", "updated_at", "Geburtsdatum"])
def test_a_lone_column_of_dates_of_something_else_is_asked_for(column: str) -> None:
    assert "date" in asked(f"{column},losses\n2024-01-01,3\n2024-01-02,5\n", SeriesQuantity.LOSSES)


@pytest.mark.parametrize(
    "head", ["killed,wounded", "KIA,WIA", "losses,killed", "втрати,поранено", "Verluste,Gefallene"]
)
def test_of_several_that_speak_of_losses_none_is_taken(head: str) -> None:
    assert asked(f"period,{head}\n2024-09,1,2\n") == ["column"]
    assert asked(f"date,{head}\n2024-09-01,1,2\n2024-09-02,1,2\n", SeriesQuantity.LOSSES) == ["value"]


def test_ground_taken_lost_and_net_are_taken_from_columns_that_somebody_names() -> None:
    table = text("Label,Taken km²,Lost km²,Net km²\nJuly 2025,713,79,634\nAugust 2025,594,,499.43\n")
    with pytest.raises(Unsettled) as asked:
        plan(table, TableChoices())
    assert {one.choice for one in asked.value.questions} == {"column"}
    columns = {"gains": "Net km²", "gains_lost": "Lost km²", "gains_other": "Taken km²"}
    project = apply(Project(), plan(table, TableChoices(columns=columns))).project
    told = [
        [figure and figure.value for figure in (row.gains, row.gains_lost, row.gains_other)]
        for row in project.periods
    ]
    assert told == [[634, 79, 713], [499.43, None, 594]]
    chosen = recipe_of(project.imports[0]).choices
    assert isinstance(chosen, TableChoices)
    assert chosen.columns == columns
    square_miles = text("Label,Net,Lost\nJuly 2025,245,30\n")
    choices = TableChoices(columns={"gains": "Net", "gains_lost": "Lost"}, unit="mi2")
    (row,) = apply(Project(), plan(square_miles, choices)).project.periods
    assert (row.gains_lost and row.gains_lost.value, row.gains_lost and row.gains_lost.unit) == (30, "mi2")


def test_what_is_not_used_is_named() -> None:
    outcome = table("period,losses,losses per day,place\n2024-09,38130,1271,x\n")
    said = next(str(one.words) for one in outcome.noticed if one.code == "columns")
    assert said.endswith("not used: “losses per day”, “place”")
    assert outcome.made[0].figures == {SeriesQuantity.LOSSES: Figure(38_130, note="some.csv, losses: row 2")}


@pytest.mark.parametrize("column", ["side", "country", "type", "Сторона", "Країна", "Seite"])
def test_a_column_that_splits_the_rows_is_asked_about(column: str) -> None:
    rows = "2024-09-01,A,10\n2024-09-01,B,20\n2024-09-02,A,11\n2024-09-02,B,21\n"
    assert asked(f"date,{column},losses\n{rows}", SeriesQuantity.LOSSES) == ["where"]
    assert asked(f"period,{column},losses\n2024-09,A,10\n2024-09,B,20\n") == ["where"]
    chosen = Choices(SeriesQuantity.LOSSES, kind=Kind.PER_ROW, by=PeriodLength.DAY, where=((column, "A"),))
    outcome = plan(text(f"date,{column},losses\n{rows}"), chosen)
    assert [made.figures[SeriesQuantity.LOSSES].value for made in outcome.made] == [10, 11]
    assert outcome.filtered == 2


@pytest.mark.parametrize("column", ["side", "country", "Сторона", "Seite"])
def test_whose_losses_are_meant_is_asked_though_no_two_rows_share_days(column: str) -> None:
    rows = "2024-09-01,A,10\n2024-09-02,B,20\n2024-09-03,A,11\n"
    assert asked(f"date,{column},losses\n{rows}", SeriesQuantity.LOSSES) == ["where"]
    assert asked(f"period,{column},losses\n2024-09,A,10\n2024-10,B,20\n") == ["where"]


def test_possible_losses_are_not_added_to_confirmed_ones_unless_that_is_said() -> None:
    """Whole tables of strikes tell so: which of them are meant is nobody's guess."""
    looked = text(
        lines(
            ("date", "Confirmed/possible strike", "value"),
            ("2024-09-01", "Confirmed", 5),
            ("2024-09-02", "Possible", 7),
            ("2024-09-03", "Confirmed", 9),
        )
    )
    with pytest.raises(Unsettled, match=r"splits the rows \(Confirmed, Possible\)"):
        losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY)
    of_them = (("Confirmed/possible strike", "Confirmed"), ("Confirmed/possible strike", "Possible"))
    both = losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY, where=of_them)
    assert values(both) == [5, 7, 9]
    # of a running total each is that of its day
    assert values(losses(looked, kind=Kind.CUMULATIVE, dating=Dating.REPORT, by=PeriodLength.DAY)) == [2, 2]


@pytest.mark.parametrize("name", ["weekly losses", "втрати щотижня", "losses per day"])
def test_the_losses_of_a_week_are_not_those_of_a_month(name: str) -> None:
    assert asked(f"period,{name},gains km2\n2024-09,9000,5\n2024-10,9500,6\n") == ["column"]


def test_a_whole_number_among_fractions_of_people_is_no_certain_one() -> None:
    """What the name means nobody knows: thousands, maybe, of which 22.0 would be 22,000."""
    assert asked("period,losses (?)\n2024-09,7.1\n2024-10,22.0\n2024-11,50.8\n") == ["fractions"]


def test_ground_by_the_name_of_land_is_no_side() -> None:
    assert table("period,losses,land km2\n2024-09,5,10\n2024-10,6,11\n").used == 2


def test_numbers_under_a_name_that_is_not_known_may_be_the_losses_that_are_missing() -> None:
    assert asked("period,Soldiers,gains km2\n2024-09,38130,468\n") == ["column"]
    assert table("period,share %,gains km2\n2024-09,3,468\n").used == 1
    chosen = TableChoices({"losses": ""})
    assert plan(text("period,Soldiers,gains km2\n2024-09,38130,468\n"), chosen).used == 1


def test_thousands_are_multiplied_and_it_is_said() -> None:
    outcome = table("Monat;Verluste (Tsd.);Gebiet km²\n2024-01;26,2;50,5\n2024-02;28,5;60\n")
    assert outcome.made[0].figures[SeriesQuantity.LOSSES].value == 26_200
    assert outcome.made[0].figures[SeriesQuantity.GAINS].value == 50.5
    assert "scale" in noticed(outcome)


def test_a_best_value_with_one_bound_keeps_the_best() -> None:
    outcome = table(
        "period,losses,losses_low,losses_high\n2024-09,1200,1000,\n2024-10,1300,,1600\n2024-11,,1000,\n"
    )
    figures = [made.figures[SeriesQuantity.LOSSES] for made in outcome.made]
    assert [(one.value, one.low, one.high, str(one.qualifier)) for one in figures] == [
        (1200, 1000, None, "exact"),
        (1300, None, 1600, "exact"),
        (1000, None, None, "at_least"),
    ]


def test_areas_larger_than_any_country_are_asked_about() -> None:
    content = "period,losses,area km2\n2024-09,1,40338363092\n"
    assert asked(content) == ["unit"]
    assert table(content, unit="m2").made[0].figures[SeriesQuantity.GAINS].value == 40338.363092


@pytest.mark.parametrize(
    "cells", [("1200¹", "1300*", "1400 [a]"), ("1500–1600", "1600–1700"), ("1.3k", "~2000")]
)
def test_numbers_that_may_be_years_are_amounts_under_a_name_of_amounts(cells: tuple[str, ...]) -> None:
    rows = "".join(f"2024-0{number}-01,{cell}\n" for number, cell in enumerate(cells, 1))
    looked = text(f"date,losses\n{rows}")
    assert [column.meaning for column in looked.columns] == [ColumnMeaning.DATE, ColumnMeaning.NUMBER]


def test_each_value_of_a_column_may_be_a_series_of_its_own() -> None:
    rows = "2024-09-01,A,10,x\n2024-09-01,B,20,x\n2024-09-02,A,many,x\n2024-09-02,B,21,x\n2024-09-02,B,9,y\n"
    choices = Choices(
        SeriesQuantity.LOSSES,
        ColumnNames(series="side"),
        kind=Kind.PER_ROW,
        by=PeriodLength.DAY,
        where=(("kind", "x"),),
    )
    outcome = plan(text(f"date,side,losses,kind\n{rows}"), choices)
    made = [(one.series, one.span.start.day, one.figures.get(SeriesQuantity.LOSSES)) for one in outcome.made]
    assert [(name, day, figure and figure.value) for name, day, figure in made] == [
        ("A", 1, 10),
        ("A", 2, None),
        ("B", 1, 20),
        ("B", 2, 21),
    ]
    assert (outcome.read, outcome.used, outcome.filtered, outcome.unusable) == (5, 3, 1, 1)
    project = apply(Project(), outcome).project
    assert [series.name for series in project.series] == ["A", "B"]
    assert project.imports[0]["columns"]["series"] == "side"
    assert (
        plan(text(f"date,side,losses,kind\n{rows}"), recipe_of(project.imports[0]).choices).made
        == outcome.made
    )


def open_choices(content: str, choices: Choices | TableChoices) -> list[str]:
    with pytest.raises(Unsettled) as refused:
        plan(text(content), choices)
    return [question.choice for question in refused.value.questions]


def test_all_that_is_open_is_asked_at_once() -> None:
    table = "month,side,killed,wounded,gains\nFY2024,R,38.130,1,468\nFY2024,U,41.980,2,610\n"
    of_table = open_choices(table, TableChoices())
    assert of_table == ["column", "unit", "decimal", "year_begins", "year_named", "where"]
    series = "date,side,total\n01/02/2024,R,38.130\n02/02/2024,R,39.980\n02/02/2024,U,41.999\n"
    choices = Choices(SeriesQuantity.LOSSES, ColumnNames(value="total"))
    assert open_choices(series, choices) == ["kind", "by", "decimal", "date_format", "where"]


def test_rows_of_a_table_about_the_same_days_are_asked_about_and_never_made_two_periods() -> None:
    content = "month,actor,losses\n2024-09,A,100\n2024-09,B,120\n2024-10,A,200\n"
    with pytest.raises(Unsettled, match=r"rows 2–3 are about the same days .* in “actor” too"):
        plan(text(content), TableChoices())
    last = plan(text(content), TableChoices(duplicates=Duplicates.LAST))
    assert (values(last), codes(last)) == ([120, 200], {"not_chosen": [2]})
    with pytest.raises(Unreadable, match="not added up"):
        plan(text(content), TableChoices(duplicates=Duplicates.ADD))
    apart = plan(text(content), TableChoices({"series": "actor"}))
    assert [made.series for made in apart.made] == ["A", "B", "A"]


def test_rows_of_the_same_days_with_different_amounts_are_one_period() -> None:
    outcome = plan(text("month,losses,gains km2\n2024-09,100,\n2024-09,,12\n"), TableChoices())
    assert (outcome.read, outcome.used, len(outcome.made)) == (2, 2, 1)
    assert (values(outcome), values(outcome, SeriesQuantity.GAINS)) == ([100], [12])


def test_a_refused_row_of_a_table_is_kept_with_its_days() -> None:
    content = "month,losses\n2024-09,100\n2024-10,many\n2024-11,500,6\n2024-12,7\n"
    second, first = plan(text(content), TableChoices()).kept_recipe().refused
    assert (first.row, first.start, first.end) == (3, date(2024, 10, 1), date(2024, 10, 31))
    assert (second.row, second.start, second.end) == (4, date(2024, 11, 1), date(2024, 11, 30))


@pytest.mark.parametrize(
    "names",
    [
        "min,max|lower bound,upper bound|CI_low,CI_high|losses_lower,losses_upper|low estimate,high estimate",
        "losses (95% CI low),losses (95% CI high)|losses min.,losses max.|мін,макс|q05,q95|LOW,HIGH",
    ],
)
@pytest.mark.parametrize("before", [False, True])
def test_bounds_are_found_by_any_of_their_names_and_in_any_order(names: str, before: bool) -> None:
    for pair in names.split("|"):
        low, high = pair.split(",")
        head, row = ["losses", low, high], ["1200", "1000", "1500"]
        if before:
            head, row = head[::-1], row[::-1]
        outcome = plan(
            text(",".join(["month", *head]) + "\n" + ",".join(["2024-09", *row]) + "\n"), TableChoices()
        )
        figure = outcome.made[0].figures[SeriesQuantity.LOSSES]
        assert (figure.low, figure.value, figure.high) == (1000, 1200, 1500), pair


def test_bounds_beside_two_amounts_are_asked_about_and_what_is_no_bound_is_not_taken() -> None:
    assert asked("month,losses,gains km2,low,high\n2024-09,1200,5,1000,1500\n") == ["column"]
    outcome = plan(text("month,losses,min temperature,max temperature\n2024-09,1200,5,10\n"), TableChoices())
    assert outcome.made[0].figures[SeriesQuantity.LOSSES].low is None


def test_the_bounds_of_a_column_that_is_chosen_are_those_called_like_it() -> None:
    content = "month,killed,killed_low,killed_high,wounded\n2024-09,1200,1000,1500,9\n"
    figure = plan(text(content), TableChoices({"losses": "killed"})).made[0].figures[SeriesQuantity.LOSSES]
    assert (figure.low, figure.value, figure.high) == (1000, 1200, 1500)
    content = content.replace("month", "date").replace("2024-09", "2024-09-01").replace("killed", "dead")
    series = Choices(SeriesQuantity.LOSSES, kind=Kind.PER_ROW, by=PeriodLength.DAY)
    figure = plan(text(content.replace("wounded", "x")), series).made[0].figures[SeriesQuantity.LOSSES]
    assert (figure.low, figure.value, figure.high) == (1000, 1200, 1500)


def test_how_often_a_column_falls_is_told_of_its_numbers_as_they_are_meant() -> None:
    """1.5, 1.25 and 1.125 fall each time; without their commas, 15, 125 and 1125 would rise."""
    rows = "date;area\n2024-09-01;1,5\n2024-09-02;1,25\n2024-09-03;1,1250\n"
    assert [column.falls for column in text(rows).columns] == [None, 1.0]
    for days in (
        "2024-09-03 2024-09-02 2024-09-01",
        "30.09.2024 29.09.2024 28.09.2024",
        "9/3/2024 8/30/2024 8/29/2024",
    ):
        newest_first = "date,area\n" + "".join(f"{day},{3 - row}\n" for row, day in enumerate(days.split()))
        assert [column.falls for column in text(newest_first).columns] == [None, 0.0]
    assert [column.falls for column in text("date,area\n2024-09-01,3\n2024-09-02,2\n").columns] == [
        None,
        None,
    ]


_AREAS = ("km2", "mi2", "m2", "ha", "km", "mi")
_OF_FILES = "series,date,losses,gains,strength,killed share\nru,2024-09-01,10,10,10,10 %\n"
_READ: tuple[tuple[Choices | TableChoices, tuple[str, ...]], ...] = (
    (Choices(SeriesQuantity.LOSSES, kind=Kind.PER_ROW, by=PeriodLength.DAY), ("people",)),
    (Choices(SeriesQuantity.GAINS, kind=Kind.PER_ROW, by=PeriodLength.DAY), _AREAS),
    (TableChoices(each=RowCovers.DAY), _AREAS),
    (ReferenceChoices({"reference": "strength"}, each=RowCovers.DAY), ("people", *_AREAS, "items")),
    (ShareChoices(), ("percent", "share")),
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(("choices", "units"), _READ, ids=[type(each).__name__ for each, _ in _READ])
def test_nothing_is_read_in_a_unit_in_which_it_is_not_counted(
    choices: Choices | TableChoices, units: tuple[str, ...], unit: str
) -> None:
    """10 in percent was 0.1 km², and a killed share of 0.2 came in as 0.2 sq mi."""
    said = replace(choices, unit=unit)
    if unit in units:
        assert plan(text(_OF_FILES), said).made
    else:
        with pytest.raises(Unsettled) as caught:
            plan(text(_OF_FILES), said)
        assert [question.choice for question in caught.value.questions] == ["unit"]


def test_a_file_without_rows_has_no_series_to_be_told_apart() -> None:
    of_sides = Choices(SeriesQuantity.LOSSES, ColumnNames(series="side"), Kind.PER_ROW, by=PeriodLength.DAY)
    with pytest.raises(Unsettled, match="no column holds numbers for the losses"):
        plan(text("side,date,losses\n"), of_sides)


def test_the_middle_of_a_range_of_people_is_no_fraction_that_is_asked_about() -> None:
    rows = "".join(f"2024-{month:02},25000–30001\n" for month in range(1, 6))
    assert table(f"period,losses\n{rows}").used == 5


def test_a_column_that_names_the_days_is_told_as_taken() -> None:
    """Above the rows of a file it was “not used”, though every period had its days of it."""
    outcome = table("period,losses,losses source\n2024-09,5,A\n")
    assert list(map(str, outcome.taken.values())) == ["losses", "days", "source of losses"]
