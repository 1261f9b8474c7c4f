"""Which results differ between two projects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.analyses.comparison import compare
from model.analyses.comparison_results import ResultChange, results_that_differ, same_rows
from model.analyses.comparison_rows import paired
from model.checks import checks
from model.derive.results import derive
from model.project import Period, Project
from model.text.formats import Formats
from model.text.records import replace
from tests.model.chart_projects import figure, worked
from tests.model.strategies import periods, projects


def differences(before: Project, after: Project, most: int = 500) -> tuple[ResultChange, ...]:
    comparison = compare(before, after, Formats())
    then, now = (checks(derive(side)) for side in (comparison.before, comparison.after))
    return results_that_differ(then, now, comparison.pairs, Formats(), most).first


def with_losses(value: float) -> Project:
    project = worked()
    return replace(project, periods=(replace(project.periods[0], losses=figure(value)), *project.periods[1:]))


def test_a_project_compared_with_itself_has_no_result_that_differs() -> None:
    assert differences(worked(), worked()) == ()


def test_losses_of_november_change_every_result_that_rests_on_them() -> None:
    found = {
        (one.about, one.what): (one.before, one.after, one.difference)
        for one in differences(worked(), with_losses(45_000))
    }
    # 45,690 − 45,000 = 690, 0.55 % of 125,800; by 30 days 23; by 839 km² 0.8224, 1.51 % of 54.458
    assert found["Russian forces, in all", "Losses"] == ("125,800", "125,110", "▼ 690 (0.55 %)")
    assert found["November 2024", "Losses per day"] == ("1,523", "1,500", "▼ 23.0 (1.5 %)")
    assert found["November 2024", "Cost of ground, per km²"] == ("54.5", "53.6", "▼ 0.822 (1.5 %)")
    assert ("November 2024", "Losses") not in found  # a row that differs, no result
    assert ("Sep–Oct 2024", "Losses per day") not in found


def test_an_intake_moves_the_shortfall_of_periods_that_did_not_change() -> None:
    project = worked()
    other = replace(project, intake=(replace(project.intake[0], per_month=figure(25_000)),))
    found = {(one.about, one.what): (one.before, one.after) for one in differences(project, other)}
    assert found["Sep–Oct 2024", "Gross shortfall"] == ("20,110–30,110", "30,110")


def test_a_verdict_that_turns_is_a_result() -> None:
    found = [one for one in differences(worked(), with_losses(41_111)) if one.what == "Verdict"]
    assert [(one.about, one.before, one.after) for one in found] == [
        ("53", "follows", "inconsistent"),
        ("forty-nine", "inconsistent", "follows"),
    ]


def test_a_result_that_goes_says_why_it_is_gone() -> None:
    project = worked()
    without = replace(project, periods=(replace(project.periods[0], gains=None), *project.periods[1:]))
    found = {(one.about, one.what): (one.after, one.difference) for one in differences(project, without)}
    cost = "Cost of ground, per km²"
    assert found["November 2024", cost] == ("—", "no gains given")
    assert found["Russian forces, in all", cost] == ("—", "no gains given for November 2024")


def test_of_very_many_differences_the_first_are_listed_and_the_rest_is_known() -> None:
    comparison = compare(worked(), with_losses(1), Formats())
    sides = [checks(derive(side)) for side in (comparison.before, comparison.after)]
    few = results_that_differ(sides[0], sides[1], comparison.pairs, Formats(), 3)
    assert len(few.first) == 3
    assert few.more


@given(st.lists(periods(), max_size=5))
def test_rows_that_are_the_same_are_found_whatever_their_order(rows: list[Period]) -> None:
    turned = rows[::-1]
    same = same_rows(paired(rows, turned), len(rows), len(turned))
    assert sorted(before for before, _ in same) == list(range(len(rows)))
    assert [after for _, after in same] == list(range(len(turned)))


@given(projects(), projects())
def test_any_two_projects_can_be_compared(before: Project, after: Project) -> None:
    for one in differences(before, after):
        assert one.what
        assert one.before
        assert one.after
    assert differences(after, after) == ()
