"""Which figures move a result, and where each crosses a threshold: worked by hand, then against `derive`."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.analyses.break_even import break_even
from model.analyses.sensitivity import STUDIED, Input, Study, StudyTarget, study
from model.analyses.sensitivity_lines import lines_of, read_threshold, summary
from model.derive.measures import MEASURE, leaves_of
from model.derive.results import Results, derive
from model.project import Counts, GainsAre, Intake, Milestone, Period, Project, Reference, Series
from model.text.errors import Unreadable
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import convert
from tests.model import crowded
from tests.model.chart_projects import between, worked
from tests.model.checks.test_order_and_unit import tiled
from tests.model.kept import mostly


def of(project: Project, measure: str, row: int | None = None) -> Study:
    return study(derive(project), StudyTarget(project.series[0].id, measure, row))


def test_the_intake_of_autumn_moves_the_shortfall_by_15_000() -> None:
    (swing,) = of(worked(), "shortfall").swings
    assert (swing.input.table, swing.input.weight) == ("intake", 3.0)
    # 125,800 − 3 × 25,000 and 125,800 − 3 × 30,000
    assert swing.at_low.value == 50_800
    assert swing.at_high.value == 35_800
    assert swing.size == 15_000


def test_the_shortfall_is_50_000_at_an_intake_of_25_267_a_month() -> None:
    found = {one.operand + one.table: even for one, even in of(worked(), "shortfall").break_evens(50_000)}
    # 125,800 − 3x = 50,000
    assert found["intakeintake"].value == pytest.approx(75_800 / 3)
    assert found["intakeintake"].inside
    assert not found["lossesperiods"].inside


def test_the_cost_of_november_is_50_at_913_8_square_kilometres_or_41_950_losses() -> None:
    found = {one.field: even.value for one, even in of(worked(), "losses_per_gain", 0).break_evens(50)}
    assert found == {"losses": 41_950, "gains": pytest.approx(913.8)}


def test_the_figure_that_moves_the_result_most_comes_first() -> None:
    rows = (
        (date(2024, 9, 1), date(2024, 9, 30), between(900, 1_100), Figure(value=10)),
        (date(2024, 10, 1), date(2024, 10, 31), between(500, 1_500), Figure(value=10)),
    )
    project = Project(series=(Series("ru"),), periods=tuple(Period("ru", "", *row) for row in rows))
    swings = of(project, "losses_per_gain").swings
    assert [swing.input.row for swing in swings] == [1, 0]
    assert (swings[0].at_low.value, swings[0].at_high.value) == (75, 125)  # (1,000 + 500 … 1,500) ÷ 20


def test_an_open_bound_is_named_and_is_no_number() -> None:
    (swing,) = of(worked(), "losses_per_gain", 2).swings
    assert swing.at_low.value == pytest.approx(53.056, abs=1e-3)
    assert swing.at_high.value is None
    assert str(swing.at_high.reason) == "open: no upper bound is published"
    assert not swing.bounded
    assert swing.size == math.inf


def test_ground_up_to_a_bound_may_be_none_at_all_and_then_there_is_no_cost() -> None:
    period = Period(
        "x",
        "",
        date(1916, 7, 1),
        date(1916, 7, 1),
        Figure(value=1_000),
        Figure(value=20, qualifier=Qualifier.UP_TO),
    )
    project = Project(series=(Series("x", gains_are=GainsAre.GROSS),), periods=(period,))
    (swing,) = of(project, "losses_per_gain").swings
    assert swing.at_low.value is None
    assert str(swing.at_low.reason) == "no ground gained in this period"
    assert swing.at_high.value == 50


def test_alternative_rates_of_one_channel_share_the_month() -> None:
    days = (date(2024, 11, 1), date(2024, 11, 30))
    project = Project(
        series=(Series("ru"),),
        periods=(Period("ru", "", *days, Figure(value=50_000)),),
        intake=(
            Intake("ru", "a", *days, between(20_000, 30_000)),
            Intake("ru", "b", *days, Figure(value=9_000)),
        ),
    )
    weights = {
        one.row: one.weight for one, _ in of(project, "shortfall").break_evens(0) if one.table == "intake"
    }
    assert weights == {0: 0.5, 1: 0.5}


def test_no_value_is_given_where_none_gives_the_threshold() -> None:
    evens = dict(of(worked(), "replaced").break_evens(0.0))
    by_field = {one.operand: even for one, even in evens.items()}
    assert str(by_field["losses"].reason) == "no value of it alone gives that"
    evens = dict(of(worked(), "shortfall").break_evens(-10_000_000))
    by_field = {one.operand: even for one, even in evens.items()}
    assert str(by_field["losses"].reason) == "it would have to be below 0"


def test_a_result_that_is_absent_rests_on_nothing() -> None:
    project = replace(worked(), intake=())
    studied = of(project, "shortfall")
    assert isinstance(studied.outcome, Absent)
    assert studied.swings == ()
    assert studied.break_evens(1) == ()
    assert "intake known for 0 of" in summary(studied, Formats())


THRESHOLDS = {
    "losses": 90_000,
    "gains": 1_600,
    "losses_per_day": 1_500,
    "gains_per_day": 20,
    "losses_per_month": 50_000,
    "gains_per_month": 700,
    "losses_per_gain": 60,
    "gains_per_1000_losses": 15,
    "intake": 50_000,
    "shortfall": 20_000,
    "shortfall_per_month": 0,
    "replaced": 0.9,
    "requirement": 100_000,
    "requirement_gap": -1_000,
    "affordable_gains": 2_000,
    "both_sides": 1_000_000,
}
"""For each measure a value that each of its figures alone can bring about."""


def counting(project: Project, leaves: frozenset[str]) -> Project:
    """The project whose first series counts what a measure is made of; beside items, people."""
    one, periods = project.series[0], project.periods
    if "advance" in leaves:
        in_km = Figure(12.0, unit="km")
        own = tuple(replace(row, gains=in_km, gains_lost=None) for row in periods if row.series == one.id)
        return replace(project, series=(replace(one, gains_are=GainsAre.ADVANCE),), periods=own)
    counts = next((kind for kind in (Counts.ITEMS, Counts.MONEY) if kind.value in leaves), None)
    if counts is None:
        return project
    own = tuple(row for row in periods if row.series == one.id)
    people = tuple(replace(row, series="people", gains_lost=None) for row in own)
    series = (replace(one, counts=counts, part_of="people"), Series("people"))
    return replace(project, series=series, periods=own + people)


@pytest.mark.parametrize("measure", STUDIED)
def test_every_measure_can_be_turned_round_in_each_of_its_figures(measure: str) -> None:
    project = worked()
    says = replace(project.series[0], killed_share=Figure(0.25), return_share=Figure(0.5), group="both")
    others = (
        Series("ua", opponent="ru", group="both"),
        Series("dead", part_of="ru", counts=Counts.KILLED),
        Series("names", counted_of="ru"),
    )
    days = (date(2024, 1, 1), date(2024, 12, 31))
    given = ((600_000.0, ""), (603_550.0, "km2"), (1_250.0, "km"), (3_000.0, "items"))
    references = tuple(Reference("x", *days, Figure(value, unit=unit)) for value, unit in given)
    lost = tuple(replace(row, gains_lost=Figure(1000.0)) for row in project.periods)
    held = Milestone("ru", "", project.periods[0].end, Figure(110_000.0, unit="km2"))
    theirs = tuple(
        replace(row, series=one.id, losses=Figure(10_000.0), gains=None, gains_lost=None)
        for one in others
        for row in lost
    )
    told = replace(
        project,
        series=(says, *others),
        references=references,
        periods=(*lost, *theirs),
        milestones=(held,),
    )
    told = counting(told, leaves_of(measure))
    studied = of(told, measure, 0 if MEASURE[measure].of_a_day else None)
    assert isinstance(studied.outcome, Value)
    threshold = THRESHOLDS.get(measure, 0.9 * studied.outcome.best)
    evens = dict(studied.break_evens(threshold))
    assert all(line.name for line in lines_of(studied, Formats(), threshold))
    leaves = leaves_of(measure) - {"lost_outside"}  # of earlier days there are none
    assert {one.operand for one in evens} == leaves - ({"lost_within"} if "losses" in leaves else set())
    for one, even in evens.items():
        assert even.value is not None, (one, even.reason)
        assert studied.at(one, even.value).value == pytest.approx(threshold, rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
@pytest.mark.parametrize("threshold", [-7.0, 0.0, 1.0, 50_000.0])
def test_a_threshold_is_found_however_large_the_figure_is(scale: float, threshold: float) -> None:
    best = 1_234.5 * scale
    line = break_even(best, -math.inf, threshold, lambda x: 3 * x - 5 * best)
    assert line.value == pytest.approx((threshold + 5 * best) / 3, rel=1e-12)
    curve = break_even(best, 0.0, threshold, lambda x: 40 * best / np.where(x > 0, x, np.nan))
    assert curve.value == (None if threshold <= 0 else pytest.approx(40 * best / threshold, rel=1e-12))


# against derive, figure by figure


def target_of(results: Results, studied: Study) -> Outcome:
    target = studied.target
    if target.row is not None:
        return results.over([target.row])[target.measure]
    total = results.series[target.series].total
    return total if isinstance(total, Absent) else total[target.measure]


def with_figure(project: Project, one: Input, x: float) -> Project:
    """Return the project with one figure at x, which is in the unit of the input."""
    rows = list(getattr(project, one.table))
    figure: Figure = getattr(rows[one.row], one.field)
    in_own = convert(x, "km2", figure.unit or "km2") if one.field == "gains" else x
    rows[one.row] = replace(rows[one.row], **{one.field: Figure(value=in_own, unit=figure.unit)})
    tables: dict[str, object] = {one.table: tuple(rows)}
    return replace(project, **tables)  # type: ignore[arg-type] # the tables of a project by name


def has_a_bar(drawn: tuple[Project, str]) -> bool:
    swings = of(*drawn).swings
    return any(swing.at_low.value is not None and swing.at_high.value is not None for swing in swings)


OF_TOTALS = [key for key in STUDIED if not MEASURE[key].of_a_day]
studies = st.tuples(mostly(tiled(), crowded.projects()), st.sampled_from(OF_TOTALS)).filter(has_a_bar)


def _close(a: float, b: float, scale: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6 * max(1.0, scale))


@given(studies)
def test_each_end_is_what_derive_gives_with_that_figure(drawn: tuple[Project, str]) -> None:
    project, measure = drawn
    studied = of(project, measure)
    for swing in studied.swings:
        for x, side in ((swing.input.low, swing.at_low), (swing.input.high, swing.at_high)):
            if side.value is None or abs(x) > 1e7:
                continue
            outcome = target_of(derive(with_figure(project, swing.input, x)), studied)
            assume(isinstance(outcome, Value) and abs(studied.outcome.best) < 1e9)  # type: ignore[union-attr] # present, or there were no swings
            assert isinstance(outcome, Value)
            assert _close(outcome.best, side.value, abs(studied.outcome.best))  # type: ignore[union-attr] # as above


@given(studies)
def test_a_bar_contains_the_best(drawn: tuple[Project, str]) -> None:
    studied = of(*drawn)
    for swing in studied.swings:
        if swing.at_low.value is not None and swing.at_high.value is not None:
            ends = sorted((swing.at_low.value, swing.at_high.value))
            best = studied.outcome.best  # type: ignore[union-attr] # present, or there were no swings
            if swing.input.operand == "gains" and ends[0] * ends[1] < 0:
                continue  # a ratio jumps where ground goes through 0
            slack = 1e-9 * max(1.0, *map(abs, (*ends, best)))
            assert ends[0] - slack <= best <= ends[1] + slack


@given(studies, st.floats(-1e6, 1e6))
def test_a_break_even_put_back_gives_the_threshold(drawn: tuple[Project, str], threshold: float) -> None:
    studied = of(*drawn)
    for one, even in studied.break_evens(threshold):
        if even.value is None:
            assert even.reason is not None
            continue
        reached = studied.at(one, even.value).value
        assert reached is not None
        assert math.isclose(reached, threshold, rel_tol=1e-6, abs_tol=1e-6)
        assert even.inside == (one.low <= even.value <= one.high)


@given(studies)
def test_the_order_of_rows_does_not_matter(drawn: tuple[Project, str]) -> None:
    project, measure = drawn
    turned = replace(project, periods=project.periods[::-1], intake=project.intake[::-1])
    sizes = [sorted(swing.size for swing in of(each, measure).swings) for each in (project, turned)]
    assert sizes[0] == pytest.approx(sizes[1], nan_ok=True)


# as lines


def test_lines_say_what_is_published_and_where_the_bars_end() -> None:
    studied = of(worked(), "shortfall")
    lines = lines_of(studied, Formats(), 50_000)
    assert lines[0].name == "US officials: intake a month"
    assert lines[0].published == "25,000–30,000 (US officials)"
    assert (lines[0].least, lines[0].greatest) == ("35,800 at its high", "50,800 at its low")
    assert lines[0].bar == (1.0, 0.0)
    assert lines[0].best == 0.5
    assert lines[0].break_even == "25,267 a month, within what is published"
    assert "low 35,800, best 43,300, high 50,800" in summary(studied, Formats())
    assert [line.break_even for line in lines_of(studied, Formats())] == [""]


def test_each_number_stands_at_its_end_of_the_bar() -> None:
    project = worked()
    gains = replace(project.periods[0], gains=between(800.0, 900.0))
    studied = of(replace(project, periods=(gains, *project.periods[1:])), "losses_per_gain", 0)
    (line,) = lines_of(studied, Formats())
    # 45,690 ÷ 900 and ÷ 800: more ground makes the result less
    assert (line.least, line.greatest) == ("50.8 at its high", "57.1 at its low")
    assert line.bar == (1.0, 0.0)


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("50,000", "shortfall", 50_000),
        ("-5,000", "shortfall", -5_000),
        ("62", "replaced", 0.62),
        ("62 %", "replaced", 0.62),
        ("100 km²", "gains", 100),
    ],
)
def test_a_threshold_is_read_in_the_unit_of_the_measure(text: str, measure: str, value: float) -> None:
    assert read_threshold(text, measure, Formats()) == value


@pytest.mark.parametrize("text", ["much", "5–10", "5 km²"])
def test_what_is_no_threshold_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_threshold(text, "shortfall", Formats())


def test_of_many_exact_figures_those_that_add_most_are_listed_wherever_they_stand() -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(900)]
    rows = [Period("ru", f"{n}", day, day, Figure(value=10)) for n, day in enumerate(days)]
    rows[-1] = replace(rows[-1], losses=Figure(value=5_000))
    evens = of(Project(series=(Series("ru"),), periods=tuple(rows)), "losses").break_evens(20_000)
    assert evens[0][0].row == 899
    # 899 × 10 + x = 20,000
    assert evens[0][1].value == 20_000 - 8_990


def test_of_more_figures_than_are_listed_it_is_said_how_many_there_are() -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(1_200)]
    rows = [Period("ru", f"{n}", day, day, Figure(low=9, high=11)) for n, day in enumerate(days)]
    studied = of(Project(series=(Series("ru"),), periods=tuple(rows)), "losses")
    assert summary(studied, Formats()).endswith("the 200 that move it most, of 1,200 uncertain figures")


def bounded(project: Project) -> Project:
    """Return the project with each figure that is over something exact."""

    def exact(figure: Figure | None) -> Figure | None:
        if figure is None or figure.qualifier is not Qualifier.OVER:
            return figure
        return replace(figure, qualifier=Qualifier.EXACT)

    rows = (replace(row, losses=exact(row.losses), gains=exact(row.gains)) for row in project.periods)
    return replace(project, periods=tuple(rows))


@given(tiled().map(bounded), st.sampled_from(["losses", "gains"]))
def test_of_a_sum_the_bars_add_up_to_its_range(project: Project, measure: str) -> None:
    studied = of(project, measure)
    outcome = studied.outcome
    assert isinstance(outcome, Value)
    assert all(swing.bounded for swing in studied.swings)
    total = math.fsum(swing.size for swing in studied.swings)
    assert total == pytest.approx(
        outcome.high - outcome.low, rel=1e-9, abs=1e-6 * max(1.0, abs(outcome.best))
    )
    for swing in studied.swings:
        assert swing.at_low.value is not None
        assert swing.at_high.value is not None
        assert swing.at_low.value <= swing.at_high.value
