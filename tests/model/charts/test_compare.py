"""The chart of series side by side, and scenarios beside what was published."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from model.analyses.compare_series import COMPARED
from model.analyses.scenario import Factors, Scenario, said, scenario
from model.chart_settings import ChartSettings, LaneOrder
from model.charts import CHART, CHARTS, ChartOptions, build
from model.charts.data import Chart
from model.charts.scenario_outline import build_beside
from model.checks import checks
from model.derive.results import derive
from model.project import Baseline, Project, View
from model.text.days import Span, span_words
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import KM2_PER_MI2, AreaUnit
from tests.model.analyses.test_compare_series import AUTUMN, two_series
from tests.model.chart_projects import NOV, NOV_END, SEP, worked


def chart(project: Project, formats: Formats | None = None, **options: object) -> Chart:
    results = derive(project)
    chosen = ChartOptions(**options)  # type: ignore[arg-type] # the options of a chart by name
    return build("compare", results, checks(results), formats or Formats(), chosen)


def test_each_series_has_a_bar_as_high_as_its_value() -> None:
    made = chart(two_series())
    (marks,) = made.panels[0].marks
    assert marks.best.tolist() == [10, 2]
    assert [lane.name for lane in made.lanes] == ["General Staff", "By name"]
    assert [lane.group for lane in made.lanes] == ["casualties", "confirmed killed"]
    assert marks.table == "series"
    assert marks.rows.tolist() == [0, 1]
    assert "The losses of the groups do not count the same thing." in made.note
    assert "Confirmed" not in made.title


def test_what_was_put_first_stands_first_and_what_is_not_there_is_passed_over() -> None:
    first = ChartSettings("compare", sort=LaneOrder.TABLE, order=("gone", "b"))
    made = chart(two_series(), settings=first)
    assert [lane.name for lane in made.lanes] == ["By name", "General Staff"]
    assert made.panels[0].marks[0].best.tolist() == [2, 10]


def test_with_a_baseline_a_ratio_is_a_multiple_of_it_and_a_sum_stays_a_sum() -> None:
    project = replace(two_series(), view=View(baseline=Baseline("b", *AUTUMN)))
    (marks,) = chart(project).panels[0].marks
    assert marks.best.tolist() == [5, 1]
    assert marks.lines(0) == (("5×",), ("10.0 per km²", "10.0"))
    assert chart(project).panels[0].levels == (1.0,)
    assert "as a multiple of that of October" in chart(project).subtitle
    sums = chart(project, measure="losses")
    assert sums.panels[0].marks[0].best.tolist() == [100, 20]
    assert sums.panels[0].levels == ()


def test_areas_are_drawn_in_the_unit_that_is_shown() -> None:
    (marks,) = chart(two_series(), Formats(area_unit=AreaUnit.MI2)).panels[0].marks
    assert marks.best.tolist() == pytest.approx([10 * KM2_PER_MI2, 2 * KM2_PER_MI2])


def test_a_series_without_a_value_is_left_out_and_the_reason_said() -> None:
    project = two_series()
    made = chart(replace(project, periods=(project.periods[0], replace(project.periods[1], gains=None))))
    assert len(made.panels[0].marks[0]) == 1
    assert made.note.startswith("Left out: By name (no gains given).")


def test_series_can_be_chosen() -> None:
    made = chart(two_series(), compared=("b",))
    assert made.panels[0].marks[0].rows.tolist() == [1]
    assert made.note == ""


@pytest.mark.parametrize("measure", COMPARED)
def test_every_measure_can_be_asked_for(measure: str) -> None:
    made = chart(worked(), measure=measure)
    assert made.empty or len(made.panels[0].marks[0]) == 1
    assert made.alt


def test_a_project_without_rows_says_that_nothing_can_be_drawn() -> None:
    assert chart(Project()).empty


def test_the_tip_says_what_is_counted_and_covered() -> None:
    text = chart(two_series()).panels[0].marks[0].tip(1)
    assert "By name" in text
    assert "Losses count confirmed killed; gains are gross" in text
    assert "Ukraine and Kursk" in text


# a scenario beside it


def beside(key: str, factors: Factors, project: Project | None = None) -> Chart:
    project = project or worked()
    results, assumed = derive(project), derive(scenario(project, factors))
    told = Scenario(assumed, said(factors, span_words(SEP, NOV_END), Formats()))
    return build_beside(key, results, checks(results), Formats(), ChartOptions(), told)


def test_without_a_scenario_the_chart_is_what_it_was() -> None:
    results = derive(worked())
    plain = build("losses-gains", results, checks(results), Formats())
    same = build_beside("losses-gains", results, checks(results), Formats(), ChartOptions(), None)
    assert same.alt == plain.alt
    assert all(not panel.beside for panel in same.panels)


def test_only_what_the_scenario_moves_has_an_outline() -> None:
    made = beside("losses-gains", Factors("ru", losses=0.1, span=Span(NOV, NOV_END)))
    losses, gains = made.panels
    (outline,) = losses.beside
    assert outline.best.tolist() == [pytest.approx(1_523 * 1.1)]
    assert outline.x0.tolist() == [NOV.toordinal()]
    assert gains.beside == ()
    published = losses.marks[0]
    assert published.best.tolist() == [pytest.approx(80_110 / 61), 1_523]


def test_a_chart_with_a_scenario_says_so_everywhere() -> None:
    made = beside("recruitment", Factors("ru", intake=-0.2))
    for text in (made.title, made.note, made.alt, made.legend[-1].text):
        assert "cenario" in text
    assert "intake −20 %" in made.note
    assert made.legend[-1].dashed


def test_the_tip_of_what_is_published_tells_what_the_scenario_makes_of_it() -> None:
    made = beside("balance", Factors("ru", losses=0.1))
    assert "In the scenario: " in made.panels[0].marks[0].tip(0)


@pytest.mark.parametrize("key", [kind.key for kind in CHARTS if kind.key not in ("territory", "map")])
def test_every_chart_can_stand_beside_a_scenario(key: str) -> None:
    made = beside(key, Factors("ru", losses=0.25, intake=-0.3, gains=0.5))
    assert "Scenario, not published" in made.note
    assert not made.empty
    for panel in made.panels:
        for marks in panel.beside:
            assert np.isfinite(marks.best).all()


def test_a_scenario_is_compared_with_the_baseline_as_published() -> None:
    project = replace(two_series(), view=View(baseline=Baseline("b", *AUTUMN)))
    made = beside("compare", Factors("b", losses=1.0), project)
    (outline,) = made.panels[0].beside
    assert outline.best.tolist() == [2]  # twice the baseline, which does not move with it


def test_a_scenario_of_days_that_nothing_covers_draws_nothing() -> None:
    made = beside("cost", Factors("ru", losses=0.1, span=Span(date(2001, 1, 1), date(2001, 2, 1))))
    assert all(not panel.beside for panel in made.panels)
    assert CHART["cost"].measures == ()


def test_a_scenario_of_nothing_published_says_why_nothing_is_drawn() -> None:
    project = replace(worked(), periods=(replace(worked().periods[0], losses=Figure(value=1), gains=None),))
    assert beside("cost", Factors("ru", losses=0.1), project).empty
