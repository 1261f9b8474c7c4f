"""A scenario: worked by hand, and held to what it must never change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.analyses.scenario import (
    Factors,
    answer_of,
    bounds_offered,
    lines_of,
    months_until,
    read_percent,
    said,
    scaled,
    scenario,
    until,
    until_lines,
    untouched,
)
from model.derive.results import derive
from model.files import write_project
from model.project import GROUND, Period, Project, Series
from model.text.days import Span, span_words
from model.text.errors import Unreadable
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.notation import GERMAN
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.words import words
from tests.model.chart_projects import NOV, NOV_END, OCT_END, SEP, worked
from tests.model.strategies import projects

AUTUMN, NOVEMBER = Span(SEP, NOV_END), Span(NOV, NOV_END)


def total(project: Project, key: str) -> Outcome:
    outcomes = derive(project).series["ru"].total
    assert not isinstance(outcomes, Absent)
    return outcomes[key]


def exactly(number: float) -> Value:
    return Value(number, number, number)


@given(projects(), st.none() | st.tuples(st.dates(), st.dates()))
def test_at_0_percent_nothing_changes(project: Project, days: tuple[date, date] | None) -> None:
    span = None if days is None else Span(min(days), max(days))
    for series in project.series:
        assert scenario(project, Factors(series.id, span=span)) is project


def test_losses_of_november_10_percent_higher_come_to_130_369_in_all() -> None:
    changed = scenario(worked(), Factors("ru", losses=0.1, span=NOVEMBER))
    assert total(changed, "losses") == exactly(80_110 + 45_690 * 1.1)
    assert total(changed, "gains") == exactly(2_356)
    assert untouched(worked(), Factors("ru", losses=0.1, span=NOVEMBER)) == (2,)  # the total of autumn


def test_intake_of_november_a_fifth_lower_leaves_september_and_october_alone() -> None:
    changed = scenario(worked(), Factors("ru", intake=-0.2, span=NOVEMBER))
    assert [(row.start, row.end) for row in changed.intake] == [(SEP, OCT_END), (NOV, NOV_END)]
    intake = total(changed, "intake")
    assert isinstance(intake, Value)
    # 2 × 25,000 + 20,000 to 2 × 30,000 + 24,000
    assert (intake.low, intake.high) == (70_000, 84_000)


@pytest.mark.parametrize("days", [(SEP, NOV_END), (NOV, NOV)])
def test_an_intake_is_not_divided_where_all_of_its_days_are_changed(days: tuple[date, date]) -> None:
    (rate,) = (replace(row, start=days[0], end=days[1], per_month=Figure(10)) for row in worked().intake)
    project = replace(worked(), intake=(rate,))
    for span in (None, AUTUMN):
        changed = scenario(project, Factors("ru", intake=0.1, span=span))
        assert changed.intake == (replace(rate, per_month=Figure(11)),)


@pytest.mark.parametrize(
    ("unit", "rates"),
    [
        ("people/day", [1_000, 1_100]),  # a day, on whichever days
        ("people/total", [1_000 * 61 / 91, 1_000 * 30 / 91 * 1.1]),
        ("", [1_000, 1_100]),
    ],
)
def test_some_days_of_an_intake_have_its_rate_or_their_share_of_its_total(
    unit: str, rates: list[float]
) -> None:
    rate = replace(worked().intake[0], per_month=Figure(1_000.0, unit=unit))
    changed = scenario(replace(worked(), intake=(rate,)), Factors("ru", intake=0.1, span=NOVEMBER))
    assert [row.per_month.value for row in changed.intake] == pytest.approx(rates)
    assert {row.per_month.unit for row in changed.intake} == {unit}


def test_the_project_itself_is_left_as_it_was() -> None:
    project = worked()
    before = write_project(project)
    scenario(project, Factors("ru", losses=0.5, intake=-0.5, gains=1.0))
    assert write_project(project) == before


@given(projects(), st.floats(-1, 9), st.floats(-1, 9), st.floats(-1, 9))
def test_a_scenario_can_be_derived_and_changes_one_series_alone(
    project: Project, losses: float, intake: float, gains: float
) -> None:
    for series in project.series:
        made = scenario(project, Factors(series.id, losses, intake, gains))
        derive(made)
        assert [row for row in made.periods if row.series != series.id] == [
            row for row in project.periods if row.series != series.id
        ]
        assert made.claims is project.claims
        assert len(made.periods) == len(project.periods)


@given(projects())
def test_dividing_an_intake_at_the_span_changes_no_sum(project: Project) -> None:
    for series in project.series:
        factors = Factors(series.id, intake=1e-12, span=Span(date(2023, 5, 5), date(2024, 2, 11)))
        one, other = (derive(each).columns["intake"] for each in (project, scenario(project, factors)))
        assert (one.absent == other.absent).all()
        assert one.best[one.absent == 0] == pytest.approx(other.best[one.absent == 0], rel=1e-9)


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_a_figure_keeps_its_qualifier_and_its_unit(qualifier: Qualifier) -> None:
    figure = Figure(value=10, qualifier=qualifier, unit="mi2", source="x", quote="ten")
    assert scaled(figure, 0.5) == replace(figure, value=15)
    assert scaled(figure, 0.0) is figure
    assert scaled(None, 0.5) is None


def test_a_change_out_of_all_bounds_is_no_scenario() -> None:
    with pytest.raises(ValueError, match="outside"):
        Factors("ru", losses=-1.5)


def test_of_ground_lost_10_percent_more_is_lost() -> None:
    period = Period("ru", "", NOV, NOV_END, Figure(value=1), Figure(value=-10))
    changed = scenario(Project(series=(Series("ru"),), periods=(period,)), Factors("ru", gains=0.1))
    assert changed.periods[0].gains == Figure(value=-11)


def test_200_000_are_short_8_6_months_after_autumn() -> None:
    # so far 35,800–50,800, best 43,300; November 15,690–20,690 a month, best 18,190
    months = until(derive(worked()), "ru", 200_000)
    assert isinstance(months, Value)
    assert months.low == pytest.approx((200_000 - 50_800) / 20_690)
    assert months.best == pytest.approx((200_000 - 43_300) / 18_190)
    assert months.high == pytest.approx((200_000 - 35_800) / 15_690)
    lines = until_lines(derive(worked()), derive(worked()), "ru", 200_000, Formats())
    said = "7.2–10.5 months after 30 Nov 2024, best 8.61, at the 15,690–20,690 a month of November 2024"
    assert lines == (f"As published: {said}", f"In the scenario: {said}")


@pytest.mark.parametrize(
    ("threshold", "so_far", "rate", "reason"),
    [
        (10.0, exactly(10), exactly(1), "that many are short already"),
        (10.0, exactly(5), exactly(0), "at this rate the gross shortfall does not grow"),
        (10.0, exactly(5), Value(-3, -1, 2), "at this rate the gross shortfall does not grow"),
        (10.0, Absent(words("no losses given")), exactly(1), "no losses given"),
        (10.0, exactly(5), Absent(words("no intake")), "no intake"),
    ],
)
def test_where_no_month_can_be_named_the_reason_is(
    threshold: float, so_far: Outcome, rate: Outcome, reason: str
) -> None:
    found = months_until(threshold, so_far, rate)
    assert isinstance(found, Absent)
    assert str(found.reason) == reason


def test_a_rate_that_may_be_nothing_leaves_the_months_open() -> None:
    assert months_until(10, Value(0, 5, 20), Value(-1, 1, 2)) == Value(0.0, 5.0, float("inf"))


def test_lines_show_both_sides_and_how_the_best_moves() -> None:
    changed = derive(scenario(worked(), Factors("ru", losses=0.1, span=AUTUMN)))
    lines = {line.what: line for line in lines_of(derive(worked()), changed, "ru", Formats())}
    assert lines["Losses"].published == "125,800"
    assert lines["Losses"].assumed == "138,380"
    assert lines["Losses"].change == "▲ 10.0 %"
    assert lines["Gross shortfall"].assumed == "48,380–63,380"


def test_a_scenario_is_said_in_words() -> None:
    days = span_words(SEP, NOV_END)
    text = said(Factors("ru", 0.1, -0.2), days, Formats())
    assert str(text) == "losses +10 %, intake −20 % (1 Sep – 30 Nov 2024)"
    assert "+12,5 %" in str(said(Factors("ru", 0.125), days, Formats(notation=GERMAN)))
    assert "losses +12.3 %" in str(said(Factors("ru", 0.12345), days, Formats()))


@pytest.mark.parametrize(
    ("text", "share"),
    [("", 0.0), ("10", 0.1), ("+10 %", 0.1), ("-20", -0.2), ("−20 %", -0.2), ("12.5", 0.125), ("-0", 0.0)],
)
def test_percentages_are_read_as_they_are_typed(text: str, share: float) -> None:
    assert read_percent(text, Formats()) == share


@pytest.mark.parametrize("text", ["ten", "-101", "901", "1–2"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_percent(text, Formats())


@given(projects(), st.floats(-1, 9).filter(bool))
def test_of_a_figure_nothing_but_its_numbers_changes(project: Project, share: float) -> None:
    figures = [figure for row in project.periods for figure in (row.losses, row.gains) if figure is not None]
    assume(any(scaled(figure, share) is not None for figure in figures))
    for figure in figures:
        made = scaled(figure, share)
        if made is not None:
            others = tuple(scaled(other, share) for other in figure.alternatives)
            assert made.alternatives == others
            numbers = {"value": figure.value, "low": figure.low, "high": figure.high}
            made = replace(made, alternatives=figure.alternatives)
            assert replace(made, **numbers) == figure  # type: ignore[arg-type] # numbers by name


@given(projects(), st.floats(-1, 9).filter(bool))
def test_of_a_period_nothing_but_its_figures_changes(project: Project, share: float) -> None:
    assume(project.periods)
    for series in project.series:
        made = scenario(project, Factors(series.id, losses=share, gains=share))
        for row, was in zip(made.periods, project.periods, strict=True):
            figures = {field: getattr(was, field) for field in ("losses", "correction", *GROUND)}
            assert replace(row, **figures) == was


@given(projects())
def test_at_0_percent_every_result_is_the_published_one(project: Project) -> None:
    results = derive(project)
    for series in project.series:
        answer = answer_of(results, Factors(series.id, span=AUTUMN), "1,000", Formats())
        assert answer.scenario is None
        assert answer.untouched == 0
        assert [line.assumed for line in answer.lines] == [line.published for line in answer.lines]


@given(projects(), st.floats(-1, 1), st.floats(-1, 1))
def test_the_order_of_rows_does_not_move_a_scenario(project: Project, losses: float, intake: float) -> None:
    turned = replace(project, periods=project.periods[::-1], intake=project.intake[::-1])
    for series in project.series:
        factors = Factors(series.id, losses, intake)
        one, other = (derive(scenario(each, factors)).series[series.id].total for each in (project, turned))
        if isinstance(one, Absent) or isinstance(other, Absent):
            assert isinstance(one, Absent)
            assert isinstance(other, Absent)
            continue
        for key in ("losses", "gains", "intake", "shortfall"):
            assert isinstance(one[key], Absent) is isinstance(other[key], Absent)
            if isinstance(one[key], Value):
                assert one[key] == other[key]


def test_a_long_series_offers_the_first_and_last_days_of_months_and_then_of_years() -> None:
    days = [date(2020, 1, 15) + timedelta(days=number) for number in range(1_200)]
    project = Project(
        series=(Series("ru"),), periods=tuple(Period("ru", "", day, day, Figure(value=1)) for day in days)
    )
    results = derive(project)
    every, all_of_it = bounds_offered(results, "ru", 2_000)
    assert (len(every), len(all_of_it)) == (1_200, 1_200)
    firsts, lasts = bounds_offered(results, "ru", 100)
    assert [days[row] for row in firsts[:3]] == [days[0], date(2020, 2, 1), date(2020, 3, 1)]
    assert [days[row] for row in lasts[:2]] == [date(2020, 1, 31), date(2020, 2, 29)]
    assert lasts[-1] == 1_199
    years, ends = bounds_offered(results, "ru", 10)
    assert [days[row] for row in years] == [days[0], *(date(year, 1, 1) for year in (2021, 2022, 2023))]
    assert ends[-1] == 1_199
