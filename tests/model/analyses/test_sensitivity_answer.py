"""What is shown of a study, made in one go: of the result asked for, or of the usual one."""

from __future__ import annotations

from model.analyses.sensitivity import StudyTarget, study
from model.analyses.sensitivity_lines import Asked, answer_of, lines_of, summary
from model.derive.results import derive
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from tests.model.chart_projects import worked


def test_the_usual_result_is_the_first_that_a_figure_leaves_uncertain() -> None:
    project = worked()
    answer = answer_of(derive(project), Asked("ru"), Formats())
    assert answer.study.target.measure == "shortfall"  # every loss and every gain that counts is exact
    november = replace(project.periods[0], losses=Figure(low=40_000, high=50_000))
    answer = answer_of(
        derive(replace(project, periods=(november, *project.periods[1:]))), Asked("ru"), Formats()
    )
    assert answer.study.target.measure == "losses_per_gain"


def test_where_nothing_is_uncertain_it_is_the_cost_of_ground() -> None:
    answer = answer_of(derive(replace(worked(), intake=())), Asked("ru"), Formats())
    assert answer.study.target.measure == "losses_per_gain"


def test_what_is_asked_for_is_what_is_studied() -> None:
    results = derive(worked())
    answer = answer_of(results, Asked("ru", "losses_per_gain", 0, 50.0), Formats())
    alone = study(results, StudyTarget("ru", "losses_per_gain", 0))
    assert answer.study.results is results
    assert answer.said == summary(alone, Formats())
    assert answer.lines == lines_of(alone, Formats(), 50.0)
    # 45,690 ÷ 50
    assert [line.break_even for line in answer.lines if line.input.field == "gains"] == ["914 km²"]
